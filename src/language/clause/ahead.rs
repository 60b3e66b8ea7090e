//! What comes further on in a sentence, looked up from its end once.

use std::ops::Range;

use crate::language::Syntax;
use crate::language::chunk::{Chunk, Chunks};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// For each token of a sentence and the place behind the last, what comes from there on.
pub(super) struct Ahead {
    start: usize,
    /// Whether a finite verb comes before the next comma, stop or bracket.
    clause: Vec<bool>,
    /// Whether one comes behind the next comma, and before the one after that.
    behind_comma: Vec<bool>,
    /// Whether a list goes on there, behind a comma: with "and", or with a noun phrase that "and" follows.
    list: Vec<bool>,
}

impl Ahead {
    pub(super) fn new(syntax: &Syntax<'_>, chunks: &Chunks, sentence: &Range<usize>) -> Self {
        let count = sentence.len() + 1;
        let none = || vec![false; count];
        let mut ahead = Self { start: sentence.start, clause: none(), behind_comma: none(), list: none() };
        for at in sentence.clone().rev() {
            let finite = chunks.verb_at(at).is_some_and(|verb| verb.finite);
            let ends = matches!(
                syntax.tokens[at].kind,
                TokenKind::Semicolon | TokenKind::Colon | TokenKind::Comma | TokenKind::Close
            );
            let i = at - sentence.start;
            ahead.clause[i] = finite || (!ends && ahead.clause[i + 1]);
            let comma = syntax.tokens[at].kind == TokenKind::Comma;
            ahead.behind_comma[i] = if comma { ahead.clause[i + 1] } else { ahead.behind_comma[i + 1] };
            ahead.list[i] = ahead.list_from(syntax, chunks, sentence, at);
        }
        ahead
    }

    fn list_from(&self, syntax: &Syntax<'_>, chunks: &Chunks, sentence: &Range<usize>, at: usize) -> bool {
        let coordinator = |i: usize| i < sentence.end && syntax.tokens[i].tag == Tag::Coordinator;
        if coordinator(at) {
            return matches!(chunks.at.get(at + 1), Some(Chunk::Noun(_)));
        }
        let Some(noun) = chunks.noun_at(at).filter(|noun| noun.first == at) else { return false };
        let comma = noun.end < sentence.end && syntax.tokens[noun.end].kind == TokenKind::Comma;
        coordinator(noun.end) || (comma && self.lists_on(noun.end + 1))
    }

    /// Whether a clause with a tense comes from token `at` on.
    pub(super) fn clause(&self, at: usize) -> bool {
        self.clause.get(at - self.start).is_some_and(|&clause| clause)
    }

    /// Whether a clause with a tense comes behind the next comma from token `at` on.
    pub(super) fn clause_behind_comma(&self, at: usize) -> bool {
        self.behind_comma.get(at - self.start).is_some_and(|&clause| clause)
    }

    /// Whether a list goes on at token `at`.
    pub(super) fn lists_on(&self, at: usize) -> bool {
        self.list.get(at - self.start).is_some_and(|&list| list)
    }
}
