//! What the rules that calculate share.

use super::Check;
use crate::analysis::At;
use crate::analysis::figure::Figure;
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::calculation::calculation;
use crate::analysis::relation::{Relation, RelationKind};
use crate::analysis::sentence::Sentence;
use crate::finding::{Finding, Severity};
use crate::language::lexicon::{Class, Lexicon};
use crate::text::TextRange;

/// A relation of a text, with its figures.
pub(super) struct Told<'a> {
    /// How they hang together.
    pub(super) kind: RelationKind,
    /// The figures, in the order that the kind asks for; their ranges count from the start of the block.
    pub(super) figures: Vec<&'a Figure>,
    /// Whether it stands in a quotation: then the error is that of whoever is quoted.
    quoted: bool,
    /// Where the block starts in the file.
    start: u32,
}

impl Told<'_> {
    /// Where figure `n` stands in the file.
    pub(super) fn range(&self, n: usize) -> TextRange {
        self.figures[n].range.shift(self.start)
    }
}

impl<'a> Check<'a> {
    /// What the text says of how its figures hang together.
    pub(super) fn relations(&self) -> Vec<Told<'a>> {
        let blocks = self.document.blocks.iter().zip(self.facts);
        let told = blocks.flat_map(|(block, facts)| {
            facts.relations.iter().map(move |relation: &Relation| Told {
                kind: relation.kind,
                figures: relation.figures.iter().map(|&index| &facts.figures[index]).collect(),
                quoted: facts.meets_quotation(relation.range),
                start: block.range.start,
            })
        });
        told.collect()
    }

    /// Reports figure `n` of a relation, with the others beside it. In a quotation it is no error of the text.
    pub(super) fn report_told(&mut self, told: &Told<'_>, n: usize, message: String) -> &mut Finding {
        let others = (0..told.figures.len()).filter(|&other| other != n);
        let related: Vec<_> = others.map(|other| super::related(told.range(other), "calculated with this")).collect();
        let finding = self.report(told.range(n), message);
        finding.related = related;
        if told.quoted {
            finding.severity = Severity::Information;
        }
        finding
    }

    /// What comes of the figures of a relation, in words.
    pub(super) fn calculation(&self, told: &Told<'_>) -> Option<String> {
        let printed: Vec<String> = (0..told.figures.len()).map(|n| self.printed(told, n)).collect();
        calculation(told.kind, &told.figures, &printed)
    }

    /// A figure as it is printed.
    pub(super) fn printed(&self, told: &Told<'_>, n: usize) -> String {
        self.document.words(told.range(n)).into_owned()
    }
}

impl Check<'_> {
    /// Whether a figure takes up another one: "the" stands before it, and behind it a word that the other's sentence has.
    pub(super) fn takes_up(&self, one: &At<Figure>, other: &At<Figure>) -> bool {
        let text = self.document.prose();
        let range = other.item.range;
        let before = text[..range.start as usize].trim_end();
        let definite = before.len() >= 3
            && before.is_char_boundary(before.len() - 3)
            && before[before.len() - 3..].eq_ignore_ascii_case("the");
        let behind = text[range.end as usize..].trim_start_matches(|c: char| !c.is_alphabetic() && c != '.');
        let word: String = behind.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        let Some(sentence) = self.sentence_of(one).filter(|_| definite && word.len() > 2) else { return false };
        let start = self.block(one.block).range.start;
        let told = self.document.words(sentence.range.shift(start)).to_lowercase();
        let stem = word.trim_end_matches('s');
        told.split(|c: char| !c.is_alphabetic()).any(|other| other.trim_end_matches('s') == stem)
    }

    /// Whether the sentence of a figure begins with something new: "A café in the museum".
    pub(super) fn begins_anew(&self, figure: &At<Figure>, sentence: &Sentence) -> bool {
        let start = self.block(figure.block).range.start;
        let words = self.document.words(sentence.range.shift(start));
        let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        Lexicon::english().find(&first).classes.has(Class::Indefinite)
    }
}

/// The words of a figure with another number in them, where they have it in digits.
pub(super) fn with_number(words: &str, figure: &Figure, value: f64) -> Option<String> {
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let first = words.find(|c: char| c.is_ascii_digit())?;
    let rest = &words[first..];
    let end = rest.find(|c| !digits(c)).unwrap_or(rest.len());
    let end = rest[..end].trim_end_matches([',', '.']).len();
    // "3.4 million": the magnitude stays where it is.
    let printed: f64 = rest[..end].replace(',', "").parse().ok()?;
    let scale = if printed == 0.0 { 1.0 } else { figure.value? / printed };
    let places = rest[..end].split_once('.').map_or(0, |(_, part)| part.len());
    let number = written::places((value / scale).abs(), places);
    let number = if rest[..end].contains(',') { number } else { number.replace(',', "") };
    let changed = number != rest[..end];
    changed.then(|| format!("{}{number}{}", &words[..first], &rest[end..]))
}

/// An interval of percentages in words: "+48% to +52%".
pub(super) fn percent_span(interval: Interval, places: usize) -> String {
    let (low, high) = (written::percent(interval.low, places), written::percent(interval.high, places));
    if low == high { low } else { format!("{low} to {high}") }
}
