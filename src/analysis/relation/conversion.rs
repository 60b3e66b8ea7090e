//! Conversions: "10 miles (16 km)", "10 miles, or 16 kilometres,".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::{Figure, FigureKind};
use crate::language::lexicon::{Class, Lexicon, Measure};
use crate::language::token::TokenKind;

/// What a unit measures, if it can be converted.
#[must_use]
pub fn measure(unit: &str) -> Option<Measure> {
    Lexicon::english().find_all(&unit.to_lowercase()).measure
}

/// What a figure is in the unit of another.
#[must_use]
pub fn convert(one: &Figure, other: &Figure) -> Option<f64> {
    let (from, to) = (measure(one.unit.as_deref()?)?, measure(other.unit.as_deref()?)?);
    Some(into(one.value?, from, to))
}

/// A number of one unit in another one.
#[must_use]
pub fn into(value: f64, from: Measure, to: Measure) -> f64 {
    (value - from.zero) * (from.factor / to.factor) + to.zero
}

/// A number with as many places as a figure is printed with.
#[must_use]
pub fn rounded(value: f64, as_in: &Figure) -> f64 {
    let step = if as_in.step > 0.0 { as_in.step } else { 1.0 };
    (value / step).round() * step
}

impl Scan<'_> {
    /// Finds figures that are told again in another unit.
    pub(super) fn conversions(&self, found: &mut Vec<Relation>) {
        for (one, other) in self.here.clone().zip(self.here.clone().skip(1)) {
            if self.is_converted(one, other) {
                self.relate(RelationKind::Conversion, &[one, other], found);
            }
        }
    }

    fn is_converted(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let last = between.end.wrapping_sub(1);
        let aside = self.kind(last) == Some(TokenKind::Open) || self.led_by(other, Class::Or);
        if !aside || between.len() > 6 || !self.is_quiet(between, 6) {
            return false;
        }
        let (a, b) = (&self.figures[one], &self.figures[other]);
        let (Some(first), Some(second)) = (a.unit.as_deref(), b.unit.as_deref()) else { return false };
        if a.kind == FigureKind::Money && b.kind == FigureKind::Money {
            return first != second;
        }
        let (Some(first), Some(second)) = (measure(first), measure(second)) else { return false };
        first.dimension == second.dimension && first != second
    }
}
