//! What was looked up of a word, kept: of the words of a text, four in five were met just before.
//!
//! Each thread has a table of some hundred kilobytes that a word has one place in; another word that belongs there takes it. What
//! is kept depends on the word and its kind alone, so it makes no difference to the result what was read before.

use std::cell::RefCell;

use super::hash;
use super::lexicon::{Abbreviation, Class, EntryId, Lexicon};
use super::spelling::{self, Spelling};
use super::tag::{self, Table};
use super::token::TokenKind;

/// What is known of a word wherever it stands.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// How it is spelled, compared with the common words.
    pub(super) spelling: Spelling,
    /// What the lexicon has for it alone.
    pub(super) entry: EntryId,
    /// Whether a stop behind it is a part of it.
    pub(super) takes_stop: TakesStop,
}

/// Whether a word is an abbreviation that takes the stop behind it: "Mr.", but "No." only in "No. 1".
#[derive(Clone, Copy)]
pub(super) enum TakesStop {
    Never,
    BeforeNumber,
    Always,
}

/// How many words are kept.
const SLOTS: usize = 1 << 12;

/// Words with more bytes are looked up each time.
const LONGEST: usize = 16;

struct Slot {
    /// The word, and behind it zeros; `len` tells how many bytes are its own.
    word: [u8; LONGEST],
    len: usize,
    kind: TokenKind,
    known: Known,
}

/// The words met last.
pub(super) struct Memo {
    lexicon: &'static Lexicon,
    tagger: Table<'static>,
    slots: Vec<Option<Slot>>,
    low: String,
}

thread_local! {
    static MEMO: RefCell<Option<Memo>> = const { RefCell::new(None) };
}

/// Calls `read` with the memory of this thread for the words of `lexicon`.
pub(super) fn with<T>(lexicon: &'static Lexicon, read: impl FnOnce(&mut Memo) -> T) -> T {
    MEMO.with_borrow_mut(|memo| {
        let memo = match memo {
            Some(memo) if std::ptr::eq(memo.lexicon, lexicon) => memo,
            memo => memo.insert(Memo::new(lexicon)),
        };
        read(memo)
    })
}

impl Memo {
    fn new(lexicon: &'static Lexicon) -> Self {
        let slots = std::iter::repeat_with(|| None).take(SLOTS).collect();
        Self { lexicon, tagger: tag::table(), slots, low: String::new() }
    }

    /// What is known of `word`, a token of that kind.
    pub(super) fn word(&mut self, word: &str, kind: TokenKind) -> Known {
        let mut padded = [0; LONGEST];
        let Some(start) = padded.get_mut(..word.len()) else { return self.look_up(word, kind) };
        start.copy_from_slice(word.as_bytes());
        let [first, second] = [0, 8].map(|at| padded[at..].first_chunk().map_or(0, |half| u64::from_le_bytes(*half)));
        let index = (hash::mix(first, second) >> 32) as usize & (SLOTS - 1);
        if let Some(slot) = &self.slots[index]
            && (slot.word, slot.len, slot.kind) == (padded, word.len(), kind)
        {
            return slot.known;
        }
        let known = self.look_up(word, kind);
        self.slots[index] = Some(Slot { word: padded, len: word.len(), kind, known });
        known
    }

    fn look_up(&mut self, word: &str, kind: TokenKind) -> Known {
        spelling::lower(word, &mut self.low);
        let hash = hash::of_bytes(self.low.as_bytes());
        let id = self.lexicon.word(&self.low, hash);
        let entry = self.lexicon.entry(id);
        let mut spelling = Spelling::new(word, &self.low, hash, entry.signature());
        spelling.restrict(word, kind, entry);
        spelling.compare(&self.tagger);
        let takes_stop = match entry.abbreviation {
            Some(Abbreviation::Number) => TakesStop::BeforeNumber,
            Some(_) if spelling.is_capital() || entry.classes.has(Class::Small) => TakesStop::Always,
            _ => TakesStop::Never,
        };
        Known { spelling, entry: id, takes_stop }
    }
}
