//! Which noun phrase of a clause is its subject.

use crate::language::Syntax;
use crate::language::chunk::Chunks;
use crate::language::token::TokenKind;

/// A noun phrase that no preposition governs.
#[derive(Clone, Copy)]
struct Free {
    noun: usize,
    /// Whether it tells a time: "last year".
    time: bool,
    /// Whether "and" or a comma of a list stands before it.
    listed: bool,
    /// Whether a comma stands right before it.
    comma: bool,
}

/// The noun phrases of a clause that could be the subject of its next verb.
#[derive(Default)]
pub(super) struct Nouns {
    free: Vec<Free>,
    /// The preposition that governs the next noun phrase.
    governor: Option<usize>,
    comma: Option<usize>,
    /// Whether a preposition governs the last noun phrase.
    governed: bool,
}

impl Nouns {
    /// Takes the preposition at token `at`: the next noun phrase is its own.
    pub(super) fn preposition(&mut self, at: usize) {
        self.governor = Some(at);
    }

    /// Takes a comma.
    pub(super) fn comma(&mut self, at: usize) {
        self.comma = Some(at);
        self.governor = None;
    }

    /// Takes the clause's verb: what stands before it is no subject of another.
    pub(super) fn verb(&mut self) {
        self.free.clear();
        (self.governor, self.governed) = (None, false);
    }

    /// Whether a preposition governs the last noun phrase.
    pub(super) fn is_governed(&self) -> bool {
        self.governed
    }

    /// Takes a noun phrase that begins at token `at`; the preposition that governs it, if one does.
    pub(super) fn add(
        &mut self,
        noun: usize,
        at: usize,
        time: bool,
        coordinated: bool,
        pronoun: bool,
    ) -> Option<usize> {
        // "At best it is so": a pronoun stands right behind its preposition.
        let governor = self.governor.take().filter(|&governor| !pronoun || governor + 1 == at);
        self.governed = governor.is_some() || coordinated && self.governed;
        if governor.is_none() {
            let comma = self.comma.is_some_and(|comma| comma + 1 == at);
            self.free.push(Free { noun, time, listed: coordinated, comma });
        }
        governor
    }

    /// The subject of the first verb: the last free noun phrase, or the first of the list that it ends, or the one that it is an
    /// apposition to.
    pub(super) fn subject(&self, syntax: &Syntax<'_>, chunks: &Chunks) -> Option<usize> {
        let real: Vec<Free> = self.free.iter().copied().filter(|free| !free.time).collect();
        // "This year has been good."
        let Some(mut at) = real.len().checked_sub(1) else { return self.free.last().map(|free| free.noun) };
        // "cars, trucks and buses rose"
        while at > 0 && real[at].listed {
            at -= 1;
            while at > 0 && real[at].comma && !opens_sentence(syntax, chunks, real[at - 1].noun) {
                at -= 1;
            }
        }
        Some(real[at].noun)
    }

    /// The subject of a further verb: the last free noun phrase since the verb before, if nothing but what hangs on it stands between it
    /// and the verb at token `verb`.
    pub(super) fn behind_verb(&self, chunks: &Chunks, verb: usize) -> Option<usize> {
        let last = self.free.iter().rev().find(|free| !free.time)?;
        let after = self.comma.is_some_and(|comma| comma >= chunks.nouns[last.noun].end && comma + 1 == verb);
        (!after).then_some(last.noun)
    }
}

/// Whether a noun phrase is one that a comma parts from the subject: "A year on, sales …".
fn opens_sentence(syntax: &Syntax<'_>, chunks: &Chunks, noun: usize) -> bool {
    let noun = &chunks.nouns[noun];
    noun.end < syntax.tokens.len() && syntax.tokens[noun.end].kind != TokenKind::Comma
}
