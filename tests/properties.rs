//! Laws that hold for every text: proptest looks for one that breaks them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::output::hover::Markup;
use sayso::output::item::{self, Origin};
use sayso::output::run::Run;
use sayso::output::text::{Source, Style};
use sayso::output::{checkstyle, concise, export, github, gitlab, hover, json, junit, markdown, sarif, text};
use sayso::text::{Buffer, Encoding, LineIndex, Position};

/// Pieces that texts are made of: what the analysis looks for, whole and broken.
const PIECES: &[&str] = &[
    "The mayor, Dana Whitlock, said on Monday that 38,000 people had come. ",
    "“We were told,” she said, “that it would cost $412 million.” ",
    "\"It never opened, he said. ",
    "according to the Ministry of Defence (MoD)",
    "The MoD ",
    "He said ",
    "sales rose 30 per cent",
    " two thirds of them",
    "Dr. A. B. Smith",
    " U.S. ",
    "the biggest in the country. ",
    "Critics say otherwise.",
    " ' ",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "’",
    "‹",
    "''",
    "``",
    "D.\u{a0}Whitlok met ",
    "Dana\u{2028}Whitlok met ",
    "12\u{ad}000 boats ",
    "„",
    "(",
    ")",
    "—",
    "…",
    ". ",
    ", ",
    ": ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n\n> ",
    "\n- ",
    "\n# ",
    "\n| a | 12 |\n|---|---|\n| b | 300% |\n",
    "[^1]",
    "[text](https://example.org)",
    "```\n",
    "---\n",
    "`code`",
    "<p>",
    "</p>",
    "<q>",
    "<blockquote cite=\"https://example.org\">",
    "</blockquote>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<?php",
    "&nbsp;",
    "&#8220;",
    "&",
    "<",
    "\t",
    "\u{feff}",
    "\u{0}",
    "🙂",
    "e\u{301}",
    "\u{200b}",
    "𝔄",
    "ß",
    "İ",
    "1",
    "1.5 ",
    "1,000,000 ",
    "99999999999999999999999999",
    "1e400 ",
    "1–2 ",
    "½",
    "٣",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn prose() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn format() -> impl Strategy<Value = Format> {
    proptest::sample::select(vec![Format::Plain, Format::Markdown, Format::Html])
}

/// An edit: where it begins and how long it is, in parts of the text, and what comes in its place.
fn edit() -> impl Strategy<Value = (f64, f64, String)> {
    (0.0..=1.0, 0.0..0.2, proptest::collection::vec(piece(), 0..4).prop_map(|pieces| pieces.concat()))
}

fn check(text: &str, format: Format, cache: &mut Cache) -> Checked {
    Checked::new(Document::new(text, format), &Config::default(), cache)
}

/// The character boundary at a part of `text`.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
fn boundary(text: &str, part: f64) -> usize {
    text.floor_char_boundary((text.len() as f64 * part.min(1.0)) as usize)
}

/// Puts a checked document through all that can be shown of it.
fn show(checked: &Checked) {
    let content = checked.document.text();
    let lines = LineIndex::new(content);
    for finding in &checked.findings {
        assert!(content.get(finding.range.indices()).is_some_and(|words| !words.is_empty()), "{finding:?}");
    }
    let style = Style { color: true, width: 40 };
    let _ = text::render(&Source { path: "a", text: content, lines: &lines }, &checked.findings, style);
    let items =
        item::items(&Origin::default(), checked.document.text(), &lines, &checked.findings, &checked.suppressed);
    let run = Run { items: &items, ..Run::default() };
    for json in [json::run(&run), json::lines(&items), sarif::results(&items, true), gitlab::issues(&items, true)] {
        json.expect("JSON");
    }
    assert_eq!(concise::lines(&items).lines().count(), items.len());
    let _ = (github::run(&run), checkstyle::run(&run), junit::run(&run), markdown::run(&run));
    export::export("a", &checked.document, &checked.analysis, &checked.findings).expect("JSON");
    for at in (0..=content.len()).step_by(3) {
        let _ = hover::hover(checked, &lines, u32::try_from(at).unwrap(), Markup::Markdown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_through_the_cache_equal_a_fresh_analysis(
        text in prose(),
        format in format(),
        edits in proptest::collection::vec(edit(), 1..8),
    ) {
        let (mut text, mut cache) = (text, Cache::default());
        check(&text, format, &mut cache);
        for (at, length, new) in edits {
            let (start, end) = (boundary(&text, at), boundary(&text, at + length));
            text.replace_range(start..end, &new);
            let (kept, fresh) = (check(&text, format, &mut cache), check(&text, format, &mut Cache::default()));
            prop_assert_eq!(&kept.analysis, &fresh.analysis, "{:?}", text);
            prop_assert_eq!(&kept.findings, &fresh.findings, "{:?}", text);
        }
    }

    #[test]
    fn any_text_is_checked_and_shown_without_a_panic(text in prose(), format in format()) {
        show(&check(&text, format, &mut Cache::default()));
    }

    #[test]
    fn any_bytes_are_checked_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), format in format()) {
        show(&check(&String::from_utf8_lossy(&bytes), format, &mut Cache::default()));
    }

    #[test]
    fn lines_and_columns_lead_back_to_their_byte(lead in 0..270_usize, text in prose()) {
        // Columns are counted from marks in the text: the pieces fall on, before and behind one.
        let text = "x".repeat(lead) + &text;
        let lines = LineIndex::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (at, _) in text.char_indices() {
                let at = u32::try_from(at).unwrap();
                let position = lines.position(&text, at, encoding);
                let line = lines.line_range(&text, position.line);
                // The end of a line is where its line end begins.
                let expected = at.min(line.end);
                prop_assert_eq!(lines.offset(&text, position, encoding), expected, "{:?} {:?} {}", text, encoding, at);
            }
        }
    }

    /// An edit by lines and columns does to the buffer what the edit of the bytes it means does to a string.
    #[test]
    fn a_buffer_is_edited_as_a_string_is(
        text in prose(),
        edits in proptest::collection::vec(edit(), 1..8),
        encoding in proptest::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
    ) {
        let (mut text, mut buffer) = (text.clone(), Buffer::new(&text));
        for (at, length, new) in edits {
            let lines = LineIndex::new(&text);
            let places = [at, at + length].map(|part| {
                let at = u32::try_from(boundary(&text, part)).unwrap();
                lines.position(&text, at, encoding)
            });
            let [start, end] = places.map(|place| lines.offset(&text, place, encoding) as usize);
            buffer.replace(places[0], places[1], &new, encoding);
            text.replace_range(start..end.max(start), &new);
            prop_assert_eq!(buffer.to_string(), text.as_str());
        }
    }

    #[test]
    fn positions_past_the_end_count_as_the_end(text in prose(), line in any::<u32>(), column in any::<u32>()) {
        let lines = LineIndex::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let at = lines.offset(&text, Position { line, column }, encoding);
            prop_assert!(text.is_char_boundary(at as usize));
            let mut buffer = Buffer::new(&text);
            buffer.replace(Position { line, column }, Position { line, column }, "", encoding);
            prop_assert_eq!(buffer.to_string(), text.as_str());
        }
    }
}

/// Found by the property of lines and columns, in one run of many thousands: a mark between the two bytes of a line end.
#[test]
fn a_column_inside_a_line_end_counts_as_the_end_of_the_line() {
    let text = format!("é{}\r\nnext", "x".repeat(253));
    let lines = LineIndex::new(&text);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let position = lines.position(&text, 256, encoding);
        assert_eq!(lines.offset(&text, position, encoding), 255, "{encoding:?}");
    }
}
