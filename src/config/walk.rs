//! The files of a folder that are checked when nobody names them.

use std::path::Path;
use std::sync::Arc;

use ignore::WalkBuilder;

use super::Project;

/// A walk through `root`, in the order of the names: hidden files, what version control ignores and what the configuration excludes
/// are left out, and whatever `left_out` says (a path, and whether it is a folder).
pub fn walk(
    root: &Path,
    project: Arc<Project>,
    left_out: impl Fn(&Path, bool) -> bool + Send + Sync + 'static,
) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder.require_git(false).sort_by_file_name(Ord::cmp);
    builder.filter_entry(move |entry| {
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || !(left_out(entry.path(), folder) || project.excludes(entry.path()))
    });
    builder
}
