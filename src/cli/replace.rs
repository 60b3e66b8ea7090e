//! The one way in which files are written: under a name of their own beside the place, and then moved there. So a file is what it was or
//! what it is to be, whenever a run is cut off and however many write at once, and nothing is written to where a link leads by accident.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What the names of files end with that are not yet where they are to be.
const ENDING: &str = ".sayso-new";

/// What is done where a link stands in the place of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Links {
    /// The user has named it: the file is written that it leads to.
    Followed,
    /// The user has not: it may have come with a checkout, and lead anywhere.
    Refused,
}

/// Puts `now` in the place of what the file at `path` has. `was` is what it must have had, where that matters; that it has `now`
/// already is as good.
///
/// # Errors
/// Where it cannot be written, or has been changed meanwhile: it is then as it was.
pub(super) fn replace(path: &Path, links: Links, was: Option<&str>, now: &str) -> io::Result<()> {
    let mut new = Replacement::begin(path, links)?;
    new.write_all(now.as_bytes())?;
    if let Some(was) = was {
        let there = fs::read(&new.target)?;
        if there == now.as_bytes() {
            return Ok(());
        }
        if there != was.as_bytes() {
            return Err(Error::other("somebody has changed it meanwhile; run again"));
        }
    }
    new.finish()
}

/// What is to take the place of a file. Unless it is finished, that stays as it was.
pub(super) struct Replacement {
    /// The file, and not a link to it.
    target: PathBuf,
    to: Writing,
}

enum Writing {
    /// To a file beside it.
    Beside(Scratch),
    /// To a terminal, a pipe or a device, of which nobody takes the place.
    Through(File),
}

impl Replacement {
    /// Begins to write what is to stand at `path`.
    ///
    /// # Errors
    /// Where that cannot be.
    pub(super) fn begin(path: &Path, links: Links) -> io::Result<Self> {
        let is_link = path.symlink_metadata().is_ok_and(|data| data.is_symlink());
        if is_link && links == Links::Refused {
            return Err(Error::other("it is a link, which may lead anywhere; name the file that it leads to"));
        }
        let there = match path.metadata() {
            Ok(data) if data.is_dir() => return Err(Error::new(ErrorKind::IsADirectory, "it is a folder")),
            Ok(data) if !data.is_file() || is_open_already(path) => {
                let to = Writing::Through(OpenOptions::new().append(true).open(path)?);
                return Ok(Self { target: path.to_owned(), to });
            }
            Ok(data) if data.permissions().readonly() => {
                return Err(Error::new(ErrorKind::PermissionDenied, "it is read-only"));
            }
            Ok(data) => Some(data),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let target = if is_link { path.canonicalize()? } else { path.to_owned() };
        let folder = folder(&target);
        sweep(folder);
        let scratch = Scratch::new(folder, ".", ENDING)?;
        if let Some(there) = there {
            scratch.resemble(&there)?;
        }
        Ok(Self { target, to: Writing::Beside(scratch) })
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// Where that fails: what was there is there still.
    pub(super) fn finish(self) -> io::Result<()> {
        match self.to {
            Writing::Through(mut file) => file.flush(),
            Writing::Beside(scratch) => {
                scratch.file.sync_all()?;
                scratch.rename(&self.target)?;
                // That it has this name now outlives a loss of power, too, where the system can promise that.
                let _ = File::open(folder(&self.target)).and_then(|folder| folder.sync_all());
                Ok(())
            }
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            Writing::Beside(scratch) => scratch.write(bytes),
            Writing::Through(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            Writing::Beside(scratch) => scratch.flush(),
            Writing::Through(file) => file.flush(),
        }
    }
}

/// Whether a path stands for something that this process has been given open, such as standard output: though it leads to a file, whoever
/// has opened it waits for what is written there.
fn is_open_already(path: &Path) -> bool {
    ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"].iter().any(|open| path.starts_with(open))
}

/// A file that no other run writes to, and that goes unless it gets another name. While it is written it is locked: one that is not
/// locked was left behind by a run that was cut off.
pub(super) struct Scratch {
    path: PathBuf,
    file: File,
    kept: bool,
}

impl Scratch {
    /// Makes one in `folder`, whose name begins and ends so.
    ///
    /// # Errors
    /// Where none can be made.
    pub(super) fn new(folder: &Path, begin: &str, end: &str) -> io::Result<Self> {
        loop {
            let path = folder.join(format!("{begin}{}{end}", unique()));
            let file = File::create_new(&path)?;
            // Where the system has no locks, nothing is taken for left behind either.
            let _ = file.lock();
            if path.symlink_metadata().is_ok() {
                return Ok(Self { path, file, kept: false });
            }
            // Another run has found it before it was locked, and cleared it away.
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it the mode, and if possible the owner, of the file that it is to replace.
    fn resemble(&self, there: &fs::Metadata) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, fchown};
            // Only the administrator gives files away; a new owner would lose some bits of the mode.
            let _ = fchown(&self.file, Some(there.uid()), Some(there.gid()));
        }
        self.file.set_permissions(there.permissions())
    }

    /// Gives it the name `to`, and keeps it.
    ///
    /// # Errors
    /// Where that fails; it goes then.
    pub(super) fn rename(mut self, to: &Path) -> io::Result<()> {
        fs::rename(&self.path, to)?;
        self.kept = true;
        Ok(())
    }
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Clears away what runs that were cut off have left in `folder`, once in a run.
pub(super) fn sweep(folder: &Path) {
    static SWEPT: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !swept.get_or_insert_default().insert(folder.to_owned()) {
        return;
    }
    drop(swept);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().ends_with(ENDING) {
            remove_abandoned(&entry.path());
        }
    }
}

/// Removes a scratch file that nobody writes to any more.
pub(super) fn remove_abandoned(path: &Path) {
    // A link or a pipe of that name is none.
    if !path.symlink_metadata().is_ok_and(|data| data.is_file()) {
        return;
    }
    let Ok(file) = File::open(path) else { return };
    match file.try_lock() {
        // It is locked until it is gone, so that whoever has just made it knows.
        Ok(()) => drop(fs::remove_file(path)),
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {}
    }
}

/// The folder that a file is in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Words for a name that no other run takes.
pub(super) fn unique() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}-{:x}", std::process::id(), now.as_nanos(), COUNT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_run_left_behind_goes_and_what_one_writes_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".a.txt.1-2-3.sayso-new");
        fs::write(&left, "half").unwrap();
        let writing = Replacement::begin(&folder.path().join("b.txt"), Links::Refused).unwrap();
        assert!(!left.exists());
        let Writing::Beside(scratch) = &writing.to else { unreachable!() };
        remove_abandoned(&scratch.path);
        assert!(scratch.path.exists());
        drop(writing);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_has_changed_meanwhile_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "theirs").unwrap();
        assert!(replace(&path, Links::Refused, Some("mine"), "new").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        replace(&path, Links::Refused, Some("other"), "theirs").unwrap();
        replace(&path, Links::Refused, Some("theirs"), "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }
}
