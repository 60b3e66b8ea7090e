//! Where the findings of a run go, and in which formats.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::fixing::Fixing;
use super::replace::{Links, Replacement};
use super::{CheckArgs, Stop, print, remark};
use crate::output::item::{Fault, Item};
use crate::output::run::{Counts, Run};
use crate::output::{checkstyle, concise, github, gitlab, json, junit, markdown, sarif, shown};

/// A format of `sayso check`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum CheckFormat {
    /// For a person: the words, underlined
    Text,
    /// One line a finding
    Concise,
    /// For a program: one object
    Json,
    /// For a program: one object a finding
    Jsonl,
    /// For code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A code quality report of GitLab
    Gitlab,
    /// XML of Checkstyle
    Checkstyle,
    /// XML as a list of tests
    Junit,
    /// A summary for a pull request
    Markdown,
}

impl CheckFormat {
    /// Whether it is written file by file. The others are written when all is known.
    fn streams(self) -> bool {
        matches!(self, Self::Text | Self::Concise | Self::Jsonl | Self::Sarif | Self::Gitlab)
    }
}

/// The argument of `--output`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Output {
    format: CheckFormat,
    file: Option<PathBuf>,
}

impl std::str::FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = text.split_once(':').map_or((text, None), |(format, file)| (format, Some(file)));
        if file == Some("") {
            return Err("there is no file behind the colon".to_owned());
        }
        let formats = CheckFormat::value_variants().iter().filter_map(CheckFormat::to_possible_value);
        let names: Vec<String> = formats.map(|value| value.get_name().to_owned()).collect();
        let known = CheckFormat::from_str(format, false);
        let format = known.map_err(|_| format!("“{format}” is no format; there are {}", names.join(", ")))?;
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

/// That something could not be written to a file, or to standard output.
fn unwritable(file: Option<&Path>, error: &io::Error) -> Stop {
    let place = file.map_or("standard output".into(), |file| file.display().to_string());
    Stop::unreadable(format!("cannot write to {place}: {error}"))
}

/// Writes to standard output what goes there as it is, to the byte, unless that is a terminal.
pub(super) fn show(text: &str) -> Result<(), Stop> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    // A terminal applies no patch.
    let text = if out.is_terminal() { shown::lines(text) } else { text.into() };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritable(None, &error)),
        _ => Ok(()),
    }
}

/// What the arguments ask for, if they do not ask for two things in one place.
pub(super) fn outputs(args: &CheckArgs) -> Result<Vec<Output>, String> {
    let mut outputs = args.output.clone();
    if let Some(what) = Fixing::prints(args) {
        if args.format.is_some() || outputs.iter().any(|output| output.file.is_none()) {
            return Err(format!("{what} goes to standard output; give the findings a file: --output FORMAT:FILE"));
        }
    } else if args.format.is_some() || outputs.is_empty() {
        outputs.push(Output { format: args.format.unwrap_or(CheckFormat::Text), file: None });
    }
    for (i, output) in outputs.iter().enumerate() {
        if outputs[..i].iter().any(|other| other.file == output.file) {
            return Err(output.file.as_ref().map_or_else(
                || {
                    "only one format can go to standard output; give the others a file: --output sarif:report.sarif"
                        .into()
                },
                |file| format!("two formats are to be written to {}; give each its own file", file.display()),
            ));
        }
        if let Some(file) = output.file.as_ref().filter(|file| args.files.paths.iter().any(|path| same(path, file))) {
            return Err(format!("{} is to be checked and to be written over; name another file", file.display()));
        }
    }
    Ok(outputs)
}

/// Whether two paths lead to one file.
fn same(a: &Path, b: &Path) -> bool {
    a == b
        || a.file_name() == b.file_name()
            && std::fs::canonicalize(a).is_ok_and(|a| std::fs::canonicalize(b).is_ok_and(|b| a == b))
}

/// All the places that findings go to. A file is what it was until all is written.
pub(super) struct Sinks(Vec<Sink>);

struct Sink {
    format: CheckFormat,
    file: Option<(PathBuf, BufWriter<Replacement>)>,
    /// Whether anything has been written.
    begun: bool,
}

impl Sinks {
    /// Opens the files at once: that one cannot be written is to be known before a long run.
    pub(super) fn open(outputs: &[Output]) -> Result<Self, Stop> {
        let open = |output: &Output| {
            let file = output.file.as_ref().map(|path| match Replacement::begin(path, Links::Followed) {
                Ok(file) => Ok((path.clone(), BufWriter::new(file))),
                Err(error) => Err(unwritable(Some(path), &error)),
            });
            Ok(Sink { format: output.format, file: file.transpose()?, begun: false })
        };
        outputs.iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// Whether `path` is written by this run: a report of the run before is no draft.
    pub(super) fn write_to(&self, path: &Path) -> bool {
        self.0.iter().filter_map(|sink| sink.file.as_ref()).any(|(file, _)| same(file, path))
    }

    /// Whether findings are to be drawn.
    pub(super) fn want_text(&self) -> bool {
        self.0.iter().any(|sink| sink.format == CheckFormat::Text)
    }

    /// Whether findings are to be had as items.
    pub(super) fn want_items(&self) -> bool {
        self.0.iter().any(|sink| sink.format != CheckFormat::Text)
    }

    /// Whether items are to be kept to the end of the run.
    pub(super) fn keep_items(&self) -> bool {
        self.0.iter().any(|sink| !sink.format.streams())
    }

    /// Writes the findings of one file where they are written file by file.
    pub(super) fn add(&mut self, text: &str, items: &[Item]) -> Result<(), Stop> {
        self.each(|format, first| match format {
            CheckFormat::Text => Ok(Some(text.to_owned())),
            CheckFormat::Concise => Ok(Some(concise::lines(items))),
            CheckFormat::Jsonl => json::lines(items).map(Some),
            CheckFormat::Sarif if first && !items.is_empty() => {
                Ok(Some(sarif::head()? + &sarif::results(items, true)?))
            }
            CheckFormat::Sarif => sarif::results(items, false).map(Some),
            CheckFormat::Gitlab => gitlab::issues(items, first).map(Some),
            _ => Ok(None),
        })
    }

    /// Writes that a file could not be read. Whoever reads the terminal is told there.
    pub(super) fn fault(&mut self, fault: &Fault) -> Result<(), Stop> {
        self.each(|format, _| Ok((format == CheckFormat::Concise).then(|| concise::fault(fault))))
    }

    /// Writes what is written at the end. `table` is a table for a person, which goes where nothing for a program does.
    pub(super) fn close(
        &mut self,
        run: &Run<'_>,
        counts: &Counts,
        table: Option<&str>,
        quiet: bool,
    ) -> Result<(), Stop> {
        let printed = self.0.iter().find(|sink| sink.file.is_none()).map(|sink| sink.format);
        if let Some(table) = table {
            match printed {
                Some(CheckFormat::Text) => {
                    print(table).map_err(|error| unwritable(None, &error))?;
                }
                _ => remark(table),
            }
        }
        self.each(|format, first| match format {
            CheckFormat::Text | CheckFormat::Concise => Ok((!quiet).then(|| counts.summary() + "\n")),
            CheckFormat::Jsonl => json::last_line(counts.files, counts.findings(), run).map(Some),
            CheckFormat::Json => json::run(run).map(Some),
            CheckFormat::Sarif if first => Ok(Some(sarif::head()? + &sarif::tail(run.faults)?)),
            CheckFormat::Sarif => sarif::tail(run.faults).map(Some),
            CheckFormat::Github => Ok(Some(github::run(run))),
            CheckFormat::Gitlab => gitlab::tail(run.faults, first).map(Some),
            CheckFormat::Checkstyle => Ok(Some(checkstyle::run(run))),
            CheckFormat::Junit => Ok(Some(junit::run(run))),
            CheckFormat::Markdown => Ok(Some(markdown::run(run))),
        })?;
        let files = self.0.drain(..).filter_map(|sink| sink.file);
        files.into_iter().try_for_each(|(path, file)| {
            let written = file.into_inner().map_err(io::IntoInnerError::into_error).and_then(Replacement::finish);
            written.map_err(|error| unwritable(Some(&path), &error))
        })
    }

    /// Writes what `piece` makes for a format to wherever that goes; it is told whether that is the first.
    fn each(&mut self, piece: impl Fn(CheckFormat, bool) -> serde_json::Result<Option<String>>) -> Result<(), Stop> {
        for sink in &mut self.0 {
            let written = match piece(sink.format, !sink.begun) {
                Ok(Some(piece)) => sink.write(&piece),
                Ok(None) => Ok(()),
                Err(error) => Err(error.into()),
            };
            written.map_err(|error| unwritable(sink.file.as_ref().map(|(path, _)| &**path), &error))?;
        }
        Ok(())
    }
}

impl Sink {
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.begun |= !text.is_empty();
        match &mut self.file {
            None => print(text),
            // Colours are for the terminal.
            Some((_, file)) if self.format == CheckFormat::Text => {
                write!(file, "{}", anstream::adapter::strip_str(text))
            }
            Some((_, file)) => file.write_all(text.as_bytes()),
        }
    }
}
