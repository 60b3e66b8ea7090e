//! What the mark of a note leads to: the note, a place in the page, or an entry of the list of sources.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts::Facts;
use crate::document::{BlockKind, Document, Reference, ReferenceKind};
use crate::language::lexicon::{Class, Lexicon};

/// The notes and the list of sources of a document.
pub(super) struct Notes<'a> {
    document: &'a Document,
    labels: BTreeMap<&'a str, usize>,
    anchors: BTreeMap<&'a str, u32>,
    /// The entries of numbered lists of sources, by their number.
    entries: BTreeMap<u32, usize>,
    /// What stands under "References" or the like.
    listed: BTreeSet<usize>,
    /// For a note that says "Ibid.", the one whose work it takes up.
    repeated: BTreeMap<usize, usize>,
    /// The note or entry before, with the work it names.
    last: Option<usize>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(document: &'a Document, facts: &[Arc<Facts>]) -> Self {
        let mut notes = Self {
            document,
            labels: BTreeMap::new(),
            anchors: BTreeMap::new(),
            entries: BTreeMap::new(),
            listed: BTreeSet::new(),
            repeated: BTreeMap::new(),
            last: None,
        };
        for anchor in &document.anchors {
            notes.anchors.entry(&anchor.label).or_insert(anchor.at);
        }
        let mut section = false;
        let mut list = None;
        for (index, block) in document.blocks.iter().enumerate() {
            if block.kind.is_heading() {
                section = facts[index].bibliography;
            }
            if block.group.is_some() && list != Some((block.group, true)) && list != Some((block.group, false)) {
                list = Some((block.group, section || (index > 0 && facts[index - 1].bibliography)));
            }
            notes.add(index, section || (block.group.is_some() && list.is_some_and(|(_, under)| under)));
        }
        notes
    }

    /// Takes in a block, which stands `under` the heading of a list of sources or not.
    fn add(&mut self, index: usize, under: bool) {
        let block = &self.document.blocks[index];
        if let (BlockKind::Note, Some(label)) = (block.kind, &block.label) {
            self.labels.entry(label).or_insert(index);
        }
        if under && !block.kind.is_heading() {
            self.listed.insert(index);
        }
        if block.kind == BlockKind::Note || self.listed.contains(&index) {
            match self.last.filter(|_| self.says_the_same(index)) {
                Some(before) => _ = self.repeated.insert(index, before),
                None => self.last = Some(index),
            }
        }
        // Of any other list only those entries are sources that begin with a link.
        match block.number {
            Some(number) if under => {
                self.entries.insert(number, index);
            }
            Some(number) if self.begins_with_link(index) => {
                self.entries.entry(number).or_insert(index);
            }
            _ => {}
        }
    }

    /// Whether a note takes up the work of the one before: "Ibid., p. 3".
    fn says_the_same(&self, block: usize) -> bool {
        let prose = self.document.blocks[block].range.of_text(self.document.prose());
        let mut words = prose.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let word = words.find(|word| word.contains(char::is_alphabetic));
        word.is_some_and(|word| Lexicon::english().find(&word.to_lowercase()).classes.has(Class::SameWork))
    }

    /// The note or entry that names the work of `note`: of "Ibid.", the one before.
    pub(super) fn work(&self, note: usize) -> usize {
        self.repeated.get(&note).copied().unwrap_or(note)
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

    /// The reference as what it is: a link inside the page that leads to a note, or to an entry of the list of sources, is the mark
    /// of that.
    pub(super) fn resolve(&self, reference: &Reference) -> Reference {
        let label = reference.target.strip_prefix('#').filter(|_| reference.kind == ReferenceKind::Link);
        let block = label.and_then(|label| self.block_behind(*self.anchors.get(label)?));
        let noted = |block: usize| self.listed.contains(&block) || self.document.blocks[block].kind == BlockKind::Note;
        match (label, block) {
            (Some(label), Some(block)) if noted(block) => {
                Reference { kind: ReferenceKind::Note, range: reference.range, target: label.into() }
            }
            _ => reference.clone(),
        }
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
