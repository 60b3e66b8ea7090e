//! Weekdays, lengths of time and relative times, held against the calendar.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{marks, table};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use sayso::analysis;
use sayso::analysis::cache::Cache;
use sayso::analysis::date::day::{weekday_name, written};
use sayso::analysis::date::{Origin, When};
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::output::hover::{self, Markup};
use sayso::text::LineIndex;

fn checked(text: &str, format: Format, today: Option<Date>) -> Checked {
    let config = Config { date: today, ..Config::default() };
    Checked::new(Document::new(text, format), &config, &mut Cache::default())
}

/// The words that a rule reports in a text.
fn reported(rule: &str, text: &str, today: Option<Date>) -> Vec<String> {
    let checked = checked(text, Format::Plain, today);
    let findings = checked.findings.iter().filter(|finding| finding.rule == rule);
    findings.map(|finding| finding.range.of_text(text).to_owned()).collect()
}

/// What a hover on these words says.
fn hovered(text: &str, words: &str, today: Option<Date>) -> String {
    let checked = checked(text, Format::Plain, today);
    let at = u32::try_from(text.find(words).expect("the words")).unwrap();
    hover::hover(&checked, &LineIndex::new(text), at, Markup::Plain).expect(text).1
}

/// Days of a century, by how many they are after its first.
fn days() -> impl Strategy<Value = Date> {
    (0..36_500i64).prop_map(|days| date(1950, 1, 1).checked_add(days.days()).unwrap())
}

/// A day in the forms that news write it in.
fn forms(day: Date, weekday: &str) -> [String; 6] {
    let long = |pattern: &str| day.strftime(pattern).to_string();
    [
        format!("The court ruled on {weekday}, {}, its clerk said.\n", long("%B %-d, %Y")),
        format!("The court ruled on {weekday}, {}.\n", long("%-d %B %Y")),
        format!("On {weekday} {} the court ruled.\n", long("%-d %b %Y")),
        format!("The court ruled on {} ({weekday}).\n", long("%-d %B %Y")),
        format!("The court ruled on {}, a {weekday}, its clerk said.\n", long("%B %-d, %Y")),
        format!("The court ruled on {weekday}, {day}.\n"),
    ]
}

proptest! {
    #[test]
    fn a_weekday_is_reported_if_it_is_wrong_and_only_then(day in days(), said in 1..=7i8, form in 0..6usize) {
        let said = Weekday::from_monday_one_offset(said).unwrap();
        let text = &forms(day, weekday_name(said))[form];
        let expected: Vec<String> =
            if said == day.weekday() { vec![] } else { vec![weekday_name(said).to_owned()] };
        prop_assert_eq!(reported("wrong-weekday", text, None), expected, "{}", text);
    }

    #[test]
    fn elapsed_days_are_reported_if_they_are_off_by_more_than_one(day in days(), real in 3..900i64, off in -40..40i64) {
        let last = day.checked_add(real.days()).unwrap();
        let said = real + off;
        prop_assume!(said > 1);
        let text = format!("The fair ran from {} to {}, {said} days in all.\n", written(day), written(last));
        let expected = if off.abs() <= 1 { vec![] } else { vec![said.to_string()] };
        prop_assert_eq!(reported("wrong-elapsed-time", &text, None), expected, "{}", text);
    }

    #[test]
    fn days_since_a_date_count_to_the_day_of_the_text(today in days(), real in 3..360i64, off in -40..40i64) {
        let first = today.checked_add((-real).days()).unwrap();
        let said = real + off;
        prop_assume!(said > 1);
        let text = format!("The port has been closed for the {said} days since {}.\n", first.strftime("%B %-d"));
        let expected = if off.abs() <= 1 { vec![] } else { vec![said.to_string()] };
        // 29 February is the one of another year where this one has none.
        prop_assume!(first.month() != 2 || first.day() != 29);
        prop_assert_eq!(reported("wrong-elapsed-time", &text, Some(today)), expected, "{}", text);
    }

    #[test]
    fn an_age_is_reported_if_no_birthday_makes_it_right(today in days(), born in 1930..1990i16, off in -4..4i16) {
        prop_assume!(today.year() - born > 5);
        let said = today.year() - born + off;
        let text = format!("The mayor, Ana Petrov, {said}, who was born in {born}, opened the bridge.\n");
        let expected = if matches!(off, -1 | 0) { vec![] } else { vec![said.to_string()] };
        prop_assert_eq!(reported("wrong-elapsed-time", &text, Some(today)), expected, "{}", text);
    }
}

/// Each row of `tests/dates/forms.tsv`: its first lines tell how it is written.
#[test]
fn each_form_of_a_date_tells_its_day() {
    table::read("tests/dates/forms.tsv", 100, fault);
}

/// What is wrong with how a row is read.
fn fault(row: &str) -> Option<String> {
    let (marked, day) = row.split_once('\t').expect("a day");
    let (text, range) = marks::one(marked);
    let document = Document::new(text.as_str(), Format::Plain);
    let facts = analysis::read(&document);
    let dates =
        || facts.iter().flat_map(|facts| &facts.times.dates).map(|dated| (dated.range, written_as_iso(dated.when)));
    let Some(range) = range else {
        let told: Vec<String> = dates().filter_map(|(_, day)| day.filter(|day| day.contains('-'))).collect();
        return (day != "-" || !told.is_empty()).then(|| format!("{told:?}"));
    };
    let told = dates().find(|(at, _)| at.overlaps(range)).and_then(|(_, day)| day);
    let impossible = !reported("impossible-date", &text, None).is_empty();
    let wanted = Some(day.trim_start_matches('!')).filter(|day| *day != "?");
    (told.as_deref() != wanted || impossible != day.starts_with('!')).then(|| format!("{told:?}, {impossible}"))
}

/// A date as ISO 8601 has it, the year left out where none is told.
fn written_as_iso(when: When) -> Option<String> {
    match when {
        When::Day { year, month, day } => {
            Some(format!("{}-{month:02}-{day:02}", year.map(|year| year.to_string()).unwrap_or_default()))
        }
        When::Month { year, month } => Some(format!("{year}-{month:02}")),
        When::Year { year } => Some(year.to_string()),
        _ => None,
    }
}

#[test]
fn a_text_has_its_day_from_its_markup_its_dateline_or_the_configuration() {
    let configured = date(2026, 11, 20);
    for (text, format, day, origin) in [
        ("---\ndate: 2022-05-14\n---\n\nText.\n", Format::Markdown, date(2022, 5, 14), Origin::FrontMatter),
        (
            "<meta property=\"article:published_time\" content=\"2022-05-14T06:00:00Z\"><p>Text.</p>",
            Format::Html,
            date(2022, 5, 14),
            Origin::Metadata,
        ),
        ("A title\n\nKYIV, May 14, 2022 — The bridge is open.\n", Format::Plain, date(2022, 5, 14), Origin::Dateline),
        (
            "A title\n\nPublished: 14 May 2022\n\nThe bridge is open.\n",
            Format::Plain,
            date(2022, 5, 14),
            Origin::Dateline,
        ),
        ("The bridge was opened on 14 May 2022.\n", Format::Plain, configured, Origin::Configuration),
        ("KYIV, May 14 — The bridge is open.\n", Format::Plain, configured, Origin::Configuration),
    ] {
        let today = checked(text, format, Some(configured)).analysis.day.expect(text);
        assert_eq!((today.date, today.origin), (day, origin), "{text}");
    }
    assert_eq!(checked("The bridge was opened on 14 May 2022.\n", Format::Plain, None).analysis.day, None);
}

#[test]
fn a_hover_tells_which_day_is_meant() {
    // A Friday.
    let today = Some(date(2026, 11, 20));
    for (text, words, told) in [
        ("The bridge closed on Wednesday.\n", "Wednesday", "Wednesday, 18 November 2026, 2 days before the text's"),
        ("The bridge closed last Friday.\n", "last", "Friday, 13 November 2026, 7 days before the text's"),
        ("The bridge opens next Monday.\n", "Monday", "Monday, 23 November 2026, 3 days after the text's"),
        ("The bridge closed yesterday.\n", "yesterday", "Thursday, 19 November 2026, the day before the text's"),
        ("The bridge closed three weeks ago.\n", "weeks ago", "Monday, 26 October 2026 to Sunday, 1 November 2026"),
        ("The bridge closed last month.\n", "last month", "Thursday, 1 October 2026 to Saturday, 31 October 2026"),
        ("The bridge closed on Nov. 3.\n", "Nov. 3", "Tuesday, 3 November 2026, 17 days before the text's"),
        ("The bridge was built on 14 May 2022.\n", "14 May", "Saturday, 14 May 2022, 1651 days before the text's"),
        ("The bridge was built in May 2022.\n", "May 2022", "Sunday, 1 May 2022 to Tuesday, 31 May 2022"),
    ] {
        let hover = hovered(text, words, today);
        assert!(hover.contains(told), "{text}{hover}");
    }
    assert!(hovered("The bridge closed yesterday.\n", "yesterday", None).contains("the text has no date"));
    assert!(hovered("Built on 14 May 2022.\n", "14 May", None).contains("a Saturday"));
}

#[test]
fn what_looks_like_a_date_and_is_none_is_left_alone() {
    let today = Some(date(2026, 11, 20));
    for text in [
        "The crew may march on Sunday, May said. Sun 14 is a star.\n",
        "“It was Friday, May 14, 2022,” is what the song says, sung on Saturdays.\n",
        "The 2021-22 season ended on Saturday; the 10-day pass costs $5 since 2019.\n",
        "About 90 days since Feb. 24, or more than 80 days since March 1, the port is closed.\n",
        "Ana Petrov, 30, who was born in 1970 and died in 2000, built the bridge.\n",
        "The shop is open from Monday to Friday, May to July.\n",
        "He was 45 when, in 2021, the city, founded in 1976, was flooded.\n",
    ] {
        for rule in ["wrong-weekday", "wrong-elapsed-time"] {
            let found = checked(text, Format::Plain, today).findings;
            let found: Vec<_> = found.iter().filter(|finding| finding.rule == rule).collect();
            assert!(found.iter().all(|finding| finding.severity == sayso::finding::Severity::Information), "{found:?}");
        }
    }
}
