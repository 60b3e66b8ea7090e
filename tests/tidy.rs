//! The house is in order: modules depend on one another in one direction, and what belongs in one room stays there.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up; each may use those before it.
const ORDER: [&[&str]; 10] = [
    &["text", "failure"],
    &["finding"],
    &["document"],
    &["language"],
    &["analysis"],
    &["rules"],
    &["config"],
    &["check"],
    &["fix"],
    &["output"],
];

/// The rooms at the top, which may use all others.
const TOP: [&str; 2] = ["server", "cli"];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("src"), &mut found);
    found
}

/// The room of a source file.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").unwrap();
    inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod").unwrap_or(text.len());
    text[..end].lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn rank(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room)).or(TOP.contains(&room).then_some(ORDER.len()))
}

#[test]
fn rooms_use_only_those_below_them() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let own = room(&path);
        let Some(own_rank) = rank(&own) else { continue };
        for (number, line) in code(&text).lines().enumerate() {
            for piece in line.split("crate::").skip(1) {
                let used: String = piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let below = rank(&used).is_some_and(|rank| rank < own_rank || used == own);
                // The command line starts the server; that is all the two have to do with each other.
                let starts = own == "cli" && used == "server" || own == "server" && used == "cli";
                if rank(&used).is_some() && !below && !starts {
                    faults.push(format!("{}: line {} of the code uses `{used}`", path.display(), number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_has_its_place_in_the_order() {
    let known: BTreeSet<&str> =
        ORDER.iter().flat_map(|rooms| rooms.iter().copied()).chain(TOP).chain(["lib", "main", "lexicon"]).collect();
    let found: BTreeSet<String> = sources().iter().map(|(path, _)| room(path)).collect();
    let strangers: Vec<&String> = found.iter().filter(|room| !known.contains(room.as_str())).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

#[test]
fn what_belongs_in_one_room_stays_there() {
    let rules: [(&str, &[&str]); 3] =
        [("gen_lsp_types", &["server"]), ("std::fs", &["cli", "config", "server"]), ("std::net", &[])];
    for (path, text) in sources() {
        for (word, rooms) in rules {
            let allowed = rooms.contains(&room(&path).as_str());
            assert!(allowed || !code(&text).contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn types_of_the_protocol_are_converted_in_one_file() {
    for (path, text) in sources().into_iter().filter(|(path, _)| room(path) == "server") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let code = code(&text);
        let mut lines = code.lines().filter(|line| !line.contains("-> "));
        let converts =
            lines.any(|line| ["LspPosition {", " Range {", " Diagnostic {"].iter().any(|word| line.contains(word)));
        assert!(!converts || name == "convert.rs", "{} builds types of the protocol", path.display());
    }
}

#[test]
fn files_stay_small() {
    for (path, text) in sources() {
        let lines = code(&text).lines().count();
        assert!(lines <= 450, "{} has {lines} lines of code: look for the second idea in it", path.display());
    }
}

#[test]
fn tables_say_nothing_twice() {
    for entry in fs::read_dir("src/lexicon/en").unwrap() {
        let path = entry.unwrap().path();
        let trees = path.file_stem().unwrap().to_string_lossy().ends_with("-trees");
        if trees || path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let table = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        lines.sort_unstable();
        let twice = lines.windows(2).find(|pair| pair[0] == pair[1]);
        assert!(twice.is_none(), "{}: {twice:?}", path.display());
    }
}
