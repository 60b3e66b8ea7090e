//! The code quality report of GitLab: a widget in a merge request.

use serde_json::{Value, json};

use crate::finding::Severity;
use crate::language::hash;

use super::item::{Fault, Item};
use super::run::Run;

/// A whole run.
///
/// # Errors
/// Where a value cannot be written as JSON, which none of these can.
pub fn run(run: &Run<'_>) -> serde_json::Result<String> {
    let faults = run.faults.iter().map(fault);
    let report: Vec<Value> = faults.chain(run.open().map(issue)).collect();
    serde_json::to_string_pretty(&report).map(|json| json + "\n")
}

fn issue(item: &Item) -> Value {
    let severity = match item.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Information => "info",
    };
    json!({
        "description": format!("{}: {}", item.message, item.help),
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
