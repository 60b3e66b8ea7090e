//! What the fuzz targets share: texts out of bytes, and the laws for all that is found in a text.

use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::output::{export, item};
use sayso::text::{LineIndex, TextRange};
use serde_json::Value;

mod markup;

/// The format that the first byte of an input chooses ("0" plain, "1" Markdown, "2" HTML, and so on), and the text behind it.
#[must_use]
pub fn split(bytes: &[u8]) -> Option<(u8, Format, String)> {
    let (&first, rest) = bytes.split_first()?;
    let format = [Format::Plain, Format::Markdown, Format::Html][usize::from(first) % 3];
    Some((first, format, text(rest)))
}

/// The text of some bytes. What is no UTF-8 in them is replaced, so that no input is lost.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Checks `text` afresh, by the defaults and with hints.
#[must_use]
pub fn checked(text: &str, format: Format) -> Checked {
    let config = Config { hints: true, ..Config::default() };
    Checked::new(Document::new(text, format), &config, &mut Cache::default())
}

/// Holds against one format that all that is told of a text begins and ends on the borders of characters, entities and tags, and that
/// the words that are told are those that stand there.
pub fn hold_ranges(bytes: &[u8], format: Format) {
    let text = text(bytes);
    let checked = checked(&text, format);
    let document = &checked.document;
    assert_eq!(document.prose().len(), text.len(), "the prose is as long as the text");
    let borders = Borders { text: &text, inside: markup::inside(&text, format) };
    for pair in document.blocks.windows(2) {
        assert!(pair[0].range.end <= pair[1].range.start, "blocks overlap: {pair:?}");
    }
    for comment in &document.suppressions {
        borders.hold("a comment", comment.range);
        borders.hold("a reason", comment.reason);
        comment.rules.iter().for_each(|range| borders.hold("the name of a rule", *range));
    }
    for finding in checked.findings.iter().chain(checked.suppressed.iter().map(|found| &found.finding)) {
        borders.hold(finding.rule, finding.range);
        assert!(!finding.range.is_empty(), "{} is about no words", finding.rule);
        finding.related.iter().for_each(|related| borders.hold("what is related", related.range));
        finding.fixes.iter().flat_map(|fix| &fix.edits).for_each(|(range, _)| borders.hold("an edit", *range));
    }
    hold_items(&checked, &text);
    hold_export(&checked, &borders);
}

/// The borders of the characters, entities and tags of a text.
struct Borders<'a> {
    text: &'a str,
    inside: Option<markup::Inside<'a>>,
}

impl Borders<'_> {
    fn hold(&self, what: &str, range: TextRange) {
        assert!(range.start <= range.end, "{what}: {range:?} ends before it begins");
        assert!(self.text.get(range.indices()).is_some(), "{what}: {range:?} cuts a character");
        for at in [range.start, range.end] {
            let cut = self.inside.as_ref().and_then(|inside| inside.at(at as usize));
            assert!(cut.is_none(), "{what}: {range:?} cuts “{}”", cut.unwrap_or_default());
        }
    }
}

/// The words of an item are those under its span.
fn hold_items(checked: &Checked, text: &str) {
    let lines = LineIndex::new(text);
    for item in item::items(&item::Origin::default(), text, &lines, &checked.findings, &checked.suppressed) {
        let [start, end] = item.place.span.map(|at| at as usize);
        assert_eq!(text.get(start..end), Some(&*item.words), "{} at {start}..{end}", item.rule);
    }
}

/// Everything that the export tells the place of: figures, claims and their evidence, sources, cues and what is said.
fn hold_export(checked: &Checked, borders: &Borders<'_>) {
    let json = export::export("-", &checked.document, &checked.analysis, &checked.findings).expect("JSON");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    for part in ["figures", "claims", "attributions", "sources"] {
        spans(&value[part], &mut |start, end| {
            assert!(start <= end, "{part}: {start}..{end} ends before it begins");
            borders.hold(part, TextRange { start, end });
        });
    }
}

/// Calls `take` with every pair of numbers in `value`.
fn spans(value: &Value, take: &mut impl FnMut(u32, u32)) {
    match value {
        Value::Array(items) => match &items[..] {
            [Value::Number(start), Value::Number(end)] => {
                let at = |number: &serde_json::Number| {
                    number.as_u64().and_then(|at| u32::try_from(at).ok()).expect("a byte")
                };
                take(at(start), at(end));
            }
            items => items.iter().for_each(|item| spans(item, take)),
        },
        Value::Object(fields) => fields.values().for_each(|field| spans(field, take)),
        _ => {}
    }
}
