//! Characters of a text that nobody sees: a place to break a word, a joint of no width.

use std::borrow::Cow;

use super::HIDDEN;

/// `prose` with them hidden, where they part nothing: a soft hyphen and a joint anywhere, a blank of no width inside a number.
pub(super) fn hide(prose: &str) -> Cow<'_, str> {
    let is_one = |c: &char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    // By the first bytes that they have, of which most texts have few.
    let mut may = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, prose.as_bytes());
    if !may.any(|at| prose[at..].starts_with(|c| is_one(&c))) {
        return Cow::Borrowed(prose);
    }
    let mut hidden = String::with_capacity(prose.len());
    let is_seen = |c: &char| !is_one(c) && *c != char::from(HIDDEN);
    // The last character that is seen, and the next, with its place.
    let (mut before, mut next) = (' ', (0, ' '));
    for (at, c) in prose.char_indices() {
        if is_one(&c) && next.0 <= at {
            next =
                prose[at..].char_indices().find(|(_, c)| is_seen(c)).map_or((prose.len(), ' '), |(to, c)| (at + to, c));
        }
        let in_number = || is_of_number(before) && is_of_number(next.1);
        if matches!(c, '\u{ad}' | '\u{2060}') || (is_one(&c) && in_number()) {
            hidden.extend(std::iter::repeat_n(char::from(HIDDEN), c.len_utf8()));
            continue;
        }
        if is_seen(&c) {
            before = c;
        }
        hidden.push(c);
    }
    Cow::Owned(hidden)
}

/// Whether a character can be in the middle of a number, or at the end of one.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '$' | '£' | '€')
}
