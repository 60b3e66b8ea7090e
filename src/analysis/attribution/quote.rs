//! Quotations without a cue of their own, beside one that has one.

use super::content::Complement;
use super::view::Reading;
use super::{Pattern, Tie};

/// Gives quotations without a tie the source of the tie before them in the block, or of the one right after.
pub(super) fn beside(reading: &Reading<'_>, ties: &mut [Tie]) {
    for quotation in reading.quotations.iter().filter(|quotation| quotation.level == 0 && quotation.words > 2) {
        let span = &quotation.tokens;
        let covered = |tie: &Tie| tie.content.iter().any(|part| part.start <= span.start + 1 && span.end <= part.end + 1);
        if ties.iter().any(covered) {
            continue;
        }
        let direct = |tie: &&mut Tie| {
            tie.source.is_some() && matches!(tie.pattern, Pattern::Verb | Pattern::VerbAfter | Pattern::Inverted | Pattern::Colon | Pattern::Phrase)
        };
        let speaks = |tie: &&mut Tie| tie.complement == Complement::Quotation || tie.content.iter().any(|part| reading.quoted[part.start] != 0);
        // A quotation that is a sentence of its own goes on from the tie before it.
        let alone = reading.syntax.sentences.iter().any(|sentence| sentence.start == span.start);
        if !alone {
            continue;
        }
        let before = ties.iter_mut().rev().filter(|tie| tie.cue.end <= span.start).find(direct);
        if let Some(tie) = before.filter(speaks) {
            tie.content.push(span.clone());
        }
    }
}
