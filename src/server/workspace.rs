//! The whole workspace: the files that are not open are checked as CI checks them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use gen_lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, MessageType, PreviousResultId, ProgressNotification, ProgressParams,
    ProgressToken, UnchangedDocumentDiagnosticReport, Uri, WorkDoneProgressBegin, WorkDoneProgressCancelParams,
    WorkDoneProgressCreateParams, WorkDoneProgressCreateRequest, WorkDoneProgressEnd, WorkDoneProgressReport,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};
use hashbrown::{HashMap, HashSet};
use serde::Serialize;
use serde_json::{Value, json};

use super::convert::{self, Shape};
use super::diagnostics;
use super::pending::Cancel;
use super::router::guarded;
use super::snapshot::{Analyse, Snapshot, World};
use super::state::{Event, Server};
use super::uri::{self, Key};
use super::wire::Id;
use crate::config::{self, Project};
use crate::document::Format;
use crate::text::Buffer;

/// How many files go out in one partial result.
const BATCH: usize = 32;

/// How often a person is told how far it has come.
const PAUSE: Duration = Duration::from_millis(100);

/// What is known of the workspace from one look at it to the next.
#[derive(Default)]
pub(super) struct Workspace {
    /// Rises with each change that a look at the workspace may find.
    generation: u64,
    /// The generation that was answered last.
    answered: Option<u64>,
    /// A request that waits for a change.
    waiting: Option<(Id, Cancel, WorkspaceDiagnosticParams)>,
    /// What each file had when it was last read.
    known: Known,
    /// Looks that a person can cancel.
    running: HashMap<String, Cancel>,
    /// Files that are not open and whose diagnostics the client was sent unasked.
    sent: HashSet<Key>,
    looks: u64,
}

/// When a file was written and how long it is, and what tells its diagnostics from others.
type Known = HashMap<PathBuf, (Stamp, String)>;
type Stamp = (SystemTime, u64);

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
    if server.pending.end(id) {
        server.client().outbox.answer(Some(id), &Ok(report));
    }
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
    let progress = token.map(|token| progress(server, token, cancel.clone()));
    let partial = params.partial_result_params.partial_result_token;
    let mut scan = Scan::new(server, cancel, progress);
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
        if pending.end(&id) {
            world.client.outbox.answer(Some(&id), &done.map(|()| WorkspaceDiagnosticReport { items }));
        }
        let known = scan.finish();
        let _ = events.send(Event::Do(Box::new(move |server| {
            server.workspace.known = known;
            server.workspace.answered = Some(generation);
        })));
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
            let progress = created.is_ok().then(|| progress(server, token, cancel.clone()));
            check_with(server, id, cancel, progress);
        });
    } else {
        check_with(server, id, cancel, None);
    }
}

fn check_with(server: &mut Server, id: Id, cancel: Cancel, progress: Option<Progress>) {
    let mut scan = Scan::new(server, cancel, progress);
    // A person wants to see everything.
    scan.known.clear();
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
        scan.finish();
        let summary = json!({"files": files, "findings": findings, "cancelled": cancelled});
        if pending.end(&id) {
            world.client.outbox.answer(Some(&id), &done.map(|()| summary));
        }
        let _ = events.send(Event::Do(Box::new(move |server| server.workspace.sent.extend(sent))));
    });
}

fn tell(world: &World, token: &ProgressToken, value: &impl Serialize) {
    let value = serde_json::to_value(value).unwrap_or(Value::Null);
    world.client.notify::<ProgressNotification>(ProgressParams { token: token.clone(), value });
}

/// What a person sees of a look at the workspace.
struct Progress {
    token: ProgressToken,
    told: Instant,
}

fn progress(server: &mut Server, token: ProgressToken, cancel: Cancel) -> Progress {
    server.workspace.running.insert(token_name(&token), cancel);
    let begin = WorkDoneProgressBegin {
        title: "Checking the workspace".to_owned(),
        cancellable: Some(true),
        percentage: Some(0),
        ..WorkDoneProgressBegin::default()
    };
    tell(&server.world, &token, &begin);
    Progress { token, told: Instant::now() }
}

/// A look at the files of the workspace.
struct Scan {
    world: World,
    analyse: Analyse,
    cancel: Cancel,
    progress: Option<Progress>,
    /// What each file had before, and what it has now.
    known: Known,
    found: Known,
    projects: HashMap<PathBuf, Arc<Project>>,
}

impl Scan {
    fn new(server: &Server, cancel: Cancel, progress: Option<Progress>) -> Self {
        Self {
            world: server.world.clone(),
            analyse: server.analyse,
            cancel,
            progress,
            known: server.workspace.known.clone(),
            found: Known::default(),
            projects: HashMap::new(),
        }
    }

    /// Checks all files; `before` are the results that the client still has.
    fn run(&mut self, before: &HashMap<Key, String>, mut take: impl FnMut(WorkspaceDocumentDiagnosticReport)) {
        let files = self.files();
        for (done, (path, format)) in files.iter().enumerate() {
            if self.cancel.is_set() {
                return;
            }
            self.tell(done, files.len(), path);
            let uri = uri::of_path(path);
            match self.file(path, *format, &uri, before.get(&Key::of(&uri))) {
                Ok(report) => take(report),
                Err(error) => self.world.client.log(MessageType::Warning, format!("{}: {error}", path.display())),
            }
        }
    }

    /// What is known of the files now.
    fn finish(mut self) -> Known {
        if let Some(progress) = &self.progress {
            tell(&self.world, &progress.token, &WorkDoneProgressEnd::default());
        }
        std::mem::take(&mut self.found)
    }

    fn tell(&mut self, done: usize, all: usize, path: &Path) {
        let Some(progress) = self.progress.as_mut().filter(|progress| progress.told.elapsed() >= PAUSE) else { return };
        progress.told = Instant::now();
        let report = WorkDoneProgressReport {
            message: path.file_name().map(|name| name.to_string_lossy().into_owned()),
            percentage: u32::try_from(done * 100 / all.max(1)).ok(),
            ..WorkDoneProgressReport::default()
        };
        tell(&self.world, &progress.token, &report);
    }

    /// The configuration of a folder. One that is broken is told of elsewhere.
    fn project(&mut self, folder: &Path) -> Arc<Project> {
        let find = || Arc::new(Project::find(folder).unwrap_or_else(|_| Project::none(folder)));
        Arc::clone(self.projects.entry_ref(folder).or_insert_with(find))
    }

    /// The files of known formats in the folders of the workspace.
    fn files(&mut self) -> Vec<(PathBuf, Format)> {
        let folders: Vec<PathBuf> = self.world.projects.folders.iter().map(|(folder, _)| folder.clone()).collect();
        let mut files = Vec::new();
        for folder in folders {
            let project = self.project(&folder);
            let entries = config::walk(&folder, project, |_, _| false).build().flatten();
            for entry in entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
                let path = entry.into_path();
                let project = self.project(path.parent().unwrap_or(&folder));
                if let Some(format) = project.format(&path).or_else(|| Format::of_path(&path)) {
                    files.push((path, format));
                }
            }
        }
        files
    }

    /// What is found in a file. Of one that has not been written since it was last read, and whose results the client has, nothing is
    /// read.
    fn file(
        &mut self,
        path: &Path,
        format: Format,
        uri: &Uri,
        before: Option<&String>,
    ) -> std::io::Result<WorkspaceDocumentDiagnosticReport> {
        if let Some(open) = self.world.document(uri) {
            let items = diagnostics::of(&self.world.client, open);
            return Ok(report(uri, Some(open.version), diagnostics::result_id(&items), before, items));
        }
        let data = path.metadata()?;
        let stamp = (data.modified()?, data.len());
        let known = self.known.get(path).filter(|(read, id)| *read == stamp && before == Some(id));
        if let Some((_, id)) = known.cloned() {
            self.found.insert(path.to_owned(), (stamp, id.clone()));
            return Ok(report(uri, None, id, before, Vec::new()));
        }
        let text = String::from_utf8(std::fs::read(path)?)
            .map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidData, "the text is not UTF-8"))?;
        let items = self.check(path, format, uri, &text);
        let id = diagnostics::result_id(&items);
        self.found.insert(path.to_owned(), (stamp, id.clone()));
        Ok(report(uri, None, id, before, items))
    }

    fn check(&mut self, path: &Path, format: Format, uri: &Uri, text: &str) -> Vec<Diagnostic> {
        let project = self.project(path.parent().unwrap_or(path));
        let config = self.world.projects.settings(uri).over(project.config(path));
        let snapshot = Snapshot::of_file(uri, Buffer::new(text), format, config, &self.world.client, self.analyse);
        convert::diagnostics(Shape::of(&self.world.client), &snapshot)
    }
}

/// What is found in a file, or that it is what the client has.
fn report(
    uri: &Uri,
    version: Option<i32>,
    result_id: String,
    before: Option<&String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    let uri = uri.clone();
    if before == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report }
            .into();
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
}
