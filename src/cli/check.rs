//! `sayso check`: findings for a person or a program.

use std::io::IsTerminal as _;

use rayon::prelude::*;

use super::walk::{self, Input, Unreadable};
use super::{CheckArgs, CheckFormat, Color, Exit, complain, print, unwritable};
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::Config;
use crate::finding::Severity;
use crate::output::json::{self, Fault};
use crate::output::text::{self, Source, Style};
use crate::text::LineIndex;

/// Files that are read at once before their findings are printed.
const BATCH: usize = 256;

/// What has been found so far.
#[derive(Default)]
struct Tally {
    files: usize,
    errors: usize,
    warnings: usize,
    informations: usize,
    unreadable: usize,
    failing: bool,
    items: Vec<json::Item>,
    faults: Vec<Fault>,
}

/// One file, done.
struct Done {
    severities: Vec<Severity>,
    output: Output,
}

enum Output {
    Text(String),
    Json(Vec<json::Item>),
}

pub(super) fn run(args: &CheckArgs) -> Exit {
    let config = Config {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        fail_on: args.fail_on.into(),
        ..Config::default()
    };
    if let Err(error) = config.validate() {
        complain(&error.to_string());
        return Exit::Usage;
    }
    let style = style(args.color);
    let mut tally = Tally::default();
    for batch in walk::inputs(&args.paths, &args.stdin_filename).chunks(BATCH) {
        let done: Vec<Result<Done, Unreadable>> = batch
            .par_iter()
            .map(|input| match input {
                Ok(input) => check(input, &config, args.format, style),
                Err(fault) => Err(fault.clone()),
            })
            .collect();
        for done in done {
            if let Err(error) = tally.add(done, &config) {
                return unwritable(&error);
            }
        }
    }
    if let Err(error) = tally.close(args.format) {
        return unwritable(&error);
    }
    match () {
        () if tally.unreadable > 0 => Exit::Unreadable,
        () if tally.failing => Exit::Findings,
        () => Exit::Clean,
    }
}

fn style(color: Color) -> Style {
    let terminal = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
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

fn check(input: &Input, config: &Config, format: CheckFormat, style: Style) -> Result<Done, Unreadable> {
    let checked = Checked::new(walk::read(input)?, config, &mut Cache::default());
    let path = input.path.display().to_string();
    let text: &str = checked.document.text();
    let lines = LineIndex::new(text);
    let output = match format {
        CheckFormat::Text => {
            Output::Text(text::render(&Source { path: &path, text, lines: &lines }, &checked.findings, style))
        }
        CheckFormat::Json => Output::Json(json::items(&path, text, &lines, &checked.findings)),
    };
    Ok(Done { severities: checked.findings.iter().map(|finding| finding.severity).collect(), output })
}

impl Tally {
    fn add(&mut self, done: Result<Done, Unreadable>, config: &Config) -> std::io::Result<()> {
        let done = match done {
            Ok(done) => done,
            Err(fault) => {
                self.unreadable += 1;
                let path = fault.path.display().to_string();
                complain(&format!("{path}: {}", fault.message));
                self.faults.push(Fault { path, message: fault.message });
                return Ok(());
            }
        };
        self.files += 1;
        for severity in done.severities {
            match severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Information => self.informations += 1,
            }
            self.failing |= config.fail_on.includes(severity);
        }
        match done.output {
            Output::Text(text) => print(&text),
            Output::Json(items) => {
                self.items.extend(items);
                Ok(())
            }
        }
    }

    fn close(&self, format: CheckFormat) -> std::io::Result<()> {
        match format {
            CheckFormat::Text => print(&format!("{}\n", self.summary())),
            CheckFormat::Json => print(&format!("{}\n", json::run(self.files, &self.items, &self.faults)?)),
        }
    }

    fn summary(&self) -> String {
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let files = count(self.files, "file", "files");
        let unread =
            if self.unreadable > 0 { format!("; {} could not be read", self.unreadable) } else { String::new() };
        if self.errors + self.warnings + self.informations == 0 {
            return format!("{files} checked, nothing found{unread}");
        }
        let (errors, warnings) = (count(self.errors, "error", "errors"), count(self.warnings, "warning", "warnings"));
        let infos = count(self.informations, "info", "infos");
        format!("{files} checked: {errors}, {warnings}, {infos}{unread}")
    }
}
