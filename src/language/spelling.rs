//! How a word is spelled, and which parts of speech that leaves it.

use super::form::{self, Forms};
use super::hash;
use super::lexicon::{Abbreviation, Class, Classes, Entry, Form};
use super::tag::{Table, Tag, mask};
use super::token::TokenKind;
use crate::document::HIDDEN;

/// What the features of a token read of its spelling.
#[derive(Clone, Copy, Default, Debug)]
pub struct Spelling {
    /// Hash of the word in lower case.
    pub word: u64,
    /// Hash of its last three bytes, and of its last two.
    pub suffixes: [u64; 2],
    /// Capitals, digits, hyphens: see [`Spelling::new`].
    pub shape: u64,
    /// What the lexicon says of it.
    pub known: u64,
    /// What its form can be.
    pub forms: Forms,
    /// A tag that the characters settle, without the model.
    pub fixed: Option<Tag>,
    /// The tag of a word that never had another in training.
    pub settled: Option<Tag>,
    /// The tags it can have by what the lexicon says of it, a bit each.
    pub possible: u32,
    /// Of these, those that it can have here.
    pub allowed: u32,
    /// Whether it is one of the small words that stay low in a headline.
    pub minor: bool,
}

impl Spelling {
    /// The spelling of `word`, whose lower-case form is `low` with the hash `hash`; `known` says what the
    /// lexicon knows of it.
    #[must_use]
    pub fn new(word: &str, low: &str, hash: u64, known: u64) -> Self {
        let bytes = low.as_bytes();
        let end = |n: usize| hash::of_bytes(&bytes[bytes.len().saturating_sub(n)..]);
        let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
        let capital = word.starts_with(char::is_uppercase);
        let has = |test: fn(&u8) -> bool| word.as_bytes().iter().any(test);
        let shape = (u64::from(capital) * CAPITAL)
            | (u64::from(upper > 1) << 1)
            | (u64::from(upper > 1 && upper == word.len()) * UPPER)
            | u64::from(has(u8::is_ascii_digit)) << 3
            | u64::from(word.contains('-')) << 4
            | u64::from(word.contains('.')) << 5
            | (bytes.len().min(LONG) as u64) << 6
            | (u64::from(word == ",") * STOPS);
        Self {
            word: hash,
            suffixes: [end(3), end(2)],
            shape,
            known,
            forms: form::english(hash),
            fixed: None,
            settled: None,
            possible: u32::MAX,
            allowed: u32::MAX,
            minor: false,
        }
    }

    /// Notes what the characters of `word` and its `entry` in the lexicon leave it.
    pub(super) fn restrict(&mut self, word: &str, kind: TokenKind, entry: &Entry) {
        self.fixed = fixed_tag(kind, word);
        self.possible = possible_tags(kind, word, entry);
        self.minor = entry.classes.has_any(&MINOR) || kind != TokenKind::Word;
    }

    /// Whether its first letter is a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.shape & CAPITAL != 0
    }

    /// Whether all its letters are capitals, and there are two or more.
    pub(super) fn is_upper(&self) -> bool {
        self.shape & UPPER != 0
    }

    fn is_long(&self) -> bool {
        self.shape >> 6 & 7 == LONG as u64
    }

    /// Notes whether the word is a common one: only those have the tags of the closed classes, and a capital that is never
    /// left out makes a name.
    pub fn compare(&mut self, table: &Table<'_>) {
        self.shape &= !UNCOMMON;
        self.allowed = self.possible;
        // "activities" is no verb; "does" is one, though the dictionary does not say so.
        if !self.is_capital() && self.forms.has_any(Forms::NOUNS) && !self.forms.has_any(Forms::THIRD) && self.is_long()
        {
            self.allowed &= !mask(&[Tag::Presents]);
        }
        let common = table.common(self.word);
        self.settled = common.flatten().filter(|_| !self.is_capital());
        if common.is_none() {
            self.allowed &= OPEN;
            // "Similarly, …" is no name.
            let adverb = self.forms.has_any(Forms::ADVERB) && !self.forms.has_any(Forms::NAME);
            if self.is_capital() && !adverb {
                self.shape |= UNCOMMON;
                self.allowed &= NOMINAL;
            }
        }
    }
}

/// Weighs the capitals of a sentence: where nearly every word has one, as in a headline, that of a common word tells nothing;
/// elsewhere a capital inside the sentence makes a name or an adjective.
pub fn weigh_capitals(sentence: &mut [Spelling]) {
    let major = |word: &&Spelling| word.fixed.is_none() && !word.minor;
    let all = sentence.iter().filter(major).count();
    let capitals = sentence.iter().filter(major).filter(|word| word.is_capital()).count();
    let headline = all >= 3 && capitals * 10 >= all * 9;
    let mut inside = false;
    for word in sentence {
        if word.fixed == Some(Tag::Punctuation) {
            inside &= word.shape & STOPS != 0;
            continue;
        }
        if headline {
            if word.shape & UNCOMMON == 0 {
                word.shape &= !CAPITAL;
            }
        } else if inside && word.is_capital() {
            word.allowed &= !(VERBAL | mask(&[Tag::Noun, Tag::Nouns]));
        }
        inside = true;
    }
}

/// Longer words are as long as this one to [`Spelling::shape`].
const LONG: usize = 5;

/// The bit of [`Spelling::shape`] for a comma: the mark behind which a capital is still inside a sentence.
const STOPS: u64 = 1 << 11;

/// The tags of a word whose capital is never left out.
const NOMINAL: u32 = mask(&[Tag::Noun, Tag::Nouns, Tag::Name, Tag::Names, Tag::Adjective, Tag::Number]);

/// The forms of a verb.
const VERBAL: u32 = mask(&[Tag::Base, Tag::Present, Tag::Presents, Tag::Past, Tag::Participle, Tag::Gerund]);

/// The tags that new words can have.
const OPEN: u32 = NOMINAL
    | VERBAL
    | mask(&[Tag::Comparative, Tag::Superlative, Tag::Adverb, Tag::Interjection, Tag::Symbol, Tag::Other]);

/// The bit of [`Spelling::shape`] for a capital at the start.
const CAPITAL: u64 = 1;

/// The bit of [`Spelling::shape`] for a word all in capitals.
const UPPER: u64 = 1 << 2;

/// The bit of [`Spelling::shape`] for a word with a capital that never comes without.
const UNCOMMON: u64 = 1 << 10;

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
fn possible_tags(kind: TokenKind, word: &str, entry: &Entry) -> u32 {
    let genitive = mask(&[Tag::Genitive]);
    if kind == TokenKind::Apostrophe || word.starts_with(['\'', '’']) {
        return u32::MAX;
    }
    if entry.abbreviation == Some(Abbreviation::Title) {
        return mask(&[Tag::Name]);
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
        return mask(&[Tag::Name, Tag::Names, Tag::Adjective]);
    }
    if entry.classes.has(Class::PastVerb) {
        return mask(&[Tag::Past, Tag::Participle]);
    }
    if entry.classes.has(Class::PresentVerb) {
        return mask(&[Tag::Presents]);
    }
    let noun = entry.noun.is_some() || entry.kinds.is_some() || entry.gender.is_some();
    match entry.verb.map(|verb| verb.form) {
        Some(Form::Past) if !noun => {
            let base = mask(&[Tag::Past, Tag::Participle, Tag::Adjective]);
            // "put", "cast", "read": the past looks like the base.
            if word.ends_with("ed") || entry.verb.is_some_and(|verb| verb.is_past_only) { base } else { !genitive }
        }
        _ => !genitive,
    }
}

/// Writes `word` to `low` in lower case, without what is hidden, `’` as `'`.
pub(super) fn lower(word: &str, low: &mut String) {
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
