//! What came from outside (names of files, words of drafts, values of configurations) as it may be shown on a terminal, in a log, on a
//! page or to a program: nothing in it moves the cursor, turns a line around, begins a line that nobody wrote or commands a CI runner.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::text::acts;

/// A name or a message, in one line in which each such character can be read: `a\nb`, `\u{1b}[2J`.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, |_| None)
}

/// Words of a text, in one line: a break in them is a blank, and other such characters can be read.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, |c| (c.is_whitespace() || c == '\u{1c}').then_some(' '))
}

/// Lines that the program has made of such words. None of them is a command to a runner of GitHub, which takes one that begins with
/// `::` for one.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    let text = replaced(text, |c| (c == '\n').then_some('\n'));
    if !text.lines().any(|line| line.trim_start().starts_with("::")) {
        return text;
    }
    let inert = |line: &str| match line.trim_start().strip_prefix("::") {
        Some(rest) => format!("{}: :{rest}", &line[..line.len() - line.trim_start().len()]),
        None => line.to_owned(),
    };
    Cow::Owned(text.split_inclusive('\n').map(inert).collect())
}

/// The same text with no `##[`, which a runner of GitHub takes for a command wherever in a line it stands.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    if text.contains("##[") { Cow::Owned(text.replace("##[", "## [")) } else { Cow::Borrowed(text) }
}

/// The same JSON, with such characters and `##[` in its strings as escapes: outside of strings it has none.
#[must_use]
pub fn json(text: String) -> String {
    if !text.contains("##[") && !text.chars().any(|c| c != '\n' && acts(c)) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c != '\n' && acts(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else if c == '[' && out.ends_with("##") {
            out.push_str("\\u005b");
        } else {
            out.push(c);
        }
    }
    out
}

/// `text` with what `instead` gives for a character that acts, or else with an escape.
fn replaced(text: &str, instead: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return inert(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if !acts(c) {
            out.push(c);
        } else if let Some(c) = instead(c) {
            out.push(c);
        } else {
            out.extend(c.escape_default());
        }
    }
    Cow::Owned(inert(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_can_be_read() {
        assert_eq!(escaped("a\nb\u{1b}[2J\u{9b}\u{202e}c"), "a\\nb\\u{1b}[2J\\u{9b}\\u{202e}c");
        assert_eq!(line("rose\r\n 300%\u{2028}in\tMay\u{7}"), "rose   300% in May\\u{7}");
        assert_eq!(escaped("x ##[error]y"), "x ## [error]y");
        assert_eq!(lines("a\n  ::error::b\nc::d\n"), "a\n  : :error::b\nc::d\n");
        assert!(matches!(escaped("Zürich, 40 % 👩‍🌾"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_says_the_same() {
        let text: String = ('\0'..='\u{2100}').chain("##[x]\u{feff}\u{e0041}".chars()).collect();
        let plain = serde_json::to_string_pretty(&[&text]).unwrap();
        let safe = json(plain);
        assert!(!safe.contains("##[") && !safe.chars().any(|c| c != '\n' && acts(c)), "{safe}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&safe).unwrap(), [text]);
    }
}
