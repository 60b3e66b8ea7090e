//! Markdown: `CommonMark` with tables, footnotes, task lists, strikethrough and front matter.
//!
//! What pulldown-cmark reports as text is prose; code, addresses, front matter (but for its title) and
//! comments are not. HTML blocks go through the HTML reader.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::unread::{self, Unclosed};
use super::{BlockKind, ReferenceKind, Sketch, comment, front_matter, html, inline, mark, math, tags};
use crate::text::{TextRange, offset};

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Reads Markdown.
pub(super) fn read(text: &str, sketch: &mut Sketch) {
    sketch.mask();
    let body = front_matter::read(text, sketch);
    let mut reader = Reader {
        text,
        sketch,
        kind: BlockKind::Paragraph,
        hidden: 0,
        links: Vec::new(),
        quotes: Vec::new(),
        groups: Vec::new(),
        in_note: false,
        html: None,
        raised: None,
        unseen: Vec::new(),
        callout: None,
        formula: None,
        anchors: Vec::new(),
        numbers: Vec::new(),
    };
    let mut known = offset(body);
    for (event, range) in Parser::new_ext(&text[body..], options()).into_offset_iter() {
        let range = TextRange::of(body + range.start, body + range.end);
        let (shows_from, known_to) = shown(&event, range);
        reader.not_shown(known, shows_from);
        known = known.max(known_to);
        reader.event(event, range);
    }
    reader.not_shown(known, offset(text.len()));
    reader.end_html();
}

/// From where on an event tells what stands in `range`, and how far. What stands between the events shows nothing.
fn shown(event: &Event<'_>, range: TextRange) -> (u32, u32) {
    use {Tag as T, TagEnd as E};
    match event {
        Event::Start(T::BlockQuote(_) | T::List(_) | T::Item | T::FootnoteDefinition(_)) => (range.start, range.start),
        Event::End(E::BlockQuote(_) | E::List(_) | E::Item | E::FootnoteDefinition) => (range.end, range.end),
        _ => (range.start, range.end),
    }
}

struct Reader<'a> {
    text: &'a str,
    sketch: &'a mut Sketch,
    /// What the text that comes next belongs to.
    kind: BlockKind,
    /// How many elements that hold no prose are open.
    hidden: u32,
    links: Vec<(CowStr<'a>, TextRange, LinkKind)>,
    quotes: Vec<Option<u32>>,
    groups: Vec<Option<u32>>,
    in_note: bool,
    /// A run of HTML block lines.
    html: Option<TextRange>,
    /// The end tag of an element that is the mark of a note.
    raised: Option<&'static str>,
    /// The names of the elements that are open in the line of text and whose content nobody reads.
    unseen: Vec<Box<str>>,
    /// The mark of the callout whose first line is read.
    callout: Option<TextRange>,
    /// Where a formula begins, and the bracket that ends it.
    formula: Option<(u32, char)>,
    /// Links that are written as HTML: where each points, where it begins, and what it is.
    anchors: Vec<(&'a str, u32, LinkKind)>,
    /// For each list that is open: the number of its next item.
    numbers: Vec<Option<u64>>,
}

/// What a link turns out to be by what it shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkKind {
    Words,
    /// The mark of a note: it leads to a place in the page and shows no word.
    Mark,
}

impl LinkKind {
    fn new(target: &str, shown: &str) -> Self {
        let mark = target.starts_with('#') && inline::mark_label(shown).is_some();
        if mark { Self::Mark } else { Self::Words }
    }
}

impl<'a> Reader<'a> {
    /// Takes what stands between two events, where links are defined; some of these are comments.
    fn not_shown(&mut self, from: u32, to: u32) {
        if from < to {
            self.sketch.comments.extend(comment::definitions(self.text, TextRange::new(from, to)));
        }
    }

    fn event(&mut self, event: Event<'a>, range: TextRange) {
        if self.is_indented_html(&event, range) {
            self.html = Some(self.html.map_or(range, |html| html.hull(range)));
            self.hidden += 1;
            return;
        }
        let inside = matches!(event, Event::Html(_) | Event::End(TagEnd::HtmlBlock | TagEnd::CodeBlock));
        if !inside && (self.hidden == 0 || self.html.is_none()) {
            self.end_html();
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.hidden == 0 => {
                self.formula(&words, range);
                if range.of_text(self.text) == &*words {
                    self.sketch.show(&words, range.start);
                } else {
                    self.sketch.put(range, &words);
                }
            }
            Event::SoftBreak | Event::HardBreak if self.callout.is_some() => self.end_block(),
            Event::SoftBreak | Event::HardBreak | Event::Code(_) => self.sketch.blank(range),
            Event::InlineHtml(tag) if tag.starts_with("<br") => {
                self.sketch.blank(range);
            }
            Event::InlineHtml(tag) if tag.starts_with("<!--") => self.sketch.comments.push(range),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::Html(_) => self.html = Some(self.html.map_or(range, |html| html.hull(range))),
            Event::FootnoteReference(label) => self.sketch.refer(ReferenceKind::Note, range, &label),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: TextRange) {
        match tag {
            Tag::Heading { level, .. } => {
                let first = level == HeadingLevel::H1 && !self.sketch.has_blocks();
                self.begin(if first { BlockKind::Title } else { BlockKind::Heading });
            }
            Tag::Paragraph if self.kind == BlockKind::Paragraph => {
                self.begin(BlockKind::Paragraph);
                self.callout = callout(range.of_text(self.text))
                    .filter(|_| self.sketch.quote.is_some())
                    .map(|len| TextRange::new(range.start, range.start + offset(len)));
            }
            Tag::Item => {
                self.begin(BlockKind::Item);
                let next = self.numbers.last_mut().and_then(Option::as_mut);
                self.sketch.number = next.and_then(|next| {
                    *next += 1;
                    u32::try_from(*next - 1).ok()
                });
            }
            Tag::TableCell => self.begin(BlockKind::Cell),
            Tag::List(_) | Tag::Table(_) => {
                self.end_block();
                let group = Some(self.sketch.new_group());
                self.groups.push(std::mem::replace(&mut self.sketch.group, group));
                self.numbers.push(if let Tag::List(first) = tag { first } else { None });
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                let quote = Some(self.sketch.new_quote());
                self.quotes.push(std::mem::replace(&mut self.sketch.quote, quote));
            }
            Tag::FootnoteDefinition(label) => {
                self.end_block();
                self.in_note = true;
                self.sketch.label = Some((&*label).into());
                self.kind = BlockKind::Note;
            }
            Tag::CodeBlock(kind) => {
                self.hidden += 1;
                if matches!(kind, CodeBlockKind::Fenced(_)) && !unread::is_closed(range.of_text(self.text)) {
                    self.sketch.unclosed.push((range.start, Unclosed::Fence));
                }
            }
            // What is struck out is no longer said.
            Tag::Image { .. } | Tag::Strikethrough => self.hidden += 1,
            Tag::Link { dest_url, .. } => {
                let shown = range.of_text(self.text);
                let shown = shown.find("](").map_or(shown, |end| &shown[..end]);
                let kind = LinkKind::new(&dest_url, shown.strip_prefix('[').unwrap_or(shown));
                self.hidden += u32::from(kind == LinkKind::Mark);
                self.links.push((dest_url, range, kind));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::TableCell => self.end_block(),
            TagEnd::Heading(_) | TagEnd::Item => {
                self.end_block();
                self.kind = BlockKind::Paragraph;
            }
            TagEnd::List(_) | TagEnd::Table => {
                self.end_block();
                self.sketch.group = self.groups.pop().flatten();
                self.numbers.pop();
                // What follows a nested list still belongs to the item around it.
                let inside = self.sketch.group.is_some();
                self.kind = if inside { BlockKind::Item } else { BlockKind::Paragraph };
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.sketch.quote = self.quotes.pop().flatten();
            }
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.in_note = false;
                self.sketch.label = None;
                self.kind = BlockKind::Paragraph;
            }
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Link => {
                if let Some((target, range, kind)) = self.links.pop() {
                    self.refer(&target, range, kind);
                }
            }
            _ => {}
        }
    }

    fn refer(&mut self, target: &str, range: TextRange, kind: LinkKind) {
        self.hidden = self.hidden.saturating_sub(u32::from(kind == LinkKind::Mark));
        match target.strip_prefix('#').filter(|_| kind == LinkKind::Mark) {
            Some(label) => self.sketch.refer(ReferenceKind::Note, range, label),
            None => self.sketch.refer(ReferenceKind::Link, range, target),
        }
    }

    /// A tag in a line of text: a link, the place of a note, or its raised mark.
    fn inline_html(&mut self, tag: &str, range: TextRange) {
        if self.raised.is_some_and(|end| tag.starts_with(end)) {
            self.raised = None;
            self.hidden = self.hidden.saturating_sub(1);
        } else if tag.starts_with("</a") {
            if let Some((target, start, kind)) = self.anchors.pop() {
                self.refer(target, TextRange::new(start, range.end), kind);
            }
        } else if tag.starts_with("<a") && tag[2..].starts_with(|c: char| c.is_ascii_whitespace()) {
            self.anchor(range);
        } else if tag.starts_with("<sup") {
            self.raised_note(range);
        } else {
            self.unseen(tag);
        }
    }

    /// A tag in a line of text that may begin or end what nobody reads.
    fn unseen(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if tag.starts_with("</") {
            if self.unseen.pop_if(|open| open.eq_ignore_ascii_case(name)).is_some() {
                self.hidden = self.hidden.saturating_sub(1);
            }
            return;
        }
        let Some(read) = tags::tags(tag).into_iter().next().filter(|_| !tag.ends_with("/>")) else { return };
        // Another of the kind in it has its own end.
        if html::HIDDEN_ELEMENTS.contains(&&*read.name) || read.unseen || self.unseen.last() == Some(&read.name) {
            self.unseen.push(read.name);
            self.hidden += 1;
        }
    }

    /// A piece of text that may begin or end a formula, by a bracket behind a backslash.
    fn formula(&mut self, words: &str, range: TextRange) {
        let escaped = self.text[..range.start as usize].ends_with('\\');
        match words.chars().next().filter(|_| escaped) {
            Some('(') => self.formula = Some((range.start, ')')),
            Some('[') => self.formula = Some((range.start, ']')),
            Some(close) if self.formula.is_some_and(|(_, end)| end == close) => {
                let whole = self.formula.take().map(|(start, _)| TextRange::new(start, range.start));
                // A bracket may be escaped so that it makes no link.
                let formula =
                    |whole: &TextRange| math::is_formula(whole.of_text(self.text)[1..].trim_end_matches('\\'));
                if let Some(whole) = whole.filter(formula) {
                    self.sketch.hide(whole);
                }
            }
            _ => {}
        }
    }

    fn anchor(&mut self, range: TextRange) {
        let tag = range.of_text(self.text);
        let name = inline::attribute(tag, "id").or_else(|| inline::attribute(tag, "name"));
        if let Some(name) = name {
            self.sketch.anchor(name, range.end);
        }
        // No link stands in another: one that begins ends the one before.
        if let Some((.., before)) = self.anchors.pop() {
            self.hidden = self.hidden.saturating_sub(u32::from(before == LinkKind::Mark));
        }
        let target = inline::attribute(tag, "href").unwrap_or("#");
        let kind = LinkKind::new(target, self.until(range.end, "</a").unwrap_or_default());
        self.hidden += u32::from(kind == LinkKind::Mark);
        self.anchors.push((target, range.start, kind));
    }

    /// `<sup>1</sup>` behind a word: the mark of a note, whether it is a link or not.
    fn raised_note(&mut self, range: TextRange) {
        let Some(inside) = self.until(range.end, "</sup").filter(|_| self.raised.is_none()) else { return };
        let shown = match inside.strip_prefix('[').and_then(|link| link.split_once("](")) {
            Some((shown, _)) => shown,
            None => inside,
        };
        let Some(label) = inline::mark_label(shown) else { return };
        let linked = inside.contains("](") || inside.contains("href");
        let before = &self.text[..range.start as usize];
        if !linked && !mark::is_note_behind(before.trim_end_matches(['*', '_'])) && !shown.starts_with('[') {
            if let Some(power) = inline::raised(inside) {
                let end = range.end as usize + inside.len();
                let end = self.text[end..].find('>').map_or(end, |close| end + close + 1);
                self.sketch.put(TextRange::of(range.start as usize, end), &power);
                self.raised = Some("</sup");
                self.hidden += 1;
            }
            return;
        }
        self.raised = Some("</sup");
        self.hidden += 1;
        if !linked {
            let end = range.end as usize + inside.len();
            self.sketch.refer(ReferenceKind::Note, TextRange::of(range.start as usize, end), &label);
        }
    }

    /// The text from byte `from` to the end tag that begins with `end`, if that is near.
    fn until(&self, from: u32, end: &str) -> Option<&'a str> {
        let rest = &self.text[from as usize..];
        let near = &rest[..rest.floor_char_boundary(inline::LONGEST_MARK.min(rest.len()))];
        near.find(end).map(|end| &near[..end])
    }

    /// Whether text that is set in like code goes on with the HTML before it: a blank line ends that, but not its elements.
    fn is_indented_html(&self, event: &Event<'_>, range: TextRange) -> bool {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) = event else { return false };
        let tag = range.of_text(self.text).trim_start();
        let begins = tag.starts_with('<') && tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let goes_on = |html: TextRange| {
            self.text[html.end as usize..(range.start as usize).max(html.end as usize)].trim().is_empty()
        };
        begins && self.html.is_some_and(goes_on)
    }

    fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = if self.in_note { BlockKind::Note } else { kind };
    }

    fn end_block(&mut self) {
        if let Some(mark) = self.callout.take() {
            self.sketch.hide(mark);
        }
        self.formula = None;
        self.hidden = self.hidden.saturating_sub(offset(self.unseen.len()));
        self.unseen.clear();
        self.sketch.end_block(self.kind);
    }

    fn end_html(&mut self) {
        if let Some(range) = self.html.take() {
            self.end_block();
            html::read_part(self.text, range, self.sketch);
        }
    }
}

/// The length of the mark that makes a block quotation a callout: `[!quote]`, `[!NOTE]-`.
fn callout(paragraph: &str) -> Option<usize> {
    let name = paragraph.strip_prefix("[!")?;
    let letters = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let behind = name[letters..].strip_prefix(']').filter(|_| letters > 0)?;
    Some(letters + 3 + usize::from(behind.starts_with(['+', '-'])))
}
