//! Sources that go on: which sentence goes on from a source before it, over which bridge.
//!
//! One walk over the sentences of a document, in order. It keeps who answered for the sentence before, and hands that on to the next
//! one where words tie the two together. What is kept fades by the sentence, and ends at a heading and at a new source.

use std::sync::Arc;

use super::group::Groups;
use super::own::Publication;
use super::reference::References;
use super::{Claim, Status};
use crate::analysis::attribution::Pattern;
use crate::analysis::bridge::{Bridge, BridgeKind};
use crate::analysis::clause::Voice;
use crate::analysis::facts::Facts;
use crate::analysis::figure::FigureKind;
use crate::analysis::mention::Nature;
use crate::analysis::sentence::Sentence;
use crate::analysis::{Analysis, Attribution};
use crate::document::{BlockKind, Document};
use crate::language::lexicon::{CueClass, Lexicon};
use crate::text::TextRange;

/// Who answers for a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    /// The source of the attribution of that index.
    Attribution(usize),
    /// The reference of that index.
    Reference(usize),
    /// The publisher, by these words of the file.
    Own(TextRange),
    /// The publisher perhaps, and perhaps everybody: "we have".
    OwnPerhaps(TextRange),
}

/// A source that can go on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Going {
    pub(super) anchor: Anchor,
    /// The block and the sentence that it answers for last.
    at: (usize, usize),
    /// How many sentences ago it was named.
    pub(super) steps: u32,
    /// How many paragraphs ago.
    pub(super) paragraphs: u32,
}

/// A bridge from a source that goes on to a sentence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Carried {
    pub(super) going: Going,
    /// The tie.
    pub(super) tie: Tie,
    /// The words of the tie; empty for one that no single words make.
    pub(super) words: TextRange,
}

/// What ties a sentence to a source before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tie {
    /// Words of the sentence.
    Bridge(BridgeKind),
    /// It stands in a list or table that the source's sentence brings in.
    List,
    /// A figure of the source's sentence is told again.
    Figure,
    /// Its subject is what the source's sentence was about.
    Topic,
    /// The same kind of figure about the same things.
    Frame,
    /// It has a noun of the source's sentence.
    Noun,
}

/// The walk.
pub(super) struct Carry<'a> {
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    analysis: &'a Analysis,
    references: &'a References<'a>,
    publication: &'a Publication,
    /// The lists and tables of which an item has a reference of its own.
    cited: Vec<bool>,
    groups: Groups,
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
            cited: cited(document, analysis),
            groups: Groups::new(document),
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
        if claim.status == Status::Referenced {
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
            self.now = None;
            self.group = None;
        }
        if let Some(now) = &mut self.now {
            now.paragraphs += 1;
        }
        match (self.list(block), self.group) {
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
        let going = anchor.map(|anchor| Going { anchor, at: (block, sentence), steps: 0, paragraphs: 0 });
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
        let tied = self.tie(block, sentence).map(|carried| carried.going);
        self.now = match (tied, self.now) {
            // It goes on: the next sentence may go on from this one.
            (Some(going), _) => Some(Going { at: (block, sentence), steps: going.steps + 1, ..going }),
            (None, Some(now)) if now.steps < FADES => Some(Going { steps: now.steps + 2, ..now }),
            _ => None,
        };
    }

    /// Whether a block is a label without a verb of its own, as "Corporate news:" above a list.
    fn is_label(&self, block: usize) -> bool {
        let facts = &self.facts[block];
        facts.introduces && facts.sentences.len() == 1 && self.is_bare(block)
    }

    /// Who answers for a sentence by its own words: the last attribution in it, a reference, the publisher.
    fn anchor(&self, block: usize, sentence: usize, reference: Option<usize>) -> Option<Anchor> {
        let own = self.first[block]..self.first[block + 1];
        let mut said = own.rev().filter(|&i| self.analysis.attributions[i].sentence as usize == sentence);
        if let Some(found) = said.find(|&i| goes_on(&self.analysis.attributions[i])) {
            return Some(Anchor::Attribution(found));
        }
        if let Some(reference) = reference.or_else(|| self.references.named_by_link(block, sentence)) {
            return Some(Anchor::Reference(reference));
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
        self.tie(claim.block, sentence)
    }

    /// What ties a sentence that has been entered to a source before it, by its strongest bridge.
    fn tie(&self, block: usize, sentence: usize) -> Option<Carried> {
        let told = &self.facts[block].sentences[sentence];
        let start = self.document.blocks[block].range.start;
        let bridge = |kind: BridgeKind| told.bridges.iter().find(|bridge| bridge.kind == kind);
        let answers = bridge(BridgeKind::Respondents)
            .or_else(|| bridge(BridgeKind::Answers))
            .or_else(|| bridge(BridgeKind::Survey));
        if let (Some(bridge), Some(going)) = (answers, self.survey) {
            return Some(Carried { going, tie: Tie::Bridge(bridge.kind), words: bridge.range.shift(start) });
        }
        let going = (*self.entering.get(self.sentences[block] + sentence)?)?;
        if told.shifts || told.general {
            return None;
        }
        let listed = self.list(block).is_some() && self.is_introduced(block, going) || self.is_announced(block, going);
        let adjacent = self.is_right_before(going.at, (block, sentence));
        let owned = self.facts[going.at.0].sentences.get(going.at.1).is_some_and(|before| before.owned)
            && match going.anchor {
                Anchor::Attribution(attribution) => self.is_body(attribution) && !self.is_vague(attribution),
                _ => true,
            };
        let holds = |bridge: &&Bridge| match bridge.kind {
            BridgeKind::Implied => owned,
            _ => adjacent || !self.points_back(bridge, start),
        };
        let bridge = told.bridges.iter().filter(holds).min_by_key(|bridge| bridge.kind);
        // "Their members" in an item of a list is no better tie than the list.
        if let Some(bridge) = bridge.filter(|bridge| !(listed && bridge.kind >= BridgeKind::Subject)) {
            return Some(Carried { going, tie: Tie::Bridge(bridge.kind), words: bridge.range.shift(start) });
        }
        if listed {
            return Some(Carried { going, tie: Tie::List, words: TextRange::default() });
        }
        let before = self.facts[going.at.0].sentences.get(going.at.1)?;
        let (tie, words) = self.tie_of_content((block, told), (going.at.0, before))?;
        Some(Carried { going, tie, words })
    }

    /// Whether the sentence `next` comes right behind the sentence `at`, each told by its block and its number.
    fn is_right_before(&self, at: (usize, usize), next: (usize, usize)) -> bool {
        if next.1 > 0 || at.0 == next.0 {
            return (at.0, at.1 + 1) == next;
        }
        // A caption or two may stand between; the cost of a sentence must not grow with what stands before it.
        let ended = next.0 - at.0 <= NEAR && at.1 + 1 == self.facts[at.0].sentences.len();
        ended && self.facts[at.0 + 1..next.0].iter().all(|facts| facts.sentences.is_empty() || !facts.stopped)
    }

    /// Whether a bridge points to the sentence right before it, and to nothing further back: "it", "that", "of those".
    fn points_back(&self, bridge: &Bridge, start: u32) -> bool {
        match bridge.kind {
            BridgeKind::Part | BridgeKind::Content => true,
            BridgeKind::Subject => {
                let word = self.document.words(bridge.range.shift(start)).to_lowercase();
                Lexicon::english().find(&word).pronoun.is_some()
            }
            _ => false,
        }
    }

    /// The list or table that a block is an item or a cell of; a paragraph may stand in a table that is there for the layout.
    fn list(&self, block: usize) -> Option<u32> {
        let block = &self.document.blocks[block];
        block.group.filter(|_| matches!(block.kind, BlockKind::Item | BlockKind::Cell))
    }

    /// Whether the line of the source stands right before the list or table that holds `block`.
    fn is_introduced(&self, block: usize, going: Going) -> bool {
        let own = matches!(going.anchor, Anchor::Own(_) | Anchor::OwnPerhaps(_));
        let cited = self.document.blocks[block].group.and_then(|group| self.cited.get(group as usize));
        let kept = own || cited != Some(&true);
        let group = self.groups.of(&self.document.blocks[block]).filter(|_| kept);
        group.is_some_and(|(first, _)| first == going.at.0 + 1)
    }

    /// Whether the source's block brings in `block` with a colon, or is a bare line in a run of such that is brought in.
    fn is_announced(&self, block: usize, going: Going) -> bool {
        let behind = block > 0 && going.at.0 == block - 1 && self.list(block).is_none();
        behind && (self.facts[block - 1].introduces || self.is_bare(block - 1) && self.is_bare(block))
    }

    /// Whether a block has no verb: a line of figures and nouns.
    fn is_bare(&self, block: usize) -> bool {
        self.facts[block].clauses.iter().all(|clause| !clause.has_verb)
    }

    /// What two sentences have in common: a figure that is told again, a subject, a kind of figure.
    fn tie_of_content(&self, this: (usize, &Sentence), before: (usize, &Sentence)) -> Option<(Tie, TextRange)> {
        let start = self.document.blocks[this.0].range.start;
        let (mine, other) = (self.figures(this), self.figures(before));
        let again = mine.iter().find(|figure| {
            let same = |known: &&crate::analysis::figure::Figure| {
                known.value == figure.value && known.unit == figure.unit && known.kind == figure.kind
            };
            figure.checkable && figure.value.is_some() && other.iter().any(|known| same(&known))
        });
        if let Some(figure) = again {
            return Some((Tie::Figure, figure.range.shift(start)));
        }
        let facts = &self.facts[this.0];
        let from = facts.clauses.partition_point(|clause| clause.range.start < this.1.range.start);
        let subject = facts.clauses.get(from).map_or(0, |clause| clause.subject);
        if subject != 0 && (before.1.topics.binary_search(&subject).is_ok() || self.is_told_above(this.0, subject)) {
            return Some((Tie::Topic, TextRange::default()));
        }
        let rate = |kind: FigureKind| matches!(kind, FigureKind::Percent | FigureKind::Ratio);
        let frame = mine.iter().any(|figure| rate(figure.kind)) && other.iter().any(|figure| rate(figure.kind));
        let shares = this.1.shares_topic(before.1);
        shares.then_some((if frame { Tie::Frame } else { Tie::Noun }, TextRange::default()))
    }

    /// Whether a row of the list or table right above a paragraph is about `subject`.
    fn is_told_above(&self, block: usize, subject: u32) -> bool {
        let above = block.checked_sub(1).filter(|_| self.list(block).is_none());
        let group = above.and_then(|above| self.groups.of(&self.document.blocks[above]));
        group.is_some_and(|(first, last)| {
            let told = self.facts[first..=last].iter().take(ROWS).flat_map(|facts| &facts.sentences);
            told.into_iter().any(|sentence| sentence.topics.binary_search(&subject).is_ok())
        })
    }

    fn figures(&self, (block, sentence): (usize, &Sentence)) -> &'a [crate::analysis::figure::Figure] {
        let figures = &self.facts[block].figures;
        let from = figures.partition_point(|figure| figure.range.start < sentence.range.start);
        let to = figures.partition_point(|figure| figure.range.start < sentence.range.end);
        &figures[from..to.max(from)]
    }

    /// Whether a source is called by no more than "experts", "studies".
    pub(super) fn is_vague(&self, attribution: usize) -> bool {
        let mention = self.analysis.attributions[attribution].mention;
        mention.is_some_and(|mention| self.analysis.mentions[mention].mention.generic)
    }

    /// Whether a source is an organisation or a document, which goes on for longer than a person who is quoted.
    pub(super) fn is_body(&self, attribution: usize) -> bool {
        let source = self.analysis.attributions[attribution].source;
        let nature = source.map(|source| self.analysis.sources[source].nature);
        matches!(nature, Some(Nature::Organisation | Nature::Document | Nature::Unknown))
    }
}

/// Whether a source goes on behind what it is said to say: one that says, writes, shows or counts.
fn goes_on(attribution: &Attribution) -> bool {
    let says = matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Report);
    // Behind the colon of a speaker only the quoted words are theirs.
    attribution.mention.is_some() && attribution.vouches && says && attribution.pattern != Pattern::Colon
}

/// The lists of which an item has a reference of its own: the line above then answers for none of the others.
fn cited(document: &Document, analysis: &Analysis) -> Vec<bool> {
    let mut cited = Vec::new();
    for reference in &analysis.references {
        let block = document.blocks.partition_point(|block| block.range.end <= reference.range.start);
        let Some(block) = document.blocks.get(block).filter(|block| block.range.overlaps(reference.range)) else {
            continue;
        };
        if let (BlockKind::Item, Some(group)) = (block.kind, block.group) {
            let group = group as usize;
            cited.resize(cited.len().max(group + 1), false);
            cited[group] = true;
        }
    }
    cited
}

/// How many blocks on the next paragraph is still the next.
const NEAR: usize = 4;

/// How many cells of the table above are looked at.
const ROWS: usize = 256;

/// So many steps on, nothing is left of a source.
const FADES: u32 = 4;
