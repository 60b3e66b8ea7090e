//! The head of a file, in YAML, TOML or JSON: of it only the title is prose. Site generators take it in Markdown, HTML and text alike.

use std::ops::Range;

use super::{BlockKind, Sketch};
use crate::text::{TextRange, offset};

/// The keys whose value is the address of the page itself.
const ADDRESSES: [&str; 5] = ["canonical_url", "canonicalUrl", "canonical", "permalink", "url"];

/// Shows the title that the front matter gives, and returns where the body begins.
pub(super) fn read(text: &str, sketch: &mut Sketch) -> usize {
    let begin = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let fences = match text.get(begin..begin + 3) {
        Some("---") => ["---", "..."],
        Some("+++") => ["+++", "+++"],
        _ if is_json(&text[begin..]) => ["}", "}"],
        _ => return begin,
    };
    if fences[0] != "}" && !begins_with_key(&text[begin + 3..]) {
        return begin;
    }
    let mut head = Head::default();
    let mut at = begin;
    for (number, line) in text[begin..].split_inclusive('\n').enumerate() {
        let range = at..at + line.len();
        at = range.end;
        let line = line.trim_end();
        match number {
            0 if line != fences[0] && line != "{" => return begin,
            0 => {}
            _ if fences.contains(&line) => {
                head.show(text, sketch);
                sketch.body = offset(at);
                return at;
            }
            // What is neither a key nor a part of its value is prose, and the marks are lines across the page.
            _ if fences[0] == "---" && is_prose(line) => return begin,
            _ => head.take(text, range),
        }
    }
    begin
}

/// Whether a line can stand in no mapping of YAML: it is not set in, and names no key.
fn is_prose(line: &str) -> bool {
    let begins = |c: char| c.is_whitespace() || "-#[]{}\"'".contains(c);
    !line.is_empty() && !line.starts_with(begins) && !line.contains(": ") && !line.ends_with(':')
}

/// Whether the first line with words is a key, or the end: "---" and prose is a line across the page.
fn begins_with_key(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|line| {
        let key = line.split([':', '=']).next().unwrap_or_default();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | '[' | ']');
        key.len() < line.len() && !key.is_empty() && key.trim_end().chars().all(plain)
            || line.starts_with('[')
            || matches!(line, "---" | "..." | "+++")
    })
}

/// Whether a text begins with an object in JSON: an opening brace on a line of its own, then a key.
fn is_json(text: &str) -> bool {
    let rest = text.strip_prefix('{').unwrap_or_default();
    let line = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let key = &rest[line..];
    rest[..line].contains('\n') && key.starts_with('"') && key.lines().next().is_some_and(|line| line.contains("\":"))
}

/// What has been found in the head.
#[derive(Default)]
struct Head<'a> {
    title: Option<TextRange>,
    address: Option<&'a str>,
    order: Option<TextRange>,
}

impl<'a> Head<'a> {
    fn take(&mut self, text: &'a str, range: Range<usize>) {
        let line = text[range.clone()].trim_end();
        if line.starts_with("sayso") {
            self.order = self.order.or(Some(TextRange::of(range.start, range.start + line.len())));
            return;
        }
        self.title = self.title.or_else(|| value(text, range.clone(), "title"));
        let address = ADDRESSES.iter().find_map(|key| value(text, range.clone(), key));
        let address = address.map(|address| address.of_text(text)).filter(|address| address.contains("://"));
        self.address = self.address.or(address);
    }

    fn show(self, text: &str, sketch: &mut Sketch) {
        sketch.front_matter = self.order;
        sketch.address = self.address.map(Into::into);
        if let Some(title) = self.title {
            sketch.show(title.of_text(text), title.start);
            sketch.end_shown(text, BlockKind::Title, title);
        }
    }
}

/// How long a title is at most, in bytes.
const LONGEST: usize = 2000;

/// Behind a string of YAML between double marks that goes on behind the line, of which `rest` has `line` bytes.
fn end_of_string(rest: &str, line: usize) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(LONGEST)];
    let inside = near.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    let goes_on = end + 2 > line;
    // A line that is not set in belongs to another key.
    let set_in = || inside[line - 1..end].lines().skip(1).all(|line| line.starts_with([' ', '\t']));
    (goes_on && set_in()).then_some(end + 2)
}

/// The value of a `key: …` (YAML), `key = …` (TOML) or `"key": …` (JSON) line, without its quotation marks.
fn value(text: &str, line: Range<usize>, key: &str) -> Option<TextRange> {
    let words = text[line.clone()].trim_end().trim_end_matches(',');
    let body = words.trim_start();
    let rest = match body.strip_prefix('"') {
        Some(body) => body.strip_prefix(key)?.strip_prefix('"')?,
        // What is set in belongs to another key.
        None => words.strip_prefix(key)?,
    };
    let value = rest.trim_start().strip_prefix([':', '='])?.trim_start();
    let mut range = line.start + (words.len() - value.len())..line.start + words.len();
    if let Some(end) = end_of_string(&text[range.start..], value.len()) {
        range.end = range.start + end;
        return Some(TextRange::of(range.start + 1, range.end - 1));
    }
    for mark in ['"', '\''] {
        if value.len() >= 2 && value.starts_with(mark) && value.ends_with(mark) {
            range = range.start + 1..range.end - 1;
            break;
        }
    }
    (!range.is_empty()).then(|| TextRange::of(range.start, range.end))
}
