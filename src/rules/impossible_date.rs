//! The rule `impossible-date`.

use jiff::civil::Date;

use super::{Check, rule};
use crate::analysis::date::When;

rule! {
    /// A date that the calendar does not have.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge was closed on ⟦31 April⟧, the city said.
    /// ---
    /// She was born on ⟦February 30, 1990⟧, the court heard.
    /// ---
    /// The bridge was opened on ⟦29 Feb 2015⟧, the city said.
    /// ---
    /// The council met on ⟦31/06/2014⟧ and on ⟦2015-02-29⟧, its clerk said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The bridge was closed on 30 April and opened on 29 Feb 2016, the city said.
    /// ---
    /// The treaty was signed on 29 February 1700, in the old calendar.
    /// ---
    /// In April 31 people drowned, the coast guard said.
    /// ---
    /// “He was born on 31 June,” the mayor said.
    /// ```
    "impossible-date", Error,
    help: "correct the day, the month or the year"
}

fn check(check: &mut Check<'_>) {
    for (block, facts) in check.document.blocks.iter().zip(check.facts) {
        for dated in &facts.times.dates {
            let When::Day { year, month, day } = dated.when else { continue };
            // Whoever speaks has said so.
            if block.quote.is_some() || facts.meets_quotation(dated.range) || exists(year, month, day) {
                continue;
            }
            let range = dated.range.shift(block.range.start);
            let words = check.document.words(range);
            let message = match Date::new(year.unwrap_or(2024), month, 1) {
                Ok(first) if year.is_some() && month == 2 => {
                    format!("“{words}”: {} had {} days.", first.strftime("%B %Y"), first.days_in_month())
                }
                Ok(first) => format!("“{words}”: {} has {} days.", first.strftime("%B"), first.days_in_month()),
                Err(_) => continue,
            };
            check.report(range, message);
        }
    }
}

/// Whether there is such a day: in the year that is told, or in a leap year. In the old calendar every fourth year was one.
fn exists(year: Option<i16>, month: i8, day: i8) -> bool {
    let year = year.filter(|year| !(*year < 1930 && year % 100 == 0)).unwrap_or(2024);
    Date::new(year, month, day).is_ok()
}
