//! Claims: what a reader could ask to have checked, and on whose say-so it stands.

mod around;
mod cover;
mod group;
mod reference;
mod role;
mod spot;

use std::sync::Arc;

use super::facts::Facts;
use super::statement::Statement;
use super::{Analysis, At};
use crate::document::Document;
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

use around::Around;
use cover::Cover;
use reference::References;
pub use reference::{Covering, Strength};

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
    /// Whether the attribution of a claim with this status answers for it.
    #[must_use]
    pub fn has_source(self) -> bool {
        matches!(self, Self::Attributed | Self::CarriedOn | Self::Own | Self::NotCheckable)
    }

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
    /// How surely that does.
    pub strength: Strength,
    /// Index of its block.
    pub block: usize,
}

/// Makes the claims of a document, in order, and tells which of its statements stand on nobody's say-so.
pub(super) fn claims(
    document: &Document,
    facts: &[Arc<Facts>],
    analysis: &Analysis,
) -> (Vec<Claim>, Vec<At<Statement>>) {
    let figures = analysis
        .figures
        .iter()
        .enumerate()
        .map(|(i, at)| (at.block, at.item.range, ClaimKind::Figure(i), at.item.checkable));
    let ranks = analysis
        .superlatives
        .iter()
        .enumerate()
        .map(|(i, at)| (at.block, at.item.range, ClaimKind::Superlative(i), at.item.checkable));
    let outer = analysis.quotations.iter().enumerate().filter(|(_, at)| at.item.level == 0);
    let quotations = outer.map(|(i, at)| (at.block, at.item.range, ClaimKind::Quotation(i), true));
    let mut all: Vec<_> = figures.chain(ranks).chain(quotations).collect();
    all.sort_by_key(|(_, range, ..)| *range);
    let cover = Cover::new(analysis);
    let around = Around::new(document, facts, analysis);
    let references = References::new(document, facts, analysis);
    let claims = all.into_iter().map(|(block, range, kind, checkable)| {
        let mut claim = Claim {
            range,
            kind,
            status: if checkable { Status::Unattributed } else { Status::NotCheckable },
            attribution: cover.best(range, kind, analysis),
            reference: None,
            strength: Strength::Strong,
            block,
        };
        refer(&mut claim, &references);
        if checkable {
            judge(&mut claim, document, analysis, &around);
        }
        claim
    });
    let claims = claims.collect();
    (claims, bare(document, facts, analysis, &cover, &references, &around))
}

/// The statements that stand on nobody's say-so.
fn bare(
    document: &Document,
    facts: &[Arc<Facts>],
    analysis: &Analysis,
    cover: &Cover,
    references: &References<'_>,
    around: &Around<'_>,
) -> Vec<At<Statement>> {
    let mut found = Vec::new();
    for (block, facts) in facts.iter().enumerate() {
        for statement in &facts.statements {
            let start = document.blocks[block].range.start;
            let range = statement.word.shift(start);
            // It is judged as a rank is: by what covers it and what goes on before it.
            let kind = ClaimKind::Superlative(usize::MAX);
            let attribution = cover.best(range, kind, analysis);
            let mut claim = Claim {
                range,
                kind,
                status: Status::Unattributed,
                attribution,
                reference: None,
                strength: Strength::Strong,
                block,
            };
            refer(&mut claim, references);
            judge(&mut claim, document, analysis, around);
            if claim.status == Status::Unattributed {
                let (range, word) = (statement.range.shift(start), range);
                found.push(At { block, item: Statement { range, word, ..*statement } });
            }
        }
    }
    found
}

/// Finds out which reference covers a claim.
fn refer(claim: &mut Claim, references: &References<'_>) {
    if let Some(covering) = references.of(claim) {
        claim.reference = Some(covering.index);
        claim.strength = covering.strength;
    }
}

/// Finds out on whose say-so a claim stands: the source that says it, a reference that covers it, a source that goes on, or the
/// publisher.
fn judge(claim: &mut Claim, document: &Document, analysis: &Analysis, around: &Around<'_>) {
    // The words of the claim are themselves the link: that is nearer than an actor who is not said to speak.
    let linked = claim.reference.is_some_and(|reference| analysis.references[reference].range.covers(claim.range));
    if let Some(attribution) = claim.attribution.map(|index| &analysis.attributions[index]) {
        let speaks = matches!(attribution.class, CueClass::Say | CueClass::Write);
        if attribution.own {
            claim.status = Status::Own;
            return;
        }
        let vouches = attribution.vouches || matches!(claim.kind, ClaimKind::Quotation(_));
        if attribution.mention.is_some() && vouches && (speaks || !linked) {
            claim.status = Status::Attributed;
            return;
        }
    }
    if claim.reference.is_some() && claim.strength == Strength::Strong {
        claim.status = Status::Referenced;
    } else if let Some(attribution) = around.carried_on(claim) {
        claim.status = Status::CarriedOn;
        claim.attribution = Some(attribution);
    } else if claim.reference.is_some() {
        claim.status = Status::Referenced;
    } else if analysis.own_voice && document.blocks[claim.block].quote.is_none() {
        claim.status = Status::Own;
    }
}
