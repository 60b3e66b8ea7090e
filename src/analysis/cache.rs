//! The facts of blocks that have been read before.

use std::sync::Arc;

use hashbrown::HashMap;

use super::facts::Facts;
use crate::document::Document;
use crate::language::hash::{self, Hashed};

/// What the facts of a block depend on, as one number: its prose, and how its numbers are written. Two hashes of it with different seeds make 128 bits, so that
/// two texts never meet in practice.
type Key = (u64, u64);

/// Facts by the prose of their block. Holds what the last document read with it consists of, and nothing older.
#[derive(Default)]
pub struct Cache {
    facts: HashMap<Key, Arc<Facts>, std::hash::BuildHasherDefault<Hashed>>,
}

impl Cache {
    /// What is known of a document that has been read, whose blocks have these facts.
    #[must_use]
    pub fn of(document: &Document, facts: &[Arc<Facts>]) -> Self {
        let known = document.blocks.iter().zip(facts);
        let comma = document.decimal_comma;
        Self { facts: known.map(|(block, facts)| (key(document.block_prose(block), comma), facts.clone())).collect() }
    }

    /// The facts of the blocks of `document`: those that are known, and the others read.
    #[must_use]
    pub fn read(&mut self, document: &Document) -> Vec<Arc<Facts>> {
        let mut kept =
            HashMap::with_capacity_and_hasher(document.blocks.len(), std::hash::BuildHasherDefault::default());
        let comma = document.decimal_comma;
        let facts = document.blocks.iter().map(|block| {
            let prose = document.block_prose(block);
            let key = key(prose, comma);
            let facts = kept
                .get(&key)
                .or_else(|| self.facts.get(&key))
                .cloned()
                .unwrap_or_else(|| Arc::new(Facts::new(prose, comma)));
            kept.insert(key, facts.clone());
            facts
        });
        let facts = facts.collect();
        self.facts = kept;
        facts
    }
}

/// Two walks over the same words at once: each takes up another half of the multiplier's bits.
fn key(prose: &str, decimal_comma: bool) -> Key {
    let seed = prose.len() as u64 | u64::from(decimal_comma) << 63;
    let (mut one, mut two) = (seed, !seed);
    let (words, rest) = prose.as_bytes().as_chunks();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for word in words.iter().chain([&last]) {
        let word = u64::from_le_bytes(*word);
        one = hash::mix(one, word);
        two = hash::mix(two, word.rotate_left(32));
    }
    (one, two)
}
