//! What those are told by of whom shares are: "a sample of 20 people", "asked 20 people", "(n = 20)", "Sample: 20 traders".

use std::ops::Range;

use super::Scan;
use super::proportion::APART;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// "(n = 31)"
    pub(super) fn is_sample(&self, whole: usize) -> bool {
        let start = self.figures[whole].tokens.start;
        self.before(start).is_some_and(|i| self.text(i) == "=" && self.before_is(i, Class::Sampled))
    }

    /// "In a sample of 26 beaches …"
    pub(super) fn opens_sample(&self, whole: usize) -> bool {
        let of = self.before_figure(whole).filter(|&i| self.is(i, Class::Of) && self.before_is(i, Class::Sampled));
        let within = of.and_then(|of| {
            self.backwards(of, 4).find(|&i| self.is_any(i, &[Class::In, Class::Among, Class::From, Class::Of]))
        });
        within.is_some_and(|i| {
            let i = self.before(i).filter(|&out| self.is(out, Class::Out)).unwrap_or(i);
            self.before(i).is_none_or(|i| {
                matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Quote))
                    || self.is(i, Class::Complementizer)
            })
        })
    }

    /// Whether it is told that those who are counted were asked or looked at: "surveyed 18 wards", "a study of 13 orangutans", "20 growers
    /// were polled", "a survey with 16 respondents".
    pub(super) fn is_asked(&self, whole: usize) -> bool {
        let (start, end) = (self.figures[whole].tokens.start, self.figures[whole].tokens.end);
        let verb = |i: usize| self.is_phrase(i, Class::Asked) && !self.before_is(i, Class::Not);
        // "interviewed staff at 20 hospitals": the staff was asked.
        let free = |i: usize| {
            !self.tag(i).is_some_and(Tag::is_noun)
                && (self.tag(i) != Some(Tag::Preposition) || self.is_inside(i, Class::Asked))
        };
        let verb_at = self.backwards(start, 5).find(|&i| verb(i));
        let object = verb_at.is_some_and(|at| (at + 1..start).all(free));
        let subject = self.before_figure(whole).is_none_or(|i| self.tag(i) != Some(Tag::Preposition));
        let passive = subject && self.ahead(end, 5).any(|i| self.is(i, Class::Be) && self.is(i + 1, Class::Asked));
        let sample = self
            .before_figure(whole)
            .is_some_and(|i| self.is_any(i, &[Class::Of, Class::With]) && self.before_is(i, Class::Sampled));
        object || passive || sample
    }

    /// Whether a word is one for people, whatever its tag: "nurses".
    pub(super) fn is_people(&self, i: usize) -> bool {
        self.entry(i).is_some_and(|entry| entry.kinds.is_human()) && !self.tag(i).is_some_and(Tag::is_finite)
    }

    /// Whether a whole is no more than the place of others: "interviewed staff at 20 hospitals".
    pub(super) fn is_of_others(&self, whole: usize) -> bool {
        let led =
            self.before_figure(whole).filter(|&i| self.tag(i) == Some(Tag::Preposition) && !self.is(i, Class::Of));
        led.and_then(|i| self.before(i))
            .is_some_and(|i| self.tag(i).is_some_and(Tag::is_noun) || self.is_people(i) || self.is(i, Class::Sampled))
    }

    /// Whether a plural that "them" rather stands for comes behind a whole, as an object: "The 20 hospitals employ nurses".
    pub(super) fn has_object_behind(&self, whole: usize) -> bool {
        let end = self.figures[whole].tokens.end;
        self.ahead(end + 1, 2 * APART).any(|noun| {
            let led = self.backwards(noun, 3).find(|&i| {
                !(self.tag(i).is_some_and(|tag| tag.is_adjective() || tag == Tag::Noun) || self.is(i, Class::Article))
            });
            (self.tag(noun) == Some(Tag::Nouns) || self.is_people(noun))
                && led.is_some_and(|i| {
                    i > end && self.tag(i).is_some_and(Tag::is_verb) && self.tag(i) != Some(Tag::Participle)
                })
        })
    }

    /// Whether words bring in what has been found of those who were asked: "and found that", "found", "; ".
    pub(super) fn is_found(&self, between: Range<usize>) -> bool {
        let mut words = between.clone();
        words.any(|i| {
            self.is_any(i, &[Class::Complementizer, Class::And])
                || self.kind(i) == Some(TokenKind::Semicolon)
                || self.entry(i).is_some_and(|entry| entry.verb.is_some())
        })
    }

    /// "Sample: 26 market traders", "Survey of 24 tenants", "We interviewed 24 tenants:": how many the shares in a list behind it are of.
    pub(super) fn sample_of_list(&self, figures: usize) -> Option<usize> {
        let wholes = || self.here.clone().filter(|&index| self.is_whole(index));
        let whole = wholes().next().filter(|_| wholes().count() == 1 && figures <= 3)?;
        let start = self.figures[whole].tokens.start;
        let label = self.before(start).is_some_and(|i| self.kind(i) == Some(TokenKind::Colon))
            && (self.span.start..start)
                .any(|i| self.is_any(i, &[Class::Sample, Class::Sampled, Class::Respondent, Class::Asked]));
        let told = (label || self.is_sample(whole) || self.is_asked(whole)) && !self.is_no_count();
        (told && self.span.len() <= 2 * APART).then_some(whole)
    }

    /// "55% had been moved on"
    pub(super) fn opens_with_share(&self) -> bool {
        let first = self.here.start;
        self.here.len() == 1
            && self.is_plain_share(first)
            && self.figures[first].tokens.start == self.span.start
            && !self.is_any(self.figures[first].tokens.end, &[Class::Of, Class::AfterShare, Class::Rise, Class::Fall])
    }
}
