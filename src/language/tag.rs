//! Parts of speech, by an averaged perceptron that reads from left to right.
//!
//! The method is Collins's (2002, "Discriminative Training Methods for Hidden Markov Models"), decoded greedily with
//! Ratnaparkhi's (1996) kind of features. The weights are trained on the English Web Treebank by
//! `cargo run --release --example train-tagger` and stand in `src/lexicon/en/tagger.weights`, a [`Table`].

use std::collections::BTreeMap;

use super::form::{self, Forms};
use super::hash;

macro_rules! tags {
    ($($(#[$doc:meta])* $tag:ident $penn:literal,)*) => {
        /// A part of speech: the Penn Treebank's, with conjunctions told from prepositions.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Tag { $($(#[$doc])* $tag,)* }

        impl Tag {
            /// All of them, in order.
            pub const ALL: [Self; TAGS] = [$(Self::$tag,)*];

            /// The tag's name in the Penn Treebank.
            #[must_use]
            pub fn penn(self) -> &'static str {
                match self { $(Self::$tag => $penn,)* }
            }
        }
    };
}

/// How many tags there are.
pub const TAGS: usize = 32;

tags! {
    /// A common noun in the singular.
    Noun "NN",
    /// A common noun in the plural.
    Nouns "NNS",
    /// A proper noun.
    Name "NNP",
    /// A proper noun in the plural.
    Names "NNPS",
    /// A verb in the base form.
    Base "VB",
    /// A verb in the present, not the third person singular.
    Present "VBP",
    /// A verb in the third person singular of the present.
    Presents "VBZ",
    /// A verb in the past.
    Past "VBD",
    /// A past participle.
    Participle "VBN",
    /// A gerund or present participle.
    Gerund "VBG",
    /// A modal verb.
    Modal "MD",
    /// An adjective.
    Adjective "JJ",
    /// An adjective in the comparative.
    Comparative "JJR",
    /// An adjective in the superlative.
    Superlative "JJS",
    /// An adverb.
    Adverb "RB",
    /// An article or another determiner.
    Determiner "DT",
    /// A personal pronoun.
    Pronoun "PRP",
    /// A possessive pronoun.
    Possessive "PRP$",
    /// "who", "which", "what" and their like.
    Relative "WP",
    /// "when", "where", "why", "how".
    RelativeAdverb "WRB",
    /// A preposition.
    Preposition "IN",
    /// A conjunction that begins a clause: "that", "if", "because".
    Subordinator "IN-S",
    /// "to" before a verb.
    To "TO",
    /// "and", "or", "but".
    Coordinator "CC",
    /// A cardinal number.
    Number "CD",
    /// "there" in "there is".
    There "EX",
    /// The particle of a verb: "point *out*".
    Particle "RP",
    /// The "'s" of the genitive.
    Genitive "POS",
    /// An interjection.
    Interjection "UH",
    /// A mark of punctuation.
    Punctuation "PUNCT",
    /// A symbol, a currency sign.
    Symbol "SYM",
    /// Anything else: foreign words, addresses.
    Other "X",
}

impl Tag {
    /// Whether it is a noun, common or proper.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name | Self::Names)
    }

    /// Whether it is a proper noun.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Names)
    }

    /// Whether it is a verb, in any form.
    #[must_use]
    pub fn is_verb(self) -> bool {
        self.is_finite() || matches!(self, Self::Base | Self::Participle | Self::Gerund)
    }

    /// Whether it is a verb with a tense, or a modal.
    #[must_use]
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Present | Self::Presents | Self::Past | Self::Modal)
    }

    /// Whether it is an adjective.
    #[must_use]
    pub fn is_adjective(self) -> bool {
        matches!(self, Self::Adjective | Self::Comparative | Self::Superlative)
    }
}

/// How many features a token has.
pub const FEATURES: usize = 25;

/// What the features of a token read of its spelling.
#[derive(Clone, Copy, Default, Debug)]
pub struct Spelling {
    /// Hash of the word in lower case.
    pub word: u64,
    /// Hash of its last three bytes, and of its last two.
    pub suffixes: [u64; 2],
    /// Hash of its first two bytes.
    pub prefix: u64,
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
            | u64::from(upper > 1 && upper == word.len()) << 2
            | u64::from(has(u8::is_ascii_digit)) << 3
            | u64::from(word.contains('-')) << 4
            | u64::from(word.contains('.')) << 5
            | (bytes.len().min(LONG) as u64) << 6
            | (u64::from(word == ",") * STOPS);
        Self {
            word: hash,
            suffixes: [end(3), end(2)],
            prefix: hash::of_bytes(&bytes[..bytes.len().min(2)]),
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

    fn is_long(&self) -> bool {
        self.shape >> 6 & 7 == LONG as u64
    }

    /// Notes whether the word is a common one: only those have the tags of the closed classes, and a capital that is never
    /// left out makes a name.
    pub fn compare(&mut self, table: &Table<'_>) {
        self.shape &= !UNCOMMON;
        self.allowed = self.possible;
        // "activities" is no verb; "does" is one, though the dictionary does not say so.
        if self.shape & CAPITAL == 0
            && self.forms.has_any(Forms::NOUNS)
            && !self.forms.has_any(Forms::THIRD)
            && self.is_long()
        {
            self.allowed &= !mask(&[Tag::Presents]);
        }
        let common = table.common(self.word);
        self.settled = common.flatten().filter(|_| self.shape & CAPITAL == 0);
        if common.is_none() {
            self.allowed &= OPEN;
            // "Similarly, …" is no name.
            let adverb = self.forms.has_any(Forms::ADVERB) && !self.forms.has_any(Forms::NAME);
            if self.shape & CAPITAL != 0 && !adverb {
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
    let capitals = sentence.iter().filter(major).filter(|word| word.shape & CAPITAL != 0).count();
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
        } else if inside && word.shape & CAPITAL != 0 {
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

/// The tags `tags`, a bit each.
#[must_use]
pub const fn mask(tags: &[Tag]) -> u32 {
    let mut mask = 0;
    let mut i = 0;
    while i < tags.len() {
        mask |= 1 << tags[i] as u32;
        i += 1;
    }
    mask
}

/// The best of the sums whose tag is allowed.
#[must_use]
pub fn best<T: PartialOrd + Copy>(sums: &[T; TAGS], allowed: u32) -> Tag {
    let mut best: Option<usize> = None;
    for (i, sum) in sums.iter().enumerate() {
        if allowed & (1 << i) != 0 && best.is_none_or(|best| *sum > sums[best]) {
            best = Some(i);
        }
    }
    best.map_or(Tag::Other, |best| Tag::ALL[best])
}

/// The bit of [`Spelling::shape`] for a capital at the start.
const CAPITAL: u64 = 1;

/// The bit of [`Spelling::shape`] for a word with a capital that never comes without.
const UNCOMMON: u64 = 1 << 10;

/// The features of word `i`, as hashes, given the tags of the two words before it.
#[must_use]
pub fn features(words: &[Spelling], i: usize, before: [Tag; 2]) -> [u32; FEATURES] {
    let edge = Spelling::default();
    let at = |k: isize| i.checked_add_signed(k).and_then(|j| words.get(j)).unwrap_or(&edge);
    let (here, next, last) = (at(0), at(1), at(-1));
    let tags = before.map(|tag| tag as u64);
    let two = |a: u64, b: u64| hash::mix(a, b);
    let values = [
        here.word,
        here.suffixes[0],
        two(here.suffixes[1], here.shape),
        two(here.prefix, here.shape),
        two(tags[0], here.shape),
        tags[0],
        two(tags[0], tags[1]),
        two(tags[0], here.word),
        last.word,
        two(last.word, here.word),
        two(last.suffixes[0], here.suffixes[0]),
        at(-2).word,
        next.word,
        two(next.word, here.word),
        two(next.suffixes[0], next.shape),
        two(tags[0], next.suffixes[0]),
        at(2).word,
        two(tags[0], here.suffixes[0]),
        two(here.known, here.shape),
        two(here.known, tags[0]),
        two(next.known, here.known),
        two(u64::from(here.forms.bits()), here.shape),
        two(u64::from(here.forms.bits()), tags[0]),
        two(u64::from(here.forms.bits()), u64::from(next.forms.bits())),
        two(tags[0], two(u64::from(here.forms.bits()), u64::from(next.forms.bits()))),
    ];
    let mut features = [0; FEATURES];
    for (k, (feature, value)) in features.iter_mut().zip(values).enumerate() {
        *feature = (hash::mix(value, k as u64 + 1) >> 32) as u32;
    }
    features
}

/// Weights by feature: a hash table whose slots hold a check of the feature and a signed byte for each tag.
///
/// As a file: the number of slots, a power of two, as four bytes; the checks, two bytes each with 0 for an empty slot; the
/// rows; then a hash table of the common words: four bytes of hash and the number of its only tag, 255 for none, 254 in an empty
/// slot. All numbers are little-endian.
pub struct Table<'a> {
    checks: &'a [[u8; 2]],
    rows: &'a [[u8; TAGS]],
    common: &'a [[u8; 5]],
}

/// How far from its own slot a feature can stand.
const REACH: usize = 8;

impl<'a> Table<'a> {
    /// Reads a table; one that is cut off knows nothing.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let slots = bytes.first_chunk().map_or(0, |slots| u32::from_le_bytes(*slots) as usize);
        let (checks, rest) = bytes.get(4..).and_then(|rest| rest.split_at_checked(slots * 2)).unwrap_or_default();
        let (rows, common) = rest.split_at_checked(slots * TAGS).unwrap_or_default();
        Self { checks: checks.as_chunks().0, rows: rows.as_chunks().0, common: common.as_chunks().0 }
    }

    /// Whether the word with this hash was met in lower case in training: no name, then. If it was, its tag, where it never had
    /// another.
    #[must_use]
    pub fn common(&self, word: u64) -> Option<Option<Tag>> {
        let last = self.common.len().checked_sub(1)?;
        let (check, home) = common_place(word, last);
        let near = (home..=home + last).map(|slot| self.common[slot & last]);
        let mut taken = near.take_while(|slot| slot[4] != EMPTY);
        let [.., tag] = taken.find(|[a, b, c, d, _]| [*a, *b, *c, *d] == check)?;
        Some(Tag::ALL.get(usize::from(tag)).copied())
    }

    /// The bytes of a table of the given features, which are put in in this order, and of the common words, and how many
    /// features found no slot.
    #[must_use]
    pub fn bytes(weights: &[(u32, [i8; TAGS])], slots: usize, common: &BTreeMap<u64, Option<Tag>>) -> (Vec<u8>, usize) {
        let mut bytes = vec![0; 4 + slots * (TAGS + 2)];
        bytes[..4].copy_from_slice(&crate::text::offset(slots).to_le_bytes());
        let mut table = vec![[EMPTY; 5]; (common.len() * 2).next_power_of_two()];
        let end = table.len() - 1;
        for (word, tag) in common {
            let ([a, b, c, d], home) = common_place(*word, end);
            if let Some(slot) = (home..=home + end).map(|slot| slot & end).find(|&slot| table[slot][4] == EMPTY) {
                table[slot] = [a, b, c, d, tag.map_or(u8::MAX, |tag| tag as u8)];
            }
        }
        bytes.extend(table.iter().flatten());
        let (checks, rows) = bytes[4..4 + slots * (TAGS + 2)].split_at_mut(slots * 2);
        let (checks, rows) = (checks.as_chunks_mut::<2>().0, rows.as_chunks_mut::<TAGS>().0);
        let mut lost = 0;
        for (feature, weights) in weights {
            let (check, home) = place(*feature, slots);
            match (home..home + REACH).map(|slot| slot % slots).find(|&slot| checks[slot] == [0; 2]) {
                Some(slot) => {
                    checks[slot] = check;
                    rows[slot] = weights.map(i8::cast_unsigned);
                }
                None => lost += 1,
            }
        }
        (bytes, lost)
    }

    fn row(&self, feature: u32) -> Option<&[u8; TAGS]> {
        let slots = self.checks.len();
        let (check, home) = place(feature, slots);
        (home..home + REACH)
            .map(|slot| slot & (slots - 1))
            .take_while(|&slot| self.checks[slot] != [0; 2])
            .find(|&slot| self.checks[slot] == check)
            .map(|slot| &self.rows[slot])
    }

    /// The best of the allowed tags for a word with these features.
    #[must_use]
    pub fn best(&self, features: &[u32; FEATURES], allowed: u32) -> Tag {
        let mut sums = [0i16; TAGS];
        for row in features.iter().filter_map(|&feature| self.row(feature)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
        best(&sums, allowed)
    }
}

/// The tag in a slot that holds no common word.
const EMPTY: u8 = 254;

/// The check of a common word and its own slot; `last` is the last one.
#[allow(clippy::cast_possible_truncation)]
fn common_place(word: u64, last: usize) -> ([u8; 4], usize) {
    (((word >> 32) as u32).to_le_bytes(), (word >> 20) as usize & last)
}

/// The check of a feature, never 0, and its own slot.
fn place(feature: u32, slots: usize) -> ([u8; 2], usize) {
    let check = (feature >> 16).max(1) as u16;
    (check.to_le_bytes(), feature as usize & (slots - 1))
}

/// The tags before the first word of a sentence.
pub const START: [Tag; 2] = [Tag::Other, Tag::Other];

/// The table that the tagger works with.
#[must_use]
pub fn table() -> Table<'static> {
    Table::new(include_bytes!("../lexicon/en/tagger.weights"))
}

/// Tags the words of one sentence; `tags` has a place for each of them.
pub(super) fn tag(words: &[Spelling], tags: &mut [Tag]) {
    let table = table();
    let mut before = START;
    for (i, tag) in tags.iter_mut().enumerate().take(words.len()) {
        *tag = words[i]
            .fixed
            .or(words[i].settled)
            .unwrap_or_else(|| table.best(&features(words, i, before), words[i].allowed));
        before = [*tag, before[0]];
    }
}
