//! Reads dates from the words of a block.

use std::ops::Range;

use super::elapsed::Before;
use super::{Dated, Numeric, Times, When, before_month, numeric};
use crate::analysis::figure::{Figure, FigureKind};
use crate::language::Syntax;
use crate::language::lexicon::{Calendar, Class, TimeLink};
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

/// What a block with these figures tells of time.
pub(in crate::analysis) fn dates(syntax: &Syntax<'_>, figures: &[Figure]) -> Times {
    let mut times = Times::default();
    let mut first = 0;
    let mut before = Before::default();
    for sentence in &syntax.sentences {
        let count = figures[first..].iter().take_while(|figure| figure.tokens.start < sentence.end).count();
        let scan = Scan { words: Words { syntax, span: sentence.clone() }, figures, here: first..first + count };
        first += count;
        let from = times.dates.len();
        scan.dates(&mut times.dates);
        scan.relative(&mut times.dates);
        times.dates[from..].sort_by_key(|date| date.range);
        if count > 0 {
            scan.elapsed(from, &before, &mut times);
        }
        scan.ages(from, &mut before, &mut times);
        before.next(sentence.clone(), from..times.dates.len());
    }
    times
}

/// One sentence.
pub(super) struct Scan<'a> {
    pub(super) words: Words<'a>,
    /// The figures of the block.
    pub(super) figures: &'a [Figure],
    /// Those of the sentence.
    pub(super) here: Range<usize>,
}

impl<'a> std::ops::Deref for Scan<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.words
    }
}

impl Scan<'_> {
    pub(super) fn calendar(&self, i: usize) -> Option<Calendar> {
        self.entry(i)?.calendar
    }

    pub(super) fn month(&self, i: usize) -> Option<i8> {
        match self.calendar(i)? {
            Calendar::Month(month) => Some(month),
            _ => None,
        }
    }

    /// The weekday that token `i` names; not "Fridays", which is a habit.
    pub(super) fn weekday(&self, i: usize) -> Option<i8> {
        match self.calendar(i)? {
            Calendar::Weekday(day) => self.token(i)?.capital.then_some(day),
            _ => None,
        }
    }

    pub(super) fn year(&self, i: usize) -> Option<i16> {
        let text = self.text(i);
        let year = (text.len() == 4).then(|| text.parse().ok())??;
        (1500..2200).contains(&year).then_some(year)
    }

    /// The number before the letters of "14th".
    pub(super) fn ordinal(&self, i: usize) -> Option<i8> {
        let text = before_month(&self.words, i).map_or(self.text(i), |(day, _)| day);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// The dates that the figures of the sentence are.
    fn dates(&self, found: &mut Vec<Dated>) {
        let figures = self.here.clone().map(|index| &self.figures[index]);
        let mut figures = figures.filter(|figure| figure.kind == FigureKind::Date).peekable();
        // Hardly any sentence has a date.
        let taken = if figures.peek().is_some() { self.listed(found) } else { Vec::new() };
        for figure in figures {
            if taken.iter().any(|taken| taken.contains(&figure.tokens.start)) {
                continue;
            }
            if self.ranged(figure, found) {
                continue;
            }
            if let Some(when) = self.when(figure) {
                let tokens = self.whole(figure);
                let weekday = self.weekday_beside(tokens.start, tokens.end);
                found.push(Dated { range: self.syntax.range(tokens), when, weekday });
            }
        }
    }

    /// Notes the ends of a range that has the month or the year once: "3–13 March 2022", "from 3 to 13 March", "May 27-June 3",
    /// "from March to June 2024", "1914–18".
    fn ranged(&self, figure: &Figure, found: &mut Vec<Dated>) -> bool {
        let tokens = self.whole(figure);
        let links = |i: usize| self.kind(i) == Some(TokenKind::Dash) || self.is_any(i, &[Class::RangeLink, Class::And]);
        let year = tokens.clone().find_map(|i| self.year(i));
        let mut note = |at: usize, when: When, weekday: Option<(i8, TextRange)>| {
            found.push(Dated { range: self.syntax.range(at..at + 1), when, weekday });
        };
        let glued = |i: usize| before_month(&self.words, i).map(|(_, month)| month);
        let days: Vec<(usize, i8)> = tokens
            .clone()
            .filter(|&i| self.text(i).len() <= 4 || glued(i).is_some())
            .filter_map(|i| Some((i, self.ordinal(i)?)))
            .collect();
        let months: Vec<(usize, i8)> =
            tokens.clone().filter_map(|i| Some((i, self.month(i).or_else(|| glued(i))?))).collect();
        let dash = tokens
            .clone()
            .any(|i| self.kind(i) == Some(TokenKind::Dash) || self.is(i, Class::RangeLink) || glued(i).is_some());
        if let ([(first, low), (second, high)], Some((_, month)), Some((_, last))) =
            (&days[..], months.first(), months.last())
            && dash
        {
            let beside = self.weekday_beside(tokens.start, tokens.end);
            note(*first, When::Day { year, month: *month, day: *low }, beside);
            note(*second, When::Day { year, month: *last, day: *high }, None);
            return true;
        }
        let Some(one) = self.back(tokens.start, 2).filter(|&one| links(one + 1)) else { return false };
        let led = self.before(one).is_some_and(|i| self.is_any(i, &[Class::FromTo, Class::Between]))
            || self.kind(one + 1) == Some(TokenKind::Dash);
        match (&days[..], &months[..], year) {
            // "from March to June 2024"
            ([], [(_, _)], Some(year)) => {
                if let Some(month) = self.month(one).filter(|_| self.syntax.tokens[one].capital) {
                    note(one, When::Month { year, month }, None);
                }
            }
            // "from 3 to 13 March 2022"
            ([(at, _)], [(_, month)], _) if *at == tokens.start && led && self.kind(one) == Some(TokenKind::Number) => {
                if let Some(day) = self.ordinal(one) {
                    note(one, When::Day { year, month: *month, day }, None);
                }
            }
            _ => {}
        }
        false
    }

    /// The tokens of a date; of a month and a year the figure is only the year.
    pub(super) fn whole(&self, figure: &Figure) -> std::ops::Range<usize> {
        let tokens = figure.tokens.clone();
        let month = self.before(tokens.start).filter(|&i| tokens.len() == 1 && self.month(i).is_some());
        month.unwrap_or(tokens.start)..tokens.end
    }

    /// What the words of a date tell; `None` for several days at once ("May 2-4"), years alone and times of the day.
    fn when(&self, figure: &Figure) -> Option<When> {
        let tokens = figure.tokens.clone();
        match numeric(&self.words, tokens.start) {
            Some(Numeric::Day(when)) => return Some(when),
            Some(Numeric::Either) => return None,
            None => {}
        }
        if let [first, mark, second, _, last, ..] = tokens.clone().collect::<Vec<_>>()[..]
            && self.kind(mark).is_some_and(|kind| matches!(kind, TokenKind::Dash | TokenKind::Symbol | TokenKind::Stop))
        {
            let number = |i: usize| self.text(i).split('T').next().unwrap_or_default().parse::<i8>().ok();
            if let Some(year) = self.year(first) {
                // "2022-05-14"
                return Some(When::Day { year: Some(year), month: number(second)?, day: number(last)? });
            }
            if let Some(month) = self.month(second) {
                return Some(When::Day { year: Some(self.year(last)?), month, day: number(first)? });
            }
            // "14-05-2022"; "05-04-2022" may be either day and month.
            let (year, one, other) = (self.year(last)?, number(first)?, number(second)?);
            let (month, day) = match (one, other) {
                (13.., _) => (other, one),
                (_, 13..) => (one, other),
                _ => return None,
            };
            return (1..=12).contains(&month).then_some(When::Day { year: Some(year), month, day });
        }
        if tokens.clone().any(|i| self.kind(i) == Some(TokenKind::Dash)) {
            return None;
        }
        let month = tokens.clone().find_map(|i| self.month(i));
        let year = tokens.clone().find_map(|i| self.year(i));
        if let Some(month) = month {
            let day = tokens.clone().find_map(|i| self.ordinal(i))?;
            return Some(When::Day { year, month, day });
        }
        let (year, before) = (year?, self.before(tokens.start));
        let month = before.and_then(|before| self.month(before));
        Some(month.map_or(When::Year { year }, |month| When::Month { year, month }))
    }

    pub(super) fn link(&self, i: usize) -> Option<TimeLink> {
        match self.calendar(i)? {
            Calendar::Link(link) => Some(link),
            _ => None,
        }
    }

    /// The token of the sentence that begins at byte `at`.
    pub(super) fn token_at(&self, at: u32) -> usize {
        let tokens = &self.syntax.tokens[self.span.clone()];
        self.span.start + tokens.partition_point(|token| token.range.start < at)
    }

    /// The first token of a date, its weekday and article counted in.
    pub(super) fn first(&self, date: &Dated) -> usize {
        let start = date.weekday.map_or(date.range.start, |(_, weekday)| weekday.start.min(date.range.start));
        let first = self.token_at(start);
        self.before(first).filter(|&i| self.is(i, Class::Definite)).unwrap_or(first)
    }

    /// The token behind a date.
    pub(super) fn end(&self, date: &Dated) -> usize {
        self.token_at(date.range.end)
    }

    /// Whether a word or a phrase in `tokens` is of `class`.
    pub(super) fn has(&self, tokens: Range<usize>, class: Class) -> bool {
        has(self.syntax, tokens, class)
    }

    /// Whether any token of `tokens` is of `kind`.
    pub(super) fn any_kind(&self, mut tokens: Range<usize>, kinds: &[TokenKind]) -> bool {
        tokens.any(|i| self.kind(i).is_some_and(|kind| kinds.contains(&kind)))
    }

    /// Whether nothing in `tokens` begins another statement: no verb with a tense and no mark but a comma.
    pub(super) fn is_calm(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|i| {
            let stops = self.any_kind(i..i + 1, &[TokenKind::Stop, TokenKind::Semicolon, TokenKind::Colon]);
            !stops && self.tag(i).is_some_and(|tag| !tag.is_finite())
        })
    }
}

/// Whether a word or a phrase in `tokens` of a block is of `class`.
pub(super) fn has(syntax: &Syntax<'_>, tokens: Range<usize>, class: Class) -> bool {
    let mut phrases = syntax.phrases_in(&tokens).iter();
    tokens.into_iter().any(|i| syntax.entry(i).classes.has(class))
        || phrases.any(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(class))
}
