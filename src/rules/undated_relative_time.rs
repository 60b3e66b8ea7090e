//! The rule `undated-relative-time`.

use super::{Check, rule};
use crate::analysis::date::{self, Dated, When};
use crate::document::BlockKind;

rule! {
    /// A time is told from the day of the text, and the text has none: “last week”, “on Friday”.
    ///
    /// It is told once a text: at the first such time.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge was closed ⟦last week⟧, the city said. It will be opened tomorrow.
    /// ---
    /// The council met on ⟦Friday⟧, its clerk said.
    /// ---
    /// The port was closed ⟦three weeks ago⟧, its master said.
    /// ---
    /// The school will close ⟦next summer⟧, the council announced today.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// A text with a dateline, a date in its front matter, or any date with a year:
    ///
    /// ```text pass
    /// LEEDS, Nov. 20, 2026 — The bridge was closed last week, the city said.
    /// ---
    /// The bridge was closed last week, the city said. It was built in May 1998.
    /// ```
    ///
    /// ```text pass markdown
    /// +++
    /// date = 2026-11-20
    /// +++
    ///
    /// The bridge was closed last week, the city said.
    /// ```
    ///
    /// Habits, names, and what is said in quotation marks:
    ///
    /// ```text pass
    /// The market is held on Fridays and every Monday, the Sunday Herald says. The sales are known as Black Friday.
    /// ---
    /// Parking is restricted from Monday to Friday. The book is set in the last year of the war.
    /// ---
    /// “The bridge was closed last week,” the mayor said.
    /// ```
    "undated-relative-time", Information,
    help: "give the date, or give the text its own: a dateline, or `date` in the front matter or in sayso.toml"
}

fn check(check: &mut Check<'_>) {
    if check.analysis.day.is_some()
        || check.facts.iter().any(|facts| facts.times.dates.iter().any(Dated::is_full))
        || date::has_dateline(check.document, check.facts)
    {
        return;
    }
    let blocks = check.document.blocks.iter().zip(check.facts);
    // What is quoted in a block of its own is somebody else's day.
    let prose = blocks
        .filter(|(block, _)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.quote.is_none());
    let first = prose.into_iter().find_map(|(block, facts)| {
        let told = |date: &&Dated| date.is_relative() && date.when != When::Nowadays;
        let mut dates = facts.times.dates.iter().filter(told);
        dates.find(|date| !facts.is_quoted(date.range)).map(|date| date.range.shift(block.range.start))
    });
    if let Some(range) = first {
        let words = check.quoted(range);
        check.report(range, format!("When is {words}? The text has no date."));
    }
}
