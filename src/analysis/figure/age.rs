//! Ages among the numbers of a text: "aged 65", "Fiorina, then 44,", "she is 44".

use super::{Figure, FigureKind, Scan};
use crate::language::lexicon::{Case, Class, Gender};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// In years: no higher number is the age of a person. Above the highest age on record, so that a slip still reads as an age.
pub const OLDEST: f64 = 130.0;

impl Scan<'_> {
    /// "aged 65", ", 69," after a name, "22 years old".
    pub(super) fn is_age(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        if figure.value.is_none_or(|value| value > OLDEST)
            || !matches!(figure.kind, FigureKind::Count | FigureKind::Duration)
        {
            return false;
        }
        let mark = |i: usize| {
            self.kind(i).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon))
        };
        let name = self.back(first, 2).is_some_and(|i| self.syntax.tokens[i].capital && !self.is(i, Class::Month));
        let comma = self.before(first).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma));
        let apposed = comma && name && mark(end) && end == first + 1;
        apposed
            || self.is_now(first, end)
            || self.is_what_somebody_is(figure)
            || self.is(end + 1, Class::Old)
            || self.before_is(first, Class::Aged)
            || self.is_older(figure)
            || self.is_under_age(first)
            || self.is_open_age(figure)
            || self.before(first).is_some_and(|i| self.is(i, Class::At) && self.before_is(i, Class::LifeEvent))
                && mark(end)
            || comma && mark(end) && self.back(first, 2).is_some_and(|i| self.is(i, Class::AgeNoun))
    }

    /// "45 or older", "65 and over", "voters 18 to 29".
    fn is_open_age(&self, figure: &Figure) -> bool {
        let end = figure.tokens.end;
        let open = self.is_any(end, &[Class::And, Class::Or]) && self.is_any(end + 1, &[Class::Aged, Class::Over]);
        let people = |i: usize| self.tag(i) == Some(Tag::Nouns) && self.is_any(i, &[Class::Polled, Class::Everyone]);
        let bracket = figure.high.is_some() && self.before(figure.tokens.start).is_some_and(people);
        (open || bracket) && figure.unit.is_none() && figure.kind == FigureKind::Count
    }

    /// "all of them are younger than 50"
    fn is_older(&self, figure: &Figure) -> bool {
        let than = self.before(figure.tokens.start).filter(|&i| self.is(i, Class::Than));
        let than = than.filter(|_| figure.unit.is_none() || figure.kind == FigureKind::Duration);
        than.and_then(|i| self.before(i)).is_some_and(|i| self.is(i, Class::Aged))
    }

    /// ", now 81 and retired,", "Fiorina, then 44, took over", "the two men, both just 16,".
    fn is_now(&self, first: usize, end: usize) -> bool {
        let led = || self.backwards(first, 3).take_while(|&i| self.kind(i) != Some(TokenKind::Comma));
        let times = |i: usize| self.is_any(i, &[Class::Time, Class::Both]);
        let told = led().any(times) && led().all(|i| times(i) || self.tag(i) == Some(Tag::Adverb));
        let comma = self.backwards(first, 4).find(|&i| self.kind(i) == Some(TokenKind::Comma));
        let apart = comma.is_some_and(|comma| first - comma <= 3);
        told && apart && end == first + 1 && self.closes(end)
    }

    /// "She is 44", "Justice Kennedy will be 80": a number without a unit that a person is.
    fn is_what_somebody_is(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        if figure.unit.is_some() || figure.high.is_some() || end != first + 1 {
            return false;
        }
        let hedges = |i: usize| self.tag(i) == Some(Tag::Adverb) || self.entry(i).is_some_and(|e| e.hedge.is_some());
        let Some(be) = self.backwards(first, 3).find(|&i| !hedges(i)) else { return false };
        let auxiliary = |i: usize| {
            self.is_any(i, &[Class::Be, Class::Have, Class::Modal])
                || matches!(self.tag(i), Some(Tag::Adverb | Tag::Modal))
        };
        let is = self.is(be, Class::Be) && self.tag(be) != Some(Tag::Gerund);
        let who = self.backwards(be, 4).find(|&i| !auxiliary(i)).filter(|_| is);
        who.is_some_and(|who| self.is_one_person(who)) && self.closes(end)
    }

    /// Whether a token is "he", "she" or "I", or ends a name or a noun for a person: nothing else is a number without a unit.
    fn is_one_person(&self, who: usize) -> bool {
        match self.entry(who).and_then(|entry| entry.pronoun) {
            Some(pronoun) => {
                let singular = pronoun.plural == Some(false) && pronoun.case == Case::Subject;
                singular && (pronoun.person == 1 || pronoun.gender != Gender::Neuter)
            }
            None => match self.tag(who) {
                Some(Tag::Name) => self.syntax.tokens[who].capital,
                // "her brother was 16", "the mayor is 44"
                Some(Tag::Noun) => self.is(who, Class::Kin) || self.syntax.entry(who).kinds.is_human(),
                _ => false,
            },
        }
    }

    /// Whether what stands at token `end` closes the words that tell an age.
    fn closes(&self, end: usize) -> bool {
        let mark = |kind| matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon);
        self.kind(end).is_none_or(mark) || self.is_any(end, &[Class::And, Class::But])
    }

    /// "under the age of 18", "the age bracket of 20-34".
    fn is_under_age(&self, first: usize) -> bool {
        self.before_is(first, Class::Of)
            && self.backwards(first, 4).any(|i| self.is_any(i, &[Class::AgeNoun, Class::Aged]))
    }
}
