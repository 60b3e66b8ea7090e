//! Conversions: "10 miles (16 km)", "10 miles, or 16 kilometres,".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Class, Lexicon, Measure};
use crate::language::token::TokenKind;

/// What a unit measures, if it can be converted.
#[must_use]
pub fn measure(unit: &str) -> Option<Measure> {
    Lexicon::english().find_all(&unit.to_lowercase()).measure
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
