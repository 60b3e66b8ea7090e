//! The rule `unbalanced-quotation`.

use super::{Applicability, Check, Fix, replace, rule};
use crate::analysis::quotation::Quotation;
use crate::document::{Block, BlockKind};
use crate::text::{TextRange, offset};

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
    /// A quotation between the same marks as the one that it stands in, if each mark has its partner:
    ///
    /// ```text pass
    /// “We held up a “Save our river” sign,” said the mayor.
    /// ```
    ///
    /// Apostrophes, feet and inches, quotations inside quotations, and the values of attributes:
    ///
    /// ```text pass
    /// The players' bench is 6'2" high, as it was in the '90s.
    /// ---
    /// "He told me, 'We're done,' and left," she said.
    /// ---
    /// „Nein“, «non» and ‘no’ were the answers.
    /// ---
    /// Leave out alt="" where the picture says nothing, and write lang="en".
    /// ```
    "unbalanced-quotation", Error,
    help: "add the missing quotation mark"
}

fn check(check: &mut Check<'_>) {
    let count = check.document.blocks.len();
    for block in 0..count {
        let facts = &check.facts[block];
        let start = check.block(block).range.start;
        for quotation in facts.quotations.iter().filter(|quotation| quotation.level == 0) {
            let range = quotation.range.shift(start);
            // A single mark may be an apostrophe.
            let closed = quotation.single || is_closed(check, block, quotation);
            let opened = quotation.opened || left_open(check, block);
            if !closed {
                let mark = TextRange::new(range.start, quotation.inner.start + start);
                let fix = closing(mark.of_text(check.document.text())).and_then(|by| {
                    // With another quotation behind it, there is more than one place for it.
                    let last = facts.quotations.last().is_some_and(|last| last.range.start <= quotation.range.start);
                    let end = start + offset(check.document.block_prose(check.block(block)).trim_end().len());
                    last.then(|| replace("Close it at the end of the paragraph", TextRange::new(end, end), by))
                });
                let finding = check.report(mark, "This quotation mark is never closed.".to_owned());
                finding.fixes.extend(fix.map(|fix| Fix { applicability: Applicability::DisplayOnly, ..fix }));
            } else if !opened {
                let mark = TextRange::new(quotation.inner.end + start, range.end);
                check.report(mark, "This quotation mark closes nothing.".to_owned());
            }
        }
    }
}

/// The mark that closes what `opening` opens.
fn closing(opening: &str) -> Option<&'static str> {
    [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»")]
        .into_iter()
        .find(|(mark, _)| *mark == opening)
        .map(|(_, close)| close)
}

/// Whether a quotation of `block` has its closing mark, in the block or where it goes on in the next.
pub(super) fn is_closed(check: &Check<'_>, block: usize, quotation: &Quotation) -> bool {
    let kinds = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Note);
    let next = (block + 1..check.facts.len()).take(RESIDUE + 1).find(|&next| !check.facts[next].is_residue());
    let next = next.filter(|&next| kinds(check.block(next)));
    quotation.closed || next.is_some_and(|next| check.facts[next].takes_up_quotation())
}

/// How many lines of the page can stand between two paragraphs of a quotation.
const RESIDUE: usize = 3;

/// Whether the paragraph before `next` leaves a quotation open.
fn left_open(check: &Check<'_>, next: usize) -> bool {
    let before = (0..next).rev().take(RESIDUE + 1).find(|&before| !check.facts[before].is_residue());
    let Some(block) = before else { return false };
    let end = check.block(block).range.len();
    check.facts[block]
        .quotations
        .iter()
        .any(|quotation| quotation.level == 0 && !quotation.closed && quotation.range.end == end)
}
