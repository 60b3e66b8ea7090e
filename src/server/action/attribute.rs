//! "Attribute to …": a source for a claim that has none.

use serde::{Deserialize, Serialize};

use gen_lsp_types::{CodeActionKind, WorkspaceEdit};

use super::{BLANK, Offer, Plan, newline, takes_snippets, to_fill_in};
use crate::analysis::claim::{Claim, ClaimKind, Status};
use crate::document::{BlockKind, Format};
use crate::finding::Finding;
use crate::server::completion::free_label;
use crate::server::convert;
use crate::server::snapshot::{Snapshot, World};
use crate::text::{TextRange, offset};

/// How many sources are offered.
const OFFERED: usize = 3;

/// To whom a claim is attributed, and how.
#[derive(Serialize, Deserialize, Clone)]
#[serde(rename_all = "kebab-case")]
pub(super) enum To {
    /// In the sentence, to a source by its name.
    Source(String),
    /// In the sentence, to somebody the writer fills in.
    Somebody,
    /// In a note, to a source with its address.
    Note { name: String, url: String },
    /// In a note that the writer fills in.
    NewNote,
}

pub(super) fn offers<'a>(
    world: &World,
    snapshot: &'a Snapshot,
    range: TextRange,
    here: &[&'a Finding],
) -> Vec<Offer<'a>> {
    let analysis = snapshot.analysis();
    let Some(claim) = analysis.claim_at(range.start).map(|claim| &analysis.claims[claim]) else { return Vec::new() };
    if claim.status != Status::Unattributed {
        return Vec::new();
    }
    let findings: Vec<&Finding> = here
        .iter()
        .copied()
        .filter(|finding| finding.rule.starts_with("unattributed-") && finding.range.overlaps(claim.range))
        .collect();
    let offer = |title: String, to: To| Offer {
        title,
        kind: CodeActionKind::QuickFix,
        findings: findings.clone(),
        preferred: false,
        plan: Plan::Attribute { claim: claim.range.start, to },
    };
    let mut offers: Vec<Offer<'a>> = nearest(snapshot, claim)
        .into_iter()
        .map(|name| offer(format!("Attribute to {name}"), To::Source(name)))
        .collect();
    let known = snapshot.config.sources.sources().iter().filter(|known| !known.own).take(OFFERED);
    for known in known {
        let title = format!("Attribute to {}", known.name);
        if offers.iter().all(|offer| offer.title != title) {
            offers.push(offer(title, To::Source(known.name.clone())));
        }
        if let Some(url) = known.url.clone().filter(|_| snapshot.format == Format::Markdown) {
            let title = format!("Attribute to {} in a footnote", known.name);
            offers.push(offer(title, To::Note { name: known.name.clone(), url }));
        }
    }
    if takes_snippets(&world.client) {
        offers.push(offer("Attribute to …".to_owned(), To::Somebody));
        if snapshot.format == Format::Markdown {
            offers.push(offer("Attribute in a footnote …".to_owned(), To::NewNote));
        }
    }
    offers
}

/// The named sources that were mentioned last before a claim, then those that come behind it.
fn nearest(snapshot: &Snapshot, claim: &Claim) -> Vec<String> {
    let analysis = snapshot.analysis();
    let sources = analysis.sources.iter().enumerate().filter(|(_, source)| source.named && source.speaks);
    let mut near: Vec<(bool, u32, String)> = sources
        .filter_map(|(index, source)| {
            let places = source.mentions.iter().map(|&mention| analysis.mentions[mention].mention.range.start);
            let nearest = places.min_by_key(|place| (*place > claim.range.start, place.abs_diff(claim.range.start)))?;
            let name = analysis.name_in_sentence(snapshot.document(), index);
            Some((nearest > claim.range.start, nearest.abs_diff(claim.range.start), name))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(OFFERED).map(|(.., name)| name).collect()
}

/// What is written where.
pub(super) fn edit(world: &World, snapshot: &Snapshot, at: u32, to: &To) -> Option<WorkspaceEdit> {
    let analysis = snapshot.analysis();
    let claim = analysis.claims.iter().find(|claim| claim.range.start == at && claim.status == Status::Unattributed)?;
    let plain = |edits| Some(convert::edits(&world.client, snapshot, edits));
    match to {
        To::Source(name) => plain(in_sentence(snapshot, claim, name)),
        To::Somebody => Some(to_fill_in(snapshot, in_sentence(snapshot, claim, BLANK), "the source")),
        To::Note { name, url } => plain(in_note(snapshot, claim, &format!("{name}, <{url}>"))),
        To::NewNote => Some(to_fill_in(snapshot, in_note(snapshot, claim, BLANK), "the source")),
    }
}

/// Behind a quotation "X said", else at the end of the sentence "according to X".
fn in_sentence(snapshot: &Snapshot, claim: &Claim, name: &str) -> Vec<(TextRange, String)> {
    let text = snapshot.text();
    let sentence = snapshot.read().checked.sentence_at(claim.range.start).unwrap_or(claim.range);
    if let ClaimKind::Quotation(index) = claim.kind {
        let quotation = &snapshot.analysis().quotations[index].item;
        let ends = quotation.range.end >= sentence.end && quotation.closed;
        let said = (TextRange::new(quotation.range.end, quotation.range.end), format!(" {name} said."));
        let inner = quotation.inner.of_text(text);
        match inner.chars().last() {
            // A comma parts what is said from who says it.
            Some('.') if ends && !inner.ends_with("..") => {
                let stop = TextRange::new(quotation.inner.end - 1, quotation.inner.end);
                return vec![(stop, ",".to_owned()), said];
            }
            Some('?' | '!') if ends => return vec![said],
            _ => {}
        }
    }
    let end = end_of(text, sentence, claim.range);
    vec![(TextRange::new(end, end), format!(", according to {name}"))]
}

/// Before the stop at the end of a sentence.
fn end_of(text: &str, sentence: TextRange, claim: TextRange) -> u32 {
    let words = sentence.of_text(text).trim_end();
    let open = words.trim_end_matches(['.', '!', '?', '…']);
    // An abbreviation ends with its stop, and so may a figure.
    (sentence.start + offset(open.len())).max(claim.end)
}

/// A mark behind the sentence, and the note at the end of the text.
fn in_note(snapshot: &Snapshot, claim: &Claim, words: &str) -> Vec<(TextRange, String)> {
    let (text, document) = (snapshot.text(), snapshot.document());
    let free = free_label(snapshot);
    let sentence = snapshot.read().checked.sentence_at(claim.range.start).unwrap_or(claim.range);
    let behind = (sentence.start + offset(sentence.of_text(text).trim_end().len())).max(claim.range.end);
    let end = offset(text.len());
    let newline = newline(text);
    let last = document.blocks.last().is_some_and(|block| block.kind == BlockKind::Note);
    let gap = match (text.ends_with('\n'), last) {
        (true, true) => String::new(),
        (true, false) | (false, true) => newline.to_owned(),
        (false, false) => newline.repeat(2),
    };
    vec![
        (TextRange::new(behind, behind), format!("[^{free}]")),
        (TextRange::new(end, end), format!("{gap}[^{free}]: {words}{newline}")),
    ]
}
