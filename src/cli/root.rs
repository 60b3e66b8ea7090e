//! How machines elsewhere name a file: by its path from the root of the repository.

use std::path::{Component, Path, PathBuf};

use crate::output::item::Origin;

/// The folder that paths are told from.
pub(super) struct Root {
    current: PathBuf,
    root: PathBuf,
}

impl Root {
    /// The repository that the current folder lies in, or that folder itself.
    pub(super) fn find() -> Self {
        // Without a current folder, paths stay as they are.
        let current = std::env::current_dir().unwrap_or_default();
        let root = current.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&current).to_owned();
        Self { current, root }
    }

    /// The names of a file.
    pub(super) fn origin(&self, path: &Path) -> Origin {
        Origin { path: path.display().to_string(), file: self.file(path) }
    }

    /// Where a file is that has this name.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// A file outside the root keeps the path that it was given.
    fn file(&self, path: &Path) -> String {
        let whole = plain(&self.current.join(path));
        if let Ok(inside) = whole.strip_prefix(&self.root) {
            return slashed(inside);
        }
        let real = std::fs::canonicalize(path).ok();
        let inside = real.as_deref().and_then(|real| real.strip_prefix(&self.root).ok());
        slashed(inside.unwrap_or(path))
    }
}

/// `path` without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The folder itself is `.`.
fn slashed(path: &Path) -> String {
    if path.as_os_str().is_empty() {
        return ".".to_owned();
    }
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    // The root is a part of its own.
    let joined = parts.join("/");
    joined.strip_prefix('/').filter(|rest| rest.starts_with('/')).map_or_else(|| joined.clone(), str::to_owned)
}
