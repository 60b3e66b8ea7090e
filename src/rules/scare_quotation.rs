//! The rule `scare-quotation`.

use hashbrown::HashSet;

use super::{Check, replace, rule};

use crate::analysis::claim::{ClaimKind, Status};
use crate::analysis::quotation::Quotation;
use crate::document::BlockKind;
use crate::language::hash;
use crate::language::lexicon::CueClass;

rule! {
    /// A word or two stand in quotation marks, and nobody is said to have said them: a doubt that the writer does not own up to.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The town has opened a ⟦“clean”⟧ power plant by the river.
    /// ---
    /// The council has spent the money on two ⟦"independent experts"⟧ and a dinner.
    /// ---
    /// Drivers wait for the ⟦“free”⟧ bridge
    ///
    /// The bridge opens in May. Drivers will pay for it in their taxes.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Words that somebody has said, here or elsewhere in the text:
    ///
    /// ```text pass
    /// The mayor called the plant “clean”. Nobody has measured its smoke.
    /// ---
    /// The town has opened a “clean” power plant by the river.
    ///
    /// “We are proud of our clean and quiet plant,” said the mayor, Jane Doe.
    /// ---
    /// Jane Doe, the mayor, said the bridge would be free. The “free” bridge opens in May.
    /// ```
    ///
    /// Terms, titles, names and words that are spoken of as words:
    ///
    /// ```text pass
    /// The so-called “bridge tax” is older than the town. It is known as the “river penny”.
    /// ---
    /// The word “bridge” stands on the sign. The contract (the “agreement”) was signed in May.
    /// ---
    /// Dwayne “The Rock” Johnson came to the bridge. The board is 12" wide, and the other one 14" wide.
    /// ```
    "scare-quotation", Hint,
    help: "say who calls it so, or leave out the quotation marks"
}

fn check(check: &mut Check<'_>) {
    // Where each stands, and a hash of its words.
    let mut found: Vec<(usize, usize, u64)> = Vec::new();
    for (block, facts) in check.facts.iter().enumerate().filter(|(_, facts)| !facts.scares.is_empty()) {
        let (kind, start) = (check.block(block).kind, check.block(block).range.start);
        let own = check.block(block).quote.is_none() && (kind == BlockKind::Paragraph || kind.is_heading());
        for scare in facts.scares.iter().filter(|scare| own && !is_said_near(check, block, scare.sentence as usize)) {
            let quotation = scare.quotation as usize;
            let words = check.document.words(facts.quotations[quotation].inner.shift(start));
            found.push((block, quotation, run(pieces(&words))));
        }
    }
    if found.is_empty() {
        return;
    }
    let said = said(check, &found.iter().map(|(.., words)| *words).collect());
    for (block, quotation, _) in found.into_iter().filter(|(.., words)| !said.contains(words)) {
        let facts = &check.facts[block];
        report(check, &facts.quotations[quotation], check.block(block).range.start);
    }
}

fn report(check: &mut Check<'_>, quotation: &Quotation, start: u32) {
    let range = quotation.range.shift(start);
    let words = check.quoted(range);
    let bare = quotation.inner.shift(start).of_text(check.document.text());
    let finding = check.report(range, format!("Who calls it {words}? Nobody is named."));
    finding.fixes.push(replace("Delete the quotation marks", range, bare));
}

/// The words of a text in lower case.
fn pieces(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
    words.filter(|word| !word.is_empty()).map(hash::of_word)
}

fn run(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, hash::mix)
}

/// Those of the `wanted` runs of up to three words that stand in the longer quotations of the text, or in what somebody is said to say.
fn said(check: &Check<'_>, wanted: &HashSet<u64>) -> HashSet<u64> {
    let mut said = HashSet::new();
    for attribution in check.analysis.attributions.iter().filter(|attribution| attribution.mention.is_some()) {
        for content in &attribution.content {
            add_runs(&check.document.words(*content), wanted, &mut said);
        }
    }
    for claim in &check.analysis.claims {
        let ClaimKind::Quotation(index) = claim.kind else { continue };
        let quotation = &check.analysis.quotations[index].item;
        let spoken = matches!(claim.status, Status::Attributed | Status::CarriedOn | Status::Own);
        if quotation.words <= 3 && !spoken {
            continue;
        }
        add_runs(&check.document.words(quotation.inner), wanted, &mut said);
    }
    said
}

fn add_runs(text: &str, wanted: &HashSet<u64>, said: &mut HashSet<u64>) {
    let words: Vec<u64> = pieces(text).collect();
    for from in 0..words.len() {
        for len in 1..=3.min(words.len() - from) {
            let run = run(words[from..from + len].iter().copied());
            if wanted.contains(&run) {
                said.insert(run);
            }
        }
    }
}

/// Whether somebody speaks in the sentence, the one before or the one behind it, or it is linked.
fn is_said_near(check: &Check<'_>, block: usize, sentence: usize) -> bool {
    let facts = &check.facts[block];
    let Some(here) = facts.sentences.get(sentence).map(|sentence| sentence.range) else { return true };
    let speaks =
        |class| matches!(class, CueClass::Say | CueClass::Write | CueClass::Name | CueClass::Judge | CueClass::Talk);
    let mut near = check.ties(block, sentence.saturating_sub(1), sentence + 1).iter();
    let first = facts.quotations.partition_point(|other| other.range.start < here.start);
    near.any(|tie| tie.sentence as usize == sentence || (tie.source.is_some() && speaks(tie.class)))
        || facts.quotations[first..].iter().take_while(|other| other.range.start < here.end).count() > 1
        || check.has_reference(here.shift(check.block(block).range.start))
}
