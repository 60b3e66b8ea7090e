//! The facts of blocks that have been read before.

use std::sync::Arc;

use hashbrown::HashMap;

use super::facts::Facts;
use crate::document::Document;
use crate::language::hash;

/// What the facts of a block depend on, as one number: its prose. Two hashes of it with different seeds make 128 bits, so that
/// two texts never meet in practice.
type Key = (u64, u64);

/// Facts by the prose of their block. Holds what the last document read with it consists of, and nothing older.
#[derive(Default)]
pub struct Cache {
    facts: HashMap<Key, Arc<Facts>, std::hash::BuildHasherDefault<KeyHasher>>,
}

impl Cache {
    /// The facts of the blocks of `document`: those that are known, and the others read.
    #[must_use]
    pub fn read(&mut self, document: &Document) -> Vec<Arc<Facts>> {
        let mut kept =
            HashMap::with_capacity_and_hasher(document.blocks.len(), std::hash::BuildHasherDefault::default());
        let facts = document.blocks.iter().map(|block| {
            let prose = document.block_prose(block);
            let key = key(prose);
            let facts =
                kept.get(&key).or_else(|| self.facts.get(&key)).cloned().unwrap_or_else(|| Arc::new(Facts::new(prose)));
            kept.insert(key, facts.clone());
            facts
        });
        let facts = facts.collect();
        self.facts = kept;
        facts
    }
}

fn key(prose: &str) -> Key {
    let first = hash::of_bytes(prose.as_bytes());
    // Another walk over the same bytes, in other chunks.
    let second =
        prose.as_bytes().chunks(7).fold(first.rotate_left(32), |hash, chunk| hash::mix(hash, hash::of_bytes(chunk)));
    (first, second)
}

/// The keys are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash::mix(self.0, hash::of_bytes(bytes));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = hash::mix(self.0, value);
    }
}
