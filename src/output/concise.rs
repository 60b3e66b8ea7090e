//! One line a finding, as compilers print them: for editors' error lists and for `grep`.

use std::fmt::Write as _;

use super::item::{Fault, Item};
use super::shown;

/// The findings, one a line.
#[must_use]
pub fn lines(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items.iter().filter(|item| item.suppressed.is_none()) {
        let (path, message) = (shown::escaped(&item.path), shown::line(&item.message));
        let (line, column) = (item.place.line, item.place.column);
        let _ = writeln!(out, "{path}:{line}:{column}: {}[{}] {message}", item.severity.name(), item.rule);
    }
    // A file may have a name that begins as a command does.
    shown::lines(&out).into_owned()
}

/// A file that could not be read, as a line.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    shown::lines(&format!("{}: unreadable: {}\n", shown::escaped(&fault.path), shown::escaped(&fault.message)))
        .into_owned()
}
