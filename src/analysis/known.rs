//! Sources that the configuration knows: who bears which names, and what a reader should know of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::mention::Nature;

/// A source that the configuration knows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KnownSource {
    /// Its name.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// What it is, where that is told.
    pub nature: Option<Nature>,
    /// Where it can be looked up.
    pub url: Option<String>,
    /// What interest it has in what it says, in the words of the configuration.
    pub interest: Option<String>,
    /// Whether it is the publication itself.
    pub own: bool,
}

/// The sources that the configuration knows, by their names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Registry {
    sources: Vec<Arc<KnownSource>>,
    names: BTreeMap<String, usize>,
}

impl Registry {
    /// Files `sources` under their names. Of two with one name the first counts.
    #[must_use]
    pub fn new(sources: impl IntoIterator<Item = KnownSource>) -> Self {
        let mut registry = Self::default();
        for source in sources {
            let index = registry.sources.len();
            for name in std::iter::once(&source.name).chain(&source.aliases) {
                registry.names.entry(folded(name)).or_insert(index);
            }
            registry.sources.push(Arc::new(source));
        }
        registry
    }

    /// The sources, in the order of the configuration.
    #[must_use]
    pub fn sources(&self) -> &[Arc<KnownSource>] {
        &self.sources
    }

    /// Index of the source that bears the name `words`, with or without "the".
    #[must_use]
    pub fn find(&self, words: &str) -> Option<usize> {
        if self.names.is_empty() { None } else { self.names.get(&folded(words)).copied() }
    }
}

/// A name as it is compared: its capitals count, since "the Post" is a name and "the post" is none.
#[must_use]
pub fn folded(name: &str) -> String {
    let name = name.replace('’', "'");
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 && words[0].eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    words.join(" ").trim_end_matches(['.', ',']).to_owned()
}
