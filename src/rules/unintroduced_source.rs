//! The rule `unintroduced-source`.

use super::{Check, rule};
use crate::analysis::mention::{Naming, Nature};
use crate::language::lexicon::CueClass;

rule! {
    /// A person is a source at the first mention, with neither a full name nor a role.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦Mr. Miller⟧ said the bridge would close. He gave no date.
    /// ---
    /// The bridge would close, ⟦Mrs. Miller⟧ said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The mayor, Jane Miller, opened the meeting. Mrs. Miller said the bridge would close.
    /// ---
    /// Jane Miller said the bridge would close.
    /// ---
    /// Reuters said the bridge would close.
    /// ---
    /// Mayor Miller said the bridge would close.
    /// ```
    "unintroduced-source", Information,
    help: "give the full name, and say who it is"
}

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    for attribution in &analysis.attributions {
        let Some(index) = attribution.mention else { continue };
        let linked = &analysis.mentions[index];
        let Some(source) = linked.source.map(|source| &analysis.sources[source]) else { continue };
        let says = matches!(attribution.class, CueClass::Say | CueClass::Write);
        let first = source.mentions.first() == Some(&index);
        let full = source.name.split_whitespace().count() > 1;
        let person = source.nature == Nature::Person && linked.mention.naming == Naming::Name;
        if says && first && person && source.known.is_none() && !full && !linked.mention.introduced && !linked.quoted {
            let words = check.quoted(linked.mention.range);
            check.report(
                linked.mention.range,
                format!("Who is {words}? The text cites a source it has not introduced."),
            );
        }
    }
}
