//! What crosses sentences and blocks: which mentions name one source, whose a quotation without a cue is, and how far a
//! source goes on. Works on the facts of the blocks, and in time that grows with their number alone.

mod carry;
mod entity;
mod pronoun;
mod sign;

use std::sync::Arc;

use super::attribution::Pattern;
use super::facts::{Facts, Tie};
use super::known::Registry;
use super::note::Notes;
use super::quotation::Quotation;
use super::{Analysis, At, Attribution, Form};
use crate::document::{BlockKind, Document, Reference, ReferenceKind};
use crate::text::TextRange;

use entity::Entities;

/// Joins the facts of `all` blocks of `document`; the claims are still to be made.
pub(super) fn link(document: &Document, all: &[Arc<Facts>], known: &Registry) -> Analysis {
    let mut analysis = sized(all);
    let mut entities = Entities::new(document, known);
    let mut quoted = carry::Carry::default();
    for (block, facts) in all.iter().enumerate() {
        let start = document.blocks[block].range.start;
        analysis.figures.extend(
            facts
                .figures
                .iter()
                .map(|figure| At { block, item: super::Figure { range: figure.range.shift(start), ..figure.clone() } }),
        );
        analysis.superlatives.extend(facts.superlatives.iter().map(|superlative| At {
            block,
            item: super::Superlative {
                range: superlative.range.shift(start),
                phrase: superlative.phrase.shift(start),
                ..superlative.clone()
            },
        }));
        analysis.quotations.extend(facts.quotations.iter().map(|quotation| At {
            block,
            item: super::Quotation {
                range: quotation.range.shift(start),
                inner: quotation.inner.shift(start),
                ..quotation.clone()
            },
        }));
        analysis.references.extend(facts.citations.iter().map(|citation| Reference {
            kind: ReferenceKind::Citation,
            range: citation.shift(start),
            target: document.words(citation.shift(start)).into(),
        }));
        let first = analysis.mentions.len();
        entities.block(block, facts, &mut analysis);
        let ties = facts.ties.iter().map(|tie| attribution(tie, block, start, first, facts, &analysis));
        let ties: Vec<Attribution> = ties.collect();
        let from = analysis.attributions.len();
        analysis.attributions.extend(ties);
        let mut rest = all[block + 1..].iter().filter(|next| !next.is_residue());
        let next = if facts.is_residue() { None } else { rest.next().map(|next| &**next) };
        quoted.block(document, block, facts, next, from, &mut analysis);
    }
    refer(document, all, &mut analysis);
    entities.finish(&mut analysis);
    analysis
}

/// Puts the references of the markup among those in the prose, and finds out what each leads to.
fn refer(document: &Document, all: &[Arc<Facts>], analysis: &mut Analysis) {
    let notes = Notes::new(document, all);
    for (block, facts) in document.blocks.iter().zip(all) {
        let entries = facts.numbered.iter().filter(|numbered| notes.has_entry(numbered.number));
        analysis.references.extend(entries.map(|numbered| Reference {
            kind: ReferenceKind::Note,
            range: numbered.range.shift(block.range.start),
            target: numbered.number.to_string().into(),
        }));
    }
    analysis.references.extend(document.references.iter().map(|reference| notes.resolve(reference)));
    analysis.references.sort_by_key(|reference| reference.range);
    analysis.notes = analysis.references.iter().map(|reference| notes.of(reference)).collect();
    analysis.works = analysis.notes.iter().map(|note| note.map(|note| notes.work(note))).collect();
}

/// An analysis with room for what the blocks have: it is made anew at each keystroke.
fn sized(all: &[Arc<Facts>]) -> Analysis {
    let sum = |count: fn(&Facts) -> usize| all.iter().map(|facts| count(facts)).sum();
    Analysis {
        figures: Vec::with_capacity(sum(|facts| facts.figures.len())),
        superlatives: Vec::with_capacity(sum(|facts| facts.superlatives.len())),
        quotations: Vec::with_capacity(sum(|facts| facts.quotations.len())),
        mentions: Vec::with_capacity(sum(|facts| facts.mentions.len())),
        attributions: Vec::with_capacity(sum(|facts| facts.ties.len())),
        ..Analysis::default()
    }
}

fn attribution(tie: &Tie, block: usize, start: u32, first: usize, facts: &Facts, analysis: &Analysis) -> Attribution {
    let mention = tie.source.map(|source| first + source);
    let source = mention.and_then(|mention| analysis.mentions[mention].source);
    let form = form(tie, facts);
    let known = source.and_then(|source| analysis.sources[source].known.as_ref());
    let writer = tie.source.is_some_and(|source| {
        let mention = &facts.mentions[source];
        mention.first_person && !is_quoted(facts, mention.range)
    });
    Attribution {
        form,
        pattern: tie.pattern,
        class: tie.class,
        complement: tie.complement,
        cue: tie.cue.shift(start),
        mention,
        source,
        own: writer || known.is_some_and(|known| known.own),
        content: tie.content.iter().map(|range| range.shift(start)).collect(),
        beside: tie.content.len(),
        score: tie.score,
        vouches: tie.vouches,
        block,
        sentence: tie.sentence,
    }
}

/// Whether what is said stands in quotation marks: all, some, or none of it.
fn form(tie: &Tie, facts: &Facts) -> Form {
    let said: u32 = tie.content.iter().map(|range| range.len()).sum();
    let first = tie.content.first().map_or(0, |range| range.start);
    let last = tie.content.last().map_or(0, |range| range.end);
    let near = |quotation: &&Quotation| quotation.range.end > first && quotation.range.start < last;
    let quoted = |content: &TextRange| -> u32 {
        facts.quotations.outer(*content).filter(near).map(|quotation| shared(*content, quotation.range)).sum()
    };
    let quoted: u32 = tie.content.iter().map(quoted).sum();
    match quoted {
        0 => Form::Indirect,
        // A comma or a conjunction beside the marks changes nothing.
        _ if quoted + 6 >= said => Form::Direct,
        _ => Form::Mixed,
    }
}

fn shared(a: TextRange, b: TextRange) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether a range of a block stands inside a quotation.
fn is_quoted(facts: &Facts, range: TextRange) -> bool {
    let after = facts.quotations.partition_point(|quotation| quotation.range.start <= range.start);
    facts.quotations[..after].iter().rev().take(4).any(|quotation| quotation.range.covers(range))
}

/// Whether a pattern brings in speech, so that a quotation behind it can be carried on.
fn speaks(attribution: &Attribution) -> bool {
    matches!(
        attribution.pattern,
        Pattern::Verb | Pattern::VerbAfter | Pattern::Inverted | Pattern::Colon | Pattern::Nearby | Pattern::Phrase
    ) && attribution.mention.is_some()
}

/// Whether a block goes on with the text before it, as a heading does not.
fn continues(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Item)
}
