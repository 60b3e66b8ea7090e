//! The configuration files of the folders that documents are open in, and what editor settings say above them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;
use tower_lsp_server::ls_types::Uri;

use crate::config::{Config, ConfigError, Project};

/// What an editor's settings choose.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Settings {
    /// The only rules to run; `None` leaves it to the configuration file.
    pub(super) select: Option<Vec<String>>,
    /// Rules that do not run, besides those of the configuration file.
    pub(super) ignore: Vec<String>,
}

/// What has been read of configuration files, by folder.
#[derive(Default)]
pub(super) struct Projects {
    settings: Settings,
    found: HashMap<PathBuf, Arc<Project>, std::hash::RandomState>,
}

impl Projects {
    pub(super) fn set(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Reads the configuration of the folder of a document again, and tells whether it is another now. One that is wrong leaves
    /// the one before in place.
    pub(super) fn read(&mut self, uri: &Uri) -> Result<bool, ConfigError> {
        let Some(folder) = folder(uri) else { return Ok(false) };
        let project = Project::find(&folder)?;
        let known = self.found.get(&folder);
        let changed = known.map_or_else(|| project.path.is_some(), |known| !known.is_same(&project));
        self.found.insert(folder, Arc::new(project));
        Ok(changed)
    }

    /// The configuration of the folder of a document, as it was read last.
    pub(super) fn of(&self, uri: &Uri) -> Option<Arc<Project>> {
        self.found.get(&folder(uri)?).cloned()
    }

    /// What holds for a document.
    pub(super) fn config(&self, uri: &Uri) -> Config {
        let path = uri.to_file_path();
        let project = self.of(uri);
        let mut config = match (project, path) {
            (Some(project), Some(path)) => project.config(&path),
            _ => Config::default(),
        };
        if let Some(select) = self.settings.select.clone().filter(|select| !select.is_empty()) {
            config.select = select;
            config.extend.clear();
            config.ignore.clear();
        }
        config.ignore.extend(self.settings.ignore.iter().cloned());
        config
    }
}

fn folder(uri: &Uri) -> Option<PathBuf> {
    uri.to_file_path()?.parent().map(Path::to_owned)
}
