//! Which globs of a configuration have matched something: one that has not was mistyped, or is no longer needed.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use globset::GlobSet;

use super::place::ConfigError;
use super::project::Project;

/// For each of some globs whether it has matched something.
#[derive(Clone, Debug, Default)]
pub(super) struct Used(Arc<[AtomicBool]>);

impl Used {
    /// None of that many has.
    pub(super) fn none(globs: usize) -> Self {
        Self((0..globs).map(|_| AtomicBool::new(false)).collect())
    }

    /// That one has.
    pub(super) fn mark(&self, glob: usize) {
        if let Some(used) = self.0.get(glob) {
            used.store(true, Ordering::Relaxed);
        }
    }

    /// Whether some of the globs in `set` match `path`; they have then.
    pub(super) fn matches(&self, set: &GlobSet, path: &Path) -> bool {
        let matches = set.is_match(path);
        if matches {
            set.matches(path).into_iter().for_each(|glob| self.mark(glob));
        }
        matches
    }

    /// Those that have not.
    fn unused(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(|(_, used)| !used.load(Ordering::Relaxed)).map(|(glob, _)| glob)
    }
}

impl Project {
    /// The globs that have matched nothing of what this was asked about, each with its place.
    #[must_use]
    pub fn unused(&self) -> Vec<ConfigError> {
        let Some(path) = &self.path else { return Vec::new() };
        let tell = |glob: &str, span, what: &str| {
            ConfigError::at(path, &self.text, span, format!("the glob “{glob}” {what} matches nothing"))
        };
        let excluded = self.used.exclude.unused().map(|glob| &self.file.exclude[glob]);
        let excluded = excluded.map(|glob| tell(glob.get_ref(), Some(glob.span()), "in “exclude”"));
        let keys: Vec<&String> = self.file.formats.keys().collect();
        let formats = self.used.formats.unused().map(|glob| {
            let place = self.text.find(keys[glob].as_str()).map(|at| at..at + keys[glob].len());
            tell(keys[glob], place, "in [formats]")
        });
        let parts = self.used.overrides.unused().map(|part| &self.file.overrides[part].paths);
        let overrides = parts.filter_map(|paths| {
            let globs: Vec<&str> = paths.iter().map(|glob| glob.get_ref().as_str()).collect();
            Some(tell(&globs.join("”, “"), Some(paths.first()?.span()), "of an [[override]]"))
        });
        excluded.chain(formats).chain(overrides).collect()
    }
}

/// What of a configuration has matched something.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub(super) exclude: Used,
    pub(super) formats: Used,
    /// By override, whichever of its globs it was.
    pub(super) overrides: Used,
}
