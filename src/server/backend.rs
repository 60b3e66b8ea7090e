//! What the server answers to each message.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp_server::LanguageServer;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, HoverProviderCapability, InitializeParams,
    InitializeResult, InitializedParams, LSPAny, MessageType, OneOf, ServerCapabilities, ServerInfo,
    TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};

use super::convert;
use super::state::{Shared, Snapshot};
use crate::config::Config;
use crate::document::Format;
use crate::output::hover;
use crate::text::TextRange;

/// Answers the messages of one client.
pub(super) struct Backend {
    shared: Arc<Shared>,
    shows_markdown: AtomicBool,
}

impl Backend {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, shows_markdown: AtomicBool::new(true) }
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

    /// Takes over the settings of a client: `{"select": […], "ignore": […]}`, also under the key "sayso".
    async fn configure(&self, settings: &LSPAny) {
        let settings = settings.get("sayso").unwrap_or(settings);
        let names = |key: &str| -> Vec<String> {
            let list = settings.get(key).and_then(LSPAny::as_array).into_iter().flatten();
            list.filter_map(LSPAny::as_str).map(str::to_owned).collect()
        };
        let config = Config { select: names("select"), ignore: names("ignore"), ..Config::default() };
        if let Err(error) = config.validate() {
            self.shared.client.show_message(MessageType::WARNING, format!("sayso: in the settings, {error}")).await;
            return;
        }
        for uri in self.shared.configure(config) {
            self.shared.publish(uri);
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let encoding = convert::encoding(&params);
        self.shared.set_encoding(encoding);
        self.shows_markdown.store(convert::shows_markdown(&params), Ordering::Relaxed);
        if let Some(options) = &params.initialization_options {
            self.configure(options).await;
        }
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(convert::encoding_kind(encoding)),
                text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
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

    async fn initialized(&self, _: InitializedParams) {}

    async fn shutdown(&self) -> Result<()> {
        self.shared.shut_down();
        Ok(())
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.configure(&params.settings).await;
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let format = format(&document.uri, &document.language_id);
        self.shared.open(document.uri.clone(), document.version, format, &document.text);
        self.shared.publish(document.uri);
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
        let markdown = self.shows_markdown.load(Ordering::Relaxed);
        self.at(params.text_document_position_params, move |_, snapshot, at| {
            let (range, text) = hover::hover(&snapshot.checked, &snapshot.lines, at)?;
            Some(convert::hover(snapshot, range, text, markdown))
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

/// The format of a document: by its language where the editor's word is one that is known, else by its name.
fn format(uri: &Uri, language: &str) -> Format {
    let by_name = || uri.to_file_path().and_then(|path| Format::of_path(&path));
    Format::of_language(language).or_else(by_name).unwrap_or(Format::Plain)
}

/// Where the source of the claim or mention at byte `at` is introduced.
fn introduction(snapshot: &Snapshot, at: u32) -> Option<TextRange> {
    let analysis = &snapshot.checked.analysis;
    let source = analysis.source_at(at)?;
    Some(analysis.mentions[analysis.sources[source].introduced].mention.range)
}
