//! The rule `interested-party-figure`.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::{Check, replace, rule};
use crate::analysis::claim::{ClaimKind, Status};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::party::Interest;
use crate::analysis::sentence::Sentence;
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

rule! {
    /// A party gives a figure about itself or its opponent, and nothing independent stands beside it.
    ///
    /// A party is an army or a ministry that tells of losses in its war, a company that tells what its product does, organisers
    /// who tell how many came, and a source whose `interest` stands in `sayso.toml`. Of each source and paragraph the first figure is
    /// reported.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The defence ministry said its forces had killed ⟦300⟧ enemy soldiers near the river.
    /// ---
    /// The company said its new filter cuts the lead in drinking water by ⟦99 percent⟧.
    /// ---
    /// Organisers said ⟦50,000⟧ people marched through the town on Sunday.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Where somebody else gives a figure or contests it, or the text says whether it could be verified:
    ///
    /// ```text pass
    /// The defence ministry said its forces had killed 300 enemy soldiers. The claim could not be independently verified.
    /// ---
    /// Organisers said 50,000 people marched through the town on Sunday. The police counted 20,000 people.
    /// ---
    /// The army said it had shot down 12 drones. The rebels denied that they had lost any.
    /// ```
    ///
    /// What a party knows best, and figures of those who have no stake:
    ///
    /// ```text pass
    /// The defence ministry said it would buy 300 tanks and train 2,000 soldiers.
    /// ---
    /// The company said its sales rose by 12 percent and that it had hired 300 people.
    /// ---
    /// Police said 12 people were killed in the accident. The statistics office said 40 percent of voters stayed at home.
    /// ```
    "interested-party-figure", Information,
    help: "set an independent figure beside it, or say that it could not be verified"
}

fn check(check: &mut Check<'_>) {
    let mut told = Told::default();
    let analysis = check.analysis;
    let mut at_war: HashMap<usize, bool> = HashMap::new();
    for block in 0..check.facts.len() {
        if check.block(block).kind.is_heading() {
            continue;
        }
        let facts = check.facts[block].clone();
        let first = analysis.attributions.partition_point(|attribution| attribution.block < block);
        for partisan in &facts.partisan {
            let Some(attribution) = analysis.attributions.get(first + partisan.tie as usize) else { continue };
            let Some(source) = attribution.source.filter(|_| !attribution.own) else { continue };
            // "He" is the president of a paragraph before.
            let mut mentions = analysis.sources[source].mentions.iter().map(|&mention| &analysis.mentions[mention]);
            let mut fights = || mentions.any(|linked| linked.mention.at_war);
            if !partisan.named && !*at_war.entry(source).or_insert_with(&mut fights) {
                continue;
            }
            let figure = &facts.figures[partisan.figure as usize];
            let stake = match partisan.interest {
                Interest::War => "wages the war it is about",
                Interest::Trade => "sells what it is about",
                Interest::Support => "called for what it is about",
            };
            told.tell(check, &Place { block, sentence: partisan.sentence as usize, source }, figure, stake);
        }
    }
    known(check, &mut told);
}

/// The sources whose interest the configuration tells.
fn known(check: &mut Check<'_>, told: &mut Told) {
    let analysis = check.analysis;
    if analysis.sources.iter().all(|source| source.known.as_ref().is_none_or(|known| known.interest.is_none())) {
        return;
    }
    for claim in &analysis.claims {
        let (ClaimKind::Figure(index), Status::Attributed) = (claim.kind, claim.status) else { continue };
        let Some(source) = analysis.source_of(claim) else { continue };
        let known = analysis.sources[source].known.as_ref().filter(|known| !known.own);
        let Some(interest) = known.and_then(|known| known.interest.as_deref()) else { continue };
        let start = check.block(claim.block).range.start;
        let figures = &check.facts[claim.block].figures;
        let from = figures.partition_point(|figure| figure.range.start + start < claim.range.start);
        let mut here = figures[from..].iter().take_while(|figure| figure.range.start + start == claim.range.start);
        let figure = here.find(|figure| figure.range.shift(start) == claim.range);
        let Some(figure) = figure.cloned().filter(|figure| figure.kind != FigureKind::Money) else { continue };
        let sentences = &check.facts[claim.block].sentences;
        let sentence = sentences.partition_point(|sentence| sentence.range.end <= figure.range.start);
        debug_assert!(analysis.figures[index].block == claim.block);
        let place = Place { block: claim.block, sentence, source };
        told.tell(check, &place, &figure, &format!("has an interest in it ({interest})"));
    }
}

/// Where a figure stands, and whose it is.
struct Place {
    block: usize,
    sentence: usize,
    source: usize,
}

/// What has been told, and what was looked up for it.
#[derive(Default)]
struct Told {
    /// Of each source and paragraph one figure is looked at.
    seen: HashSet<(usize, usize)>,
    names: HashMap<usize, String>,
    near: Option<Near>,
}

impl Told {
    fn tell(&mut self, check: &mut Check<'_>, place: &Place, figure: &Figure, stake: &str) {
        if !self.seen.insert((place.block, place.source)) {
            return;
        }
        let near = match self.near.take() {
            Some(near) if near.block == place.block => near,
            _ => Near::new(check, place.block),
        };
        if !near.settles(check, place, figure) {
            let name = || check.analysis.name_in_sentence(check.document, place.source);
            let name = self.names.entry(place.source).or_insert_with(name);
            report(check, place, figure, stake, name);
        }
        self.near = Some(near);
    }
}

/// What a block and those beside it tell of the figures there.
struct Near {
    block: usize,
    blocks: Range<usize>,
    /// Whether they tell of anything if it was verified.
    verifies: bool,
    /// Who denies anything: the first, and the first other.
    deny: Vec<Option<usize>>,
    /// What each source says, in the order of the text, each with how far it and what comes before it reach.
    said: HashMap<usize, Vec<(TextRange, u32)>>,
}

impl Near {
    fn new(check: &Check<'_>, block: usize) -> Self {
        let blocks = block.saturating_sub(1)..check.facts.len().min(block + 2);
        let attributions = &check.analysis.attributions;
        let first = attributions.partition_point(|attribution| attribution.block < blocks.start);
        let last = attributions.partition_point(|attribution| attribution.block < blocks.end);
        let mut deny = Vec::new();
        let mut said: HashMap<usize, Vec<(TextRange, u32)>> = HashMap::new();
        for attribution in &attributions[first..last] {
            if attribution.class == CueClass::Deny && deny.len() < 2 && !deny.contains(&attribution.source) {
                deny.push(attribution.source);
            }
            if let Some(source) = attribution.source {
                said.entry(source).or_default().extend(attribution.content.iter().map(|range| (*range, range.end)));
            }
        }
        for ranges in said.values_mut() {
            ranges.sort_unstable();
            let mut reach = 0;
            for (range, furthest) in ranges {
                reach = range.end.max(reach);
                *furthest = reach;
            }
        }
        let verifies = blocks.clone().any(|block| check.facts[block].sentences.iter().any(|told| told.verifies));
        Self { block, blocks, verifies, deny, said }
    }

    /// Whether `source` says what stands in `range`.
    fn says(&self, source: usize, range: TextRange) -> bool {
        let Some(said) = self.said.get(&source) else { return false };
        let before = said.partition_point(|(said, _)| said.start <= range.start);
        before > 0 && said[before - 1].1 >= range.end
    }

    /// Whether the text tells near by if the figure was verified, or somebody else contests it or gives one of the same things.
    fn settles(&self, check: &Check<'_>, place: &Place, figure: &Figure) -> bool {
        if self.verifies || self.deny.iter().any(|other| *other != Some(place.source)) {
            return true;
        }
        let Some(told) = check.facts[place.block].sentences.get(place.sentence) else { return true };
        self.blocks.clone().any(|block| {
            let (facts, start) = (&check.facts[block], check.block(block).range.start);
            facts.figures.iter().filter(|one| one.kind == figure.kind && one.checkable).any(|one| {
                let own = self.says(place.source, one.range.shift(start));
                let sentence = facts.sentence_at(one.range.start).map(|sentence| &facts.sentences[sentence]);
                let sentence = sentence.filter(|sentence| sentence.range.covers(one.range));
                let same = |other: &Sentence| block == place.block || other.shares_topic(told);
                one.range != figure.range && !own && sentence.is_some_and(same)
            })
        })
    }
}

fn report(check: &mut Check<'_>, place: &Place, figure: &Figure, stake: &str, source: &str) {
    let start = check.block(place.block).range.start;
    let range = figure.range.shift(start);
    let words = check.quoted(range);
    let facts = &check.facts[place.block];
    let end = facts.sentences.get(place.sentence).map(|sentence| sentence.range.end + start);
    let quoted = facts.is_quoted(figure.range);
    let message = format!("One side’s figure: “{source}” {stake}, and nothing independent stands beside {words}.");
    let finding = check.report(range, message);
    if let Some(end) = end.filter(|_| !quoted) {
        let by = " The claim could not be independently verified.";
        finding.fixes.push(replace("Say that it could not be verified", TextRange::new(end, end), by));
    }
}
