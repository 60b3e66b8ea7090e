//! The rule `conflicting-figures`.

use hashbrown::HashMap;

use super::{Check, quoted_cell, related, rule};
use crate::analysis::At;
use crate::analysis::date::When;
use crate::analysis::facts::Sentence;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::relation::Counted;
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::text::TextRange;

rule! {
    /// Two figures of the same thing differ.
    ///
    /// If each is the figure of another source, that is how it is, and only information.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The explosion killed 12 people, the police said. Of those who were inside, all got out but the ⟦14⟧ people killed at the gate, the police said.
    /// ---
    /// A fire killed 12 people on Monday, the police said. ⟦Fourteen⟧ people were killed, the hospital said.
    /// ```
    ///
    /// Two digits in each other's place, in sentences about the same:
    ///
    /// ```text flag
    /// The bridge over the harbour is 1,340 metres long, the city said. At ⟦1,430⟧ metres, the bridge over the harbour is its longest.
    /// ```
    ///
    /// A figure of the text that a table has otherwise:
    ///
    /// ```text flag markdown
    /// | District | Wells | Schools |
    /// |----------|------:|--------:|
    /// | Northam  |    80 |      12 |
    /// | Southam  |   160 |      31 |
    ///
    /// In Northam the ⟦90⟧ wells give clean water, the ministry said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass markdown
    /// | District | Wells | Schools |
    /// |----------|------:|--------:|
    /// | Northam  |    80 |      12 |
    /// | Southam  |   160 |      31 |
    ///
    /// In Northam the 80 wells give clean water, the ministry said. In Southam 90 pumps are broken.
    /// ```
    ///
    /// Other places, other times, parts, and figures that are hedged so that they fit:
    ///
    /// ```text pass
    /// The explosion killed 12 people in Leeds, the police said. In York 14 people were killed, the police said.
    /// ---
    /// The explosion killed more than 10 people, the police said. In all 14 people were killed, the hospital said.
    /// ---
    /// The explosion killed 12 people, the police said. Last year 14 people were killed, the police said.
    /// ```
    "conflicting-figures", Warning,
    help: "say which is right, or who says what and when"
}

/// How many figures of a thing are looked back at.
const NEAR: usize = 8;

struct Place<'a> {
    figure: &'a Figure,
    range: TextRange,
    names: Vec<u32>,
    block: usize,
}

fn check(check: &mut Check<'_>) {
    let mut known: HashMap<u64, Vec<Place<'_>>> = HashMap::new();
    let mut found: Vec<(TextRange, TextRange)> = Vec::new();
    for (block, facts) in check.facts.iter().enumerate() {
        let start = check.block(block).range.start;
        for Counted { figure, key, names } in &facts.counted {
            let figure = &facts.figures[*figure];
            let range = figure.range.shift(start);
            if facts.quotations.iter().any(|quotation| quotation.range.overlaps(figure.range)) {
                continue;
            }
            // Who says it is no part of what is said.
            let sources = facts.ties.iter().filter_map(|tie| Some(facts.mentions.get(tie.source?)?.range));
            let sources: Vec<TextRange> = sources.collect();
            let said_by = |at: u32| sources.iter().any(|source| source.contains(at));
            let names = names.iter().filter(|(_, at)| !said_by(*at)).map(|(hash, _)| *hash).collect();
            let place = Place { figure, range, names, block };
            let places = known.entry(*key).or_default();
            if let Some(other) = places.iter().rev().take(NEAR).find(|other| differ(other, &place)) {
                found.push((other.range, range));
            }
            places.push(place);
        }
    }
    let cells = quoted_cell::differing(check).into_iter().map(|(cell, figure)| (cell, figure, " in the table"));
    let digits = transposed(check).into_iter().map(|(first, second)| (first, second, SWAPPED));
    let pairs = found.into_iter().chain(taken_up(check)).map(|(first, second)| (first, second, " elsewhere"));
    let mut pairs: Vec<(TextRange, TextRange, &str)> = cells.chain(digits).chain(pairs).collect();
    // A figure that is told of in two ways is one finding.
    pairs.sort_by_key(|(_, second, _)| *second);
    pairs.dedup_by_key(|(_, second, _)| *second);
    let mut names = HashMap::new();
    for (first, second, how) in pairs {
        tell(check, first, second, how, &mut names);
    }
}

const SWAPPED: &str = " elsewhere: the same digits in another order";

/// Reports that the second figure is not the first; names of sources are kept in `names`.
fn tell(check: &mut Check<'_>, first: TextRange, second: TextRange, how: &str, names: &mut HashMap<usize, String>) {
    let analysis = check.analysis;
    let source = |range: TextRange| analysis.source_of(&analysis.claims[analysis.claim_at(range.start)?]);
    let (one, other) = (check.quoted(first), check.quoted(second));
    let (message, severity) = match (source(first), source(second)) {
        (Some(who), Some(whose)) if who != whose => {
            let mut name = |source: usize| {
                let name = || analysis.name_in_sentence(check.document, source);
                names.entry(source).or_insert_with(name).clone()
            };
            let (who, whose) = (name(who), name(whose));
            (format!("{other} by {whose}, {one} by {who}"), Severity::Information)
        }
        _ => (format!("{other} here, {one}{how}"), Severity::Warning),
    };
    let finding = check.report(second, message);
    finding.severity = severity;
    finding.related.push(related(first, "the other figure"));
}

/// Pairs of figures of one unit in sentences about the same, of which one is the other with two digits in each other's place.
fn transposed(check: &Check<'_>) -> Vec<(TextRange, TextRange)> {
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
            let shared = sentence.topics.iter().filter(|topic| other.1.topics.binary_search(topic).is_ok()).count();
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

/// How many figures of one unit are looked back at, and how far apart two are at most that are meant to be one, as a part of it.
const BACK: usize = 12;
const CLOSE: f64 = 0.2;

/// Figures that take up another one of the text, which is close to it and not the same: "will close 31 stores", "the 34 stores".
fn taken_up(check: &Check<'_>) -> Vec<(TextRange, TextRange)> {
    let mut known: HashMap<String, Vec<&At<Figure>>> = HashMap::new();
    let mut found = Vec::new();
    for at in &check.analysis.figures {
        let heading = check.block(at.block).kind.is_heading() || check.block(at.block).kind == BlockKind::Cell;
        let Some(unit) = at.item.unit.as_deref().filter(|_| at.item.kind == FigureKind::Count && !heading) else {
            continue;
        };
        let said = check.facts[at.block].quotations.iter();
        let start = check.block(at.block).range.start;
        if said.into_iter().any(|quotation| quotation.range.shift(start).covers(at.item.range)) {
            continue;
        }
        let like = known.entry(unit.to_lowercase().trim_end_matches('s').to_owned()).or_default();
        let near: Vec<&&At<Figure>> = like.iter().rev().take(BACK).collect();
        let told = near.iter().any(|other| meets(&other.item, &at.item));
        let other = near.into_iter().find(|other| close(&other.item, &at.item) && is_same_thing(check, other, at));
        if let Some(other) = other.filter(|_| !told) {
            found.push((other.item.range, at.item.range));
        }
        like.push(at);
    }
    found.retain(|(first, second)| {
        let swapped = |range: &TextRange| digits(&check.document.words(*range));
        !matches!((swapped(first), swapped(second)), (Some(one), Some(other)) if self::swapped(&one, &other))
    });
    found
}

fn meets(one: &Figure, other: &Figure) -> bool {
    matches!((one.counted(), other.counted()), (Some(a), Some(b)) if a.meets(b))
}

fn close(one: &Figure, other: &Figure) -> bool {
    let exact = |figure: &Figure| figure.value.filter(|_| figure.hedge.is_none() && figure.high.is_none());
    matches!((exact(one), exact(other)), (Some(a), Some(b)) if (a - b).abs() <= CLOSE * a.max(b)) && !meets(one, other)
}

/// Whether a figure is told as that of what another counts: with "the", in another sentence that has more than the unit from the first.
fn is_same_thing(check: &Check<'_>, one: &At<Figure>, other: &At<Figure>) -> bool {
    let (Some(a), Some(b)) = (check.sentence_of(one), check.sentence_of(other)) else { return false };
    let apart = one.block != other.block || a.range != b.range;
    let shared = a.topics.iter().filter(|topic| b.topics.binary_search(topic).is_ok()).count();
    let again = shared > SHARED && a.topics.len() <= shared + 2;
    apart
        && other.block - one.block <= APART
        && is_of_one_time(check, one, other)
        && ((shared >= SHARED && check.takes_up(one, other)) || again)
}

/// Whether the dates beside two figures, where both have any, are not all others.
fn is_of_one_time(check: &Check<'_>, one: &At<Figure>, other: &At<Figure>) -> bool {
    let dates = |at: &At<Figure>| -> Vec<When> {
        let sentence = check.sentence_of(at).map(|sentence| sentence.range).unwrap_or_default();
        let dates = check.facts[at.block].times.dates.iter().filter(|date| sentence.covers(date.range));
        dates.map(|date| date.when).collect()
    };
    let (first, second) = (dates(one), dates(other));
    first.is_empty() || second.is_empty() || first.iter().any(|when| second.contains(when))
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

/// Whether two figures of a thing cannot both be right, and nothing tells that they are of two things.
fn differ(one: &Place<'_>, other: &Place<'_>) -> bool {
    let (Some(a), Some(b)) = (one.figure.counted(), other.figure.counted()) else { return false };
    // Names that only one of them has may be those of another place; those that both have tie them together.
    let strange = |a: &[u32], b: &[u32]| a.iter().any(|name| b.binary_search(name).is_err());
    let other_place = strange(&one.names, &other.names) && strange(&other.names, &one.names);
    let near = other.block - one.block <= APART;
    near && !other_place && !a.meets(b)
}

/// How many blocks a text goes on about one thing.
const APART: usize = 12;
