//! The server in this process, with a client at the other end of a pipe.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{
    AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream, ReadHalf, WriteHalf, split,
};
use tower_lsp_server::{LspService, Server};

use super::backend::Backend;
use super::state::{Analyse, Shared};
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::Config;
use crate::document::Document;

/// Longer than any answer takes, so that a test that would wait for ever fails.
const PATIENCE: Duration = Duration::from_secs(20);

struct Client {
    input: BufReader<ReadHalf<DuplexStream>>,
    output: WriteHalf<DuplexStream>,
    shared: std::sync::Arc<Shared>,
}

impl Client {
    /// A server that analyses with `analyse`, initialized.
    async fn start(analyse: Analyse) -> Self {
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let (service, socket) = LspService::new(|client| Backend::new(Shared::new(client, analyse)));
        let shared = service.inner().shared();
        let (input, output) = split(theirs);
        tokio::spawn(Server::new(input, output, socket).concurrency_level(super::AT_ONCE).serve(service));
        let (input, output) = split(ours);
        let mut client = Self { input: BufReader::new(input), output, shared };
        client.request(0, "initialize", json!({"capabilities": {}})).await;
        client.answer(0).await;
        client.notify("initialized", json!({})).await;
        client
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        let text = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.output.write_all(text.as_bytes()).await.expect("the server reads");
    }

    async fn request(&mut self, id: i32, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})).await;
    }

    async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    async fn message(&mut self) -> Value {
        let read = async {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.input.read_line(&mut line).await.expect("the server writes");
                match line.trim() {
                    "" => break,
                    header => {
                        if let Some(value) = header.strip_prefix("Content-Length: ") {
                            length = value.parse().expect("a number");
                        }
                    }
                }
            }
            let mut body = vec![0; length];
            self.input.read_exact(&mut body).await.expect("the whole message");
            serde_json::from_slice(&body).expect("JSON")
        };
        tokio::time::timeout(PATIENCE, read).await.expect("an answer in time")
    }

    /// The answer to request `id`; what comes before it is let go.
    async fn answer(&mut self, id: i32) -> Value {
        loop {
            let message = self.message().await;
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    async fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document})).await;
    }

    async fn hover(&mut self, id: i32, uri: &str, character: u32) {
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": character}});
        self.request(id, "textDocument/hover", params).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_sent_in_one_go_are_applied_in_their_order() {
    let mut client = Client::start(Checked::new).await;
    client.open("file:///a.txt", "").await;
    let mut expected = String::new();
    for i in 0..2_000 {
        // Each goes to the end of what those before it have made.
        let (text, at) = (format!("{i} "), expected.len());
        let range = json!({"start": {"line": 0, "character": at}, "end": {"line": 0, "character": at}});
        let changes = json!([{"range": range, "text": text}]);
        client
            .notify(
                "textDocument/didChange",
                json!({"textDocument": {"uri": "file:///a.txt", "version": i + 2}, "contentChanges": changes}),
            )
            .await;
        expected += &text;
    }
    client.hover(1, "file:///a.txt", 0).await;
    client.answer(1).await;
    let uri = "file:///a.txt".parse().expect("a URI");
    let snapshot = client.shared.snapshot(&uri).expect("the document is open");
    assert_eq!(snapshot.text(), expected);
}

fn fails_on_request(document: Document, config: &Config, cache: &mut Cache) -> Checked {
    assert!(!document.text().contains("fail"), "asked to fail");
    Checked::new(document, config, cache)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_in_a_request_is_an_error_and_the_server_goes_on() {
    let mut client = Client::start(fails_on_request).await;
    client.open("file:///bad.txt", "fail").await;
    client.open("file:///good.txt", "Sales rose 300% in May.").await;
    client.hover(1, "file:///bad.txt", 0).await;
    let answer = client.answer(1).await;
    assert_eq!(answer["error"]["code"], -32603, "{answer}");
    client.hover(2, "file:///good.txt", 12).await;
    let answer = client.answer(2).await;
    assert!(
        answer["result"]["contents"]["value"].as_str().is_some_and(|text| text.contains("no stated source")),
        "{answer}"
    );
    // The document that failed can be mended and is then read.
    let changes = json!([{"text": "Sales rose 300% in May."}]);
    client
        .notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": "file:///bad.txt", "version": 2}, "contentChanges": changes}),
        )
        .await;
    client.hover(3, "file:///bad.txt", 12).await;
    assert!(client.answer(3).await["result"].is_object());
}

/// Whether the analyses that wait may go on.
static GO_ON: AtomicBool = AtomicBool::new(false);

fn waits(document: Document, config: &Config, cache: &mut Cache) -> Checked {
    wait_for(&GO_ON);
    Checked::new(document, config, cache)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_requests_do_not_hold_up_the_message_that_cancels_one() {
    let mut client = Client::start(waits).await;
    for id in 1..=8 {
        let uri = format!("file:///{id}.txt");
        client.open(&uri, "Sales rose 300% in May.").await;
        client.hover(id, &uri, 12).await;
    }
    client.notify("$/cancelRequest", json!({"id": 1})).await;
    let answer = client.answer(1).await;
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
    GO_ON.store(true, Ordering::Release);
    assert!(client.answer(8).await["result"].is_object());
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

fn wait_for(flag: &AtomicBool) {
    let begun = std::time::Instant::now();
    while !flag.load(Ordering::Acquire) && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_analysed_by_old_settings_is_dropped() {
    let mut client = Client::start(hands_over_late).await;
    client.open("file:///a.txt", "Sales rose 300% in May.").await;
    tokio::task::block_in_place(|| wait_for(&MADE));
    client
        .notify("workspace/didChangeConfiguration", json!({"settings": {"sayso": {"ignore": ["unattributed-figure"]}}}))
        .await;
    // Handlers begin in the order of the messages: once this is answered, the settings have been taken over.
    client.hover(1, "file:///unknown.txt", 0).await;
    client.answer(1).await;
    HAND_OVER.store(true, Ordering::Release);
    client.hover(2, "file:///a.txt", 12).await;
    client.answer(2).await;
    let snapshot = client.shared.snapshot(&"file:///a.txt".parse().expect("a URI")).expect("the document is open");
    assert!(snapshot.checked.findings.is_empty(), "{:?}", snapshot.checked.findings);
}
