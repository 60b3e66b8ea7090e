//! The words around a figure: those that say what a sentence is about, its names and its times.

use std::ops::Range;

use super::Scan;
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::stem;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What a sentence tells besides its figures.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Around {
    /// Stems of its words, sorted.
    pub words: Box<[u32]>,
    /// Hashes of its names, sorted, each with where it begins.
    pub names: Box<[(u32, u32)]>,
    /// Hashes of its days, months, years and numbers that are names, sorted.
    pub times: Box<[u32]>,
    /// Whether it tells that a figure was wrong or has been changed.
    pub mistaken: bool,
    /// Whether it tells what was expected.
    pub supposed: bool,
    /// Whether it tells of another time, of a change, or of a part.
    pub apart: bool,
}

/// How many words of a sentence are looked at: it bounds what a figure costs.
const SENTENCE: usize = 80;

impl Scan<'_> {
    /// What the sentence tells besides its figures.
    pub(super) fn around(&self) -> Around {
        let tokens = self.ahead(self.span.start, SENTENCE);
        Around {
            words: self.stems(tokens.clone(), usize::MAX),
            names: self.names(),
            times: self.times_in(tokens.clone()),
            mistaken: self.any_is(tokens.clone(), Class::Mistaken),
            supposed: self.any_is(tokens.clone(), Class::Supposed),
            apart: tokens.into_iter().any(|i| self.is_apart(i)),
        }
    }

    /// Hashes of the times in `tokens`, sorted.
    pub(super) fn times_in(&self, tokens: Range<usize>) -> Box<[u32]> {
        let mut times: Vec<u32> = tokens.filter_map(|i| self.time(i)).collect();
        times.sort_unstable();
        times.dedup();
        times.into()
    }

    /// A hash of a day, a month, a year, a part of the year, or a number that is a name.
    fn time(&self, i: usize) -> Option<u32> {
        let calendar = self.is_any(i, &[Class::Day, Class::Month, Class::Today]);
        let season = self.is(i, Class::Time)
            && self.tag(i).is_some_and(Tag::is_noun)
            && self.entry(i).is_some_and(|entry| entry.unit.is_none());
        let figures = &self.figures[self.here.clone()];
        let figure = || figures.get(figures.partition_point(|figure| figure.tokens.end <= i));
        let number = self.kind(i) == Some(TokenKind::Number)
            && figure().is_some_and(|figure| {
                figure.tokens.contains(&i) && matches!(figure.kind, FigureKind::Date | FigureKind::Other)
            });
        (calendar || season || number).then(|| (self.syntax.hashes[i] >> 32) as u32)
    }

    /// Stems of the words in `tokens` that say what it is about, sorted; without the figure and what it counts.
    pub(super) fn stems(&self, tokens: Range<usize>, index: usize) -> Box<[u32]> {
        let figure = self.figures.get(index);
        let unit = figure.and_then(|figure| figure.unit.as_deref()).map(stem::of_word);
        let told = |&i: &usize| {
            let Some(token) = self.token(i) else { return false };
            let counts = figure.is_some_and(|figure| figure.tokens.contains(&i));
            // "back end developers"
            let led = token.tag == Tag::Adverb && self.token(i + 1).is_some_and(|next| next.tag.is_noun());
            let told = token.tag.is_noun() || token.tag.is_verb() || token.tag.is_adjective() || led;
            token.kind == TokenKind::Word && told && !counts && token.range.len() > 2 && !self.says_nothing(i)
        };
        let mut stems: Vec<u32> = tokens.filter(told).map(|i| stem::of_token(self.syntax, i)).collect();
        stems.retain(|stem| Some(*stem) != unit);
        stems.sort_unstable();
        stems.dedup();
        stems.into()
    }

    /// Words that stand with anything: "be", "will", "say", "Monday", "million".
    fn says_nothing(&self, i: usize) -> bool {
        let empty = [Class::Be, Class::Have, Class::Do, Class::Modal, Class::Day, Class::Month, Class::Everyone];
        let classes = [Class::Time, Class::Generic, Class::InAll, Class::Courtesy];
        let timed = self.is_any(i, &classes) && !self.tag(i).is_some_and(Tag::is_verb);
        self.is_any(i, &empty)
            || timed
            || self.is_said(i) && self.entry(i).is_some_and(|entry| entry.stem.is_none())
            || self.entry(i).is_some_and(|entry| !entry.numbers.is_empty())
    }
}
