//! Links: the addresses that the references of a text give.

use gen_lsp_types::{DocumentLink, DocumentLinkParams, Uri};

use super::snapshot::World;
use super::{convert, uri};
use crate::document::{Reference, ReferenceKind};

pub(super) fn links(world: &World, params: DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let snapshot = world.document(&params.text_document.uri)?;
    let references = snapshot.document().references.iter();
    let links = references.filter_map(|reference| {
        let target = target(&snapshot.uri, reference)?;
        let told = world.client.can("textDocument.documentLink.tooltipSupport");
        Some(DocumentLink {
            range: convert::range(snapshot, reference.range),
            tooltip: told.then(|| "Open the source that is given here".to_owned()),
            target: Some(target),
            data: None,
        })
    });
    Some(links.collect())
}

/// The address that a reference points to; `None` where that is a place in the text itself.
fn target(document: &Uri, reference: &Reference) -> Option<Uri> {
    let target = reference.target.trim();
    if reference.kind == ReferenceKind::Note || target.is_empty() || target.starts_with('#') {
        return None;
    }
    let scheme = target.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    let letters = |scheme: &str| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if scheme.len() > 1 && letters(scheme) {
        let open = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "file");
        return (open && !target.contains(char::is_whitespace)).then(|| Uri::from(target));
    }
    if reference.kind != ReferenceKind::Link || target.starts_with('/') {
        return None;
    }
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let folder = uri::path(document)?.parent()?.to_owned();
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    Some(uri::of_path(&folder.join(&*path)))
}
