//! The markup of wikis, in files that are plain text to the rest: notes, templates and links.

use super::{ReferenceKind, Sketch};
use crate::text::{TextRange, offset};

/// Whether a text has the markup of a wiki.
pub(super) fn is_wiki(text: &str) -> bool {
    text.contains("<ref") || (text.contains("{{") && text.contains("[["))
}

/// Hides the markup of `text`, so that its prose is left, and notes its references. What is not closed is prose.
pub(super) fn hide(text: &str, sketch: &mut Sketch) {
    sketch.mask();
    let mut at = 0;
    while let Some(mark) = text[at..].find(['<', '{', '[']).map(|mark| at + mark) {
        sketch.show(&text[at..mark], offset(at));
        let rest = &text[mark..];
        at = match () {
            () if rest.starts_with("<ref") => note(text, mark, sketch),
            () if rest.starts_with("{{") => template(text, mark, sketch),
            () if rest.starts_with("<!--") => rest.find("-->").map(|end| mark + end + 3),
            () if rest.starts_with("[[") => link(text, mark, sketch),
            () if rest.starts_with("[http") => address(text, mark, sketch),
            () => None,
        }
        .unwrap_or_else(|| {
            sketch.show(&text[mark..=mark], offset(mark));
            mark + 1
        });
    }
    sketch.show(&text[at..], offset(at));
}

/// `<ref name="a">…</ref>` or `<ref name="a"/>` at `mark`: a reference; behind its end.
fn note(text: &str, mark: usize, sketch: &mut Sketch) -> Option<usize> {
    let rest = &text[mark..];
    if !rest[4..].starts_with([' ', '>', '/']) {
        return None;
    }
    let tag = rest.find('>')? + 1;
    let end = if rest[..tag].ends_with("/>") { tag } else { rest.find("</ref>")? + "</ref>".len() };
    let range = TextRange::of(mark, mark + end);
    sketch.refer(ReferenceKind::Note, range, range.of_text(text));
    Some(mark + end)
}

/// The templates that cite: `{{sfn|Smith|2019|p=3}}`, `{{efn|what the note says}}`.
const CITING: [&str; 8] = ["sfn", "sfnp", "efn", "refn", "harvnb", "harv", "r", "cite"];

/// `{{template}}` at `mark`; behind its end.
fn template(text: &str, mark: usize, sketch: &mut Sketch) -> Option<usize> {
    let end = closing(&text[mark..], "{{", "}}")?;
    let inner = &text[mark + 2..mark + end - 2];
    let name = inner.split(['|', '\n', ' ']).next().unwrap_or_default().to_ascii_lowercase();
    if CITING.contains(&name.as_str()) {
        sketch.refer(ReferenceKind::Note, TextRange::of(mark, mark + end), inner);
    }
    Some(mark + end)
}

/// `[https://… words]` at `mark`: the words are prose; behind its end.
fn address(text: &str, mark: usize, sketch: &mut Sketch) -> Option<usize> {
    let line = text[mark..].lines().next().unwrap_or_default();
    let end = line.find(']')? + 1;
    let inner = &line[1..end - 1];
    let (address, words) = inner.split_once(' ').unwrap_or((inner, ""));
    sketch.show(words, offset(mark + end - 1 - words.len()));
    sketch.refer(ReferenceKind::Link, TextRange::of(mark, mark + end), address);
    Some(mark + end)
}

/// `[[target|words]]` at `mark`: the words are prose; behind its end.
fn link(text: &str, mark: usize, sketch: &mut Sketch) -> Option<usize> {
    let end = closing(&text[mark..], "[[", "]]")?;
    let inner = &text[mark + 2..mark + end - 2];
    let file = inner.split_once(':').is_some_and(|(space, _)| matches!(space, "File" | "Image" | "Category"));
    if !file {
        let words = inner.rfind('|').map_or(0, |bar| bar + 1);
        sketch.show(&inner[words..], offset(mark + 2 + words));
    }
    Some(mark + end)
}

/// How far a template or a link may reach, in bytes.
const LONGEST: usize = 20_000;

/// Behind the mark that closes the one `text` begins with; the pairs may be nested.
fn closing(text: &str, open: &str, close: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len().min(LONGEST) {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(open.as_bytes()) {
            depth += 1;
            at += open.len();
        } else if rest.starts_with(close.as_bytes()) {
            depth -= 1;
            at += close.len();
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}
