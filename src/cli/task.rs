//! The files of a run, checked one by one on all cores.

use std::collections::HashSet;

use rayon::prelude::*;

use super::baseline::Baseline;
use super::cache::{Found, Results};
use super::change::{Change, Changes};
use super::check::over;
use super::files::Choice;
use super::fixing::Fixing;
use super::guard;
use super::progress::Progress;
use super::root::Root;
use super::sink::{Output, Sinks};
use super::tally::{Done, Outcome, Tally, Tells};
use super::unread::{self, Ignored};
use super::walk::{self, Input, Unreadable};
use super::{CheckArgs, Stop};
use crate::config::Config;
use crate::fix::{self, Place};
use crate::output::item::{Item, Origin, Suppressed};
use crate::output::run::Skipped;
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

/// What is known of a run when its files are found.
#[derive(Default)]
pub(super) struct Told {
    /// What was left out on the way.
    pub(super) skipped: Vec<Skipped>,
    /// What the user has been told.
    pub(super) notes: Vec<String>,
    /// What is looked for beside the run, of all that the folders have; nothing where only some of it is checked.
    pub(super) look: Option<Ignored>,
}

/// When a file is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Beside others.
    Any,
    /// When those before it are done.
    Own,
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
    pub(super) fn check_all(&self, inputs: &[Result<Input, Unreadable>], told: Told) -> Result<Vec<Outcome>, Stop> {
        let sinks = Sinks::open(&self.outputs)?;
        // A report of the run before is no draft.
        let draft = |input: &&Result<Input, Unreadable>| {
            input.as_ref().map_or(true, |input| input.stdin || !sinks.write_to(&input.path))
        };
        let changed = |input: &&Result<Input, Unreadable>| input.as_ref().map_or(true, |input| self.has_changed(input));
        let inputs: Vec<_> = inputs.iter().filter(draft).filter(changed).collect();
        let want = (sinks.want_text(), sinks.want_items());
        let results = self.args.cache.open(self.args.files.quiet);
        let progress = Progress::new(inputs.len(), self.args.files.quiet);
        let mut tally = Tally::new(sinks, told.skipped, told.notes, Tells::of(self.args));
        for batch in inputs.chunks(BATCH) {
            let check = |input: &Result<Input, Unreadable>, turn| {
                let input = input.as_ref().map_err(Clone::clone)?;
                guard::file(&input.path, || self.check(input, &results, want, turn))
            };
            let step = |input: &&Result<Input, Unreadable>| {
                let done = check(input, Turn::Any);
                progress.step();
                done
            };
            let done: Vec<Result<Option<Done>, Unreadable>> = batch.par_iter().map(step).collect();
            progress.aside(|| {
                let mut done = batch.iter().zip(done);
                done.try_for_each(|(input, done)| {
                    let done = match done {
                        Ok(None) => check(input, Turn::Own),
                        done => done,
                    };
                    match done {
                        Ok(done) => done.map_or(Ok(()), |done| tally.add(done)),
                        Err(fault) => tally.fault(fault, &self.root),
                    }
                })
            })?;
        }
        progress.finish();
        results.finish();
        if let Some(look) = told.look {
            self.tell_left_out(look, &mut tally);
        }
        if let Some(baseline) = &self.baseline {
            tally.hold_against(baseline, self.args, &self.root)?;
        }
        tally.close(self.args)
    }

    /// Tells what of the folders was not read, and what of the configuration had nothing to do.
    fn tell_left_out(&self, look: Ignored, tally: &mut Tally) {
        let (note, skipped) = unread::ignored(&look.files(&self.choice));
        tally.note(note);
        tally.skip(skipped);
        if self.changes.is_none() {
            for unused in self.choice.configurations.unused(&unread::folders(&self.choice)) {
                tally.note(Some(unused.to_string()));
            }
        }
        if let Some(changes) = self.changes.as_ref().filter(|changes| !changes.unseen.is_empty()) {
            let files = changes.unseen.join(", ");
            let note =
                format!("git is told not to look at {files}: all in there counts as changed; see `git update-index`");
            tally.note(Some(note));
        }
    }

    /// Checks one file, and draws its findings and makes items of them, if somebody wants them. Nothing comes of one that has to wait
    /// for its own turn.
    fn check(
        &self,
        input: &Input,
        results: &Results,
        (text, items): (bool, bool),
        turn: Turn,
    ) -> Result<Option<Done>, Unreadable> {
        let config = over(self.args, self.choice.config(&input.path)?);
        let origin = self.root.origin(&input.path);
        let mut found = results.check(walk::text(input)?, input.format, &config);
        let Some(mut aside) = self.set_aside(input, &origin, &config, results, &found, turn)? else { return Ok(None) };
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
        Ok(Some(Done {
            origin,
            found: weights,
            standings: found.standings,
            unread: found.unread,
            unruled: config.rules().next().is_none(),
            failing: failing || would,
            text,
            items,
            old: aside.old.len(),
            fixed,
            fixable: can_be,
            refused: refused.len(),
            shown,
        }))
    }

    /// The findings that do not count; nothing where that is not to be told before the file's own turn.
    fn set_aside(
        &self,
        input: &Input,
        origin: &Origin,
        config: &Config,
        results: &Results,
        found: &Found,
        turn: Turn,
    ) -> Result<Option<Aside>, Unreadable> {
        let mut aside = Aside::default();
        if let Some(baseline) = &self.baseline {
            let items = found.items(origin, &LineIndex::new(&found.text));
            if turn == Turn::Any && baseline.waits(&origin.file, &items) {
                return Ok(None);
            }
            aside.known = baseline.known(&origin.file, &items).into_iter().map(place).collect();
        }
        let Some(change) = self.change(input, origin) else { return Ok(Some(aside)) };
        let before = change.before(&found.text).map_err(|line| {
            let message = format!("line {line} is not what the diff has made of it; make the diff again");
            Unreadable::new(&input.path, message)
        })?;
        if let Some(before) = before {
            let then = results.check(before.text.clone(), input.format, config);
            let old = before.old(&found.findings, &found.text, &then.findings);
            aside.old = old.into_iter().filter(|place| !aside.known.contains(place)).collect();
        }
        Ok(Some(aside))
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
