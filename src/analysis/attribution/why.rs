//! How a block was read: tokens, phrases, and every candidate with what spoke for it.

use std::fmt::Write as _;

use super::judge::{self, weight};
use super::model::Feature as _;
use super::{LIKELY, Tie, candidates};
use crate::analysis::quotation;
use crate::language::Syntax;
use crate::language::chunk::{Chunk, Chunks};
use crate::language::lexicon::Lexicon;

/// How the prose of a block was read, as text for a person.
#[must_use]
pub fn why(prose: &str) -> String {
    let syntax = Syntax::new(prose, Lexicon::english());
    let chunks = Chunks::new(&syntax);
    let quotations = quotation::quotations(&syntax);
    let ties = candidates(&syntax, &chunks, &quotations);
    let mut out = String::new();
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        let _ = writeln!(out, "sentence {}: {}", number + 1, syntax.range(sentence.clone()).of_text(prose));
        let _ = writeln!(out, "  read as: {}", bracketed(&syntax, &chunks, sentence.clone()));
        let own = ties.iter().filter(|tie| sentence.contains(&tie.main));
        let mut any = false;
        for tie in own {
            any = true;
            explain(&syntax, tie, &mut out);
        }
        if !any {
            out.push_str("  no candidate for a cue\n");
        }
    }
    out
}

/// The tokens with their tags, noun phrases in square brackets and verb groups in braces.
fn bracketed(syntax: &Syntax<'_>, chunks: &Chunks, sentence: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for i in sentence.clone() {
        let begins = i == sentence.start || chunks.at[i] != chunks.at[i - 1];
        let ends = i + 1 == sentence.end || chunks.at[i] != chunks.at[i + 1];
        let (open, close) = match chunks.at[i] {
            Chunk::Noun(_) => ("[", "]"),
            Chunk::Verb(_) => ("{", "}"),
            Chunk::None => ("", ""),
        };
        let space = if i == sentence.start { "" } else { " " };
        let tag = syntax.tokens[i].tag.penn();
        let _ = write!(
            out,
            "{space}{}{}/{tag}{}",
            if begins { open } else { "" },
            syntax.text(i),
            if ends { close } else { "" }
        );
    }
    out
}

fn explain(syntax: &Syntax<'_>, tie: &Tie, out: &mut String) {
    let words = |tokens: std::ops::Range<usize>| syntax.range(tokens).of_text(syntax.prose).to_owned();
    let verdict = if tie.score >= LIKELY { "accepted" } else { "rejected" };
    let _ = writeln!(
        out,
        "  {verdict} ({:.2}): “{}”, {:?}, {:?}",
        tie.score,
        words(tie.cue.clone()),
        tie.pattern,
        tie.complement
    );
    let source = tie.source.as_ref().map_or("none".to_owned(), |source| words(source.tokens.clone()));
    let _ = writeln!(out, "    source: {source}");
    for part in &tie.content {
        let _ = writeln!(out, "    said:   {}", words(part.clone()));
    }
    let mut features: Vec<judge::Feature> = tie.features.iter().collect();
    features.sort_by(|a, b| weight(*b).abs().total_cmp(&weight(*a).abs()));
    let named: Vec<String> =
        features.iter().map(|feature| format!("{} {:+.1}", feature.name(), weight(*feature))).collect();
    if !named.is_empty() {
        let _ = writeln!(out, "    because: {}", named.join(", "));
    }
}
