//! Marks of notes and citations that no reader of markup knows: `¹`, `†`, `^[…]`, roles that cite, bare addresses.
//!
//! They are looked for in the prose of each block, so that a draft says the same in every format.

use std::ops::Range;

use super::ahead::{Pairs, Run};
use super::{HIDDEN, ReferenceKind};

/// A mark in the prose of a block. All ranges count from the start of the block.
pub(super) struct Mark {
    pub(super) kind: ReferenceKind,
    pub(super) range: Range<usize>,
    /// Where the words are that tell what it points to.
    pub(super) target: Range<usize>,
    /// What of it is no prose.
    pub(super) hidden: Vec<Range<usize>>,
}

impl Mark {
    /// A mark that is no prose at all.
    fn hidden(kind: ReferenceKind, range: Range<usize>, target: Range<usize>) -> Self {
        Self { kind, hidden: vec![range.clone()], range, target }
    }
}

/// How far what closes a mark may stand behind what opens it, in bytes.
const LONGEST: usize = 2_000;

/// The marks in the prose of a block; in `plain` text those too that other formats have an element for.
pub(super) fn find(prose: &str, plain: bool) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut finder = Finder::new(prose, plain);
    let mut at = 0;
    while let Some(next) = next_from(&prose.as_bytes()[at..]) {
        at += next;
        let mark = finder.mark(at);
        at = mark.as_ref().map_or(at + 1, |mark| mark.range.end);
        found.extend(mark);
    }
    found
}

/// Where the next mark can begin: at a sign, or at a letter with the second one of a macro or an address behind it.
fn next_from(bytes: &[u8]) -> Option<usize> {
    bytes.iter().enumerate().position(|(at, byte)| match byte {
        b'^' | b':' | b'[' | b'\\' | b'{' | 0xC2 | 0xE2 => true,
        b'c' => bytes[at..].starts_with(b"cite"),
        b'f' => bytes[at..].starts_with(b"foot"),
        b'h' => bytes[at..].starts_with(b"http"),
        _ => false,
    })
}

/// The prose of a block, and what has been found of it further on than the marks are.
struct Finder<'a> {
    prose: &'a str,
    plain: bool,
    square: Pairs<'a>,
    curly: Pairs<'a>,
    role: Run,
    label: Run,
    raised: Run,
    daggers: Run,
}

impl<'a> Finder<'a> {
    fn new(prose: &'a str, plain: bool) -> Self {
        Self {
            prose,
            plain,
            square: Pairs::new(prose, b'[', b']', 1),
            curly: Pairs::new(prose, b'{', b'}', 1),
            role: Run::default(),
            label: Run::default(),
            raised: Run::default(),
            daggers: Run::default(),
        }
    }

    fn mark(&mut self, at: usize) -> Option<Mark> {
        match self.prose.get(at..)?.as_bytes()[0] {
            b'^' => self.inline_note(at),
            b':' | b'{' => self.role(at),
            b'[' => self.bracket(at),
            b'\\' => self.command(at),
            b'c' | b'f' => self.macro_mark(at),
            b'h' => self.address(at),
            _ => self.raised(at),
        }
    }

    /// Behind the square bracket that closes the one at byte `at`.
    fn closed(&mut self, at: usize) -> Option<usize> {
        self.square.end(at).filter(|end| end - at <= LONGEST)
    }

    /// `^[what the note says]`.
    fn inline_note(&mut self, at: usize) -> Option<Mark> {
        let end = self.closed(at + 1)?;
        Some(Mark::hidden(ReferenceKind::Citation, at..end, at + 2..end - 1))
    }

    /// `:cite:`, `:footcite:p:`, `{cite}`, and a key between grave accents: the key may have been hidden as code.
    fn role(&mut self, at: usize) -> Option<Mark> {
        let inside = &self.prose[at + 1..];
        if !(inside.starts_with("cite") || inside.starts_with("footcite")) {
            return None;
        }
        let name = self.role.end(self.prose, at + 1, |c| c.is_ascii_lowercase() || c == ':');
        let (name, closed) = match self.prose.as_bytes()[at] {
            b'{' => (name + 1, self.prose[name..].starts_with('}')),
            _ => (name, self.prose[at + 1..name].ends_with(':')),
        };
        if !closed {
            return None;
        }
        let key = self.prose[name..].strip_prefix('`').and_then(|key| key.get(..key.find('`')?));
        let end = key.map_or(name, |key| name + key.len() + 2);
        let target = key.map_or(at + 1..name - 1, |key| name + 1..name + 1 + key.len());
        Some(Mark::hidden(ReferenceKind::Citation, at..end, target))
    }

    /// `[@key]` of Pandoc, and in plain text `[^1]` of Markdown and `[1]_` of `reStructuredText`.
    fn bracket(&mut self, at: usize) -> Option<Mark> {
        let inside = &self.prose[at + 1..];
        if inside.starts_with('@') || inside.starts_with("-@") {
            let end = self.closed(at)?;
            return Some(Mark::hidden(ReferenceKind::Citation, at..end, at + 1..end - 1));
        }
        let label = inside.len() - inside.trim_start_matches(|c: char| is_label(c) || matches!(c, '^' | '#')).len();
        if !self.plain || label == 0 || label > 64 || !inside[label..].starts_with(']') {
            return None;
        }
        let behind = &inside[label + 1..];
        let end = at + label + 2;
        if inside.starts_with('^') && label > 1 {
            return Some(Mark::hidden(ReferenceKind::Note, at..end, at + 2..at + 1 + label));
        }
        if !behind.starts_with('_') || behind[1..].starts_with(is_label) {
            return None;
        }
        let from = at + 1 + usize::from(inside.starts_with('#'));
        Some(Mark::hidden(ReferenceKind::Note, at..end + 1, from..at + 1 + label))
    }

    /// `\cite[p. 3]{key}`, `\parencite{key}`, `\footnote{…}`.
    fn command(&mut self, at: usize) -> Option<Mark> {
        let inside = &self.prose[at + 1..];
        let letters = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let cites = inside[..letters].ends_with("footnote") || inside[..letters].contains("cite");
        if !cites {
            return None;
        }
        let mut from = at + 1 + letters + usize::from(inside[letters..].starts_with('*'));
        while self.prose[from..].starts_with('[') {
            from = self.closed(from)?;
        }
        let end = self.curly.end(from).filter(|end| end - from <= LONGEST)?;
        Some(Mark::hidden(ReferenceKind::Citation, at..end, from + 1..end - 1))
    }

    /// `cite:[key]`, `footnote:[…]`, `footnote:label[…]` of `AsciiDoc`.
    fn macro_mark(&mut self, at: usize) -> Option<Mark> {
        let rest = &self.prose[at..];
        let name = ["footnoteref:", "footnote:", "citenp:", "cite:"].into_iter().find(|name| rest.starts_with(name))?;
        // A note may be glued to the word before it; a citation stands alone.
        if name.starts_with('c') && self.prose[..at].ends_with(|c: char| c.is_alphanumeric() || c == ':') {
            return None;
        }
        let open = self.label.end(self.prose, at + name.len(), is_label);
        let end = self.closed(open)?;
        Some(Mark::hidden(ReferenceKind::Citation, at..end, open + 1..end - 1))
    }

    /// An address that stands in the text as it is; one in front of the brackets of `AsciiDoc` hides behind what they show.
    fn address(&mut self, at: usize) -> Option<Mark> {
        let rest = &self.prose[at..];
        let starts = rest.starts_with("https://") || rest.starts_with("http://");
        if !starts || self.prose[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        let outside =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '’' | ')' | ']' | '[' | '}' | '|' | '`');
        let end = rest.find(outside).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '\0']);
        if address.len() <= "https://".len() {
            return None;
        }
        let target = at..at + address.len();
        let open = at + end;
        if target.end == open
            && let Some(close) = self.closed(open).filter(|close| *close > open + 2)
        {
            let hidden = vec![at..open + 1, close - 1..close];
            return Some(Mark { kind: ReferenceKind::Link, range: at..close, target, hidden });
        }
        Some(Mark { kind: ReferenceKind::Link, range: target.clone(), target, hidden: Vec::new() })
    }

    /// Raised digits or a dagger behind a word.
    fn raised(&mut self, at: usize) -> Option<Mark> {
        let (before, rest) = self.prose.split_at(at);
        let daggers = self.daggers.end(self.prose, at, |c| matches!(c, '†' | '‡')) - at;
        let digits = self.raised.end(self.prose, at, is_raised) - at;
        let len = daggers.max(digits);
        if len == 0 || rest[len..].starts_with(['⁄', '/']) {
            return None;
        }
        let stands =
            before.ends_with(char::is_whitespace) && rest[len..].chars().next().is_none_or(char::is_whitespace);
        let behind = before.ends_with(|c: char| !c.is_whitespace() && c != char::from(HIDDEN));
        let is_note = stands || if daggers > 0 { behind } else { is_note_behind(before) };
        is_note.then(|| Mark::hidden(ReferenceKind::Note, at..at + len, at..at + len))
    }
}

fn is_label(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Raised digits as the plain ones that a note is labelled with; other marks as they are.
pub(super) fn label(mark: &str) -> String {
    let plain = |c: char| match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' => '0',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        other => other,
    };
    mark.chars().map(plain).collect()
}

/// Symbols of units that are squared and cubed.
const UNITS: [&str; 12] = ["mm", "cm", "dm", "km", "nm", "µm", "ft", "in", "yd", "mi", "sq", "kWh"];

/// Whether a raised number behind these words is the mark of a note: it is an exponent behind a short number, a unit or a letter.
pub(super) fn is_note_behind(before: &str) -> bool {
    let before = before.trim_end_matches(char::from(HIDDEN));
    let Some(last) = before.chars().next_back() else { return false };
    if last.is_alphabetic() {
        let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
        return word.chars().count() > 1 && !UNITS.contains(&word);
    }
    if last.is_ascii_digit() {
        let number = &before[before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len()..];
        return number.len() > 2 && number != "100";
    }
    matches!(last, '%' | ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '’' | '\'' | '»')
}

/// The label that a note of plain text begins with, and where its text begins: `¹ …`, `† …`, `[1] …`, `[^1]: …`.
pub(super) fn leading_label(prose: &str, plain: bool) -> Option<(String, usize)> {
    let start = prose.len() - prose.trim_start_matches([' ', '\t', char::from(HIDDEN)]).len();
    let words = &prose[start..];
    let raised = words.len() - words.trim_start_matches(is_raised).len();
    let dagger = words.len() - words.trim_start_matches(['†', '‡']).len();
    let len = raised.max(dagger);
    if len > 0 {
        return words[len..]
            .trim_start()
            .starts_with(char::is_alphanumeric)
            .then(|| (label(&words[..len]), start + len));
    }
    let inside = words.strip_prefix('[')?;
    let note = usize::from(plain && inside.starts_with('^'));
    let end = inside.find(']').filter(|end| *end > note && *end <= 24)?;
    let label = &inside[note..end];
    let rest = &inside[end + 1..];
    let colon = rest.starts_with(':');
    let numbered = label.bytes().all(|b| b.is_ascii_digit()) && label.len() <= 3;
    let labelled = if note == 1 { colon && label.chars().all(is_label) } else { numbered };
    let text = rest.trim_start_matches(':');
    (labelled && text.starts_with([' ', '\t'])).then(|| (label.to_owned(), start + words.len() - text.len()))
}

#[cfg(test)]
mod tests {
    use super::{find, is_note_behind, leading_label};

    #[test]
    fn marks_are_told_from_exponents() {
        for mark in ["people", "2020", "45,000", "35%", "rose.", "(ONS)", "said”"] {
            assert!(is_note_behind(mark), "{mark}");
        }
        for power in ["10", "km", "5 m", "x", "100", "CO ", ""] {
            assert!(!is_note_behind(power), "{power}");
        }
    }

    #[test]
    fn each_way_to_cite_has_its_mark() {
        let shown = |prose: &str, plain| {
            let marks = find(prose, plain).into_iter();
            marks.map(|mark| prose[mark.target].to_owned()).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(shown("Sales rose.^[ONS, table 3] It rained¹ twice†.", false), "ONS, table 3 | ¹ | †");
        assert_eq!(
            shown("Larsen, 2019 :cite:`larsen` and {cite:p}`moe` or \\citep[p. 3]{lind}.", true),
            "larsen | moe | lind"
        );
        assert_eq!(
            shown("It rose [@larsen2019, p. 3], cite:[moe] says.footnote:[ONS.]", false),
            "@larsen2019, p. 3 | moe | ONS."
        );
        assert_eq!(shown("It rose [1]_ and [#fn]_ and [^2].", true), "1 | fn | 2");
        assert_eq!(
            shown("See https://example.org/a(b), https://example.org/c[the figures].", true),
            "https://example.org/a(b | https://example.org/c"
        );
        assert_eq!(shown("10³ kg on 5 km² at 12:00, f(x) [1] \\emph{it} ^ { c", false), "");
    }

    #[test]
    fn notes_of_plain_text_have_labels() {
        assert_eq!(leading_label("¹ ONS.", true), Some(("1".to_owned(), 2)));
        assert_eq!(leading_label("[^a]: ONS.", true), Some(("a".to_owned(), 5)));
        assert_eq!(leading_label("[12] ONS.", false), Some(("12".to_owned(), 4)));
        assert_eq!(leading_label("[sic] ONS.", false), None);
    }
}
