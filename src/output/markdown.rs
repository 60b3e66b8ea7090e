//! A summary in Markdown, for the comment on a pull request.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::item::{Fault, Item};
use super::run::{Run, count};
use super::shown;

/// How long it may get, in bytes: a comment on GitHub holds 65,536 characters.
const MOST: usize = 60_000;

/// How many bytes of one message are shown, so that none crowds out the rest.
const LONGEST: usize = 600;

/// A whole run: a headline, then a table a file, the files with the heaviest findings first.
#[must_use]
pub fn run(run: &Run<'_>) -> String {
    let counts = run.counts();
    let found = if counts.findings() == 0 { "nothing found".to_owned() } else { counts.by_weight() };
    let mut out = format!("## sayso: {found} in {}\n", count(counts.files, "file"));
    let mut left = Left::default();
    if !run.faults.is_empty() {
        let _ = writeln!(out, "\n**{} could not be read:**\n", count(run.faults.len(), "file"));
    }
    for fault in run.faults {
        left.faults += usize::from(!fits(&unreadable(fault), &mut out));
    }
    let mut groups = run.groups();
    groups.sort_by_key(|group| Reverse(group.severity()));
    for group in groups {
        let head = format!("\n### {}\n\n| place | severity | rule | message |\n|---|---|---|---|\n", code(group.file));
        let mut rows = group.items.iter().map(|item| row(item));
        let first = rows.next().unwrap_or_default();
        if !fits(&(head + &first), &mut out) {
            left.findings += group.items.len();
            continue;
        }
        left.findings += rows.filter(|row| !fits(row, &mut out)).count();
    }
    if left != Left::default() {
        let (findings, faults) = (count(left.findings, "finding"), count(left.faults, "unreadable file"));
        let _ = writeln!(out, "\nLeft out here for want of room: {findings} and {faults}.");
    }
    out
}

/// What there was no room for.
#[derive(Default, PartialEq, Eq)]
struct Left {
    findings: usize,
    faults: usize,
}

/// Adds `piece` where there is room for it.
fn fits(piece: &str, out: &mut String) -> bool {
    let fits = out.len() + piece.len() <= MOST;
    if fits {
        out.push_str(piece);
    }
    fits
}

fn row(item: &Item) -> String {
    let place = code_in_cell(&format!("{}:{}", item.file, item.place.line));
    format!("| {place} | {} | {} | {} |\n", item.severity.name(), item.rule, escape(&item.message))
}

fn unreadable(fault: &Fault) -> String {
    format!("- {}: {}\n", code(&fault.file), escape(&fault.message))
}

/// `text` as code.
fn code(text: &str) -> String {
    let text = shown::escaped(text);
    let run = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(run + 1);
    if run == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}

/// `text` as code in a table, where a bar ends the cell even in code and a backslash is kept but before a bar.
fn code_in_cell(text: &str) -> String {
    // Of a backslash before a bar it is not said what it means.
    code(text).replace("\\|", "¦").replace('|', "\\|")
}

/// `text` with nothing in it that Markdown, or who shows it, takes for a sign.
fn escape(text: &str) -> String {
    let cut = text.floor_char_boundary(LONGEST);
    let mut out = String::with_capacity(text.len() + 16);
    let line = shown::line(&text[..cut]);
    for (at, c) in line.char_indices() {
        // Addresses would become links.
        let address = c == ':' && line[at..].starts_with("://")
            || c == '.' && at >= 3 && line.as_bytes()[at - 3..at].eq_ignore_ascii_case(b"www");
        if address || "\\`*_[]<>|~&$".contains(c) {
            out.push('\\');
        }
        out.push(c);
        if matches!(c, '@' | '#') {
            // A person or an issue must not be told that they are named.
            out.push_str("<!-- -->");
        }
    }
    if cut < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escape("“a|b”\n*c* www.x.org @me"), "“a\\|b” \\*c\\* www\\.x.org @<!-- -->me");
        assert_eq!(escape("x: https://x.org"), "x: https\\://x.org");
        assert_eq!(code("a`|b"), "`` a`|b ``");
        assert_eq!(code_in_cell("a|b"), "`a\\|b`");
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let fault = |i| Fault { path: String::new(), file: format!("{i}.txt"), message: "x".repeat(500) };
        let faults: Vec<Fault> = (0..500).map(fault).collect();
        let page = run(&Run { faults: &faults, ..Run::default() });
        assert!(page.len() < MOST + 200, "{}", page.len());
        let shown = page.matches(".txt").count();
        assert!(page.contains(&format!("0 findings and {} unreadable files", 500 - shown)), "{shown}");
    }
}
