//! The rule `boilerplate-residue`.

use hashbrown::HashMap;

use super::{Check, delete, quoted, rule};
use crate::analysis::Analysis;
use crate::document::{BlockKind, Document};
use crate::finding::{Confidence, Finding};
use crate::text::TextRange;

rule! {
    /// What stood around the article on a page is left in the copy: “Leave a Comment”, “Advertisement”, a line of promotion.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge closed on Monday.
    ///
    /// ⟦Leave a Comment⟧
    /// ---
    /// The bridge closed on Monday. It was built by the state.
    ///
    /// ⟦Use Chrome Browser for a More Affordable Video Player⟧
    ///
    /// It will open again in May. The mayor said so.
    ///
    /// ⟦Use Chrome Browser for a More Affordable Video Player⟧
    ///
    /// Nobody was hurt.
    /// ---
    /// The bridge closed on Monday. ⟦Subscribe to our newsletter⟧ for more.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// He did not leave a comment on the advertisement.
    /// ---
    /// “Leave a comment,” said the mayor, and did.
    /// ```
    ///
    /// ```text pass markdown
    /// ## Results
    ///
    /// The bridge closed.
    ///
    /// ## Results
    ///
    /// `Leave a Comment`
    /// ```
    "boilerplate-residue", Warning,
    help: "delete it"
}

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    for block in 0..check.facts.len() {
        let facts = check.facts[block].clone();
        let start = check.block(block).range.start;
        for (range, _) in &facts.boilerplate {
            let range = range.shift(start);
            if !is_quoted(analysis, range) {
                check.findings.push(residue(check.document, block, range));
            }
        }
    }
    repeated(check);
}

/// Adds what the configuration says is boilerplate: `phrases`, whatever their case, and the white space and signs between their words.
pub(crate) fn configured(document: &Document, analysis: &Analysis, phrases: &[String], findings: &mut Vec<Finding>) {
    let phrases: Vec<Vec<String>> =
        phrases.iter().map(|phrase| words(phrase).into_iter().map(|(_, word)| word.to_lowercase()).collect()).collect();
    for (index, block) in document.blocks.iter().enumerate() {
        let words = words(document.block_prose(block));
        let lower: Vec<String> = words.iter().map(|(_, word)| word.to_lowercase()).collect();
        for start in 0..words.len() {
            let fits = |phrase: &&Vec<String>| !phrase.is_empty() && lower[start..].starts_with(phrase);
            let Some(phrase) = phrases.iter().find(fits) else { continue };
            let (last, word) = words[start + phrase.len() - 1];
            let range = TextRange::of(words[start].0, last + word.len()).shift(block.range.start);
            let is_told = |finding: &Finding| finding.rule == RULE.name && finding.range.overlaps(range);
            if !is_quoted(analysis, range) && !findings.iter().any(is_told) {
                findings.push(residue(document, index, range));
            }
        }
    }
}

/// The words of a text without the signs around them, and their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    let is_sign = |c: char| !c.is_alphanumeric();
    let mut at = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(|piece| {
        let word = piece.trim_start_matches(is_sign);
        at += piece.len();
        (at - word.len(), word.trim_end_matches(is_sign))
    });
    pieces.filter(|(_, word)| !word.is_empty()).collect()
}

fn is_quoted(analysis: &Analysis, range: TextRange) -> bool {
    let after = analysis.quotations.partition_point(|at| at.item.range.start <= range.start);
    analysis.quotations[..after].iter().rev().take(3).any(|at| at.item.range.covers(range))
}

/// The finding of boilerplate in a block; if it takes up the whole block, that goes.
fn residue(document: &Document, block: usize, range: TextRange) -> Finding {
    let block = document.blocks[block].range;
    let whole = block.len() <= range.len() + 2;
    let fix = delete("Delete it", if whole { block } else { range }, document.text());
    let message = format!("Left over from the web page: {}.", quoted(document, range));
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        confidence: Confidence::High,
        range,
        message,
        help: RULE.help,
        related: Vec::new(),
        fixes: vec![fix],
    }
}

/// A short line without a stop that stands twice between paragraphs: a line of promotion.
fn repeated(check: &mut Check<'_>) {
    let mut lines: HashMap<u64, Vec<usize>, std::hash::RandomState> = HashMap::default();
    for block in 0..check.facts.len() {
        let facts = &check.facts[block];
        let kind = check.block(block).kind;
        // A heading that markup makes is a heading, however often it stands.
        let line = kind == BlockKind::Paragraph
            || (kind == BlockKind::Heading && check.document.format == crate::document::Format::Plain);
        if line
            && !facts.stopped
            && !facts.introduces
            && (4..=16).contains(&facts.words)
            && facts.boilerplate.is_empty()
            && facts.quotations.is_empty()
        {
            lines.entry(facts.text).or_default().push(block);
        }
    }
    let mut twice: Vec<usize> = lines.into_values().filter(|blocks| blocks.len() > 1).flatten().collect();
    twice.sort_unstable();
    for block in twice {
        check.findings.push(residue(check.document, block, check.block(block).range));
    }
}
