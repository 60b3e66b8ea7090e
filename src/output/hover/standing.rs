//! How a claim stands, in one line: for `sayso analyze --why`.

use super::{Markup, Writer, excuse, status};
use crate::analysis::claim::{Claim, Status};
use crate::check::Checked;
use crate::text::LineIndex;

/// How a claim stands, how sure that is, and the words that speak for it and against it, with a line end:
/// "“12%”: carried on from a source before; confidence medium: what was said, “That” (line 1); cue, “reported” (line 1)".
#[must_use]
pub fn standing(checked: &Checked, lines: &LineIndex, claim: &Claim) -> String {
    let writer = Writer { checked, analysis: &checked.analysis, lines, markup: Markup::Plain };
    let (words, status) = (writer.words(claim.range), status(claim, &checked.analysis));
    if claim.status == Status::NotCheckable {
        return format!("“{words}”: {status}{}\n", excuse(claim, &checked.analysis));
    }
    let because: Vec<String> = claim.because.iter().map(|evidence| writer.evidence(evidence)).collect();
    let because = if because.is_empty() { String::new() } else { format!(": {}", because.join("; ")) };
    format!("“{words}”: {status}; confidence {}{because}\n", claim.confidence.name())
}
