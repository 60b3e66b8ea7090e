//! What the server asks the client for while it runs, since it depends on settings: to tell of changes, and to ask for diagnostics.

use gen_lsp_types::{
    DiagnosticOptions, DiagnosticRegistrationOptions, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher,
    GlobPattern, MessageType, Registration, RegistrationParams, RegistrationRequest, Unregistration,
    UnregistrationParams, UnregistrationRequest,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::client::Client;
use super::diagnostics;
use super::state::Server;
use crate::config;
use crate::document::Format;

const WATCH: &str = "workspace/didChangeWatchedFiles";
const CONFIGURE: &str = "workspace/didChangeConfiguration";
const DIAGNOSE: &str = "textDocument/diagnostic";

/// How diagnostics are to be asked for.
pub(super) fn diagnostic_options(workspace: bool) -> DiagnosticOptions {
    DiagnosticOptions {
        identifier: Some("sayso".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: workspace,
        ..DiagnosticOptions::default()
    }
}

/// Whether the client can be told while it runs how to ask for diagnostics.
pub(super) fn is_dynamic(client: &Client) -> bool {
    client.can("textDocument.diagnostic.dynamicRegistration")
}

/// Registers what the client can be asked for; again, when a setting has changed that something of it depends on.
pub(super) fn register(server: &mut Server) {
    let workspace = server.world.projects.settings.workspace_diagnostics;
    let before = server.registered.replace(workspace);
    if before == Some(workspace) {
        return;
    }
    let client = server.client();
    let mut registrations = Vec::new();
    if client.can("workspace.didChangeWatchedFiles.dynamicRegistration") {
        registrations
            .push(registration(WATCH, DidChangeWatchedFilesRegistrationOptions { watchers: watchers(workspace) }));
    }
    if diagnostics::asks(client) && is_dynamic(client) {
        let options = DiagnosticRegistrationOptions {
            diagnostic_options: diagnostic_options(workspace),
            ..DiagnosticRegistrationOptions::default()
        };
        registrations.push(registration(DIAGNOSE, options));
    }
    if before.is_some() {
        let known =
            registrations.iter().map(|known| Unregistration { id: known.id.clone(), method: known.method.clone() });
        let params = UnregistrationParams { unregisterations: known.collect() };
        client.request::<UnregistrationRequest>(params, |_, _| {});
    } else if client.can("workspace.didChangeConfiguration.dynamicRegistration") {
        registrations.push(registration(CONFIGURE, json!({"section": "sayso"})));
    }
    if !registrations.is_empty() {
        client.request::<RegistrationRequest>(RegistrationParams { registrations }, |server, answer| {
            if let Err(failure) = answer {
                let message = "changes of sayso.toml are seen when a text is saved or opened";
                server.client().log(MessageType::Info, format!("{message}: {}", failure.message));
            }
        });
    }
}

fn registration(method: &str, options: impl Serialize) -> Registration {
    let register_options = serde_json::to_value(options).ok().filter(|options| *options != Value::Null);
    Registration { id: method.to_owned(), method: method.to_owned(), register_options }
}

/// The configuration files, and if the whole workspace is checked, its texts.
fn watchers(workspace: bool) -> Vec<FileSystemWatcher> {
    let texts = format!("**/*.{{{}}}", Format::extensions().collect::<Vec<_>>().join(","));
    let globs = [Some(format!("**/{}", config::NAME)), workspace.then_some(texts)];
    globs
        .into_iter()
        .flatten()
        .map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::Pattern(glob), kind: None })
        .collect()
}
