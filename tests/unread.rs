//! Nothing is unread in silence: what shows of a file stands in a block and is checked, and what is hidden is counted.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::marks;
use proptest::prelude::*;
use sayso::document::{Document, Format, HIDDEN};

/// Markup that hides and shows, whole and broken, with words between.
const PIECES: &[&str] = &[
    "Sales rose 300% in May. ",
    "Nobody came, he said. ",
    "of the fleet",
    "\n",
    "\r\n",
    "\n\n",
    "\n\n> ",
    "\n- ",
    "\n  1. ",
    "\n\n    ",
    "\n\n## ",
    "\n===\n",
    "\n\n| a | 12 |\n|---|---|\n| b | 300% |\n\n",
    "---\ntitle: The harbour year\n---\n",
    "+++\ntitle = \"The harbour year\"\n+++\n",
    "---\n",
    "[^1]",
    "\n\n[^1]: The board's own count. ",
    "[//]: # (not for readers)\n",
    "[the board](https://example.org) ",
    "![a graph of 40%](x.png)",
    "`two words`",
    "```\ntwo words\n```\n",
    "```\n",
    "~~two words~~",
    "$x = two words$ ",
    "{{ two words }} ",
    "{% two words %} ",
    "{/* two words */} ",
    "%% two words %% ",
    "export const nets = 4 words\n",
    ".. list-table:: The fleet\n   * - a cell\n     - 40 boats\n",
    "<ref>Two words here</ref> ",
    "[[The fleet|two words]] ",
    "[[File:a.png|thumb|two words]] ",
    "'''two words''' ",
    "<!-- two words -->",
    "<!-- sayso: allow[unattributed-figure] two words -->",
    "# sayso: allow[unattributed-figure] two words\n",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<div hidden>",
    "<p>",
    "<p lang=\"de\">",
    "</p>",
    "<q>",
    "<pre>",
    "</pre>",
    "<table><tr><td>",
    "</table>",
    "<select><option>two words",
    "<script>",
    "</script>",
    "<title>Two words</title>",
    "<?php two words ?>",
    "<sup>1</sup>",
    "<del>two words</del> ",
    "<img alt=\"two words\">",
    "&nbsp;",
    "&#8220;",
    "\u{200b}",
    "\u{feff}",
    "🙂",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..16).prop_map(|pieces| pieces.concat())
}

/// The words of a text that show and stand in no block, and those that are hidden beside another on a line that is not told.
fn in_silence(text: &str, format: Format) -> Vec<String> {
    let document = Document::new(text, format);
    let unread = document.unread();
    let mut found = Vec::new();
    let mut at = 0;
    for (line, words) in (1..).zip(text.split_inclusive('\n')) {
        let is_told = unread.lines.iter().any(|lines| (lines[0]..=lines[1]).contains(&line));
        let mut hidden_before = false;
        for word in words.split_ascii_whitespace() {
            let start = at + (word.as_ptr() as usize - words.as_ptr() as usize);
            let place = start..start + word.len();
            let shows = |byte: &usize| document.prose().as_bytes()[*byte].is_ascii_alphanumeric();
            let stands = |byte: usize| document.blocks.iter().any(|block| block.range.indices().contains(&byte));
            if place.clone().filter(shows).any(|byte| !stands(byte)) {
                found.push(format!("line {line}: “{word}” stands in no block"));
            }
            let is_word = word.chars().all(char::is_alphabetic);
            let hidden = document.prose().as_bytes()[place].iter().all(|&byte| byte == HIDDEN || byte == b' ');
            if is_word && hidden && hidden_before && !is_told {
                found.push(format!("line {line}: “{word}” is hidden and not told"));
            }
            hidden_before = is_word && hidden;
        }
        at += words.len();
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_shows_is_checked_and_what_is_hidden_is_told(
        text in text(),
        format in proptest::sample::select(vec![Format::Plain, Format::Markdown, Format::Html]),
    ) {
        prop_assert_eq!(in_silence(&text, format), Vec::<String>::new());
    }
}

#[test]
fn the_marked_documents_are_read_or_told_as_well() {
    let mut faults = Vec::new();
    for path in common::files(Path::new("tests/cases")) {
        let file = fs::read_to_string(&path).expect("a case");
        for marked in marks::documents(&file) {
            let (text, _) = marks::read(marked);
            for format in [Format::Plain, Format::Markdown, Format::Html] {
                let name = format!("{} as {}", path.display(), format.name());
                faults.extend(in_silence(&text, format).into_iter().map(|fault| format!("{name}, {fault}")));
            }
        }
    }
    assert!(faults.is_empty(), "{} in silence\n{}", faults.len(), faults.join("\n"));
}
