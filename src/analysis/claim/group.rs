//! The lists and tables of a document, as runs of blocks.

use crate::document::{Block, Document};

/// For each list or table: its first and its last block.
pub(super) struct Groups(Vec<(usize, usize)>);

impl Groups {
    pub(super) fn new(document: &Document) -> Self {
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for (index, block) in document.blocks.iter().enumerate() {
            if let Some(group) = block.group.map(|group| group as usize) {
                groups.resize(groups.len().max(group + 1), (usize::MAX, 0));
                groups[group] = (groups[group].0.min(index), index);
            }
        }
        Self(groups)
    }

    /// The first and the last block of the list or table that `block` belongs to.
    pub(super) fn of(&self, block: &Block) -> Option<(usize, usize)> {
        self.0.get(block.group? as usize).copied()
    }

    /// All of them, in the order in which they begin.
    pub(super) fn all(&self) -> &[(usize, usize)] {
        &self.0
    }
}
