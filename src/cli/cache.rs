//! What earlier runs have found in the same text under the same configuration.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};

use super::store::{self, Key, Store};
use super::{Exit, complain, print, unwritable};
use crate::analysis::cache::Cache;
use crate::analysis::claim::Standings;
use crate::check::{Checked, Suppressed};
use crate::config::Config;
use crate::document::{Document, Format, Unread};
use crate::finding::{Confidence, Finding, Fix, Related, Severity};
use crate::output::item::{self, Item, Origin};
use crate::output::shown;
use crate::rules::Rule;
use crate::text::{LineIndex, TextRange};

/// The variable of the environment that names the folder.
const FOLDER: &str = "SAYSO_CACHE_DIR";

/// Whether and where results are kept.
#[derive(clap::Args, Clone, Default)]
pub(super) struct CacheArgs {
    /// Read and keep no results of earlier runs
    #[arg(long)]
    no_cache: bool,
    /// The folder for results of earlier runs [default: what `SAYSO_CACHE_DIR` names, or sayso in the folder for caches]
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
}

/// A text and what was found in it.
pub(super) struct Found {
    pub(super) text: Arc<str>,
    pub(super) findings: Vec<Finding>,
    pub(super) suppressed: Vec<Suppressed>,
    /// How its claims stand.
    pub(super) standings: Standings,
    /// Its words that are not read.
    pub(super) unread: Unread,
}

/// The results of earlier runs, open for one run.
pub(super) struct Results(Option<Store>);

impl CacheArgs {
    fn folder(&self) -> Option<PathBuf> {
        let set = || std::env::var_os(FOLDER).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let own = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("sayso"));
        self.cache_dir.clone().or_else(set).or_else(own)
    }

    /// Opens the results of earlier runs. That they are not to be trusted is told, unless the user wants `quiet`.
    pub(super) fn open(&self, quiet: bool) -> Results {
        let folder = if self.no_cache { None } else { self.folder() };
        Results(folder.and_then(|folder| match Store::open(&folder, BUILD) {
            Ok(store) => Some(store),
            Err(error) => {
                if !quiet {
                    complain(&format!("note: results of earlier runs are not used: {}: {error}", folder.display()));
                }
                None
            }
        }))
    }
}

impl Results {
    /// What is found in a text: as an earlier run has found it, or else checked now.
    pub(super) fn check(&self, text: String, format: Format, config: &Config) -> Found {
        let Some(store) = &self.0 else { return Found::new(text, format, config) };
        let key = key(&text, format, config);
        let known = store.get(&key).and_then(|bytes| Stored::parse(&bytes, &text));
        if let Some((findings, suppressed, standings, unread)) = known {
            return Found { text: text.into(), findings, suppressed, standings, unread };
        }
        let found = Found::new(text, format, config);
        if let Ok(bytes) = Stored::of(&found) {
            store.put(key, &bytes);
        }
        found
    }

    /// Keeps what this run has found.
    pub(super) fn finish(self) {
        if let Some(store) = self.0 {
            store.finish();
        }
    }
}

impl Found {
    fn new(text: String, format: Format, config: &Config) -> Self {
        Self::of(Checked::new(Document::new(text, format), config, &mut Cache::default()))
    }

    pub(super) fn of(checked: Checked) -> Self {
        Self {
            text: checked.document.text().clone(),
            standings: Standings::of(&checked.analysis.claims),
            unread: checked.document.unread(),
            findings: checked.findings,
            suppressed: checked.suppressed,
        }
    }

    /// What was found, as every format can write it.
    pub(super) fn items(&self, origin: &Origin, lines: &LineIndex) -> Vec<Item> {
        item::items(origin, &self.text, lines, &self.findings, &self.suppressed)
    }
}

/// A name for this build of the program, made of its sources: what another one has found, it need not find.
const BUILD: &str = env!("SAYSO_BUILD");

/// All that the findings depend on, but for the program.
fn key(text: &str, format: Format, config: &Config) -> Key {
    let mut settings = String::new();
    // Of all that is in it; text does not fail to be written.
    let _ = write!(settings, "{format:?} {config:?}");
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(settings.len() as u64).to_le_bytes()).update(settings.as_bytes()).update(text.as_bytes());
    let mut key = Key::default();
    key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    key
}

/// Findings as they are kept.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    #[serde(borrow)]
    open: Vec<Record<'a>>,
    #[serde(borrow)]
    suppressed: Vec<(Record<'a>, Cow<'a, str>)>,
    standings: Standings,
    unread: Unread,
}

/// A finding as it is kept.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    rule: Cow<'a, str>,
    severity: Severity,
    confidence: Confidence,
    range: TextRange,
    #[serde(borrow)]
    message: Cow<'a, str>,
    related: Cow<'a, [Related]>,
    fixes: Cow<'a, [Fix]>,
}

impl<'a> Stored<'a> {
    fn of(found: &Found) -> serde_json::Result<Vec<u8>> {
        let suppressed =
            found.suppressed.iter().map(|known| (Record::of(&known.finding), Cow::Borrowed(&*known.reason)));
        let open = found.findings.iter().map(Record::of).collect();
        serde_json::to_vec(&Stored {
            open,
            suppressed: suppressed.collect(),
            standings: found.standings,
            unread: found.unread.clone(),
        })
    }

    /// The findings, if all their places are in `text`.
    fn parse(bytes: &'a [u8], text: &str) -> Option<(Vec<Finding>, Vec<Suppressed>, Standings, Unread)> {
        let Self { open, suppressed, standings, unread } = serde_json::from_slice(bytes).ok()?;
        let open: Option<Vec<_>> = open.into_iter().map(|record| record.finding(text)).collect();
        let suppressed = suppressed
            .into_iter()
            .map(|(record, reason)| Some(Suppressed { finding: record.finding(text)?, reason: reason.into_owned() }));
        Some((open?, suppressed.collect::<Option<_>>()?, standings, unread))
    }
}

impl<'a> Record<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule.into(),
            severity: finding.severity,
            confidence: finding.confidence,
            range: finding.range,
            message: (&*finding.message).into(),
            related: Cow::Borrowed(&finding.related),
            fixes: Cow::Borrowed(&finding.fixes),
        }
    }

    fn finding(self, text: &str) -> Option<Finding> {
        let rule = Rule::named(&self.rule)?;
        text.get(self.range.indices())?;
        Some(Finding {
            rule: rule.name,
            severity: self.severity,
            confidence: self.confidence,
            range: self.range,
            message: self.message.into_owned(),
            help: rule.help,
            related: self.related.into_owned(),
            fixes: self.fixes.into_owned(),
        })
    }
}

/// `sayso clean`: removes what earlier runs have kept.
pub(super) fn clean(args: &CacheArgs) -> Exit {
    let Some(folder) = args.folder() else {
        complain("there is no folder for caches");
        return Exit::Clean;
    };
    match store::clean(&folder) {
        Ok(bytes) => {
            let told = format!("{} kB of {} are gone\n", bytes.div_ceil(1000), folder.display());
            print(&shown::lines(&told)).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
        }
        Err(error) => {
            complain(&format!("{}: {error}", folder.display()));
            Exit::Unreadable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let open = || CacheArgs { cache_dir: Some(folder.path().to_owned()), no_cache: false }.open(true);
        let text = "Sales rose 300% in May.\n";
        let config = Config::default();
        let results = open();
        let mut found = results.check(text.to_owned(), Format::Plain, &config);
        assert_eq!(found.findings.len(), 1);
        // Somebody has found it nicer than it is.
        found.findings[0].message = "a lie".to_owned();
        results.0.as_ref().unwrap().put(key("Rose.\n", Format::Plain, &config), &Stored::of(&found).unwrap());
        results.0.as_ref().unwrap().put(key(text, Format::Html, &config), &Stored::of(&found).unwrap());
        results.finish();
        let results = open();
        assert_eq!(results.check(text.to_owned(), Format::Html, &config).findings, found.findings);
        assert_ne!(results.check(text.to_owned(), Format::Plain, &config).findings, found.findings);
        // What points outside the text is no result of it.
        assert!(results.check("Rose.\n".to_owned(), Format::Plain, &config).findings.is_empty());
    }
}
