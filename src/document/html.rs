//! HTML, by the tokenizer of the WHATWG standard (html5gum): elements that hold no prose are masked, block
//! elements end a block, quotation elements show as quotation marks, entities as what they stand for.

use html5gum::{Token, Tokenizer};

use super::tags::{TagKind, TagToken, tags, without_islands};
use super::unread::Unclosed;
use super::{BlockKind, ReferenceKind, Sketch, front_matter, inline, mark};
use crate::text::{TextRange, offset};

/// Elements whose content is no prose, or no longer.
pub(super) const HIDDEN_ELEMENTS: [&str; 23] = [
    "script", "style", "nav", "code", "pre", "kbd", "samp", "template", "noscript", "svg", "math", "textarea",
    "select", "button", "iframe", "object", "video", "audio", "canvas", "var", "del", "s", "strike",
];

/// Elements that stand in a line of text; all others end a block.
const INLINE_ELEMENTS: [&str; 44] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "meter", "nobr", "output", "picture", "q",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var",
];

/// How deep elements that matter are followed; deeper ones are read as if their tags were not there.
const DEEPEST: usize = 500;

/// Reads HTML.
pub(super) fn read(text: &str, sketch: &mut Sketch) {
    sketch.mask();
    let body = front_matter::read(text, sketch);
    read_part(text, TextRange::of(body, text.len()), sketch);
}

/// Reads the HTML in `range` of a file whose prose is masked already.
pub(super) fn read_part(text: &str, range: TextRange, sketch: &mut Sketch) {
    let source = without_islands(range.of_text(text));
    let tags = tags(&source);
    let mut reader = Reader {
        source: &source,
        base: range.start,
        tags: &tags,
        sketch,
        kind: BlockKind::Paragraph,
        open: Vec::new(),
        hidden: 0,
        after_break: false,
        number: None,
    };
    reader.read();
}

/// An element that is open, with what to go back to when it ends.
struct Open {
    /// The end tag; `None` for an element that ends where its next sibling begins or its parent ends.
    ends_with: Option<usize>,
    undo: Undo,
}

enum Undo {
    Hidden,
    Quote(Option<u32>),
    Group(Option<u32>, Option<u32>),
    Kind(BlockKind),
    QuotationMark,
}

struct Reader<'a> {
    /// The part of the file that is read, islands blanked out, and its offset in the file.
    source: &'a str,
    base: u32,
    tags: &'a [TagToken],
    sketch: &'a mut Sketch,
    kind: BlockKind,
    open: Vec<Open>,
    hidden: u32,
    /// Whether nothing but white space has come since a `<br>`.
    after_break: bool,
    /// In a numbered list: the number of its next item.
    number: Option<u32>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut at = 0;
        for index in 0..self.tags.len() {
            let tag = &self.tags[index];
            self.words(TextRange::new(at, tag.range.start));
            at = tag.range.end;
            match tag.kind {
                TagKind::Start => self.start(index),
                TagKind::End => self.end(index),
                TagKind::Comment => {
                    let comment = tag.range.of_text(self.source);
                    let ended = ["-->", "--!>"].iter().any(|end| comment.ends_with(end)) || comment == "<!-->";
                    if comment.starts_with("<!--") && !ended {
                        self.sketch.unclosed.push((tag.range.start + self.base, Unclosed::Comment));
                    }
                    self.sketch.comments.push(tag.range.shift(self.base));
                }
            }
        }
        self.words(TextRange::new(at, offset(self.source.len())));
        self.end_block();
    }

    /// Shows the text in `range` of the source.
    fn words(&mut self, range: TextRange) {
        let words = range.of_text(self.source);
        if self.hidden > 0 || words.is_empty() {
            return;
        }
        self.after_break &= words.trim().is_empty();
        let mut from = 0;
        for amp in memchr::memchr_iter(b'&', words.as_bytes()) {
            if let (true, Some((len, decoded))) = (amp >= from, entity(&words[amp..])) {
                self.show(range.start, from..amp);
                let place = TextRange::of(amp, amp + len).shift(range.start + self.base);
                self.sketch.put(place, &decoded);
                from = amp + len;
            }
        }
        self.show(range.start, from..words.len());
    }

    fn show(&mut self, start: u32, range: std::ops::Range<usize>) {
        if !range.is_empty() {
            let place = TextRange::of(range.start, range.end).shift(start);
            // From the source and not from the file, where an island would show.
            self.sketch.show(place.of_text(self.source), place.start + self.base);
        }
    }

    fn start(&mut self, index: usize) {
        let tags = self.tags;
        let tag = &tags[index];
        let place = tag.range.shift(self.base);
        let name = &*tag.name;
        let inline = INLINE_ELEMENTS.contains(&name);
        if !inline || (name == "cite" && self.sketch.quote.is_some()) {
            self.end_block();
        }
        // A name in another language stands in an English sentence.
        let foreign = tag.foreign && !inline;
        let hides = HIDDEN_ELEMENTS.contains(&name)
            || tag.unseen
            || foreign
            || (name == "footer" && self.sketch.quote.is_none());
        // "10<sup>6</sup>"
        let power = if name == "sup" { self.inside(index).and_then(inline::raised) } else { None };
        let raised = (name == "a" && self.note_label(index).is_some()) || (name == "sup" && self.is_raised_note(index));
        match name {
            _ if (hides || raised) && tag.closed_by.is_some() => {
                self.sketch.blank(place);
                self.hidden += 1;
                self.push(index, Undo::Hidden);
            }
            "sup" if power.is_some() && self.hidden == 0 => {
                let end = tag.closed_by.map_or(place, |end| self.tags[end].range.shift(self.base));
                self.sketch.put(place.hull(end), power.as_deref().unwrap_or_default());
                self.hidden += 1;
                self.push(index, Undo::Hidden);
            }
            "br" => {
                self.sketch.blank(place);
                if std::mem::replace(&mut self.after_break, true) {
                    self.end_block();
                }
            }
            "q" if tag.closed_by.is_some() && self.hidden == 0 => {
                self.sketch.put(place, "“");
                self.push(index, Undo::QuotationMark);
            }
            "blockquote" => {
                let quote = Some(self.sketch.new_quote());
                let before = std::mem::replace(&mut self.sketch.quote, quote);
                self.push(index, Undo::Quote(before));
            }
            "ul" | "ol" | "dl" | "table" => {
                let group = Some(self.sketch.new_group());
                let before = std::mem::replace(&mut self.sketch.group, group);
                let number = std::mem::replace(&mut self.number, (name == "ol").then_some(1));
                self.push(index, Undo::Group(before, number));
            }
            "title" => self.set_kind(index, BlockKind::Title),
            "h1" if !self.sketch.has_blocks() => self.set_kind(index, BlockKind::Title),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.set_kind(index, BlockKind::Heading),
            "li" | "dt" | "dd" => {
                self.set_kind(index, BlockKind::Item);
                self.sketch.number = self.number;
                self.number = self.number.map(|number| number + 1);
            }
            "td" | "th" => self.set_kind(index, BlockKind::Cell),
            // A table that lays out a page has running text in its cells.
            "p" | "div" if self.kind == BlockKind::Cell => self.set_kind(index, BlockKind::Paragraph),
            // A heading without an end tag ends where a paragraph begins.
            "p" | "div" | "hr" if self.is_heading_left_open() => self.undo(),
            "figcaption" | "caption" => self.set_kind(index, BlockKind::Caption),
            _ => {}
        }
        self.refer(index);
    }

    /// Whether the innermost element that is open is a heading without an end tag.
    fn is_heading_left_open(&self) -> bool {
        self.kind.is_heading() && matches!(self.open.last(), Some(Open { ends_with: None, undo: Undo::Kind(_) }))
    }

    fn set_kind(&mut self, index: usize, kind: BlockKind) {
        // `<li>` and its like may lack an end tag: the next one, or another block of the kind, ends it.
        if let Some(Open { ends_with: None, .. }) = self.open.last() {
            self.undo();
        }
        let before = std::mem::replace(&mut self.kind, kind);
        self.push(index, Undo::Kind(before));
    }

    fn push(&mut self, index: usize, undo: Undo) {
        let ends_with = self.tags[index].closed_by;
        self.open.push(Open { ends_with, undo });
        if self.open.len() > DEEPEST {
            self.undo();
        }
    }

    fn end(&mut self, index: usize) {
        let name = &*self.tags[index].name;
        if !INLINE_ELEMENTS.contains(&name) || (name == "cite" && self.sketch.quote.is_some()) {
            self.end_block();
        }
        let opened = self.open.iter().rposition(|open| open.ends_with == Some(index));
        let Some(depth) = opened else { return };
        if matches!(self.open[depth].undo, Undo::QuotationMark) && self.hidden == 0 {
            self.sketch.put(self.tags[index].range.shift(self.base), "”");
        }
        while self.open.len() > depth {
            self.undo();
        }
    }

    fn undo(&mut self) {
        match self.open.pop().map(|open| open.undo) {
            Some(Undo::Hidden) => self.hidden -= 1,
            Some(Undo::Quote(before)) => self.sketch.quote = before,
            Some(Undo::Group(before, number)) => (self.sketch.group, self.number) = (before, number),
            Some(Undo::Kind(before)) => self.kind = before,
            Some(Undo::QuotationMark) | None => {}
        }
    }

    fn end_block(&mut self) {
        self.after_break = false;
        self.sketch.end_block(self.kind);
    }

    /// Notes where a link or the `cite` of a quotation points.
    fn refer(&mut self, index: usize) {
        let tag = &self.tags[index];
        if let Some(id) = &tag.id {
            self.sketch.anchor(id, tag.range.end + self.base);
        }
        let Some(target) = &tag.target else { return };
        if tag.canonical || &*tag.name == "base" {
            self.sketch.address.get_or_insert_with(|| target.clone());
        }
        let Some(end) = tag.closed_by else { return };
        let range = tag.range.hull(self.tags[end].range).shift(self.base);
        match (&*tag.name, target.strip_prefix('#')) {
            ("a", Some(label)) if self.note_label(index).is_some() => {
                self.sketch.refer(ReferenceKind::Note, range, label);
            }
            ("a", _) => self.sketch.refer(ReferenceKind::Link, range, target),
            ("blockquote" | "q", _) => self.sketch.refer(ReferenceKind::Citation, range, target),
            _ => {}
        }
    }

    /// What the element of a start tag holds, if that is short.
    fn inside(&self, index: usize) -> Option<&'a str> {
        let tag = &self.tags[index];
        let end = self.tags[tag.closed_by?].range.start;
        let inside = TextRange::new(tag.range.end, end.max(tag.range.end));
        (inside.len() as usize <= inline::LONGEST_MARK).then(|| inside.of_text(self.source))
    }

    /// What the mark of a note shows: a link that leads to a place in the page and shows no word, as in "[1]".
    fn note_label(&self, index: usize) -> Option<String> {
        let target = self.tags[index].target.as_ref()?;
        inline::mark_label(self.inside(index).filter(|_| target.starts_with('#'))?)
    }

    /// Whether an element is the raised mark of a note: `<sup>1</sup>` behind a word. One that is no link is noted as a reference.
    fn is_raised_note(&mut self, index: usize) -> bool {
        let Some(inside) = self.inside(index) else { return false };
        let Some(label) = inline::mark_label(inside) else { return false };
        let linked = inside.contains("href");
        let start = self.tags[index].range.start;
        let before = without_tags_behind(&self.source[..start as usize]);
        if !linked && !mark::is_note_behind(before) && !inside.starts_with('[') {
            return false;
        }
        if let (false, Some(end)) = (linked, self.tags[index].closed_by) {
            let range = TextRange::new(start, self.tags[end].range.end).shift(self.base);
            self.sketch.refer(ReferenceKind::Note, range, &label);
        }
        true
    }
}

/// A text without the tags that it ends with.
fn without_tags_behind(text: &str) -> &str {
    let mut text = &text[text.ceil_char_boundary(text.len().saturating_sub(inline::LONGEST_MARK))..];
    for _ in 0..4 {
        let Some(open) = text.strip_suffix('>').and_then(|text| text.rfind('<')) else { break };
        text = &text[..open];
    }
    text
}

/// The character reference that `words` begins with: its length in bytes, and what it stands for.
fn entity(words: &str) -> Option<(usize, String)> {
    let inside = |&b: &u8| b.is_ascii_alphanumeric() || b == b'#';
    let len = 1 + words.as_bytes()[1..].iter().take(40).take_while(|b| inside(b)).count();
    let len = len + usize::from(words.as_bytes().get(len) == Some(&b';'));
    let source = &words[..len];
    // A reference that is wrong but told ("&#146;", as Windows has it) comes behind the error.
    let mut tokens = Tokenizer::new(source).flatten().filter(|token| !matches!(token, Token::Error(_)));
    let decoded = match tokens.next() {
        Some(Token::String(decoded)) => String::from_utf8(decoded.value.to_vec()).ok()?,
        _ => return None,
    };
    (decoded != source).then_some((len, decoded))
}
