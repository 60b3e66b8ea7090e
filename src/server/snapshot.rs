//! Documents that are open, as they were after one of their edits.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use gen_lsp_types::{SemanticTokens, Uri};
use hashbrown::HashMap;

use super::client::Client;
use super::projects::Projects;
use super::uri::Key;
use crate::analysis::Analysis;
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::Config;
use crate::document::{Document, Format};
use crate::text::{Buffer, Encoding, LineIndex};

/// What analyses and checks a document; tests put in one that fails.
pub(super) type Analyse = fn(Document, &Config, &mut Cache) -> Checked;

/// What a document keeps from one edit to the next.
#[derive(Default)]
pub(super) struct Memory {
    /// The facts of its blocks. Whoever analyses the document holds this lock, so that nobody reads a block twice.
    cache: Mutex<Cache>,
    /// The number of its last edit.
    newest: AtomicU64,
    /// What is to be published next, and whether somebody is at it.
    pub(super) queue: Mutex<Queue>,
    /// The semantic tokens that the client was given last.
    pub(super) tokens: Mutex<Option<SemanticTokens>>,
}

/// What is to be published of a document. Only the newest is, so that of edits that come fast most are never analysed.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) next: Option<Arc<Snapshot>>,
    /// What was the document before. It is let go by whoever analyses the next, so that the new takes up the room of the old.
    pub(super) gone: Vec<Arc<Snapshot>>,
    pub(super) busy: bool,
}

/// A document after one of its edits. It does not change; it is analysed when somebody first wants to know.
pub(super) struct Snapshot {
    pub(super) uri: Uri,
    /// The version by the client's count.
    pub(super) version: i32,
    /// The language by the client's name for it.
    pub(super) language: Arc<str>,
    /// The number of the edit, which rises with each; another configuration counts as one.
    pub(super) edit: u64,
    pub(super) buffer: Buffer,
    pub(super) encoding: Encoding,
    pub(super) format: Format,
    /// Whether it is a configuration file, and no text.
    pub(super) is_manifest: bool,
    pub(super) config: Arc<Config>,
    pub(super) memory: Arc<Memory>,
    pub(super) analyse: Analyse,
    pub(super) read: OnceLock<Read>,
}

/// What has been made of a text.
pub(super) struct Read {
    pub(super) lines: LineIndex,
    pub(super) checked: Checked,
}

impl Snapshot {
    /// The text, analysed and checked. Panics where that does; the next who asks tries again.
    pub(super) fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let mut cache = self.memory.cache.lock().unwrap_or_else(PoisonError::into_inner);
            let document = Document::new(self.buffer.to_string(), self.format);
            let lines = LineIndex::new(document.text());
            Read { lines, checked: (self.analyse)(document, &self.config, &mut cache) }
        })
    }

    pub(super) fn text(&self) -> &str {
        self.document().text()
    }

    pub(super) fn document(&self) -> &Document {
        &self.read().checked.document
    }

    pub(super) fn analysis(&self) -> &Analysis {
        &self.read().checked.analysis
    }

    pub(super) fn lines(&self) -> &LineIndex {
        &self.read().lines
    }

    /// A file that is not open.
    pub(super) fn of_file(
        uri: &Uri,
        buffer: Buffer,
        format: Format,
        config: Config,
        client: &Client,
        analyse: Analyse,
    ) -> Self {
        Self {
            uri: uri.clone(),
            version: 0,
            language: "".into(),
            edit: 0,
            buffer,
            encoding: client.encoding,
            format,
            is_manifest: false,
            config: Arc::new(config),
            memory: Arc::default(),
            analyse,
            read: OnceLock::new(),
        }
    }

    /// The document with other words, not analysed yet.
    pub(super) fn after(&self, edit: u64, version: i32, buffer: Buffer) -> Self {
        Self {
            uri: self.uri.clone(),
            version,
            language: Arc::clone(&self.language),
            edit,
            buffer,
            encoding: self.encoding,
            format: self.format,
            is_manifest: self.is_manifest,
            config: Arc::clone(&self.config),
            memory: Arc::clone(&self.memory),
            analyse: self.analyse,
            read: OnceLock::new(),
        }
    }

    /// Makes it the newest of its document.
    pub(super) fn announce(&self) {
        self.memory.newest.store(self.edit, Ordering::Release);
    }

    /// Whether no edit has come after it.
    pub(super) fn is_newest(&self) -> bool {
        self.memory.newest.load(Ordering::Acquire) == self.edit
    }

    /// Tells whoever still works on it that nobody wants to know.
    pub(super) fn retire(&self) {
        self.memory.newest.store(u64::MAX, Ordering::Release);
    }
}

/// The documents that are open.
pub(super) type Documents = HashMap<Key, Arc<Snapshot>>;

/// All that an answer can depend on, as it is when the question comes.
#[derive(Clone)]
pub(super) struct World {
    pub(super) client: Arc<Client>,
    pub(super) documents: Arc<Documents>,
    pub(super) projects: Arc<Projects>,
}

impl World {
    /// What an answer about one document can depend on: it holds no text of the others.
    pub(super) fn about(&self, key: &Key) -> Self {
        let documents = self.documents.iter().filter(|(other, open)| *other == key || open.is_manifest);
        Self {
            documents: Arc::new(documents.map(|(key, open)| (key.clone(), Arc::clone(open))).collect()),
            ..self.clone()
        }
    }

    /// What is open at `uri`.
    pub(super) fn open(&self, uri: &Uri) -> Option<&Arc<Snapshot>> {
        self.documents.get(&Key::of(uri))
    }

    /// The text at `uri`, if it is open and no configuration file.
    pub(super) fn document(&self, uri: &Uri) -> Option<&Arc<Snapshot>> {
        self.open(uri).filter(|open| !open.is_manifest)
    }
}
