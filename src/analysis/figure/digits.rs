//! Digits in groups, with a decimal mark, as powers of ten and as fractions of one character.

use super::Scan;
use super::number::{Number, Numeral};
use crate::document::HIDDEN;
use crate::language::token::TokenKind;
use crate::text::TextRange;

impl Scan<'_> {
    /// "12 500", "1 000 000": groups of three digits, as international organisations write them.
    pub(super) fn grouped(&self, at: usize) -> Option<Number> {
        let digits =
            |i: usize| self.text(i).bytes().all(|b| b.is_ascii_digit()) && self.kind(i) == Some(TokenKind::Number);
        let three = |i: usize| digits(i) && self.text(i).len() == 3;
        if first_group(self.text(at)) && self.is_grouping(at + 1) && three(at + 2) {
            return Some(self.grouped_by_marks(at, three));
        }
        let group = |i: usize| three(i) && self.follows_by_one(i);
        let first = digits(at) && first_group(self.text(at));
        // In a row of numbers each stands for itself.
        let alone = |i: usize| self.kind(i) != Some(TokenKind::Number);
        if !first || !group(at + 1) || self.before(at).is_some_and(|i| !alone(i)) {
            return None;
        }
        let end = (at + 2..self.span.end).find(|&i| !group(i)).unwrap_or(self.span.end);
        let written: String = (at..end).map(|i| self.text(i)).collect();
        let mut number = Number::new(Numeral::Plain, written.parse().ok(), end);
        self.magnitude(&mut number);
        (alone(end) && end - at <= 5).then_some(number)
    }

    /// "1'200", "1’234’567": groups of three digits, as the Swiss write them.
    fn grouped_by_marks(&self, at: usize, three: impl Fn(usize) -> bool) -> Number {
        let mut end = at + 1;
        while self.is_grouping(end) && three(end + 1) {
            end += 2;
        }
        let written: String = (at..end).step_by(2).map(|i| self.text(i)).collect();
        let mut number = Number::new(Numeral::Plain, written.parse().ok(), end);
        self.magnitude(&mut number);
        number
    }

    /// Whether an apostrophe without blanks around it stands at token `i`.
    fn is_grouping(&self, i: usize) -> bool {
        let glued = |i: usize| self.token(i).is_some_and(|token| !token.spaced);
        self.kind(i) == Some(TokenKind::Apostrophe) && glued(i) && glued(i + 1)
    }

    /// "10⁹", "10^9" at token `at`, and where it ends.
    pub(super) fn power_of_ten(&self, at: usize) -> Option<(f64, usize)> {
        let glued = |i: usize| self.token(i).is_some_and(|token| !token.spaced);
        let text = self.text(at).strip_prefix("10")?;
        if text.is_empty() {
            let raised = self.text(at + 1) == "^" && glued(at + 1) && glued(at + 2);
            let exponent = self.text(at + 2).parse().ok().filter(|exponent: &i32| raised && *exponent < 100)?;
            return Some((10_f64.powi(exponent), at + 3));
        }
        let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c);
        let digits: Option<Vec<usize>> = text.chars().filter(|&c| c != char::from(HIDDEN)).map(digit).collect();
        let exponent = digits?.into_iter().fold(0, |exponent, digit| exponent * 10 + i32::try_from(digit).unwrap_or(0));
        (1..100).contains(&exponent).then(|| (10_f64.powi(exponent), at + 1))
    }

    /// Whether one blank stands before token `i`.
    fn follows_by_one(&self, i: usize) -> bool {
        let tokens = &self.syntax.tokens;
        let gap = TextRange::new(tokens[i - 1].range.end, tokens[i].range.start);
        matches!(
            gap.of_text(self.syntax.prose).trim_matches(char::from(HIDDEN)),
            " " | "\u{a0}" | "\u{2009}" | "\u{202f}"
        )
    }
}

/// Whether digits can be the first group of a number in groups of three.
fn first_group(digits: &str) -> bool {
    digits.len() <= 3 && !digits.starts_with('0')
}

/// "1.234.567": digits that points part into groups of three. Four of them may be the address of a machine.
pub(super) fn by_points(digits: &str) -> Option<f64> {
    let groups: Vec<&str> = digits.split('.').collect();
    let three = |group: &&str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let whole = groups.len() == 3 && first_group(groups[0]) && groups[1..].iter().all(three);
    digits.replace('.', "").parse().ok().filter(|_| whole)
}

/// The exponent in "e23" of "6.02e23".
pub(super) fn exponent(word: &str) -> Option<i32> {
    word.strip_prefix('e')?.parse().ok().filter(|exponent| (1..100).contains(exponent))
}

/// Digits as Rust reads them. A comma parts thousands, unless the text has a decimal comma, or what stands behind this one cannot be
/// thousands: "1,5" and "1.234,50".
pub(super) fn plain(digits: &str, decimal_comma: bool) -> String {
    let decimal = digits.rsplit_once(',').is_some_and(|(before, after)| {
        let once = !before.contains(',') && !after.contains('.');
        once && !after.is_empty() && !before.is_empty() && (decimal_comma || after.len() != 3)
    });
    // "1.234" and "12.345.678" are thousands there.
    let parts: Vec<&str> = digits.split('.').collect();
    if decimal_comma && !decimal && parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3) {
        return digits.chars().filter(char::is_ascii_digit).collect();
    }
    let mark = if decimal { ',' } else { '.' };
    let kept = digits.chars().filter(|c| c.is_ascii_digit() || *c == mark);
    kept.map(|c| if c == mark { '.' } else { c }).collect()
}

/// The value of a fraction that is one character.
pub(super) fn vulgar(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}
