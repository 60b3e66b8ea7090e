//! Columns of tables that say by how much another column is more or less than the one before: "2023 | 2024 | Change".

use super::Check;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::table::{self, Cell};
use crate::language::lexicon::{Class, Lexicon};
use crate::text::TextRange;

/// A figure of a table, and where it stands in the file.
pub(super) type Placed<'a> = (&'a Figure, TextRange);

/// A row that says by how much something has changed.
pub(super) struct Row<'a> {
    /// What it was in the earlier year.
    pub(super) from: Placed<'a>,
    /// What it was in the later year.
    pub(super) to: Placed<'a>,
    /// By how many per cent it is said to have changed.
    pub(super) by: Placed<'a>,
}

/// The rows of all tables that have two years and then the change from the one to the other.
pub(super) fn changes<'a>(check: &Check<'a>) -> Vec<Row<'a>> {
    let mut found = Vec::new();
    for table in table::tables(check.document) {
        let Some((head, body)) = table.split_first() else { continue };
        for columns in head.windows(3) {
            let Some(([from, to, by], percent)) = years_and_change(check, columns) else { continue };
            let cell = |row: &Vec<Cell>, column: usize| placed(check, *row.iter().find(|cell| cell.column == column)?);
            let rows = body.iter().filter_map(|row| {
                let row = Row { from: cell(row, from)?, to: cell(row, to)?, by: cell(row, by)? };
                let amounts = row.from.0.kind == row.to.0.kind
                    && matches!(row.from.0.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure);
                let rate = row.by.0.kind == FigureKind::Percent || (percent && row.by.0.kind == FigureKind::Count);
                (amounts && rate).then_some(row)
            });
            found.extend(rows);
        }
    }
    found
}

/// Of three columns beside each other, those of the earlier year, the later year and the change, if that is what their heads say; and
/// whether the head says that the change is in per cent.
fn years_and_change(check: &Check<'_>, columns: &[Cell]) -> Option<([usize; 3], bool)> {
    let [one, other, last] = columns else { return None };
    let words = |cell: &Cell| check.document.words(check.block(cell.block).range).to_lowercase();
    let (first, second) = (year(&words(one))?, year(&words(other))?);
    let name = words(last);
    let mut parts = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let class = |word: &str, class: &[Class]| Lexicon::english().find(word).classes.has_any(class);
    let changes = parts.clone().any(|word| class(word, &[Class::Change, Class::Rise, Class::Fall]));
    // "Change (percentage points)", "Average annual change" are something else.
    let other_rate = parts.any(|word| class(word, &[Class::Points, Class::Rate]));
    let percent = name.contains('%') || name.contains("percent") || name.contains("per cent");
    let (from, to) = if first < second { (one, other) } else { (other, one) };
    (changes && !other_rate && first != second).then_some(([from.column, to.column, last.column], percent))
}

/// The one year that a head names.
fn year(words: &str) -> Option<u32> {
    let mut years = words.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
    let year = years.next().filter(|year| (1500..2200).contains(year))?;
    years.next().is_none().then_some(year)
}

/// The one figure of a cell, with its place.
fn placed<'a>(check: &Check<'a>, cell: Cell) -> Option<Placed<'a>> {
    let [figure] = &check.facts[cell.block].figures[..] else { return None };
    Some((figure, figure.range.shift(check.block(cell.block).range.start)))
}
