//! What can be folded, and what a selection grows to.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams, SelectionRange, SelectionRangeParams};
use hashbrown::HashMap;

use super::convert;
use super::lens::sections;
use super::snapshot::{Snapshot, World};
use crate::text::{TextRange, offset};

/// Sections, lists, tables, block quotations, paragraphs of several lines, and regions in which findings are suppressed.
pub(super) fn folding(world: &World, params: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let snapshot = world.document(&params.text_document.uri)?;
    let document = snapshot.document();
    let mut ranges: Vec<(TextRange, Option<FoldingRangeKind>)> = Vec::new();
    ranges.extend(sections(snapshot).into_iter().map(|section| (section.range, None)));
    let mut groups: HashMap<(bool, u32), TextRange> = HashMap::new();
    for block in &document.blocks {
        ranges.push((block.range, None));
        let of = [block.group.map(|group| (false, group)), block.quote.map(|quote| (true, quote))];
        for key in of.into_iter().flatten() {
            groups.entry(key).and_modify(|hull| *hull = hull.hull(block.range)).or_insert(block.range);
        }
    }
    ranges.extend(groups.into_values().map(|range| (range, None)));
    let regions = document.suppressions.iter().filter_map(|start| Some(start.range.hull(start.end?)));
    ranges.extend(regions.map(|range| (range, Some(FoldingRangeKind::Region))));
    let mut folds: Vec<FoldingRange> =
        ranges.into_iter().filter_map(|(range, kind)| fold(snapshot, range, kind)).collect();
    folds.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    folds.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    if let Some(limit) = world.client.number("textDocument.foldingRange.rangeLimit") {
        folds.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Some(folds)
}

/// A range from its first line to the last that has a word of it.
fn fold(snapshot: &Snapshot, range: TextRange, kind: Option<FoldingRangeKind>) -> Option<FoldingRange> {
    let words = range.of_text(snapshot.text()).trim_end();
    let (start_line, end_line) =
        (snapshot.lines().line(range.start), snapshot.lines().line(range.start + offset(words.len())));
    (start_line < end_line).then(|| FoldingRange { start_line, end_line, kind, ..FoldingRange::default() })
}

/// From the figure to the claim, what is said, the sentence, the paragraph, the section and the text.
pub(super) fn selection(world: &World, params: SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let snapshot = world.document(&params.text_document.uri)?;
    let sections: Vec<TextRange> = sections(snapshot).into_iter().map(|section| section.range).collect();
    let positions = params.positions.into_iter();
    Some(positions.map(|position| grow(snapshot, &sections, convert::offset(snapshot, position))).collect())
}

fn grow(snapshot: &Snapshot, sections: &[TextRange], at: u32) -> SelectionRange {
    let (checked, analysis) = (&snapshot.read().checked, snapshot.analysis());
    let block = snapshot.document().block_at(at);
    let mut ranges: Vec<TextRange> = Vec::new();
    if let Some(block) = block {
        let from = analysis.claims.partition_point(|claim| claim.block < block);
        let claims = analysis.claims[from..].iter().take_while(|claim| claim.block == block);
        ranges.extend(claims.map(|claim| claim.range));
        let from = analysis.attributions.partition_point(|attribution| attribution.block < block);
        let said = analysis.attributions[from..].iter().take_while(|attribution| attribution.block == block);
        for attribution in said {
            ranges.extend(&attribution.content);
            ranges.push(attribution.cue);
            ranges.extend(attribution.mention.map(|mention| analysis.mentions[mention].mention.range));
        }
        ranges.extend(checked.sentence_at(at));
        ranges.push(snapshot.document().blocks[block].range);
    }
    ranges.extend(sections);
    ranges.push(TextRange::of(0, snapshot.text().len()));
    ranges.retain(|range| range.touches(at));
    // Where the cursor stands between two, what it stands in front of counts.
    ranges.sort_by_key(|range| (range.len(), std::cmp::Reverse(range.start)));
    let mut chain: Vec<TextRange> = Vec::new();
    for range in ranges {
        if chain.last().is_none_or(|last| range.covers(*last) && range != *last) {
            chain.push(range);
        }
    }
    let outward = chain.into_iter().rev().fold(None, |parent: Option<Box<SelectionRange>>, range| {
        Some(Box::new(SelectionRange { range: convert::range(snapshot, range), parent }))
    });
    outward.map_or_else(SelectionRange::default, |innermost| *innermost)
}
