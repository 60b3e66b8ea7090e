//! What ties a sentence to a source before it: words of its own, a list that the source brings in, what both are about.

use std::sync::Arc;

use super::group::Groups;
use crate::analysis::attribution::Complement;
use crate::analysis::bridge::{Bridge, BridgeKind};
use crate::analysis::clause::{self, ClauseFact};
use crate::analysis::facts::Facts;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::mention::Nature;
use crate::analysis::sentence::Sentence;
use crate::analysis::{Analysis, Attribution};
use crate::document::{BlockKind, Document};
use crate::language::clause::ClauseKind;
use crate::language::lexicon::CueClass;
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
    pub(super) at: (usize, usize),
    /// How many sentences ago it was named.
    pub(super) steps: u32,
    /// How many paragraphs ago.
    pub(super) paragraphs: u32,
    /// Whether it has told a measure of somebody's business, or what a firm does that has some.
    pub(super) business: bool,
    /// Whether it has said that figures follow, and not told all of them yet.
    pub(super) heralds: bool,
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
    /// The source's sentence tells that there are figures, and this is one.
    Heralded,
    /// A figure of the source's sentence is told again.
    Figure,
    /// Words are quoted in it, and whoever speaks in the sentence before is the last who does.
    Speech,
    /// Its subject is what the source's sentence was about.
    Topic,
    /// The same kind of figure about the same things.
    Frame,
    /// It has a noun of the source's sentence.
    Noun,
    /// It stands right behind the source's sentence in its paragraph, and no words tie the two: a guess, of a body or a document.
    Paragraph,
}

/// The ties of a document's sentences.
pub(super) struct Ties<'a> {
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    analysis: &'a Analysis,
    /// The lists and tables of which an item has a reference of its own.
    cited: Vec<bool>,
    groups: Groups,
}

impl<'a> Ties<'a> {
    pub(super) fn new(document: &'a Document, facts: &'a [Arc<Facts>], analysis: &'a Analysis) -> Self {
        Self { document, facts, analysis, cited: cited(document, analysis), groups: Groups::new(document) }
    }

    /// What ties the sentence at `place`, its block and its number, to a source that goes on into it; or a claim at byte `at` of its
    /// block.
    pub(super) fn between(&self, going: Going, place: (usize, usize), at: Option<u32>) -> Option<Carried> {
        let block = place.0;
        let told = &self.facts[block].sentences[place.1];
        if told.shifts || told.general {
            return None;
        }
        let listed = self.list(block).is_some() && self.is_introduced(block, going) || self.is_announced(block, going);
        let adjacent = self.is_right_before(going.at, place);
        let holds = |bridge: &&Bridge| match bridge.kind {
            BridgeKind::SameOwner => self.has_business(going),
            BridgeKind::Series => self.has_economy(going),
            BridgeKind::Role => self.is_known(bridge, block, going),
            kind => adjacent || !kind.points_back(),
        };
        let bridges = told.bridges.iter().filter(holds);
        let bridge = bridges
            .filter(|bridge| at.is_none_or(|at| reaches(&self.facts[block], bridge, at)))
            .min_by_key(|bridge| bridge.kind);
        // "Their members" in an item of a list is no better tie than the list.
        let (tie, words) = match bridge.filter(|bridge| !(listed && bridge.kind >= BridgeKind::Answers)) {
            Some(bridge) => (Tie::Bridge(bridge.kind), bridge.range.shift(self.document.blocks[block].range.start)),
            None if listed => (Tie::List, TextRange::default()),
            None if going.heralds && self.figures((block, told)).iter().any(|figure| figure.checkable) => {
                (Tie::Heralded, TextRange::default())
            }
            None => self.tie_of_content((block, told), going)?,
        };
        Some(Carried { going, tie, words })
    }

    /// Whether "the agency" can be the source that goes on, as no publisher can, or is something that its sentence has told of.
    fn is_known(&self, bridge: &Bridge, block: usize, going: Going) -> bool {
        if !matches!(going.anchor, Anchor::Own(_) | Anchor::OwnPerhaps(_)) {
            return true;
        }
        let told = self.facts[going.at.0].sentences.get(going.at.1);
        let clauses = &self.facts[block].clauses;
        let subject = clause::innermost(clauses, bridge.range.start).map_or(0, |clause| clauses[clause].subject);
        told.is_some_and(|told| told.topics.binary_search(&subject).is_ok())
    }

    /// Whether a source has told a measure of its own business: a firm or the publisher, in its own sentence.
    fn has_business(&self, going: Going) -> bool {
        let owner = match going.anchor {
            Anchor::Attribution(attribution) => {
                is_body(self.analysis, attribution) && !is_vague(self.analysis, attribution)
            }
            _ => true,
        };
        going.business && owner
    }

    /// Whether a body has told a measure of an economy: the statistics office, its figures.
    fn has_economy(&self, going: Going) -> bool {
        let before = self.facts[going.at.0].sentences.get(going.at.1);
        let told = before
            .is_some_and(|told| told.economy && self.figures((going.at.0, told)).iter().any(|figure| figure.checkable));
        let Anchor::Attribution(attribution) = going.anchor else { return false };
        told && is_body(self.analysis, attribution)
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

    /// The list or table that a block is an item or a cell of; a paragraph may stand in a table that is there for the layout.
    pub(super) fn list(&self, block: usize) -> Option<u32> {
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
    pub(super) fn is_bare(&self, block: usize) -> bool {
        self.facts[block].clauses.iter().all(|clause| !clause.has_verb)
    }

    /// What two sentences have in common: a figure that is told again, a subject, a kind of figure.
    fn tie_of_content(&self, this: (usize, &Sentence), going: Going) -> Option<(Tie, TextRange)> {
        let before = (going.at.0, self.facts[going.at.0].sentences.get(going.at.1)?);
        let start = self.document.blocks[this.0].range.start;
        let (mine, other) = (self.figures(this), self.figures(before));
        let again = mine.iter().find(|figure| {
            let same =
                |known: &&Figure| known.value == figure.value && known.unit == figure.unit && known.kind == figure.kind;
            figure.checkable && figure.value.is_some() && other.iter().any(|known| same(&known))
        });
        if let Some(figure) = again {
            return Some((Tie::Figure, figure.range.shift(start)));
        }
        let facts = &self.facts[this.0];
        let from = facts.clauses.partition_point(|clause| clause.range.start < this.1.range.start);
        let subject = facts.clauses.get(from).map_or(0, |clause| clause.subject);
        if subject != 0
            && (before.1.topics.binary_search(&subject).is_ok() || self.is_told_above(this.0, subject, going))
        {
            return Some((Tie::Topic, TextRange::default()));
        }
        let rate = |kind: FigureKind| matches!(kind, FigureKind::Percent | FigureKind::Ratio);
        let frame = mine.iter().any(|figure| rate(figure.kind)) && other.iter().any(|figure| rate(figure.kind));
        let shares = this.1.shares_topic(before.1);
        if shares {
            return Some((if frame { Tie::Frame } else { Tie::Noun }, TextRange::default()));
        }
        // "Oxfam said 300 homes had burned. Nearly 2,000 people fled.": of whoever has said that something is so, and with a figure.
        let behind = this.0 == going.at.0 && going.steps == 0 && other.iter().any(|figure| figure.checkable);
        let behind = behind && matches!(going.anchor, Anchor::Attribution(attribution) if self.tells(attribution));
        behind.then_some((Tie::Paragraph, TextRange::default()))
    }

    /// Whether a body or a document tells that something is so.
    fn tells(&self, attribution: usize) -> bool {
        let told = &self.analysis.attributions[attribution];
        let clause = matches!(told.complement, Complement::Clause | Complement::ThatClause);
        let shows = matches!(told.class, CueClass::Show | CueClass::Report);
        is_body(self.analysis, attribution) && (clause || shows)
    }

    /// Whether a row of the list or table right above a paragraph, which the source's line brings in, is about `subject`.
    fn is_told_above(&self, block: usize, subject: u32, going: Going) -> bool {
        let above =
            block.checked_sub(1).filter(|&above| self.list(block).is_none() && self.is_introduced(above, going));
        let group = above.and_then(|above| self.groups.of(&self.document.blocks[above]));
        group.is_some_and(|(first, last)| {
            let mut told = self.facts[first..=last].iter().take(ROWS).flat_map(|facts| &facts.sentences);
            told.any(|sentence| sentence.topics.binary_search(&subject).is_ok())
        })
    }

    fn figures(&self, (block, sentence): (usize, &Sentence)) -> &'a [Figure] {
        let figures = &self.facts[block].figures;
        let from = figures.partition_point(|figure| figure.range.start < sentence.range.start);
        let to = figures.partition_point(|figure| figure.range.start < sentence.range.end);
        &figures[from..to.max(from)]
    }
}

/// Whether a bridge reaches byte `at` of its block. One that is a subject leads what its clause tells, and not a clause of time or cause that
/// has another: "That is a problem when incomes have been flat for 20 years".
pub(super) fn reaches(facts: &Facts, bridge: &Bridge, at: u32) -> bool {
    use BridgeKind::{Content, Pronoun, Reckons, Role, SameOwner, Subject};
    if !matches!(bridge.kind, Content | Pronoun | Reckons | Role | SameOwner | Subject) {
        return true;
    }
    let clauses = &facts.clauses;
    let Some(innermost) = clause::innermost(clauses, at) else { return true };
    let around = || clause::around(clauses, innermost).map(|index| &clauses[index]);
    let other = |clause: &&ClauseFact| {
        let own = !clause.who.is_empty() && clause.range.covers(clause.who) && clause.has_verb;
        own && !clause.who.overlaps(bridge.range) && matches!(clause.kind, ClauseKind::Adverbial | ClauseKind::Relative)
    };
    let stop = around().position(|clause| other(&clause));
    let leads = around().position(|clause| clause.who.overlaps(bridge.range));
    stop.is_none_or(|stop| leads.is_some_and(|leads| leads <= stop))
}

/// The words by which a sentence tells what people answered, in whatever survey was told of last.
pub(super) fn answers(told: &Sentence) -> Option<&Bridge> {
    let kinds = [BridgeKind::Respondents, BridgeKind::Answers, BridgeKind::Survey];
    kinds.iter().find_map(|kind| told.bridges.iter().find(|bridge| bridge.kind == *kind))
}

/// Whether the source of an attribution is called by no more than "experts", "studies".
pub(super) fn is_vague(analysis: &Analysis, attribution: usize) -> bool {
    let mention = analysis.attributions[attribution].mention;
    mention.is_some_and(|mention| analysis.mentions[mention].mention.generic)
}

/// Whether the source of an attribution is named in these words of the file.
pub(super) fn is_named_in(analysis: &Analysis, attribution: usize, words: TextRange) -> bool {
    let source = analysis.attributions[attribution].source;
    let from = analysis.mentions.partition_point(|linked| linked.mention.head.start < words.start);
    let mut here = analysis.mentions[from..].iter().take_while(|linked| linked.mention.head.start < words.end);
    source.is_some() && here.any(|linked| linked.source == source)
}

/// Whether all that stands as the source of an attribution is "this" or "that", and not known to be anybody.
pub(super) fn only_points(analysis: &Analysis, attribution: &Attribution) -> bool {
    let mention = attribution.mention.map(|mention| &analysis.mentions[mention].mention);
    mention.is_some_and(|mention| mention.demonstrative) && attribution.source.is_none()
}

/// Whether the source of an attribution is one person.
pub(super) fn is_person(analysis: &Analysis, attribution: usize) -> bool {
    let source = analysis.attributions[attribution].source;
    source.is_some_and(|source| analysis.sources[source].nature == Nature::Person)
}

/// Whether it is an organisation or a document, which goes on for longer than a person who is quoted.
pub(super) fn is_body(analysis: &Analysis, attribution: usize) -> bool {
    let source = analysis.attributions[attribution].source;
    let nature = source.map(|source| analysis.sources[source].nature);
    matches!(nature, Some(Nature::Organisation | Nature::Document | Nature::Unknown))
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
