//! Findings are settled, and nothing else is changed.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::process::Command;

use common::{folder, run, run_with};
use proptest::prelude::*;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::finding::Applicability;
use sayso::fix::fix;

/// Fixes `text`, and tells how many findings were settled.
fn fixed(text: &str, format: Format, least: Applicability) -> (String, usize) {
    let fixed = fix(text, format, &Config::default(), least, Vec::new());
    (fixed.checked.document.text().to_string(), fixed.count)
}

/// The first text becomes the second, of as many findings.
fn becomes(least: Applicability, format: Format, was: &str, now: &str, count: usize) {
    for end in ["\n", "\r\n"] {
        let of = |text: &str| text.replace('\n', end);
        assert_eq!(fixed(&of(was), format, least), (of(now), count), "{was:?}");
        assert_eq!(fixed(&of(now), format, least).1, 0, "again: {now:?}");
    }
}

#[test]
fn a_comment_that_suppresses_nothing_is_deleted() {
    let safe = |was: &str, now: &str, count| becomes(Applicability::Safe, Format::Markdown, was, now, count);
    safe("Sales fell. <!-- sayso: allow[vague-source] -->\n", "Sales fell.\n", 1);
    safe("Sales fell. <!-- sayso: allow[vague-source] --> They rose.\n", "Sales fell. They rose.\n", 1);
    safe("One.\n\n<!-- sayso: allow[vague-source] -->\n\nTwo.", "One.\n\nTwo.", 1);
    safe("<!-- sayso: allow-file[vague-source] -->\nOne.\n", "One.\n", 1);
    safe(
        "Sales rose 300%. <!-- sayso: allow[vague-source, unattributed-figure, loaded-reporting-verb] ours -->\n",
        "Sales rose 300%. <!-- sayso: allow[unattributed-figure] ours -->\n",
        2,
    );
    safe("---\ntitle: A\nsayso: allow[vague-source] x\n---\n\nOne.\n", "---\ntitle: A\n---\n\nOne.\n", 1);
    // Two comments in one place go one after the other.
    safe("One. <!-- sayso: allow[vague-source] --><!-- sayso: allow[vague-source] -->\n", "One.\n", 2);
    // Without the comment, the two paragraphs would be one.
    let between = "One.\n<!-- sayso: allow[vague-source] -->\nTwo.\n";
    safe(between, between, 0);
    // Without its start, the end would close nothing: both go.
    let region = "<!-- sayso: allow-start[vague-source] -->\n\nOne.\n\n<!-- sayso: allow-end -->\n\nTwo.\n";
    safe(region, "One.\n\nTwo.\n", 1);
    safe("One.\n\n<!-- sayso: allow-start[vague-source] --> <!-- sayso: allow-end -->\n\nTwo.\n", "One.\n\nTwo.\n", 1);
    // What a person has to look at is left.
    safe("Smith admitted that it was late.\n", "Smith admitted that it was late.\n", 0);
}

/// The end of a region lies far behind its start, and touches another comment that goes.
#[test]
fn the_end_of_a_region_is_no_place_for_two_changes() {
    let inside = "Sales fell. <!-- sayso: allow[vague-source] -->\n\n".repeat(80);
    let (start, end) = ("<!-- sayso: allow-start[vague-source] -->", "<!-- sayso: allow-end -->");
    let one = "<!-- sayso: allow[vague-source] -->";
    let was = format!("{start}\n\n{inside}{end}{one}\n\nTwo.\n");
    let now = format!("{}Two.\n", "Sales fell.\n\n".repeat(80));
    becomes(Applicability::Safe, Format::Markdown, &was, &now, 82);
}

#[test]
fn what_may_change_the_copy_is_changed_on_request() {
    let all = |format, was: &str, now: &str, count| becomes(Applicability::Unsafe, format, was, now, count);
    all(Format::Plain, "Jane Smith admitted that it was late.\n", "Jane Smith said that it was late.\n", 1);
    let long = "The harbour was closed on Monday because of the high waves that came in from the sea, the port said.";
    all(Format::Plain, &format!("{long}\n\nOne.\n\n{long}\n\nTwo.\n"), &format!("{long}\n\nOne.\n\nTwo.\n"), 1);
    all(Format::Markdown, &format!("{long}\n\n- {long}\n- Two.\n"), &format!("{long}\n\n- Two.\n"), 1);
    // At the end of a file no empty line is left, and how it ends stays as it was.
    all(Format::Plain, "One.\n\nLeave a Comment\n", "One.\n", 1);
    all(Format::Plain, "One.\n\nLeave a Comment", "One.", 1);
    // With several candidates a person chooses.
    let two = "John Smith met Peter Miller. He said that it was late.\n";
    all(Format::Plain, two, two, 0);
    let open = "\"Sales rose, he said.\n";
    all(Format::Plain, open, open, 0);
}

#[test]
fn what_does_not_add_up_is_put_right_on_request() {
    let all = |format, was: &str, now: &str| becomes(Applicability::Unsafe, format, was, now, 1);
    for (was, now) in [
        (
            "Arrests rose from 50 to 75, a 60% increase, the police in Leeds said.\n",
            "Arrests rose from 50 to 75, a 50% increase, the police in Leeds said.\n",
        ),
        (
            "There were 14 people: seven men and five women, the police in Leeds said.\n",
            "There were 12 people: seven men and five women, the police in Leeds said.\n",
        ),
        (
            "The bank lost $740 million on loans, it said. Shareholders heard of the $740 billion loss from it.\n",
            "The bank lost $740 million on loans, it said. Shareholders heard of the $740 million loss from it.\n",
        ),
        (
            "“It is rising. The fields are gone. Nothing will grow here, and maybe not in the next year,” said Ann Lee, a farmer.\n",
            "“It is rising,” said Ann Lee, a farmer. “The fields are gone. Nothing will grow here, and maybe not in the next year.”\n",
        ),
    ] {
        all(Format::Plain, was, now);
    }
    let text = "The storm killed 12 people in Leeds on Monday, the police there said.\n";
    all(Format::Markdown, &format!("# Storm kills 14 people\n\n{text}"), &format!("# Storm kills 12 people\n\n{text}"));
    // Of two percentages that are possible a person chooses one.
    let share = "In a check 33.4% of 20 lorries were too high, the police in Leeds said.\n";
    becomes(Applicability::Unsafe, Format::Plain, share, share, 0);
}

/// One that does too much does not keep the others from being made, wherever it stands.
#[test]
fn what_can_be_settled_is_settled_beside_what_cannot() {
    let many = "Sales fell, Ann Lee said. <!-- sayso: allow[vague-source] -->\n\n".repeat(30);
    let settled = many.replace(" <!-- sayso: allow[vague-source] -->", "");
    let cannot = "One.\n<!-- sayso: allow[vague-source] -->\nTwo.\n\n";
    for (was, now) in [
        (format!("{many}{cannot}"), format!("{settled}{cannot}")),
        (format!("{cannot}{many}"), format!("{cannot}{settled}")),
        (format!("{many}{cannot}{many}"), format!("{settled}{cannot}{settled}")),
    ] {
        let count = was.matches("<!--").count() - 1;
        becomes(Applicability::Safe, Format::Markdown, &was, &now, count);
        let done = fix(&was, Format::Markdown, &Config::default(), Applicability::Safe, Vec::new());
        assert_eq!(done.refused.len(), 1);
    }
    let folder = folder(&[("a.md", cannot.as_bytes())]);
    let ran = run(folder.path(), &["check", "a.md", "--fix"]);
    assert!(ran.out.ends_with("; 1 left, for a fix would change more than its place\n"), "{}", ran.out);
}

/// A comment covers the block behind it. Without that block it would cover the next, and hide what is found there.
#[test]
fn a_comment_never_comes_to_cover_what_it_did_not() {
    let long = "Some 4,100 boxes went through the harbour of the old town on Monday and on Tuesday.";
    let comment = "<!-- sayso: allow[unattributed-figure] counted by the desk -->";
    let text = format!("{long}\n\n{comment}\n\n{long}\n\nSales rose 300% in May.\n");
    let folder = folder(&[("a.md", text.as_bytes())]);
    let ran = run(folder.path(), &["check", "a.md", "--fix", "--unsafe-fixes"]);
    assert!(ran.out.contains("“300%” has no stated source"), "{}", ran.out);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), text);
}

/// Signs that colour a terminal may stand in a text: not a byte goes but those that are fixed.
#[test]
fn what_is_printed_is_the_text_to_the_byte() {
    let text = "\u{feff}Sales \u{1b}[31mfell\u{1b}[0m. <!-- sayso: allow[vague-source] -->\r\nAnd\u{7} rose.";
    let now = text.replace(" <!-- sayso: allow[vague-source] -->", "");
    let folder = folder(&[("a.md", text.as_bytes())]);
    let ran = run_with(folder.path(), &["check", "-", "--stdin-filename", "a.md", "--fix"], text.as_bytes());
    assert_eq!(ran.out, now);
    let shown = run(folder.path(), &["check", "a.md", "--diff"]).out;
    assert!(shown.contains(&format!("\n-{}\n", text.split('\n').next().unwrap())), "{shown:?}");
    fs::write(folder.path().join("x.diff"), shown).unwrap();
    let apply = Command::new("git").current_dir(folder.path()).args(["apply", "x.diff"]).status().unwrap();
    assert!(apply.success());
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), now);
}

/// Where there is a `patch`, it reads the names too; one with a blank ends with a tab.
#[cfg(unix)]
#[test]
fn patch_makes_the_changes_that_are_shown() {
    use std::process::Stdio;
    if Command::new("patch").arg("--version").stdout(Stdio::null()).status().is_err() {
        return;
    }
    let unused = "Sales fell. <!-- sayso: allow[vague-source] -->\r\nAnd rose.";
    let names = ["deep/a b.md", "b.md", "c\u{e9} \"x\" d.md"];
    let folder = folder(&names.map(|name| (name, unused.as_bytes())));
    fs::write(folder.path().join("x.diff"), run(folder.path(), &["check", ".", "--diff"]).out).unwrap();
    let patch = Command::new("patch").current_dir(folder.path()).args(["-s", "-p1", "-i", "x.diff"]).status().unwrap();
    assert!(patch.success());
    for name in names {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "Sales fell.\r\nAnd rose.", "{name}");
    }
}

#[test]
fn files_are_changed_and_what_is_left_is_told() {
    let unused = "Sales rose 4% in June, Ann Lee said. <!-- sayso: allow[vague-source] -->\n\nAnn Lee admitted that it was late.\n\nSales rose 300% in May.\n";
    let files = [("a.md", unused), ("b.md", "Sales fell.\n")];
    let folder = folder(&files.map(|(name, text)| (name, text.as_bytes())));
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let check = |args: &[&str]| run(folder.path(), &[&["check", "--fail-on", "warning"], args].concat());
    // Told, shown, and done.
    let told = check(&["."]).out;
    assert!(told.ends_with("; 1 that --fix can settle; 1 more with --fix --unsafe-fixes\n"), "{told}");
    let shown = check(&[".", "--diff"]);
    let diff = "--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,4 @@\n-Sales rose 4% in June, Ann Lee said. <!-- sayso: allow[vague-source] -->\n\
                +Sales rose 4% in June, Ann Lee said.\n\n Ann Lee admitted that it was late.\n\n";
    assert_eq!((shown.exit, &*shown.out), (1, diff), "{}", shown.err);
    assert!(shown.err.contains("; 1 would be fixed; 1 more with --fix --unsafe-fixes\n"), "{}", shown.err);
    assert_eq!(text("a.md"), unused);
    let ran = check(&[".", "--fix", "--format", "concise"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.starts_with("./a.md:3:9: ") && ran.out.contains("1 fixed; 1 more with"), "{}", ran.out);
    assert_eq!(text("a.md"), unused.replace(" <!-- sayso: allow[vague-source] -->", ""));
    assert_eq!(check(&["b.md", "--diff"]).exit, 0);
    let ran = check(&[".", "--fix", "--unsafe-fixes", "--ignore", "unattributed-figure"]);
    assert_eq!((ran.exit, text("a.md").contains("Ann Lee said that")), (0, true), "{}{}", ran.out, ran.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
    // On standard input, the text comes out.
    let args = ["check", "-", "--stdin-filename", "a.md", "--fix"];
    let ran = run_with(folder.path(), &args, unused.as_bytes());
    assert_eq!((ran.exit, &*ran.out), (0, &*unused.replace(" <!-- sayso: allow[vague-source] -->", "")));
    assert_eq!(run_with(folder.path(), &args, b"Sales fell.\n").out, "Sales fell.\n");
    let beside = [&args[..], &["b.md"]].concat();
    assert_eq!(run_with(folder.path(), &beside, b"Sales fell.\n").out, "Sales fell.\n", "and nothing else");
    for args in
        [&["a.md", "--unsafe-fixes"][..], &["a.md", "--diff", "--format", "json"], &["a.md", "--fix", "--watch"]]
    {
        assert_eq!(check(&[&args[1..], &args[..1]].concat()).exit, 2, "{args:?}");
    }
}

#[test]
fn what_does_not_count_is_left() {
    let text = "Sales fell. <!-- sayso: allow[vague-source] -->\n\nSales rose. <!-- sayso: allow[vague-source] -->\n";
    let folder = folder(&[(".git/HEAD", b""), ("a.md", text.as_bytes())]);
    assert_eq!(run(folder.path(), &["baseline", "."]).exit, 0);
    let more = format!("{text}\nSales went. <!-- sayso: allow[vague-source] -->\n");
    fs::write(folder.path().join("a.md"), &more).unwrap();
    let args = ["check", "a.md", "--fix", "--baseline", "sayso.baseline.json", "--fail-on", "warning"];
    let ran = run(folder.path(), &args);
    assert_eq!((ran.exit, &*ran.out), (0, "1 file checked, nothing new found; 2 known to the baseline; 1 fixed\n"));
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), format!("{text}\nSales went.\n"));
    // Nor is a line that a diff does not change.
    let diff = "--- a/a.md\n+++ b/a.md\n@@ -3 +3 @@\n-Sales were.\n+Sales rose. <!-- sayso: allow[vague-source] -->\n";
    let ran = run_with(folder.path(), &["check", "a.md", "--fix", "--diff", "-"], diff.as_bytes());
    assert!(ran.out.ends_with("1 that were there before; 1 fixed\n"), "{}{}", ran.out, ran.err);
    let left = "Sales fell. <!-- sayso: allow[vague-source] -->\n\nSales rose.\n\nSales went.\n";
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), left);
}

#[cfg(unix)]
#[test]
fn a_file_is_changed_as_a_whole_or_not_at_all() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let unused = "Sales fell. <!-- sayso: allow[vague-source] -->\n";
    let folder = folder(&[("deep/a.md", unused.as_bytes()), ("b.md", unused.as_bytes()), ("c.md", unused.as_bytes())]);
    let path = |name: &str| folder.path().join(name);
    symlink("deep/a.md", path("link.md")).unwrap();
    fs::set_permissions(path("deep/a.md"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(run(folder.path(), &["check", "link.md", "--fix"]).exit, 0);
    assert!(path("link.md").is_symlink());
    assert_eq!(fs::read_to_string(path("deep/a.md")).unwrap(), "Sales fell.\n");
    assert_eq!(path("deep/a.md").metadata().unwrap().permissions().mode() & 0o777, 0o640);
    // One that may not be written is a fault, and the others are fixed.
    fs::set_permissions(path("b.md"), fs::Permissions::from_mode(0o440)).unwrap();
    let ran = run(folder.path(), &["check", "b.md", "c.md", "--fix"]);
    assert_eq!((ran.exit, &*ran.err), (3, "sayso: b.md: it cannot be fixed: it is read-only\n"));
    assert_eq!(fs::read_to_string(path("b.md")).unwrap(), unused);
    assert_eq!(fs::read_to_string(path("c.md")).unwrap(), "Sales fell.\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left beside them");
}

#[test]
fn git_makes_the_changes_that_are_shown() {
    let unused = "Sales fell. <!-- sayso: allow[vague-source] -->\nAnd rose.";
    let folder = folder(&[("deep/\u{e9} \"x\".md", unused.as_bytes()), ("b.md", unused.as_bytes())]);
    let git =
        |args: &[&str]| assert!(Command::new("git").current_dir(folder.path()).args(args).status().unwrap().success());
    git(&["init", "-q"]);
    let shown = run(&folder.path().join("deep"), &["check", "..", "--diff"]);
    assert_eq!(shown.exit, 1);
    fs::write(folder.path().join("x.diff"), shown.out).unwrap();
    git(&["apply", "x.diff"]);
    for file in ["deep/\u{e9} \"x\".md", "b.md"] {
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), "Sales fell.\nAnd rose.");
    }
}

/// Pieces that have something to settle, and some that have not.
fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Sales fell.",
        "<!-- sayso: allow[vague-source] -->",
        "<!-- sayso: allow[vague-source, unattributed-figure] x -->",
        "<!-- sayso: allow-start[vague-source] -->",
        "<!-- sayso: allow-start[unattributed-figure] -->",
        "<!-- sayso: allow-end -->",
        "Sales rose 300%.",
        "Jane Smith admitted it was late.",
        "The harbour was closed on Monday because of the high waves that came in from the sea, the port said.",
        "Leave a Comment",
        "John Smith met Peter Miller. He said it was late.",
        "“Sales rose, he said.",
        "- ",
        "> ",
        "# ",
        "```",
        "é",
    ];
    let ends = vec!["\n\n", "\n", " ", "\r\n\r\n", ""];
    let piece = (prop::sample::select(pieces), prop::sample::select(ends));
    prop::collection::vec(piece, 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, end)| [piece, end]).collect())
}

proptest! {
    #[test]
    fn what_is_fixed_stays_fixed_and_the_rest_as_it_was(
        text in text(),
        format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html]),
        least in prop::sample::select(vec![Applicability::Safe, Applicability::Unsafe]),
    ) {
        let before = sayso::check::Checked::new(
            Document::new(&*text, format), &Config::default(), &mut sayso::analysis::cache::Cache::default(),
        );
        let now = fix(&text, format, &Config::default(), least, Vec::new());
        let after = now.checked.document.text();
        prop_assert!(now.checked.findings.len() + now.count <= before.findings.len());
        prop_assert_eq!(now.count == 0, **after == text);
        // Whatever could be settled is.
        prop_assert_eq!(fix(after, format, &Config::default(), least, Vec::new()).count, 0, "{:?}", after);
        // All that is held is left.
        let held: Vec<_> = before.findings.iter().map(sayso::fix::place).collect();
        let left = fix(&text, format, &Config::default(), least, held.clone());
        prop_assert_eq!((left.count, &**left.checked.document.text(), &left.held), (0, &*text, &held));
        // Words only go, but where a verb or a name takes the place of another.
        if least == Applicability::Safe {
            let mut rest = text.chars();
            prop_assert!(after.chars().all(|c| rest.any(|other| other == c)), "{:?}", after);
        }
    }
}
