//! The rule `wrong-weekday`.

use super::{Check, replace, rule};
use crate::analysis::date::{Dated, When, day};
use crate::finding::Severity;

rule! {
    /// A date has another weekday than the one beside it.
    ///
    /// The year stands in the date, or the day of the text makes it certain; then it is a warning.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge was closed on ⟦Friday⟧, May 14, 2022, the city said.
    /// ---
    /// The council met on ⟦Tues.⟧, 1 March 2023, its clerk said.
    /// ```
    ///
    /// ```text flag markdown
    /// +++
    /// date = 2026-11-20
    /// +++
    ///
    /// The council will meet on ⟦Monday⟧, Nov. 24, its clerk said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The bridge was closed on Saturday, May 14, 2022, the city said.
    /// ---
    /// The bridge was closed on Friday, May 14, the city said.
    /// ---
    /// The bridge was closed on Friday. On May 14, 2022, it was opened again, the city said.
    /// ---
    /// The treaty was signed on Monday, 2 March 1711, in the old calendar.
    /// ---
    /// “It was Friday, May 14, 2022,” the mayor said.
    /// ```
    "wrong-weekday", Error,
    help: "correct the weekday, or the date"
}

fn check(check: &mut Check<'_>) {
    for (block, facts) in check.document.blocks.iter().zip(check.facts) {
        for dated in &facts.times.dates {
            // Whoever speaks has said so.
            if !facts.quotations.iter().any(|quotation| quotation.range.overlaps(dated.range)) {
                weekday(check, dated, block.range.start);
            }
        }
    }
}

/// How many days from the day of the text a date without a year is the one of that year for certain.
const CERTAIN: i64 = 120;

fn weekday(check: &mut Check<'_>, dated: &Dated, start: u32) -> Option<()> {
    let (number, word) = dated.weekday?;
    let When::Day { year, month, day: number_of_day } = dated.when else { return None };
    let date = match (year, check.analysis.day) {
        (Some(_), _) => day::told(dated.when)?,
        (None, Some(today)) => day::nearest(month, number_of_day, today.date)
            .filter(|date| day::between(today.date, *date).abs() <= CERTAIN)?,
        (None, None) => return None,
    };
    let (said, right) = (day::weekday(number)?, date.weekday());
    if said == right || date < day::EARLIEST {
        return None;
    }
    let range = word.shift(start);
    let shown = check.document.words(range).into_owned();
    let name = day::weekday_name(right);
    let message = format!("{} is a {name}, not a {}", day::written(date), day::weekday_name(said));
    let fix = like(&shown, name);
    let finding = check.report(range, message);
    finding.related.push(super::related(dated.range.shift(start), "the date"));
    finding.fixes.push(replace(format!("Replace by “{fix}”"), range, fix));
    if year.is_none() {
        finding.severity = Severity::Warning;
    }
    None
}

/// A weekday in the form of another: "Sat." for "Fri.", "SATURDAY" for "FRIDAY".
fn like(shown: &str, name: &str) -> String {
    let letters = shown.trim_end_matches('.');
    let short = letters.chars().count() <= 5;
    let name = if short { &name[..3] } else { name };
    let upper = letters.chars().skip(1).all(char::is_uppercase);
    let stop = if shown.ends_with('.') { "." } else { "" };
    if upper { name.to_uppercase() + stop } else { format!("{name}{stop}") }
}
