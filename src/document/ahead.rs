//! What comes further on in a text. A reader goes from front to back and may ask for it at each place: what has been found is kept,
//! so that all the asking together takes time in proportion to the text.

use std::ops::Range;

use memchr::{memchr2, memmem};

/// Where a piece comes next.
pub(super) struct Next<'a> {
    text: &'a str,
    piece: &'static str,
    /// From where it was looked for last, and where it is.
    known: Option<(usize, Option<usize>)>,
}

impl<'a> Next<'a> {
    pub(super) fn new(text: &'a str, piece: &'static str) -> Self {
        Self { text, piece, known: None }
    }

    /// Where the first piece is that begins at byte `from` or behind it.
    pub(super) fn find(&mut self, from: usize) -> Option<usize> {
        match self.known {
            Some((known, found)) if known <= from && found.is_none_or(|found| from <= found) => found,
            _ => {
                let found = memmem::find(&self.text.as_bytes()[from..], self.piece.as_bytes()).map(|at| from + at);
                self.known = Some((from, found));
                found
            }
        }
    }
}

/// How far a run of characters of one kind goes.
#[derive(Default)]
pub(super) struct Run {
    known: Range<usize>,
}

impl Run {
    /// Where the run of characters that `fits` ends which goes over byte `from` of `text`.
    pub(super) fn end(&mut self, text: &str, from: usize, fits: impl Fn(char) -> bool) -> usize {
        if from < self.known.start || self.known.end <= from {
            let rest = &text[from..];
            self.known = from..text.len() - rest.trim_start_matches(fits).len();
        }
        self.known.end
    }
}

/// Which mark closes which, of two that may stand in one another: `[[` and `]]`.
pub(super) struct Pairs<'a> {
    text: &'a str,
    open: u8,
    close: u8,
    /// How often the character of a mark stands in it.
    width: usize,
    /// Where each pair begins and where it ends, in order; once it has been asked for.
    found: Option<Vec<(usize, usize)>>,
}

impl<'a> Pairs<'a> {
    /// The pairs in `text` of marks of `width` times the byte `open` and the byte `close`.
    pub(super) fn new(text: &'a str, open: u8, close: u8, width: usize) -> Self {
        Self { text, open, close, width, found: None }
    }

    /// Behind the mark that closes the one at byte `start`.
    pub(super) fn end(&mut self, start: usize) -> Option<usize> {
        let found = self.found.get_or_insert_with(|| pairs(self.text.as_bytes(), self.open, self.close, self.width));
        // Of "{{{" the first two are no mark for the pass, but to whom they come first they are.
        let known = (start..start + self.width).find_map(|at| found.binary_search_by_key(&at, |pair| pair.0).ok());
        known.map(|index| found[index].1)
    }
}

fn pairs(text: &[u8], open: u8, close: u8, width: usize) -> Vec<(usize, usize)> {
    let (mut found, mut waiting) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(next) = memchr2(open, close, &text[at..]) {
        let start = at + next;
        at = start + text[start..].iter().take_while(|byte| **byte == text[start]).count();
        let marks = (at - start) / width;
        if text[start] == open {
            waiting.extend((1..=marks).rev().map(|mark| at - mark * width));
        } else {
            found.extend((1..=marks).map_while(|mark| Some((waiting.pop()?, start + mark * width))));
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::{Next, Pairs, Run};

    #[test]
    fn pairs_stand_in_one_another() {
        for (text, start, end) in [
            ("{{a}}", 0, Some(5)),
            ("{{a{{b}}c}} }}", 0, Some(11)),
            ("{{a{{b}}c}} }}", 3, Some(8)),
            ("{{{a}}}", 0, Some(6)),
            ("{{{a}}}", 1, Some(6)),
            ("{{{{a}}", 0, None),
            ("{{{{a}}", 1, Some(7)),
            ("{{{{a}}", 2, Some(7)),
            ("}}{{a}", 2, None),
        ] {
            assert_eq!(Pairs::new(text, b'{', b'}', 2).end(start), end, "{text} from {start}");
        }
        assert_eq!(Pairs::new("[a[b]] [", b'[', b']', 1).end(0), Some(6));
        assert_eq!(Pairs::new("[a[b]] [", b'[', b']', 1).end(1), None);
    }

    #[test]
    fn what_was_found_holds_for_the_places_before_it() {
        let mut next = Next::new("a-->b-->", "-->");
        assert_eq!([0, 1, 2, 5, 6, 0].map(|from| next.find(from)), [Some(1), Some(1), Some(5), Some(5), None, Some(1)]);
        let mut run = Run::default();
        let digits = [0, 1, 2, 3, 4, 5, 1].map(|from| run.end("12a34", from, |c| c.is_ascii_digit()));
        assert_eq!(digits, [2, 2, 2, 5, 5, 5, 2]);
    }
}
