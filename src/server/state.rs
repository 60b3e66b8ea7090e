//! The open documents, and the snapshots of them that requests work on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashbrown::HashMap;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{MessageType, Uri};

use super::convert;
use super::projects::{Projects, Settings};
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::{Config, ConfigError, Project};
use crate::document::{Document, Format};
use crate::text::{Buffer, Encoding, LineIndex, Position};

/// What analyses and checks a document; tests put in one that fails.
pub(super) type Analyse = fn(Document, &Config, &mut Cache) -> Checked;

/// A document as it was after one of its edits, analysed. It does not change.
pub(super) struct Snapshot {
    /// The number of the edit, which rises with each; another configuration counts as one.
    edit: u64,
    /// The version by the client's count.
    pub(super) version: i32,
    pub(super) encoding: Encoding,
    pub(super) lines: LineIndex,
    pub(super) checked: Checked,
}

impl Snapshot {
    /// The text.
    pub(super) fn text(&self) -> &str {
        self.checked.document.text()
    }
}

/// An open document.
struct Open {
    buffer: Buffer,
    version: i32,
    edit: u64,
    format: Format,
    /// The facts of its blocks. Whoever analyses it holds this lock, so that nobody does the same work twice.
    cache: Arc<Mutex<Cache>>,
    snapshot: Option<Arc<Snapshot>>,
    /// Whether a task is publishing its diagnostics, and whether it has been edited since that began.
    publishing: bool,
    edited: bool,
}

#[derive(Default)]
struct State {
    encoding: Encoding,
    projects: Projects,
    documents: HashMap<Uri, Open, std::hash::RandomState>,
    edits: u64,
    shut_down: bool,
}

/// What all handlers share.
pub(super) struct Shared {
    pub(super) client: Client,
    analyse: Analyse,
    state: Mutex<State>,
}

/// A change of a document: a range of it and what comes in its place, or the whole.
pub(super) struct Change {
    pub(super) range: Option<(Position, Position)>,
    pub(super) text: String,
}

impl State {
    /// As after an edit: what is being analysed by the old configuration is of no use.
    fn check_again(&mut self) -> Vec<Uri> {
        self.edits += 1;
        for open in self.documents.values_mut() {
            open.edit = self.edits;
            open.edited = true;
        }
        self.documents.keys().cloned().collect()
    }
}

impl Shared {
    pub(super) fn new(client: Client, analyse: Analyse) -> Arc<Self> {
        Arc::new(Self { client, analyse, state: Mutex::default() })
    }

    /// The state. A panic elsewhere leaves it whole: what is done under the lock is done in one step.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_encoding(&self, encoding: Encoding) {
        self.state().encoding = encoding;
    }

    pub(super) fn shut_down(&self) {
        self.state().shut_down = true;
    }

    pub(super) fn was_shut_down(&self) -> bool {
        self.state().shut_down
    }

    /// Puts other settings in place, and returns the documents to check again.
    pub(super) fn configure(&self, settings: Settings) -> Vec<Uri> {
        let mut state = self.state();
        state.projects.set(settings);
        state.check_again()
    }

    /// Reads the configuration files of the open documents again, and returns the documents to check again and what is wrong.
    pub(super) fn read_projects(&self) -> (Vec<Uri>, Vec<ConfigError>) {
        let mut state = self.state();
        let open: Vec<Uri> = state.documents.keys().cloned().collect();
        let (mut changed, mut faults) = (false, Vec::new());
        for uri in open {
            match state.projects.read(&uri) {
                Ok(other) => changed |= other,
                Err(fault) if !faults.contains(&fault) => faults.push(fault),
                Err(_) => {}
            }
        }
        (if changed { state.check_again() } else { Vec::new() }, faults)
    }

    /// Reads the configuration file of a document that is about to be opened.
    pub(super) fn read_project(&self, uri: &Uri) -> Result<Option<Arc<Project>>, ConfigError> {
        let mut state = self.state();
        state.projects.read(uri)?;
        Ok(state.projects.of(uri))
    }

    pub(super) fn open(&self, uri: Uri, version: i32, format: Format, text: &str) {
        let mut state = self.state();
        state.edits += 1;
        let open = Open {
            buffer: Buffer::new(text),
            version,
            edit: state.edits,
            format,
            cache: Arc::default(),
            snapshot: None,
            publishing: false,
            edited: true,
        };
        state.documents.insert(uri, open);
    }

    /// Applies `changes` in order; tells whether the document is open.
    pub(super) fn change(&self, uri: &Uri, version: i32, changes: Vec<Change>) -> bool {
        let mut state = self.state();
        state.edits += 1;
        let (edit, encoding) = (state.edits, state.encoding);
        let Some(open) = state.documents.get_mut(uri) else { return false };
        for change in changes {
            match change.range {
                Some((from, to)) => open.buffer.replace(from, to, &change.text, encoding),
                None => open.buffer = Buffer::new(&change.text),
            }
        }
        open.version = version;
        open.edit = edit;
        open.edited = true;
        true
    }

    pub(super) fn close(&self, uri: &Uri) {
        self.state().documents.remove(uri);
    }

    /// A snapshot of the document as it is now; analyses it if that has not been done. `None` if it is not open.
    pub(super) fn snapshot(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        let cache = self.state().documents.get(uri)?.cache.clone();
        let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
        let (buffer, version, edit, format, encoding, config) = {
            let state = self.state();
            let open = state.documents.get(uri)?;
            if let Some(snapshot) = open.snapshot.as_ref().filter(|snapshot| snapshot.edit == open.edit) {
                return Some(snapshot.clone());
            }
            (open.buffer.clone(), open.version, open.edit, open.format, state.encoding, state.projects.config(uri))
        };
        let document = Document::new(buffer.to_string(), format);
        let snapshot = Arc::new(Snapshot {
            edit,
            version,
            encoding,
            lines: LineIndex::new(document.text()),
            checked: (self.analyse)(document, &config, &mut cache),
        });
        if let Some(open) = self.state().documents.get_mut(uri).filter(|open| open.edit == edit) {
            open.snapshot = Some(snapshot.clone());
        }
        Some(snapshot)
    }

    /// Publishes the diagnostics of a document, and again as long as it is edited meanwhile. Does nothing if a task is at it
    /// already: that one will see the edit.
    pub(super) fn publish(self: &Arc<Self>, uri: Uri) {
        match self.state().documents.get_mut(&uri) {
            Some(open) if !open.publishing => open.publishing = true,
            _ => return,
        }
        let shared = self.clone();
        tokio::spawn(async move {
            while shared.begin_publishing(&uri) {
                let (worker, place) = (shared.clone(), uri.clone());
                let work = tokio::task::spawn_blocking(move || {
                    let snapshot = worker.snapshot(&place)?;
                    let diagnostics = convert::diagnostics(&place, &snapshot);
                    Some((snapshot, diagnostics))
                });
                match work.await {
                    Ok(Some((snapshot, diagnostics))) if shared.is_current(&uri, &snapshot) => {
                        shared.client.publish_diagnostics(uri.clone(), diagnostics, Some(snapshot.version)).await;
                    }
                    // Edited or closed meanwhile: what was found is of no use.
                    Ok(_) => {}
                    Err(error) => {
                        let message = format!("checking {} failed: {error}", uri.as_str());
                        shared.client.log_message(MessageType::ERROR, message).await;
                    }
                }
            }
        });
    }

    /// Whether there is something to publish; if not, the task that asks is the last.
    fn begin_publishing(&self, uri: &Uri) -> bool {
        let mut state = self.state();
        let Some(open) = state.documents.get_mut(uri) else { return false };
        open.publishing = std::mem::take(&mut open.edited);
        open.publishing
    }

    fn is_current(&self, uri: &Uri, snapshot: &Snapshot) -> bool {
        self.state().documents.get(uri).is_some_and(|open| open.edit == snapshot.edit)
    }
}
