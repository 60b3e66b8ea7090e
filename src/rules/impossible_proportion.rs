//! The rule `impossible-proportion`.

use super::{Check, rule};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::RelationKind;

rule! {
    /// A percentage of few things that no whole number of them is.
    ///
    /// Of 20 people 6 are 30% and 7 are 35%; nothing between can be. The test is that of Brown and Heathers (2017, "The GRIM Test").
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// In the trial ⟦33.4%⟧ of 20 patients got better, the clinic said.
    /// ---
    /// A survey of the school said that ⟦52 percent⟧ of 15 teachers had left within a year.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What is possible, hedged or about more than can be told apart:
    ///
    /// ```text pass
    /// In the trial 35% of 20 patients got better, the clinic said.
    /// ---
    /// In the trial about a third, or 33.4%, of 2,000 patients got better, the clinic said.
    /// ---
    /// The town gets 12% of 30 million euros, it said.
    /// ```
    "impossible-proportion", Warning,
    help: "correct the percentage, or say how many there were"
}

/// From here on some whole number fits nearly every percentage.
const MANY: f64 = 10_000.0;

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        let (RelationKind::Proportion, [share, whole]) = (told.kind, &told.figures[..]) else { continue };
        let (Some(percent), Some(all)) = (share.value, whole.value) else { continue };
        // What is counted has a name, and stands there to the one.
        let counted = whole.unit.is_some() && whole.step == 1.0 && all.fract() == 0.0 && (2.0..MANY).contains(&all);
        if !counted || share.high.is_some() || percent > 100.0 {
            continue;
        }
        let said = Interval::rounded(percent, share.step);
        let near = (percent / 100.0 * all).floor();
        let possible = |count: f64| Interval::exactly(count / all * 100.0).meets(said);
        if possible(near) || possible(near + 1.0) {
            continue;
        }
        let places = share.places().max(1);
        let option =
            |count: f64| format!("{} is {}%", written::digits(count), written::places(count / all * 100.0, places));
        let message = format!(
            "no whole number of {} is {}: {} and {}",
            check.printed(&told, 1),
            check.printed(&told, 0),
            option(near),
            option(near + 1.0),
        );
        check.report_told(&told, 0, message);
    }
}
