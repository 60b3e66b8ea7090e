//! The XML of `JUnit`, which every CI server shows: a suite a file, a failed test a finding, a passed test a file without any.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::item::{Fault, Item};
use super::run::{Group, Run};
use super::xml::escape;

/// A whole run.
#[must_use]
pub fn run(run: &Run<'_>) -> String {
    let groups = run.groups();
    let found: HashSet<&str> = groups.iter().map(|group| group.file).collect();
    let clean: Vec<&String> = run.files.iter().filter(|file| !found.contains(file.as_str())).collect();
    let failures: usize = groups.iter().map(|group| group.items.len()).sum();
    let errors = run.faults.len();
    let tests = clean.len() + failures + errors;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"sayso\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">"
    );
    for fault in run.faults {
        unreadable(fault, &mut out);
    }
    for group in &groups {
        suite(group, &mut out);
    }
    for file in clean {
        open(file, [1, 0, 0], &mut out);
        let _ = writeln!(out, "    <testcase name=\"clean\" classname=\"{}\" time=\"0\"/>", escape(file));
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// The start of a suite: how many tests, failures and errors it has.
fn open(file: &str, [tests, failures, errors]: [usize; 3], out: &mut String) {
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\" time=\"0\">",
        escape(file)
    );
}

fn suite(group: &Group<'_>, out: &mut String) {
    open(group.file, [group.items.len(), group.items.len(), 0], out);
    for item in &group.items {
        case(item, out);
    }
    out.push_str("  </testsuite>\n");
}

fn case(item: &Item, out: &mut String) {
    let (line, column) = (item.place.line, item.place.column);
    let file = escape(&item.file);
    let _ = writeln!(
        out,
        "    <testcase name=\"{} at {line}:{column}\" classname=\"{file}\" file=\"{file}\" line=\"{line}\" time=\"0\">",
        item.rule
    );
    let (message, severity) = (escape(&item.message), item.severity.name());
    let _ = writeln!(out, "      <failure message=\"{message}\" type=\"{severity}\">");
    let _ = writeln!(out, "{file}:{line}:{column}: {message}\n{}</failure>\n    </testcase>", escape(item.help));
}

fn unreadable(fault: &Fault, out: &mut String) {
    open(&fault.file, [1, 0, 1], out);
    let (file, message) = (escape(&fault.file), escape(&fault.message));
    let _ = writeln!(out, "    <testcase name=\"readable\" classname=\"{file}\" file=\"{file}\" time=\"0\">");
    let _ = writeln!(out, "      <error message=\"{message}\" type=\"unreadable\">{message}</error>");
    out.push_str("    </testcase>\n  </testsuite>\n");
}
