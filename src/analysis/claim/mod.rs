//! Claims: what a reader could ask to have checked, and on whose say-so it stands.

mod again;
mod calculated;
mod carry;
mod cover;
mod evidence;
mod group;
mod judge;
mod own;
mod publisher;
mod reference;
mod role;
mod spot;
mod standings;
mod tie;

use std::sync::Arc;

use super::facts::Facts;
use super::figure::{Reason, Worth};
use super::statement::Statement;
use super::{Analysis, At};
use crate::document::Document;
use crate::finding::Confidence;
use crate::text::TextRange;

use carry::Carry;
use cover::Cover;
pub use evidence::Evidence;
use judge::Judge;
use own::Publication;
use reference::References;
pub use reference::{Covering, Strength};
pub use standings::Standings;

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

/// What kind of text it is, in the user's word: it moves the border of what counts as the publisher's own and as carried on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// News and blogs: what a named source says and what the writer counted stands.
    #[default]
    News,
    /// A report: what perhaps goes on, or is perhaps the publisher's own, has no source.
    Report,
    /// Opinion: what is perhaps the writer's own is.
    Opinion,
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
    /// How sure its standing is.
    pub confidence: Confidence,
    /// What speaks for that and against it.
    pub because: Vec<Evidence>,
}

impl Claim {
    fn new(range: TextRange, kind: ClaimKind, block: usize) -> Self {
        Self {
            range,
            kind,
            status: Status::Unattributed,
            attribution: None,
            reference: None,
            strength: Strength::Strong,
            block,
            confidence: Confidence::High,
            because: Vec::new(),
        }
    }

    /// Makes it no claim to check.
    fn forget(&mut self) {
        (self.status, self.reference) = (Status::NotCheckable, None);
        (self.confidence, self.because) = (Confidence::High, Vec::new());
    }

    /// Takes in what the claim is worth: what is perhaps none is doubtful as long as it has no source.
    fn weigh(&mut self, worth: Worth) {
        let open = matches!(self.status, Status::Unattributed | Status::NotCheckable);
        let Some(reason) = worth.reason().filter(|_| open) else { return };
        if self.status == Status::Unattributed {
            self.confidence = Confidence::Low;
        }
        let supports = self.status == Status::NotCheckable;
        self.because.push(Evidence { supports, what: reason.words(), range: TextRange::default() });
    }

    fn stands(&mut self, status: Status, confidence: Confidence, evidence: Evidence) {
        (self.status, self.confidence) = (status, confidence);
        self.because.push(evidence);
    }
}

/// Makes the claims of a document, in order, and tells which of its statements stand on nobody's say-so.
pub(super) fn claims(
    document: &Document,
    facts: &[Arc<Facts>],
    analysis: &Analysis,
    profile: Profile,
) -> (Vec<Claim>, Vec<At<Statement>>) {
    let figures = analysis
        .figures
        .iter()
        .enumerate()
        .map(|(i, at)| (at.block, at.item.range, ClaimKind::Figure(i), at.item.worth));
    let ranks = analysis
        .superlatives
        .iter()
        .enumerate()
        .map(|(i, at)| (at.block, at.item.range, ClaimKind::Superlative(i), at.item.worth));
    let outer = analysis.quotations.iter().enumerate().filter(|(_, at)| at.item.level == 0);
    let quotations = outer.map(|(i, at)| (at.block, at.item.range, ClaimKind::Quotation(i), Worth::Checkable));
    let mut all: Vec<_> = figures.chain(ranks).chain(quotations).collect();
    all.sort_by_key(|(_, range, ..)| *range);
    let cover = Cover::new(analysis);
    let references = References::new(document, facts, analysis);
    let publication = Publication::new(analysis, publisher::named(document, facts, analysis));
    let judge = Judge { document, analysis, references: &references, publication: &publication, profile };
    let mut carry = Carry::new(document, facts, analysis, &references, &publication);
    let mut claims = Vec::with_capacity(all.len());
    for (block, range, kind, worth) in all {
        let mut claim = Claim::new(range, kind, block);
        claim.attribution = cover.best(range, kind, analysis);
        carry.reach(&claim);
        // What somebody plans is nothing to check, but who says so may be told.
        if worth.is_claim() || worth == Worth::Not(Reason::Plan) {
            judge.judge(&mut claim, &facts[block], &carry);
            carry.note(&claim);
        }
        if !worth.is_claim() && !matches!(claim.status, Status::Attributed | Status::Referenced) {
            claim.forget();
            claim.reference = references.of(&claim).map(|covering| covering.index);
        }
        claim.weigh(worth);
        claims.push(claim);
    }
    carry.finish();
    again::tell_again(&mut claims, document, facts, analysis);
    calculated::tell_calculated(&mut claims, document, facts, analysis);
    calculated::tell_reckoned(&mut claims, document, facts, analysis);
    let bare = bare(document, facts, &cover, &judge, &carry);
    (claims, bare)
}

/// The statements that stand on nobody's say-so.
fn bare(
    document: &Document,
    facts: &[Arc<Facts>],
    cover: &Cover,
    judge: &Judge<'_>,
    carry: &Carry<'_>,
) -> Vec<At<Statement>> {
    let mut found = Vec::new();
    for (block, facts) in facts.iter().enumerate() {
        for statement in &facts.statements {
            let start = document.blocks[block].range.start;
            let range = statement.word.shift(start);
            // It is judged as a rank is: by what covers it and what goes on before it.
            let kind = ClaimKind::Superlative(usize::MAX);
            let mut claim = Claim::new(range, kind, block);
            claim.attribution = cover.best(range, kind, judge.analysis);
            judge.judge(&mut claim, facts, carry);
            if claim.status == Status::Unattributed {
                let (range, word) = (statement.range.shift(start), range);
                found.push(At { block, item: Statement { range, word, ..*statement } });
            }
        }
    }
    found
}
