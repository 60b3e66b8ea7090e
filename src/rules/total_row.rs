//! Totals in tables and lists: rows, columns and items that are the sum of others.

use super::Check;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::table::{self, Cell, Table};
use crate::document::BlockKind;

/// A total that is wrong: its block, its figure, and what the others add up to.
pub(super) struct Wrong<'a> {
    pub(super) block: usize,
    pub(super) figure: &'a Figure,
    pub(super) right: f64,
    /// What adds up: "column", "row", "list".
    pub(super) what: &'static str,
}

/// A number with all it can be.
type Number = (f64, Interval);

/// The wrong totals of a document.
pub(super) fn wrong<'a>(check: &Check<'a>) -> Vec<Wrong<'a>> {
    let mut found = Vec::new();
    for table in table::tables(check.document) {
        // "of which new": counted in a row above it.
        if table.iter().filter_map(|row| row.first()).any(|cell| check.facts[cell.block].part) {
            continue;
        }
        columns(check, &table, &mut found);
        rows(check, &table, &mut found);
    }
    lists(check, &mut found);
    found
}

/// The one figure of a block, or the one that is no share.
fn only<'a>(check: &Check<'a>, block: usize) -> Option<&'a Figure> {
    let (first, rest) = check.facts[block].figures.split_first()?;
    // "24 (40%)"
    let shares = first.kind != FigureKind::Percent && rest.iter().all(|figure| figure.kind == FigureKind::Percent);
    (rest.is_empty() || shares).then_some(first)
}

/// The figure in a column of a row.
fn figure<'a>(check: &Check<'a>, row: &[Cell], column: usize) -> Option<(usize, &'a Figure)> {
    let cell = row.iter().find(|cell| cell.column == column)?;
    let figure = only(check, cell.block)?;
    // "(3.5)": accountants write what is taken away in brackets.
    let words = check.document.words(check.block(cell.block).range);
    (!words.starts_with('(')).then_some((cell.block, figure))
}

fn number(figure: &Figure) -> Option<Number> {
    Some((figure.value?, figure.counted()?))
}

/// How far apart two numbers are that are told as a figure is.
fn step(figure: &Figure) -> f64 {
    figure.counted().map(|read| read.high - read.low).filter(|step| *step > 0.0).unwrap_or(figure.step)
}

fn sum(numbers: &[Number]) -> Number {
    numbers.iter().fold((0.0, Interval::exactly(0.0)), |sum, (value, part)| (sum.0 + value, sum.1 + *part))
}

/// Whether a figure may be the sum of such parts: an average is no more than the greatest, a rate for all is told beside those of the
/// parts.
fn may_be_sum(all: &Figure, parts: &[Number]) -> bool {
    let Some(value) = all.value else { return false };
    let right = sum(parts).0;
    let most = parts.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    match all.kind {
        FigureKind::Percent => (value - 100.0).abs() < 0.5,
        FigureKind::Count | FigureKind::Money | FigureKind::Measure => {
            value > most && (right - value).abs() < right / 2.0
        }
        _ => false,
    }
}

/// Rows of totals, and of subtotals above them.
fn columns<'a>(check: &Check<'a>, table: &Table, found: &mut Vec<Wrong<'a>>) {
    let totals: Vec<bool> =
        table.iter().map(|row| row.first().is_some_and(|cell| check.facts[cell.block].totals)).collect();
    let Some(last) = totals.iter().rposition(|total| *total) else { return };
    let mut columns: Vec<usize> = table[last].iter().skip(1).map(|cell| cell.column).collect();
    columns.dedup();
    for column in columns {
        let wrong = sums_of_column(check, &table[..=last], &totals, column);
        found.extend(wrong.unwrap_or_default());
    }
}

/// The wrong totals of one column; `None` where a number is missing.
fn sums_of_column<'a>(check: &Check<'a>, rows: &[Vec<Cell>], totals: &[bool], column: usize) -> Option<Vec<Wrong<'a>>> {
    let mut found = Vec::new();
    // What stands above: since the last total, above all totals, and the totals.
    let (mut since, mut plain, mut subtotals): (Vec<Number>, Vec<Number>, Vec<Number>) = Default::default();
    let mut kind = None;
    for (row, is_total) in rows.iter().zip(totals).skip(1) {
        let (block, figure) = figure(check, row, column)?;
        let own = number(figure)?;
        if *kind.get_or_insert(figure.kind) != figure.kind {
            return None;
        }
        if !is_total {
            since.push(own);
            plain.push(own);
            continue;
        }
        let nearest = if since.is_empty() { &subtotals } else { &since };
        let grand: Vec<Number> = subtotals.iter().chain(&since).copied().collect();
        let readings = [&since, &plain, &subtotals, &grand];
        let fits = readings.into_iter().any(|parts| !parts.is_empty() && sum(parts).1.meets(own.1));
        if !fits && nearest.len() >= 2 && may_be_sum(figure, nearest) {
            found.push(Wrong { block, figure, right: sum(nearest).0, what: "column" });
        }
        subtotals.push(own);
        since.clear();
    }
    Some(found)
}

/// A last column of totals: wrong is the row that does not add up where most others do.
fn rows<'a>(check: &Check<'a>, table: &Table, found: &mut Vec<Wrong<'a>>) {
    let Some((head, body)) = table.split_first() else { return };
    let Some(last) = head.last().filter(|cell| check.facts[cell.block].totals && cell.column >= 3) else { return };
    let mut right = 0;
    let mut wrong = Vec::new();
    for row in body {
        let Some((block, all)) = figure(check, row, last.column) else { continue };
        let parts: Option<Vec<Number>> = (1..last.column)
            .map(|column| {
                let (_, part) = figure(check, row, column)?;
                number(part).filter(|_| part.kind == all.kind)
            })
            .collect();
        let (Some(parts), Some(own)) = (parts, number(all)) else { continue };
        let (value, all_parts) = sum(&parts);
        if all_parts.meets(own.1) {
            right += 1;
        } else if all.kind != FigureKind::Percent && may_be_sum(all, &parts) {
            wrong.push(Wrong { block, figure: all, right: value, what: "row" });
        }
    }
    if wrong.len() < right {
        found.extend(wrong);
    }
}

/// How many words an item has at most that is no more than a name with its number.
const NAME: u32 = 10;

/// Lists with an item for all together, and lists that a colon brings in behind their total.
fn lists<'a>(check: &Check<'a>, found: &mut Vec<Wrong<'a>>) {
    let blocks = &check.document.blocks;
    let mut at = 0;
    while at < blocks.len() {
        let first = at;
        at += 1;
        if blocks[first].kind != BlockKind::Item || blocks[first].group.is_none() {
            continue;
        }
        while at < blocks.len() && blocks[at].kind == BlockKind::Item && blocks[at].group == blocks[first].group {
            at += 1;
        }
        found.extend(list(check, first, at));
    }
}

/// The wrong total of the list in blocks `first` to `end`.
fn list<'a>(check: &Check<'a>, first: usize, end: usize) -> Option<Wrong<'a>> {
    let items: Option<Vec<(usize, &Figure)>> = (first..end)
        .map(|block| Some((block, only(check, block).filter(|_| check.facts[block].words <= NAME)?)))
        .collect();
    let mut items = items?;
    let total = if check.facts[end - 1].totals {
        items.pop()?
    } else {
        let before = first.checked_sub(1).filter(|&before| check.facts[before].introduces)?;
        (before, only(check, before).filter(|all| all.kind != FigureKind::Percent)?)
    };
    let all = total.1;
    let like = |part: &Figure| part.kind == all.kind && (part.unit == all.unit || all.kind == FigureKind::Count);
    if items.len() < 2 || !items.iter().all(|(_, part)| like(part)) {
        return None;
    }
    // Beside "€85,000", "€120,000" is told to the thousand too.
    let step = items.iter().map(|(_, part)| step(part)).fold(step(all), f64::min);
    let even = |figure: &Figure| {
        let (value, read) = number(figure)?;
        let plain = figure.hedge.is_none() && figure.high.is_none() && read.low < read.high;
        Some((value, if plain { Interval::rounded(value, step) } else { read }))
    };
    let parts: Option<Vec<Number>> = items.iter().map(|(_, part)| even(part)).collect();
    let (parts, own) = (parts?, even(all)?);
    let (right, sum) = sum(&parts);
    (!sum.meets(own.1) && may_be_sum(all, &parts)).then_some(Wrong { block: total.0, figure: all, right, what: "list" })
}
