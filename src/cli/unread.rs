//! What a run has not read, so that a text nobody looked at is not taken for one in which nothing was found.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use super::files::{Choice, Named};
use super::since;
use crate::output::run::{Skipped, count};

/// How many endings, or names of files, are told.
const SHOWN: usize = 4;

/// That files were left out for their endings, of which there are so many each.
pub(super) fn endings(endings: &BTreeMap<String, usize>) -> Option<String> {
    let files: usize = endings.values().sum();
    if files == 0 {
        return None;
    }
    let mut most: Vec<(&String, &usize)> = endings.iter().collect();
    most.sort_by_key(|(_, files)| std::cmp::Reverse(**files));
    let tell = |(ending, files): &(&String, &usize)| match ending.as_str() {
        "" => format!("{files} without one"),
        ending => format!("{files} {ending}"),
    };
    let mut told: Vec<String> = most.iter().take(SHOWN).map(tell).collect();
    if most.len() > SHOWN {
        told.push("…".to_owned());
    }
    let were = if files == 1 { "was" } else { "were" };
    let remedy = "name one to have it read, or give its ending a format in sayso.toml, under [formats]";
    Some(format!("{} {were} left out for the ending ({}); {remedy}", count(files, "file"), told.join(", ")))
}

/// That no rule runs for some files.
pub(super) fn unruled(skipped: &[Skipped]) -> Option<String> {
    let paths = skipped.iter().filter_map(|skipped| match skipped {
        Skipped::Unruled { path } => Some(path.as_str()),
        _ => None,
    });
    let paths: Vec<&str> = paths.collect();
    let remedy = "the configuration and the arguments leave all of them out";
    (!paths.is_empty())
        .then(|| format!("no rule runs for {} ({}): {remedy}", count(paths.len(), "file"), named(&paths)))
}

/// The first of some names.
fn named(names: &[&str]) -> String {
    let more = if names.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", names[..names.len().min(SHOWN)].join(", "))
}

/// The folders that are named.
pub(super) fn folders(choice: &Choice) -> Vec<PathBuf> {
    choice.named.iter().flatten().map(Named::path).filter(|path| path.is_dir()).map(Path::to_owned).collect()
}

/// A look, beside the run, for files that version control has and that its lists of files to ignore name, so that a walk leaves them out.
pub(super) struct Ignored(Option<JoinHandle<Vec<PathBuf>>>);

impl Ignored {
    /// Looks in the folders that are named.
    pub(super) fn look(choice: &Choice) -> Self {
        let folders = if choice.no_ignore { Vec::new() } else { folders(choice) };
        if folders.is_empty() {
            return Self(None);
        }
        Self(Some(std::thread::spawn(move || folders.iter().flat_map(|folder| in_folder(folder)).collect())))
    }

    /// Those of a known format that the configuration does not leave out.
    pub(super) fn files(self, choice: &Choice) -> Vec<PathBuf> {
        let mut files = self.0.and_then(|look| look.join().ok()).unwrap_or_default();
        let excluded = |path: &Path| {
            let project = choice.configurations.of(path);
            choice.excludes(path, false) || project.is_ok_and(|project| project.excludes(path))
        };
        files.retain(|path| choice.format(path).is_some() && path.is_file() && !excluded(path));
        files.sort();
        files.dedup();
        files
    }
}

/// What is to be told of such files.
pub(super) fn ignored(files: &[PathBuf]) -> (Option<String>, Vec<Skipped>) {
    if files.is_empty() {
        return (None, Vec::new());
    }
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    let note = format!(
        "{} left out that git has though .gitignore names {}: {}; --no-ignore reads what is ignored",
        if paths.len() == 1 { "1 file is".to_owned() } else { format!("{} files are", paths.len()) },
        if paths.len() == 1 { "it" } else { "them" },
        named(&paths.iter().map(String::as_str).collect::<Vec<_>>()),
    );
    (Some(note), paths.into_iter().map(|path| Skipped::Ignored { path }).collect())
}

/// Without git, or outside a repository, there are none.
fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let list = ["ls-files", "-z", "--cached", "--ignored", "--exclude-standard"].map(OsStr::new);
    let listed = since::git(folder).args(list).output().ok().filter(|output| output.status.success());
    let names = listed.map(|output| output.stdout).unwrap_or_default();
    let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    let plain = |folder: &Path| if folder == Path::new(".") { PathBuf::new() } else { folder.to_owned() };
    names.map(|name| plain(folder).join(String::from_utf8_lossy(name).as_ref())).collect()
}
