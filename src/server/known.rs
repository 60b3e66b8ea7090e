//! A source for `sayso.toml`: from then on it is known by its name in all texts of the folder.

use gen_lsp_types::{LspErrorCodes, Uri};
use serde::Deserialize;
use serde_json::Value;

use super::addition::{Addition, Target, quoted};
use super::router::Answer;
use super::snapshot::World;
use super::wire::Failure;
use crate::config::Project;

/// A source as it is to stand in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) kind: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

impl Entry {
    /// From the argument of a command: the name, or all of it.
    pub(super) fn read(argument: &Value) -> serde_json::Result<Self> {
        match argument.as_str() {
            Some(name) => Ok(Self::named(name)),
            None => Self::deserialize(argument),
        }
    }

    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), kind: None, url: None, aliases: Vec::new() }
    }

    fn text(&self) -> String {
        let mut text = format!("[[source]]\nname = {}\n", quoted(self.name.trim()));
        let mut line = |key: &str, value: String| text.extend([key, " = ", &value, "\n"]);
        if !self.aliases.is_empty() {
            let aliases: Vec<String> = self.aliases.iter().map(|alias| quoted(alias.trim())).collect();
            line("aliases", format!("[{}]", aliases.join(", ")));
        }
        if let Some(kind) = &self.kind {
            line("kind", quoted(kind));
        }
        if let Some(url) = &self.url {
            line("url", quoted(url.trim()));
        }
        text
    }
}

/// The edit that adds a source to the configuration that holds for a text.
///
/// # Errors
/// Where there is no such file and none can be made, it is wrong already, or would be with this source: one that has its name is there.
pub(super) fn add(world: &World, text: &Uri, entry: &Entry) -> Answer<Addition> {
    let refuse = |why: String| Failure::new(LspErrorCodes::RequestFailed, why);
    let target = Target::of(world, text).map_err(|why| refuse(why.to_owned()))?;
    let file = target.file.clone();
    Project::parse(&file, &target.text).map_err(|fault| refuse(format!("correct this first: {fault}")))?;
    let addition = target.add(&world.client, &entry.text());
    match Project::parse(&file, &addition.text) {
        Ok(_) => Ok(addition),
        Err(fault) => Err(refuse(fault.message)),
    }
}
