//! Any bytes as `sayso.toml`, and a text checked by what it says.

#![no_main]

use std::cell::RefCell;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::{Config, Project};
use sayso::document::{Document, Format};

/// A text with something for every key.
const TEXT: &str = include_str!("../text.md");

thread_local! {
    /// The facts of that text, which do not hang on the configuration: an input differs from the last by what is made of them.
    static CACHE: RefCell<Cache> = RefCell::default();
}

fuzz_target!(|bytes: &[u8]| {
    let text = sayso_fuzz::text(bytes);
    let project = match Project::parse(Path::new("/folder/sayso.toml"), &text) {
        Ok(project) => project,
        Err(fault) => {
            assert!(!fault.message.is_empty() && fault.to_string().starts_with("/folder/sayso.toml"), "{fault}");
            if let Some((line, column)) = fault.place {
                let there = text.split('\n').nth(line - 1).expect("a line of the file");
                assert!((1..=there.chars().count() + 1).contains(&column), "{fault}");
            }
            return;
        }
    };
    assert!(project.is_same(&Project::parse(Path::new("/folder/sayso.toml"), &text).expect("it was right before")));
    for (source, place) in project.known_sources() {
        assert!(text.get(place.indices()).is_some_and(|words| !words.is_empty()), "{source:?}");
    }
    for path in ["/folder/article.md", "/folder/blog/2026/a.page", "article.txt", "/elsewhere/a", ""].map(Path::new) {
        let _ = (project.excludes(path), project.format(path));
        let config = project.config(path);
        config.validate().expect("what was read is right");
        assert!(config.rules().all(|rule| !config.ignore.iter().any(|name| name == rule.name)));
        for value in project.effective(path).iter().filter(|value| value.value.starts_with(['"', '[', '{'])) {
            let line = format!("value = {}", value.value);
            assert!(toml::from_str::<toml::Table>(&line).is_ok(), "{} is no TOML: {}", value.key, value.value);
        }
    }
    let config = project.config(Path::new("/folder/article.md"));
    let check = |config: &Config, cache: &mut Cache| Checked::new(Document::new(TEXT, Format::Markdown), config, cache);
    let checked = CACHE.with_borrow_mut(|cache| check(&config, cache));
    assert!(checked.findings.iter().all(|finding| TEXT.get(finding.range.indices()).is_some()));
    let runs = |rule: &str| config.rules().any(|run| run.name == rule);
    assert!(checked.findings.iter().all(|finding| runs(finding.rule) || finding.rule == "unused-suppression"));
});
