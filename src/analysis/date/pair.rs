//! Weekdays beside their dates: "Friday, May 14, 2022", "Saturday and Sunday, October 7 and 8, 2023".

use std::ops::Range;

use super::read::Scan;
use super::{Dated, When};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// How many days are told in one breath at most.
const LIST: usize = 5;

/// Members of a list in a row, and the token behind the last.
struct List {
    at: Vec<usize>,
    end: usize,
    /// Whether it has two members that are the ends of a span: "May 2-4".
    span: bool,
}

impl Scan<'_> {
    /// The weekday beside a date: "Friday, May 14", "Friday evening, 14 May", "Friday (14 May 2022)", "May 14, 2022, a Friday", "14 May
    /// 2022 (Friday)", "May 14, 2022, was a Friday".
    pub(super) fn weekday_beside(&self, start: usize, end: usize) -> Option<(i8, TextRange)> {
        let at = self.weekday_before(start, end).or_else(|| self.weekday_behind(end))?;
        Some((self.weekday(at)?, self.syntax.tokens[at].range))
    }

    fn weekday_before(&self, start: usize, end: usize) -> Option<usize> {
        let skip = |i: &usize| {
            let comma = self.kind(*i) == Some(TokenKind::Comma) || self.is_any(*i, &[Class::Definite, Class::DayPart]);
            let aside = match self.kind(*i) {
                Some(TokenKind::Open) => self.kind(end) == Some(TokenKind::Close),
                Some(TokenKind::Dash) => {
                    self.any_kind(end..end + 1, &[TokenKind::Dash, TokenKind::Comma, TokenKind::Stop])
                }
                _ => false,
            };
            comma || aside
        };
        let before = self.backwards(start, 4).find(|i| !skip(i))?;
        (self.weekday(before).is_some() && !self.is_named(before)).then_some(before)
    }

    /// Whether a weekday is the last word of a name that is no day: "Sheffield Wednesday".
    pub(super) fn is_named(&self, weekday: usize) -> bool {
        let Some(before) = self.before(weekday) else { return false };
        let token = self.token(before).filter(|token| token.capital && token.kind == TokenKind::Word);
        // The first word of a sentence has a capital anyway: "Last Friday".
        token.is_some_and(|token| token.tag.is_name() || (before > self.span.start && token.tag.is_noun()))
            && !self.is_any(before, &[Class::On, Class::By, Class::From, Class::Day, Class::Month])
            && !self.opens(before, Class::Holiday)
    }

    fn weekday_behind(&self, end: usize) -> Option<usize> {
        let mark = self.kind(end)?;
        let open = mark == TokenKind::Open;
        let skip = usize::from(open || mark == TokenKind::Comma);
        let at = end + skip + usize::from(self.is(end + skip, Class::Indefinite));
        let told = |at: usize| self.weekday(at).is_some();
        let article = at > end + skip;
        let closed = |at: usize| {
            let marks = [TokenKind::Comma, TokenKind::Stop, TokenKind::Close, TokenKind::Semicolon];
            self.kind(at + 1).is_none_or(|kind| marks.contains(&kind))
        };
        if skip == 1 && told(at) && (open || article || closed(at)) {
            return Some(at);
        }
        // "14 May 2022, which was a Friday", "29 February fell on a Friday"
        let verb = end + skip + usize::from(self.is(end + skip, Class::Relative));
        if !self.is_any(verb, &[Class::Be, Class::Fall]) {
            return None;
        }
        let on = verb + 1 + usize::from(self.is(verb + 1, Class::On));
        let at = on + usize::from(self.is_any(on, &[Class::Indefinite, Class::Definite]));
        let noun = self.tag(at + 1).is_some_and(Tag::is_noun) || self.is(at + 1, Class::DayPart);
        (told(at) && (at > verb + 1 || closed(at)) && !noun).then_some(at)
    }

    /// Days with their weekdays in lists: "Saturday and Sunday, October 7 and 8, 2023", "7 and 8 October 2023 (Saturday and Sunday)". Gives
    /// back the tokens that they take up.
    pub(super) fn listed(&self, found: &mut Vec<Dated>) -> Vec<Range<usize>> {
        let mut taken: Vec<Range<usize>> = Vec::new();
        for i in self.span.clone() {
            if self.weekday(i).is_none() || taken.last().is_some_and(|last| i < last.end) {
                continue;
            }
            let weekdays = self.list(i, |i| self.weekday(i).is_some());
            if weekdays.at.len() < 2 {
                continue;
            }
            let skip =
                |i: usize| self.any_kind(i..i + 1, &[TokenKind::Comma, TokenKind::Open]) || self.is(i, Class::Definite);
            let from = self.ahead(weekdays.end, 2).find(|&i| !skip(i)).unwrap_or(weekdays.end);
            if let Some((days, month, year, end)) = self.days(from)
                && self.pair(&weekdays, &days, month, year, found)
            {
                taken.push(i..end);
            }
        }
        taken
    }

    /// A list from token `i` on of what `is` says: "a, b and c", "a-b", "a to b".
    fn list(&self, i: usize, is: impl Fn(usize) -> bool) -> List {
        let mut list = List { at: vec![i], end: i + 1, span: false };
        while list.at.len() < LIST {
            let comma = usize::from(self.kind(list.end) == Some(TokenKind::Comma));
            let word = list.end + comma;
            let and = self.is_any(word, &[Class::And, Class::Or]) || self.text(word) == "&";
            let span = self.kind(word) == Some(TokenKind::Dash) || self.is(word, Class::RangeLink);
            let next = word + usize::from(and || span);
            if next == list.end || !is(next) {
                break;
            }
            list.span |= span;
            list.at.push(next);
            list.end = next + 1;
        }
        list.span &= list.at.len() == 2;
        list
    }

    /// "October 7 and 8, 2023", "7 and 8 October 2023": the days, the month, the year and the token behind them.
    fn days(&self, from: usize) -> Option<(List, i8, Option<i16>, usize)> {
        let day = |i: usize| self.ordinal(i).is_some() && self.text(i).len() <= 4;
        let first = from + usize::from(self.month(from).is_some());
        if !day(first) {
            return None;
        }
        let days = self.list(first, day);
        let (month, end) = if let Some(month) = self.month(from) {
            (month, days.end)
        } else {
            let at = days.end + usize::from(self.is(days.end, Class::Of));
            (self.month(at)?, at + 1)
        };
        let year = end + usize::from(self.kind(end) == Some(TokenKind::Comma));
        Some(match self.year(year) {
            Some(told) => (days, month, Some(told), year + 1),
            None => (days, month, None, end),
        })
    }

    /// Notes each weekday with its day, if there are as many of both.
    fn pair(&self, weekdays: &List, days: &List, month: i8, year: Option<i16>, found: &mut Vec<Dated>) -> bool {
        let mut told: Vec<(usize, i8)> = days.at.iter().filter_map(|&at| Some((at, self.ordinal(at)?))).collect();
        // "Friday, Saturday and Sunday, May 2-4"
        if let ([(first, low), (last, high)], true) = (&told[..], days.span && weekdays.at.len() > 2) {
            let (first, last) = (*first, *last);
            told = (*low..=*high).take(LIST + 1).map(|day| (if day == *low { first } else { last }, day)).collect();
        }
        if told.len() != weekdays.at.len() {
            return false;
        }
        for (&at, (place, day)) in weekdays.at.iter().zip(told) {
            let range = self.syntax.tokens[place].range;
            if let Some(number) = self.weekday(at) {
                let when = When::Day { year, month, day };
                found.push(Dated { range, when, weekday: Some((number, self.syntax.tokens[at].range)) });
            }
        }
        true
    }
}
