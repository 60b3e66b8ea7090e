//! How far the words reach that name a source: what hangs on a noun phrase before it and behind it.

use super::source::{PATIENCE, SHORT_BRACKET, SourceSpan};
use super::view::View;
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl View<'_> {
    /// A phrase "A of B in C" read from its end: its first token, and the noun phrase that is its core.
    pub(super) fn left_chain(&self, noun: &NounPhrase) -> (usize, NounPhrase) {
        let mut core = *noun;
        for _ in 0..PATIENCE {
            let Some(preposition) = self.before(core.first).filter(|&i| self.is_preposition(i)) else { break };
            let Some(outer) = self.governor(preposition).and_then(|end| self.noun_to(end)) else { break };
            if self.is_quoted(outer.head) {
                break;
            }
            // "a report last year from the bank", but not "sales rose last year in the city".
            let earlier = self.noun_to(self.without_time(outer.end));
            let Some(outer) = earlier.filter(|outer| !self.is_time(outer)) else { break };
            core = *outer;
        }
        (core.first, core)
    }

    /// Where a phrase of time begins that ends before token `end`, or `end`: "on Tuesday", "last year".
    pub(super) fn without_time(&self, end: usize) -> usize {
        let Some(time) = self.noun_to(end).filter(|noun| self.is_time(noun)) else { return end };
        self.before(time.first).filter(|&i| self.is_preposition(i)).unwrap_or(time.first)
    }

    /// Where what the preposition at token `at` hangs on ends: before an adjective ("people close to the matter"), and before a bracket
    /// ("the bureau (FSO) in Geneva").
    fn governor(&self, at: usize) -> Option<usize> {
        let before = self.before(at)?;
        if self.kind(before) == Some(TokenKind::Close) {
            return self.opening_bracket(before);
        }
        let adjective = self.tag(before).is_some_and(Tag::is_adjective) && self.noun_at(before).is_none();
        Some(if adjective { before } else { at })
    }

    /// Takes in what is coordinated to the left: "Smith, Jones and other members".
    pub(super) fn coordinates_left(&self, first: usize) -> usize {
        let mut at = first;
        for _ in 0..PATIENCE {
            let Some(mut link) = self.before(at) else { break };
            let conjunction = self.is(link, Class::And);
            if conjunction {
                match self.before(link) {
                    Some(before) if self.is_comma(before) => link = before,
                    _ => {}
                }
            } else if !(self.is_comma(link) && at != first) {
                break;
            }
            let Some(noun) = self.noun_to(link) else { break };
            let (start, core) = self.left_chain(noun);
            let start = self.before(start).filter(|&i| self.is(i, Class::Both)).unwrap_or(start);
            // It must be free to be a subject: at the start, or behind a comma or a conjunction.
            let free = match self.before(start) {
                None => true,
                Some(i) => {
                    self.is_comma(i) || self.is(i, Class::That) || self.is(i, Class::Subordinator) || self.is_quote(i)
                }
            };
            if !free || self.is_time(&core) {
                break;
            }
            at = start;
        }
        at
    }

    pub(super) fn without_conjunction(&self, first: usize) -> usize {
        if self.tag(first) == Some(Tag::Coordinator) { first + 1 } else { first }
    }

    /// A source that stands behind its cue, with what belongs to it on its right.
    pub(crate) fn right_extended(&self, noun: &NounPhrase) -> SourceSpan {
        let mut end = noun.end;
        for _ in 0..PATIENCE {
            // "two people close to the matter".
            let insiders = self
                .reading
                .syntax
                .phrase_from(end)
                .filter(|phrase| self.reading.syntax.lexicon.entry(phrase.entry).classes.has(Class::Anonymous));
            if let Some(next) = insiders.and_then(|phrase| self.noun_at(phrase.end)) {
                end = next.end;
            } else if let Some(verb) = self
                .verb_at(end)
                .filter(|verb| verb.first == end && !verb.finite && self.tag(verb.main) == Some(Tag::Participle))
            {
                // "a poll released on Thursday", "the data published by the ministry".
                let made = self.reading.syntax.entry(noun.head).kinds.is_some() && !self.noun_is_human(noun);
                let next = self.behind_adjuncts(verb.end);
                if !made || next == verb.end {
                    break;
                }
                end = next;
            } else if self.kind(end) == Some(TokenKind::Open) {
                let close =
                    (end + 1..self.span.end).take(SHORT_BRACKET).find(|&i| self.kind(i) == Some(TokenKind::Close));
                let Some(close) = close else { break };
                end = close + 1;
            } else if self.is_preposition(end) {
                let Some(next) = self.noun_at(end + 1).filter(|next| next.first == end + 1) else { break };
                // "estimated by Smith at $412".
                let put = self.is(end, Class::At) && self.amount_from(end + 1);
                if put
                    || self.is_time(next)
                    || (self.is_venue(next) && !self.is(end, Class::Of))
                    || self.is_quoted(next.head)
                {
                    break;
                }
                end = next.end;
            } else if self.is(end, Class::And) {
                let Some(next) = self.noun_at(end + 1).filter(|next| next.first == end + 1) else { break };
                // "said Smith and left": only a noun phrase that no verb follows.
                if self.verb_at(next.end).is_some_and(|verb| verb.finite) || !self.noun_is_human(next) {
                    break;
                }
                end = next.end;
            } else if self.is_comma(end) {
                let close = (end + 1..self.span.end).take(30).find(|&i| {
                    self.is_comma(i)
                        || self.kind(i).is_some_and(|k| {
                            matches!(k, TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Colon)
                                || k.is_quote()
                        })
                });
                let close = close.unwrap_or(self.end_of_words());
                if !self.is_apposition(end + 1..close) {
                    break;
                }
                end = close;
            } else {
                break;
            }
        }
        SourceSpan::of(noun.first..end, noun.head)
    }
}
