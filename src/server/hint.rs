//! Inlay hints: who it is that speaks, between the words where the text does not say it there.

use gen_lsp_types::{InlayHint, InlayHintLabelPart, InlayHintParams, Tooltip};
use serde_json::json;

use super::convert;
use super::settings::InlayHints;
use super::snapshot::{Snapshot, World};
use crate::analysis::claim::Status;
use crate::analysis::{Linked, Resolution};
use crate::text::TextRange;

/// A hint: where it stands, the source it names, and the words that led there.
struct Hint {
    at: u32,
    /// Whether it stands before the words that it is about, and not behind them.
    before: bool,
    source: usize,
    /// Whether it could be another.
    doubtful: bool,
    by: TextRange,
}

pub(super) fn hints(world: &World, params: InlayHintParams) -> Option<Vec<InlayHint>> {
    let snapshot = world.document(&params.text_document.uri)?;
    let level = world.projects.settings(&snapshot.uri).inlay_hints;
    if level == InlayHints::Off {
        return Some(Vec::new());
    }
    let range = convert::text_range(snapshot, params.range);
    let mut hints: Vec<Hint> = mentions(snapshot, level).chain(carried(snapshot, level)).collect();
    hints.retain(|hint| range.touches(hint.at));
    hints.sort_by_key(|hint| hint.at);
    hints.dedup_by_key(|hint| hint.at);
    // A client that does not ask for it later gets all at once.
    let lazy = world.client.lists("textDocument.inlayHint.resolveSupport.properties", "tooltip");
    let inlay = |hint| inlay(snapshot, hint);
    Some(hints.iter().map(inlay).map(|hint| if lazy { hint } else { resolve(world, hint) }).collect())
}

/// Behind a word that stands for a source which says something.
fn mentions(snapshot: &Snapshot, level: InlayHints) -> impl Iterator<Item = Hint> {
    let analysis = snapshot.analysis();
    let speaking = analysis.attributions.iter().filter_map(|attribution| attribution.mention);
    let linked = speaking.map(|mention| &analysis.mentions[mention]);
    linked.filter(move |linked| is_told(linked, level)).filter_map(move |linked| {
        let source = linked.source?;
        // Beside the name that it stands for, it needs no explanation.
        let near = analysis.introduction(source);
        let words = snapshot.document().words(linked.mention.range);
        let says = analysis.sources[source].name.as_ref() != words.as_ref() && !near.overlaps(linked.mention.range);
        let doubtful = !linked.rivals.is_empty();
        says.then_some(Hint { at: linked.mention.range.end, before: false, source, doubtful, by: linked.mention.range })
    })
}

fn is_told(linked: &Linked, level: InlayHints) -> bool {
    match linked.resolution {
        Resolution::Pronoun => true,
        Resolution::ShortName | Resolution::GivenName | Resolution::Acronym | Resolution::Role | Resolution::Known => {
            level == InlayHints::All
        }
        Resolution::First | Resolution::Name | Resolution::Relative | Resolution::None => false,
    }
}

/// Before a quotation whose speaker is told elsewhere, and with all hints behind a figure that is.
fn carried(snapshot: &Snapshot, level: InlayHints) -> impl Iterator<Item = Hint> {
    let analysis = snapshot.analysis();
    let quotations = analysis.attributions.iter().flat_map(|attribution| {
        let carried = attribution.content[attribution.beside..].iter();
        carried.filter_map(|range| {
            Some(Hint {
                at: range.start,
                before: true,
                source: attribution.source?,
                doubtful: false,
                by: attribution.cue,
            })
        })
    });
    let claims =
        analysis.claims.iter().filter(move |claim| level == InlayHints::All && claim.status == Status::CarriedOn);
    quotations.chain(claims.filter_map(|claim| {
        let attribution = &analysis.attributions[claim.attribution?];
        Some(Hint {
            at: claim.range.end,
            before: false,
            source: attribution.source?,
            doubtful: false,
            by: attribution.cue,
        })
    }))
}

fn inlay(snapshot: &Snapshot, hint: &Hint) -> InlayHint {
    let analysis = snapshot.analysis();
    let part = InlayHintLabelPart {
        value: format!("⟨{}{}⟩", analysis.sources[hint.source].name, if hint.doubtful { "?" } else { "" }),
        location: Some(convert::location(snapshot, analysis.introduction(hint.source))),
        ..InlayHintLabelPart::default()
    };
    let data = json!({
        "words": snapshot.document().words(hint.by),
        "line": snapshot.lines().line(hint.by.start) + 1,
        "introduced": snapshot.document().words(analysis.introduction(hint.source)),
    });
    InlayHint {
        position: convert::place(snapshot, hint.at),
        label: vec![part].into(),
        padding_left: (!hint.before).then_some(true),
        padding_right: hint.before.then_some(true),
        kind: None,
        text_edits: None,
        tooltip: None,
        data: Some(data),
    }
}

/// Adds the words that led to a hint. They are in the hint itself, so that it is right whatever has been edited since.
pub(super) fn resolve(_: &World, mut hint: InlayHint) -> InlayHint {
    if let Some(data) = hint.data.take() {
        let text = |key: &str| data[key].as_str().unwrap_or_default().to_owned();
        let told = format!("by “{}” in line {}; introduced as “{}”", text("words"), data["line"], text("introduced"));
        hint.tooltip = Some(Tooltip::String(told));
    }
    hint
}
