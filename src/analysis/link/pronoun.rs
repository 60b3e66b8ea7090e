//! Whom a pronoun stands for.

use std::collections::VecDeque;

use crate::analysis::mention::{Mention, Nature};
use crate::language::lexicon::Gender;

/// How many sentences back a pronoun reaches; "this" reaches what was told right before.
const REACH: u32 = 12;

/// A mention that a pronoun can stand for.
pub(super) struct Recent {
    pub(super) source: usize,
    /// A hash of its noun.
    pub(super) noun: u64,
    /// Whether it names or introduces its source, and does not only point back to it.
    pub(super) introduces: bool,
    pub(super) nature: Nature,
    pub(super) plural: Option<bool>,
    pub(super) gender: Gender,
    /// Its sentence, counted through the document.
    pub(super) sentence: u32,
    pub(super) prominent: bool,
    pub(super) quoted: bool,
}

/// What was told of a pronoun.
#[derive(Default)]
pub(super) struct Told {
    pub(super) source: Option<usize>,
    /// Other sources that it could stand for, the likeliest first.
    pub(super) rivals: Vec<usize>,
    /// Whether what stands nearest clashes with it in number.
    pub(super) clashes: bool,
}

/// Of the mentions last seen, the newest last, the one that a pronoun fits best: by nearness, prominence, gender and number. Those that
/// fit nearly as well are its rivals. `sentences` is how many come before its block.
pub(super) fn resolve(mention: &Mention, quoted: bool, recent: &VecDeque<Recent>, sentences: u32) -> Told {
    if mention.first_person {
        return Told::default();
    }
    let here = sentences + mention.sentence;
    let person = matches!(mention.gender, Gender::Masculine | Gender::Feminine);
    let mut scored: Vec<(usize, f32)> = Vec::new();
    let mut clashes = false;
    for recent in recent.iter().rev() {
        let distance = here.saturating_sub(recent.sentence);
        let reach = if mention.demonstrative { 1 } else { REACH };
        if distance > reach || (recent.quoted && !quoted) {
            continue;
        }
        if !fits(mention, recent) {
            clashes |= scored.is_empty() && recent.prominent && distance <= 1;
            continue;
        }
        #[allow(clippy::cast_precision_loss)]
        let mut score = -(distance as f32);
        score += if recent.prominent { 1.5 } else { 0.0 };
        score += if person && recent.nature == Nature::Person { 0.75 } else { 0.0 };
        score += if person && recent.gender == mention.gender { 0.5 } else { 0.0 };
        match scored.iter_mut().find(|(source, _)| *source == recent.source) {
            Some(known) => known.1 = known.1.max(score) + 0.1,
            None => scored.push((recent.source, score)),
        }
    }
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let Some(&(best, score)) = scored.first() else { return Told { clashes, ..Told::default() } };
    let rivals = scored[1..].iter().filter(|(_, rival)| *rival >= score - 1.0).map(|(source, _)| *source);
    Told { source: Some(best), rivals: rivals.take(3).collect(), clashes }
}

/// Whether a pronoun can stand for a mention, by gender and number.
fn fits(mention: &Mention, recent: &Recent) -> bool {
    match (mention.gender, mention.plural) {
        (Gender::Masculine | Gender::Feminine, _) => {
            matches!(recent.nature, Nature::Person | Nature::Unknown)
                && recent.plural != Some(true)
                && (recent.gender == Gender::Any || recent.gender == mention.gender)
        }
        (_, Some(true)) => matches!(recent.nature, Nature::Group | Nature::Organisation) || recent.plural == Some(true),
        _ => !matches!(recent.nature, Nature::Person | Nature::Group) && recent.plural != Some(true),
    }
}
