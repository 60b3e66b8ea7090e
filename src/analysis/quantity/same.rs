//! Whether two figures can be told to count the same.

use crate::analysis::figure::{Figure, FigureKind};

impl Figure {
    /// Whether it and `other` are of one kind and, as far as both have one, of one unit.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind
            && match (&self.unit, &other.unit) {
                (Some(a), Some(b)) => singular(a).eq_ignore_ascii_case(singular(b)),
                // An amount of money without its currency, or a count of nobody knows what.
                _ => self.kind != FigureKind::Money,
            }
    }

    /// Its significant digits as a number from 1 to 10, and how often ten goes into it.
    #[must_use]
    pub fn mantissa(&self) -> Option<(f64, i32)> {
        let value = self.value.filter(|value| *value > 0.0 && value.is_finite())?;
        #[allow(clippy::cast_possible_truncation, reason = "a power of ten that a number has is small")]
        let power = (value.log10() + 1e-9).floor() as i32;
        Some((value / 10_f64.powi(power), power))
    }
}

fn singular(unit: &str) -> &str {
    unit.strip_suffix('s').unwrap_or(unit)
}
