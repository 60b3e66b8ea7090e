//! What a printed figure allows: the numbers that are printed so when they are rounded, and what a hedge adds to them.
//!
//! A figure is wrong only if no reading of it is right, so each kind of calculation takes the widest reading that a sensible person
//! could have of what it calculates with.

pub mod interval;
mod same;
pub mod written;

use super::figure::{Figure, FigureKind};
use crate::language::lexicon::Hedge;
use interval::Interval;

/// From here on zeros at the end of a whole number may be there because it is rounded: "27,000 soldiers".
const LARGE: f64 = 1000.0;

/// How far "about" and "nearly" reach, as a part of the figure.
const VAGUE: f64 = 0.1;

impl Figure {
    /// How many places behind the point it is printed with, its magnitude counted in.
    #[must_use]
    pub fn places(&self) -> usize {
        let mut places = 0;
        let mut step = self.step;
        while step > 0.0 && step < 0.999 && places < 6 {
            step *= 10.0;
            places += 1;
        }
        places
    }

    /// The numbers that are printed so when they are rounded to the last digit.
    #[must_use]
    pub fn printed(&self) -> Option<Interval> {
        self.read(|value| {
            let whole = self.step == 1.0 && value.abs() >= LARGE;
            Interval::rounded(value, if whole { place(value) } else { self.step })
        })
    }

    /// The same, for what is counted one by one: "12 people" are twelve, neither more nor less.
    #[must_use]
    pub fn counted(&self) -> Option<Interval> {
        let countable = self.kind == FigureKind::Count && self.step == 1.0;
        self.read(|value| {
            if countable && value.abs() < LARGE {
                Interval::exactly(value)
            } else {
                let place = if self.step == 1.0 { place(value) } else { self.step };
                Interval::rounded(value, place)
            }
        })
    }

    /// The same, for what people like to round: "60%" may be anything that is 60 when it is rounded to tens.
    #[must_use]
    pub fn rough(&self) -> Option<Interval> {
        self.read(|value| {
            let tens = self.step == 1.0 && value % 10.0 == 0.0;
            Interval::rounded(value, if tens { 10.0 } else { self.step })
        })
    }

    /// Both ends by one reading, and what the hedge adds.
    fn read(&self, reading: impl Fn(f64) -> Interval) -> Option<Interval> {
        let (low, high) = (self.value?, self.high.or(self.value)?);
        let both = reading(low).hull(reading(high));
        let vague = VAGUE * high.abs().max(low.abs());
        Some(match self.hedge {
            None | Some(Hedge::Merely) => both,
            Some(Hedge::Exactly) => Interval::exactly(low).hull(Interval::exactly(high)),
            Some(Hedge::About) => Interval { low: both.low - vague, high: both.high + vague },
            Some(Hedge::Nearly) => Interval { low: both.low - vague, high: both.high },
            Some(Hedge::MoreThan | Hedge::AtLeast) => Interval { low: both.low, high: f64::INFINITY },
            Some(Hedge::LessThan | Hedge::AtMost | Hedge::UpTo) => Interval { low: f64::NEG_INFINITY, high: both.high },
        })
    }
}

/// What a whole number is rounded to, as far as its zeros tell: never to fewer than two digits, as who does that says "about".
fn place(value: f64) -> f64 {
    let mut place = 1.0;
    while value.abs() >= place * 100.0 && value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    place
}
