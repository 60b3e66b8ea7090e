//! What a gate in CI is trusted for: no input ends a run, nothing is written where it should not be, nothing passes unread, and nothing
//! that came from outside commands a terminal, a log or a page.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use common::{CLEAN, WARNS, folder, names, run};
use serde_json::Value;

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn only_regular_files_are_read_and_none_that_is_too_long() {
    let folder = folder(&[("a.txt", WARNS.as_bytes())]);
    make_pipe(&folder.path().join("pipe.txt"));
    fs::File::create(folder.path().join("long.txt")).unwrap().set_len(10 << 30).unwrap();
    for file in ["pipe.txt", "/dev/zero", "long.txt"] {
        let ran = run(folder.path(), &["check", file]);
        assert_eq!(ran.exit, 3, "{file}: {}", ran.err);
        assert!(ran.err.contains(file), "{}", ran.err);
        let ran = run(folder.path(), &["check", "a.txt", "--baseline", file]);
        assert_eq!(ran.exit, 2, "{file}: {}", ran.err);
        let ran = run(folder.path(), &["check", "a.txt", "--config", file]);
        assert_eq!(ran.exit, 2, "{file}: {}", ran.err);
        assert_ne!(run(folder.path(), &["check", "--files-from", file]).exit, 0);
        assert_ne!(run(folder.path(), &["check", "a.txt", "--diff", file]).exit, 0);
    }
    // A pipe in a folder is none of its texts.
    fs::remove_file(folder.path().join("long.txt")).unwrap();
    assert_eq!(run(folder.path(), &["check", "."]).exit, 0);
}

#[test]
fn no_link_in_a_checkout_leads_what_is_written_elsewhere() {
    let outside = folder(&[("theirs", b"theirs")]);
    let theirs = outside.path().join("theirs");
    for name in ["sayso.baseline.json", "sayso.toml", "sayso.schema.json"] {
        let folder = folder(&[("a.txt", WARNS.as_bytes())]);
        for aim in [&theirs, &outside.path().join("nothing")] {
            let _ = (fs::remove_file(folder.path().join(name)), fs::remove_file(folder.path().join("sayso.toml")));
            symlink(aim, folder.path().join(name)).unwrap();
            let command: &[&str] = match name {
                "sayso.baseline.json" => &["baseline", "a.txt", "--no-config", "--no-expiry"],
                _ => &["init", "--schema"],
            };
            let ran = run(folder.path(), command);
            assert_ne!(ran.exit, 0, "{name}");
            assert!(ran.err.contains(name), "{}", ran.err);
            assert!(folder.path().join(name).is_symlink());
        }
    }
    assert_eq!(fs::read(&theirs).unwrap(), b"theirs");
    assert_eq!(names(outside.path()), ["theirs"]);
}

#[test]
fn a_link_that_is_named_is_followed_and_stays() {
    let folder =
        folder(&[("real/known.json", b""), ("a.txt", WARNS.as_bytes()), ("real/c.txt", b"It cost 5 % % more.\n")]);
    symlink("real/known.json", folder.path().join("known.json")).unwrap();
    fs::set_permissions(folder.path().join("real/known.json"), fs::Permissions::from_mode(0o640)).unwrap();
    let ran = run(folder.path(), &["baseline", "a.txt", "--baseline", "known.json", "--no-expiry"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(folder.path().join("known.json").is_symlink());
    let real = folder.path().join("real/known.json");
    assert!(fs::read_to_string(&real).unwrap().contains("unattributed-figure"));
    assert_eq!(real.metadata().unwrap().mode() & 0o777, 0o640);
    // As are the reports.
    symlink("real/report.json", folder.path().join("report.json")).unwrap();
    fs::write(folder.path().join("real/report.json"), "old").unwrap();
    let ran = run(folder.path(), &["check", "a.txt", "--output", "json:report.json"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(folder.path().join("report.json").is_symlink());
    let report = fs::read_to_string(folder.path().join("real/report.json")).unwrap();
    assert!(serde_json::from_str::<Value>(&report).is_ok(), "{report}");
    // What is no file is written through: here a pipe that somebody reads.
    let mut shell = Command::new("sh");
    let script = format!("{} check a.txt --output json:/dev/stdout | cat", env!("CARGO_BIN_EXE_sayso"));
    let out = shell.args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert!(serde_json::from_slice::<Value>(&out.stdout).is_ok(), "{out:?}");
}

#[test]
fn a_report_that_cannot_be_written_is_what_it_was() {
    let folder = folder(&[("a.txt", WARNS.as_bytes()), ("report.json", b"old")]);
    let report = folder.path().join("report.json");
    fs::set_permissions(&report, fs::Permissions::from_mode(0o444)).unwrap();
    let ran = run(folder.path(), &["check", "a.txt", "--output", "json:report.json"]);
    assert_eq!(ran.exit, 3);
    assert!(ran.err.contains("report.json") && ran.err.contains("read-only"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&report).unwrap(), "old");
    assert_eq!(names(folder.path()), ["a.txt", "report.json"]);
}

#[test]
fn a_cache_that_others_can_write_to_is_not_used() {
    let folder = folder(&[("a.txt", WARNS.as_bytes()), ("cache/x", b"")]);
    fs::set_permissions(folder.path().join("cache"), fs::Permissions::from_mode(0o777)).unwrap();
    let ran = run(folder.path(), &["check", "a.txt", "--cache-dir", "cache"]);
    assert!(ran.err.contains("others may write to the folder"), "{}", ran.err);
    assert_eq!(names(&folder.path().join("cache")), ["x"]);
    fs::set_permissions(folder.path().join("cache"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(run(folder.path(), &["check", "a.txt", "--cache-dir", "cache"]).err, "");
    assert_eq!(names(&folder.path().join("cache")).len(), 2);
}

/// Characters that do something to a terminal or to the text around them.
fn acting() -> Vec<char> {
    let separators = ['\u{2028}', '\u{2029}', '\u{61c}', '\u{200e}', '\u{200f}', '\u{feff}', '\u{e0001}', '\u{e0041}'];
    let controls = ('\u{1}'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
    controls.chain(separators).chain('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}').collect()
}

/// What the commands that a runner of GitHub carries out are called.
const COMMANDS: [&str; 16] = [
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "add-path",
    "set-env",
    "set-output",
    "save-state",
    "echo",
    "add-matcher",
    "remove-matcher",
    "stop-commands",
    "internal-set-repo-path",
];

/// The commands in an output that are not its own, by the rules of the runner's parser (`ActionCommand`): a line that begins with
/// `::name` and has another `::`, or `##[name]` wherever it stands. Its own are those that annotate, in the format that is made of them.
fn commands(out: &str) -> Vec<&str> {
    let own = |line: &str| {
        ["::error file=", "::warning file=", "::notice file=", "::group::", "::endgroup::"]
            .iter()
            .any(|own| line.starts_with(own))
    };
    let old = |line: &str| {
        let name =
            line.split_once("##[").and_then(|(_, rest)| rest.split_once(']')).map(|(name, _)| name.split(' ').next());
        name.flatten().is_some_and(|name| COMMANDS.contains(&name))
    };
    let new = |line: &str| {
        let name = line.trim_start().strip_prefix("::").and_then(|rest| rest.split_once("::")).map(|(name, _)| name);
        name.and_then(|name| name.split(' ').next()).is_some_and(|name| COMMANDS.contains(&name))
    };
    out.lines().filter(|line| old(line) || new(line) && !own(line)).collect()
}

/// What an output has in it that acts, but for the breaks of its own lines.
fn acts(out: &str) -> Vec<char> {
    let acting = acting();
    assert_eq!(commands(out), Vec::<&str>::new(), "{out}");
    out.chars().filter(|c| *c != '\n' && acting.contains(c)).collect()
}

const FORMATS: [&str; 10] =
    ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "markdown"];

#[test]
fn nothing_from_outside_acts_in_any_output() {
    let all: String = acting().into_iter().collect();
    for part in [&all, "##[error]", "\n::error::planted\n", "\r::set-output name=planted::x\r"] {
        let text = format!("Sales rose 300% in May{part}, {part}and 400% in June.\n\n\"{part} no end, he said.\n");
        let name = format!("a{}.txt", part.replace('/', ""));
        let folder = folder(&[(&name, text.as_bytes()), ("unread\u{1b}[1m\u{202e}.txt", b"\xff")]);
        for format in FORMATS {
            let ran =
                run(folder.path(), &["check", ".", "--format", format, "--hints", "--color", "always", "--no-cache"]);
            assert_eq!(ran.exit, 3, "{}", ran.err);
            // What colours the text is the program's own.
            assert_eq!(acts(&without_colours(&ran.out)), [], "{format}: {:?}", ran.out);
            assert_eq!(acts(&ran.err), [], "{format}: {:?}", ran.err);
        }
        for command in [&["analyze", "."][..], &["baseline", "."], &["check", ".", "--statistics"]] {
            let ran = run(folder.path(), command);
            assert_eq!(acts(&ran.out), [], "{command:?}: {:?}", ran.out);
            assert_eq!(acts(&ran.err), [], "{command:?}: {:?}", ran.err);
        }
        let why = format!("{name}:1");
        let ran = run(folder.path(), &["analyze", "--why", &why]);
        assert_eq!((acts(&ran.out), acts(&ran.err)), (vec![], vec![]), "{:?} {:?}", ran.out, ran.err);
    }
}

/// `text` without the sequences that colour it.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect::<String>()
}

#[test]
fn nothing_in_a_configuration_acts_in_an_error() {
    let all: String = acting().into_iter().filter(|c| *c >= '\u{80}').collect();
    for text in [
        format!("profile = \"{all}##[error]\"\n"),
        format!("date = \"{all}\"\n"),
        format!("exclude = [\"a[{all}\"]\n"),
        format!("[rules]\nselect = [\"{all}\\u001b[31m\\n::error::planted\"]\n"),
    ] {
        let folder = folder(&[("sayso.toml", text.as_bytes()), ("a.txt", CLEAN.as_bytes())]);
        for command in [&["check", "."][..], &["config"], &["analyze", "."], &["baseline", "."]] {
            let ran = run(folder.path(), command);
            assert_eq!(ran.exit, 2, "{text:?}: {}", ran.err);
            assert_eq!(acts(&ran.err), [], "{:?}", ran.err);
        }
    }
    let good = format!("exclude = [\"x{all}\"]\n[known]\npeople = [\"{all}##[error]\"]\n");
    let folder = folder(&[("sayso.toml", good.as_bytes()), ("a.txt", CLEAN.as_bytes())]);
    let ran = run(folder.path(), &["config"]);
    assert_eq!((ran.exit, acts(&ran.out)), (0, vec![]), "{:?}", ran.out);
    let ran = run(folder.path(), &["check", "."]);
    assert_eq!(acts(&ran.err), [], "{:?}", ran.err);
    assert!(ran.err.contains("matches nothing"), "{}", ran.err);
}

fn git(folder: &Path, args: &[&str]) {
    let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    let done = Command::new("git").arg("-C").arg(folder).args(author).args(args).output().unwrap();
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn what_is_left_out_is_told() {
    let folder = folder(&[
        ("a.md", CLEAN.as_bytes()),
        ("b.rst", WARNS.as_bytes()),
        ("c.rst", WARNS.as_bytes()),
        ("d.png", b"\x89PNG"),
        ("drafts/e.md", WARNS.as_bytes()),
        (".gitignore", b"drafts\n"),
        ("sayso.toml", b"exclude = [\"vendor\", \"old.md\"]\n[formats]\n\"*.txt.in\" = \"plain\"\n[[override]]\npaths = [\"blog/\"]\nignore = [\"vague-source\"]\n"),
    ]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-f", "."]);
    let ran = run(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(ran.exit, 0);
    let whole: Value = serde_json::from_str(&ran.out).unwrap();
    let skipped = whole["skipped"].as_array().unwrap();
    assert!(skipped.contains(&serde_json::json!({"what": "ending", "ending": ".rst", "files": 2})), "{skipped:?}");
    assert!(skipped.contains(&serde_json::json!({"what": "ignored", "path": "drafts/e.md"})), "{skipped:?}");
    for part in ["2 .rst", "1 .png", "drafts/e.md", "“vendor”", "“old.md”", "“*.txt.in”", "“blog/”"] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
        assert!(whole["notes"].to_string().contains(part), "{part}: {}", whole["notes"]);
    }
    // Of a part of what the configuration is for, nothing tells whether the rest would match.
    assert_eq!(run(folder.path(), &["check", "a.md"]).err, "");
    assert_eq!(run(folder.path(), &["check", ".", "--quiet"]).err, "");
    let ran = run(folder.path(), &["check", "a.md", "--select", "vague-source", "--ignore", "vague-source"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("no rule is left"), "{}", ran.err);
}

#[test]
fn a_file_for_which_no_rule_runs_is_told() {
    let chosen = "[rules]\nselect = [\"vague-source\"]\n";
    let left_out = format!("{chosen}ignore = [\"vague-source\"]\n");
    for (text, more) in [(left_out.as_str(), &[][..]), (chosen, &["--ignore", "vague-source"])] {
        let folder = folder(&[("sayso.toml", text.as_bytes()), ("a.md", WARNS.as_bytes())]);
        let ran = run(folder.path(), &[&["check", ".", "--format", "json"], more].concat());
        assert!(ran.err.contains("no rule runs for 1 file (./a.md)"), "{}", ran.err);
        let whole: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(whole["skipped"], serde_json::json!([{"what": "unruled", "path": "./a.md"}]));
    }
}

#[test]
fn a_report_takes_the_place_of_the_one_before_wherever_it_is() {
    let folder = folder(&[("a.txt", WARNS.as_bytes())]);
    let memory = Path::new("/dev/shm").is_dir().then(|| tempfile::tempdir_in("/dev/shm").unwrap());
    for place in [Some(folder.path()), memory.as_ref().map(tempfile::TempDir::path)].into_iter().flatten() {
        // As long a name as a file can have.
        let report = place.join("r".repeat(250) + ".json");
        for _ in 0..2 {
            let output = format!("json:{}", report.display());
            assert_eq!(run(folder.path(), &["check", "a.txt", "--output", &output]).err, "");
            assert!(serde_json::from_slice::<Value>(&fs::read(&report).unwrap()).is_ok());
        }
    }
}

#[test]
fn what_git_does_not_look_at_counts_as_changed() {
    let folder = folder(&[("a.md", CLEAN.as_bytes()), ("b.md", CLEAN.as_bytes())]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "one"]);
    for (flag, undo) in [("--assume-unchanged", "--no-assume-unchanged"), ("--skip-worktree", "--no-skip-worktree")] {
        git(folder.path(), &["update-index", flag, "a.md"]);
        fs::write(folder.path().join("a.md"), WARNS).unwrap();
        let ran = run(folder.path(), &["check", ".", "--since", "HEAD", "--fail-on", "warning"]);
        assert_eq!(ran.exit, 1, "{flag}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("not to look at a.md"), "{}", ran.err);
        fs::write(folder.path().join("a.md"), CLEAN).unwrap();
        git(folder.path(), &["update-index", undo, "a.md"]);
    }
}

#[test]
fn an_entry_of_a_file_that_is_gone_covers_one() {
    let text = "Sales rose 300% in May and June.\n";
    let folder = folder(&[("old.txt", text.as_bytes()), ("b.txt", CLEAN.as_bytes())]);
    assert_eq!(run(folder.path(), &["baseline", "."]).exit, 0);
    fs::remove_file(folder.path().join("old.txt")).unwrap();
    for name in ["new1.txt", "new2.txt", "new3.txt"] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for _ in 0..5 {
        let ran = run(folder.path(), &["check", ".", "--baseline", "sayso.baseline.json", "--format", "concise"]);
        assert!(ran.out.contains("2 warnings") && ran.out.contains("1 known"), "{}", ran.out);
        assert!(!ran.out.contains("new1.txt"), "{}", ran.out);
    }
}
