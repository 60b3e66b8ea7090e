//! Who publishes a text, where its own words tell: a press release ends with "About NAME", or opens with what NAME "today announced";
//! and a report tells of itself as "this report".

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::clause;
use crate::analysis::facts::Facts;
use crate::document::Document;
use crate::language::form::{self, Forms};
use crate::language::hash;
use crate::language::lexicon::{Class, Lexicon};
use crate::text::TextRange;

/// Where the publisher of a text is the subject of a clause, by a name that the text itself tells, or by what the text calls itself.
pub(super) fn named(document: &Document, facts: &[Arc<Facts>], analysis: &Analysis) -> Vec<TextRange> {
    let names: Vec<&str> = announcing(document, facts).into_iter().chain(described(document, facts)).collect();
    // Where a text has told of another one, "this report" may be that.
    let published = analysis.mentions.iter().find(|linked| linked.mention.published);
    let first = published.map_or(u32::MAX, |linked| linked.mention.range.start);
    let mut found = Vec::new();
    for (block, facts) in facts.iter().enumerate() {
        let start = document.blocks[block].range.start;
        for clause in facts.clauses.iter().filter(|clause| !clause.who.is_empty()) {
            let who = clause.who.shift(start);
            let itself = clause.this_text && who.start <= first;
            if itself || !names.is_empty() && names.iter().any(|name| is_called(&document.words(who), name)) {
                found.push(who);
            }
        }
    }
    found
}

/// "The Harbour Foundation today announced …": the subject of such a clause.
fn announcing<'a>(document: &'a Document, facts: &[Arc<Facts>]) -> Option<&'a str> {
    let found = facts.iter().enumerate().find_map(|(block, facts)| {
        let words = facts.announces?;
        let clause = clause::innermost(&facts.clauses, words.start)?;
        let clause = clause::around(&facts.clauses, clause).find(|&clause| !facts.clauses[clause].who.is_empty())?;
        Some(facts.clauses[clause].who.shift(document.blocks[block].range.start))
    });
    Some(name(found?.of_text(document.text())))
}

/// "About the Harbour Foundation": a line that names who is then described.
fn described<'a>(document: &'a Document, facts: &[Arc<Facts>]) -> Option<&'a str> {
    let lines = document.blocks.iter().zip(facts).rev();
    let (block, _) = lines.into_iter().find(|(_, facts)| facts.describes && !facts.stopped)?;
    let (_, rest) = block.range.of_text(document.text()).split_once(char::is_whitespace)?;
    Some(name(rest.trim_end_matches([':', '.'])))
}

/// A name without its article.
fn name(words: &str) -> &str {
    let words = words.trim();
    let article = |word: &str| Lexicon::english().find(&word.to_lowercase()).classes.has(Class::Article);
    words.split_once(' ').filter(|(first, _)| article(first)).map_or(words, |(_, rest)| rest)
}

/// Whether the subject `words` holds `full`, or its first word if that is no word of the language: "Brenn" for "Brenn Foods", and so
/// "every Brenn bakery" and "half of Brenn's staff", which are told of by whom they belong to.
fn is_called(words: &str, full: &str) -> bool {
    let holds = |name: &str| {
        let apart = |c: char| !c.is_alphanumeric() && c != '-';
        !name.is_empty()
            && words.match_indices(name).any(|(at, _)| {
                let (before, after) = (&words[..at], &words[at + name.len()..]);
                (before.is_empty() || before.ends_with(apart)) && (after.is_empty() || after.starts_with(apart))
            })
    };
    let first = full.split_whitespace().next().unwrap_or_default();
    let common = Forms::NOUN.with(Forms::NOUNS).with(Forms::BASE).with(Forms::ADJECTIVE).with(Forms::GERUND);
    let own = first.starts_with(char::is_uppercase) && !form::english(hash::of_word(first)).has_any(common);
    full.starts_with(char::is_uppercase) && (holds(full) || own && holds(first))
}
