//! The findings of a run as JSON: schema `sayso.check/1`, see `docs/check-json.md`.

use serde::Serialize;

use crate::finding::Finding;
use crate::text::{Encoding, LineIndex, TextRange};

/// The name and version of the schema.
pub const SCHEMA: &str = "sayso.check/1";

/// A finding as it is written.
#[derive(Serialize)]
pub struct Item {
    path: String,
    rule: &'static str,
    severity: &'static str,
    message: String,
    help: &'static str,
    #[serde(flatten)]
    place: Place,
    related: Vec<RelatedItem>,
}

#[derive(Serialize)]
struct RelatedItem {
    message: String,
    #[serde(flatten)]
    place: Place,
}

/// A place: bytes, and lines and columns from 1; a column counts characters.
#[derive(Serialize)]
struct Place {
    span: [u32; 2],
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// A file that could not be read.
#[derive(Serialize)]
pub struct Fault {
    /// Its path.
    pub path: String,
    /// Why not.
    pub message: String,
}

#[derive(Serialize)]
struct Run<'a> {
    schema: &'static str,
    files: usize,
    findings: &'a [Item],
    faults: &'a [Fault],
}

/// The findings of one file.
#[must_use]
pub fn items(path: &str, text: &str, lines: &LineIndex, findings: &[Finding]) -> Vec<Item> {
    let place = |range: TextRange| {
        let (start, end) =
            (lines.position(text, range.start, Encoding::Utf32), lines.position(text, range.end, Encoding::Utf32));
        Place {
            span: [range.start, range.end],
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
        }
    };
    let item = |finding: &Finding| Item {
        path: path.to_owned(),
        rule: finding.rule,
        severity: finding.severity.name(),
        message: finding.message.clone(),
        help: finding.help,
        place: place(finding.range),
        related: finding
            .related
            .iter()
            .map(|related| RelatedItem { message: related.message.clone(), place: place(related.range) })
            .collect(),
    };
    findings.iter().map(item).collect()
}

/// A whole run.
///
/// # Errors
/// Where a value cannot be written as JSON, which none of these can.
pub fn run(files: usize, findings: &[Item], faults: &[Fault]) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Run { schema: SCHEMA, files, findings, faults })
}
