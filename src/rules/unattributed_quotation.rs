//! The rule `unattributed-quotation`.

use super::unbalanced_quotation::is_closed;
use super::{Check, rule};
use crate::analysis::claim::{ClaimKind, Status};
use crate::text::TextRange;

rule! {
    /// Somebody's words stand in quotation marks, and nothing tells whose they are.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The hall was full on Monday. ⟦“We will never give up this river.”⟧ Then the lights went out.
    /// ---
    /// ⟦"This is the worst that could have happened to us."⟧ The building has stood empty since 1990.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Quotations with a speaker, wherever told, and those that go on from one paragraph to the next:
    ///
    /// ```text pass
    /// “We will never give up this river,” said the mayor.
    /// ---
    /// “We will never give up this river,” the mayor, Jane Doe, said. “It has fed us since we can remember.”
    ///
    /// “And it will feed our children when we are long gone.”
    /// ---
    /// The mayor answered: “We will never give up this river.”
    /// ---
    /// The mayor was furious. “We will never give up this river.”
    /// ---
    /// For the mayor, the answer is simple: “We will never give up this river.”
    /// ---
    /// “We will never give up this river.
    ///
    /// “It has fed us since we can remember,” the mayor said.
    /// ```
    ///
    /// Single words and terms, titles, and words quoted inside what somebody is said to say:
    ///
    /// ```text pass
    /// The so-called “river law” is older than the town.
    /// ---
    /// She read from “The Old Man and the Sea” in a low voice.
    /// ---
    /// The question “How do we pay for all of this?” has no answer yet.
    /// ---
    /// Click “Save all and close the window” to finish.
    /// ---
    /// The mayor said that the plan “would never have passed” without her.
    /// ```
    "unattributed-quotation", Warning,
    help: "say who speaks: “…,” said …"
}

fn check(check: &mut Check<'_>) {
    for claim in &check.analysis.claims {
        let ClaimKind::Quotation(index) = claim.kind else { continue };
        if claim.status != Status::Unattributed || check.block(claim.block).kind.is_heading() {
            continue;
        }
        let quotation = &check.analysis.quotations[index].item;
        let named = quotation.named || is_title(check, quotation.inner);
        let speech = quotation.may_be_speech() && quotation.clausal && !named;
        let whole = quotation.opened && !quotation.single || quotation.words > 8;
        // Where one ends that is never closed is a guess, and an error of its own.
        let whole = whole && is_closed(check, claim.block, quotation);
        if speech && whole {
            let words = check.quoted(claim.range);
            // Its own stop would stand beside the question mark.
            let words = words.trim_end_matches(['.', ',', '”']);
            check.report(claim.range, format!("Who says {words}”? No speaker is named."));
        }
    }
}

/// Whether nearly every long word has a capital, as in the title of a work.
fn is_title(check: &Check<'_>, range: TextRange) -> bool {
    let words = check.document.words(range);
    let long = words.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (capitals, all) = long.fold((0, 0), |(capitals, all), word| {
        (
            capitals + u32::from(word.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase)),
            all + 1,
        )
    });
    all > 0 && capitals * 4 >= all * 3
}
