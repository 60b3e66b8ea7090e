//! An editor's end of the protocol: starts the server as a process and talks to it over its standard input and output.

#![allow(dead_code, reason = "each user needs another part")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::io::BufReader;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// Longer than any answer takes, so that a test that would wait for ever fails.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Message>,
    requests: i32,
    /// What the server says it can do.
    pub(crate) capabilities: Value,
}

impl Client {
    /// Starts a server for an editor with these capabilities.
    pub(crate) fn start(capabilities: &Value, options: &Value) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .arg("server")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (send, messages) = channel();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        std::thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        let mut client = Self { child, input, messages, requests: 0, capabilities: Value::Null };
        let params = json!({"capabilities": capabilities, "initializationOptions": options});
        client.capabilities = client.request("initialize", params)["capabilities"].take();
        client.notify("initialized", json!({}));
        client
    }

    fn send(&mut self, message: &Message) {
        message.write(self.input.as_mut().expect("its input is open")).expect("the server reads");
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&Notification::new(method.to_owned(), params).into());
    }

    /// Sends a request, and waits for its answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(&Request::new(id.clone(), method.to_owned(), params).into());
        loop {
            if let Message::Response(Response { id: answered, response_result }) = self.message()
                && answered == id
            {
                return response_result.unwrap_or_else(|error| panic!("{method}: {error:?}"));
            }
        }
    }

    fn message(&self) -> Message {
        self.messages.recv_timeout(PATIENCE).expect("a message in time")
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Puts `text` in place of `range`.
    pub(crate) fn change(&mut self, uri: &str, version: i32, range: &Value, text: &str) {
        let changes = json!([{"range": range, "text": text}]);
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// The diagnostics of a version of a document, once they are published.
    pub(crate) fn diagnostics(&self, uri: &str, version: i32) -> Vec<Value> {
        loop {
            if let Message::Notification(Notification { method, mut params }) = self.message() {
                let these = method == "textDocument/publishDiagnostics" && params["uri"] == uri;
                if these && params["version"] == version {
                    let Value::Array(diagnostics) = params["diagnostics"].take() else { panic!("{params}") };
                    return diagnostics;
                }
            }
        }
    }

    /// The next message that the server shows its user.
    pub(crate) fn shown(&self) -> String {
        loop {
            if let Message::Notification(Notification { method, params }) = self.message()
                && method == "window/showMessage"
            {
                return params["message"].as_str().expect("a text").to_owned();
            }
        }
    }

    /// Says `exit` with the input still open, and waits for the end.
    pub(crate) fn exit(mut self) -> ExitStatus {
        self.notify("exit", Value::Null);
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the server can be waited for") {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
