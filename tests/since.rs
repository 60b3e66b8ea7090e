//! Only what has changed: by git, and by a diff.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Ran, folder, run, run_with};
use tempfile::TempDir;

const OLD: &str = "Experts say sales will rise.\n\nSales rose 30% in May.\n\nThe company said in its report on costs that\n\
                   profits rose 40% and losses fell 20% in the year before.\n";

fn git(folder: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]);
    let output = git.args(args).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A repository with articles that are full of old findings, on a branch beside `main`.
fn repository() -> TempDir {
    let folder = folder(&[
        ("a.md", OLD.as_bytes()),
        ("b.md", OLD.as_bytes()),
        ("caf\u{e9} \"x\".md", OLD.as_bytes()),
        ("crlf.txt", OLD.replace('\n', "\r\n").as_bytes()),
    ]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["config", "core.autocrlf", "false"]);
    commit(folder.path());
    git(folder.path(), &["switch", "-q", "-c", "branch"]);
    folder
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "a change"]);
}

fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn since(folder: &TempDir, more: &[&str]) -> Ran {
    run(
        folder.path(),
        &[&["check", "--fail-on", "warning", "--format", "concise", "-q", "--since", "main"], more].concat(),
    )
}

/// Both ways must find the same.
fn found(folder: &TempDir) -> String {
    let ran = since(folder, &[]);
    assert_eq!(ran.exit, i32::from(!ran.out.is_empty()), "{}{}", ran.out, ran.err);
    let diff = git(folder.path(), &["diff", "main"]);
    let args = ["check", ".", "--fail-on", "warning", "--format", "concise", "-q", "--diff", "-"];
    let by_diff = run_with(folder.path(), &args, diff.as_bytes());
    assert_eq!((by_diff.exit, &by_diff.out), (ran.exit, &ran.out), "{}\n{diff}", by_diff.err);
    ran.out
}

#[test]
fn what_has_not_changed_is_not_reported() {
    let folder = repository();
    assert_eq!(run(folder.path(), &["check", ".", "--fail-on", "warning"]).exit, 1);
    assert_eq!(found(&folder), "");
    let ran = run(folder.path(), &["check", "--since", "main"]);
    assert_eq!((ran.exit, &*ran.out), (0, "0 files checked, nothing found\n"), "{}", ran.err);
}

#[test]
fn what_stands_on_changed_lines_is_reported() {
    let folder = repository();
    edit(&folder, "a.md", "30%", "35%");
    edit(&folder, "caf\u{e9} \"x\".md", "Sales rose 30%", "Profits rose 30%");
    let lines = found(&folder);
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.contains("a.md:3:12: warning[") && lines.contains("caf\u{e9} \"x\".md:3:14: "), "{lines}");
    // It is the same when it has been committed, and when main has gone on.
    commit(folder.path());
    git(folder.path(), &["switch", "-q", "main"]);
    edit(&folder, "b.md", "30%", "31%");
    commit(folder.path());
    git(folder.path(), &["switch", "-q", "branch"]);
    assert_eq!(since(&folder, &[]).out, lines);
    let text = run(folder.path(), &["check", "--since", "main", "a.md"]);
    assert!(
        text.out.ends_with("1 file checked: 0 errors, 1 warning, 0 infos; 1 that were there before\n"),
        "{}",
        text.out
    );
}

#[test]
fn a_claim_whose_source_was_taken_away_elsewhere_is_reported() {
    let folder = repository();
    // Lines 5 and 6 are one sentence; only line 5 changes.
    edit(
        &folder,
        "a.md",
        "The company said in its report on costs that",
        "It turned out in the spring of this year that",
    );
    let lines = found(&folder);
    assert!(lines.contains("a.md:6:") && lines.contains("40%"), "{lines}");
    // Lines that only move away are no change of those that stay.
    edit(&folder, "b.md", "Experts say sales will rise.\n\n", "");
    assert_eq!(found(&folder), lines);
    // A comment that is taken away is a source of a kind.
    edit(
        &folder,
        "b.md",
        "Sales rose 30% in May.",
        "<!-- sayso: allow[unattributed-figure] counted -->\nSales rose 30% in May.",
    );
    commit(folder.path());
    git(folder.path(), &["branch", "-f", "main"]);
    edit(&folder, "b.md", "<!-- sayso: allow[unattributed-figure] counted -->\n", "");
    let lines = found(&folder);
    assert!(lines.starts_with("./b.md:1:12: "), "{lines}");
}

#[test]
fn a_claim_that_ends_on_a_changed_line_stands_on_it() {
    let folder = repository();
    let text = "“Sales rose in May and in June, and\nwe think they will rise again.” It was cold.\n";
    fs::write(folder.path().join("a.md"), text).unwrap();
    commit(folder.path());
    git(folder.path(), &["branch", "-f", "main"]);
    edit(&folder, "a.md", "cold", "warm");
    let lines = found(&folder);
    assert!(lines.contains("a.md:1:1: warning[unattributed-quotation]"), "{lines}");
}

#[test]
fn what_is_new_counts_as_a_whole() {
    let folder = repository();
    fs::write(folder.path().join("new.md"), OLD).unwrap();
    let ran = since(&folder, &[]);
    assert_eq!((ran.exit, ran.out.lines().count()), (1, 2), "{}", ran.out);
    // What git is told to ignore is new as well, if somebody names it.
    fs::write(folder.path().join(".gitignore"), "new.md\n").unwrap();
    assert_eq!(since(&folder, &[]).exit, 0);
    assert_eq!(since(&folder, &["new.md"]).exit, 1);
    // What has only moved is not.
    fs::remove_file(folder.path().join("new.md")).unwrap();
    git(folder.path(), &["mv", "a.md", "moved.md"]);
    assert_eq!(found(&folder), "");
    edit(&folder, "moved.md", "30%", "35%");
    assert!(found(&folder).starts_with("./moved.md:3:12: "));
    git(folder.path(), &["rm", "-q", "b.md"]);
    assert!(found(&folder).starts_with("./moved.md:3:12: "));
}

#[test]
fn line_ends_that_git_changes_are_no_change() {
    let folder = repository();
    edit(&folder, "crlf.txt", "Sales rose 30%", "Profits rose 30%");
    git(folder.path(), &["config", "core.autocrlf", "true"]);
    let ran = since(&folder, &["crlf.txt"]);
    assert!(ran.out.contains("crlf.txt:3:14: "), "{}{}", ran.out, ran.err);
    assert_eq!(ran.exit, 1);
}

#[test]
fn a_shallow_clone_says_what_is_missing() {
    let origin = repository();
    edit(&origin, "a.md", "30%", "35%");
    commit(origin.path());
    let folder = TempDir::new().unwrap();
    let address = format!("file://{}", origin.path().display());
    git(folder.path(), &["clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "branch", &address, "."]);
    let ran = run(folder.path(), &["check", "--since", "origin/main"]);
    assert_eq!(ran.exit, 3, "{}{}", ran.out, ran.err);
    let asked = "sayso: --since origin/main: git finds no commit that it and HEAD both come from; this clone is shallow: fetch what is \
                 missing with `git fetch --unshallow`, or have CI clone all of it (GitHub: `fetch-depth: 0`, GitLab: `GIT_DEPTH: 0`)\n";
    assert_eq!(ran.err, asked);
    assert_eq!(run(folder.path(), &["check", "--since", "no-such"]).exit, 3);
    git(folder.path(), &["fetch", "-q", "--unshallow"]);
    assert_eq!(run(folder.path(), &["check", "--fail-on", "warning", "--since", "origin/main"]).exit, 1);
}

#[test]
fn what_cannot_be_told_is_no_pass() {
    let folder = repository();
    let clean = common::folder(&[("a.md", b"Sales rose, he said.\n")]);
    let fails = |folder: &TempDir, args: &[&str], input: &str, exit: i32, words: &str| {
        let ran = run_with(folder.path(), &[&["check"], args].concat(), input.as_bytes());
        assert_eq!(ran.exit, exit, "{args:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    };
    fails(&folder, &["--since", "no-such"], "", 2, "git knows no such revision");
    fails(&clean, &["--since", "main"], "", 2, "needs a git repository");
    git(folder.path(), &["switch", "-q", "--orphan", "alone"]);
    git(folder.path(), &["commit", "-q", "--allow-empty", "-m", "another beginning"]);
    git(folder.path(), &["switch", "-q", "branch"]);
    fails(&folder, &["--since", "alone"], "", 3, "git finds no commit that it and HEAD both come from");
    fails(&folder, &["--since", "main", "gone.md"], "", 3, "gone.md");
    fails(&folder, &["--since", "main", "-"], "", 2, "standard input");
    fails(&folder, &["a.md", "--diff", "gone.diff"], "", 3, "cannot be read");
    let diff = |file: &str, line: usize, from: &str| {
        format!("--- a/{file}\t2026-01-01\n+++ b/{file}\t2026-01-02\n@@ -{line} +{line} @@\n-Sales rose.\n+{from}\n")
    };
    let twice = diff("a.md", 3, "Sales rose 30% in May.");
    fails(&folder, &["--diff", "-"], &twice.repeat(2), 2, "it changes b/a.md twice");
    fails(&folder, &["--diff", "-", "--files-from", "-"], "a.md\n", 2, "standard input cannot be both");
    fails(&folder, &["--diff", "."], "", 2, "this is a folder and no diff");
    fails(&folder, &["--diff", "a.md"], "", 2, "--diff a.md: ");
    // Right, as another program writes it, and with nothing in it.
    fails(&folder, &["--fail-on", "warning", "--diff", "-"], &diff("a.md", 3, "Sales rose 30% in May."), 1, "");
    fails(&folder, &["--fail-on", "warning", "--diff", "-"], "", 0, "");
    fails(
        &folder,
        &["--diff", "-"],
        &diff("gone.md", 3, "Sales rose 30% in May."),
        2,
        "b/gone.md, and there is no such file",
    );
    fails(
        &folder,
        &["--diff", "-"],
        &diff("a.md", 3, "Sales rose 50% in May."),
        3,
        "a.md: line 3 is not what the diff",
    );
    fails(&folder, &["--diff", "-"], &diff("a.md", 9, "Sales rose 30% in May."), 3, "a.md: line ");
    fails(&folder, &["--diff", "-"], &diff("a.md", 3, "Sales rose 30% in May.").replace("+3", "+3,2"), 2, "--diff");
    fails(
        &folder,
        &["--diff", "-"],
        &format!("{}\n@@ -1,2 +1,3 @@\n x\n", diff("a.md", 3, "Sales rose 30% in May.")),
        2,
        "",
    );
}
