//! The rule `second-hand-source`.

use super::{Check, rule};
use crate::analysis::second_hand::{SecondHand, Way};
use crate::language::hash::HashedMap;
use crate::text::TextRange;

rule! {
    /// What a source says is told through another publication, and the original is not linked.
    ///
    /// Each publication is reported once. A text that tells what two or more people told one publication is taken for that
    /// publication's own, and so is one that bears its name at the head; `[publication]` in `sayso.toml` names yours.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The minister told ⟦the Kestrel Echo⟧ that the bridge would close.
    /// ---
    /// The bridge will close in May, according to ⟦the Wall Street Journal⟧.
    /// ---
    /// The bridge will close in May, ⟦Reuters⟧ reported, citing two officials.
    /// ---
    /// In an interview with ⟦the Financial Times⟧, the minister said the bridge would close.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What is linked or cited, somewhere that the publication is named:
    ///
    /// ```text pass markdown
    /// The minister told the [Kestrel Echo](https://example.org/echo) that the bridge would close.
    /// ---
    /// The minister said in an interview with the Financial Times that the bridge would close.[^1]
    ///
    /// [^1]: Financial Times, 3 May.
    /// ```
    ///
    /// What was said to all, or in words of one's own:
    ///
    /// ```text pass
    /// The minister told reporters that the bridge would close. He told a press conference so on Monday.
    /// ---
    /// “Nobody told the Financial Times about it,” said the mayor. The engineer sent a letter to the Kestrel Echo.
    /// ---
    /// KESTREL (Reuters) - The minister told Reuters that the bridge would close.
    /// ---
    /// The minister told the Kestrel Echo that the bridge would close. The driver told the Kestrel Echo that she knew.
    /// ```
    "second-hand-source", Information,
    help: "link to the original, or ask the source itself"
}

/// What a text has to do with one publication.
#[derive(Default)]
struct Publication {
    /// Whether the text is its own, or it is linked.
    settled: bool,
    /// The sources that told it something.
    tellers: Vec<Option<usize>>,
    /// Whether it has been reported.
    reported: bool,
}

fn check(check: &mut Check<'_>) {
    let mut publications: HashedMap<Publication> = HashedMap::default();
    for block in 0..check.facts.len() {
        for told in &check.facts[block].second_hand {
            let source = told.tie.and_then(|tie| source(check, block, tie));
            let sentences = check.two_sentences(block, told.sentence as usize);
            // A note may stand behind the stop.
            let sentences = TextRange::new(sentences.start, sentences.end + 2);
            let settled = told.way == Way::Signed || check.has_reference(sentences) || is_own(check, block, told);
            let publication = publications.entry(told.key).or_default();
            publication.settled |= settled;
            if told.way == Way::Told {
                publication.settled |= publication.tellers.first().is_some_and(|first| *first != source);
                publication.tellers.push(source);
            }
        }
    }
    for block in 0..check.facts.len() {
        if check.block(block).kind.is_heading() {
            continue;
        }
        let facts = check.facts[block].clone();
        for told in &facts.second_hand {
            let Some(publication) = publications.get_mut(&told.key) else { continue };
            if !publication.settled && !std::mem::replace(&mut publication.reported, true) {
                report(check, block, told);
            }
        }
    }
}

fn report(check: &mut Check<'_>, block: usize, told: &SecondHand) {
    let analysis = check.analysis;
    let start = check.block(block).range.start;
    let outlet = told.outlet.shift(start);
    let words = check.quoted(outlet);
    let origin = told.origin.map(|origin| check.quoted(origin.shift(start)));
    let teller = told.tie.filter(|_| told.way == Way::Told).and_then(|tie| source(check, block, tie));
    let teller = teller.map(|source| format!("“{}”", analysis.name_in_sentence(check.document, source)));
    let message = match origin.or(teller) {
        Some(first) => format!("{first} is cited from {words}, without a link."),
        None => format!("{words} is cited without a link."),
    };
    check.report(outlet, message);
}

/// The source of a tie of a block.
fn source(check: &Check<'_>, block: usize, tie: usize) -> Option<usize> {
    let attributions = &check.analysis.attributions;
    let first = attributions.partition_point(|attribution| attribution.block < block);
    attributions.get(first + tie)?.source
}

/// Whether the configuration names the publication as its own.
fn is_own(check: &Check<'_>, block: usize, told: &SecondHand) -> bool {
    let analysis = check.analysis;
    if !analysis.sources.iter().any(|source| source.known.as_ref().is_some_and(|known| known.own)) {
        return false;
    }
    let outlet = told.outlet.shift(check.block(block).range.start);
    let from = analysis.mentions.partition_point(|linked| linked.block < block);
    let here = analysis.mentions[from..].iter().take_while(|linked| linked.block == block);
    let mut named = here.filter(|linked| linked.mention.name.overlaps(outlet));
    named.any(|linked| {
        let source = linked.source.map(|source| &analysis.sources[source]);
        source.and_then(|source| source.known.as_ref()).is_some_and(|known| known.own)
    })
}
