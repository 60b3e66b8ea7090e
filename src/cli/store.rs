//! Byte strings under keys, on disk: a folder of packs, each written once by one run and never changed.
//!
//! A pack is the entries one behind the other, the index of them, and a trailer with the length and a checksum of the index. A run reads
//! the indices of all packs, and an entry when it is asked for; what it adds goes to a file of its own that becomes a pack when the run
//! ends. So two runs at once never write to one file, a run that is cut off leaves no pack, and whatever is damaged is not there.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::replace::{self, Scratch};

/// What an entry is filed under.
pub(super) type Key = [u8; 16];

/// The last bytes of a pack.
const MAGIC: &[u8; 16] = b"sayso results 1\n";

/// Bytes of the trailer: the length of the index, a checksum of it, the magic.
const TRAILER: usize = 8 + 16 + 16;

/// Bytes of an entry of the index: key, offset, length, checksum.
const ENTRY: usize = 16 + 8 + 4 + 8;

/// At so many packs, most are made one.
const MOST: usize = 16;

/// So many bytes are kept; of more, the oldest packs go.
const LIMIT: u64 = 512 << 20;

/// What is older, and of another build, goes.
const STALE: Duration = Duration::from_hours(7 * 24);

/// A folder of packs, open for one run.
pub(super) struct Store {
    folder: PathBuf,
    /// What its packs are named after: those of other builds are not read.
    build: String,
    packs: Vec<Pack>,
    index: HashMap<Key, Place>,
    /// What this run adds; nothing, once it could not be written.
    new: Mutex<Option<New>>,
}

struct Pack {
    path: PathBuf,
    file: Mutex<File>,
    bytes: u64,
}

#[derive(Clone, Copy)]
struct Place {
    pack: usize,
    entry: Entry,
}

#[derive(Clone, Copy)]
struct Entry {
    key: Key,
    offset: u64,
    length: u32,
    check: [u8; 8],
}

/// A pack that is being written.
#[derive(Default)]
struct New {
    file: Option<BufWriter<Scratch>>,
    offset: u64,
    index: Vec<Entry>,
}

impl Store {
    /// Opens the store in `folder`, which is made if it is not there; one that cannot be made holds nothing.
    ///
    /// # Errors
    /// Where somebody else can write to it: a result that they have put there would be taken for what this program has found.
    pub(super) fn open(folder: &Path, build: &str) -> io::Result<Self> {
        let made = make(folder).is_ok();
        if let Ok(data) = folder.metadata() {
            is_own(&data)?;
        }
        let mut store = Self {
            folder: folder.to_owned(),
            build: build.to_owned(),
            packs: Vec::new(),
            index: HashMap::new(),
            new: Mutex::new(made.then(New::default)),
        };
        for (path, old) in files(folder) {
            let whole = path.extension().is_some_and(|ending| ending == "pack");
            if !whole {
                replace::remove_abandoned(&path);
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !name.starts_with(&store.build) {
                if old > STALE {
                    let _ = fs::remove_file(path);
                }
                continue;
            }
            match read_index(&path) {
                Ok((pack, index)) => store.add(pack, index),
                // What is damaged is of no use to any run.
                Err(error) if error.kind() == io::ErrorKind::InvalidData => drop(fs::remove_file(path)),
                Err(_) => {}
            }
        }
        Ok(store)
    }

    fn add(&mut self, pack: Pack, index: Vec<Entry>) {
        let place = |entry: Entry| (entry.key, Place { pack: self.packs.len(), entry });
        self.index.extend(index.into_iter().map(place));
        self.packs.push(pack);
    }

    /// The entry under `key`, if there is one and it is sound.
    pub(super) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let place = self.index.get(key)?;
        self.packs[place.pack].read(place.entry).ok()
    }

    /// Files an entry for later runs. That it cannot be written is no fault: it will be made again.
    pub(super) fn put(&self, key: Key, bytes: &[u8]) {
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(pack) = new.as_mut() else { return };
        if pack.put(&self.folder, key, bytes).is_err() {
            *new = None;
        }
    }

    /// Makes a pack of what this run has added, and tidies the folder.
    pub(super) fn finish(self) {
        let Self { folder, build, mut packs, index, new } = self;
        let Some(mut new) = new.into_inner().unwrap_or_else(PoisonError::into_inner) else { return };
        if new.index.is_empty() {
            return;
        }
        let mut merged = Vec::new();
        if packs.len() >= MOST {
            // The small ones, so that nothing is copied often.
            let mut order: Vec<usize> = (0..packs.len()).collect();
            order.sort_by_key(|&pack| packs[pack].bytes);
            merged = order[..MOST * 3 / 4].to_vec();
            for place in index.values().filter(|place| merged.contains(&place.pack)) {
                if let Ok(bytes) = packs[place.pack].read(place.entry)
                    && new.put(&folder, place.entry.key, &bytes).is_err()
                {
                    return;
                }
            }
        }
        if new.close(&build).is_err() {
            return;
        }
        merged.sort_unstable_by(|a, b| b.cmp(a));
        for pack in merged {
            let _ = fs::remove_file(packs.swap_remove(pack).path);
        }
        prune(packs);
    }
}

/// Removes the packs in `folder`, and it too, if nothing else is in it; tells how many bytes went.
pub(super) fn clean(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for (path, _) in files(folder) {
        let length = path.metadata()?.len();
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => {
                removed?;
                bytes += length;
            }
        }
    }
    let _ = fs::remove_dir(folder);
    Ok(bytes)
}

/// The oldest go until the others are within the limit.
fn prune(mut packs: Vec<Pack>) {
    packs.sort_by_key(|pack| pack.path.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH));
    let mut total: u64 = packs.iter().map(|pack| pack.bytes).sum();
    for pack in packs {
        if total > LIMIT {
            total -= pack.bytes;
            let _ = fs::remove_file(pack.path);
        }
    }
}

/// The files of the store in `folder`, and how old they are.
fn files(folder: &Path) -> Vec<(PathBuf, Duration)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = |path: &Path| path.extension().is_some_and(|ending| ending == "pack" || ending == "new");
    let age = |path: &Path| path.metadata().and_then(|data| data.modified()).ok()?.elapsed().ok();
    let paths = entries.map(|entry| entry.path()).filter(|path| ours(path) && path.is_file());
    let mut files: Vec<_> = paths.map(|path| (path.clone(), age(&path).unwrap_or_default())).collect();
    files.sort();
    files
}

/// Whether nobody but the user, and the administrator, can write to a folder.
#[cfg(unix)]
fn is_own(data: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let fault = if data.uid() != rustix::process::geteuid().as_raw() {
        "the folder belongs to another user; name another with --cache-dir or SAYSO_CACHE_DIR"
    } else if data.mode() & 0o022 != 0 {
        "others may write to the folder; take that right from them (`chmod go-w`), or name another with --cache-dir or SAYSO_CACHE_DIR"
    } else {
        return Ok(());
    };
    Err(io::Error::new(io::ErrorKind::PermissionDenied, fault))
}

/// Other systems keep the folder for caches to its user.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it can be wrong")]
fn is_own(_: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes the folder, for its owner alone: what is in it are words of drafts.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn check(bytes: &[u8]) -> [u8; 8] {
    let mut check = [0; 8];
    check.copy_from_slice(&blake3::hash(bytes).as_bytes()[..8]);
    check
}

fn damaged() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// Opens a pack and reads its index.
fn read_index(path: &Path) -> io::Result<(Pack, Vec<Entry>)> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let trailer_at = bytes.checked_sub(TRAILER as u64).ok_or_else(damaged)?;
    file.seek(SeekFrom::Start(trailer_at))?;
    let mut trailer = [0; TRAILER];
    file.read_exact(&mut trailer)?;
    let (length, rest) = trailer.split_at(8);
    let (sum, magic) = rest.split_at(16);
    let length = u64::from_le_bytes(length.try_into().map_err(|_| damaged())?);
    let index_at = trailer_at.checked_sub(length).filter(|_| magic == MAGIC).ok_or_else(damaged)?;
    file.seek(SeekFrom::Start(index_at))?;
    let mut index = vec![0; usize::try_from(length).map_err(|_| damaged())?];
    file.read_exact(&mut index)?;
    if blake3::hash(&index).as_bytes()[..16] != *sum {
        return Err(damaged());
    }
    let entries = index.chunks_exact(ENTRY).map(Entry::parse).collect::<Option<_>>().ok_or_else(damaged)?;
    Ok((Pack { path: path.to_owned(), file: Mutex::new(file), bytes }, entries))
}

impl Pack {
    fn read(&self, entry: Entry) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; entry.length as usize];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(entry.offset))?;
        file.read_exact(&mut bytes)?;
        drop(file);
        if check(&bytes) == entry.check { Ok(bytes) } else { Err(damaged()) }
    }
}

impl Entry {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let (key, rest) = bytes.split_first_chunk()?;
        let (offset, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (check, _) = rest.split_first_chunk()?;
        let (offset, length) = (u64::from_le_bytes(*offset), u32::from_le_bytes(*length));
        Some(Self { key: *key, offset, length, check: *check })
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.key[..], &self.offset.to_le_bytes(), &self.length.to_le_bytes(), &self.check].concat()
    }
}

impl New {
    fn put(&mut self, folder: &Path, key: Key, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        if self.file.is_none() {
            self.file = Some(BufWriter::new(Scratch::new(folder, "", ".new")?));
        }
        if let Some(file) = &mut self.file {
            file.write_all(bytes)?;
        }
        self.index.push(Entry { key, offset: self.offset, length, check: check(bytes) });
        self.offset += u64::from(length);
        Ok(())
    }

    /// Writes the index, and gives the file the name of a pack.
    fn close(self, build: &str) -> io::Result<()> {
        let Some(mut file) = self.file else { return Ok(()) };
        let index: Vec<u8> = self.index.iter().flat_map(Entry::bytes).collect();
        file.write_all(&index)?;
        file.write_all(&(index.len() as u64).to_le_bytes())?;
        file.write_all(&blake3::hash(&index).as_bytes()[..16])?;
        file.write_all(MAGIC)?;
        let scratch = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let pack = scratch.path().with_file_name(format!("{build}-{}.pack", replace::unique()));
        scratch.rename(&pack)
    }
}
