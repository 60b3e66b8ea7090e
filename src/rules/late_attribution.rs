//! The rule `late-attribution`.

use super::{Check, related, rule};
use crate::analysis::Attribution;
use crate::analysis::attribution::Pattern;
use crate::analysis::claim::{Claim, ClaimKind};
use crate::analysis::quotation::Quotation;
use crate::analysis::sentence::Sentence;
use crate::finding::{Applicability, Fix};
use crate::text::{TextRange, offset};

rule! {
    /// A reader hears somebody speak for three sentences or more before being told who it is.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦“The river is rising.⟧ The fields are under water. Nothing will grow here this year, and maybe not in the next,” said Jane
    /// Doe, a farmer.
    /// ---
    /// The council met on Monday.
    ///
    /// ⟦“We have waited for ten years.⟧ We were promised a bridge.
    ///
    /// “And now there is no money, and nobody will say where it went,” said the mayor, Jane Doe.
    /// ---
    /// The rain did not stop. ⟦“It came at night.⟧ We heard the water. Then the lights went out, one after the other, in all of the
    /// valley,” John Smith said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// A speaker who stands early, or who has been named just before:
    ///
    /// ```text pass
    /// “The river is rising,” said Jane Doe, a farmer. “The fields are under water. Nothing will grow here this year.”
    /// ---
    /// Jane Doe has a farm by the river. “The river is rising. The fields are under water. Nothing will grow here,” Doe said.
    /// ---
    /// “The river is rising,” said Jane Doe, a farmer.
    ///
    /// “The fields are under water. Nothing will grow here. We have no money left,” she said.
    /// ```
    ///
    /// Answers, mottoes and what is only two sentences long:
    ///
    /// ```text pass
    /// What will you do now?
    ///
    /// “We will wait. The water will fall. Then we will sow again, as our mothers and fathers did before us,” said Jane Doe, a farmer.
    /// ---
    /// “The river gives. The river takes. It is never still.” — Jane Doe
    /// ---
    /// “The river is rising. The fields are under water,” said Jane Doe, a farmer.
    /// ```
    "late-attribution", Information,
    help: "name the speaker behind the first sentence: “…,” said …. “…”"
}

/// How many sentences a reader must wait through.
const LONG: usize = 3;

/// And how many words: three short cries are soon over.
const WORDS: u32 = 18;

/// How many blocks back a speaker is still in a reader's mind.
const NEAR: usize = 4;

/// And how many mentions are looked through at most.
const MENTIONS: usize = 400;

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    let mut run: Option<Run> = None;
    for claim in &analysis.claims {
        let ClaimKind::Quotation(index) = claim.kind else { continue };
        let quotation = &analysis.quotations[index].item;
        let goes_on = |run: &Run| run.open && claim.block == run.block + 1 && is_first(check, claim);
        let mut now = run.take().filter(goes_on).unwrap_or_else(|| Run::new(check, claim));
        now.sentences += sentences(check, claim.block, quotation.inner);
        now.words += quotation.words;
        (now.block, now.open) = (claim.block, !quotation.closed);
        let attribution = claim.attribution.map(|attribution| &analysis.attributions[attribution]);
        // Who speaks may be told in a paragraph to come.
        let attribution = attribution.filter(|attribution| attribution.block <= claim.block);
        if let Some(attribution) = attribution {
            let long = now.sentences >= LONG && now.words >= WORDS && !now.settled;
            if long && is_late(attribution, claim) && !is_known(check, attribution, &now) && !is_answer(check, &now) {
                report(check, attribution, &now, move_up(check, claim, quotation, attribution, &now));
            }
            now.settled = true;
        }
        run = Some(now);
    }
}

/// A quotation, with the paragraphs that it goes on through.
struct Run {
    /// Its first sentence.
    first: TextRange,
    /// The block that it begins in, and the one that it has come to.
    start: usize,
    block: usize,
    /// How many sentences it has had.
    sentences: usize,
    /// And words.
    words: u32,
    /// Whether it goes on in the next block.
    open: bool,
    /// Whether a reader knows who speaks, or it is a motto.
    settled: bool,
}

impl Run {
    fn new(check: &Check<'_>, claim: &Claim) -> Self {
        let block = check.block(claim.block);
        let first = overlapping(check, claim.block, claim.range).next().unwrap_or(claim.range);
        Self {
            first: TextRange::new(claim.range.start, first.end.min(claim.range.end)),
            start: claim.block,
            block: claim.block,
            sentences: 0,
            words: 0,
            open: false,
            settled: block.quote.is_some() || block.kind.is_heading(),
        }
    }
}

/// Whether the sentence before the quotation, in its paragraph or at the end of the one before, asks a question.
fn is_answer(check: &Check<'_>, run: &Run) -> bool {
    let range = |block: usize, sentence: &Sentence| sentence.range.shift(check.block(block).range.start);
    let here = &check.facts[run.start].sentences;
    let behind = here.partition_point(|sentence| range(run.start, sentence).end <= run.first.start);
    let before = behind.checked_sub(1).map(|last| range(run.start, &here[last])).or_else(|| {
        let block = run.start.checked_sub(1)?;
        check.facts[block].sentences.last().map(|sentence| range(block, sentence))
    });
    before.is_some_and(|before| before.of_text(check.document.prose()).trim_end().ends_with('?'))
}

/// The sentences of a block that `range` has a part of, in order.
fn overlapping<'a>(check: &Check<'a>, block: usize, range: TextRange) -> impl Iterator<Item = TextRange> + use<'a> {
    let start = check.block(block).range.start;
    let all = &check.facts[block].sentences;
    let from = all.partition_point(|sentence| sentence.range.end + start <= range.start);
    all[from..].iter().map(move |sentence| sentence.range.shift(start)).take_while(move |here| here.overlaps(range))
}

fn is_first(check: &Check<'_>, claim: &Claim) -> bool {
    claim.range.start == check.block(claim.block).range.start
}

/// How many sentences stand in `inner`; what an ellipsis parts is one.
fn sentences(check: &Check<'_>, block: usize, inner: TextRange) -> usize {
    let begins = |range: TextRange| {
        let words = check.document.words(range);
        words
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            && words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '\'' | '['))
    };
    overlapping(check, block, inner).filter(|range| begins(*range)).count()
}

/// Whether the speaker stands behind the quotation.
fn is_late(attribution: &Attribution, claim: &Claim) -> bool {
    let behind =
        matches!(attribution.pattern, Pattern::VerbAfter | Pattern::Inverted | Pattern::Phrase | Pattern::Verb);
    behind
        && attribution.cue.start >= claim.range.end
        && attribution.mention.is_some()
        && attribution.block == claim.block
}

/// Whether the source has been named shortly before the quotation.
fn is_known(check: &Check<'_>, attribution: &Attribution, run: &Run) -> bool {
    let analysis = check.analysis;
    let from = analysis.mentions.partition_point(|linked| linked.block + NEAR < run.start);
    let to = analysis.mentions.partition_point(|linked| linked.block <= run.start);
    let before = analysis.mentions[from..to].iter().rev().take(MENTIONS);
    let mut known = before.filter(|linked| linked.source.is_some() && linked.mention.range.start < run.first.start);
    let pronoun = attribution.mention.is_some_and(|mention| analysis.mentions[mention].mention.name.is_empty());
    attribution.source.is_none() || pronoun || known.any(|linked| linked.source == attribution.source)
}

fn report(check: &mut Check<'_>, attribution: &Attribution, run: &Run, fix: Option<Fix>) {
    let Some(mention) = attribution.mention.map(|mention| check.analysis.mentions[mention].mention.range) else {
        return;
    };
    let words = check.quoted(mention);
    let message = format!("Who is speaking? {words} is named only after {} sentences.", run.sentences);
    let finding = check.report(run.first, message);
    finding.related.push(related(mention, "the speaker"));
    finding.fixes.extend(fix);
}

/// The speaker behind the first sentence: "“It fed us,” said the mayor. “It always has. It will.”".
///
/// Only where the quotation and what names the speaker are one paragraph's, and nothing else is said there.
fn move_up(
    check: &Check<'_>,
    claim: &Claim,
    quotation: &Quotation,
    attribution: &Attribution,
    run: &Run,
) -> Option<Fix> {
    let (text, start) = (check.document.text(), check.block(claim.block).range.start);
    let (whole, inner) = (quotation.range.shift(start), quotation.inner.shift(start));
    let last = overlapping(check, claim.block, attribution.cue).next()?;
    let complete = run.start == claim.block && quotation.opened && quotation.closed && last.end > whole.end;
    let tail = TextRange::new(whole.end, last.end.max(whole.end));
    let speaker = tail.of_text(text);
    let told = check.analysis.mentions.get(attribution.mention?)?.mention.range;
    let plain = speaker.starts_with(' ') && speaker.ends_with('.') && !speaker.contains(['"', '“', '”']);
    let comma = inner.of_text(text).ends_with(',');
    if !(complete && plain && comma && tail.covers(told) && tail.covers(attribution.cue)) {
        return None;
    }
    let (open, close) = (TextRange::new(whole.start, inner.start), TextRange::new(inner.end, whole.end));
    let (open, close) = (open.of_text(text), close.of_text(text));
    let first = TextRange::new(inner.start, run.first.end.min(inner.end)).of_text(text);
    let behind = TextRange::new(run.first.end.min(inner.end), inner.end).of_text(text);
    let blanks = offset(behind.len() - behind.trim_start().len());
    let (stop, mark) = match first.chars().next_back()? {
        '.' => (1, ","),
        '!' | '?' => (0, ""),
        _ => return None,
    };
    let between = TextRange::new(run.first.end - stop, run.first.end + blanks);
    let edits = vec![
        (between, format!("{mark}{close}{speaker} {open}")),
        (TextRange::new(inner.end - 1, tail.end), format!(".{close}")),
    ];
    let title = "Name the speaker behind the first sentence".to_owned();
    (blanks > 0).then_some(Fix { title, applicability: Applicability::Unsafe, edits })
}
