//! The rule `anonymous-no-reason`.

use super::{Check, rule};
use crate::analysis::Linked;
use crate::analysis::attribution::Pattern;
use crate::analysis::mention::Nature;
use crate::language::lexicon::CueClass;

rule! {
    /// A source is not named, and no reason is given why not.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦A senior official⟧ said the talks had failed.
    /// ---
    /// ⟦Pentagon officials⟧ have repeatedly said that leaders refuse to take calls.
    /// ---
    /// The talks had failed, according to ⟦two people close to the matter⟧.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// A senior official, who spoke on condition of anonymity because she feared for her job, said the talks had failed.
    /// ---
    /// A senior official said the talks had failed. He was not authorized to speak publicly.
    /// ---
    /// The ministry said the talks had failed.
    /// ---
    /// The official, Jane Doe, said the talks had failed.
    /// ---
    /// Source: “Annual report”, page 4
    /// ```
    "anonymous-no-reason", Information,
    help: "name the source, or say why it is not named (“who spoke on condition of anonymity because …”)"
}

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    for attribution in &analysis.attributions {
        let Some(linked) = attribution.mention.map(|mention| &analysis.mentions[mention]) else { continue };
        let says = matches!(attribution.class, CueClass::Say | CueClass::Write);
        let anonymous = linked.mention.anonymous && linked.source.is_none_or(|source| !analysis.sources[source].named);
        // "The official", after one was named or told of: no new source.
        let first = linked
            .source
            .is_none_or(|source| analysis.sources[source].mentions.first() == attribution.mention.as_ref());
        // "Source: …" is the label of a credit.
        let label = attribution.pattern == Pattern::Colon;
        if !(says && anonymous && first) || linked.quoted || label {
            continue;
        }
        let reason = check.facts[attribution.block]
            .sentences
            .iter()
            .skip((attribution.sentence as usize).saturating_sub(1))
            .take(3)
            .any(|sentence| sentence.reason);
        if !reason && !has_own_name(check, linked) {
            let words = check.quoted(linked.mention.range);
            check.report(linked.mention.range, format!("No name is given for {words}, and no reason why."));
        }
    }
}

/// Whether an apposition names the source: "the official, Jane Doe".
fn has_own_name(check: &Check<'_>, linked: &Linked) -> bool {
    let (analysis, range) = (check.analysis, linked.mention.range);
    let sentence = |linked: &Linked| (linked.block, linked.mention.sentence);
    let from = analysis.mentions.partition_point(|other| sentence(other) < sentence(linked));
    let own = analysis.mentions[from..].iter().take_while(|other| sentence(other) == sentence(linked));
    let mut inside = own.filter(|linked| range.covers(linked.mention.head) && linked.mention.head.start > range.start);
    inside.any(|linked| {
        let source = linked.source.map(|source| &analysis.sources[source]);
        source.is_some_and(|source| source.named && source.nature == Nature::Person)
    })
}
