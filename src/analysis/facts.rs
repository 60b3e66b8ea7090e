//! The facts of one block: all that can be known of it without its neighbours.

use std::ops::Range;

use super::attribution::view::{Reading, View};
use super::attribution::{self, Complement, Pattern};
use super::citation;
use super::figure::{self, Figure};
use super::mention::{Mention, Mentions};
use super::quotation::{self, Quotation};
use super::superlative::{self, Superlative};
use crate::language::Syntax;
use crate::language::chunk::Chunks;
use crate::language::hash;
use crate::language::lexicon::{Class, CueClass, Lexicon};
use crate::language::token::TokenKind;
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

/// A sentence.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sentence {
    /// Its words.
    pub range: TextRange,
    /// What it is about: hashes of its nouns, sorted.
    pub topics: Box<[u32]>,
    /// Whether it turns to something else: "Meanwhile, …".
    pub shifts: bool,
    /// Whether it tells of people who answered a survey.
    pub respondents: bool,
}

impl Sentence {
    /// Whether it and `other` share a noun.
    #[must_use]
    pub fn shares_topic(&self, other: &Self) -> bool {
        self.topics.iter().any(|topic| other.topics.binary_search(topic).is_ok())
    }
}

/// What one block tells. All ranges count from the start of the block.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Facts {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
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
    /// The citations in its prose.
    pub citations: Vec<TextRange>,
    /// Whether it ends with a colon, and so brings in what comes next.
    pub introduces: bool,
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
            sentences: syntax.sentences.iter().map(|tokens| read_sentence(&syntax, tokens)).collect(),
            citations: citation::citations(&syntax),
            introduces: syntax.tokens.last().is_some_and(|token| token.kind == TokenKind::Colon),
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

fn read_sentence(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Sentence {
    let is = |i: usize, class| syntax.entry(i).classes.has(class);
    let topical = |&i: &usize| {
        let token = &syntax.tokens[i];
        token.tag.is_noun() && token.range.len() > 3 && !syntax.entry(i).classes.has_any(&[Class::Time, Class::Day, Class::Month, Class::Generic])
    };
    let mut topics: Vec<u32> = tokens.clone().filter(topical).map(|i| topic(syntax.text(i))).collect();
    topics.sort_unstable();
    topics.dedup();
    let shifts = is(tokens.start, Class::Shift) || syntax.phrase_from(tokens.start).is_some_and(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::Shift));
    Sentence {
        range: syntax.range(tokens.clone()),
        topics: topics.into(),
        shifts,
        respondents: tokens.clone().any(|i| is(i, Class::Respondent)),
    }
}

/// A noun as a topic: without case and plural.
fn topic(word: &str) -> u32 {
    let low = word.to_lowercase();
    let stem = low.strip_suffix("ies").or_else(|| low.strip_suffix('s')).unwrap_or(&low);
    (hash::of_bytes(stem.as_bytes()) >> 32) as u32
}

fn own_voice(reading: &Reading<'_>) -> u32 {
    let syntax = reading.syntax;
    let own = |&i: &usize| {
        let pronoun = syntax.entry(i).pronoun;
        reading.quoted[i] == 0 && pronoun.is_some_and(|pronoun| pronoun.person == 1 && pronoun.plural == Some(true))
    };
    let phrases = syntax.phrases.iter().filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::Own) && reading.quoted[phrase.first] == 0);
    crate::text::offset((0..syntax.tokens.len()).filter(own).count() + 2 * phrases.count())
}
