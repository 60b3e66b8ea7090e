//! What kind of thing a number is by the words around it: an hour, an age, a name.

use super::number::Number;
use super::{Figure, FigureKind, Scan};
use crate::language::lexicon::Class;

impl Scan<'_> {
    /// Finds out what a number is by what stands around it.
    pub(super) fn sort(&self, figure: &mut Figure, number: &Number) {
        let hour = self.is(figure.tokens.end, Class::Clock) || self.is_in_part_of_day(figure.tokens.end);
        // "1451 GMT"
        let written = self.text(figure.tokens.start).len() == 4 && self.is(figure.tokens.end, Class::Clock);
        // "grew from 200 at noon"
        let of_day = figure.value.is_none_or(|value| value <= 24.0 || (written && value < 2400.0));
        if hour && figure.kind == FigureKind::Count && of_day {
            figure.kind = FigureKind::Date;
        }
        // "~850 CE", "AD 79"
        let era = |i: usize| self.is(i, Class::Era) && self.syntax.tokens[i].upper;
        let dated = era(figure.tokens.end) || self.before(figure.tokens.start).is_some_and(era);
        if dated && matches!(figure.kind, FigureKind::Count | FigureKind::Rank) {
            figure.kind = FigureKind::Date;
        }
        if self.is_age(figure) {
            figure.kind = FigureKind::Age;
        }
        let plain = matches!(figure.kind, FigureKind::Count | FigureKind::Rank) && figure.hedge.is_none();
        // "GMT+1200"
        let zone = self.before(figure.tokens.start).filter(|&i| matches!(self.text(i), "+" | "-" | "−"));
        if zone.and_then(|i| self.before(i)).is_some_and(|i| self.is(i, Class::Clock)) {
            figure.kind = FigureKind::Date;
        }
        if figure.kind == FigureKind::Count && self.is_coordinate(figure.tokens.start) {
            figure.kind = FigureKind::Other;
        }
        // "NIST 800-53", but not "beat Clinton 41-40"
        let code = figure.kind == FigureKind::Score
            && figure.value.is_some_and(|value| value >= 100.0)
            && self.before(figure.tokens.start).is_some_and(|i| self.syntax.tokens[i].upper);
        let titled = figure.hedge.is_none() && self.is_title(figure);
        // "under 18 U.S.C. § 1343": no hedge.
        let statute = self.is(figure.tokens.end, Class::Statute);
        if titled || statute || (plain || code) && number.scale <= 1.0 && self.is_designation(figure, number) {
            figure.kind = FigureKind::Other;
        }
    }

    /// "in the evening", "at night".
    fn is_in_part_of_day(&self, at: usize) -> bool {
        let part = at + 1 + usize::from(self.is(at + 1, Class::Definite));
        self.is_any(at, &[Class::In, Class::At]) && self.is(part, Class::DayPart)
    }
}
