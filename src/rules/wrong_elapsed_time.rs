//! The rule `wrong-elapsed-time`.

use jiff::civil::Date;

use super::arithmetic::with_number;
use super::{Check, related, replace, rule};
use crate::analysis::date::{Born, Dated, Elapsed, Times, Unit, When, day};
use crate::analysis::figure::Figure;
use crate::text::TextRange;

rule! {
    /// A length of time is not the one between its dates, or an age does not fit the year of birth.
    ///
    /// Whether the first day and the last are counted in is left open, and so is whether somebody has had a birthday yet.
    ///
    /// ## What it flags
    ///
    /// ```text flag markdown
    /// +++
    /// date = 2022-05-10
    /// +++
    ///
    /// The port has been closed for the ⟦90⟧ days since Feb. 24, its master said.
    /// ---
    /// +++
    /// date = 2026-11-20
    /// +++
    ///
    /// The mayor, Ana Petrov, ⟦45⟧, who was born in 1976, opened the bridge.
    /// ```
    ///
    /// ```text flag
    /// The fair ran from March 3, 2022 to March 13, 2022, ⟦14⟧ days in all, the city said.
    /// ---
    /// The court ruled on 20 May 2022, ⟦30⟧ days after 1 May 2022.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// One day more or less, weeks, months and years that are rounded, hedges, and dates whose year is not told:
    ///
    /// ```text pass markdown
    /// +++
    /// date = 2022-05-10
    /// +++
    ///
    /// The port has been closed for the 76 days since Feb. 24, its master said. About 90 days since Feb. 24, ships wait.
    /// ---
    /// +++
    /// date = 2026-11-20
    /// +++
    ///
    /// The mayor, Ana Petrov, 49, who was born in 1976, opened the bridge.
    /// ```
    ///
    /// ```text pass
    /// The fair ran from March 3, 2022 to March 13, 2022, 11 days in all, the city said.
    /// ---
    /// The port has been closed for the 90 days since Feb. 24, its master said.
    /// ---
    /// In the two months from 3 March 2022 to 10 May 2022 the port was closed.
    /// ```
    "wrong-elapsed-time", Warning,
    help: "correct the length of time, or the dates"
}

fn check(check: &mut Check<'_>) {
    for (block, facts) in check.document.blocks.iter().zip(check.facts) {
        let quoted = |range: TextRange| facts.quotations.iter().any(|quotation| quotation.range.overlaps(range));
        for elapsed in &facts.times.elapsed {
            let figure = &facts.figures[elapsed.figure];
            if !quoted(figure.range) {
                length(check, elapsed, figure, &facts.times, block.range.start);
            }
        }
        for born in &facts.times.born {
            let figure = &facts.figures[born.age];
            if !quoted(figure.range) {
                age(check, born, figure, block.range.start);
            }
        }
    }
}

fn length(check: &mut Check<'_>, elapsed: &Elapsed, figure: &Figure, times: &Times, start: u32) -> Option<()> {
    let from = &times.dates[elapsed.from];
    let to = elapsed.to.map(|to| &times.dates[to]);
    let ((first, early), (last, late)) = days(from, to, check.analysis.day.map(|today| today.date))?;
    let (days, said) = (day::between(first, last), figure.value?);
    let unit = elapsed.unit.days();
    #[allow(clippy::cast_precision_loss, reason = "days of a few centuries")]
    let exact = days as f64 / unit;
    // Whether the first day and the last are counted in; and months and years begin in their middle.
    let most = if elapsed.unit == Unit::Day { 1.0 } else { 1.0 + 1.0 / unit };
    let vague = (early + late) / unit;
    if days < 0 || vague > 1.5 || (said - exact).abs() <= most.max(vague) {
        return None;
    }
    let right = exact.round();
    let unit = name(elapsed.unit, right);
    let message = format!("from {} to {} it is {right} {unit}, not {said}", called(first, early), called(last, late));
    let range = figure.range.shift(start);
    let shown = check.document.words(range).into_owned();
    let finding = check.report(range, message);
    let ends = std::iter::once(from).chain(to);
    finding.related = ends.map(|date| related(date.range.shift(start), "calculated with this")).collect();
    if let Some(right) = with_number(&shown, figure, right) {
        finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
    }
    None
}

/// A day, and how many days it may be off by.
type Vague = (Date, f64);

/// The two days, where their years are told or certain.
fn days(from: &Dated, to: Option<&Dated>, today: Option<Date>) -> Option<(Vague, Vague)> {
    let last = match (to, today) {
        (Some(to), _) => day::middle(to.when).or_else(|| near(to.when, from.when, today))?,
        (None, today) => (today?, 0.0),
    };
    let first = day::middle(from.when).or_else(|| match from.when {
        // The last one before it.
        When::Day { month, day: number, .. } => Some((day::last(month, number, last.0)?, 0.0)),
        _ => None,
    })?;
    Some((first, last))
}

/// A day without a year: in the year of the other, or the one nearest to the day of the text.
fn near(when: When, other: When, today: Option<Date>) -> Option<Vague> {
    let When::Day { month, day: number, .. } = when else { return None };
    let date = match other {
        When::Day { year: Some(year), .. } | When::Month { year, .. } => Date::new(year, month, number).ok()?,
        _ => day::nearest(month, number, today?)?,
    };
    Some((date, 0.0))
}

/// A date as far as it is told.
fn called(date: Date, vague: f64) -> String {
    match vague {
        100.0.. => date.year().to_string(),
        1.0.. => date.strftime("%B %Y").to_string(),
        _ => day::written(date),
    }
}

fn name(unit: Unit, count: f64) -> &'static str {
    match (unit, count == 1.0) {
        (Unit::Day, true) => "day",
        (Unit::Day, false) => "days",
        (Unit::Week, true) => "week",
        (Unit::Week, false) => "weeks",
        (Unit::Month, true) => "month",
        (Unit::Month, false) => "months",
        (Unit::Year, true) => "year",
        (Unit::Year, false) => "years",
    }
}

fn age(check: &mut Check<'_>, born: &Born, figure: &Figure, start: u32) -> Option<()> {
    let today = || Some(check.analysis.day?.date.year());
    let (year, said) = (born.at.or_else(today)?, figure.value?);
    let years = f64::from(year - born.year);
    if said == years || said == years - 1.0 || years < 1.0 {
        return None;
    }
    let range = figure.range.shift(start);
    let message = format!("born in {}, it is {} or {years} in {year}, not {said}", born.year, years - 1.0);
    check.report(range, message).related.push(related(born.range.shift(start), "calculated with this"));
    None
}
