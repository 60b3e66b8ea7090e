//! Runs the rules over an analysed document.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::cache::Cache;
use crate::analysis::facts::Facts;
use crate::config::{Config, Decimal, Style};
use crate::document::Document;
use crate::finding::{Confidence, Finding, Severity};
use crate::rules::{Rule, boilerplate_residue, unused_suppression};
use crate::text::TextRange;

/// A finding that the text says is meant to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Why, in the words of the comment; empty where it gives no reason.
    pub reason: String,
}

/// What the chosen rules find in a document, and what of that the document says is meant to be, in the order of the text.
#[must_use]
pub fn check(
    document: &Document,
    facts: &[Arc<Facts>],
    analysis: &Analysis,
    config: &Config,
) -> (Vec<Finding>, Vec<Suppressed>) {
    let mut findings = Vec::new();
    for rule in config.rules() {
        rule.check(document, facts, analysis, &mut findings);
    }
    if !config.boilerplate.is_empty() && config.rules().any(|rule| rule.name == boilerplate_residue::RULE.name) {
        boilerplate_residue::configured(document, analysis, &config.boilerplate, &mut findings);
    }
    findings.retain(|finding| !config.knows(finding.rule, &document.words(finding.range)));
    let mut suppressed =
        if document.suppressions.is_empty() { Vec::new() } else { suppress(document, config, &mut findings) };
    // Behind the suppressions: whoever suppresses a doubtful finding has not done so for nothing.
    findings.retain(|finding| finding.confidence >= config.min_confidence.0);
    suppressed.retain(|suppressed| suppressed.finding.confidence >= config.min_confidence.0);
    for finding in findings.iter_mut().chain(suppressed.iter_mut().map(|suppressed| &mut suppressed.finding)) {
        let weight = config.severity.get(finding.rule).copied().unwrap_or(finding.severity);
        // A finding of low confidence is a hint, however much its rule weighs.
        finding.severity = if finding.confidence == Confidence::Low { Severity::Hint } else { weight };
    }
    findings.sort_by(|a, b| (a.range, a.rule).cmp(&(b.range, b.rule)));
    (findings, suppressed)
}

/// Takes out of `findings` what comments suppress, and puts in what is wrong with the comments.
fn suppress(document: &Document, config: &Config, findings: &mut Vec<Finding>) -> Vec<Suppressed> {
    let text = document.text();
    let mut suppressed = Vec::new();
    let mut faults = Vec::new();
    for suppression in &document.suppressions {
        let Ok(scope) = suppression.scope else { continue };
        if config.require_reason && suppression.reason.is_empty() {
            faults.push(unused_suppression::without_reason(suppression));
            continue;
        }
        for &range in &suppression.rules {
            let Some(rule) = Rule::named(range.of_text(text)) else { continue };
            let before = suppressed.len();
            let covered = findings.extract_if(.., |finding| finding.rule == rule.name && scope.overlaps(finding.range));
            let reason = suppression.reason.of_text(text);
            suppressed.extend(covered.map(|finding| Suppressed { finding, reason: reason.to_owned() }));
            // What an outer comment has taken out already, this one would have.
            let twice = suppressed[..before]
                .iter()
                .any(|other| other.finding.rule == rule.name && scope.overlaps(other.finding.range));
            if suppressed.len() == before && !twice && config.rules().any(|run| run.name == rule.name) {
                faults.push(unused_suppression::unused(suppression, range, text));
            }
        }
    }
    if config.rules().any(|rule| rule.name == unused_suppression::RULE.name) {
        findings.extend(faults);
    }
    suppressed.sort_by(|a, b| (a.finding.range, a.finding.rule).cmp(&(b.finding.range, b.finding.rule)));
    suppressed
}

/// A document, analysed and checked.
pub struct Checked {
    /// The document.
    pub document: Document,
    /// What each of its blocks tells by itself.
    pub facts: Vec<Arc<Facts>>,
    /// Its analysis.
    pub analysis: Analysis,
    /// What the rules find in it.
    pub findings: Vec<Finding>,
    /// What they find that the document says is meant to be.
    pub suppressed: Vec<Suppressed>,
    /// How figures are written.
    pub style: Style,
}

impl Checked {
    /// The sentence that byte `at` stands in.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<TextRange> {
        let block = self.document.block_at(at)?;
        let start = self.document.blocks[block].range.start;
        let sentences = self.facts.get(block)?.sentences.iter().map(|sentence| sentence.range.shift(start));
        sentences.rev().find(|sentence| sentence.touches(at))
    }

    /// Analyses and checks `document`; what `cache` knows of its blocks is not read again.
    #[must_use]
    pub fn new(mut document: Document, config: &Config, cache: &mut Cache) -> Self {
        document.configured_day = config.date;
        if let Some(decimal) = config.style.decimal {
            document.decimal_comma = decimal == Decimal::Comma;
        }
        let facts = cache.read(&document);
        let analysis = Analysis::new(&document, &facts, &config.sources, config.profile);
        let (findings, suppressed) = check(&document, &facts, &analysis, config);
        Self { document, facts, analysis, findings, suppressed, style: config.style }
    }
}
