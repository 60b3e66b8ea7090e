//! Counts of what happens again and again: "the police recorded 312 burglaries". They say little where no time is told.

use super::Scan;
use crate::analysis::figure::FigureKind;
use crate::analysis::gap::{Gap, GapKind};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds counts of events; whether their paragraph tells a time, is for the caller.
    pub(super) fn event_counts(&self, found: &mut Vec<Gap>) {
        let figures = self.here.clone().map(|index| &self.figures[index]);
        for figure in
            figures.filter(|figure| figure.kind == FigureKind::Count && figure.value.is_some_and(|n| n >= 10.0))
        {
            let words = self.ahead(figure.tokens.end, 3).take_while(|&i| self.kind(i) == Some(TokenKind::Word));
            let events = words.into_iter().any(|i| self.is(i, Class::Event));
            let logged = self.backwards(figure.tokens.start, 5).any(|i| self.is_any(i, &[Class::Logged, Class::There]))
                || self.ahead(figure.tokens.end, 6).any(|i| self.is(i, Class::Logged));
            // "crews put out 60 fires", but not "the crash caused 12 deaths", which is one event
            let before = || self.backwards(figure.tokens.start, 6);
            let logged = logged
                || (before().any(|i| self.tag(i).is_some_and(|tag| tag.is_finite() || tag == Tag::Participle))
                    && !before().any(|i| self.is_any(i, &[Class::Causing, Class::Caused, Class::Dead, Class::Modal]))
                    && !self.before_is(figure.tokens.start, Class::Definite));
            // "seized 4,100 fake phones"
            let done = self.backwards(figure.tokens.start, 3).any(|i| {
                self.is(i, Class::Done) && self.tag(i).is_some_and(|tag| matches!(tag, Tag::Past | Tag::Participle))
            }) && figure.unit.as_deref().is_some_and(|unit| unit.ends_with('s'));
            if (events && logged) || done {
                found.push(Gap { kind: GapKind::TimeFrame, range: figure.range });
            }
        }
    }
}
