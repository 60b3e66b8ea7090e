//! What a format's reader draws while it goes through the file.

use super::{Block, BlockKind, HIDDEN, Reference, ReferenceKind};
use crate::text::{TextRange, offset};

/// The prose and the blocks of a file in the making.
///
/// A reader either calls [`Sketch::block`] with ranges of an unmasked file (plain text), or first
/// [`Sketch::mask`] and then shows what is prose, piece by piece, ending each block with [`Sketch::end_block`].
pub(crate) struct Sketch {
    /// The masked prose; `None` as long as the file is its own prose.
    prose: Option<Vec<u8>>,
    /// Hull of what has been shown since the last block ended.
    open: Option<TextRange>,
    blocks: Vec<Block>,
    references: Vec<Reference>,
    /// The comments of the file, in order.
    pub(super) comments: Vec<TextRange>,
    /// The line of the front matter that is for sayso.
    pub(super) front_matter: Option<TextRange>,
    /// The block quotation that blocks are put in.
    pub(crate) quote: Option<u32>,
    /// The list or table that blocks are put in.
    pub(crate) group: Option<u32>,
    /// The label of the note that blocks are put in.
    pub(crate) label: Option<Box<str>>,
    quotes: u32,
    groups: u32,
    len: usize,
}

impl Sketch {
    pub(super) fn new(text: &str) -> Self {
        Self {
            prose: None,
            open: None,
            blocks: Vec::new(),
            references: Vec::new(),
            comments: Vec::new(),
            front_matter: None,
            quote: None,
            group: None,
            label: None,
            quotes: 0,
            groups: 0,
            len: text.len(),
        }
    }

    /// Forgets what was shown of a block that has not ended; it is shown still.
    pub(super) fn end_open(&mut self) {
        self.open = None;
    }

    /// Hides the whole file; from here on only what is shown is prose.
    pub(super) fn mask(&mut self) {
        self.prose = Some(vec![HIDDEN; self.len]);
    }

    /// Shows `words`, which stand at byte `at` of the file.
    pub(super) fn show(&mut self, words: &str, at: u32) {
        self.write(TextRange::new(at, at + offset(words.len())), words.as_bytes());
    }

    /// Shows `words` in place of what stands in `range` (an entity, a quotation element); what is left of the
    /// range has no width. Words longer than the range show as a blank.
    pub(super) fn put(&mut self, range: TextRange, words: &str) {
        if words.len() <= range.len() as usize {
            self.write(range, words.as_bytes());
        } else {
            self.blank(range);
        }
    }

    /// Shows `range` as white space.
    pub(super) fn blank(&mut self, range: TextRange) {
        if let Some(prose) = &mut self.prose {
            prose[range.indices()].fill(b' ');
        }
    }

    fn write(&mut self, range: TextRange, bytes: &[u8]) {
        let Some(prose) = &mut self.prose else { return };
        let start = range.start as usize;
        prose[start..start + bytes.len()].copy_from_slice(bytes);
        self.open = Some(self.open.map_or(range, |open| open.hull(range)));
    }

    /// Ends the block that has been shown, if any of it is prose.
    pub(super) fn end_block(&mut self, kind: BlockKind) {
        if let Some(range) = self.open.take() {
            self.block(None, kind, range);
        }
    }

    /// Adds a block. Its prose is `text`, or where that is `None` what has been shown; it is trimmed, and one
    /// without a letter or digit is left out.
    pub(super) fn block(&mut self, text: Option<&str>, kind: BlockKind, range: TextRange) {
        let bytes = match (&self.prose, text) {
            (Some(prose), _) => prose.as_slice(),
            (None, Some(text)) => text.as_bytes(),
            (None, None) => return,
        };
        let piece = &bytes[range.indices()];
        let shown = |b: &u8| *b != HIDDEN && !b.is_ascii_whitespace();
        let (Some(first), Some(last)) = (piece.iter().position(shown), piece.iter().rposition(shown)) else {
            return;
        };
        let worded = |b: &u8| b.is_ascii_alphanumeric() || *b >= 0x80;
        if !piece[first..=last].iter().any(worded) {
            return;
        }
        let range = TextRange::new(range.start + offset(first), range.start + offset(last + 1));
        self.blocks.push(Block { kind, range, quote: self.quote, group: self.group, label: self.label.clone() });
    }

    /// Whether a block has been added already.
    pub(super) fn has_blocks(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// Notes a reference.
    pub(super) fn refer(&mut self, kind: ReferenceKind, range: TextRange, target: &str) {
        self.references.push(Reference { kind, range, target: target.into() });
    }

    /// A number for a block quotation that begins.
    pub(super) fn new_quote(&mut self) -> u32 {
        self.quotes += 1;
        self.quotes - 1
    }

    /// A number for a list or table that begins.
    pub(super) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups - 1
    }

    pub(super) fn finish(mut self) -> (Option<String>, Vec<Block>, Vec<Reference>) {
        self.end_block(BlockKind::Paragraph);
        self.blocks.sort_by_key(|block| block.range);
        self.references.sort_by_key(|reference| reference.range);
        // Only whole characters and blanks have been written, so this does not fail; if it did, nothing is prose.
        let prose = self.prose.map(|bytes| String::from_utf8(bytes).unwrap_or_default());
        (prose, self.blocks, self.references)
    }
}
