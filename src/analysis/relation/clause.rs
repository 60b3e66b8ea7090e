//! The clause that tells of a figure, and what belongs to it.

use std::ops::Range;

use super::Scan;
use super::thing::CLAUSE;
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Whether a clause ends at token `i`.
    pub(super) fn ends_clause(&self, i: usize) -> bool {
        self.kind(i).is_none_or(|kind| {
            matches!(kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash)
        }) || self.is_any(i, &[Class::Coordinator, Class::Subordinator])
    }

    /// The clause that a figure stands in: from the mark or the verb of saying before it to the mark behind it.
    pub(super) fn clause(&self, index: usize) -> Range<usize> {
        let tokens = &self.figures[index].tokens;
        let mut start = tokens.start;
        for i in self.backwards(tokens.start, CLAUSE) {
            // "the bridge, which cost $68 million": the noun belongs to it.
            let aside = self.kind(i) == Some(TokenKind::Comma) && self.is(i + 1, Class::Relative);
            // "Shoukair, the pilot, had logged 6,300 hours": the subject stands before what is put in.
            let aside = aside || self.kind(i) == Some(TokenKind::Comma) && self.tag(i + 1).is_some_and(Tag::is_finite);
            if !aside && (self.is_mark(i) || self.is_said(i)) {
                break;
            }
            start = i;
        }
        let mut end = tokens.end;
        for i in self.ahead(tokens.end, CLAUSE) {
            let goes_on = self.is(i, Class::Coordinator) && self.tag(i + 1).is_some_and(Tag::is_finite);
            if self.is_mark(i) || goes_on {
                break;
            }
            end = i + 1;
        }
        self.with_statement(start..end)
    }

    /// The clause, and the statement that it hangs on where it has no verb of its own: "At 2.4 kilometres, the bridge is the longest",
    /// "The bridge, 2.4 kilometres long, replaces a ferry".
    pub(super) fn with_statement(&self, clause: Range<usize>) -> Range<usize> {
        let (start, end) = (clause.start, clause.end);
        let comma = self.kind(end) == Some(TokenKind::Comma);
        if !comma || clause.clone().any(|i| self.tag(i).is_some_and(Tag::is_finite)) {
            return clause;
        }
        let leads = self.is_any(start, &[Class::At, Class::Holds]) || self.tag(start) == Some(Tag::Gerund);
        if start == self.span.start && leads {
            let behind = self.ahead(end + 1, CLAUSE).find(|&i| self.is_mark(i));
            return start..behind.unwrap_or(self.span.end).min(end + 1 + CLAUSE);
        }
        let put_in = self.back(start, 1).filter(|&i| self.kind(i) == Some(TokenKind::Comma));
        let Some(before) = put_in.filter(|_| self.tag(end + 1).is_some_and(Tag::is_finite)) else { return clause };
        let subject = self.backwards(before, CLAUSE).take_while(|&i| !self.is_mark(i) && !self.is_said(i)).last();
        subject.map_or(clause, |subject| subject..end + 2)
    }

    pub(super) fn is_mark(&self, i: usize) -> bool {
        !matches!(self.kind(i), Some(TokenKind::Word | TokenKind::Number | TokenKind::Symbol | TokenKind::Apostrophe))
    }

    /// Whether token `i` is a verb by which somebody says something.
    pub(super) fn is_said(&self, i: usize) -> bool {
        let verb = self.entry(i).and_then(|entry| entry.verb);
        verb.is_some_and(|verb| verb.class == CueClass::Say) && self.tag(i).is_some_and(Tag::is_finite)
    }
}
