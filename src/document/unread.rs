//! Words of a file that are no prose of it: in code, in comments, in the attributes and the hidden elements of HTML.

use serde::{Deserialize, Serialize};

use super::{Document, HIDDEN};
use crate::text::offset;

/// How many words of a file are not read, and where.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Unread {
    /// How many words. The names and signs of markup are none.
    pub words: u32,
    /// The lines, from 1, each run of them with its first and last.
    pub lines: Vec<[u32; 2]>,
    /// The lines where something begins that hides what follows and is never ended.
    pub unclosed: Vec<(u32, Unclosed)>,
}

/// What hides all that follows, unless it is ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unclosed {
    /// A block of code between fences, in Markdown.
    Fence,
    /// A comment of HTML.
    Comment,
}

impl Unclosed {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fence => "a block of code",
            Self::Comment => "a comment",
        }
    }
}

/// Whether the last line of a fenced block of code ends it.
pub(super) fn is_closed(block: &str) -> bool {
    let block = block.trim_start();
    let mark = block.chars().next().unwrap_or('`');
    let fence = block.chars().take_while(|&c| c == mark).count();
    let mut lines = block.trim_end().lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
    let last = lines.next_back().filter(|_| lines.next().is_some()).unwrap_or_default();
    last.len() >= fence && last.chars().all(|c| c == mark)
}

impl Document {
    /// The words that are not read.
    #[must_use]
    pub fn unread(&self) -> Unread {
        let mut unread = Unread::default();
        if self.text() == &self.prose {
            return unread;
        }
        let line = |at: u32| 1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at as usize]).count();
        unread.unclosed = self.unclosed.iter().map(|&(at, what)| (offset(line(at)), what)).collect();
        for (line, (text, prose)) in (1..).zip(lines(self.text(), self.prose())) {
            let words = masked_words(text, prose);
            if words == 0 {
                continue;
            }
            unread.words += words;
            match unread.lines.last_mut() {
                Some([_, last]) if *last + 1 == line => *last = line,
                _ => unread.lines.push([line, line]),
            }
        }
        unread
    }
}

/// The lines of a text, each with the same bytes of its prose.
fn lines<'a>(text: &'a str, prose: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (line, &prose.as_bytes()[start..at])
    })
}

/// How many words of a line are masked. A word alone is the name of something: an element, a link, a variable.
fn masked_words(line: &str, prose: &[u8]) -> u32 {
    let (mut words, mut together) = (0, 0);
    for word in line.split_ascii_whitespace() {
        // A tag may stand right beside it.
        let word =
            word.split('<').next().filter(|word| !word.is_empty()).or(word.rsplit('>').next()).unwrap_or_default();
        let at = word.as_ptr() as usize - line.as_ptr() as usize;
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_word = !letters.is_empty() && letters.chars().all(|c| c.is_alphanumeric() || "'’-.,%".contains(c));
        let is_masked = prose[at..at + word.len()].iter().all(|&byte| byte == HIDDEN || byte == b' ');
        if is_word && is_masked {
            together += 1;
            // The first counts once the second shows that it is no name.
            words += match together {
                1 => 0,
                2 => 2,
                _ => 1,
            };
        } else {
            together = 0;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn unread(text: &str, format: Format) -> (u32, Vec<[u32; 2]>) {
        let Unread { words, lines, .. } = Document::new(text, format).unread();
        (words, lines)
    }

    #[test]
    fn what_is_never_ended_is_told() {
        let unclosed = |text: &str, format| Document::new(text, format).unread().unclosed;
        assert_eq!(unclosed("A.\n\n```sh\nls\n\nSales rose.\n", Format::Markdown), [(3, Unclosed::Fence)]);
        assert_eq!(unclosed("A.\n\n~~~~\nls\n~~~\nSales rose.\n", Format::Markdown), [(3, Unclosed::Fence)]);
        assert_eq!(unclosed("```\nls\n```\n\n> ~~~\n> ls\n> ~~~\n\nSales rose.\n", Format::Markdown), []);
        assert_eq!(unclosed("<p>A.</p>\n<!-- not now\n<p>Sales rose.</p>", Format::Html), [(2, Unclosed::Comment)]);
        assert_eq!(unclosed("<!-- a --><p>Sales rose.</p>", Format::Html), []);
    }

    #[test]
    fn words_that_are_no_prose_are_told() {
        assert_eq!(unread("Sales rose `by 40 %` in May.\n", Format::Plain), (0, vec![]));
        assert_eq!(
            unread("Sales rose.\n\n```\nand fell by half\nthen rose again\n```\n", Format::Markdown),
            (7, vec![[4, 5]])
        );
        assert_eq!(
            unread("<p class=lead>Sales rose.</p><footer>All rights reserved</footer>", Format::Html),
            (2, vec![[1, 1]])
        );
        assert_eq!(unread("<p>A <img src=x.png alt=\"The wide river in May\">", Format::Html), (4, vec![[1, 1]]));
        assert_eq!(unread("[Sales](https://example.org/a) <b>rose</b> &amp; fell.", Format::Markdown), (0, vec![]));
    }
}
