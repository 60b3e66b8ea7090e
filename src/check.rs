//! Runs the rules over an analysed document.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::facts::Facts;
use crate::document::Document;
use crate::finding::Finding;
use crate::rules::RULES;

/// What the rules find in a document, in the order of the text.
#[must_use]
pub fn check(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule.check(document, facts, analysis, &mut findings);
    }
    findings.sort_by_key(|finding| finding.range);
    findings
}
