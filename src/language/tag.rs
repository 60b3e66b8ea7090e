//! Parts of speech, by an averaged perceptron that reads from left to right.
//!
//! The method is Collins's (2002, "Discriminative Training Methods for Hidden Markov Models"), decoded greedily with
//! Ratnaparkhi's (1996) kind of features. The weights are trained on the English Web Treebank by
//! `cargo run --release --example train-tagger` and stand in `src/lexicon/en/tagger.weights`, a [`Table`].

use std::collections::BTreeMap;

use super::hash;
use super::spelling::Spelling;

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
pub const FEATURES: usize = 21;

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

/// The best of the sums whose tag is allowed; of equals, the first.
#[must_use]
pub fn best<T: PartialOrd + Copy>(sums: &[T; TAGS], allowed: u32) -> Tag {
    let mut best = Tag::Other as usize;
    let mut rest = allowed;
    if rest != 0 {
        best = rest.trailing_zeros() as usize;
    }
    while rest != 0 {
        let i = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        if sums[i] > sums[best] {
            best = i;
        }
    }
    Tag::ALL[best]
}

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
        two(tags[0], here.shape),
        tags[0],
        two(tags[0], tags[1]),
        two(tags[0], here.word),
        last.word,
        two(last.word, here.word),
        at(-2).word,
        next.word,
        two(next.word, here.word),
        two(next.suffixes[0], next.shape),
        two(tags[0], next.suffixes[0]),
        at(2).word,
        two(here.known, here.shape),
        two(here.known, tags[0]),
        two(next.known, here.known),
        two(u64::from(here.forms.bits()), here.shape),
        two(u64::from(here.forms.bits()), tags[0]),
        two(u64::from(here.forms.bits()), u64::from(next.forms.bits())),
    ];
    let mut features = [0; FEATURES];
    for (k, (feature, value)) in features.iter_mut().zip(values).enumerate() {
        *feature = (hash::mix(value, k as u64 + 1) >> 32) as u32;
    }
    features
}

/// Weights by feature: a signed byte for each tag.
///
/// As a file: the number of buckets, a power of two, and of rows, four bytes each, and zeros up to 64 bytes; the buckets; the rows, of which the first is
/// all zeros; then a hash table of the common words: four bytes of hash and the number of its only tag, 255 for none, 254 in an
/// empty slot. A bucket is the checks of up to three features, 0 for none, and the row of its first one, two bytes each: so one
/// read of eight bytes tells where a feature's row is, and one that is not there has the first row, with no branch to guess
/// wrong. All numbers are little-endian.
pub struct Table<'a> {
    buckets: &'a [[u8; 8]],
    rows: &'a [[u8; TAGS]],
    common: &'a [[u8; 5]],
}

/// How many bytes stand before the buckets.
const HEAD: usize = 64;

/// How many features a bucket can hold.
const LANES: usize = 3;

impl<'a> Table<'a> {
    /// Reads a table; one that is cut off knows nothing.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as usize;
        let head = bytes.split_first_chunk().and_then(|(buckets, rest)| {
            let (rows, rest) = rest.split_first_chunk()?;
            let rest = rest.get(HEAD - 8..)?;
            let (buckets, rest) = rest.split_at_checked(number(buckets) * 8)?;
            let (rows, common) = rest.split_at_checked(number(rows) * TAGS)?;
            Some((buckets, rows, common))
        });
        let (buckets, rows, common) = head.unwrap_or_default();
        Self { buckets: buckets.as_chunks().0, rows: rows.as_chunks().0, common: common.as_chunks().0 }
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
    /// features found no place.
    #[must_use]
    pub fn bytes(
        weights: &[(u32, [i8; TAGS])],
        buckets: usize,
        common: &BTreeMap<u64, Option<Tag>>,
    ) -> (Vec<u8>, usize) {
        let mut filled: Vec<Vec<(u16, [i8; TAGS])>> = vec![Vec::new(); buckets];
        let mut lost = 0;
        for (feature, weights) in weights {
            let (check, home) = place(*feature, buckets);
            // Two features with one check in one bucket are one: the weightier stays.
            if filled[home].len() < LANES && filled[home].iter().all(|(other, _)| *other != check) {
                filled[home].push((check, *weights));
            } else {
                lost += 1;
            }
        }
        let mut rows = vec![[0; TAGS]];
        let mut bytes = Vec::new();
        bytes.extend(crate::text::offset(buckets).to_le_bytes());
        bytes.extend(crate::text::offset(weights.len() - lost + 1).to_le_bytes());
        bytes.resize(HEAD, 0);
        for bucket in &filled {
            let mut checks = bucket.iter().map(|(check, _)| *check);
            let checks: [u16; LANES] = std::array::from_fn(|_| checks.next().unwrap_or(0));
            // The trainer's table has fewer rows than two bytes can count.
            let first = u16::try_from(rows.len()).unwrap_or(0);
            bytes.extend(checks.into_iter().chain([first]).flat_map(u16::to_le_bytes));
            rows.extend(bucket.iter().map(|(_, weights)| weights.map(i8::cast_unsigned)));
        }
        bytes.extend(rows.iter().flatten());
        let mut table = vec![[EMPTY; 5]; (common.len() * 2).next_power_of_two()];
        let end = table.len() - 1;
        for (word, tag) in common {
            let ([a, b, c, d], home) = common_place(*word, end);
            if let Some(slot) = (home..=home + end).map(|slot| slot & end).find(|&slot| table[slot][4] == EMPTY) {
                table[slot] = [a, b, c, d, tag.map_or(u8::MAX, |tag| tag as u8)];
            }
        }
        bytes.extend(table.iter().flatten());
        (bytes, lost)
    }

    /// The row of a feature, the first one if it has none.
    fn row(&self, feature: u32) -> usize {
        const ONES: u64 = 0x0001_0001_0001;
        let (check, home) = place(feature, self.buckets.len());
        let bucket = u64::from_le_bytes(self.buckets[home]);
        // The lanes that are equal to the check become 0; the lowest lane of 0 is the lowest whose high bit is borrowed.
        let apart = bucket ^ (u64::from(check) * ONES);
        let equal = apart.wrapping_sub(ONES) & !apart & (ONES << 15);
        let row = (bucket >> 48) as usize + equal.trailing_zeros() as usize / 16;
        if equal == 0 { 0 } else { row }
    }

    /// The best of the allowed tags for a word with these features.
    #[must_use]
    pub fn best(&self, features: &[u32; FEATURES], allowed: u32) -> Tag {
        let mut sums = [0i16; TAGS];
        if !self.buckets.is_empty() {
            for row in features.map(|feature| self.row(feature)) {
                let Some(row) = self.rows.get(row) else { continue };
                for (sum, weight) in sums.iter_mut().zip(*row) {
                    *sum += i16::from(weight.cast_signed());
                }
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

/// The check of a feature, never 0, and its bucket.
fn place(feature: u32, buckets: usize) -> (u16, usize) {
    ((feature >> 16).max(1) as u16, feature as usize & (buckets - 1))
}

/// The tags before the first word of a sentence.
pub const START: [Tag; 2] = [Tag::Other, Tag::Other];

/// The table that the tagger works with.
#[must_use]
pub fn table() -> Table<'static> {
    /// Bytes that begin where a line of the cache does, so that no row lies in more lines than it must.
    #[repr(C, align(64))]
    struct Aligned<T: ?Sized>(T);
    static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../lexicon/en/tagger.weights"));
    Table::new(&BYTES.0)
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
