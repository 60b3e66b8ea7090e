//! Commands that a client can have the server carry out.

use gen_lsp_types::{
    ErrorCodes, ExecuteCommandOptions, ExecuteCommandParams, LspErrorCodes, MessageType, Range, ShowDocumentParams,
    ShowDocumentRequest, Uri,
};
use serde::Deserialize as _;
use serde_json::Value;

use super::state::Server;
use super::wire::{Failure, Id};
use super::workspace;

/// Shows a range of a document: address and range.
pub(super) const SHOW: &str = "sayso.show";

/// Checks all files of the workspace.
const CHECK: &str = "sayso.checkWorkspace";

/// All commands.
const COMMANDS: [&str; 2] = [SHOW, CHECK];

pub(super) fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions { commands: COMMANDS.map(str::to_owned).to_vec(), ..ExecuteCommandOptions::default() }
}

pub(super) fn execute(server: &mut Server, id: Id, params: ExecuteCommandParams) {
    match &*params.command {
        CHECK => workspace::check(server, id),
        SHOW => show(server, &id, params.arguments.unwrap_or_default()),
        other => {
            let message = format!("there is no command “{other}”; there are {}", COMMANDS.join(" and "));
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
