//! Comments, in each way that a format or a generator of sites has for them.

use std::borrow::Cow;

use super::ahead::Next;
use super::plain;
use crate::text::TextRange;

/// How a comment opens and closes that stands in the text. The longer of two that begin alike comes first.
const MARKS: [(&str, &str); 8] = [
    ("<!--", "-->"),
    ("{{!--", "--}}"),
    ("{{/*", "*/}}"),
    ("{{!", "}}"),
    ("{/*", "*/}"),
    // The same in prose, where its stars have been read as those of emphasis.
    ("{/\0", "\0/}"),
    ("{#", "#}"),
    ("%%", "%%"),
];

/// How a line of plain text begins that is a comment where programs read it.
const LINES: [&str; 3] = ["#", "//", ".."];

/// Whether what a generator of sites reads is a comment.
pub(super) fn is_comment(tag: &str) -> bool {
    MARKS.iter().any(|(open, _)| tag.starts_with(open))
}

/// What stands between the marks of a comment.
pub(super) fn inside(text: &str, comment: TextRange) -> Option<TextRange> {
    let words = comment.of_text(text);
    if let Some((open, close)) = MARKS.iter().find(|(open, _)| words.starts_with(open)) {
        let inside = &words[open.len()..];
        return Some(within(comment, open.len(), inside.strip_suffix(close).unwrap_or(inside)));
    }
    if let Some(mark) = LINES.iter().find(|mark| words.starts_with(**mark)) {
        return Some(within(comment, mark.len(), &words[mark.len()..]));
    }
    let start = title(words)?;
    Some(within(comment, start, &words[start..words.len() - 1]))
}

fn within(comment: TextRange, start: usize, inside: &str) -> TextRange {
    let start = comment.start as usize + start;
    TextRange::of(start, start + inside.len())
}

/// The definitions of links in `part` of a Markdown file, in which there is nothing else that shows: `[//]: # (a comment)`. What
/// nobody links to is how Markdown without HTML has its comments.
pub(super) fn definitions(text: &str, part: TextRange) -> impl Iterator<Item = TextRange> + '_ {
    plain::lines(part.of_text(text)).filter_map(move |line| {
        let line = line.shift(part.start);
        // It may stand in a quotation or in a list.
        let words = line.of_text(text);
        let open = words.find('[').filter(|&open| !words[..open].contains(char::is_alphabetic))?;
        let words = words[open..].trim_end();
        title(words).map(|_| within(line, open, words))
    })
}

/// Where the words of a definition's title begin, which ends with its mark.
fn title(definition: &str) -> Option<usize> {
    let (_, target) = definition.strip_prefix('[')?.split_once("]:")?;
    let target = target.trim_start();
    let (nowhere, behind) = target.split_at(target.find(char::is_whitespace)?);
    let behind = Some(behind.trim_start()).filter(|_| matches!(nowhere, "#" | "<>" | "<#>"))?;
    let close = match behind.chars().next()? {
        '(' => ')',
        mark @ ('"' | '\'') => mark,
        _ => return None,
    };
    (behind.len() > 1 && behind.ends_with(close)).then(|| definition.len() - behind.len() + 1)
}

/// Plain text without the comments in it that are for sayso, each of them blanked out, and where they are. Plain text has no comments,
/// but what says whom it is for is none of its prose.
pub(super) fn take_from_plain(text: &str) -> (Cow<'_, str>, Vec<TextRange>) {
    let mut found = Vec::new();
    let mut close = Next::new(text, "-->");
    let mut from = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), "<!--") {
        let rest = &text[at + 4..];
        if at >= from
            && for_sayso(rest).is_some()
            && let Some(end) = close.find(at)
        {
            from = end + 3;
            found.push(TextRange::of(at, from));
        }
    }
    for line in plain::lines(text) {
        let words = line.of_text(text).trim();
        let mark = LINES.iter().find(|mark| words.starts_with(**mark));
        let order = mark.and_then(|mark| for_sayso(&words[mark.len()..])).map(str::trim_start);
        // "# Sayso: a guide" may be a title.
        if order.and_then(|order| order.get(..5)).is_some_and(|word| word.eq_ignore_ascii_case("allow")) {
            let indent = line.of_text(text).len() - line.of_text(text).trim_start().len();
            found.push(within(line, indent, words));
        }
    }
    if found.is_empty() {
        return (Cow::Borrowed(text), found);
    }
    found.sort_unstable();
    let mut blanked = text.as_bytes().to_vec();
    for comment in &found {
        blanked[comment.indices()]
            .iter_mut()
            .filter(|byte| !matches!(byte, b'\n' | b'\r'))
            .for_each(|byte| *byte = b' ');
    }
    // Whole characters have become blanks, so this does not fail; if it did, nothing would be hidden.
    String::from_utf8(blanked).map_or((Cow::Borrowed(text), Vec::new()), |blanked| (Cow::Owned(blanked), found))
}

/// What follows in a comment that begins as those for sayso do: `sayso: allow`, `SAYSO:`.
fn for_sayso(words: &str) -> Option<&str> {
    let (name, behind) = words.trim_start().split_at_checked("sayso".len())?;
    let order = behind.trim_start_matches([' ', '\t']).strip_prefix(':');
    order.filter(|_| name.eq_ignore_ascii_case("sayso"))
}
