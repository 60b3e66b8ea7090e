//! Who publishes a text, where its own words tell: a press release ends with "About NAME", or opens with what NAME "today announced".

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::clause;
use crate::analysis::facts::Facts;
use crate::document::Document;
use crate::text::TextRange;

/// A publisher that the text itself names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Publisher {
    /// Index of the source.
    pub(super) source: usize,
    /// The words that tell.
    pub(super) shown: TextRange,
}

/// The publisher that a text names.
pub(super) fn publisher(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Option<Publisher> {
    announcing(document, facts, analysis).or_else(|| described(document, facts, analysis))
}

/// "The Harbour Foundation today announced …": the subject of such a clause.
fn announcing(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Option<Publisher> {
    let found = facts.iter().enumerate().find_map(|(block, facts)| {
        let words = facts.announces?;
        let clause = clause::innermost(&facts.clauses, words.start)?;
        let clause = clause::around(&facts.clauses, clause).find(|&clause| !facts.clauses[clause].who.is_empty())?;
        Some((block, facts.clauses[clause].who, words))
    });
    let (block, who, words) = found?;
    let start = document.blocks[block].range.start;
    let source = named_in(analysis, block, who.shift(start))?;
    Some(Publisher { source, shown: words.shift(start) })
}

/// "About the Harbour Foundation": a line that names who is then described.
fn described(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Option<Publisher> {
    let lines = document.blocks.iter().zip(facts).enumerate().rev();
    let mut lines = lines.filter(|(_, (_, facts))| facts.describes && !facts.stopped);
    lines.find_map(|(index, (block, _))| {
        let source = named_in(analysis, index, block.range)?;
        Some(Publisher { source, shown: block.range })
    })
}

/// The organisation that is named in `range` of a block.
fn named_in(analysis: &Analysis, block: usize, range: TextRange) -> Option<usize> {
    let from = analysis.mentions.partition_point(|linked| linked.block < block);
    let near = analysis.mentions[from..].iter().take_while(|linked| linked.block == block);
    let here = near.filter(|linked| linked.mention.head.overlaps(range)).filter_map(|linked| linked.source);
    let mut bodies = here.filter(|&source| {
        let source = &analysis.sources[source];
        source.named && source.nature != crate::analysis::mention::Nature::Person
    });
    bodies.next()
}
