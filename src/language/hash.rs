//! A hash of words that is the same on every machine: the weights of the tagger are filed under it.

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of `bytes`, eight at a time.
#[must_use]
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash
}

/// The hash of a word, the same for its letters in lower case.
#[must_use]
pub fn of_word(word: &str) -> u64 {
    if !word.is_ascii() {
        return of_bytes(word.to_lowercase().as_bytes());
    }
    let mut hash = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        word.make_ascii_lowercase();
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash
}

/// A map with keys that are hashes already.
pub type HashedMap<V> = hashbrown::HashMap<u64, V, std::hash::BuildHasherDefault<Hashed>>;

/// The hasher of what is a hash already.
#[derive(Default, Clone, Copy)]
pub struct Hashed(u64);

impl std::hash::Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, of_bytes(bytes));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = mix(self.0, value);
    }
}

/// `hash` with one more value mixed in.
#[must_use]
pub fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ value).wrapping_mul(K);
    mixed ^ (mixed >> 29)
}
