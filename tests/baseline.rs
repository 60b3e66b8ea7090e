//! The baseline: what is known does not count, and nothing else is known.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, folder, run};
use serde_json::Value;
use tempfile::TempDir;

const OLD: &str = "Sales rose 300% in May and June.\n\nExperts say they will rise again.\n";
const STRICT: [&str; 5] = ["check", ".", "--fail-on", "warning", "--baseline"];

/// A folder whose two findings are known.
fn adopted() -> TempDir {
    let folder =
        folder(&[(".git/HEAD", b""), ("a.txt", OLD.as_bytes()), ("b.txt", b"Sales rose, the company said.\n")]);
    let ran = run(folder.path(), &["baseline", "."]);
    assert_eq!((ran.exit, &*ran.out), (0, "sayso.baseline.json: 2 known findings in 2 files\n"), "{}", ran.err);
    folder
}

fn check(folder: &Path, more: &[&str]) -> Ran {
    run(folder, &[&STRICT[..], &["sayso.baseline.json"], more].concat())
}

#[test]
fn only_what_is_new_counts() {
    let folder = adopted();
    assert_eq!(run(folder.path(), &["check", ".", "--fail-on", "warning"]).exit, 1);
    let ran = check(folder.path(), &[]);
    assert_eq!((ran.exit, &*ran.err), (0, ""), "{}", ran.out);
    assert_eq!(ran.out, "2 files checked, nothing new found; 2 known to the baseline\n");
    // Moved, wrapped and amid others, what is known stays known.
    let moved =
        "A title\n\nExperts say they will\nrise again.\n\nThe harbour is deep.\n\nSales rose\n300% in May and June.\n";
    fs::write(folder.path().join("a.txt"), moved).unwrap();
    assert_eq!(check(folder.path(), &[]).exit, 0);
    // From another folder too.
    let elsewhere = folder.path().join("deep");
    fs::create_dir(&elsewhere).unwrap();
    let ran = run(&elsewhere, &["check", "../a.txt", "--fail-on", "warning", "--baseline", "../sayso.baseline.json"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    // Changed, added or repeated, it is news.
    for text in [
        OLD.replace("300", "310"),
        OLD.replace("in May", "this May"),
        OLD.repeat(2),
        format!("{OLD}\nSales rose 4%.\n"),
    ] {
        fs::write(folder.path().join("a.txt"), &text).unwrap();
        assert_eq!(check(folder.path(), &[]).exit, 1, "{text}");
    }
}

#[test]
fn a_file_can_be_renamed_but_not_copied() {
    let folder = adopted();
    let (old, new) = (folder.path().join("a.txt"), folder.path().join("c.txt"));
    fs::copy(&old, &new).unwrap();
    let ran = check(folder.path(), &[]);
    assert!(ran.exit == 1 && ran.out.contains("c.txt"), "{}", ran.out);
    fs::remove_file(&old).unwrap();
    assert_eq!(check(folder.path(), &[]).exit, 0);
    // A file that the baseline has does not take over what another had.
    fs::write(folder.path().join("d.txt"), "Sales fell 9%.\n").unwrap();
    assert_eq!(run(folder.path(), &["baseline", "d.txt"]).exit, 0);
    fs::write(folder.path().join("d.txt"), OLD).unwrap();
    assert_eq!(check(folder.path(), &[]).exit, 1);
}

#[test]
fn an_update_takes_out_and_never_puts_in() {
    let folder = adopted();
    let file = folder.path().join("sayso.baseline.json");
    let whole = fs::read_to_string(&file).unwrap();
    assert_eq!(whole.lines().filter(|line| line.contains("fingerprint")).count(), 2, "an entry a line: {whole}");
    check(folder.path(), &["--update"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole, "nothing has changed");

    fs::write(folder.path().join("a.txt"), "Sales rose 300% in May and June.\n\nSales rose 4%.\n").unwrap();
    let ran = check(folder.path(), &[]);
    assert!(ran.exit == 1 && ran.err.contains("1 entry of the baseline can go"), "{}", ran.err);
    assert_eq!(check(folder.path(), &["--quiet"]).err, "");
    // Of a file that is not checked, all stays.
    run(folder.path(), &["check", "b.txt", "--baseline", "sayso.baseline.json", "--update"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    assert_eq!(check(folder.path(), &["--update"]).exit, 1);
    let left = fs::read_to_string(&file).unwrap();
    assert!(left.contains("300%") && !left.contains("Experts") && !left.contains("4%"), "{left}");
}

#[test]
fn what_is_no_baseline_is_no_pass() {
    let folder = adopted();
    let file = folder.path().join("sayso.baseline.json");
    let whole = fs::read_to_string(&file).unwrap();
    let broken = [
        (whole.replace("\"findings\"", "\"found\""), "sayso.baseline.json:3:"),
        (whole[..whole.len() / 2].to_owned(), "sayso.baseline.json:4:"),
        (whole.replace("baseline/1", "baseline/9"), "sayso.baseline/9"),
        (String::new(), "1:0"),
    ];
    for (text, told) in broken {
        fs::write(&file, &text).unwrap();
        let ran = check(folder.path(), &[]);
        assert!(ran.exit == 2 && ran.err.contains(told), "{text}\n{}", ran.err);
    }
    fs::remove_file(&file).unwrap();
    let ran = check(folder.path(), &[]);
    assert!(ran.exit == 2 && ran.err.contains("`sayso baseline PATHS` writes a baseline"), "{}", ran.err);
    // One that cannot be written is none, and one that cannot be brought up to date stays as it was.
    let ran = run(folder.path(), &["baseline", ".", "--baseline", "no/such/baseline.json"]);
    assert!(ran.exit == 3 && ran.err.contains("cannot write no/such/baseline.json"), "{}", ran.err);
    fs::write(&file, &whole).unwrap();
    let mut access = fs::metadata(&file).unwrap().permissions();
    access.set_readonly(true);
    fs::set_permissions(&file, access).unwrap();
    let ran = check(folder.path(), &["--update"]);
    assert!(ran.exit == 3 && ran.err.contains("cannot write sayso.baseline.json"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    fs::remove_file(&file).unwrap();
    // What cannot be read is not known, and the old baseline stays.
    fs::write(&file, &whole).unwrap();
    fs::write(folder.path().join("latin.txt"), b"K\xF6ln").unwrap();
    assert_eq!(run(folder.path(), &["baseline", "."]).exit, 3);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
}

#[test]
fn what_is_known_is_suppressed_not_dropped() {
    let folder = adopted();
    let sarif: Value = serde_json::from_str(&check(folder.path(), &["--format", "sarif"]).out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert!(results.iter().all(|result| result["suppressions"][0]["kind"] == "external"), "{results:?}");
    let json: Value = serde_json::from_str(&check(folder.path(), &["--format", "json"]).out).unwrap();
    assert_eq!((json["findings"].as_array().unwrap().len(), json["suppressed"].as_array().unwrap().len()), (0, 2));
    for format in ["concise", "github", "gitlab", "checkstyle", "junit", "markdown", "jsonl"] {
        let printed = check(folder.path(), &["--format", format]).out;
        assert!(!printed.contains("unattributed-figure"), "{format}: {printed}");
    }
}

#[test]
fn a_last_day_ends_it() {
    let folder = adopted();
    let path = folder.path().join("sayso.baseline.json");
    let baseline = |args: &[&str]| run(folder.path(), &[&["baseline", "."], args].concat());
    assert_eq!(baseline(&["--expires", "2999-12-31"]).exit, 0);
    let whole = fs::read_to_string(&path).unwrap();
    assert!(whole.starts_with("{\n\"schema\": \"sayso.baseline/1\",\n\"expires\": \"2999-12-31\",\n"), "{whole}");
    assert_eq!(check(folder.path(), &[]).exit, 0);
    // Writing it anew and bringing it up to date leave the day.
    assert_eq!((baseline(&[]).exit, fs::read_to_string(&path).unwrap()), (0, whole.clone()));
    assert_eq!(check(folder.path(), &["--update"]).exit, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    // Behind it, what was known counts, and is not lost.
    let old = whole.replace("2999-12-31", "2020-02-29");
    fs::write(&path, &old).unwrap();
    let ran = check(folder.path(), &["--update"]);
    assert_eq!((ran.exit, ran.out.lines().last().unwrap()), (1, "2 files checked: 0 errors, 2 warnings, 0 infos"));
    assert!(ran.err.starts_with("sayso: sayso.baseline.json was good until 2020-02-29: "), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), old);
    // It is not written for a day that is over, said or taken over.
    for (args, exit) in
        [(&[][..], 2), (&["--expires", "2020-01-01"], 2), (&["--expires", "2021-02-29"], 2), (&["--no-expiry"], 0)]
    {
        assert_eq!(baseline(args).exit, exit, "{args:?}");
    }
    assert_eq!(check(folder.path(), &[]).exit, 0);
    assert!(!fs::read_to_string(&path).unwrap().contains("expires"));
    fs::write(&path, whole.replace("2999-12-31", "soon")).unwrap();
    assert_eq!(check(folder.path(), &[]).exit, 2);
}
