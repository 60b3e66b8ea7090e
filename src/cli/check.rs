//! `sayso check`: findings for a person or a program.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::baseline::{self, Baseline};
use super::files::Choice;
use super::fixing::Fixing;
use super::root::Root;
use super::sink::{self, Unwritable};
use super::tally::end;
use super::task::Task;
use super::watch::Watch;
use super::{CheckArgs, Color, Exit, complain, progress, since, walk};
use crate::config::Config;
use crate::output::text::Style;

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
    let fixing = Fixing::of(args);
    let task = Task { args, choice: &choice, outputs, root, baseline, changes, fixing, style: style(args.color) };
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
    if args.unsafe_fixes && Fixing::of(args).is_none() {
        return Err("--unsafe-fixes goes with --fix, or with --diff behind the paths".into());
    }
    config(args, &choice, Path::new("")).validate().map_err(|error| error.to_string())?;
    Ok(choice)
}

/// What holds for one file; a flag counts more than the configuration file.
pub(super) fn config(args: &CheckArgs, choice: &Choice, path: &Path) -> Config {
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
