//! What there is to say of a figure besides whose it is.

use std::fmt::Write as _;

use super::Writer;
use super::written::styled;
use crate::analysis::At;
use crate::analysis::claim::{Claim, ClaimKind};
use crate::analysis::figure::{Figure, FigureKind, Worth};
use crate::analysis::quantity::written::digits;
use crate::analysis::relation::calculation::calculation;

impl Writer<'_> {
    /// The words of a claim; of a figure with hedge and unit.
    pub(super) fn about(&self, claim: &Claim) -> String {
        match claim.kind {
            ClaimKind::Figure(index) => {
                let figure = &self.analysis.figures[index].item;
                let hedge = figure.hedge.map(|hedge| format!("{} ", hedge.name())).unwrap_or_default();
                format!("{hedge}{}", self.plain(&figure.called(&self.checked.document.words(claim.range))))
            }
            _ => self.words(claim.range),
        }
    }

    /// Whether a claim is a date.
    pub(super) fn is_date(&self, claim: &Claim) -> bool {
        matches!(claim.kind, ClaimKind::Figure(index) if self.analysis.figures[index].item.kind == FigureKind::Date)
    }

    /// The value of a figure, written out, and where else the same stands.
    pub(super) fn value(&self, index: usize, out: &mut String) {
        let figure = &self.analysis.figures[index].item;
        // What kind of number it is that counts nothing helps nobody.
        if matches!(figure.kind, FigureKind::Date | FigureKind::Other) {
            return;
        }
        // What the text says in digits need not be said again.
        let words = self.checked.document.words(figure.range);
        let plain = |value: Option<f64>| {
            value.is_none_or(|value| {
                words
                    .split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
                    .any(|word| word.trim_end_matches(['.', ',']) == digits(value))
            })
        };
        if let Some(value) = written(figure).filter(|_| !(plain(figure.value) && plain(figure.high))) {
            let _ = writeln!(out, "\nValue: {}", self.plain(&value));
        }
        if let Some(interval) = allowed(figure) {
            let _ = writeln!(out, "\nAs printed: {}", self.plain(&interval));
        }
        for line in styled(figure, &words, self.checked.style) {
            let _ = writeln!(out, "\n{}", self.plain(&line));
        }
        self.calculated(index, out);
        let others = self.analysis.same_figures(index).filter(|other| other.item.range != figure.range);
        let lines: Vec<String> = others.map(|other| self.line(other.item.range.start).to_string()).collect();
        if !lines.is_empty() {
            let word = if lines.len() == 1 { "line" } else { "lines" };
            let _ = writeln!(out, "\nThe same figure stands in {word} {}", lines.join(", "));
        }
        self.others(index, out);
    }

    /// What else the text has of what a figure counts: "Other figures of vehicles: 40,000 (line 13)".
    fn others(&self, index: usize, out: &mut String) {
        let figure = &self.analysis.figures[index].item;
        let Some(unit) = figure.unit.as_deref().filter(|_| figure.kind == FigureKind::Count) else { return };
        let other = |at: &&At<Figure>| {
            let other = &at.item;
            other.worth == Worth::Checkable
                && other.value.is_some()
                && other.is_like(figure)
                && (other.value, other.high) != (figure.value, figure.high)
        };
        let mut others = self.analysis.figures.iter().filter(other);
        let told: Vec<String> = others
            .by_ref()
            .take(OTHERS)
            .map(|at| {
                let words = self.checked.document.words(at.item.range);
                format!("{} (line {})", self.plain(&words), self.line(at.item.range.start))
            })
            .collect();
        let rest = others.count();
        if !told.is_empty() {
            let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
            let _ = writeln!(out, "\nOther figures of {}: {}{more}", self.plain(unit), told.join(", "));
        }
    }
}

/// How many other figures of a thing a hover names.
const OTHERS: usize = 5;

impl Writer<'_> {
    /// What comes of the figures that a figure hangs together with.
    fn calculated(&self, index: usize, out: &mut String) {
        let at = &self.analysis.figures[index];
        let (document, facts) = (&self.checked.document, &self.checked.facts[at.block]);
        let start = document.blocks[at.block].range.start;
        let Some(own) = facts.figures.iter().position(|figure| figure.range.shift(start) == at.item.range) else {
            return;
        };
        for relation in facts.relations.iter().filter(|relation| relation.figures.contains(&own)) {
            let figures: Vec<&Figure> = relation.figures.iter().map(|&index| &facts.figures[index]).collect();
            let words = |figure: &&Figure| document.words(figure.range.shift(start)).into_owned();
            let printed: Vec<String> = figures.iter().map(words).collect();
            if let Some(calculation) = calculation(relation.kind, &figures, &printed) {
                let _ = writeln!(out, "\nCalculated: {}", self.plain(&calculation));
            }
        }
    }
}

/// The numbers that rounding and hedge allow, where they are more than one: "39.5 to 40.5".
fn allowed(figure: &Figure) -> Option<String> {
    let rounds = !matches!(figure.kind, FigureKind::Age | FigureKind::Rank | FigureKind::Score);
    let interval = figure.counted().filter(|interval| rounds && interval.low < interval.high)?;
    let (low, high) = (tidy(interval.low), tidy(interval.high));
    Some(match (interval.low.is_finite(), interval.high.is_finite()) {
        (true, true) => format!("{low} to {high}"),
        (true, false) => format!("{low} or more"),
        (false, true) => format!("up to {high}"),
        (false, false) => return None,
    })
}

/// A number without what binary fractions leave behind.
fn tidy(value: f64) -> String {
    digits((value * 1e6).round() / 1e6)
}

/// A value with its unit, its kind and how exactly it is meant: "at least 1,200,000 people (count)".
fn written(figure: &Figure) -> Option<String> {
    // A sign stands before the number, a word behind it: "$290", "290 dollars", "290%".
    let unit = figure.unit.as_deref();
    let sign = unit.filter(|unit| figure.kind == FigureKind::Money && !unit.chars().any(char::is_alphabetic));
    let low = format!("{}{}", sign.unwrap_or_default(), digits(figure.value?));
    let mut out = match figure.hedge {
        Some(hedge) => format!("{} {low}", hedge.name()),
        None => low,
    };
    if let Some(high) = figure.high {
        let _ = write!(out, " to {}", digits(high));
    }
    if let Some(unit) = unit.filter(|_| sign.is_none()) {
        let _ = write!(out, " {unit}");
    }
    let _ = write!(out, " ({})", figure.kind.name());
    Some(out)
}
