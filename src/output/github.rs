//! Workflow commands of GitHub Actions: annotations on the lines of a pull request.

use std::fmt::Write as _;

use crate::finding::Severity;

use super::item::{Fault, Item};
use super::run::{Counts, Run};
use super::shown;

/// How many annotations of one type GitHub shows of a step.
const SHOWN: usize = 10;

/// A whole run: annotations by file, the heaviest first, and a line that tells how many more there are.
#[must_use]
pub fn run(run: &Run<'_>) -> String {
    let mut out = String::new();
    let mut room = [SHOWN; 4];
    let faults = run.faults.len().min(SHOWN);
    room[Severity::Error as usize] -= faults;
    for fault in &run.faults[..faults] {
        unreadable(fault, &mut out);
    }
    let mut groups = run.groups();
    groups.sort_by_key(|group| std::cmp::Reverse(group.severity()));
    let mut hidden = Counts { errors: run.faults.len() - faults, ..Counts::default() };
    for group in &mut groups {
        group.items.sort_by_key(|item| std::cmp::Reverse(item.severity));
        let (shown, rest): (Vec<&Item>, Vec<&Item>) = group.items.iter().partition(|item| {
            let room = &mut room[item.severity as usize];
            let fits = *room > 0;
            *room = room.saturating_sub(1);
            fits
        });
        for item in rest {
            hidden.add(item.severity);
        }
        if !shown.is_empty() {
            let _ = writeln!(out, "::group::{}", data(group.file));
            for item in shown {
                annotation(item, &mut out);
            }
            out.push_str("::endgroup::\n");
        }
    }
    if hidden.findings() > 0 {
        let _ = writeln!(out, "Not shown as annotations, of which GitHub takes ten a type: {}", hidden.by_weight());
    }
    let _ = writeln!(out, "{}", run.counts().summary());
    out
}

fn annotation(item: &Item, out: &mut String) {
    let command = match item.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint | Severity::Information => "notice",
    };
    let place = &item.place;
    let _ = write!(out, "::{command} file={},line={}", property(&item.file), place.line);
    // GitHub takes columns only where a place lies in one line.
    if place.line == place.end_line {
        let _ = write!(out, ",col={},endLine={},endColumn={}", place.column, place.end_line, place.end_column);
    } else {
        let _ = write!(out, ",endLine={}", place.end_line);
    }
    let message = format!("{}\n{}", shown::line(&item.message), item.help);
    let _ = writeln!(out, ",title={}::{}", property(item.rule), data(&message));
}

fn unreadable(fault: &Fault, out: &mut String) {
    let _ = writeln!(out, "::error file={},title=unreadable::{}", property(&fault.file), data(&fault.message));
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    let lines = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    shown::escaped(&lines).into_owned()
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
