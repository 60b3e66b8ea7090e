//! Numbers in words: "twenty-five", "two and a half million", "dozens".

use super::Scan;
use super::number::{Number, Numeral};
use crate::language::lexicon::{Class, NumberRole, UnitKind};
use crate::language::token::TokenKind;

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
        // "a new billion dollar plan": a magnitude right before its money.
        if !article && self.is_bare_sum(at) {
            group = 1.0;
            any = true;
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

    /// "and a half" after token `and`.
    fn half_after(&self, and: usize) -> bool {
        self.is(and + 1, Class::Indefinite) && self.is(and + 2, Class::Half)
    }
}
