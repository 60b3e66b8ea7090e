//! The rule `unbalanced-quotation`.

use super::{Check, rule};
use crate::document::BlockKind;

rule! {
    /// A quotation mark has no partner: it opens what is never closed, or closes what was never opened.
    ///
    /// Where one voice ends and another begins can then only be guessed, by a reader and by this program.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦“⟧We will never give up this river, said the mayor.
    /// ---
    /// We will never give up this river,⟦”⟧ said the mayor.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// A quotation of several paragraphs, each of which opens and only the last of which closes:
    ///
    /// ```text pass
    /// “We will never give up this river,” said the mayor. “It has fed us.
    ///
    /// “And it will feed our children.”
    /// ```
    ///
    /// Apostrophes, feet and inches, and quotations inside quotations:
    ///
    /// ```text pass
    /// The players' bench is 6'2" high, as it was in the '90s.
    /// ---
    /// "He told me, 'We're done,' and left," she said.
    /// ---
    /// „Nein“, «non» and ‘no’ were the answers.
    /// ```
    "unbalanced-quotation", Error,
    help: "add the missing quotation mark"
}

fn check(check: &mut Check<'_>) {
    let count = check.document.blocks.len();
    for block in 0..count {
        let facts = &check.facts[block];
        let start = check.block(block).range.start;
        let end = check.block(block).range.end;
        for quotation in facts.quotations.iter().filter(|quotation| quotation.level == 0) {
            let range = quotation.range.shift(start);
            let closed = quotation.closed || (range.end == end && goes_on(check, block));
            let opened = quotation.opened || (block > 0 && left_open(check, block - 1));
            if !closed {
                let mark = crate::text::TextRange::new(range.start, quotation.inner.start + start);
                check.report(mark, "this quotation mark is never closed".to_owned());
            } else if !opened {
                let mark = crate::text::TextRange::new(quotation.inner.end + start, range.end);
                check.report(mark, "this quotation mark closes nothing".to_owned());
            }
        }
    }
}

/// Whether the block behind `block` goes on with the quotation that `block` ends in: it opens again, or closes what it has not
/// opened.
fn goes_on(check: &Check<'_>, block: usize) -> bool {
    let Some(next) = check.facts.get(block + 1) else { return false };
    let kinds = matches!(check.block(block + 1).kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Note);
    kinds && next.quotations.first().is_some_and(|quotation| quotation.range.start == 0 || !quotation.opened)
}

fn left_open(check: &Check<'_>, block: usize) -> bool {
    let end = check.block(block).range.len();
    check.facts[block]
        .quotations
        .iter()
        .any(|quotation| quotation.level == 0 && !quotation.closed && quotation.range.end == end)
}
