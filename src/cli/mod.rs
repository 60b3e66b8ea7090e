//! The command line: its arguments, and one file a subcommand.

mod analyze;
mod check;
mod explain;
mod walk;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::config::FailOn;

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    /// Print the analysis of files and folders as JSON, one object a document
    Analyze(AnalyzeArgs),
    /// Print the manual page of a rule
    Explain {
        /// Name of the rule
        rule: String,
    },
    /// List the rules
    Rules,
    /// Speak the Language Server Protocol over standard input and output
    Server {
        /// Accepted for editors that pass it; standard input and output are always used
        #[arg(long)]
        stdio: bool,
    },
}

const EXITS: &str =
    "Exit status: 0 clean, 1 findings at or above --fail-on, 2 wrong usage, 3 something could not be read.";

#[derive(clap::Args)]
struct CheckArgs {
    /// Files and folders; `-` reads standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value = "text")]
    format: CheckFormat,
    /// Run only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The weight at which findings make the run fail
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    fail_on: FailOnArg,
    /// Name of the file on standard input, which tells its format
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    stdin_filename: PathBuf,
    /// When to use colours
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For a person: the words, underlined
    Text,
    /// For a program
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
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
    /// Files and folders; `-` reads standard input
    #[arg(required_unless_present = "why")]
    paths: Vec<PathBuf>,
    /// How to print the analysis
    #[arg(long, value_enum, default_value = "jsonl")]
    format: AnalyzeFormat,
    /// Name of the file on standard input, which tells its format
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    stdin_filename: PathBuf,
    /// Print how the paragraph at that line was read: words, candidates for cues, what spoke for and against them
    #[arg(long, value_name = "FILE:LINE", conflicts_with = "paths")]
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
            let _ = error.print();
            return exit.into();
        }
    };
    let exit = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::Explain { rule } => explain::explain(&rule),
        Command::Rules => explain::rules(),
        Command::Server { stdio: _ } => return crate::server::run(),
    };
    exit.into()
}

/// Writes `text` to standard output; that whoever reads it has gone away is no fault.
fn print(text: &str) -> Result<(), std::io::Error> {
    use std::io::Write as _;
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a message about what went wrong to standard error.
pub(crate) fn complain(message: &str) {
    use std::io::Write as _;
    // There is nowhere to say that this failed.
    let _ = writeln!(anstream::stderr().lock(), "sayso: {message}");
}

/// How a run ends that could not write its output.
fn unwritable(error: &std::io::Error) -> Exit {
    complain(&format!("cannot write to standard output: {error}"));
    Exit::Unreadable
}
