//! The rule `magnitude-slip`.

use super::{Check, related, rule};
use crate::analysis::At;
use crate::analysis::figure::{Figure, FigureKind};

rule! {
    /// The same figure of the same thing stands there in millions and in billions.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The ministry said the railway would cost $3.4 billion. The railway is to be paid for in ten years. Of the ⟦$3.4 million⟧ that the railway costs, half comes from the state, it said.
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
    /// The ministry said the railway would cost $3.4 billion. Fines brought in $3.4 million last year, the police said.
    /// ```
    "magnitude-slip", Warning,
    help: "correct the magnitude"
}

/// What million and billion, thousand and million are apart by.
const APART: [i32; 2] = [3, 6];

fn check(check: &mut Check<'_>) {
    let figures = &check.analysis.figures;
    let mut large: Vec<(f64, i32, &At<Figure>)> = figures.iter().filter_map(telling).collect();
    // Those with the same digits stand together, so that the time does not grow with the square of their number.
    large.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.item.range.start.cmp(&b.2.item.range.start)));
    let mut slips: Vec<(&At<Figure>, &At<Figure>)> = Vec::new();
    for group in large.chunk_by(|a, b| (a.0 - b.0).abs() < 1e-6) {
        for (n, (_, power, later)) in group.iter().enumerate() {
            let earlier = group[..n].iter().rev().take(NEAR).find(|(_, other, earlier)| {
                APART.contains(&(power - other).abs())
                    && later.item.is_like(&earlier.item)
                    && is_of_same(check, earlier, later)
            });
            slips.extend(earlier.map(|(.., earlier)| (*earlier, *later)));
        }
    }
    slips.sort_by_key(|(_, later)| later.item.range.start);
    for (earlier, later) in slips {
        let message = format!("{} is {} elsewhere", check.quoted(later.item.range), check.quoted(earlier.item.range));
        check.report(later.item.range, message).related.push(related(earlier.item.range, "the same digits here"));
    }
}

/// How many figures with the same digits are looked back at.
const NEAR: usize = 16;

/// A figure large enough to be told in millions whose digits say more than a round number does.
fn telling(at: &At<Figure>) -> Option<(f64, i32, &At<Figure>)> {
    let figure = &at.item;
    let kind = matches!(figure.kind, FigureKind::Count | FigureKind::Money);
    let (mantissa, power) = figure.mantissa().filter(|_| kind && figure.high.is_none() && figure.unit.is_some())?;
    (power >= 3 && mantissa.fract() != 0.0).then_some((mantissa, power, at))
}

/// Whether two figures stand in different sentences about the same: by the nouns that these share, or because the later one takes up
/// what was told ("the $2.6 million port").
fn is_of_same(check: &Check<'_>, one: &At<Figure>, other: &At<Figure>) -> bool {
    let (Some(a), Some(b)) = (check.sentence_of(one), check.sentence_of(other)) else { return false };
    // "its chief executive $3.2 million": two figures of one sentence are told apart there.
    if one.block == other.block && a.range == b.range {
        return false;
    }
    if check.takes_up(one, other) {
        return true;
    }
    // What is counted is one of them, unless it is money. "A café in the museum" is something new.
    let counted = usize::from(one.item.kind == FigureKind::Count);
    let shared = a.topics.iter().filter(|topic| b.topics.binary_search(topic).is_ok()).count();
    shared > counted && !b.general && !check.begins_anew(other, b)
}
