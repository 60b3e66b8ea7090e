//! What answers each message: two tables, one of requests and one of notifications.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use gen_lsp_types::{
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CompletionRequest, DefinitionRequest,
    DidChangeConfigurationNotification, DidChangeNotebookDocumentNotification, DidChangeTextDocumentNotification,
    DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, DidCloseNotebookDocumentNotification,
    DidCloseTextDocumentNotification, DidOpenNotebookDocumentNotification, DidOpenTextDocumentNotification,
    DidSaveTextDocumentNotification, DocumentDiagnosticRequest, DocumentHighlightRequest, DocumentLinkRequest,
    DocumentSymbolRequest, ErrorCodes, ExecuteCommandRequest, FoldingRangeRequest, HoverRequest,
    InitializedNotification, InlayHintRequest, InlayHintResolveRequest, MessageType, Notification,
    PrepareRenameRequest, ReferencesRequest, RenameRequest, Request, SelectionRangeRequest, SemanticTokensDeltaRequest,
    SemanticTokensRangeRequest, SemanticTokensRequest, SetTraceNotification, TextDocumentIdentifier,
    WorkDoneProgressCancelNotification, WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
};

use serde::Deserialize;

use super::claims::ClaimsRequest;
use super::manual::RulesRequest;
use super::pending::Cancel;
use super::snapshot::World;
use super::state::Server;
use super::uri::Key;
use super::wire::{Failure, Id, Params};
use super::workers::Lane;
use super::{
    action, claims, command, completion, diagnostics, folding, hint, hover, lens, lifecycle, link, manual, navigation,
    notebook, rename, symbol, token, workspace,
};
use crate::failure;

/// What comes of a request.
pub(super) type Answer<T> = Result<T, Failure>;

/// Answers a request.
pub(super) fn request(server: &mut Server, id: Id, method: &str, params: Params) {
    RequestTable { server, method, call: Some((id, params)) }
        .with::<HoverRequest>(hover::hover)
        .with::<DefinitionRequest>(navigation::definition)
        .with::<ReferencesRequest>(navigation::references)
        .with::<DocumentHighlightRequest>(navigation::highlight)
        .with::<InlayHintRequest>(hint::hints)
        .with::<InlayHintResolveRequest>(hint::resolve)
        .with::<CodeLensRequest>(lens::lenses)
        .with::<DocumentSymbolRequest>(symbol::document)
        .with::<WorkspaceSymbolRequest>(symbol::workspace)
        .with::<SemanticTokensRequest>(token::full)
        .with::<SemanticTokensDeltaRequest>(token::delta)
        .with::<SemanticTokensRangeRequest>(token::range)
        .with::<DocumentLinkRequest>(link::links)
        .with::<FoldingRangeRequest>(folding::folding)
        .with::<SelectionRangeRequest>(folding::selection)
        .with::<CompletionRequest>(completion::completion)
        .with::<CodeActionRequest>(action::actions)
        .try_with::<CodeActionResolveRequest>(action::resolve)
        .try_with::<PrepareRenameRequest>(rename::prepare)
        .try_with::<RenameRequest>(rename::rename)
        .with::<ClaimsRequest>(claims::claims)
        .with::<RulesRequest>(manual::rules)
        .with::<DocumentDiagnosticRequest>(diagnostics::document)
        .here::<WorkspaceDiagnosticRequest>(workspace::diagnostics)
        .here::<ExecuteCommandRequest>(command::execute)
        .end();
}

/// Takes a notification.
pub(super) fn notification(server: &mut Server, method: &str, params: Params) {
    NotificationTable { server, method, params: Some(params) }
        .with::<InitializedNotification>(lifecycle::initialized)
        .with::<DidOpenTextDocumentNotification>(|server, params| server.open(params.text_document))
        .with::<DidChangeTextDocumentNotification>(|server, params| {
            let document = params.text_document;
            server.change(&document.text_document_identifier.uri, document.version, params.content_changes);
        })
        .with::<DidCloseTextDocumentNotification>(|server, params| server.close(&params.text_document.uri))
        .with::<DidOpenNotebookDocumentNotification>(notebook::opened)
        .with::<DidChangeNotebookDocumentNotification>(notebook::changed)
        .with::<DidCloseNotebookDocumentNotification>(notebook::closed)
        // Not every client watches files.
        .with::<DidSaveTextDocumentNotification>(|server, _| server.read_projects())
        .with::<DidChangeWatchedFilesNotification>(|server, _| server.read_projects())
        .with::<DidChangeConfigurationNotification>(lifecycle::configured)
        .with::<DidChangeWorkspaceFoldersNotification>(lifecycle::folders)
        .with::<WorkDoneProgressCancelNotification>(workspace::cancel)
        .with::<SetTraceNotification>(|server, params| server.client().set_trace(&params.value))
        .end();
}

/// A request on its way through the table.
struct RequestTable<'a> {
    server: &'a mut Server,
    method: &'a str,
    /// What is left to do; `None` once somebody has taken it.
    call: Option<(Id, Params)>,
}

impl RequestTable<'_> {
    /// `answer` answers requests `R`, on a thread of its own, from the world as it is now.
    fn with<R: Request>(self, answer: fn(&World, R::Params) -> R::Result) -> Self {
        self.work::<R>(move |world, params, _| Ok(answer(world, params)))
    }

    /// As [`RequestTable::with`], where an answer can be that it does not go.
    fn try_with<R: Request>(self, answer: fn(&World, R::Params) -> Answer<R::Result>) -> Self {
        self.work::<R>(move |world, params, _| answer(world, params))
    }

    fn work<R: Request>(
        mut self,
        answer: impl FnOnce(&World, R::Params, &Cancel) -> Answer<R::Result> + Send + 'static,
    ) -> Self {
        let Some((id, lane, params)) = self.take::<R>() else { return self };
        let world = &self.server.world;
        let world = lane.as_ref().map_or_else(|| world.clone(), |document| world.about(document));
        let pending = self.server.pending.clone();
        let cancel = pending.begin(id.clone());
        let begun = Instant::now();
        self.server.workers.spawn(lane, move || {
            if cancel.is_set() {
                return;
            }
            let outcome =
                guarded(&world, R::METHOD.as_str(), || answer(&world, params, &cancel)).and_then(|outcome| outcome);
            if pending.answer(&world.client.outbox, &id, &outcome) {
                let message = || format!("{} took {:.1} ms", R::METHOD, begun.elapsed().as_secs_f64() * 1e3);
                world.client.trace(message, String::new);
            }
        });
        self
    }

    /// `start` starts on requests `R` on the thread that changes the state, and sees to the answer.
    fn here<R: Request>(mut self, start: fn(&mut Server, Id, R::Params)) -> Self {
        if let Some((id, _, params)) = self.take::<R>() {
            start(self.server, id, params);
        }
        self
    }

    /// The request, if it is an `R` and can be read, and the document that it is about.
    fn take<R: Request>(&mut self) -> Option<(Id, Lane, R::Params)> {
        let (id, params) = self.call.take_if(|_| self.method == R::METHOD.as_str())?;
        let lane = params.read::<About>().ok().map(|about| Key::of(&about.text_document.uri));
        match params.read() {
            Ok(params) => Some((id, lane, params)),
            Err(failure) => {
                self.server.client().log(MessageType::Error, format!("{}: {}", self.method, failure.message));
                self.server.client().outbox.answer::<()>(Some(&id), &Err(failure));
                None
            }
        }
    }

    fn end(self) {
        if let Some((id, _)) = self.call {
            let failure = Failure::new(ErrorCodes::MethodNotFound, format!("there is no method “{}”", self.method));
            self.server.client().outbox.answer::<()>(Some(&id), &Err(failure));
        }
    }
}

/// What a request about a document has in its parameters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    text_document: TextDocumentIdentifier,
}

/// A notification on its way through the table.
struct NotificationTable<'a> {
    server: &'a mut Server,
    method: &'a str,
    params: Option<Params>,
}

impl NotificationTable<'_> {
    fn with<N: Notification>(mut self, take: fn(&mut Server, N::Params)) -> Self {
        let Some(params) = self.params.take_if(|_| self.method == N::METHOD.as_str()) else { return self };
        match params.read() {
            Ok(params) => {
                let world = self.server.world.clone();
                // What it has not done is lost; what comes next is read all the same.
                let _ = guarded(&world, self.method, || take(self.server, params));
            }
            Err(failure) => {
                self.server.client().log(MessageType::Error, format!("{}: {}", self.method, failure.message));
            }
        }
        self
    }

    fn end(self) {
        // What begins with "$/" may be passed over without a word.
        if self.params.is_some() && !self.method.starts_with("$/") {
            self.server.client().log(MessageType::Info, format!("there is no method “{}”", self.method));
        }
    }
}

/// Does `work`; if it panics, that is a failure of this piece of work and a line in the log.
pub(super) fn guarded<T>(world: &World, what: &str, work: impl FnOnce() -> T) -> Answer<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = format!("{what} failed: {}", failure::message(&*panic));
        world.client.log(MessageType::Error, &message);
        Failure::new(ErrorCodes::InternalError, message)
    })
}
