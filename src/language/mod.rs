//! Prose as tokens, parts of speech and sentences.

pub mod chunk;
pub mod form;
pub mod hash;
pub mod lexicon;
mod mend;
mod sentence;
pub mod tag;
pub mod token;
pub mod words;

use std::ops::Range;

use crate::document::HIDDEN;
use crate::text::TextRange;
use lexicon::{Abbreviation, Class, Classes, Entry, EntryId, Form, Lexicon};
use tag::{Spelling, Tag};
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
    /// Its tokens.
    pub tokens: Vec<Token>,
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
            tag::weigh_capitals(&mut spellings[sentence.clone()]);
            tag::tag(&spellings[sentence.clone()], &mut tags[sentence.clone()]);
        }
        for (token, tag) in tokens.iter_mut().zip(tags) {
            token.tag = tag;
        }
        mend::mend(prose, &mut tokens, lexicon);
        let mut starts = vec![0; tokens.len()];
        for (i, phrase) in phrases.iter().enumerate() {
            starts[phrase.first] = crate::text::offset(i + 1);
        }
        Self { prose, lexicon, tokens, sentences, phrases, starts }
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
pub fn words(prose: &str, lexicon: &Lexicon) -> (Vec<Token>, Vec<Spelling>) {
    let mut tokens: Vec<Token> = Vec::with_capacity(prose.len() / 5 + 1);
    let mut spellings: Vec<Spelling> = Vec::with_capacity(prose.len() / 5 + 1);
    let mut low = String::new();
    let mut last_abbreviation = None;
    let tagger = tag::table();
    token::tokenize(prose, |kind, range, spaced| {
        if kind == TokenKind::Stop && !spaced && range.len() == 1 && last_abbreviation == Some(range.start) {
            // "Mr" and "." are one.
            if let Some(last) = tokens.last_mut() {
                last.range.end = range.end;
            }
            last_abbreviation = None;
            return;
        }
        let word = range.of_text(prose);
        lower(word, &mut low);
        let hash = hash::of_bytes(low.as_bytes());
        let entry = lexicon.word(&low, hash);
        let mut spelling = Spelling::new(word, &low, hash, lexicon.entry(entry).signature());
        spelling.fixed = fixed_tag(kind, word);
        spelling.possible = allowed_tags(kind, word, lexicon.entry(entry));
        spelling.minor = lexicon.entry(entry).classes.has_any(&MINOR) || kind != TokenKind::Word;
        spelling.compare(&tagger);
        let capital = word.starts_with(char::is_uppercase);
        last_abbreviation = match lexicon.entry(entry).abbreviation {
            Some(Abbreviation::Number) => next_is_number(prose, range).then_some(range.end),
            Some(_) if capital || lexicon.entry(entry).classes.has(Class::Small) => Some(range.end),
            _ => None,
        };
        tokens.push(Token {
            range,
            kind,
            tag: Tag::Other,
            capital,
            upper: spelling.shape & 4 != 0,
            spaced,
            entry,
            forms: spelling.forms,
        });
        spellings.push(spelling);
    });
    (tokens, spellings)
}

/// What stays low in a headline.
const MINOR: [Class; 16] = [
    Class::Article,
    Class::Coordinator,
    Class::Of,
    Class::To,
    Class::For,
    Class::In,
    Class::On,
    Class::At,
    Class::From,
    Class::With,
    Class::By,
    Class::As,
    Class::Than,
    Class::Per,
    Class::About,
    Class::Particle,
];

/// Whether a stop and then a number come after `range`: "No. 1".
fn next_is_number(prose: &str, range: TextRange) -> bool {
    let rest = prose[range.end as usize..].strip_prefix('.').unwrap_or_default();
    rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

fn fixed_tag(kind: TokenKind, word: &str) -> Option<Tag> {
    Some(match kind {
        TokenKind::Word | TokenKind::Apostrophe => return None,
        TokenKind::Number => {
            if word.bytes().any(|b| b.is_ascii_alphabetic()) {
                return None;
            }
            Tag::Number
        }
        TokenKind::Address => Tag::Other,
        TokenKind::Symbol => Tag::Symbol,
        _ => Tag::Punctuation,
    })
}

/// The tags that a word can have by what the lexicon says of it, a bit each.
fn allowed_tags(kind: TokenKind, word: &str, entry: &Entry) -> u32 {
    let genitive = tag::mask(&[Tag::Genitive]);
    if kind == TokenKind::Apostrophe || word.starts_with(['\'', '’']) {
        return u32::MAX;
    }
    if entry.abbreviation == Some(Abbreviation::Title) {
        return tag::mask(&[Tag::Name]);
    }
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().any(char::is_lowercase);
    if kind == TokenKind::Word
        && upper > 1
        && (lower || upper <= 5)
        && (entry.classes == Classes::default() || entry.classes.has(Class::Acronym))
        && entry.pronoun.is_none()
    {
        // "MoD", "EU": a name, whatever it looks like.
        return tag::mask(&[Tag::Name, Tag::Names, Tag::Adjective]);
    }
    if entry.classes.has(Class::PastVerb) {
        return tag::mask(&[Tag::Past, Tag::Participle]);
    }
    if entry.classes.has(Class::PresentVerb) {
        return tag::mask(&[Tag::Presents]);
    }
    let noun = entry.noun.is_some() || entry.kinds.is_some() || entry.gender.is_some();
    match entry.verb.map(|verb| verb.form) {
        Some(Form::Past) if !noun => {
            let base = tag::mask(&[Tag::Past, Tag::Participle, Tag::Adjective]);
            // "put", "cast", "read": the past looks like the base.
            if word.ends_with("ed") || entry.verb.is_some_and(|verb| verb.is_past_only) { base } else { !genitive }
        }
        _ => !genitive,
    }
}

/// Writes `word` to `low` in lower case, without what is hidden, `’` as `'`.
fn lower(word: &str, low: &mut String) {
    low.clear();
    if word.is_ascii() && !word.as_bytes().contains(&HIDDEN) {
        low.push_str(word);
        low.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' => low.push('\''),
            _ if c == char::from(HIDDEN) || c == '\u{AD}' => {}
            _ => low.extend(c.to_lowercase()),
        }
    }
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
