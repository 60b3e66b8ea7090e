//! The rule `single-source-story`.

use super::{Check, related, rule};
use crate::analysis::attribution::Pattern;
use crate::analysis::claim::{Claim, ClaimKind, Status};
use crate::analysis::{Attribution, Linked};
use crate::document::{Block, BlockKind};
use crate::finding::Confidence;
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

rule! {
    /// All that a text claims rests on one source.
    ///
    /// Counted are the figures, the quotations and the statements that a source answers for, in a text of two hundred words or more
    /// with at least five of them. It is reported once, at the first.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge over the river will be closed for the whole of the summer, and the farmers on the other bank will have to bring their
    /// harvest to the market over the hills. The road there is narrow, and it is blocked by snow until the end of May. Jane Doe, who
    /// runs the harbour, said ⟦the bridge was no longer safe⟧. She said 300 lorries crossed it each day.
    ///
    /// The town has two other bridges, but one of them was built for carts and the other for trains. The council met on Monday evening
    /// behind closed doors. Then it went home. Doe said the council had known about the cracks.
    ///
    /// In the old town, the shops along the river have begun to put up signs that show the way to the ferry, which takes no more than a
    /// dozen cars and does not run at night. Some of the shops have closed already. “We have asked for a new bridge again and again,”
    /// Doe said.
    ///
    /// The bridge was built when the harbour was small and the ships were made of wood. It has been painted every other year, but the
    /// steel below the paint is old, and the stones of its feet have moved. Doe said the work would take 14 months. She said the
    /// harbour would lose half of its trade by then.
    ///
    /// The ferry runs from six in the morning.
    /// ```
    ///
    /// ```text flag
    /// According to the harbour office, ⟦the ferry between the two towns will stop running at the end of the summer⟧. The children on
    /// the other bank will have to walk to school. The road through the hills is narrow, and it is blocked by snow until the end of
    /// May. There has been a ferry as long as anybody can remember, and there are songs about it. It is painted green and white, and its
    /// bell can be heard in both towns. In the winter it carries wood, and in the summer it carries hay and children.
    ///
    /// The harbour office said the boat was no longer safe. It said it would be sold in May.
    ///
    /// The school stands on a hill above the landing. It has two rooms, a garden and a small library that the teachers keep open in the
    /// evening, since many of the children have to wait for the last boat. On Monday they drew pictures of the ferry and hung them up
    /// along the wall of the landing, where the rain took them down again by the evening. The harbour office said it had seen the
    /// pictures. It said there was no money for another boat.
    ///
    /// There is an island between the towns with a chapel and goats, and once a year the people of both banks meet there and eat together
    /// under the trees until the last boat leaves.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Short texts, and those with a second source:
    ///
    /// ```text pass
    /// Jane Doe said the bridge was no longer safe. She said 300 lorries crossed it each day. “We have asked for a new bridge,” she said.
    /// Doe said the work would take 14 months. She said the harbour would lose half of its trade by then.
    /// ---
    /// Jane Doe said the bridge was no longer safe. She said 300 lorries crossed it each day. “We have asked for a new bridge,” she said.
    /// Doe said the work would take 14 months. The council denied it.
    /// ```
    "single-source-story", Information,
    help: "ask a second source, or say in the text why there is only one"
}

/// How many words a text must have.
const WORDS: u32 = 200;

/// How many claims must rest on the source.
const CLAIMS: usize = 5;

/// How many of them are shown beside the first.
const SHOWN: usize = 3;

/// Whether the text rests on what its publisher found out itself, besides what the source says.
fn counts_itself(check: &Check<'_>) -> bool {
    let own = |claim: &Claim| claim.status == Status::Own && claim.confidence > Confidence::Low;
    check.analysis.claims.iter().any(own)
}

fn check(check: &mut Check<'_>) {
    let words: u32 = check.facts.iter().map(|facts| facts.words).sum();
    if words < WORDS || counts_itself(check) {
        return;
    }
    let Some(source) = only_source(check) else { return };
    if is_by_design(check, source) {
        return;
    }
    let claims = claims(check, source);
    if let [first, rest @ ..] = &claims[..]
        && claims.len() >= CLAIMS
    {
        let name = check.analysis.name_in_sentence(check.document, source);
        let message = format!("All {} claims come from one source, “{name}”.", claims.len());
        let finding = check.report(*first, message);
        finding.related.extend(rest.iter().take(SHOWN).map(|range| related(*range, "from the same source")));
    }
}

/// Whether an attribution brings in what somebody says, rather than what somebody plans or thinks.
fn says(attribution: &Attribution) -> bool {
    matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Deny | CueClass::Report)
        && attribution.pattern != Pattern::Passive
}

fn mention<'a>(check: &Check<'a>, attribution: &Attribution) -> Option<&'a Linked> {
    attribution.mention.map(|mention| &check.analysis.mentions[mention])
}

/// The one source of the text; none where there are several, or where it is not told who says something.
fn only_source(check: &Check<'_>) -> Option<usize> {
    let analysis = check.analysis;
    if !analysis.references.is_empty() {
        return None;
    }
    let mut only = None;
    for attribution in analysis.attributions.iter().filter(|attribution| says(attribution)) {
        // Whoever is quoted may tell what others say; and what nobody is named for is another rule's.
        let told = mention(check, attribution).is_some_and(|linked| !linked.quoted);
        if !told || check.block(attribution.block).kind.is_heading() {
            continue;
        }
        // A transcript or a credit.
        if attribution.own || matches!(attribution.pattern, Pattern::Colon | Pattern::Nearby) {
            return None;
        }
        let source = attribution.source?;
        if *only.get_or_insert(source) != source {
            return None;
        }
    }
    only
}

/// Whether the text is about the source by design: its title names the source, or says that it is an interview.
fn is_by_design(check: &Check<'_>, source: usize) -> bool {
    let analysis = check.analysis;
    let known = &analysis.sources[source];
    let own = known.known.as_ref().is_some_and(|known| known.own);
    let last = known.name.split_whitespace().next_back().unwrap_or_default();
    let lines = check
        .document
        .blocks
        .iter()
        .zip(0..)
        .filter(|&(block, index)| block.kind == BlockKind::Title || index == 0 && is_title(check));
    let names_it = |block: &Block| {
        let words = check.document.words(block.range);
        words.split(|c: char| !c.is_alphanumeric()).any(|word| word == last)
    };
    own || lines.into_iter().any(|(block, index): (&Block, usize)| names_it(block) || check.facts[index].interview)
}

/// Whether the first block is a line of its own, as a title is, even with a stop behind it.
fn is_title(check: &Check<'_>) -> bool {
    check.facts.first().is_some_and(|facts| facts.sentences.len() == 1 && facts.words < 20)
}

/// The claims that a source answers for, in order.
fn claims(check: &Check<'_>, source: usize) -> Vec<TextRange> {
    let analysis = check.analysis;
    let checked = |status| matches!(status, Status::Attributed | Status::CarriedOn);
    let all = analysis.claims.iter().filter(|claim| checked(claim.status) && analysis.source_of(claim) == Some(source));
    // A figure in a quotation is no claim beside it.
    let mut end = 0;
    let mut found: Vec<TextRange> = Vec::new();
    for claim in all.filter(|claim| !check.block(claim.block).kind.is_heading()) {
        if claim.range.start >= end {
            found.push(claim.range);
        }
        if matches!(claim.kind, ClaimKind::Quotation(_)) {
            end = claim.range.end;
        }
    }
    let told = found.clone();
    let own =
        analysis.attributions.iter().filter(|attribution| attribution.source == Some(source) && says(attribution));
    for attribution in own.filter(|attribution| !check.block(attribution.block).kind.is_heading()) {
        let Some(content) = attribution.content.iter().copied().reduce(TextRange::hull) else { continue };
        let from = told.partition_point(|range| range.end <= content.start);
        if told.get(from).is_none_or(|range| !range.overlaps(content)) {
            found.push(content);
        }
    }
    found.sort();
    found.dedup();
    found
}
