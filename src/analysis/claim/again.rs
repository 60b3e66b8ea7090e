//! A figure that is told twice stands, both times, on the say-so that it has once.
//!
//! The lede tells "27,000 claims" and a later sentence says who counts them; a post names its "200 million certificates" in each
//! section. Two places tell the same figure if kind, value, range and what is counted are the same, and their sentences are about the
//! same; where they are not, that is a guess: two things can cost $412 million.

use std::sync::Arc;

use hashbrown::HashMap;

use super::evidence::Evidence;
use super::{Claim, ClaimKind, Status};
use crate::analysis::Analysis;
use crate::analysis::facts::Facts;
use crate::analysis::figure::{Figure, FigureKind};
use crate::document::Document;
use crate::finding::Confidence;
use crate::language::stem;

/// What two figures that are the same have in common.
type Key = (FigureKind, u64, u64, u32);

/// Gives claims that stand on nobody's say-so that of the same figure elsewhere.
pub(super) fn tell_again(claims: &mut [Claim], document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) {
    let mut known: HashMap<Key, usize, std::hash::RandomState> = HashMap::default();
    let key = |claim: &Claim| match claim.kind {
        ClaimKind::Figure(figure) => key(&analysis.figures[figure].item),
        _ => None,
    };
    let sentence = |claim: &Claim| {
        let facts = &facts[claim.block];
        let at = claim.range.start - document.blocks[claim.block].range.start;
        facts.sentence_at(at).and_then(|sentence| facts.sentences.get(sentence))
    };
    let stands = |claim: &Claim| {
        matches!(claim.status, Status::Attributed | Status::CarriedOn | Status::Referenced | Status::Own)
    };
    for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| stands(claim)) {
        let Some(key) = key(claim) else { continue };
        let better = |&other: &usize| claims[other].confidence < claim.confidence;
        if known.get(&key).is_none_or(better) {
            known.insert(key, index);
        }
    }
    for index in 0..claims.len() {
        if claims[index].status != Status::Unattributed {
            continue;
        }
        let Some(&other) = key(&claims[index]).and_then(|key| known.get(&key)) else { continue };
        let source = claims[other].clone();
        let status = if source.status == Status::Attributed { Status::CarriedOn } else { source.status };
        // What is counted is a noun of both sentences as it is.
        let least = usize::from(is_counted(&claims[index], analysis)) + 1;
        let about = sentence(&claims[index]).zip(sentence(&source));
        let same = about.is_some_and(|(one, other)| one.topics_shared(other) >= least);
        let most = if same { Confidence::Medium } else { Confidence::Low };
        let claim = &mut claims[index];
        (claim.attribution, claim.reference) = (source.attribution, source.reference);
        claim.stands(status, source.confidence.min(most), Evidence::supporting("same figure", source.range));
    }
}

/// Whether a claim is a number of things that are named.
fn is_counted(claim: &Claim, analysis: &Analysis) -> bool {
    matches!(claim.kind, ClaimKind::Figure(figure) if analysis.figures[figure].item.kind == FigureKind::Count)
}

/// What tells a figure from others: an amount of money, or a number of things that are named.
fn key(figure: &Figure) -> Option<Key> {
    let value = figure.value?;
    let unit = figure.unit.as_deref().map_or(0, stem::of_word);
    let told = match figure.kind {
        FigureKind::Money => true,
        FigureKind::Count | FigureKind::Measure => unit != 0 && value.abs() >= SMALL,
        _ => false,
    };
    told.then(|| (figure.kind, value.to_bits(), figure.high.map_or(0, f64::to_bits), unit))
}

/// Small counts of one noun are often counts of different things.
const SMALL: f64 = 13.0;
