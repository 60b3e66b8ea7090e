//! Claims: what a reader could ask to have checked, and on whose say-so it stands.

use std::sync::Arc;

use super::facts::Facts;
use super::{Analysis, Attribution};
use crate::document::{Document, ReferenceKind};
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// What a claim is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ClaimKind {
    /// The figure of that index.
    Figure(usize),
    /// The quotation of that index.
    Quotation(usize),
    /// The statement of rank of that index.
    Superlative(usize),
}

impl ClaimKind {
    /// Its name in the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Figure(_) => "figure",
            Self::Quotation(_) => "quotation",
            Self::Superlative(_) => "superlative",
        }
    }
}

/// On whose say-so a claim stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Status {
    /// It is in what a source is said to say.
    Attributed,
    /// It goes on after what a source said.
    CarriedOn,
    /// A link, a footnote or a citation covers it.
    Referenced,
    /// It is the publisher's own.
    Own,
    /// Nobody's.
    Unattributed,
    /// It is no claim to check.
    NotCheckable,
}

impl Status {
    /// Its name in the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Attributed => "attributed",
            Self::CarriedOn => "carried-on",
            Self::Referenced => "referenced",
            Self::Own => "own",
            Self::Unattributed => "unattributed",
            Self::NotCheckable => "not-checkable",
        }
    }
}

/// A claim.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// Its words.
    pub range: TextRange,
    /// What it is.
    pub kind: ClaimKind,
    /// On whose say-so it stands.
    pub status: Status,
    /// Index of the attribution that answers for it.
    pub attribution: Option<usize>,
    /// Index of the reference that covers it.
    pub reference: Option<usize>,
    /// Index of its block.
    pub block: usize,
}

/// Makes the claims of a document, in order.
pub(super) fn claims(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Vec<Claim> {
    let mut claims = Vec::new();
    let figures = analysis.figures.iter().enumerate().map(|(i, at)| (at.block, at.item.range, ClaimKind::Figure(i), at.item.checkable));
    let ranks = analysis.superlatives.iter().enumerate().map(|(i, at)| (at.block, at.item.range, ClaimKind::Superlative(i), at.item.checkable));
    let quotations = analysis.quotations.iter().enumerate().filter(|(_, at)| at.item.level == 0).map(|(i, at)| (at.block, at.item.range, ClaimKind::Quotation(i), at.item.words > 0));
    let mut all: Vec<_> = figures.chain(ranks).chain(quotations).collect();
    all.sort_by_key(|(_, range, ..)| *range);
    let cover = Cover::new(analysis);
    let mut sentence = SentenceOf { facts, document };
    for (block, range, kind, checkable) in all {
        let mut claim = Claim {
            range,
            kind,
            status: if checkable { Status::Unattributed } else { Status::NotCheckable },
            attribution: cover.best(range, kind, analysis),
            reference: None,
            block,
        };
        if checkable {
            judge(&mut claim, document, analysis, &mut sentence);
        }
        claims.push(claim);
    }
    claims
}

fn judge(claim: &mut Claim, document: &Document, analysis: &Analysis, sentences: &mut SentenceOf<'_>) {
    if let Some(attribution) = claim.attribution.map(|index| &analysis.attributions[index]) {
        if attribution.own {
            claim.status = Status::Own;
            return;
        }
        if attribution.mention.is_some() {
            claim.status = Status::Attributed;
            return;
        }
    }
    if let Some(reference) = sentences.reference(claim) {
        claim.status = Status::Referenced;
        claim.reference = Some(reference);
        return;
    }
    if let Some(attribution) = sentences.carried_on(claim, analysis) {
        claim.status = Status::CarriedOn;
        claim.attribution = Some(attribution);
        return;
    }
    if analysis.own_voice && document.blocks[claim.block].quote.is_none() {
        claim.status = Status::Own;
    }
}

/// Finds the attributions whose content covers a range.
struct Cover {
    /// Content ranges with the index of their attribution, by start.
    ranges: Vec<(TextRange, usize)>,
    /// For each of them, the furthest end of it and those before.
    furthest: Vec<u32>,
}

impl Cover {
    fn new(analysis: &Analysis) -> Self {
        let all = analysis.attributions.iter().enumerate();
        let mut ranges: Vec<(TextRange, usize)> = all.flat_map(|(i, attribution)| attribution.content.iter().map(move |range| (*range, i))).collect();
        ranges.sort();
        let mut furthest = Vec::with_capacity(ranges.len());
        let mut end = 0;
        for (range, _) in &ranges {
            end = end.max(range.end);
            furthest.push(end);
        }
        Self { ranges, furthest }
    }

    /// The attribution that answers for `range`: of those with a source the outermost, but for a quotation the innermost that
    /// speaks; one without a source only if there is no other.
    fn best(&self, range: TextRange, kind: ClaimKind, analysis: &Analysis) -> Option<usize> {
        let middle = range.start + range.len() / 2;
        let after = self.ranges.partition_point(|(content, _)| content.start <= middle);
        let mut best: Option<(u32, usize)> = None;
        for i in (0..after).rev() {
            if self.furthest[i] <= middle {
                break;
            }
            let (content, index) = self.ranges[i];
            if !content.contains(middle) {
                continue;
            }
            let attribution = &analysis.attributions[index];
            let rank = rank(attribution, content, kind);
            if best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, index));
            }
        }
        best.map(|(_, index)| index)
    }
}

/// How well an attribution answers for a claim in its `content`; more is better.
fn rank(attribution: &Attribution, content: TextRange, kind: ClaimKind) -> u32 {
    let sourced = u32::from(attribution.mention.is_some()) << 30;
    let length = content.len().min((1 << 28) - 1);
    let says = matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Ask | CueClass::Name);
    match kind {
        ClaimKind::Quotation(_) if says => sourced | (1 << 29) | ((1 << 28) - length),
        _ => sourced | length,
    }
}

/// Looks around a claim in its block.
struct SentenceOf<'a> {
    facts: &'a [Arc<Facts>],
    document: &'a Document,
}

impl SentenceOf<'_> {
    /// Index in the block of the sentence that the claim stands in, and its range in the file.
    fn sentence(&self, claim: &Claim) -> Option<(u32, TextRange)> {
        let start = self.document.blocks[claim.block].range.start;
        let sentences = &self.facts[claim.block].sentences;
        let after = sentences.partition_point(|sentence| sentence.start + start <= claim.range.start);
        let index = after.checked_sub(1)?;
        Some((crate::text::offset(index), sentences[index].shift(start)))
    }

    /// The reference in the claim's sentence that covers it.
    fn reference(&self, claim: &Claim) -> Option<usize> {
        let (_, sentence) = self.sentence(claim)?;
        let references = &self.document.references;
        let first = references.partition_point(|reference| reference.range.end <= sentence.start);
        let near = references.iter().enumerate().skip(first).take_while(|(_, reference)| reference.range.start <= sentence.end + 2);
        let mut sources = near.filter(|(_, reference)| is_source(reference.kind, &reference.target));
        sources.next().map(|(index, _)| index)
    }

    /// The attribution that a claim goes on from: the last one before it in its block.
    fn carried_on(&self, claim: &Claim, analysis: &Analysis) -> Option<usize> {
        let (sentence, _) = self.sentence(claim)?;
        let after = analysis.attributions.partition_point(|attribution| attribution.block < claim.block);
        let own = analysis.attributions[after..].iter().enumerate().take_while(|(_, attribution)| attribution.block == claim.block);
        let before = own.filter(|(_, attribution)| attribution.sentence < sentence && attribution.mention.is_some());
        before.last().map(|(index, _)| after + index)
    }
}

fn is_source(kind: ReferenceKind, target: &str) -> bool {
    match kind {
        ReferenceKind::Link => target.contains("://") || target.ends_with(".pdf"),
        ReferenceKind::Note | ReferenceKind::Citation => true,
    }
}
