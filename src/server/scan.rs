//! A look at the files of the workspace, as CI would check them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use gen_lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, ProgressNotification, ProgressParams, ProgressToken,
    UnchangedDocumentDiagnosticReport, Uri, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use hashbrown::HashMap;
use serde::Serialize;
use serde_json::Value;

use super::convert::{self, Shape};
use super::diagnostics;
use super::pending::Cancel;
use super::snapshot::{Analyse, Snapshot, World};
use super::state::Server;
use super::uri::{self, Key};
use crate::config::{self, Config, ConfigError, LONGEST, MinConfidence, Nearest, Project};
use crate::document::Format;
use crate::language::hash;
use crate::text::Buffer;

/// How often a person is told how far it has come.
const PAUSE: Duration = Duration::from_millis(100);

/// What each file had when it was last read: what its diagnostics depend on, and what tells them from others.
pub(super) type Known = HashMap<PathBuf, (Stamp, String)>;

/// What the diagnostics of a file depend on: when it was written, how long it is, and a hash of what the configuration says.
type Stamp = (SystemTime, u64, u64);

/// Sends progress or a part of a result.
pub(super) fn tell(world: &World, token: &ProgressToken, value: &impl Serialize) {
    let value = serde_json::to_value(value).unwrap_or(Value::Null);
    world.client.notify::<ProgressNotification>(ProgressParams { token: token.clone(), value });
}

/// What a person sees of a look at the workspace.
pub(super) struct Progress {
    pub(super) token: ProgressToken,
    told: Instant,
}

impl Progress {
    pub(super) fn begin(world: &World, token: ProgressToken) -> Self {
        let begin = WorkDoneProgressBegin {
            title: "Checking the workspace".to_owned(),
            cancellable: Some(true),
            percentage: Some(0),
            ..WorkDoneProgressBegin::default()
        };
        tell(world, &token, &begin);
        Self { token, told: Instant::now() }
    }
}

/// What cannot be read. Nothing is known of it, which is not the same as that nothing is found.
#[derive(Default)]
pub(super) struct Unread {
    /// Files and folders, and why.
    pub(super) texts: Vec<String>,
    /// Configurations that are broken.
    pub(super) configurations: Vec<ConfigError>,
}

/// A look at the files of the workspace.
pub(super) struct Scan {
    pub(super) world: World,
    analyse: Analyse,
    pub(super) cancel: Cancel,
    progress: Option<Progress>,
    /// What each file had before, and what it has now.
    known: Known,
    found: Known,
    configurations: Arc<Nearest>,
    pub(super) unread: Unread,
}

impl Scan {
    /// A look at a workspace of whose files `known` is known.
    pub(super) fn new(server: &Server, known: Known, cancel: Cancel, progress: Option<Progress>) -> Self {
        Self {
            world: server.world.clone(),
            analyse: server.analyse,
            cancel,
            progress,
            known,
            found: Known::default(),
            configurations: Arc::default(),
            unread: Unread::default(),
        }
    }

    /// Checks all files; `before` are the results that the client still has.
    pub(super) fn run(
        &mut self,
        before: &HashMap<Key, String>,
        mut take: impl FnMut(WorkspaceDocumentDiagnosticReport),
    ) {
        let files = self.files();
        for (done, (path, format)) in files.iter().enumerate() {
            if self.cancel.is_set() {
                return;
            }
            self.tell(done, files.len(), path);
            let uri = uri::of_path(path);
            match self.file(path, *format, &uri, before.get(&Key::of(&uri))) {
                Ok(report) => take(report),
                Err(error) => self.unread.texts.push(format!("{}: {error}", path.display())),
            }
        }
    }

    /// What is known of the files now.
    pub(super) fn finish(mut self) -> Known {
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

    /// The configuration of a file; where that is broken, the defaults.
    fn project(&mut self, path: &Path) -> Arc<Project> {
        self.configurations.of(path).unwrap_or_else(|fault| {
            if !self.unread.configurations.contains(&fault) {
                self.unread.configurations.push(fault);
            }
            Arc::new(Project::none(path))
        })
    }

    /// The files of known formats in the folders of the workspace.
    fn files(&mut self) -> Vec<(PathBuf, Format)> {
        let folders: Vec<PathBuf> = self.world.projects.folders.iter().map(|(folder, _)| folder.clone()).collect();
        let mut files = Vec::new();
        for folder in folders {
            for entry in config::walk(&folder, Arc::clone(&self.configurations), |_, _| false).build() {
                let path = match entry {
                    Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => entry.into_path(),
                    Ok(_) => continue,
                    Err(error) => {
                        let (path, why) = config::unread(&error, &folder);
                        self.unread.texts.push(format!("{}: {why}", path.display()));
                        continue;
                    }
                };
                let project = self.project(&path);
                if let Some(format) = project.format(&path).or_else(|| Format::of_path(&path)) {
                    files.push((path, format));
                }
            }
        }
        // A folder of the workspace may lie in another.
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        files.dedup_by(|(a, _), (b, _)| a == b);
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
        let settings = self.world.projects.settings(uri).clone();
        let project = self.project(path);
        let config = hash::of_bytes(format!("{settings:?}{:?}{}", project.path, project.text()).as_bytes());
        let stamp = (data.modified()?, data.len(), config);
        let known = self.known.get(path).filter(|(read, id)| *read == stamp && before == Some(id));
        if let Some((_, id)) = known.cloned() {
            self.found.insert(path.to_owned(), (stamp, id.clone()));
            return Ok(report(uri, None, id, before, Vec::new()));
        }
        let text = config::text(path, LONGEST)?;
        // As CI has it.
        let config =
            Config { hints: false, min_confidence: MinConfidence::default(), ..settings.over(project.config(path)) };
        let items = self.check(format, config, uri, &text);
        let id = diagnostics::result_id(&items);
        self.found.insert(path.to_owned(), (stamp, id.clone()));
        Ok(report(uri, None, id, before, items))
    }

    fn check(&self, format: Format, config: Config, uri: &Uri, text: &str) -> Vec<Diagnostic> {
        let client = &self.world.client;
        let snapshot = Snapshot::of_file(uri, Buffer::new(text), format, config, client, self.analyse);
        convert::diagnostics(Shape::of(client), &snapshot)
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
