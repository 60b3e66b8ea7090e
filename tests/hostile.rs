//! Inputs that brought the program down once, each as a kind.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::finding::Applicability;

/// Checks and fixes `text`, and tells the words under each finding.
fn words(text: &str, format: Format) -> Vec<String> {
    let checked = Checked::new(Document::new(text, format), &Config::default(), &mut Cache::default());
    let fixed = sayso::fix::fix(text, format, &Config::default(), Applicability::Unsafe, Vec::new());
    assert!(fixed.checked.document.text().len() + 1_000 > text.len(), "{text:?}");
    let found = checked.findings.iter();
    found.map(|finding| text.get(finding.range.indices()).expect("whole characters").to_owned()).collect()
}

#[test]
fn quotation_marks_of_all_kinds_stand_beside_each_other() {
    let marks = ["'", "''", "\"", "`", "``", "‘", "’", "‚", "‛", "‹", "›", "«", "»", "“", "”", "„", "‟", "〝", "〞"];
    for (one, two) in marks.iter().flat_map(|one| marks.iter().map(move |two| (one, two))) {
        for three in marks {
            words(&format!("{one}{two}{three}"), Format::Plain);
            words(&format!("He said{one}{two}{three} it {three}would{one} {two}rain{three}."), Format::Plain);
        }
    }
}

#[test]
fn any_blank_parts_the_words_of_a_name() {
    for blank in [" ", "\u{a0}", "\u{2028}", "\u{2009}", "\u{3000}", "\t"] {
        let text = format!("Dana Whitlock of the port said so. D.{blank}Whitlok and Dana{blank}Whitlok met.");
        for found in words(&text, Format::Plain) {
            assert!(!found.trim().is_empty() && !found.starts_with(char::is_whitespace), "{found:?} in {text:?}");
        }
    }
}

#[test]
fn a_wide_table_has_short_rows() {
    let cells = |n: usize| format!("|{}\n", " 40% |".repeat(n));
    words(&format!("{}|{}\n{}{}", cells(1_000), "-|".repeat(1_000), cells(1), cells(700)), Format::Markdown);
}

#[test]
fn what_nobody_sees_parts_no_number() {
    for sign in ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}"] {
        for (text, seen) in [
            (format!("Sales rose 4{sign}0% in May.\n"), "40%"),
            (format!("Sales rose 40{sign}% in May.\n"), "40%"),
            (format!("The town spent $1{sign}2 million on it.\n"), "$12 million"),
            (format!("Fires took 1{sign}2,000 houses in May.\n"), "12,000"),
            (format!("Fires took 12,{sign}000 houses in May.\n"), "12,000"),
        ] {
            for format in [Format::Plain, Format::Markdown, Format::Html] {
                let found = words(&text, format);
                let shown: Vec<String> = found.iter().map(|words| words.replace(sign, "")).collect();
                assert_eq!(shown, [seen], "{text:?}");
            }
        }
    }
    // A blank of no width is a place to break a line.
    assert_eq!(words("Sales rose 30% and/or\u{200b}40% in May.\n", Format::Plain), ["30%", "40%"]);
    assert_eq!(words("<p>Fires took 12<i>,</i>000 houses.</p>", Format::Html), ["12<i>,</i>000"]);
}
