//! Lists of parts in which more is told of each, or a name stands before its number: "schools (£96 million) and roads (£54 million)",
//! "men: 180, women: 160", "seven men who were on the roof, and five women".

use super::Scan;
use super::list::{APART, FAR};
use super::sum::Summed;
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// "divided among schools (£96 million), roads (£54 million) and care (£42 million)"
    pub(super) fn bracketed(&self, total: usize, opened: usize) -> Option<Summed> {
        let aside = |index: &usize| {
            let tokens = &self.figures[*index].tokens;
            self.before(tokens.start).is_some_and(|i| self.kind(i) == Some(TokenKind::Open))
                && self.ahead(tokens.end, 3).any(|i| self.kind(i) == Some(TokenKind::Close))
                && self.adds_to(*index, total)
        };
        let parts: Vec<usize> = (total + 1..self.here.end).take_while(aside).collect();
        let first = self.figures[*parts.first()?].tokens.start;
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite) || self.is(i, Class::Including);
        let joined = parts.windows(2).all(|pair| {
            let between = self.between(pair[0], pair[1]);
            between.len() <= FAR && self.has_link(between.clone()) && !between.clone().any(verb)
        });
        let complete = self.between(parts[parts.len().checked_sub(2)?], *parts.last()?).any(|i| self.is(i, Class::And));
        (joined && complete && first > opened && !(opened + 1..first).any(verb)).then_some(Summed {
            parts,
            single: 0,
            all: true,
        })
    }

    /// "340 (men: 180, women: 160)", "100 seats: the Liberals 52, Labour 48"
    pub(super) fn labelled(&self, total: usize, opened: usize) -> Option<Summed> {
        if !matches!(self.kind(opened), Some(TokenKind::Colon | TokenKind::Open)) {
            return None;
        }
        let part = |index: &usize| {
            let start = self.figures[*index].tokens.start;
            let label = self
                .before(start)
                .is_some_and(|i| self.tag(i).is_some_and(Tag::is_noun) || self.kind(i) == Some(TokenKind::Colon));
            let end = self.figures[*index].tokens.end;
            let ends = self.kind(end).is_none_or(|kind| kind != TokenKind::Word) || self.is(end, Class::And);
            label && ends && (self.is_named(*index) || self.adds_to(*index, total))
        };
        let parts: Vec<usize> = (total + 1..self.here.end).take_while(part).collect();
        let first = self.figures[*parts.first()?].tokens.start;
        let joined = parts.windows(2).all(|pair| {
            let between = self.between(pair[0], pair[1]);
            between.len() <= APART
                && self.has_link(between.clone())
                && !between.clone().any(|i| self.tag(i).is_some_and(Tag::is_finite))
        });
        let alone = parts.last().is_some_and(|&last| last + 1 == self.here.end);
        (parts.len() >= 2 && joined && alone && first <= opened + 5).then_some(Summed { parts, single: 0, all: true })
    }

    /// "17 shelters: nine are in the capital, five in the south and three on the coast", behind a colon.
    pub(super) fn stated(&self, total: usize, opened: usize) -> Option<Summed> {
        let first = Some(total + 1).filter(|first| self.here.contains(first))?;
        if self.kind(opened) != Some(TokenKind::Colon) || self.figures[first].tokens.start > opened + 2 {
            return None;
        }
        let part = |index: &usize| {
            // A part without a noun of its own is one of what the total counts.
            let end = self.figures[*index].tokens.end;
            self.adds_to(*index, total) && !self.is(end, Class::Of) && !self.tag(end).is_some_and(Tag::is_noun)
        };
        let parts: Vec<usize> = (first..self.here.end).filter(|&index| !self.is_beside(index)).collect();
        let joined = parts.iter().all(part)
            && parts.windows(2).all(|pair| {
                let between = self.between(pair[0], pair[1]);
                between.len() <= FAR && self.has_link(between)
            });
        let last = parts.last().map_or(opened, |&last| self.figures[last].tokens.end);
        let broken = (opened..self.ahead(last, FAR).end).any(|i| {
            self.is_any(i, &[Class::Including, Class::Overlapping, Class::Relative, Class::Quantifier, Class::Apart])
        });
        let complete = parts.len() >= 2
            && self.between(parts[parts.len() - 2], parts[parts.len() - 1]).any(|i| self.is(i, Class::And));
        let all = self.figures[total].kind == FigureKind::Count;
        (joined && complete && !broken).then_some(Summed { parts, single: 0, all })
    }

    /// "£2.1m comprised a house worth £1.4m, shares worth £0.9m and £0.1m in cash": of money, behind words that bring in all parts.
    pub(super) fn priced(&self, total: usize, opened: usize) -> Option<Summed> {
        if !matches!(self.figures[total].kind, FigureKind::Money | FigureKind::Measure) {
            return None;
        }
        let ends = |i: usize| {
            matches!(self.kind(i), Some(TokenKind::Semicolon | TokenKind::Stop))
                || self.is_any(i, &[Class::Relative, Class::But, Class::Contrast, Class::Including, Class::Than])
                || self.tag(i).is_some_and(Tag::is_finite)
        };
        let end = (opened + 1..self.span.end).find(|&i| ends(i)).unwrap_or(self.span.end);
        let inside = |index: &usize| self.figures[*index].tokens.start < end;
        let parts: Vec<usize> =
            (total + 1..self.here.end).take_while(inside).filter(|&index| !self.is_beside(index)).collect();
        let [.., one, last] = parts[..] else { return None };
        let first = self.figures[parts[0]].tokens.start;
        let linked = |pair: &[usize]| {
            let between = self.between(pair[0], pair[1]);
            between.len() <= APART && self.has_link(between)
        };
        let complete = self.between(one, last).any(|i| self.is_any(i, &[Class::And, Class::Plus]));
        let apart = (opened..end).any(|i| {
            self.is_any(i, &[Class::Or, Class::Overlapping, Class::Quantifier, Class::Several, Class::FromTo])
        });
        let fits =
            parts.iter().all(|&part| self.adds_to(part, total) && self.figures[part].kind == self.figures[total].kind);
        (first > opened && first <= opened + FAR && fits && parts.windows(2).all(linked) && complete && !apart)
            .then_some(Summed { parts, single: 0, all: true })
    }

    /// "12 people: seven men who were on the roof, and five women": a list behind a colon or in brackets, of which the parts are told more
    /// of. Each has its noun, and nothing but a list has "and" before its last part.
    pub(super) fn described(&self, total: usize, opened: usize) -> Option<Summed> {
        let close = match self.kind(opened)? {
            TokenKind::Colon => None,
            TokenKind::Open => Some(TokenKind::Close),
            TokenKind::Dash => Some(TokenKind::Dash),
            _ => return None,
        };
        let end =
            (opened + 1..self.span.end).find(|&i| self.kind(i) == close || self.kind(i) == Some(TokenKind::Semicolon));
        let end = end.unwrap_or(self.span.end);
        let inside = |index: &usize| {
            self.figures[*index].tokens.start < end && !self.is_beside(*index) && !self.is_pronoun_behind(*index)
        };
        let parts: Vec<usize> = (total + 1..self.here.end).filter(inside).collect();
        let part = |index: &usize| {
            let tokens = &self.figures[*index].tokens;
            let led = self.before_figure(*index).is_some_and(|i| {
                i == opened
                    || matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon))
                    || self.is_any(i, &[Class::And, Class::Plus, Class::Further])
            });
            let noun = self.tag(tokens.end).is_some_and(|tag| tag.is_noun() || tag.is_adjective());
            // "$105 billion more than last year"
            let noun = noun && !self.is_any(tokens.end, &[Class::Apart, Class::AfterShare]);
            led && noun && self.adds_to(*index, total) && self.figures[*index].kind == self.figures[total].kind
        };
        let [.., one, last] = parts[..] else { return None };
        let complete = self.between(one, last).any(|i| self.is(i, Class::And));
        let near = parts.windows(2).all(|pair| self.between(pair[0], pair[1]).len() <= 3 * APART);
        let stray = (opened..end).any(|i| {
            self.is_any(i, &[Class::Including, Class::Or, Class::But, Class::Overlapping])
                || (self.is_any(i, &[Class::Quantifier, Class::Several]) && self.has_link(i.saturating_sub(1)..i))
        });
        (parts.iter().all(part) && complete && near && !stray).then_some(Summed { parts, single: 0, all: true })
    }
}
