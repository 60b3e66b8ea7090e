//! What a diff changes, file by file, and which findings that makes new.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use diffy::Line;
use diffy::patch_set::{FileOperation, FilePatch, ParseOptions, PatchKind, PatchSet};

use crate::finding::Finding;
use crate::fix::{self, Place};

/// What has changed in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Everything in it is new.
    Whole,
    /// Some lines, in the order of the file.
    Parts(Vec<Part>),
}

/// A run of lines that took the place of others, or a line that the diff shows as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its first line in the new text, from 0.
    line: usize,
    /// The lines that are there now, with their ends.
    new: Vec<Box<[u8]>>,
    /// The lines that were there; `None` where they are the same.
    old: Option<Vec<Box<[u8]>>>,
}

/// What a diff changes, by file: paths from the root of the repository.
#[derive(Debug, Default)]
pub(super) struct Changes {
    files: HashMap<String, Change>,
    /// The files that can have been left as they were; all others are new. `None` where the diff is all that is known.
    tracked: Option<HashSet<String>>,
    /// The files that git has been told not to look at: what has changed in them it does not say, so that all of it may be new.
    pub(super) unseen: Vec<String>,
}

/// A text before a change, and where the lines of the text after it were.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Before {
    /// The text.
    pub(super) text: String,
    /// The lines of the new text that are new.
    new: Vec<Range<usize>>,
    /// For each run of lines that were there before: where it starts now and where it started then.
    kept: Vec<(usize, usize)>,
}

impl Changes {
    /// Reads a unified diff, by git or another program. `locate` tells the file for a path of the diff, and is told whether there can be
    /// a folder before it that is none ("b/").
    ///
    /// # Errors
    /// What is wrong with the diff.
    pub(super) fn parse(diff: &[u8], locate: impl Fn(&str, bool) -> Option<String>) -> Result<Self, String> {
        if diff.trim_ascii().is_empty() {
            return Ok(Self::default());
        }
        let git = diff.starts_with(b"diff --git ") || memchr::memmem::find(diff, b"\ndiff --git ").is_some();
        let options = if git { ParseOptions::gitdiff() } else { ParseOptions::unidiff() };
        let (mut files, mut hunks) = (HashMap::new(), 0);
        for change in PatchSet::parse_bytes(diff, options) {
            let change = change.map_err(|error| error.to_string())?;
            hunks += change.patch().as_text().map_or(0, |patch| patch.hunks().len());
            let (path, prefixed) = match change.operation() {
                FileOperation::Delete(_) => continue,
                FileOperation::Create(path) | FileOperation::Modify { modified: path, .. } => (path, true),
                FileOperation::Rename { to: path, .. } | FileOperation::Copy { to: path, .. } => (path, false),
            };
            let path = String::from_utf8_lossy(path);
            let file =
                locate(&path, prefixed).ok_or_else(|| format!("it changes {path}, and there is no such file"))?;
            if files.insert(file, Change::new(&change)).is_some() {
                return Err(format!("it changes {path} twice; make one diff of the whole change"));
            }
        }
        // Of what stands between two files the reader takes no notice.
        if hunks != diff.split(|&byte| byte == b'\n').filter(|line| line.starts_with(b"@@ -")).count() {
            return Err("it has hunks that belong to no file".to_owned());
        }
        Ok(Self { files, ..Self::default() })
    }

    /// The same changes where every file is new that is not among `tracked`; those that are `unseen` may have changed.
    pub(super) fn with_tracked(self, tracked: HashSet<String>, unseen: Vec<String>) -> Self {
        Self { tracked: Some(tracked), unseen, ..self }
    }

    /// What has changed in a file, if anything.
    pub(super) fn of(&self, file: &str) -> Option<&Change> {
        let untracked = || self.tracked.as_ref().is_some_and(|tracked| !tracked.contains(file));
        let new = || (untracked() || self.unseen.iter().any(|unseen| unseen == file)).then_some(&Change::Whole);
        self.files.get(file).or_else(new)
    }
}

/// The file that a diff calls `path`: without its first folder if that can be none, or with it, in the first of `folders` that has it.
pub(super) fn locate(path: &str, prefixed: bool, folders: &[&Path]) -> Option<PathBuf> {
    let short = path.split_once('/').filter(|_| prefixed).map(|(_, rest)| rest);
    let names = short.into_iter().chain([path]);
    let all = names.flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    all.into_iter().find(|path| path.symlink_metadata().is_ok())
}

impl Change {
    fn new(patch: &FilePatch<'_, [u8]>) -> Self {
        match patch.patch() {
            // What git takes for binary it does not compare.
            PatchKind::Binary(_) => Self::Whole,
            PatchKind::Text(_)
                if matches!(patch.operation(), FileOperation::Create(_) | FileOperation::Copy { .. }) =>
            {
                Self::Whole
            }
            PatchKind::Text(patch) => Self::Parts(patch.hunks().iter().flat_map(parts).collect()),
        }
    }

    /// The text before the change that has led to `text`; `None` where there was none.
    ///
    /// # Errors
    /// The first line, from 1, at which `text` is not what the diff has made of it.
    pub(super) fn before(&self, text: &str) -> Result<Option<Before>, usize> {
        let Self::Parts(parts) = self else { return Ok(None) };
        let lines: Vec<&[u8]> = text.as_bytes().split_inclusive(|&byte| byte == b'\n').collect();
        let mut before = Vec::with_capacity(text.len());
        let (mut new, mut kept) = (Vec::new(), Vec::new());
        let (mut now, mut then) = (0, 0);
        for part in parts {
            let same = lines.get(now..part.line).ok_or(lines.len() + 1)?;
            before.extend(same.iter().copied().flatten());
            kept.push((now, then));
            then += same.len();
            for (i, line) in part.new.iter().enumerate() {
                let there = lines.get(part.line + i);
                if there.is_none_or(|there| words(there) != words(line)) {
                    return Err(part.line + i + 1);
                }
            }
            now = part.line + part.new.len();
            let old = part.old.as_ref().unwrap_or(&part.new);
            before.extend(old.iter().flat_map(|line| line.iter()));
            if part.old.is_some() {
                new.push(part.line..now);
            } else {
                kept.push((part.line, then));
            }
            then += old.len();
        }
        before.extend(lines.get(now..).ok_or(lines.len() + 1)?.iter().copied().flatten());
        kept.push((now, then));
        Ok(Some(Before { text: String::from_utf8_lossy(&before).into_owned(), new, kept }))
    }
}

/// The parts of a hunk.
fn parts(hunk: &diffy::Hunk<'_, [u8]>) -> Vec<Part> {
    let range = hunk.new_range();
    // Of no lines, a hunk names the line before them.
    let mut line = if range.is_empty() { range.start() } else { range.start().saturating_sub(1) };
    let mut parts: Vec<Part> = Vec::new();
    for piece in hunk.lines() {
        let (changed, is_new) = match piece {
            Line::Context(_) => (false, true),
            Line::Delete(_) => (true, false),
            Line::Insert(_) => (true, true),
        };
        let (Line::Context(text) | Line::Delete(text) | Line::Insert(text)) = *piece;
        if parts.last().is_none_or(|part| part.old.is_some() != changed) {
            parts.push(Part { line, new: Vec::new(), old: changed.then(Vec::new) });
        }
        let Some(part) = parts.last_mut() else { continue };
        if is_new {
            part.new.push(text.into());
            line += 1;
        } else if let Some(old) = &mut part.old {
            old.push(text.into());
        }
    }
    parts
}

/// A line without its end: git may store other ends than the file has.
fn words(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// What tells a finding from the others of its text: its rule, its words, and line and column of its first byte, from 0.
type Key<'a> = (&'static str, &'a str, usize, usize);

impl Before {
    /// The places of those `findings` in `text` that the change has not made: on lines that were there before, and found `then`, too.
    /// A claim whose source was taken away elsewhere is none of them.
    pub(super) fn old(&self, findings: &[Finding], text: &str, then: &[Finding]) -> Vec<Place> {
        let starts = starts(&self.text);
        let key = |finding: &Finding| -> Key<'_> {
            let (line, column) = place(&starts, finding.range.start);
            (finding.rule, finding.range.of_text(&self.text), line, column)
        };
        let known: HashSet<Key<'_>> = then.iter().map(key).collect();
        let starts = self::starts(text);
        let is_old = |finding: &&Finding| {
            let (line, column) = place(&starts, finding.range.start);
            let (last, _) = place(&starts, finding.range.end.saturating_sub(1).max(finding.range.start));
            let next = self.new.partition_point(|new| new.end <= line);
            let is_new = self.new.get(next).is_some_and(|new| new.start <= last);
            !is_new && known.contains(&(finding.rule, finding.range.of_text(text), self.was(line), column))
        };
        findings.iter().filter(is_old).map(fix::place).collect()
    }

    /// Where a line was that was there before.
    fn was(&self, line: usize) -> usize {
        let after = self.kept.partition_point(|(now, _)| *now <= line);
        after.checked_sub(1).map_or(line, |run| self.kept[run].1 + line - self.kept[run].0)
    }
}

/// Where the lines of a text start, as a diff counts them.
fn starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)).collect()
}

/// Line and column of byte `at`, from 0.
fn place(starts: &[usize], at: u32) -> (usize, usize) {
    let line = starts.partition_point(|start| *start <= at as usize).saturating_sub(1);
    (line, at as usize - starts[line])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        let line =
            prop::sample::select(vec!["a\n", "b\n", "c\r\n", "\n", "@@ -1 +1 @@\n", "-- x\n", "diff --git a b\n", "é"]);
        prop::collection::vec(line, 0..12).prop_map(|lines| lines.concat())
    }

    proptest! {
        #[test]
        fn a_change_undone_gives_the_text_before(old in text(), new in text(), context in 0_usize..4) {
            let patch = diffy::DiffOptions::new().set_context_len(context).create_patch(&old, &new).to_string();
            let hunks = patch.splitn(3, '\n').last().unwrap();
            let diff = format!("--- a/x\n+++ b/x\n{hunks}");
            prop_assume!(old != new);
            let changes = Changes::parse(diff.as_bytes(), |_, _| Some("x".to_owned())).unwrap();
            let before = changes.of("x").unwrap().before(&new).unwrap().unwrap();
            prop_assert_eq!(&before.text, &old);
            // A line that is not new is where it is told to have been.
            let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
            for (i, line) in new.iter().enumerate().filter(|(i, _)| !before.new.iter().any(|new| new.contains(i))) {
                prop_assert_eq!(Some(line), old.get(before.was(i)));
            }
        }
    }
}
