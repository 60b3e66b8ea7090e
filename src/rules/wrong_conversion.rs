//! The rule `wrong-conversion`.

use super::arithmetic::{Told, with_number};
use super::{Check, replace, rule};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::{RelationKind, conversion};
use crate::language::lexicon::{Dimension, Lexicon};

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
    /// Money only where it is off by an order of magnitude, as rates change:
    ///
    /// ```text flag
    /// The firm paid €2 million (⟦$22 million⟧) for the pier, it said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The firm paid €2 million ($2.6 million) for the pier, it said.
    /// ---
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

/// The same for measures of volume.
const VOLUME: f64 = 0.13;

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        let (RelationKind::Conversion, [one, other]) = (told.kind, &told.figures[..]) else { continue };
        if one.kind == FigureKind::Money {
            currencies(check, &told);
            continue;
        }
        let Some((right, wide)) = convert(one, other) else { continue };
        let Some(said) = other.rough() else { continue };
        if wide.meets(said) {
            continue;
        }
        let Some(calculation) = check.calculation(&told) else { continue };
        let (unit, shown) = (other.unit.as_deref().unwrap_or_default(), check.printed(&told, 1));
        let message = format!("{calculation}, not {shown} {unit}");
        let range = told.range(1);
        let fix = with_number(&shown, other, conversion::rounded(right, other));
        let finding = check.report_told(&told, 1, message);
        if let Some(right) = fix {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}

/// How far two amounts of money may be apart: rates change from day to day, and not tenfold.
const RATES: f64 = 7.0;

/// An amount in another currency that is off by an order of magnitude.
fn currencies(check: &mut Check<'_>, told: &Told<'_>) {
    let currency = |n: usize| Lexicon::english().currency(told.figures[n].unit.as_deref()?);
    let (Some(from), Some(to)) = (currency(0), currency(1)) else { return };
    let (Some(rate), Some(value), Some(said)) =
        (from.dollars.zip(to.dollars).map(|(one, other)| one / other), told.figures[0].value, told.figures[1].value)
    else {
        return;
    };
    let times = said / (value * rate);
    if value <= 0.0 || said <= 0.0 || (1.0 / RATES..RATES).contains(&times) {
        return;
    }
    let (first, second) = (check.printed(told, 0), check.printed(told, 1));
    let digits = 10_f64.powf((value * rate).log10().floor());
    let about = written::digits((value * rate / digits).round() * digits);
    check.report_told(told, 1, format!("{first} is about {about} {}, not {second}", to.word));
}

/// What a figure is in the unit of another: as printed, and all that it may be.
fn convert(one: &Figure, other: &Figure) -> Option<(f64, Interval)> {
    let (from, to) = (conversion::measure(one.unit.as_deref()?)?, conversion::measure(other.unit.as_deref()?)?);
    let printed = one.printed()?;
    let (low, high) = (conversion::into(printed.low, from, to), conversion::into(printed.high, from, to));
    // Gallons and pints are one thing in London and another in Washington.
    let slack = if from.dimension == Dimension::Volume { VOLUME } else { SLACK };
    let slack = slack * low.abs().max(high.abs()).min(1e12);
    let mut wide = Interval { low: low - slack, high: high + slack };
    if from.dimension == Dimension::Temperature {
        // "1 degree warmer": a difference has no zero.
        let warmer = printed * (from.factor / to.factor);
        if other.rough()?.meets(warmer) {
            wide = warmer;
        }
    }
    Some((conversion::convert(one, other)?, wide))
}
