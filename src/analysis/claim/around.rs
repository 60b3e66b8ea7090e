//! What stands around a claim that no attribution covers: references, and sources that go on.

use std::sync::Arc;

use super::{Claim, ClaimKind};
use crate::analysis::facts::Facts;
use crate::analysis::figure::FigureKind;
use crate::analysis::mention::Nature;
use crate::analysis::sentence::Sentence;
use crate::analysis::{Analysis, Attribution};
use crate::document::{BlockKind, Document, ReferenceKind};
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// How many blocks further a source goes on.
const FURTHER: usize = 2;

/// A text that tells so often of respondents is about their survey.
const ABOUT_SURVEY: usize = 2;

/// Looks around claims.
pub(super) struct Around<'a> {
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    analysis: &'a Analysis,
    /// For each block, the index of its first attribution.
    first: Vec<usize>,
    /// For each list or table: its first and its last block.
    groups: Vec<(usize, usize)>,
    /// For each block, the last survey told of up to its end.
    surveys: Vec<Option<usize>>,
    /// For each block, how many sentences up to its end tell of people who answered a survey.
    respondents: Vec<usize>,
}

impl<'a> Around<'a> {
    pub(super) fn new(document: &'a Document, facts: &'a [Arc<Facts>], analysis: &'a Analysis) -> Self {
        let mut first = Vec::with_capacity(facts.len() + 1);
        let mut surveys = Vec::with_capacity(facts.len());
        let (mut next, mut survey) = (0, None);
        for block in 0..facts.len() {
            first.push(next);
            while analysis.attributions.get(next).is_some_and(|attribution| attribution.block == block) {
                if is_survey(&analysis.attributions[next], analysis) {
                    survey = Some(next);
                }
                next += 1;
            }
            surveys.push(survey);
        }
        first.push(next);
        let mut told = 0;
        let count = |facts: &Arc<Facts>| {
            told += facts.sentences.iter().filter(|sentence| sentence.respondents).count();
            told
        };
        let respondents = facts.iter().map(count).collect();
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for (index, block) in document.blocks.iter().enumerate() {
            if let Some(group) = block.group.map(|group| group as usize) {
                groups.resize(groups.len().max(group + 1), (usize::MAX, 0));
                groups[group] = (groups[group].0.min(index), index);
            }
        }
        Self { document, facts, analysis, first, groups, surveys, respondents }
    }

    /// Index of the sentence of `block` that holds byte `at` of the file.
    fn sentence_at(&self, block: usize, at: u32) -> Option<usize> {
        let start = self.document.blocks[block].range.start;
        let sentences = &self.facts[block].sentences;
        sentences.partition_point(|sentence| sentence.range.start + start <= at).checked_sub(1)
    }

    fn sentence(&self, block: usize, index: usize) -> Option<&Sentence> {
        self.facts[block].sentences.get(index)
    }

    /// The reference that covers the claim: in its sentence or alone behind it, in its list item, in the line that brings in its
    /// list, or at the end of its list or table.
    pub(super) fn reference(&self, claim: &Claim) -> Option<usize> {
        let block = &self.document.blocks[claim.block];
        let index = self.sentence_at(claim.block, claim.range.start)?;
        let start = block.range.start;
        let mut range = self.sentence(claim.block, index)?.range.shift(start);
        if let Some(next) = self.sentence(claim.block, index + 1) {
            // "… rose. (p. 19)": the stop stands before the brackets.
            let alone = self.facts[claim.block]
                .citations
                .iter()
                .any(|citation| citation.covers(TextRange::new(next.range.start, next.range.end.saturating_sub(1))));
            if alone {
                range = range.hull(next.range.shift(start));
            }
        }
        if block.kind == BlockKind::Item {
            range = block.range;
        }
        let near = |kinds: fn(ReferenceKind) -> bool| self.reference_in(range, claim.range, kinds);
        // A link on the claim itself, then a note or citation beside it or of the whole list, then any link beside it.
        near(|_| true)
            .filter(|&index| self.analysis.references[index].range.covers(claim.range))
            .or_else(|| near(|kind| kind != ReferenceKind::Link))
            .or_else(|| self.reference_of_group(self.introduced(claim.block).unwrap_or(claim.block)))
            .or_else(|| near(|_| true))
    }

    /// The reference to a source in or right behind `range` that is nearest to `claim`; of two as near, the one behind it.
    fn reference_in(&self, range: TextRange, claim: TextRange, kinds: fn(ReferenceKind) -> bool) -> Option<usize> {
        let references = &self.analysis.references;
        let from = references.partition_point(|reference| reference.range.start + 400 < range.start);
        let near = references
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, reference)| reference.range.start <= range.end + 1);
        let inside = near.filter(|(_, reference)| reference.range.end > range.start && kinds(reference.kind));
        let sources = inside.filter(|(_, reference)| is_source(reference.kind, &reference.target));
        let distance = |other: TextRange| match () {
            () if other.overlaps(claim) => (0, false),
            () if other.start >= claim.end => (other.start - claim.end, false),
            () => (claim.start - other.end, true),
        };
        sources.min_by_key(|(_, reference)| distance(reference.range)).map(|(index, _)| index)
    }

    /// The reference of the list or table that `block` belongs to: in the line that brings it in, or at its end.
    fn reference_of_group(&self, block: usize) -> Option<usize> {
        let (first, last) = *self.groups.get(self.document.blocks[block].group? as usize)?;
        let introduction = self.introduction(first).map(|block| self.document.blocks[block].range);
        let below = self.document.blocks.get(last + 1).filter(|_| {
            self.facts.get(last + 1).is_some_and(|facts| facts.sentences.len() == 1 && !facts.citations.is_empty())
        });
        let end = self.document.blocks[last].range;
        introduction
            .and_then(|range| self.citation_in(range))
            .or_else(|| self.citation_in(end))
            .or_else(|| below.and_then(|block| self.citation_in(block.range)))
    }

    /// A citation in `range`: a link there may be anything's.
    fn citation_in(&self, range: TextRange) -> Option<usize> {
        self.reference_in(range, TextRange::new(range.end, range.end), |kind| kind != ReferenceKind::Link)
    }

    /// The first block of the list or table that `block` brings in.
    fn introduced(&self, block: usize) -> Option<usize> {
        let next = block + 1;
        let listed = self.document.blocks.get(next)?.group.is_some() && self.document.blocks[block].group.is_none();
        (listed && self.facts[block].introduces).then_some(next)
    }

    /// The block that brings in the list or table that begins at block `first`.
    fn introduction(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        self.facts[before].introduces.then_some(before)
    }

    /// The attribution that a claim goes on from.
    pub(super) fn carried_on(&self, claim: &Claim) -> Option<usize> {
        let index = self.sentence_at(claim.block, claim.range.start)?;
        let sentence = self.sentence(claim.block, index)?;
        if sentence.shifts || sentence.general {
            return None;
        }
        self.in_block(claim.block, index)
            .or_else(|| self.survey(claim, sentence))
            .or_else(|| self.in_group(claim.block))
            .or_else(|| self.earlier(claim.block, index, sentence))
    }

    /// The last sourced attribution of the block before sentence `index`.
    fn in_block(&self, block: usize, index: usize) -> Option<usize> {
        let own = self.first[block]..self.first[block + 1];
        own.rev().find(|&i| {
            let attribution = &self.analysis.attributions[i];
            (attribution.sentence as usize) < index && attribution.mention.is_some()
        })
    }

    /// The survey whose respondents the sentence tells of; in a text about a survey, every share is of them.
    fn survey(&self, claim: &Claim, sentence: &Sentence) -> Option<usize> {
        let share = match claim.kind {
            ClaimKind::Figure(figure) => {
                matches!(self.analysis.figures[figure].item.kind, FigureKind::Percent | FigureKind::Ratio)
            }
            _ => false,
        };
        self.surveys[claim.block]
            .filter(|_| sentence.respondents || (share && self.respondents[claim.block] >= ABOUT_SURVEY))
    }

    /// What the line says that brings in the list or table.
    fn in_group(&self, block: usize) -> Option<usize> {
        let (first, _) = *self.groups.get(self.document.blocks[block].group? as usize)?;
        let introduction = self.introduction(first)?;
        self.in_block(introduction, usize::MAX)
    }

    /// What an organisation or a document said in the blocks before, if the sentence is still about it.
    fn earlier(&self, block: usize, index: usize, sentence: &Sentence) -> Option<usize> {
        if index > 2 {
            return None;
        }
        for before in (block.saturating_sub(FURTHER)..block).rev() {
            if self.document.blocks[before].kind.is_heading() {
                return None;
            }
            if let Some(last) = self.in_block(before, usize::MAX) {
                let attribution = &self.analysis.attributions[last];
                let said = self.sentence(before, attribution.sentence as usize)?;
                return (is_body(attribution, self.analysis) && sentence.shares_topic(said)).then_some(last);
            }
        }
        None
    }
}

/// Whether the source is an organisation or a document, which goes on for longer than a person who is quoted.
fn is_body(attribution: &Attribution, analysis: &Analysis) -> bool {
    let nature = attribution.source.map(|source| analysis.sources[source].nature);
    let says = matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Report);
    says && matches!(nature, Some(Nature::Organisation | Nature::Document | Nature::Unknown))
}

/// Whether an attribution tells of a survey: a verb of counting, or a document.
fn is_survey(attribution: &Attribution, analysis: &Analysis) -> bool {
    let nature = attribution.source.map(|source| analysis.sources[source].nature);
    attribution.mention.is_some() && (attribution.class == CueClass::Report || nature == Some(Nature::Document))
}

fn is_source(kind: ReferenceKind, target: &str) -> bool {
    match kind {
        ReferenceKind::Link => target.contains("://"),
        ReferenceKind::Note | ReferenceKind::Citation => true,
    }
}
