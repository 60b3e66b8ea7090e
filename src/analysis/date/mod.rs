//! Dates, weekdays and times told from another time, as the words have them: "Friday, May 14, 2022", "last week", "90 days since
//! Feb. 24".
//!
//! Which day they mean is for [`day`], which knows the day of the text.

mod age;
mod between;
pub mod day;
mod elapsed;
mod form;
mod line;
mod pair;
mod read;
mod relative;

pub use crate::language::lexicon::Turn;
use crate::text::TextRange;

pub(super) use form::{Numeric, before_month, numeric};
pub(crate) use line::has_dateline;
pub(super) use line::today;
pub(super) use read::dates;

/// Where a text has its day from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Its front matter.
    FrontMatter,
    /// The metadata of its page.
    Metadata,
    /// Its dateline.
    Dateline,
    /// The configuration.
    Configuration,
}

impl Origin {
    /// What hovers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Configuration => "sayso.toml",
        }
    }
}

/// The day of a text: that from which its relative times count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Today {
    /// The day.
    pub date: jiff::civil::Date,
    /// Where it is told.
    pub origin: Origin,
}

/// A date as far as its words tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// "May 14, 2022", "May 14".
    Day {
        /// The year, if it is told.
        year: Option<i16>,
        /// The month, from 1.
        month: i8,
        /// The day of the month, from 1.
        day: i8,
    },
    /// "May 2022".
    Month {
        /// The year.
        year: i16,
        /// The month, from 1.
        month: i8,
    },
    /// "in 1998".
    Year {
        /// The year.
        year: i16,
    },
    /// "on Friday", "last Friday".
    Weekday {
        /// The weekday, from 1 for Monday.
        weekday: i8,
        /// Which of them.
        turn: Turn,
    },
    /// "yesterday", "three weeks ago".
    Shift {
        /// How many units before the day of the text (negative) or after it.
        count: i32,
        /// In what.
        unit: Unit,
    },
    /// "next summer", "a few weeks ago": counted from the day of the text, and no certain day.
    Lately,
    /// "today", which may be these days.
    Nowadays,
}

impl When {
    /// A day with its year.
    #[must_use]
    pub fn of(date: jiff::civil::Date) -> Self {
        Self::Day { year: Some(date.year()), month: date.month(), day: date.day() }
    }

    /// Its year, if it is told.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day { year, .. } => year,
            Self::Month { year, .. } | Self::Year { year } => Some(year),
            _ => None,
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Unit {
    /// The unit that has about so many days.
    pub(super) fn of(days: i32) -> Self {
        match days {
            ..7 => Self::Day,
            7..30 => Self::Week,
            30..365 => Self::Month,
            _ => Self::Year,
        }
    }

    /// How many of it a span of so many days is: two weeks for a fortnight, ten years for a decade.
    pub(super) fn times(days: i32) -> i32 {
        match days {
            14 => 2,
            366.. => (days + 30) / 365,
            _ => 1,
        }
    }

    /// How many days it has, on average (Gregorian).
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.436_875,
            Self::Year => 365.2425,
        }
    }
}

/// A date in a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dated {
    /// Its words, without the weekday.
    pub range: TextRange,
    /// What they tell.
    pub when: When,
    /// The weekday beside it, from 1 for Monday, and its word: "Friday, May 14".
    pub weekday: Option<(i8, TextRange)>,
}

impl Dated {
    /// Whether it tells no day by itself, but only from another one.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        matches!(self.when, When::Weekday { .. } | When::Shift { .. } | When::Lately | When::Nowadays)
    }

    /// Whether it tells a year at least.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self.when, When::Day { year: Some(_), .. } | When::Month { .. } | When::Year { .. })
    }
}

/// How a length of time may differ from the one between its dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// It is that: "from 2001 to 2009, eight years in all".
    Same,
    /// It is that or a part of it: "Between 2001 and 2009 she spent five years in Rome", "more than 30 years ago, in 1984".
    Within,
    /// It is that or more: "less than a year later".
    Beyond,
}

/// A length of time that two dates give, as the words have it.
#[derive(Clone, PartialEq, Debug)]
pub struct Elapsed {
    /// Its words, or the number of them.
    pub range: TextRange,
    /// Index of the figure that tells it; `None` for "a year", "half a century".
    pub figure: Option<usize>,
    /// How long it is said to be.
    pub said: f64,
    /// In what.
    pub unit: Unit,
    /// How many of the unit its last digit stands for: ten years in "two decades".
    pub step: f64,
    /// How it may differ.
    pub fit: Fit,
    /// Index of the date it counts from.
    pub from: usize,
    /// Index of the date it counts to; `None` for the day of the text: "90 days since Feb. 24".
    pub to: Option<usize>,
    /// The dates around it. If any two of them give the length, it is taken to be theirs.
    pub near: std::ops::Range<usize>,
}

/// An age with the date of birth: "Petrov, 45, who was born in 1976", "was born in 1948 and took office in 2022 aged 74".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Born {
    /// Index of the figure of the age.
    pub age: usize,
    /// Index of the date of birth.
    pub birth: usize,
    /// Index of the date of the age; `None` for the day of the text.
    pub at: Option<usize>,
    /// The dates of the sentence. If the age fits another of them, it is taken to be of that.
    pub near: std::ops::Range<usize>,
}

impl Times {
    /// The dates that begin in `range`.
    #[must_use]
    pub fn dates_in(&self, range: TextRange) -> &[Dated] {
        let from = self.dates.partition_point(|date| date.range.start < range.start);
        let count = self.dates[from..].partition_point(|date| date.range.start < range.end);
        &self.dates[from..from + count]
    }
}

/// What a block tells of time. All ranges count from its start.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Times {
    /// Its dates, in order.
    pub dates: Vec<Dated>,
    /// The lengths of time between them.
    pub elapsed: Vec<Elapsed>,
    /// The ages with years of birth.
    pub born: Vec<Born>,
}
