//! What is the publisher's own: decided for the clause that a claim stands in, by its subject.

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
        if !clause.who.is_empty() && is_publication(analysis, block, clause.who.shift(start)) {
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

/// Whether the publication itself, by a name that the configuration gives it, stands in `range`.
fn is_publication(analysis: &Analysis, block: usize, range: TextRange) -> bool {
    let from = analysis.mentions.partition_point(|linked| linked.block < block);
    let near = analysis.mentions[from..].iter().take_while(|linked| linked.block == block);
    let here = near.filter(|linked| linked.mention.head.overlaps(range));
    let mut own = here.filter_map(|linked| analysis.sources[linked.source?].known.as_ref());
    own.any(|known| known.own)
}
