//! The rule `undefined-acronym-source`.

use super::{Check, rule};

rule! {
    /// An acronym is given as a source and is never spelled out.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦The MoD⟧ agreed that the army had lost a battalion.
    /// ---
    /// Prices will rise, according to ⟦the BVLD⟧.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The Ministry of Defence (MoD) met on Monday. The MoD agreed that the army had lost a battalion.
    /// ---
    /// The FBI and the U.N. said they would help.
    /// ---
    /// The MoD agreed that the army had lost a battalion. The Ministry of Defence is in London.
    /// ```
    "undefined-acronym-source", Warning,
    help: "spell the name out at the first mention, with the acronym in brackets"
}

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    let mut reported = vec![false; analysis.sources.len()];
    for attribution in &analysis.attributions {
        let Some(linked) = attribution.mention.map(|mention| &analysis.mentions[mention]) else { continue };
        let Some(source) = linked.source else { continue };
        let known = &analysis.sources[source];
        let full = !analysis.mentions[known.introduced].mention.acronym;
        let defined = known.known.is_some() || full || known.spelled_out || linked.mention.well_known;
        if !linked.mention.acronym || linked.quoted || defined || std::mem::replace(&mut reported[source], true) {
            continue;
        }
        let words = check.quoted(linked.mention.name);
        check.report(linked.mention.range, format!("What is {words}? It is never spelled out."));
    }
}
