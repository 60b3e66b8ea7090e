//! The rule `shares-over-100`.

use super::{Check, rule};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::relation::RelationKind;

rule! {
    /// The shares of one whole are more than all of it.
    ///
    /// They must be told as parts that cannot overlap, and be over 100% however they are rounded.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// In the survey, 45% of residents support the bridge, 40% oppose it and ⟦25%⟧ are undecided.
    /// ---
    /// Coal provided 45% of the country's electricity, gas 40 percent and wind ⟦25 percent⟧, the ministry said.
    /// ---
    /// Of the voters, 52% chose the mayor, 41% her rival and the remaining ⟦9%⟧ left the paper blank.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What rounding explains, answers of which several were allowed, and shares of different wholes:
    ///
    /// ```text pass
    /// In the survey, 45% of residents support the bridge, 40% oppose it and 16% are undecided.
    /// ---
    /// Of the residents, 60% fear noise, 55% dust and 40% rent rises, the survey found.
    /// ---
    /// Smith won 62% of the vote in the north, 45% in the south and 30% in the west.
    /// ---
    /// In the survey, 60% of men support the bridge and 55% of women oppose it.
    /// ```
    "shares-over-100", Error,
    help: "correct the shares, or say that they overlap"
}

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        let RelationKind::Parts { sure } = told.kind else { continue };
        let intervals: Option<Vec<Interval>> = told.figures.iter().map(|figure| figure.printed()).collect();
        let Some(sum) = intervals.and_then(|parts| parts.into_iter().reduce(|sum, part| sum + part)) else { continue };
        let all: f64 = told.figures.iter().filter_map(|figure| figure.value).sum();
        if sum.low <= 100.0 + SLACK || !(sure || all <= LIKELY) {
            continue;
        }
        let Some(calculation) = check.calculation(&told) else { continue };
        check.report_told(&told, told.figures.len() - 1, format!("{calculation}%, more than the whole"));
    }
}

/// Parts that might overlap by their words do so far more often by more than this in all.
const LIKELY: f64 = 120.0;

/// What sums of fractions may be off by.
const SLACK: f64 = 1e-9;
