//! Figures about a party that come from that party: an army on its enemy's losses, a firm on what its product does, organisers on how
//! many came.

use std::ops::Range;

use super::attribution::Tie;
use super::attribution::view::Reading;
use super::figure::{Figure, FigureKind};
use crate::language::lexicon::{Class, NounKind};
use crate::language::tag::Tag;
use crate::text::offset;

/// What the party has to gain by the figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interest {
    /// It wages the war that the figure is about.
    War,
    /// It sells what the figure praises.
    Trade,
    /// It called the people together that are counted.
    Support,
}

/// A figure that a party gives about itself or its opponent.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Partisan {
    /// Index of the figure in the block.
    pub figure: u32,
    /// Index of the tie that gives it.
    pub tie: u32,
    /// Index of its sentence.
    pub sentence: u32,
    /// What the party has to gain.
    pub interest: Interest,
    /// Whether the words for the source here say that it is the party; else what it is called elsewhere may.
    pub named: bool,
}

/// How far behind a figure stands what it counts.
const NEAR: usize = 4;

/// How far around a figure stands what is told of it.
const AROUND: usize = 40;

/// Finds the figures of a block that a party gives about itself or its opponent.
pub(super) fn partisan(reading: &Reading<'_>, ties: &[Tie], figures: &[Figure]) -> Vec<Partisan> {
    let syntax = reading.syntax;
    let mut found: Vec<Partisan> = Vec::new();
    if figures.is_empty() {
        return found;
    }
    for (number, tie) in ties.iter().enumerate() {
        let Some(source) = tie.source.as_ref().filter(|_| tie.vouches) else { continue };
        let sides = sides(reading, source.tokens.clone());
        let warring = has(reading, &source.tokens, Class::Warring);
        for content in &tie.content {
            let range = syntax.range(content.clone());
            let from = figures.partition_point(|figure| figure.range.start < range.start);
            for (index, figure) in figures.iter().enumerate().skip(from) {
                if figure.range.start >= range.end {
                    break;
                }
                let interest = sides.iter().find(|side| figure.checkable && is_about(reading, content, figure, **side));
                if let Some(&interest) = interest {
                    let sentence = syntax.sentences.partition_point(|sentence| sentence.end <= content.start);
                    let (figure, tie) = (offset(index), offset(number));
                    let named = warring || interest != Interest::War;
                    found.push(Partisan { figure, tie, sentence: offset(sentence), interest, named });
                }
            }
        }
    }
    found
}

/// What a source could have to gain, by the words for it.
fn sides(reading: &Reading<'_>, source: Range<usize>) -> Vec<Interest> {
    let mut sides = vec![Interest::War];
    if has(reading, &source, Class::Rallying) {
        sides.push(Interest::Support);
    }
    let head = source.clone().find(|&i| reading.chunks.noun_at(i).is_some_and(|noun| noun.head == i));
    let firm = head.is_some_and(|i| {
        let entry = reading.syntax.entry(i);
        let tag = reading.syntax.tokens[i].tag;
        entry.classes.has(Class::Firm)
            || (tag == Tag::Name && !entry.kinds.has(NounKind::Document))
            || entry.kinds.has(NounKind::Organisation)
            || entry.pronoun.is_some_and(|pronoun| pronoun.person == 3)
    });
    if firm {
        sides.push(Interest::Trade);
    }
    sides
}

/// Whether a word or phrase of `class` stands in `tokens`.
fn has(reading: &Reading<'_>, tokens: &Range<usize>, class: Class) -> bool {
    let syntax = reading.syntax;
    let mut phrases = syntax.phrases_in(tokens).iter();
    tokens.clone().any(|i| syntax.entry(i).classes.has(class))
        || phrases.any(|phrase| phrase.end <= tokens.end && syntax.lexicon.entry(phrase.entry).classes.has(class))
}

/// Whether a figure in `content` is about what a party of that interest has a stake in.
fn is_about(reading: &Reading<'_>, content: &Range<usize>, figure: &Figure, interest: Interest) -> bool {
    let tokens = &reading.syntax.tokens;
    let behind = tokens.partition_point(|token| token.range.start < figure.range.end);
    let near = content.start.max(behind.saturating_sub(AROUND))..content.end.min(behind + AROUND);
    let counted = behind.saturating_sub(1)..tokens.len().min(behind + NEAR);
    let count = !matches!(figure.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Duration);
    match interest {
        Interest::War => count && has(reading, &counted, Class::Fighter) && has(reading, &near, Class::Combat),
        Interest::Support => count && has(reading, &counted, Class::Crowd) && has(reading, &near, Class::Turnout),
        Interest::Trade => {
            let mut before = near.start..behind.min(near.end);
            let own = before.find(|&i| is_own_product(reading, i));
            let share = matches!(figure.kind, FigureKind::Percent | FigureKind::Ratio);
            share && own.is_some_and(|own| has(reading, &(own..tokens.len().min(behind + 2)), Class::Effect))
        }
    }
}

/// Whether the subject at token `i` is a product of the source: "its device".
fn is_own_product(reading: &Reading<'_>, i: usize) -> bool {
    let Some(noun) = reading.chunks.noun_at(i) else { return false };
    let owned = reading.syntax.tokens[noun.first].tag == Tag::Possessive;
    let next = reading.syntax.tokens.get(i + 1).map(|_| reading.syntax.entry(i + 1));
    let acts = reading.chunks.verb_at(i + 1).is_some() || next.is_some_and(|entry| entry.classes.has(Class::Effect));
    owned && acts && reading.syntax.entry(i).classes.has(Class::Product)
}
