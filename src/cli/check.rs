//! `sayso check`: findings for a person or a program.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::baseline::{self, Baseline};
use super::files::Choice;
use super::fixing::Fixing;
use super::root::Root;
use super::tally::end;
use super::task::{Task, Told};
use super::unread::Ignored;
use super::watch::Watch;
use super::{CheckArgs, Color, Exit, Stop, complain, progress, since, sink, walk};
use crate::config::{Config, MinConfidence};
use crate::output::text::Style;

pub(super) fn run(mut args: CheckArgs) -> Exit {
    if since::asked(&args) {
        // What has changed here.
        args.files.or_else(Path::new("."));
    }
    let task = match Task::new(&args) {
        Ok(task) => task,
        Err(stop) => return stop.tell(),
    };
    if args.watch {
        let check = |inputs: &[_]| {
            let outcomes = task.check_all(inputs, Told::default());
            outcomes.unwrap_or_else(|stop| std::process::exit(stop.tell() as i32))
        };
        Watch::start().run(&task.choice, args.files.quiet, check, |outcomes| end(outcomes, args.max_warnings));
    }
    let found = match walk::found(&task.choice, args.files.quiet) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let told = Told { skipped: found.skipped, notes: found.notes, look: Some(Ignored::look(&task.choice)) };
    match task.check_all(&found.inputs, told) {
        Ok(outcomes) => end(&outcomes, args.max_warnings),
        Err(stop) => stop.tell(),
    }
}

impl<'a> Task<'a> {
    /// All that the arguments ask for, read before a file is.
    ///
    /// # Errors
    /// What is wrong with it.
    fn new(args: &'a CheckArgs) -> Result<Self, Stop> {
        let choice = choose(args).map_err(Stop::usage)?;
        let outputs = sink::outputs(args).map_err(Stop::usage)?;
        let root = Root::find();
        let baseline = args.baseline.as_ref().map(|path| Baseline::read(path, &root, baseline::today()));
        let baseline = baseline.transpose().map_err(Stop::usage)?;
        let changes = since::changes(args, &root)?;
        if let Some(message) = baseline.as_ref().and_then(Baseline::over) {
            complain(&message);
        }
        progress::threads(args.files.jobs);
        let (fixing, style) = (Fixing::of(args), style(args.color));
        Ok(Self { args, choice, outputs, root, baseline, changes, fixing, style })
    }
}

/// What is to be checked.
///
/// # Errors
/// What is wrong with the arguments or the configuration.
fn choose(args: &CheckArgs) -> Result<Choice, String> {
    let choice = Choice::new(&args.files)?;
    if args.watch && args.files.reads_stdin() {
        return Err("--watch cannot tell when standard input changes".into());
    }
    if since::asked(args) && args.files.reads_stdin() {
        return Err("a text on standard input cannot be compared with what it was: name the file".into());
    }
    if args.unsafe_fixes && Fixing::of(args).is_none() {
        return Err("--unsafe-fixes goes with --fix, or with --diff behind the paths".into());
    }
    let config = over(args, Config::default());
    config.validate().map_err(|error| error.to_string())?;
    if config.rules().next().is_none() {
        return Err("no rule is left to run: --ignore leaves out all that --select chooses".into());
    }
    Ok(choice)
}

/// A configuration with the flags above it.
pub(super) fn over(args: &CheckArgs, mut config: Config) -> Config {
    if !args.select.is_empty() {
        config.select.clone_from(&args.select);
        config.extend.clear();
        config.ignore.clear();
    }
    config.ignore.extend(args.ignore.iter().cloned());
    config.hints = args.hints;
    if let Some(confidence) = args.min_confidence {
        config.min_confidence = MinConfidence(confidence.into());
    }
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
