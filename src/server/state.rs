//! What the server knows; one thread changes it.

use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};

use gen_lsp_types::{MessageType, TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use serde_json::Value;

use super::client::Client;
use super::pending::Pending;
use super::projects::Projects;
use super::snapshot::{Analyse, Documents, Memory, Snapshot, World};
use super::uri::{self, Key};
use super::wire::Incoming;
use super::workers::Workers;
use super::workspace::{self, Workspace};
use super::{claims, convert, diagnostics, manifest, registration};
use crate::config::ConfigError;
use crate::document::Format;
use crate::text::Buffer;

/// What the thread that changes the state is told.
pub(super) enum Event {
    /// A message.
    Message(Incoming),
    /// Something to do that another thread has come across.
    Do(Box<dyn FnOnce(&mut Server) + Send>),
    /// Nobody is there any more.
    Gone,
}

/// How far the conversation has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phase {
    /// Before `initialize`.
    Greeting,
    Running,
    /// After `shutdown`.
    Leaving,
}

/// The server.
pub(super) struct Server {
    pub(super) world: World,
    pub(super) workers: Workers,
    pub(super) pending: Arc<Pending>,
    pub(super) events: Sender<Event>,
    pub(super) phase: Phase,
    pub(super) analyse: Analyse,
    pub(super) workspace: Workspace,
    edits: u64,
    /// Whether the client has been asked to let the server look after all files, once it has been asked anything.
    pub(super) registered: Option<bool>,
    /// What the client has been told of that is wrong in configuration files.
    pub(super) told: Vec<ConfigError>,
}

impl Server {
    pub(super) fn new(client: Client, events: Sender<Event>, analyse: Analyse) -> Self {
        Self {
            world: World { client: Arc::new(client), documents: Arc::default(), projects: Arc::default() },
            workers: Workers::start(),
            pending: Arc::default(),
            events,
            phase: Phase::Greeting,
            analyse,
            workspace: Workspace::default(),
            edits: 0,
            registered: None,
            told: Vec::new(),
        }
    }

    pub(super) fn client(&self) -> &Client {
        &self.world.client
    }

    /// The documents, to be changed. They are copied, pointer by pointer, if somebody still reads them.
    fn documents(&mut self) -> &mut Documents {
        Arc::make_mut(&mut self.world.documents)
    }

    pub(super) fn projects(&mut self) -> &mut Projects {
        Arc::make_mut(&mut self.world.projects)
    }

    /// The number of the next edit.
    fn next_edit(&mut self) -> u64 {
        self.edits += 1;
        self.edits
    }

    /// Opens a document, or takes its text over anew.
    pub(super) fn open(&mut self, document: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = document;
        let changed = self.projects().read(&uri);
        workspace::opened(self, &uri);
        workspace::wake(self);
        let language = String::from(language_id);
        let snapshot = Snapshot {
            version,
            edit: self.next_edit(),
            buffer: Buffer::new(&text),
            encoding: self.client().encoding,
            format: self.format(&uri, &language),
            is_manifest: manifest::is_at(uri::path(&uri).as_deref()),
            config: Arc::new(self.world.projects.config(&uri)),
            memory: Arc::new(Memory::default()),
            analyse: self.analyse,
            read: OnceLock::new(),
            language: language.into(),
            uri,
        };
        self.put(snapshot, None);
        if changed {
            // What the client says of the file afterwards is no news any more.
            self.check_again();
        }
        manifest::tell(self);
    }

    /// Applies the changes of an edit in their order.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(before) = self.world.open(uri).cloned() else {
            self.client().log(MessageType::Warning, format!("{uri} was changed but is not open"));
            return;
        };
        if version <= before.version {
            let message =
                format!("{uri}: version {version} comes after {}; its edits are made all the same", before.version);
            self.client().log(MessageType::Warning, message);
        }
        let mut buffer = before.buffer.clone();
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let (from, to) = (convert::position(part.range.start), convert::position(part.range.end));
                    buffer.replace(from, to, &part.text, before.encoding);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    buffer = Buffer::new(&whole.text);
                }
            }
        }
        let snapshot = before.after(self.next_edit(), version, buffer);
        self.put(snapshot, Some(before));
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let Some(closed) = self.documents().remove(&Key::of(uri)) else { return };
        closed.retire();
        diagnostics::clear(self, &closed);
        if let Some(path) = uri::path(uri).filter(|_| closed.is_manifest) {
            manifest::show(self, &path);
        }
        workspace::wake(self);
    }

    /// Makes `snapshot` the document that it is of, and that was `before`.
    fn put(&mut self, snapshot: Snapshot, before: Option<Arc<Snapshot>>) {
        let snapshot = Arc::new(snapshot);
        snapshot.announce();
        self.documents().insert(Key::of(&snapshot.uri), Arc::clone(&snapshot));
        diagnostics::publish(self, &snapshot, before);
    }

    /// The format of a document: by the configuration, else its language, else its name. An editor that says plain text may only not
    /// know better.
    fn format(&self, uri: &Uri, language: &str) -> Format {
        let path = uri::path(uri);
        let told = path.as_deref().and_then(|path| self.world.projects.of(uri)?.format(path));
        let by_name = || path.as_deref().and_then(Format::of_path);
        told.or_else(|| Format::of_language(language).filter(|format| *format != Format::Plain))
            .or_else(by_name)
            .unwrap_or(Format::Plain)
    }

    /// Takes over what the client's settings say. Many a client says the same twice; then nothing has to be asked for again.
    pub(super) fn configure(&mut self, value: &Value) {
        match self.world.projects.initial.with(value) {
            Ok(settings) if settings == self.world.projects.settings => {}
            Ok(settings) => {
                self.projects().settings = settings;
                registration::register(self);
                self.check_again();
            }
            Err(error) => self.client().show(MessageType::Warning, format!("in the settings, {error}")),
        }
    }

    /// Reads the configuration files of the open documents again.
    pub(super) fn read_projects(&mut self) {
        let open: Vec<Uri> = self.world.documents.values().map(|document| document.uri.clone()).collect();
        if self.projects().read_all(&open) {
            self.check_again();
        } else {
            workspace::wake(self);
        }
        manifest::tell(self);
    }

    /// Checks every document whose configuration is another now, and has the client ask again for what depends on settings.
    pub(super) fn check_again(&mut self) {
        let open: Vec<Arc<Snapshot>> = self.world.documents.values().cloned().collect();
        for before in open {
            let config = self.world.projects.config(&before.uri);
            let format = self.format(&before.uri, &before.language);
            if config != *before.config || format != before.format {
                let mut snapshot = before.after(self.next_edit(), before.version, before.buffer.clone());
                snapshot.config = Arc::new(config);
                snapshot.format = format;
                self.put(snapshot, Some(Arc::clone(&before)));
                claims::changed(self.client(), &before.uri);
            }
        }
        workspace::wake(self);
        diagnostics::refresh(self);
    }
}
