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
    publication: &Publication,
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
        if !clause.who.is_empty() && publication.is_in(clause.who.shift(start)) {
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

/// Where the publication itself is named: by a name that the configuration gives it, or that the text tells.
pub(super) struct Publication(Vec<TextRange>);

impl Publication {
    /// Where a source is named that the configuration calls the publication's own, and the places `named` in the text.
    pub(super) fn new(analysis: &Analysis, named: Vec<TextRange>) -> Self {
        let own = |source: usize| analysis.sources[source].known.as_ref().is_some_and(|known| known.own);
        let known = analysis.mentions.iter().filter(|linked| linked.source.is_some_and(own));
        let mut ranges: Vec<TextRange> = known.map(|linked| linked.mention.head).chain(named).collect();
        ranges.sort();
        Self(ranges)
    }

    /// Whether it is named in `range`.
    pub(super) fn is_in(&self, range: TextRange) -> bool {
        let after = self.0.partition_point(|own| own.start < range.end);
        // A name can hold another one; it holds few.
        self.0[..after].iter().rev().take(HELD).any(|own| own.overlaps(range))
    }
}

/// How many mentions may stand in another one.
const HELD: usize = 4;
