//! Statements of rank: "the highest-level contact since …", "a record 8,323 responses", "the first woman to …", "more than any other".

mod compare;
mod frame;
mod rank;

use std::ops::Range;

use crate::language::Syntax;
use crate::language::chunk::{Chunk, Chunks};
use crate::language::clause::Clauses;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::words::Words;
use crate::text::TextRange;

use super::figure::Worth;
use rank::Rank;

/// Words that state a rank, in one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Superlative {
    /// The words that state it.
    pub range: TextRange,
    /// What is ranked, with them: "the worst day since March".
    pub phrase: TextRange,
    /// Whether it is told as a fact about the world, with what it ranks among, if only perhaps.
    pub checkable: bool,
    /// The same with the reason, and whether there is doubt.
    pub worth: Worth,
}

/// One sentence with its phrases and clauses.
#[derive(Clone)]
struct Reading<'a> {
    words: Words<'a>,
    chunks: &'a Chunks,
    clauses: &'a Clauses,
}

impl<'a> std::ops::Deref for Reading<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.words
    }
}

impl Reading<'_> {
    /// "the first *and still the* only nation": whether the tokens between two ranks make them one of the same thing.
    fn joins(&self, mut between: Range<usize>) -> bool {
        between.clone().any(|i| self.tag(i) == Some(Tag::Coordinator))
            && between.all(|i| matches!(self.tag(i), Some(Tag::Coordinator | Tag::Adverb | Tag::Determiner)))
    }

    /// The noun phrase that a rank stands in, with what hangs on its end: "the largest deal in the history of the port".
    fn phrase(&self, rank: &Range<usize>) -> Range<usize> {
        let noun = |i: usize| match self.chunks.at.get(i) {
            Some(Chunk::Noun(index)) => Some(&self.chunks.nouns[*index as usize]),
            _ => None,
        };
        let first = noun(rank.start).map_or(rank.start, |noun| noun.first);
        let mut end = noun(rank.end - 1).or_else(|| noun(rank.end)).map_or(rank.end, |noun| noun.end).max(rank.end);
        while self.tag(end) == Some(Tag::Preposition)
            && let Some(noun) = noun(end + 1)
        {
            end = noun.end;
        }
        first..end.min(self.span.end)
    }
}

/// Finds the statements of rank in a block.
pub(super) fn superlatives(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses) -> Vec<Superlative> {
    let mut found: Vec<Superlative> = Vec::new();
    for sentence in &syntax.sentences {
        let reading = Reading { words: Words { syntax, span: sentence.clone() }, chunks, clauses };
        let (mut at, mut ranked, mut told) = (sentence.start, None, sentence.start);
        while at < sentence.end {
            let stated = compare::compared(&reading, at).or_else(|| {
                let (kind, end) = rank::rank(&reading, at)?;
                // "the second-most visited": by what it ranks.
                let degree = reading.text(at).ends_with("-most");
                let by_what = reading
                    .tag(end)
                    .is_some_and(|tag| tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Past));
                let end = end + usize::from(degree && end == at + 1 && by_what);
                Some((at..end, Rank { words: &reading, at, end }.worth(kind)))
            });
            let Some((tokens, worth)) = stated else {
                at += 1;
                continue;
            };
            at = tokens.end.max(at + 1);
            // "the biggest deals in history": the frame of a rank of its clause that is told already.
            let clause = clauses.of(tokens.start);
            let phrase = reading.is_any(tokens.start, &[Class::In, Class::On]);
            let frame = phrase && ranked.is_some() && ranked == clause;
            if worth == Some(Worth::Checkable) {
                ranked = clause;
            }
            let again = frame || worth.is_some() && reading.joins(told..tokens.start);
            if worth.is_some() || frame {
                told = tokens.end;
            }
            if let Some(last) = found.last_mut().filter(|_| again) {
                last.range = last.range.hull(syntax.range(tokens.clone()));
                last.phrase = last.phrase.hull(syntax.range(reading.phrase(&tokens)));
            } else if let Some(worth) = worth.filter(|_| !phrase || reading.compares(tokens.start)) {
                let phrase = syntax.range(reading.phrase(&tokens));
                found.push(Superlative { range: syntax.range(tokens), phrase, checkable: worth.is_claim(), worth });
            }
        }
    }
    found
}
