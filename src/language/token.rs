//! Words, numbers and marks.

use super::form::Forms;
use super::lexicon::EntryId;
use super::tag::Tag;
use crate::document::HIDDEN;
use crate::text::{TextRange, offset};

/// What a token is, by its characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// Letters, with what stands inside words ("Hour-long", "U.S.", "O'Brien", "F-35").
    Word,
    /// Begins with a digit ("27,000", "500m", "20th", "10:30").
    Number,
    /// A double quotation mark of any style: `"`, `“`, `”`, `„`, `«`, `»`, ` `` `, `''`.
    Quote,
    /// A single one or an apostrophe: `'`, `‘`, `’`, `‚`, `‹`, `›`.
    Apostrophe,
    /// A full stop, question or exclamation mark, or an ellipsis.
    Stop,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash between words: `–`, `—`, `--`, or a hyphen that joins nothing.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// An address, an `@name` or a `#tag`.
    Address,
    /// Any other character.
    Symbol,
}

impl TokenKind {
    /// Whether it can be a word of a sentence.
    #[must_use]
    pub fn is_word(self) -> bool {
        matches!(self, Self::Word | Self::Number | Self::Address)
    }

    /// Whether it is a quotation mark, or may be one.
    #[must_use]
    pub fn is_quote(self) -> bool {
        matches!(self, Self::Quote | Self::Apostrophe)
    }
}

/// One token of a block.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its bytes, counted from the start of the block.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether all its letters are capitals, and there are two or more.
    pub upper: bool,
    /// Whether white space, or the start of the block, stands before it.
    pub spaced: bool,
    /// What the lexicon has for it alone.
    pub entry: EntryId,
    /// What the dictionary says its form can be.
    pub forms: Forms,
}

impl Token {
    /// Whether it is a number, in digits or as a word.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number || self.tag == Tag::Number
    }
}

/// Cuts `prose` into tokens, in order; what is white space or hidden belongs to none.
pub fn tokenize(prose: &str, mut add: impl FnMut(TokenKind, TextRange, bool)) {
    let mut scanner = Scanner { prose, at: 0 };
    let mut spaced = true;
    while let Some(c) = scanner.peek() {
        let start = scanner.at;
        if c == char::from(HIDDEN) {
            scanner.at += 1;
            continue;
        }
        if c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}') {
            scanner.at += c.len_utf8();
            spaced = true;
            continue;
        }
        let kind = scanner.token(c);
        let mut range = TextRange::of(start, scanner.at);
        if kind == TokenKind::Word
            && let Some(clitic) = clitic(range.of_text(prose))
        {
            let middle = range.end - offset(clitic);
            add(kind, TextRange::new(range.start, middle), spaced);
            range = TextRange::new(middle, range.end);
            spaced = false;
        }
        add(kind, range, spaced);
        spaced = false;
    }
}

struct Scanner<'a> {
    prose: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        let bytes = self.prose.as_bytes();
        match bytes.get(self.at) {
            Some(&b) if b < 0x80 => Some(char::from(b)),
            Some(_) => self.prose[self.at..].chars().next(),
            None => None,
        }
    }

    /// The character after the one of `c`, which is the next; what is hidden has no place between them.
    fn after(&self, c: char) -> Option<char> {
        let rest = &self.prose[self.at + c.len_utf8()..];
        rest.chars().find(|&c| c != char::from(HIDDEN))
    }

    /// Reads the token that begins with `c`.
    fn token(&mut self, c: char) -> TokenKind {
        if c.is_ascii_digit() || (c == '.' && self.after(c).is_some_and(|d| d.is_ascii_digit()) && !self.glued()) {
            self.number(c);
            return TokenKind::Number;
        }
        if is_letter(c) {
            return self.word();
        }
        let from = self.at;
        self.at += c.len_utf8();
        match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' => TokenKind::Quote,
            '\'' | '`' | '‘' | '’' | '‚' | '‛' | '‹' | '›' => {
                // Of three in a row behind a word the first is the inner one.
                let inner_first = from > 0
                    && self.prose[self.at..].starts_with("\'\'")
                    && !self.prose[..from].ends_with(char::is_whitespace);
                if matches!(c, '\'' | '`') && self.peek() == Some(c) && !inner_first {
                    self.at += 1;
                    return TokenKind::Quote;
                }
                TokenKind::Apostrophe
            }
            '.' | '!' | '?' | '…' => {
                while let Some(next @ ('.' | '!' | '?' | '…')) = self.peek() {
                    self.at += next.len_utf8();
                }
                TokenKind::Stop
            }
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            ';' => TokenKind::Semicolon,
            '–' | '—' | '―' | '-' | '‒' | '−' => {
                while self.peek() == Some(c) {
                    self.at += c.len_utf8();
                }
                TokenKind::Dash
            }
            '(' | '[' | '{' => TokenKind::Open,
            ')' | ']' | '}' => TokenKind::Close,
            '@' | '#' if self.peek().is_some_and(is_letter) => {
                self.run(|c| is_letter(c) || c.is_ascii_digit() || c == '_');
                TokenKind::Address
            }
            _ => TokenKind::Symbol,
        }
    }

    /// Whether a letter or digit stands right before.
    fn glued(&self) -> bool {
        self.prose[..self.at].chars().next_back().is_some_and(char::is_alphanumeric)
    }

    fn run(&mut self, inside: impl Fn(char) -> bool) {
        while let Some(c) = self.peek() {
            if !inside(c) && c != char::from(HIDDEN) {
                break;
            }
            self.at += c.len_utf8();
        }
        // Markup at the end of a word stands outside it.
        while self.prose.as_bytes()[self.at - 1] == HIDDEN {
            self.at -= 1;
        }
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        // Where its last part begins: "anti-U.S.", "D-N.Y.".
        let mut part = start;
        loop {
            self.run(|c| is_letter(c) || c.is_ascii_digit());
            let Some(c) = self.peek() else { break };
            let next = self.after(c);
            let goes_on = match c {
                '-' | '\u{2010}' | '\u{2011}' | '_' | '&' => next.is_some_and(|n| is_letter(n) || n.is_ascii_digit()),
                '\'' | '’' => next.is_some_and(is_letter),
                // A stop inside a word: "U.S.", "a.m.", "example.com".
                '.' => next
                    .is_some_and(|n| is_letter(n) && (n.is_lowercase() || self.at - part == 1 || self.has_stop(part))),
                ':' if self.prose[self.at..].starts_with("://") => {
                    self.run(|c| !c.is_whitespace() && !matches!(c, '"' | '”' | '’' | ')' | ']' | '>' | '<'));
                    return TokenKind::Address;
                }
                '@' if next.is_some_and(is_letter) => {
                    self.run(|c| is_letter(c) || c.is_ascii_digit() || matches!(c, '@' | '.' | '-' | '_'));
                    return TokenKind::Address;
                }
                _ => false,
            };
            if !goes_on {
                // The last stop of "U.S." or "a.m." belongs to it.
                if c == '.' && self.is_dotted(part) && (part == start || self.has_stop(part)) {
                    self.at += 1;
                }
                break;
            }
            self.at += c.len_utf8();
            if c == '-' {
                part = self.at;
            }
        }
        TokenKind::Word
    }

    fn has_stop(&self, start: usize) -> bool {
        self.prose[start..self.at].contains('.')
    }

    /// Whether what has been read from `start` on is single letters between stops, or one capital: "U.S", "a.m", "J".
    fn is_dotted(&self, start: usize) -> bool {
        let word = &self.prose[start..self.at];
        let letters = word.split('.').all(|part| {
            let mut chars = part.chars().filter(|&c| c != char::from(HIDDEN));
            chars.next().is_some_and(is_letter) && chars.next().is_none()
        });
        letters && (word.contains('.') || word.starts_with(|c: char| c.is_uppercase() && c != 'I'))
    }

    fn number(&mut self, first: char) {
        self.at += first.len_utf8();
        loop {
            self.run(|c| c.is_ascii_digit());
            // What is hidden stands between: "12<i>,</i>000".
            let rest = self.prose[self.at..].trim_start_matches(char::from(HIDDEN));
            let mut next = rest.chars().filter(|&c| c != char::from(HIDDEN));
            let mark = next.next().is_some_and(|c| matches!(c, ',' | '.' | ':' | '/'));
            if !(mark && next.next().is_some_and(|c| c.is_ascii_digit())) {
                break;
            }
            self.at = self.prose.len() - rest.len() + 1;
        }
        // A suffix ("500m", "20th", "155mm") or a compound ("30-year-old", "11-member").
        let Some(c) = self.peek() else { return };
        let letter_after = self.after(c).is_some_and(is_letter);
        if is_letter(c) || (matches!(c, '-' | '\u{2010}' | '\u{2011}') && letter_after) {
            if !is_letter(c) {
                self.at += c.len_utf8();
            }
            self.run(|c| is_letter(c) || c.is_ascii_digit() || c == '-');
            while self.prose[..self.at].ends_with('-') {
                self.at -= 1;
            }
        }
    }
}

/// Whether `c` can stand in a word: a letter, or a mark that is combined with one.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200D}')
}

/// The length of the clitic that `word` ends with: "'s", "n't", "'re" and their like, when something stands before it.
fn clitic(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let last = bytes.iter().rposition(|&b| b == b'\'' || b == 0x99)?;
    let mark = if bytes[last] == b'\'' { 1 } else { 3 };
    let start = (last + 1).checked_sub(mark)?;
    if !matches!(word.get(start..start + mark), Some("'" | "’")) || start == 0 {
        return None;
    }
    // An entity has more letters than it shows: "don&rsquo;t".
    let tail = word[start + mark..].trim_start_matches(char::from(HIDDEN));
    let is = |list: &[&str]| list.iter().any(|t| tail.eq_ignore_ascii_case(t));
    if is(&["s", "re", "ve", "ll", "d", "m"]) {
        Some(word.len() - start)
    } else if is(&["t"]) && start > 1 && bytes[start - 1].eq_ignore_ascii_case(&b'n') {
        Some(word.len() - start + 1)
    } else {
        None
    }
}
