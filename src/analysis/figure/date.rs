//! Dates among the numbers of a text: "Nov. 8, 2016", "8 November", "2018-19", "850 CE".

use super::{Figure, FigureKind, Reason, Scan, Worth};
use crate::analysis::date::{before_month, numeric};
use crate::language::lexicon::{Class, NumberRole, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// A date with a month at token `at`: "Nov. 8, 2016", "8 November".
    pub(super) fn date(&self, at: usize) -> Option<Figure> {
        let day = |i: usize| {
            let text = before_month(self, i).map_or(self.text(i), |(day, _)| day);
            let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) && digits.len() <= 2
        };
        if numeric(self, at).is_some() {
            return Some(self.dated(at, at + 1));
        }
        if let Some(end) = self.numeric_date(at).or_else(|| self.years(at)) {
            return Some(self.dated(at, end));
        }
        let is_month = |i: usize| self.is(i, Class::Month) && self.syntax.tokens[i].capital;
        let mut end = if is_month(at) {
            if self.counts_in_month(at) {
                return None;
            }
            if day(at + 1) {
                // "May 27-June 3"
                at + 2 + usize::from(before_month(self, at + 1).is_some() && day(at + 2))
            } else if self.is_year(at + 1) {
                return Some(self.dated(at + 1, at + 2));
            } else {
                return None;
            }
        } else if day(at) && self.span.contains(&at) {
            // "10–12 June", "from 12 to 25 June", "the 9th of May"
            let two = self.is(at + 1, Class::And) && self.before(at).is_some_and(|i| self.is(i, Class::On));
            let link = self.kind(at + 1) == Some(TokenKind::Dash) || self.is(at + 1, Class::RangeLink) || two;
            let several = link && day(at + 2);
            let month = at + 1 + if several { 2 } else { usize::from(self.is(at + 1, Class::Of)) };
            if !is_month(month) {
                return None;
            }
            month + 1
        } else {
            return None;
        };
        // "June 27-July 16", "May 2-4", "July 7 to 13".
        let links = |i: usize| {
            self.kind(i) == Some(TokenKind::Dash)
                || (self.is(i, Class::RangeLink) && self.kind(i + 1) == Some(TokenKind::Number))
        };
        // "January 10 and 11", but not "On January 10 and 11 others".
        let alone = |i: usize| {
            let tag = self.tag(i);
            !tag.is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Tag::Number) && self.text(i) != "%"
        };
        let joins = |i: usize| {
            self.is(i, Class::And) && day(i + 1) && self.kind(i + 1) == Some(TokenKind::Number) && alone(i + 2)
        };
        while links(end) || joins(end) {
            let next = end + 1 + usize::from(is_month(end + 1));
            if !day(next) {
                break;
            }
            end = next + 1;
        }
        let comma = usize::from(self.text(end) == ",");
        if self.is_year(end + comma) || comma == 1 && self.is_early_year(end + 1) {
            end += comma + 1;
        }
        Some(self.dated(at, end))
    }

    /// "In April 31 people drowned": what stands behind the month counts, and is no day of it.
    fn counts_in_month(&self, month: usize) -> bool {
        let led = self.before(month).is_some_and(|i| self.is(i, Class::In));
        let counted = self.token(month + 2).is_some_and(|token| token.tag == Tag::Nouns && !token.capital);
        led && counted && self.kind(month + 1) == Some(TokenKind::Number)
    }

    /// "2018-19", "1914–18", "2024/25", "the 1973–1974 season": two years as one. Where they end.
    fn years(&self, at: usize) -> Option<usize> {
        let joined =
            self.kind(at + 1) == Some(TokenKind::Dash) && !self.token(at + 1)?.spaced && !self.token(at + 2)?.spaced;
        let short = self.text(at + 2);
        let later = short.len() == 2 && short.parse::<u32>().ok()? > self.text(at).get(2..)?.parse::<u32>().ok()?;
        // "1800-2000 calories" are none.
        let full = self.is_year(at + 2) && short > self.text(at) && self.tag(at + 3) != Some(Tag::Nouns);
        (self.is_year(at) && joined && (later || full)).then_some(at + 3)
    }

    /// "2022-01-06", "06-01-2022", "22/Apr/2014", "2022-01-06T16:07": where it ends.
    fn numeric_date(&self, at: usize) -> Option<usize> {
        let slashes = self.text(at + 1) == "/" && self.text(at + 3) == "/";
        if slashes && self.is(at + 2, Class::Month) && self.is_year(at + 4) && self.text(at).len() <= 2 {
            return Some(at + 5);
        }
        let part = |text: &str| text.len() == 2 && text.parse::<u32>().is_ok_and(|part| (1..=31).contains(&part));
        let last = self.text(at + 4);
        let stamped = last.split_once('T').map_or(last, |(day, _)| day);
        let year_first = self.is_year(at) && part(stamped);
        let year_last = part(self.text(at)) && self.is_year(at + 4);
        let parted = self.text(at + 1) == self.text(at + 3) && self.text(at + 1) == "-";
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

    /// "April 6, 1327", but not "On April 6, 1327 people came".
    fn is_early_year(&self, i: usize) -> bool {
        let text = self.text(i);
        let digits = (3..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let counts = self
            .tag(i + 1)
            .is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Nouns | Tag::Number | Tag::Symbol) || tag.is_adjective());
        digits && !counts && self.text(i + 1) != "%"
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
            worth: Worth::Not(Reason::Date),
        }
    }

    /// Whether a bare number between 1500 and 2199 is a year. One that is far ahead must be told as one: "by 2100".
    pub(super) fn reads_as_year(&self, at: usize) -> bool {
        let next = at + 1;
        let noun = self.token(next).is_some_and(|token| token.tag == Tag::Nouns && !token.capital);
        // "her failed 2008 run": a score is counted in the plural.
        let score = |unit| unit != UnitKind::Score || self.tag(next) == Some(Tag::Nouns);
        let measured = self.text(next) == "%"
            || self.entry(next).and_then(|entry| entry.unit).is_some_and(score)
            || self.number_word(next, NumberRole::Scale).is_some();
        let after_currency = self.before(at).is_some_and(|i| self.currency(i).is_some());
        // "the 2020 figures": an amount of that size has a comma there.
        let value = self.text(at).parse::<u32>().unwrap_or_default();
        let recent = (1900..2050).contains(&value) && !measured;
        let phrase = self
            .backwards(at, 3)
            .find(|&i| !self.tag(i).is_some_and(Tag::is_adjective) && self.tag(i) != Some(Tag::Participle));
        let known = phrase.is_some_and(|i| {
            self.is(i, Class::Definite) || matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive))
        });
        // "the 2008 and 2012 races"
        let second = self.before(at).filter(|&i| self.is(i, Class::And)).and_then(|i| self.before(i));
        let known = known || second.is_some_and(|i| self.is_year(i) && self.before_is(i, Class::Definite));
        // "about 2016 politics": what is counted would be many.
        let one =
            matches!(self.tag(next), Some(Tag::Noun | Tag::Name | Tag::Genitive)) && !self.is(next, Class::Everyone);
        // "his aides' 2013 comments"
        let one = one || self.is_any(next, &[Class::Abstract, Class::Listed]);
        let told = self.before_is(at, Class::BeforeYear) || self.before_is(at, Class::Month) || self.ends_years(at);
        let of_time = (recent && (known || one)) || told;
        if value >= 2100 {
            return told && !after_currency && !noun && !measured;
        }
        !after_currency && (of_time || !(noun || measured || self.hedge(at).is_some()))
    }

    /// "between 2010 and 2011 accidents increased": the second of two years.
    fn ends_years(&self, at: usize) -> bool {
        let Some(first) =
            self.back(at, 2).filter(|_| self.before(at).is_some_and(|i| self.is_any(i, &[Class::And, Class::To])))
        else {
            return false;
        };
        let year =
            self.text(first).len() == 4 && self.text(first).parse().is_ok_and(|year: u32| (1500..2200).contains(&year));
        let led = self.before(first).is_some_and(|i| self.is_any(i, &[Class::Between, Class::FromTo, Class::From]));
        year && led
    }
}
