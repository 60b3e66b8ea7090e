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

    /// Whether a bracket ends behind a figure and its unit: not "(3 miles from the coast)".
    fn is_closed(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        self.ahead(end, 4)
            .find(|&i| self.kind(i) != Some(TokenKind::Word) && self.kind(i) != Some(TokenKind::Symbol))
            .is_some_and(|i| {
                matches!(self.kind(i), Some(TokenKind::Close | TokenKind::Semicolon | TokenKind::Comma))
                    && !self
                        .ahead(end + 1, i.saturating_sub(end + 1))
                        .any(|i| self.tag(i) == Some(crate::language::tag::Tag::Preposition) && !self.is(i, Class::Per))
            })
    }

    /// Whether a figure is the second part of a measure: "5 feet 10 inches".
    fn is_compound(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).filter(|before| self.here.contains(before)) else { return false };
        let measured = |index: usize| self.figures[index].unit.as_deref().and_then(measure);
        let same =
            matches!((measured(before), measured(index)), (Some(one), Some(other)) if one.dimension == other.dimension);
        same && self.between(before, index).len() <= 2
    }

    fn is_converted(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let Some(last) = self.before_figure(other) else { return false };
        let kind = self.kind(last);
        // "(16 km)", "or 16 km", "— 16 km —", ", which is 16 km"
        let stated = self.is(last, Class::Be) && self.before_is(last, Class::Relative);
        let aside = matches!(kind, Some(TokenKind::Open | TokenKind::Dash)) || self.is(last, Class::Or) || stated;
        if !aside || between.len() > 6 || !(stated || self.is_quiet(between, 6)) {
            return false;
        }
        let (a, b) = (&self.figures[one], &self.figures[other]);
        if kind == Some(TokenKind::Open) && !self.is_closed(other) || self.is_compound(one) {
            return false;
        }
        let (Some(first), Some(second)) = (a.unit.as_deref(), b.unit.as_deref()) else { return false };
        if a.kind == FigureKind::Money && b.kind == FigureKind::Money {
            return first != second;
        }
        let (Some(first), Some(second)) = (measure(first), measure(second)) else { return false };
        first.dimension == second.dimension && first != second
    }
}
