//! Diagnostics of the documents that are open: sent to clients that do not ask for them, and given to those that do.

use std::sync::{Arc, PoisonError};

use gen_lsp_types::{
    Diagnostic, DiagnosticRefreshRequest, DocumentDiagnosticParams, DocumentDiagnosticReport,
    FullDocumentDiagnosticReport, InlayHintRefreshRequest, PublishDiagnosticsNotification, PublishDiagnosticsParams,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Uri,
};

use super::client::Client;
use super::convert::{self, Shape};
use super::manifest;
use super::router::guarded;
use super::snapshot::{Snapshot, World};
use super::state::Server;
use super::uri::Key;
use crate::language::hash;

/// Whether the client is to ask for diagnostics. If it does, it gets none unasked: it would show them twice. One that cannot be
/// told to ask again would show what the settings of yesterday have found.
pub(super) fn asks(client: &Client) -> bool {
    client.can("textDocument.diagnostic") && client.can("workspace.diagnostics.refreshSupport")
}

/// Analyses `snapshot`, which was `before`, and sends its diagnostics to a client that does not ask for them; neither, if it is edited
/// meanwhile.
pub(super) fn publish(server: &mut Server, snapshot: &Arc<Snapshot>, before: Option<Arc<Snapshot>>) {
    {
        let mut queue = snapshot.memory.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.next = Some(Arc::clone(snapshot));
        queue.gone.extend(before);
        if std::mem::replace(&mut queue.busy, true) {
            return;
        }
    }
    let (world, memory) = (server.world.clone(), Arc::clone(&snapshot.memory));
    server.workers.spawn(Some(Key::of(&snapshot.uri)), move || {
        loop {
            let (next, gone) = {
                let mut queue = memory.queue.lock().unwrap_or_else(PoisonError::into_inner);
                let next = queue.next.take();
                queue.busy = next.is_some();
                (next, std::mem::take(&mut queue.gone))
            };
            drop(gone);
            let Some(snapshot) = next else { return };
            // What went wrong is in the log.
            let _ = guarded(&world, &format!("checking {}", snapshot.uri), || tell(&world.client, &snapshot));
        }
    });
}

/// Sends the diagnostics of a snapshot to a client that does not ask for them. One that does will most likely ask for these: by then
/// they are there.
fn tell(client: &Client, snapshot: &Snapshot) {
    if !asks(client) {
        let found = of(client, snapshot);
        if snapshot.is_newest() {
            send(client, snapshot.uri.clone(), Some(snapshot.version), found);
        }
    } else if !snapshot.is_manifest {
        snapshot.read();
    }
}

pub(super) fn send(client: &Client, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
    client.notify::<PublishDiagnosticsNotification>(PublishDiagnosticsParams { uri, version, diagnostics });
}

/// Takes away what is shown of a document that has been closed.
pub(super) fn clear(server: &Server, closed: &Snapshot) {
    if !asks(server.client()) {
        send(server.client(), closed.uri.clone(), None, Vec::new());
    }
}

/// Has a client ask again, after a change that it does not know of.
pub(super) fn refresh(server: &Server) {
    let client = server.client();
    if client.can("workspace.diagnostics.refreshSupport") {
        client.request::<DiagnosticRefreshRequest>((), |_, _| {});
    }
    if client.can("workspace.inlayHint.refreshSupport") {
        client.request::<InlayHintRefreshRequest>((), |_, _| {});
    }
    if client.can("workspace.codeLens.refreshSupport") {
        client.request::<gen_lsp_types::CodeLensRefreshRequest>((), |_, _| {});
    }
}

/// The diagnostics of a document.
pub(super) fn of(client: &Client, snapshot: &Snapshot) -> Vec<Diagnostic> {
    if snapshot.is_manifest {
        manifest::diagnostics(snapshot)
    } else {
        convert::diagnostics(Shape::of(client), snapshot)
    }
}

/// What tells one list of diagnostics from another.
pub(super) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let bytes = serde_json::to_vec(diagnostics).unwrap_or_default();
    format!("{:016x}", hash::of_bytes(&bytes))
}

/// Answers a client that asks for the diagnostics of a document.
pub(super) fn document(world: &World, params: DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let items = world.open(&params.text_document.uri).map(|snapshot| of(&world.client, snapshot)).unwrap_or_default();
    let id = result_id(&items);
    if params.previous_result_id.as_ref() == Some(&id) {
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        }
        .into();
    }
    RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
    }
    .into()
}
