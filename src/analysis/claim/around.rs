//! What stands around a claim that no attribution covers: sources that go on.

use std::sync::Arc;

use super::{Claim, ClaimKind};
use crate::analysis::facts::Facts;
use crate::analysis::figure::FigureKind;
use crate::analysis::mention::Nature;
use crate::analysis::sentence::Sentence;
use crate::analysis::{Analysis, Attribution};
use crate::document::Document;
use crate::language::lexicon::CueClass;

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
