//! What a format's reader draws while it goes through the file.

use super::unread::Unclosed;
use super::{Anchor, Block, BlockKind, HIDDEN, Reference, ReferenceKind, comment, mark, template};
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
    /// Where the text begins, behind its front matter.
    pub(super) body: u32,
    /// Where something begins that hides what follows and is never ended.
    pub(super) unclosed: Vec<(u32, Unclosed)>,
    /// What stands for fewer bytes of prose than it has.
    pub(super) wholes: Vec<TextRange>,
    /// The line of the front matter that is for sayso.
    pub(super) front_matter: Option<TextRange>,
    /// The block quotation that blocks are put in.
    pub(crate) quote: Option<u32>,
    /// The list or table that blocks are put in.
    pub(crate) group: Option<u32>,
    /// The label of the note that blocks are put in.
    pub(crate) label: Option<Box<str>>,
    /// The number of the list item that comes next.
    pub(super) number: Option<u32>,
    /// The places that links inside the file can lead to.
    pub(super) anchors: Vec<Anchor>,
    /// The address of the page itself, where the file tells it.
    pub(super) address: Option<Box<str>>,
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
            body: 0,
            unclosed: Vec::new(),
            wholes: Vec::new(),
            front_matter: None,
            quote: None,
            group: None,
            label: None,
            number: None,
            anchors: Vec::new(),
            address: None,
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
            if words.len() < range.len() as usize {
                self.wholes.push(range);
            }
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

    /// Hides what has been shown in `range`.
    pub(super) fn hide(&mut self, range: TextRange) {
        if let Some(prose) = &mut self.prose {
            prose[range.indices()].fill(HIDDEN);
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

    /// Ends the block of what has just been shown in `range`; in a file of which nothing is hidden it is what stands there.
    pub(super) fn end_shown(&mut self, text: &str, kind: BlockKind, range: TextRange) {
        if self.prose.is_some() {
            self.end_block(kind);
        } else {
            self.block(Some(text), kind, range);
        }
    }

    /// Adds a block. Its prose is `text`, or where that is `None` what has been shown; it is trimmed, and one
    /// without a letter or digit is left out.
    pub(super) fn block(&mut self, text: Option<&str>, kind: BlockKind, range: TextRange) {
        let number = self.number.take().filter(|_| kind == BlockKind::Item);
        self.hide_templates(text, range);
        let own_label = self.take_marks(text, kind, range);
        let kind = if own_label.is_some() { BlockKind::Note } else { kind };
        let label = own_label.or_else(|| self.label.clone());
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
        self.blocks.push(Block { kind, range, quote: self.quote, group: self.group, label, number });
    }

    /// Hides what only the generator of a site reads in the prose of a block.
    fn hide_templates(&mut self, text: Option<&str>, range: TextRange) {
        let piece: &str = match (&self.prose, text) {
            (Some(prose), _) => std::str::from_utf8(&prose[range.indices()]).unwrap_or_default(),
            (None, Some(text)) => range.of_text(text),
            (None, None) => return,
        };
        let hidden = template::find(piece);
        if hidden.is_empty() {
            return;
        }
        let start = range.start as usize;
        let comments = hidden.iter().filter(|part| comment::is_comment(&piece[(*part).clone()]));
        self.comments.extend(comments.map(|part| TextRange::of(start + part.start, start + part.end)));
        if let Some(prose) =
            self.prose.get_or_insert_with(|| text.unwrap_or_default().as_bytes().to_vec()).get_mut(start..)
        {
            for part in hidden {
                prose[part].fill(HIDDEN);
            }
        }
    }

    /// Hides the marks of notes and citations in the prose of a block and notes them as references; what is the label of a note
    /// that the block is.
    fn take_marks(&mut self, text: Option<&str>, kind: BlockKind, range: TextRange) -> Option<Box<str>> {
        let piece: &str = match (&self.prose, text) {
            (Some(prose), _) => std::str::from_utf8(&prose[range.indices()]).ok()?,
            (None, Some(text)) => range.of_text(text),
            (None, None) => return None,
        };
        let plain = text.is_some();
        let own = Some(kind)
            .filter(|kind| matches!(kind, BlockKind::Paragraph | BlockKind::Item))
            .and_then(|_| mark::leading_label(piece, plain));
        let from = own.as_ref().map_or(0, |(_, end)| *end);
        let marks = mark::find(&piece[from..], plain);
        if own.is_none() && marks.is_empty() {
            return None;
        }
        let start = range.start as usize;
        let mut hidden: Vec<std::ops::Range<usize>> = own.iter().map(|(_, end)| start..start + end).collect();
        let mut found = Vec::new();
        for mark in marks {
            let place = |part: &std::ops::Range<usize>| start + from + part.start..start + from + part.end;
            let range = place(&mark.range);
            let range = TextRange::of(range.start, range.end);
            // The markup may have told of it already.
            if mark.kind == ReferenceKind::Link {
                let behind = self.references.partition_point(|known| known.range.end <= range.start);
                if self.references.get(behind).is_some_and(|known| known.range.overlaps(range)) {
                    continue;
                }
            }
            hidden.extend(mark.hidden.iter().map(place));
            let target = mark::label(&piece[from..][mark.target]).replace(char::from(HIDDEN), "");
            found.push(Reference { kind: mark.kind, range, target: target.into() });
        }
        if !hidden.is_empty() && self.prose.is_none() {
            self.prose = text.map(|text| text.as_bytes().to_vec());
        }
        if let Some(prose) = &mut self.prose {
            for part in hidden {
                prose[part].fill(HIDDEN);
            }
        }
        self.references.extend(found);
        own.map(|(label, _)| label.into())
    }

    /// Notes that a link inside the file can lead to byte `at`.
    pub(super) fn anchor(&mut self, label: &str, at: u32) {
        if !label.is_empty() {
            self.anchors.push(Anchor { label: label.into(), at });
        }
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

    /// Hides the words that stand in no block, so that they count as not read: front matter, the numbers of items.
    fn hide_rest(&mut self, text: &str) {
        let prose = self.prose.as_deref().unwrap_or(text.as_bytes());
        let mut rest = Vec::new();
        let mut from = 0;
        let ends = self.blocks.iter().map(|block| block.range.indices()).chain([self.len..self.len]);
        for block in ends {
            let mut at = from;
            for word in prose.get(from..block.start).unwrap_or_default().split(u8::is_ascii_whitespace) {
                if word.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
                    rest.push(at..at + word.len());
                }
                at += word.len() + 1;
            }
            from = block.end;
        }
        if !rest.is_empty() {
            let prose = self.prose.get_or_insert_with(|| text.as_bytes().to_vec());
            for word in rest {
                prose[word].fill(HIDDEN);
            }
        }
    }

    pub(super) fn finish(mut self, text: &str) -> (Option<String>, Vec<Block>, Vec<Reference>) {
        self.end_block(BlockKind::Paragraph);
        self.blocks.sort_by_key(|block| block.range);
        self.hide_rest(text);
        self.references.sort_by_key(|reference| reference.range);
        // Only whole characters and blanks have been written, so this does not fail; if it did, nothing is prose.
        let prose = self.prose.map(|bytes| String::from_utf8(bytes).unwrap_or_default());
        (prose, self.blocks, self.references)
    }
}
