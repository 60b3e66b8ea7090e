//! A figure that the text itself reckons from others stands on what they stand on: "from 200 to 300, a rise of 50%", "10 miles (16 km)".

use std::sync::Arc;

use super::evidence::Evidence;
use super::tie;
use super::{Claim, ClaimKind, Status};
use crate::analysis::Analysis;
use crate::analysis::bridge::{Bridge, BridgeKind};
use crate::analysis::facts::Facts;
use crate::analysis::figure::FigureKind;
use crate::analysis::relation::{Relation, RelationKind};
use crate::document::Document;
use crate::finding::Confidence;

/// Gives figures that are reckoned from others, and have no source themselves, the say-so of those; where one of those has none,
/// the reader is told there.
pub(super) fn tell_calculated(claims: &mut [Claim], document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) {
    if facts.iter().all(|facts| facts.relations.is_empty()) {
        return;
    }
    let mut claim_of = vec![None; analysis.figures.len()];
    for (index, claim) in claims.iter().enumerate() {
        if let ClaimKind::Figure(figure) = claim.kind {
            claim_of[figure] = Some(index);
        }
    }
    let mut first = 0;
    for (facts, block) in facts.iter().zip(&document.blocks) {
        for relation in &facts.relations {
            let Some((result, from)) = reckoned(relation) else { continue };
            let claim = |figure: usize| claim_of.get(first + figure).copied().flatten();
            let Some(result) = claim(result).filter(|&result| claims[result].status == Status::Unattributed) else {
                continue;
            };
            let Some(from) = from.iter().map(|&figure| claim(figure)).collect::<Option<Vec<_>>>() else { continue };
            let words = Evidence::supporting("calculated", relation.range.shift(block.range.start));
            let open = from.iter().find(|&&one| claims[one].status == Status::Unattributed);
            let source = claims[*open.unwrap_or(&from[0])].clone();
            let claim = &mut claims[result];
            let unsourced = open.is_some() || source.status == Status::NotCheckable;
            if unsourced && relation.kind == RelationKind::Restated {
                continue;
            }
            if unsourced {
                claim.stands(Status::Own, Confidence::Low, words);
                continue;
            }
            let status = if source.status == Status::Attributed { Status::CarriedOn } else { source.status };
            (claim.attribution, claim.reference) = (source.attribution, source.reference);
            claim.stands(status, source.confidence.min(Confidence::Medium), words);
        }
        first += facts.figures.len();
    }
}

/// Gives figures that the writer says the one before comes to, where nobody answers for that one either, the writer's own say-so:
/// "It told of 200 a day. That is 1,400 a week."
pub(super) fn tell_reckoned(claims: &mut [Claim], document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) {
    // The sentence with a figure passed last, and the one before that.
    let (mut last, mut before) = (None, None);
    // Nothing is reckoned from "It opened in 2016."
    let amount = |claim: &&mut Claim| matches!(claim.kind, ClaimKind::Figure(figure) if analysis.figures[figure].item.kind != FigureKind::Date);
    for claim in claims.iter_mut().filter(amount) {
        let (of_block, start) = (&facts[claim.block], document.blocks[claim.block].range.start);
        let Some(number) = of_block.sentence_at(claim.range.start - start) else { continue };
        let here = (claim.block, number);
        if last != Some(here) {
            (before, last) = (last, Some(here));
        }
        let right_before = before.is_some_and(|(block, sentence)| {
            let ends = sentence + 1 == facts[block].sentences.len();
            (block, sentence + 1) == here || ends && (block + 1, 0) == here
        });
        let reckons = |bridge: &&Bridge| {
            bridge.kind == BridgeKind::Reckons && tie::reaches(of_block, bridge, claim.range.start - start)
        };
        if let Some(bridge) = of_block.sentences[number].bridges.iter().find(reckons)
            && claim.status == Status::Unattributed
            && right_before
        {
            let words = Evidence::supporting(BridgeKind::Reckons.name(), bridge.range.shift(start));
            claim.stands(Status::Own, Confidence::Low, words);
        }
    }
}

/// The figure that is reckoned, and those that it is reckoned from.
fn reckoned(relation: &Relation) -> Option<(usize, &[usize])> {
    let figures = &relation.figures;
    match relation.kind {
        RelationKind::Change(_) | RelationKind::Times | RelationKind::Share | RelationKind::Each => {
            Some((*figures.get(2)?, &figures[..2]))
        }
        RelationKind::Conversion { .. } | RelationKind::Shared | RelationKind::Restated => {
            Some((*figures.get(1)?, &figures[..1]))
        }
        _ => None,
    }
}
