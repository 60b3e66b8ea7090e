//! Texts of odd shapes: each is read without a fault, and what is flagged in it is what a reader would stop at.

use std::fmt::Write as _;

use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::{Config, MinConfidence};
use sayso::document::{Document, Format};
use sayso::finding::Confidence;

/// The rules of the findings in a text that ask for a source, with the words they are about.
fn asked(text: &str, format: Format) -> Vec<(&'static str, String)> {
    let checked = Checked::new(Document::new(text, format), &Config::default(), &mut Cache::default());
    let sourceless = checked.findings.iter().filter(|finding| finding.rule.starts_with("unattributed"));
    sourceless.map(|finding| (finding.rule, finding.range.of_text(text).to_owned())).collect()
}

fn words(text: &str, format: Format) -> Vec<String> {
    asked(text, format).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn an_empty_text_has_nothing_to_ask() {
    for text in ["", "\n\n", "\u{feff}", "   \t\n", "---\n---\n"] {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            assert_eq!(asked(text, format), [], "{text:?}");
        }
    }
}

#[test]
fn one_sentence_is_judged_by_itself() {
    assert_eq!(words("Sales rose 300% in May.", Format::Plain), ["300%"]);
    assert_eq!(words("Sales rose 300% in May, the ministry said.", Format::Plain), [""; 0]);
}

#[test]
fn a_table_is_flagged_once_and_not_at_all_with_a_source() {
    let table = "| Year | Boxes |\n|---|---|\n| 2019 | 27,000 |\n| 2020 | 28,000 |\n";
    assert_eq!(words(table, Format::Markdown), ["27,000"]);
    assert_eq!(words(&format!("{table}\nSource: Harbour Institute\n"), Format::Markdown), [""; 0]);
}

#[test]
fn each_item_of_a_list_answers_for_itself() {
    let list = "- Rents rose 40% in May\n- Wages fell 12% in May ([report](https://example.org/report))\n- 9,000 people left\n";
    assert_eq!(words(list, Format::Markdown), ["40%", "9,000"]);
}

#[test]
fn ten_thousand_references_cover_ten_thousand_claims() {
    let mut text = String::new();
    for i in 0..10_000 {
        let _ = writeln!(text, "Sales of the mill rose {}% in May.[^{i}]\n", 20 + i % 70);
    }
    for i in 0..10_000 {
        let _ = writeln!(text, "[^{i}]: Harbour Institute, report of 2020.\n");
    }
    assert_eq!(words(&text, Format::Markdown), [""; 0]);
}

#[test]
fn a_text_all_in_quotation_marks_lacks_its_speaker() {
    let text = "“We sold 27,000 boxes in May and the price of bread rose by 40% in the year.”\n";
    assert_eq!(
        asked(text, Format::Plain).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(),
        ["unattributed-quotation"]
    );
}

#[test]
fn capitals_are_read_as_words() {
    assert_eq!(words("SALES IN THE COUNTY ROSE 300% IN MAY. THE KING WANTS A NEW HAT.", Format::Plain), ["300%"]);
}

#[test]
fn first_persons_vouch_for_what_they_do_and_no_more() {
    let text =
        "We timed 1,450 trips. We built 300 boats. We know that crime rose 40%. We waste 90 tonnes of bread a day.\n";
    assert_eq!(words(text, Format::Plain), ["40%", "90"]);
}

#[test]
fn one_amount_of_two_things_is_no_silent_pass() {
    let text = "The tunnel cost $412 million, the mayor said.\n\nThe bank of the next county lost $412 million.\n";
    let config = Config { min_confidence: MinConfidence(Confidence::Low), ..Config::default() };
    let checked = Checked::new(Document::new(text, Format::Plain), &config, &mut Cache::default());
    let found: Vec<_> = checked.findings.iter().map(|finding| (finding.rule, finding.confidence)).collect();
    assert_eq!(found, [("unattributed-figure", Confidence::Low)]);
    // The same thing told of twice stands on what it stands on once.
    let text = "The tunnel cost $412 million, the mayor said.\n\nThe second tunnel cost $412 million too.\n";
    let checked = Checked::new(Document::new(text, Format::Plain), &config, &mut Cache::default());
    assert!(checked.findings.iter().all(|finding| finding.rule != "unattributed-figure"));
}
