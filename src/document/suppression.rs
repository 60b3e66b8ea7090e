//! Comments that say which findings are meant to be: `<!-- sayso: allow[unattributed-figure] our own count -->`, and what else is a
//! comment in the format of the file (`comment`).
//!
//! `allow[…]` beside words covers their line; on a line of its own, the block that follows, a list or table as a whole.
//! `allow-file[…]` covers the file, and what stands between `allow-start[…]` and `allow-end` is covered too. In the front matter of
//! Markdown, `sayso: allow[…] …` covers the file.

use std::ops::Range;

use super::{Block, comment};
use crate::text::TextRange;

/// Why a comment has no effect whatever is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SuppressionFault {
    /// What stands behind "sayso:" is none of the four words.
    Word,
    /// It has capitals, or no colon behind "sayso".
    Spelling,
    /// It names no rule.
    NoRule,
    /// No `allow-end` follows its `allow-start`.
    Open,
    /// It is an `allow-end` before which no region is open.
    NotOpen,
    /// It stands alone, and no text follows.
    Nothing,
}

/// A comment that says which findings are meant to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The comment, or the line of the front matter: bytes of the file.
    pub range: TextRange,
    /// The names of the rules, as written: bytes of the file.
    pub rules: Vec<TextRange>,
    /// The reason given; empty for none.
    pub reason: TextRange,
    /// The comment that ends its region, where it has one.
    pub end: Option<TextRange>,
    /// Where findings are meant to be, or why there is no such place.
    pub scope: Result<TextRange, SuppressionFault>,
}

impl Word {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "allow" => Self::Here,
            "allow-file" => Self::File,
            "allow-start" => Self::Start,
            "allow-end" => Self::End,
            _ => return None,
        })
    }
}

/// What a comment asks for.
struct Order {
    word: Word,
    suppression: Suppression,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Here,
    File,
    Start,
    End,
    Unknown,
    /// One of the others, or what other programs call them, where "sayso: allow" is written otherwise.
    Misspelt,
}

/// What other programs write where sayso has "allow".
const PEERS: [&str; 7] = ["ignore", "disable", "enable", "off", "on", "skip", "suppress"];

/// Reads the comments of a file, and the line of its front matter, which covers the file.
pub(super) fn read(
    text: &str,
    comments: &[TextRange],
    front_matter: Option<TextRange>,
    blocks: &[Block],
) -> Vec<Suppression> {
    let mut orders: Vec<Order> = Vec::new();
    let all = TextRange::of(0, text.len());
    if let Some(range) = front_matter
        && let Some(mut order) = order(text, range, range)
    {
        if order.word == Word::Here {
            order.word = Word::File;
        }
        orders.push(order);
    }
    orders.extend(comments.iter().filter_map(|&range| order(text, range, comment::inside(text, range)?)));
    let mut scopes = Scopes::new(text, comments, blocks);
    let mut found: Vec<Suppression> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for Order { word, mut suppression } in orders {
        let names = !suppression.rules.is_empty();
        suppression.scope = match word {
            Word::Unknown => Err(SuppressionFault::Word),
            Word::Misspelt => Err(SuppressionFault::Spelling),
            Word::End => match open.pop() {
                Some(start) => {
                    found[start].scope = Ok(TextRange::new(found[start].range.end, suppression.range.start));
                    found[start].end = Some(suppression.range);
                    continue;
                }
                None => Err(SuppressionFault::NotOpen),
            },
            _ if !names => Err(SuppressionFault::NoRule),
            Word::File => Ok(all),
            Word::Here => scopes.around(suppression.range).ok_or(SuppressionFault::Nothing),
            Word::Start => {
                open.push(found.len());
                Err(SuppressionFault::Open)
            }
        };
        found.push(suppression);
    }
    found
}

/// Reads "sayso: allow[rule, rule] reason".
fn order(text: &str, range: TextRange, words: TextRange) -> Option<Order> {
    let mut rest = Rest { text, range: words };
    rest.trim();
    let name = rest.letters();
    if !name.eq_ignore_ascii_case("sayso") {
        return None;
    }
    let parted = rest.words().starts_with(['-', ' ', '\t', ':', '=']);
    rest.trim();
    // In TOML it is `sayso = "…"`.
    let told = rest.take(":") || rest.take("=");
    rest.take("-");
    rest.trim();
    if rest.take("\"") || rest.take("'") {
        rest.drop_end(['"', '\'']);
    }
    let word = rest.word();
    let small = word.to_ascii_lowercase();
    let known = Word::of(&small);
    let word = match known {
        Some(known) if told && name == "sayso" && word == small => known,
        None if told => Word::Unknown,
        // Without the colon it may be a note that has the word in it.
        None if !parted || !PEERS.contains(&&*small) => return None,
        _ => Word::Misspelt,
    };
    let rules = rest.names();
    rest.trim();
    Some(Order { word, suppression: Suppression { range, rules, reason: rest.range, end: None, scope: Ok(range) } })
}

/// What has not been read yet.
struct Rest<'a> {
    text: &'a str,
    range: TextRange,
}

impl<'a> Rest<'a> {
    fn words(&self) -> &'a str {
        self.range.of_text(self.text)
    }

    fn skip(&mut self, bytes: usize) -> TextRange {
        let start = self.range.start;
        self.range.start += crate::text::offset(bytes);
        TextRange::new(start, self.range.start)
    }

    fn trim(&mut self) {
        let words = self.words();
        self.range.end -= crate::text::offset(words.len() - words.trim_end().len());
        self.skip(words.trim_end().len() - words.trim().len());
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words().starts_with(word);
        if found {
            self.skip(word.len());
        }
        found
    }

    fn drop_end(&mut self, marks: [char; 2]) {
        if self.words().ends_with(marks) {
            self.range.end -= 1;
        }
    }

    fn letters(&mut self) -> &'a str {
        let words = self.words();
        let end = words.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(words.len());
        self.skip(end).of_text(self.text)
    }

    fn word(&mut self) -> &'a str {
        let words = self.words();
        let end = words.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(words.len());
        self.skip(end).of_text(self.text)
    }

    /// The names in "[…]".
    fn names(&mut self) -> Vec<TextRange> {
        if !self.take("[") {
            return Vec::new();
        }
        let words = self.words();
        let end = words.find(']').unwrap_or(words.len());
        let list = self.skip(end);
        self.take("]");
        let mut names = Vec::new();
        let mut at = list.start;
        for part in list.of_text(self.text).split(',') {
            let mut name = Rest { text: self.text, range: TextRange::new(at, at + crate::text::offset(part.len())) };
            at = name.range.end + 1;
            name.trim();
            if !name.range.is_empty() {
                names.push(name.range);
            }
        }
        names
    }
}

/// What comments cover that stand for themselves, asked for in the order of the text: what has been found of a line or a list for one
/// holds for the next.
struct Scopes<'a> {
    text: &'a str,
    comments: &'a [TextRange],
    blocks: &'a [Block],
    /// Where the last comment begins, and where its line does.
    begins: (usize, usize),
    /// Where the line of the last comment ends.
    ends: usize,
    /// The lines looked at last, and whether they hold nothing but comments.
    alone: Option<(TextRange, bool)>,
    /// The blocks of the list or table looked at last.
    group: Range<usize>,
}

impl<'a> Scopes<'a> {
    fn new(text: &'a str, comments: &'a [TextRange], blocks: &'a [Block]) -> Self {
        Self { text, comments, blocks, begins: (0, 0), ends: 0, alone: None, group: 0..0 }
    }

    /// What a comment in `range` covers: its lines, or if they hold nothing but comments, the block that follows.
    fn around(&mut self, range: TextRange) -> Option<TextRange> {
        let lines = self.lines(range);
        let alone = match self.alone {
            Some((known, alone)) if known == lines => alone,
            _ => self.are_alone(lines),
        };
        self.alone = Some((lines, alone));
        if !alone {
            return Some(lines);
        }
        let next = self.blocks.partition_point(|block| block.range.start < range.end);
        let first = self.blocks.get(next)?;
        if first.group.is_none() {
            return Some(first.range);
        }
        if !self.group.contains(&next) {
            let same = |block: &&Block| block.group == first.group;
            self.group = next..next + self.blocks[next..].iter().take_while(same).count();
        }
        Some(first.range.hull(self.blocks[self.group.end - 1].range))
    }

    /// The lines of the text that `range` stands on.
    fn lines(&mut self, range: TextRange) -> TextRange {
        let bytes = self.text.as_bytes();
        let (start, end) = (range.start as usize, range.end as usize);
        let (known, begin) = self.begins;
        let begin = memchr::memrchr2(b'\n', b'\r', &bytes[known..start]).map_or(begin, |at| known + at + 1);
        self.begins = (start, begin);
        if self.ends < end {
            self.ends = memchr::memchr2(b'\n', b'\r', &bytes[end..]).map_or(bytes.len(), |at| end + at);
        }
        TextRange::of(begin, self.ends)
    }

    /// Whether nothing but comments stands on these lines.
    fn are_alone(&self, lines: TextRange) -> bool {
        let first = self.comments.partition_point(|comment| comment.end <= lines.start);
        let mut at = lines.start;
        for comment in self.comments[first..].iter().take_while(|comment| comment.start < lines.end) {
            // The mark of a quotation or an item stands before what is in it, and one of the byte order before all.
            let before = TextRange::new(at, comment.start.max(at)).of_text(self.text);
            let before = if at == lines.start {
                before.trim_start_matches(['\u{feff}', '>', '-', '*', '+', ' ', '\t'])
            } else {
                before
            };
            if !before.trim().is_empty() {
                return false;
            }
            at = comment.end;
        }
        TextRange::new(at, lines.end.max(at)).of_text(self.text).trim().is_empty()
    }
}
