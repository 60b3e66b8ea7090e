//! The program as its callers see it: what it prints, and how it ends.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::{CLEAN, ERRS, WARNS, folder, run, run_with};
use serde_json::Value;

#[test]
fn the_exit_status_tells_the_heaviest_finding() {
    let folder = folder(&[
        ("clean.txt", CLEAN.as_bytes()),
        ("warns.txt", WARNS.as_bytes()),
        ("errs.txt", ERRS.as_bytes()),
        ("informs.txt", b"The company claims that sales rose in May.\n"),
    ]);
    let cases = [
        ("clean.txt", "information", 0),
        ("informs.txt", "error", 0),
        ("informs.txt", "warning", 0),
        ("informs.txt", "information", 1),
        ("warns.txt", "error", 0),
        ("warns.txt", "warning", 1),
        ("warns.txt", "information", 1),
        ("warns.txt", "never", 0),
        ("errs.txt", "error", 1),
        ("errs.txt", "never", 0),
    ];
    for (file, fail_on, exit) in cases {
        let ran = run(folder.path(), &["check", file, "--fail-on", fail_on]);
        assert_eq!(ran.exit, exit, "{file} --fail-on {fail_on}\n{}", ran.out);
    }
    assert_eq!(run(folder.path(), &["check", "errs.txt"]).exit, 1, "an error fails the run by default");
    assert_eq!(run(folder.path(), &["check", "warns.txt"]).exit, 0, "a warning does not");
}

#[test]
fn what_cannot_be_read_is_never_a_pass() {
    let folder = folder(&[
        ("latin.txt", b"Sales rose.\nSales in K\xF6ln rose 300%.\n"),
        ("warns.txt", WARNS.as_bytes()),
        ("empty/notes.xyz", b"?"),
    ]);
    let ran = run(folder.path(), &["check", "missing.txt", "--fail-on", "never"]);
    assert_eq!(ran.exit, 3);
    assert!(ran.err.contains("missing.txt: "), "{}", ran.err);

    // The byte is named, the other file is read all the same.
    let ran = run(folder.path(), &["check", "latin.txt", "warns.txt"]);
    assert_eq!(ran.exit, 3);
    assert!(ran.err.contains("latin.txt: not UTF-8: byte 0xF6 at offset 22 (line 2)"), "{}", ran.err);
    assert!(ran.out.contains("“300%” has no stated source"), "{}", ran.out);
    assert!(ran.out.contains("1 file checked: 0 errors, 1 warning, 0 infos; 1 could not be read"));

    let ran = run(folder.path(), &["check", "empty"]);
    assert_eq!(ran.exit, 3);
    assert!(ran.err.contains("no file of a known format"), "{}", ran.err);

    for args in [&["analyze", "missing.txt"][..], &["analyze", "latin.txt"], &["analyze", "--why", "missing.txt:1"]] {
        assert_eq!(run(folder.path(), args).exit, 3, "{args:?}");
    }
}

#[test]
fn wrong_usage_is_told_with_a_remedy() {
    let folder = folder(&[("warns.txt", WARNS.as_bytes())]);
    let cases: [(&[&str], &str); 7] = [
        (&["check"], "PATHS"),
        (&["check", "warns.txt", "--select", "unatributed-figure"], "unattributed-figure"),
        (&["check", "warns.txt", "--ignore", "vague-sauce"], "vague-source"),
        (&["check", "warns.txt", "--fail-on", "all"], "information"),
        (&["explain", "vague"], "vague-source"),
        (&["analyze", "--why", "warns.txt"], "FILE:LINE"),
        (&["analyze", "--why", "warns.txt:7"], "no prose stands in line 7"),
    ];
    for (args, remedy) in cases {
        let ran = run(folder.path(), args);
        assert_eq!(ran.exit, 2, "{args:?}\n{}", ran.err);
        assert!(ran.err.contains(remedy), "{args:?}\n{}", ran.err);
        assert_eq!(ran.out, "", "{args:?}");
    }
}

#[test]
fn folders_are_read_without_what_version_control_ignores() {
    let folder = folder(&[
        (".gitignore", b"drafts/\n"),
        ("b.md", WARNS.as_bytes()),
        ("a.txt", WARNS.as_bytes()),
        ("drafts/c.txt", WARNS.as_bytes()),
        ("deep/er/d.html", b"<p>Sales rose 300% in May.</p>"),
        ("code.rs", WARNS.as_bytes()),
    ]);
    let ran = run(folder.path(), &["check", ".", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let paths: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["./a.txt", "./b.md", "./deep/er/d.html"]);
    // A file that is named is read, whatever its name and whoever ignores it.
    let ran = run(folder.path(), &["check", "drafts/c.txt", "code.rs"]);
    assert!(ran.out.contains("2 files checked: 0 errors, 2 warnings"), "{}", ran.out);
}

#[test]
fn standard_input_is_read_by_the_format_of_its_name() {
    let folder = folder(&[]);
    let page = "Sales rose 300% in May.\n\n<script>\nSales fell 40% in June.\n</script>\n";
    let found = |args: &[&str]| {
        let ran = run_with(folder.path(), args, page.as_bytes());
        ran.out.matches("warning[").count()
    };
    assert_eq!(found(&["check", "-"]), 2);
    assert_eq!(found(&["check", "-", "--stdin-filename", "page.html"]), 1);
}

#[test]
fn rules_are_chosen_by_name() {
    let folder = folder(&[("a.txt", b"Sales rose 300% in May.\n\nThe biggest shop in the country opened.\n")]);
    let count = |args: &[&str]| run(folder.path(), args).out.matches("warning[").count();
    assert_eq!(count(&["check", "a.txt"]), 2);
    assert_eq!(count(&["check", "a.txt", "--select", "unattributed-figure"]), 1);
    assert_eq!(count(&["check", "a.txt", "--ignore", "unattributed-figure"]), 1);
    assert_eq!(count(&["check", "a.txt", "--ignore", "unattributed-figure,unattributed-superlative"]), 0);
}

#[test]
fn json_has_bytes_lines_and_columns_of_the_file_on_disk() {
    let text = "\u{feff}One line.\r\n🙂 naïve: sales rose 300% in May.\r\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let ran = run(folder.path(), &["check", "a.txt", "missing.txt", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(json["schema"], "sayso.check/1");
    assert_eq!(json["files"], 1);
    assert_eq!(json["faults"][0]["path"], "missing.txt");
    let finding = &json["findings"][0];
    let at = text.find("300%").unwrap();
    assert_eq!(finding["rule"], "unattributed-figure");
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["span"], serde_json::json!([at, at + 4]));
    assert_eq!((&finding["line"], &finding["column"]), (&2.into(), &21.into()));
    assert_eq!((&finding["end_line"], &finding["end_column"]), (&2.into(), &25.into()));
}

#[test]
fn colours_come_only_when_asked_for_or_on_a_terminal() {
    let folder = folder(&[("a.txt", WARNS.as_bytes())]);
    assert!(!run(folder.path(), &["check", "a.txt"]).out.contains('\u{1b}'));
    assert!(run(folder.path(), &["check", "a.txt", "--color", "always"]).out.contains('\u{1b}'));
}

/// Every span of the export lies in the text and tells what the export says of it, and every number refers to something.
#[test]
fn the_export_holds_together() {
    let ran = run(Path::new("."), &["analyze", "examples"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 6);
    for line in ran.out.lines() {
        let json: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(json["schema"], "sayso.analysis/1");
        let text = fs::read_to_string(json["path"].as_str().unwrap()).unwrap();
        let ids = |list: &str| -> Vec<&str> {
            json[list].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
        };
        let (claims, attributions, sources) = (ids("claims"), ids("attributions"), ids("sources"));
        let words = |span: &Value| {
            let [start, end] = [0, 1].map(|i| usize::try_from(span[i].as_u64().unwrap()).unwrap());
            text.get(start..end).filter(|words| !words.is_empty()).expect("words")
        };
        for figure in json["figures"].as_array().unwrap() {
            assert_eq!(words(&figure["span"]).replace("&nbsp;", " "), figure["text"]);
            assert!(figure["claim"].as_str().is_none_or(|claim| claims.contains(&claim)), "{figure}");
        }
        for claim in json["claims"].as_array().unwrap() {
            words(&claim["span"]);
            assert!(claim["attribution"].as_str().is_none_or(|id| attributions.contains(&id)), "{claim}");
        }
        for attribution in json["attributions"].as_array().unwrap() {
            // A reference has no cue.
            assert_eq!(attribution["cue"].is_null(), attribution["form"] == "reference", "{attribution}");
            if let Some(cue) = attribution["cue"].as_object() {
                words(&cue["span"]);
            }
            attribution["content"].as_array().unwrap().iter().for_each(|span| assert!(!words(span).is_empty()));
            let entity = attribution["source"]["entity"].as_str();
            assert!(entity.is_none_or(|id| sources.contains(&id)), "{attribution}");
        }
    }
}

/// The articles made to show the rules show each of them once, but for the one on comments: one those on sources and words, which is
/// plain text, the other those that calculate.
#[test]
fn the_examples_show_every_rule() {
    let ran = run(
        Path::new("."),
        &[
            "check",
            "examples/harbour-tunnel.txt",
            "examples/harbour-figures.md",
            "examples/harbour-ferry.txt",
            "--hints",
            "--format",
            "json",
        ],
    );
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let mut found: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    found.sort_unstable();
    let mut rules: Vec<&str> = sayso::rules::RULES.iter().map(|rule| rule.name).collect();
    rules.retain(|rule| *rule != "unused-suppression");
    rules.sort_unstable();
    assert_eq!(found, rules);
    assert_eq!(ran.exit, 1);
}

#[test]
fn the_manual_is_printed() {
    let folder = folder(&[]);
    let rules = run(folder.path(), &["rules"]).out;
    for rule in sayso::rules::RULES {
        assert!(rules.contains(rule.name), "{}", rule.name);
        let page = run(folder.path(), &["explain", rule.name]);
        assert_eq!(page.exit, 0);
        assert!(page.out.contains("## What it flags") && page.out.contains("## What it never flags"), "{}", page.out);
    }
}
