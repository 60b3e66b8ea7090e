//! The findings of a run as JSON: schema `sayso.check/1`, see `docs/check-json.md`.

use serde::Serialize;

use super::item::{Fault, Item};
use super::run::{Run, Skipped};
use super::shown;

/// The name and version of the schema.
pub const SCHEMA: &str = "sayso.check/1";

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    files: usize,
    findings: Vec<&'a Item>,
    /// What the texts say is meant to be.
    suppressed: Vec<&'a Item>,
    faults: &'a [Fault],
    skipped: &'a [Skipped],
    notes: &'a [String],
}

#[derive(Serialize)]
struct Last<'a> {
    schema: &'static str,
    files: usize,
    count: usize,
    faults: &'a [Fault],
    skipped: &'a [Skipped],
    notes: &'a [String],
}

/// A whole run as one object.
///
/// # Errors
/// Where a value cannot be written as JSON, which none of these can.
pub fn run(run: &Run<'_>) -> serde_json::Result<String> {
    let (findings, suppressed) = run.items.iter().partition(|item| item.suppressed.is_none());
    let Run { files, faults, skipped, notes, .. } = *run;
    let whole = Whole { schema: SCHEMA, files: files.len(), findings, suppressed, faults, skipped, notes };
    serde_json::to_string_pretty(&whole).map(|json| shown::json(json) + "\n")
}

/// The findings that count, one a line.
///
/// # Errors
/// As [`run`].
pub fn lines(items: &[Item]) -> serde_json::Result<String> {
    let mut out = String::new();
    for item in items.iter().filter(|item| item.suppressed.is_none()) {
        out += &shown::json(serde_json::to_string(item)?);
        out.push('\n');
    }
    Ok(out)
}

/// The line behind the findings, which tells of the run: how many files were read and findings written.
///
/// # Errors
/// As [`run`].
pub fn last_line(files: usize, count: usize, run: &Run<'_>) -> serde_json::Result<String> {
    let Run { faults, skipped, notes, .. } = *run;
    serde_json::to_string(&Last { schema: SCHEMA, files, count, faults, skipped, notes })
        .map(|json| shown::json(json) + "\n")
}
