//! Reads dates from the words of a block.

use super::{Born, Dated, Elapsed, Times, Turn, Unit, When};
use crate::analysis::figure::{Figure, FigureKind};
use crate::language::Syntax;
use crate::language::lexicon::{Calendar, Class, TimeLink};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

/// What a block with these figures tells of time.
pub(in crate::analysis) fn dates(syntax: &Syntax<'_>, figures: &[Figure]) -> Times {
    let mut times = Times::default();
    let mut first = 0;
    for sentence in &syntax.sentences {
        let count = figures[first..].iter().take_while(|figure| figure.tokens.start < sentence.end).count();
        let scan = Scan { words: Words { syntax, span: sentence.clone() }, figures, here: first..first + count };
        first += count;
        let from = times.dates.len();
        scan.dates(&mut times.dates);
        scan.relative(&mut times.dates);
        times.dates[from..].sort_by_key(|date| date.range);
        if count > 0 {
            scan.elapsed(from, &mut times);
            scan.born(&mut times.born);
        }
    }
    times
}

/// How many dates of a sentence are held against a length of time.
const MOST: usize = 3;

/// One sentence.
struct Scan<'a> {
    words: Words<'a>,
    /// The figures of the block.
    figures: &'a [Figure],
    /// Those of the sentence.
    here: std::ops::Range<usize>,
}

impl<'a> std::ops::Deref for Scan<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.words
    }
}

impl Scan<'_> {
    fn calendar(&self, i: usize) -> Option<Calendar> {
        self.entry(i)?.calendar
    }

    fn month(&self, i: usize) -> Option<i8> {
        match self.calendar(i)? {
            Calendar::Month(month) => Some(month),
            _ => None,
        }
    }

    /// The weekday that token `i` names; not "Fridays", which is a habit.
    fn weekday(&self, i: usize) -> Option<i8> {
        match self.calendar(i)? {
            Calendar::Weekday(day) => self.token(i)?.capital.then_some(day),
            _ => None,
        }
    }

    fn year(&self, i: usize) -> Option<i16> {
        let text = self.text(i);
        let year = (text.len() == 4).then(|| text.parse().ok())??;
        (1500..2200).contains(&year).then_some(year)
    }

    /// The number before the letters of "14th".
    fn ordinal(&self, i: usize) -> Option<i8> {
        let digits = self.text(i).trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// The dates that the figures of the sentence are.
    fn dates(&self, found: &mut Vec<Dated>) {
        for figure in self.here.clone().map(|index| &self.figures[index]) {
            if figure.kind != FigureKind::Date {
                continue;
            }
            if let Some(when) = self.when(figure) {
                let tokens = self.whole(figure);
                let weekday = self.weekday_beside(tokens.start, tokens.end);
                found.push(Dated { range: self.syntax.range(tokens), when, weekday });
            }
        }
    }

    /// The tokens of a date; of a month and a year the figure is only the year.
    fn whole(&self, figure: &Figure) -> std::ops::Range<usize> {
        let tokens = figure.tokens.clone();
        let month = self.before(tokens.start).filter(|&i| tokens.len() == 1 && self.month(i).is_some());
        month.unwrap_or(tokens.start)..tokens.end
    }

    /// What the words of a date tell; `None` for several days at once ("May 2-4"), years alone and times of the day.
    fn when(&self, figure: &Figure) -> Option<When> {
        let tokens = figure.tokens.clone();
        if let [first, mark, second, _, last] = tokens.clone().collect::<Vec<_>>()[..]
            && self.kind(mark).is_some_and(|kind| matches!(kind, TokenKind::Dash | TokenKind::Symbol | TokenKind::Stop))
        {
            // "2022-05-14"; "05.14.2022" may be either day and month.
            let stamped = self.text(last).split('T').next().unwrap_or_default();
            let (year, month, day) = (self.year(first)?, self.text(second).parse().ok()?, stamped.parse().ok()?);
            return Some(When::Day { year: Some(year), month, day });
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

    /// The weekday beside a date: "Friday, May 14", "May 14, 2022, a Friday", "14 May 2022 (Friday)".
    fn weekday_beside(&self, start: usize, end: usize) -> Option<(i8, TextRange)> {
        let skip = |i: &usize| self.kind(*i) == Some(TokenKind::Comma) || self.is(*i, Class::Definite);
        let before = self.backwards(start, 3).find(|i| !skip(i));
        let before = before.filter(|&i| self.weekday(i).is_some());
        let behind = || {
            let mark = self.kind(end)?;
            let aside = matches!(mark, TokenKind::Open | TokenKind::Comma);
            let at = end + 1 + usize::from(self.is(end + 1, Class::Indefinite));
            let told = mark == TokenKind::Open || self.is(end + 1, Class::Indefinite);
            (aside && told && self.weekday(at).is_some()).then_some(at)
        };
        let at = before.or_else(behind)?;
        Some((self.weekday(at)?, self.syntax.tokens[at].range))
    }

    /// Times told from another one: weekdays, "yesterday", "last week", "three days ago".
    fn relative(&self, found: &mut Vec<Dated>) {
        let from = found.len();
        for i in self.span.clone() {
            let told = match self.calendar(i) {
                Some(Calendar::Weekday(_)) => self.lone_weekday(i),
                Some(Calendar::Shift(days))
                    if !self.token(i).is_some_and(|token| token.capital && i > self.span.start) =>
                {
                    Some((i..i + 1, When::Shift { count: days, unit: Unit::Day }))
                }
                // "this morning"
                _ if self.is(i, Class::DayPart) && self.turn(i) == Turn::This => {
                    Some((i - 1..i + 1, When::Shift { count: 0, unit: Unit::Day }))
                }
                Some(Calendar::Span(days)) => self.span_told(i, days),
                _ => None,
            };
            let Some((tokens, when)) = told else { continue };
            let range = self.syntax.range(tokens);
            let beside = |date: &Dated| {
                date.range.overlaps(range) || date.weekday.is_some_and(|(_, weekday)| weekday.overlaps(range))
            };
            if !found[..from].iter().rev().take(8).any(beside) {
                found.push(Dated { range, when, weekday: None });
            }
        }
    }

    /// A weekday that stands for a day, and is no part of a name and no habit: "on Friday", "last Friday".
    fn lone_weekday(&self, i: usize) -> Option<(std::ops::Range<usize>, When)> {
        let weekday = self.weekday(i)?;
        let turn = self.turn(i);
        // "Black Friday", "the Sunday Times", "every Monday", "a Sunday school".
        let part = |i: usize| self.token(i).is_some_and(|token| token.capital && token.kind == TokenKind::Word);
        let before =
            self.before(i).filter(|&i| turn == Turn::Bare && !self.is_any(i, &[Class::On, Class::By, Class::From]));
        let named = part(i + 1) && self.month(i + 1).is_none()
            || before.is_some_and(|before| part(before) && before != self.span.start);
        let habit = before.is_some_and(|before| {
            self.is_any(before, &[Class::Every, Class::Indefinite, Class::Quantifier, Class::Article])
        });
        if named || habit || !self.is_told_day(i) {
            return None;
        }
        let start = if turn == Turn::Bare { i } else { i - 1 };
        Some((start..i + 1, When::Weekday { weekday, turn }))
    }

    /// Whether a weekday stands as an adverbial or behind a preposition, and not before a noun of its own: "Saturday night" is one,
    /// "Sunday school" none.
    fn is_told_day(&self, i: usize) -> bool {
        let next = self.tag(i + 1);
        !next.is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Nouns))
            || self.is(i + 1, Class::DayPart)
            || self.is(i + 1, Class::Time)
    }

    /// Which of several the word before token `i` tells.
    fn turn(&self, i: usize) -> Turn {
        match self.before(i).and_then(|before| self.calendar(before)) {
            Some(Calendar::Turn(turn)) => turn,
            _ => Turn::Bare,
        }
    }

    /// "last week", "three weeks ago", "two years later" (of which only the one from the day of the text counts).
    fn span_told(&self, i: usize, days: i32) -> Option<(std::ops::Range<usize>, When)> {
        let unit = Unit::of(days);
        match self.turn(i) {
            Turn::Last => return Some((i - 1..i + 1, When::Shift { count: -Self::times(days), unit })),
            Turn::Next => return Some((i - 1..i + 1, When::Shift { count: Self::times(days), unit })),
            Turn::This if days > 1 => return Some((i - 1..i + 1, When::Shift { count: 0, unit })),
            _ => {}
        }
        (self.link(i + 1) == Some(TimeLink::Ago)).then_some(())?;
        let figure = self
            .here
            .clone()
            .map(|index| &self.figures[index])
            .find(|figure| figure.tokens.end == i + 1 || figure.tokens.end == i)?;
        let value = figure
            .value
            .filter(|value| *value >= 1.0 && *value < 1000.0 && figure.hedge.is_none() && figure.high.is_none())?;
        #[allow(clippy::cast_possible_truncation, reason = "checked to be small")]
        let count = -(value as i32) * Self::times(days);
        Some((figure.tokens.start..i + 2, When::Shift { count, unit }))
    }

    /// How many of its unit a span is: two weeks for a fortnight.
    fn times(days: i32) -> i32 {
        if days == 14 { 2 } else { 1 }
    }

    /// Lengths of time that dates give: "90 days since Feb. 24", "the ten days from March 3 to March 13", "14 days after May 1, on May 15",
    /// "opened in 1955 and shut in 1989, 34 years later".
    fn elapsed(&self, from: usize, times: &mut Times) {
        let dates = &times.dates;
        let points: Vec<usize> =
            (from..dates.len()).filter(|&index| !dates[index].is_relative()).take(MOST + 1).collect();
        let mut durations = self.here.clone().filter_map(|index| Some((index, self.duration(index)?)));
        // With two of them, which is of what is not told.
        let (Some((figure, unit)), None) = (durations.next(), durations.next()) else { return };
        if points.len() > MOST {
            return;
        }
        let since = || points.iter().find(|&&date| self.is_since(figure, &dates[date])).map(|&date| (date, None));
        let between = || {
            let [one, other] = points[..] else { return None };
            let turned = self.is_between(figure, &dates[one], &dates[other])?;
            Some(if turned { (other, Some(one)) } else { (one, Some(other)) })
        };
        let told = since().or_else(between).or_else(|| self.later(figure, &points, dates));
        if let Some((first, last)) = told {
            times.elapsed.push(Elapsed { figure, unit, from: first, to: last });
        }
    }

    /// "opened in 1955 and shut in 1989, 34 years later"; "The treaty is of 1990. Forty years later, in 2030, …".
    fn later(&self, figure: usize, points: &[usize], dates: &[Dated]) -> Option<(usize, Option<usize>)> {
        let tokens = &self.figures[figure].tokens;
        let link = (tokens.end..tokens.end + 2).find(|&i| self.link(i) == Some(TimeLink::Later))?;
        let comma = |i: usize| self.kind(i) == Some(TokenKind::Comma);
        match points {
            [last] if self.first(&dates[*last]) > link && self.first(&dates[*last]) - link <= 3 => {
                // The sentence before has told the first.
                let first = last.checked_sub(1).filter(|&first| !dates[first].is_relative())?;
                (tokens.start <= self.span.start + 4).then_some((first, Some(*last)))
            }
            [first, last] => {
                let end = self.token_at(dates[*last].range.end);
                let behind = self.first(&dates[*last]) > link && self.first(&dates[*last]) - link <= 3;
                let before = end <= tokens.start && tokens.start - end <= 2 && (end..tokens.start).any(comma);
                (behind || before).then_some((*first, Some(*last)))
            }
            _ => None,
        }
    }

    /// The unit of a length of time that is told exactly.
    fn duration(&self, index: usize) -> Option<Unit> {
        let figure = &self.figures[index];
        let exact = figure.kind == FigureKind::Duration && figure.hedge.is_none() && figure.high.is_none();
        figure.value.filter(|_| exact)?;
        match self.syntax.lexicon.find(&figure.unit.as_deref()?.to_lowercase()).calendar? {
            Calendar::Span(days) if days != 14 => Some(Unit::of(days)),
            _ => None,
        }
    }

    fn link(&self, i: usize) -> Option<TimeLink> {
        match self.calendar(i)? {
            Calendar::Link(link) => Some(link),
            _ => None,
        }
    }

    /// The token of the sentence that begins at byte `at`.
    fn token_at(&self, at: u32) -> usize {
        let tokens = &self.syntax.tokens[self.span.clone()];
        self.span.start + tokens.partition_point(|token| token.range.start < at)
    }

    /// The first token of a date, its weekday and article counted in.
    fn first(&self, date: &Dated) -> usize {
        let start = date.weekday.map_or(date.range.start, |(_, weekday)| weekday.start.min(date.range.start));
        let first = self.token_at(start);
        self.before(first).filter(|&i| self.is(i, Class::Definite)).unwrap_or(first)
    }

    /// "90 days since Feb. 24", "90 days have passed since Feb. 24".
    fn is_since(&self, figure: usize, date: &Dated) -> bool {
        let first = self.first(date);
        let end = self.figures[figure].tokens.end;
        let word = |i: &usize| self.kind(*i) == Some(TokenKind::Word);
        // "since Feb. 24", "since the war began on Feb. 24"
        let since = self.backwards(first, 8).take_while(word).find(|&i| self.link(i) == Some(TimeLink::Since));
        let told = |since: &usize| *since + 1 == first || self.before(first).is_some_and(|i| self.is(i, Class::On));
        let since = since.filter(told);
        if since.is_some_and(|since| end <= since && since - end <= 6 && (end..since).all(|i| word(&i))) {
            return true;
        }
        // "It is 158 days since the minister resigned on June 8", "78 days after the siege began on 19 January, nothing has changed"
        let opens = self.figures[figure].tokens.start <= self.span.start + 8 && self.link(end) == Some(TimeLink::After)
            || self.link(end + 1) == Some(TimeLink::After);
        let on = self.before(first).is_some_and(|i| self.is(i, Class::On)) && first > end && first - end <= 10;
        if opens && on && self.span.clone().any(|i| i > first && self.is(i, Class::Have)) {
            return true;
        }
        // "which began on Sept. 5, has now lasted 19 days"
        let began = self.backwards(first, 2).any(|i| self.is(i, Class::Began));
        let start = self.figures[figure].tokens.start;
        let lasted = self.backwards(start, 4).find(|&i| self.is(i, Class::Lasted));
        let now = lasted.is_some_and(|lasted| self.backwards(lasted, 2).any(|i| self.is(i, Class::Have)));
        began && now && start > first
    }

    /// Whether a length of time is the one between two dates, and whether the second is the earlier one.
    fn is_between(&self, figure: usize, one: &Dated, other: &Dated) -> Option<bool> {
        let duration = &self.figures[figure];
        let (first, second) = (self.first(one), self.first(other));
        let ends = |date: &Dated| self.token_at(date.range.end);
        // "14 days after May 1": the other date stands beside it.
        let link = |date: usize| self.before(date).and_then(|i| Some((i, self.link(i)?)));
        for (date, turned) in [(first, false), (second, true)] {
            if let Some((at, link)) = link(date)
                && at >= duration.tokens.end
                && at - duration.tokens.end <= 1
                && matches!(link, TimeLink::After | TimeLink::Before)
            {
                let apart = second.saturating_sub(ends(one)).min(10);
                return (apart <= 4).then_some(turned == (link == TimeLink::After));
            }
        }
        // "began in 1895 and ended in 1981, after 86 years"
        let start = duration.tokens.start;
        let behind_both = start > ends(other) && start - ends(other) <= 4;
        let after = self.backwards(start, 1).any(|i| self.link(i) == Some(TimeLink::After) || self.is(i, Class::Of));
        let ended = self.any_is(ends(one)..second, Class::Ended)
            || self.backwards(first, 3).any(|i| self.is_any(i, &[Class::FromTo, Class::Began]));
        if behind_both && after && ended {
            return Some(false);
        }
        // "the law of 1968 was repealed in 2012, 44 years after it was passed"
        if self.link(duration.tokens.end + 1).or_else(|| self.link(duration.tokens.end)) == Some(TimeLink::After)
            && start >= ends(other)
            && start - ends(other) <= 2
        {
            return Some(false);
        }
        // "in 2003, 47 years after the fire of 1956"
        let between = start >= ends(one)
            && start - ends(one) <= 2
            && second > duration.tokens.end
            && second - duration.tokens.end <= 6;
        if between && [0, 1].iter().any(|n| self.link(duration.tokens.end + n) == Some(TimeLink::After)) {
            return Some(true);
        }
        // "shut in 1989, 24 years after it was opened in 1955"
        let after = self.link(duration.tokens.end).or_else(|| self.link(duration.tokens.end + 1));
        if let Some(link @ (TimeLink::After | TimeLink::Before)) = after
            && (ends(one)..=ends(one) + 2).contains(&duration.tokens.start)
            && second > duration.tokens.end
            && second - duration.tokens.end <= 9
            && self.any_is(duration.tokens.end..second, Class::Began)
        {
            return Some(link == TimeLink::After);
        }
        // "the 12-day tour begins on May 1 and ends on May 10"
        let ends_on =
            self.any_is(ends(one)..second, Class::Ended) && self.backwards(first, 4).any(|i| self.is(i, Class::Began));
        if ends_on && second - ends(one) <= 8 && duration.tokens.end <= first && first - duration.tokens.end <= 8 {
            return Some(false);
        }
        // "from March 3 to March 13", "between March 3 and March 13"
        let from = self.before(first).is_some_and(|i| self.is_any(i, &[Class::FromTo, Class::Between]));
        let between = ends(one)..second;
        let joined = between.len() <= 2
            && between.clone().any(|i| {
                self.is_any(i, &[Class::RangeLink, Class::And, Class::To]) || self.kind(i) == Some(TokenKind::Dash)
            });
        let before = duration.tokens.end <= first && first - duration.tokens.end <= 4;
        let behind = ends(other);
        let aside = self.kind(behind).is_some_and(|kind| matches!(kind, TokenKind::Comma | TokenKind::Open));
        let after = aside && duration.tokens.start > behind && duration.tokens.start - behind <= 2;
        (from && joined && (before || after)).then_some(false)
    }

    /// Ages beside years of birth: "Petrov, 45, who was born in 1976", "was born in 1948 and took office in 2022 aged 74".
    fn born(&self, found: &mut Vec<Born>) {
        let mut ages = self.here.clone().filter(|&index| {
            let figure = &self.figures[index];
            let aged = figure.kind == FigureKind::Age || self.is_age(figure);
            aged && figure.value.is_some() && figure.hedge.is_none() && figure.high.is_none()
        });
        let (Some(age), None) = (ages.next(), ages.next()) else { return };
        let years: Vec<usize> = self.span.clone().filter(|&i| self.year(i).is_some()).take(3).collect();
        let is_birth = |&i: &usize| self.backwards(i, 6).any(|i| self.is(i, Class::Born));
        let (birth, other) = match years[..] {
            [birth] if is_birth(&birth) => (birth, None),
            [birth, other] if is_birth(&birth) && !(birth + 1..other).any(|i| self.is(i, Class::Born)) => {
                (birth, Some(other))
            }
            _ => return,
        };
        // "who was born in 1976 and died aged 45": when is not told.
        let dead = self.span.clone().any(|i| self.is(i, Class::Dead));
        let unsure = self.any_is(self.span.clone(), Class::Modal) || (other.is_none() && dead);
        if let Some(year) = self.year(birth).filter(|_| !unsure) {
            let range = self.syntax.tokens[birth].range;
            found.push(Born { age, year, range, at: other.and_then(|other| self.year(other)) });
        }
    }

    /// "at the age of 43".
    fn is_age(&self, figure: &Figure) -> bool {
        let of = self.before(figure.tokens.start).filter(|&i| self.is(i, Class::Of));
        figure.kind == FigureKind::Count
            && figure.unit.is_none()
            && of.is_some_and(|of| self.before_is(of, Class::AgeNoun))
    }
}
