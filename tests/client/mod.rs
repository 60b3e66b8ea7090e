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
    /// What the client answers when the server asks for a configuration.
    pub(crate) configuration: Value,
    /// Whether the client makes the edits that the server asks for.
    pub(crate) applies: bool,
    /// Notifications and requests of the server that nobody has waited for yet.
    kept: std::collections::VecDeque<Notification>,
    /// What the server says it can do.
    pub(crate) capabilities: Value,
}

impl Client {
    /// Starts a server for an editor with these capabilities.
    pub(crate) fn start(capabilities: &Value, options: &Value) -> Self {
        Self::in_folders(capabilities, options, &[])
    }

    /// As [`Client::start`], in a workspace of these folders.
    pub(crate) fn in_folders(capabilities: &Value, options: &Value, folders: &[&std::path::Path]) -> Self {
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
        let mut client = Self {
            child,
            input,
            messages,
            requests: 0,
            configuration: Value::Null,
            applies: true,
            kept: std::collections::VecDeque::new(),
            capabilities: Value::Null,
        };
        let folders: Vec<Value> =
            folders.iter().map(|path| json!({"uri": format!("file://{}", path.display()), "name": "folder"})).collect();
        let params = json!({
            "processId": std::process::id(),
            "rootUri": null,
            "capabilities": capabilities,
            "initializationOptions": options,
            "workspaceFolders": folders,
        });
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
        self.try_request(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Sends a request, and waits for its answer, or for why there is none.
    pub(crate) fn try_request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.send(&Request::new(id.clone(), method.to_owned(), params).into());
        loop {
            match self.message() {
                Message::Response(Response { id: answered, response_result }) if answered == id => {
                    return response_result.map_err(|error| json!({"code": error.code, "message": error.message}));
                }
                Message::Notification(notification) => self.kept.push_back(notification),
                _ => {}
            }
        }
    }

    /// The next message; requests of the server are answered on the way.
    fn message(&mut self) -> Message {
        let message = self.messages.recv_timeout(PATIENCE).expect("a message in time");
        if let Message::Request(request) = &message {
            let items = request.params["items"].as_array().map(|items| vec![self.configuration.clone(); items.len()]);
            let answer = match (items, &*request.method) {
                (Some(items), _) => items.into(),
                (None, "workspace/applyEdit") => json!({"applied": self.applies}),
                (None, _) => Value::Null,
            };
            self.send(&Response::new_ok(request.id.clone(), answer).into());
            self.kept.push_back(Notification { method: request.method.clone(), params: request.params.clone() });
        }
        message
    }

    /// The next notification or request of that method that fits.
    pub(crate) fn notification(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let fits = |notification: &Notification| notification.method == method && fits(&notification.params);
        if let Some(index) = self.kept.iter().position(fits) {
            return self.kept.remove(index).expect("it is there").params;
        }
        loop {
            if let Message::Notification(notification) = self.message() {
                self.kept.push_back(notification);
            }
            if self.kept.back().is_some_and(fits) {
                return self.kept.pop_back().expect("it is there").params;
            }
        }
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
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let these = |params: &Value| params["uri"] == uri && params["version"] == version;
        let mut params = self.notification("textDocument/publishDiagnostics", these);
        let Value::Array(diagnostics) = params["diagnostics"].take() else { panic!("{params}") };
        diagnostics
    }

    /// The next message that the server shows its user.
    pub(crate) fn shown(&mut self) -> String {
        let params = self.notification("window/showMessage", |_| true);
        params["message"].as_str().expect("a text").to_owned()
    }

    /// The memory of the server in megabytes, where the system tells.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().split(' ').next()?.parse::<u64>().ok()? / 1024)
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
