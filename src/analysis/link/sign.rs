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
    let quote = |block: usize| document.blocks.get(block).and_then(|block| block.quote);
    let below = match document.blocks[block].kind {
        BlockKind::Paragraph => true,
        BlockKind::Caption => block > 0 && quote(block - 1).is_some(),
        _ => false,
    };
    // `[!quote] Mara Lind`: the first line of a block quotation may tell whose it is.
    let heads =
        inside && !dashed && quote(block + 1) == quote(block) && (block == 0 || quote(block - 1) != quote(block));
    let content = match () {
        () if heads => headed_by(document, block),
        () if dashed || inside || below => signed_by(document, block, analysis),
        () => Vec::new(),
    };
    if content.is_empty() {
        analysis.attributions.remove(from + number);
    } else {
        analysis.attributions[from + number].content = content;
    }
}

/// The paragraphs of a block quotation behind its first line.
fn headed_by(document: &Document, block: usize) -> Vec<TextRange> {
    let quote = document.blocks[block].quote;
    let rest = document.blocks[block + 1..].iter().take(MOST).take_while(|known| known.quote == quote);
    rest.map(|known| known.range).collect()
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
