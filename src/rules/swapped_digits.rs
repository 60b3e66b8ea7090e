//! Figures of one unit in sentences about the same, of which one is the other with two digits in each other's place.

use hashbrown::HashMap;

use super::Check;
use crate::analysis::At;
use crate::analysis::date::When;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::sentence::Sentence;
use crate::text::TextRange;

/// How many figures of a thing are looked back at.
const NEAR: usize = 8;

/// The pairs, each in the order of the text.
pub(super) fn pairs(check: &Check<'_>) -> Vec<(TextRange, TextRange)> {
    let mut known: HashMap<(Vec<u8>, String), Vec<Told<'_>>> = HashMap::new();
    let mut found = Vec::new();
    // What a title has otherwise is a matter of its own rule.
    let body = check.analysis.figures.iter().filter(|at| !check.block(at.block).kind.is_heading());
    for at in body {
        let figure = &at.item;
        let kind = matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure);
        let (Some(digits), Some(unit)) = (digits(&check.document.words(figure.range)), figure.unit.as_deref()) else {
            continue;
        };
        let Some(sentence) = check.sentence_of(at).filter(|_| kind && figure.high.is_none()) else { continue };
        let mut sorted = digits.clone();
        sorted.sort_unstable();
        let like = known.entry((sorted, unit.to_lowercase().trim_end_matches('s').to_owned())).or_default();
        let same = |other: &&Told<'_>| {
            let told = self::digits(&check.document.words(other.0.item.range));
            let shared = sentence.topics_shared(other.1);
            let apart = other.0.block != at.block || other.1.range != sentence.range;
            let enough = if digits.len() > 2 { SHARED } else { SHARED + 1 };
            apart
                && figure.hedge == other.0.item.hedge
                && is_of_one_time(check, other.0, at)
                && (shared >= enough || check.takes_up(other.0, at))
                && told.is_some_and(|told| swapped(&told, &digits))
                && figure.step == other.0.item.step
        };
        if let Some(other) = like.iter().rev().take(NEAR).find(same) {
            found.push((other.0.item.range, figure.range));
        }
        like.push((at, sentence));
    }
    found
}

/// Whether the dates beside two figures, where both have any, are not all others.
fn is_of_one_time(check: &Check<'_>, one: &At<Figure>, other: &At<Figure>) -> bool {
    let dates = |at: &At<Figure>| -> Vec<When> {
        let sentence = check.sentence_of(at).map(|sentence| sentence.range).unwrap_or_default();
        let dates = check.facts[at.block].times.dates_in(sentence);
        dates.iter().filter(|date| sentence.covers(date.range)).map(|date| date.when).collect()
    };
    let (first, second) = (dates(one), dates(other));
    first.is_empty() || second.is_empty() || first.iter().any(|when| second.contains(when))
}

/// Whether two figures have the same digits but for two neighbours that have changed places.
pub(super) fn are_swapped(check: &Check<'_>, one: TextRange, other: TextRange) -> bool {
    let digits =
        |range: TextRange| -> Vec<u8> { check.document.words(range).bytes().filter(u8::is_ascii_digit).collect() };
    swapped(&digits(one), &digits(other))
}

/// A figure with its sentence.
type Told<'a> = (&'a At<Figure>, &'a Sentence);

/// How many nouns two sentences share that are about the same.
const SHARED: usize = 2;

/// The digits of a figure that has three or more that differ, and nothing else that counts.
fn digits(words: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = words.bytes().filter(u8::is_ascii_digit).collect();
    let mut told = digits.clone();
    told.sort_unstable();
    told.dedup();
    // Of two digits alone only those with a point or a magnitude say enough: "$68 million".
    let long = digits.len() >= 3 && told.len() >= 3;
    let short = digits.len() == 2 && told.len() == 2 && words.contains(|c: char| c == '.' || c.is_alphabetic());
    (long || short).then_some(digits)
}

/// Whether two neighbours have changed places.
fn swapped(one: &[u8], other: &[u8]) -> bool {
    let differ: Vec<usize> = (0..one.len().min(other.len())).filter(|&i| one[i] != other[i]).collect();
    matches!(differ[..], [a, b] if b == a + 1 && one[a] == other[b] && one[b] == other[a]) && one.len() == other.len()
}
