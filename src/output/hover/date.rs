//! Which day a date means.

use super::Writer;
use crate::analysis::date::{Dated, When, day};
use crate::text::TextRange;

impl Writer<'_> {
    /// The date at byte `at`, and which day it is.
    pub(super) fn date_at(&self, at: u32) -> Option<(TextRange, String)> {
        let block = self.checked.document.block_at(at)?;
        let start = self.checked.document.blocks[block].range.start;
        let here = |date: &&Dated| {
            let whole = date.weekday.map_or(date.range, |(_, weekday)| date.range.hull(weekday));
            whole.shift(start).touches(at)
        };
        let date = self.checked.facts.get(block)?.times.dates.iter().find(here)?;
        if matches!(date.when, When::Year { .. }) {
            // A year says all of it.
            return None;
        }
        let whole = date.weekday.map_or(date.range, |(_, weekday)| date.range.hull(weekday));
        Some((whole.shift(start), self.dated(date.range.shift(start), date)))
    }

    /// Which day a date means, and how far it is from the day of the text.
    fn dated(&self, range: TextRange, date: &Dated) -> String {
        let words = self.bold(&self.words(range));
        let told = day::told(date.when);
        let Some(today) = self.analysis.day else {
            return match told {
                Some(day) => format!("{words}: a {}", day::weekday_name(day.weekday())),
                None => format!("{words}: the text has no date that it could be counted from"),
            };
        };
        let from = format!("{} ({})", day::written(today.date), today.origin.name());
        let Some(days) = day::resolve(date.when, today.date) else {
            let none = if date.when == When::Lately { "no certain day" } else { "there is no such day" };
            return format!("{words}: {none}, counted from {from}");
        };
        let full = |day: jiff::civil::Date| format!("{}, {}", day::weekday_name(day.weekday()), day::written(day));
        if days.first != days.last {
            return format!(
                "{words}: {} to {}, counted from the day of the text, {from}",
                full(days.first),
                full(days.last)
            );
        }
        let distance = match day::between(today.date, days.first) {
            0 => "the day of the text".to_owned(),
            1 => "the day after the text's".to_owned(),
            -1 => "the day before the text's".to_owned(),
            days if days > 0 => format!("{days} days after the text's"),
            days => format!("{} days before the text's", -days),
        };
        format!("{words}: {}, {distance}, {from}", full(days.first))
    }
}
