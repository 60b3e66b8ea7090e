//! The server in this process, with a client at the other end of a pipe.

use std::io::{BufReader, PipeReader, PipeWriter, pipe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::snapshot::Analyse;
use super::wire::{self, Id, Incoming, Outbox};
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::Config;
use crate::document::Document;

/// Longer than any answer takes, so that a test that would wait for ever fails.
const PATIENCE: Duration = Duration::from_secs(20);

struct Client {
    output: Outbox,
    messages: Receiver<Incoming>,
}

impl Client {
    /// A server that analyses with `analyse`, initialized.
    fn start(analyse: Analyse) -> Self {
        let pipes = || pipe().expect("a pipe");
        let (to_server, to_us): ((PipeReader, PipeWriter), (PipeReader, PipeWriter)) = (pipes(), pipes());
        std::thread::spawn(move || super::serve(BufReader::new(to_server.0), to_us.1, analyse));
        let (output, waiting) = Outbox::new();
        let mut write_to = to_server.1;
        std::thread::spawn(move || wire::write(&waiting, &mut write_to));
        let (send, messages) = channel();
        let mut read_from = BufReader::new(to_us.0);
        std::thread::spawn(move || {
            while let Ok(Some(message)) = wire::read(&mut read_from) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let client = Self { output, messages };
        client.request(0, "initialize", json!({"capabilities": {}}));
        client.answer(0).expect("it is initialized");
        client.notify("initialized", json!({}));
        client
    }

    fn request(&self, id: i64, method: &str, params: Value) {
        self.output.call(Some(&Id::Number(id)), method, params);
    }

    fn notify(&self, method: &str, params: Value) {
        self.output.call(None, method, params);
    }

    fn message(&self) -> Incoming {
        self.messages.recv_timeout(PATIENCE).expect("an answer in time")
    }

    /// The answer to request `id`, or the code of its error; what comes before it is let go.
    fn answer(&self, id: i64) -> Result<Value, i32> {
        loop {
            if let Incoming::Response { id: Id::Number(answered), result } = self.message()
                && answered == id
            {
                return result.map_err(|failure| failure.code);
            }
        }
    }

    /// The diagnostics of the next document that they are sent of, with its version.
    fn diagnostics(&self) -> (Value, Value) {
        loop {
            if let Incoming::Notification { method, params } = self.message()
                && method == "textDocument/publishDiagnostics"
            {
                let mut params: Value = params.read().expect("diagnostics");
                return (params["version"].take(), params["diagnostics"].take());
            }
        }
    }

    fn open(&self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn replace(&self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    fn hover(&self, id: i64, uri: &str, character: u32) {
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": character}});
        self.request(id, "textDocument/hover", params);
    }
}

fn fails_on_request(document: Document, config: &Config, cache: &mut Cache) -> Checked {
    assert!(!document.text().contains("fail"), "asked to fail");
    Checked::new(document, config, cache)
}

#[test]
fn a_panic_in_a_request_is_an_error_and_the_server_goes_on() {
    let client = Client::start(fails_on_request);
    client.open("file:///bad.txt", "fail");
    client.open("file:///good.txt", "Sales rose 300% in May.");
    client.hover(1, "file:///bad.txt", 0);
    assert_eq!(client.answer(1), Err(-32603));
    client.hover(2, "file:///good.txt", 12);
    let answer = client.answer(2).expect("a hover");
    assert!(answer["contents"]["value"].as_str().is_some_and(|text| text.contains("no stated source")), "{answer}");
    // The document that failed can be mended and is then read.
    client.replace("file:///bad.txt", 2, "Sales rose 300% in May.");
    client.hover(3, "file:///bad.txt", 12);
    assert!(client.answer(3).is_ok_and(|answer| answer.is_object()));
}

/// Whether the analyses that wait may go on.
static GO_ON: AtomicBool = AtomicBool::new(false);

fn waits(document: Document, config: &Config, cache: &mut Cache) -> Checked {
    wait_for(&GO_ON);
    Checked::new(document, config, cache)
}

fn wait_for(flag: &AtomicBool) {
    let begun = std::time::Instant::now();
    while !flag.load(Ordering::Acquire) && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn slow_requests_do_not_hold_up_the_message_that_cancels_one() {
    let client = Client::start(waits);
    for id in 1..=8 {
        let uri = format!("file:///{id}.txt");
        client.open(&uri, "Sales rose 300% in May.");
        client.hover(id, &uri, 12);
    }
    client.notify("$/cancelRequest", json!({"id": 1}));
    assert_eq!(client.answer(1), Err(-32800));
    GO_ON.store(true, Ordering::Release);
    assert!(client.answer(8).is_ok_and(|answer| answer.is_object()));
}

/// Whether an analysis has been made, and whether it may be handed over.
static MADE: AtomicBool = AtomicBool::new(false);
static HAND_OVER: AtomicBool = AtomicBool::new(false);

fn hands_over_late(document: Document, config: &Config, cache: &mut Cache) -> Checked {
    let checked = Checked::new(document, config, cache);
    MADE.store(true, Ordering::Release);
    wait_for(&HAND_OVER);
    checked
}

#[test]
fn what_was_found_before_an_edit_or_by_old_settings_is_not_sent() {
    let client = Client::start(hands_over_late);
    client.open("file:///a.txt", "Sales rose 300% in May.");
    wait_for(&MADE);
    client.replace("file:///a.txt", 2, "Sales rose 300% in May. Sales rose 400% in June.");
    let settings = json!({"sayso": {"ignore": ["unattributed-figure"]}});
    client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    // The messages are taken in their order: once this is answered, so have those been.
    client.request(1, "no/method", json!({}));
    assert_eq!(client.answer(1), Err(-32601));
    HAND_OVER.store(true, Ordering::Release);
    assert_eq!(client.diagnostics(), (json!(2), json!([])));
}
