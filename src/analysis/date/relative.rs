//! Times told from the day of the text: "on Friday", "last week", "three days ago", "next summer".

use std::ops::Range;

use super::read::Scan;
use super::{Dated, Turn, Unit, When};
use crate::language::lexicon::{Calendar, Class, TimeLink};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// The tokens of a time, and what they tell.
type Told = (Range<usize>, When);

/// A year, in days: what is longer is no time of the news.
const YEAR: i32 = 365;

impl Scan<'_> {
    /// Times told from another one: weekdays, "yesterday", "last week", "three days ago".
    pub(super) fn relative(&self, found: &mut Vec<Dated>) {
        let from = found.len();
        for i in self.span.clone() {
            let Some((tokens, when)) = self.told(i) else { continue };
            let range = self.syntax.range(tokens);
            let beside = |date: &Dated| {
                date.range.overlaps(range) || date.weekday.is_some_and(|(_, weekday)| weekday.overlaps(range))
            };
            if !found[..from].iter().rev().take(8).any(beside) {
                found.push(Dated { range, when, weekday: None });
            }
        }
    }

    /// The time whose main word is token `i`.
    fn told(&self, i: usize) -> Option<Told> {
        let name = || self.token(i).is_some_and(|token| token.capital && i > self.span.start);
        match self.calendar(i) {
            Some(Calendar::Weekday(_)) => self.lone_weekday(i),
            Some(Calendar::Shift(_) | Calendar::Nowadays) if name() || self.is_contrasted(i) => None,
            Some(Calendar::Shift(days)) => Some((i..i + 1, When::Shift { count: days, unit: Unit::Day })),
            Some(Calendar::Nowadays) if self.is_this_day(i) => {
                Some((i..i + 1, When::Shift { count: 0, unit: Unit::Day }))
            }
            Some(Calendar::Nowadays) => Some((i..i + 1, When::Nowadays)),
            Some(Calendar::Span(days)) => self.turned_span(i, days).or_else(|| self.ago(i, days)),
            Some(Calendar::Period | Calendar::Month(_)) => {
                self.turned(i).map(|(start, _)| (start..i + 1, When::Lately))
            }
            Some(Calendar::Weekend) => self.weekend(i),
            _ if self.is(i, Class::DayPart) => self.part_of_day(i),
            _ => None,
        }
    }

    /// "Yesterday's tablet is never to be taken together with today's": any two days, one after the other.
    fn is_contrasted(&self, i: usize) -> bool {
        let genitive = |i: usize| self.tag(i + 1) == Some(Tag::Genitive);
        let other = |j: usize| {
            j != i && genitive(j) && matches!(self.calendar(j), Some(Calendar::Shift(_) | Calendar::Nowadays))
        };
        genitive(i) && self.span.clone().any(other)
    }

    /// "The board announced today", "Today the court ruled": the day of the text, and not these days.
    fn is_this_day(&self, i: usize) -> bool {
        let earlier =
            matches!(self.before(i).and_then(|before| self.link(before)), Some(TimeLink::Earlier | TimeLink::Later));
        // "announced today" may look like a participle.
        let done = |i: usize| {
            self.tag(i) == Some(Tag::Participle)
                && !self.backwards(i, 3).any(|i| self.is_any(i, &[Class::Be, Class::Have, Class::Get]))
        };
        let past = |i: usize| (self.tag(i) == Some(Tag::Past) && !self.is(i, Class::Be)) || done(i);
        let finite = |i: &usize| self.tag(*i).is_some_and(Tag::is_finite) || done(*i);
        let told = || self.backwards(i, 7).find(finite).is_some_and(past);
        let begins = || i <= self.span.start + 1 && self.ahead(i + 1, 8).find(finite).is_some_and(past);
        self.tag(i + 1) != Some(Tag::Genitive) && (earlier || told() || past(i + 1) || begins())
    }

    /// A weekday that stands for a day, and is no part of a name and no habit: "on Friday", "last Friday".
    fn lone_weekday(&self, i: usize) -> Option<Told> {
        let weekday = self.weekday(i)?;
        let (start, turn) = match self.calendar(self.before(i).unwrap_or(usize::MAX)) {
            Some(Calendar::Turn(_)) => self.turned(i)?,
            _ => (i, Turn::Bare),
        };
        // "the Sunday Times", "every Monday", "a Sunday school".
        let part = |i: usize| self.token(i).is_some_and(|token| token.capital && token.kind == TokenKind::Word);
        let bare = self.before(i).filter(|_| turn == Turn::Bare);
        let before = bare.filter(|&i| !self.is_any(i, &[Class::On, Class::By, Class::From]));
        let named = part(i + 1) && self.month(i + 1).is_none() && self.weekday(i + 1).is_none()
            || before.is_some_and(|before| part(before) && before != self.span.start)
            || (turn == Turn::Bare && self.is_named(i))
            || bare.is_some_and(|before| self.opens(before, Class::Holiday));
        let habit = before.is_some_and(|before| {
            self.is_any(before, &[Class::Every, Class::Indefinite, Class::Quantifier, Class::Article])
        });
        // "on that Friday"
        let that = before.is_some_and(|i| self.is(i, Class::Demonstrative) && self.before_is(i, Class::On));
        (!named && !habit && !that && !self.comes_again(i) && self.is_told_day(i))
            .then_some((start..i + 1, When::Weekday { weekday, turn }))
    }

    /// "Monday, Wednesday and Friday of each week", "from Monday to Friday, 8 a.m. to 6 p.m.", "Monday: closed".
    fn comes_again(&self, i: usize) -> bool {
        let unit =
            |i: usize| matches!(self.calendar(i), Some(Calendar::Span(_) | Calendar::Month(_) | Calendar::Period));
        let each = self.ahead(i + 1, 9).any(|i| self.calendar(i) == Some(Calendar::Turn(Turn::Each)) && unit(i + 1));
        let link = |i: usize| self.is(i, Class::RangeLink) || self.kind(i) == Some(TokenKind::Dash);
        let spans = link(i + 1) && self.weekday(i + 2).is_some()
            || self.back(i, 2).is_some_and(|day| link(day + 1) && self.weekday(day).is_some());
        let happens = || {
            self.span
                .clone()
                .any(|i| self.is(i, Class::Will) || (self.tag(i) == Some(Tag::Past) && !self.is_quoting(i)))
        };
        let label = i == self.span.start && self.kind(i + 1) == Some(TokenKind::Colon);
        each || label || (spans && !happens())
    }

    /// Whether token `i` is a verb of saying: when it was said tells nothing of what is said.
    fn is_quoting(&self, i: usize) -> bool {
        self.entry(i).is_some_and(|entry| entry.verb.is_some())
    }

    /// Whether a weekday stands as an adverbial or behind a preposition, and not before a noun of its own: "Saturday night" is one,
    /// "Sunday school" none.
    fn is_told_day(&self, i: usize) -> bool {
        let next = self.tag(i + 1);
        !next.is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Nouns))
            || self.is(i + 1, Class::DayPart)
            || self.is(i + 1, Class::Time)
    }

    /// Which of several the word before token `i` tells, and where the time begins; "the next day" and "the last week of the war" count
    /// from what is told, and only behind a preposition from now: "over the past month".
    fn turned(&self, i: usize) -> Option<(usize, Turn)> {
        let before = self.before(i)?;
        let Calendar::Turn(turn) = self.calendar(before)? else { return None };
        if matches!(turn, Turn::Each | Turn::Other) || self.is(i + 1, Class::Of) {
            return None;
        }
        let Some(article) = self.before(before).filter(|&i| self.is(i, Class::Definite)) else {
            return Some((before, turn));
        };
        let over =
            self.before(article).is_some_and(|i| self.is_any(i, &[Class::In, Class::For, Class::During, Class::Span]));
        (over && self.weekday(i).is_none()).then_some((before, turn))
    }

    /// "last week", "this year", "over the past three weeks".
    fn turned_span(&self, i: usize, days: i32) -> Option<Told> {
        if days > YEAR {
            return None;
        }
        let (unit, times) = (Unit::of(days), Unit::times(days));
        if let Some((start, turn)) = self.turned(i) {
            let count = match turn {
                Turn::Last if days > 1 => -times,
                Turn::Next if days > 1 => times,
                Turn::This if days > 1 => 0,
                _ => return None,
            };
            return Some((start..i + 1, When::Shift { count, unit }));
        }
        let figure = self.here.clone().map(|index| &self.figures[index]).find(|figure| figure.tokens.end == i)?;
        let (start, turn) = self.turned(figure.tokens.start)?;
        let counted = matches!(turn, Turn::Last | Turn::Next) && days < YEAR && !self.is(i + 1, Class::Of);
        (counted && self.before_is(start, Class::Definite)).then_some((start..i + 1, When::Lately))
    }

    /// "three weeks ago", "a fortnight ago", "a few days ago".
    fn ago(&self, i: usize, days: i32) -> Option<Told> {
        (self.link(i + 1) == Some(TimeLink::Ago)).then_some(())?;
        let figure = self.here.clone().map(|index| &self.figures[index]);
        let figure = figure.into_iter().find(|figure| figure.tokens.end == i + 1 || figure.tokens.end == i);
        let (unit, times) = (Unit::of(days), Unit::times(days));
        let Some(figure) = figure else {
            let start = self.backwards(i, 3).take_while(|&i| {
                self.is_any(i, &[Class::Indefinite, Class::Quantifier, Class::Several])
                    || self.tag(i).is_some_and(Tag::is_adjective)
            });
            let start = start.last().unwrap_or(i);
            let one = start + 1 == i && self.is(start, Class::Indefinite);
            let when = if one { When::Shift { count: -times, unit } } else { When::Lately };
            return (one || days < YEAR).then_some((start..i + 2, when));
        };
        let exact = figure.hedge.is_none() && figure.high.is_none();
        let value = figure.value.filter(|value| *value >= 1.0 && *value < 1000.0 && exact);
        #[allow(clippy::cast_possible_truncation, reason = "checked to be small")]
        let when = value.map(|value| When::Shift { count: -(value as i32) * times, unit });
        let when = when.or((days < YEAR).then_some(When::Lately))?;
        Some((figure.tokens.start..i + 2, when))
    }

    /// "over the weekend" of something that happened, "next weekend".
    fn weekend(&self, i: usize) -> Option<Told> {
        if let Some((start, _)) = self.turned(i) {
            return Some((start..i + 1, When::Lately));
        }
        let article = self.before(i).filter(|&i| self.is(i, Class::Definite))?;
        let led =
            self.before(article).filter(|&i| self.is_any(i, &[Class::Span, Class::At, Class::On, Class::During]))?;
        let happened = self.span.clone().any(|i| self.tag(i) == Some(Tag::Past) && !self.is_quoting(i));
        (happened && !self.is(i + 1, Class::Of)).then_some((led..i + 1, When::Lately))
    }

    /// "this morning", "last night".
    fn part_of_day(&self, i: usize) -> Option<Told> {
        let (start, turn) = self.turned(i).filter(|(start, _)| !self.before_is(*start, Class::Definite))?;
        let count = match turn {
            Turn::This => 0,
            Turn::Last => -1,
            _ => return None,
        };
        Some((start..i + 1, When::Shift { count, unit: Unit::Day }))
    }
}
