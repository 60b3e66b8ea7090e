//! The rule `wrong-elapsed-time`.

use jiff::civil::Date;

use super::arithmetic::with_number;
use super::{Check, related, replace, rule};
use crate::analysis::date::{Born, Dated, Elapsed, Fit, Times, Unit, When, day};
use crate::analysis::figure::{Figure, FigureKind};

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
    /// ---
    /// ⟦Two⟧ decades after the reactor was shut down in 1989, its towers were blown up in the spring of 2019.
    /// ---
    /// The depot was due on 31 March 2015. It was handed over on 30 September 2016, ⟦three⟧ years behind schedule.
    /// ---
    /// He fell ill on 26 December 2013 and was well again on 29 March 2016. Those ⟦43⟧ months cost him his job.
    /// ---
    /// She was born on 4 May 1980. In March 2010, at the age of ⟦35⟧, she won the prize.
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
        for elapsed in &facts.times.elapsed {
            let figure = elapsed.figure.and_then(|figure| facts.figures.get(figure));
            if !facts.meets_quotation(elapsed.range) {
                length(check, elapsed, figure, &facts.times, block.range.start);
            }
        }
        for born in &facts.times.born {
            let figure = &facts.figures[born.age];
            if !facts.meets_quotation(figure.range) {
                age(check, born, figure, &facts.times, block.range.start);
            }
        }
    }
}

fn length(check: &mut Check<'_>, elapsed: &Elapsed, figure: Option<&Figure>, times: &Times, start: u32) -> Option<()> {
    let from = &times.dates[elapsed.from];
    let to = elapsed.to.map(|to| &times.dates[to]);
    let today = check.analysis.day.map(|today| today.date);
    let ends = days(from, to, today)?;
    if !is_off(elapsed, ends)? || is_anothers(elapsed, times, today) {
        return None;
    }
    let ((first, early), (last, late)) = ends;
    let (right, said) = (exact(elapsed, first, last).round(), elapsed.said);
    let unit = name(elapsed.unit, right);
    let (first, last) = (called(first, early), called(last, late));
    let message = format!("From {first} to {last} it is {right} {unit}, not {}.", shown(said));
    let range = elapsed.range.shift(start);
    let words = check.document.words(range).into_owned();
    let finding = check.report(range, message);
    let ends = std::iter::once(from).chain(to);
    finding.related = ends.map(|date| related(date.range.shift(start), "calculated with this")).collect();
    let plain = figure.filter(|figure| figure.value == Some(said) && figure.kind == FigureKind::Duration);
    if let Some(right) = plain.and_then(|figure| with_number(&words, figure, right)) {
        finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
    }
    None
}

/// A length as it is said; that of "its fifth year" is between two numbers.
fn shown(said: f64) -> String {
    if said.fract() == 0.5 { format!("{} to {}", said - 0.5, said + 0.5) } else { said.to_string() }
}

/// How many of the unit lie between two days.
fn exact(elapsed: &Elapsed, first: Date, last: Date) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "days of a few centuries")]
    let days = day::between(first, last) as f64;
    days / elapsed.unit.days()
}

/// Whether no reading of two days and of a length between them adds up; `None` where they tell too little.
fn is_off(elapsed: &Elapsed, ((first, early), (last, late)): (Vague, Vague)) -> Option<bool> {
    let unit = elapsed.unit.days();
    let (exact, said, vague) = (exact(elapsed, first, last), elapsed.said, (early + late) / unit);
    if exact < 0.0 || vague > 1.5 {
        return None;
    }
    // Whether the first day and the last are counted in; and months and years begin in their middle.
    let most = match elapsed.unit {
        Unit::Day => 1.0,
        _ if vague == 0.0 => ROUNDED + 1.0 / unit,
        _ => 1.0 + 1.0 / unit,
    };
    let most = most.max(vague).max(if elapsed.step > 1.0 { elapsed.step * ROUNDED } else { 0.0 });
    Some(match elapsed.fit {
        Fit::Same => (said - exact).abs() > most,
        Fit::Within => said > exact + most,
        Fit::Beyond => said < exact - most,
    })
}

/// How far a length may be off that is told in whole weeks, months or years between two days.
const ROUNDED: f64 = 0.75;

/// Whether two other dates near by give the length: then it is taken to be theirs.
fn is_anothers(elapsed: &Elapsed, times: &Times, today: Option<Date>) -> bool {
    let dates =
        || elapsed.near.clone().filter_map(|index| times.dates.get(index)).filter(|date| !date.is_relative()).take(8);
    let fits =
        |from: &Dated, to: Option<&Dated>| days(from, to, today).and_then(|ends| is_off(elapsed, ends)) == Some(false);
    let same = Elapsed { fit: Fit::Same, ..elapsed.clone() };
    let exact = if elapsed.fit == Fit::Same { elapsed } else { &same };
    let pair = |from: &Dated| {
        dates().any(|to| {
            !std::ptr::eq(from, to) && days(from, Some(to), today).and_then(|ends| is_off(exact, ends)) == Some(false)
        })
    };
    dates().any(|from| pair(from) || (elapsed.to.is_none() && fits(from, None)))
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

fn age(check: &mut Check<'_>, born: &Born, figure: &Figure, times: &Times, start: u32) -> Option<()> {
    let birth = times.dates.get(born.birth)?;
    let today = check.analysis.day.map(|today| When::of(today.date));
    let at = match born.at {
        Some(at) => times.dates.get(at)?.when,
        None => today?,
    };
    let said = figure.value?;
    let (least, most) = ages(birth.when, at)?;
    let fits = |when: When| ages(birth.when, when).is_none_or(|(least, most)| (least..=most).contains(&said));
    let others = born.near.clone().filter(|&index| index != born.birth).filter_map(|index| times.dates.get(index));
    if most < 1.0 || fits(at) || others.filter(|date| date.is_full()).any(|date| fits(date.when)) {
        return None;
    }
    let range = figure.range.shift(start);
    let years = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let message = format!("Whoever was born in {} is {years} in {}, not {said}.", birth.when.year()?, at.year()?);
    check.report(range, message).related.push(related(birth.range.shift(start), "calculated with this"));
    None
}

/// The youngest and the oldest that somebody born then can be at a time.
fn ages(birth: When, at: When) -> Option<(f64, f64)> {
    let years = f64::from(at.year()? - birth.year()?);
    let part = |when: When| match when {
        When::Day { month, day, .. } => Some((month, Some(day))),
        When::Month { month, .. } => Some((month, None)),
        _ => None,
    };
    // Whether the birthday of that year has come, where the months or the days tell.
    let come = match (part(birth), part(at)) {
        (Some((born, _)), Some((month, _))) if born != month => Some(month > born),
        (Some((_, Some(born))), Some((_, Some(day)))) => Some(day >= born),
        _ => None,
    };
    Some(match come {
        Some(true) => (years, years),
        Some(false) => (years - 1.0, years - 1.0),
        None => (years - 1.0, years),
    })
}
