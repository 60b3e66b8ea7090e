//! The rule `wrong-sum`.

use super::arithmetic::with_number;
use super::{Check, replace, rule};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::RelationKind;
use crate::analysis::table::{self, Cell};

rule! {
    /// A total is not what its parts add up to.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The crash killed ⟦12⟧ people: seven men and four women, the police said.
    /// ---
    /// The crash killed seven men and four women, ⟦12⟧ people in all, the police said.
    /// ---
    /// The firm has ⟦340⟧ employees (210 in Leeds, 80 in York and 60 in Hull), it said.
    /// ```
    ///
    /// In a Markdown table, the row of totals:
    ///
    /// ```text flag markdown
    /// | District | Wells |
    /// |----------|------:|
    /// | North    |    80 |
    /// | South    |   160 |
    /// | Total    |   ⟦250⟧ |
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Lists that need not be complete, parts that are hedged, and figures that add up when each is rounded:
    ///
    /// ```text pass
    /// The crash killed 12 people: seven men, four women and a child, the police said.
    /// ---
    /// The mayor visited 12 schools, seven farms and four ports, her office said.
    /// ---
    /// The crash killed 12 people, including seven men and four women, the police said.
    /// ---
    /// The firm has 340 employees (about 210 in Leeds and at least 80 in York), it said.
    /// ---
    /// The city counted 27,000 visitors: 15,300 in May and 12,100 in June, it said.
    /// ```
    ///
    /// Columns that are no amounts to be added up, such as averages and rates:
    ///
    /// ```text pass markdown
    /// | District | Wells | Depth in m | Growth |
    /// |----------|------:|-----------:|-------:|
    /// | North    |    80 |         12 |     5% |
    /// | South    |   160 |         15 |     8% |
    /// | Total    |   240 |         14 |     7% |
    /// ```
    "wrong-sum", Error,
    help: "correct the total, or the part that is wrong"
}

fn check(check: &mut Check<'_>) {
    sentences(check);
    tables(check);
}

fn sentences(check: &mut Check<'_>) {
    for told in check.relations() {
        let RelationKind::Sum { single } = told.kind else { continue };
        let intervals: Option<Vec<Interval>> = told.figures.iter().map(|figure| figure.counted()).collect();
        let Some(intervals) = intervals else { continue };
        let sum = intervals[1..].iter().fold(Interval::exactly(f64::from(single)), |sum, part| sum + *part);
        if sum.meets(intervals[0]) {
            continue;
        }
        let values: Vec<f64> = told.figures.iter().filter_map(|figure| figure.value).collect();
        let right = values[1..].iter().sum::<f64>() + f64::from(single);
        let Some(calculation) = check.calculation(&told) else { continue };
        let shown = check.printed(&told, 0);
        let message = format!("{calculation}, not {shown}");
        let range = told.range(0);
        let fix = with_number(&shown, told.figures[0], right);
        let finding = check.report_told(&told, 0, message);
        if let Some(right) = fix {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}

/// The rows of totals in tables.
fn tables(check: &mut Check<'_>) {
    for table in table::tables(check.document) {
        let facts = check.facts;
        let names_total = |row: &Vec<Cell>| row.first().is_some_and(|cell| facts[cell.block].totals);
        let mut rows = (0..table.len()).filter(|&row| names_total(&table[row]));
        // More than one, and it is not told which rows each of them is of.
        let (Some(last), None) = (rows.next(), rows.next()) else { continue };
        // "of which new": counted in a row above it.
        if table.iter().filter_map(|row| row.first()).any(|cell| facts[cell.block].part) {
            continue;
        }
        for total in &table[last][1..] {
            column(check, &table[1.min(last)..last], *total);
        }
    }
}

/// One column of a table with its total.
fn column(check: &mut Check<'_>, rows: &[Vec<Cell>], total: Cell) {
    let figure = |cell: Cell| {
        let figures = &check.facts[cell.block].figures;
        figures.first().filter(|_| figures.len() == 1)
    };
    let parts: Option<Vec<&Figure>> = rows
        .iter()
        .map(|row| row.iter().find(|cell| cell.column == total.column).and_then(|cell| figure(*cell)))
        .collect();
    let (Some(parts), Some(all)) = (parts, figure(total)) else { return };
    let numbers: Option<Vec<(f64, Interval)>> = parts.iter().map(|part| Some((part.value?, part.counted()?))).collect();
    let (Some(numbers), Some(value), Some(printed)) = (numbers, all.value, all.counted()) else { return };
    if numbers.len() < 2 || !parts.iter().all(|part| part.kind == all.kind) {
        return;
    }
    let right: f64 = numbers.iter().map(|(value, _)| value).sum();
    let most = numbers.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    // An average is no more than the greatest, a rate for all is told beside those of the parts.
    let is_sum = match all.kind {
        FigureKind::Percent => (value - 100.0).abs() < 0.5,
        FigureKind::Count | FigureKind::Money => value > most && (right - value).abs() < right / 2.0,
        _ => false,
    };
    let sum = numbers.iter().fold(Interval::exactly(0.0), |sum, (_, part)| sum + *part);
    if !is_sum || sum.meets(printed) {
        return;
    }
    let start = check.block(total.block).range.start;
    let range = all.range.shift(start);
    let shown = check.document.words(range).into_owned();
    let finding = check.report(range, format!("the column adds up to {}, not {shown}", written::digits(right)));
    if let Some(right) = with_number(&shown, all, right) {
        finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
    }
}
