//! Lines that sign what stands before them: "— Mara Lind", "Mara Lind, mayor".

use crate::analysis::Analysis;
use crate::analysis::facts::Facts;
use crate::document::{BlockKind, Document};
use crate::text::TextRange;

/// How many paragraphs of a block quotation somebody signs at most.
const MOST: usize = 64;

/// Gives what a line signs to whoever signs it; a name that signs nothing is no attribution.
pub(super) fn sign(document: &Document, block: usize, facts: &Facts, from: usize, analysis: &mut Analysis) {
    let Some(number) = facts.ties.iter().position(|tie| tie.signs) else { return };
    let tie = &facts.ties[number];
    let dashed = tie.source.is_some_and(|source| tie.cue.start < facts.mentions[source].range.start);
    let inside = document.blocks[block].quote.is_some();
    // A line that is no more than a name and a role can stand below a quotation, too; a heading and a cell cannot.
    let below = matches!(document.blocks[block].kind, BlockKind::Paragraph);
    let content = if dashed || inside || below { signed_by(document, block, analysis) } else { Vec::new() };
    if content.is_empty() {
        analysis.attributions.remove(from + number);
    } else {
        analysis.attributions[from + number].content = content;
    }
}

/// What a line that signs something signs: the block quotation before it, or a quotation that is the paragraph before it.
fn signed_by(document: &Document, block: usize, analysis: &Analysis) -> Vec<TextRange> {
    let Some(before) = block.checked_sub(1) else { return Vec::new() };
    let whole = document.blocks[before].range;
    // A line inside a block quotation signs that one alone.
    if document.blocks[block].quote.is_some() && document.blocks[block].quote != document.blocks[before].quote {
        return Vec::new();
    }
    let Some(quote) = document.blocks[before].quote else {
        let here = analysis.quotations.iter().rev().skip_while(|at| at.block == block);
        let outer = here.take_while(|at| at.block == before).map(|at| at.item.range);
        return outer.filter(|range| range.end + 2 >= whole.end).take(1).collect();
    };
    // So many paragraphs back and no further: the cost of a line must not grow with what stands before it.
    let same = document.blocks[..block].iter().rev().take(MOST).take_while(|known| known.quote == Some(quote));
    let mut content: Vec<TextRange> = same.map(|known| known.range).collect();
    content.reverse();
    content
}
