//! The day that the markup of a file gives it.

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;
use memchr::memmem;

use super::Format;
use crate::text::TextRange;

/// The keys of front matter that give the day of a text, the surest first.
const KEYS: [&str; 6] = ["date", "published", "pubDate", "pubdate", "publishDate", "publish_date"];

/// What stands in a page before the day it was published.
const MARKS: [&str; 5] =
    ["article:published_time", "datePublished", "itemprop=\"datepublished\"", "name=\"date\"", "<time datetime="];

/// How far behind such a mark the day stands at most.
const REACH: usize = 160;

/// The day that front matter or metadata give, and where.
pub(super) fn stated(text: &str, format: Format) -> Option<(Date, TextRange)> {
    match format {
        Format::Plain => None,
        Format::Markdown => front_matter(text),
        Format::Html => metadata(text),
    }
}

/// A day as ISO 8601 has it, also with a time behind it: "2026-11-20", "2026-11-20T08:30:00Z".
pub(crate) fn parse(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let rest = text[10..].chars().next();
    rest.is_none_or(|c| !c.is_ascii_digit()).then(|| day.parse().ok())?
}

/// How people write a day into front matter, where ISO 8601 is not asked for (`strftime`).
const WRITTEN: [&str; 12] = [
    "%B %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%d %b %Y",
    "%a, %d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%a, %b %d, %Y",
    "%Y/%m/%d",
    "%d.%m.%Y",
];

/// The day that a line has behind byte `from`, as it is written in words, and where: "January 1, 2020", "1 Jan 2020 08:30".
fn written(line: &str, from: usize) -> Option<(Date, TextRange)> {
    let value = line[from..].trim_start_matches([' ', '\t', '"', '\'']);
    let start = line.len() - value.len();
    WRITTEN.iter().find_map(|form| {
        let (told, length) = BrokenDownTime::parse_prefix(form, value).ok()?;
        let behind = value[length..].chars().next();
        // "May 2026" is no 20 May of the year 26.
        let whole = |date: &Date| date.year() >= 1000 && behind.is_none_or(|c| !c.is_alphanumeric());
        let date = told.to_date().ok().filter(whole)?;
        Some((date, TextRange::of(start, start + length)))
    })
}

fn front_matter(text: &str) -> Option<(Date, TextRange)> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let fence = body.get(..3).filter(|fence| matches!(*fence, "---" | "+++"))?;
    let mut found: Option<(usize, Date, TextRange)> = None;
    let mut at = text.len() - body.len();
    for (number, line) in body.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        if number > 0 && (words == fence || words == "...") {
            return found.map(|(_, date, range)| (date, range));
        }
        let rank = KEYS
            .iter()
            .position(|key| words.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', '='])));
        let Some(rank) = rank.filter(|rank| found.is_none_or(|(known, ..)| *rank < known)) else { continue };
        let Some(digit) = words.find(|c: char| c.is_ascii_digit()) else { continue };
        if let Some(date) = parse(&words[digit..]) {
            found = Some((rank, date, TextRange::of(start + digit, start + digit + 10)));
        } else if let Some((date, range)) = written(words, words.find([':', '=']).unwrap_or_default() + 1) {
            found = Some((rank, date, range.shift(crate::text::offset(start))));
        }
    }
    None
}

fn metadata(text: &str) -> Option<(Date, TextRange)> {
    MARKS.iter().find_map(|mark| {
        let at = memmem::find(text.as_bytes(), mark.as_bytes())? + mark.len();
        let end = (at + REACH).min(text.len());
        (at..end).find_map(|start| {
            let digit = text.as_bytes()[start].is_ascii_digit() && !text.as_bytes()[start - 1].is_ascii_digit();
            let date = parse(text.get(start..).filter(|_| digit)?)?;
            Some((date, TextRange::of(start, start + 10)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_gives_the_day() {
        for (text, format, day) in [
            ("---\ntitle: A\ndate: 2026-11-20\n---\nB\n", Format::Markdown, Some("2026-11-20")),
            (
                "---\npublished: 2026-01-02\ndate: \"2026-11-20T08:30:00Z\"\n---\nB\n",
                Format::Markdown,
                Some("2026-11-20"),
            ),
            ("---\ndate: January 01 2020\n---\nB\n", Format::Markdown, Some("2020-01-01")),
            ("---\ndate: \"Nov 20, 2026 8:30am\"\n---\nB\n", Format::Markdown, Some("2026-11-20")),
            ("---\ndate: Fri, 20 Nov 2026 08:30:00 GMT\n---\nB\n", Format::Markdown, Some("2026-11-20")),
            ("+++\ndate = 20.11.2026\n+++\nB\n", Format::Markdown, Some("2026-11-20")),
            ("---\ndate: 31 April 2026\n---\nB\n", Format::Markdown, None),
            ("---\ndate: May 2026\n---\nB\n", Format::Markdown, None),
            ("+++\ndate = 2026-11-20\n+++\nB\n", Format::Markdown, Some("2026-11-20")),
            ("---\ndate: soon\n---\nB\n", Format::Markdown, None),
            ("---\ndate: 2026-11-20\n", Format::Markdown, None),
            ("date: 2026-11-20\n", Format::Markdown, None),
            (
                "<meta property=\"article:published_time\" content=\"2026-11-20T08:30:00+01:00\">",
                Format::Html,
                Some("2026-11-20"),
            ),
            ("<p><time datetime=\"2026-11-20\">Friday</time> At last</p>", Format::Html, Some("2026-11-20")),
            ("<script>{\"datePublished\": \"2026-13-40\"}</script>", Format::Html, None),
        ] {
            assert_eq!(stated(text, format).map(|(date, _)| date.to_string()), day.map(str::to_owned), "{text}");
        }
    }
}
