//! The rule `unattributed-superlative`.

use super::{Check, open, rule};
use crate::analysis::claim::ClaimKind;

rule! {
    /// A statement of rank (the first, the largest, a record) stands on nobody's say-so.
    ///
    /// It is a claim about everything it ranks among, so a reader may ask who compared them.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The conversation marked the ⟦highest-level⟧ American contact with a Russian officer since the war began.
    /// ---
    /// Real estate loans accounted for a ⟦record⟧ 33.5 percent of the assets.
    /// ---
    /// Prices rose at their ⟦slowest⟧ pace in 11 years.
    /// ---
    /// She is the ⟦first⟧ woman to lead the bank.
    /// ---
    /// The country imports ⟦more coffee than any other nation⟧.
    /// ---
    /// Turnout has ⟦never been lower⟧.
    /// ---
    /// They are the ⟦only⟧ towns that have a ferry.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// It is the largest bridge in Europe, the engineers said.
    /// ---
    /// They took a first step last year, and at least most of them agreed.
    /// ---
    /// He hopes for the best and did his best work at First National.
    /// ---
    /// It was one of the most notable speeches.
    /// ---
    /// This is not the first time that it rained. She came back more determined than ever.
    /// ---
    /// The poorest families walk, and the richest 1% do not.
    /// ---
    /// Most people voted at the last minute.
    /// ```
    ///
    /// ```text pass markdown
    /// It is the [largest bridge in Europe](https://example.org/bridges).
    /// ```
    "unattributed-superlative", Warning,
    help: "name who ranks it so, link or cite the comparison, or say it without the rank"
}

/// How many bytes of a phrase a message shows for sure.
const SHOWN: u32 = 60;

fn check(check: &mut Check<'_>) {
    for claim in &check.analysis.claims {
        let heading = check.block(claim.block).kind.is_heading();
        let ClaimKind::Superlative(index) = claim.kind else { continue };
        if open(claim) && !heading {
            let phrase = check.analysis.superlatives[index].item.phrase;
            // Of a long one no more is shown than its beginning.
            let shows = phrase.start + SHOWN >= claim.range.end;
            let words = check.quoted(if shows { phrase } else { claim.range });
            check.report_claim(
                claim,
                format!("{words}: according to whom?"),
                format!("{words}: according to whom, perhaps?"),
            );
        }
    }
}
