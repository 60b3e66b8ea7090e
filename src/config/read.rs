//! Reading a file that somebody else may have put there: only a regular one, and none that is too long.

use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// Bytes of the longest text that is read.
pub const LONGEST: u64 = 256 << 20;

/// What stands in the file at `path`, of at most `most` bytes.
///
/// # Errors
/// Where it cannot be read, is no regular file, or is longer; that is known before anything is read.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    // Before it is opened: to open a pipe is to wait for somebody who writes to it.
    let data = path.metadata()?;
    is_regular(&data)?;
    let file = File::open(path)?;
    let data = file.metadata()?;
    is_regular(&data)?;
    if data.len() > most {
        return Err(too_long(Some(data.len()), most));
    }
    limited(file, most)
}

/// All that `source` gives, of at most `most` bytes.
///
/// # Errors
/// Where it cannot be read, or gives more.
pub fn limited(source: impl Read, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_long(None, most)) } else { Ok(bytes) }
}

/// What stands in the file at `path` as text, as [`read`] has it.
///
/// # Errors
/// Those of [`read`], and that it is not UTF-8.
pub fn text(path: &Path, most: u64) -> Result<String> {
    let bytes = read(path, most)?;
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::InvalidData, "the text is not UTF-8"))
}

fn is_regular(data: &Metadata) -> Result<()> {
    if data.is_file() {
        Ok(())
    } else if data.is_dir() {
        Err(Error::new(ErrorKind::IsADirectory, "it is a folder"))
    } else {
        Err(Error::new(ErrorKind::InvalidInput, "it is a pipe or a device and no regular file"))
    }
}

fn too_long(bytes: Option<u64>, most: u64) -> Error {
    let bytes = bytes.map(|bytes| format!(" has {bytes} bytes and")).unwrap_or_default();
    let message = format!("it{bytes} is too long: at most {most} bytes are read; part it into files");
    Error::new(ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_be_as_long_as_is_read_and_no_longer() {
        assert_eq!(limited(&b"four"[..], 4).unwrap(), b"four");
        assert_eq!(limited(&b"fours"[..], 4).unwrap_err().kind(), ErrorKind::FileTooLarge);
        // One that never ends.
        assert_eq!(limited(std::io::repeat(b'a'), 4).unwrap_err().kind(), ErrorKind::FileTooLarge);
    }
}
