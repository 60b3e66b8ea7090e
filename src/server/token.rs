//! Semantic tokens: sources, cues, claims and figures.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::PoisonError;

use gen_lsp_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensDeltaResponse,
    SemanticTokensEdit, SemanticTokensFullDelta, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams,
};

use super::convert;
use super::snapshot::{Snapshot, World};
use crate::analysis::claim::{ClaimKind, Status};
use crate::text::{TextRange, line_ends};

/// The types, by their index.
const TYPES: [&str; 4] = ["source", "cue", "claim", "figure"];
const SOURCE: u32 = 0;
const CUE: u32 = 1;
const CLAIM: u32 = 2;
const FIGURE: u32 = 3;

/// The modifiers, by their bit: on whose say-so a claim stands.
const MODIFIERS: [&str; 5] = ["attributed", "carriedOn", "referenced", "own", "unattributed"];

pub(super) fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TYPES.map(str::to_owned).to_vec(),
            token_modifiers: MODIFIERS.map(str::to_owned).to_vec(),
        },
        range: Some(true.into()),
        full: Some(SemanticTokensFullDelta { delta: Some(true) }.into()),
        ..SemanticTokensOptions::default()
    }
}

/// A stretch of text of one type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Token {
    range: TextRange,
    kind: u32,
    modifiers: u32,
}

pub(super) fn full(world: &World, params: SemanticTokensParams) -> Option<SemanticTokens> {
    Some(remember(world.document(&params.text_document.uri)?))
}

pub(super) fn range(world: &World, params: SemanticTokensRangeParams) -> Option<SemanticTokens> {
    let snapshot = world.document(&params.text_document.uri)?;
    let range = convert::text_range(snapshot, params.range);
    let mut tokens = tokens(snapshot);
    tokens.retain(|token| token.range.overlaps(range));
    Some(SemanticTokens { result_id: None, data: encode(snapshot, &tokens) })
}

/// What has changed since the client asked last, if that is known still; else all.
pub(super) fn delta(world: &World, params: SemanticTokensDeltaParams) -> Option<SemanticTokensDeltaResponse> {
    let snapshot = world.document(&params.text_document.uri)?;
    let before = snapshot.memory.tokens.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let now = remember(snapshot);
    let Some(before) = before.filter(|before| before.result_id.as_ref() == Some(&params.previous_result_id)) else {
        return Some(now.into());
    };
    let edits = edit(&before.data, &now.data).into_iter().collect();
    Some(SemanticTokensDelta { result_id: now.result_id, edits }.into())
}

/// The tokens of a document, kept for the next question.
fn remember(snapshot: &Snapshot) -> SemanticTokens {
    let data = encode(snapshot, &tokens(snapshot));
    let found = SemanticTokens { result_id: Some(snapshot.edit.to_string()), data };
    *snapshot.memory.tokens.lock().unwrap_or_else(PoisonError::into_inner) = Some(found.clone());
    found
}

/// The one edit that makes `after` of `before`: what is the same at both ends stays. It counts the five numbers of each token.
fn edit(before: &[SemanticToken], after: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let ends = before[start..].iter().rev().zip(after[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (removed, added) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    if removed.is_empty() && added.is_empty() {
        return None;
    }
    let numbers = |token: &SemanticToken| {
        [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset]
    };
    Some(SemanticTokensEdit {
        start: crate::text::offset(start * 5),
        delete_count: crate::text::offset(removed.len() * 5),
        data: (!added.is_empty()).then(|| added.iter().flat_map(numbers).collect()),
    })
}

/// The tokens of a text, in order, none over another and none over a line end.
fn tokens(snapshot: &Snapshot) -> Vec<Token> {
    let analysis = snapshot.analysis();
    let mut all = Vec::new();
    for claim in &analysis.claims {
        let modifiers = match claim.status {
            Status::Attributed => 1,
            Status::CarriedOn => 1 << 1,
            Status::Referenced => 1 << 2,
            Status::Own => 1 << 3,
            Status::Unattributed => 1 << 4,
            Status::NotCheckable => continue,
        };
        let kind = if matches!(claim.kind, ClaimKind::Figure(_)) { FIGURE } else { CLAIM };
        all.push(Token { range: claim.range, kind, modifiers });
    }
    for attribution in &analysis.attributions {
        all.push(Token { range: attribution.cue, kind: CUE, modifiers: 0 });
        let mention = attribution.mention.map(|mention| analysis.mentions[mention].mention.range);
        all.extend(mention.map(|range| Token { range, kind: SOURCE, modifiers: 0 }));
    }
    let parts = flat(all);
    let text = snapshot.text();
    parts.into_iter().flat_map(|token| lines(text, token)).collect()
}

/// Of stretches that lie over one another, the shortest in each place.
fn flat(mut all: Vec<Token>) -> Vec<Token> {
    all.retain(|token| !token.range.is_empty());
    all.sort_by_key(|token| (token.range.start, token.range.len()));
    let mut places: Vec<u32> = all.iter().flat_map(|token| [token.range.start, token.range.end]).collect();
    places.sort_unstable();
    places.dedup();
    let mut out: Vec<Token> = Vec::with_capacity(all.len());
    // The stretches over the place at hand: by their lengths, with their index.
    let mut over: BTreeSet<(u32, Reverse<usize>)> = BTreeSet::new();
    let mut next = 0;
    let mut last = None;
    for pair in places.windows(2) {
        let part = TextRange::new(pair[0], pair[1]);
        while next < all.len() && all[next].range.start == part.start {
            over.insert((all[next].range.len(), Reverse(next)));
            next += 1;
        }
        // One that has ended is taken away when it comes to lie on top; below, it hides nothing.
        while over.first().is_some_and(|&(_, Reverse(index))| all[index].range.end <= part.start) {
            over.pop_first();
        }
        let Some(&(_, Reverse(index))) = over.first() else { continue };
        match out.last_mut().filter(|before| last == Some(index) && before.range.end == part.start) {
            Some(before) => before.range.end = part.end,
            None => out.push(Token { range: part, ..all[index] }),
        }
        last = Some(index);
    }
    out
}

/// A stretch without the line ends in it.
fn lines(text: &str, token: Token) -> impl Iterator<Item = Token> + '_ {
    let words = token.range.of_text(text);
    let ends: Vec<TextRange> = line_ends(words).collect();
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end.end)).collect::<Vec<_>>();
    let stops = ends.iter().map(|end| end.start).chain([crate::text::offset(words.len())]).collect::<Vec<_>>();
    let pieces = starts
        .into_iter()
        .zip(stops)
        .map(move |(start, stop)| Token { range: TextRange::new(start, stop).shift(token.range.start), ..token });
    pieces.filter(|piece| !piece.range.is_empty())
}

/// As the protocol has them: each counted from the one before.
fn encode(snapshot: &Snapshot, tokens: &[Token]) -> Vec<SemanticToken> {
    let (mut line, mut column) = (0, 0);
    let encoded = tokens.iter().map(|token| {
        let place = convert::place(snapshot, token.range.start);
        let delta_line = place.line - line;
        let delta_start = if delta_line == 0 { place.character - column } else { place.character };
        (line, column) = (place.line, place.character);
        SemanticToken {
            delta_line,
            delta_start,
            length: snapshot.encoding.width(token.range.of_text(snapshot.text())),
            token_type: token.kind,
            token_modifiers_bitset: token.modifiers,
        }
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn token(start: u32, end: u32, kind: u32) -> Token {
        Token { range: TextRange::new(start, end), kind, modifiers: 0 }
    }

    #[test]
    fn the_shorter_stretch_lies_on_top() {
        assert_eq!(
            flat(vec![token(0, 10, 2), token(2, 4, 3), token(6, 8, 3), token(12, 14, 0)]),
            [token(0, 2, 2), token(2, 4, 3), token(4, 6, 2), token(6, 8, 3), token(8, 10, 2), token(12, 14, 0)]
        );
        assert_eq!(flat(vec![token(0, 5, 2), token(3, 8, 1)]), [token(0, 3, 2), token(3, 8, 1)]);
    }

    proptest! {
        #[test]
        fn every_byte_that_is_covered_is_covered_once(spans in prop::collection::vec((0u32..60, 1u32..20), 0..12)) {
            let all: Vec<Token> = spans.iter().map(|&(start, len)| token(start, start + len, 0)).collect();
            let covered = |tokens: &[Token], at: u32| tokens.iter().filter(|token| token.range.contains(at)).count();
            let flattened = flat(all.clone());
            for at in 0..90 {
                prop_assert_eq!(covered(&flattened, at), covered(&all, at).min(1), "{} in {:?}", at, flattened);
            }
            prop_assert!(flattened.is_sorted_by_key(|token| token.range.start));
        }

        #[test]
        fn an_edit_makes_the_one_of_the_other(before in prop::collection::vec(0u32..3, 0..12), after in prop::collection::vec(0u32..3, 0..12)) {
            let tokens = |kinds: &[u32]| kinds.iter().map(|&kind| SemanticToken { token_type: kind, ..SemanticToken::default() }).collect::<Vec<_>>();
            let (old, new) = (tokens(&before), tokens(&after));
            let mut numbers: Vec<u32> = before.iter().flat_map(|&kind| [0, 0, 0, kind, 0]).collect();
            if let Some(edit) = edit(&old, &new) {
                let place = edit.start as usize..(edit.start + edit.delete_count) as usize;
                numbers.splice(place, edit.data.unwrap_or_default());
            }
            prop_assert_eq!(numbers, after.iter().flat_map(|&kind| [0, 0, 0, kind, 0]).collect::<Vec<_>>());
        }
    }
}
