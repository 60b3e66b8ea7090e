//! The rule `vague-quantity`.

use super::{Check, rule};
use crate::analysis::gap::GapKind;

rule! {
    /// A word stands where a figure could: “many residents”, “rose sharply”.
    ///
    /// A hint: shown in editors, and by `sayso check` where `--hints` or `--select` asks for it.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦Many⟧ residents have left the valley, the mayor said.
    /// ---
    /// The flood has damaged ⟦a number of⟧ houses in the valley.
    /// ---
    /// The price of bread has risen ⟦sharply⟧ in the valley.
    /// ---
    /// The clinic has seen a ⟦significant⟧ increase in visits.
    /// ---
    /// The flood destroyed ⟦a great deal of⟧ the harvest, and ⟦scores of⟧ barns were lost.
    /// ---
    /// The outbreak has sickened ⟦many⟧ of the camp's children, doctors say.
    /// ---
    /// The new drug led to ⟦substantially⟧ fewer strokes and a ⟦substantial⟧ loss for its rival.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// A word beside its figure, questions, and what others say in quotation marks:
    ///
    /// ```text pass
    /// Many residents, 312 of them, have left the valley, the mayor said.
    /// ---
    /// It is not known how many residents have left the valley.
    /// ---
    /// “Many residents have left,” the mayor said.
    /// ---
    /// The company was a significant employer in the valley for many years.
    /// ```
    "vague-quantity", Hint,
    help: "say how many or how much, if it is known"
}

fn check(check: &mut Check<'_>) {
    for (range, kind) in check.gaps() {
        if kind == GapKind::Amount {
            let words = check.quoted(range);
            check.report(range, format!("{words}: how much or how many?"));
        }
    }
}
