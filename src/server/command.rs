//! Commands that a client can have the server carry out.

use gen_lsp_types::{
    ApplyWorkspaceEditParams, ApplyWorkspaceEditRequest, ErrorCodes, ExecuteCommandOptions, ExecuteCommandParams,
    LspErrorCodes, MessageType, Range, ShowDocumentParams, ShowDocumentRequest, Uri,
};
use serde::Deserialize as _;
use serde_json::{Value, json};

use super::known::{self, Entry};
use super::router::Answer;
use super::state::Server;
use super::wire::{Failure, Id};
use super::workspace;

/// Shows a range of a document: address and range.
pub(super) const SHOW: &str = "sayso.show";

/// Checks all files of the workspace.
const CHECK: &str = "sayso.checkWorkspace";

/// Adds a source to the configuration: address of a text, and the name or an [`Entry`].
const ADD: &str = "sayso.addSource";

/// All commands.
const COMMANDS: [&str; 3] = [SHOW, CHECK, ADD];

pub(super) fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions { commands: COMMANDS.map(str::to_owned).to_vec(), ..ExecuteCommandOptions::default() }
}

pub(super) fn execute(server: &mut Server, id: Id, params: ExecuteCommandParams) {
    match &*params.command {
        CHECK => workspace::check(server, id),
        SHOW => show(server, &id, params.arguments.unwrap_or_default()),
        ADD => {
            if let Err(failure) = add(server, &id, &params.arguments.unwrap_or_default()) {
                refuse(server, &id, &failure);
            }
        }
        other => {
            let message = format!("there is no command “{other}”; there are {}", COMMANDS.join(", "));
            refuse(server, &id, &Failure::new(ErrorCodes::InvalidParams, message));
        }
    }
}

fn refuse(server: &Server, id: &Id, failure: &Failure) {
    server.client().outbox.answer::<()>(Some(id), &Err(failure.clone()));
}

fn show(server: &mut Server, id: &Id, arguments: Vec<Value>) {
    let read = match &arguments[..] {
        [uri, range] => Uri::deserialize(uri).ok().zip(Range::deserialize(range).ok()),
        _ => None,
    };
    let Some((uri, selection)) = read else {
        let message = "the arguments are the address of a document and a range";
        return refuse(server, id, &Failure::new(ErrorCodes::InvalidParams, message));
    };
    if !server.client().can("window.showDocument.support") {
        let message = "this editor cannot be asked to show a place";
        return refuse(server, id, &Failure::new(LspErrorCodes::RequestFailed, message));
    }
    let params = ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: Some(selection) };
    server.client().request::<ShowDocumentRequest>(params, |server, shown| {
        if let Err(failure) = shown {
            server.client().log(MessageType::Warning, failure.message);
        }
    });
    server.client().outbox.answer(Some(id), &Ok(Value::Null));
}

/// Has the client add a source, and answers where it stands then.
fn add(server: &Server, id: &Id, arguments: &[Value]) -> Answer<()> {
    let wrong = |why: String| Failure::new(ErrorCodes::InvalidParams, why);
    let [uri, entry] = arguments else {
        return Err(wrong("the arguments are the address of a text and a source".to_owned()));
    };
    let uri = Uri::deserialize(uri).map_err(|error| wrong(format!("the address: {error}")))?;
    let entry = Entry::read(entry).map_err(|error| wrong(format!("the source: {error}")))?;
    if !server.client().can("workspace.applyEdit") {
        return Err(Failure::new(LspErrorCodes::RequestFailed, "this editor makes no edits for a server"));
    }
    let addition = known::add(&server.world, &uri, &entry)?;
    let (id, place) = (id.clone(), json!({"uri": addition.uri, "range": addition.range}));
    let label = Some(format!("Add “{}” to sayso.toml", entry.name.trim()));
    let params = ApplyWorkspaceEditParams { label, edit: addition.edit, metadata: None };
    server.client().request::<ApplyWorkspaceEditRequest>(params, move |server, applied| {
        let why = match applied {
            Ok(result) if result.applied => return server.client().outbox.answer(Some(&id), &Ok(place)),
            Ok(result) => result.failure_reason.unwrap_or_else(|| "the editor has not made the edit".to_owned()),
            Err(failure) => failure.message,
        };
        refuse(server, &id, &Failure::new(LspErrorCodes::RequestFailed, why));
    });
    Ok(())
}
