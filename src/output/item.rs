//! What a run found, in a form that every format can write.

use std::collections::HashMap;

use serde::{Serialize, Serializer};

use crate::check;
use crate::finding::{Applicability, Finding, Fix, Related, Severity};
use crate::language::hash;
use crate::text::{Encoding, LineIndex, TextRange};

/// The two names of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// Its path, as the user gave it.
    pub path: String,
    /// Its path from the root of the repository, with forward slashes: what machines elsewhere know it by.
    pub file: String,
}

/// A finding, free of the text it was found in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Item {
    /// The path of the file, as the user gave it.
    pub path: String,
    /// Its path from the root of the repository.
    #[serde(skip)]
    pub file: String,
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it weighs.
    #[serde(serialize_with = "name_of")]
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// The words it is about, as they stand in the file.
    pub words: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
    /// Other places that matter.
    pub related: Vec<RelatedItem>,
    /// Changes that would settle it, the best first.
    pub fixes: Vec<FixItem>,
    /// Tells the same finding in another run, wherever it has moved to in its file.
    pub fingerprint: String,
    /// Why it does not count, where somebody has said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<Suppressed>,
}

impl Item {
    /// What is wrong and what to do, in a line: “300%” has no stated source. Name who says so.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let mut letters = self.help.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        self.message.chars().chain([' ']).chain(first).chain(letters.as_str().chars()).chain(['.']).collect()
    }
}

/// A place: bytes, and lines and columns from 1; a column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    /// Offsets of the first byte and of the one behind the last.
    pub span: [u32; 2],
    /// The line of its first character.
    pub line: u32,
    /// The column of its first character.
    pub column: u32,
    /// The line of what stands behind it.
    pub end_line: u32,
    /// The column of what stands behind it.
    pub end_column: u32,
}

/// Another place that has to do with a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RelatedItem {
    /// What is there.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// A change that would settle a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FixItem {
    /// What it does.
    pub title: String,
    /// Who may make it.
    #[serde(serialize_with = "name_of_applicability")]
    pub applicability: Applicability,
    /// What is replaced, no place overlapping another.
    pub edits: Vec<EditItem>,
}

/// One replacement of a fix.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EditItem {
    /// What stands there instead.
    pub text: String,
    /// What goes.
    #[serde(flatten)]
    pub place: Place,
}

/// Why a finding does not count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Suppressed {
    /// Where that is said: `inSource` or `external`.
    pub kind: &'static str,
    /// The reason that is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
}

/// A file that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Fault {
    /// Its path, as the user gave it.
    pub path: String,
    /// Its path from the root of the repository.
    #[serde(skip)]
    pub file: String,
    /// Why not.
    pub message: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn name_of<S: Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn name_of_applicability<S: Serializer>(applicability: &Applicability, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(applicability.name())
}

/// The findings of one file, and what the file says is meant to be, in the order of the text.
#[must_use]
pub fn items(
    origin: &Origin,
    text: &str,
    lines: &LineIndex,
    findings: &[Finding],
    suppressed: &[check::Suppressed],
) -> Vec<Item> {
    let open = findings.iter().map(|finding| (finding, None));
    let meant = suppressed.iter().map(|suppressed| (&suppressed.finding, Some(&*suppressed.reason)));
    let mut all: Vec<(&Finding, Option<&str>)> = open.chain(meant).collect();
    all.sort_by_key(|(finding, _)| (finding.range, finding.rule));
    let mut seen = HashMap::new();
    all.into_iter().map(|(finding, reason)| Item::new(finding, reason, origin, text, lines, &mut seen)).collect()
}

impl Item {
    /// The item of a finding; `reason` is why it is meant to be, if it is.
    fn new(
        finding: &Finding,
        reason: Option<&str>,
        origin: &Origin,
        text: &str,
        lines: &LineIndex,
        seen: &mut HashMap<u64, u64>,
    ) -> Self {
        let place = |range| Place::new(range, text, lines);
        let related = |related: &Related| RelatedItem { message: related.message.clone(), place: place(related.range) };
        Self {
            path: origin.path.clone(),
            file: origin.file.clone(),
            rule: finding.rule,
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help,
            words: finding.range.of_text(text).to_owned(),
            place: place(finding.range),
            related: finding.related.iter().map(related).collect(),
            fixes: finding.fixes.iter().map(|fix| FixItem::new(fix, text, lines)).collect(),
            fingerprint: fingerprint(finding, text, seen),
            suppressed: reason.map(|reason| Suppressed {
                kind: "inSource",
                justification: (!reason.is_empty()).then(|| reason.to_owned()),
            }),
        }
    }
}

impl Place {
    fn new(range: TextRange, text: &str, lines: &LineIndex) -> Self {
        let position = |at| lines.position(text, at, Encoding::Utf32);
        let (start, end) = (position(range.start), position(range.end));
        Self {
            span: [range.start, range.end],
            line: start.line + 1,
            column: start.column + 1,
            end_line: end.line + 1,
            end_column: end.column + 1,
        }
    }
}

impl FixItem {
    fn new(fix: &Fix, text: &str, lines: &LineIndex) -> Self {
        let edit =
            |(range, by): &(TextRange, String)| EditItem { text: by.clone(), place: Place::new(*range, text, lines) };
        Self { title: fix.title.clone(), applicability: fix.applicability, edits: fix.edits.iter().map(edit).collect() }
    }
}

/// How many words on either side tell one finding from another.
const AROUND: usize = 3;

/// How many bytes are searched for them, so that a long line costs no more than a short one.
const REACH: usize = 200;

/// A hash of the rule, of the words with their white space folded, and of a few words around them. It holds when lines are added
/// elsewhere or a paragraph is wrapped anew. Exact repeats in a file are counted in `seen`.
fn fingerprint(finding: &Finding, text: &str, seen: &mut HashMap<u64, u64>) -> String {
    let (start, end) = (finding.range.start as usize, finding.range.end as usize);
    let before = text.get(text.floor_char_boundary(start.saturating_sub(REACH))..start).unwrap_or_default();
    let after = text.get(end..text.ceil_char_boundary((end + REACH).min(text.len()))).unwrap_or_default();
    let mut key = format!("{}\0", finding.rule);
    key.extend(finding.range.of_text(text).split_whitespace().flat_map(|word| [word, " "]));
    key.push('\0');
    let near = before.rsplit('\n').enumerate().take_while(|(i, line)| *i == 0 || !line.trim().is_empty());
    key.extend(near.flat_map(|(_, line)| line.split_whitespace().rev()).take(AROUND).flat_map(|word| [word, " "]));
    key.push('\0');
    let near = after.split('\n').enumerate().take_while(|(i, line)| *i == 0 || !line.trim().is_empty());
    key.extend(near.flat_map(|(_, line)| line.split_whitespace()).take(AROUND).flat_map(|word| [word, " "]));
    let hash = hash::of_bytes(key.as_bytes());
    let repeats = seen.entry(hash).or_default();
    let ordinal = *repeats;
    *repeats += 1;
    format!("{:016x}", hash::mix(hash, ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::cache::Cache;
    use crate::check::Checked;
    use crate::config::Config;
    use crate::document::{Document, Format};

    fn fingerprints(text: &str) -> Vec<String> {
        let checked = Checked::new(Document::new(text, Format::Markdown), &Config::default(), &mut Cache::default());
        let Checked { findings, suppressed, .. } = checked;
        let items = items(&Origin::default(), text, &LineIndex::new(text), &findings, &suppressed);
        items.into_iter().map(|item| item.fingerprint).collect()
    }

    #[test]
    fn a_fingerprint_moves_with_its_words() {
        let one = fingerprints("Sales rose 300% in May and June.\n");
        assert_eq!(one.len(), 1);
        assert_eq!(one[0].len(), 16);
        assert_eq!(fingerprints("A title\n\nSales rose\n 300% in\r\nMay and June.\n\nThe end.\n"), one);
        assert_ne!(fingerprints("Sales rose 301% in May and June.\n"), one);
        assert_ne!(fingerprints("Sales rose 300% in May or June.\n"), one);
    }

    #[test]
    fn repeats_are_told_apart() {
        let text = "Sales rose 300% in May and June.\n\n";
        let all = fingerprints(&text.repeat(2));
        let figures: Vec<&String> = all.iter().filter(|found| **found == fingerprints(text)[0]).collect();
        assert_eq!(figures.len(), 1, "{all:?}");
        let unique: std::collections::HashSet<&String> = all.iter().collect();
        assert_eq!(unique.len(), all.len(), "{all:?}");
    }
}
