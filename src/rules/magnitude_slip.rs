//! The rule `magnitude-slip`.

use hashbrown::HashMap;

use super::same_thing::{self, Mention, shared};
use super::{Check, related, replace, rule};
use crate::analysis::At;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::relation::Grip;
use crate::text::TextRange;

rule! {
    /// The same figure of the same thing stands there in millions and in billions.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The ministry said the railway would cost $3.4 billion. The railway is to be paid for in ten years. Of the ⟦$3.4 million⟧ that the railway costs, half comes from the state, it said.
    /// ---
    /// The rocks have been dated to 3.4 billion years ago. The team will drill into the ⟦3.4-million-year-old⟧ rocks, it said.
    /// ---
    /// The terminal will cost $1.36 billion, the city said. Critics call the ⟦$1.4 million⟧ terminal a waste.
    /// ---
    /// The firm sold 2.75 million phones in May, it said. In June the firm said that the ⟦2.75 billion⟧ phones had been a record.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Figures with other digits or of other things:
    ///
    /// ```text pass
    /// The ministry said the railway would cost $3.4 billion. A new station would cost $3.5 million, it said.
    /// ---
    /// The leaflet said the tunnel would cost £1.5 million. It left off three zeros. The tunnel will cost £1.5 billion, the city said.
    /// ---
    /// In 2004 the fund had assets of $4.5 million. At the end of 2024 the fund had assets of $4.5 billion, it said.
    /// ---
    /// The ministry said the railway would cost $3.4 billion. Fines brought in $3.4 million last year, the police said.
    /// ```
    "magnitude-slip", Warning,
    help: "correct the magnitude"
}

/// What million and billion, thousand and million are apart by.
const APART: [i32; 2] = [3, 6];

/// A figure large enough to be told in thousands.
struct Large<'a> {
    at: &'a At<Figure>,
    /// What it is of, where it stands in the running text.
    told: Option<Mention<'a>>,
    /// Its significant digits as a number from 1 to 10, and how often ten goes into it.
    mantissa: f64,
    power: i32,
}

fn check(check: &mut Check<'_>) {
    let mut told = same_thing::mentions_with_titles(check).into_iter().peekable();
    // By their first two digits, so that the time does not grow with the square of their number.
    let mut known: HashMap<i64, Vec<Large<'_>>> = HashMap::new();
    let mut slips: Vec<(TextRange, TextRange)> = Vec::new();
    for at in &check.analysis.figures {
        while told.next_if(|told| told.range.start < at.item.range.start).is_some() {}
        let told = told.next_if(|told| told.range == at.item.range);
        let Some(later) = telling(at, told) else { continue };
        let like = known.entry(first_digits(later.mantissa)).or_default();
        let earlier = like.iter().rev().take(NEAR).find(|earlier| is_slip(check, earlier, &later));
        slips.extend(earlier.map(|earlier| (earlier.at.item.range, at.item.range)));
        like.push(later);
    }
    for (earlier, later) in slips {
        let message = format!("{} here, {} elsewhere: which is right?", check.quoted(later), check.quoted(earlier));
        let right = earlier.of_text(check.document.text());
        let finding = check.report(later, message);
        finding.related.push(related(earlier, "the same digits here"));
        finding.fixes.push(replace(format!("Replace by “{right}”"), later, right));
    }
}

/// How many figures with the same digits are looked back at.
const NEAR: usize = 16;

#[allow(clippy::cast_possible_truncation, reason = "a number from 10 to 100")]
fn first_digits(mantissa: f64) -> i64 {
    (mantissa * 10.0).round() as i64
}

fn telling<'a>(at: &'a At<Figure>, told: Option<Mention<'a>>) -> Option<Large<'a>> {
    let figure = &at.item;
    let kind = match figure.kind {
        FigureKind::Count | FigureKind::Money | FigureKind::Measure => figure.unit.is_some(),
        // "3.4 billion years", "3.4-million-year-old rocks"
        FigureKind::Duration | FigureKind::Age => told.is_some(),
        _ => false,
    };
    let (mantissa, power) = figure.mantissa().filter(|_| kind && figure.high.is_none())?;
    (power >= 3).then_some(Large { at, told, mantissa, power })
}

fn is_slip(check: &Check<'_>, earlier: &Large<'_>, later: &Large<'_>) -> bool {
    if !APART.contains(&(later.power - earlier.power).abs()) {
        return false;
    }
    let same = (earlier.mantissa - later.mantissa).abs() < 1e-6;
    // "$1.36 billion", and then "the $1.4 million terminal".
    if !(same || is_rounded(earlier, later) || is_rounded(later, earlier)) || is_put_right(check, earlier.at, later.at)
    {
        return false;
    }
    let taken_up = earlier.told.as_ref().zip(later.told.as_ref()).is_some_and(|(one, other)| takes_up(one, other));
    // Whose digits are round needs more to be the same.
    let round = !same || later.mantissa.fract() == 0.0;
    taken_up || !round && later.at.item.is_like(&earlier.at.item) && is_of_same(check, earlier, later)
}

/// Whether the digits of `one` are those of `other`, rounded to as many as it has.
fn is_rounded(one: &Large<'_>, other: &Large<'_>) -> bool {
    let step = one.at.item.step / 10_f64.powi(one.power);
    step > 1e-6 && step < 1.0 && ((other.mantissa / step).round() * step - one.mantissa).abs() < 1e-6
}

/// Whether a figure takes up an earlier one: "the 3.8 billion people", "the $2.6 million port".
fn takes_up(earlier: &Mention<'_>, later: &Mention<'_>) -> bool {
    let known = later.thing.grip == Grip::Known && later.thing.counted == earlier.thing.counted;
    let met = shared(&later.thing.own, &earlier.thing.around.words);
    let money = later.figure.kind == FigureKind::Money || later.thing.own.len() > 1;
    let round = later.figure.mantissa().is_none_or(|(mantissa, _)| mantissa.fract() == 0.0);
    let words = if money || round { met > 0 } else { true };
    known
        && words
        && later.thing.per == earlier.thing.per
        && !later.is_beside(earlier)
        && !(later.is_of_other_time(earlier) && met < 2)
}

/// Whether the text itself tells that one of them is wrong: in either sentence, or between the two.
fn is_put_right(check: &Check<'_>, one: &At<Figure>, other: &At<Figure>) -> bool {
    if other.block - one.block > 1 {
        return false;
    }
    let (from, to) = (one.item.range.start, other.item.range.start);
    let blocks = one.block..=other.block;
    blocks.into_iter().any(|block| {
        let start = check.block(block).range.start;
        let sentences = &check.facts[block].sentences;
        let first = sentences.partition_point(|sentence| sentence.range.shift(start).end <= from);
        let near = sentences[first..].iter().take_while(|sentence| sentence.range.shift(start).start <= to);
        near.take(NEAR).any(|sentence| sentence.mistaken)
    })
}

/// Whether two figures stand in different sentences about the same: by the nouns that these share, or because the later one takes up
/// what was told ("the $2.6 million port").
fn is_of_same(check: &Check<'_>, earlier: &Large<'_>, later: &Large<'_>) -> bool {
    let (one, other) = (earlier.at, later.at);
    let (Some(a), Some(b)) = (check.sentence_of(one), check.sentence_of(other)) else { return false };
    // "its chief executive $3.2 million": two figures of one sentence are told apart there.
    if one.block == other.block && a.range == b.range {
        return false;
    }
    if check.takes_up(one, other) {
        return true;
    }
    let apart = earlier
        .told
        .as_ref()
        .zip(later.told.as_ref())
        .is_some_and(|(one, other)| other.is_other_than(one) || one.thing.per != other.thing.per);
    // What is counted is one of them, unless it is money. "A café in the museum" is something new.
    let counted = usize::from(one.item.kind == FigureKind::Count);
    let shared = a.topics_shared(b);
    shared > counted && !apart && !b.general && !check.begins_anew(other, b)
}
