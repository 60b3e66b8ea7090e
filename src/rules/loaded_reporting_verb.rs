//! The rule `loaded-reporting-verb`.

use super::{Check, replace, rule};
use crate::analysis::attribution::Complement;

rule! {
    /// The verb that brings in what somebody says also judges it: “claims”, “admits”, “insists”.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The ministry ⟦claims⟧ that the army lost a battalion.
    /// ---
    /// He also ⟦claimed⟧ that prices had risen.
    /// ---
    /// The mayor ⟦admitted⟧ that the bridge was old.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The ministry said that the army lost a battalion.
    /// ---
    /// Her claims were paid by the insurer, and the claim was settled.
    /// ---
    /// “He claims that prices have risen,” said the mayor.
    /// ---
    /// The hospital admitted 12 patients. He claimed benefits for years.
    /// ```
    "loaded-reporting-verb", Information,
    help: "“said” leaves the judgement to the reader"
}

fn check(check: &mut Check<'_>) {
    for block in 0..check.facts.len() {
        let facts = check.facts[block].clone();
        let start = check.block(block).range.start;
        // Of their own words the writers may judge as they like.
        let told = |source: usize| !facts.mentions[source].first_person;
        for tie in facts.ties.iter().filter(|tie| tie.source.is_some_and(told)) {
            let Some(neutral) = tie.loaded else { continue };
            let range = tie.word.shift(start);
            let words = check.quoted(range);
            let finding = check.report(range, format!("{words} judges what it reports."));
            if tie.complement != Complement::Infinitive {
                finding.fixes.push(replace(format!("Replace by “{neutral}”"), range, neutral));
            }
        }
    }
}
