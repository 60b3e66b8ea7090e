//! Who says what: ties of a source, a cue and what is said, inside one block.

mod after;
mod announced;
mod aside;
mod awaits;
mod colon;
mod content;
pub mod feature;
mod frame;
pub mod judge;
pub mod model;
mod noun;
mod phrase;
mod quote;
mod reach;
pub mod scope;
pub mod sign;
mod signed;
mod source;
mod stated;
mod verb;
pub(crate) mod view;
mod vouch;
pub mod why;

use std::ops::Range;

use crate::analysis::quotation::Quotation;
use crate::language::Syntax;
use crate::language::chunk::{Chunks, VerbGroup};
use crate::language::lexicon::{CueClass, VerbCue};

pub use awaits::awaits_source;
pub use content::Complement;
use model::Set;
pub(crate) use source::SourceSpan;
use view::{Reading, View};

/// The construction that tied a source to what it says; what a hover names as the reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Pattern {
    /// Subject, verb, complement: "the ministry said that …".
    Verb,
    /// The same, with what is said before it: "…, the ministry said".
    VerbAfter,
    /// Verb, then subject: "…, said the ministry".
    Inverted,
    /// A passive or another verb without a source: "was reported", "is expected to".
    Passive,
    /// A passive with "by".
    PassiveBy,
    /// "according to", "in the words of", "per".
    Phrase,
    /// "the claim that", "his call for".
    Noun,
    /// "Smith: …".
    Colon,
    /// "Smith was furious. “…”": the sentence before the quotation is about the source.
    Nearby,
}

/// A tie inside one block, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    pub(crate) pattern: Pattern,
    pub(crate) class: CueClass,
    pub(crate) complement: Complement,
    /// The cue.
    pub(crate) cue: Range<usize>,
    /// Its main word.
    pub(crate) main: usize,
    pub(crate) source: Option<SourceSpan>,
    /// What is said, in order.
    pub(crate) content: Vec<Range<usize>>,
    /// What speaks for and against it.
    pub(crate) features: Set<feature::Feature>,
    /// How likely it is a tie, from 0 to 1.
    pub(crate) score: f32,
    /// Whether what is said goes on in the next block: the block ends with the cue and a colon.
    pub(crate) opens_next: bool,
    /// Whether what is said is the quotation before the block, which the source signs.
    pub(crate) signs: bool,
    /// Whether the source answers for the figures in what is said: who "maintained its position" or "claimed £5" does not.
    pub(crate) vouches: bool,
}

impl Tie {
    /// The tie of words that leave little to judge: "per the ministry", "put the toll at 412".
    fn settled(
        pattern: Pattern,
        complement: Complement,
        (cue, main): (Range<usize>, usize),
        source: SourceSpan,
    ) -> Self {
        Self {
            pattern,
            class: CueClass::Say,
            complement,
            cue,
            main,
            source: Some(source),
            content: Vec::new(),
            features: Set::default(),
            score: SETTLED,
            opens_next: false,
            vouches: true,
            signs: false,
        }
    }

    /// The tie of a verb that brings in a clause, with its source and what is said still to be told, and to be judged.
    fn of_verb(verb: &VerbGroup, lexical: &VerbCue, cue: Range<usize>) -> Self {
        Self {
            pattern: Pattern::Verb,
            class: lexical.class,
            complement: Complement::Clause,
            cue,
            source: None,
            content: Vec::new(),
            main: verb.main,
            features: Set::default(),
            score: 0.0,
            opens_next: false,
            vouches: true,
            signs: false,
        }
    }

    pub(crate) fn hull(&self) -> Range<usize> {
        let parts = self.content.iter().chain([&self.cue]).chain(self.source.as_ref().map(|source| &source.tokens));
        parts.fold(self.cue.clone(), |hull, part| hull.start.min(part.start)..hull.end.max(part.end))
    }
}

/// How likely a tie is that is not judged.
const SETTLED: f32 = 0.7;

/// A candidate below this likelihood is no tie.
const LIKELY: f32 = 0.38;

/// The ties of a block, in the order of their cues.
pub(crate) fn ties(syntax: &Syntax<'_>, chunks: &Chunks, quotations: &[Quotation]) -> Vec<Tie> {
    let mut ties = candidates(syntax, chunks, quotations);
    ties.retain(|tie| tie.score >= LIKELY);
    drop_light_verbs(&mut ties);
    quote::beside(&Reading::new(syntax, chunks, quotations), &mut ties);
    ties
}

/// "expressed concern that …" is one tie, and its cue the verb with the noun.
fn drop_light_verbs(ties: &mut Vec<Tie>) {
    let nouns = ties.iter().filter(|tie| tie.pattern == Pattern::Noun && tie.cue.start < tie.main);
    // Where each begins, and how far it and those before it reach.
    let mut light: Vec<(usize, usize)> = nouns.map(|tie| (tie.cue.start, tie.main)).collect();
    if light.is_empty() {
        return;
    }
    let mut reach = 0;
    for (_, end) in &mut light {
        reach = reach.max(*end);
        *end = reach;
    }
    let is_light = |main: usize| {
        let last = light.partition_point(|(start, _)| *start <= main).checked_sub(1);
        last.is_some_and(|last| light[last].1 > main)
    };
    ties.retain(|tie| !is_light(tie.main));
}

/// All candidates for ties of a block, in the order of their cues, each with its score.
pub(crate) fn candidates(syntax: &Syntax<'_>, chunks: &Chunks, quotations: &[Quotation]) -> Vec<Tie> {
    let reading = Reading::new(syntax, chunks, quotations);
    let mut ties = Vec::new();
    for sentence in &syntax.sentences {
        let view = View::new(&reading, sentence.clone());
        let from = ties.len();
        view.phrase_ties(&mut ties);
        view.frame_ties(&mut ties);
        view.verb_ties(&mut ties);
        view.noun_ties(&mut ties, from);
        view.figure_ties(&mut ties, from);
        view.fragments(&mut ties, from);
        view.colon_quotation(&mut ties, from);
        ties[from..].sort_by_key(|tie| tie.cue.start);
    }
    ties
}
