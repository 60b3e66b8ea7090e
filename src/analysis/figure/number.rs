//! Numbers in digits, and what a number is.

use super::Scan;
use crate::language::lexicon::{Class, Dimension, NumberRole};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

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
        let text = self.text(at);
        let len = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b':' | b'/' | 0)).count();
        let (digits, suffix) = text.split_at(len);
        let digits = digits.trim_end_matches(['.', ',', ':', '/']);
        let plain = plain(digits, self.syntax.decimal_comma);
        if digits.contains(':') {
            return Some(Number::new(Numeral::Clock, None, at + 1));
        }
        if digits.contains('/') || plain.matches('.').count() > 1 {
            return Some(self.slashed(at, digits));
        }
        if let Some(grouped) = self.grouped(at) {
            return Some(grouped);
        }
        let value: f64 = plain.parse().ok()?;
        let mut number = Number::new(Numeral::Plain, Some(value), at + 1);
        if let Some((_, places)) = plain.split_once('.') {
            number.step = 0.1_f64.powi(places.len().try_into().unwrap_or(i32::MAX));
        }
        let after_digits = self.syntax.tokens[at].range.start + crate::text::offset(len);
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

    /// "12 500", "1 000 000": groups of three digits, as international organisations write them.
    fn grouped(&self, at: usize) -> Option<Number> {
        let digits =
            |i: usize| self.text(i).bytes().all(|b| b.is_ascii_digit()) && self.kind(i) == Some(TokenKind::Number);
        let group = |i: usize| digits(i) && self.text(i).len() == 3 && self.follows_by_one(i);
        let first = digits(at) && self.text(at).len() <= 3 && !self.text(at).starts_with('0');
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

    /// Whether one blank stands before token `i`.
    fn follows_by_one(&self, i: usize) -> bool {
        let tokens = &self.syntax.tokens;
        let gap = TextRange::new(tokens[i - 1].range.end, tokens[i].range.start);
        matches!(gap.of_text(self.syntax.prose), " " | "\u{a0}" | "\u{2009}" | "\u{202f}")
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
        !money && (value >= 1000.0 || measured || self.is_aside_of_length(at))
    }

    fn is_beside_bracket(&self, at: usize) -> bool {
        self.kind(at + 1) == Some(TokenKind::Open) || self.kind(at + 1) == Some(TokenKind::Close)
    }

    /// "6ft (1.8m)": a bracket behind a length.
    fn is_aside_of_length(&self, at: usize) -> bool {
        let Some(last) =
            self.back(at, 2).filter(|_| self.before(at).is_some_and(|i| self.kind(i) == Some(TokenKind::Open)))
        else {
            return false;
        };
        let letters = self.text(last).trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        // "6ft 2in (1.88m)"
        let inches = letters == "in" && self.kind(last) == Some(TokenKind::Number);
        let measure = self.syntax.lexicon.find(&letters).measure;
        inches || measure.is_some_and(|measure| measure.dimension == Dimension::Length)
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
    }
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

/// Digits as Rust reads them. A comma parts thousands, unless the text has a decimal comma, or what stands behind this one cannot be
/// thousands: "1,5" and "1.234,50".
fn plain(digits: &str, decimal_comma: bool) -> String {
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
fn vulgar(text: &str) -> Option<f64> {
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
