//! The markup of wikis, in files that are plain text to the rest: notes, templates and links.

use super::ahead::{Next, Pairs};
use super::{ReferenceKind, Sketch};
use crate::text::{TextRange, offset};

/// Whether a text has the markup of a wiki.
pub(super) fn is_wiki(text: &str) -> bool {
    text.contains("<ref") || (text.contains("{{") && text.contains("[["))
}

/// Hides the markup of `text`, so that its prose is left, and notes its references. What is not closed is prose.
pub(super) fn hide(text: &str, sketch: &mut Sketch) {
    sketch.mask();
    let mut ends = Ends::new(text);
    let mut at = 0;
    while let Some(mark) = text[at..].find(['<', '{', '[', '\'']).map(|mark| at + mark) {
        sketch.show(&text[at..mark], offset(at));
        let rest = &text[mark..];
        at = match () {
            () if rest.starts_with("<ref") => note(text, mark, &mut ends, sketch),
            () if rest.starts_with("{{") => template(text, mark, &mut ends, sketch),
            () if rest.starts_with("<!--") => ends.comment.find(mark).map(|end| end + 3),
            () if rest.starts_with("[[") => link(text, mark, &mut ends, sketch),
            () if rest.starts_with("''") => Some(mark + rest.len() - rest.trim_start_matches('\'').len()),
            () if rest.starts_with("[http") => address(text, mark, &mut ends, sketch),
            () => None,
        }
        .unwrap_or_else(|| {
            sketch.show(&text[mark..=mark], offset(mark));
            mark + 1
        });
    }
    sketch.show(&text[at..], offset(at));
}

/// Where the next piece of markup of each kind ends.
struct Ends<'a> {
    tag: Next<'a>,
    note: Next<'a>,
    comment: Next<'a>,
    address: Next<'a>,
    line: Next<'a>,
    template: Pairs<'a>,
    link: Pairs<'a>,
}

impl<'a> Ends<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            tag: Next::new(text, ">"),
            note: Next::new(text, "</ref>"),
            comment: Next::new(text, "-->"),
            address: Next::new(text, "]"),
            line: Next::new(text, "\n"),
            template: Pairs::new(text, b'{', b'}', 2),
            link: Pairs::new(text, b'[', b']', 2),
        }
    }
}

/// `<ref name="a">…</ref>` or `<ref name="a"/>` at `mark`: a reference; behind its end.
fn note(text: &str, mark: usize, ends: &mut Ends<'_>, sketch: &mut Sketch) -> Option<usize> {
    if !text[mark + 4..].starts_with([' ', '>', '/']) {
        return None;
    }
    let tag = ends.tag.find(mark)? + 1;
    let end = if text[mark..tag].ends_with("/>") { tag } else { ends.note.find(mark)? + "</ref>".len() };
    let range = TextRange::of(mark, end);
    sketch.refer(ReferenceKind::Note, range, range.of_text(text));
    Some(end)
}

/// The templates that cite: `{{sfn|Smith|2019|p=3}}`, `{{efn|what the note says}}`.
const CITING: [&str; 8] = ["sfn", "sfnp", "efn", "refn", "harvnb", "harv", "r", "cite"];

/// `{{template}}` at `mark`; behind its end.
fn template(text: &str, mark: usize, ends: &mut Ends<'_>, sketch: &mut Sketch) -> Option<usize> {
    let end = ends.template.end(mark).filter(|&end| is_near(mark, end))?;
    let inner = &text[mark + 2..end - 2];
    let name = inner.split(['|', '\n', ' ']).next().unwrap_or_default().to_ascii_lowercase();
    if CITING.contains(&name.as_str()) {
        sketch.refer(ReferenceKind::Note, TextRange::of(mark, end), inner);
    }
    Some(end)
}

/// `[https://… words]` at `mark`: the words are prose; behind its end.
fn address(text: &str, mark: usize, ends: &mut Ends<'_>, sketch: &mut Sketch) -> Option<usize> {
    let close = ends.address.find(mark)?;
    if ends.line.find(mark).is_some_and(|line| line < close) {
        return None;
    }
    let inner = &text[mark + 1..close];
    let (address, words) = inner.split_once(' ').unwrap_or((inner, ""));
    sketch.show(words, offset(close - words.len()));
    sketch.refer(ReferenceKind::Link, TextRange::of(mark, close + 1), address);
    Some(close + 1)
}

/// `[[target|words]]` at `mark`: the words are prose; behind its end.
fn link(text: &str, mark: usize, ends: &mut Ends<'_>, sketch: &mut Sketch) -> Option<usize> {
    let end = ends.link.end(mark).filter(|&end| is_near(mark, end))?;
    let inner = &text[mark + 2..end - 2];
    let file = inner.split_once(':').is_some_and(|(space, _)| matches!(space, "File" | "Image" | "Category"));
    if !file {
        let words = inner.rfind('|').map_or(0, |bar| bar + 1);
        sketch.show(&inner[words..], offset(mark + 2 + words));
    }
    Some(end)
}

/// How far a template or a link may reach, in bytes.
const LONGEST: usize = 20_000;

/// Whether what begins at `mark` and ends at `end` reaches no further than it may.
fn is_near(mark: usize, end: usize) -> bool {
    end - mark < LONGEST + 2
}
