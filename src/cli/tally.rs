//! What a run has found so far, and how it ends.

use super::baseline::Baseline;
use super::fixing::Fixing;
use super::root::Root;
use super::sink::{self, Sinks};
use super::statistics::Statistics;
use super::walk::Unreadable;
use super::{CheckArgs, Exit, Stop, complain, unread};
use crate::analysis::claim::Standings;
use crate::document::Unread;
use crate::finding::Severity;
use crate::output::item::{Fault, Item, Origin};
use crate::output::run::{Counts, Run, Skipped, count};

/// One file, done.
pub(super) struct Done {
    pub(super) origin: Origin,
    /// The rule of each finding, and its weight.
    pub(super) found: Vec<(&'static str, Severity)>,
    /// How its claims stand.
    pub(super) standings: Standings,
    /// Its words that are not read.
    pub(super) unread: Unread,
    /// Whether no rule runs for it.
    pub(super) unruled: bool,
    /// Whether one of them makes the run fail.
    pub(super) failing: bool,
    /// Its findings for a terminal, and for a program.
    pub(super) text: String,
    pub(super) items: Vec<Item>,
    /// How many more it has that are no news.
    pub(super) old: usize,
    /// How many findings were settled, or would be.
    pub(super) fixed: usize,
    /// How many are left that a program can settle: safely, and besides.
    pub(super) fixable: [usize; 2],
    /// How many are left because settling them would change more than their place.
    pub(super) refused: usize,
    /// What goes to standard output as it is.
    pub(super) shown: String,
}

/// What has come of one file.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    /// How a run of that file alone ends.
    exit: Exit,
    warnings: usize,
}

/// How a run of those files ends. What could not be read outweighs what was found: nobody knows what stands in it.
pub(super) fn end(outcomes: &[Outcome], max_warnings: Option<usize>) -> Exit {
    let worst = outcomes.iter().map(|outcome| outcome.exit).max().unwrap_or(Exit::Clean);
    let warnings: usize = outcomes.iter().map(|outcome| outcome.warnings).sum();
    if max_warnings.is_some_and(|most| warnings > most) { worst.max(Exit::Findings) } else { worst }
}

/// What a person is told beside the findings.
#[derive(Clone, Copy)]
pub(super) struct Tells {
    /// Notes.
    notes: bool,
    /// Which lines of each file are not read.
    unread: bool,
}

impl Tells {
    /// What the arguments ask for.
    pub(super) fn of(args: &CheckArgs) -> Self {
        Self { notes: !args.files.quiet, unread: args.verbose }
    }
}

/// What has been found so far.
pub(super) struct Tally {
    tells: Tells,
    sinks: Sinks,
    counts: Counts,
    outcomes: Vec<Outcome>,
    statistics: Statistics,
    files: Vec<String>,
    items: Vec<Item>,
    faults: Vec<Fault>,
    skipped: Vec<Skipped>,
    notes: Vec<String>,
    /// The findings that a baseline knows, and all files that were checked.
    known: Vec<Item>,
    checked: Vec<String>,
}

impl Tally {
    /// Nothing but what is known before a file is read.
    pub(super) fn new(sinks: Sinks, skipped: Vec<Skipped>, notes: Vec<String>, tells: Tells) -> Self {
        Self {
            tells,
            skipped,
            notes,
            sinks,
            counts: Counts::default(),
            outcomes: Vec::new(),
            statistics: Statistics::default(),
            files: Vec::new(),
            items: Vec::new(),
            faults: Vec::new(),
            known: Vec::new(),
            checked: Vec::new(),
        }
    }

    /// Adds a file, and writes its findings where they are written file by file.
    pub(super) fn add(&mut self, done: Done) -> Result<(), Stop> {
        self.counts.files += 1;
        let warnings = done.found.iter().filter(|(_, severity)| *severity == Severity::Warning).count();
        self.outcomes.push(Outcome { exit: if done.failing { Exit::Findings } else { Exit::Clean }, warnings });
        for (rule, severity) in done.found {
            self.statistics.add(rule);
            self.counts.add(severity);
        }
        self.statistics.stand(done.standings);
        let known = |item: &&Item| item.suppressed.as_ref().is_some_and(|suppressed| suppressed.kind == "external");
        let before = self.known.len();
        self.known.extend(done.items.iter().filter(known).cloned());
        self.counts.known += self.known.len() - before;
        self.counts.old += done.old;
        self.counts.fixed += done.fixed;
        self.counts.refused += done.refused;
        self.counts.fixable.iter_mut().zip(done.fixable).for_each(|(all, here)| *all += here);
        self.add_unread(&done.origin.path, done.unread);
        if done.unruled {
            self.skipped.push(Skipped::Unruled { path: done.origin.path.clone() });
        }
        sink::show(&done.shown)?;
        self.checked.push(done.origin.file.clone());
        self.sinks.add(&done.text, &done.items)?;
        if self.sinks.keep_items() {
            self.files.push(done.origin.file);
            self.items.extend(done.items);
        }
        Ok(())
    }

    /// Adds what of a file was not read.
    fn add_unread(&mut self, path: &str, unread: Unread) {
        for (line, what) in unread.unclosed {
            let note =
                format!("{path}:{line}: {} begins here and is never ended: nothing that follows is read", what.name());
            self.note(Some(note));
        }
        if unread.words == 0 {
            return;
        }
        let (words, lines) = (unread.words, unread.lines);
        if self.tells.unread {
            let span =
                |[first, last]: &[u32; 2]| if first == last { first.to_string() } else { format!("{first}–{last}") };
            let spans: Vec<String> = lines.iter().map(span).collect();
            let words = count(words as usize, "word");
            complain(&format!(
                "{path}: {words} in code, comments or hidden markup not read, in lines {}",
                spans.join(", ")
            ));
        }
        self.skipped.push(Skipped::Words { path: path.to_owned(), words, lines });
    }

    /// Adds a file that could not be read.
    pub(super) fn fault(&mut self, fault: Unreadable, root: &Root) -> Result<(), Stop> {
        self.counts.unreadable += 1;
        self.outcomes.push(Outcome { exit: Exit::Unreadable, warnings: 0 });
        let Origin { path, file } = root.origin(&fault.path);
        complain(&format!("{path}: {}", fault.message));
        let fault = Fault { path, file, message: fault.message };
        self.sinks.fault(&fault)?;
        self.faults.push(fault);
        Ok(())
    }

    /// Tells the user something, and keeps it for programs.
    pub(super) fn note(&mut self, note: Option<String>) {
        if let Some(note) = note {
            if self.tells.notes {
                complain(&format!("note: {note}"));
            }
            self.notes.push(note);
        }
    }

    /// Adds what was not read.
    pub(super) fn skip(&mut self, skipped: Vec<Skipped>) {
        self.skipped.extend(skipped);
    }

    /// Brings the baseline up to date, or tells that it is not.
    pub(super) fn hold_against(&mut self, baseline: &Baseline, args: &CheckArgs, root: &Root) -> Result<(), Stop> {
        if baseline.over().is_some() {
            // Nothing is known now, and all of it may be again.
            return Ok(());
        }
        if args.update {
            return baseline.update(&self.checked, &self.known, root).map_err(Stop::unreadable);
        }
        let stale = baseline.stale(&self.checked, &self.known);
        if stale > 0 {
            let entries = if stale == 1 { "1 entry" } else { &format!("{stale} entries") };
            self.note(Some(format!("{entries} of the baseline can go; --update takes them out")));
        }
        Ok(())
    }

    /// Writes what is written at the end, and tells what came of each file.
    pub(super) fn close(mut self, args: &CheckArgs) -> Result<Vec<Outcome>, Stop> {
        self.note(unread::unruled(&self.skipped));
        self.counts.shown = Fixing::of(args).is_some_and(|fixing| fixing.shows);
        let Self { files, items, faults, skipped, notes, sinks, statistics, counts, .. } = &mut self;
        let run = Run { files, items, faults, skipped, notes };
        let table = args.statistics.then(|| statistics.table());
        sinks.close(&run, counts, table.as_deref(), args.files.quiet)?;
        // Where standard output is for something else, a person is told all the same.
        if Fixing::prints(args).is_some() && !args.files.quiet {
            complain(&self.counts.summary());
        }
        let warnings = self.counts.warnings;
        if let Some(most) = args.max_warnings.filter(|most| warnings > *most) {
            let warnings = if warnings == 1 { "1 warning is" } else { &format!("{warnings} warnings are") };
            complain(&format!("{warnings} more than --max-warnings {most}"));
        }
        Ok(self.outcomes)
    }
}
