//! What a mention is filed under, so that later mentions of the same source find it.
//!
//! Names are compared by hashes of their words without case: they depend on the block alone, are worked out once, and cost nothing
//! at the next keystroke. Two names with one hash do not meet in practice.

use crate::language::hash;

/// What a mention is filed under: hashes of words without case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Name {
    /// All words of the name.
    pub full: u64,
    /// Its first word.
    pub first: u64,
    /// Its last word.
    pub last: u64,
    /// All its words but the first, of three or more: "Harbour Office" of "Norvale Harbour Office".
    pub tail: Option<u64>,
    /// The letters that its words begin with, and those of its words with a capital.
    pub initials: [u64; 2],
    /// The capitals of an acronym.
    pub capitals: u64,
    /// Whether it has one word.
    pub single: bool,
    /// Its length in bytes, without case.
    pub len: u32,
}

impl Name {
    /// The name `written`, as a reader sees it.
    #[must_use]
    pub fn new(written: &str) -> Self {
        let full = lower(written);
        let mut words = full.split_whitespace();
        let first = words.next().unwrap_or_default();
        let last = words.next_back();
        let single = last.is_none();
        let tail = full.split_once(' ').map(|(_, tail)| tail).filter(|tail| tail.contains(' ')).map(of);
        let letter = |word: &str| word.chars().next().into_iter().flat_map(char::to_lowercase).collect::<String>();
        let all: String = written.split_whitespace().map(letter).collect();
        let large: String =
            written.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).map(letter).collect();
        let capitals: String = written.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
        Self {
            full: of(&full),
            first: of(first),
            last: of(last.unwrap_or(first)),
            tail,
            initials: [of(&all), of(&large)],
            capitals: of(&capitals),
            single,
            len: crate::text::offset(full.len()),
        }
    }

    /// What somebody is called by what it is: its words as a whole.
    #[must_use]
    pub fn role(written: &str) -> u64 {
        of(&lower(written))
    }
}

/// Without case, and without the stop or comma of its sentence.
fn lower(written: &str) -> String {
    written.trim_end_matches(['.', ',']).to_lowercase()
}

fn of(words: &str) -> u64 {
    hash::of_bytes(words.as_bytes())
}
