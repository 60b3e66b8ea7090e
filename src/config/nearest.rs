//! For each file the configuration of its folder: the nearest `sayso.toml`, which is looked for and read once.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::place::ConfigError;
use super::project::Project;

/// What a folder has: a configuration, or one that is wrong.
type Found = Result<Arc<Project>, ConfigError>;

/// The configurations of files.
#[derive(Debug, Default)]
pub struct Nearest {
    /// The one that holds for all files, if the user has chosen one.
    chosen: Option<Arc<Project>>,
    /// By folder, as its names from the root down.
    folders: Mutex<HashMap<PathBuf, Found>>,
}

impl Nearest {
    /// `project` for all files.
    #[must_use]
    pub fn chosen(project: Project) -> Self {
        Self { chosen: Some(Arc::new(project)), folders: Mutex::default() }
    }

    /// The configuration of the file or folder at `path`: that of the nearest `sayso.toml` beside it or in a folder around it; without
    /// one, the defaults.
    ///
    /// # Errors
    /// Where that file cannot be read or something in it is wrong; so it is for every file that it holds for.
    pub fn of(&self, path: &Path) -> Found {
        if let Some(chosen) = &self.chosen {
            return Ok(Arc::clone(chosen));
        }
        let path = full(path);
        self.of_folder(path.parent().unwrap_or(&path))
    }

    fn of_folder(&self, folder: &Path) -> Found {
        // A panic of another thread leaves what is known as it was.
        let known = |folders: &HashMap<PathBuf, Found>| folders.get(folder).cloned();
        if let Some(found) = known(&self.folders.lock().unwrap_or_else(PoisonError::into_inner)) {
            return found;
        }
        let found = match (Project::beside(folder), folder.parent()) {
            (Some(found), _) => found.map(Arc::new),
            (None, Some(around)) => self.of_folder(around),
            (None, None) => Ok(Arc::new(Project::none(folder))),
        };
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.entry(folder.to_owned()).or_insert(found).clone()
    }

    /// The globs that have matched nothing, of the configurations whose folder is in one of `folders`, where all that they are for was
    /// looked at.
    #[must_use]
    pub fn unused(&self, folders: &[PathBuf]) -> Vec<ConfigError> {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| full(folder)).collect();
        let known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let mut projects: BTreeMap<PathBuf, Arc<Project>> = BTreeMap::new();
        let found = known.values().flatten().chain(&self.chosen);
        for project in found {
            let root = full(&project.root);
            if folders.iter().any(|folder| root.starts_with(folder)) {
                projects.insert(root, Arc::clone(project));
            }
        }
        projects.values().flat_map(|project| project.unused()).collect()
    }

    /// The configurations that were asked for and are wrong, each once, in the order of their paths.
    #[must_use]
    pub fn wrong(&self) -> Vec<ConfigError> {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let mut wrong: Vec<ConfigError> = folders.values().filter_map(|found| found.clone().err()).collect();
        wrong.sort_by(|a, b| a.path.cmp(&b.path));
        wrong.dedup();
        wrong
    }
}

/// The names in `path` from the root down, with what `.` and `..` stand for.
#[must_use]
pub fn full(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut full = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            Component::CurDir => {}
            part => full.push(part),
        }
    }
    full
}
