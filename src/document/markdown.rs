//! Markdown: `CommonMark` with tables, footnotes, task lists, strikethrough and front matter.
//!
//! What pulldown-cmark reports as text is prose; code, addresses, front matter (but for its title) and
//! comments are not. HTML blocks go through the HTML reader.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{BlockKind, ReferenceKind, Sketch, html};
use crate::text::TextRange;

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
    let body = front_matter(text, sketch);
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
    };
    for (event, range) in Parser::new_ext(&text[body..], options()).into_offset_iter() {
        reader.event(event, TextRange::of(body + range.start, body + range.end));
    }
    reader.end_html();
}

struct Reader<'a> {
    text: &'a str,
    sketch: &'a mut Sketch,
    /// What the text that comes next belongs to.
    kind: BlockKind,
    /// How many elements that hold no prose are open.
    hidden: u32,
    links: Vec<(CowStr<'a>, TextRange)>,
    quotes: Vec<Option<u32>>,
    groups: Vec<Option<u32>>,
    in_note: bool,
    /// A run of HTML block lines.
    html: Option<TextRange>,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: TextRange) {
        if !matches!(event, Event::Html(_) | Event::End(TagEnd::HtmlBlock)) {
            self.end_html();
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.hidden == 0 => {
                if range.of_text(self.text) == &*words {
                    self.sketch.show(&words, range.start);
                } else {
                    self.sketch.put(range, &words);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Code(_) => self.sketch.blank(range),
            Event::InlineHtml(tag) if tag.starts_with("<br") => {
                self.sketch.blank(range);
            }
            Event::InlineHtml(tag) if tag.starts_with("<!--") => self.sketch.comments.push(range),
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
            Tag::Paragraph if self.kind == BlockKind::Paragraph => self.begin(BlockKind::Paragraph),
            Tag::Item => self.begin(BlockKind::Item),
            Tag::TableCell => self.begin(BlockKind::Cell),
            Tag::List(_) | Tag::Table(_) => {
                self.end_block();
                let group = Some(self.sketch.new_group());
                self.groups.push(std::mem::replace(&mut self.sketch.group, group));
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
            Tag::CodeBlock(_) | Tag::Image { .. } => self.hidden += 1,
            Tag::Link { dest_url, .. } => self.links.push((dest_url, range)),
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
            TagEnd::CodeBlock | TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::Link => {
                if let Some((target, range)) = self.links.pop() {
                    self.sketch.refer(ReferenceKind::Link, range, &target);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = if self.in_note { BlockKind::Note } else { kind };
    }

    fn end_block(&mut self) {
        self.sketch.end_block(self.kind);
    }

    fn end_html(&mut self) {
        if let Some(range) = self.html.take() {
            self.end_block();
            html::read_part(self.text, range, self.sketch);
        }
    }
}

/// Shows the title that the front matter gives, and returns where the body begins.
fn front_matter(text: &str, sketch: &mut Sketch) -> usize {
    let begin = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let Some(fence @ ("---" | "+++")) = text.get(begin..begin + 3) else { return begin };
    let mut title: Option<TextRange> = None;
    let mut at = begin;
    for (number, line) in text[begin..].split_inclusive('\n').enumerate() {
        let range = at..at + line.len();
        at = range.end;
        let line = line.trim_end();
        match number {
            0 if line != fence => return begin,
            0 => {}
            _ if line == fence || (fence == "---" && line == "...") => {
                if let Some(range) = title {
                    sketch.show(range.of_text(text), range.start);
                    sketch.end_block(BlockKind::Title);
                }
                return at;
            }
            _ if line.starts_with("sayso") => {
                sketch.front_matter =
                    sketch.front_matter.or(Some(TextRange::of(range.start, range.start + line.len())));
            }
            _ => title = title.or_else(|| title_value(text, range)),
        }
    }
    sketch.front_matter = None;
    begin
}

/// The value of a `title: …` (YAML) or `title = …` (TOML) line, without its quotation marks.
fn title_value(text: &str, line: Range<usize>) -> Option<TextRange> {
    let words = text[line.clone()].trim_end();
    let rest = words.strip_prefix("title")?.trim_start();
    let value = rest.strip_prefix([':', '='])?.trim_start();
    let mut range = line.end - text[line.clone()].len() + (words.len() - value.len())..line.start + words.len();
    for mark in ['"', '\''] {
        if value.len() >= 2 && value.starts_with(mark) && value.ends_with(mark) {
            range = range.start + 1..range.end - 1;
            break;
        }
    }
    (!range.is_empty()).then(|| TextRange::of(range.start, range.end))
}
