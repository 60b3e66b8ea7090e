//! What the form of a word can be: "activities" is a plural and no verb, "argue" a verb and no noun.
//!
//! The table is made of `WordNet` 3.0 by `cargo run --release --example make-forms` and stands in `src/lexicon/en/forms.table`.

/// What a form can be, a bit each.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Forms(u16);

impl Forms {
    /// Not in the dictionary.
    pub const UNKNOWN: Self = Self(0);
    /// A noun in the singular.
    pub const NOUN: Self = Self(1);
    /// A noun in the plural.
    pub const NOUNS: Self = Self(1 << 1);
    /// A verb in the base form.
    pub const BASE: Self = Self(1 << 2);
    /// A verb in the third person singular.
    pub const THIRD: Self = Self(1 << 3);
    /// A verb in the past, or its participle.
    pub const PAST: Self = Self(1 << 4);
    /// A verb in "-ing".
    pub const GERUND: Self = Self(1 << 5);
    /// An adjective.
    pub const ADJECTIVE: Self = Self(1 << 6);
    /// A comparative or superlative.
    pub const COMPARED: Self = Self(1 << 7);
    /// An adverb.
    pub const ADVERB: Self = Self(1 << 8);
    /// A word that the dictionary writes with a capital alone.
    pub const NAME: Self = Self(1 << 9);

    /// The forms of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of the forms of `other` is possible.
    #[must_use]
    pub const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }
}

/// Which forms the word with this hash can be, from a table.
///
/// The table is a hash table with open addressing, its length a power of two; a slot is four bytes, little-endian: the forms in
/// the low ten bits, a check of the hash above. An empty slot is 0.
#[must_use]
pub fn look_up(table: &[u8], word: u64) -> Forms {
    let slots = table.as_chunks::<4>().0;
    let Some(last) = slots.len().checked_sub(1) else { return Forms::UNKNOWN };
    let (home, check) = place(word, last);
    let near = (home..home + slots.len()).map(|slot| u32::from_le_bytes(slots[slot & last]));
    near.take_while(|slot| *slot != 0)
        .find(|slot| slot >> FORM_BITS == check)
        .map_or(Forms::UNKNOWN, |slot| Forms((slot & ((1 << FORM_BITS) - 1)) as u16))
}

const FORM_BITS: u32 = 10;

/// The slot a word belongs in, and its check; `last` is the last slot.
#[allow(clippy::cast_possible_truncation)]
fn place(word: u64, last: usize) -> (usize, u32) {
    ((word >> 40) as usize & last, word as u32 >> FORM_BITS)
}

/// The bytes of a table of `slots` slots, a power of two and more than there are words.
#[must_use]
pub fn table(words: impl Iterator<Item = (u64, Forms)>, slots: usize) -> Vec<u8> {
    let mut table = vec![0u32; slots];
    for (word, forms) in words {
        let (home, check) = place(word, slots - 1);
        if let Some(slot) = (home..home + slots).map(|slot| slot & (slots - 1)).find(|&slot| table[slot] == 0) {
            table[slot] = check << FORM_BITS | u32::from(forms.0);
        }
    }
    table.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// Which forms the word with this hash can be in English.
#[must_use]
pub fn english(word: u64) -> Forms {
    look_up(include_bytes!("../lexicon/en/forms.table"), word)
}
