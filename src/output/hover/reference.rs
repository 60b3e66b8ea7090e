//! What there is to say of a reference, and of a comment that suppresses findings.

use std::fmt::Write as _;

use super::{SHOWN, Writer};
use crate::document::{BlockKind, Reference, ReferenceKind, SuppressionFault};
use crate::text::TextRange;

impl Writer<'_> {
    /// Where a reference points; of a note, what it says.
    pub(super) fn target(&self, reference: &Reference) -> String {
        let kind = match reference.kind {
            ReferenceKind::Link => "Link",
            ReferenceKind::Note => "Note",
            ReferenceKind::Citation => "Citation",
        };
        let mut notes = self.checked.document.blocks.iter().filter(|block| block.kind == BlockKind::Note);
        let note = notes.find(|block| block.label.as_deref() == Some(&*reference.target));
        match note.filter(|_| reference.kind == ReferenceKind::Note) {
            Some(note) => {
                let work = self.work(reference).filter(|work| *work != note.range);
                let work = work.map(|work| format!(" ({})", self.words(work))).unwrap_or_default();
                format!("{kind} {}: {}{work}", self.plain(&reference.target), self.words(note.range))
            }
            None => format!("{kind}: {}", self.plain(&reference.target)),
        }
    }

    /// The note that names the work which a reference leads to.
    fn work(&self, reference: &Reference) -> Option<TextRange> {
        let index = self.analysis.references.iter().position(|known| known == reference)?;
        Some(self.checked.document.blocks[self.analysis.works[index]?].range)
    }

    /// The reference at byte `at`, and what the text says by it.
    pub(super) fn reference_at(&self, at: u32) -> Option<(TextRange, String)> {
        let mut references = self.analysis.references.iter().enumerate();
        let (index, reference) = references.find(|(_, reference)| reference.range.contains(at))?;
        let mut out = format!("{}\n", self.target(reference));
        let missing = reference.kind == ReferenceKind::Note
            && !self.checked.document.blocks.iter().any(|block| block.label.as_deref() == Some(&*reference.target));
        if missing {
            out.push_str("\nThere is no note with this label\n");
        }
        let claims: Vec<_> = self.analysis.claims.iter().filter(|claim| claim.reference == Some(index)).collect();
        if claims.is_empty() {
            out.push_str("\nCovers no claim\n");
        } else {
            let _ = writeln!(out, "\nCovers {}", count(claims.len(), "claim"));
            for claim in claims.iter().take(SHOWN) {
                let _ = writeln!(out, "- line {}: {}", self.line(claim.range.start), self.about(claim));
            }
            if claims.len() > SHOWN {
                let _ = writeln!(out, "- and {} more", claims.len() - SHOWN);
            }
        }
        Some((reference.range, out))
    }

    /// The comment at byte `at` that says which findings are meant to be, and which those are.
    pub(super) fn suppression_at(&self, at: u32) -> Option<(TextRange, String)> {
        let document = &self.checked.document;
        let touches = |range: TextRange| range.contains(at);
        let mut comments = document.suppressions.iter();
        let comment = comments.find(|comment| touches(comment.range) || comment.end.is_some_and(touches))?;
        let range = if touches(comment.range) { comment.range } else { comment.end? };
        let scope = match comment.scope {
            Ok(scope) => scope,
            Err(fault) => return Some((range, format!("Suppresses nothing: {}\n", why(fault)))),
        };
        let rules: Vec<&str> = comment.rules.iter().map(|rule| rule.of_text(document.text())).collect();
        let found = self.checked.suppressed.iter().map(|suppressed| &suppressed.finding);
        let found: Vec<_> =
            found.filter(|finding| scope.overlaps(finding.range) && rules.contains(&finding.rule)).collect();
        if found.is_empty() {
            return Some((range, "Suppresses nothing: there is no such finding\n".to_owned()));
        }
        let mut out = format!("Suppresses {}\n", count(found.len(), "finding"));
        for finding in found.iter().take(SHOWN) {
            let line = self.line(finding.range.start);
            let _ = write!(out, "\n- line {line}, {}: {}", finding.rule, self.plain(&finding.message));
        }
        if found.len() > SHOWN {
            let _ = write!(out, "\n- and {} more", found.len() - SHOWN);
        }
        out.push('\n');
        Some((range, out))
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn why(fault: SuppressionFault) -> &'static str {
    match fault {
        SuppressionFault::Word => "write “allow”, “allow-file”, “allow-start” or “allow-end” behind “sayso:”",
        SuppressionFault::Spelling => "write “sayso: allow” in small letters and with its colon",
        SuppressionFault::NoRule => "name a rule, as in allow[unattributed-figure]",
        SuppressionFault::Open => "no “allow-end” follows",
        SuppressionFault::NotOpen => "no “allow-start” comes before",
        SuppressionFault::Nothing => "no text follows",
    }
}
