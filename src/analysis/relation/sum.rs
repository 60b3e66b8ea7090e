//! Sums: "12 people: seven men and five women", "seven men and five women, 12 people in all".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Class, Hedge};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// More words than this between two parts, and they are hardly parts of one sum.
const APART: usize = 7;

impl Scan<'_> {
    /// Finds totals with their parts.
    pub(super) fn sums(&self, found: &mut Vec<Relation>) {
        let mut next = self.here.start;
        for total in self.here.clone() {
            if total < next || !self.is_part(total) {
                continue;
            }
            if let Some((parts, single)) = self.parts_behind(total) {
                next = parts.end;
                let figures: Vec<usize> = std::iter::once(total).chain(parts).collect();
                self.relate(RelationKind::Sum { single }, &figures, found);
            } else if let Some(parts) = self.parts_before(total) {
                let figures: Vec<usize> = std::iter::once(total).chain(parts).collect();
                self.relate(RelationKind::Sum { single: 0 }, &figures, found);
            }
        }
    }

    /// Whether a figure is counted to the one, so that it can be added up.
    fn is_part(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        matches!(figure.kind, FigureKind::Count | FigureKind::Money)
            && figure.value.is_some()
            && figure.high.is_none()
            && matches!(figure.hedge, None | Some(Hedge::Exactly))
    }

    /// The parts that a list behind a total names: the figures, and how many things are named one by one.
    fn parts_behind(&self, total: usize) -> Option<(std::ops::Range<usize>, u32)> {
        self.list(total, self.list_behind(total)?)
    }

    /// The parts of a list that a token opens.
    fn list(&self, total: usize, opened: usize) -> Option<(std::ops::Range<usize>, u32)> {
        let mut last = total;
        let mut single = 0;
        let mut at = opened + 1;
        // What "and" joins is the last part.
        let (mut expects, mut joined, mut ended) = (true, false, false);
        while let Some(token) = self.token(at) {
            let figure = (last + 1..self.here.end).find(|&index| self.figures[index].tokens.start == at);
            if let Some(index) = figure {
                if !(expects && self.is_part(index) && self.figures[index].kind == self.figures[total].kind) {
                    return None;
                }
                (last, at) = (index, self.figures[index].tokens.end);
                (expects, ended) = (false, joined);
                continue;
            }
            match token.kind {
                TokenKind::Comma => expects = true,
                TokenKind::Stop | TokenKind::Close | TokenKind::Dash | TokenKind::Semicolon => break,
                _ if self.is(at, Class::And) => (expects, joined) = (true, true),
                // "nine in the first quarter": there may be others.
                _ if self.is_any(
                    at,
                    &[Class::Including, Class::But, Class::Or, Class::Quantifier, Class::Several, Class::Apart],
                ) =>
                {
                    return None;
                }
                // "and a child"
                _ if expects && self.is(at, Class::Indefinite) => {
                    single += 1;
                    (expects, ended) = (false, joined);
                }
                // The sentence goes on behind its list.
                _ if ended && (expects || token.tag.is_finite()) => break,
                // A list that turns into a statement: "…, and the police are looking for more".
                _ if token.tag.is_finite() || self.is(at, Class::Relative) => return None,
                _ if expects && !self.is_filler(at) => return None,
                _ => {}
            }
            at += 1;
        }
        let parts = total + 1..last + 1;
        let all = parts.len() + single as usize;
        let near = parts.clone().zip(parts.clone().skip(1)).all(|(one, other)| self.between(one, other).len() <= APART);
        (all >= 2 && !parts.is_empty() && near).then_some((parts, single))
    }

    /// The parts that stand before a total which says that it is one: "seven men and five women, 12 in all", "for a total of 12".
    fn parts_before(&self, total: usize) -> Option<std::ops::Range<usize>> {
        let figure = &self.figures[total];
        let all = |i: usize| self.is_in_all(i);
        let led = self.before_figure(total).is_some_and(|i| {
            all(i)
                || self.is(i, Class::Makes)
                || (self.is_any(i, &[Class::Of, Class::To]) && self.before(i).is_some_and(all))
        });
        let behind = self.ahead(figure.tokens.end, 4).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).any(all);
        if !led && !behind {
            return None;
        }
        let joined = |one: usize, other: usize| {
            let between = self.between(one, other);
            let part = self.is_part(one) && self.figures[one].kind == figure.kind;
            // "were found, for a total of": what is said of all stands before the total.
            let near = between.len() <= if other == total { APART + 4 } else { APART }
                && !between.clone().any(|i| self.is_any(i, &[Class::Including, Class::Relative]));
            // "two teachers and five pupils were hurt, seven in all": the verb of all parts stands before the total.
            let ends = other == total
                && (between.clone().any(|i| self.kind(i) == Some(TokenKind::Comma))
                    || between.clone().any(|i| self.is(i, Class::Makes) || all(i)));
            part && near && (ends || !between.clone().any(|i| self.tag(i).is_some_and(Tag::is_finite)))
        };
        let mut first = total;
        while first > self.here.start && joined(first - 1, first) {
            first -= 1;
        }
        // "and" joins the last two parts; what stands further off may be another matter.
        let last = total.checked_sub(1)?;
        let together = first + 1 < total && self.between(last - 1, last).any(|i| self.is(i, Class::And));
        together.then_some(first..total)
    }

    /// Whether a word for all together stands at token `i`, or a phrase for it begins there or ends: "in all".
    fn is_in_all(&self, i: usize) -> bool {
        let is = |entry: crate::language::lexicon::EntryId| self.syntax.lexicon.entry(entry).classes.has(Class::InAll);
        self.is(i, Class::InAll)
            || self.syntax.phrase_from(i).is_some_and(|phrase| is(phrase.entry))
            || self.syntax.phrases_to(i + 1).any(|phrase| is(phrase.entry))
    }

    /// What may stand between the sign of a list and its next part: "another", "some".
    fn is_filler(&self, at: usize) -> bool {
        self.tag(at).is_some_and(|tag| matches!(tag, Tag::Adverb))
    }

    /// The last token of words that bring in all parts of what stands before them: "consists of", "split between".
    fn consists(&self, end: usize) -> Option<usize> {
        self.ahead(end, APART).find_map(|i| {
            let phrase = self.syntax.phrase_from(i);
            let phrase = phrase.filter(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Consists));
            phrase.map(|phrase| phrase.end - 1).or_else(|| self.is(i, Class::Consists).then_some(i))
        })
    }

    /// "42 people were registered. They were 17 men, 15 women and ten children": the list in a sentence of its own.
    pub(super) fn sum_told_before(&self, total: usize, found: &mut Vec<Relation>) {
        let start = self.span.start;
        let they =
            self.entry(start).is_some_and(|entry| entry.pronoun.is_some_and(|pronoun| pronoun.plural == Some(true)));
        let first = self.here.start;
        let listed = they
            && self.is(start + 1, Class::Be)
            && self.figures.get(first).is_some_and(|figure| figure.tokens.start == start + 2);
        if !listed || !self.is_part(total) || !self.here.clone().all(|index| self.is_part(index)) || first != total + 1
        {
            return;
        }
        if let Some((parts, single)) = self.list(total, start + 1) {
            let figures: Vec<usize> = std::iter::once(total).chain(parts).collect();
            self.relate(RelationKind::Sum { single }, &figures, found);
        }
    }

    /// The token that opens a list behind a total: a colon, a dash or a bracket behind what is counted; a comma only behind people, as
    /// "12 cities, 7 states and 4 countries" are no sum.
    fn list_behind(&self, total: usize) -> Option<usize> {
        let end = self.figures[total].tokens.end;
        let next = self.figures.get(total + 1).map_or(usize::MAX, |figure| figure.tokens.start);
        if let Some(opened) = self.consists(end).filter(|opened| *opened < next) {
            return Some(opened);
        }
        // "number 27: seven cows and nine sheep"
        if self.kind(end) == Some(TokenKind::Colon) && self.figures[total].kind == FigureKind::Count {
            return Some(end);
        }
        let led = self
            .before_figure(total)
            .is_some_and(|i| self.is(i, Class::Of) && self.before(i).is_some_and(|i| self.is_in_all(i)));
        let (mut nouns, mut stated) = (false, false);
        // "All five seats have been filled, three by …"
        let whole = self.before(self.figures[total].tokens.start).is_some_and(|i| self.is(i, Class::AllOf));
        let mut people = false;
        for i in self.ahead(end, APART) {
            let token = self.token(i)?;
            match token.kind {
                TokenKind::Colon if stated => return Some(i),
                TokenKind::Colon | TokenKind::Dash | TokenKind::Open => {
                    return (nouns || self.figures[total].kind == FigureKind::Money).then_some(i);
                }
                TokenKind::Comma => return (people || whole || led).then_some(i),
                _ if token.tag.is_noun() => {
                    nouns = true;
                    people = self.is(i, Class::Everyone);
                }
                _ if token.tag.is_adjective() || matches!(token.tag, Tag::Participle | Tag::Gerund) => {}
                _ if self.is_any(
                    i,
                    &[Class::Of, Class::In, Class::At, Class::On, Class::Article, Class::From, Class::For],
                ) => {}
                // "The 22 people on the list are 17 men and five women"
                _ if self.is(i, Class::Be) && next == i + 1 && nouns => return Some(i),
                _ if self.is(i, Class::Be) || token.tag.is_finite() => stated = true,
                _ if token.tag == Tag::Adverb => {}
                _ if self.is_in_all(i) => stated = true,
                _ => return None,
            }
        }
        None
    }
}
