//! From a claim to its source and back, from a note to its marks and back, and to the same figure elsewhere.

use gen_lsp_types::{
    Definition, DefinitionParams, DefinitionResponse, DocumentHighlight, DocumentHighlightKind,
    DocumentHighlightParams, Location, ReferenceParams,
};

use super::convert;
use super::snapshot::{Snapshot, World};
use crate::analysis::claim::{Claim, ClaimKind};
use crate::document::{BlockKind, ReferenceKind};
use crate::text::TextRange;

/// What stands under a cursor.
enum Target<'a> {
    /// A mark that points to a note, or the label of a note: the label.
    Note(&'a str, TextRange),
    /// A claim.
    Claim(&'a Claim),
    /// A mention of the source of that index.
    Mention(usize, TextRange),
}

fn target(snapshot: &Snapshot, at: u32) -> Option<Target<'_>> {
    let (document, analysis) = (snapshot.document(), snapshot.analysis());
    let marks = document.references.iter().filter(|reference| reference.kind == ReferenceKind::Note);
    if let Some(mark) = marks.into_iter().find(|mark| mark.range.contains(at)) {
        return Some(Target::Note(&mark.target, mark.range));
    }
    if let Some(claim) = analysis.claim_at(at) {
        return Some(Target::Claim(&analysis.claims[claim]));
    }
    if let Some(mention) = analysis.mention_at(at).map(|mention| &analysis.mentions[mention]) {
        return Some(Target::Mention(mention.source?, mention.mention.range));
    }
    let block = &document.blocks
        [document.blocks.partition_point(|block| block.range.end <= at).min(document.blocks.len().checked_sub(1)?)];
    let label = label(snapshot, block).filter(|(_, range)| range.touches(at));
    label.map(|(name, range)| Target::Note(name, range))
}

/// The label of a note, and where it stands.
fn label<'a>(snapshot: &Snapshot, block: &'a crate::document::Block) -> Option<(&'a str, TextRange)> {
    let name = block.label.as_deref().filter(|_| block.kind == BlockKind::Note)?;
    let before = TextRange::new(
        snapshot.lines().line_range(snapshot.text(), snapshot.lines().line(block.range.start)).start,
        block.range.start,
    );
    let found = before.of_text(snapshot.text()).find("[^")?;
    let start = before.start + crate::text::offset(found);
    Some((name, TextRange::new(start, start + crate::text::offset(name.len() + 3))))
}

/// Where the text of the note with that label stands.
fn note(snapshot: &Snapshot, name: &str) -> Option<TextRange> {
    let blocks = &snapshot.document().blocks;
    let note = blocks.iter().find(|block| block.kind == BlockKind::Note && block.label.as_deref() == Some(name))?;
    Some(label(snapshot, note).map_or(note.range, |(_, label)| label))
}

/// The marks that point to the note with that label.
fn marks<'a>(snapshot: &'a Snapshot, name: &'a str) -> impl Iterator<Item = TextRange> + 'a {
    let references = snapshot.document().references.iter();
    let same = references.filter(move |other| other.kind == ReferenceKind::Note && *other.target == *name);
    same.map(|mark| mark.range)
}

/// To where a source is introduced; from a mark to its note, and from a note to its first mark.
pub(super) fn definition(world: &World, params: DefinitionParams) -> Option<DefinitionResponse> {
    let place = params.text_document_position_params;
    let snapshot = world.document(&place.text_document.uri)?;
    let at = convert::offset(snapshot, place.position);
    let analysis = snapshot.analysis();
    let (from, to) = match target(snapshot, at)? {
        Target::Note(name, from) => {
            let there = note(snapshot, name);
            (from, there.filter(|there| *there != from).or_else(|| marks(snapshot, name).next())?)
        }
        Target::Claim(claim) => {
            // A claim without a source of its own may stand in the words of one.
            let source = analysis.source_of(claim).or_else(|| analysis.mentions[analysis.mention_at(at)?].source)?;
            (claim.range, analysis.introduction(source))
        }
        Target::Mention(source, range) => (range, analysis.introduction(source)),
    };
    Some(if world.client.can("textDocument.definition.linkSupport") {
        vec![convert::location_link(snapshot, from, to)].into()
    } else {
        Definition::from(convert::location(snapshot, to)).into()
    })
}

/// All mentions and claims of a source, all marks of a note, the same figure elsewhere.
pub(super) fn references(world: &World, params: ReferenceParams) -> Option<Vec<Location>> {
    let place = params.text_document_position_params;
    let snapshot = world.document(&place.text_document.uri)?;
    let at = convert::offset(snapshot, place.position);
    let analysis = snapshot.analysis();
    let declared = params.context.include_declaration;
    let mut ranges: Vec<TextRange> = match target(snapshot, at)? {
        Target::Note(name, _) => marks(snapshot, name).chain(note(snapshot, name).filter(|_| declared)).collect(),
        Target::Claim(Claim { kind: ClaimKind::Figure(figure), .. }) => {
            analysis.same_figures(*figure).map(|at| at.item.range).collect()
        }
        Target::Claim(claim) => of_source(snapshot, analysis.source_of(claim)?, declared),
        Target::Mention(source, _) => of_source(snapshot, source, declared),
    };
    ranges.sort_unstable();
    ranges.dedup();
    Some(ranges.into_iter().map(|range| convert::location(snapshot, range)).collect())
}

fn of_source(snapshot: &Snapshot, source: usize, declared: bool) -> Vec<TextRange> {
    let analysis = snapshot.analysis();
    let introduced = analysis.introduction(source);
    let mentions = mentions(snapshot, source).into_iter().filter(|range| declared || *range != introduced);
    mentions.chain(analysis.claims_of(source).map(|claim| claim.range)).collect()
}

/// The mentions of a source, in order; of a name inside a longer mention of the same source, the longer one.
fn mentions(snapshot: &Snapshot, source: usize) -> Vec<TextRange> {
    let analysis = snapshot.analysis();
    let all = analysis.sources[source].mentions.iter().map(|&mention| analysis.mentions[mention].mention.range);
    let mut found: Vec<TextRange> = all.collect();
    found.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let outer = range.end > end;
        end = end.max(range.end);
        outer
    });
    found
}

/// What belongs to what stands under the cursor: the source with its other mentions, the claim with cue and source.
pub(super) fn highlight(world: &World, params: DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let place = params.text_document_position_params;
    let snapshot = world.document(&place.text_document.uri)?;
    let analysis = snapshot.analysis();
    let text = |range| (range, DocumentHighlightKind::Text);
    let read = |range| (range, DocumentHighlightKind::Read);
    let mut ranges: Vec<(TextRange, DocumentHighlightKind)> =
        match target(snapshot, convert::offset(snapshot, place.position))? {
            Target::Note(name, _) => marks(snapshot, name).chain(note(snapshot, name)).map(text).collect(),
            Target::Claim(claim) => {
                let mut ranges = vec![text(claim.range)];
                if let ClaimKind::Figure(figure) = claim.kind {
                    ranges.extend(analysis.same_figures(figure).map(|at| text(at.item.range)));
                }
                if let Some(attribution) = claim.attribution.filter(|_| claim.status.has_source()) {
                    let attribution = &analysis.attributions[attribution];
                    ranges.push(read(attribution.cue));
                    ranges.extend(attribution.mention.map(|mention| read(analysis.mentions[mention].mention.range)));
                }
                ranges
            }
            Target::Mention(source, _) => mentions(snapshot, source).into_iter().map(text).collect(),
        };
    ranges.sort_unstable_by_key(|(range, _)| *range);
    ranges.dedup_by_key(|(range, _)| *range);
    let highlight = |(range, kind)| DocumentHighlight { range: convert::range(snapshot, range), kind: Some(kind) };
    Some(ranges.into_iter().map(highlight).collect())
}
