//! What words are to single rules.

use super::named::named;

named! {
    /// Where words must stand to be advertising.
    pub enum Puff {
        /// Anywhere.
        Any "any",
        /// Before a noun.
        Noun "noun",
        /// Before a noun for what is sold.
        Product "product",
    }
}

named! {
    /// What words tell of a news organisation.
    pub enum OutletKind {
        /// They are the name of one.
        Name "name",
        /// They say what it is: "newspaper".
        Noun "noun",
        /// They end the name of one: "Times".
        Last "last",
    }
}

named! {
    /// The kind of deed that a verb and its object accuse somebody of.
    pub enum Deed {
        /// "took bribes".
        Graft "graft",
        /// "committed fraud".
        Crime "crime",
        /// "broke the law".
        Breach "breach",
        /// "destroyed evidence".
        Deceit "deceit",
    }
}
