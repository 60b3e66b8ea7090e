//! What is the publisher's own: decided for the clause that a claim stands in, by its subject.

use super::publisher::Publisher;
use crate::analysis::Analysis;
use crate::analysis::clause::{self, Voice};
use crate::analysis::facts::Facts;
use crate::document::Document;
use crate::language::clause::ClauseKind;
use crate::text::TextRange;

/// Whose doing the clause at byte `at` of the file tells of, and the words that show it.
pub(super) fn voice(
    document: &Document,
    facts: &Facts,
    analysis: &Analysis,
    publisher: Option<Publisher>,
    block: usize,
    at: u32,
) -> (Voice, TextRange) {
    let start = document.blocks[block].range.start;
    let Some(innermost) = clause::innermost(&facts.clauses, at - start) else {
        return (Voice::Other, TextRange::default());
    };
    for index in clause::around(&facts.clauses, innermost) {
        let clause = &facts.clauses[index];
        if clause.voice != Voice::Other {
            let quoted = facts.is_quoted(clause.shown);
            return if quoted {
                (Voice::Other, TextRange::default())
            } else {
                (clause.voice, clause.shown.shift(start))
            };
        }
        if !clause.who.is_empty() && is_publication(analysis, publisher, block, clause.who.shift(start)) {
            return (Voice::Own, clause.who.shift(start));
        }
        // What hangs on the doing is part of it; what is said of somebody else there is not.
        let inside = matches!(
            clause.kind,
            ClauseKind::Participial | ClauseKind::Infinitive | ClauseKind::Parenthesis | ClauseKind::Apposition
        );
        if !inside {
            break;
        }
    }
    (Voice::Other, TextRange::default())
}

/// Whether the publication itself stands in `range`, by a name that the configuration gives it or that the text tells.
pub(super) fn is_publication(
    analysis: &Analysis,
    publisher: Option<Publisher>,
    block: usize,
    range: TextRange,
) -> bool {
    let from = analysis.mentions.partition_point(|linked| linked.block < block);
    let near = analysis.mentions[from..].iter().take_while(|linked| linked.block == block);
    let mut sources = near.filter(|linked| linked.mention.head.overlaps(range)).filter_map(|linked| linked.source);
    sources.any(|source| {
        let known = analysis.sources[source].known.as_ref();
        publisher.is_some_and(|publisher| publisher.source == source) || known.is_some_and(|known| known.own)
    })
}
