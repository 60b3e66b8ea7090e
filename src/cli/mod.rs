//! The command line: its arguments, and one file a subcommand.

mod analyze;
mod baseline;
mod cache;
mod change;
mod check;
mod config;
mod explain;
mod files;
mod fixing;
#[cfg(fuzzing)]
#[doc(hidden)]
#[path = "../../fuzz/inside/cli.rs"]
pub mod fuzzing;
mod guard;
mod manual;
mod progress;
mod replace;
mod root;
mod since;
mod sink;
mod statistics;
mod store;
mod tally;
mod task;
mod unread;
mod walk;
mod watch;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use self::sink::{CheckFormat, Output};
use crate::config::{FailOn, LONGEST};
use crate::finding::Confidence;
use crate::output::shown;

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Nothing found that makes it fail.
    Clean = 0,
    /// Something found.
    Findings = 1,
    /// The arguments are wrong.
    Usage = 2,
    /// Something could not be read or written.
    Unreadable = 3,
}

/// Why a run ends before it has begun, and how.
pub(crate) struct Stop {
    message: String,
    exit: Exit,
}

impl Stop {
    fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit: Exit::Usage }
    }

    fn unreadable(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit: Exit::Unreadable }
    }

    /// Tells why.
    fn tell(self) -> Exit {
        complain(&self.message);
        self.exit
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[derive(Parser)]
#[command(
    name = "sayso",
    version,
    about = "On whose say-so? Finds the figures, quotations and claims of a draft that have no stated source.",
    max_term_width = 100
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check files and folders, and print what is found
    #[command(after_help = EXITS)]
    Check(CheckArgs),
    /// Write down what is found now, so that only what is new counts
    Baseline(baseline::BaselineArgs),
    /// Print the analysis of files and folders as JSON, one object a document
    Analyze(AnalyzeArgs),
    /// Write a commented sayso.toml into this folder
    Init {
        /// Write its JSON schema beside it, and name that in its first line, where editors look
        #[arg(long)]
        schema: bool,
    },
    /// Print the configuration that holds, and where each value comes from
    Config {
        /// The file that it is to hold for
        #[arg(default_value = "article.txt")]
        path: PathBuf,
        #[command(flatten)]
        config: config::ConfigArgs,
        /// Print the JSON schema of sayso.toml
        #[arg(long)]
        schema: bool,
    },
    /// Print the manual page of a rule
    Explain {
        /// Name of the rule
        rule: String,
    },
    /// Remove the results that earlier runs have kept
    Clean(cache::CacheArgs),
    /// List the rules
    Rules,
    /// Print a script that completes commands and options in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual, or write its pages for `man` to a folder
    Manual {
        /// The folder, which is made where there is none
        folder: Option<PathBuf>,
    },
    /// Speak the Language Server Protocol over standard input and output
    Server {
        /// Accepted for editors that pass it; standard input and output are always used
        #[arg(long)]
        stdio: bool,
    },
}

const EXITS: &str = "Exit status: 0 clean, 1 findings at or above --fail-on or too many warnings, 2 wrong usage or configuration, \
     3 something could not be read or written, or there was no file to read.";

#[derive(clap::Args)]
struct CheckArgs {
    #[command(flatten)]
    files: files::FileArgs,
    /// How to print what is found [default: text]
    #[arg(long, value_enum)]
    format: Option<CheckFormat>,
    /// Also write what is found in that format, to FILE or else to standard output; may be given several times
    ///
    /// With it, nothing else is printed unless --format asks for it.
    #[arg(long, value_name = "FORMAT[:FILE]")]
    output: Vec<Output>,
    /// Run only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Report hints, too, which are otherwise for editors alone
    #[arg(long)]
    hints: bool,
    /// The least confidence of what is reported; findings of low confidence are hints [default: medium]
    #[arg(long, value_enum, value_name = "CONFIDENCE")]
    min_confidence: Option<ConfidenceArg>,
    /// The weight at which findings make the run fail [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOnArg>,
    /// What `sayso baseline` has written: what is in it does not count
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Take out of the baseline what is no longer found; nothing is put in
    #[arg(long, requires = "baseline")]
    update: bool,
    /// Report only what has changed since the branch left REV, and claims elsewhere that lost their source by it; asks git
    #[arg(long, value_name = "REV", conflicts_with = "watch")]
    since: Option<OsString>,
    /// The same for what the unified diff in FILE changes; `-` takes it from standard input. Without FILE: print what --fix would change
    #[arg(long, value_name = "FILE", conflicts_with = "watch")]
    #[expect(clippy::option_option, reason = "the option can stand without a value")]
    diff: Option<Option<PathBuf>>,
    /// Settle the findings that can be settled without changing what the copy says
    #[arg(long, conflicts_with = "watch")]
    fix: bool,
    /// With --fix or --diff: settle those, too, where the copy may say something else then; look at what comes out
    #[arg(long)]
    unsafe_fixes: bool,
    /// More warnings than N make the run fail
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    #[command(flatten)]
    cache: cache::CacheArgs,
    /// Print how often each rule has found something
    #[arg(long)]
    statistics: bool,
    /// Tell for each file which of its lines hold words that are not read: in code, comments and hidden markup
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// Check again whatever changes, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, ValueEnum)]
enum ConfidenceArg {
    /// As much speaks against them as for them
    Low,
    /// More speaks for them
    Medium,
    /// Hardly anything speaks against them
    High,
}

impl From<ConfidenceArg> for Confidence {
    fn from(arg: ConfidenceArg) -> Self {
        match arg {
            ConfidenceArg::Low => Self::Low,
            ConfidenceArg::Medium => Self::Medium,
            ConfidenceArg::High => Self::High,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOnArg {
    Error,
    Warning,
    Information,
    Never,
}

impl From<FailOnArg> for FailOn {
    fn from(arg: FailOnArg) -> Self {
        match arg {
            FailOnArg::Error => Self::Error,
            FailOnArg::Warning => Self::Warning,
            FailOnArg::Information => Self::Information,
            FailOnArg::Never => Self::Never,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(clap::Args)]
struct AnalyzeArgs {
    #[command(flatten)]
    files: files::FileArgs,
    /// How to print the analysis
    #[arg(long, value_enum, default_value = "jsonl")]
    format: AnalyzeFormat,
    /// Print how the paragraph at that line was read: words, candidates for cues, what spoke for and against them, how its claims stand
    #[arg(long, value_name = "FILE:LINE", conflicts_with_all = ["paths", "files_from"])]
    why: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum AnalyzeFormat {
    /// One JSON object a line
    Jsonl,
}

/// Runs the command that the arguments of the process ask for.
#[must_use]
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Clean };
            // A closed terminal is no reason to fail otherwise.
            if error.use_stderr() {
                remark(&shown::lines(&error.to_string()));
            } else {
                let _ = error.print();
            }
            return exit.into();
        }
    };
    guard::install();
    let exit = match args.command {
        Command::Check(args) => check::run(args),
        Command::Baseline(args) => baseline::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::Init { schema } => config::init(schema),
        Command::Config { path, config, schema } => config::show(&config, &path, schema),
        Command::Explain { rule } => explain::explain(&rule),
        Command::Clean(args) => cache::clean(&args),
        Command::Rules => explain::rules(),
        Command::Completions { shell } => manual::completions(shell),
        Command::Manual { folder } => manual::manual(folder.as_deref()),
        Command::Server { stdio: _ } => return crate::server::run(),
    };
    exit.into()
}

/// What stands in a file, or for `None` on standard input.
fn read(file: Option<&Path>) -> std::io::Result<Vec<u8>> {
    match file {
        Some(file) => crate::config::read(file, LONGEST),
        None => crate::config::limited(std::io::stdin().lock(), LONGEST),
    }
}

/// A path of the command line that is a file, and not the `-` of standard input.
fn file(path: &Path) -> Option<&Path> {
    (path.as_os_str() != "-").then_some(path)
}

/// Writes `text` to standard output; that whoever reads it has gone away is no fault.
fn print(text: &str) -> Result<(), std::io::Error> {
    use std::io::Write as _;
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a message about what went wrong, in one line, to standard error.
pub(crate) fn complain(message: &str) {
    use std::io::Write as _;
    // There is nowhere to say that this failed.
    let _ = writeln!(anstream::stderr().lock(), "sayso: {}", shown::escaped(message));
}

/// Writes text for a person to standard error.
fn remark(text: &str) {
    use std::io::Write as _;
    // There is nowhere to say that this failed.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// How a run ends that could not write its output.
fn unwritable(error: &std::io::Error) -> Exit {
    complain(&format!("cannot write to standard output: {error}"));
    Exit::Unreadable
}
