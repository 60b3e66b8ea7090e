//! Prose as tokens, parts of speech and sentences.

pub mod chunk;
pub mod hash;
pub mod lexicon;
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
        mend_tags(prose, &mut tokens, lexicon);
        Self { prose, lexicon, tokens, sentences, phrases }
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
        let at = self.phrases.binary_search_by_key(&i, |phrase| phrase.first).ok()?;
        Some(&self.phrases[at])
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

/// Mends mistakes that the tagger makes.
fn mend_tags(prose: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 1..tokens.len() {
        let entry = lexicon.entry(tokens[i].entry);
        let before = tokens[i - 1].tag;
        let mended = match tokens[i].tag {
            // "He's determined": behind a pronoun it is a verb.
            Tag::Genitive if before == Tag::Pronoun => Tag::Presents,
            // "according to exit polls": no base form behind a preposition.
            Tag::Base
                if matches!(before, Tag::Preposition | Tag::Determiner | Tag::Possessive)
                    && !is_to_of_infinitive(tokens, i - 1, lexicon) =>
            {
                Tag::Noun
            }
            Tag::Nouns
                if (before.is_noun() || lexicon.entry(tokens[i - 1].entry).kinds.is_some())
                    && entry.verb.is_some_and(|verb| verb.form == Form::Third)
                    && object_follows(prose, tokens, i, lexicon) =>
            {
                Tag::Presents
            }
            tag => tag,
        };
        if mended == Tag::Presents && tokens[i].tag == Tag::Nouns && before.is_adjective() {
            // "the military claims": then what stands before it is the noun.
            tokens[i - 1].tag = Tag::Noun;
        }
        tokens[i].tag = mended;
        if mended == Tag::Base && is_to_of_infinitive(tokens, i - 1, lexicon) {
            tokens[i - 1].tag = Tag::To;
        }
    }
}

/// Whether token `i` is "to", and not of "according to".
fn is_to_of_infinitive(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let is = |i: usize, class| lexicon.entry(tokens[i].entry).classes.has(class);
    is(i, Class::To) && !(i > 0 && is(i - 1, Class::According))
}

/// "the leadership fears that …", "a poll shows the …": whether what comes behind token `i` is the complement of a verb, so that
/// the word is one though it looks like a plural.
fn object_follows(prose: &str, tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let Some(next) = tokens.get(i + 1) else { return false };
    let mark = next.kind == TokenKind::Quote || next.range.of_text(prose) == ",";
    let quoted = mark && tokens.get(i + 2).is_some_and(|token| token.kind == TokenKind::Quote);
    let that = lexicon.entry(next.entry).classes.has(Class::That);
    // "EU pledges €500m", "the army claims to have won": if the sentence has no other verb.
    let amount = matches!(next.tag, Tag::Symbol | Tag::Number) && tokens[i - 1].tag.is_name();
    let to = is_to_of_infinitive(tokens, i + 1, lexicon)
        && tokens.get(i + 2).is_some_and(|token| matches!(token.tag, Tag::Base | Tag::Adverb));
    let alone = || {
        let rest = tokens[i + 1..].iter().take(40).take_while(|token| token.kind != TokenKind::Stop);
        let before = tokens[..i].iter().rev().take(40).take_while(|token| token.kind != TokenKind::Stop);
        !rest.chain(before).any(|token| token.tag.is_finite())
    };
    that || ((amount || to) && alone())
        || quoted
        || matches!(next.tag, Tag::Determiner | Tag::Pronoun | Tag::Possessive | Tag::Name)
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
        spelling.allowed = allowed_tags(kind, word, lexicon.entry(entry));
        spelling.minor = lexicon.entry(entry).classes.has_any(&MINOR) || kind != TokenKind::Word;
        spelling.compare(&tagger);
        let capital = word.starts_with(char::is_uppercase);
        last_abbreviation = match lexicon.entry(entry).abbreviation {
            Some(Abbreviation::Number) => next_is_number(prose, range).then_some(range.end),
            Some(_) if capital || lexicon.entry(entry).classes.has(Class::Small) => Some(range.end),
            _ => None,
        };
        tokens.push(Token { range, kind, tag: Tag::Other, capital, upper: spelling.shape & 4 != 0, spaced, entry });
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
