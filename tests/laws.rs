//! Laws of what is found and of what is mended, for texts of all formats full of what can go wrong between them: proptest looks for one
//! that breaks them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod common;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use client::Client;
use proptest::prelude::*;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::finding::Applicability;
use sayso::fix;
use sayso::text::TextRange;
use serde_json::{Value, json};

/// Pieces of texts in which something is found or mended, and of markup that stands between, whole and broken.
const PIECES: &[&str] = &[
    "Sales rose 300% in May. ",
    "The port&nbsp;took &#163;400&nbsp;million. ",
    "Rents fell by <b>40</b> per cent, ",
    "“We were told,” she claimed. ",
    "\"It never opened, he said. ",
    "Dana Whitlock of the port said so. ",
    "Whitlok met D.\u{a0}Whitlok. ",
    "Experts say it is &ldquo;the largest in the country&rdquo;. ",
    "He admitted that 1,\u{ad}200 boats sank. ",
    "<!-- sayso: allow[unattributed-figure] our own count -->",
    "<!-- sayso: allow[vague-source] -->",
    "[12%](https://example.org/a_b) of them ",
    "![a graph of 40%](x.png)",
    "<em>Half</em> of the 1&#8239;000 drivers ",
    "**38,000 people** ",
    "`5%` ",
    "Sign up for our newsletter. ",
    "As an AI language model, I cannot say. ",
    "\n",
    "\r\n",
    "\n\n",
    "\n\n> ",
    "\n- ",
    "\n\n## ",
    "\n\n| a | 12 |\n|---|---|\n| b | 300% |\n\n",
    "<p>",
    "</p>",
    "<q>",
    "</q>",
    "&amp;",
    "&",
    "’'''",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "é",
    "🙂",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn format() -> impl Strategy<Value = Format> {
    proptest::sample::select(vec![Format::Plain, Format::Markdown, Format::Html])
}

fn check(text: &str, format: Format) -> Checked {
    Checked::new(Document::new(text, format), &Config::default(), &mut Cache::default())
}

/// The entities and, in HTML, the tags of these pieces: nothing begins or ends inside one.
fn wholes(text: &str, format: Format) -> Vec<TextRange> {
    let entities = ["&nbsp;", "&#163;", "&ldquo;", "&rdquo;", "&#8239;", "&amp;"];
    let tags = ["<b>", "</b>", "<em>", "</em>", "<p>", "</p>", "<q>", "</q>"];
    let all = match format {
        Format::Plain => Vec::new(),
        Format::Markdown => entities.to_vec(),
        Format::Html => [&entities[..], &tags[..]].concat(),
    };
    let places = all.into_iter().flat_map(|whole| text.match_indices(whole));
    places.map(|(at, whole)| TextRange::of(at, at + whole.len())).collect()
}

/// The words of a message in its first quotation marks, if it begins with them.
fn quoted(message: &str) -> Option<&str> {
    message.strip_prefix('“')?.split_once('”').map(|(words, _)| words)
}

/// A finding as anybody sees it: its rule, how much it weighs, its message and help, and the lines and columns where it begins and ends.
type Seen = (String, String, String, [u64; 4]);

/// What the command line finds in each text, by the names of their files.
fn told_by_the_command_line(texts: &[(String, &str)]) -> HashMap<String, Vec<Seen>> {
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (&**name, text.as_bytes())).collect();
    let folder = common::folder(&files);
    let ran = common::run(folder.path(), &["check", ".", "--no-cache", "--no-config", "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    assert_eq!(told["faults"].as_array().map(Vec::len), Some(0), "{told}");
    let mut seen: HashMap<String, Vec<Seen>> = HashMap::new();
    for item in told["findings"].as_array().unwrap() {
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        let place = ["line", "column", "end_line", "end_column"].map(|key| item[key].as_u64().unwrap() - 1);
        let message = format!("{}\n{}", text("message"), text("help"));
        let path = text("path");
        let name = path.strip_prefix("./").unwrap_or(&path).to_owned();
        seen.entry(name).or_default().push((text("rule"), text("severity"), message, place));
    }
    seen
}

/// A server that counts columns in characters, as the command line does, and that all cases talk to one after the other.
static SERVER: LazyLock<Mutex<Client>> = LazyLock::new(|| {
    let capabilities = json!({"general": {"positionEncodings": ["utf-32"]}, "textDocument": {"diagnostic": {}}});
    Mutex::new(Client::start(&capabilities, &Value::Null))
});

/// What the server finds in a text that was another when it was opened.
fn told_by_the_server(client: &mut Client, format: Format, before: &str, text: &str) -> Vec<Seen> {
    let uri = "untitled:text";
    let language = match format {
        Format::Plain => "plaintext",
        Format::Markdown => "markdown",
        Format::Html => "html",
    };
    client.open(uri, language, before);
    // All that differs is put in, in one edit.
    let same = |a: &[char], b: &[char]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), text.chars().collect());
    let start = same(&old, &new);
    let end = old.len();
    let at = |at: usize| place(&old[..at]);
    let put: String = new[start..].iter().collect();
    client.change(uri, 2, &json!({"start": at(start), "end": at(end)}), &put);
    let document = json!({"textDocument": {"uri": uri}});
    let report = client.request("textDocument/diagnostic", document.clone());
    client.notify("textDocument/didClose", document);
    let items = report["items"].as_array().unwrap_or_else(|| panic!("{report}"));
    // What is doubtful is a hint where a text is open, and the command line tells it when it is asked to.
    let seen = items.iter().filter(|item| item["severity"] != 4).map(|item| {
        let number = |end: &str, part: &str| item["range"][end][part].as_u64().unwrap();
        let weight = match item["severity"].as_u64() {
            Some(1) => "error",
            Some(2) => "warning",
            _ => "information",
        };
        let place =
            [number("start", "line"), number("start", "character"), number("end", "line"), number("end", "character")];
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        (text("code"), weight.to_owned(), text("message"), place)
    });
    seen.collect()
}

/// The place behind these characters, as the protocol counts lines.
fn place(before: &[char]) -> Value {
    let (mut line, mut start) = (0, 0);
    for (i, c) in before.iter().enumerate() {
        if *c == '\n' || *c == '\r' && before.get(i + 1) != Some(&'\n') {
            (line, start) = (line + 1, i + 1);
        }
    }
    json!({"line": line, "character": before.len() - start})
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        // Each is many texts, for which the program is started once.
        cases: ProptestConfig::default().cases / 16,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_server_tells_what_the_command_line_tells(texts in proptest::collection::vec((text(), text(), format()), 1..40)) {
        let name = |i: usize, format: Format| format!("{i}.{}", if format == Format::Plain { "txt" } else { format.name() });
        let files: Vec<_> = texts.iter().enumerate().map(|(i, (_, text, format))| (name(i, *format), &**text)).collect();
        let mut by_file = told_by_the_command_line(&files);
        let mut server = SERVER.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for ((before, text, format), (name, _)) in texts.iter().zip(&files) {
            let told = told_by_the_server(&mut server, *format, before, text);
            prop_assert_eq!(told, by_file.remove(name).unwrap_or_default(), "{}: {:?}", name, text);
        }
        prop_assert!(by_file.is_empty(), "{by_file:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_finding_begins_and_ends_where_something_does(text in text(), format in format()) {
        let checked = check(&text, format);
        let wholes = wholes(&text, format);
        for finding in &checked.findings {
            let words = text.get(finding.range.indices());
            prop_assert!(words.is_some_and(|words| !words.trim().is_empty()), "{finding:?}");
            for border in [finding.range.start, finding.range.end] {
                let inside = wholes.iter().find(|whole| whole.start < border && border < whole.end);
                prop_assert!(inside.is_none(), "{finding:?} begins or ends in {inside:?}");
            }
        }
    }

    #[test]
    fn a_message_quotes_the_words_of_its_finding(text in text(), format in format()) {
        let checked = check(&text, format);
        for finding in checked.findings.iter().filter(|finding| finding.rule.starts_with("unattributed")) {
            let words = checked.document.words(finding.range);
            if let Some(quoted) = quoted(&finding.message).filter(|_| !words.contains('”')) {
                prop_assert!(quoted.contains(words.trim()), "{:?}: {:?}", words, finding);
            }
        }
    }

    #[test]
    fn a_fix_that_is_made_settles_its_finding_and_changes_nothing_else(text in text(), format in format()) {
        let before = check(&text, format);
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let fixed = fix::fix(&text, format, &Config::default(), least, Vec::new());
            let now = fixed.checked.document.text();
            // None is left that could be settled.
            let left = fixed.checked.findings.iter().filter(|finding| !fixed.refused.contains(&fix::place(finding)));
            prop_assert!(left.clone().all(|finding| fix::of(finding, least).is_none()), "{:?}", left.collect::<Vec<_>>());
            let again = fix::fix(now, format, &Config::default(), least, Vec::new());
            prop_assert_eq!(again.checked.document.text(), now);
            if fixed.count == 0 {
                prop_assert_eq!(&**now, &*text);
            }
            // One change is made to the letter, and all else stands as it did.
            let mut changes = before.findings.iter().filter_map(|finding| fix::of(finding, least));
            if let (Some(change), None, 1) = (changes.next(), changes.next(), fixed.count) {
                let mut edits = change.edits.clone();
                edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
                let mut changed = text.clone();
                for (range, by) in &edits {
                    changed.replace_range(range.indices(), by);
                }
                prop_assert_eq!(&**now, &*changed);
            }
        }
    }
}
