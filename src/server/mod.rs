//! The language server.
//!
//! One thread reads messages, one writes them, and one in between changes the state: it applies edits, takes snapshots of
//! what an answer can depend on, and hands the work to others (`workers`). A snapshot does not change; it is analysed by whoever
//! needs that first, block by block out of a cache. What was found for an old version is not sent. A panic ends the piece of work
//! it happens in: the client gets an error and its log a line.
//!
//! To add a request: a function in the file of its family, a line in `router`, and what `lifecycle` says of it to the client.

#![allow(clippy::needless_pass_by_value, reason = "what answers a message is given what came with it")]

mod action;
mod addition;
mod claims;
mod client;
mod command;
mod completion;
mod convert;
mod diagnostics;
mod folding;
#[cfg(fuzzing)]
#[doc(hidden)]
#[path = "../../fuzz/inside/server.rs"]
pub mod fuzzing;
mod hint;
mod hover;
mod known;
mod lens;
mod lifecycle;
mod link;
mod manifest;
mod manual;
mod navigation;
mod notebook;
mod pending;
mod projects;
mod registration;
mod rename;
mod router;
mod scan;
mod settings;
mod snapshot;
mod state;
mod symbol;
#[cfg(test)]
mod tests;
mod token;
mod uri;
mod wire;
mod workers;
mod workspace;

use std::io::{BufRead, BufReader, Write};
use std::process::ExitCode;
use std::sync::mpsc;

use gen_lsp_types::{ErrorCodes, LspErrorCodes, MessageType};
use serde_json::Value;

use client::Client;
pub use settings::settings_schema;
use snapshot::Analyse;
use state::{Event, Phase, Server};
use wire::{Failure, Incoming, Outbox};

/// Serves standard input and output until the client says `exit` or goes away. The exit status is the one the protocol asks for: 0
/// after `shutdown`, else 1.
#[must_use]
pub fn run() -> ExitCode {
    let clean = serve(BufReader::new(std::io::stdin()), std::io::stdout(), crate::check::Checked::new);
    // Threads that are still at work, or wait for input that nobody sends, end with the process.
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Serves one client, and tells whether it said `shutdown`.
fn serve(mut input: impl BufRead + Send + 'static, mut output: impl Write + Send + 'static, analyse: Analyse) -> bool {
    let (events, told) = mpsc::channel();
    let (outbox, messages) = Outbox::new();
    let messages_in = events.clone();
    std::thread::spawn(move || {
        while let Ok(Some(message)) = wire::read(&mut input) {
            if messages_in.send(Event::Message(message)).is_err() {
                return;
            }
        }
        let _ = messages_in.send(Event::Gone);
    });
    let gone = events.clone();
    let writer = std::thread::spawn(move || {
        if wire::write(&messages, &mut output).is_err() {
            let _ = gone.send(Event::Gone);
        }
    });
    let mut server = Server::new(Client::new(Value::Null, outbox), events, analyse);
    for event in told {
        match event {
            Event::Message(Incoming::Notification { method, .. }) if method == "exit" => break,
            Event::Message(message) => take(&mut server, message),
            Event::Do(what) => what(&mut server),
            Event::Gone => break,
        }
    }
    let clean = server.phase == Phase::Leaving;
    for id in server.pending.cancel_all() {
        let failure = Failure::new(LspErrorCodes::RequestCancelled, "the server ends");
        server.client().outbox.answer::<()>(Some(&id), &Err(failure));
    }
    // What has been said is written before the end; a client that does not read is not waited for.
    server.client().outbox.hang_up();
    let begun = std::time::Instant::now();
    while !writer.is_finished() && begun.elapsed() < LAST_WORDS {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    clean
}

/// How long the last messages may take to be written.
const LAST_WORDS: std::time::Duration = std::time::Duration::from_millis(500);

/// Takes a message.
fn take(server: &mut Server, message: Incoming) {
    match message {
        Incoming::Request { id, method, params } => {
            server.client().trace(|| format!("request {method}"), || params.text().to_owned());
            match server.phase {
                _ if method == "initialize" => lifecycle::initialize(server, &id, &params),
                Phase::Greeting => {
                    let failure = Failure::new(ErrorCodes::ServerNotInitialized, "the first request is “initialize”");
                    server.client().outbox.answer::<()>(Some(&id), &Err(failure));
                }
                Phase::Running if method == "shutdown" => {
                    workspace::finish(server);
                    server.phase = Phase::Leaving;
                    server.client().outbox.answer(Some(&id), &Ok(()));
                }
                Phase::Running => router::request(server, id, &method, params),
                Phase::Leaving => {
                    let failure = Failure::new(ErrorCodes::InvalidRequest, "the server has been shut down");
                    server.client().outbox.answer::<()>(Some(&id), &Err(failure));
                }
            }
        }
        Incoming::Notification { method, params } if method == "$/cancelRequest" => lifecycle::cancel(server, &params),
        Incoming::Notification { method, params } => {
            server.client().trace(|| format!("notification {method}"), || params.text().to_owned());
            if server.phase == Phase::Running {
                router::notification(server, &method, params);
            }
        }
        Incoming::Response { id, result } => {
            if let Some(then) = server.client().answered(&id) {
                then(server, result);
            } else if let Err(failure) = result {
                server.client().log(MessageType::Warning, failure.message);
            }
        }
        Incoming::Broken(failure) => {
            server.client().log(MessageType::Error, format!("a message cannot be read: {}", failure.message));
            server.client().outbox.answer::<()>(None, &Err(failure));
        }
    }
}
