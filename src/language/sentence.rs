//! Where sentences end: rules for news English.

use std::ops::Range;

use super::lexicon::{Abbreviation, Class, Lexicon};
use super::token::{Token, TokenKind};

/// The most tokens of a sentence: longer ones are cut there, so that what is done sentence by sentence costs time in
/// proportion to the text whatever the text is.
const LONGEST: usize = 400;

/// Cuts the tokens of a block into sentences, as ranges of token indices that cover all of them.
pub(super) fn sentences(prose: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_here(prose, tokens, at, lexicon) {
            while end < tokens.len() && closes(prose, tokens, end) {
                end += 1;
            }
            if begins_sentence(prose, tokens, at, end, lexicon) {
                found.push(start..end);
                start = end;
            }
        }
        if end - start >= LONGEST {
            found.push(start..end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether the token at `at` can be the stop of a sentence.
fn ends_here(prose: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let token = tokens[at];
    match token.kind {
        TokenKind::Stop => true,
        // The stop of an abbreviation may be the sentence's as well.
        TokenKind::Word if token.range.of_text(prose).ends_with('.') => {
            !matches!(lexicon.entry(token.entry).abbreviation, Some(Abbreviation::Title | Abbreviation::Number))
        }
        _ => false,
    }
}

/// Whether the token at `at` is a mark that closes what stands before it: a bracket or a quotation mark that no
/// white space parts from the stop.
fn closes(prose: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    let text = token.range.of_text(prose);
    match token.kind {
        TokenKind::Close | TokenKind::Stop => !token.spaced,
        TokenKind::Quote | TokenKind::Apostrophe => {
            let opening = matches!(text, "“" | "„" | "‘" | "‚" | "«" | "‹" | "``" | "`");
            !opening && !token.spaced
        }
        _ => false,
    }
}

/// Whether a sentence begins at `next`, after the stop at `stop`.
fn begins_sentence(prose: &str, tokens: &[Token], stop: usize, next: usize, lexicon: &Lexicon) -> bool {
    let Some(first) = tokens.get(next) else { return true };
    // "Sen. Maria Stone, R-Ky., said".
    if matches!(first.kind, TokenKind::Comma | TokenKind::Semicolon) && tokens[stop].range.of_text(prose) == "." {
        return false;
    }
    // "example.com", "3.5", "v.Smith": nothing between.
    if !first.spaced && next == stop + 1 && tokens[stop].kind == TokenKind::Stop && first.kind.is_word() {
        return first.capital && tokens[stop].range.of_text(prose) != "…";
    }
    let word =
        tokens[next..].iter().find(|t| !matches!(t.kind, TokenKind::Quote | TokenKind::Apostrophe | TokenKind::Open));
    let Some(word) = word else { return true };
    if first.kind == TokenKind::Open && goes_on_behind_bracket(tokens, next) {
        return false;
    }
    // "On 23rd. May".
    if next == stop + 1
        && stop > 0
        && lexicon.entry(word.entry).classes.has(Class::Month)
        && is_ordinal(prose, tokens, stop - 1)
    {
        return false;
    }
    let starts =
        word.capital || word.kind == TokenKind::Number || matches!(word.kind, TokenKind::Dash | TokenKind::Symbol);
    let text = tokens[stop].range.of_text(prose);
    if tokens[stop].kind == TokenKind::Word {
        return starts && ends_after_abbreviation(tokens, stop, next, word, lexicon);
    }
    // A low letter goes on with the sentence, but not after a plain full stop and white space.
    if !starts {
        return text == "." && next == stop + 1 && first.kind != TokenKind::Word;
    }
    let in_quotation = tokens[stop + 1..next].iter().any(|t| t.kind.is_quote());
    if in_quotation && !text.ends_with('.') && speaker_follows(tokens, next, lexicon) {
        return false;
    }
    true
}

/// "2 ft 6 in. (76 cm) long": whether the sentence goes on in small letters or with a comma behind the bracket that opens at `open`.
fn goes_on_behind_bracket(tokens: &[Token], open: usize) -> bool {
    let close = tokens[open..].iter().take(12).position(|token| token.kind == TokenKind::Close);
    let stop = tokens[open..].iter().take(12).position(|token| token.kind == TokenKind::Stop);
    let Some(close) = close.filter(|close| stop.is_none_or(|stop| stop > *close)) else { return false };
    let behind = tokens.get(open + close + 1);
    behind.is_some_and(|token| (token.kind == TokenKind::Word && !token.capital) || token.kind == TokenKind::Comma)
}

/// Whether token `i` is a number with its ending: "23rd".
fn is_ordinal(prose: &str, tokens: &[Token], i: usize) -> bool {
    let text = tokens[i].range.of_text(prose);
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// "… in the U.S. The", but not "the U.S. Senate".
fn ends_after_abbreviation(tokens: &[Token], stop: usize, next: usize, word: &Token, lexicon: &Lexicon) -> bool {
    if next > stop + 1 {
        return true;
    }
    let abbreviation = &tokens[stop];
    let entry = lexicon.entry(word.entry);
    // A single capital is an initial.
    let initial = abbreviation.range.len() == 2 && abbreviation.upper_initial();
    if initial {
        return false;
    }
    let function_word = entry.pronoun.is_some()
        || entry.classes.has_any(&[
            Class::Article,
            Class::Demonstrative,
            Class::Subordinator,
            Class::Coordinator,
            Class::In,
            Class::On,
            Class::At,
            Class::Adverb,
            Class::Quantifier,
            Class::There,
        ]);
    function_word && !entry.classes.has(Class::Of)
}

/// Whether a speaker and a verb of saying stand right after a quotation: "“Really?” Mr. Smith asked."
fn speaker_follows(tokens: &[Token], next: usize, lexicon: &Lexicon) -> bool {
    let few = tokens[next..].iter().take(6);
    for (n, token) in few.enumerate() {
        let entry = lexicon.entry(token.entry);
        if entry.verb.is_some() && !token.capital {
            return n > 0;
        }
        if !token.capital && !entry.classes.has(Class::Adverb) {
            return false;
        }
    }
    false
}

impl Token {
    fn upper_initial(&self) -> bool {
        self.capital && self.range.len() == 2
    }
}
