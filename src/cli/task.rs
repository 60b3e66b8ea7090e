//! The files of a run, checked one by one on all cores.

use std::collections::HashSet;

use rayon::prelude::*;

use super::baseline::Baseline;
use super::cache::{Found, Results};
use super::change::{Change, Changes};
use super::check::config;
use super::files::Choice;
use super::fixing::Fixing;
use super::progress::Progress;
use super::root::Root;
use super::sink::{Output, Sinks};
use super::tally::{Done, Outcome, Tally};
use super::walk::{self, Input, Unreadable};
use super::{CheckArgs, Stop};
use crate::config::Config;
use crate::fix::{self, Place};
use crate::output::item::{Item, Origin, Suppressed};
use crate::output::text::{self, Source, Style};
use crate::text::{LineIndex, TextRange};

/// Files that are read at once before their findings are printed.
const BATCH: usize = 256;

/// What is the same for every file.
pub(super) struct Task<'a> {
    pub(super) args: &'a CheckArgs,
    pub(super) choice: Choice,
    pub(super) outputs: Vec<Output>,
    pub(super) root: Root,
    pub(super) baseline: Option<Baseline>,
    /// What has changed, where only that counts.
    pub(super) changes: Option<Changes>,
    /// Which changes are to be made, if any.
    pub(super) fixing: Option<Fixing>,
    pub(super) style: Style,
}

/// The places of findings that do not count.
#[derive(Default)]
struct Aside {
    /// A baseline knows them.
    known: HashSet<Place>,
    /// They were there before what has changed.
    old: HashSet<Place>,
}

impl Task<'_> {
    /// Checks the files, writes what is found, and tells what came of each.
    pub(super) fn check_all(&self, inputs: &[Result<Input, Unreadable>]) -> Result<Vec<Outcome>, Stop> {
        let sinks = Sinks::open(&self.outputs)?;
        // A report of the run before is no draft.
        let draft = |input: &&Result<Input, Unreadable>| {
            input.as_ref().map_or(true, |input| input.stdin || !sinks.write_to(&input.path))
        };
        let changed = |input: &&Result<Input, Unreadable>| input.as_ref().map_or(true, |input| self.has_changed(input));
        let inputs: Vec<_> = inputs.iter().filter(draft).filter(changed).collect();
        let want = (sinks.want_text(), sinks.want_items());
        let results = self.args.cache.open();
        let progress = Progress::new(inputs.len(), self.args.files.quiet);
        let mut tally = Tally::new(sinks);
        for batch in inputs.chunks(BATCH) {
            let done: Vec<Result<Done, Unreadable>> = batch
                .par_iter()
                .map(|input| {
                    let done = input.as_ref().map_err(Clone::clone).and_then(|input| self.check(input, &results, want));
                    progress.step();
                    done
                })
                .collect();
            progress.aside(|| {
                done.into_iter().try_for_each(|done| match done {
                    Ok(done) => tally.add(done),
                    Err(fault) => tally.fault(fault, &self.root),
                })
            })?;
        }
        progress.finish();
        results.finish();
        if let Some(baseline) = &self.baseline {
            tally.hold_against(baseline, self.args, &self.root)?;
        }
        tally.close(self.args)
    }

    /// Checks one file, and draws its findings and makes items of them, if somebody wants them.
    fn check(&self, input: &Input, results: &Results, (text, items): (bool, bool)) -> Result<Done, Unreadable> {
        let config = config(self.args, &self.choice, &input.path);
        let origin = self.root.origin(&input.path);
        let mut found = results.check(walk::text(input)?, input.format, &config);
        let mut aside = self.set_aside(input, &origin, &config, results, &found)?;
        let (mut fixed, mut shown, mut refused) = (0, String::new(), Vec::new());
        if let Some(fixing) = &self.fixing {
            let (known, old): (Vec<_>, Vec<_>) = (aside.known.drain().collect(), aside.old.drain().collect());
            let held = known.iter().chain(&old).copied().collect();
            let now = fix::fix(&found.text, input.format, &config, fixing.least, held);
            (fixed, refused) = (now.count, now.refused);
            shown = fixing.settle(input, &origin, &found.text, now.checked.document.text())?;
            let (known, old) = now.held.split_at(known.len());
            aside = Aside { known: known.iter().copied().collect(), old: old.iter().copied().collect() };
            found = Found::of(now.checked);
        }
        let lines = LineIndex::new(&found.text);
        let wanted = items || self.baseline.is_some();
        let items = if wanted { aside.items(found.items(&origin, &lines)) } else { Vec::new() };
        found.findings.retain(|finding| !aside.holds(&fix::place(finding)));
        let findings = &found.findings;
        let source = Source { path: &origin.path, text: &found.text, lines: &lines };
        let text = if text { text::render(&source, findings, self.style) } else { String::new() };
        let failing = findings.iter().any(|finding| config.fail_on.includes(finding.severity));
        let weights = findings.iter().map(|finding| (finding.rule, finding.severity)).collect();
        let can_be = Fixing::count(findings, &refused);
        let would = self.fixing.as_ref().is_some_and(|fixing| fixing.shows) && fixed > 0;
        Ok(Done {
            origin,
            found: weights,
            standings: found.standings,
            failing: failing || would,
            text,
            items,
            old: aside.old.len(),
            fixed,
            fixable: can_be,
            refused: refused.len(),
            shown,
        })
    }

    /// The findings that do not count.
    fn set_aside(
        &self,
        input: &Input,
        origin: &Origin,
        config: &Config,
        results: &Results,
        found: &Found,
    ) -> Result<Aside, Unreadable> {
        let mut aside = Aside::default();
        if let Some(baseline) = &self.baseline {
            let items = found.items(origin, &LineIndex::new(&found.text));
            let known = items.iter().filter(|item| item.suppressed.is_none() && baseline.knows(item));
            aside.known = known.map(place).collect();
        }
        let Some(change) = self.change(input, origin) else { return Ok(aside) };
        let before = change.before(&found.text).map_err(|line| {
            let message = format!("line {line} is not what the diff has made of it; make the diff again");
            Unreadable::new(&input.path, message)
        })?;
        if let Some(before) = before {
            let then = results.check(before.text.clone(), input.format, config);
            let old = before.old(&found.findings, &found.text, &then.findings);
            aside.old = old.into_iter().filter(|place| !aside.known.contains(place)).collect();
        }
        Ok(aside)
    }

    /// Whether anything in a file has changed, where only that counts.
    fn has_changed(&self, input: &Input) -> bool {
        self.changes.is_none() || self.change(input, &self.root.origin(&input.path)).is_some()
    }

    /// What has changed in a file, by whichever name.
    fn change(&self, input: &Input, origin: &Origin) -> Option<&Change> {
        let changes = self.changes.as_ref()?;
        changes.of(&origin.file).or_else(|| {
            let real = input.path.canonicalize().ok()?;
            changes.of(&self.root.origin(&real).file)
        })
    }
}

impl Aside {
    fn holds(&self, place: &Place) -> bool {
        self.known.contains(place) || self.old.contains(place)
    }

    /// Marks the items that a baseline knows, and leaves out those that are old.
    fn items(&self, mut items: Vec<Item>) -> Vec<Item> {
        items.retain(|item| item.suppressed.is_some() || !self.old.contains(&place(item)));
        for item in items.iter_mut().filter(|item| item.suppressed.is_none() && self.known.contains(&place(item))) {
            let justification = Some("known to the baseline".to_owned());
            item.suppressed = Some(Suppressed { kind: "external", justification });
        }
        items
    }
}

/// What tells an item from the others of its file.
fn place(item: &Item) -> Place {
    let [start, end] = item.place.span;
    (item.rule, TextRange::new(start, end))
}
