//! Clauses: who does what in a sentence, and where that ends.
//!
//! Built from the noun phrases and verb groups of [`Chunks`], from left to right with a stack of the clauses that are still open,
//! in time that grows with the sentence. A finite verb belongs to the innermost open clause that has none yet; one that comes with
//! a subject of its own begins a clause. The kinds are those of the Universal Dependencies (`ccomp`, `advcl`, `acl`, `appos`, `conj`,
//! `parataxis`); `examples/measure-clauses.rs` holds subjects, objects and borders against a treebank.

mod ahead;
mod build;
mod subject;
mod verb;
mod word;

use std::ops::Range;

use super::Syntax;
use super::chunk::{Chunks, NounPhrase, VerbGroup};
use super::lexicon::Class;

/// What a clause is to the sentence around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ClauseKind {
    /// A sentence's own clause, or one behind a semicolon or a comma that is as independent.
    Main,
    /// Behind "and", "or" or "but", beside the clause before it.
    Coordinate,
    /// What is said, thought, shown: the object or the subject of another clause.
    Complement,
    /// Of time, cause, condition, contrast: "because …", "if …", "while …".
    Adverbial,
    /// Behind "who", "which", "that", or without them: "the cars they sold".
    Relative,
    /// A verb in "-ing" or a participle without a subject: "ringing up 47 pounds", "sold in May".
    Participial,
    /// "to" and a verb.
    Infinitive,
    /// A noun phrase that says of the one before it what it is: "Lind, the mayor, …".
    Apposition,
    /// In brackets or between dashes.
    Parenthesis,
    /// In quotation marks, with a verb of its own.
    Quotation,
}

impl ClauseKind {
    /// Whether it can stand by itself: what it states is stated as its sentence is.
    #[must_use]
    pub fn is_independent(self) -> bool {
        matches!(self, Self::Main | Self::Coordinate)
    }
}

/// A clause. Its places are indices of tokens, noun phrases and verb groups of its block.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What it is.
    pub kind: ClauseKind,
    /// From its first token to behind its last, with the clauses inside it.
    pub tokens: Range<usize>,
    /// The clause it is part of, or stands beside if it is coordinate; `None` for the first of its sentence.
    pub parent: Option<usize>,
    /// The word that brings it in: "if", "that", "which", "and".
    pub mark: Option<usize>,
    /// Index of its subject among the noun phrases; of a coordinate verb, a participle and an infinitive that of the clause around it;
    /// of a relative clause whose pronoun is the subject, the noun phrase it is about.
    pub subject: Option<usize>,
    /// Whether the subject stands in the clause itself.
    pub own_subject: bool,
    /// Index of its verb group.
    pub verb: Option<usize>,
    /// Index of its object or predicate among the noun phrases: the first behind its verb that no preposition governs.
    pub object: Option<usize>,
    /// Its modal verb: "will", "would", "could".
    pub modal: Option<usize>,
}

/// A prepositional phrase, as indices of tokens, noun phrases and clauses of its block.
#[derive(Clone, Copy, Debug)]
pub struct Prepositional {
    /// The clause it hangs in.
    pub clause: usize,
    /// The token of its preposition.
    pub preposition: usize,
    /// Its noun phrase.
    pub noun: usize,
}

/// The clauses of a block.
#[derive(Debug, Default)]
pub struct Clauses {
    /// All of them, in the order in which they begin to be known.
    pub all: Vec<Clause>,
    /// The prepositional phrases, in order.
    pub prepositional: Vec<Prepositional>,
    /// For each token, the index of the innermost clause it stands in.
    at: Vec<u32>,
}

impl Clauses {
    /// Reads the clauses of all sentences; `quoted` are the outermost quotations of the block, in order.
    #[must_use]
    pub fn new(syntax: &Syntax<'_>, chunks: &Chunks, quoted: &[Range<usize>]) -> Self {
        let mut clauses = Self {
            all: Vec::with_capacity(chunks.verbs.len() + 2),
            prepositional: Vec::new(),
            at: vec![0; syntax.tokens.len()],
        };
        let mut from = 0;
        for sentence in &syntax.sentences {
            while from < quoted.len() && quoted[from].end <= sentence.start {
                from += 1;
            }
            let count = quoted[from..].partition_point(|quotation| quotation.start < sentence.end);
            build::sentence(syntax, chunks, sentence, &quoted[from..from + count], &mut clauses);
        }
        clauses
    }

    /// Index of the innermost clause that token `i` stands in.
    #[must_use]
    pub fn of(&self, i: usize) -> Option<usize> {
        self.at.get(i).map(|&clause| clause as usize).filter(|&clause| clause < self.all.len())
    }

    /// The clause that token `i` stands in, the one around that, and so on to the sentence's first.
    pub fn around(&self, i: usize) -> impl Iterator<Item = &Clause> {
        std::iter::successors(self.of(i), |&clause| self.all[clause].parent).map(|clause| &self.all[clause])
    }

    /// The prepositional phrases of the clause of that index, without those of clauses inside it.
    pub fn phrases(&self, clause: usize) -> impl Iterator<Item = &Prepositional> {
        let tokens = self.all[clause].tokens.clone();
        let from = self.prepositional.partition_point(|phrase| phrase.preposition < tokens.start);
        let inside = self.prepositional[from..].iter().take_while(move |phrase| phrase.preposition < tokens.end);
        inside.filter(move |phrase| phrase.clause == clause)
    }

    /// The subject of a clause.
    #[must_use]
    pub fn subject<'a>(&self, clause: &Clause, chunks: &'a Chunks) -> Option<&'a NounPhrase> {
        clause.subject.map(|noun| &chunks.nouns[noun])
    }

    /// The verb group of a clause.
    #[must_use]
    pub fn verb<'a>(&self, clause: &Clause, chunks: &'a Chunks) -> Option<&'a VerbGroup> {
        clause.verb.map(|verb| &chunks.verbs[verb])
    }
}

/// The modal verb of a verb group.
fn modal(syntax: &Syntax<'_>, verb: &VerbGroup) -> Option<usize> {
    (verb.first..verb.main).find(|&i| syntax.entry(i).classes.has(Class::Modal))
}
