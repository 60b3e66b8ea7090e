//! Numbers in words: "twenty-five", "two and a half million", "dozens".

use super::Scan;
use super::number::{Number, Numeral};
use crate::language::lexicon::{Class, NumberRole, UnitKind};
use crate::language::token::TokenKind;

/// What the words of a number have come to.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// Whether there has been a word.
    begun: bool,
    /// The thousands, millions and so on that are complete.
    total: f64,
    /// What has not been multiplied by one of them.
    group: f64,
    /// The last magnitude.
    scale: f64,
    /// The same where it is the last word.
    last_scale: Option<f64>,
    /// How many digits stand behind "point".
    places: i32,
}

impl Default for Sum {
    fn default() -> Self {
        Self { begun: false, total: 0.0, group: 0.0, scale: 1.0, last_scale: None, places: 0 }
    }
}

impl Sum {
    fn add(&mut self, value: f64) {
        self.group += value;
        (self.begun, self.last_scale) = (true, None);
    }

    /// "hundred" and "dozen" belong to what stands before and behind them, "thousand" ends what it is of.
    fn multiply(&mut self, scale: f64) {
        let product = if self.group == 0.0 { scale } else { self.group * scale };
        if is_within_group(scale) {
            self.group = product;
        } else {
            self.total += product;
            self.group = 0.0;
        }
        (self.scale, self.last_scale) = (scale, Some(scale));
    }

    /// "a dozen and a half" is half a dozen more, "two and a half million" half of one.
    fn add_part(&mut self, part: f64) {
        match self.last_scale {
            Some(scale) if is_within_group(scale) => self.group += part * scale,
            Some(scale) => self.total += part * scale,
            None => self.group += part,
        }
        self.last_scale = None;
    }

    /// What the last of its words stands for: "two million" is told to the million, "two hundred and five" to the one.
    fn step(&self) -> f64 {
        let whole = self.group == 0.0 || self.scale == self.group;
        if self.places > 0 || whole { self.scale * 0.1_f64.powi(self.places) } else { 1.0 }
    }
}

fn is_within_group(scale: f64) -> bool {
    scale == 100.0 || scale == 12.0
}

impl Scan<'_> {
    /// A number in words; hyphens inside a token join as blanks do.
    pub(super) fn words(&self, at: usize) -> Option<Number> {
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
        // "for the third straight month"
        if let Some(value) = self.number_word(at, NumberRole::Ordinal).filter(|_| self.is(at + 1, Class::Streak)) {
            return Some(Number::new(Numeral::Ordinal, Some(value), at + 1));
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
        // "the nineteen-eighties"
        let decade = second.strip_suffix("ies").and_then(|stem| role(&format!("{stem}y"), NumberRole::Ten));
        if unit.is_some_and(|unit| unit >= 10.0) && decade.is_some() && parts.len() == 2 {
            return Some(Number::new(Numeral::Year, None, at + 1));
        }
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
        let Some(unit) = parts.get(tail) else {
            if let Some((decimals, end, places)) = self.decimals(number.end) {
                number.value = number.value.map(|value| value + decimals);
                (number.end, number.step) = (end, 0.1_f64.powi(places));
            }
            self.magnitude(&mut number);
            return Some(number);
        };
        match role(unit, NumberRole::Scale) {
            _ if parts.last().is_some_and(|last| entry(last).classes.has(Class::Old)) => {
                number.numeral = Numeral::Age;
            }
            _ if entry(unit).classes.has(Class::Fold) => number.numeral = Numeral::Times,
            Some(scale) => number.multiply(scale),
            None => number.glued_unit = Some(unit.to_owned()),
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
        let article = self.is_any(at, &[Class::Indefinite, Class::Several]);
        if article {
            // "a dozen", "a million", "several hundred": only before a magnitude.
            self.number_word(at + 1, NumberRole::Scale)?;
        }
        // "a new billion dollar plan": a magnitude right before its money.
        let begun = article || self.is_bare_sum(at);
        let mut sum = Sum { begun, group: if begun { 1.0 } else { 0.0 }, ..Sum::default() };
        let mut end = at + usize::from(article);
        while let Some(next) = self.add_word(end, &mut sum) {
            end = next;
        }
        if !sum.begun {
            return None;
        }
        let value = sum.total + sum.group;
        let uncertain = article && !self.is(at, Class::Indefinite);
        let mut number = Number::new(Numeral::Plain, (!uncertain).then_some(value), end);
        (number.scale, number.step) = (sum.scale, sum.step());
        self.compound_magnitude(&mut number);
        number.bare_one = value == 1.0 && end == at + 1;
        Some(number)
    }

    /// Adds the word of a number at token `at`, or several that belong together; where the next one begins.
    fn add_word(&self, at: usize, sum: &mut Sum) -> Option<usize> {
        let unit = self.number_word(at, NumberRole::Unit).or_else(|| self.number_word(at, NumberRole::Ten));
        if let Some(unit) = unit {
            // "one two": two numbers.
            if sum.begun && sum.group % 10.0 != 0.0 {
                return None;
            }
            sum.add(unit);
            return Some(at + 1);
        }
        // None of the others begins a number.
        if !sum.begun {
            return None;
        }
        if let Some(scale) = self.number_word(at, NumberRole::Scale) {
            sum.multiply(scale);
            return Some(at + 1);
        }
        if let Some(part) = self.part_after(at) {
            sum.add_part(part);
            return Some(at + 3);
        }
        let scaled = sum.scale > 1.0;
        if let Some((decimals, end, places)) = self.decimals(at).filter(|_| !scaled) {
            sum.add(decimals);
            sum.places = places;
            return Some(end);
        }
        // "two hundred and five": goes on with the unit.
        if scaled && self.is(at, Class::And) && self.is_small(at + 1) {
            sum.last_scale = None;
            return Some(at + 1);
        }
        let small = self.small_hyphenated(at).filter(|_| scaled)?;
        sum.add(small);
        Some(at + 1)
    }

    /// Whether a magnitude stands at token `at` without a number, and its money behind it.
    fn is_bare_sum(&self, at: usize) -> bool {
        let scale = self.number_word(at, NumberRole::Scale).is_some_and(|scale| scale >= 1e6);
        let numbered = self
            .before(at)
            .is_some_and(|i| !self.syntax.entry(i).numbers.is_empty() || self.kind(i) == Some(TokenKind::Number));
        let money = self.entry(at + 1).is_some_and(|entry| entry.unit == Some(UnitKind::Money));
        scale && money && !numbered && !self.text(at + 1).ends_with('s')
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

    /// What "and a half", "and a quarter" at token `and` adds to a number before it.
    fn part_after(&self, and: usize) -> Option<f64> {
        if !(self.is(and, Class::And) && self.is(and + 1, Class::Indefinite)) {
            return None;
        }
        if self.is(and + 2, Class::Half) {
            return Some(0.5);
        }
        // "three and a quarter hours", but not "three, and a quarter of the rest".
        let part = self.number_word(and + 2, NumberRole::Part).filter(|part| *part == 4.0)?;
        self.entry(and + 3).is_some_and(|entry| entry.unit.is_some()).then_some(1.0 / part)
    }

    /// What "point two five" at token `point` adds to a number before it, where it ends, and how many digits it has.
    fn decimals(&self, point: usize) -> Option<(f64, usize, i32)> {
        if !self.is(point, Class::DecimalPoint) {
            return None;
        }
        let digit = |i: usize| self.number_word(i, NumberRole::Unit).filter(|digit| *digit < 10.0);
        let digits: Vec<f64> = (point + 1..self.span.end).map_while(digit).take(8).collect();
        let value = digits.iter().rev().fold(0.0, |rest, digit| (rest + digit) / 10.0);
        let places = i32::try_from(digits.len()).ok().filter(|places| *places > 0)?;
        Some((value, point + 1 + digits.len(), places))
    }
}
