//! Numbers in digits, and what a number is.

use super::Scan;
use super::digits::{by_points, exponent, plain, vulgar};
use crate::document::HIDDEN;
use crate::language::lexicon::{Class, Dimension, NumberRole};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What sort of numeral a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Numeral {
    /// An amount.
    Plain,
    /// "dozens", "hundreds of thousands".
    Vague,
    /// "20th", "third".
    Ordinal,
    /// "10x", "doubled".
    Times,
    /// "2016", "1990s".
    Year,
    /// "10:30".
    Clock,
    /// "30-year-old".
    Age,
    /// "1.2.3", "24/7", "5G".
    Code,
}

/// A number that has been read.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) numeral: Numeral,
    /// `None` where none is told: "dozens".
    pub(super) value: Option<f64>,
    /// The magnitude that stands behind its digits: 1,000,000 for "3 million".
    pub(super) scale: f64,
    /// What its last printed digit stands for.
    pub(super) step: f64,
    /// Index after its last token.
    pub(super) end: usize,
    /// Whether it is below ten.
    pub(super) small: bool,
    /// Whether it is the word or the digit one, and nothing more.
    pub(super) bare_one: bool,
    /// A unit in the same token: "mm" of "155mm", "hour" of "24-hour".
    pub(super) glued_unit: Option<String>,
    /// Offset after the digits, where the token goes on behind them.
    pub(super) digits_end: Option<u32>,
}

impl Number {
    pub(super) fn new(numeral: Numeral, value: Option<f64>, end: usize) -> Self {
        Self {
            numeral,
            value,
            scale: 1.0,
            step: 1.0,
            end,
            small: value.is_some_and(|value| value < 10.0),
            bare_one: false,
            glued_unit: None,
            digits_end: None,
        }
    }
}

impl Number {
    /// Takes in a magnitude.
    pub(super) fn multiply(&mut self, scale: f64) {
        self.value = self.value.map(|value| value * scale);
        self.step *= scale;
    }
}

impl Scan<'_> {
    /// The number that begins at token `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        match self.kind(at)? {
            TokenKind::Number => self.digits(at),
            TokenKind::Word => self.words(at),
            _ => None,
        }
    }

    fn digits(&self, at: usize) -> Option<Number> {
        // What is hidden stands between: "12<i>,</i>500".
        let whole = self.text(at);
        let bare = whole.contains(char::from(HIDDEN)).then(|| whole.replace(char::from(HIDDEN), ""));
        let text = bare.as_deref().unwrap_or(whole);
        let len = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b':' | b'/')).count();
        let (digits, suffix) = text.split_at(len);
        let digits = digits.trim_end_matches(['.', ',', ':', '/']);
        let plain = plain(digits, self.syntax.decimal_comma);
        if digits.contains(':') {
            return Some(Number::new(Numeral::Clock, None, at + 1));
        }
        if let Some(value) = by_points(digits).filter(|_| len == text.len()) {
            let mut number = Number::new(Numeral::Plain, Some(value), at + 1);
            self.magnitude(&mut number);
            return Some(number);
        }
        if digits.contains('/') || plain.matches('.').count() > 1 {
            return Some(self.slashed(at, digits));
        }
        if let Some((value, end)) = self.power_of_ten(at) {
            return Some(Number::new(Numeral::Plain, Some(value), end));
        }
        if let Some(grouped) = self.grouped(at) {
            return Some(grouped);
        }
        let value: f64 = plain.parse().ok()?;
        let mut number = Number::new(Numeral::Plain, Some(value), at + 1);
        if let Some((_, places)) = plain.split_once('.') {
            number.step = 0.1_f64.powi(places.len().try_into().unwrap_or(i32::MAX));
        }
        let shown = whole.len() - whole.trim_end_matches(suffix).len();
        let after_digits = self.syntax.tokens[at].range.end - crate::text::offset(shown);
        let word = suffix.trim_start_matches(['-', '\u{2010}', '\u{2011}']);
        if let Some(unit) = self.glued_unit(at, value, suffix, word) {
            number.glued_unit = Some(unit.to_owned());
            number.digits_end = Some(after_digits);
            return Some(number);
        }
        match word {
            "" => {
                self.fraction_behind(&mut number);
                self.magnitude(&mut number);
            }
            _ if vulgar(word).is_some() => {
                number.value = vulgar(word).map(|part| value + part);
                number.step = 0.0;
                self.magnitude(&mut number);
            }
            "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => number.numeral = Numeral::Ordinal,
            "s" if value >= 10.0 => number.numeral = Numeral::Year,
            // "6.02e23"
            _ if word.len() == suffix.len() && exponent(word).is_some() => {
                number.multiply(exponent(word).map_or(1.0, |exponent| 10_f64.powi(exponent)));
            }
            "x" => number.numeral = Numeral::Times,
            _ => self.suffix(at, &mut number, word, suffix.len() > word.len(), after_digits),
        }
        number.bare_one = digits == "1" && suffix.is_empty() && number.end == at + 1;
        if suffix.is_empty() && number.end == at + 1 && self.is_year_or_decade(at) {
            number.numeral = Numeral::Year;
        }
        Some(number)
    }

    /// The unit of the digits of token `at`, where it is their `suffix`: `word`, hyphens apart.
    fn glued_unit(&self, at: usize, value: f64, suffix: &str, word: &str) -> Option<&'static str> {
        let digits = self.text(at).trim_end_matches(suffix);
        Some(match word {
            // "12st": no ordinal ends so, but those of one.
            "st" if !digits.ends_with('1') || digits.ends_with("11") => "stone",
            _ if suffix != word => return None,
            // "50m by 30m", "the 10,000m".
            "m" if self.is_metres(at, value) => "metres",
            // "12 oz (340g)": beside a bracket, where "5g" is no network.
            "g" if self.is_beside_bracket(at) => "grams",
            "l" if self.is_beside_bracket(at) => "litres",
            // "6ft 2in"
            "in" => "inches",
            "C" => "°C",
            "F" => "°F",
            _ => return None,
        })
    }

    /// "1998", "the 80's", of digits alone in token `at`.
    fn is_year_or_decade(&self, at: usize) -> bool {
        let text = self.text(at);
        let value: Option<u32> = text.parse().ok();
        let decade =
            text.ends_with('0') && self.kind(at + 1) == Some(TokenKind::Apostrophe) && self.text(at + 2) == "s";
        let year = value.is_some_and(|value| (1500..2200).contains(&value));
        match text.len() {
            2 => value.is_some() && decade,
            4 => value.is_some() && decade || year && self.reads_as_year(at),
            _ => false,
        }
    }

    /// "a 4K television", "4k and 8k streaming", "a 5k run": before one thing, and not before many.
    fn is_format(&self, at: usize, number: &Number) -> bool {
        let joined = self.is(at + 1, Class::And) && self.text(at + 2).ends_with(['k', 'K']);
        let noun = at + if joined { 3 } else { 1 };
        let money = self.before(at).is_some_and(|i| self.currency(i).is_some());
        number.small && !money && self.tag(noun).is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Gerund))
    }

    /// "500m", "155mm", "24-hour", "30-year-old", "5G".
    fn suffix(&self, at: usize, number: &mut Number, word: &str, hyphen: bool, after_digits: u32) {
        let low = word.to_lowercase();
        if low == "k" && !hyphen && self.is_format(at, number) {
            number.numeral = Numeral::Code;
        } else if let (Some(scale), false) = (scale(word), hyphen) {
            number.scale = scale;
            number.multiply(scale);
        } else if low
            .rsplit('-')
            .next()
            .is_some_and(|last| low.contains('-') && self.syntax.lexicon.find(last).classes.has(Class::Old))
        {
            number.numeral = Numeral::Age;
            // "3.4-million-year-old"
            if let Some(scale) = low.split('-').next().and_then(|first| self.scale_of(first)) {
                number.multiply(scale);
            }
        } else if hyphen && self.syntax.lexicon.find(&low).classes.has(Class::AgedAbout) {
            number.numeral = Numeral::Age;
        } else if self.syntax.lexicon.find(&low).classes.has(Class::Fold) {
            // "10-fold", "100fold"
            number.numeral = Numeral::Times;
        } else if let Some(scale) = self.scale_of(&low) {
            // "3-million", and "$3million" as it is set tight.
            number.scale = scale;
            number.multiply(scale);
        } else if hyphen {
            let unit = low.split('-').next().unwrap_or_default();
            number.glued_unit = Some(unit.to_owned());
            number.digits_end = Some(after_digits);
        } else if self.is_unit(&low) {
            number.glued_unit = Some(word.to_owned());
            number.digits_end = Some(after_digits);
        } else {
            number.numeral = Numeral::Code;
        }
    }

    /// "1 1/2": a fraction behind a whole number.
    fn fraction_behind(&self, number: &mut Number) {
        let Some((part, whole)) = self.text(number.end).split_once('/') else { return };
        let (Ok(part), Ok(whole)) = (part.parse::<f64>(), whole.parse::<f64>()) else { return };
        if part < whole && whole <= 16.0 {
            number.value = number.value.map(|value| value + part / whole);
            number.step = 0.0;
            number.end += 1;
        }
    }

    /// Whether an "m" behind digits stands for metres, and not for millions.
    pub(super) fn is_metres(&self, at: usize, value: f64) -> bool {
        let money = self.before(at).is_some_and(|i| self.currency(i).is_some());
        let measured = self.is(at + 1, Class::Metric) || self.before_is(at, Class::Metric);
        !money && (value >= 1000.0 || measured || self.is_aside_of_length(at) || self.has_aside_of_length(at))
    }

    fn is_beside_bracket(&self, at: usize) -> bool {
        self.kind(at + 1) == Some(TokenKind::Open) || self.kind(at + 1) == Some(TokenKind::Close)
    }

    /// "9m (30ft)", "9m (30 feet)": a length in brackets behind it.
    fn has_aside_of_length(&self, at: usize) -> bool {
        let number = self.kind(at + 2) == Some(TokenKind::Number) && self.kind(at + 1) == Some(TokenKind::Open);
        let closes = |i: usize| self.kind(i) == Some(TokenKind::Close);
        number && (self.is_length(at + 2) && closes(at + 3) || self.is_length(at + 3) && closes(at + 4))
    }

    /// "6ft (1.8m)": a bracket behind a length.
    fn is_aside_of_length(&self, at: usize) -> bool {
        let Some(last) =
            self.back(at, 2).filter(|_| self.before(at).is_some_and(|i| self.kind(i) == Some(TokenKind::Open)))
        else {
            return false;
        };
        // "6ft 2in (1.88m)"
        let inches = letters(self.text(last)) == "in" && self.kind(last) == Some(TokenKind::Number);
        inches || self.is_length(last)
    }

    /// Whether a token is a unit of length, or ends with one behind its digits: "30ft", "feet".
    fn is_length(&self, i: usize) -> bool {
        let measure = self.syntax.lexicon.find(&letters(self.text(i))).measure;
        measure.is_some_and(|measure| measure.dimension == Dimension::Length)
    }

    fn is_unit(&self, low: &str) -> bool {
        self.syntax.lexicon.find(low).unit.is_some()
    }

    fn scale_of(&self, low: &str) -> Option<f64> {
        let numbers = &self.syntax.lexicon.find(low).numbers;
        numbers.iter().find(|(role, _)| *role == NumberRole::Scale).map(|(_, value)| *value)
    }

    /// "3/4" is a part, "9/11" and "24/7" are none.
    fn slashed(&self, at: usize, digits: &str) -> Number {
        let parts: Vec<f64> = digits.split('/').filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [a, b] if a < b && b <= 10.0 && !digits.contains('.') => {
                // "3/4ths" and "3/4 of"; a bare "3/4" may be a date.
                let of = self.is(at + 1, Class::Of) || self.text(at).ends_with(|c: char| c.is_alphabetic());
                Number::new(if of { Numeral::Times } else { Numeral::Code }, Some(a / b), at + 1)
            }
            _ => Number::new(Numeral::Code, None, at + 1),
        }
    }

    /// "3m-4m", "3 million-4 million": a range of which both ends have their magnitude, glued together. The lower end, and the upper.
    pub(super) fn glued_range(&self, at: usize) -> Option<(Number, Number)> {
        let (first, second) = self.text(at).split_once('-').map_or((self.text(at), ""), |parts| parts);
        let digits = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<f64>().ok();
        let short = |text: &str| scale(text.trim_start_matches(|c: char| !c.is_ascii_alphabetic()));
        let (low, high, scales, end) = if second.is_empty() {
            let (scale, high) = self.text(at + 1).split_once('-')?;
            let behind = self.number_word(at + 2, NumberRole::Scale)?;
            (digits(first)?, digits(high)?, (self.scale_of(&scale.to_lowercase())?, behind), at + 3)
        } else {
            (digits(first)?, digits(second)?, (short(first)?, short(second)?), at + 1)
        };
        let number = |value: f64, scale: f64| {
            let mut number = Number::new(Numeral::Plain, Some(value), end);
            number.scale = scale;
            number.multiply(scale);
            number
        };
        Some((number(low, scales.0), number(high, scales.1)))
    }

    /// Takes in the magnitude words behind digits: "3.4 billion", "12 hundred thousand".
    pub(super) fn magnitude(&self, number: &mut Number) {
        while let Some(scale) = self.number_word(number.end, NumberRole::Scale) {
            number.scale *= scale;
            number.multiply(scale);
            number.end += 1;
            number.small = false;
        }
        // "3.2 × 10⁹"
        if matches!(self.text(number.end), "×" | "x")
            && let Some((power, end)) = self.power_of_ten(number.end + 1)
        {
            number.scale *= power;
            number.multiply(power);
            (number.end, number.small) = (end, false);
        }
        self.compound_magnitude(number);
    }

    /// Takes in a magnitude that a hyphen ties to its unit: "a 1.2 billion-dollar plan".
    pub(super) fn compound_magnitude(&self, number: &mut Number) {
        let Some((first, unit)) = self.text(number.end).split_once('-') else { return };
        let Some(scale) = self.scale_of(&first.to_lowercase()).filter(|_| self.is_unit(&unit.to_lowercase())) else {
            return;
        };
        number.digits_end = Some(self.syntax.tokens[number.end].range.start + crate::text::offset(first.len()));
        number.glued_unit = Some(unit.to_owned());
        number.scale *= scale;
        number.multiply(scale);
        number.end += 1;
    }
}

/// What stands behind the digits of a token, in small letters.
fn letters(text: &str) -> String {
    text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase()
}

/// The magnitude that letters behind digits stand for.
fn scale(letters: &str) -> Option<f64> {
    Some(match letters {
        "k" | "K" => 1e3,
        "m" | "M" | "mn" | "mln" => 1e6,
        "bn" | "b" | "B" | "bln" => 1e9,
        "tn" | "T" | "trn" => 1e12,
        _ => return None,
    })
}
