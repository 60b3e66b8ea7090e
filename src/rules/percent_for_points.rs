//! The rule `percent-for-points`.

use super::{Check, replace, rule};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::RelationKind;
use crate::language::lexicon::Hedge;

rule! {
    /// The difference of two percentages is told in percent, where percentage points are meant.
    ///
    /// From 4% to 6% is two percentage points more, and half as much again: 50%.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// Unemployment rose from 4% to 6%, a ⟦2%⟧ increase, the office said.
    /// ---
    /// The rate fell to 3.5 percent, down ⟦1.5 percent⟧ from 5 percent, the bank said.
    /// ---
    /// Gross margin was 41.5% in 2023 and 38.0% in 2022, an improvement of ⟦3.5%⟧, the company said.
    /// ---
    /// Of the women 63% felt safe, of the men 41% did, a gap of ⟦22%⟧, the survey says.
    /// ---
    /// Vaccine coverage in the north (58%) is ⟦24%⟧ below the national figure of 82%.
    /// ---
    /// VAT will go up by ⟦two per cent⟧ in January, from 19 to 21 per cent.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Points, and what is right in percent:
    ///
    /// ```text pass
    /// Unemployment rose from 4% to 6%, up 2 percentage points, the office said.
    /// ---
    /// Unemployment rose from 4% to 6%, a 50% increase, the office said.
    /// ```
    "percent-for-points", Warning,
    help: "say “percentage points”, or give the change in percent"
}

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        let (RelationKind::Change(_), [from, to, by]) = (told.kind, &told.figures[..]) else { continue };
        let percent = |index: usize| told.figures[index].kind == FigureKind::Percent;
        let words = check.printed(&told, 2);
        // "from 19 to 21 per cent": the unit is told once.
        let bare = from.kind == FigureKind::Count && from.unit.is_none();
        if !(percent(0) || bare) || !percent(1) || words.contains("point") {
            continue;
        }
        // "from 1.5% to 2%": who writes so means 2.0.
        let step = from.step.min(to.step);
        let read = |figure: &Figure| Some(Interval::rounded(figure.value.filter(|_| is_plain(figure))?, step));
        let (Some(first), Some(last), Some(said)) = (read(from), read(to), by.rough()) else { continue };
        let (Some(a), Some(b), Some(value)) = (from.value, to.value, by.value) else { continue };
        let points = last - first;
        let way = if b < a { -1.0 } else { 1.0 };
        // As it is printed it is in points; in percent it is something else.
        let grown = Interval::exactly((b / a - 1.0) * 100.0 * way);
        if a <= 0.0 || grown.meets(said) || !(points * way).meets(said) {
            continue;
        }
        let Some(calculation) = check.calculation(&told) else { continue };
        let range = told.range(2);
        let unit = if value == 1.0 { "percentage point" } else { "percentage points" };
        let right = format!("{} {unit}", written::digits(value));
        check.report_told(&told, 2, format!("{calculation}.")).fixes.push(replace(
            format!("Replace by “{right}”"),
            range,
            right,
        ));
    }
}

fn is_plain(figure: &Figure) -> bool {
    matches!(figure.hedge, None | Some(Hedge::Merely | Hedge::Exactly))
}
