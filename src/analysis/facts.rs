//! The facts of one block: all that can be known of it without its neighbours.

use super::attribution::view::{Reading, View};
use super::attribution::{self, Complement, Pattern};
use super::figure::{self, Figure};
use super::mention::{Mention, Mentions};
use super::quotation::{self, Quotation};
use super::superlative::{self, Superlative};
use crate::language::Syntax;
use crate::language::chunk::Chunks;
use crate::language::lexicon::{CueClass, Lexicon};
use crate::text::TextRange;

/// A source tied to what it says, inside one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Tie {
    /// The construction that ties them.
    pub pattern: Pattern,
    /// What the cue does.
    pub class: CueClass,
    /// What it is followed by.
    pub complement: Complement,
    /// The words of the cue.
    pub cue: TextRange,
    /// Index of the source among the mentions of the block; `None` where none is named.
    pub source: Option<usize>,
    /// What is said, in order.
    pub content: Vec<TextRange>,
    /// How sure the tie is, from 0 to 1.
    pub score: f32,
    /// Whether what is said stands in the next block.
    pub opens_next: bool,
    /// Index of its sentence.
    pub sentence: u32,
}

/// What one block tells. All ranges count from the start of the block.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Facts {
    /// Its sentences.
    pub sentences: Vec<TextRange>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its statements of rank.
    pub superlatives: Vec<Superlative>,
    /// Its quotations, outer before inner.
    pub quotations: Vec<Quotation>,
    /// Its mentions, in no order.
    pub mentions: Vec<Mention>,
    /// Its ties, in the order of their cues.
    pub ties: Vec<Tie>,
    /// How often the writer says "we" or "our" outside quotations.
    pub own_voice: u32,
}

impl Facts {
    /// Reads a block of prose.
    #[must_use]
    pub fn new(prose: &str) -> Self {
        let syntax = Syntax::new(prose, Lexicon::english());
        let chunks = Chunks::new(&syntax);
        let quotations = quotation::quotations(&syntax);
        let ties = attribution::ties(&syntax, &chunks, &quotations);
        let reading = Reading::new(&syntax, &chunks, &quotations);
        let mut facts = Self {
            sentences: syntax.sentences.iter().map(|tokens| syntax.range(tokens.clone())).collect(),
            figures: figure::figures(&syntax),
            superlatives: superlative::superlatives(&syntax),
            ..Self::default()
        };
        let mut mentions = Mentions::new(&syntax);
        let mut ties = ties.into_iter().peekable();
        for (number, sentence) in syntax.sentences.iter().enumerate() {
            let view = View {
                reading: &reading,
                span: sentence.clone(),
            };
            let number = crate::text::offset(number);
            mentions.names(&view, number);
            while let Some(tie) = ties.next_if(|tie| tie.cue.start < sentence.end) {
                let source = tie.source.as_ref().map(|source| mentions.source(&view, source, number));
                facts.ties.push(Tie {
                    pattern: tie.pattern,
                    class: tie.class,
                    complement: tie.complement,
                    cue: syntax.range(tie.cue),
                    source,
                    content: tie.content.into_iter().map(|tokens| syntax.range(tokens)).collect(),
                    score: tie.score,
                    opens_next: tie.opens_next,
                    sentence: number,
                });
            }
        }
        facts.mentions = mentions.found;
        facts.own_voice = own_voice(&reading);
        facts.quotations = quotations;
        facts
    }
}

fn own_voice(reading: &Reading<'_>) -> u32 {
    let syntax = reading.syntax;
    let own = |&i: &usize| {
        let pronoun = syntax.entry(i).pronoun;
        reading.quoted[i] == 0 && pronoun.is_some_and(|pronoun| pronoun.person == 1 && pronoun.plural == Some(true))
    };
    crate::text::offset((0..syntax.tokens.len()).filter(own).count())
}
