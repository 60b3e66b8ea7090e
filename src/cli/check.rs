//! `sayso check`: findings for a person or a program.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use rayon::prelude::*;

use super::baseline::{self, Baseline};
use super::cache::{Found, Results};
use super::change::{Change, Changes};
use super::files::Choice;
use super::progress::{self, Progress};
use super::root::Root;
use super::since;
use super::sink::{self, Output, Sinks, Unwritable};
use super::tally::{Done, Outcome, Tally, end};
use super::walk::{self, Input, Unreadable};
use super::watch::Watch;
use super::{CheckArgs, Color, Exit, complain};
use crate::config::Config;
use crate::output::item::{Item, Origin, Suppressed};
use crate::output::text::{self, Source, Style};
use crate::text::{LineIndex, TextRange};

/// Files that are read at once before their findings are printed.
const BATCH: usize = 256;

/// What is the same for every file.
struct Task<'a> {
    args: &'a CheckArgs,
    choice: &'a Choice,
    outputs: Vec<Output>,
    root: Root,
    baseline: Option<Baseline>,
    /// What has changed, where only that counts.
    changes: Option<Changes>,
    style: Style,
}

pub(super) fn run(mut args: CheckArgs) -> Exit {
    if since::asked(&args) {
        // What has changed here.
        args.files.or_else(Path::new("."));
    }
    let args = &args;
    let choice = match choose(args) {
        Ok(choice) => choice,
        Err(message) => {
            complain(&message);
            return Exit::Usage;
        }
    };
    let outputs = match sink::outputs(args) {
        Ok(outputs) => outputs,
        Err(message) => {
            complain(&message);
            return Exit::Usage;
        }
    };
    let root = Root::find();
    let baseline = match args.baseline.as_ref().map(|path| Baseline::read(path, &root, baseline::today())).transpose() {
        Ok(baseline) => baseline,
        Err(message) => {
            complain(&message);
            return Exit::Usage;
        }
    };
    let changes = match since::changes(args, &root) {
        Ok(changes) => changes,
        Err(error) => {
            complain(&error.message);
            return error.exit;
        }
    };
    if let Some(message) = baseline.as_ref().and_then(Baseline::over) {
        complain(&message);
    }
    progress::threads(args.files.jobs);
    let task = Task { args, choice: &choice, outputs, root, baseline, changes, style: style(args.color) };
    let unwritable = |error: Unwritable| {
        complain(&error.message);
        Exit::Unreadable
    };
    if args.watch {
        let check = |inputs: &[_]| match task.check_all(inputs) {
            Ok(outcomes) => outcomes,
            Err(error) => std::process::exit(unwritable(error) as i32),
        };
        Watch::start().run(&choice, args.files.quiet, check, |outcomes| end(outcomes, args.max_warnings));
    }
    let found = walk::inputs(&choice);
    found.tell(args.files.quiet);
    match task.check_all(&found.inputs) {
        Ok(outcomes) => end(&outcomes, args.max_warnings),
        Err(error) => unwritable(error),
    }
}

/// What is to be checked.
///
/// # Errors
/// What is wrong with the arguments or the configuration.
fn choose(args: &CheckArgs) -> Result<Choice, String> {
    let choice = Choice::new(&args.files)?;
    if args.watch && choice.reads_stdin() {
        return Err("--watch cannot tell when standard input changes".into());
    }
    if since::asked(args) && choice.reads_stdin() {
        return Err("a text on standard input cannot be compared with what it was: name the file".into());
    }
    config(args, &choice, Path::new("")).validate().map_err(|error| error.to_string())?;
    Ok(choice)
}

/// What holds for one file; a flag counts more than the configuration file.
fn config(args: &CheckArgs, choice: &Choice, path: &Path) -> Config {
    let mut config = choice.project.config(path);
    if !args.select.is_empty() {
        config.select.clone_from(&args.select);
        config.extend.clear();
        config.ignore.clear();
    }
    config.ignore.extend(args.ignore.iter().cloned());
    if let Some(fail_on) = args.fail_on {
        config.fail_on = fail_on.into();
    }
    config
}

fn style(color: Color) -> Style {
    let terminal = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let color = match color {
        Color::Auto => terminal,
        Color::Always => true,
        Color::Never => false,
    };
    if color {
        anstream::ColorChoice::Always.write_global();
    }
    Style { color, width: 96 }
}

impl Task<'_> {
    /// Checks the files, writes what is found, and tells what came of each.
    fn check_all(&self, inputs: &[Result<Input, Unreadable>]) -> Result<Vec<Outcome>, Unwritable> {
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
        let config = config(self.args, self.choice, &input.path);
        let mut found = results.check(walk::text(input)?, input.format, &config);
        let origin = self.root.origin(&input.path);
        let lines = LineIndex::new(&found.text);
        let wanted = items || self.baseline.is_some();
        let mut items = if wanted { found.items(&origin, &lines) } else { Vec::new() };
        if let Some(baseline) = &self.baseline {
            let known = adopt(baseline, &mut items);
            found.findings.retain(|finding| !known.contains(&(finding.range, finding.rule)));
        }
        let old = self.keep_new(input, &origin, &config, results, &mut found)?;
        if self.changes.is_some() {
            let open: HashSet<_> = found.findings.iter().map(|finding| (finding.range, finding.rule)).collect();
            items.retain(|item| item.suppressed.is_some() || open.contains(&key(item)));
        }
        let findings = &found.findings;
        let source = Source { path: &origin.path, text: &found.text, lines: &lines };
        let text = if text { text::render(&source, findings, self.style) } else { String::new() };
        let failing = findings.iter().any(|finding| config.fail_on.includes(finding.severity));
        let weights = findings.iter().map(|finding| (finding.rule, finding.severity)).collect();
        Ok(Done { origin, found: weights, failing, text, items, old })
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

    /// Leaves of the findings those that are new by what has changed, and tells how many are not.
    fn keep_new(
        &self,
        input: &Input,
        origin: &Origin,
        config: &Config,
        results: &Results,
        found: &mut Found,
    ) -> Result<usize, Unreadable> {
        let Some(change) = self.change(input, origin) else { return Ok(0) };
        let before = change.before(&found.text).map_err(|line| {
            let message = format!("line {line} is not what the diff has made of it; make the diff again");
            Unreadable::new(&input.path, message)
        })?;
        let Some(before) = before else { return Ok(0) };
        let then = results.check(before.text.clone(), input.format, config);
        Ok(before.keep_new(&mut found.findings, &found.text, &then.findings))
    }
}

/// Marks the items that a baseline knows, and tells their places and rules.
fn adopt(baseline: &Baseline, items: &mut [Item]) -> Vec<(TextRange, &'static str)> {
    let mut known = Vec::new();
    for item in items.iter_mut().filter(|item| item.suppressed.is_none()) {
        if baseline.knows(item) {
            let justification = Some("known to the baseline".to_owned());
            item.suppressed = Some(Suppressed { kind: "external", justification });
            known.push(key(item));
        }
    }
    known
}

/// What tells an item from the others of its file.
fn key(item: &Item) -> (TextRange, &'static str) {
    let [start, end] = item.place.span;
    (TextRange::new(start, end), item.rule)
}
