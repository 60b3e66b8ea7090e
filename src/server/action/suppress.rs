//! "Suppress …": a finding is meant to be, and the text or the configuration says so, and why.

use gen_lsp_types::{CodeActionKind, WorkspaceEdit};
use serde::{Deserialize, Serialize};

use super::{BLANK, Offer, Plan, first_of_each_rule, newline, takes_snippets, to_fill_in};
use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::document::Document;
use crate::finding::Finding;
use crate::rules::unused_suppression;
use crate::server::addition::{Target, quoted};
use crate::server::convert;
use crate::server::snapshot::{Snapshot, World};
use crate::text::{TextRange, offset};

/// How far it goes that a finding is meant to be.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Scope {
    Here,
    File,
    Configuration,
}

pub(super) fn offers<'a>(world: &World, snapshot: &'a Snapshot, here: &[&'a Finding]) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    for finding in first_of_each_rule(here).filter(|finding| finding.rule != unused_suppression::RULE.name) {
        let mut offer = |place: &str, scope: Scope| {
            offers.push(Offer {
                title: format!("Suppress “{}” {place}", finding.rule),
                kind: CodeActionKind::QuickFix,
                findings: vec![finding],
                preferred: false,
                plan: Plan::Suppress { rule: finding.rule.to_owned(), range: finding.range, scope },
            });
        };
        if place(snapshot, finding.rule, finding.range, Scope::Here).is_some() {
            offer("here", Scope::Here);
        }
        if place(snapshot, finding.rule, finding.range, Scope::File).is_some() {
            offer("in this file", Scope::File);
        }
        if Target::of(world, &snapshot.uri).is_ok() {
            offer("for this file in sayso.toml", Scope::Configuration);
        }
    }
    offers
}

pub(super) fn edit(
    world: &World,
    snapshot: &Snapshot,
    rule: &str,
    range: TextRange,
    scope: Scope,
) -> Option<WorkspaceEdit> {
    if scope == Scope::Configuration {
        return configure(world, snapshot, rule);
    }
    let (at, words) = place(snapshot, rule, range, scope)?;
    let place = TextRange::new(at, at);
    Some(if takes_snippets(&world.client) {
        to_fill_in(snapshot, vec![(place, words.replace(BLANK, &format!(" {BLANK}")))], "why")
    } else {
        convert::edits(&world.client, snapshot, vec![(place, words.replace(BLANK, ""))])
    })
}

/// The place and the words of a comment that does what it says. It can miss: in a table, behind a line that goes on.
fn place(snapshot: &Snapshot, rule: &str, range: TextRange, scope: Scope) -> Option<(u32, String)> {
    let places = if scope == Scope::Here { here(snapshot, rule, range) } else { file(snapshot, rule) };
    // In a long text it would take its time to try each.
    let is_long = snapshot.text().len() > TRIED;
    places.into_iter().find(|(at, words)| is_long || is_suppressed(snapshot, rule, range, *at, words))
}

/// The longest text in which a comment is tried before it is offered, in bytes.
const TRIED: usize = 200_000;

/// Places of a comment beside the words, the best first.
fn here(snapshot: &Snapshot, rule: &str, range: TextRange) -> Vec<(u32, String)> {
    let comment = comment(snapshot, &format!("allow[{rule}]"));
    let lines = snapshot.lines();
    let line = lines.line_range(snapshot.text(), lines.line(range.start));
    let sentence = snapshot.read().checked.sentence_at(range.start).unwrap_or(range);
    let newline = newline(snapshot.text());
    vec![
        (line.end, format!(" {comment}")),
        (sentence.end.min(line.end).max(range.end), format!(" {comment}")),
        (range.end, format!(" {comment}")),
        (line.start, format!("{comment}{newline}{newline}")),
    ]
}

/// Places of a comment for the whole file, the best first: above the text, else below it.
fn file(snapshot: &Snapshot, rule: &str) -> Vec<(u32, String)> {
    let (text, newline) = (snapshot.text(), newline(snapshot.text()));
    let comment = comment(snapshot, &format!("allow-file[{rule}]"));
    let lines = snapshot.lines();
    // The title may be one of the front matter, in which no comment can stand.
    let document = snapshot.document();
    let tops = document.blocks.iter().filter(|block| block.range.start >= document.body).take(2);
    let tops = tops.map(|block| lines.line_range(text, lines.line(block.range.start)).start);
    let gap = if text.ends_with('\n') { newline.to_owned() } else { newline.repeat(2) };
    let above = tops.map(|top| (top, format!("{comment}{newline}{newline}")));
    above.chain([(offset(text.len()), format!("{gap}{comment}{newline}"))]).collect()
}

/// A comment with an order in it, in the way that the file has comments.
fn comment(snapshot: &Snapshot, order: &str) -> String {
    // MDX has none of HTML's.
    let is_mdx = snapshot.uri.0.as_str().to_ascii_lowercase().ends_with(".mdx");
    let (open, close) = if is_mdx { ("{/*", "*/}") } else { ("<!--", "-->") };
    format!("{open} sayso: {order}{BLANK} {close}")
}

/// Whether the text with a comment no longer has the finding at `range`, and none that it did not have.
fn is_suppressed(snapshot: &Snapshot, rule: &str, range: TextRange, at: u32, words: &str) -> bool {
    let mut text = snapshot.text().to_owned();
    let words = words.replace(BLANK, " why");
    text.insert_str(at as usize, &words);
    let after = Checked::new(
        Document::new(text, snapshot.format),
        &snapshot.config,
        &mut Cache::of(snapshot.document(), &snapshot.read().checked.facts),
    );
    let moved = |place: TextRange| {
        if place.start >= at { place.shift(offset(words.len())) } else { place }
    };
    let before = &snapshot.read().checked.findings;
    let known = |finding: &Finding| {
        before.iter().any(|old| old.rule == finding.rule && moved(old.range).start == finding.range.start)
    };
    let is_it = |finding: &Finding| finding.rule == rule && finding.range.start == moved(range).start;
    !after.findings.iter().any(is_it) && after.findings.iter().all(known)
}

/// Adds to the configuration that a rule does not run over this file.
fn configure(world: &World, snapshot: &Snapshot, rule: &str) -> Option<WorkspaceEdit> {
    let target = Target::of(world, &snapshot.uri).ok()?;
    // A glob means what it says.
    let escaped = |c: char| "*?[]{}!\\".contains(c).then_some('\\').into_iter().chain([c]);
    let glob = quoted(&target.below.chars().flat_map(escaped).collect::<String>());
    let entry = format!("# Why: \n[[override]]\npaths = [{glob}]\nignore = [{rule:?}]\n");
    Some(target.add(&world.client, &entry).edit)
}
