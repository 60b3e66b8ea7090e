//! What is wrong with a configuration, and where.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Something wrong with a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1, of what is wrong; a column counts characters. `None` where it is the file as a whole.
    pub place: Option<(usize, usize)>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl ConfigError {
    pub(super) fn at(path: &Path, text: &str, span: Option<Range<usize>>, message: String) -> Self {
        Self { path: path.to_owned(), place: span.map(|span| position(text, span.start)), message }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.place {
            Some((line, column)) => write!(f, "{path}:{line}:{column}: {}", self.message),
            None => write!(f, "{path}: {}", self.message),
        }
    }
}

impl std::error::Error for ConfigError {}

/// Line and column of byte `at`, from 1.
pub(super) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The message of the reader of TOML, with the nearest of the names it would have taken.
pub(super) fn explain(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let first = message.lines().next().unwrap_or_default();
    let (Some(wrong), Some(rest)) = (names.next(), message.strip_prefix("unknown ")) else {
        return first
            .replace("expected a sequence", "expected a list")
            .replace("wanted string or table", "expected a string");
    };
    let what = if rest.starts_with("field") { "key" } else { "value" };
    match names.min_by_key(|name| strsim::damerau_levenshtein(name, wrong)) {
        Some(near) => format!("there is no {what} “{wrong}” here; did you mean “{near}”?"),
        None => format!("there is no {what} “{wrong}” here"),
    }
}
