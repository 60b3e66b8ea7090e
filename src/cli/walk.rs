//! The files that paths name, and their texts.

use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::files::{Choice, Named};
use super::{Exit, baseline, complain, unread};
use crate::config;
use crate::document::{Document, Format};
use crate::output::run::Skipped;

/// A file to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Input {
    /// Its path, as the user gave it or as it was found.
    pub(super) path: PathBuf,
    /// Its format.
    pub(super) format: Format,
    /// Whether it comes on standard input.
    pub(super) stdin: bool,
}

/// A path that cannot be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Unreadable {
    pub(super) path: PathBuf,
    pub(super) message: String,
}

impl Unreadable {
    pub(super) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), message: message.into() }
    }
}

/// What a walk has found.
#[derive(Default)]
pub(super) struct Found {
    /// The files, each once; a path that cannot be read comes with the reason.
    pub(super) inputs: Vec<Result<Input, Unreadable>>,
    /// What was left out on the way.
    pub(super) skipped: Vec<Skipped>,
    /// What the user should know of, though nothing is left unread that was asked for.
    pub(super) notes: Vec<String>,
}

impl Found {
    /// Tells the notes, unless the user wants quiet.
    pub(super) fn tell(&self, quiet: bool) {
        if !quiet {
            self.notes.iter().for_each(|note| complain(&format!("note: {note}")));
        }
    }
}

/// The files that are chosen, as [`inputs`] has them; the user is told what there is to know of them, unless `quiet`.
///
/// # Errors
/// How the run ends where the configuration of some of them is wrong: none is read then.
pub(super) fn found(choice: &Choice, quiet: bool) -> Result<Found, Exit> {
    let found = inputs(choice);
    let wrong = choice.configurations.wrong();
    if !wrong.is_empty() {
        for error in wrong {
            complain(&error.to_string());
        }
        return Err(Exit::Usage);
    }
    found.tell(quiet);
    Ok(found)
}

/// The files that are chosen: a file as it is, a folder with all files of a known format below it that version control does not
/// ignore, in the order of their names.
pub(super) fn inputs(choice: &Choice) -> Found {
    // One folder has no file twice, and telling costs a look at the disk for every file.
    let seen = (choice.named.len() > 1 || choice.follow).then(HashSet::new);
    let mut walk = Walk { choice, found: Found::default(), seen, links: 0, endings: BTreeMap::new() };
    for named in &choice.named {
        match named {
            Ok(Named::Argument(path)) if path.as_os_str() == "-" => walk.stdin(),
            Ok(Named::Argument(path)) if is_glob(path) && path.symlink_metadata().is_err() => walk.glob(path),
            Ok(Named::Argument(path) | Named::Listed(path)) if path.is_dir() => walk.folder(path),
            Ok(Named::Argument(path) | Named::Listed(path)) => walk.file(path),
            Err(fault) => walk.found.inputs.push(Err(fault.clone())),
        }
    }
    walk.finish()
}

/// A walk under way.
struct Walk<'a> {
    choice: &'a Choice,
    found: Found,
    /// The files found so far, where one may be found twice.
    seen: Option<HashSet<PathBuf>>,
    /// Symbolic links that were left out.
    links: usize,
    /// How many files of unknown formats were left out, by their endings.
    endings: BTreeMap<String, usize>,
}

impl Walk<'_> {
    fn stdin(&mut self) {
        // It can be read only once.
        if !self.found.inputs.iter().flatten().any(|input| input.stdin) {
            let path = self.choice.stdin_filename.clone();
            let format = self.choice.format(&path).unwrap_or(Format::Plain);
            self.found.inputs.push(Ok(Input { path, format, stdin: true }));
        }
    }

    /// Adds a file that was named; whether it exists shows when it is read.
    fn file(&mut self, path: &Path) {
        if !self.choice.excludes(path, false) {
            self.add(path.to_owned(), self.choice.format(path).unwrap_or(Format::Plain));
        }
    }

    fn add(&mut self, path: PathBuf, format: Format) {
        let new =
            self.seen.as_mut().is_none_or(|seen| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
        if new {
            self.found.inputs.push(Ok(Input { path, format, stdin: false }));
        }
    }

    /// Adds the files of a known format in a folder.
    fn folder(&mut self, path: &Path) {
        let mut any = false;
        if !self.choice.excludes(path, true) {
            for entry in self.entries(path) {
                if let Some(format) = self.choice.format(entry.path()) {
                    any = true;
                    self.add(entry.into_path(), format);
                } else if !is_ours(entry.path()) {
                    *self.endings.entry(ending(entry.path())).or_default() += 1;
                }
            }
        }
        if !any {
            let message = "no file of a known format is in this folder; name a file to have it read as plain text";
            self.missed(path, message);
        }
    }

    /// Adds what a glob matches that the shell has left as it is. As if the shell had put the matches in its place, a file that
    /// matches is named, and of a folder that matches the files of a known format are taken.
    fn glob(&mut self, path: &Path) {
        let parts: Vec<_> = path.components().collect();
        let fixed = parts.iter().position(|part| is_glob(Path::new(part))).unwrap_or(parts.len());
        let base: PathBuf = parts[..fixed].iter().collect();
        let rest: PathBuf = parts[fixed..].iter().collect();
        let glob = match matcher(&rest) {
            Ok(glob) => glob,
            Err(error) => {
                let message = format!("there is no such file, and as a glob it is broken: {error}");
                return self.found.inputs.push(Err(Unreadable::new(path, message)));
            }
        };
        let root = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
        let mut any = false;
        let entries = if root.is_dir() { self.entries(root) } else { Vec::new() };
        for entry in entries {
            let path = entry.path();
            let path = path.strip_prefix("./").unwrap_or(path);
            let below = path.strip_prefix(&base).unwrap_or(path);
            let format = self.choice.format(path);
            if glob.matched(below, false).is_ignore() {
                any = true;
                self.add(path.to_owned(), format.unwrap_or(Format::Plain));
            } else if let Some(format) = format
                && glob.matched_path_or_any_parents(below, false).is_ignore()
            {
                any = true;
                self.add(path.to_owned(), format);
            }
        }
        if !any {
            self.missed(path, "no file matches this glob");
        }
    }

    /// The files below `root`, with what goes wrong on the way put among the faults and the notes.
    fn entries(&mut self, root: &Path) -> Vec<DirEntry> {
        let mut files = Vec::new();
        for entry in self.builder(root).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry),
                Ok(entry) if self.choice.follow || entry.depth() == 0 => {}
                Ok(entry) => self.links += usize::from(entry.path_is_symlink() && leads_to_text(entry.path())),
                // What is in a loop is being read already.
                Err(error) if is_loop(&error) => self.found.notes.push(error.to_string()),
                Err(error) => {
                    let (path, why) = config::unread(&error, root);
                    self.found.inputs.push(Err(Unreadable::new(&path, why)));
                }
            }
        }
        files
    }

    fn builder(&self, root: &Path) -> WalkBuilder {
        let exclude = self.choice.exclude.clone();
        let left_out = move |path: &Path, folder| exclude.as_ref().is_some_and(|exclude| exclude.matches(path, folder));
        let mut builder = config::walk(root, Arc::clone(&self.choice.configurations), left_out);
        builder.follow_links(self.choice.follow).hidden(!self.choice.hidden);
        if self.choice.no_ignore {
            builder.ignore(false).git_ignore(false).git_global(false).git_exclude(false).parents(false);
        }
        builder
    }

    /// That a path has led to no file is a fault, unless the user has said it is none.
    fn missed(&mut self, path: &Path, message: &str) {
        if !self.choice.allow_empty {
            self.found.inputs.push(Err(Unreadable::new(path, message)));
        }
    }

    fn finish(mut self) -> Found {
        if self.found.inputs.is_empty() {
            let first = self.choice.named.iter().flatten().next();
            let path = first.map_or(Path::new("."), Named::path).to_owned();
            self.missed(&path, "no file is left to read; --allow-empty makes that no fault");
        }
        if self.links > 0 {
            let links =
                if self.links == 1 { "1 symbolic link was" } else { &format!("{} symbolic links were", self.links) };
            self.found.notes.push(format!("{links} left out; --follow goes where they point"));
            self.found.skipped.push(Skipped::Links { files: self.links });
        }
        self.found.notes.extend(unread::endings(&self.endings));
        let endings = self.endings.into_iter().map(|(ending, files)| Skipped::Ending { ending, files });
        self.found.skipped.extend(endings);
        self.found
    }
}

/// Whether a file is one of the program's own, of which nobody thinks that it is read.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name == config::NAME || name == baseline::NAME
}

/// The ending of a name, with its point; nothing, where it has none.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default()
}

/// Whether `path` has a sign that a glob gives a meaning.
fn is_glob(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
}

/// The matcher of a glob, for paths that start where the glob does.
fn matcher(glob: &Path) -> Result<Gitignore, ignore::Error> {
    let mut builder = GitignoreBuilder::new(".");
    builder.allow_unclosed_class(false);
    let glob = glob.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    builder.add_line(None, &format!("/{glob}"))?;
    builder.build()
}

/// Whether a link that is not followed keeps a text from being read.
fn leads_to_text(link: &Path) -> bool {
    link.is_dir() || Format::of_path(link).is_some()
}

/// Whether a walk has come to a folder that it is in already.
fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}

/// Reads a file as a document.
pub(super) fn read(input: &Input) -> Result<Document, Unreadable> {
    Ok(Document::new(text(input)?, input.format))
}

/// Reads the text of a file.
pub(super) fn text(input: &Input) -> Result<String, Unreadable> {
    let fault = |message: String| Unreadable::new(&input.path, message);
    let unread = |error: std::io::Error| match error.kind() {
        ErrorKind::InvalidInput => fault(format!("{error}; what it gives can be given on standard input, as `-`")),
        _ => fault(error.to_string()),
    };
    let bytes = super::read((!input.stdin).then_some(&*input.path)).map_err(unread)?;
    String::from_utf8(bytes).map_err(|error| fault(not_utf8(&error)))
}

fn not_utf8(error: &std::string::FromUtf8Error) -> String {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!("not UTF-8: byte 0x{byte:02X} at offset {at} (line {line}); convert the file to UTF-8")
}
