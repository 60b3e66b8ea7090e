//! The rule `missing-baseline`.

use super::{Check, replace, rule};
use crate::analysis::gap::GapKind;
use crate::text::TextRange;

rule! {
    /// A change or a comparison does not say from what, or than what.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// Arrests in the city rose ⟦40%⟧, the police said.
    /// ---
    /// The factory has seen a ⟦12 percent⟧ increase in accidents, the union said.
    /// ---
    /// Smokers were ⟦twice⟧ as likely to fall ill, the study found.
    /// ---
    /// The party's membership has fallen by ⟦a fifth⟧, its treasurer said on Monday.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What says from, to or than what, or since when, in its sentence or the next:
    ///
    /// ```text pass
    /// Arrests in the city rose 40% from 500 to 700, the police said.
    /// ---
    /// Arrests in the city rose 40% last year, the police said.
    /// ---
    /// Arrests in the city rose 40%, the police said. In 2019 there had been 500.
    /// ---
    /// Smokers were twice as likely to fall ill as others, the study found.
    /// ```
    ///
    /// What somebody decides or wants, which is from what there is now:
    ///
    /// ```text pass
    /// The council cut the fee by 40%, the mayor said.
    /// ---
    /// The country wants its emissions to fall by 40%, the minister said.
    /// ```
    "missing-baseline", Hint,
    help: "say from what, than what, or since when"
}

fn check(check: &mut Check<'_>) {
    for (range, kind) in check.gaps() {
        let (message, stub) = match kind {
            GapKind::Baseline => ("from what, or since when?", " from …"),
            GapKind::Comparison => ("than what?", ""),
            _ => continue,
        };
        let words = check.quoted(range);
        let finding = check.report(range, format!("{words}: {message}"));
        if !stub.is_empty() {
            let behind = TextRange::new(range.end, range.end);
            finding.fixes.push(replace("Say from what", behind, stub));
        }
    }
}
