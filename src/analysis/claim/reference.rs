//! Which reference covers a claim: a link, a note or a citation in its sentence, or one of its list or table.

use std::sync::Arc;

use super::Claim;
use super::group::Groups;
use crate::analysis::Analysis;
use crate::analysis::facts::Facts;
use crate::analysis::sentence::Sentence;
use crate::document::{BlockKind, Document, ReferenceKind};
use crate::text::TextRange;

/// Finds the references that cover claims.
pub(super) struct References<'a> {
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    analysis: &'a Analysis,
    groups: Groups,
}

impl<'a> References<'a> {
    pub(super) fn new(document: &'a Document, facts: &'a [Arc<Facts>], analysis: &'a Analysis) -> Self {
        Self { document, facts, analysis, groups: Groups::new(document) }
    }

    /// Index of the sentence of `block` that holds byte `at` of the file.
    fn sentence_at(&self, block: usize, at: u32) -> Option<usize> {
        let start = self.document.blocks[block].range.start;
        let sentences = &self.facts[block].sentences;
        sentences.partition_point(|sentence| sentence.range.start + start <= at).checked_sub(1)
    }

    fn sentence(&self, block: usize, index: usize) -> Option<&Sentence> {
        self.facts[block].sentences.get(index)
    }

    /// The reference that covers the claim: in its sentence or alone behind it, in its list item, in the line that brings in its
    /// list, or at the end of its list or table.
    pub(super) fn of(&self, claim: &Claim) -> Option<usize> {
        let block = &self.document.blocks[claim.block];
        let index = self.sentence_at(claim.block, claim.range.start)?;
        let start = block.range.start;
        let mut range = self.sentence(claim.block, index)?.range.shift(start);
        if let Some(next) = self.sentence(claim.block, index + 1) {
            // "… rose. (p. 19)": the stop stands before the brackets.
            let alone = self.facts[claim.block]
                .citations
                .iter()
                .any(|citation| citation.covers(TextRange::new(next.range.start, next.range.end.saturating_sub(1))));
            if alone {
                range = range.hull(next.range.shift(start));
            }
        }
        if block.kind == BlockKind::Item {
            range = block.range;
        }
        let near = |kinds: fn(ReferenceKind) -> bool| self.reference_in(range, claim.range, kinds);
        // A link on the claim itself, then a note or citation beside it or of the whole list, then any link beside it.
        near(|_| true)
            .filter(|&index| self.analysis.references[index].range.covers(claim.range))
            .or_else(|| near(|kind| kind != ReferenceKind::Link))
            .or_else(|| self.reference_of_group(self.introduced(claim.block).unwrap_or(claim.block)))
            .or_else(|| near(|_| true))
    }

    /// The reference to a source in or right behind `range` that is nearest to `claim`; of two as near, the one behind it.
    fn reference_in(&self, range: TextRange, claim: TextRange, kinds: fn(ReferenceKind) -> bool) -> Option<usize> {
        let references = &self.analysis.references;
        let from = references.partition_point(|reference| reference.range.start + 400 < range.start);
        let near = references
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, reference)| reference.range.start <= range.end + 1);
        let inside = near.filter(|(_, reference)| reference.range.end > range.start && kinds(reference.kind));
        let sources = inside.filter(|(_, reference)| is_source(reference.kind, &reference.target));
        let distance = |other: TextRange| match () {
            () if other.overlaps(claim) => (0, false),
            () if other.start >= claim.end => (other.start - claim.end, false),
            () => (claim.start - other.end, true),
        };
        sources.min_by_key(|(_, reference)| distance(reference.range)).map(|(index, _)| index)
    }

    /// The reference of the list or table that `block` belongs to: in the line that brings it in, or at its end.
    fn reference_of_group(&self, block: usize) -> Option<usize> {
        let (first, last) = self.groups.of(&self.document.blocks[block])?;
        let introduction = self.introduction(first).map(|block| self.document.blocks[block].range);
        let below = self.document.blocks.get(last + 1).filter(|_| {
            self.facts.get(last + 1).is_some_and(|facts| facts.sentences.len() == 1 && !facts.citations.is_empty())
        });
        let end = self.document.blocks[last].range;
        introduction
            .and_then(|range| self.citation_in(range))
            .or_else(|| self.citation_in(end))
            .or_else(|| below.and_then(|block| self.citation_in(block.range)))
    }

    /// A citation in `range`: a link there may be anything's.
    fn citation_in(&self, range: TextRange) -> Option<usize> {
        self.reference_in(range, TextRange::new(range.end, range.end), |kind| kind != ReferenceKind::Link)
    }

    /// The first block of the list or table that `block` brings in.
    fn introduced(&self, block: usize) -> Option<usize> {
        let next = block + 1;
        let listed = self.document.blocks.get(next)?.group.is_some() && self.document.blocks[block].group.is_none();
        (listed && self.facts[block].introduces).then_some(next)
    }

    /// The block that brings in the list or table that begins at block `first`.
    fn introduction(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        self.facts[before].introduces.then_some(before)
    }
}

fn is_source(kind: ReferenceKind, target: &str) -> bool {
    match kind {
        ReferenceKind::Link => target.contains("://"),
        ReferenceKind::Note | ReferenceKind::Citation => true,
    }
}
