//! The day of a text.

use std::sync::Arc;

use super::{Dated, Origin, Today, When, day};
use crate::analysis::facts::Facts;
use crate::document::{BlockKind, Document, Format};

/// How many blocks a dateline is looked for in: a title, a standfirst and a name may come before it.
const TOP: usize = 5;

/// How many words a line has at most that is there for its date: "Published 14 May 2022 by Jane Doe".
const LINE: u32 = 14;

/// The day of a text: that of its markup, of its dateline, or else of the configuration.
pub(in crate::analysis) fn today(document: &Document, facts: &[Arc<Facts>]) -> Option<Today> {
    let origin = if document.format == Format::Html { Origin::Metadata } else { Origin::FrontMatter };
    let markup = document.day.map(|(date, _)| Today { date, origin });
    let configured = || document.configured_day.map(|date| Today { date, origin: Origin::Configuration });
    markup.or_else(|| dateline(document, facts)).or_else(configured)
}

/// How many bytes stand before the date of such a line: "Published on Monday, ".
const LEAD: u32 = 24;

/// "KYIV, May 14, 2022 —", "Published: 14 May 2022".
fn dateline(document: &Document, facts: &[Arc<Facts>]) -> Option<Today> {
    document.blocks.iter().zip(facts).take(TOP).find_map(|(block, facts)| {
        let date = facts.times.dates.first()?;
        let told = day::told(date.when).filter(|_| block.kind != BlockKind::Title)?;
        let prose = document.block_prose(block);
        let behind = prose[date.range.end as usize..].trim_start();
        // A line of its own, or the place and the date before a dash.
        let opens = opens(date, prose) && behind.starts_with(['—', '–', '-']);
        let alone = facts.words <= LINE && !facts.stopped && date.range.start <= LEAD;
        (opens || alone).then_some(Today { date: told, origin: Origin::Dateline })
    })
}

/// Whether a date stands where a dateline has it.
fn opens(date: &Dated, prose: &str) -> bool {
    let before = prose.get(..date.range.start as usize).unwrap_or_default();
    date.range.start <= 60 && !before.contains(". ")
}

/// "LEEDS, Nov. 20 (Reuters) —": a text with such a line has a day, if none that could be calculated with.
pub(crate) fn has_dateline(document: &Document, facts: &[Arc<Facts>]) -> bool {
    document.blocks.iter().zip(facts).take(TOP).any(|(block, facts)| {
        let Some(date) = facts.times.dates.first() else { return false };
        let prose = document.block_prose(block);
        let behind = prose.get(date.range.end as usize..).unwrap_or_default().trim_start();
        let place = prose.chars().take_while(|c| *c != ',').all(|c| c.is_uppercase() || !c.is_alphabetic());
        let day = matches!(date.when, When::Day { .. });
        day && place && opens(date, prose) && behind.starts_with(['—', '–', '-', '('])
    })
}
