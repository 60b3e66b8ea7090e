//! `sayso init` and `sayso config`: the configuration file, and what holds.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Exit, complain, print, unwritable};
use crate::config::{self, ConfigError, Project};

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
    /// The configuration for the folder the program runs in.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn project(&self) -> Result<Project, ConfigError> {
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        match &self.config {
            Some(path) => Project::read(path),
            None if self.no_config => Ok(Project::none(&here)),
            None => Project::find(&here),
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
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let remedy = if schema { "; `sayso config --schema` prints the schema" } else { "" };
            complain(&format!("sayso.toml is there already; it is left as it is{remedy}"));
            return Exit::Usage;
        }
        Err(error) => {
            complain(&format!("cannot write sayso.toml: {error}"));
            return Exit::Unreadable;
        }
    }
    if schema
        && let Err(error) = config::schema().map_err(std::io::Error::other).and_then(|text| fs::write(SCHEMA, text))
    {
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
    let project = match args.project() {
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
    print(&text).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
}
