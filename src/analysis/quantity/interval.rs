//! Spans of numbers, and how to calculate with them: what printed figures allow, and what follows from them.

use std::ops::{Add, Mul, Sub};

/// All numbers from `low` to `high`, both of them included; either may be infinite.
///
/// The arithmetic is Moore's (1966, "Interval Analysis"): the result holds whatever comes of any two numbers of the operands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

/// What a sum of binary fractions may be off by, as a part of its size.
const SLACK: f64 = 1e-9;

impl Interval {
    /// One number.
    #[must_use]
    pub fn exactly(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// The numbers that are `value` when they are rounded to multiples of `step`.
    #[must_use]
    pub fn rounded(value: f64, step: f64) -> Self {
        Self { low: value - step / 2.0, high: value + step / 2.0 }
    }

    /// The least interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Whether some number is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let ends = [self.low, self.high, other.low, other.high];
        let size = ends.into_iter().filter(|end| end.is_finite()).map(f64::abs).fold(1.0, f64::max);
        self.low <= other.high + size * SLACK && other.low <= self.high + size * SLACK
    }

    /// Whether all its numbers are greater than zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.low > 0.0
    }

    /// What comes of dividing by `other`, which has to be positive.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        other.is_positive().then(|| self * Self { low: 1.0 / other.high, high: 1.0 / other.low })
    }
}

impl Add for Interval {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

impl Sub for Interval {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { low: self.low - other.high, high: self.high - other.low }
    }
}

impl Mul for Interval {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        // Nothing of whatever there is much of is nothing.
        let times = |a: f64, b: f64| if a == 0.0 || b == 0.0 { 0.0 } else { a * b };
        let ends = [
            times(self.low, other.low),
            times(self.low, other.high),
            times(self.high, other.low),
            times(self.high, other.high),
        ];
        Self {
            low: ends.into_iter().fold(f64::INFINITY, f64::min),
            high: ends.into_iter().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}

impl Mul<f64> for Interval {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        self * Self::exactly(factor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Interval;

    proptest! {
        #[test]
        fn what_comes_of_two_numbers_is_in_what_comes_of_their_intervals(
            a in -1e6..1e6f64, b in 1.0..1e6f64, wide in 0.0..10.0f64, step in 0.0..1.9f64,
        ) {
            let (one, other) = (Interval::rounded(a, wide), Interval::rounded(b, step));
            for (x, y) in [(one.low, other.low), (one.high, other.low), (a, b), (one.low, other.high)] {
                for (number, result) in [
                    (x + y, one + other),
                    (x - y, one - other),
                    (x * y, one * other),
                    (x / y, one.over(other).unwrap()),
                ] {
                    prop_assert!(result.meets(Interval::exactly(number)), "{number} is not in {result:?}");
                }
            }
        }
    }
}
