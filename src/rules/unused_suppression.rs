//! The rule `unused-suppression`.

use super::{Check, Rule, delete, nearest, replace, rule};
use crate::document::{Suppression, SuppressionFault};
use crate::finding::{Applicability, Confidence, Finding, Fix};
use crate::text::TextRange;

rule! {
    /// A comment that suppresses nothing: no such finding is there, or it cannot be understood.
    ///
    /// A comment says which findings are meant to be, and why: `<!-- sayso: allow[unattributed-figure] our own count -->`. Beside
    /// words it covers their line; on a line of its own, the block that follows; `allow-file[…]` covers the file, and
    /// `allow-start[…]` what stands before the next `allow-end`. One that is no longer needed would hide the next finding at
    /// its place, so it is reported, and so is one that is written otherwise (`SAYSO: allow`, `sayso allow`), as it suppresses
    /// nothing. Of a comment for a rule that does not run nothing is said.
    ///
    /// ## What it flags
    ///
    /// ```text flag markdown
    /// ⟦<!-- sayso: allow -->⟧
    ///
    /// Sales rose 300% in May.
    /// ---
    /// Sales rose 300% in May. <!-- sayso: allow[⟦unatributed-figure⟧] -->
    /// ---
    /// ⟦<!-- sayso: hide[unattributed-figure] -->⟧
    ///
    /// Sales rose 300% in May.
    /// ---
    /// ⟦<!-- SAYSO: allow[unattributed-figure] -->⟧
    ///
    /// Sales rose 300% in May.
    /// ---
    /// ⟦<!-- sayso: allow-start[unattributed-figure] -->⟧
    ///
    /// Sales rose 300% in May.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass markdown
    /// <!-- sayso: allow[unattributed-figure] counted by the desk -->
    ///
    /// Sales rose 300% in May.
    /// ---
    /// Sales rose 300% in May. <!-- sayso: allow[unattributed-figure] -->
    /// ---
    /// [//]: # (sayso: allow[unattributed-figure] counted by the desk)
    ///
    /// Sales rose 300% in May.
    /// ---
    /// Sales rose 300% in May. {/* sayso: allow[unattributed-figure] counted by the desk */}
    /// ---
    /// Write `<!-- sayso: allow -->` and say why.
    /// ```
    "unused-suppression", Warning,
    help: "name the rules in brackets, or delete the comment"
}

fn check(check: &mut Check<'_>) {
    let document = check.document;
    for suppression in &document.suppressions {
        if let Err(fault) = suppression.scope {
            check.report(suppression.range, tell(fault).to_owned());
            continue;
        }
        for &name in &suppression.rules {
            let words = name.of_text(document.text());
            if Rule::named(words).is_none() {
                check.report(name, format!("There is no rule “{words}”; did you mean “{}”?", nearest(words)));
            }
        }
    }
}

fn tell(fault: SuppressionFault) -> &'static str {
    match fault {
        SuppressionFault::Word => "After “sayso:” comes “allow”, “allow-file”, “allow-start” or “allow-end”.",
        SuppressionFault::Spelling => {
            "This comment suppresses nothing: “sayso: allow[rule]” is written in small letters and with its colon."
        }
        SuppressionFault::NoRule => "This comment suppresses nothing: it names no rule.",
        SuppressionFault::Open => "This comment suppresses nothing: no “allow-end” follows its “allow-start”.",
        SuppressionFault::NotOpen => "No “allow-start” comes before this “allow-end”.",
        SuppressionFault::Nothing => "This comment suppresses nothing: no text follows it.",
    }
}

/// The finding that `name`, one of the rules of a suppression, finds nothing where it is suppressed.
pub(crate) fn unused(suppression: &Suppression, name: TextRange, text: &str) -> Finding {
    let mut finding = found(name, format!("“{}” finds nothing here.", name.of_text(text)));
    let fix = match suppression.rules[..] {
        [_] => {
            let start = suppression.range;
            // Without its start, the end of a region would close nothing.
            match suppression.end {
                Some(end) if TextRange::new(start.end, end.start).of_text(text).trim().is_empty() => {
                    delete("Delete the comments", start.hull(end), text)
                }
                end => {
                    let mut fix = delete("Delete the comment", start, text);
                    fix.edits.extend(end.into_iter().flat_map(|end| delete("", end, text).edits));
                    fix
                }
            }
        }
        // The comma goes with it.
        [.., before, last] if last == name => replace("Delete the name", TextRange::new(before.end, name.end), ""),
        _ => {
            let behind = suppression.rules.partition_point(|rule| rule.start <= name.start);
            let next = suppression.rules.get(behind).map_or(name.end, |rule| rule.start);
            replace("Delete the name", TextRange::new(name.start, next), "")
        }
    };
    finding.fixes.push(Fix { applicability: Applicability::Safe, ..fix });
    finding
}

/// The finding that a suppression has no reason, where one is asked for.
pub(crate) fn without_reason(suppression: &Suppression) -> Finding {
    found(suppression.range, "This comment suppresses nothing: it gives no reason.".to_owned())
}

fn found(range: TextRange, message: String) -> Finding {
    let (rule, severity, help) = (RULE.name, RULE.severity, RULE.help);
    Finding {
        rule,
        severity,
        confidence: Confidence::High,
        range,
        message,
        help,
        related: Vec::new(),
        fixes: Vec::new(),
    }
}
