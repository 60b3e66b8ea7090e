//! Ranges of an analysis that end where an entity or an element does, and not where the words end that it stands for.

use super::Analysis;
use crate::document::Document;
use crate::text::TextRange;

impl Analysis {
    /// Has all that is told of the file begin and end with whole entities of it.
    pub(crate) fn widen(&mut self, document: &Document) {
        if !document.has_wholes() {
            return;
        }
        let widen = |range: &mut TextRange| *range = document.whole(*range);
        self.figures.iter_mut().for_each(|at| widen(&mut at.item.range));
        self.superlatives.iter_mut().for_each(|at| widen(&mut at.item.range));
        self.bare_statements.iter_mut().for_each(|at| widen(&mut at.item.range));
        self.references.iter_mut().for_each(|reference| widen(&mut reference.range));
        self.quotations.iter_mut().for_each(|at| widen(&mut at.item.range));
        for mention in self.mentions.iter_mut().map(|linked| &mut linked.mention) {
            [&mut mention.range, &mut mention.head, &mut mention.name, &mut mention.noun].into_iter().for_each(widen);
        }
        for attribution in &mut self.attributions {
            widen(&mut attribution.cue);
            attribution.content.iter_mut().for_each(widen);
        }
        for claim in &mut self.claims {
            widen(&mut claim.range);
            claim.because.iter_mut().for_each(|evidence| widen(&mut evidence.range));
        }
    }
}
