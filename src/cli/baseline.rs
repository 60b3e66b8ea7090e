//! The baseline: what was found when sayso was switched on, which is known and does not count.
//!
//! An entry is a rule, the words and a fingerprint of what stands around them, never a line: a paragraph that moves inside its file
//! stays known, and words that change are news. Of a file that is gone, each entry is known once in files that the baseline does not
//! have, so that a file can be renamed, but not its words copied.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::cache::CacheArgs;
use super::files::{self, FileArgs};
use super::replace::{Links, replace};
use super::root::Root;
use super::{Exit, complain, guard, print, unwritable, walk};
use crate::config::{self, LONGEST};
use crate::output::item::Item;
use crate::output::run::count;
use crate::output::shown;
use crate::text::LineIndex;

/// The name of the file, unless the user names another.
pub(super) const NAME: &str = "sayso.baseline.json";

/// The name and version of its schema.
const SCHEMA: &str = "sayso.baseline/1";

#[derive(clap::Args)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    files: FileArgs,
    /// The file to write [default: sayso.baseline.json]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
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
    /// What stands in the file.
    text: String,
    expires: Option<Date>,
    /// Whether the last day is over, so that nothing is known.
    over: bool,
    entries: BTreeSet<Entry>,
    /// The fingerprints by file.
    files: BTreeMap<String, HashSet<String>>,
    /// Those of files that are gone.
    orphans: Mutex<Orphans>,
}

/// The entries of files that are gone. Each is known in one place: in the file that has come first of those that have the finding.
#[derive(Default)]
struct Orphans {
    /// How many entries have a fingerprint.
    entries: HashMap<String, usize>,
    /// Those that files have taken, by file.
    taken: HashMap<String, Vec<String>>,
}

impl Orphans {
    /// The fingerprints that `file` takes, of those that it has; what it took before it gives back.
    fn take(&mut self, file: &str, fingerprints: impl Iterator<Item = String>) -> HashSet<String> {
        for fingerprint in self.taken.remove(file).unwrap_or_default() {
            *self.entries.entry(fingerprint).or_default() += 1;
        }
        let left = |fingerprint: &String| match self.entries.get_mut(fingerprint) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        };
        let taken: Vec<String> = fingerprints.filter(left).collect();
        self.taken.insert(file.to_owned(), taken.clone());
        taken.into_iter().collect()
    }
}

impl Baseline {
    /// Reads a baseline as it is on the day `today`; paths in it count from `root`.
    ///
    /// # Errors
    /// Where it cannot be read, or is none.
    pub(super) fn read(path: &Path, root: &Root, today: Date) -> Result<Self, String> {
        let place = path.display();
        let text = config::text(path, LONGEST)
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
        let mut orphans = Orphans::default();
        for known in files.iter().filter(|(file, _)| !root.path(file).exists()).map(|(_, known)| known) {
            for fingerprint in known {
                *orphans.entries.entry(fingerprint.clone()).or_default() += 1;
            }
        }
        let over = stored.expires.is_some_and(|last| last < today);
        Ok(Self {
            path: path.to_owned(),
            text,
            expires: stored.expires,
            over,
            entries: stored.findings.into_iter().collect(),
            files,
            orphans: Mutex::new(orphans),
        })
    }

    /// Whether a file has to wait until those before it are done: it is new, and some of its findings may be those of a file that is
    /// gone, which any of them can take.
    pub(super) fn waits(&self, file: &str, items: &[Item]) -> bool {
        let orphans = self.orphans.lock().unwrap_or_else(PoisonError::into_inner);
        let may = !self.over && !orphans.entries.is_empty() && !self.files.contains_key(file);
        may && open(items).any(|item| orphans.entries.contains_key(&item.fingerprint))
    }

    /// Those findings of a file that are known.
    pub(super) fn known<'a>(&self, file: &str, items: &'a [Item]) -> Vec<&'a Item> {
        if self.over {
            return Vec::new();
        }
        if let Some(known) = self.files.get(file) {
            return open(items).filter(|item| known.contains(&item.fingerprint)).collect();
        }
        let mut orphans = self.orphans.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = orphans.take(file, open(items).map(|item| item.fingerprint.clone()));
        open(items).filter(|item| taken.contains(&item.fingerprint)).collect()
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
        write(&self.path, Links::Followed, Some(&self.text), &text(self.expires, &entries)?)
    }
}

/// The findings that nobody has suppressed.
fn open(items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().filter(|item| item.suppressed.is_none())
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

/// The text of a baseline: an entry a line in the order of the files, so that two branches seldom change the same line.
fn text(expires: Option<Date>, entries: &BTreeSet<Entry>) -> Result<String, String> {
    let lines: serde_json::Result<Vec<String>> = entries.iter().map(serde_json::to_string).collect();
    let lines = lines.map_err(|error| error.to_string())?;
    let lines = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
    let expires = expires.map(|last| format!("\"expires\": \"{last}\",\n")).unwrap_or_default();
    Ok(format!("{{\n\"schema\": \"{SCHEMA}\",\n{expires}\"findings\": [{lines}]\n}}\n"))
}

/// Puts it at `path`, where `was` must be, if anything must.
fn write(path: &Path, links: Links, was: Option<&str>, text: &str) -> Result<(), String> {
    replace(path, links, was, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The day it is, in UTC.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

impl BaselineArgs {
    /// The file to write.
    fn path(&self) -> &Path {
        self.baseline.as_deref().unwrap_or(Path::new(NAME))
    }

    /// The last day of the baseline to be written.
    ///
    /// # Errors
    /// Where it is over already, or the file that has it cannot be read.
    fn expires(&self) -> Result<Option<Date>, String> {
        let path = self.path();
        let again = self.expires.is_none() && !self.no_expiry && path.exists();
        let last = if again { Baseline::read(path, &Root::find(), today())?.expires } else { self.expires };
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
    let found = match walk::found(&choice, args.files.quiet) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let results = args.cache.open(args.files.quiet);
    let read = |input: &Result<walk::Input, walk::Unreadable>| {
        let input = input.as_ref().map_err(Clone::clone)?;
        guard::file(&input.path, || {
            let config = choice.config(&input.path)?;
            let found = results.check(walk::text(input)?, input.format, &config);
            let items = found.items(&root.origin(&input.path), &LineIndex::new(&found.text));
            Ok(open(&items).map(Entry::new).collect())
        })
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
        complain(&format!("{} is left as it is: what cannot be read is not known", args.path().display()));
        return Exit::Unreadable;
    }
    let links = if args.baseline.is_some() { Links::Followed } else { Links::Refused };
    let written = text(expires, &entries).and_then(|text| write(args.path(), links, None, &text));
    if let Err(message) = written {
        complain(&message);
        return Exit::Unreadable;
    }
    let files = count(found.inputs.len(), "file");
    let told = format!("{}: {} in {files}\n", args.path().display(), count(entries.len(), "known finding"));
    if args.files.quiet {
        Exit::Clean
    } else {
        print(&shown::lines(&told)).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
    }
}
