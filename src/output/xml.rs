//! Text that may stand in XML.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::text::acts;

/// `text` for an element or an attribute in double quotes; the characters that XML 1.0 forbids can be read in it.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') && !acts(c);
    if text.chars().all(plain) && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // An attribute would have them folded to blanks.
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '[' if out.ends_with("##") => out.push_str("&#91;"),
            c if plain(c) => out.push(c),
            // What XML forbids can be read all the same.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_default()),
            c => {
                // Writing to a string does not fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
        }
    }
    Cow::Owned(out)
}
