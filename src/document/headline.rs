//! What a line of plain text is by its shape: a heading has no sentence in it, whatever stands behind the stop of one.

use std::hash::RandomState;
use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;

use super::ahead::Next;

/// How many words a heading has at most that has no other mark of one.
const HEADING: usize = 14;

/// How many words a title has at most.
const TITLE: usize = 30;

/// Whether a line is a row of marks, as below a heading: `=====`, `-----`.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().next();
    line.len() >= 3
        && first.is_some_and(|c| matches!(c, '=' | '-' | '~' | '^' | '*' | '_' | '#' | '+' | '–' | '—'))
        && line.chars().all(|c| Some(c) == first)
}

/// Whether the first line of a text can be its title.
pub(super) fn can_be_title(words: &str) -> bool {
    has_no_sentence(words) && words.split_whitespace().count() <= TITLE
}

/// Whether a line reads as a heading: all capitals or each word with one, or a few words that state no number.
pub(super) fn is_heading(words: &str) -> bool {
    if !has_no_sentence(words) {
        return false;
    }
    let count = words.split_whitespace().count();
    count <= TITLE && (is_upper(words) || (count <= HEADING && (is_titled(words) || !states_number(words))))
}

/// Whether there is no sentence in a line, nor the end of one.
fn has_no_sentence(words: &str) -> bool {
    let words = words.trim();
    let closed = words.trim_end_matches(CLOSING);
    let starts_low = words.starts_with(|c: char| c.is_lowercase() || matches!(c, '"' | '“' | '(' | '…'));
    !words.contains(['\n', '\r'])
        && !closed.ends_with(['.', '!', '?', ':', ';', ',', '…', '-', '–', '—'])
        && !starts_low
        && !holds_stop(words)
}

const CLOSING: [char; 7] = ['"', '”', '’', '\'', ')', ']', '»'];

/// Whether a sentence ends inside a line: a stop behind a low word or a number, and then another sentence, or no more than signs, a
/// tag, or words in capitals: "Sales rose 300%. ENDS".
fn holds_stop(words: &str) -> bool {
    // "Can It Write? Experts Weigh In": where each word has a capital, one before a stop tells nothing.
    let titled = is_titled(words);
    let mut from = 0;
    let mut tails = None;
    while let Some(at) = words[from..].find(['.', '!', '?', '…']).map(|at| from + at) {
        let stop = words[at..].trim_start_matches(['.', '!', '?', '…']);
        let rest = stop.trim_start_matches(CLOSING);
        let before = words[..at].trim_end_matches(CLOSING);
        from = words.len() - rest.len();
        let behind = rest.trim_start_matches(is_blank);
        let spaced = behind.len() < rest.len();
        if ends_word(before, titled)
            && ((spaced && begins(behind))
                || (!rest.is_empty() && tails.get_or_insert_with(|| Tails::new(words)).says_nothing(from)))
        {
            return true;
        }
    }
    false
}

/// Whether a stop behind these words can end a sentence: they end in a number, or in a word of two letters or more that is no
/// abbreviation; in a title, of three small letters or more.
fn ends_word(words: &str, titled: bool) -> bool {
    let word = &words[words.trim_end_matches(char::is_alphanumeric).len()..];
    let number = words.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    let is_low = || word.chars().count() > 2 && word.chars().all(char::is_lowercase);
    let is_word = || word.chars().nth(1).is_some() && !ABBREVIATIONS.contains(&*word.to_lowercase());
    number || words.ends_with(CLOSING) || is_low() || (!titled && is_word())
}

/// The abbreviations that a stop belongs to.
static ABBREVIATIONS: LazyLock<HashSet<&'static str, RandomState>> = LazyLock::new(|| {
    let table = include_str!("../lexicon/en/abbreviations.tsv").lines();
    table.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).map(|(word, _)| word).collect()
});

fn begins(words: &str) -> bool {
    words.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '(' | '$' | '£' | '€')
    })
}

/// What stands behind the stops of a line.
struct Tails<'a> {
    line: &'a str,
    /// The words of the line between its blanks, each with the place behind its last small letter.
    words: Vec<(Range<usize>, usize)>,
    comment_end: Next<'a>,
}

impl<'a> Tails<'a> {
    fn new(line: &'a str) -> Self {
        let mut words = Vec::new();
        let mut at = 0;
        for part in line.split_inclusive(is_blank) {
            let word = part.trim_end_matches(is_blank);
            if !word.is_empty() {
                let low = word.rfind(char::is_lowercase).map_or(0, |low| at + low + 1);
                words.push((at..at + word.len(), low));
            }
            at += part.len();
        }
        Self { line, words, comment_end: Next::new(line, "-->") }
    }

    /// Whether what stands behind byte `from` says nothing more: signs, a tag, a comment, the letters of an agency.
    fn says_nothing(&mut self, from: usize) -> bool {
        let rest = self.line[from..].trim_start_matches(is_blank);
        let mut from = self.line.len() - rest.len();
        if rest.starts_with("<!--") {
            from = self.comment_end.find(from).map_or(self.line.len(), |end| end + 3);
        }
        let first = self.words.partition_point(|(word, _)| word.end <= from);
        self.words[first..].iter().take(4).all(|(word, low)| {
            let start = word.start.max(from);
            self.line[start..].starts_with(['#', '@']) || *low <= start
        })
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_upper(words: &str) -> bool {
    words.contains(char::is_uppercase) && !words.contains(char::is_lowercase)
}

/// Whether each word of more than three letters begins with a capital.
fn is_titled(words: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let capital = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    words.split_whitespace().filter(long).all(capital)
}

/// Whether a line has an amount in digits: any number but a year.
fn states_number(words: &str) -> bool {
    let is_amount = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '$' | '£' | '€'));
        let year = digits.len() == 4 && digits.starts_with(['1', '2']) && digits.bytes().all(|b| b.is_ascii_digit());
        digits.contains(|c: char| c.is_ascii_digit()) && !year
    };
    words.split_whitespace().any(is_amount)
}

#[cfg(test)]
mod tests {
    use super::{can_be_title, is_heading};

    #[test]
    fn what_a_heading_looks_like() {
        for heading in ["What drivers say", "The Long Road to 300", "SALES ROSE 300% IN MAY", "Looking back at 2019"] {
            assert!(is_heading(heading), "{heading}");
        }
        for prose in [
            "Sales rose 300% in May. Prices fell 40% in June. 🎉",
            "Sales rose 300% in May. ENDS",
            "Sales rose 300% in May. (AP)",
            "Sales rose 300% in May. – AFP",
            "Sales rose in the north. #news",
            "Sales rose 300% in May. ■",
            "Sales rose 300% in May.\u{200B}",
            "Sales rose 300% in May. <!-- ask her -->",
            "Sales rose 300% in May",
        ] {
            assert!(!is_heading(prose), "{prose}");
        }
        for (line, is_title) in [
            ("Sales rose 300% in May. Prices fell 40% in June. 🎉", false),
            ("Wages fell in Oslo. It rained (AP)", false),
            ("Mr. Smith goes to the U.S. Senate", true),
            ("Can It Write? Experts Weigh In", true),
            ("Gov. Lind and Gen. Pell meet in St. Ives", true),
        ] {
            assert_eq!(can_be_title(line), is_title, "{line}");
        }
    }
}
