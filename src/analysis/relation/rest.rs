//! Parts of which the last is the rest: "Ten men were tried. Three were jailed, five fined and the other two freed".

use std::ops::Range;

use super::sum::Summed;
use super::{Relation, RelationKind, Scan};
use crate::language::lexicon::{Class, NumberRole};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// More words than this between two parts, and they are not of one list.
const APART: usize = 16;

/// How far off a total in the sentence before may be, as a part of the sum.
const NEAR: f64 = 0.3;

impl Scan<'_> {
    /// Finds parts with a rest, and their total before them or in the sentence before.
    pub(super) fn told_with_rest(&self, before: Range<usize>, found: &mut Vec<Relation>) {
        let Some(rest) = self.here.clone().rev().find(|&index| self.is_part(index) && self.is_rest(index)) else {
            return;
        };
        let Some((total, parts)) = self.parts_with_rest(rest, before) else { return };
        let known = found
            .iter()
            .rev()
            .take(20)
            .any(|known| matches!(known.kind, RelationKind::Sum { .. }) && known.figures.first() == Some(&total));
        let one = (self.span.start..self.figures[rest].tokens.end).any(|i| {
            self.number_word(i, NumberRole::Unit) == Some(1.0) || self.is_any(i, &[Class::Overlapping, Class::Several])
        });
        let most = parts.iter().filter_map(|&part| self.figures[part].value).fold(0.0, f64::max);
        // In the sentence before, it may be the total of something else.
        let sum: f64 = parts.iter().filter_map(|&part| self.figures[part].value).sum();
        let near = |all: f64| self.here.contains(&total) || (all - sum).abs() <= sum * NEAR;
        let whole = self.figures[total].value.is_some_and(|all| all > most && near(all))
            && !self.any_is(self.span.clone(), Class::Conditional);
        if !known
            && !one
            && whole
            && parts.iter().all(|&part| self.adds_to(part, total) && !self.is_pronoun_behind(part))
        {
            self.relate_sum(total, &Summed { parts, single: 0, all: true }, found);
        }
    }

    /// "the other two", "the remaining $6 million"
    fn is_rest(&self, index: usize) -> bool {
        let Some(before) = self.before(self.figures[index].tokens.start) else { return false };
        self.is_any(before, &[Class::Further, Class::Exclusive])
            && !self.is(before, Class::Time)
            && self.before(before).is_some_and(|i| self.is(i, Class::Definite))
    }

    /// The total of a list that ends with a rest, and its parts.
    fn parts_with_rest(&self, rest: usize, before: Range<usize>) -> Option<(usize, Vec<usize>)> {
        let mut chain = vec![rest];
        let mut next = rest;
        for index in (self.here.start..rest).rev() {
            if self.is_beside(index) {
                continue;
            }
            let between = self.between(index, next);
            if !self.is_part(index) || between.len() > APART || !self.has_link(between) {
                break;
            }
            chain.push(index);
            next = index;
        }
        chain.reverse();
        // "Of the 40 places, 25 go to …", "It has 40 lorries; 25 are …"
        let (&first, others) = chain.split_first()?;
        let closes = |i: usize| matches!(self.kind(i), Some(TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash));
        let apart = others.first().is_some_and(|&second| {
            self.opens_with(first) || self.between(first, second).any(closes) || self.is_of_which(first, second)
        });
        if others.len() >= 2 && apart {
            return Some((first, others.to_vec()));
        }
        if let Some(total) = first.checked_sub(1).filter(|total| self.here.contains(total) && self.is_part(*total)) {
            return (chain.len() >= 2 && self.between(total, first).any(closes)).then_some((total, chain));
        }
        let kind = self.figures[rest].kind;
        let mut totals = before.filter(|&index| self.is_part(index) && self.figures[index].kind == kind);
        let total = totals.next().filter(|_| totals.next().is_none())?;
        let subject = self.figures[first].tokens.start <= self.span.start + 4
            || self.backwards(self.figures[first].tokens.start, 4).any(|i| self.tag(i).is_some_and(Tag::is_verb));
        (chain.len() >= 2 && subject).then_some((total, chain))
    }

    /// "40 places, of which 25 …"
    fn is_of_which(&self, one: usize, other: usize) -> bool {
        self.between(one, other).any(|i| self.is(i, Class::Of) && self.is(i + 1, Class::Relative))
    }
}
