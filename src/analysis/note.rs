//! What the mark of a note leads to: the note, a place in the page, or an entry of the list of sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use crate::document::{BlockKind, Document, Reference, ReferenceKind};

/// The notes and the list of sources of a document.
pub(super) struct Notes<'a> {
    document: &'a Document,
    labels: BTreeMap<&'a str, usize>,
    anchors: BTreeMap<&'a str, u32>,
    /// The entries of numbered lists of sources, by their number.
    entries: BTreeMap<u32, usize>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(document: &'a Document, facts: &[Arc<Facts>]) -> Self {
        let mut notes = Self { document, labels: BTreeMap::new(), anchors: BTreeMap::new(), entries: BTreeMap::new() };
        for anchor in &document.anchors {
            notes.anchors.entry(&anchor.label).or_insert(anchor.at);
        }
        // Whether the list that goes on stands under "References" or the like; else only its entries with a link are sources.
        let mut listed: Option<(u32, bool)> = None;
        for (index, block) in document.blocks.iter().enumerate() {
            if let (BlockKind::Note, Some(label)) = (block.kind, &block.label) {
                notes.labels.entry(label).or_insert(index);
            }
            let Some(group) = block.group else { continue };
            if listed.is_none_or(|(known, _)| known != group) {
                let under = index.checked_sub(1).is_some_and(|before| facts[before].bibliography);
                listed = Some((group, under));
            }
            let under = listed.is_some_and(|(_, under)| under);
            if let Some(number) = block.number
                && (under || notes.begins_with_link(index))
            {
                // Under its heading a list is surer than any other.
                if under {
                    notes.entries.insert(number, index);
                } else {
                    notes.entries.entry(number).or_insert(index);
                }
            }
        }
        notes
    }

    /// Whether an item is the title of a work: it begins with a link.
    fn begins_with_link(&self, block: usize) -> bool {
        let range = self.document.blocks[block].range;
        let references = &self.document.references;
        let from = references.partition_point(|reference| reference.range.end <= range.start);
        let begins = |reference: &Reference| {
            let before = range.start..reference.range.start.max(range.start);
            let prose = &self.document.prose()[before.start as usize..before.end as usize];
            reference.kind == ReferenceKind::Link
                && reference.range.start < range.end
                && !prose.contains(char::is_alphanumeric)
        };
        references.get(from).is_some_and(begins)
    }

    /// Whether a list of sources has an entry of that number.
    pub(super) fn has_entry(&self, number: u32) -> bool {
        self.entries.contains_key(&number)
    }

    /// The block that a reference leads to.
    pub(super) fn of(&self, reference: &Reference) -> Option<usize> {
        let target = match reference.kind {
            ReferenceKind::Link => return None,
            ReferenceKind::Note => &*reference.target,
            ReferenceKind::Citation => reference.target.strip_prefix('[')?.strip_suffix(']')?,
        };
        let first = target.split([',', '-', '–', ';']).next().unwrap_or_default().trim();
        let labelled = self.labels.get(target).or_else(|| self.labels.get(first)).copied();
        labelled
            .or_else(|| self.anchors.get(target).and_then(|&at| self.block_behind(at)))
            .or_else(|| self.entries.get(&first.parse().ok()?).copied())
    }

    /// The block at byte `at` of the file, or the first behind it.
    fn block_behind(&self, at: u32) -> Option<usize> {
        let index = self.document.blocks.partition_point(|block| block.range.end <= at);
        (index < self.document.blocks.len()).then_some(index)
    }
}
