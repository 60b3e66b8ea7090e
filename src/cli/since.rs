//! `--since` and `--diff`: what has changed, as git or a diff tells it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::change::{self, Changes};
use super::root::Root;
use super::{CheckArgs, Exit, Stop};

/// What has changed, if the arguments ask for that.
///
/// # Errors
/// Where it cannot be told.
pub(super) fn changes(args: &CheckArgs, root: &Root) -> Result<Option<Changes>, Stop> {
    match (&args.since, &args.diff) {
        (Some(_), Some(Some(_))) => Err(Stop::usage("--since and --diff FILE both tell what has changed; give one")),
        (Some(revision), _) => since(revision).map(Some),
        (None, Some(Some(file))) if args.files.lists_stdin() && super::file(file).is_none() => {
            Err(Stop::usage("standard input cannot be both a list of names (`--files-from -`) and a diff (`--diff -`)"))
        }
        (None, Some(Some(file))) => diff(file, root).map(Some),
        (None, _) => Ok(None),
    }
}

/// Whether the arguments ask for what has changed.
pub(super) fn asked(args: &CheckArgs) -> bool {
    args.since.is_some() || matches!(args.diff, Some(Some(_)))
}

/// What the diff in `file` changes.
fn diff(file: &Path, root: &Root) -> Result<Changes, Stop> {
    let name = super::file(file).map_or("standard input".into(), |file| file.display().to_string());
    let hint = "to see what --fix would change, put --diff behind the paths";
    if file.is_dir() {
        return Err(Stop::usage(format!("--diff {name}: this is a folder and no diff; {hint}")));
    }
    let read = super::read(super::file(file));
    let bytes = read.map_err(|error| Stop::unreadable(format!("the diff {name} cannot be read: {error}")))?;
    let current = std::env::current_dir().unwrap_or_default();
    let top = root.path("");
    let locate =
        |path: &str, prefixed| change::locate(path, prefixed, &[&top, &current]).map(|path| root.origin(&path).file);
    Changes::parse(&bytes, locate).map_err(|error| Stop::usage(format!("--diff {name}: {error}; {hint}")))
}

/// What has changed since the branch left `revision`, in the folder as it is on disk.
fn since(revision: &OsStr) -> Result<Changes, Stop> {
    let shown = revision.to_string_lossy();
    let git = Git::find()?;
    let commit = [OsStr::new("rev-parse"), "--verify".as_ref(), "--quiet".as_ref(), "--end-of-options".as_ref()];
    let mut name = revision.to_owned();
    name.push("^{commit}");
    let known = git.run(commit.into_iter().chain([&*name]))?;
    if !known.status.success() {
        return Err(git.missing(&format!("--since {shown}: git knows no such revision"), Exit::Usage));
    }
    let base = git.run([OsStr::new("merge-base"), line(&known.stdout).as_ref(), "HEAD".as_ref()])?;
    if !base.status.success() {
        let message = format!("--since {shown}: git finds no commit that it and HEAD both come from");
        return Err(git.missing(&message, Exit::Unreadable));
    }
    let diff = git.text(
        [
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--find-renames",
            "--unified=0",
            "--inter-hunk-context=0",
            "--ignore-submodules=all",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            &line(&base.stdout),
            "--",
        ]
        .map(OsStr::new),
    )?;
    let listed = git.text(["ls-files", "-v", "-z", "--full-name"].map(OsStr::new))?;
    let (mut tracked, mut unseen) = (HashSet::new(), Vec::new());
    for entry in listed.split(|&byte| byte == 0) {
        let [tag, b' ', name @ ..] = entry else { continue };
        let name = String::from_utf8_lossy(name).into_owned();
        // Git has been told to take such a file for unchanged, or not to look at it.
        if (tag.is_ascii_lowercase() || *tag == b'S') && git.top.join(&name).exists() {
            unseen.push(name.clone());
        }
        tracked.insert(name);
    }
    let file =
        |path: &str, prefixed: bool| Some(path.strip_prefix("b/").filter(|_| prefixed).unwrap_or(path).to_owned());
    let changes = Changes::parse(&diff, file)
        .map_err(|error| Stop::unreadable(format!("--since {shown}: what git says cannot be read: {error}")))?;
    Ok(changes.with_tracked(tracked, unseen))
}

/// The repository around the current folder.
struct Git {
    top: PathBuf,
}

impl Git {
    fn find() -> Result<Self, Stop> {
        let here = Self { top: PathBuf::from(".") };
        let top = here.run(["rev-parse", "--show-toplevel"].map(OsStr::new))?;
        if !top.status.success() {
            return Err(Stop::usage(format!("--since needs a git repository: {}", said(&top.stderr))));
        }
        Ok(Self { top: PathBuf::from(line(&top.stdout)) })
    }

    fn run<'a>(&self, args: impl IntoIterator<Item = &'a OsStr>) -> Result<Output, Stop> {
        git(&self.top)
            .args(args)
            .output()
            .map_err(|error| Stop::unreadable(format!("--since: git cannot be run: {error}")))
    }

    /// What a command prints that must not fail.
    fn text<'a>(&self, args: impl IntoIterator<Item = &'a OsStr>) -> Result<Vec<u8>, Stop> {
        let output = self.run(args)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Stop::unreadable(format!("--since: git failed: {}", said(&output.stderr))))
    }

    /// That something is not in the repository; in a shallow clone, how to get it.
    fn missing(&self, message: &str, exit: Exit) -> Stop {
        let shallow = self.run(["rev-parse", "--is-shallow-repository"].map(OsStr::new));
        if shallow.is_ok_and(|shallow| line(&shallow.stdout) == "true") {
            let remedy = "this clone is shallow: fetch what is missing with `git fetch --unshallow`, or have CI clone all of it \
                          (GitHub: `fetch-depth: 0`, GitLab: `GIT_DEPTH: 0`)";
            return Stop::unreadable(format!("{message}; {remedy}"));
        }
        Stop { message: message.to_owned(), exit }
    }
}

/// The one line that git has printed.
fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim_end_matches(['\n', '\r']).to_owned()
}

/// Git, to be run in a folder; of what its configuration names it starts nothing.
pub(super) fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "core.quotePath=true", "-c", "core.fsmonitor=false"]);
    command
}

/// What git says went wrong, in one line.
fn said(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().lines().collect::<Vec<_>>().join("; ")
}
