//! The sources of the configuration, and what can be wrong with them.

use std::collections::HashMap;
use std::path::Path;

use super::file::{File, Kind, SourceTable, Word};
use super::place::{ConfigError, position};
use crate::analysis::known::{KnownSource, Registry, folded};
use crate::analysis::mention::Nature;

/// The sources of `file`, and the publication itself.
///
/// # Errors
/// A name that is empty or that two sources bear, and an address that is none.
pub(super) fn read(file: &File, path: &Path, text: &str) -> Result<Registry, ConfigError> {
    let fault = |word: &Word, message: String| ConfigError::at(path, text, Some(word.span()), message);
    let mut bearers: HashMap<String, &Word> = HashMap::new();
    let names = file.sources.iter().flat_map(|source| std::iter::once(&source.name).chain(&source.aliases));
    for name in names.chain(&file.publication.names) {
        let shown = name.get_ref();
        if folded(shown).is_empty() {
            return Err(fault(name, "a name has at least one letter".to_owned()));
        }
        if let Some(other) = bearers.insert(folded(shown), name) {
            let (line, _) = position(text, other.span().start);
            return Err(fault(
                name,
                format!("“{shown}” is a name in line {line} already; a name is that of one source"),
            ));
        }
    }
    for url in file.sources.iter().filter_map(|source| source.url.as_ref()) {
        let shown = url.get_ref();
        let is_address =
            ["https://", "http://"].iter().any(|scheme| shown.len() > scheme.len() && shown.starts_with(scheme));
        if !is_address || shown.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(fault(url, format!("“{shown}” is no address; one begins with “https://” and has no blanks")));
        }
    }
    let mut names = file.publication.names.iter().map(|name| name.get_ref().clone());
    let own = names.next().map(|name| KnownSource {
        name,
        aliases: names.collect(),
        nature: Some(Nature::Organisation),
        own: true,
        ..KnownSource::default()
    });
    Ok(Registry::new(file.sources.iter().map(SourceTable::source).chain(own)))
}

impl SourceTable {
    fn source(&self) -> KnownSource {
        KnownSource {
            name: self.name.get_ref().clone(),
            aliases: self.aliases.iter().map(|alias| alias.get_ref().clone()).collect(),
            nature: self.kind.map(Kind::nature),
            url: self.url.as_ref().map(|url| url.get_ref().clone()),
            interest: self.interest.clone(),
            own: false,
        }
    }
}

impl Kind {
    fn nature(self) -> Nature {
        match self {
            Self::Person => Nature::Person,
            Self::Group => Nature::Group,
            Self::Organisation => Nature::Organisation,
            Self::Document => Nature::Document,
        }
    }
}
