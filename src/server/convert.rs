//! Between the program's own types and those of the Language Server Protocol; no other module knows both.

use std::str::FromStr as _;

use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Hover, HoverContents,
    InitializeParams, Location, MarkupContent, MarkupKind, NumberOrString, Position as LspPosition,
    PositionEncodingKind, Range, TextDocumentContentChangeEvent, Uri,
};

use super::state::{Change, Snapshot};
use crate::finding::{Finding, Severity};
use crate::output::hover::Markup;
use crate::text::{Encoding, Position, TextRange};

/// The column encoding to use with a client: of those it offers the one that costs nothing, else the protocol's default.
pub(super) fn encoding(params: &InitializeParams) -> Encoding {
    let offered = params
        .capabilities
        .general
        .as_ref()
        .and_then(|general| general.position_encodings.as_deref())
        .unwrap_or_default();
    [
        (PositionEncodingKind::UTF8, Encoding::Utf8),
        (PositionEncodingKind::UTF16, Encoding::Utf16),
        (PositionEncodingKind::UTF32, Encoding::Utf32),
    ]
    .into_iter()
    .find(|(kind, _)| offered.contains(kind))
    .map_or(Encoding::Utf16, |(_, encoding)| encoding)
}

pub(super) fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// Whether the client shows Markdown in a hover.
pub(super) fn shows_markdown(params: &InitializeParams) -> bool {
    let hover = params.capabilities.text_document.as_ref().and_then(|document| document.hover.as_ref());
    hover.and_then(|hover| hover.content_format.as_ref()).is_none_or(|formats| formats.contains(&MarkupKind::Markdown))
}

/// Whether the client can be asked to watch files.
pub(super) fn can_watch(params: &InitializeParams) -> bool {
    let watched = params.capabilities.workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files);
    watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false)
}

pub(super) fn position(position: LspPosition) -> Position {
    Position { line: position.line, column: position.character }
}

pub(super) fn change(event: TextDocumentContentChangeEvent) -> Change {
    Change {
        range: event.range.map(|range| (self::position(range.start), self::position(range.end))),
        text: event.text,
    }
}

/// The byte of a snapshot's text at a position.
pub(super) fn offset(snapshot: &Snapshot, place: LspPosition) -> u32 {
    snapshot.lines.offset(snapshot.text(), position(place), snapshot.encoding)
}

pub(super) fn range(snapshot: &Snapshot, range: TextRange) -> Range {
    let at = |offset| {
        let position = snapshot.lines.position(snapshot.text(), offset, snapshot.encoding);
        LspPosition { line: position.line, character: position.column }
    };
    Range { start: at(range.start), end: at(range.end) }
}

pub(super) fn location(uri: &Uri, snapshot: &Snapshot, place: TextRange) -> Location {
    Location { uri: uri.clone(), range: range(snapshot, place) }
}

pub(super) fn hover(snapshot: &Snapshot, place: TextRange, value: String, markup: Markup) -> Hover {
    let kind = match markup {
        Markup::Markdown => MarkupKind::Markdown,
        Markup::Plain => MarkupKind::PlainText,
    };
    Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(range(snapshot, place)) }
}

/// The findings of a snapshot.
pub(super) fn diagnostics(uri: &Uri, snapshot: &Snapshot) -> Vec<Diagnostic> {
    snapshot.checked.findings.iter().map(|finding| diagnostic(uri, snapshot, finding)).collect()
}

fn diagnostic(uri: &Uri, snapshot: &Snapshot, finding: &Finding) -> Diagnostic {
    let severity = match finding.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
    };
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: location(uri, snapshot, related.range),
        message: related.message.clone(),
    });
    let related: Vec<_> = related.collect();
    // What is to be deleted is shown faded.
    let tags = finding.help.starts_with("delete").then(|| vec![DiagnosticTag::UNNECESSARY]);
    Diagnostic {
        range: range(snapshot, finding.range),
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: Uri::from_str(&crate::rules::page_address(finding.rule))
            .ok()
            .map(|href| CodeDescription { href }),
        source: Some("sayso".to_owned()),
        message: format!("{}\n{}", finding.message, finding.help),
        related_information: (!related.is_empty()).then_some(related),
        tags,
        data: None,
    }
}
