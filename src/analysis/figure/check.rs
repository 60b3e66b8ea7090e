//! Which numbers are dates, ages, names and designations, and which figures a reader could ask to have checked.

use super::number::Number;
use super::{Figure, FigureKind, Scan};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// A date with a month at token `at`: "Nov. 8, 2016", "8 November".
    pub(super) fn date(&self, at: usize) -> Option<Figure> {
        let day = |i: usize| {
            let digits = self.text(i).trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) && digits.len() <= 2
        };
        let is_month = |i: usize| self.is(i, Class::Month) && self.syntax.tokens[i].capital;
        if let Some(end) = self.numeric_date(at) {
            return Some(self.dated(at, end));
        }
        let mut end = if is_month(at) {
            if day(at + 1) {
                at + 2
            } else if self.is_year(at + 1) {
                return Some(self.dated(at + 1, at + 2));
            } else {
                return None;
            }
        } else if day(at) && self.span.contains(&at) {
            // "3–13 March"
            let last = if self.kind(at + 1) == Some(TokenKind::Dash) && day(at + 2) { at + 2 } else { at };
            let month = if self.is(last + 1, Class::Of) { last + 2 } else { last + 1 };
            if !is_month(month) {
                return None;
            }
            month + 1
        } else {
            return None;
        };
        // "June 27-July 16", "May 2-4".
        while self.kind(end) == Some(TokenKind::Dash) {
            let next = end + 1 + usize::from(is_month(end + 1));
            if !day(next) {
                break;
            }
            end = next + 1;
        }
        let comma = usize::from(self.text(end) == ",");
        if self.is_year(end + comma) {
            end += comma + 1;
        }
        Some(self.dated(at, end))
    }

    /// "2022-01-06", "06.01.2022", "2022-01-06T16:07": where it ends.
    fn numeric_date(&self, at: usize) -> Option<usize> {
        let part = |text: &str| text.len() == 2 && text.parse::<u32>().is_ok_and(|part| (1..=31).contains(&part));
        let last = self.text(at + 4);
        let stamped = last.split_once('T').map_or(last, |(day, _)| day);
        let year_first = self.is_year(at) && part(stamped);
        let year_last = part(self.text(at)) && self.is_year(at + 4);
        let parted = self.text(at + 1) == self.text(at + 3) && matches!(self.text(at + 1), "-" | "/" | ".");
        if !(parted && part(self.text(at + 2)) && (year_first || year_last)) {
            return None;
        }
        // The minutes of a time behind it.
        let mut end = at + 5;
        while stamped.len() < last.len() && self.text(end) == ":" && self.kind(end + 1) == Some(TokenKind::Number) {
            end += 2;
        }
        Some(end)
    }

    fn is_year(&self, i: usize) -> bool {
        let text = self.text(i);
        text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
    }

    pub(super) fn dated(&self, at: usize, end: usize) -> Figure {
        Figure {
            range: self.syntax.range(at..end),
            tokens: at..end,
            kind: FigureKind::Date,
            value: None,
            high: None,
            step: 0.0,
            unit: None,
            hedge: None,
            checkable: false,
        }
    }

    /// Finds out what a number is by what stands around it.
    pub(super) fn sort(&self, figure: &mut Figure, number: &Number) {
        let first = figure.tokens.start;
        let hour = self.is(figure.tokens.end, Class::Clock) || self.is_in_part_of_day(figure.tokens.end);
        if hour && figure.kind == FigureKind::Count {
            figure.kind = FigureKind::Date;
        }
        if self.is_age(figure) {
            figure.kind = FigureKind::Age;
        }
        let plain = matches!(figure.kind, FigureKind::Count | FigureKind::Rank) && figure.hedge.is_none();
        if plain && number.scale <= 1.0 && self.is_designation(first, figure) {
            figure.kind = FigureKind::Other;
        }
    }

    /// "in the evening", "at night".
    fn is_in_part_of_day(&self, at: usize) -> bool {
        let part = at + 1 + usize::from(self.is(at + 1, Class::Definite));
        self.is_any(at, &[Class::In, Class::At]) && self.is(part, Class::DayPart)
    }

    /// "aged 65", ", 69," after a name, "22 years old".
    fn is_age(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        if figure.value.is_none_or(|value| value > 120.0)
            || !matches!(figure.kind, FigureKind::Count | FigureKind::Duration)
        {
            return false;
        }
        let mark = |i: usize| self.kind(i).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop));
        let name = self.back(first, 2).is_some_and(|i| self.syntax.tokens[i].capital && !self.is(i, Class::Month));
        let comma = self.before(first).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma));
        let apposed = comma && name && mark(end) && end == first + 1;
        apposed || self.is(end + 1, Class::Old) || self.before_is(first, Class::Aged)
    }

    /// "Section 230", "No. 2", "Radio 4", "Group of 20", "# 3": a number that is a name or part of one.
    fn is_designation(&self, first: usize, figure: &Figure) -> bool {
        let Some(before) = self.before(first) else { return false };
        let (token, number) = (&self.syntax.tokens[before], &self.syntax.tokens[first]);
        let inside = before > self.span.start;
        // "No. 2", "#3", "page 25", "Section 230".
        if self.is(before, Class::Numbering) && (token.capital || figure.unit.is_none()) {
            return true;
        }
        let digits = number.kind == TokenKind::Number;
        // "the class of '17".
        let short_year = digits && number.range.len() == 2 && !number.spaced && figure.unit.is_none();
        if short_year && matches!(self.text(before), "'" | "‘" | "’") {
            return true;
        }
        // A name right before bare digits, but not the first word of the sentence, and not before what is counted.
        let named = digits
            && token.capital
            && token.tag.is_name()
            && inside
            && !self.is_any(before, &[Class::Month, Class::Day])
            && figure.unit.is_none();
        let group_of = self.is(before, Class::Of) && self.before_is(before, Class::NumberedGroup);
        let capital_word =
            !digits && number.capital && inside && figure.kind == FigureKind::Count && token.tag != Tag::Punctuation;
        named || group_of || capital_word
    }

    /// Whether a reader could ask to have the figure checked: a claim about the world, and no trifle.
    pub(super) fn is_checkable(&self, figure: &Figure) -> bool {
        let value = figure.value;
        let large = value.is_none_or(|value| value >= 10.0);
        let decimal = value.is_some_and(|value| value.fract() != 0.0);
        match figure.kind {
            FigureKind::Date | FigureKind::Age | FigureKind::Other => false,
            FigureKind::Money | FigureKind::Percent | FigureKind::Score | FigureKind::Ratio => true,
            FigureKind::Rank => value.is_some_and(|value| value >= 22.0) && !self.is(figure.tokens.end, Class::Century),
            FigureKind::Count => large || decimal || figure.high.is_some() || figure.hedge.is_some(),
            FigureKind::Duration => self.is_told_duration(figure),
            FigureKind::Measure => !self.is_attributive(figure) && (large || decimal || figure.hedge.is_some()),
        }
    }

    /// A length of time that is told as a fact, not a round span ("within 24 hours", "the last five years").
    fn is_told_duration(&self, figure: &Figure) -> bool {
        let Some(value) = figure.value else { return false };
        let glued = figure.range.end < self.syntax.range(figure.tokens.clone()).end;
        let span = self.before_is(figure.tokens.start, Class::Span);
        let round = matches!(value, 24.0 | 48.0 | 72.0 | 90.0 | 100.0)
            || value < 13.0
            || (value % 10.0 == 0.0 && figure.hedge.is_none());
        !glued && !span && !round
    }

    /// "155 mm howitzer": the measure names what follows.
    fn is_attributive(&self, figure: &Figure) -> bool {
        let unit = figure.tokens.end;
        let glued = figure.range.end < self.syntax.range(figure.tokens.clone()).end;
        let next = if glued { unit } else { unit + 1 };
        let singular = glued || !self.text(unit).ends_with('s');
        let noun = self
            .tag(next)
            .is_some_and(|tag| tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Gerund));
        singular && noun && figure.hedge.is_none()
    }
}
