//! The rule `wrong-percentage`.

use super::arithmetic::{Told, percent_span, with_number};
use super::{Check, related, replace, rule, table_change};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::calculation::growth;
use crate::analysis::relation::{RelationKind, Way};
use crate::language::lexicon::Hedge;
use crate::text::TextRange;

rule! {
    /// A percentage does not follow from the figures beside it.
    ///
    /// What is printed may be rounded: it is an error only if no figures that are printed so give the percentage. In a quotation the
    /// error is not the text's own, and only information.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// Arrests rose from 50 to 75, a ⟦60%⟧ increase, the police said.
    /// ---
    /// Sales fell ⟦25 percent⟧ to $60 million from $100 million, the company said.
    /// ---
    /// Of the patients, 14 of 20 (⟦75%⟧) got better, the study says.
    /// ---
    /// The fee ⟦doubled⟧ from $50 to $75, the company said.
    /// ```
    ///
    /// The two amounts may be held against each other by "compared with", by the times at which they were so, or from one sentence to
    /// the next, and the rate may stand before them, between them or behind; shares may be told of what is lost:
    ///
    /// ```text flag
    /// A loaf that cost 400 bolívars in January now sells for 1,000, a ⟦250%⟧ increase.
    /// ---
    /// Revenue was $412 million, compared with $372 million a year earlier, an increase of ⟦14.1%⟧.
    /// ---
    /// The carrier is cutting its timetable by ⟦15 per cent⟧: there will be 165 flights a week instead of 220.
    /// ---
    /// The company had 5,200 staff when it listed. It now has 3,640, or ⟦45%⟧ fewer, its report says.
    /// ---
    /// Just 18 of the 240 applications were approved, the agency said, a success rate of ⟦12%⟧.
    /// ---
    /// There are 80 beds on the ward. Only 36 of them, or ⟦55%⟧, are in use, the hospital said.
    /// ---
    /// Turnout was put at ⟦61.4%⟧: of 38,250 registered voters, 21,420 cast a ballot.
    /// ---
    /// The firm will cut 1,200 jobs, or ⟦30%⟧ of its workforce of 6,000, its chief executive said.
    /// ```
    ///
    /// In a table, a column of changes behind the columns of two years:
    ///
    /// ```text flag markdown
    /// | Line   | 2023  | 2024  | Change |
    /// |--------|------:|------:|-------:|
    /// | Harbour | 1,200 | 1,500 |   +25% |
    /// | Airport |   800 |   720 |  -⟦20%⟧ |
    /// ```
    ///
    /// ## What it never flags
    ///
    /// A percentage that is right for some figures that are rounded to those that are printed, hedged ones, and rates for a year:
    ///
    /// ```text pass
    /// Arrests rose from 50 to 75, a 50% increase, the police said.
    /// ---
    /// Arrests rose from 42 to 62, an increase of about 50%, the police said.
    /// ---
    /// The population grew from 2.1 million to 2.3 million, an increase of 8%, the ministry said.
    /// ---
    /// Spending rose from $50 million to $75 million, an average of 8% a year, the ministry said.
    /// ---
    /// The fee nearly doubled from $50 to $95, and more than tripled from $10 to $40, the company said.
    /// ---
    /// The number of trains rose from 50 to 75 while that of passengers rose 60%, the ministry said.
    /// ```
    ///
    /// Nor what is of something else, of another time, or adjusted:
    ///
    /// ```text pass
    /// The number of cases rose from 200 in June to 260 in July, the fastest rise since a 50% jump in March.
    /// ---
    /// Revenue was $412 million, against $372 million a year before, an organic increase of 4%.
    /// ---
    /// It sold 3,000 bikes in 2020 and 4,000 in 2021, when the market grew by 10%.
    /// ```
    "wrong-percentage", Error,
    help: "correct the percentage, or the figures that it is of"
}

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        match told.kind {
            RelationKind::Change(way) => change(check, &told, way),
            RelationKind::Share => share(check, &told),
            RelationKind::Times => times(check, &told),
            _ => {}
        }
    }
    for row in table_change::changes(check) {
        cell(check, &row);
    }
}

/// Holds a cell with a change against those of the two years.
fn cell(check: &mut Check<'_>, row: &table_change::Row<'_>) {
    let [(from, first), (to, last), (by, range)] = [row.from, row.to, row.by];
    let (Some(a), Some(b), Some(said)) = (from.printed(), to.printed(), by.printed()) else { return };
    let Some(grown) = b.over(a).map(|ratio| (ratio - Interval::exactly(1.0)) * 100.0) else { return };
    // Without a sign it is only told by how much, and the head may say which way.
    if grown.meets(said) || (said.low >= 0.0 && (grown * -1.0).meets(said)) {
        return;
    }
    let (Some(from), Some(to)) = (from.value, to.value) else { return };
    let words = |range: TextRange| check.document.words(range).into_owned();
    let (shown, exact) = (words(range), growth(from, to));
    let right = written::percent(exact, by.places());
    let sign = if said.low < 0.0 { "−" } else { "" };
    let message = format!("{} → {} is {right}, not {sign}{shown}.", words(first), words(last));
    let finding = check.report(range, message);
    finding.related = [first, last].map(|range| related(range, "calculated with this")).into();
    if let Some(right) = with_number(&shown, by, exact) {
        finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
    }
}

fn change(check: &mut Check<'_>, told: &Told<'_>, way: Way) {
    let [from, to, by] = told.figures[..] else { return };
    // Of percentages, points may be meant.
    if from.kind == FigureKind::Percent || to.kind == FigureKind::Percent {
        return;
    }
    let (Some(first), Some(last), Some(said)) = (from.printed(), to.printed(), rate(by)) else { return };
    let (Some(a), Some(b)) = (from.value, to.value) else { return };
    let told_up = way == Way::Up || (way == Way::Either && b > a);
    // That it falls where it is said to rise is another matter, and may be a word misread.
    if a <= 0.0 || told_up != (b > a) || said.low < 0.0 {
        return;
    }
    let Some(ratio) = last.over(first) else { return };
    let grown = (ratio - Interval::exactly(1.0)) * 100.0;
    let rate = if told_up { grown } else { grown * -1.0 };
    if rate.meets(said) {
        return;
    }
    let Some(calculation) = check.calculation(told) else { return };
    let (exact, places) = (growth(a, b), by.places());
    let said = f64::midpoint(said.low, said.high) * if told_up { 1.0 } else { -1.0 };
    let message = format!(
        "{calculation}, not {}; as these are printed, {}.",
        written::percent(said, places),
        percent_span(grown, places),
    );
    let shown = check.printed(told, 2);
    let range = told.range(2);
    let finding = check.report_told(told, 2, message);
    if let Some(right) = with_number(&shown, by, exact) {
        finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
    }
}

/// How many points "a third" may be off by.
const PART: f64 = 4.0;

/// A rate in percent; "a third" is about 33.
fn rate(by: &Figure) -> Option<Interval> {
    if by.kind != FigureKind::Ratio {
        return by.rough();
    }
    let percent = by.value? * 100.0;
    let (low, high) = (percent - PART, percent + PART);
    Some(match by.hedge {
        None | Some(Hedge::Exactly | Hedge::Merely) => Interval { low, high },
        Some(Hedge::About) => Interval { low: low - PART, high: high + PART },
        Some(Hedge::Nearly) => Interval { low: low - 2.0 * PART, high },
        Some(Hedge::MoreThan | Hedge::AtLeast) => Interval { low, high: f64::INFINITY },
        Some(Hedge::LessThan | Hedge::AtMost | Hedge::UpTo) => Interval { low: 0.0, high },
    })
}

/// How far "doubled" may be from twice as much.
const LOOSE: f64 = 0.2;

fn times(check: &mut Check<'_>, told: &Told<'_>) {
    let [from, to, times] = told.figures[..] else { return };
    let (Some(first), Some(last), Some(value)) = (from.printed(), to.printed(), times.value) else { return };
    let Some(ratio) = last.over(first).filter(|ratio| ratio.low > 0.0) else { return };
    let from_here =
        if times.hedge == Some(Hedge::Nearly) { value * (1.0 - 2.0 * LOOSE) } else { value * (1.0 - LOOSE) };
    // "more than doubled" says nothing of how much more, but twice as much it has to be.
    let up_to = if times.hedge == Some(Hedge::MoreThan) { f64::INFINITY } else { value * (1.0 + LOOSE) };
    if ratio.meets(Interval { low: from_here, high: up_to }) {
        return;
    }
    let Some(calculation) = check.calculation(told) else { return };
    let message = format!("{calculation}, not {}.", written::digits(value));
    check.report_told(told, 2, message);
}

/// To what a share in tens may be rounded that stands beside what has been counted.
const FIVE: f64 = 5.0;

fn share(check: &mut Check<'_>, told: &Told<'_>) {
    let [part, whole, share] = told.figures[..] else { return };
    let (Some(some), Some(all), Some(said)) = (part.counted(), whole.counted(), rate(share)) else { return };
    let Some(ratio) = some.over(all) else { return };
    let real = ratio * 100.0;
    // Who counts, "15 of 20", does not write 80% for 75%, though 60% perhaps for 58%.
    let exact = some.low >= some.high && all.low >= all.high && share.kind == FigureKind::Percent;
    let tens = said.high - said.low >= FIVE && matches!(share.hedge, None | Some(Hedge::Merely));
    let said = match share.value.filter(|_| exact && tens && share.high.is_none()) {
        Some(value) => Interval::rounded(value, FIVE),
        None => said,
    };
    if real.meets(said) {
        return;
    }
    let Some(calculation) = check.calculation(told) else { return };
    let exact = part.value.unwrap_or_default() / whole.value.unwrap_or(1.0) * 100.0;
    let shown = check.printed(told, 2);
    let message = format!("{calculation}, not {shown}.");
    let range = told.range(2);
    let finding = check.report_told(told, 2, message);
    if let Some(right) = with_number(&shown, share, exact) {
        finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
    }
}
