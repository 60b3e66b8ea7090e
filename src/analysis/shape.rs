//! What a block is by its first or its few words: a name for totals, the head of a list of sources, a line of the page around the text.

use super::attribution::view::Reading;
use crate::language::Syntax;
use crate::language::lexicon::{Class, Place};
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// How many words a name for findings has at most: "Key survey findings".
const OUTCOMES_WORDS: usize = 4;

/// How many words a name for a row of totals has at most: "Total (all regions)".
const TOTAL_WORDS: usize = 5;

/// Whether a block is no more than a word for all together: "Total".
pub(super) fn is_total(syntax: &Syntax<'_>) -> bool {
    let tokens = syntax.tokens.len();
    tokens <= TOTAL_WORDS && (0..tokens).any(|i| syntax.entry(i).classes.has(Class::InAll))
}

/// How many tokens the heading of a list of sources has at most: "Notes and references:".
const BIBLIOGRAPHY_WORDS: usize = 5;

/// Whether a block is no more than what a list of sources stands under.
pub(super) fn is_bibliography(syntax: &Syntax<'_>) -> bool {
    let tokens = syntax.tokens.len();
    let single = (0..tokens).any(|i| syntax.entry(i).classes.has(Class::Bibliography));
    let phrase = syntax.phrases.iter().any(|p| syntax.lexicon.entry(p.entry).classes.has(Class::Bibliography));
    (1..=BIBLIOGRAPHY_WORDS).contains(&tokens) && (single || phrase)
}

/// Whether a block brings in what comes next: "Our figures:", "They came to the following conclusion."
pub(super) fn introduces(syntax: &Syntax<'_>) -> bool {
    let Some(last) = syntax.sentences.last() else { return false };
    let colon = syntax.tokens.last().is_some_and(|token| token.kind == TokenKind::Colon);
    let is = |i: usize, class| syntax.entry(i).classes.has(class);
    let first = last.start;
    let table =
        is(first, Class::TableLabel) && syntax.tokens.get(first + 1).is_some_and(|next| next.kind == TokenKind::Number);
    let set_out =
        syntax.phrases_in(last).iter().any(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::WhatFollows));
    colon
        || table
        || set_out
        || last.clone().any(|i| {
            let follows = is(i, Class::WhatFollows) && i > last.start && is(i - 1, Class::Definite);
            // "The following year, …" tells a time.
            follows
                && !syntax
                    .tokens
                    .get(i + 1)
                    .is_some_and(|_| syntax.entry(i + 1).classes.has_any(&[Class::Time, Class::Day, Class::Month]))
        })
}

/// Whether a block is no more than a name for what somebody has found: "Key findings", "The results:".
pub(super) fn is_outcomes(syntax: &Syntax<'_>) -> bool {
    let mut words = (0..syntax.tokens.len()).rev().filter(|&i| syntax.tokens[i].kind.is_word());
    let last = words.next();
    last.is_some_and(|last| syntax.entry(last).classes.has(Class::Outcomes)) && words.count() < OUTCOMES_WORDS
}

/// Whether a block begins with words for a part of what stands before: "of which", "including".
pub(super) fn begins_part(syntax: &Syntax<'_>) -> bool {
    let tokens = syntax.tokens.len();
    let first = (0..tokens.min(3)).find(|&i| syntax.tokens[i].kind.is_word());
    tokens > 1 && first.is_some_and(|i| syntax.entry(i).classes.has_any(&[Class::Of, Class::Including]))
}

/// What is left of a page around the article, and where it must stand to be that.
pub(super) fn boilerplate(syntax: &Syntax<'_>) -> Vec<(TextRange, Place)> {
    let words = syntax.tokens.iter().rposition(|token| token.kind.is_word()).map_or(0, |last| last + 1);
    let single = (0..words).filter_map(|i| Some((i, i + 1, syntax.entry(i).boilerplate?)));
    let phrases = syntax
        .phrases
        .iter()
        .filter_map(|phrase| Some((phrase.first, phrase.end, syntax.lexicon.entry(phrase.entry).boilerplate?)));
    let fits = |&(first, end, place): &(usize, usize, Place)| match place {
        Place::Line => first == 0 && end >= words,
        // "Related: …": a short line of its own.
        Place::Start => first == 0 && words <= 16,
        Place::Inside => true,
    };
    single.chain(phrases).filter(fits).map(|(first, end, place)| (syntax.range(first..end), place)).collect()
}

/// The words outside quotations by which a publisher announces something.
pub(super) fn announces(reading: &Reading<'_>) -> Option<TextRange> {
    let syntax = reading.syntax;
    let mut phrases = syntax.phrases.iter().filter(|phrase| reading.quoted[phrase.first] == 0);
    let found = phrases.find(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::Announces));
    found.map(|phrase| syntax.range(phrase.first..phrase.end))
}

/// Whether a block is "About" and a name: "About the Harbour Foundation".
pub(super) fn describes(syntax: &Syntax<'_>) -> bool {
    let about = !syntax.tokens.is_empty() && syntax.entry(0).classes.has(Class::About) && syntax.tokens[0].capital;
    let words = syntax.tokens.iter().rposition(|token| token.kind.is_word());
    about && words.is_some_and(|last| last > 0 && syntax.tokens[last].capital)
}
