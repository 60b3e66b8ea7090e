//! Figures in what something is called between quotation marks: "24", "Fight for 15", a "47 percent" remark.

use super::Figure;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// How many tokens stand at most between a figure and the marks around it.
const NEAR: usize = 5;

/// Whether quotation marks around a figure hold what something is called, and not what somebody says of an amount.
pub(super) fn is_called(words: &Words<'_>, figure: &Figure) -> bool {
    let mark = |i: &usize| words.kind(*i) == Some(TokenKind::Quote);
    let (first, end) = (figure.tokens.start, figure.tokens.end);
    let Some(open) = words.backwards(first, NEAR).find(mark) else { return false };
    let Some(close) = words.ahead(end, NEAR).find(mark) else { return false };
    let inside = || open + 1..close;
    let opens = open == words.span.start || words.token(open).is_some_and(|token| token.spaced);
    if !opens || inside().any(|i| words.tag(i).is_some_and(Tag::is_finite)) {
        return false;
    }
    let word = |i: &usize| words.kind(*i).is_some_and(TokenKind::is_word);
    // "“24,” “Rent” and “Cats” are back"
    let bare = figure.unit.is_none() && inside().all(|i| figure.tokens.contains(&i) || !word(&i));
    // "the “Fight for 15” movement"
    let long = |i: &usize| word(i) && words.syntax.tokens[*i].range.len() > 3;
    let title = inside().any(|i| long(&i)) && inside().filter(long).all(|i| words.syntax.tokens[i].capital);
    // "his “47 percent” remark"; but a "“40 percent” rise" is one all the same.
    let amount = [Class::Rise, Class::Fall, Class::Change, Class::Gauge, Class::RateNoun];
    let noun = words.tag(close + 1) == Some(Tag::Noun) && !words.is_any(close + 1, &amount);
    bare || title || noun
}
