//! Which files a run reads, and that no way of naming them lets a bad article pass.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::{CLEAN, ERRS, Ran, WARNS, folder, run, run_with};
use serde_json::Value;
use tempfile::TempDir;

/// The files in which something was found, in the order of the output.
fn paths(ran: &Ran) -> Vec<String> {
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let findings = json["findings"].as_array().unwrap().iter();
    let mut paths: Vec<String> = findings.map(|finding| finding["path"].as_str().unwrap().to_owned()).collect();
    paths.dedup();
    paths
}

fn read(folder: &TempDir, args: &[&str]) -> Vec<String> {
    read_with(folder, args, b"")
}

fn read_with(folder: &TempDir, args: &[&str], input: &[u8]) -> Vec<String> {
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
    let ran = run_with(folder.path(), &args, input);
    assert_eq!(ran.exit, 0, "{args:?}\n{}{}", ran.out, ran.err);
    paths(&ran)
}

/// Holds how a run ends and what it says on standard error.
#[track_caller]
fn ends(folder: &TempDir, args: &[&str], exit: i32, says: &str) {
    ends_with(folder, args, b"", exit, says);
}

#[track_caller]
fn ends_with(folder: &TempDir, args: &[&str], input: &[u8], exit: i32, says: &str) {
    let ran = run_with(folder.path(), args, input);
    assert_eq!(ran.exit, exit, "{args:?}\n{}{}", ran.out, ran.err);
    assert!(ran.err.contains(says), "{args:?}\n{}", ran.err);
}

/// A tree with a warning in every file.
fn tree() -> TempDir {
    let names = [
        ".gitignore",
        ".hidden/h.md",
        "a.txt",
        "docs/b.md",
        "docs/deep/c.md",
        "docs/deep/d.txt",
        "docs/e.rst",
        "ignored.md",
    ];
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (*name, if *name == ".gitignore" { &b"ignored.md\n"[..] } else { WARNS.as_bytes() }))
        .collect();
    folder(&files)
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let tree = tree();
    let all = ["a.txt", "docs/b.md", "docs/deep/c.md", "docs/deep/d.txt"];
    assert_eq!(read(&tree, &["a.txt", "docs"]), all);
    assert_eq!(read(&tree, &["a.txt", "docs", "--jobs", "1"]), all);
    assert_eq!(read(&tree, &["docs", "a.txt"]), ["docs/b.md", "docs/deep/c.md", "docs/deep/d.txt", "a.txt"]);
    assert_eq!(read(&tree, &[".", "--hidden"])[0], "./.hidden/h.md");
    assert_eq!(read(&tree, &[".", "--no-ignore"]).last().unwrap(), "./ignored.md");
    assert_eq!(read(&tree, &[".hidden", "ignored.md"]), [".hidden/h.md", "ignored.md"], "what is named is read");
}

#[test]
fn a_file_is_read_once_however_often_it_is_named() {
    let tree = tree();
    assert_eq!(
        read(&tree, &["docs/deep/c.md", "docs", "./docs/b.md"]),
        ["docs/deep/c.md", "docs/b.md", "docs/deep/d.txt"]
    );
    let here = tree.path().join("a.txt");
    let ran = run(tree.path(), &["check", "a.txt", "./a.txt", "docs/../a.txt", "*.txt", here.to_str().unwrap()]);
    assert!(ran.out.contains("1 file checked: 0 errors, 1 warning"), "{}", ran.out);
    let ran = run_with(tree.path(), &["check", "-", "-"], WARNS.as_bytes());
    assert!(ran.out.contains("1 file checked: 0 errors, 1 warning"), "{}", ran.out);
}

#[test]
fn exclude_reads_globs_as_gitignore_does() {
    let tree = tree();
    let with = |globs: &[&str]| {
        let args: Vec<&str> =
            ["a.txt", "docs"].into_iter().chain(globs.iter().flat_map(|glob| ["--exclude", glob])).collect();
        read(&tree, &args)
    };
    assert_eq!(with(&["*.md"]), ["a.txt", "docs/deep/d.txt"]);
    assert_eq!(with(&["deep/"]), ["a.txt", "docs/b.md"]);
    assert_eq!(with(&["/docs/deep/*.md", "a.txt"]), ["docs/b.md", "docs/deep/d.txt"]);
    assert_eq!(with(&["*.md", "!b.md"]), ["a.txt", "docs/b.md", "docs/deep/d.txt"]);
    assert_eq!(with(&["/b.md"]).len(), 4, "the current folder is the root");
}

#[test]
fn globs_are_expanded_where_the_shell_has_not() {
    let tree = tree();
    assert_eq!(read(&tree, &["docs/**/*.md"]), ["docs/b.md", "docs/deep/c.md"]);
    assert_eq!(read(&tree, &["*.txt"]), ["a.txt"]);
    assert_eq!(read(&tree, &["docs/[b]?md"]), ["docs/b.md"]);
    assert_eq!(read(&tree, &["docs/*.{rst,md}"]), ["docs/b.md", "docs/e.rst"], "a glob names what it matches");
    assert_eq!(read(&tree, &["doc*"]), ["docs/b.md", "docs/deep/c.md", "docs/deep/d.txt"], "or the folder it is in");
    let base = tree.path().join("docs/*.md");
    assert_eq!(read(&tree, &[base.to_str().unwrap()]), [tree.path().join("docs/b.md").to_str().unwrap()]);
    // A file may have such a name.
    fs::write(tree.path().join("what?.txt"), WARNS).unwrap();
    fs::write(tree.path().join("whats.txt"), WARNS).unwrap();
    assert_eq!(read(&tree, &["what?.txt"]), ["what?.txt"]);
}

#[test]
fn names_come_from_a_list() {
    let tree = tree();
    fs::write(tree.path().join("list"), "docs/e.rst\r\n\na.txt\n").unwrap();
    assert_eq!(read(&tree, &["--files-from", "list"]), ["docs/e.rst", "a.txt"]);
    assert_eq!(read(&tree, &["a.txt", "--files-from", "list"]), ["a.txt", "docs/e.rst"]);
    assert_eq!(read_with(&tree, &["--files-from", "-"], b"docs/deep\n"), ["docs/deep/c.md", "docs/deep/d.txt"]);
    fs::write(tree.path().join("two\nlines.md"), WARNS).unwrap();
    assert_eq!(read_with(&tree, &["--files-from", "-", "-0"], b"a.txt\0two\nlines.md\0"), ["a.txt", "two\nlines.md"]);
    // Between NULs a carriage return is part of a name, and of another file's than the name without it.
    fs::write(tree.path().join("a.txt\r"), ERRS).unwrap();
    ends_with(&tree, &["check", "--files-from", "-", "-0"], b"a.txt\r\0", 1, "");
    let ran = run_with(tree.path(), &["analyze", "--files-from", "-"], b"a.txt\ndocs/b.md\n");
    assert_eq!((ran.exit, ran.out.lines().count()), (0, 2), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn links_are_followed_when_asked_and_never_for_ever() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("in/clean.txt", CLEAN.as_bytes()), ("out/bad.txt", ERRS.as_bytes())]);
    let at = |name: &str| folder.path().join(name);
    symlink("../out/bad.txt", at("in/link.txt")).unwrap();
    // Left out, and told.
    ends(&folder, &["check", "in"], 0, "1 symbolic link was left out; --follow goes where they point");
    ends(&folder, &["check", "in", "--follow"], 1, "");
    // What is named is read.
    ends(&folder, &["check", "in/link.txt"], 1, "");
    symlink("out", at("way")).unwrap();
    let ran = run(folder.path(), &["check", "way"]);
    assert_eq!((ran.exit, &*ran.err), (1, ""), "{}", ran.out);
    // A folder is no link, and a link to what is no text leaves no text out.
    fs::create_dir_all(at("plain/deep")).unwrap();
    fs::copy(at("in/clean.txt"), at("plain/deep/clean.txt")).unwrap();
    fs::write(at("code.rs"), "").unwrap();
    symlink("../code.rs", at("plain/code.rs")).unwrap();
    let ran = run(folder.path(), &["check", "plain"]);
    assert_eq!((ran.exit, &*ran.err), (0, ""), "{}", ran.out);
    // The same file by two ways.
    let ran = run(folder.path(), &["check", "in", "out", "way", "--follow"]);
    assert!(ran.out.contains("2 files checked: 1 error"), "{}", ran.out);
    // By a folder within, of which nobody says that it was left out.
    fs::create_dir(at("ways")).unwrap();
    symlink("../out", at("ways/way")).unwrap();
    ends(&folder, &["check", "ways"], 3, "1 symbolic link was left out");
    let ran = run(folder.path(), &["check", "ways", "--follow"]);
    assert_eq!((ran.exit, &*ran.err), (1, ""), "{}", ran.out);

    symlink("..", at("in/loop")).unwrap();
    ends(&folder, &["check", "in", "--follow", "--fail-on", "never"], 0, "loop");
    symlink("nowhere.txt", at("dangling.txt")).unwrap();
    ends(&folder, &["check", "dangling.txt", "--fail-on", "never"], 3, "dangling.txt: ");
    symlink("itself", at("itself")).unwrap();
    ends(&folder, &["check", "itself", "--fail-on", "never"], 3, "itself: ");
    symlink("nowhere.txt", at("out/dangling.txt")).unwrap();
    ends(&folder, &["check", "out", "--follow", "--fail-on", "never"], 3, "dangling.txt");
}

#[test]
fn a_path_that_leads_to_nothing_is_never_a_pass() {
    let folder = folder(&[
        ("clean.txt", CLEAN.as_bytes()),
        ("errs.txt", ERRS.as_bytes()),
        ("latin.txt", b"K\xF6ln"),
        ("empty/notes.xyz", b"?"),
        ("none", b""),
    ]);
    for args in [
        &["missing.txt"][..],
        &["clean.txt", "missing.txt"],
        &["missing.txt", "clean.txt"],
        &["clean.txt", "latin.txt"],
        &["clean.txt", "empty"],
        &["clean.txt", "*.md"],
        &["clean.txt", "nowhere/*.md"],
        &["clean.txt", "[.md"],
        &["clean.txt", "--files-from", "missing"],
        &["--files-from", "none"],
        &["errs.txt", "--exclude", "*"],
        &[".", "--exclude", "*.txt"],
    ] {
        let args: Vec<&str> = ["check", "--fail-on", "never"].iter().chain(args).copied().collect();
        ends(&folder, &args, 3, "sayso: ");
        let args: Vec<&str> = ["analyze"].iter().chain(&args[3..]).copied().collect();
        ends(&folder, &args, 3, "sayso: ");
    }
    ends_with(&folder, &["check", "--files-from", "-"], b"clean.txt\nmissing.txt\n", 3, "missing.txt: ");
    ends_with(&folder, &["check", "--files-from", "-"], b"", 3, "no file is left to read");
    // In a list a name is a name.
    ends_with(&folder, &["check", "--files-from", "-"], b"c*.txt\n", 3, "c*.txt: ");
    ends_with(&folder, &["check", "--files-from", "-"], b"-\n", 3, "-: ");
}

#[test]
fn allow_empty_forgives_only_that_there_is_no_file() {
    let folder = folder(&[("errs.txt", ERRS.as_bytes()), ("latin.txt", b"K\xF6ln"), ("empty/notes.xyz", b"?")]);
    for args in [&["empty"][..], &["*.md"], &["--files-from", "-"], &["errs.txt", "--exclude", "*.txt"]] {
        let args: Vec<&str> = ["check", "--allow-empty"].iter().chain(args).copied().collect();
        ends(&folder, &args, 0, "");
    }
    for (args, exit) in [("missing.txt", 3), ("latin.txt", 3), ("[.md", 3), ("errs.txt", 1), (".", 3)] {
        ends(&folder, &["check", "--allow-empty", args], exit, "");
    }
}

#[test]
fn what_cannot_be_read_outweighs_what_is_found() {
    let folder = folder(&[("errs.txt", ERRS.as_bytes()), ("warns.txt", WARNS.as_bytes())]);
    ends(&folder, &["check", "errs.txt", "missing.txt"], 3, "");
    ends(&folder, &["check", "missing.txt", "errs.txt"], 3, "");
    ends(&folder, &["check", "missing.txt", "warns.txt", "--max-warnings", "0"], 3, "");
}

#[test]
fn a_bad_article_is_found_by_every_way_that_leads_to_it() {
    let folder = folder(&[
        ("clean.txt", CLEAN.as_bytes()),
        ("deep/er/bad.md", ERRS.as_bytes()),
        (".hid/bad.txt", ERRS.as_bytes()),
        ("gone/bad.txt", ERRS.as_bytes()),
        (".ignore", b"gone/\n"),
        ("list", b"clean.txt\ndeep/er/bad.md\n"),
    ]);
    for args in [
        &["clean.txt", "deep"][..],
        &["clean.txt", "deep/er/bad.md"],
        &["clean.txt", "**/*.md"],
        &["clean.txt", "d*"],
        &["clean.txt", "--files-from", "list"],
        &["clean.txt", "--hidden", "."],
        &["clean.txt", "--no-ignore", "."],
        &["clean.txt", "-"],
        &[".", "--exclude", "clean.txt"],
        &[".", "--quiet"],
        &[".", "--max-warnings", "5"],
        &[".", "--allow-empty"],
        &[".", "--jobs", "1"],
        &[".", "--statistics"],
    ] {
        let args: Vec<&str> = ["check"].iter().chain(args).copied().collect();
        ends_with(&folder, &args, ERRS.as_bytes(), 1, "");
    }
}

#[test]
fn wrong_usage_ends_before_anything_is_read() {
    let folder = folder(&[("clean.txt", CLEAN.as_bytes())]);
    for (args, says) in [
        (&["clean.txt", "--exclude", "{a"][..], "“{a”"),
        (&["clean.txt", "--exclude", "a["], "“a[”"),
        (&["clean.txt", "--exclude", ""], "“”"),
        (&["-", "--files-from", "-"], "standard input"),
        (&["clean.txt", "--null"], "--files-from"),
        (&["clean.txt", "--jobs", "0"], "--jobs"),
        (&["clean.txt", "--jobs", "many"], "--jobs"),
        (&["clean.txt", "--max-warnings", "-1"], "-1"),
        (&["clean.txt", "--select", "vague"], "vague-source"),
        (&["-", "--watch"], "--watch"),
        (&["clean.txt", "-", "--watch"], "--watch"),
        (&[], "PATHS"),
    ] {
        let args: Vec<&str> = ["check"].iter().chain(args).copied().collect();
        let ran = run(folder.path(), &args);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{args:?}\n{}", ran.err);
        assert!(ran.err.contains(says), "{args:?}\n{}", ran.err);
    }
    ends(&folder, &["analyze"], 2, "PATHS");
    ends(&folder, &["analyze", "clean.txt", "--exclude", "{a"], 2, "“{a”");
    ends(&folder, &["completions", "tcl"], 2, "bash");
}

#[test]
fn more_warnings_than_allowed_make_a_run_fail() {
    let folder = folder(&[("a.txt", WARNS.as_bytes()), ("b.txt", WARNS.as_bytes()), ("clean.txt", CLEAN.as_bytes())]);
    let ran = run(folder.path(), &["check", ".", "--max-warnings", "2"]);
    assert_eq!((ran.exit, &*ran.err), (0, ""), "{}", ran.out);
    ends(&folder, &["check", ".", "--max-warnings", "1"], 1, "2 warnings are more than --max-warnings 1");
    ends(&folder, &["check", "a.txt", "--max-warnings", "0", "--quiet"], 1, "1 warning is more than --max-warnings 0");
    ends(&folder, &["check", ".", "--max-warnings", "1", "--fail-on", "never"], 1, "");
    ends(&folder, &["check", "clean.txt", "--max-warnings", "0"], 0, "");
}

#[test]
fn statistics_and_summary_are_printed_when_asked_for() {
    let folder = folder(&[("a.txt", WARNS.as_bytes()), ("b.txt", WARNS.as_bytes()), ("c.txt", ERRS.as_bytes())]);
    let table =
        "2  unattributed-figure\n1  unbalanced-quotation\n3 claims · 0 sourced · 3 no source · 0 not checkable\n";
    let ran = run(folder.path(), &["check", ".", "--statistics"]);
    assert!(ran.out.contains(&format!("{table}3 files checked")), "{}", ran.out);
    let ran = run(folder.path(), &["check", ".", "--statistics", "--quiet"]);
    assert!(ran.out.ends_with(table), "{}", ran.out);
    let ran = run(folder.path(), &["check", ".", "--statistics", "--format", "json"]);
    assert_eq!(ran.err, table);
    assert_eq!(paths(&ran).len(), 3);
    // A finding is no summary.
    let ran = run(folder.path(), &["check", "a.txt", "-q"]);
    assert!(ran.out.contains("warning[") && !ran.out.contains("checked"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn shells_and_man_get_what_they_read() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(folder.path(), &["completions", shell]);
        assert_eq!(ran.exit, 0, "{shell}");
        assert!(ran.out.contains("files-from"), "{shell}");
    }
    let ran = run(folder.path(), &["manual"]);
    assert!(ran.out.contains(".TH sayso-check 1") && ran.out.contains("max\\-warnings"), "{}", ran.out);
    let ran = run(folder.path(), &["manual", "man/man1"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    let page = |name: &str| fs::read_to_string(folder.path().join("man/man1").join(name)).expect("a page");
    assert!(page("sayso.1").contains("sayso\\-check(1)"), "{}", page("sayso.1"));
    for command in ["check", "analyze", "explain", "rules", "server", "completions", "manual"] {
        assert!(
            page(&format!("sayso-{command}.1")).contains(&format!("sayso {command}").replace(' ', "\\-")),
            "{command}"
        );
    }
    fs::write(folder.path().join("file"), "").unwrap();
    assert_eq!(run(folder.path(), &["manual", "file/man"]).exit, 3);
}

#[cfg(unix)]
#[test]
fn watch_checks_again_what_changes() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};
    let folder = folder(&[("a.txt", ERRS.as_bytes()), ("b.txt", CLEAN.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["check", ".", "--watch", "--no-cache"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut summary = || lines.by_ref().find(|line| line.contains("checked")).expect("a summary");
    assert!(summary().starts_with("2 files checked: 1 error"));
    fs::write(folder.path().join("b.txt"), WARNS).unwrap();
    assert_eq!(summary(), "1 file checked: 0 errors, 1 warning, 0 infos");
    // The error in the file that has not changed still makes it fail, also when it has looked again.
    std::thread::sleep(std::time::Duration::from_millis(600));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// The page on the command names every option, and no other.
#[test]
fn the_page_on_check_names_every_option() {
    let page = fs::read_to_string("docs/check.md").expect("the page");
    let help = run(Path::new("."), &["check", "--help"]).out;
    let options = |text: &str| -> std::collections::BTreeSet<String> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        words.filter(|word| word.starts_with("--") && word.len() > 3).map(str::to_owned).collect()
    };
    let missing: Vec<String> = options(&help).difference(&options(&page)).cloned().collect();
    assert!(missing.is_empty(), "docs/check.md is to tell of {missing:?}");
}
