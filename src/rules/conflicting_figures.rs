//! The rule `conflicting-figures`.

use hashbrown::HashMap;

use super::same_thing::{self, APART, Mention};
use super::{Check, quoted_cell, related, rule, swapped_digits};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::relation::{Counted, Grip};
use crate::finding::Severity;
use crate::language::lexicon::Hedge;
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
    /// Figures that take up another one, ages of one person, and what two sources say:
    ///
    /// ```text flag
    /// Gunmen kidnapped 17 students from a school, the governor said. The ⟦19⟧ kidnapped students are safe, he said.
    /// ---
    /// The foundation donated €3.6 million to the hospital. A ward will be built with the ⟦€6.5 million⟧ that the foundation donated.
    /// ---
    /// Ingrid Berg, 47, was last seen on Sunday. The police described the ⟦49-year-old⟧ as an experienced hiker.
    /// ---
    /// The firm says 23 men were underground. The union says ⟦31⟧ were.
    /// ```
    ///
    /// Measures of one thing, results of votes, and a set that is taken up by the next sentence:
    ///
    /// ```text flag
    /// The Marl bridge will be 1.9 kilometres long. At ⟦2.4⟧ kilometres, the Marl bridge will be the longest in the county.
    /// ---
    /// Members voted 312 to 87 to strike, the union said. The ⟦321-87⟧ vote was the clearest in years.
    /// ---
    /// A class of 28 pupils visited the mine. The ⟦26⟧ pupils were led by a guide.
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
    /// Other things of the kind:
    ///
    /// ```text pass
    /// A bus crash killed nine people on Sunday, the police said. A train crash killed 11 people on Monday, they said.
    /// ---
    /// Flight 218 turned back with 143 passengers. Flight 306 was held at the gate with 134 passengers.
    /// ```
    ///
    /// Other dimensions:
    ///
    /// ```text pass
    /// The Marl dam is 40 metres high. The Marl dam is 35 metres wide, the ministry said.
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

fn check(check: &mut Check<'_>) {
    let mentions = same_thing::mentions(check);
    let fates = fates(check, &mentions);
    let cells = quoted_cell::differing(check).into_iter().map(|(cell, figure)| (cell, figure, " in the table"));
    let at = |range: &TextRange| mentions.get(mentions.partition_point(|mention| mention.range.start < range.start));
    let apart = |one: &TextRange, other: &TextRange| {
        // "Flight 218 … flight 306": the words around tell of two.
        at(one).zip(at(other)).is_some_and(|(one, other)| one.is_other_than(other))
    };
    let digits = swapped_digits::pairs(check).into_iter();
    let digits = digits.filter(|(one, other)| !apart(one, other)).map(|(first, second)| (first, second, SWAPPED));
    let pairs = fates
        .into_iter()
        .chain(ages(check))
        .map(|(first, second)| (first, second, ELSEWHERE))
        .chain(same_things(check, &mentions));
    let mut pairs: Vec<(TextRange, TextRange, &str)> = cells.chain(digits).chain(pairs).collect();
    // A figure that is told of in two ways is one finding.
    pairs.sort_by_key(|(_, second, _)| *second);
    pairs.dedup_by_key(|(_, second, _)| *second);
    // Of millions that are billions elsewhere another rule tells.
    pairs.retain(|(one, other, _)| {
        !at(one).zip(at(other)).is_some_and(|(one, other)| is_slip(one.figure, other.figure))
    });
    let mut names = HashMap::new();
    for (first, second, how) in pairs {
        tell(check, first, second, how, &mut names);
    }
}

const ELSEWHERE: &str = " elsewhere";
const COMERS: &str = " by another count";
const SWAPPED: &str = " elsewhere, the same digits in another order";

/// Whether two figures have the same digits and another magnitude: "$412.5 million", "$412.5 billion".
fn is_slip(one: &Figure, other: &Figure) -> bool {
    one.mantissa()
        .zip(other.mantissa())
        .is_some_and(|((a, first), (b, second))| (a - b).abs() < 1e-6 && first != second && (first - second) % 3 == 0)
}

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
            (format!("{other} by {whose}, {one} by {who}."), Severity::Information)
        }
        // A crowd is counted anew by whoever counts it.
        _ if how == COMERS => (format!("{other} here, {one}{how}."), Severity::Information),
        _ => (format!("{other} here, {one}{how}: which is right?"), Severity::Warning),
    };
    let finding = check.report(second, message);
    finding.severity = severity;
    finding.related.push(related(first, "the other figure"));
}

/// How many figures of one unit are looked back at, and how far apart two are at most that are meant to be one, as a part of it.
const BACK: usize = 12;
const CLOSE: f64 = 0.3;

/// Figures of the same thing by their words that cannot both be right.
fn same_things(check: &Check<'_>, mentions: &[Mention<'_>]) -> Vec<(TextRange, TextRange, &'static str)> {
    let mut known: HashMap<u32, Vec<&Mention<'_>>> = HashMap::new();
    let mut before: Option<&Mention<'_>> = None;
    let mut crowd: Option<&Mention<'_>> = None;
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|mention| !mention.quoted) {
        if mention.thing.grip == Grip::Bare {
            // "23 men were underground … The union says 31 were."
            let other = before.filter(|other| is_left_out(mention, other));
            found.extend(other.map(|other| (other.range, mention.range, ELSEWHERE)));
            continue;
        }
        let like = known.entry(mention.thing.counted).or_default();
        let near = || like.iter().rev().take(BACK).copied();
        let told = near().any(|other| meets(other.figure, mention.figure));
        // "put the crowd at 40,000", and then "the organisers said 100,000 marched".
        let same = near().find(|other| is_same(check, other, mention)).map(|other| (other, ELSEWHERE));
        let comers = || Some((crowd.filter(|other| is_same_crowd(check, other, mention))?, COMERS));
        let other = same.or_else(comers).filter(|_| !told);
        found.extend(other.map(|(other, how)| (other.range, mention.range, how)));
        like.push(mention);
        before = Some(mention);
        if mention.thing.crowd {
            crowd = Some(mention);
        }
    }
    found
}

fn is_same(check: &Check<'_>, earlier: &Mention<'_>, later: &Mention<'_>) -> bool {
    if later.is_beside(earlier) || later.block - earlier.block > APART {
        return false;
    }
    // "40 metres high", "35 metres wide"
    let dimensions = (earlier.thing.dimension, later.thing.dimension);
    if matches!(dimensions, (Some(one), Some(other)) if one != other) {
        return false;
    }
    let others = are_of_two_agents(earlier, later);
    let told = |least, spare| !others && later.repeats(earlier, least, spare);
    let swapped = || swapped_digits::are_swapped(check, earlier.range, later.range);
    let near = || close(earlier.figure, later.figure) || swapped();
    // "scored 27 goals last season", "whose 29 goals last season"
    let apart = earlier.thing.apart && !later.turns_with(earlier);
    (later.takes_up(earlier) || later.takes_up_some(earlier) && swapped()) && !apart
        || later.takes_up_bare(earlier, 2) && (near() || are_next(earlier.figure, later.figure))
        || later.takes_up_bare(earlier, 1) && swapped()
        || told(2, 0)
        // "It employs 430 people", where "the mill employs 340".
        // "put the crowd at 40,000", and then "107,000 people were there".
        || told(1, 0) && earlier.figure.kind == FigureKind::Count && earlier.figure.unit.is_none()
        || told(1, 0) && (later.thing.pronoun && near() || are_of_two_sources(check, earlier.range, later.range))
        || told(3, 1) && near()
        // "The bridge will be 1.9 kilometres long", and then "At 2.4 kilometres, the bridge will be the longest in the county".
        || told(2, 2) && near() && later.measures_named(earlier)
}

/// Whether two sources tell how many came to one thing.
fn is_same_crowd(check: &Check<'_>, earlier: &Mention<'_>, later: &Mention<'_>) -> bool {
    later.is_same_crowd(earlier)
        && !meets(earlier.figure, later.figure)
        && !is_of_one_source(check, earlier.range, later.range)
}

/// Whether two figures of a few things differ by one: "the couple's three children", who had two.
fn are_next(one: &Figure, other: &Figure) -> bool {
    matches!((one.value, other.value), (Some(a), Some(b)) if a < 10.0 && b < 10.0 && (a - b).abs() <= 1.0)
}

/// Whether a figure that leaves out what it counts is of what the sentence before counts.
fn is_left_out(bare: &Mention<'_>, other: &Mention<'_>) -> bool {
    let next = bare.block == other.block && bare.thing.sentence == other.thing.sentence + 1;
    next && other.figure.kind == FigureKind::Count && !meets(other.figure, bare.figure)
}

/// Whether two places are told by two sources.
fn are_of_two_sources(check: &Check<'_>, one: TextRange, other: TextRange) -> bool {
    let analysis = check.analysis;
    let source = |range: TextRange| analysis.source_of(&analysis.claims[analysis.claim_at(range.start)?]);
    matches!((source(one), source(other)), (Some(who), Some(whose)) if who != whose)
}

/// Whether the later of two places has no source, or the one of the earlier.
fn is_of_one_source(check: &Check<'_>, one: TextRange, other: TextRange) -> bool {
    let analysis = check.analysis;
    let source = |range: TextRange| analysis.source_of(&analysis.claims[analysis.claim_at(range.start)?]);
    source(other).is_none() || source(one) == source(other)
}

fn meets(one: &Figure, other: &Figure) -> bool {
    if one.kind == FigureKind::Score {
        // "a 2-1 win" of one is a 1-2 defeat of the other.
        let ends = |figure: &Figure| figure.value.zip(figure.high);
        return matches!((ends(one), ends(other)), (Some((a, b)), Some(told)) if told == (a, b) || told == (b, a));
    }
    matches!((one.counted(), other.counted()), (Some(a), Some(b)) if a.meets(b))
}

fn close(one: &Figure, other: &Figure) -> bool {
    let exact = |figure: &Figure| {
        let plain = matches!(figure.hedge, None | Some(Hedge::AtMost | Hedge::Exactly | Hedge::Merely));
        figure.value.filter(|_| plain && figure.high.is_none())
    };
    matches!((exact(one), exact(other)), (Some(a), Some(b)) if (a - b).abs() <= CLOSE * a.max(b)) && !meets(one, other)
}

/// How far the ages of one person may be apart that are meant to be one.
const YEARS: f64 = 10.0;

/// Ages of one person that differ: by name, or "the 49-year-old" behind "Ingrid Lindqvist, 47".
fn ages(check: &Check<'_>) -> Vec<(TextRange, TextRange)> {
    let mut names: HashMap<u32, (u32, f64, TextRange)> = HashMap::new();
    let mut last: Option<(f64, TextRange, usize)> = None;
    let mut told: Vec<f64> = Vec::new();
    let mut found = Vec::new();
    for (number, (block, facts)) in check.document.blocks.iter().zip(check.facts).enumerate() {
        if block.kind.is_heading() {
            continue;
        }
        for aged in &facts.ages {
            let figure = &facts.figures[aged.figure];
            let (Some(age), range) = (figure.value, figure.range.shift(block.range.start)) else { continue };
            if let Some((given, name)) = aged.name {
                let (other, first, place) = *names.entry(name).or_insert((given, age, range));
                // "Ada Obi, 34", and then "Obi, 43"; but a Ben Obi is another.
                let one = given == other || given == name || other == name;
                if one && (first - age).abs() > 0.5 && (first - age).abs() <= YEARS {
                    found.push((place, range));
                }
                last = Some((age, range, number));
                told.push(age);
            } else if let Some((other, place, at)) = last
                && number - at <= NEAR
                && (other - age).abs() <= YEARS
                && !told.iter().rev().take(BACK).any(|told| (told - age).abs() < 0.5)
            {
                found.push((place, range));
            }
        }
    }
    found
}

/// "The fire killed 37 people", "The earthquake killed 412 people".
fn are_of_two_agents(one: &Mention<'_>, other: &Mention<'_>) -> bool {
    matches!((one.thing.agent, other.thing.agent), (Some(one), Some(other)) if one != other)
}

/// Figures of the same fate of the same people that cannot both be right.
fn fates(check: &Check<'_>, mentions: &[Mention<'_>]) -> Vec<(TextRange, TextRange)> {
    let mut known: HashMap<u64, Vec<&Mention<'_>>> = HashMap::new();
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|mention| !mention.quoted) {
        let counted = &check.facts[mention.block].counted;
        let at = counted.binary_search_by_key(&mention.thing.figure, |counted| counted.figure);
        let Some(Counted { key, .. }) = at.ok().and_then(|at| counted.get(at)) else { continue };
        let places = known.entry(*key).or_default();
        let differs = |other: &&&Mention<'_>| {
            let near = mention.block - other.block <= APART;
            let others = are_of_two_agents(other, mention);
            near && !meets(other.figure, mention.figure)
                && !mention.is_other_than(other)
                && !mention.thing.anew
                && !others
        };
        if let Some(other) = places.iter().rev().take(NEAR).find(differs) {
            found.push((other.range, mention.range));
        }
        places.push(mention);
    }
    found
}
