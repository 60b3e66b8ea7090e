//! Greeting, settings and farewell: what the server says it can do, and what it asks the client for.

use std::time::Duration;

use gen_lsp_types::{
    ClientCapabilities, CodeLensOptions, ConfigurationItem, ConfigurationParams, ConfigurationRequest,
    DidChangeConfigurationParams, DidChangeWorkspaceFoldersParams, DocumentLinkOptions, ErrorCodes, InitializeResult,
    InitializedParams, InlayHintOptions, LspErrorCodes, MessageType, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncKind, TextDocumentSyncOptions, TraceValue, Uri, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use super::settings::Settings;
use super::state::{Event, Phase, Server};
use super::wire::{Failure, Id, Params};
use super::{action, command, completion, convert, diagnostics, notebook, registration, rename, token, uri};

/// How often to look whether the process that started the server is still there.
const WATCH: Duration = Duration::from_secs(3);

/// What is read of `initialize`. Each part is read by itself, so that a client that is odd in one is served in the others.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Hello {
    process_id: Value,
    root_uri: Value,
    root_path: Value,
    capabilities: Value,
    initialization_options: Value,
    trace: Value,
    workspace_folders: Value,
}

pub(super) fn initialize(server: &mut Server, id: &Id, params: &Params) {
    if server.phase != Phase::Greeting {
        let failure = Failure::new(ErrorCodes::InvalidRequest, "the server has been initialized already");
        server.client().outbox.answer::<()>(Some(id), &Err(failure));
        return;
    }
    let hello: Hello = match params.read() {
        Ok(hello) => hello,
        Err(failure) => {
            server.client().outbox.answer::<()>(Some(id), &Err(failure));
            return;
        }
    };
    let well_formed = ClientCapabilities::deserialize(&hello.capabilities).map(drop);
    let client = Client::new(hello.capabilities, server.client().outbox.clone());
    if let Ok(trace) = TraceValue::deserialize(&hello.trace) {
        client.set_trace(&trace);
    }
    server.world.client = client.into();
    server.projects().folders = roots(&hello.workspace_folders, &hello.root_uri, &hello.root_path);
    let settings = Settings::default().with(&hello.initialization_options);
    let known = settings.clone().unwrap_or_default();
    let result = InitializeResult {
        capabilities: capabilities(server.client(), &known),
        server_info: Some(ServerInfo { name: "sayso".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
    };
    server.client().outbox.answer(Some(id), &Ok(result));
    server.phase = Phase::Running;
    if let Err(error) = well_formed {
        server
            .client()
            .log(MessageType::Warning, format!("the client's capabilities are not as LSP has them: {error}"));
    }
    if let Err(error) = settings {
        server.client().show(MessageType::Warning, format!("in the settings, {error}"));
    }
    server.projects().initial = known.clone();
    server.projects().settings = known;
    if let Some(parent) = hello.process_id.as_i64().and_then(|id| i32::try_from(id).ok()) {
        watch(server, parent);
    }
}

/// The folders that the client works in.
fn roots(folders: &Value, root: &Value, path: &Value) -> Vec<(std::path::PathBuf, Option<Settings>)> {
    let folders = folders.as_array().into_iter().flatten().filter_map(|folder| folder["uri"].as_str());
    let mut found: Vec<_> = folders.filter_map(|folder| uri::path(&Uri::from(folder))).collect();
    if found.is_empty() {
        let root = root.as_str().and_then(|root| uri::path(&Uri::from(root)));
        found.extend(root.or_else(|| path.as_str().map(Into::into)));
    }
    found.into_iter().map(|folder| (folder, None)).collect()
}

/// What the server can do for a client: what the client can make use of.
fn capabilities(client: &Client, settings: &Settings) -> ServerCapabilities {
    let document = |name: &str| client.can(&format!("textDocument.{name}"));
    // These are as old as the protocol: some clients ask for them and say so nowhere.
    let asked = |name: &str| document(name) || client.can("textDocument");
    let asked_of_all = |name: &str| client.can(&format!("workspace.{name}")) || client.can("workspace");
    ServerCapabilities {
        position_encoding: Some(convert::encoding_kind(client.encoding)),
        text_document_sync: Some(synchronisation().into()),
        notebook_document_sync: client.can("notebookDocument.synchronization").then(|| notebook::options().into()),
        hover_provider: document("hover").then(|| true.into()),
        definition_provider: asked("definition").then(|| true.into()),
        references_provider: asked("references").then(|| true.into()),
        document_highlight_provider: asked("documentHighlight").then(|| true.into()),
        document_symbol_provider: asked("documentSymbol").then(|| true.into()),
        workspace_symbol_provider: asked_of_all("symbol").then(|| true.into()),
        inlay_hint_provider: document("inlayHint")
            .then(|| InlayHintOptions { resolve_provider: Some(true), ..InlayHintOptions::default() }.into()),
        code_lens_provider: document("codeLens").then(CodeLensOptions::default),
        semantic_tokens_provider: document("semanticTokens").then(|| token::options().into()),
        document_link_provider: document("documentLink").then(DocumentLinkOptions::default),
        folding_range_provider: document("foldingRange").then(|| true.into()),
        selection_range_provider: document("selectionRange").then(|| true.into()),
        code_action_provider: document("codeAction").then(|| action::options(client).into()),
        completion_provider: document("completion").then(completion::options),
        rename_provider: asked("rename").then(|| rename::options(client)),
        diagnostic_provider: (diagnostics::asks(client) && !registration::is_dynamic(client))
            .then(|| registration::diagnostic_options(settings.workspace_diagnostics).into()),
        execute_command_provider: asked_of_all("executeCommand").then(command::options),
        workspace: client.can("workspace.workspaceFolders").then(|| WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        // What is asked for by names of our own.
        experimental: Some(json!({"sayso": {"claims": true, "rules": true}})),
        ..ServerCapabilities::default()
    }
}

/// How the server is told of texts.
fn synchronisation() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(SaveOptions::default().into()),
        ..TextDocumentSyncOptions::default()
    }
}

pub(super) fn initialized(server: &mut Server, _: InitializedParams) {
    registration::register(server);
    ask_for_settings(server);
}

/// Asks a client that can tell for its settings: those of all, and those of each folder.
fn ask_for_settings(server: &mut Server) {
    if !server.client().can("workspace.configuration") {
        return;
    }
    let folders: Vec<_> = server.world.projects.folders.iter().map(|(folder, _)| folder.clone()).collect();
    let scopes = std::iter::once(None).chain(folders.iter().map(|folder| Some(uri::of_path(folder))));
    let items = scopes.map(|scope_uri| ConfigurationItem { scope_uri, section: Some("sayso".to_owned()) });
    let params = ConfigurationParams { items: items.collect() };
    server.client().request::<ConfigurationRequest>(params, move |server, answer| match answer {
        Ok(values) => {
            let mut values = values.iter();
            // What a folder has of its own stands on what holds for all.
            let Some(all) = values.next() else { return };
            let before = server.world.projects.folders.clone();
            for (folder, value) in folders.iter().zip(values) {
                let own = server.world.projects.initial.with(value);
                if let Err(error) = &own {
                    let message = format!("in the settings of {}, {error}", folder.display());
                    server.client().show(MessageType::Warning, message);
                }
                let place = server.projects().folders.iter_mut().find(|(known, _)| known == folder);
                if let Some((_, settings)) = place {
                    *settings = own.ok().filter(|_| !value.is_null());
                }
            }
            if server.world.projects.folders != before {
                server.check_again();
            }
            // One that has nothing to say leaves what it has said otherwise.
            if !all.is_null() {
                server.configure(all);
            }
        }
        Err(failure) => server.client().log(MessageType::Warning, format!("the settings: {}", failure.message)),
    });
}

/// Takes over settings that the client sends, and asks for those of its folders where it can be asked.
pub(super) fn configured(server: &mut Server, params: DidChangeConfigurationParams) {
    if !params.settings.is_null() {
        server.configure(&params.settings);
    }
    ask_for_settings(server);
}

pub(super) fn folders(server: &mut Server, params: DidChangeWorkspaceFoldersParams) {
    let paths = |folders: &[gen_lsp_types::WorkspaceFolder]| -> Vec<_> {
        folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect()
    };
    let (added, removed) = (paths(&params.event.added), paths(&params.event.removed));
    let folders = &mut server.projects().folders;
    folders.retain(|(folder, _)| !removed.contains(folder));
    folders.extend(added.into_iter().map(|folder| (folder, None)));
    server.check_again();
    ask_for_settings(server);
}

/// Tells who works on a request that nobody waits for it any more.
pub(super) fn cancel(server: &mut Server, params: &Params) {
    #[derive(Deserialize)]
    struct Cancelled {
        id: Id,
    }
    let Ok(Cancelled { id }) = params.read() else { return };
    if server.pending.cancel(&id) {
        let failure = Failure::new(LspErrorCodes::RequestCancelled, "cancelled by the client");
        server.client().outbox.answer::<()>(Some(&id), &Err(failure));
    }
}

/// Ends the server when the process that started it is gone, even if somebody else holds its standard input open.
fn watch(server: &Server, parent: i32) {
    let events = server.events.clone();
    if !is_there(parent) {
        // It runs elsewhere: in another container, or on another machine.
        return;
    }
    std::thread::spawn(move || {
        while is_there(parent) {
            std::thread::sleep(WATCH);
        }
        let _ = events.send(Event::Gone);
    });
}

#[cfg(unix)]
fn is_there(process: i32) -> bool {
    let process = rustix::process::Pid::from_raw(process);
    process.is_some_and(|process| !matches!(rustix::process::test_kill_process(process), Err(rustix::io::Errno::SRCH)))
}

/// Elsewhere the end of standard input has to tell.
#[cfg(not(unix))]
fn is_there(_: i32) -> bool {
    true
}
