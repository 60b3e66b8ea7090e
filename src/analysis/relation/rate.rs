//! Rates of change: "up 50%", "a fall in sales of 20%", "cut its workforce by a quarter", "45% fewer".

use std::ops::Range;

use super::{Scan, Way};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far from "by 50%" stands what changes so.
const VERB: usize = 12;

/// How far from "of 50%" stands the noun for the change.
const NOUN: usize = 8;

/// How far from a bare "50%" stands the verb whose object is between: "slashed its workforce 45%".
const OBJECT: usize = 4;

/// Words that tell which way something changes.
const WAYS: [Class; 5] = [Class::Rise, Class::Upward, Class::Fall, Class::Downward, Class::Change];

impl Scan<'_> {
    /// Whether a figure can be what something changes by.
    pub(super) fn is_rate(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        match figure.kind {
            FigureKind::Percent => figure.value.is_some() && figure.high.is_none() && self.way(index).is_some(),
            FigureKind::Ratio => self.is_part_of_change(index),
            _ => false,
        }
    }

    /// Whether a part is what something changes by: "rose by a third", "a drop of a quarter", "a fifth fewer".
    pub(super) fn is_part_of_change(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        figure.kind == FigureKind::Ratio
            && figure.value.is_some_and(|value| value < 1.0)
            && !self.is_multiple(index)
            && (!self.is(figure.tokens.end, Class::Of) || self.tag(figure.tokens.end + 1) == Some(Tag::Possessive))
            && !self.is_any(figure.tokens.end, &[Class::Article, Class::Demonstrative, Class::As])
            && self.way(index).is_some()
    }

    /// Whether a figure tells how many times as much something is: "doubled", "fourfold", "three times as many".
    pub(super) fn is_multiple(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let first = figure.tokens.start;
        figure.kind == FigureKind::Ratio
            && figure.value.is_some()
            && (self.is(first, Class::Multiply) || figure.value.is_some_and(|value| value > 1.0))
            && !self.is(figure.tokens.end, Class::Of)
    }

    /// Which way a figure says that something changes, if it says that.
    pub(super) fn way(&self, by: usize) -> Option<Way> {
        self.way_before(by).or_else(|| self.way_behind(by))
    }

    /// "45% fewer", "50% in growth".
    fn way_behind(&self, by: usize) -> Option<Way> {
        let end = self.figures[by].tokens.end;
        // "50% or less" is no change.
        let goes_on = |i: &usize| {
            self.kind(*i) == Some(TokenKind::Word)
                && !self.is_any(*i, &[Class::Or, Class::And, Class::Of, Class::Relative, Class::FromTo, Class::To])
        };
        let near: Vec<usize> = self.ahead(end, 3).take_while(goes_on).collect();
        let told = near.iter().find_map(|&i| self.way_of(i));
        told.or_else(|| {
            // "9% faster", "20 per cent less likely"
            let first = *near.first()?;
            (self.tag(first) == Some(Tag::Comparative) && !self.is(first, Class::Apart)).then_some(Way::Either)
        })
    }

    fn way_before(&self, by: usize) -> Option<Way> {
        let i = self.before_figure(by)?;
        // "(+50%)", "−5%"
        if self.figures[by].kind == FigureKind::Percent {
            let sign = self
                .before(self.figures[by].tokens.start)
                .filter(|&i| self.syntax.tokens[i].range.end == self.figures[by].range.start);
            if sign.is_some_and(|i| self.text(i) == "+") {
                return Some(Way::Up);
            }
        }
        // "raised the charge by 50%", "was cut in half"
        let half = self.figures[by].kind == FigureKind::Ratio && self.is(i, Class::In);
        if self.is(i, Class::By) || half {
            return self.within(i, VERB).find_map(|i| self.way_of(i));
        }
        if self.is(i, Class::Of) {
            // "an increase, since 2019, of 50%"
            let noun = |i: usize| self.way_of(i).filter(|_| self.tag(i).is_some_and(Tag::is_noun));
            let near = self.within(i, NOUN).take_while(|&i| !self.tag(i).is_some_and(Tag::is_finite));
            return near.into_iter().find_map(noun).or_else(|| self.way_of(self.before(i)?));
        }
        if self.is(i, Class::Loses) {
            return Some(Way::Down);
        }
        self.way_of(i).or_else(|| {
            let object = |i: &usize| {
                let tag = self.tag(*i);
                self.way_of(*i).is_none()
                    && tag.is_some_and(|tag| {
                        matches!(tag, Tag::Noun | Tag::Nouns | Tag::Adjective | Tag::Possessive | Tag::Determiner)
                    })
            };
            let first = self.backwards(i + 1, OBJECT).take_while(object).last()?;
            let verb = self.before(first)?;
            self.way_of(verb).filter(|_| self.tag(verb).is_some_and(Tag::is_verb))
        })
    }

    /// The words before token `i` of the same part of the sentence, the nearest first.
    fn within(&self, i: usize, most: usize) -> impl Iterator<Item = usize> {
        self.backwards(i, most).take_while(|&i| {
            !matches!(self.kind(i), Some(TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon))
                && !self.is_any(i, &[Class::Contrast])
        })
    }

    /// Which way the word at token `i` says.
    pub(super) fn way_of(&self, i: usize) -> Option<Way> {
        if !self.is_any(i, &WAYS) {
            return None;
        }
        // "made up 46%".
        if self
            .syntax
            .phrases_to(i + 1)
            .any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Compose))
        {
            return None;
        }
        if self.is_any(i, &[Class::Rise, Class::Upward]) {
            Some(Way::Up)
        } else if self.is_any(i, &[Class::Fall, Class::Downward]) {
            Some(Way::Down)
        } else {
            Some(Way::Either)
        }
    }

    /// Which way a word between two figures says.
    pub(super) fn way_between(&self, one: usize, other: usize) -> Option<Way> {
        self.between(one, other).find_map(|i| self.way_of(i))
    }

    /// Which way the verb before a figure says.
    pub(super) fn verb_way(&self, first: usize) -> Option<Way> {
        self.within(self.figures[first].tokens.start, VERB).find_map(|i| self.way_of(i))
    }

    /// Whether a figure stands aside behind another: "75 (50%)", "75, or 50%", "75, i.e. by 50%".
    pub(super) fn is_aside(&self, last: usize, by: usize) -> bool {
        let between = self.between(last, by);
        let opened = between.end > between.start && self.kind(between.end - 1) == Some(TokenKind::Open);
        let told = opened || self.led_by(by, Class::Or) || self.led_by(by, Class::By);
        told && !self.is_of_something(self.figures[by].tokens.end)
    }

    /// Whether the words behind a rate tell of what it is, other than time: "(60% of them)", "60% for women".
    fn is_of_something(&self, end: usize) -> bool {
        self.is_any(end, &[Class::Of, Class::For, Class::Relative, Class::Be])
    }

    /// Whether a rate is one for a year or an average, which two figures do not give.
    pub(super) fn is_yearly(&self, by: usize) -> bool {
        let figure = &self.figures[by];
        // Up to the next figure: "by 15%, to $1,500 a month".
        let next = self.figures[self.here.clone()].get(by + 1 - self.here.start);
        let end = next.map_or(self.span.end, |next| next.tokens.start);
        let previous = by.checked_sub(1).filter(|previous| self.here.contains(previous) && self.is_amount(*previous));
        let start = previous.map_or(self.span.start, |previous| self.figures[previous].tokens.end);
        let per = |i: usize| {
            self.is_any(i, &[Class::Rate, Class::Per])
                || (self.is(i, Class::Indefinite)
                    && self.is(i + 1, Class::Time)
                    // "in a year", "a year earlier"
                    && !self.before_is(i, Class::In)
                    && !self.is(i + 2, Class::Time))
        };
        self.ahead(figure.tokens.end, 5).take_while(|&i| i < end).any(per)
            || self.backwards(figure.tokens.start, 5).take_while(|&i| i >= start).any(|i| self.is(i, Class::Rate))
    }

    /// The first of these figures that can be a rate.
    pub(super) fn next_rate(&self, figures: Range<usize>) -> Option<usize> {
        figures.take(4).find(|&index| {
            matches!(self.figures[index].kind, FigureKind::Percent)
                || self.is_part_of_change(index)
                || self.is_bare_part(index)
        })
    }

    /// "from 60 to 54, or by a tenth"
    fn is_bare_part(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        figure.kind == FigureKind::Ratio
            && figure.value.is_some_and(|value| value < 1.0)
            && self.led_by(index, Class::By)
            && !self.is_multiple(index)
    }
}
