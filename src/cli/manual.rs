//! `sayso completions` and `sayso manual`: what shells and `man` read, made from the arguments.

use std::io;
use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::replace::{Links, replace};
use super::{Args, Exit, complain, print, unwritable};

/// Prints the script that completes commands and options in `shell`.
pub(super) fn completions(shell: Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "sayso", &mut script);
    print(&String::from_utf8_lossy(&script)).map_or_else(|error| unwritable(&error), |()| Exit::Clean)
}

/// Prints the pages of the manual, or writes each to a file in `folder`.
pub(super) fn manual(folder: Option<&Path>) -> Exit {
    let Some(folder) = folder else {
        let pages: io::Result<Vec<String>> = commands().into_iter().map(page).collect();
        return pages
            .and_then(|pages| print(&pages.concat()))
            .map_or_else(|error| unwritable(&error), |()| Exit::Clean);
    };
    match write(folder) {
        Ok(()) => Exit::Clean,
        Err(error) => {
            complain(&format!("{}: {error}", folder.display()));
            Exit::Unreadable
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    commands().into_iter().try_for_each(|command| {
        let file = folder.join(format!("{}.1", name(&command)));
        replace(&file, Links::Refused, None, &page(command)?)
    })
}

/// The program and its commands.
fn commands() -> Vec<Command> {
    let mut whole = Args::command().disable_help_subcommand(true);
    whole.build();
    let commands: Vec<Command> = whole.get_subcommands().cloned().collect();
    std::iter::once(whole).chain(commands).collect()
}

/// The name of a command's page: "sayso-check".
fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or(command.get_name()).to_owned()
}

fn page(command: Command) -> io::Result<String> {
    let mut page = Vec::new();
    let name = name(&command);
    Man::new(command.version(env!("CARGO_PKG_VERSION"))).title(name).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
