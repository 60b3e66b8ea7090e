//! Which files to read: the arguments that say so, made into a [`Choice`].

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::config::ConfigArgs;
use super::walk::Unreadable;
use super::{Exit, complain, progress};
use crate::config::{self, Config, Nearest};
use crate::document::Format;

/// The arguments that choose files, for every command that reads some.
#[derive(clap::Args)]
pub(super) struct FileArgs {
    /// Files, folders and globs; `-` reads standard input
    pub(super) paths: Vec<PathBuf>,
    /// Name of the file on standard input, which tells its format
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub(super) stdin_filename: PathBuf,
    /// Read the files that FILE names too, one a line; `-` takes the names from standard input
    #[arg(long, value_name = "FILE")]
    pub(super) files_from: Option<PathBuf>,
    /// The names of --files-from end with a NUL, as `git ls-files -z` and `find -print0` write them
    #[arg(long, short = '0', requires = "files_from")]
    null: bool,
    /// Leave out what this glob matches, written as in .gitignore, from the current folder; may be given again
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    #[command(flatten)]
    config: ConfigArgs,
    /// Go into hidden files and folders
    #[arg(long)]
    hidden: bool,
    /// Read what .gitignore and .ignore leave out
    #[arg(long)]
    no_ignore: bool,
    /// Go where the symbolic links in folders point
    #[arg(long)]
    follow: bool,
    /// That there is no file to read is no fault
    #[arg(long)]
    allow_empty: bool,
    /// Number of threads; as many as there are cores, unless given
    #[arg(long, short = 'j', value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Print no summary, no notes and no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl FileArgs {
    /// Whether standard input is one of the texts.
    pub(super) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| super::file(path).is_none())
    }

    /// Whether standard input is the list of the texts.
    pub(super) fn lists_stdin(&self) -> bool {
        self.files_from.as_deref().is_some_and(|list| super::file(list).is_none())
    }

    /// Chooses `path`, if nothing is chosen.
    pub(super) fn or_else(&mut self, path: &Path) {
        if self.paths.is_empty() && self.files_from.is_none() {
            self.paths.push(path.to_owned());
        }
    }
}

/// A path that is to be read, and where it was named.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// On the command line, where `-` is standard input, and a glob may be meant.
    Argument(PathBuf),
    /// In a list, which is taken by the letter.
    Listed(PathBuf),
}

impl Named {
    /// The path.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Argument(path) | Self::Listed(path) => path,
        }
    }
}

/// Which files to read, and how to look for them.
pub(super) struct Choice {
    pub(super) named: Vec<Result<Named, Unreadable>>,
    pub(super) stdin_filename: PathBuf,
    pub(super) exclude: Option<Arc<Exclude>>,
    pub(super) configurations: Arc<Nearest>,
    pub(super) hidden: bool,
    pub(super) no_ignore: bool,
    pub(super) follow: bool,
    pub(super) allow_empty: bool,
}

impl FileArgs {
    /// The configurations of the run.
    ///
    /// # Errors
    /// What is wrong with that of the folder the program runs in.
    pub(super) fn configurations(&self) -> Result<Nearest, String> {
        self.config.configurations().map_err(|error| error.to_string())
    }
}

impl Choice {
    /// What the arguments choose; the list of `--files-from` is read here.
    ///
    /// # Errors
    /// What is wrong with the arguments.
    pub(super) fn new(args: &FileArgs) -> Result<Self, String> {
        let list = args.files_from.as_deref();
        if args.paths.is_empty() && list.is_none() {
            return Err("nothing to read: give PATHS (files, folders, `-`), or a list of them with --files-from".into());
        }
        if args.lists_stdin() && args.reads_stdin() {
            return Err("standard input cannot be both a text (`-`) and a list of names (`--files-from -`)".into());
        }
        let mut named: Vec<_> = args.paths.iter().cloned().map(|path| Ok(Named::Argument(path))).collect();
        if let Some(list) = list {
            match names(list, args.null) {
                Ok(listed) => named.extend(listed.into_iter().map(|path| Ok(Named::Listed(path)))),
                Err(message) => named.push(Err(Unreadable::new(list, message))),
            }
        }
        Ok(Self {
            named,
            stdin_filename: args.stdin_filename.clone(),
            exclude: Exclude::new(&args.exclude)?.map(Arc::new),
            configurations: Arc::new(args.configurations()?),
            hidden: args.hidden,
            no_ignore: args.no_ignore,
            follow: args.follow,
            allow_empty: args.allow_empty,
        })
    }

    /// The format of a file, if it is known.
    pub(super) fn format(&self, path: &Path) -> Option<Format> {
        let told = self.configurations.of(path).ok().and_then(|project| project.format(path));
        told.or_else(|| Format::of_path(path))
    }

    /// What holds for a file.
    ///
    /// # Errors
    /// What is wrong with its configuration.
    pub(super) fn config(&self, path: &Path) -> Result<Config, Unreadable> {
        match self.configurations.of(path) {
            Ok(project) => Ok(project.config(path)),
            Err(error) => Err(Unreadable::new(path, format!("its configuration is wrong: {error}"))),
        }
    }

    /// Whether `path` is left out, though it be named.
    pub(super) fn excludes(&self, path: &Path, folder: bool) -> bool {
        self.exclude.as_ref().is_some_and(|exclude| exclude.matches(path, folder))
    }
}

/// What the arguments choose, with as many threads as they ask for; where they are wrong, the user is told.
///
/// # Errors
/// How the run ends.
pub(super) fn chosen(args: &FileArgs) -> Result<Choice, Exit> {
    progress::threads(args.jobs);
    Choice::new(args).map_err(|message| {
        complain(&message);
        Exit::Usage
    })
}

/// The names in the list at `path`.
fn names(path: &Path, null: bool) -> Result<Vec<PathBuf>, String> {
    let bytes = super::read(super::file(path)).map_err(|error| format!("the list of files cannot be read: {error}"))?;
    let end = if null { 0 } else { b'\n' };
    let names = bytes.split(|&byte| byte == end).map(|name| match name {
        // A name may end with a carriage return; a line that does was written on Windows.
        [line @ .., b'\r'] if !null => line,
        name => name,
    });
    names.filter(|name| !name.is_empty()).map(|name| os_string(name).map(PathBuf::from)).collect()
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have names that are no names")]
fn os_string(name: &[u8]) -> Result<OsString, String> {
    use std::os::unix::ffi::OsStringExt as _;
    Ok(OsString::from_vec(name.to_vec()))
}

#[cfg(not(unix))]
fn os_string(name: &[u8]) -> Result<OsString, String> {
    let name =
        std::str::from_utf8(name).map_err(|error| format!("a name in the list of files is not UTF-8: {error}"))?;
    Ok(OsString::from(name))
}

/// What `--exclude` leaves out.
pub(super) struct Exclude {
    globs: Gitignore,
    /// The current folder, by its names from the root down.
    here: PathBuf,
}

impl Exclude {
    fn new(globs: &[String]) -> Result<Option<Self>, String> {
        if globs.is_empty() {
            return Ok(None);
        }
        let mut builder = GitignoreBuilder::new(".");
        builder.allow_unclosed_class(false);
        for glob in globs {
            if glob.trim().is_empty() {
                return Err("--exclude “” is no glob".into());
            }
            builder.add_line(None, glob).map_err(|error| format!("--exclude “{glob}” is no glob: {error}"))?;
        }
        let globs = builder.build().map_err(|error| format!("--exclude: {error}"))?;
        let here = names_from_root(Path::new("."));
        Ok(Some(Self { globs, here }))
    }

    /// Whether `path`, or a folder it is in, is left out.
    pub(super) fn matches(&self, path: &Path, folder: bool) -> bool {
        let whole = names_from_root(path);
        let path = whole.strip_prefix(&self.here).unwrap_or(&whole);
        !path.as_os_str().is_empty() && self.globs.matched_path_or_any_parents(path, folder).is_ignore()
    }
}

/// The names in `path` from the root down, without the root: a glob is held against no path that begins with it.
fn names_from_root(path: &Path) -> PathBuf {
    config::full(path).components().filter(|part| matches!(part, Component::Normal(_))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excluded(glob: &str, path: &str) -> bool {
        Exclude::new(&[glob.to_owned()]).unwrap().unwrap().matches(Path::new(path), false)
    }

    #[test]
    fn globs_are_read_as_in_gitignore_from_the_current_folder() {
        assert!(excluded("*.md", "a/b/c.md"));
        assert!(excluded("*.md", "../elsewhere/c.md"));
        assert!(excluded("/a.md", "./a.md"));
        assert!(!excluded("/a.md", "b/a.md"));
        assert!(excluded("drafts/", "drafts/deep/a.md"));
        assert!(excluded("drafts/", "x/../drafts/a.md"));
        assert!(!excluded("drafts/", "drafts"));
        let here = std::env::current_dir().unwrap();
        assert!(excluded("/a.md", here.join("a.md").to_str().unwrap()));
        // The names of the folders above the current one do not count.
        let name = here.file_name().unwrap().to_str().unwrap();
        assert!(!excluded(name, here.join("a.md").to_str().unwrap()));
    }

    #[test]
    fn a_broken_glob_is_named() {
        for glob in ["a[", "{a", " ", "[z-a]"] {
            let error = Exclude::new(&[glob.to_owned()]).err().unwrap();
            assert!(error.contains(glob.trim()), "{error}");
        }
    }
}
