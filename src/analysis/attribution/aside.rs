//! A subject with something put in between it and its verb: brackets, commas, a dash.

use std::ops::Range;

use super::source::{PATIENCE, SourceSpan};
use super::view::View;
use crate::language::chunk::VerbGroup;
use crate::language::form::Forms;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
impl View<'_> {
    /// "Professor Paula Kane, said": a comma too many between a name at the start of a sentence and its verb.
    pub(super) fn before_stray_comma(&self, comma: usize) -> Option<SourceSpan> {
        let noun = self.noun_to(comma).filter(|noun| self.tag(noun.head).is_some_and(Tag::is_name))?;
        let (first, core) = self.left_chain(noun);
        (self.before(first).is_none()).then(|| SourceSpan::of(first..noun.end, core.head))
    }

    /// The mark of a year of two digits at token `i`, which stands behind a name: "John S. ’20".
    pub(super) fn class_year(&self, i: usize) -> Option<usize> {
        let year = self.kind(i) == Some(TokenKind::Number) && self.text(i).len() == 2;
        let mark = self.before(i).filter(|&mark| year && self.is_mark(mark))?;
        self.before(mark).and_then(|name| self.tag(name)).filter(|tag| tag.is_name()).map(|_| mark)
    }

    /// Before the brackets, if any, that end right before token `at`.
    pub(super) fn without_brackets(&self, at: usize) -> usize {
        let close = self.before(at).filter(|&i| self.kind(i) == Some(TokenKind::Close));
        close.and_then(|close| self.opening_bracket(close)).unwrap_or(at)
    }

    pub(super) fn opening_bracket(&self, close: usize) -> Option<usize> {
        (self.span.start..close).rev().take(24).find(|&i| self.kind(i) == Some(TokenKind::Open))
    }

    /// The subject before a parenthesis that ends with the comma `close`: "Smith, 40, a teacher, said".
    pub(super) fn before_parenthesis(&self, close: usize, patience: usize) -> Option<SourceSpan> {
        let mut last = None;
        let mut open = close;
        for _ in 0..PATIENCE {
            let inner_end = open;
            let earlier = (self.span.start..inner_end).rev().take(60);
            let Some(comma) = earlier.into_iter().find(|&i| self.is_comma(i) && !self.is_quoted(i)) else { break };
            open = comma;
            let Some(noun) = self.noun_to(self.without_brackets(open)) else { continue };
            let age = noun.end - noun.first == 1 && self.tag(noun.head) == Some(Tag::Number);
            if age || self.is_time(noun) || self.is_quoted(noun.head) || !self.is_parenthesis(open + 1..close) {
                continue;
            }
            let (first, core) = self.left_chain(noun);
            let free = match self.before(first) {
                None => true,
                Some(i) => {
                    self.is_quote(i)
                        || self.is(i, Class::Complementizer)
                        || self.tag(i) == Some(Tag::RelativeAdverb)
                        || self.is(i, Class::Subordinator)
                        || self.is(i, Class::Coordinator)
                        || self.kind(i).is_some_and(|kind| {
                            matches!(kind, TokenKind::Colon | TokenKind::Dash | TokenKind::Semicolon)
                        })
                }
            };
            let apposed = self.is_apposition(open + 1..close);
            let tokens = first..if apposed { close } else { noun.end };
            let span = SourceSpan::of(self.coordinates_left(tokens.start)..tokens.end, core.head);
            if free {
                return Some(span);
            }
            // Behind a comma: the start of a clause, or an apposition of what stands further left.
            let after_comma = self.before(first).is_some_and(|i| self.is_comma(i));
            if after_comma {
                last = last.or(Some(span));
            } else if last.is_none() && self.verb_to(first).is_none() && patience > 0 {
                last = Some(span);
            }
        }
        last
    }

    /// Whether the tokens between two commas can be a parenthesis behind a subject.
    pub(super) fn is_parenthesis(&self, tokens: Range<usize>) -> bool {
        let first = tokens.start;
        let Some(tag) = self.tag(first) else { return false };
        let relative =
            self.is(first, Class::Relative) || (tag == Tag::Preposition && self.is(first + 1, Class::Relative));
        if relative {
            return true;
        }
        let finite =
            self.reading.chunks.verbs_in(&tokens).iter().find(|verb| verb.finite && !self.is_quoted(verb.main));
        let starts_clause = self.is(first, Class::Subordinator);
        // "a teacher who runs the group": a verb in a relative clause.
        let in_relative =
            |verb: &VerbGroup| (first..verb.first).any(|i| self.is(i, Class::Relative) && self.noun_at(i).is_none());
        // "a host considered one of the best": a participle that looks like the past.
        let reduced = |verb: &VerbGroup| {
            matches!(self.tag(verb.first), Some(Tag::Past | Tag::Participle))
                && (self.is_preposition(first)
                    || self.noun_at(first).is_some_and(|noun| self.tag(noun.first) != Some(Tag::Pronoun)))
                && self.noun_to(verb.first).is_some()
                && self.reading.syntax.tokens[verb.main].forms.has_any(Forms::PAST)
                && verb.end - verb.first == 1
                && self.text(verb.main).ends_with("ed")
        };
        finite.is_none_or(|verb| in_relative(verb) || reduced(verb)) || starts_clause
    }

    /// Whether the tokens between two commas say who the subject is: "the city's emergency director".
    pub(super) fn is_apposition(&self, tokens: Range<usize>) -> bool {
        let Some(noun) = self.noun_at(tokens.start) else { return false };
        if noun.first != tokens.start || self.is_time(noun) {
            return false;
        }
        let entry = self.reading.syntax.entry(noun.head);
        // "R-Ky.": party and place.
        let letter = self.text(noun.head).as_bytes();
        if noun.end - noun.first == 1
            && letter.get(1) == Some(&b'-')
            && letter[0].is_ascii_uppercase()
            && tokens.len() <= 2
        {
            return true;
        }
        let verbless = !self.reading.chunks.verbs_in(&tokens).iter().any(|verb| verb.finite);
        let number = self.tag(noun.head) == Some(Tag::Number) || self.tag(noun.first) == Some(Tag::Number);
        verbless
            && !number
            && (entry.kinds.is_some()
                || noun.end - noun.first > 1
                || self.tag(noun.end).is_some_and(|tag| tag == Tag::Preposition))
    }

    pub(super) fn before_dash(&self, dash: usize, _patience: usize) -> Option<SourceSpan> {
        let open = (self.span.start..dash).rev().take(40).find(|&i| self.kind(i) == Some(TokenKind::Dash))?;
        let noun = self.noun_to(open)?;
        let (first, core) = self.left_chain(noun);
        Some(SourceSpan::of(first..noun.end, core.head))
    }
}
