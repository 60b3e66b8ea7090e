//! Between the program's own types and those of the Language Server Protocol.

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, DocumentChange,
    Location, LocationLink, MarkupContent, MarkupKind, OptionalVersionedTextDocumentIdentifier,
    Position as LspPosition, PositionEncodingKind, Range, SnippetTextEdit, StringValue, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::json;

use super::client::Client;
use super::snapshot::Snapshot;
use crate::finding::{Finding, Severity};
use crate::output::hover::Markup;
use crate::text::{Encoding, LineIndex, Position, TextRange};

pub(super) fn position(position: LspPosition) -> Position {
    Position { line: position.line, column: position.character }
}

pub(super) fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// The byte of a snapshot's text at a position.
pub(super) fn offset(snapshot: &Snapshot, place: LspPosition) -> u32 {
    snapshot.lines().offset(snapshot.text(), position(place), snapshot.encoding)
}

/// The bytes of a snapshot's text in a range; one that runs backwards is taken the right way round.
pub(super) fn text_range(snapshot: &Snapshot, range: Range) -> TextRange {
    let (start, end) = (offset(snapshot, range.start), offset(snapshot, range.end));
    TextRange::new(start.min(end), start.max(end))
}

pub(super) fn place(snapshot: &Snapshot, at: u32) -> LspPosition {
    place_in(snapshot.text(), snapshot.lines(), snapshot.encoding, at)
}

fn place_in(text: &str, lines: &LineIndex, encoding: Encoding, at: u32) -> LspPosition {
    let position = lines.position(text, at, encoding);
    LspPosition { line: position.line, character: position.column }
}

pub(super) fn range(snapshot: &Snapshot, range: TextRange) -> Range {
    Range { start: place(snapshot, range.start), end: place(snapshot, range.end) }
}

/// A range of a text that is no snapshot's.
pub(super) fn range_in(text: &str, lines: &LineIndex, encoding: Encoding, range: TextRange) -> Range {
    Range { start: place_in(text, lines, encoding, range.start), end: place_in(text, lines, encoding, range.end) }
}

pub(super) fn location(snapshot: &Snapshot, place: TextRange) -> Location {
    Location { uri: snapshot.uri.clone(), range: range(snapshot, place) }
}

/// A link from `from` to `to` in one document.
pub(super) fn location_link(snapshot: &Snapshot, from: TextRange, to: TextRange) -> LocationLink {
    LocationLink {
        origin_selection_range: Some(range(snapshot, from)),
        target_uri: snapshot.uri.clone(),
        target_range: range(snapshot, to),
        target_selection_range: range(snapshot, to),
    }
}

pub(super) fn markup(markup: Markup, value: String) -> MarkupContent {
    let kind = match markup {
        Markup::Markdown => MarkupKind::Markdown,
        Markup::Plain => MarkupKind::PlainText,
    };
    MarkupContent { kind, value }
}

/// An edit of a text.
pub(super) fn text_edit(snapshot: &Snapshot, (place, by): (TextRange, String)) -> TextEdit {
    TextEdit { range: range(snapshot, place), new_text: by }
}

/// Edits of one version of a document, so that a client makes them in no other.
pub(super) fn edits(client: &Client, snapshot: &Snapshot, edits: Vec<(TextRange, String)>) -> WorkspaceEdit {
    let edits: Vec<TextEdit> = edits.into_iter().map(|edit| text_edit(snapshot, edit)).collect();
    if client.can("workspace.workspaceEdit.documentChanges") {
        changes(snapshot, edits.into_iter().map(Into::into).collect())
    } else {
        WorkspaceEdit { changes: Some([(snapshot.uri.clone(), edits)].into()), ..WorkspaceEdit::default() }
    }
}

/// An edit with places to fill in, written as a snippet.
pub(super) fn snippets(snapshot: &Snapshot, edits: Vec<(TextRange, String)>) -> WorkspaceEdit {
    let edit = |(place, snippet)| {
        let snippet = StringValue { value: snippet };
        SnippetTextEdit { range: range(snapshot, place), snippet, annotation_id: None }.into()
    };
    changes(snapshot, edits.into_iter().map(edit).collect())
}

fn changes(snapshot: &Snapshot, edits: Vec<gen_lsp_types::Edit>) -> WorkspaceEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(snapshot.version),
        text_document_identifier: TextDocumentIdentifier { uri: snapshot.uri.clone() },
    };
    let edit = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits });
    WorkspaceEdit { document_changes: Some(vec![edit]), ..WorkspaceEdit::default() }
}

/// What a client makes of a diagnostic.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    related: bool,
    tags: bool,
    description: bool,
    data: bool,
}

impl Shape {
    /// As the client says of diagnostics that are sent to it; what it says of those that it asks for is the same in practice, and
    /// before LSP 3.18 nothing.
    pub(super) fn of(client: &Client) -> Self {
        let can = |name: &str| {
            client.can(&format!("textDocument.publishDiagnostics.{name}"))
                || client.can(&format!("textDocument.diagnostic.{name}"))
        };
        Self {
            related: can("relatedInformation"),
            tags: can("tagSupport"),
            description: can("codeDescriptionSupport"),
            data: can("dataSupport"),
        }
    }
}

/// The findings of a snapshot.
pub(super) fn diagnostics(shape: Shape, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let findings = snapshot.read().checked.findings.iter();
    findings.map(|finding| diagnostic(shape, snapshot, finding)).collect()
}

pub(super) fn diagnostic(shape: Shape, snapshot: &Snapshot, finding: &Finding) -> Diagnostic {
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: location(snapshot, related.range),
        message: related.message.clone(),
    });
    let related: Vec<_> = related.filter(|_| shape.related).collect();
    // What is to be deleted is shown faded.
    let faded = shape.tags && finding.help.starts_with("delete");
    let fixes =
        || finding.fixes.iter().map(|fix| json!({"title": fix.title, "applicability": fix.applicability.name()}));
    let page = || CodeDescription { href: Uri(crate::rules::page_address(finding.rule)) };
    Diagnostic {
        range: range(snapshot, finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(finding.rule.into()),
        code_description: shape.description.then(page),
        source: Some("sayso".to_owned()),
        message: format!("{}\n{}", finding.message, finding.help).into(),
        related_information: (!related.is_empty()).then_some(related),
        tags: faded.then(|| vec![DiagnosticTag::Unnecessary]),
        data: (shape.data && !finding.fixes.is_empty()).then(|| json!({"fixes": fixes().collect::<Vec<_>>()})),
    }
}

/// Something wrong in a file that is no text.
pub(super) fn fault(range: Range, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some("sayso".to_owned()),
        message: message.into(),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Hint => DiagnosticSeverity::Hint,
        Severity::Information => DiagnosticSeverity::Information,
    }
}
