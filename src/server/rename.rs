//! Renames a source throughout the text, but not in the words of others.

use gen_lsp_types::{
    ErrorCodes, LspErrorCodes, PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameOptions,
    RenameParams, RenameProvider, TextDocumentPositionParams, WorkspaceEdit,
};

use super::client::Client;
use super::convert;
use super::router::Answer;
use super::snapshot::{Snapshot, World};
use super::wire::Failure;
use crate::analysis::Linked;
use crate::analysis::mention::Naming;
use crate::text::TextRange;

pub(super) fn options(client: &Client) -> RenameProvider {
    if !client.can("textDocument.rename.prepareSupport") {
        return true.into();
    }
    RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()
}

pub(super) fn prepare(world: &World, params: PrepareRenameParams) -> Answer<Option<PrepareRenameResult>> {
    let place = params.text_document_position_params;
    let Some(snapshot) = world.document(&place.text_document.uri) else { return Ok(None) };
    let (_, linked) = named(snapshot, &place)?;
    Ok(Some(
        PrepareRenamePlaceholder {
            range: convert::range(snapshot, linked.mention.name),
            placeholder: snapshot.document().words(linked.mention.name).into_owned(),
        }
        .into(),
    ))
}

pub(super) fn rename(world: &World, params: RenameParams) -> Answer<Option<WorkspaceEdit>> {
    let place = params.text_document_position_params;
    let Some(snapshot) = world.document(&place.text_document.uri) else { return Ok(None) };
    let (source, linked) = named(snapshot, &place)?;
    let name = params.new_name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Failure::new(ErrorCodes::InvalidParams, "a source has a name of one line"));
    }
    let here = snapshot.document().words(linked.mention.name).into_owned();
    let old = snapshot.analysis().sources[source].name.to_string();
    // Who renames a short name gives a short name.
    let full = whole(&old, &here, &name);
    let edits = mentions(snapshot, source, &old, &full);
    Ok(Some(convert::edits(&world.client, snapshot, edits)))
}

/// The source whose name stands under the cursor, and the mention there.
fn named<'a>(snapshot: &'a Snapshot, place: &TextDocumentPositionParams) -> Answer<(usize, &'a Linked)> {
    let refuse = |why: String| Err(Failure::new(LspErrorCodes::RequestFailed, why));
    let analysis = snapshot.analysis();
    let at = convert::offset(snapshot, place.position);
    let mut quotations = analysis.quotations.iter().map(|quotation| quotation.item.inner);
    if quotations.any(|inner| inner.contains(at)) {
        return refuse("this stands in a quotation, whose words are not the writer's".to_owned());
    }
    let Some(linked) = analysis.mention_at(at).map(|mention| &analysis.mentions[mention]) else {
        return refuse("no source is named here".to_owned());
    };
    let words = snapshot.document().words(linked.mention.range);
    match (linked.source, linked.mention.naming) {
        (_, Naming::Pronoun | Naming::Relative) => refuse(format!("“{words}” is a pronoun; a name can be renamed")),
        (Some(source), _) if linked.mention.name.touches(at) && !linked.mention.name.is_empty() => Ok((source, linked)),
        (Some(_), _) if !linked.mention.name.is_empty() => {
            let name = snapshot.document().words(linked.mention.name);
            refuse(format!("put the cursor on the name, “{name}”"))
        }
        _ => refuse(format!("“{words}” is what a source is called, and no name")),
    }
}

/// The whole new name, where `here`, a part of the old one or all of it, is to be `name`.
fn whole(old: &str, here: &str, name: &str) -> String {
    let words: Vec<&str> = old.split(' ').collect();
    let several = words.len() > 1 && !name.contains(' ');
    match (words.first(), words.last()) {
        (_, Some(&last)) if several && here == last => format!("{} {name}", words[..words.len() - 1].join(" ")),
        (Some(&first), _) if several && here == first => format!("{name} {}", words[1..].join(" ")),
        _ => name.to_owned(),
    }
}

/// The edits at each mention by name, outside quotations: the full name, the surname and the given name, each by its like.
fn mentions(snapshot: &Snapshot, source: usize, old: &str, new: &str) -> Vec<(TextRange, String)> {
    let analysis = snapshot.analysis();
    let ends = |name: &str| {
        let mut words = name.split(' ');
        let first = words.next().unwrap_or_default().to_owned();
        (words.next_back().map_or_else(|| first.clone(), str::to_owned), first)
    };
    let ((old_last, old_first), (new_last, new_first)) = (ends(old), ends(new));
    let linked = analysis.sources[source].mentions.iter().map(|&mention| &analysis.mentions[mention]);
    let linked = linked.filter(|linked| !linked.quoted && !linked.mention.name.is_empty());
    let edit = |linked: &Linked| {
        let words = snapshot.document().words(linked.mention.name);
        let by = match words.as_ref() {
            words if words == old => new,
            words if words == old_last => &new_last,
            words if words == old_first => &new_first,
            // An acronym, or a name in another form: what it would be is not told.
            _ => return None,
        };
        Some((linked.mention.name, by.to_owned()))
    };
    let mut edits: Vec<(TextRange, String)> = linked.filter_map(edit).collect();
    edits.sort_by_key(|(range, _)| *range);
    edits.dedup_by_key(|(range, _)| *range);
    edits
}
