//! What comes of figures that hang together, in words: "50 → 75 is +50%".

use super::{RelationKind, conversion};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::written;

/// What comes of these figures, which are printed so; `None` where nothing can be calculated.
#[must_use]
pub fn calculation(kind: RelationKind, figures: &[&Figure], printed: &[String]) -> Option<String> {
    let value = |n: usize| figures.get(n)?.value;
    let (first, second) = (printed.first()?, printed.get(1)?);
    let (a, b) = (value(0)?, value(1)?);
    Some(match kind {
        RelationKind::Change(_) if figures[1].kind == FigureKind::Percent => {
            let points = written::digits(b - a);
            let unit = if points == "1" { "percentage point" } else { "percentage points" };
            if a > 0.0 {
                format!("{first} → {second} is {points} {unit}, or {}", written::percent(growth(a, b), 0))
            } else {
                format!("{first} → {second} is {points} {unit}")
            }
        }
        RelationKind::Change(_) if a > 0.0 => {
            let places = figures.get(2).map_or(0, |by| by.places());
            format!("{first} → {second} is {}", written::percent(growth(a, b), places))
        }
        RelationKind::Times if a > 0.0 => format!("{first} → {second} is {} times as much", written::places(b / a, 2)),
        RelationKind::Each if b > 0.0 => {
            let each = (a / b * 100.0).round() / 100.0;
            format!("{first} for {second} is {} each", written::digits(each))
        }
        RelationKind::Share if b > 0.0 => {
            let places = figures.get(2).map_or(0, |share| share.places());
            format!("{first} of {second} is {}%", written::places(a / b * 100.0, places))
        }
        RelationKind::Proportion => {
            format!("{first} of {second} is {}", written::digits((a / 100.0 * b * 100.0).round() / 100.0))
        }
        RelationKind::Parts { .. } => {
            // "half" beside "40%"
            let share = |figure: &&Figure| {
                let scale = if figure.kind == FigureKind::Ratio { 100.0 } else { 1.0 };
                Some((figure.value? * scale * 10.0).round() / 10.0).filter(|_| scale > 1.0).or(figure.value)
            };
            let parts: Option<Vec<f64>> = figures.iter().map(share).collect();
            let parts = parts?;
            let sum = parts.iter().sum::<f64>();
            let parts: Vec<String> = parts.into_iter().map(written::digits).collect();
            format!("{} = {}", parts.join(" + "), written::digits((sum * 1e6).round() / 1e6))
        }
        RelationKind::Sum { single, .. } => {
            let parts: Option<Vec<f64>> = figures[1..].iter().map(|figure| figure.value).collect();
            let parts = parts?;
            let sum = parts.iter().sum::<f64>() + f64::from(single);
            let ones = (0..single).map(|_| "1".to_owned());
            let parts: Vec<String> = parts.into_iter().map(written::digits).chain(ones).collect();
            format!("{} = {}", parts.join(" + "), written::digits(sum))
        }
        RelationKind::Conversion { apart } => {
            let (one, other) = (figures[0], figures[1]);
            let (from, to) = (one.unit.as_deref()?, other.unit.as_deref()?);
            let right = if apart { conversion::difference(one, other)? } else { conversion::convert(one, other)? };
            let right = conversion::rounded(right, other);
            format!("{first} {from} is {} {to}", written::digits(right))
        }
        RelationKind::Change(_)
        | RelationKind::Times
        | RelationKind::Share
        | RelationKind::Each
        | RelationKind::Shared
        | RelationKind::Restated => return None,
    })
}

/// By how many per cent something has grown.
#[must_use]
pub fn growth(from: f64, to: f64) -> f64 {
    (to / from - 1.0) * 100.0
}
