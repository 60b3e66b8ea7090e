//! The rule `wrong-conversion`.

use super::arithmetic::with_number;
use super::{Check, replace, rule};
use crate::analysis::figure::Figure;
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::{RelationKind, conversion};
use crate::language::lexicon::Dimension;

rule! {
    /// A figure is converted into another unit, and the result is wrong.
    ///
    /// What is printed may be rounded, on either side.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The road is 10 miles (⟦25⟧ km) long, the ministry said.
    /// ---
    /// It was 30 degrees Celsius (⟦66⟧ degrees Fahrenheit) at noon, the office said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The road is 10 miles (16 km) long, the ministry said.
    /// ---
    /// The fire burned 200 acres (80 hectares), the office said.
    /// ---
    /// The sea is 1 degree Celsius (1.8 degrees Fahrenheit) warmer than it was, the office said.
    /// ```
    "wrong-conversion", Warning,
    help: "correct the conversion"
}

/// How far a conversion may be off besides what rounding allows, as a part of it: factors are rounded too.
const SLACK: f64 = 0.03;

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        let (RelationKind::Conversion, [one, other]) = (told.kind, &told.figures[..]) else { continue };
        let Some((right, wide)) = convert(one, other) else { continue };
        let Some(said) = other.rough() else { continue };
        if wide.meets(said) {
            continue;
        }
        let unit = other.unit.as_deref().unwrap_or_default();
        let shown = check.printed(&told, 1);
        let rounded = round(right, other);
        let message = format!(
            "{} {} is {} {unit}, not {shown} {unit}",
            check.printed(&told, 0),
            one.unit.as_deref().unwrap_or_default(),
            written::digits(rounded),
        );
        let range = told.range(1);
        let fix = with_number(&shown, other, rounded);
        let finding = check.report_told(&told, 1, message);
        if let Some(right) = fix {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}

/// What a figure is in the unit of another: as printed, and all that it may be.
fn convert(one: &Figure, other: &Figure) -> Option<(f64, Interval)> {
    let (from, to) = (conversion::measure(one.unit.as_deref()?)?, conversion::measure(other.unit.as_deref()?)?);
    let factor = from.factor / to.factor;
    let into = |value: f64| (value - from.zero) * factor + to.zero;
    let (value, printed) = (one.value?, one.printed()?);
    let (low, high) = (into(printed.low), into(printed.high));
    let slack = SLACK * low.abs().max(high.abs()).min(1e12);
    let mut wide = Interval { low: low - slack, high: high + slack };
    if from.dimension == Dimension::Temperature {
        // "1 degree warmer": a difference has no zero.
        let warmer = printed * factor;
        if other.rough()?.meets(warmer) {
            wide = warmer;
        }
    }
    Some((into(value), wide))
}

/// A conversion with as many places as it is printed with, and no more digits than make sense.
fn round(value: f64, figure: &Figure) -> f64 {
    let step = if figure.step > 0.0 { figure.step } else { 1.0 };
    (value / step).round() * step
}
