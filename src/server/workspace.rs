//! The whole workspace: the files that are not open are checked as CI checks them.

use std::sync::Arc;

use gen_lsp_types::{
    MessageType, PreviousResultId, ProgressToken, Uri, WorkDoneProgressCancelParams, WorkDoneProgressCreateParams,
    WorkDoneProgressCreateRequest, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport,
};
use hashbrown::{HashMap, HashSet};
use serde_json::json;

use super::diagnostics;
use super::pending::Cancel;
use super::router::guarded;
use super::scan::{Known, Progress, Scan, Unread, tell};
use super::state::{Event, Server};
use super::uri::Key;
use super::wire::Id;

/// How many files go out in one partial result.
const BATCH: usize = 32;

/// What is known of the workspace from one look at it to the next.
#[derive(Default)]
pub(super) struct Workspace {
    /// Rises with each change that a look at the workspace may find.
    generation: u64,
    /// The generation that was answered last.
    answered: Option<u64>,
    /// A request that waits for a change.
    waiting: Option<(Id, Cancel, WorkspaceDiagnosticParams)>,
    known: Known,
    /// Looks that a person can cancel.
    running: HashMap<String, Cancel>,
    /// What could not be read, as a person has been told.
    told: HashSet<String>,
    /// Files that are not open and whose diagnostics the client was sent unasked.
    sent: HashSet<Key>,
    looks: u64,
}

impl Workspace {
    /// A look that was shown under that name is at its end.
    fn ended(&mut self, shown: Option<String>) {
        if let Some(name) = shown {
            self.running.remove(&name);
        }
    }
}

/// How many files and folders that cannot be read are named in one message.
const NAMED: usize = 3;

/// Tells what could not be read, unless it has been told.
fn tell_unread(server: &mut Server, unread: Unread) {
    let Unread { texts, configurations } = unread;
    let broken = configurations.iter().map(|fault| format!("{fault}; its texts are checked as if it were not there"));
    let broken: Vec<String> = broken.collect();
    let told = std::mem::take(&mut server.workspace.told);
    let client = server.client();
    for fault in broken.iter().filter(|fault| !told.contains(*fault)) {
        client.show(MessageType::Error, fault);
    }
    let new: Vec<&str> = texts.iter().filter(|text| !told.contains(*text)).map(String::as_str).collect();
    if !new.is_empty() {
        for text in &new {
            client.log(MessageType::Warning, text);
        }
        let named = new[..new.len().min(NAMED)].join("; ");
        let more = match new.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more, which the log names"),
        };
        let remedy = "Allow yourself to read it, or leave it out with “exclude” in sayso.toml";
        client.show(MessageType::Warning, format!("this cannot be read and is not checked: {named}{more}. {remedy}"));
    }
    server.workspace.told = texts.into_iter().chain(broken).collect();
}

/// Shows a person that a look begins, who can cancel it.
fn begin(server: &mut Server, token: ProgressToken, cancel: Cancel) -> Progress {
    server.workspace.running.insert(token_name(&token), cancel);
    Progress::begin(&server.world, token)
}

/// Answers a client that asks for the diagnostics of all files. One that asks again is answered once there is news.
pub(super) fn diagnostics(server: &mut Server, id: Id, params: WorkspaceDiagnosticParams) {
    let cancel = server.pending.begin(id.clone());
    let asked_before = !params.previous_result_ids.is_empty();
    if let Some((before, ..)) = server.workspace.waiting.take() {
        answer(server, &before, &WorkspaceDiagnosticReport::default());
    }
    if asked_before && server.workspace.answered == Some(server.workspace.generation) {
        server.workspace.waiting = Some((id, cancel, params));
    } else {
        look(server, id, cancel, params);
    }
}

/// Tells that something has changed.
pub(super) fn wake(server: &mut Server) {
    server.workspace.generation += 1;
    let waiting = server.workspace.waiting.take();
    if let Some((id, cancel, params)) = waiting.filter(|(_, cancel, _)| !cancel.is_set()) {
        look(server, id, cancel, params);
    }
}

/// Answers what waits, before the end.
pub(super) fn finish(server: &mut Server) {
    if let Some((id, ..)) = server.workspace.waiting.take() {
        answer(server, &id, &WorkspaceDiagnosticReport::default());
    }
}

fn answer(server: &Server, id: &Id, report: &WorkspaceDiagnosticReport) {
    server.pending.answer(&server.client().outbox, id, &Ok(report));
}

/// Takes away what was sent unasked of a document that is opened now.
pub(super) fn opened(server: &mut Server, uri: &Uri) {
    if server.workspace.sent.remove(&Key::of(uri)) {
        diagnostics::send(server.client(), uri.clone(), None, Vec::new());
    }
}

pub(super) fn cancel(server: &mut Server, params: WorkDoneProgressCancelParams) {
    if let Some(cancel) = server.workspace.running.get(&token_name(&params.token)) {
        cancel.set();
    }
}

fn token_name(token: &ProgressToken) -> String {
    match token {
        ProgressToken::Int(number) => format!("#{number}"),
        ProgressToken::String(text) => text.clone(),
    }
}

/// Looks through the workspace for `workspace/diagnostic`.
fn look(server: &mut Server, id: Id, cancel: Cancel, params: WorkspaceDiagnosticParams) {
    let generation = server.workspace.generation;
    let token = params.work_done_progress_params.work_done_token;
    let progress = token.map(|token| begin(server, token, cancel.clone()));
    let shown = progress.as_ref().map(|progress| token_name(&progress.token));
    let partial = params.partial_result_params.partial_result_token;
    let mut scan = Scan::new(server, server.workspace.known.clone(), cancel, progress);
    let (events, pending) = (server.events.clone(), Arc::clone(&server.pending));
    server.workers.spawn_later(move || {
        let before: HashMap<Key, String> = params
            .previous_result_ids
            .into_iter()
            .map(|PreviousResultId { uri, value }| (Key::of(&uri), value))
            .collect();
        let world = scan.world.clone();
        let mut items = Vec::new();
        let done = guarded(&world, "checking the workspace", || {
            scan.run(&before, |report| {
                items.push(report);
                if let (BATCH, Some(token)) = (items.len(), &partial) {
                    let report = WorkspaceDiagnosticReport { items: std::mem::take(&mut items) };
                    tell(&world, token, &report);
                }
            });
        });
        if let (Some(token), false) = (&partial, items.is_empty()) {
            tell(&world, token, &WorkspaceDiagnosticReport { items: std::mem::take(&mut items) });
        }
        let unread = std::mem::take(&mut scan.unread);
        // All of it is at its end before the answer is there: with that, the token of the progress is anybody's again, and whoever
        // asks again is asking behind this look.
        let known = scan.finish();
        let _ = events.send(Event::Do(Box::new(move |server| {
            tell_unread(server, unread);
            server.workspace.known = known;
            server.workspace.answered = Some(generation);
            server.workspace.ended(shown);
        })));
        pending.answer(&world.client.outbox, &id, &done.map(|()| WorkspaceDiagnosticReport { items }));
    });
}

/// Checks the workspace because a person asked for it, and sends what is found of the files that are not open.
pub(super) fn check(server: &mut Server, id: Id) {
    server.workspace.looks += 1;
    let token = ProgressToken::String(format!("sayso/check/{}", server.workspace.looks));
    let cancel = server.pending.begin(id.clone());
    if server.client().can("window.workDoneProgress") {
        let params = WorkDoneProgressCreateParams { token: token.clone() };
        server.world.client.clone().request::<WorkDoneProgressCreateRequest>(params, move |server, created| {
            let progress = created.is_ok().then(|| begin(server, token, cancel.clone()));
            check_with(server, id, cancel, progress);
        });
    } else {
        check_with(server, id, cancel, None);
    }
}

fn check_with(server: &mut Server, id: Id, cancel: Cancel, progress: Option<Progress>) {
    let shown = progress.as_ref().map(|progress| token_name(&progress.token));
    // A person wants to see everything.
    let mut scan = Scan::new(server, Known::default(), cancel, progress);
    let (events, pending) = (server.events.clone(), Arc::clone(&server.pending));
    server.workers.spawn_later(move || {
        let world = scan.world.clone();
        let (mut files, mut findings, mut sent) = (0, 0, HashSet::new());
        let done = guarded(&world, "checking the workspace", || {
            scan.run(&HashMap::new(), |report| {
                let WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(report) = report else {
                    return;
                };
                let items = report.full_document_diagnostic_report.items;
                files += 1;
                findings += items.len();
                if world.document(&report.uri).is_none() {
                    sent.insert(Key::of(&report.uri));
                    diagnostics::send(&world.client, report.uri, None, items);
                }
            });
        });
        let cancelled = scan.cancel.is_set();
        let unread = std::mem::take(&mut scan.unread);
        scan.finish();
        let summary =
            json!({"files": files, "findings": findings, "unread": unread.texts.len(), "cancelled": cancelled});
        let _ = events.send(Event::Do(Box::new(move |server| {
            // Whoever asks is told again.
            server.workspace.told.clear();
            tell_unread(server, unread);
            server.workspace.sent.extend(sent);
            server.workspace.ended(shown);
        })));
        pending.answer(&world.client.outbox, &id, &done.map(|()| summary));
    });
}
