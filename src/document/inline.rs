//! What a tag in a line of text says: its attributes, and whether what it holds is the mark of a note.

use super::mark;

/// The value of an attribute of a tag, without its quotation marks.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let before = rest[..at].ends_with(|c: char| c.is_ascii_whitespace());
        rest = &rest[at + name.len()..];
        let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| before) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        return match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
        };
    }
}

/// The letters, digits and signs that a piece of markup shows, white space left out.
fn shown(markup: &str) -> String {
    let mut shown = String::new();
    let mut rest = markup;
    while let Some(at) = rest.find(['<', '&']) {
        let end = if rest.as_bytes()[at] == b'<' { '>' } else { ';' };
        shown.push_str(&rest[..at]);
        let Some(close) = rest[at..].find(end) else { return shown };
        // Of entities only the two that are marks are looked at.
        match &rest[at..=at + close] {
            "&dagger;" => shown.push('†'),
            "&Dagger;" => shown.push('‡'),
            _ => {}
        }
        rest = &rest[at + close + 1..];
    }
    shown.push_str(rest);
    shown.retain(|c| !c.is_whitespace() && c != '\\');
    shown
}

/// Digits, and a minus before them, as raised ones.
pub(super) fn raised(digits: &str) -> Option<String> {
    let raise = |c: char| match c {
        '-' | '−' => Some('⁻'),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize),
    };
    Some(digits).filter(|digits| !digits.is_empty() && digits.len() <= 3)?.chars().map(raise).collect()
}

/// How long the markup of a note's mark is at most, in bytes.
pub(super) const LONGEST_MARK: usize = 400;

/// The label that the markup of a note's mark shows: "1" of `<b>[1]</b>`; `None` where it shows anything else.
pub(super) fn mark_label(markup: &str) -> Option<String> {
    if markup.len() > LONGEST_MARK {
        return None;
    }
    let shown = shown(markup);
    let inner = shown.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let bracketed = inner.len() < shown.len();
    let plain = mark::label(inner);
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | '*' | '†' | '‡' | '§');
    let numbered =
        plain.chars().all(signs) && plain.chars().any(|c| !matches!(c, ',' | '-' | '–')) && plain.len() <= 12;
    let lettered = bracketed && plain.len() == 1 && plain.bytes().all(|b| b.is_ascii_lowercase());
    (numbered || lettered).then_some(plain)
}
