//! Single words in quotation marks that nobody is said to say: the "clean" plant.

use super::attribution::view::Reading;
use super::quotation::Quotation;
use crate::language::form::Forms;
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::offset;

/// A quotation of a few words which, by what stands beside it in its sentence, is no term, title or name, and which nobody there is
/// said to say.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scare {
    /// Index of the quotation in the block.
    pub quotation: u32,
    /// Index of its sentence.
    pub sentence: u32,
}

/// How many words it has at most.
const WORDS: u32 = 3;

/// How far brackets stand from a name that is given in them: (the "agreement").
const BRACKET: usize = 3;

/// How far before and behind it stands what brings words in.
const BEFORE: usize = 10;
const BEHIND: usize = 5;

/// From this strength on, a verb or noun of saying is likely to bring in the words.
const VERB_STRENGTH: u8 = 7;
const NOUN_STRENGTH: u8 = 4;

/// Finds the short quotations of a block that could stand there in doubt.
pub(super) fn scares(reading: &Reading<'_>) -> Vec<Scare> {
    let syntax = reading.syntax;
    let mut found = Vec::new();
    for (index, quotation) in reading.quotations.iter().enumerate() {
        let short = quotation.level == 0 && quotation.opened && quotation.closed && quotation.words <= WORDS;
        if !short || !is_plain(reading, quotation) || is_given(reading, quotation) || !doubts(reading, quotation) {
            continue;
        }
        let number = syntax.sentences.partition_point(|sentence| sentence.end <= quotation.tokens.start);
        let sentence = syntax.sentences[number].clone();
        let from = sentence.start.max(quotation.tokens.start.saturating_sub(BEFORE));
        let near = from..sentence.end.min(quotation.tokens.end + BEHIND);
        let outside = |i: &usize| reading.quoted[*i] == 0;
        if !near.filter(outside).any(|i| brings_in(reading, i)) {
            found.push(Scare { quotation: offset(index), sentence: offset(number) });
        }
    }
    found
}

/// Whether the words are plain ones of the dictionary: no name, no figure, no letter, no cry.
fn is_plain(reading: &Reading<'_>, quotation: &Quotation) -> bool {
    let inside = quotation.tokens.start + 1..quotation.tokens.end.saturating_sub(1);
    inside.clone().all(|i| {
        let token = &reading.syntax.tokens[i];
        let entry = reading.syntax.entry(i);
        match token.kind {
            TokenKind::Word => {
                let known = token.forms != Forms::UNKNOWN || reading.syntax.tokens[i].entry.is_some();
                !token.capital && token.range.len() > 2 && known && !entry.classes.has(Class::Mentioned)
            }
            TokenKind::Comma => i + 1 == inside.end,
            TokenKind::Stop => i + 1 == inside.end && reading.syntax.text(i) == ".",
            _ => false,
        }
    })
}

/// Whether the words stand as doubted ones do: one noun, a word that describes the noun behind it, or several of a kind.
fn doubts(reading: &Reading<'_>, quotation: &Quotation) -> bool {
    let tokens = &reading.syntax.tokens;
    let inside = &tokens[quotation.tokens.start + 1..quotation.tokens.end.saturating_sub(1)];
    let behind = tokens.get(quotation.tokens.end);
    let describes = behind.is_some_and(|token| token.tag.is_noun() && token.spaced) && quotation.words == 1;
    let noun = quotation.words == 1 && inside.iter().any(|token| token.tag.is_noun());
    let many = quotation.words == 2 && inside.iter().any(|token| token.tag == Tag::Nouns);
    // "acts as an “umpire”": a likeness.
    let before = (0..quotation.tokens.start).rev().take(2);
    let likened = before.into_iter().any(|i| reading.syntax.entry(i).classes.has(Class::As));
    let adverb = inside.iter().any(|token| token.tag == Tag::Adverb);
    (describes || noun || many) && !adverb && !likened
}

/// Whether the words are given as a name: in brackets, behind a genitive, beside another quotation, or with a dash or a name behind.
fn is_given(reading: &Reading<'_>, quotation: &Quotation) -> bool {
    let tokens = &reading.syntax.tokens;
    let before = (0..quotation.tokens.start).rev().take(BRACKET);
    let bracket = before.clone().any(|i| tokens[i].kind == TokenKind::Open);
    // "his “plan”": it is told whose word it is.
    let owned = before.clone().any(|i| matches!(tokens[i].tag, Tag::Possessive | Tag::Genitive));
    let near = before.chain(quotation.tokens.end..tokens.len().min(quotation.tokens.end + BRACKET));
    let listed = near.into_iter().any(|i| reading.quoted[i] != 0);
    let behind = tokens.get(quotation.tokens.end);
    let glued = behind.is_some_and(|token| !token.spaced && token.kind.is_word() || token.kind == TokenKind::Dash);
    let named = behind.is_some_and(|token| token.tag.is_name());
    let first = quotation.tokens.start.checked_sub(1).map(|i| &tokens[i]);
    let symbol =
        first.is_some_and(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Symbol | TokenKind::Dash));
    bracket || owned || listed || glued || named || symbol || first.is_some_and(|token| token.tag.is_name())
}

/// Whether token `i` can bring in somebody's words, or a term.
fn brings_in(reading: &Reading<'_>, i: usize) -> bool {
    let entry = reading.syntax.entry(i);
    let tag = reading.syntax.tokens[i].tag;
    let speaks = entry.verb.is_some_and(|verb| {
        let class = matches!(
            verb.class,
            CueClass::Say
                | CueClass::Write
                | CueClass::Ask
                | CueClass::Judge
                | CueClass::Name
                | CueClass::Talk
                | CueClass::Deny
                | CueClass::Show
        );
        class && verb.frames.strongest() >= VERB_STRENGTH
    });
    let noun = entry.noun.is_some_and(|noun| noun.strength >= NOUN_STRENGTH);
    entry.classes.has_any(&[Class::TermMark, Class::Billed, Class::According])
        || (speaks && (tag.is_verb() || tag.is_noun()))
        || (noun && tag.is_noun())
}
