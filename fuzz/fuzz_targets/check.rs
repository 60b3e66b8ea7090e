//! Any bytes as a document of each format, checked and shown.
//!
//! The first byte chooses the format. What comes out must lie in the text, and no edit may come out otherwise through the cache.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::Document;
use sayso::output::hover::{self, Markup};
use sayso::output::item::{self, Origin};
use sayso::output::run::Run;
use sayso::output::{checkstyle, concise, export, github, gitlab, json, junit, markdown, sarif, text};
use sayso::text::LineIndex;

fuzz_target!(|bytes: &[u8]| {
    let Some((_, format, content)) = sayso_fuzz::split(bytes) else { return };
    let (config, mut cache) = (Config { hints: true, ..Config::default() }, Cache::default());
    // Half of the text first, so that the cache holds some of its blocks.
    let half = content.floor_char_boundary(content.len() / 2);
    let _ = Checked::new(Document::new(&content[..half], format), &config, &mut cache);
    let checked = Checked::new(Document::new(&*content, format), &config, &mut cache);
    let fresh = Checked::new(Document::new(&*content, format), &config, &mut Cache::default());
    assert_eq!(checked.analysis, fresh.analysis);
    assert_eq!(checked.findings, fresh.findings);
    assert!(checked.findings.iter().all(|finding| content.get(finding.range.indices()).is_some()));
    let lines = LineIndex::new(&content);
    let source = text::Source { path: "-", text: &content, lines: &lines };
    let _ = text::render(&source, &checked.findings, text::Style { color: false, width: 40 });
    let items = item::items(&Origin::default(), &content, &lines, &checked.findings, &checked.suppressed);
    let run = Run { items: &items, ..Run::default() };
    for written in [json::run(&run), json::lines(&items), sarif::results(&items, true), gitlab::issues(&items, true)] {
        written.expect("JSON");
    }
    let open = items.iter().filter(|item| item.suppressed.is_none()).count();
    assert_eq!(concise::lines(&items).lines().count(), open);
    let _ = (github::run(&run), checkstyle::run(&run), junit::run(&run), markdown::run(&run));
    let _ = export::export("-", &checked.document, &checked.analysis, &checked.findings);
    for at in (0..=content.len()).step_by(content.len() / 8 + 1) {
        let _ = hover::hover(&checked, &lines, u32::try_from(at).unwrap_or_default(), Markup::Markdown);
    }
});
