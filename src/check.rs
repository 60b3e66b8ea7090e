//! Runs the rules over an analysed document.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::cache::Cache;
use crate::analysis::facts::Facts;
use crate::config::Config;
use crate::document::Document;
use crate::finding::Finding;

/// What the chosen rules find in a document, in the order of the text.
#[must_use]
pub fn check(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis, config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in config.rules() {
        rule.check(document, facts, analysis, &mut findings);
    }
    findings.sort_by(|a, b| (a.range, a.rule).cmp(&(b.range, b.rule)));
    findings
}

/// A document, analysed and checked.
pub struct Checked {
    /// The document.
    pub document: Document,
    /// Its analysis.
    pub analysis: Analysis,
    /// What the rules find in it.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Analyses and checks `document`; what `cache` knows of its blocks is not read again.
    #[must_use]
    pub fn new(document: Document, config: &Config, cache: &mut Cache) -> Self {
        let facts = cache.read(&document);
        let analysis = Analysis::new(&document, &facts);
        let findings = check(&document, &facts, &analysis, config);
        Self { document, analysis, findings }
    }
}
