//! `sayso init` and `sayso config`: the configuration file, and what holds.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::replace::{Links, replace};
use super::{Exit, complain, print, unwritable};
use crate::config::{self, ConfigError, NAME, Nearest, Project};
use crate::output::shown;

/// Where the configuration comes from.
#[derive(clap::Args, Clone, Default)]
pub(super) struct ConfigArgs {
    /// The configuration to use, in place of the nearest sayso.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Use no sayso.toml
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

impl ConfigArgs {
    /// The configurations of the files: the one that is named, none, or the nearest to each. That of the folder the program runs in is
    /// read at once.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn configurations(&self) -> Result<Nearest, ConfigError> {
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        match &self.config {
            Some(path) => Project::read(path).map(Nearest::chosen),
            None if self.no_config => Ok(Nearest::chosen(Project::none(&here))),
            None => {
                let nearest = Nearest::default();
                nearest.of(&here.join(NAME))?;
                Ok(nearest)
            }
        }
    }
}

/// The schema that `sayso init --schema` writes.
const SCHEMA: &str = "sayso.schema.json";

/// Writes a commented `sayso.toml` into the folder the program runs in, and its schema, if that is asked for.
pub(super) fn init(schema: bool) -> Exit {
    let path = Path::new("sayso.toml");
    let line = if schema { format!("#:schema ./{SCHEMA}\n\n") } else { String::new() };
    let text = line + &config::template();
    if path.symlink_metadata().is_ok() {
        let remedy = if schema { "; `sayso config --schema` prints the schema" } else { "" };
        complain(&format!("sayso.toml is there already; it is left as it is{remedy}"));
        return Exit::Usage;
    }
    let write = |path: &Path, text: &str| replace(path, Links::Refused, None, text);
    if let Err(error) = write(path, &text) {
        complain(&format!("cannot write sayso.toml: {error}"));
        return Exit::Unreadable;
    }
    let schema_text = if schema { config::schema().map_err(std::io::Error::other).map(Some) } else { Ok(None) };
    let written = schema_text.and_then(|text| text.map_or(Ok(()), |text| write(Path::new(SCHEMA), &text)));
    if let Err(error) = written {
        complain(&format!("cannot write {SCHEMA}: {error}"));
        return Exit::Unreadable;
    }
    let beside = if schema { format!("{SCHEMA} is written beside it, for editors\n") } else { String::new() };
    let told = format!("sayso.toml is written; every line of it is a comment until you change it\n{beside}");
    print(&told).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
}

/// Prints what holds for a file and where each value comes from, or the schema of the configuration file.
pub(super) fn show(args: &ConfigArgs, path: &Path, schema: bool) -> Exit {
    if schema {
        let printed = config::schema().map_err(std::io::Error::other).and_then(|schema| print(&schema));
        return printed.map_or_else(|error| unwritable(&error), |()| Exit::Clean);
    }
    let project = match args.configurations().and_then(|nearest| nearest.of(path)) {
        Ok(project) => project,
        Err(error) => {
            complain(&error.to_string());
            return Exit::Usage;
        }
    };
    let lines = project.effective(path);
    let width = lines.iter().map(|line| line.key.len() + line.value.len()).max().unwrap_or(0).min(60);
    let mut text = String::new();
    for line in lines {
        let pad = " ".repeat(width.saturating_sub(line.key.len() + line.value.len()));
        // Writing to a string does not fail.
        let _ = writeln!(text, "{} = {}{pad} # {}", line.key, line.value, line.origin);
    }
    print(&shown::lines(&text)).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
}
