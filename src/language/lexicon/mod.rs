//! The words of a language, from the tables in `src/lexicon/<language>/*.tsv`.
//!
//! A table has one entry a line: words, then columns that its loader in `tables` explains; `#` begins a comment line.
//! Entries of several words are phrases. Words are matched without regard to case, and `’` counts as `'`.
//! Looking a word up is one probe of a hash table, so it costs the same for two hundred entries and for twenty thousand.

mod class;
mod inflect;
mod kind;
mod named;
mod number;
mod sense;
mod tables;

use std::sync::LazyLock;

use hashbrown::HashTable;

use super::hash;
use super::token;

pub use class::{Class, Classes};
pub use kind::{Deed, OutletKind, Puff};
pub use number::{Calendar, Dimension, Hedge, Measure, NumberRole, TimeLink, Turn, UnitKind};
pub use sense::{
    Abbreviation, Case, CueClass, Form, Frame, Frames, Gender, NounCue, NounKind, NounKinds, Place, Pronoun, RankKind,
    VerbCue, Weasel,
};

/// The number of an entry; [`EntryId::NONE`] is "not in the lexicon".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct EntryId(u32);

impl EntryId {
    /// What an unknown word has.
    pub const NONE: Self = Self(0);

    /// Whether the lexicon has the word.
    #[must_use]
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }
}

/// All that the lexicon says of a word or phrase.
#[derive(Clone, Default, Debug)]
pub struct Entry {
    /// The words, in lower case.
    pub text: Box<str>,
    /// Plain membership in classes.
    pub classes: Classes,
    /// As a verb of saying, thinking, showing …
    pub verb: Option<VerbCue>,
    /// As a noun of that kind: "claim", "call".
    pub noun: Option<NounCue>,
    /// As a noun that names a source by what it is.
    pub kinds: NounKinds,
    /// Whether that noun is in the plural.
    pub plural: bool,
    /// As a personal pronoun.
    pub pronoun: Option<Pronoun>,
    /// The gender of a given name or a title.
    pub gender: Option<Gender>,
    /// As number words: "third" is an ordinal and a part.
    pub numbers: Vec<(NumberRole, f64)>,
    /// As a unit of figures.
    pub unit: Option<UnitKind>,
    /// As a unit that can be converted into others.
    pub measure: Option<Measure>,
    /// As a word of dates.
    pub calendar: Option<Calendar>,
    /// As a hedge before a figure.
    pub hedge: Option<Hedge>,
    /// As a word that states a rank.
    pub rank: Option<RankKind>,
    /// As a phrase that hides the source.
    pub weasel: Option<Weasel>,
    /// As an abbreviation that a stop belongs to.
    pub abbreviation: Option<Abbreviation>,
    /// As what is left of a page around an article.
    pub boilerplate: Option<Place>,
    /// As words of advertising.
    pub puff: Option<Puff>,
    /// As a verb that accuses with an object of that kind.
    pub deed_done: Option<Deed>,
    /// As such an object.
    pub deed_object: Option<Deed>,
    /// As words for a news organisation, with a hash of its name.
    pub outlet: Option<(OutletKind, u64)>,
    /// A hash of the word that it is a form of, where its ending does not tell.
    pub stem: Option<u32>,
    /// Words of the longest phrase that begins with this word.
    longest: u8,
}

impl Entry {
    /// What the tagger reads of an entry: which kinds of thing it is, in bits.
    pub(super) fn signature(&self) -> u64 {
        let form = self.verb.map_or(0, |verb| verb.form as u64 + 1);
        form | u64::from(self.noun.is_some()) << 3
            | u64::from(self.kinds.is_some()) << 4
            | u64::from(self.plural) << 5
            | u64::from(self.gender.is_some()) << 6
            | u64::from(self.unit.is_some()) << 7
            | u64::from(self.classes.has(Class::Title)) << 8
            | u64::from(self.classes.has(Class::Time)) << 9
    }
}

/// A currency, as it can be written.
#[derive(Clone, PartialEq, Debug)]
pub struct Currency {
    /// Its sign.
    pub sign: String,
    /// Its code in ISO 4217; `None` where several have its sign.
    pub code: Option<String>,
    /// Its name in the plural.
    pub word: String,
    /// About how many US dollars one of it is, where that is much the same from year to year.
    pub dollars: Option<f64>,
}

/// The lexicon of one language.
pub struct Lexicon {
    entries: Vec<Entry>,
    /// Entries of one word, by the hash of the word.
    words: HashTable<(u64, EntryId)>,
    /// Entries of several, by the hashes of their words mixed in order.
    phrases: HashTable<(u64, EntryId)>,
    /// The neutral verb of saying in each of its forms.
    neutral: Vec<(String, Form)>,
    /// The units that systems measure in, from the largest to the smallest, by the name of the system.
    systems: Vec<(String, String, Measure)>,
    currencies: Vec<Currency>,
    /// What could not be read in the tables; a test holds this empty.
    pub(crate) faults: Vec<String>,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        entries: vec![Entry::default()],
        words: HashTable::new(),
        phrases: HashTable::new(),
        neutral: Vec::new(),
        systems: Vec::new(),
        currencies: Vec::new(),
        faults: Vec::new(),
    };
    tables::load(&mut lexicon);
    lexicon
});

impl Lexicon {
    /// The English one.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// What it says of `id`; of an unknown word, nothing.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        self.entries.get(id.0 as usize).unwrap_or(&self.entries[0])
    }

    /// The entry of one word in lower case, whose hash is `hash`.
    #[must_use]
    pub fn word(&self, low: &str, hash: u64) -> EntryId {
        let found = self.words.find(hash, |&(h, id)| h == hash && *self.entry(id).text == *low);
        found.map_or(EntryId::NONE, |&(_, id)| id)
    }

    /// What it says of one word in lower case; of an unknown one, nothing.
    #[must_use]
    pub fn find(&self, low: &str) -> &Entry {
        self.entry(self.word(low, hash::of_bytes(low.as_bytes())))
    }

    /// What it says of words in lower case, one or several; of unknown ones, nothing.
    #[must_use]
    pub fn find_all(&self, low: &str) -> &Entry {
        let words = hashes(low);
        if let [_] = words[..] {
            return self.find(low);
        }
        let key = words.into_iter().fold(0, hash::mix);
        let found = self.phrases.find(key, |&(h, _)| h == key);
        found.map_or(&self.entries[0], |&(_, id)| self.entry(id))
    }

    /// The units that a system measures in, of each dimension from the largest to the smallest.
    pub fn units<'a>(&'a self, system: &'a str) -> impl Iterator<Item = (&'a str, Measure)> + 'a {
        let of = self.systems.iter().filter(move |(name, ..)| name == system);
        of.map(|(_, unit, measure)| (&**unit, *measure))
    }

    /// The currency that is written so, with a sign, a code or a word.
    #[must_use]
    pub fn currency(&self, unit: &str) -> Option<&Currency> {
        let singular = |word: &str| word.trim_end_matches('s').to_lowercase();
        self.currencies.iter().find(|currency| {
            currency.sign == unit
                || currency.code.as_deref() == Some(unit)
                || singular(&currency.word) == singular(unit)
        })
    }

    /// The sign of a currency, where it is one character that is no letter: "₩".
    #[must_use]
    pub fn currency_sign(&self, text: &str) -> Option<&str> {
        let mut signs = self.currencies.iter().map(|currency| currency.sign.as_str());
        signs.find(|sign| *sign == text && !sign.starts_with(char::is_alphanumeric))
    }

    /// The neutral verb of saying in a form: "said".
    #[must_use]
    pub fn neutral(&self, form: Form) -> &str {
        let form = if form == Form::Participle { Form::Past } else { form };
        self.neutral.iter().find(|(_, known)| *known == form).map_or("", |(word, _)| word)
    }

    /// The longest phrase that the words with these hashes begin with, and how many words it has; `first` is the
    /// entry of the first.
    pub(super) fn phrase(&self, first: EntryId, hashes: impl Iterator<Item = u64>) -> Option<(EntryId, usize)> {
        let longest = self.entry(first).longest;
        if longest == 0 {
            return None;
        }
        let (mut key, mut best) = (0, None);
        for (n, word) in hashes.take(usize::from(longest)).enumerate() {
            key = hash::mix(key, word);
            if n > 0
                && let Some(&(_, id)) = self.phrases.find(key, |&(h, _)| h == key)
            {
                best = Some((id, n + 1));
            }
        }
        best
    }

    /// The entry for `text`, made if there is none: what the loaders fill in.
    fn add(&mut self, text: &str) -> &mut Entry {
        let id = self.id(text);
        &mut self.entries[id.0 as usize]
    }

    /// The number of the entry for `text`, which is made if there is none.
    fn id(&mut self, text: &str) -> EntryId {
        let words = hashes(text);
        match words[..] {
            [] => EntryId::NONE,
            [hash] => self.add_word(text, hash),
            [hash, ..] => {
                let (first, _) = text.split_once(' ').unwrap_or((text, ""));
                let first_token = token_texts(first).next().unwrap_or_default();
                let first = self.add_word(&first_token, hash);
                let longest = &mut self.entries[first.0 as usize].longest;
                *longest = (*longest).max(u8::try_from(words.len()).unwrap_or(u8::MAX));
                let key = words.iter().fold(0, |key, &word| hash::mix(key, word));
                if let Some(&(_, id)) = self.phrases.find(key, |&(h, _)| h == key) {
                    id
                } else {
                    let id = self.push(text);
                    self.phrases.insert_unique(key, (key, id), |&(h, _)| h);
                    id
                }
            }
        }
    }

    fn add_word(&mut self, low: &str, hash: u64) -> EntryId {
        let found = self.word(low, hash);
        if found.is_some() {
            return found;
        }
        let id = self.push(low);
        self.words.insert_unique(hash, (hash, id), |&(h, _)| h);
        id
    }

    fn push(&mut self, text: &str) -> EntryId {
        self.entries.push(Entry { text: text.into(), ..Entry::default() });
        EntryId(crate::text::offset(self.entries.len() - 1))
    }
}

/// The tokens of an entry, as the tokenizer cuts them.
fn token_texts(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut words = Vec::new();
    if text.starts_with('\'') {
        // A clitic, which is a token of its own only behind a word.
        words.push(crate::text::TextRange::of(0, text.len()));
    } else {
        token::tokenize(text, |_, range, _| words.push(range));
    }
    words.into_iter().map(|range| range.of_text(text).to_lowercase())
}

fn hashes(text: &str) -> Vec<u64> {
    token_texts(text).map(|word| hash::of_bytes(word.as_bytes())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_no_faults() {
        assert_eq!(Lexicon::english().faults, Vec::<String>::new());
    }
}
