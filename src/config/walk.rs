//! The files of a folder that are checked when nobody names them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::Nearest;

/// Where a walk could not go on, and why; `root` is where it began.
#[must_use]
pub fn unread(error: &ignore::Error, root: &Path) -> (PathBuf, String) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), unread(err, path).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => unread(err, root),
        // What the walk says of a fault names the path once more.
        ignore::Error::Io(error) => (root.to_owned(), error.kind().to_string()),
        other => (root.to_owned(), other.to_string()),
    }
}

/// A walk through `root`, in the order of the names: hidden files, what version control ignores and what the nearest configuration
/// excludes are left out, and whatever `left_out` says (a path, and whether it is a folder).
pub fn walk(
    root: &Path,
    configurations: Arc<Nearest>,
    left_out: impl Fn(&Path, bool) -> bool + Send + Sync + 'static,
) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder.require_git(false).sort_by_file_name(Ord::cmp);
    builder.filter_entry(move |entry| {
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let excluded = || configurations.of(entry.path()).is_ok_and(|project| project.excludes(entry.path()));
        entry.depth() == 0 || !(left_out(entry.path(), folder) || excluded())
    });
    builder
}
