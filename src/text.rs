//! Offsets and columns: the only module that knows UTF-8, UTF-16 and UTF-32 columns.
//!
//! Everywhere else a place in a text is a [`TextRange`] of byte offsets into the file as it is on disk.
//! A line ends at `\n`, `\r\n` or a lone `\r`, as the Language Server Protocol has it.

use ropey::{Rope, RopeSlice};
use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets. Which text it counts in (the file, or one block of it) is said
/// where it is stored.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TextRange {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl TextRange {
    /// The range from `start` to `end`; an `end` before `start` gives an empty range at `start`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// As [`TextRange::new`], from `usize` offsets of a text of at most [`MAX_TEXT`] bytes.
    #[must_use]
    pub fn of(start: usize, end: usize) -> Self {
        Self::new(offset(start), offset(end))
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `at` lies inside.
    #[must_use]
    pub fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether a caret at `at` touches it: inside, or right behind its last byte.
    #[must_use]
    pub fn touches(self, at: u32) -> bool {
        self.start <= at && at <= self.end
    }

    /// Whether every byte of `other` lies inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub fn shift(self, by: u32) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// As a range of indices.
    #[must_use]
    pub fn indices(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` it covers; the empty string when it does not fit the text.
    #[must_use]
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.indices()).unwrap_or_default()
    }
}

impl std::fmt::Debug for TextRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The longest text that is read, in bytes: offsets are 32 bits wide.
pub const MAX_TEXT: usize = u32::MAX as usize - 1;

/// `at` as an offset. Callers hold texts of at most [`MAX_TEXT`] bytes; a larger value is cut to that.
#[must_use]
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The line ends of `text`: `\n`, `\r\n`, or a `\r` alone.
pub fn line_ends(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let bytes = text.as_bytes();
    let mut skip = false;
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter_map(move |at| {
        if std::mem::take(&mut skip) {
            return None;
        }
        skip = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        Some(TextRange::of(at, at + 1 + usize::from(skip)))
    })
}

/// What a column counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the default of the Language Server Protocol.
    #[default]
    Utf16,
    /// Unicode scalar values; what the terminal output counts.
    Utf32,
}

impl Encoding {
    /// How many units of this encoding `text` takes.
    #[must_use]
    pub fn width(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => offset(text.len()),
            Self::Utf16 => {
                let bytes = text.as_bytes().iter();
                offset(bytes.map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum())
            }
            Self::Utf32 => offset(text.as_bytes().iter().filter(|&&b| b & 0xC0 != 0x80).count()),
        }
    }
}

/// A line and a column, both from 0; the column counts units of an [`Encoding`] given beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0.
    pub column: u32,
}

/// Units counted from the start of the text up to a byte offset.
#[derive(Clone, Copy, Default, Debug)]
struct Counted {
    utf16: u32,
    utf32: u32,
}

/// Finds lines and columns of one text. Lines are found by bisection; columns are counted from the
/// nearest of the marks set every `STRIDE` bytes, so that a line of a megabyte costs no more than a short one.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    /// Offset of the first byte of each line; the first is 0.
    starts: Vec<u32>,
    /// `marks[i]` counts the text before the first character that starts at or after byte `i * STRIDE`;
    /// empty for an ASCII text, where every encoding counts bytes.
    marks: Vec<Counted>,
}

/// Bytes between two marks of a [`LineIndex`].
const STRIDE: usize = 256;

impl LineIndex {
    /// Reads the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 64 + 1);
        starts.push(0);
        starts.extend(line_ends(text).map(|end| end.end));
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            let mut sum = Counted::default();
            let mut from = 0;
            (0..=text.len() / STRIDE)
                .map(|i| {
                    let to = text.floor_char_boundary((i * STRIDE).min(text.len()));
                    let piece = &text[from..to];
                    // Bytes that continue a character, and those that begin one of two units: in numbers so small that many are
                    // counted at once.
                    let count = |is: fn(u8) -> bool| piece.bytes().map(|b| u16::from(is(b))).sum::<u16>();
                    let characters = offset(piece.len()) - u32::from(count(|b| b & 0xC0 == 0x80));
                    sum.utf16 += characters + u32::from(count(|b| b >= 0xF0));
                    sum.utf32 += characters;
                    from = to;
                    sum
                })
                .collect()
        };
        Self { starts, marks }
    }

    /// How many lines there are: one more than there are line ends.
    #[must_use]
    pub fn lines(&self) -> u32 {
        offset(self.starts.len())
    }

    /// The line that holds the byte at `at`, from 0.
    #[must_use]
    pub fn line(&self, at: u32) -> u32 {
        offset(self.starts.partition_point(|&start| start <= at).saturating_sub(1))
    }

    /// The range of line `line` without its line end; empty at the end of the text for a line past it.
    #[must_use]
    pub fn line_range(&self, text: &str, line: u32) -> TextRange {
        let end = offset(text.len());
        let Some(&start) = self.starts.get(line as usize) else {
            return TextRange::new(end, end);
        };
        let stop = self.starts.get(line as usize + 1).copied().unwrap_or(end);
        let piece = TextRange::new(start, stop).of_text(text);
        TextRange::new(start, start + offset(piece.trim_end_matches(['\n', '\r']).len()))
    }

    /// Where the byte at `at` stands. An offset past the end counts as the end, one inside a character as its start.
    #[must_use]
    pub fn position(&self, text: &str, at: u32, encoding: Encoding) -> Position {
        let at = text.floor_char_boundary(at as usize);
        let line = self.line(offset(at));
        let start = self.starts.get(line as usize).copied().unwrap_or_default();
        Position { line, column: self.units(text, at, encoding) - self.units(text, start as usize, encoding) }
    }

    /// The offset of `position`. A line or column past the end counts as the end of the text or of the line,
    /// a column inside a character as the character's start.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let line = self.line_range(text, position.line);
        if encoding == Encoding::Utf8 || self.marks.is_empty() {
            let at = line.start.saturating_add(position.column).min(line.end);
            return offset(text.floor_char_boundary(at as usize));
        }
        let goal = self.units(text, line.start as usize, encoding).saturating_add(position.column);
        let mark = self.marks.partition_point(|mark| mark.get(encoding) <= goal).saturating_sub(1);
        // A column in the line's own end leads to a mark behind it.
        let start = text.floor_char_boundary(mark * STRIDE).clamp(line.start as usize, line.end as usize);
        let mut units = self.units(text, start, encoding);
        let mut at = start;
        for c in text[start..line.end as usize].chars() {
            let width = if encoding == Encoding::Utf16 { offset(c.len_utf16()) } else { 1 };
            if units + width > goal {
                break;
            }
            units += width;
            at += c.len_utf8();
        }
        offset(at)
    }

    /// Units of `encoding` before byte `at`, which is a character boundary.
    fn units(&self, text: &str, at: usize, encoding: Encoding) -> u32 {
        if encoding == Encoding::Utf8 || self.marks.is_empty() {
            return offset(at);
        }
        let mark = at / STRIDE;
        let from = text.floor_char_boundary(mark * STRIDE);
        let before = self.marks.get(mark).copied().unwrap_or_default();
        before.get(encoding) + encoding.width(&text[from..at])
    }
}

impl Counted {
    fn get(self, encoding: Encoding) -> u32 {
        if encoding == Encoding::Utf16 { self.utf16 } else { self.utf32 }
    }
}

/// A text that is being edited by positions.
#[derive(Debug, Clone, Default)]
pub struct Buffer(Rope);

impl Buffer {
    /// A buffer that holds `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Rope::from_str(text))
    }

    /// Replaces what stands from `from` to `to` by `text`. Positions past the end of a line or of the text
    /// count as that end, and a range that runs backwards is taken the right way round.
    pub fn replace(&mut self, from: Position, to: Position, text: &str, encoding: Encoding) {
        let (a, b) = (self.char_at(from, encoding), self.char_at(to, encoding));
        let (a, b) = (a.min(b), a.max(b));
        self.0.remove(a..b);
        self.0.insert(a, text);
    }

    fn char_at(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.0.len_lines() {
            return self.0.len_chars();
        }
        let slice = without_line_end(self.0.line(line));
        let column = position.column as usize;
        let inside = match encoding {
            Encoding::Utf8 => slice.byte_to_char(column.min(slice.len_bytes())),
            Encoding::Utf16 => slice.utf16_cu_to_char(column.min(slice.len_utf16_cu())),
            Encoding::Utf32 => column.min(slice.len_chars()),
        };
        self.0.line_to_char(line) + inside
    }
}

impl std::fmt::Display for Buffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

fn without_line_end(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    while end > 0 && matches!(line.char(end - 1), '\n' | '\r') {
        end -= 1;
    }
    line.slice(..end)
}

/// Whether a character has no shape of its own and does something to others: controls, separators of lines, marks that turn the
/// direction of writing (Unicode's `Bidi_Control`), the mark of byte order, and the tags that spell words nobody sees.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
