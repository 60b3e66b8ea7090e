//! A whole run: what was checked, what was found, and how much of it.

use serde::Serialize;

use crate::finding::Severity;

use super::item::{Fault, Item};

/// A run that is over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run<'a> {
    /// The files that were checked, from the root of the repository.
    pub files: &'a [String],
    /// What was found, in the order of the files and of the text.
    pub items: &'a [Item],
    /// What could not be read.
    pub faults: &'a [Fault],
    /// What was not read, though a look at the paths could lead somebody to think so.
    pub skipped: &'a [Skipped],
    /// What the user should know of the run.
    pub notes: &'a [String],
}

/// What was not read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Skipped {
    /// Files in folders, for their ending: ".rst", or nothing.
    Ending {
        /// The ending, with its point.
        ending: String,
        /// How many files.
        files: usize,
    },
    /// A file that version control has, and that its list of files to ignore names.
    Ignored {
        /// The file, as it was found.
        path: String,
    },
    /// A file for which no rule runs.
    Unruled {
        /// The file, as the user gave it.
        path: String,
    },
    /// Symbolic links in folders.
    Links {
        /// How many.
        files: usize,
    },
    /// Words in a text, in code, markup or a comment.
    Words {
        /// The file, as the user gave it.
        path: String,
        /// How many.
        words: u32,
        /// The lines, from 1, each run of them with its first and last.
        lines: Vec<[u32; 2]>,
    },
}

/// The findings of one file that count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group<'a> {
    /// The file, from the root of the repository.
    pub file: &'a str,
    /// Its findings, in the order of the text.
    pub items: Vec<&'a Item>,
}

impl<'a> Run<'a> {
    /// The findings that nobody has suppressed.
    pub fn open(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        self.items.iter().filter(|item| item.suppressed.is_none())
    }

    /// The findings that count by file, in the order of the run.
    #[must_use]
    pub fn groups(&self) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for item in self.open() {
            match groups.last_mut() {
                Some(last) if last.file == item.file => last.items.push(item),
                _ => groups.push(Group { file: &item.file, items: vec![item] }),
            }
        }
        groups
    }

    /// How much was found.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { files: self.files.len(), unreadable: self.faults.len(), ..Counts::default() };
        self.open().for_each(|item| counts.add(item.severity));
        let external = |item: &&Item| item.suppressed.as_ref().is_some_and(|suppressed| suppressed.kind == "external");
        counts.known = self.items.iter().filter(external).count();
        counts
    }
}

impl Group<'_> {
    /// The weight of its heaviest finding.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.items.iter().map(|item| item.severity).max().unwrap_or(Severity::Hint)
    }
}

/// How much a run found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Files that were checked.
    pub files: usize,
    /// Findings by weight.
    pub errors: usize,
    /// Those that are worth a change.
    pub warnings: usize,
    /// Those that are worth knowing.
    pub informations: usize,
    /// Those that are a matter of style.
    pub hints: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Findings that a baseline knows, which count for nothing.
    pub known: usize,
    /// Findings that were there before what has changed, which count for nothing.
    pub old: usize,
    /// Findings that were settled.
    pub fixed: usize,
    /// Findings that are left because settling them would change more than their place.
    pub refused: usize,
    /// Whether that was only shown.
    pub shown: bool,
    /// Findings that a program can settle: safely, and besides.
    pub fixable: [usize; 2],
}

impl Counts {
    /// Counts one finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Information => self.informations += 1,
            Severity::Hint => self.hints += 1,
        }
    }

    /// How many findings there are.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.informations + self.hints
    }

    /// The findings by weight: "1 error, 2 warnings, 0 infos"; hints only where there are any, as most runs ask for none.
    #[must_use]
    pub fn by_weight(&self) -> String {
        let (errors, warnings) = (count(self.errors, "error"), count(self.warnings, "warning"));
        let hints = if self.hints > 0 { format!(", {}", count(self.hints, "hint")) } else { String::new() };
        format!("{errors}, {warnings}, {}{hints}", count(self.informations, "info"))
    }

    /// All of it in one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let files = count(self.files, "file");
        let part = |count, what: &str| if count > 0 { format!("; {count} {what}") } else { String::new() };
        let known = part(self.known, "known to the baseline") + &part(self.old, "that were there before");
        let [safe, besides] = self.fixable;
        let known = known
            + &part(self.fixed, if self.shown { "would be fixed" } else { "fixed" })
            + &part(self.refused, "left, for a fix would change more than its place")
            + &part(safe, "that --fix can settle");
        let known = known + &part(besides, "more with --fix --unsafe-fixes");
        let unread = part(self.unreadable, "could not be read");
        if self.findings() == 0 {
            let new = if known.is_empty() { "" } else { " new" };
            return format!("{files} checked, nothing{new} found{known}{unread}");
        }
        format!("{files} checked: {}{known}{unread}", self.by_weight())
    }
}

/// A number with its noun.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
