//! The files that paths name, and their texts.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::document::{Document, Format};
use crate::text::MAX_TEXT;

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
    fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), message: message.into() }
    }
}

/// The files that `paths` name: a file as it is, a folder with all files of a known format below it that version control does
/// not ignore, in the order of their names. A path that cannot be read comes with the reason.
pub(super) fn inputs(paths: &[PathBuf], stdin_filename: &Path) -> Vec<Result<Input, Unreadable>> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Input {
                path: stdin_filename.to_owned(),
                format: Format::of_path(stdin_filename).unwrap_or(Format::Plain),
                stdin: true,
            }));
        } else if path.is_dir() {
            folder(path, &mut found);
        } else {
            // Whether it exists shows when it is read.
            found.push(Ok(Input {
                path: path.clone(),
                format: Format::of_path(path).unwrap_or(Format::Plain),
                stdin: false,
            }));
        }
    }
    found
}

fn folder(path: &Path, found: &mut Vec<Result<Input, Unreadable>>) {
    let before = found.len();
    let walk = WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let file = entry.file_type().is_some_and(|kind| kind.is_file());
                if let Some(format) = Format::of_path(entry.path()).filter(|_| file) {
                    found.push(Ok(Input { path: entry.into_path(), format, stdin: false }));
                }
            }
            Err(error) => found.push(Err(Unreadable::new(path, error.to_string()))),
        }
    }
    if found.len() == before {
        found.push(Err(Unreadable::new(
            path,
            "no file of a known format is in this folder; name a file to have it read as plain text",
        )));
    }
}

/// Reads a file as a document.
pub(super) fn read(input: &Input) -> Result<Document, Unreadable> {
    let fault = |message: String| Unreadable::new(&input.path, message);
    let bytes = if input.stdin {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(&input.path)
    };
    let bytes = bytes.map_err(|error| fault(error.to_string()))?;
    if bytes.len() > MAX_TEXT {
        return Err(fault(format!("the file has {} bytes; at most {MAX_TEXT} can be read", bytes.len())));
    }
    let text = String::from_utf8(bytes).map_err(|error| fault(not_utf8(&error)))?;
    Ok(Document::new(text, input.format))
}

fn not_utf8(error: &std::string::FromUtf8Error) -> String {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!("not UTF-8: byte 0x{byte:02X} at offset {at} (line {line}); convert the file to UTF-8")
}
