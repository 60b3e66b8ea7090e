//! Lengths of time that dates give: "90 days since Feb. 24", "opened in 1955 and shut in 1989, 34 years later".
//!
//! What is told here is which dates a length of time hangs on, by the words between them; how far they are apart, rules calculate.

use std::ops::Range;

use super::read::Scan;
use super::{Dated, Elapsed, Fit, Times, Unit, day};
use crate::analysis::figure::{Figure, FigureKind};
use crate::language::lexicon::{Calendar, Class, Hedge, NumberRole, TimeLink};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// How many dates of a sentence are held against a length of time.
const MOST: usize = 4;

/// What stands before a sentence in its block.
#[derive(Default)]
pub(super) struct Before {
    /// The dates of the two sentences before it.
    pub(super) dates: Range<usize>,
    /// The tokens of the one before it.
    pub(super) span: Range<usize>,
    /// The dates of that one begin here.
    middle: usize,
    /// The year of birth that was told last, its token, and how many sentences ago.
    pub(super) birth: Option<(usize, u8)>,
}

impl Before {
    /// Goes on to the next sentence: `span` and `dates` are those of the one that has been read.
    pub(super) fn next(&mut self, span: Range<usize>, dates: Range<usize>) {
        self.dates = self.middle.min(dates.start)..dates.end;
        self.middle = dates.start;
        self.span = span;
    }
}

/// A length of time in a sentence.
pub(super) struct Length {
    /// Its words, or the number of them.
    range: TextRange,
    /// Index of its figure.
    figure: Option<usize>,
    /// Its first token.
    pub(super) start: usize,
    /// The token behind its unit.
    pub(super) end: usize,
    /// Whether number and unit are one word: "12-day".
    pub(super) glued: bool,
    said: f64,
    unit: Unit,
    step: f64,
    fit: Fit,
    /// Which of several in a row: "its 40th anniversary".
    nth: Option<Nth>,
}

/// What is numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nth {
    Anniversary,
    Year,
    Day,
}

/// The dates that a length hangs on, the second of which may be the day of the text, and how it may differ.
pub(super) type Ends = (usize, Option<usize>, Fit);

/// The dates around a sentence, and those of them that tell a day, a month or a year by themselves.
pub(super) struct Points<'a> {
    pub(super) dates: &'a [Dated],
    /// Those of the sentence.
    pub(super) here: Vec<usize>,
    /// Those of the two sentences before it.
    pub(super) before: Vec<usize>,
    pub(super) told: &'a Before,
}

impl Scan<'_> {
    /// Finds the lengths of time that hang on dates; those of the sentence begin at `from`.
    pub(super) fn elapsed(&self, from: usize, before: &Before, times: &mut Times) {
        let dates = &times.dates;
        if dates.len() == before.dates.start {
            return;
        }
        let mut lengths: Vec<Length> = self.here.clone().filter_map(|index| self.length(index)).take(MOST).collect();
        lengths.extend(self.span.clone().filter_map(|i| self.round_length(i)).take(MOST));
        if lengths.is_empty() {
            return;
        }
        let absolute = |range: Range<usize>| -> Vec<usize> {
            range.filter(|&index| dates.get(index).is_some_and(|date| !date.is_relative())).collect()
        };
        let points =
            Points { dates, here: absolute(from..dates.len()), before: absolute(before.dates.clone()), told: before };
        if points.here.len() + points.before.len() == 0 || points.here.len() > MOST {
            return;
        }
        let sole = lengths.len() == 1;
        let near = before.dates.start.min(from)..dates.len();
        let found: Vec<Elapsed> = lengths
            .drain(..)
            .filter_map(|length| {
                let (from, to, fit) = self.ends(&length, &points, sole)?;
                let fit = if length.fit == Fit::Same { fit } else { length.fit };
                let Length { range, figure, said, unit, step, .. } = length;
                Some(Elapsed { range, figure, said, unit, step, fit, from, to, near: near.clone() })
            })
            .collect();
        times.elapsed.extend(found);
    }

    /// The dates that a length hangs on.
    fn ends(&self, length: &Length, points: &Points<'_>, sole: bool) -> Option<Ends> {
        let beside = || {
            let same = |(from, to): (usize, Option<usize>)| (from, to, Fit::Same);
            let ago = self.since_ago(length, points).or_else(|| self.later(length, points));
            ago.or_else(|| self.clause(length, points)).or_else(|| self.schedule(length, points)).map(same)
        };
        // With two lengths, which is of what is told only by words right beside them.
        let around = || {
            let told = self.range(length, points).or_else(|| self.events(length, points));
            told.or_else(|| self.since(length, points)).or_else(|| self.summed_up(length, points))
        };
        beside().or_else(|| sole.then(around).flatten())
    }

    /// A length of time that is told exactly, or with a hedge that has one end.
    fn length(&self, index: usize) -> Option<Length> {
        let figure = &self.figures[index];
        if let Some(length) = self.anniversary(index, figure) {
            return Some(length);
        }
        if figure.kind != FigureKind::Duration || figure.high.is_some() {
            return None;
        }
        let fit = match figure.hedge {
            None | Some(Hedge::Exactly | Hedge::Merely) => Fit::Same,
            Some(Hedge::MoreThan | Hedge::AtLeast) => Fit::Within,
            Some(Hedge::LessThan | Hedge::UpTo | Hedge::AtMost) => Fit::Beyond,
            Some(Hedge::About | Hedge::Nearly) => return None,
        };
        let Calendar::Span(days) = self.syntax.lexicon.find(&figure.unit.as_deref()?.to_lowercase()).calendar? else {
            return None;
        };
        let times = f64::from(Unit::times(days));
        let apart = matches!(self.calendar(figure.tokens.end), Some(Calendar::Span(_)));
        let end = figure.tokens.end + usize::from(apart);
        Some(Length {
            range: figure.range,
            figure: Some(index),
            start: figure.tokens.start,
            end,
            glued: !apart,
            said: figure.value? * times,
            unit: Unit::of(days),
            step: if days == 14 { 1.0 } else { times },
            fit,
            nth: None,
        })
    }

    /// "a year", "a decade", "half a century": the length whose unit is token `i`.
    fn round_length(&self, i: usize) -> Option<Length> {
        let Calendar::Span(days) = self.calendar(i)? else { return None };
        if let Some(number) = self.before(i).and_then(|before| self.number_word(before, NumberRole::Ordinal)) {
            let start = i - 1;
            // Where the ordinal is a figure, that is it.
            let figure = self.here.clone().any(|index| self.figures[index].tokens.contains(&start));
            let range = self.syntax.range(start..i);
            let nth = Some(Nth::Year).filter(|_| !figure && days == 365 && self.is_present_year(start))?;
            let (said, unit, fit) = (number - 0.5, Unit::Year, Fit::Same);
            return Some(Length {
                range,
                figure: None,
                start,
                end: i + 1,
                glued: false,
                said,
                unit,
                step: 1.0,
                fit,
                nth: Some(nth),
            });
        }
        let article = self.before(i).filter(|&i| self.is(i, Class::Indefinite))?;
        let part = |i: usize| self.number_word(i, NumberRole::Part).filter(|_| days > 365);
        let of = self.before(article).filter(|&i| self.is(i, Class::Of)).unwrap_or(article);
        let (start, part) = match self.before(of).and_then(|before| Some((before, part(before)?))) {
            Some((at, part)) => (self.before(at).filter(|&i| self.is(i, Class::Indefinite)).unwrap_or(at), part),
            None => (article, 1.0),
        };
        // "nearly a year", "more than a decade", "a year and a half"
        let hedged = self.before(start).is_some_and(|i| self.entry(i).is_some_and(|entry| entry.hedge.is_some()))
            || self.syntax.phrases_to(start).any(|phrase| self.syntax.lexicon.entry(phrase.entry).hedge.is_some())
            || self.is(i + 1, Class::And);
        let times = f64::from(Unit::times(days)) / part;
        (!hedged).then(|| Length {
            range: self.syntax.range(start..i + 1),
            figure: None,
            start,
            end: i + 1,
            glued: false,
            said: times,
            unit: Unit::of(days),
            step: if days == 14 { 1.0 } else { times / part },
            fit: Fit::Same,
            nth: None,
        })
    }

    /// "its 40th anniversary", "is now in its fifth year".
    fn anniversary(&self, index: usize, figure: &Figure) -> Option<Length> {
        let (start, end) = (figure.tokens.start, figure.tokens.end);
        let year = || matches!(self.calendar(end), Some(Calendar::Span(365))) && self.is_present_year(start);
        let nth = match figure.kind {
            FigureKind::Rank if self.is(end, Class::Anniversary) => Nth::Anniversary,
            FigureKind::Rank if year() => Nth::Year,
            // "the 500th day of the war"
            FigureKind::Rank
                if matches!(self.calendar(end), Some(Calendar::Span(1))) && self.is(end + 1, Class::Of) =>
            {
                Nth::Day
            }
            _ => return None,
        };
        // In its fifth year it is between four and five years old.
        let said = figure.value? - if nth == Nth::Year { 0.5 } else { 0.0 };
        let (range, fit, unit) = (figure.range, Fit::Same, if nth == Nth::Day { Unit::Day } else { Unit::Year });
        let (figure, end, nth) = (Some(index), end + 1, Some(nth));
        Some(Length { range, figure, start, end, glued: false, said, unit, step: 1.0, fit, nth })
    }

    /// "is now in its fifth year": whether the number at token `start` is of the year that it is.
    fn is_present_year(&self, start: usize) -> bool {
        let now =
            |i: usize| self.is(i, Class::RightNow) || (self.is(i, Class::Be) && self.tag(i) == Some(Tag::Presents));
        self.backwards(start, 2).any(|i| self.is(i, Class::In))
            && self.before(start).and_then(|i| self.tag(i)) == Some(Tag::Possessive)
            && self.backwards(start, 5).any(now)
    }

    /// "in 1984, 50 years ago", "50 years ago, in 1984"; "opened in 1984, marks its 40th anniversary today".
    fn since_ago(&self, length: &Length, points: &Points<'_>) -> Option<(usize, Option<usize>)> {
        let mut here = points.here.iter().copied();
        if self.link(length.end) == Some(TimeLink::Ago) {
            let beside = |date: &usize| {
                let (first, end) = (self.first(&points.dates[*date]), self.end(&points.dates[*date]));
                let behind = first > length.end && first - length.end <= 4 && self.is_calm(length.end..first);
                behind || (end <= length.start && length.start - end <= 2)
            };
            return here.find(beside).map(|date| (date, None));
        }
        match (&points.here[..], length.nth?) {
            ([one], _) => Some((*one, None)),
            // "The company was founded in 1924. This year it marks its 100th anniversary."
            ([], Nth::Anniversary) => Some((*points.before.last()?, None)),
            // "on 26 April 2016 to mark the 30th anniversary of the explosion of 26 April 1986"
            ([one, other], Nth::Anniversary | Nth::Day) => {
                let date = |index: &usize| day::middle(points.dates[*index].when).map(|(date, _)| date);
                let turned = date(one).zip(date(other)).is_some_and(|(one, other)| other < one);
                Some(if turned { (*other, Some(*one)) } else { (*one, Some(*other)) })
            }
            _ => None,
        }
    }

    /// "opened in 1955 and shut in 1989, 34 years later"; "The treaty is of 1990. Forty years later, in 2030, …"; "won in 2010, six
    /// years earlier than …".
    fn later(&self, length: &Length, points: &Points<'_>) -> Option<(usize, Option<usize>)> {
        let at = length.end;
        let link = self.link(at).filter(|link| matches!(link, TimeLink::Later | TimeLink::Earlier));
        // "Five years on, …"
        let on = self.is(at, Class::On)
            && self.kind(at + 1).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop));
        if link.is_none() && !on {
            return None;
        }
        let dates = points.dates;
        let gap = |date: usize| self.first(&dates[date]).checked_sub(at + 1);
        let behind = |most: usize| {
            let date = points.here.iter().copied().find(|&date| gap(date).is_some_and(|gap| gap <= most))?;
            let between = at + 1..self.first(&dates[date]);
            (self.is_calm(between.clone()) && !self.any_is(between, Class::And)).then_some(date)
        };
        let ahead = || {
            let mark = [TokenKind::Comma, TokenKind::Dash, TokenKind::Open];
            points.here.iter().copied().rfind(|&date| {
                let end = self.end(&dates[date]);
                end <= length.start && length.start - end <= 2 && self.any_kind(end..length.start, &mark)
            })
        };
        // "Forty years later it was renewed, in 2015"
        let opener = || {
            let [only] = points.here[..] else { return None };
            let opens = length.start <= self.span.start + 3 && gap(only).is_some();
            (opens && !self.is_attributive(&dates[only])).then_some(only)
        };
        let second = behind(2).or_else(ahead).or_else(|| behind(6)).or_else(opener)?;
        let own = points.here.iter().copied().rfind(|&date| date < second && self.end(&dates[date]) <= length.start);
        let first = own.or(points.before.last().copied())?;
        Some(if link == Some(TimeLink::Earlier) { (second, Some(first)) } else { (first, Some(second)) })
    }

    /// Whether a date belongs to what stands before it, and not to what the sentence tells: "the pool built in 1990".
    pub(super) fn is_attributive(&self, date: &Dated) -> bool {
        let Some(verb) = self.back(self.first(date), 2) else { return false };
        let passive = || self.backwards(verb, 4).any(|i| self.is_any(i, &[Class::Be, Class::Have, Class::Get]));
        self.tag(verb) == Some(Tag::Participle) && !passive()
    }
}
