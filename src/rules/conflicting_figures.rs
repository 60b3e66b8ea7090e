//! The rule `conflicting-figures`.

use hashbrown::HashMap;

use super::{Check, quoted_cell, related, rule};
use crate::analysis::figure::Figure;
use crate::analysis::relation::Counted;
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
    names: &'a [u32],
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
            let place = Place { figure, range, names, block };
            let places = known.entry(*key).or_default();
            if let Some(other) = places.iter().rev().take(NEAR).find(|other| differ(other, &place)) {
                found.push((other.range, range));
            }
            places.push(place);
        }
    }
    for (cell, figure) in quoted_cell::differing(check) {
        let (one, other) = (check.quoted(figure), check.quoted(cell));
        let finding = check.report(figure, format!("{one} here, {other} in the table"));
        finding.related.push(related(cell, "the table has this"));
    }
    for (first, second) in found {
        let sources = [first, second].map(|range| check.analysis.source_at(range.start));
        let names = sources.map(|source| source.map(|source| check.analysis.name_in_sentence(check.document, source)));
        let both = matches!(sources, [Some(one), Some(other)] if one != other);
        let (one, other) = (check.quoted(first), check.quoted(second));
        let message = match names {
            [Some(who), Some(whose)] if both => format!("{other} by {whose}, {one} by {who}"),
            _ => format!("{other} here, {one} elsewhere"),
        };
        let finding = check.report(second, message);
        finding.related.push(related(first, "the other figure"));
        if both {
            finding.severity = Severity::Information;
        }
    }
}

/// Whether two figures of a thing cannot both be right, and nothing tells that they are of two things.
fn differ(one: &Place<'_>, other: &Place<'_>) -> bool {
    let (Some(a), Some(b)) = (one.figure.counted(), other.figure.counted()) else { return false };
    // Names that only one of them has may be those of another place; those that both have tie them together.
    let strange = |a: &[u32], b: &[u32]| a.iter().any(|name| b.binary_search(name).is_err());
    let other_place = strange(one.names, other.names) && strange(other.names, one.names);
    let near = other.block - one.block <= APART;
    near && !other_place && !a.meets(b)
}

/// How many blocks a text goes on about one thing.
const APART: usize = 12;
