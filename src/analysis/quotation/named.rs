//! Quoted words that are what something is called, and nobody's speech: "the question “How do we pay?”", "“The Old River,” by Jane Smith".

use std::ops::Range;

use crate::language::Syntax;
use crate::language::lexicon::{Class, NounKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many tokens the subject has at most that quoted words are said to be.
const SUBJECT: usize = 14;

/// Whether the quotation of these tokens is what something is called.
pub(super) fn is_named(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    let led = tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| is_gloss(syntax, before) || is_behind_noun(syntax, before) || is_equated(syntax, before));
    led || is_titled(syntax, tokens.end) || is_proverb(syntax, tokens.start)
}

/// "There is an old saying that fits here: “…”", "as the proverb has it, “…”": whether the sentence up to the mark at token `start` tells
/// that everybody says it.
fn is_proverb(syntax: &Syntax<'_>, start: usize) -> bool {
    let sentence = syntax.sentences.partition_point(|sentence| sentence.start <= start);
    let from = sentence.checked_sub(1).map_or(0, |i| syntax.sentences[i].start);
    let quoted = |&i: &usize| syntax.tokens[i].kind == TokenKind::Quote;
    let before = (from..start).rev().take_while(|i| !quoted(i));
    before.filter(|&i| syntax.tokens[i].tag.is_noun()).any(|i| syntax.entry(i).classes.has(Class::Proverb))
}

/// Whether token `before` is a common noun for a thing, or an order that opens its sentence: "click “Save all”".
fn is_behind_noun(syntax: &Syntax<'_>, before: usize) -> bool {
    let opens = before == 0 || syntax.sentences.binary_search_by_key(&before, |sentence| sentence.start).is_ok();
    is_thing(syntax, before) || opens && syntax.tokens[before].tag == Tag::Base
}

fn is_thing(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.tokens[i].tag, Tag::Noun | Tag::Nouns) && !syntax.entry(i).kinds.is_human()
}

/// "One of the myths about boats is, “…”": whether the words up to token `before` are a thing that holds nobody's words, and a verb of
/// being; "the answer on the wall was" is somebody's.
fn is_equated(syntax: &Syntax<'_>, before: usize) -> bool {
    let mark = matches!(syntax.tokens[before].kind, TokenKind::Comma | TokenKind::Colon);
    let Some(be) = before.checked_sub(usize::from(mark)) else { return false };
    if !syntax.entry(be).classes.has(Class::Be) || !syntax.tokens[be].tag.is_finite() {
        return false;
    }
    let subject = (0..be).rev().take(SUBJECT).take_while(|&i| {
        let tag = syntax.tokens[i].tag;
        tag.is_noun()
            || tag.is_adjective()
            || matches!(tag, Tag::Determiner | Tag::Preposition | Tag::Number | Tag::Adverb)
    });
    // The first noun is what the others hang on.
    let head = subject.filter(|&i| syntax.tokens[i].tag.is_noun()).last();
    head.is_some_and(|head| {
        let entry = syntax.entry(head);
        is_thing(syntax, head) && entry.noun.is_none() && !entry.kinds.has(NounKind::Document)
    })
}

/// Whether who has written what ends before token `end` is named there: "“The Old River,” by Jane Smith".
fn is_titled(syntax: &Syntax<'_>, end: usize) -> bool {
    let author = syntax.tokens.get(end + 1).is_some_and(|token| token.tag.is_name());
    author && syntax.entry(end).classes.has(Class::By)
}

/// Whether token `last` and those before it bring in what words mean: "meaning", "roughly translated as", "Greek for".
fn is_gloss(syntax: &Syntax<'_>, last: usize) -> bool {
    let classes = |i: usize| syntax.entry(i).classes;
    let linked = classes(last).has_any(&[Class::As, Class::To, Class::For]);
    let word = if linked { last.checked_sub(1) } else { Some(last) };
    word.is_some_and(|i| classes(i).has(Class::Gloss) || linked && classes(i).has(Class::Language))
}
