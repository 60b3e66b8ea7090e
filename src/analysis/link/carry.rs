//! Quotations that go on without a cue, in the next block.

use super::{continues, speaks};
use crate::analysis::attribution::Pattern;
use crate::analysis::facts::Facts;
use crate::analysis::{Analysis, Quotation};
use crate::document::{BlockKind, Document};
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// How many paragraphs of a block quotation somebody signs at most.
const MOST: usize = 64;

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
        sign(document, block, facts, from, analysis);
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
        if is_residue(facts) || aside && self.opens_next.is_none() && self.quoting.is_none() {
            return;
        }
        let start = document.blocks[block].range.start;
        let unclosed = std::mem::take(&mut self.unclosed);
        let quote = document.blocks[block].quote;
        let goes_on = self.quoting.filter(|(known, _)| quote == Some(*known)).map(|(_, attribution)| attribution);
        let opened = self.opens_next.take().or(goes_on);
        self.quoting = opened.and_then(|attribution| Some((quote?, attribution)));
        if let Some(attribution) = opened {
            let whole = TextRange::new(0, document.blocks[block].range.len());
            let quoted = facts.quotations.first().is_some_and(|quotation| quotation.range.start == 0);
            // "She wrote:", and then a paragraph without quotation marks.
            let words = matches!(analysis.attributions[attribution].class, CueClass::Say | CueClass::Write);
            let plain = words && goes_on.is_none() && kind == BlockKind::Paragraph;
            if !(quoted || document.blocks[block].quote.is_some() || plain)
                && analysis.attributions[attribution].pattern == Pattern::Colon
            {
                // A label, and nobody's words behind it.
                analysis.attributions[attribution].vouches = false;
            }
            if quoted || document.blocks[block].quote.is_some() || plain {
                let content = if quoted { facts.quotations[0].range } else { whole };
                analysis.attributions[attribution].content.push(content.shift(start));
                self.speaker = Some(attribution);
            }
        }
        // What goes on from the block before can only be its first quotation.
        let first = facts.quotations.first().filter(|quotation| {
            let begins = unclosed || (quotation.range.start == 0 && quotation.words > 3);
            // One that is never closed goes on in the next block; else nobody can tell where it ends.
            let ends = quotation.closed || next.is_some_and(Facts::takes_up_quotation);
            // "The doors work, Whitlock said." with a mark forgotten: it has a speaker of its own.
            let spoken = !quotation.closed && facts.ties.iter().any(|tie| tie.source.is_some());
            begins && ends && !spoken && facts.ties.first().is_none_or(|tie| quotation.range.start < tie.cue.start)
        });
        if let (Some(quotation), Some(speaker), None) = (first, self.speaker, opened)
            && !is_covered(facts, quotation)
        {
            analysis.attributions[speaker].content.push(quotation.range.shift(start));
        }
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
}

/// Gives what a line signs to whoever signs it; a name that signs nothing is no attribution.
fn sign(document: &Document, block: usize, facts: &Facts, from: usize, analysis: &mut Analysis) {
    let Some(number) = facts.ties.iter().position(|tie| tie.signs) else { return };
    let tie = &facts.ties[number];
    let dashed = tie.source.is_some_and(|source| tie.cue.start < facts.mentions[source].range.start);
    let inside = document.blocks[block].quote.is_some();
    // A line that is no more than a name and a role can stand below a quotation, too; a heading and a cell cannot.
    let below = matches!(document.blocks[block].kind, BlockKind::Paragraph);
    let content = if dashed || inside || below { signed_by(document, block, analysis) } else { Vec::new() };
    if content.is_empty() {
        analysis.attributions.remove(from + number);
    } else {
        analysis.attributions[from + number].content = content;
    }
}

/// What a line that signs something signs: the block quotation before it, or a quotation that is the paragraph before it.
fn signed_by(document: &Document, block: usize, analysis: &Analysis) -> Vec<TextRange> {
    let Some(before) = block.checked_sub(1) else { return Vec::new() };
    let whole = document.blocks[before].range;
    // A line inside a block quotation signs that one alone.
    if document.blocks[block].quote.is_some() && document.blocks[block].quote != document.blocks[before].quote {
        return Vec::new();
    }
    let Some(quote) = document.blocks[before].quote else {
        let here = analysis.quotations.iter().rev().skip_while(|at| at.block == block);
        let outer = here.take_while(|at| at.block == before).map(|at| at.item.range);
        return outer.filter(|range| range.end + 2 >= whole.end).take(1).collect();
    };
    // So many paragraphs back and no further: the cost of a line must not grow with what stands before it.
    let same = document.blocks[..block].iter().rev().take(MOST).take_while(|known| known.quote == Some(quote));
    let mut content: Vec<TextRange> = same.map(|known| known.range).collect();
    content.reverse();
    content
}

/// Whether a block is no more than a line of the page around the article, which stands between the paragraphs of a speech: "Advertisement".
pub(super) fn is_residue(facts: &Facts) -> bool {
    facts.sentences.len() == 1
        && facts.boilerplate.iter().any(|(range, _)| range.start == facts.sentences[0].range.start)
}

/// Whether a quotation is content of a tie of its block.
fn is_covered(facts: &Facts, quotation: &Quotation) -> bool {
    let inside = |range: &TextRange| range.start <= quotation.inner.start && quotation.inner.end <= range.end;
    facts.ties.iter().any(|tie| tie.content.iter().any(inside))
}
