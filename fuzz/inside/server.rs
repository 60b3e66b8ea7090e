//! A way for the fuzz target into the language server: a conversation, without a process. It is a module of `server`, and there under
//! `--cfg fuzzing` alone.

use std::cell::RefCell;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Barrier};

use gen_lsp_types::DidChangeWorkspaceFoldersParams;
use hashbrown::HashMap;
use serde_json::Value;

use super::client::Client;
use super::snapshot::World;
use super::state::{Event, Phase, Server};
use super::wire::{self, Id, Incoming, Outbox};
use super::workers::Workers;
use super::workspace::Workspace;
use super::{take, uri};
use crate::check::Checked;

/// What stands for the folder of the workspace in what a client says.
const FOLDER: &str = "file:///w/";

/// More rounds than any work needs that makes work for others.
const ROUNDS: usize = 100;

thread_local! {
    /// One server for all conversations, since its threads never end.
    static SERVER: RefCell<Option<Server>> = const { RefCell::new(None) };
}

/// What a client says: a stream of messages with headers if it begins with one, else a message a line.
///
/// # Panics
/// Where a law is broken.
pub fn session(bytes: &[u8]) {
    SERVER.with_borrow_mut(|server| {
        let (outbox, said) = Outbox::new();
        let (events, told) = mpsc::channel();
        let client = Client::new(Value::Null, outbox);
        let server = server.get_or_insert_with(|| {
            let (outbox, _) = Outbox::new();
            Server::new(Client::new(Value::Null, outbox), events.clone(), Checked::new)
        });
        // Whatever the last conversation has left.
        server.world = World { client: client.into(), documents: Arc::default(), projects: Arc::default() };
        server.events = events;
        server.pending = Arc::default();
        server.phase = Phase::Greeting;
        server.workspace = Workspace::default();
        server.registered = None;
        server.told = Vec::new();
        Conversation { server, told, said, asked: HashMap::new(), answers: HashMap::new() }.hold(bytes);
    });
}

struct Conversation<'a> {
    server: &'a mut Server,
    told: Receiver<Event>,
    said: Receiver<Vec<u8>>,
    /// How often each id has been asked under; `None` where the answer can hang on the client.
    asked: HashMap<Id, Option<usize>>,
    answers: HashMap<Id, usize>,
}

impl Conversation<'_> {
    fn hold(&mut self, bytes: &[u8]) {
        if bytes.len() >= 8 && bytes[..8].eq_ignore_ascii_case(b"content-") {
            let mut input = bytes;
            while let Ok(Some(message)) = wire::read(&mut input) {
                if !self.take(message) {
                    break;
                }
            }
        } else {
            let text = String::from_utf8_lossy(bytes).replace(FOLDER, &uri::of_path(&folder()).0);
            for line in text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
                if !self.take(read(line)) {
                    break;
                }
            }
        }
        self.end();
    }

    /// Takes a message, and waits until all is done that comes of it; false at the end.
    fn take(&mut self, message: Incoming) -> bool {
        let Some(message) = harmless(message) else { return true };
        match &message {
            Incoming::Notification { method, .. } if method == "exit" => return false,
            Incoming::Request { id, method, .. } => {
                let count = self.asked.entry(id.clone()).or_insert(Some(0));
                *count = count.filter(|_| method != "workspace/executeCommand").map(|count| count + 1);
            }
            _ => {}
        }
        take(self.server, message);
        self.server.projects().folders.retain(|(path, _)| is_inside(path));
        for _ in 0..ROUNDS {
            wait_for(&self.server.workers);
            let events: Vec<Event> = self.told.try_iter().collect();
            if events.is_empty() {
                break;
            }
            for event in events {
                if let Event::Do(what) = event {
                    what(self.server);
                }
            }
        }
        self.listen();
        true
    }

    /// Reads what the server has said.
    fn listen(&mut self) {
        for body in self.said.try_iter().filter(|body| !body.is_empty()) {
            let message: Value = serde_json::from_slice(&body).expect("what the server says is JSON");
            assert_eq!(message["jsonrpc"], "2.0", "{message}");
            assert_ne!(message["error"]["code"], -32603, "{message}");
            if message.get("method").is_none()
                && let Ok(id) = serde_json::from_value::<Id>(message["id"].clone())
            {
                *self.answers.entry(id).or_default() += 1;
            }
        }
    }

    /// Ends as the server does, and looks whether each request has had one answer.
    fn end(&mut self) {
        for id in self.server.pending.cancel_all() {
            *self.answers.entry(id).or_default() += 1;
        }
        self.listen();
        for (id, asked) in &self.asked {
            // Two requests of one id cannot be told apart.
            if *asked == Some(1) {
                assert_eq!(self.answers.get(id), Some(&1), "answers to {id:?}");
            }
        }
    }
}

/// The message in a line.
fn read(line: &str) -> Incoming {
    let framed = format!("Content-Length: {}\r\n\r\n{line}", line.len());
    wire::read(&mut framed.as_bytes()).ok().flatten().expect("a message that is all there")
}

/// A message without what would have the server wait for a process, or look through other folders than its own.
fn harmless(message: Incoming) -> Option<Incoming> {
    match message {
        Incoming::Request { id, method, params } if method == "initialize" => {
            let mut params: Value = params.read().unwrap_or_default();
            if let Some(process) = params.get_mut("processId") {
                *process = Value::Null;
            }
            Some(read(&serde_json::json!({"id": id, "method": method, "params": params}).to_string()))
        }
        Incoming::Notification { method, params } if method == "workspace/didChangeWorkspaceFolders" => {
            let folders = params.read::<DidChangeWorkspaceFoldersParams>().map(|params| params.event.added);
            let inside =
                folders.unwrap_or_default().iter().all(|it| uri::path(&it.uri).is_none_or(|it| is_inside(&it)));
            inside.then_some(Incoming::Notification { method, params })
        }
        message => Some(message),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/workspace/")
}

fn is_inside(path: &Path) -> bool {
    path.starts_with(folder()) && !path.components().any(|part| part == Component::ParentDir)
}

/// Waits until the workers have done what they were given: each of them is held up behind that.
fn wait_for(workers: &Workers) {
    // As many as `Workers::start` starts, of which all but one work on what is for later.
    let threads = std::thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 8));
    let (slow, all) = (Arc::new(Barrier::new(threads)), Arc::new(Barrier::new(threads + 1)));
    for _ in 1..threads {
        let slow = Arc::clone(&slow);
        workers.spawn_later(move || drop(slow.wait()));
    }
    slow.wait();
    for _ in 0..threads {
        let all = Arc::clone(&all);
        workers.spawn(None, move || drop(all.wait()));
    }
    all.wait();
}
