//! Completion: sources behind a cue, notes behind `[^`, citation keys behind `@`.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionOptions, CompletionParams,
    CompletionResponse,
};
use hashbrown::HashSet;

use super::snapshot::{Snapshot, World};
use super::{convert, manifest};
use crate::analysis::attribution::awaits_source;
use crate::document::{BlockKind, Format};
use crate::text::{TextRange, offset};

/// What begins something that can be completed.
const TRIGGERS: [&str; 4] = [" ", "^", "@", "\""];

/// How far back of the cursor is looked, in bytes.
const NEAR: usize = 240;

/// How many words of a name can have been typed.
const TYPED: usize = 3;

pub(super) fn options() -> CompletionOptions {
    CompletionOptions { trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()), ..CompletionOptions::default() }
}

pub(super) fn completion(world: &World, params: CompletionParams) -> Option<CompletionResponse> {
    let place = params.text_document_position_params;
    if let Some(snapshot) = world.open(&place.text_document.uri).filter(|open| open.is_manifest) {
        return Some(manifest::completion(snapshot, place.position).into());
    }
    let snapshot = world.document(&place.text_document.uri)?;
    let at = convert::offset(snapshot, place.position);
    let text = snapshot.text();
    let lines = snapshot.lines();
    let line = lines.line_range(text, lines.line(at));
    let before = TextRange::new(line.start, at).of_text(text);
    if snapshot.format == Format::Markdown {
        if let Some(start) = before.rfind("[^").filter(|start| !before[*start..].contains(']')) {
            return Some(notes(world, snapshot, TextRange::new(line.start + offset(start) + 2, at)).into());
        }
        if let Some(start) = key_start(before) {
            return Some(keys(snapshot, TextRange::new(line.start + offset(start), at)).into());
        }
    }
    // What an item replaces stands in one line.
    Some(sources(snapshot, typed(snapshot, at).filter(|typed| typed.start >= line.start)?).into())
}

/// What has been typed of the name of a source behind a cue.
fn typed(snapshot: &Snapshot, at: u32) -> Option<TextRange> {
    let text = snapshot.text();
    let block = snapshot.document().blocks.partition_point(|block| block.range.start < at).checked_sub(1)?;
    let from = text
        .ceil_char_boundary((at as usize).saturating_sub(NEAR))
        .max(snapshot.document().blocks[block].range.start as usize);
    let mut before = &text[from..at as usize];
    for _ in 0..=TYPED {
        if awaits_source(before) {
            return Some(TextRange::of(from + before.len(), at as usize));
        }
        // One word less.
        let mut chars = before.trim_end().char_indices();
        let (at, space) = chars.rfind(|(_, c)| c.is_whitespace())?;
        before = &before[..at + space.len_utf8()];
    }
    None
}

fn sources(snapshot: &Snapshot, typed: TextRange) -> Vec<CompletionItem> {
    let analysis = snapshot.analysis();
    // What is being typed is no source that is known already.
    let known = |index: usize| !analysis.introduction(index).touches(typed.end);
    let sources = analysis.sources.iter().enumerate();
    let named = sources.filter(|(index, source)| source.named && source.speaks && known(*index));
    let mut near: Vec<(u32, String, String)> = named
        .map(|(index, source)| {
            let places = source.mentions.iter().map(|&mention| analysis.mentions[mention].mention.range.start);
            let distance = places.map(|place| place.abs_diff(typed.start)).min().unwrap_or(u32::MAX);
            let told = snapshot.document().words(analysis.introduction(index)).into_owned();
            (distance, analysis.name_in_sentence(snapshot.document(), index), told)
        })
        .collect();
    near.sort();
    let known = snapshot.config.sources.sources().iter().filter(|known| !known.own);
    near.extend(known.map(|known| (u32::MAX, known.name.clone(), "sayso.toml".to_owned())));
    let mut seen = HashSet::new();
    near.retain(|(_, name, _)| seen.insert(name.clone()));
    let items = near.into_iter().enumerate().map(|(rank, (_, name, told))| CompletionItem {
        kind: Some(CompletionItemKind::Reference),
        detail: (told != name).then_some(told),
        sort_text: Some(format!("{rank:04}")),
        text_edit: Some(convert::text_edit(snapshot, (typed, name.clone())).into()),
        label: name,
        ..CompletionItem::default()
    });
    items.collect()
}

/// The labels of the notes, with the first words of each, and the next number that is free.
fn notes(world: &World, snapshot: &Snapshot, typed: TextRange) -> Vec<CompletionItem> {
    let document = snapshot.document();
    let mut items = Vec::new();
    let mut seen = HashSet::new();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Note) {
        let Some(label) = block.label.as_deref().filter(|label| seen.insert(*label)) else { continue };
        let words: String = document.words(block.range).chars().take(80).collect();
        items.push(item(world, snapshot, label, words, typed));
    }
    items.push(item(world, snapshot, &free_label(snapshot), "a new note".to_owned(), typed));
    items
}

/// The least number that is no note's label.
pub(super) fn free_label(snapshot: &Snapshot) -> String {
    let taken: HashSet<&str> = snapshot.document().blocks.iter().filter_map(|block| block.label.as_deref()).collect();
    let free = (1..=taken.len() + 1).map(|number| number.to_string()).find(|label| !taken.contains(label.as_str()));
    free.unwrap_or_default()
}

fn item(world: &World, snapshot: &Snapshot, label: &str, told: String, typed: TextRange) -> CompletionItem {
    let beside = world.client.can("textDocument.completion.completionItem.labelDetailsSupport");
    // A bracket that the editor has closed by itself stays.
    let closed = snapshot.text()[typed.end as usize..].starts_with(']');
    let by = if closed { label.to_owned() } else { format!("{label}]") };
    CompletionItem {
        label: label.to_owned(),
        detail: (!beside).then(|| told.clone()),
        label_details: beside.then_some(CompletionItemLabelDetails { detail: None, description: Some(told) }),
        kind: Some(CompletionItemKind::Reference),
        text_edit: Some(convert::text_edit(snapshot, (typed, by)).into()),
        ..CompletionItem::default()
    }
}

/// Where a citation key begins that ends the line: behind an `@` that no word stands before.
fn key_start(before: &str) -> Option<usize> {
    let at = before.rfind('@')?;
    let inside = before[at + 1..].chars().all(is_key);
    let apart = before[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "[;(-".contains(c));
    (inside && apart).then_some(at + 1)
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c)
}

/// The citation keys that the text has elsewhere.
fn keys(snapshot: &Snapshot, typed: TextRange) -> Vec<CompletionItem> {
    let text = snapshot.text();
    let mut seen = HashSet::new();
    let mut items = Vec::new();
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        let rest = &text[at + 1..];
        let key = &rest[..rest.find(|c| !is_key(c)).unwrap_or(rest.len())];
        let key = key.trim_end_matches(['.', ':', '?']);
        let here = at + 1 == typed.start as usize;
        let apart = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "[;(-".contains(c));
        if !here && apart && !key.is_empty() && seen.insert(key) {
            items.push(CompletionItem {
                label: key.to_owned(),
                kind: Some(CompletionItemKind::Reference),
                text_edit: Some(convert::text_edit(snapshot, (typed, key.to_owned())).into()),
                ..CompletionItem::default()
            });
        }
    }
    items
}
