//! The formats of `sayso check`, read back by readers that are not ours.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use common::{Ran, folder, run};
use roxmltree::Document;
use serde_json::Value;
use tempfile::TempDir;

/// Text with whatever ends a value in one format or another.
const HOSTILE: &str = "\u{feff}“]]> <b>&amp;</b> \"a|b\" 100%25 🙂 \u{1b}[31m \u{7} \\ `c` :: , %0A ::error::no\n\n\
                       Sales rose 300% in May. Sales fell 40% in June.\n\n\
                       It is believed that the bridge will close.\r\n\r\nThe company claims that sales rose in May.\n";

#[cfg(unix)]
const HOSTILE_NAME: &str = "a b,c:d'e&f%20g|h`i<j>\n::error::k 🙂.txt";
#[cfg(not(unix))]
const HOSTILE_NAME: &str = "a b,c'e&f%20g`i 🙂.txt";

/// A folder of a repository with hostile text under two names, and a file that cannot be read.
fn hostile() -> TempDir {
    let name = format!("drafts/{HOSTILE_NAME}");
    folder(&[
        (".git/HEAD", b""),
        (&name, HOSTILE.as_bytes()),
        ("drafts/b.txt", HOSTILE.as_bytes()),
        ("drafts/latin.txt", b"K\xF6ln"),
    ])
}

fn print(format: &str) -> Ran {
    let folder = hostile();
    let ran = run(&folder.path().join("drafts"), &["check", ".", "--format", format]);
    assert_eq!(ran.exit, 3, "{}", ran.err);
    ran
}

fn json(format: &str) -> Value {
    serde_json::from_str(&print(format).out).expect("JSON")
}

/// What all formats are to tell of.
fn findings() -> Vec<Value> {
    let found = json("json")["findings"].as_array().unwrap().clone();
    assert!(found.len() >= 8, "{found:?}");
    found
}

#[test]
fn concise_is_one_line_a_finding() {
    let folder = folder(&[
        ("a.txt", b"Sales rose 300% in May.\nIt is believed that the bridge will close.\n"),
        ("b.txt", b"K\xF6ln"),
    ]);
    let ran = run(folder.path(), &["check", "a.txt", "b.txt", "--format", "concise"]);
    insta::assert_snapshot!(ran.out, @r"
    a.txt:1:12: warning[unattributed-figure] “300%” has no stated source.
    a.txt:2:1: warning[vague-source] “It is believed”: according to whom?
    b.txt: unreadable: not UTF-8: byte 0xF6 at offset 1 (line 1); convert the file to UTF-8
    1 file checked: 0 errors, 2 warnings, 0 infos; 1 could not be read
    ");
    assert_eq!(print("concise").out.lines().count(), findings().len() + 2);
}

#[test]
fn markdown_is_a_table_a_file() {
    let folder = folder(&[("a|b.txt", b"Sales rose 300% in *May*. Experts say so.\n"), ("b.txt", b"K\xF6ln")]);
    let ran = run(folder.path(), &["check", ".", "--format", "markdown"]);
    insta::assert_snapshot!(ran.out, @r"
    ## sayso: 0 errors, 1 warning, 0 infos in 1 file

    **1 file could not be read:**

    - `b.txt`: not UTF-8: byte 0xF6 at offset 1 (line 1); convert the file to UTF-8

    ### `a|b.txt`

    | place | severity | rule | message |
    |---|---|---|---|
    | `a\|b.txt:1` | warning | unattributed-figure | “300%” has no stated source. |
    ");
    // Every row has its four cells.
    let page = print("markdown").out;
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.len() >= findings().len(), "{page}");
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    }
}

#[test]
fn jsonl_has_the_findings_of_json_and_a_line_for_the_run() {
    let lines: Vec<Value> = print("jsonl").out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (last, found) = lines.split_last().unwrap();
    assert_eq!(found, findings());
    assert_eq!(last["schema"], "sayso.check/1");
    assert_eq!(last["count"], found.len());
    assert_eq!(last["faults"].as_array().unwrap().len(), 1);
    for finding in found {
        let words = finding["words"].as_str().unwrap();
        let [start, end] = [0, 1].map(|i| usize::try_from(finding["span"][i].as_u64().unwrap()).unwrap());
        assert_eq!(&HOSTILE[start..end], words);
        assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 16);
        assert!(finding["fixes"].is_array());
    }
}

#[test]
fn sarif_names_rules_places_and_faults() {
    let log = json("sarif");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["rules"].as_array().unwrap().len(), sayso::rules::RULES.len());
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings().len());
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(driver["rules"][rule]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("drafts/") && !uri.contains([' ', '\n', ':', '<']), "{uri}");
        assert!(result["partialFingerprints"]["sayso/v1"].is_string());
    }
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notes = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert!(notes[0]["message"]["text"].as_str().unwrap().contains("latin.txt"), "{notes:?}");
}

#[test]
fn github_gets_commands_and_nothing_that_a_file_makes_one() {
    let out = print("github").out;
    let (mut annotations, mut depth) = (0, 0);
    for line in out.lines().filter(|line| line.contains("::")) {
        let command = line.strip_prefix("::").expect("a command");
        let (head, data) = command.split_once("::").expect("its end");
        match head.split_once(' ') {
            None if head == "group" => depth += 1,
            None if head == "endgroup" => depth -= 1,
            Some((kind, properties)) => {
                assert!(["error", "warning", "notice"].contains(&kind), "{line}");
                let keys: Vec<&str> =
                    properties.split(',').map(|pair| pair.split_once('=').expect("a value").0).collect();
                assert!(keys.contains(&"file") && keys.contains(&"title") && !data.is_empty(), "{line}");
                annotations += 1;
            }
            None => panic!("{line}"),
        }
    }
    assert_eq!(depth, 0, "{out}");
    assert_eq!(annotations, findings().len() + 1, "{out}");
}

#[test]
fn github_is_told_how_much_it_does_not_show() {
    let text = "Sales rose 300% in May.\n\n".repeat(14);
    let folder = folder(&[("a.txt", text.as_bytes()), ("b.txt", b"\"Sales rose, he said.\n")]);
    let out = run(
        folder.path(),
        &["check", ".", "--format", "github", "--select", "unattributed-figure,unbalanced-quotation"],
    )
    .out;
    assert_eq!(out.matches("::warning ").count(), 10, "{out}");
    assert!(out.starts_with("::group::b.txt\n::error file=b.txt,line=1,"), "the heaviest first: {out}");
    assert!(out.contains("0 errors, 4 warnings, 0 infos\n"), "{out}");
}

#[test]
fn gitlab_gets_what_it_asks_for() {
    let report = json("gitlab");
    let issues = report.as_array().unwrap();
    assert_eq!(issues.len(), findings().len() + 1);
    let fingerprints: HashSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len(), "none stands twice");
    for issue in issues {
        assert!(!issue["description"].as_str().unwrap().is_empty() && issue["check_name"].is_string());
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
        assert!(issue["location"]["path"].as_str().unwrap().starts_with("drafts/"));
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn checkstyle_is_xml_and_keeps_the_names() {
    let out = print("checkstyle").out;
    let xml = Document::parse(&out).expect("XML");
    let names: Vec<&str> = xml.descendants().filter_map(|node| node.attribute("name")).collect();
    assert!(names.contains(&&*format!("drafts/{HOSTILE_NAME}")), "{names:?}");
    let errors = xml.descendants().filter(|node| node.has_tag_name("error"));
    assert_eq!(errors.clone().count(), findings().len() + 1);
    assert!(errors.clone().all(|error| error.has_attribute("line") && error.has_attribute("message")));
}

#[test]
fn junit_is_xml_with_true_totals() {
    let out = print("junit").out;
    let xml = Document::parse(&out).expect("XML");
    let count = |tag: &str| xml.descendants().filter(|node| node.has_tag_name(tag)).count().to_string();
    let root = xml.root_element();
    assert_eq!(root.attribute("failures"), Some(&*count("failure")));
    assert_eq!(root.attribute("errors"), Some(&*count("error")));
    assert_eq!(root.attribute("tests"), Some(&*count("testcase")));
    assert_eq!(count("failure"), findings().len().to_string());
    let folder = folder(&[("a.txt", b"Nothing here.\n")]);
    let clean = run(folder.path(), &["check", "a.txt", "--format", "junit"]).out;
    assert!(clean.contains("tests=\"1\" failures=\"0\""), "a clean file is a passed test: {clean}");
}

#[test]
fn a_folder_without_drafts_has_a_name() {
    let folder = folder(&[("a.xyz", b"?")]);
    let report: Value =
        serde_json::from_str(&run(folder.path(), &["check", ".", "--format", "gitlab"]).out).expect("JSON");
    assert_eq!(report[0]["location"]["path"], ".");
}

/// `--output` as often as one likes, each to its own place.
#[test]
fn several_formats_are_written_at_once() {
    let folder = folder(&[("a.txt", b"Sales rose 300% in May.\n"), ("reports/old.md", b"")]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let args = ["check", ".", "--color", "always", "--output", "sarif:r.sarif", "--output", "text:reports/r.md"];
    let with_text = [&args[..], &["--output", "github"]].concat();
    for _ in 0..2 {
        // The report of the first run is no draft of the second.
        let ran = run(folder.path(), &with_text);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(ran.out.starts_with("::group::a.txt\n::warning file=a.txt,line=1,col=12,"), "{}", ran.out);
        assert!(ran.out.ends_with("2 files checked: 0 errors, 1 warning, 0 infos\n"), "{}", ran.out);
    }
    assert!(!read("reports/r.md").contains('\u{1b}') && read("reports/r.md").contains("warning[unattributed-figure]"));
    assert!(serde_json::from_str::<Value>(&read("r.sarif")).is_ok());
    assert_eq!(run(folder.path(), &args).out, "", "text is printed only when it is asked for");
    let asked = [&args[..], &["--format", "concise"]].concat();
    assert!(run(folder.path(), &asked).out.contains("./a.txt:1:12: warning[unattributed-figure] "));
}

#[test]
fn outputs_that_cannot_be_are_refused() {
    let folder = folder(&[("a.txt", b"Sales rose 300% in May.\n")]);
    let check = |args: &[&str]| run(folder.path(), &[&["check", "a.txt"], args].concat());
    let cases: [(&[&str], i32, &str); 7] = [
        (&["--output", "sarif", "--output", "github"], 2, "only one format"),
        (&["--output", "sarif", "--format", "text"], 2, "only one format"),
        (&["--output", "sarif:r", "--output", "github:r"], 2, "two formats"),
        (&["--output", "sarf:r"], 2, "“sarf” is no format"),
        (&["--output", "sarif:"], 2, "no file behind the colon"),
        (&["--output", "text:./a.txt"], 2, "written over"),
        (&["--output", "sarif:no/such/r"], 3, "cannot write to no/such/r: "),
    ];
    for (args, exit, message) in cases {
        let ran = check(args);
        assert_eq!((ran.exit, &*ran.out), (exit, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(message), "{args:?}: {}", ran.err);
    }
    let among = run(folder.path(), &["check", "b.txt", "a.txt", "--output", "text:a.txt"]);
    assert!(among.exit == 2 && among.err.contains("written over"), "{}", among.err);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), "Sales rose 300% in May.\n");
}

/// Findings that nobody gets to read are no clean run, nor is a file that cannot be made.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_no_pass() {
    let folder = folder(&[("a.txt", b"Sales rose 300% in May.\n")]);
    let commands: [&[&str]; 6] = [
        &["check", "a.txt"],
        &["check", "a.txt", "--format", "json"],
        &["check", "a.txt", "--output", "sarif:/dev/full"],
        &["analyze", "a.txt"],
        &["baseline", "a.txt"],
        &["config"],
    ];
    for args in commands {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sayso"));
        let ran = command.args(args).current_dir(folder.path()).stdout(full).output().unwrap();
        let told = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(3), "{args:?}: {told}");
        assert!(told.contains("cannot write"), "{args:?}: {told}");
    }
    let ran = run(std::path::Path::new("/proc"), &["init"]);
    assert!(ran.exit == 3 && ran.err.contains("cannot write sayso.toml"), "{}", ran.err);
}

/// What `docs/output.md` shows is what is printed.
#[test]
fn the_page_on_formats_shows_what_is_printed() {
    let page = fs::read_to_string("docs/output.md").expect("the page");
    let folder = folder(&[("a.txt", b"Sales rose 300% in May.\n")]);
    for format in ["concise", "github", "gitlab", "checkstyle", "junit", "markdown"] {
        let printed = run(folder.path(), &["check", "a.txt", "--format", format]).out;
        assert!(page.contains(&printed), "docs/output.md is to show\n{printed}");
    }
    assert!(Path::new("docs/check-json.md").exists());
}
