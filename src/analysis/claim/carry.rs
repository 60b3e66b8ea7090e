//! Sources that go on: which sentence goes on from a source before it, over which bridge.
//!
//! One walk over the sentences of a document, in order. It keeps who answered for the sentence before, and hands that on to the next
//! one where words tie the two together. What is kept fades by the sentence, and ends at a heading and at a new source.

use std::sync::Arc;

use super::own::Publication;
use super::reference::References;
use super::tie::{self, Anchor, Carried, Going, Tie, Ties};
use super::{Claim, Status};
use crate::analysis::attribution::Pattern;
use crate::analysis::bridge::BridgeKind;
use crate::analysis::clause::Voice;
use crate::analysis::facts::Facts;
use crate::analysis::mention::Nature;
use crate::analysis::sentence::Sentence;
use crate::analysis::{Analysis, Attribution};
use crate::document::Document;
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

/// The walk.
pub(super) struct Carry<'a> {
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    analysis: &'a Analysis,
    references: &'a References<'a>,
    publication: &'a Publication,
    /// What ties two sentences.
    ties: Ties<'a>,
    /// For each block, the index of its first attribution.
    first: Vec<usize>,
    /// For each block, where its sentences begin in `entering`.
    sentences: Vec<usize>,
    /// For each sentence passed, what goes on into it.
    entering: Vec<Option<Going>>,
    /// What goes on behind the sentence at hand.
    now: Option<Going>,
    /// The survey, ranking or report told of last, whose answers may come under other headings.
    survey: Option<Going>,
    /// What the line that brings in the list at hand left: the group, and what goes on into each of its items.
    group: Option<(u32, Option<Going>)>,
    /// The reference that covers a claim of the sentence at hand.
    reference: Option<usize>,
    /// The next sentence: its block and its index there.
    next: (usize, usize),
}

impl<'a> Carry<'a> {
    pub(super) fn new(
        document: &'a Document,
        facts: &'a [Arc<Facts>],
        analysis: &'a Analysis,
        references: &'a References<'a>,
        publication: &'a Publication,
    ) -> Self {
        let (mut first, mut sentences) = (Vec::with_capacity(facts.len() + 1), Vec::with_capacity(facts.len() + 1));
        let (mut attribution, mut sentence) = (0, 0);
        for (block, facts) in facts.iter().enumerate() {
            first.push(attribution);
            sentences.push(sentence);
            let of_block = analysis.attributions[attribution..].partition_point(|known| known.block <= block);
            attribution += of_block;
            sentence += facts.sentences.len();
        }
        first.push(attribution);
        sentences.push(sentence);
        Self {
            document,
            facts,
            analysis,
            references,
            publication,
            ties: Ties::new(document, facts, analysis),
            first,
            sentences,
            entering: Vec::with_capacity(sentence),
            now: None,
            survey: None,
            group: None,
            reference: None,
            next: (0, 0),
        }
    }

    /// Index of the sentence of `block` that holds byte `at` of the file.
    fn sentence_at(&self, block: usize, at: u32) -> Option<usize> {
        self.facts[block].sentence_at(at.saturating_sub(self.document.blocks[block].range.start))
    }

    /// Goes on up to the sentence of a claim.
    pub(super) fn reach(&mut self, claim: &Claim) {
        let Some(sentence) = self.sentence_at(claim.block, claim.range.start) else { return };
        while self.next <= (claim.block, sentence) && self.next.0 < self.facts.len() {
            self.step();
        }
    }

    /// Goes on to the end.
    pub(super) fn finish(&mut self) {
        while self.next.0 < self.facts.len() {
            self.step();
        }
        self.leave();
    }

    /// Takes in what a claim of the sentence at hand stands on.
    pub(super) fn note(&mut self, claim: &Claim) {
        if claim.status == Status::Referenced && !self.references.is_aside(claim.block, claim.range.start) {
            self.reference = claim.reference;
        }
    }

    /// Leaves the sentence at hand and enters the next one.
    fn step(&mut self) {
        let (block, sentence) = self.next;
        if sentence >= self.facts[block].sentences.len() {
            self.leave();
            self.next = (block + 1, 0);
            return;
        }
        if sentence > 0 {
            self.leave();
        } else {
            self.enter_block(block);
        }
        self.entering.push(self.now);
        self.next = (block, sentence + 1);
    }

    /// What a new block does to what goes on.
    fn enter_block(&mut self, block: usize) {
        let kind = self.document.blocks[block].kind;
        if kind.is_heading() {
            // "Key findings": those of the survey that was told of.
            let survey = self.survey.filter(|_| self.facts[block].outcomes);
            self.now = survey.map(|going| Going { at: (block, 0), steps: 0, ..going });
            self.group = None;
        }
        if let Some(now) = &mut self.now {
            now.paragraphs += 1;
        }
        match (self.ties.list(block), self.group) {
            (Some(group), Some((known, going))) if group == known => self.now = going,
            (Some(group), _) => self.group = Some((group, self.now)),
            // Behind a list, what its line told goes on.
            (None, Some((_, going))) => (self.group, self.now) = (None, going),
            (None, None) => {}
        }
    }

    /// Ends the sentence at hand: who answers for it goes on, or what went on fades.
    fn leave(&mut self) {
        let (block, next) = self.next;
        let reference = self.reference.take();
        let Some(sentence) = next.checked_sub(1) else { return };
        let Some(told) = self.facts[block].sentences.get(sentence) else { return };
        let anchor = self.anchor(block, sentence, reference);
        let heralds = told.heralds;
        let business = told.business;
        let going =
            anchor.map(|anchor| Going { anchor, at: (block, sentence), steps: 0, paragraphs: 0, heralds, business });
        if let Some(going) = going {
            self.now = Some(going);
            if told.survey {
                self.survey = self.now;
            }
            return;
        }
        if told.shifts || told.general {
            self.now = None;
        }
        // "Some of the answers were:" belongs to the paragraph whose source it brings to its list.
        let brings_in = self.facts[block].introduces && next == self.facts[block].sentences.len();
        let same = self.now.is_some_and(|now| now.paragraphs == 0);
        if self.is_label(block) || brings_in && same {
            if let Some(now) = &mut self.now {
                now.at = (block, sentence);
            }
            return;
        }
        let tied = self.tie(block, sentence, None);
        self.now = match (tied, self.now) {
            // It goes on: the next sentence may go on from this one.
            (Some(Carried { going, tie, .. }), _) => {
                // "They are grim." puts off the figures, anything else ends them.
                let goes_on = matches!(
                    tie,
                    Tie::Heralded | Tie::Bridge(BridgeKind::Pronoun | BridgeKind::Content | BridgeKind::Reckons)
                );
                let heralds = heralds || going.heralds && goes_on;
                Some(Going { at: (block, sentence), steps: going.steps + 1, heralds, ..going })
            }
            (None, Some(now)) if now.steps < FADES => Some(Going { steps: now.steps + 2, heralds: false, ..now }),
            _ => None,
        };
    }

    /// Whether a block is a label without a verb of its own, as "Corporate news:" above a list.
    fn is_label(&self, block: usize) -> bool {
        let facts = &self.facts[block];
        facts.introduces && facts.sentences.len() == 1 && self.ties.is_bare(block)
    }

    /// Who answers for a sentence by its own words: the last attribution in it, a reference, the publisher.
    fn anchor(&self, block: usize, sentence: usize, reference: Option<usize>) -> Option<Anchor> {
        let own = &self.analysis.attributions[self.first[block]..self.first[block + 1]];
        let from = own.partition_point(|attribution| (attribution.sentence as usize) < sentence);
        let count = own[from..].partition_point(|attribution| attribution.sentence as usize == sentence);
        let from = self.first[block] + from;
        let mut said = (from..from + count).rev();
        let told = &self.facts[block].sentences[sentence];
        if let Some(found) = said.find(|&i| goes_on(self.analysis, &self.analysis.attributions[i], told)) {
            return Some(Anchor::Attribution(found));
        }
        if let Some(reference) = reference.or_else(|| self.references.named_by_link(block, sentence)) {
            return Some(Anchor::Reference(reference));
        }
        // Who says "we" in a quotation is not who publishes the text.
        if self.document.blocks[block].quote.is_some() {
            return None;
        }
        let range = self.facts[block].sentences[sentence].range;
        let facts = &self.facts[block];
        let from = facts.clauses.partition_point(|clause| clause.range.start < range.start);
        let clauses = facts.clauses[from..].iter().take_while(|clause| clause.range.start < range.end);
        let start = self.document.blocks[block].range.start;
        let named = |who: TextRange| !who.is_empty() && self.publication.is_in(who.shift(start));
        if let Some(clause) = clauses.clone().find(|clause| named(clause.who) && !facts.is_quoted(clause.who)) {
            return Some(Anchor::Own(clause.who.shift(start)));
        }
        let own = clauses
            .filter(|clause| matches!(clause.voice, Voice::Own | Voice::Unclear) && !facts.is_quoted(clause.shown));
        let own = own.max_by_key(|clause| clause.voice == Voice::Own)?;
        let shown = own.shown.shift(start);
        Some(if own.voice == Voice::Own { Anchor::Own(shown) } else { Anchor::OwnPerhaps(shown) })
    }

    /// What ties the sentence of a claim to a source before it.
    pub(super) fn of(&self, claim: &Claim) -> Option<Carried> {
        let sentence = self.sentence_at(claim.block, claim.range.start)?;
        let at = claim.range.start - self.document.blocks[claim.block].range.start;
        self.tie(claim.block, sentence, Some(at))
    }

    /// Whoever is said to speak in the sentence right before that of a claim, in the same paragraph.
    pub(super) fn speaker_before(&self, claim: &Claim) -> Option<Carried> {
        let sentence = self.sentence_at(claim.block, claim.range.start)?;
        let going = (*self.entering.get(self.sentences[claim.block] + sentence)?)?;
        let Anchor::Attribution(attribution) = going.anchor else { return None };
        let speaks = matches!(self.analysis.attributions[attribution].class, CueClass::Say | CueClass::Write);
        let here = going.at.0 == claim.block && going.at.1 + 1 == sentence && going.steps == 0;
        let words = TextRange::default();
        (speaks && here).then_some(Carried { going, tie: Tie::Speech, words })
    }

    /// What ties a sentence that has been entered, or a claim at byte `at` of its block, to a source before it, by its strongest bridge.
    fn tie(&self, block: usize, sentence: usize, at: Option<u32>) -> Option<Carried> {
        let told = &self.facts[block].sentences[sentence];
        if let Some((bridge, going)) = tie::answers(told).zip(self.survey) {
            let words = bridge.range.shift(self.document.blocks[block].range.start);
            return Some(Carried { going, tie: Tie::Bridge(bridge.kind), words });
        }
        let going = (*self.entering.get(self.sentences[block] + sentence)?)?;
        self.ties.between(going, (block, sentence), at)
    }
}

/// Whether a source goes on behind what it is said to say: one that says, writes, shows or counts.
fn goes_on(analysis: &Analysis, attribution: &Attribution, told: &Sentence) -> bool {
    // "The index ranks the country last."
    let nature = attribution.source.map(|source| analysis.sources[source].nature);
    let ranks = nature == Some(Nature::Document) && matches!(attribution.class, CueClass::Name | CueClass::Think);
    let says = matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Report);
    let says = says || ranks;
    // "A survey by the union asked workers about …", "The bureau has published new numbers": what it found follows.
    let announces = match attribution.class {
        CueClass::Ask => told.survey,
        CueClass::Talk => told.heralds || told.publishes,
        _ => false,
    };
    // Behind the colon of a speaker only the quoted words are theirs.
    attribution.mention.is_some()
        && (says && attribution.vouches || announces)
        && !tie::only_points(analysis, attribution)
        && !matches!(attribution.pattern, Pattern::Colon | Pattern::Nearby)
}

/// So many steps on, nothing is left of a source.
const FADES: u32 = 4;
