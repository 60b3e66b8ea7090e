//! Which day a date means, counted from the day of its text.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan as _};

use super::{Turn, Unit, When};

/// What days some words mean: one, or all from the first to the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Days {
    fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The days of a calendar unit around a day: its week from Monday, its month, its year.
    fn around(day: Date, unit: Unit) -> Option<Self> {
        Some(match unit {
            Unit::Day => Self::one(day),
            Unit::Week => {
                let first = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                Self { first, last: first.checked_add(6.days()).ok()? }
            }
            Unit::Month => Self { first: day.first_of_month(), last: day.last_of_month() },
            Unit::Year => Self { first: day.first_of_year(), last: day.last_of_year() },
        })
    }
}

/// The day of a date whose year is told.
#[must_use]
pub fn told(when: When) -> Option<Date> {
    match when {
        When::Day { year: Some(year), month, day } => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// A day that stands for a date in calculations, and how many days it may be off by: the middle of a month or a year.
#[must_use]
pub fn middle(when: When) -> Option<(Date, f64)> {
    match when {
        When::Day { year: Some(year), month, day } => Some((Date::new(year, month, day).ok()?, 0.0)),
        When::Month { year, month } => Some((Date::new(year, month, 15).ok()?, 16.0)),
        When::Year { year } => Some((Date::new(year, 7, 1).ok()?, 183.0)),
        _ => None,
    }
}

/// The weekday that `number` stands for, from 1 for Monday.
#[must_use]
pub fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// The days that words mean in a text of the day `today`.
///
/// A date without a year is the nearest one; a bare weekday is the nearest, before or behind it; "last Friday" the last before it.
#[must_use]
pub fn resolve(when: When, today: Date) -> Option<Days> {
    match when {
        When::Day { year: Some(year), month, day } => Date::new(year, month, day).ok().map(Days::one),
        When::Day { year: None, month, day } => nearest(month, day, today).map(Days::one),
        When::Month { year, month } => Days::around(Date::new(year, month, 1).ok()?, Unit::Month),
        When::Year { year } => Days::around(Date::new(year, 1, 1).ok()?, Unit::Year),
        When::Weekday { weekday: number, turn } => turned(weekday(number)?, turn, today).map(Days::one),
        When::Shift { count, unit } => {
            let span = spans(count, unit);
            let day = today.checked_add(span).ok()?;
            if unit == Unit::Day { Some(Days::one(day)) } else { Days::around(day, unit) }
        }
        When::Nowadays => Some(Days::one(today)),
        When::Lately => None,
    }
}

/// The day of that name that is nearest to `today`, of the year before, the same and the next.
#[must_use]
pub fn nearest(month: i8, day: i8, today: Date) -> Option<Date> {
    let year = today.year();
    let near = [year - 1, year, year + 1].into_iter().filter_map(|year| Date::new(year, month, day).ok());
    near.min_by_key(|day| between(*day, today).abs())
}

/// The last day of that name before `today`, or `today` itself.
#[must_use]
pub fn last(month: i8, day: i8, today: Date) -> Option<Date> {
    let near = [today.year() - 1, today.year()].into_iter().filter_map(|year| Date::new(year, month, day).ok());
    near.filter(|day| *day <= today).max()
}

fn turned(weekday: Weekday, turn: Turn, today: Date) -> Option<Date> {
    let before = today.nth_weekday(-1, weekday).ok()?;
    let after = today.nth_weekday(1, weekday).ok()?;
    Some(match turn {
        Turn::Last => before,
        Turn::Next => after,
        _ if today.weekday() == weekday => today,
        Turn::This => after,
        Turn::Bare | Turn::Each | Turn::Other => {
            if between(before, today) <= between(today, after) {
                before
            } else {
                after
            }
        }
    })
}

fn spans(count: i32, unit: Unit) -> Span {
    match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
    }
}

/// How many days after `first` `last` is.
#[must_use]
pub fn between(first: Date, last: Date) -> i64 {
    last.duration_since(first).as_hours() / 24
}

/// A day as people write it: "14 May 2022".
#[must_use]
pub fn written(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// The name of a weekday.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// From here on the calendar is the Gregorian one everywhere; Greece took it last.
pub const EARLIEST: Date = date(1923, 3, 1);
