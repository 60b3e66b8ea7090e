//! Quotations that go on without a cue, in the next block.

use super::{continues, sign, speaks};
use crate::analysis::attribution::Pattern;
use crate::analysis::facts::Facts;
use crate::analysis::{Analysis, Attribution, Quotation};
use crate::document::{Block, BlockKind, Document};
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// Who spoke last.
#[derive(Default)]
pub(super) struct Carry {
    /// The attribution that a quotation in the next block goes on from.
    speaker: Option<usize>,
    /// Whether the last block ends in a quotation that is not closed.
    unclosed: bool,
    /// The attribution whose content the next block is.
    opens_next: Option<usize>,
    /// The block quotation that is content of an attribution, and that.
    quoting: Option<(u32, usize)>,
    /// The paragraphs right before that are one quotation, not closed yet, whose speaker may come at its end.
    waiting: Vec<TextRange>,
}

impl Carry {
    /// Carries the speaker on into `block`, whose own attributions begin at `from`; `next` are the facts of the block behind it.
    pub(super) fn block(
        &mut self,
        document: &Document,
        block: usize,
        facts: &Facts,
        next: Option<&Facts>,
        from: usize,
        analysis: &mut Analysis,
    ) {
        sign::sign(document, block, facts, from, analysis);
        // By its shape it may be a heading, too.
        if facts.is_residue() {
            return;
        }
        let kind = document.blocks[block].kind;
        if !continues(kind) && kind != BlockKind::Note {
            if kind.is_heading() {
                *self = Self::default();
            }
            return;
        }
        // A caption, an advertisement: no sentence that could end what somebody says.
        let bare = facts.ties.is_empty() && facts.quotations.is_empty() && !facts.stopped;
        let aside = bare && facts.clauses.iter().all(|clause| !clause.has_verb);
        if aside && self.opens_next.is_none() && self.quoting.is_none() {
            return;
        }
        let start = document.blocks[block].range.start;
        let unclosed = std::mem::take(&mut self.unclosed);
        let opened = self.open(document, block, facts, analysis);
        let first =
            carried(facts, next, unclosed).filter(|quotation| opened.is_none() && !is_covered(facts, quotation));
        let goes_on = first.zip(self.speaker);
        if let Some((_, speaker)) = goes_on {
            let spoken = in_a_row(&facts.quotations).map(|quotation| quotation.range.shift(start));
            analysis.attributions[speaker].content.extend(spoken);
        }
        self.wait(facts, start, goes_on.is_some() || opened.is_some(), from, analysis);
        let own = &analysis.attributions[from..];
        let last = own.iter().rposition(|attribution| speaks(attribution) && attribution.source.is_some());
        if let Some(last) = last {
            self.speaker = Some(from + last);
        } else if facts.quotations.is_empty() {
            self.speaker = None;
        }
        if facts.ties.last().is_some_and(|tie| tie.opens_next) {
            self.opens_next = Some(analysis.attributions.len() - 1);
        }
        self.unclosed = facts.quotations.last().is_some_and(|quotation| !quotation.closed);
    }

    /// Gives paragraphs of a quotation to the speaker that its last one names: "“It rained.", and then "“It still does,” she said."
    fn wait(&mut self, facts: &Facts, start: u32, spoken: bool, from: usize, analysis: &mut Analysis) {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(quotation) = facts.quotations.first().filter(|quotation| quotation.range.start == 0 && !spoken) else {
            return;
        };
        let inner = quotation.inner.shift(start);
        let says = |attribution: &&mut Attribution| {
            speaks(attribution) && attribution.content.iter().any(|content| content.covers(inner))
        };
        if let Some(speaker) = analysis.attributions[from..].iter_mut().find(says) {
            speaker.content.splice(0..0, waiting);
        } else if !quotation.closed {
            self.waiting = waiting;
            self.waiting.push(quotation.range.shift(start));
        }
    }

    /// Gives a block that the one before has opened, or that stands in the same block quotation, to whom it belongs; that attribution.
    fn open(&mut self, document: &Document, block: usize, facts: &Facts, analysis: &mut Analysis) -> Option<usize> {
        let Block { kind, range, quote, .. } = document.blocks[block];
        let goes_on = self.quoting.filter(|(known, _)| quote == Some(*known)).map(|(_, attribution)| attribution);
        let opened = self.opens_next.take().or(goes_on);
        self.quoting = opened.and_then(|attribution| Some((quote?, attribution)));
        let attribution = opened?;
        let quoted = facts.quotations.first().filter(|quotation| quotation.range.start == 0);
        // "She wrote:", and then a paragraph without quotation marks.
        let words = matches!(analysis.attributions[attribution].class, CueClass::Say | CueClass::Write);
        let plain = words && goes_on.is_none() && kind == BlockKind::Paragraph;
        if quoted.is_some() || quote.is_some() || plain {
            let content = quoted.map_or(TextRange::new(0, range.len()), |quotation| quotation.range);
            analysis.attributions[attribution].content.push(content.shift(range.start));
            self.speaker = Some(attribution);
        } else if analysis.attributions[attribution].pattern == Pattern::Colon {
            // A label, and nobody's words behind it.
            analysis.attributions[attribution].vouches = false;
        }
        opened
    }
}

/// What goes on from the block before: it can only be the first quotation. `unclosed` if the block before ends in one.
fn carried<'a>(facts: &'a Facts, next: Option<&Facts>, unclosed: bool) -> Option<&'a Quotation> {
    facts.quotations.first().filter(|quotation| {
        let begins = unclosed || (quotation.range.start == 0 && quotation.words > 3);
        // One that is never closed goes on in the next block; else nobody can tell where it ends.
        let ends = quotation.closed || next.is_some_and(Facts::takes_up_quotation);
        // "The doors work, Whitlock said." with a mark forgotten: it has a speaker of its own.
        let spoken = !quotation.closed && facts.ties.iter().any(|tie| tie.source.is_some());
        begins && ends && !spoken && facts.ties.first().is_none_or(|tie| quotation.range.start < tie.cue.start)
    })
}

/// The first of the quotations of a block, and those behind it that begin where the one before has not been closed: what stands on lines
/// of its own.
fn in_a_row(quotations: &[Quotation]) -> impl Iterator<Item = &Quotation> {
    let mut end = None;
    quotations.iter().filter(|quotation| quotation.level == 0).take_while(move |quotation| {
        let goes_on = end.is_none_or(|end| end == Some(quotation.tokens.start));
        end = Some((!quotation.closed).then_some(quotation.tokens.end));
        goes_on
    })
}

/// Whether a quotation is content of a tie of its block.
fn is_covered(facts: &Facts, quotation: &Quotation) -> bool {
    let inside = |range: &TextRange| range.start <= quotation.inner.start && quotation.inner.end <= range.end;
    facts.ties.iter().any(|tie| tie.content.iter().any(inside))
}
