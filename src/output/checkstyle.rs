//! The XML of Checkstyle, which Jenkins and many others read.

use std::fmt::Write as _;

use crate::finding::Severity;

use super::run::Run;
use super::xml::escape;

/// A whole run.
#[must_use]
pub fn run(run: &Run<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for fault in run.faults {
        let _ = writeln!(out, "  <file name=\"{}\">", escape(&fault.file));
        let message = format!("could not be read: {}", fault.message);
        let _ = writeln!(
            out,
            "    <error line=\"1\" severity=\"error\" message=\"{}\" source=\"sayso.unreadable\"/>\n  </file>",
            escape(&message)
        );
    }
    for group in run.groups() {
        let _ = writeln!(out, "  <file name=\"{}\">", escape(group.file));
        for item in group.items {
            let severity = match item.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint | Severity::Information => "info",
            };
            let _ = writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"sayso.{}\"/>",
                item.place.line,
                item.place.column,
                escape(&item.in_one_line()),
                item.rule
            );
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}
