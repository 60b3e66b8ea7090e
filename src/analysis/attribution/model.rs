//! Boosted decision trees over named features (Friedman 2001), which stand in a table a person can read.
//!
//! Every feature is seen or not seen: those that a model names for itself, and the parts of speech of the words around.

use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;

use crate::language::hash;
use crate::language::tag::{TAGS, Tag};

/// A kind of feature: an enumeration of at most 128.
pub trait Feature: Copy + 'static {
    /// All of them, in order.
    const ALL: &'static [Self];

    /// Its name in the table of weights.
    fn name(self) -> &'static str;

    /// Its place in [`Feature::ALL`].
    fn place(self) -> u32;
}

macro_rules! features {
    ($(#[$outer:meta])* $vis:vis enum $type:ident { $($(#[$doc:meta])* $name:ident $text:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        $vis enum $type { $($(#[$doc])* $name,)* }

        impl $crate::analysis::attribution::model::Feature for $type {
            const ALL: &'static [Self] = &[$(Self::$name,)*];

            fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            fn place(self) -> u32 {
                self as u32
            }
        }
    };
}
pub(super) use features;

/// How many named features a model can have.
const NAMED: usize = 128;

/// How many words around have their part of speech seen, and how many of them stand before the word in question.
const AROUND: usize = 12;
const BEFORE: usize = 4;

/// How many features a set can hold.
pub const PLACES: usize = NAMED + AROUND * TAGS;

/// The same, as a place is counted.
#[allow(clippy::cast_possible_truncation)]
const LAST: u16 = PLACES as u16;

/// A set of features.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Set<F> {
    bits: [u64; PLACES / 64],
    kind: PhantomData<F>,
}

impl<F> Default for Set<F> {
    fn default() -> Self {
        Self { bits: [0; PLACES / 64], kind: PhantomData }
    }
}

impl<F: Feature> Set<F> {
    /// Puts `feature` in.
    pub fn insert(&mut self, feature: F) {
        self.put(feature.place() as usize);
    }

    /// Puts `feature` in if `condition` holds.
    pub fn insert_if(&mut self, condition: bool, feature: F) {
        if condition {
            self.insert(feature);
        }
    }

    /// Takes `feature` out.
    pub fn remove(&mut self, feature: F) {
        let place = feature.place() as usize;
        self.bits[place / 64] &= !(1 << (place % 64));
    }

    /// Puts in the parts of speech of the words around the word `at` of a text; `tag` tells that of a word, if there is one.
    pub fn insert_around(&mut self, at: usize, tag: impl Fn(usize) -> Option<Tag>) {
        for k in 0..AROUND {
            if let Some(tag) = (at + k).checked_sub(BEFORE).and_then(&tag) {
                self.put(NAMED + k * TAGS + tag as usize);
            }
        }
    }

    fn put(&mut self, place: usize) {
        self.bits[place / 64] |= 1 << (place % 64);
    }

    /// Whether `feature` is in it.
    #[must_use]
    pub fn has(&self, feature: F) -> bool {
        let place = feature.place() as usize;
        self.bits[place / 64] & (1 << (place % 64)) != 0
    }

    /// A hash of the features in it.
    pub(super) fn hash(&self) -> u64 {
        self.bits.iter().fold(0, |hash, bits| hash::mix(hash, *bits))
    }

    fn holds(&self, place: u16) -> bool {
        self.bits[usize::from(place) / 64] & (1 << (place % 64)) != 0
    }

    /// The places of the features in it, in order.
    pub fn places(&self) -> impl Iterator<Item = u16> {
        (0..LAST).filter(|&place| self.holds(place))
    }
}

/// The name of the feature at a place: its own, or of a word around, counted from the word in question: "word -1 NNP".
#[must_use]
pub fn name<F: Feature>(place: u16) -> String {
    let place = usize::from(place);
    match place.checked_sub(NAMED) {
        None => F::ALL.get(place).map_or(String::new(), |feature| feature.name().to_owned()),
        Some(around) => {
            let (k, tag) = (around / TAGS, Tag::ALL[around % TAGS]);
            if k < BEFORE {
                format!("word -{} {}", BEFORE - k, tag.penn())
            } else {
                format!("word +{} {}", k - BEFORE, tag.penn())
            }
        }
    }
}

/// A node of a tree. One that asks for nothing, a leaf, leads to itself.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The feature it asks for.
    place: u16,
    /// Where it goes on if the feature is not seen, and if it is.
    next: [u16; 2],
}

/// Decision trees whose answers are added up.
#[derive(Clone, Debug)]
pub struct Trees<F> {
    /// The nodes of all trees, each tree behind the one before.
    nodes: Vec<Node>,
    /// For each node what it says, or what the leaves below it say on average.
    values: Vec<f32>,
    /// For each tree its first node and how deep it is.
    roots: Vec<(u16, u16)>,
    kind: PhantomData<F>,
}

impl<F: Feature> Trees<F> {
    /// Reads a table: a line a tree, its nodes in the order node, seen, unseen, with tabs between; a node is its value, and
    /// behind "?" the feature it asks for, if any. A line that cannot be read is left out.
    #[must_use]
    pub fn parse(table: &str) -> Self {
        let places: HashMap<String, u16> = (0..LAST).map(|place| (name::<F>(place), place)).collect();
        let mut trees = Self { nodes: Vec::new(), values: Vec::new(), roots: Vec::new(), kind: PhantomData };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Ok(root) = u16::try_from(trees.nodes.len()) else { break };
            let mut words = line.split('\t');
            let tree = trees.grow(&mut words, &places).filter(|_| words.next().is_none());
            if let Some(depth) = tree {
                trees.roots.push((root, depth));
            } else {
                trees.nodes.truncate(usize::from(root));
                trees.values.truncate(usize::from(root));
            }
        }
        trees
    }

    /// Reads the tree that begins with the next word, and tells how deep it is.
    fn grow<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>, places: &HashMap<String, u16>) -> Option<u16> {
        let word = words.next()?;
        let at = self.nodes.len();
        let here = u16::try_from(at).ok()?;
        let (value, feature) = word.split_once('?').map_or((word, None), |(value, feature)| (value, Some(feature)));
        self.nodes.push(Node { place: 0, next: [here; 2] });
        self.values.push(value.parse().ok()?);
        let Some(feature) = feature else { return Some(0) };
        let place = *places.get(feature)?;
        let seen = u16::try_from(self.nodes.len()).ok()?;
        let deep = self.grow(words, places)?;
        let unseen = u16::try_from(self.nodes.len()).ok()?;
        let deep = deep.max(self.grow(words, places)?);
        self.nodes[at] = Node { place, next: [unseen, seen] };
        Some(deep + 1)
    }

    /// How likely what has these features is what was asked for, from 0 to 1.
    #[must_use]
    pub fn likelihood(&self, features: &Set<F>) -> f32 {
        let mut sum = 0.0;
        for &(root, depth) in &self.roots {
            let mut at = root;
            // As many steps as the tree is deep, on whatever way: a processor foresees that, and works on the next tree meanwhile.
            for _ in 0..depth {
                let node = self.nodes[usize::from(at)];
                at = node.next[usize::from(features.holds(node.place))];
            }
            sum += self.values[usize::from(at)];
        }
        1.0 / (1.0 + f32::exp(-sum))
    }

    /// What each feature that was asked for spoke for (above 0) or against, the strongest first: the difference that its answers
    /// made on the ways through the trees (Saabas 2014), with whether it was seen.
    #[must_use]
    pub fn reasons(&self, features: &Set<F>) -> Vec<(String, bool, f32)> {
        let mut sums: BTreeMap<u16, f32> = BTreeMap::new();
        for &(root, _) in &self.roots {
            let mut at = usize::from(root);
            loop {
                let node = self.nodes[at];
                let next = usize::from(node.next[usize::from(features.holds(node.place))]);
                if next == at {
                    break;
                }
                *sums.entry(node.place).or_default() += self.values[next] - self.values[at];
                at = next;
            }
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        sums.into_iter().map(|(place, sum)| (name::<F>(place), features.holds(place), sum)).collect()
    }
}
