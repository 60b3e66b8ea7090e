//! The code quality report of GitLab: a widget in a merge request.

use serde_json::{Value, json};

use crate::finding::Severity;
use crate::language::hash;

use super::item::{Fault, Item};
use super::shown;

/// The issues of one file; `first` if none stands before them.
///
/// # Errors
/// Where a value cannot be written as JSON, which none of these can.
pub fn issues(items: &[Item], first: bool) -> serde_json::Result<String> {
    let open = items.iter().filter(|item| item.suppressed.is_none());
    list(open.map(issue), first)
}

/// What could not be read, and the end of the report; `first` if no issue stands before it.
///
/// # Errors
/// As [`issues`].
pub fn tail(faults: &[Fault], first: bool) -> serde_json::Result<String> {
    let start = if first { "[" } else { "" };
    Ok(format!("{}{}\n]\n", if faults.is_empty() { start } else { "" }, list(faults.iter().map(fault), first)?))
}

fn list(issues: impl Iterator<Item = Value>, first: bool) -> serde_json::Result<String> {
    let mut out = String::new();
    for (i, issue) in issues.enumerate() {
        out += if first && i == 0 { "[\n" } else { ",\n" };
        out += &shown::json(serde_json::to_string(&issue)?);
    }
    Ok(out)
}

fn issue(item: &Item) -> Value {
    let severity = match item.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Hint | Severity::Information => "info",
    };
    json!({
        "description": item.in_one_line(),
        "check_name": item.rule,
        "fingerprint": within(&item.file, &item.fingerprint),
        "severity": severity,
        "location": { "path": item.file, "lines": { "begin": item.place.line, "end": item.place.end_line } },
    })
}

fn fault(fault: &Fault) -> Value {
    json!({
        "description": format!("could not be read: {}", fault.message),
        "check_name": "unreadable",
        "fingerprint": within(&fault.file, "unreadable"),
        "severity": "major",
        "location": { "path": fault.file, "lines": { "begin": 1 } },
    })
}

/// GitLab wants a fingerprint that no other file has, even where two have the same text.
fn within(file: &str, fingerprint: &str) -> String {
    format!("{:016x}", hash::mix(hash::of_bytes(file.as_bytes()), hash::of_bytes(fingerprint.as_bytes())))
}
