//! The client: what it can do, and what is sent to it.

use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

use gen_lsp_types::{
    LogMessageNotification, LogMessageParams, LogTraceNotification, LogTraceParams, MessageType, Notification, Request,
    ShowMessageNotification, ShowMessageParams, TraceValue,
};
use hashbrown::HashMap;
use serde_json::Value;

use super::state::Server;
use super::wire::{Failure, Id, Outbox};
use crate::output::shown;
use crate::text::Encoding;

/// What is to be done when a request of ours is answered.
type Then = Box<dyn FnOnce(&mut Server, Result<Value, Failure>) + Send>;

/// A client, as it said hello.
pub(super) struct Client {
    /// Its capabilities as they came: looked up by path, so that a part that is not as the protocol has it spoils no other.
    capabilities: Value,
    /// What its columns count.
    pub(super) encoding: Encoding,
    pub(super) outbox: Outbox,
    requests: AtomicI64,
    waiting: Mutex<HashMap<Id, Then>>,
    trace: AtomicU8,
}

impl Client {
    pub(super) fn new(capabilities: Value, outbox: Outbox) -> Self {
        let encoding = encoding(&capabilities);
        Self {
            capabilities,
            encoding,
            outbox,
            requests: AtomicI64::new(0),
            waiting: Mutex::default(),
            trace: AtomicU8::new(0),
        }
    }

    fn capability(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.capabilities, |value, key| value.get(key))
    }

    /// Whether it has the capability at `path` ("textDocument.hover"): a boolean that is true, or an object.
    pub(super) fn can(&self, path: &str) -> bool {
        self.capability(path).is_some_and(|value| value.as_bool().unwrap_or(!value.is_null()))
    }

    /// Whether the list at `path` holds `word`.
    pub(super) fn lists(&self, path: &str, word: &str) -> bool {
        self.capability(path).and_then(Value::as_array).is_some_and(|list| list.iter().any(|item| item == word))
    }

    /// Whether it shows Markdown in what `path` tells the formats of; one that does not say does.
    pub(super) fn shows_markdown(&self, path: &str) -> bool {
        self.capability(path).is_none_or(Value::is_null) || self.lists(path, "markdown")
    }

    /// The number at `path`.
    pub(super) fn number(&self, path: &str) -> Option<u64> {
        self.capability(path)?.as_u64()
    }

    pub(super) fn notify<N: Notification>(&self, params: N::Params) {
        self.outbox.call(None, N::METHOD.as_str(), params);
    }

    /// Sends a request; `then` gets the answer, on the thread that changes the state.
    pub(super) fn request<R: Request>(
        &self,
        params: R::Params,
        then: impl FnOnce(&mut Server, Result<R::Result, Failure>) + Send + 'static,
    ) {
        let id = Id::Number(self.requests.fetch_add(1, Ordering::Relaxed));
        let then: Then = Box::new(move |server, result| {
            let read = |value| {
                serde_json::from_value(value)
                    .map_err(|error| Failure::new(gen_lsp_types::ErrorCodes::InvalidRequest, error))
            };
            then(server, result.and_then(read));
        });
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), then);
        self.outbox.call(Some(&id), R::METHOD.as_str(), params);
    }

    /// What is to be done with the answer to request `id`.
    pub(super) fn answered(&self, id: &Id) -> Option<Then> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(id)
    }

    /// Writes a line to the client's log.
    pub(super) fn log(&self, kind: MessageType, message: impl ToString) {
        self.notify::<LogMessageNotification>(LogMessageParams {
            kind,
            message: shown::lines(&message.to_string()).into_owned(),
        });
    }

    /// Shows the user a message.
    pub(super) fn show(&self, kind: MessageType, message: impl std::fmt::Display) {
        self.notify::<ShowMessageNotification>(ShowMessageParams {
            kind,
            message: format!("sayso: {}", shown::lines(&message.to_string())),
        });
    }

    pub(super) fn set_trace(&self, value: &TraceValue) {
        let level = match value {
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
            _ => 0,
        };
        self.trace.store(level, Ordering::Relaxed);
    }

    /// Tells of a message, if the client wants to know; `verbose` is what only a client that wants all gets.
    pub(super) fn trace(&self, message: impl FnOnce() -> String, verbose: impl FnOnce() -> String) {
        let level = self.trace.load(Ordering::Relaxed);
        if level > 0 {
            let verbose = (level > 1).then(verbose);
            self.notify::<LogTraceNotification>(LogTraceParams { message: message(), verbose });
        }
    }
}

/// The column encoding to use: of those the client offers the one that costs nothing, else the protocol's default.
fn encoding(capabilities: &Value) -> Encoding {
    let offered = capabilities.pointer("/general/positionEncodings").and_then(Value::as_array);
    let offers = |kind: &str| offered.is_some_and(|kinds| kinds.iter().any(|offered| offered == kind));
    match () {
        () if offers("utf-8") => Encoding::Utf8,
        () if offers("utf-16") => Encoding::Utf16,
        () if offers("utf-32") => Encoding::Utf32,
        () => Encoding::Utf16,
    }
}
