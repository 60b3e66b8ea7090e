//! The rule `boilerplate-residue`.

use hashbrown::HashMap;

use super::{Check, delete, rule};
use crate::document::BlockKind;
use crate::finding::Finding;
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
            let after = analysis.quotations.partition_point(|at| at.item.range.start <= range.start);
            let quoted = analysis.quotations[..after].iter().rev().take(3).any(|at| at.item.range.covers(range));
            if !quoted {
                let whole = block_is(check, block, range);
                report(check, block, range, whole);
            }
        }
    }
    repeated(check);
}

/// Whether boilerplate takes up its whole block.
fn block_is(check: &Check<'_>, block: usize, range: TextRange) -> bool {
    let all = check.block(block).range;
    all.len() <= range.len() + 2
}

fn report(check: &mut Check<'_>, block: usize, range: TextRange, whole: bool) {
    let words = check.quoted(range);
    let all = if whole { check.block(block).range } else { range };
    let fix = delete("Delete it", all, check.document.text());
    let finding: &mut Finding = check.report(range, format!("{words} belongs to a page, not to the article"));
    finding.fixes.push(fix);
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
        let range = check.block(block).range;
        report(check, block, range, true);
    }
}
