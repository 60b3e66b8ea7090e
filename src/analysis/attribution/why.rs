//! How a block was read: tokens, phrases, and every candidate with what spoke for it.

use std::fmt::Write as _;
use std::ops::Range;

use super::feature::Feature;
use super::judge;
use super::{LIKELY, Tie, candidates};
use crate::analysis::quotation;
use crate::language::Syntax;
use crate::language::chunk::{Chunk, Chunks, NounPhrase};
use crate::language::lexicon::Lexicon;
use crate::language::tag::Tag;

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
            others(&syntax, &chunks, sentence, tie, &mut out);
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
    let reasons = if tie.features.has(Feature::Bias) { judge::reasons(&tie.features) } else { Vec::new() };
    let named: Vec<String> = reasons
        .iter()
        .take(8)
        .map(|(name, seen, weight)| format!("{}{name} {weight:+.1}", if *seen { "" } else { "no " }))
        .collect();
    if !named.is_empty() {
        let _ = writeln!(out, "    because: {}", named.join(", "));
    }
}

/// The other noun phrases of the sentence that could name a source, and why they are not the one.
fn others(syntax: &Syntax<'_>, chunks: &Chunks, sentence: &Range<usize>, tie: &Tie, out: &mut String) {
    let nouns = chunks.nouns.iter().filter(|noun| noun.first >= sentence.start && noun.end <= sentence.end);
    let could = |noun: &&NounPhrase| {
        let entry = syntax.entry(noun.head);
        syntax.tokens[noun.head].tag.is_name() || entry.kinds.is_some() || entry.pronoun.is_some()
    };
    let source = tie.source.as_ref().map_or(0..0, |source| source.tokens.clone());
    let listed: Vec<String> = nouns
        .filter(|noun| could(noun) && !source.contains(&noun.head) && !tie.cue.contains(&noun.head))
        .map(|noun| {
            let words = syntax.range(noun.first..noun.end).of_text(syntax.prose);
            let before = noun.first.checked_sub(1).filter(|i| sentence.contains(i));
            let verb = before.and_then(|i| chunks.verb_at(i));
            let reason = match (before, verb) {
                _ if tie.content.iter().any(|part| part.contains(&noun.head)) => "is part of what is said".to_owned(),
                (_, Some(verb)) => format!("is the object of “{}”", syntax.text(verb.main)),
                (Some(i), _) if matches!(syntax.tokens[i].tag, Tag::Preposition | Tag::To) => {
                    format!("hangs on “{}”", syntax.text(i))
                }
                _ if noun.first > tie.cue.start => "stands behind the cue".to_owned(),
                _ => "is not the subject of the cue".to_owned(),
            };
            format!("“{words}” {reason}")
        })
        .collect();
    if !listed.is_empty() {
        let _ = writeln!(out, "    not:    {}", listed.join("; "));
    }
}
