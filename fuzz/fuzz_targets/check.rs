//! Any bytes as a document of each format, checked and shown: `cargo +nightly fuzz run check`.
//!
//! The first byte chooses the format. What comes out must lie in the text, and no edit may come out otherwise through the cache.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::output::hover::{self, Markup};
use sayso::output::{export, text};
use sayso::text::LineIndex;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let Ok(content) = std::str::from_utf8(rest) else { return };
    let format = [Format::Plain, Format::Markdown, Format::Html][usize::from(first) % 3];
    let (config, mut cache) = (Config::default(), Cache::default());
    // Half of the text first, so that the cache holds some of its blocks.
    let half = content.floor_char_boundary(content.len() / 2);
    let _ = Checked::new(Document::new(&content[..half], format), &config, &mut cache);
    let checked = Checked::new(Document::new(content, format), &config, &mut cache);
    let fresh = Checked::new(Document::new(content, format), &config, &mut Cache::default());
    assert_eq!(checked.analysis, fresh.analysis);
    assert!(checked.findings.iter().all(|finding| content.get(finding.range.indices()).is_some()));
    let lines = LineIndex::new(content);
    let source = text::Source { path: "-", text: content, lines: &lines };
    let _ = text::render(&source, &checked.findings, text::Style { color: false, width: 40 });
    let _ = export::export("-", &checked.document, &checked.analysis, &checked.findings);
    let _ = hover::hover(&checked, &lines, u32::try_from(half).unwrap_or_default(), Markup::Markdown);
});
