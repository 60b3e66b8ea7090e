//! Numbers in digits and in words.

use super::Scan;
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
    fn new(numeral: Numeral, value: Option<f64>, end: usize) -> Self {
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
    fn multiply(&mut self, scale: f64) {
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
        let value: f64 = plain.parse().ok()?;
        let mut number = Number::new(Numeral::Plain, Some(value), at + 1);
        if let Some((_, places)) = plain.split_once('.') {
            number.step = 0.1_f64.powi(places.len().try_into().unwrap_or(i32::MAX));
        }
        let after_digits = self.syntax.tokens[at].range.start + crate::text::offset(len);
        let word = suffix.trim_start_matches(['-', '\u{2010}', '\u{2011}']);
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
            // "50m by 30m", "the 10,000m".
            "m" if suffix == "m" && self.is_metres(at, value) => {
                number.glued_unit = Some("metres".to_owned());
                number.digits_end = Some(after_digits);
            }
            // "12st": no ordinal ends so, but those of one.
            "st" if !digits.ends_with('1') || digits.ends_with("11") => {
                number.glued_unit = Some("stone".to_owned());
                number.digits_end = Some(after_digits);
            }
            // "12 oz (340g)": beside a bracket, where "5g" is no network.
            "g" | "l" if suffix == word && self.is_beside_bracket(at) => {
                let unit = if word == "g" { "grams" } else { "litres" };
                number.glued_unit = Some(unit.to_owned());
                number.digits_end = Some(after_digits);
            }
            // "6ft 2in"
            "in" if suffix == word => {
                number.glued_unit = Some("inches".to_owned());
                number.digits_end = Some(after_digits);
            }
            "C" | "F" if suffix == word => {
                number.glued_unit = Some(format!("°{word}"));
                number.digits_end = Some(after_digits);
            }
            "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => number.numeral = Numeral::Ordinal,
            "s" if value >= 10.0 => number.numeral = Numeral::Year,
            "x" => number.numeral = Numeral::Times,
            _ => self.suffix(&mut number, word, suffix.len() > word.len(), after_digits),
        }
        number.bare_one = digits == "1" && suffix.is_empty() && number.end == at + 1;
        let alone = suffix.is_empty() && number.end == at + 1 && !digits.contains([',', '.']);
        if alone && len == 4 && (1500.0..2100.0).contains(&value) && self.reads_as_year(at) {
            number.numeral = Numeral::Year;
        }
        Some(number)
    }

    /// "500m", "155mm", "24-hour", "30-year-old", "5G".
    fn suffix(&self, number: &mut Number, word: &str, hyphen: bool, after_digits: u32) {
        let scale = match word {
            "k" | "K" => 1e3,
            "m" | "M" | "mn" | "mln" => 1e6,
            "bn" | "b" | "B" => 1e9,
            "tn" | "T" => 1e12,
            _ => 0.0,
        };
        let low = word.to_lowercase();
        if scale > 0.0 && !hyphen {
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
        } else if let (true, Some(scale)) = (hyphen, self.scale_of(&low)) {
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
        let money = self.before(at).is_some_and(|i| super::currency(self.text(i)).is_some());
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

    /// Takes in the magnitude words behind digits: "3.4 billion", "12 hundred thousand".
    fn magnitude(&self, number: &mut Number) {
        while let Some(scale) = self.number_word(number.end, NumberRole::Scale) {
            number.scale *= scale;
            number.multiply(scale);
            number.end += 1;
            number.small = false;
        }
    }

    /// Whether a bare number between 1500 and 2100 is a year.
    fn reads_as_year(&self, at: usize) -> bool {
        let next = at + 1;
        let noun = self.token(next).is_some_and(|token| token.tag == Tag::Nouns && !token.capital);
        let measured = self.text(next) == "%"
            || self.entry(next).is_some_and(|entry| entry.unit.is_some())
            || self.number_word(next, NumberRole::Scale).is_some();
        let after_currency = self.before(at).is_some_and(|i| super::currency(self.text(i)).is_some());
        let of_time = self.before_is(at, Class::BeforeYear) || self.before_is(at, Class::Month);
        !after_currency && (of_time || !(noun || measured || self.hedge(at).is_some()))
    }

    /// A number in words; hyphens inside a token join as blanks do.
    fn words(&self, at: usize) -> Option<Number> {
        let text = self.text(at);
        if text.contains('-') {
            return self.hyphenated(at, text);
        }
        if self.number_word(at, NumberRole::Vague).is_some() {
            return self.vague(at);
        }
        if let Some(value) = self.number_word(at, NumberRole::Times) {
            return Some(Number::new(Numeral::Times, Some(value), at + 1));
        }
        self.spelled(at)
    }

    /// "twenty-five", "two-thirds", "ten-year", "one-in-five".
    fn hyphenated(&self, at: usize, text: &str) -> Option<Number> {
        let parts: Vec<String> = text.split('-').map(str::to_lowercase).collect();
        let entry = |part: &str| self.syntax.lexicon.find(part);
        let role = |part: &str, role: NumberRole| {
            let numbers = &entry(part).numbers;
            numbers.iter().find(|(known, _)| *known == role).map(|(_, value)| *value)
        };
        let first = parts.first().map(String::as_str).unwrap_or_default();
        let second = parts.get(1).map(String::as_str).unwrap_or_default();
        let unit = role(first, NumberRole::Unit);
        let ten = role(first, NumberRole::Ten);
        let mut number = match (unit, ten) {
            (_, Some(ten)) => match role(second, NumberRole::Unit) {
                Some(unit) if parts.len() == 2 => Number::new(Numeral::Plain, Some(ten + unit), at + 1),
                _ => Number::new(Numeral::Plain, Some(ten), at + 1),
            },
            (Some(unit), None) => match role(second, NumberRole::Part) {
                Some(part) if parts.len() == 2 => return Some(Number::new(Numeral::Times, Some(unit / part), at + 1)),
                _ if entry(second).classes.has_any(&[Class::In, Class::Out]) => {
                    return Some(Number::new(Numeral::Times, None, at + 1));
                }
                _ => Number::new(Numeral::Plain, Some(unit), at + 1),
            },
            _ => return None,
        };
        // "one-and-a-half million", "two-and-a-half-year".
        let and_a_half = parts.get(1..4).is_some_and(|rest| {
            let classes = [Class::And, Class::Indefinite, Class::Half];
            rest.iter().zip(classes).all(|(part, class)| entry(part).classes.has(class))
        });
        if and_a_half && parts.len() == 4 {
            number.value = number.value.map(|value| value + 0.5);
            number.step = 0.0;
            self.magnitude(&mut number);
            return Some(number);
        }
        let tail = if ten.is_some() && role(second, NumberRole::Unit).is_some() { 2 } else { 1 };
        match parts.get(tail).map(String::as_str) {
            Some(unit) => match role(unit, NumberRole::Scale) {
                _ if parts.last().is_some_and(|last| entry(last).classes.has(Class::Old)) => {
                    number.numeral = Numeral::Age;
                }
                _ if entry(unit).classes.has(Class::Fold) => number.numeral = Numeral::Times,
                Some(scale) => number.multiply(scale),
                None => number.glued_unit = Some(unit.to_owned()),
            },
            None => self.magnitude(&mut number),
        }
        Some(number)
    }

    /// "dozens", "hundreds of thousands", "tens of millions".
    fn vague(&self, at: usize) -> Option<Number> {
        let mut end = at + 1;
        while self.is(end, Class::Of) && self.number_word(end + 1, NumberRole::Vague).is_some() {
            end += 2;
        }
        // "scores" are marks too, and "tens" alone hardly counts.
        let alone = end == at + 1 && !self.is(end, Class::Of);
        (!(alone && self.is(at, Class::WeakNumber))).then(|| Number::new(Numeral::Vague, None, end))
    }

    /// "two", "a dozen", "two hundred and five", "two and a half million", "half a million".
    fn spelled(&self, at: usize) -> Option<Number> {
        let mut at_word = at;
        let (mut total, mut group, mut any) = (0.0, 0.0, false);
        let mut scaled = 1.0;
        let article = self.is_any(at, &[Class::Indefinite, Class::Several]);
        if article {
            // "a dozen", "a million", "several hundred": only before a magnitude.
            self.number_word(at + 1, NumberRole::Scale)?;
            group = 1.0;
            at_word = at + 1;
        }
        loop {
            let unit =
                self.number_word(at_word, NumberRole::Unit).or_else(|| self.number_word(at_word, NumberRole::Ten));
            if let Some(unit) = unit {
                // "one two": two numbers.
                if any && group % 10.0 != 0.0 {
                    break;
                }
                group += unit;
            } else if let Some(scale) = self.number_word(at_word, NumberRole::Scale) {
                if !any && !article {
                    return None;
                }
                if scale == 100.0 || scale == 12.0 {
                    group = if group == 0.0 { scale } else { group * scale };
                } else {
                    total += if group == 0.0 { scale } else { group * scale };
                    group = 0.0;
                }
                scaled = scale;
            } else if any && self.is(at_word, Class::And) && self.half_after(at_word) {
                group += 0.5;
                at_word += 2;
            } else if any && scaled > 1.0 && self.is(at_word, Class::And) && self.is_small(at_word + 1) {
                // "two hundred and five": goes on with the unit.
            } else if let Some(small) = self.small_hyphenated(at_word).filter(|_| any && scaled > 1.0) {
                group += small;
            } else {
                break;
            }
            any = true;
            at_word += 1;
        }
        if !any {
            return None;
        }
        let value = total + group;
        let uncertain = article && !self.is(at, Class::Indefinite);
        let mut number = Number::new(Numeral::Plain, (!uncertain).then_some(value), at_word);
        number.scale = scaled;
        // "two million" is told to the million, "two hundred and five" to the one.
        number.step = if group == 0.0 || scaled == group { scaled } else { 1.0 };
        number.bare_one = value == 1.0 && at_word == at + 1;
        Some(number)
    }

    /// Whether a number word below a hundred stands at token `i`.
    fn is_small(&self, i: usize) -> bool {
        [NumberRole::Unit, NumberRole::Ten].iter().any(|&role| self.number_word(i, role).is_some())
            || self.small_hyphenated(i).is_some()
    }

    /// "forty-two".
    fn small_hyphenated(&self, i: usize) -> Option<f64> {
        let (ten, unit) = self.text(i).split_once('-')?;
        let role = |word: &str, role: NumberRole| {
            let numbers = &self.syntax.lexicon.find(&word.to_lowercase()).numbers;
            numbers.iter().find(|(known, _)| *known == role).map(|(_, value)| *value)
        };
        Some(role(ten, NumberRole::Ten)? + role(unit, NumberRole::Unit)?)
    }

    /// "and a half" after token `and`.
    fn half_after(&self, and: usize) -> bool {
        self.is(and + 1, Class::Indefinite) && self.is(and + 2, Class::Half)
    }
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
