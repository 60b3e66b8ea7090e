//! Figures of the running text that a table of the same document has otherwise.

use hashbrown::HashMap;

use super::Check;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::table::{self, Cell, Table};
use crate::document::BlockKind;
use crate::text::TextRange;

/// A figure of a table, by the row and the column that it stands in.
struct Known<'a> {
    figure: &'a Figure,
    range: TextRange,
    /// What its column is of, in small letters.
    column: String,
}

/// The figures that differ from a table's: the table's first, then the text's. A sentence must name the row, and count what the column has.
pub(super) fn differing(check: &Check<'_>) -> Vec<(TextRange, TextRange)> {
    let rows = Rows::new(check);
    if rows.cells.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (block, facts) in check.document.blocks.iter().zip(check.facts) {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        for sentence in &facts.sentences {
            let first = facts.figures.partition_point(|figure| figure.range.start < sentence.range.start);
            let mut here = facts.figures[first..].iter().take_while(|figure| sentence.range.covers(figure.range));
            // With a second figure, and be it a year, which is whose is not told.
            let (Some(figure), None) = (here.next(), here.next()) else { continue };
            if facts.is_quoted(figure.range) {
                continue;
            }
            let words = check.document.words(sentence.range.shift(block.range.start)).to_lowercase();
            let Some(cells) = rows.named_in(&words) else { continue };
            found.extend(other(cells, figure).map(|cell| (cell, figure.range.shift(block.range.start))));
        }
    }
    found
}

/// The place of the figure of the same column, if it cannot be the same.
fn other(cells: &[Known<'_>], figure: &Figure) -> Option<TextRange> {
    let unit = figure.unit.as_deref().filter(|_| figure.kind == FigureKind::Count)?.to_lowercase();
    let mut same = cells.iter().filter(|cell| has_words(&cell.column, &unit));
    let (cell, None) = (same.next()?, same.next()) else { return None };
    let (one, two) = (cell.figure.counted()?, figure.rough()?);
    (cell.figure.kind == figure.kind && !one.meets(two)).then_some(cell.range)
}

/// The rows of all tables.
#[derive(Default)]
struct Rows<'a> {
    /// By their names; one that two rows have tells nothing.
    cells: HashMap<String, Option<Vec<Known<'a>>>>,
    /// Their names by their first words, so that a sentence need not be held against all of them.
    names: HashMap<String, Vec<String>>,
}

/// How many names with one first word are looked at.
const NAMES: usize = 16;

impl<'a> Rows<'a> {
    fn new(check: &Check<'a>) -> Self {
        let mut rows = Self::default();
        for table in table::tables(check.document) {
            for (name, cells) in named(check, &table) {
                if let Some(twice) = rows.cells.get_mut(&name) {
                    *twice = None;
                    continue;
                }
                let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
                rows.names.entry(first).or_default().push(name.clone());
                rows.cells.insert(name, Some(cells));
            }
        }
        rows
    }

    /// The cells of the one row that a sentence in small letters names.
    fn named_in(&self, sentence: &str) -> Option<&[Known<'a>]> {
        let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let names = words.filter_map(|word| self.names.get(word)).flat_map(|names| names.iter().take(NAMES));
        let mut told: Vec<&String> = names.filter(|name| has_words(sentence, name)).collect();
        told.dedup();
        let [name] = told[..] else { return None };
        self.cells.get(name)?.as_deref()
    }
}

/// The rows below the first with what their first cell says and their figures.
fn named<'a>(check: &Check<'a>, table: &Table) -> Vec<(String, Vec<Known<'a>>)> {
    let words = |cell: &Cell| check.document.words(check.block(cell.block).range).to_lowercase();
    let Some((head, body)) = table.split_first() else { return Vec::new() };
    let rows = body.iter().filter_map(|row| {
        let first = row.first().filter(|cell| cell.column == 0)?;
        let facts = &check.facts[first.block];
        let known = row[1..].iter().filter_map(|cell| {
            let [figure] = &check.facts[cell.block].figures[..] else { return None };
            let column = head.iter().find(|name| name.column == cell.column).map(words)?;
            Some(Known { figure, range: figure.range.shift(check.block(cell.block).range.start), column })
        });
        let named = facts.figures.is_empty() && !facts.totals;
        named.then(|| (words(first), known.collect()))
    });
    rows.filter(|(name, _): &(String, Vec<_>)| name.chars().count() > 2).collect()
}

/// Whether `words` holds these words, and not as parts of others.
fn has_words(words: &str, part: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words
        .match_indices(part)
        .any(|(at, _)| apart(words[..at].chars().next_back()) && apart(words[at + part.len()..].chars().next()))
}
