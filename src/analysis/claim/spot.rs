//! The references of a document that can be somebody's say-so, each with its block, its sentence and its role.

use std::sync::Arc;

use super::role::{self, Role};
use crate::analysis::Analysis;
use crate::analysis::facts::Facts;
use crate::document::{BlockKind, Document, ReferenceKind};
use crate::text::TextRange;

/// A reference in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Its index in [`Analysis::references`].
    pub(super) index: usize,
    /// What it is to its sentence.
    pub(super) role: Role,
    /// Whether it is a link.
    pub(super) link: bool,
    /// Its place in the file, markup included.
    pub(super) range: TextRange,
    /// Index of its sentence in its block.
    pub(super) sentence: usize,
    /// Whether no word of the block stands behind it.
    pub(super) ends: bool,
    /// Whether it is around the block, as what a quotation gives as its source.
    pub(super) around: bool,
}

/// How many characters behind a mark the next word is looked for.
const NEXT: usize = 8;

/// How many blocks more one reference can be around.
const BLOCKS: usize = 64;

/// The mark at the end of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closing {
    /// The first of the marks in its sentence.
    pub(super) spot: Spot,
    /// The last sentence before its own that has a mark.
    pub(super) before: Option<usize>,
}

/// The references of a document, block by block.
pub(super) struct Spots {
    all: Vec<Spot>,
    /// For each block, the index of its first spot; one more than there are blocks.
    first: Vec<usize>,
    /// For each block, the mark at its end.
    closing: Vec<Option<Closing>>,
}

impl Spots {
    pub(super) fn new(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Self {
        let mut placed: Vec<(usize, Spot)> = Vec::with_capacity(analysis.references.len());
        let mut ended = (usize::MAX, 0);
        let (mut lines, mut before, mut behind_it) = (Looked::default(), Looked::default(), Looked::default());
        for (index, reference) in analysis.references.iter().enumerate() {
            let Some(first) = block_of(document, reference.range, &mut lines) else { continue };
            let role = match reference.kind {
                ReferenceKind::Link => role::of_link(document, reference.range, &reference.target),
                ReferenceKind::Note if leads_back(document, analysis, index, first) => None,
                ReferenceKind::Note | ReferenceKind::Citation => Some(Role::Mark),
            };
            let Some(role) = role else { continue };
            // A quotation with a source may have several paragraphs.
            let more = document.blocks[first + 1..].iter().take_while(|block| block.range.start < reference.range.end);
            let last = first + more.take(BLOCKS).count();
            for (block, facts) in facts.iter().enumerate().take(last + 1).skip(first) {
                if ended.0 != block {
                    ended = (block, last_word(document, block));
                }
                let range = reference.range;
                let looked = (&mut before, &mut behind_it);
                let (sentence, behind) = sentence(document, facts, block, range, role, looked);
                // "… rose. [Source](…)".
                let role = if behind && role == Role::Pointer { Role::Mark } else { role };
                let link = reference.kind == ReferenceKind::Link;
                let place = document.blocks[block].range;
                let around = reference.kind == ReferenceKind::Citation
                    && range.start < place.start.saturating_sub(1)
                    && range.end > place.end;
                placed.push((block, Spot { index, role, link, range, sentence, ends: range.end >= ended.1, around }));
            }
        }
        placed.sort_by_key(|(block, spot)| (*block, spot.range));
        let mut first = vec![0; facts.len() + 1];
        for (block, _) in &placed {
            first[block + 1] += 1;
        }
        for block in 0..facts.len() {
            first[block + 1] += first[block];
        }
        let all = placed.into_iter().map(|(_, spot)| spot).collect();
        let mut spots = Self { all, first, closing: Vec::new() };
        spots.closing = (0..facts.len()).map(|block| spots.find_closing(block)).collect();
        spots
    }

    fn find_closing(&self, block: usize) -> Option<Closing> {
        let marks = || self.of(block).iter().rev().filter(|spot| spot.role == Role::Mark);
        let last = marks().next().filter(|spot| spot.ends)?;
        let spot = *marks().take_while(|spot| spot.sentence == last.sentence).last()?;
        let before = marks().find(|spot| spot.sentence < last.sentence).map(|spot| spot.sentence);
        Some(Closing { spot, before })
    }

    /// The spots of a block, in order.
    pub(super) fn of(&self, block: usize) -> &[Spot] {
        &self.all[self.first[block]..self.first[block + 1]]
    }

    /// The spots of a sentence, in order.
    pub(super) fn of_sentence(&self, block: usize, sentence: usize) -> &[Spot] {
        let spots = self.of(block);
        let from = spots.partition_point(|spot| spot.sentence < sentence);
        let count = spots[from..].partition_point(|spot| spot.sentence == sentence);
        &spots[from..from + count]
    }

    /// The mark of a block that no word follows.
    pub(super) fn closing(&self, block: usize) -> Option<&Closing> {
        self.closing[block].as_ref()
    }

    /// Whether a block has a mark anywhere.
    pub(super) fn has_mark(&self, block: usize) -> bool {
        self.of(block).iter().any(|spot| spot.role == Role::Mark)
    }
}

/// A part of a text that has been looked through for a character: many references may stand in a row, and each asks of what is before
/// and behind it.
#[derive(Default)]
struct Looked {
    from: usize,
    /// Where the first is, or if none has been found, how far it has been looked for.
    to: usize,
    found: bool,
}

impl Looked {
    /// Whether there is such a character from byte `from` to byte `to`.
    fn holds(&mut self, text: &str, from: u32, to: u32, is: impl Fn(char) -> bool) -> bool {
        let (from, to) = (from as usize, to.max(from) as usize);
        if from < self.from || self.to < from {
            *self = Self { from, to: from, found: false };
        }
        if !self.found && self.to < to {
            let found = text[self.to..to].find(is);
            (self.to, self.found) = (found.map_or(to, |at| self.to + at), found.is_some());
        }
        self.found && self.to < to
    }
}

/// The block that a reference stands in, or right behind.
fn block_of(document: &Document, range: TextRange, lines: &mut Looked) -> Option<usize> {
    let blocks = &document.blocks;
    let index = blocks.partition_point(|block| block.range.end < range.start);
    if blocks.get(index).is_some_and(|block| block.range.start < range.end) {
        return Some(index);
    }
    // Hidden at the end of a block, it lies outside: on the same line.
    let before = index.checked_sub(1)?;
    let parted = lines.holds(document.text(), blocks[before].range.end, range.start, |c| c == '\n');
    (!parted).then_some(before)
}

/// Whether a mark leads from a note back to the text.
fn leads_back(document: &Document, analysis: &Analysis, index: usize, block: usize) -> bool {
    let noted = document.blocks[block].kind == BlockKind::Note;
    analysis.notes[index].is_some_and(|note| note == block || (noted && note < block))
}

/// Where the last word of a block ends that no mark hides.
fn last_word(document: &Document, block: usize) -> u32 {
    let range = document.blocks[block].range;
    let prose = document.block_prose(&document.blocks[block]);
    let last = prose.rfind(char::is_alphanumeric).unwrap_or(0);
    range.start + crate::text::offset(last)
}

/// The sentence that a reference with that role belongs to; a mark to the one that it stands behind. Also whether it stands behind that.
fn sentence(
    document: &Document,
    facts: &Facts,
    block: usize,
    range: TextRange,
    role: Role,
    (before, after): (&mut Looked, &mut Looked),
) -> (usize, bool) {
    let start = document.blocks[block].range.start;
    let prose = document.prose();
    let worded = |looked: &mut Looked, from, to| looked.holds(prose, from, to, char::is_alphanumeric);
    let index = facts.sentences.partition_point(|sentence| sentence.range.end + start <= range.start);
    let Some(sentence) = facts.sentences.get(index).map(|sentence| sentence.range.shift(start)) else {
        return (index.saturating_sub(1), true);
    };
    // Between two sentences it belongs to the first; and so it does as a sentence of its own: "… rose. (p. 19)".
    let behind = sentence.start >= range.end;
    let opens = !worded(before, sentence.start, range.start.clamp(sentence.start, sentence.end));
    let rest = worded(after, range.end.clamp(sentence.start, sentence.end), sentence.end);
    // No mark opens the sentence that it is of: "… rose. (p. 19) Then …"; but "… rose. (Smith 2019) found …".
    let next = || prose[range.end as usize..].chars().take(NEXT).find(|c| c.is_alphanumeric());
    let apart = opens && role == Role::Mark && index > 0 && !next().is_some_and(char::is_lowercase);
    let alone = apart || opens && matches!(role, Role::Mark | Role::Pointer) && !rest;
    (index.saturating_sub(usize::from(behind || alone)), behind || (alone && index > 0))
}
