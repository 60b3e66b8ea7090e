//! Ways for the fuzz targets into what the command line reads besides texts. It is a module of `cli`, and there under `--cfg fuzzing` alone.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::baseline::Baseline;
use super::change::Changes;
use super::root::Root;
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::Config;
use crate::document::{Document, Format};
use crate::fix;
use crate::output::item::{self, Item, Origin};
use crate::text::LineIndex;

/// A text with findings that a baseline can know.
const TEXT: &str = include_str!("../text.md");

/// What the text is called in baselines.
const NAME: &str = "fuzz/text.md";

thread_local! {
    /// Kept from one input to the next, which are much alike.
    static CACHE: RefCell<Cache> = RefCell::default();
}

fn check(text: &str) -> Checked {
    let config = Config { hints: true, ..Config::default() };
    CACHE.with_borrow_mut(|cache| Checked::new(Document::new(text, Format::Markdown), &config, cache))
}

/// A diff and the text that it has led to, or two texts and the diff between them; a byte 0 parts the two.
///
/// # Panics
/// Where a law is broken.
pub fn diff(bytes: &[u8]) {
    let (first, second) = memchr::memchr(0, bytes).map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 1..]));
    let locate = |path: &str, _| (!path.is_empty()).then(|| "x".to_owned());
    let second = String::from_utf8_lossy(second);
    if let Ok(changes) = Changes::parse(first, locate)
        && let Some(change) = changes.of("x")
    {
        match change.before(&second) {
            Ok(Some(before)) => {
                let (now, then) = (check(&second), check(&before.text));
                let old = before.old(&now.findings, &second, &then.findings);
                let found: Vec<_> = now.findings.iter().map(fix::place).collect();
                assert!(old.iter().all(|place| found.contains(place)), "{old:?}");
            }
            Ok(None) => {}
            // The line behind the last is one, too: where the text ends too early.
            Err(line) => assert!(line >= 1, "line {line}"),
        }
    }
    undo(&String::from_utf8_lossy(first), &second);
}

/// The diff between two texts, undone in the second, gives the first.
fn undo(old: &str, new: &str) {
    if old == new {
        return;
    }
    let patch = diffy::DiffOptions::new().set_context_len(old.len() % 4).create_patch(old, new).to_string();
    let hunks = patch.splitn(3, '\n').last().unwrap_or_default();
    let diff = format!("--- a/x\n+++ b/x\n{hunks}");
    let changes = Changes::parse(diff.as_bytes(), |_, _| Some("x".to_owned())).expect("a diff");
    let before = changes.of("x").expect("a change").before(new).expect("it is what the diff has made").expect("parts");
    assert_eq!(before.text, old);
}

/// A baseline, asked about a text and written again.
///
/// # Panics
/// Where a law is broken.
pub fn baseline(bytes: &[u8]) {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    let path = PLACE.get_or_init(|| std::env::temp_dir().join(format!("sayso-fuzz-{}.json", std::process::id())));
    std::fs::write(path, bytes).expect("a file in the folder for such");
    hold_baseline(path);
    let _ = std::fs::remove_file(path);
}

fn hold_baseline(path: &Path) {
    let (root, today) = (Root::find(), jiff::civil::date(2026, 6, 1));
    let baseline = match Baseline::read(path, &root, today) {
        Ok(baseline) => baseline,
        Err(message) => return assert!(message.starts_with(&*path.to_string_lossy()), "{message}"),
    };
    let checked = [NAME.to_owned()];
    let known: Vec<Item> = baseline.known(NAME, items()).into_iter().cloned().collect();
    assert!(baseline.over().is_none() || known.is_empty(), "what is over knows nothing");
    let _ = baseline.stale(&checked, &known);
    baseline.update(&checked, &known, &root).expect("it can be written");
    let written = Baseline::read(path, &root, today).expect("what is written can be read");
    assert!(written.known(NAME, items()).into_iter().eq(&known), "what was known is known, and nothing else");
    assert_eq!(written.stale(&checked, &known), 0, "what is no longer found is gone");
    assert_eq!(written.over().is_some(), baseline.over().is_some());
}

fn items() -> &'static [Item] {
    static ITEMS: OnceLock<Vec<Item>> = OnceLock::new();
    ITEMS.get_or_init(|| {
        let checked = check(TEXT);
        let origin = Origin { path: NAME.to_owned(), file: NAME.to_owned() };
        item::items(&origin, TEXT, &LineIndex::new(TEXT), &checked.findings, &[])
    })
}
