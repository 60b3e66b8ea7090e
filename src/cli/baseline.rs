//! The baseline: what was found when sayso was switched on, which is known and does not count.
//!
//! An entry is a rule, the words and a fingerprint of what stands around them, never a line: a paragraph that moves inside its file
//! stays known, and words that change are news. Of a file that is gone, the entries are known in files that the baseline does not
//! have, so that a file can be renamed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::cache::CacheArgs;
use super::files::{self, FileArgs};
use super::root::Root;
use super::{Exit, complain, print, unwritable, walk};
use crate::output::item::Item;
use crate::output::run::count;
use crate::text::LineIndex;

/// The name of the file, unless the user names another.
const NAME: &str = "sayso.baseline.json";

/// The name and version of its schema.
const SCHEMA: &str = "sayso.baseline/1";

#[derive(clap::Args)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    files: FileArgs,
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = NAME)]
    baseline: PathBuf,
    /// The last day, in UTC, on which what is known does not count [default: the one that the file has]
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "no_expiry")]
    expires: Option<Date>,
    /// What is known never counts, though the file had a last day
    #[arg(long)]
    no_expiry: bool,
    #[command(flatten)]
    cache: CacheArgs,
}

/// A finding that is known.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The file, from the root of the repository.
    path: String,
    rule: String,
    /// The words, for whoever reads the baseline.
    words: String,
    fingerprint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    schema: String,
    #[serde(default)]
    expires: Option<Date>,
    findings: Vec<Entry>,
}

/// What is known.
pub(super) struct Baseline {
    path: PathBuf,
    expires: Option<Date>,
    /// Whether the last day is over, so that nothing is known.
    over: bool,
    entries: BTreeSet<Entry>,
    /// The fingerprints by file.
    files: BTreeMap<String, HashSet<String>>,
    /// Those of files that are gone.
    orphans: HashSet<String>,
}

impl Baseline {
    /// Reads a baseline as it is on the day `today`; paths in it count from `root`.
    ///
    /// # Errors
    /// Where it cannot be read, or is none.
    pub(super) fn read(path: &Path, root: &Root, today: Date) -> Result<Self, String> {
        let place = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{place}: {error}; `sayso baseline PATHS` writes a baseline"))?;
        let stored: Stored = serde_json::from_str(&text)
            .map_err(|error| format!("{place}:{}:{}: this is no baseline: {error}", error.line(), error.column()))?;
        if stored.schema != SCHEMA {
            return Err(format!("{place}: its schema is “{}”, and this version reads “{SCHEMA}”", stored.schema));
        }
        let mut files: BTreeMap<String, HashSet<String>> = BTreeMap::new();
        for entry in &stored.findings {
            files.entry(entry.path.clone()).or_default().insert(entry.fingerprint.clone());
        }
        let gone = files.iter().filter(|(file, _)| !root.path(file).exists());
        let orphans = gone.flat_map(|(_, known)| known.iter().cloned()).collect();
        let over = stored.expires.is_some_and(|last| last < today);
        Ok(Self {
            path: path.to_owned(),
            expires: stored.expires,
            over,
            entries: stored.findings.into_iter().collect(),
            files,
            orphans,
        })
    }

    /// Whether a finding is known.
    pub(super) fn knows(&self, item: &Item) -> bool {
        !self.over && self.files.get(&item.file).unwrap_or(&self.orphans).contains(&item.fingerprint)
    }

    /// That the last day is over, and since when.
    pub(super) fn over(&self) -> Option<String> {
        let last = self.expires.filter(|_| self.over)?;
        let again = "what was known counts again; mend it, or write the baseline anew with another --expires";
        Some(format!("{} was good until {last}: {again}", self.path.display()))
    }

    /// How many entries for the files of a run match nothing in them any more.
    pub(super) fn stale(&self, checked: &[String], known: &[Item]) -> usize {
        let found: HashSet<&str> = known.iter().map(|item| &*item.fingerprint).collect();
        let checked: HashSet<&String> = checked.iter().collect();
        let stale = |entry: &&Entry| checked.contains(&entry.path) && !found.contains(&*entry.fingerprint);
        self.entries.iter().filter(stale).count()
    }

    /// Writes the baseline without what is no longer found: entries for the files of the run are those that were, under the names
    /// that the files have now; those for files that are gone go.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn update(&self, checked: &[String], known: &[Item], root: &Root) -> Result<(), String> {
        let checked: HashSet<&String> = checked.iter().collect();
        let stays = |entry: &&Entry| !checked.contains(&entry.path) && root.path(&entry.path).exists();
        let mut entries: BTreeSet<Entry> = self.entries.iter().filter(stays).cloned().collect();
        entries.extend(known.iter().map(Entry::new));
        write(&self.path, self.expires, &entries)
    }
}

impl Entry {
    fn new(item: &Item) -> Self {
        Self {
            path: item.file.clone(),
            rule: item.rule.to_owned(),
            words: item.words.split_whitespace().collect::<Vec<_>>().join(" "),
            fingerprint: item.fingerprint.clone(),
        }
    }
}

/// Writes a baseline, an entry a line in the order of the files, so that two branches seldom change the same line.
fn write(path: &Path, expires: Option<Date>, entries: &BTreeSet<Entry>) -> Result<(), String> {
    let lines: serde_json::Result<Vec<String>> = entries.iter().map(serde_json::to_string).collect();
    let lines = lines.map_err(|error| error.to_string())?;
    let lines = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
    let expires = expires.map(|last| format!("\"expires\": \"{last}\",\n")).unwrap_or_default();
    let text = format!("{{\n\"schema\": \"{SCHEMA}\",\n{expires}\"findings\": [{lines}]\n}}\n");
    // A run that is cut off leaves the old one whole.
    let beside = path.with_extension("json.new");
    std::fs::write(&beside, text)
        .and_then(|()| std::fs::rename(&beside, path))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The day it is, in UTC.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

impl BaselineArgs {
    /// The last day of the baseline to be written.
    ///
    /// # Errors
    /// Where it is over already, or the file that has it cannot be read.
    fn expires(&self) -> Result<Option<Date>, String> {
        let again = self.expires.is_none() && !self.no_expiry && self.baseline.exists();
        let last = if again { Baseline::read(&self.baseline, &Root::find(), today())?.expires } else { self.expires };
        match last {
            Some(last) if last < today() => {
                Err(format!("{last} is over; name a day to come with --expires, or none with --no-expiry"))
            }
            last => Ok(last),
        }
    }
}

/// `sayso baseline`: writes down all that is found now.
pub(super) fn run(args: &BaselineArgs) -> Exit {
    let choice = match files::chosen(&args.files) {
        Ok(choice) => choice,
        Err(exit) => return exit,
    };
    let root = Root::find();
    let expires = match args.expires() {
        Ok(expires) => expires,
        Err(message) => {
            complain(&message);
            return Exit::Usage;
        }
    };
    let found = walk::inputs(&choice);
    found.tell(args.files.quiet);
    let results = args.cache.open();
    let read = |input: &Result<walk::Input, walk::Unreadable>| {
        let input = input.as_ref().map_err(Clone::clone)?;
        let found = results.check(walk::text(input)?, input.format, &choice.project.config(&input.path));
        let items = found.items(&root.origin(&input.path), &LineIndex::new(&found.text));
        Ok(items.iter().filter(|item| item.suppressed.is_none()).map(Entry::new).collect())
    };
    let read: Vec<Result<Vec<Entry>, walk::Unreadable>> = found.inputs.par_iter().map(read).collect();
    results.finish();
    let (mut entries, mut unread) = (BTreeSet::new(), false);
    for result in read {
        match result {
            Ok(found) => entries.extend(found),
            Err(fault) => {
                complain(&format!("{}: {}", fault.path.display(), fault.message));
                unread = true;
            }
        }
    }
    if unread {
        complain(&format!("{} is left as it is: what cannot be read is not known", args.baseline.display()));
        return Exit::Unreadable;
    }
    if let Err(message) = write(&args.baseline, expires, &entries) {
        complain(&message);
        return Exit::Unreadable;
    }
    let files = count(found.inputs.len(), "file");
    let told = format!("{}: {} in {files}\n", args.baseline.display(), count(entries.len(), "known finding"));
    if args.files.quiet { Exit::Clean } else { print(&told).map_or_else(|error| unwritable(&error), |()| Exit::Clean) }
}
