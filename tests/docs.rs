//! What the documentation shows is what the program prints. `SNAPSHOTS=overwrite cargo test --test docs` writes it anew.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::process::Command;

use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::output::hover::{self, Markup};
use sayso::rules::RULES;
use sayso::text::LineIndex;
use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq, file};

fn print(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(args)
        .env("SAYSO_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The picture of the README: a terminal after a run.
#[test]
fn the_picture_shows_what_the_terminal_shows() {
    let rules = "unattributed-quotation,unattributed-figure,ambiguous-source-pronoun";
    let printed = print(&["check", "examples/harbour-tunnel.txt", "--select", rules, "--color", "always"]);
    let typed = format!("$ sayso check examples/harbour-tunnel.txt \\\n    --select {rules}");
    let printed = format!("\u{1b}[1m{typed}\u{1b}[0m\n\n{printed}");
    assert_data_eq!(Data::text(printed).coerce_to(DataFormat::TermSvg), file!["../docs/check.svg": TermSvg]);
}

/// The list of the rules, each with its manual page.
#[test]
fn the_list_of_rules_is_the_manual() {
    let mut text = String::from(
        "# Rules\n\nWhat each rule flags, and what it never flags. `⟦…⟧` marks the words that are underlined; `---` stands between \
         two examples.\nThese are the pages that `sayso explain RULE` prints, and the examples are run as tests.\n\n\
         | rule | severity | |\n|---|---|---|\n",
    );
    for rule in RULES {
        let _ = writeln!(text, "| [{0}](#{0}) | {1} | {2} |", rule.name, rule.severity.name(), rule.summary());
    }
    for rule in RULES {
        let page = rule.page().replace("\n## ", "\n### ");
        let _ = write!(text, "\n## {}\n\nSeverity: {}\n\n{page}\n", rule.name, rule.severity.name());
    }
    assert_data_eq!(Data::text(text).raw(), file!["../docs/rules.md": Text].raw());
}

/// The page on attribution shows paragraphs as they are read.
#[test]
fn the_page_on_attribution_shows_what_is_printed() {
    let page = std::fs::read_to_string("docs/attribution.md").expect("the page");
    for at in ["harbour-tunnel.txt:7", "hard-sentences.txt:1", "hard-sentences.txt:3", "hard-sentences.txt:5"] {
        let printed = print(&["analyze", "--why", &format!("examples/{at}")]);
        assert!(page.contains(&printed), "docs/attribution.md is to show\n{printed}");
    }
}

/// The README shows a hover as an editor gets it.
#[test]
fn the_hover_of_the_readme_is_what_an_editor_shows() {
    let text = std::fs::read_to_string("examples/harbour-tunnel.txt").expect("the example");
    let document = Document::new(text.as_str(), Format::Plain);
    let checked = Checked::new(document, &Config::default(), &mut Cache::default());
    let at = u32::try_from(text.find("38,000").expect("the figure")).expect("a short text");
    let (_, hover) = hover::hover(&checked, &LineIndex::new(&text), at, Markup::Markdown).expect("a hover");
    let quoted: String = hover.lines().map(|line| format!("> {line}").trim_end().to_owned() + "\n").collect();
    let readme = std::fs::read_to_string("README.md").expect("the README");
    assert!(readme.contains(&quoted), "README.md is to show\n{quoted}");
}

/// The schema that editors check sayso.toml by is that of the program.
#[test]
fn the_schema_of_the_configuration_is_the_programs() {
    assert_data_eq!(Data::text(print(&["config", "--schema"])).raw(), file!["../docs/sayso.schema.json": Text].raw());
}

/// The schema of the settings, which editors make theirs of, is that of the server.
#[test]
fn the_schema_of_the_settings_is_the_servers() {
    let schema = sayso::server::settings_schema().expect("a schema");
    assert_data_eq!(Data::text(schema).raw(), file!["../docs/settings.schema.json": Text].raw());
}

/// The hook for pre-commit is given the files that a walk through a folder would read.
#[test]
fn the_hook_sees_the_endings_that_are_known() {
    let hook = std::fs::read_to_string(".pre-commit-hooks.yaml").expect("the hook");
    let endings: Vec<&str> = Format::extensions().collect();
    let files = format!("files: (?i)\\.({})$\n", endings.join("|"));
    assert!(hook.contains(&files), ".pre-commit-hooks.yaml is to have\n{files}");
}
