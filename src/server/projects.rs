//! The configuration files of the folders that documents are open in, and what editor settings say above them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::Uri;
use hashbrown::{HashMap, HashSet};

use super::settings::Settings;
use super::uri;
use crate::config::{Config, ConfigError, MinConfidence, Project};
use crate::finding::Confidence;

/// What has been read of configuration files, by folder, and the folders of the workspace.
#[derive(Clone, Default)]
pub(super) struct Projects {
    /// What the client has said when it started.
    pub(super) initial: Settings,
    /// What it says now, where no folder has settings of its own.
    pub(super) settings: Settings,
    /// The folders of the workspace, with their settings where these are others.
    pub(super) folders: Vec<(PathBuf, Option<Settings>)>,
    found: HashMap<PathBuf, Arc<Project>>,
    /// The files that are wrong.
    faults: Vec<ConfigError>,
}

impl Projects {
    /// Reads the configuration of the folder of a document again, and tells whether documents that are open may have gone by another.
    /// A file that is wrong leaves what was before in place.
    pub(super) fn read(&mut self, uri: &Uri) -> bool {
        let Some(folder) = folder(uri) else { return false };
        match Project::find(&folder) {
            Ok(project) => {
                self.faults.retain(|fault| Some(&fault.path) != project.path.as_ref());
                let known = self.found.get(&folder);
                let changed = known.is_some_and(|known| !known.is_same(&project));
                self.found.insert(folder, Arc::new(project));
                changed
            }
            Err(fault) => {
                // What the file said before it was broken holds in every folder below it.
                let mut known = self.found.values();
                let before = known.find(|known| known.path.as_ref() == Some(&fault.path)).cloned();
                if !self.faults.contains(&fault) {
                    self.faults.push(fault);
                }
                let before = || before.unwrap_or_else(|| Arc::new(Project::none(&folder)));
                self.found.entry(folder.clone()).or_insert_with(before);
                false
            }
        }
    }

    /// Reads the configuration of the folders of these documents again, each once, and tells whether one is another now.
    pub(super) fn read_all(&mut self, uris: &[Uri]) -> bool {
        self.faults.clear();
        let mut seen = HashSet::new();
        let of_folders = uris.iter().filter(|uri| seen.insert(folder(uri)));
        of_folders.fold(false, |changed, uri| self.read(uri) | changed)
    }

    /// The files that are wrong.
    pub(super) fn faults(&self) -> &[ConfigError] {
        &self.faults
    }

    /// The configuration of the folder of a document, as it was read last.
    pub(super) fn of(&self, uri: &Uri) -> Option<&Arc<Project>> {
        self.found.get(&folder(uri)?)
    }

    /// The settings for a document: those of the innermost folder that has its own, else those of the client.
    pub(super) fn settings(&self, uri: &Uri) -> &Settings {
        let path = uri::path(uri);
        let around = |folder: &Path| path.as_deref().is_some_and(|path| path.starts_with(folder));
        let own = self.folders.iter().filter(|(folder, settings)| settings.is_some() && around(folder));
        own.max_by_key(|(folder, _)| folder.as_os_str().len())
            .and_then(|(_, settings)| settings.as_ref())
            .unwrap_or(&self.settings)
    }

    /// What holds for a document.
    pub(super) fn config(&self, uri: &Uri) -> Config {
        let config = match (self.of(uri), uri::path(uri)) {
            (Some(project), Some(path)) => project.config(&path),
            _ => Config::default(),
        };
        self.settings(uri).over(config)
    }
}

impl Settings {
    /// A configuration with these settings on top.
    pub(super) fn over(&self, mut config: Config) -> Config {
        if !self.select.is_empty() {
            config.select.clone_from(&self.select);
            config.extend.clear();
            config.ignore.clear();
        }
        config.ignore.extend(self.ignore.iter().cloned());
        config.hints = true;
        config.min_confidence = MinConfidence(Confidence::Low);
        config
    }
}

fn folder(uri: &Uri) -> Option<PathBuf> {
    uri::path(uri)?.parent().map(Path::to_owned)
}
