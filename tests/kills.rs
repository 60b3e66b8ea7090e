//! What a run leaves that is killed while it writes, and what many runs leave that write one file. `SAYSO_TIMES` tells how often.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{ERRS, WARNS, folder, names, run, run_with};
use serde_json::Value;

/// What the files in a folder and in those below it hold, by their names.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            found.extend(contents(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

/// How often a command is killed, or many run at once.
fn times(few: usize) -> usize {
    std::env::var("SAYSO_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(few)
}

#[test]
fn a_run_that_is_killed_leaves_all_whole_and_nothing_behind() {
    let text = "Sales rose 5  percent in May, \"he said.\n\nIt cost the the town $ 300.\n".repeat(300);
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let file = |name: &str| folder.path().join(name);
    let commands: [&[&str]; 7] = [
        &["check", "a.txt", "--fix", "--unsafe-fixes", "--no-cache"],
        &["baseline", "a.txt", "--no-cache"],
        &["check", "a.txt", "--baseline", "sayso.baseline.json", "--update", "--no-cache"],
        &["check", "a.txt", "--output", "json:report.json", "--no-cache"],
        &["init"],
        &["init", "--schema"],
        &["manual", "pages"],
    ];
    let fixed = {
        let ran = run_with(folder.path(), &["check", "-", "--fix", "--unsafe-fixes"], text.as_bytes());
        assert_ne!(ran.out, text, "nothing in it can be fixed");
        ran.out
    };
    // A baseline with something in it that is no longer found.
    fs::write(file("a.txt"), format!("{text}\nRents fell by 40 per cent.\n")).unwrap();
    assert_eq!(run(folder.path(), commands[1]).exit, 0);
    let known = fs::read(file("sayso.baseline.json")).unwrap();
    let times = times(6);
    for command in commands {
        let again = || {
            fs::write(file("a.txt"), &text).unwrap();
            fs::write(file("sayso.baseline.json"), &known).unwrap();
            // What `init` writes, it writes once.
            let _ = fs::remove_file(file("sayso.toml"));
        };
        again();
        let started = std::time::Instant::now();
        let ran = run(folder.path(), command);
        assert!(ran.exit < 2, "{command:?}: {}", ran.err);
        let whole = started.elapsed();
        let written = contents(folder.path());
        for i in 0..times {
            again();
            let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
                .args(command)
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // From its first steps to past its end.
            std::thread::sleep(whole * u32::try_from(i).unwrap() * 5 / u32::try_from(times * 4).unwrap());
            let _ = child.kill();
            child.wait().unwrap();
            let now = fs::read_to_string(file("a.txt")).unwrap();
            assert!(now == text || now == fixed);
            for name in ["sayso.baseline.json", "report.json"] {
                if let Ok(json) = fs::read_to_string(file(name)) {
                    assert!(serde_json::from_str::<Value>(&json).is_ok(), "{name}: {json}");
                }
            }
            for (name, whole) in &written {
                let now = fs::read(file(name)).ok();
                let free = name == "a.txt" || name.ends_with("json") || now.is_none();
                assert!(free || now.as_deref() == Some(whole), "{command:?} leaves half of {name}");
            }
        }
        again();
        run(folder.path(), command);
        let left: Vec<String> = contents(folder.path()).into_keys().filter(|name| name.contains("sayso-new")).collect();
        assert!(left.is_empty(), "{command:?} leaves {left:?}");
    }
}

#[test]
fn many_that_write_one_baseline_leave_it_whole() {
    let folder = folder(&[("a.txt", WARNS.repeat(200).as_bytes()), ("b.txt", ERRS.as_bytes())]);
    for _ in 0..times(5) {
        let start = |_| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
            command.args(["baseline", "a.txt", "b.txt", "--no-cache", "-q"]).current_dir(folder.path()).spawn().unwrap()
        };
        let runs: Vec<_> = (0..3).map(start).collect();
        for mut run in runs {
            assert!(run.wait().unwrap().success());
        }
        assert_eq!(names(folder.path()), ["a.txt", "b.txt", "sayso.baseline.json"]);
        let ran = run(folder.path(), &["check", ".", "--baseline", "sayso.baseline.json", "--fail-on", "warning"]);
        assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    }
}
