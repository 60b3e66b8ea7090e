//! The rule `unverified-material`.

use super::{Check, replace, rule};
use crate::analysis::bridge::{Bridge, BridgeKind};
use crate::analysis::sentence::Sentence;
use crate::text::TextRange;

rule! {
    /// Images or recordings from elsewhere tell the story, and nothing says whether they have been verified.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦Footage posted on social media⟧ shows the bridge falling into the river.
    /// ---
    /// ⟦Images released by the defence ministry⟧ appeared to show a burning tank.
    /// ---
    /// The soldiers can be seen running in ⟦a video circulating online⟧. The town has been empty since Monday.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Where the same sentence or one of the next two says whether it was verified:
    ///
    /// ```text pass
    /// Footage posted on social media shows the bridge falling into the river. Its authenticity could not be confirmed.
    /// ---
    /// Footage posted on social media, which was geolocated by the Echo, shows the bridge falling into the river.
    /// ---
    /// Images released by the army showed a burning tank. Two soldiers stand beside it. The Echo was able to verify the images.
    /// ```
    ///
    /// What is shown by who made it, and what was made to be shown:
    ///
    /// ```text pass
    /// In a video posted on Facebook, the mayor said the bridge would close. A photo posted to her Facebook page shows her on it.
    /// ---
    /// The music video posted on YouTube shows the singer on the bridge. The trailer was released by the studio.
    /// ---
    /// The images released by the museum show the bridge in 1920.
    /// ```
    "unverified-material", Information,
    help: "say whether and how it was verified, or that it could not be"
}

fn check(check: &mut Check<'_>) {
    for block in 0..check.facts.len() {
        if check.block(block).kind.is_heading() {
            continue;
        }
        let facts = check.facts[block].clone();
        let start = check.block(block).range.start;
        for material in &facts.materials {
            if is_settled(check, block, material.sentence as usize) {
                continue;
            }
            let range = material.range.shift(start);
            let words = check.quoted(range);
            let finding = check.report(range, format!("Was {words} verified? The text does not say."));
            if let Some(sentence) = facts.sentences.get(material.sentence as usize) {
                let end = sentence.range.end + start;
                let by = " They could not be independently verified.";
                finding.fixes.push(replace("Say that they could not be verified", TextRange::new(end, end), by));
            }
        }
    }
}

/// Whether the sentence, the one before or one of the next two, also of the next block, says if it was verified.
fn is_settled(check: &Check<'_>, block: usize, sentence: usize) -> bool {
    let here = check.facts[block].sentences.iter().skip(sentence.saturating_sub(1));
    // What stands in the next block is about the same only if it takes it up.
    let told = check.facts[block].sentences.get(sentence);
    let takes_up = |next: &&Sentence| {
        let bridge = |bridge: &Bridge| {
            matches!(bridge.kind, BridgeKind::Content | BridgeKind::Subject | BridgeKind::Role | BridgeKind::Pronoun)
        };
        next.bridges.iter().any(bridge) || told.is_some_and(|told| told.shares_topic(next))
    };
    let next = check.facts.get(block + 1).into_iter().flat_map(|facts| facts.sentences.iter()).filter(takes_up);
    here.chain(next).take(if sentence == 0 { 3 } else { 4 }).any(|sentence| sentence.verifies)
}
