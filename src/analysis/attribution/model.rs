//! Logistic regression over named features, whose weights stand in a table a person can read.

use std::marker::PhantomData;

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

/// A set of features.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Set<F> {
    bits: u128,
    kind: PhantomData<F>,
}

impl<F> Default for Set<F> {
    fn default() -> Self {
        Self { bits: 0, kind: PhantomData }
    }
}

impl<F: Feature> Set<F> {
    /// Puts `feature` in.
    pub fn insert(&mut self, feature: F) {
        self.bits |= 1 << feature.place();
    }

    /// Puts `feature` in if `condition` holds.
    pub fn insert_if(&mut self, condition: bool, feature: F) {
        if condition {
            self.insert(feature);
        }
    }

    /// Whether `feature` is in it.
    #[must_use]
    pub fn has(self, feature: F) -> bool {
        self.bits & (1 << feature.place()) != 0
    }

    /// The features in it, in order.
    pub fn iter(self) -> impl Iterator<Item = F> {
        F::ALL.iter().copied().filter(move |feature| self.has(*feature))
    }
}

/// The weights of the features.
#[derive(Clone, Debug)]
pub struct Weights<F> {
    weights: Vec<f32>,
    kind: PhantomData<F>,
}

impl<F: Feature> Weights<F> {
    /// Reads a table: a line a feature, its name and its weight with a tab between. What it does not name weighs nothing.
    #[must_use]
    pub fn parse(table: &str) -> Self {
        let mut weights = vec![0.0; F::ALL.len()];
        for (name, weight) in table.lines().filter_map(|line| line.split_once('\t')) {
            let feature = F::ALL.iter().position(|feature| feature.name() == name);
            if let (Some(feature), Ok(weight)) = (feature, weight.parse()) {
                weights[feature] = weight;
            }
        }
        Self { weights, kind: PhantomData }
    }

    /// The weight of one feature.
    #[must_use]
    pub fn of(&self, feature: F) -> f32 {
        self.weights.get(feature.place() as usize).copied().unwrap_or_default()
    }

    /// How likely what has these features is what was asked for, from 0 to 1.
    #[must_use]
    pub fn likelihood(&self, features: Set<F>) -> f32 {
        let mut bits = features.bits;
        let mut sum = 0.0;
        while bits != 0 {
            sum += self.weights.get(bits.trailing_zeros() as usize).copied().unwrap_or_default();
            bits &= bits - 1;
        }
        1.0 / (1.0 + f32::exp(-sum))
    }
}
