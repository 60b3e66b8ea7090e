//! One line a finding, as compilers print them: for editors' error lists and for `grep`.

use std::fmt::Write as _;

use super::item::{Fault, Item};

/// The findings, one a line.
#[must_use]
pub fn lines(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items.iter().filter(|item| item.suppressed.is_none()) {
        let (path, message) = (one_line(&item.path), one_line(&item.message));
        let (line, column) = (item.place.line, item.place.column);
        let _ = writeln!(out, "{path}:{line}:{column}: {}[{}] {message}", item.severity.name(), item.rule);
    }
    out
}

/// A file that could not be read, as a line.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    format!("{}: unreadable: {}\n", one_line(&fault.path), one_line(&fault.message))
}

/// `text` without what would end the line or command a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}
