//! Code lenses: how many claims there are, and how many of them are nobody's, above the text and above each section.

use gen_lsp_types::{CodeLens, CodeLensParams, Command};
use serde_json::json;

use super::command::SHOW;
use super::convert;
use super::snapshot::{Snapshot, World};
use crate::analysis::claim::{Standings, Status};
use crate::text::TextRange;

pub(super) fn lenses(world: &World, params: CodeLensParams) -> Option<Vec<CodeLens>> {
    let snapshot = world.document(&params.text_document.uri)?;
    if !world.projects.settings(&snapshot.uri).code_lens {
        return Some(Vec::new());
    }
    let all = TextRange::of(0, snapshot.text().len());
    let mut lenses: Vec<CodeLens> = lens(world, snapshot, TextRange::new(0, 0), all).into_iter().collect();
    // The claims below the headline are those of the text: a lens of their own above it would confuse.
    let below = sections(snapshot).into_iter().filter(|section| snapshot.lines().line(section.heading.start) > 0);
    for section in below {
        let found = lens(world, snapshot, section.heading, section.range);
        // Of a section that holds all claims, the lens at the top says it.
        let title = |lens: &CodeLens| lens.command.as_ref().map(|command| command.title.clone());
        lenses.extend(found.filter(|found| lenses.first().map(title) != Some(title(found))));
    }
    Some(lenses)
}

/// A heading and what stands below it.
pub(super) struct Section {
    /// The heading.
    pub(super) heading: TextRange,
    /// From the heading to the next.
    pub(super) range: TextRange,
}

/// The sections of a text, in order; what stands before the first heading is in none.
pub(super) fn sections(snapshot: &Snapshot) -> Vec<Section> {
    let headings = snapshot.document().blocks.iter().filter(|block| block.kind.is_heading());
    let headings: Vec<TextRange> = headings.map(|block| block.range).collect();
    // A section begins with its line: the signs before the words of a heading belong to it, but none of the heading before.
    let lines = snapshot.lines();
    let mut starts = Vec::with_capacity(headings.len() + 1);
    let mut free = 0;
    for heading in &headings {
        starts.push(lines.line_range(snapshot.text(), lines.line(heading.start)).start.max(free));
        free = heading.end;
    }
    starts.push(crate::text::offset(snapshot.text().len()));
    let ranges = starts.windows(2).map(|ends| TextRange::new(ends[0], ends[1]));
    headings.iter().zip(ranges).map(|(&heading, range)| Section { heading, range }).collect()
}

fn lens(world: &World, snapshot: &Snapshot, place: TextRange, within: TextRange) -> Option<CodeLens> {
    let claims = snapshot.analysis().claims_in(within).iter();
    let claims: Vec<_> = claims.filter(|claim| claim.status != Status::NotCheckable).collect();
    let first = claims.iter().find(|claim| claim.status == Status::Unattributed);
    if claims.is_empty() {
        return None;
    }
    let title = Standings::of(claims.iter().copied()).to_string();
    // A click goes to the first that is nobody's, where the client can be led there.
    let goal = first.filter(|_| world.client.can("window.showDocument.support"));
    let command = goal.map_or_else(
        || Command { title: title.clone(), ..Command::default() },
        |claim| Command {
            title: title.clone(),
            command: SHOW.to_owned(),
            arguments: Some(vec![json!(snapshot.uri), json!(convert::range(snapshot, claim.range))]),
            ..Command::default()
        },
    );
    Some(CodeLens { range: convert::range(snapshot, place), command: Some(command), data: None })
}
