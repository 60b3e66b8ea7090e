//! Which attribution says a claim.

use super::ClaimKind;
use crate::analysis::{Analysis, Attribution};
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// Finds the attributions whose content covers a range.
pub(super) struct Cover {
    /// Content ranges with the index of their attribution, by start.
    ranges: Vec<(TextRange, usize)>,
    /// How far they reach, as a tree: the furthest end of all, of the first and of the second half, and so on.
    reach: Vec<u32>,
}

impl Cover {
    pub(super) fn new(analysis: &Analysis) -> Self {
        let all = analysis.attributions.iter().enumerate();
        let ranges = all.flat_map(|(i, attribution)| attribution.content.iter().map(move |range| (*range, i)));
        let mut ranges: Vec<(TextRange, usize)> = ranges.collect();
        ranges.sort();
        let leaves = ranges.len().next_power_of_two();
        let mut reach = vec![0; 2 * leaves];
        for (leaf, (range, _)) in reach[leaves..].iter_mut().zip(&ranges) {
            *leaf = range.end;
        }
        for node in (1..leaves).rev() {
            reach[node] = reach[2 * node].max(reach[2 * node + 1]);
        }
        Self { ranges, reach }
    }

    /// The attribution that answers for `range`: of those with a source the outermost, but for a quotation the innermost
    /// that speaks; one without a source only if there is no other.
    pub(super) fn best(&self, range: TextRange, kind: ClaimKind, analysis: &Analysis) -> Option<usize> {
        let middle = range.start + range.len() / 2;
        let after = self.ranges.partition_point(|(content, _)| content.start <= middle);
        let mut best: Option<(u32, usize)> = None;
        let leaves = self.reach.len() / 2;
        // The nodes of the tree that are still to be looked into, each with the first range under it and how many there are.
        let mut open = vec![(1, 0, leaves)];
        while let Some((node, first, count)) = open.pop() {
            if first >= after || self.reach[node] <= middle {
                continue;
            }
            if count > 1 {
                open.extend([(2 * node, first, count / 2), (2 * node + 1, first + count / 2, count / 2)]);
                continue;
            }
            let (content, index) = self.ranges[first];
            let rank = rank(&analysis.attributions[index], content, kind);
            if best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, index));
            }
        }
        best.map(|(_, index)| index)
    }
}

/// How well an attribution answers for a claim in its `content`; more is better.
fn rank(attribution: &Attribution, content: TextRange, kind: ClaimKind) -> u32 {
    // "The phone weighs 164 grams, according to its maker": what has a source answers only if it vouches.
    let vouches = attribution.vouches && attribution.class != CueClass::Seem;
    let sourced = u32::from(attribution.mention.is_some()) << 30;
    let sourced = sourced | (u32::from(attribution.mention.is_some() && vouches) << 31);
    let length = content.len().min((1 << 28) - 1);
    let says = matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Ask | CueClass::Name);
    match kind {
        ClaimKind::Quotation(_) if says => sourced | (1 << 29) | ((1 << 28) - length),
        _ => sourced | length,
    }
}
