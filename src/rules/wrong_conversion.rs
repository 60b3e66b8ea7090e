//! The rule `wrong-conversion`.

use super::arithmetic::{Told, with_number};
use super::{Check, replace, rule};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::{RelationKind, conversion};
use crate::language::lexicon::{Dimension, Lexicon, Measure};

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
    /// How far two temperatures are apart has no zero:
    ///
    /// ```text flag
    /// The bay has warmed by 2 degrees Celsius (⟦35.6⟧ degrees Fahrenheit) since the 1970s, the office said.
    /// ---
    /// The lamb weighs 11 lb/⟦24⟧ kg, the farm said.
    /// ```
    ///
    /// A measure in two units:
    ///
    /// ```text flag
    /// The suspect is 6ft 2in (⟦1.68⟧ m) tall, the police said.
    /// ```
    ///
    /// Money only where it is off by an order of magnitude, as rates change:
    ///
    /// ```text flag
    /// The firm paid €2 million (⟦$22 million⟧) for the pier, it said.
    /// ---
    /// The state writes off loans of 400 million rupees, about ⟦$480 million⟧, in three districts, the minister said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The firm paid €2 million ($2.6 million) for the pier, it said.
    /// ---
    /// The road is 10 miles (16 km) long, the ministry said.
    /// ---
    /// The truck carried 22 tons (20,000 kilograms) of grain, the driver said.
    /// ---
    /// Runners can take the 10-mile or the 25 km course, the club said.
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
        let RelationKind::Conversion { apart } = told.kind else { continue };
        if let [_, _, _] = told.figures[..] {
            compounds(check, &told);
            continue;
        }
        let [one, other] = &told.figures[..] else { continue };
        if one.kind == FigureKind::Money {
            currencies(check, &told);
            continue;
        }
        let converted = if apart { difference(one, other) } else { convert(one, other) };
        let Some((right, wide)) = converted else { continue };
        let Some(said) = other.rough() else { continue };
        if wide.meets(said) {
            continue;
        }
        let Some(calculation) = check.calculation(&told) else { continue };
        let (unit, shown) = (other.unit.as_deref().unwrap_or_default(), check.printed(&told, 1));
        let message = format!("{calculation}, not {shown} {unit}.");
        let range = told.range(1);
        let fix = with_number(&shown, other, conversion::rounded(right, other));
        let finding = check.report_told(&told, 1, message);
        if let Some(right) = fix {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}

/// A measure in two units that is told again in one, or the other way round: "6ft 2in (1.88 m)", "178 cm (5ft 10in)".
fn compounds(check: &mut Check<'_>, told: &Told<'_>) {
    let Some(first) = conversion::measure(told.figures[0].unit.as_deref().unwrap_or_default()) else { return };
    let Some(second) = conversion::measure(told.figures[1].unit.as_deref().unwrap_or_default()) else { return };
    let Some(third) = conversion::measure(told.figures[2].unit.as_deref().unwrap_or_default()) else { return };
    let amount = |n: usize, measure: Measure, wide: bool| {
        let figure = told.figures[n];
        let printed = if wide { figure.rough() } else { figure.printed() };
        printed.map(|printed| printed * measure.factor)
    };
    // Which two are one is told by their units: "6ft 2in", and then the metric one.
    let behind = conversion::is_smaller_part(told.figures[1], told.figures[2]);
    let (whole, parts) = if behind { (0, [1, 2]) } else { (2, [0, 1]) };
    let measures = [first, second, third];
    let (Some(a), Some(b), Some(said)) = (
        amount(parts[0], measures[parts[0]], false).map(|_| told.figures[parts[0]].value.unwrap_or_default()),
        amount(parts[1], measures[parts[1]], false),
        amount(whole, measures[whole], true),
    ) else {
        return;
    };
    let sum = Interval::exactly(a * measures[parts[0]].factor) + b;
    let slack = COMPOUND * sum.high.abs();
    if (Interval { low: sum.low - slack, high: sum.high + slack }).meets(said) {
        return;
    }
    let unit = |n: usize| told.figures[n].unit.as_deref().unwrap_or_default();
    let part = |n: usize| format!("{} {}", check.printed(told, n), unit(n));
    let right = sum.low.midpoint(sum.high) / measures[whole].factor;
    let right = written::digits(conversion::rounded(right, told.figures[whole]));
    let message = format!("{} {} is {right} {}.", part(parts[0]), part(parts[1]), unit(whole));
    let at = if behind { 1 } else { 2 };
    check.report_told(told, at, message);
}

/// How far such a conversion may be off besides: an inch of a tall person.
const COMPOUND: f64 = 0.01;

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
    check.report_told(told, 1, format!("{first} is about {about} {}, not {second}.", to.word));
}

/// How far two temperatures are apart in the unit of another figure: as printed, and all that it may be.
fn difference(one: &Figure, other: &Figure) -> Option<(f64, Interval)> {
    let (from, to) = conversion::measures(one, other)?;
    let printed = one.rough()? * (from.factor / to.factor);
    let slack = SLACK * printed.low.abs().max(printed.high.abs()).min(1e12);
    let wide = Interval { low: printed.low - slack, high: printed.high + slack };
    Some((conversion::difference(one, other)?, wide))
}

/// What a figure is in the unit of another: as printed, and all that it may be.
fn convert(one: &Figure, other: &Figure) -> Option<(f64, Interval)> {
    let (from, to) = conversion::measures(one, other)?;
    let printed = one.printed()?;
    let (low, high) = (conversion::into(printed.low, from, to), conversion::into(printed.high, from, to));
    // Gallons and pints are one thing in London and another in Washington.
    let slack = from.slack.max(to.slack).max(SLACK);
    let slack = slack * low.abs().max(high.abs()).min(1e12);
    let mut wide = Interval { low: low - slack, high: high + slack };
    let below = one.value.is_some_and(|value| value < 0.0);
    if from.dimension == Dimension::Temperature && !below {
        // "1 degree warmer": a difference has no zero, and is no minus 40.
        let warmer = printed * (from.factor / to.factor);
        if other.rough()?.meets(warmer) {
            wide = warmer;
        }
    }
    Some((conversion::into(one.value?, from, to), wide))
}
