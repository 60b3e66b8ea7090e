//! Plain text: paragraphs between empty lines, bullet lines, headings by their shape.

use super::{BlockKind, Sketch, comment, directive, front_matter, headline, wiki};
use crate::text::{TextRange, line_ends, offset};

/// Reads plain text.
pub(super) fn read(text: &str, sketch: &mut Sketch) {
    let (text, comments) = comment::take_from_plain(text);
    if !comments.is_empty() {
        sketch.mask();
        sketch.show(&text, 0);
        sketch.end_open();
        sketch.comments = comments;
    }
    read_prose(&text, sketch);
}

fn read_prose(text: &str, sketch: &mut Sketch) {
    if wiki::is_wiki(text) {
        wiki::hide(text, sketch);
        sketch.end_open();
    }
    let body = front_matter::read(text, sketch);
    let mut paragraph: Vec<TextRange> = Vec::new();
    let mut table: Option<directive::Table> = None;
    for line in lines(text).filter(|line| line.start as usize >= body) {
        if table.as_ref().is_some_and(|table| table.take(text, line, sketch)) {
            continue;
        }
        table = directive::Table::begin(text, line);
        if let Some(table) = &table {
            end_paragraph(text, &mut paragraph, sketch);
            table.open(text, sketch);
        } else if line.of_text(text).trim().is_empty() {
            end_paragraph(text, &mut paragraph, sketch);
        } else {
            paragraph.push(line);
        }
    }
    end_paragraph(text, &mut paragraph, sketch);
}

/// The lines of `text` without their ends; a byte order mark belongs to no line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut from = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let last = TextRange::of(text.len(), text.len());
    line_ends(text).chain([last]).map(move |end| {
        let line = TextRange::new(from, end.start);
        from = end.end;
        line
    })
}

fn end_paragraph(text: &str, lines: &mut Vec<TextRange>, sketch: &mut Sketch) {
    let wrapped = is_wrapped(text, lines);
    let mut open: Option<(BlockKind, TextRange)> = None;
    for &line in &*lines {
        if headline::is_rule(line.of_text(text)) {
            // A line of marks below a line makes that a heading.
            let open = open.take().map(|(kind, range)| (underlined(kind, sketch), range));
            end(text, open, sketch);
            continue;
        }
        let (content, number) = after_bullet(text, line);
        let is_item = content != line;
        match &mut open {
            Some((_, range)) if wrapped && !is_item => *range = range.hull(line),
            _ => {
                end(text, open.take(), sketch);
                sketch.number = number;
                if is_item && sketch.group.is_none() {
                    sketch.group = Some(sketch.new_group());
                }
                let kind = if is_item { BlockKind::Item } else { BlockKind::Paragraph };
                open = Some((kind, content));
            }
        }
    }
    let was_item = matches!(open, Some((BlockKind::Item, _)));
    end(text, open, sketch);
    if !was_item {
        sketch.group = None;
    }
    lines.clear();
}

fn end(text: &str, open: Option<(BlockKind, TextRange)>, sketch: &mut Sketch) {
    let Some((mut kind, range)) = open else { return };
    if kind != BlockKind::Item {
        sketch.group = None;
    }
    if kind == BlockKind::Paragraph {
        let words = range.of_text(text);
        if !sketch.has_blocks() && headline::can_be_title(words) {
            kind = BlockKind::Title;
        } else if headline::is_heading(words) {
            kind = BlockKind::Heading;
        }
    }
    sketch.block(Some(text), kind, range);
}

/// What a line is that has a line of marks below it.
fn underlined(kind: BlockKind, sketch: &Sketch) -> BlockKind {
    match kind {
        BlockKind::Paragraph if sketch.has_blocks() => BlockKind::Heading,
        BlockKind::Paragraph => BlockKind::Title,
        other => other,
    }
}

/// Whether the lines of a paragraph were broken to a width, so that a line end is no more than a blank:
/// all but the last are nearly as long as the longest, and one ends in the middle of a sentence.
fn is_wrapped(text: &str, lines: &[TextRange]) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let broken = |line: &TextRange| !line.of_text(text).trim_end().ends_with(['.', '!', '?', '”', '"', ':', ';']);
    (40..=140).contains(&longest) && full.iter().all(|line| line.len() * 10 >= longest * 6) && full.iter().any(broken)
}

/// The rest of a line after its bullet or its number, with that number; the whole line where it has none.
fn after_bullet(text: &str, line: TextRange) -> (TextRange, Option<u32>) {
    let words = line.of_text(text);
    let body = words.trim_start();
    let (mark, number) = match body.chars().next() {
        Some(c @ ('•' | '◦' | '▪' | '●' | '‣' | '⁃' | '*' | '-' | '–' | '—' | '+')) => {
            (c.len_utf8(), None)
        }
        Some('0'..='9') => {
            let digits = body.bytes().take_while(u8::is_ascii_digit).count();
            match body.as_bytes().get(digits) {
                Some(b'.' | b')') if digits <= 2 => (digits + 1, body[..digits].parse().ok()),
                _ => return (line, None),
            }
        }
        _ => return (line, None),
    };
    let rest = &body[mark..];
    let stands_alone = rest.starts_with([' ', '\t', '\u{A0}']) || body.starts_with(['•', '▪', '●', '‣']);
    // A dash may also go on with a sentence that was broken before it.
    let goes_on = body.starts_with(['–', '—']) && rest.trim_start().starts_with(|c: char| c.is_lowercase());
    if !stands_alone || goes_on {
        return (line, None);
    }
    let start = line.start + offset(words.len() - rest.trim_start().len());
    (TextRange::new(start, line.end), number)
}
