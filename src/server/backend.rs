//! What the server answers to each message.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp_server::LanguageServer;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern, GotoDefinitionParams, GotoDefinitionResponse, Hover,
    HoverParams, HoverProviderCapability, InitializeParams, InitializeResult, InitializedParams, LSPAny, MessageType,
    OneOf, Registration, ServerCapabilities, ServerInfo, TextDocumentPositionParams, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};

use super::convert;
use super::projects::Settings;
use super::state::{Shared, Snapshot};
use crate::config::{ConfigError, rule};
use crate::document::Format;
use crate::output::hover::{self, Markup};
use crate::text::TextRange;

/// Answers the messages of one client.
pub(super) struct Backend {
    shared: Arc<Shared>,
    shows_markdown: AtomicBool,
    can_watch: AtomicBool,
}

impl Backend {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, shows_markdown: AtomicBool::new(true), can_watch: AtomicBool::new(false) }
    }

    pub(super) fn shared(&self) -> Arc<Shared> {
        self.shared.clone()
    }

    /// Answers a request about a place in a document from a snapshot, on a blocking thread. A panic there is an error to the
    /// client.
    async fn at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        answer: impl FnOnce(&Uri, &Snapshot, u32) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let shared = self.shared.clone();
        let work = tokio::task::spawn_blocking(move || {
            let uri = place.text_document.uri;
            let snapshot = shared.snapshot(&uri)?;
            let at = convert::offset(&snapshot, place.position);
            answer(&uri, &snapshot, at)
        });
        match work.await {
            Ok(answer) => Ok(answer),
            Err(error) => {
                self.shared.client.log_message(MessageType::ERROR, format!("a request failed: {error}")).await;
                Err(Error::internal_error())
            }
        }
    }

    /// Takes over the settings of a client.
    async fn configure(&self, settings: &LSPAny) {
        let settings = match read_settings(settings) {
            Ok(Some(settings)) => settings,
            Ok(None) => return,
            Err(error) => {
                self.shared.client.show_message(MessageType::WARNING, format!("sayso: in the settings, {error}")).await;
                return;
            }
        };
        for uri in self.shared.configure(settings) {
            self.shared.publish(uri);
        }
    }
}

impl Backend {
    /// Reads the configuration files again, and checks what they change.
    async fn read_projects(&self) {
        let (documents, faults) = self.shared.read_projects();
        for uri in documents {
            self.shared.publish(uri);
        }
        for fault in faults {
            self.tell(&fault).await;
        }
    }

    async fn tell(&self, fault: &ConfigError) {
        self.shared.client.show_message(MessageType::ERROR, format!("sayso: {fault}")).await;
    }

    /// Asks a client that can to tell when a configuration file changes.
    async fn watch(&self) {
        let watcher = FileSystemWatcher { glob_pattern: GlobPattern::String("**/sayso.toml".to_owned()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let registration = Registration {
            id: "sayso.toml".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        if let Err(error) = self.shared.client.register_capability(vec![registration]).await {
            let message = format!("changes of sayso.toml are seen when a text is saved or opened: {error}");
            self.shared.client.log_message(MessageType::INFO, message).await;
        }
    }
}

/// Reads `{"select": […], "ignore": […]}`, also under the key "sayso". What says nothing of the two, as some editors send in any
/// case, is `None`.
fn read_settings(settings: &LSPAny) -> std::result::Result<Option<Settings>, String> {
    let settings = settings.get("sayso").unwrap_or(settings);
    let names = |key: &str| -> std::result::Result<Option<Vec<String>>, String> {
        let Some(value) = settings.get(key).filter(|value| !value.is_null()) else { return Ok(None) };
        let list = value.as_array().map(|list| list.iter().map(|name| name.as_str().map(str::to_owned)).collect());
        list.flatten()
            .map(Some)
            .ok_or_else(|| format!("“{key}” is {value}; write a list of rules, such as [\"vague-source\"]"))
    };
    let (select, ignore) = (names("select")?, names("ignore")?);
    if select.is_none() && ignore.is_none() {
        return Ok(None);
    }
    let settings = Settings { select, ignore: ignore.unwrap_or_default() };
    let mut names = settings.select.iter().flatten().chain(&settings.ignore);
    names.try_for_each(|name| rule(name).map(drop)).map_err(|error| error.to_string())?;
    Ok(Some(settings))
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let encoding = convert::encoding(&params);
        self.shared.set_encoding(encoding);
        self.shows_markdown.store(convert::shows_markdown(&params), Ordering::Relaxed);
        self.can_watch.store(convert::can_watch(&params), Ordering::Relaxed);
        if let Some(options) = &params.initialization_options {
            self.configure(options).await;
        }
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(convert::encoding_kind(encoding)),
                text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                    ..TextDocumentSyncOptions::default()
                })),
                hover_provider: Some(HoverProviderCapability::Simple(true)),
                definition_provider: Some(OneOf::Left(true)),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "sayso".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.can_watch.load(Ordering::Relaxed) {
            self.watch().await;
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.shared.shut_down();
        Ok(())
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.configure(&params.settings).await;
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.read_projects().await;
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        // Not every client watches files.
        self.read_projects().await;
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        // No `await` before it is open: an edit may come right behind.
        let document = params.text_document;
        let project = self.shared.read_project(&document.uri);
        let told = project.as_ref().ok().and_then(|project| project.as_ref()?.format(&document.uri.to_file_path()?));
        let format = told.unwrap_or_else(|| format(&document.uri, &document.language_id));
        self.shared.open(document.uri.clone(), document.version, format, &document.text);
        self.shared.publish(document.uri);
        if let Err(fault) = project {
            self.tell(&fault).await;
        }
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        // No `await` before the edit: see the top of the module `server`.
        let document = params.text_document;
        let changes = params.content_changes.into_iter().map(convert::change).collect();
        if self.shared.change(&document.uri, document.version, changes) {
            self.shared.publish(document.uri);
        } else {
            let message = format!("{} was changed but is not open", document.uri.as_str());
            self.shared.client.log_message(MessageType::WARNING, message).await;
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.shared.close(&uri);
        self.shared.client.publish_diagnostics(uri, Vec::new(), None).await;
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let markup = if self.shows_markdown.load(Ordering::Relaxed) { Markup::Markdown } else { Markup::Plain };
        self.at(params.text_document_position_params, move |_, snapshot, at| {
            let (range, text) = hover::hover(&snapshot.checked, &snapshot.lines, at, markup)?;
            Some(convert::hover(snapshot, range, text, markup))
        })
        .await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.at(params.text_document_position_params, |uri, snapshot, at| {
            let introduction = introduction(snapshot, at)?;
            Some(GotoDefinitionResponse::Scalar(convert::location(uri, snapshot, introduction)))
        })
        .await
    }
}

/// The format of a document: by its language, else by its name. An editor that says plain text may only not know better.
fn format(uri: &Uri, language: &str) -> Format {
    let by_name = || uri.to_file_path().and_then(|path| Format::of_path(&path));
    let told = Format::of_language(language).filter(|format| *format != Format::Plain);
    told.or_else(by_name).unwrap_or(Format::Plain)
}

/// Where the source of the claim or mention at byte `at` is introduced.
fn introduction(snapshot: &Snapshot, at: u32) -> Option<TextRange> {
    let analysis = &snapshot.checked.analysis;
    let source = analysis.source_at(at)?;
    Some(analysis.mentions[analysis.sources[source].introduced].mention.range)
}
