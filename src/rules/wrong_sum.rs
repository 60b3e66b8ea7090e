//! The rule `wrong-sum`.

use super::arithmetic::with_number;
use super::{Check, replace, rule, total_row};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::RelationKind;

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
    /// ---
    /// Of the ⟦64⟧ seats, the Liberals won 29, Labour 24 and the Greens 13.
    /// ---
    /// The estate of ⟦£2.1m⟧ comprised a house worth £1.4m, shares worth £0.9m and £0.1m in cash.
    /// ---
    /// A tanker picked up ⟦58⟧ people. Thirty-six were taken to Lesbos and 25 to Chios.
    /// ---
    /// In May 4,310 claims were lodged and in June 2,645. The sum of the two, ⟦7,955⟧, is a record.
    /// ```
    ///
    /// Where the words do not say that the parts are all, as in the last but one, only too many are wrong.
    ///
    /// In a Markdown table, the rows and the column of totals; in a list, the last item or the total before the colon:
    ///
    /// ```text flag markdown
    /// | District | Wells |
    /// |----------|------:|
    /// | North    |    80 |
    /// | South    |   160 |
    /// | Total    |   ⟦250⟧ |
    /// ```
    ///
    /// ```text flag markdown
    /// - Apples: 40
    /// - Pears: 25
    /// - Total: ⟦75⟧
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
    /// Six miners were hurt: three seriously and two slightly. The condition of the sixth was not known.
    /// ---
    /// The crash killed 12 people, including seven men and four women, the police said.
    /// ---
    /// The firm has 340 employees (about 210 in Leeds and at least 80 in York), it said.
    /// ---
    /// Of the 90 pupils, 55 study French and 48 study Spanish.
    /// ---
    /// Two patients died on Monday and three on Tuesday, taking the toll to 41.
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
        let RelationKind::Sum { single, all } = told.kind else { continue };
        let intervals: Option<Vec<Interval>> = told.figures.iter().map(|figure| figure.counted()).collect();
        let Some(intervals) = intervals else { continue };
        let sum = intervals[1..].iter().fold(Interval::exactly(f64::from(single)), |sum, part| sum + *part);
        // Where there may be more parts, they are wrong only if they are too many.
        if sum.meets(intervals[0]) || (!all && sum.low <= intervals[0].high) {
            continue;
        }
        let values: Vec<f64> = told.figures.iter().filter_map(|figure| figure.value).collect();
        let right = values[1..].iter().sum::<f64>() + f64::from(single);
        let Some(calculation) = check.calculation(&told) else { continue };
        let shown = check.printed(&told, 0);
        let message = format!("{calculation}, not {shown}.");
        let range = told.range(0);
        let fix = with_number(&shown, told.figures[0], right);
        let finding = check.report_told(&told, 0, message);
        if let Some(right) = fix {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}

/// The totals of tables and lists.
fn tables(check: &mut Check<'_>) {
    for wrong in total_row::wrong(check) {
        let start = check.block(wrong.block).range.start;
        let range = wrong.figure.range.shift(start);
        let shown = check.document.words(range).into_owned();
        let right = written::digits(wrong.right);
        let finding = check.report(range, format!("The {} adds up to {right}, not {shown}.", wrong.what));
        if let Some(right) = with_number(&shown, wrong.figure, wrong.right) {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}
