//! Prose as tokens, parts of speech and sentences.

mod beside;
mod body;
pub mod chunk;
pub mod clause;
pub mod form;
pub mod hash;
pub mod lexicon;
mod main_verb;
mod memo;
mod mend;
mod names;
mod sentence;
pub mod spelling;
pub mod stem;
pub mod tag;
mod telling;
pub mod token;
mod verbs;
pub mod words;

use std::ops::Range;

use crate::text::TextRange;
use lexicon::{Entry, EntryId, Lexicon};
use memo::{Memo, TakesStop};
use spelling::Spelling;
use tag::Tag;
use token::{Token, TokenKind};

/// A phrase of the lexicon in a block.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub end: usize,
    /// Its entry.
    pub entry: EntryId,
}

/// The prose of one block, read.
pub struct Syntax<'a> {
    /// The prose.
    pub prose: &'a str,
    /// The words of its language.
    pub lexicon: &'static Lexicon,
    /// Whether its numbers have a decimal comma.
    pub decimal_comma: bool,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The hash of each of them in lower case.
    pub hashes: Vec<u64>,
    /// Its sentences, as ranges of token indices that cover all tokens.
    pub sentences: Vec<Range<usize>>,
    /// The phrases of several words in it, in order; of those that begin at one token, the longest.
    pub phrases: Vec<Phrase>,
    /// For each token, the index of the phrase that begins there, plus one; 0 for none.
    starts: Vec<u32>,
}

impl<'a> Syntax<'a> {
    /// Reads `prose`.
    #[must_use]
    pub fn new(prose: &'a str, lexicon: &'static Lexicon) -> Self {
        let (mut tokens, mut spellings) = words(prose, lexicon);
        let phrases = phrases(&tokens, &spellings, lexicon);
        let sentences = sentence::sentences(prose, &tokens, lexicon);
        let mut tags = vec![Tag::Other; tokens.len()];
        for sentence in &sentences {
            spelling::weigh_capitals(&mut spellings[sentence.clone()]);
            tag::tag(&spellings[sentence.clone()], &mut tags[sentence.clone()]);
        }
        for (token, tag) in tokens.iter_mut().zip(tags) {
            token.tag = tag;
        }
        mend::mend(prose, &mut tokens, lexicon);
        names::mend(prose, &mut tokens, lexicon);
        for sentence in &sentences {
            telling::mend(&mut tokens[sentence.clone()], lexicon);
            main_verb::mend(prose, &mut tokens[sentence.clone()], lexicon);
        }
        let mut starts = vec![0; tokens.len()];
        for (i, phrase) in phrases.iter().enumerate() {
            starts[phrase.first] = crate::text::offset(i + 1);
        }
        let hashes = spellings.iter().map(|spelling| spelling.word).collect();
        Self { prose, lexicon, decimal_comma: false, tokens, hashes, sentences, phrases, starts }
    }

    /// The bytes of token `i`.
    #[must_use]
    pub fn text(&self, i: usize) -> &'a str {
        self.tokens[i].range.of_text(self.prose)
    }

    /// What the lexicon says of token `i` alone.
    #[must_use]
    pub fn entry(&self, i: usize) -> &'static Entry {
        self.lexicon.entry(self.tokens[i].entry)
    }

    /// The longest phrase that begins at token `i`.
    #[must_use]
    pub fn phrase_from(&self, i: usize) -> Option<&Phrase> {
        let index = self.starts.get(i)?.checked_sub(1)?;
        self.phrases.get(index as usize)
    }

    /// The phrases that begin in `tokens`.
    #[must_use]
    pub fn phrases_in(&self, tokens: &Range<usize>) -> &[Phrase] {
        let from = self.phrases.partition_point(|phrase| phrase.first < tokens.start);
        let to = self.phrases.partition_point(|phrase| phrase.first < tokens.end);
        &self.phrases[from..to.max(from)]
    }

    /// The phrases that end before token `i`, the longest first.
    pub fn phrases_to(&self, i: usize) -> impl Iterator<Item = &Phrase> {
        let from = self.phrases.partition_point(|phrase| phrase.first + 8 < i);
        let near = self.phrases[from..].iter().take_while(move |phrase| phrase.first < i);
        near.filter(move |phrase| phrase.end == i)
    }

    /// The range from the first token of `tokens` to the last; empty for none.
    #[must_use]
    pub fn range(&self, tokens: Range<usize>) -> TextRange {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= tokens.start => first.range.hull(self.tokens[last].range),
            _ => TextRange::default(),
        }
    }
}

/// The tokens of `prose`, and how each is spelled.
#[must_use]
pub fn words(prose: &str, lexicon: &'static Lexicon) -> (Vec<Token>, Vec<Spelling>) {
    memo::with(lexicon, |memo| read(prose, memo))
}

fn read(prose: &str, memo: &mut Memo) -> (Vec<Token>, Vec<Spelling>) {
    let mut tokens: Vec<Token> = Vec::with_capacity(prose.len() / 5 + 1);
    let mut spellings: Vec<Spelling> = Vec::with_capacity(prose.len() / 5 + 1);
    let mut last_abbreviation = None;
    token::tokenize(prose, |kind, range, spaced| {
        if kind == TokenKind::Stop && !spaced && range.len() == 1 && last_abbreviation == Some(range.start) {
            // "Mr" and "." are one.
            if let Some(last) = tokens.last_mut() {
                last.range.end = range.end;
            }
            last_abbreviation = None;
            return;
        }
        let known = memo.word(range.of_text(prose), kind);
        last_abbreviation = match known.takes_stop {
            TakesStop::BeforeNumber => next_is_number(prose, range).then_some(range.end),
            TakesStop::Always => Some(range.end),
            TakesStop::Never => None,
        };
        tokens.push(Token {
            range,
            kind,
            tag: Tag::Other,
            capital: known.spelling.is_capital(),
            upper: known.spelling.is_upper(),
            spaced,
            entry: known.entry,
            forms: known.spelling.forms,
        });
        spellings.push(known.spelling);
    });
    (tokens, spellings)
}

/// Whether a stop and then a number come after `range`: "No. 1".
fn next_is_number(prose: &str, range: TextRange) -> bool {
    let rest = prose[range.end as usize..].strip_prefix('.').unwrap_or_default();
    rest.trim_start().trim_start_matches(['$', '£', '€']).starts_with(|c: char| c.is_ascii_digit())
}

fn phrases(tokens: &[Token], spellings: &[Spelling], lexicon: &Lexicon) -> Vec<Phrase> {
    let mut found = Vec::new();
    for (first, token) in tokens.iter().enumerate() {
        if token.entry.is_some() {
            let hashes = spellings[first..].iter().map(|spelling| spelling.word);
            if let Some((entry, len)) = lexicon.phrase(token.entry, hashes) {
                found.push(Phrase { first, end: first + len, entry });
            }
        }
    }
    found
}
