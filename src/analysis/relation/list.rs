//! Lists of the parts of a total: "12 people: seven men and five women", "a jury of 12, made up of five men and seven women".

use super::sum::Summed;
use super::{Relation, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Class, NumberRole};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// More words than this between two parts, and they are hardly parts of one sum.
pub(super) const APART: usize = 8;

/// More words than this between a total and the sign that brings in its parts, and it is hardly its sign.
pub(super) const FAR: usize = 12;

/// How far a list has been read.
#[derive(Default)]
struct Reading {
    parts: Vec<usize>,
    single: u32,
    /// Whether a part has to come next.
    expects: bool,
    /// Whether "and" stands before it.
    and: bool,
    /// Whether what "and" joins, the last part, has come.
    ended: bool,
}

impl Reading {
    /// Takes in a part.
    fn part(&mut self) {
        (self.expects, self.ended) = (false, self.ended || self.and);
    }

    /// Takes in a comma.
    fn comma(&mut self) {
        (self.expects, self.and) = (true, false);
    }
}

impl Scan<'_> {
    /// The parts that a list behind a total names.
    pub(super) fn listed_behind(&self, total: usize) -> Option<Summed> {
        let opened = self.list_behind(total).or_else(|| self.list_far_behind(total))?;
        let listed = self.list(total, opened.at).or_else(|| self.bracketed(total, opened.at));
        let listed = listed.or_else(|| self.labelled(total, opened.at));
        let listed = listed.or_else(|| self.described(total, opened.at)).or_else(|| self.stated(total, opened.at));
        let listed = listed.or_else(|| self.priced(total, opened.at))?;
        Some(Summed { all: opened.all && listed.all, ..listed })
    }

    /// The parts of a list behind token `opened`.
    pub(super) fn list(&self, total: usize, opened: usize) -> Option<Summed> {
        let mut list = Reading { expects: true, ..Reading::default() };
        let mut at = opened + 1;
        while let Some(token) = self.token(at) {
            if let Some(index) = self.figure_at(at) {
                // "…, four of whom": another matter.
                if list.ended && list.expects && !list.and {
                    break;
                }
                // "seven men, three of them brothers, and five women"
                if self.is_pronoun_behind(index) {
                    return None;
                }
                at = self.figures[index].tokens.end.max(at + 1);
                if list.expects && index > total && self.adds_to(index, total) {
                    list.parts.push(index);
                    list.part();
                } else if list.expects || !self.is_beside(index) {
                    return None;
                }
                continue;
            }
            match token.kind {
                TokenKind::Comma => list.comma(),
                TokenKind::Semicolon if !list.ended => list.comma(),
                TokenKind::Open if !list.expects => at = self.closed(at)?,
                TokenKind::Stop | TokenKind::Close | TokenKind::Dash | TokenKind::Semicolon => break,
                _ if self.is_any(at, &[Class::And, Class::Plus]) => (list.expects, list.and) = (true, true),
                // "…, among others"
                _ if self.is(at, Class::Including) => return None,
                _ if list.ended
                    && (list.expects || token.tag.is_finite() || self.is_any(at, &[Class::Relative, Class::But])) =>
                {
                    break;
                }
                // "the 757 and a smaller jet"
                _ if list.expects && self.is(at, Class::Definite) && self.figure_at(at + 1).is_some() => return None,
                _ if list.and && list.expects && !list.parts.is_empty() && self.is_known_one(at, total) => {
                    list.single += 1;
                    list.part();
                }
                _ if self.breaks_list(at, &list) => return None,
                _ if list.expects && self.is_single(at, total) => {
                    list.single += 1;
                    list.part();
                }
                // A list that turns into a statement: "…, and the police are looking for more".
                _ if token.tag.is_finite() || self.is(at, Class::Relative) => return None,
                _ if list.expects && !self.is_filler(at) => {
                    // "…, 80 in York, the company said": the list is over, if it was one.
                    let rest = self.here.clone().any(|index| self.figures[index].tokens.start > at);
                    if list.parts.len() < 2 || list.and || rest {
                        return None;
                    }
                    break;
                }
                _ => {}
            }
            at += 1;
        }
        let Reading { parts, single, .. } = list;
        let near = parts.windows(2).all(|pair| self.between(pair[0], pair[1]).len() <= 2 * APART);
        (parts.len() + single as usize >= 2 && !parts.is_empty() && near).then_some(Summed { parts, single, all: true })
    }

    /// Whether the next sentence tells of those that a list has left out: "Six were hurt: three seriously and two slightly. The sixth …".
    pub(super) fn rest_follows(&self, total: usize, summed: &Summed) -> bool {
        let end = self.span.end;
        let next = Words { syntax: self.syntax, span: end..(end + 2 * FAR).min(self.syntax.tokens.len()) };
        let told =
            summed.parts.iter().filter_map(|&part| self.figures[part].value).sum::<f64>() + f64::from(summed.single);
        let Some(all) = self.figures[total].value.filter(|all| *all > told) else { return false };
        let mut tokens = next.ahead(end, 2 * FAR).take_while(|&i| next.kind(i) != Some(TokenKind::Stop));
        tokens.any(|i| {
            // "The condition of the sixth", "A sixth man"
            let rank = next.number_word(i, NumberRole::Ordinal);
            let led = i > end && next.is_any(i - 1, &[Class::Article]);
            rank == Some(all)
                || led && next.is(i, Class::Further) && !next.is(i + 1, Class::Time)
                || i == end && (next.is(i, Class::Further) || next.number_word(i, NumberRole::Unit) == Some(all - told))
        })
    }

    /// The token that closes the bracket that token `at` opens.
    fn closed(&self, at: usize) -> Option<usize> {
        self.ahead(at, FAR).find(|&i| self.kind(i) == Some(TokenKind::Close))
    }

    /// Whether a word shows that a list is none of parts, or not all of them: "others", "including", "nine in the first quarter".
    fn breaks_list(&self, at: usize, list: &Reading) -> bool {
        if self.is_any(at, &[Class::But, Class::Or, Class::Several]) {
            return true;
        }
        // "another four", "the last 7 km", "$3 million next year", "and 12 in other towns"
        let further = self.is(at, Class::Further)
            && if list.expects {
                self.ahead(at + 1, 2).any(|i| self.figure_at(i).is_some())
            } else {
                list.ended || self.is(at + 1, Class::Time)
            };
        !further && self.is_any(at, &[Class::Quantifier, Class::Apart])
    }

    /// Whether one who is known ends a list: "19 pupils, eight parents and the driver".
    fn is_known_one(&self, at: usize, total: usize) -> bool {
        let known = self.is(at, Class::Definite) || self.tag(at) == Some(Tag::Possessive);
        let noun =
            |i: &usize| self.tag(*i).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Tag::Genitive);
        let Some(last) = self.ahead(at + 1, 4).take_while(noun).last() else { return false };
        let ends = self.kind(last + 1).is_none_or(|kind| kind != TokenKind::Word) || self.is(last + 1, Class::And);
        let other = (at + 1..=last).any(|i| self.is_any(i, &[Class::Further, Class::Everyone]));
        known && ends && !other && self.tag(last) == Some(Tag::Noun) && self.figures[total].kind == FigureKind::Count
    }

    /// Whether one thing is told at token `at`: "a child", "one child".
    fn is_single(&self, at: usize, total: usize) -> bool {
        let one = self.is(at, Class::Indefinite) || self.number_word(at, NumberRole::Unit) == Some(1.0);
        one && self.figures[total].kind == FigureKind::Count
            && !self.is(at + 1, Class::Further)
            && self.figure_at(at + 1).is_none()
    }

    /// What may stand between the sign of a list and its next part: "then", "another", "the last", "those of".
    fn is_filler(&self, at: usize) -> bool {
        self.tag(at) == Some(Tag::Adverb)
            || self.is_any(at, &[Class::Further, Class::Article, Class::Of, Class::Demonstrative, Class::With])
            || (self.is(at, Class::Time) && self.figure_at(at + 1).is_some())
    }

    /// "42 people were registered. They were 17 men, 15 women and ten children", "The dead were …": the list in a sentence of its own.
    pub(super) fn list_told_before(&self, total: usize, found: &mut Vec<Relation>) {
        let first = self.here.start;
        let start = self.span.start;
        if !self.is_part(total) {
            return;
        }
        let Some(verb) = self.figures.get(first).and_then(|figure| self.before(figure.tokens.start)) else { return };
        let they =
            self.entry(start).is_some_and(|entry| entry.pronoun.is_some_and(|pronoun| pronoun.plural == Some(true)));
        let same = |i: usize| {
            self.is(i, Class::Everyone)
                || self.figures[total]
                    .unit
                    .as_deref()
                    .is_some_and(|unit| unit.trim_end_matches('s') == self.text(i).trim_end_matches('s'))
        };
        let subject = start..verb;
        let names = they && subject.len() <= 1
            || (self.is_any(start, &[Class::Definite, Class::Demonstrative])
                && subject.len() <= 4
                && subject.clone().any(same));
        let listed = self.is(verb, Class::Be)
            || self
                .syntax
                .phrases_to(verb + 1)
                .any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Consists));
        if names
            && listed
            && let Some(summed) = self.list(total, verb)
        {
            self.relate_sum(total, &summed, found);
        }
    }
}
