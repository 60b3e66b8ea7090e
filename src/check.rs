//! Runs the rules over an analysed document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
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
    if document.has_wholes() {
        let meant = suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
        findings.iter_mut().chain(meant).for_each(|finding| finding.widen(|range| document.whole(range)));
    }
    findings.sort_by(|a, b| (a.range, a.rule).cmp(&(b.range, b.rule)));
    (findings, suppressed)
}

/// Takes out of `findings` what comments suppress, and puts in what is wrong with the comments.
fn suppress(document: &Document, config: &Config, findings: &mut Vec<Finding>) -> Vec<Suppressed> {
    let text = document.text();
    let run: BTreeSet<&str> = config.rules().map(|rule| rule.name).collect();
    let mut pools: BTreeMap<&str, Pool> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        pools.entry(finding.rule).or_default().findings.push((finding.range, index));
    }
    pools.values_mut().for_each(Pool::sort);
    let mut left: Vec<Option<Finding>> = std::mem::take(findings).into_iter().map(Some).collect();
    let mut suppressed = Vec::new();
    let mut faults = Vec::new();
    for suppression in &document.suppressions {
        let Ok(scope) = suppression.scope else { continue };
        if config.require_reason && suppression.reason.is_empty() {
            faults.push(unused_suppression::without_reason(suppression));
            continue;
        }
        let reason = suppression.reason.of_text(text);
        for &range in &suppression.rules {
            let Some(rule) = Rule::named(range.of_text(text)) else { continue };
            let mut pool = pools.get_mut(rule.name);
            let taken = pool.as_mut().map(|pool| pool.take(scope)).unwrap_or_default();
            // What an outer comment has taken out already, this one would have.
            let twice = taken.is_empty() && pool.is_some_and(|pool| !pool.meeting(scope).is_empty());
            if taken.is_empty() && !twice && run.contains(rule.name) {
                faults.push(unused_suppression::unused(suppression, range, text));
            }
            let taken = taken.into_iter().filter_map(|index| left[index].take());
            suppressed.extend(taken.map(|finding| Suppressed { finding, reason: reason.to_owned() }));
        }
    }
    findings.extend(left.into_iter().flatten());
    if run.contains(unused_suppression::RULE.name) {
        findings.extend(faults);
    }
    suppressed.sort_by(|a, b| (a.finding.range, a.finding.rule).cmp(&(b.finding.range, b.finding.rule)));
    suppressed
}

/// The findings of one rule, of which each is taken once: so many comments cost no more than there are findings.
#[derive(Default)]
struct Pool {
    /// Where each is, and its index among all findings; in the order of the text.
    findings: Vec<(TextRange, usize)>,
    /// How far each and those before it reach.
    reach: Vec<u32>,
    /// For each, the first that has not been taken, itself or behind it, as far as that is known.
    left: Vec<usize>,
}

impl Pool {
    fn sort(&mut self) {
        self.findings.sort_unstable();
        let furthest = |end: &mut u32, (range, _): &(TextRange, usize)| {
            *end = range.end.max(*end);
            Some(*end)
        };
        self.reach = self.findings.iter().scan(0, furthest).collect();
        self.left = (0..=self.findings.len()).collect();
    }

    /// The findings among which those are that share a byte with `scope`; the first does, if there is one.
    fn meeting(&self, scope: TextRange) -> Range<usize> {
        let first = self.reach.partition_point(|end| *end <= scope.start);
        let end = self.findings.partition_point(|(range, _)| range.start < scope.end);
        first..end.max(first)
    }

    /// Takes those that share a byte with `scope` and have not been taken.
    fn take(&mut self, scope: TextRange) -> Vec<usize> {
        let meeting = self.meeting(scope);
        let mut taken = Vec::new();
        let mut at = self.next(meeting.start);
        while at < meeting.end {
            let (range, index) = self.findings[at];
            if range.overlaps(scope) {
                taken.push(index);
                self.left[at] = at + 1;
            }
            at = self.next(at + 1);
        }
        taken.sort_unstable();
        taken
    }

    /// The first at `at` or behind it that has not been taken.
    fn next(&mut self, at: usize) -> usize {
        let mut free = at;
        while self.left[free] != free {
            free = self.left[free];
        }
        let mut known = at;
        while self.left[known] != known {
            known = std::mem::replace(&mut self.left[known], free);
        }
        free
    }
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
        let mut analysis = Analysis::new(&document, &facts, &config.sources, config.profile);
        let (findings, suppressed) = check(&document, &facts, &analysis, config);
        // Behind the rules, which hold it against the facts of blocks.
        analysis.widen(&document);
        Self { document, facts, analysis, findings, suppressed, style: config.style }
    }
}
