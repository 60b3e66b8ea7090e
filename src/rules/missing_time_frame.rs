//! The rule `missing-time-frame`.

use super::{Check, rule};
use crate::analysis::gap::GapKind;

rule! {
    /// Events are counted over a time that is not told.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The police recorded ⟦312⟧ burglaries in the district.
    /// ---
    /// The agency received ⟦1,900⟧ complaints about the airline, it said.
    /// ---
    /// ⟦Nineteen⟧ journalists have been killed in the province, the union said.
    /// ---
    /// The army has shot down ⟦140⟧ drones, and wolves killed ⟦640⟧ sheep.
    /// ---
    /// The bridge has been hit ⟦14⟧ times by lorries, the council said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// A paragraph that tells a time in any way, and what happened once:
    ///
    /// ```text pass
    /// The police recorded 312 burglaries in the district last year.
    /// ---
    /// The police recorded 312 burglaries in the district. They count from January to June.
    /// ---
    /// The crash caused 12 deaths, the police said.
    /// ---
    /// The explosion has killed 12 people and destroyed 60 homes, the police said.
    /// ---
    /// The agency receives 1,900 complaints a month, it said.
    /// ```
    "missing-time-frame", Hint,
    help: "say over which time they were counted"
}

fn check(check: &mut Check<'_>) {
    for (range, kind) in check.gaps() {
        if kind == GapKind::TimeFrame {
            let words = check.quoted(range);
            check.report(range, format!("{words}: over what time? The paragraph does not say."));
        }
    }
}
