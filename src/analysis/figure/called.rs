//! Figures in what something is called between quotation marks: "24", "Fight for 15", a "47 percent" remark.

use super::{Figure, Reason, Worth};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// How many tokens stand at most between a figure and the marks around it.
const NEAR: usize = 5;

/// What a figure is worth that stands between quotation marks as part of what something is called, and not as what somebody says of an
/// amount: "a “40 percent” chance" is a claim like any other.
pub(super) fn called(words: &Words<'_>, figure: &Figure) -> Option<Worth> {
    let mark = |i: &usize| words.kind(*i) == Some(TokenKind::Quote);
    let open = words.backwards(figure.tokens.start, NEAR).find(mark)?;
    let close = words.ahead(figure.tokens.end, NEAR).find(mark)?;
    let inside = || open + 1..close;
    let opens = open == words.span.start || words.token(open).is_some_and(|token| token.spaced);
    if !opens || inside().any(|i| words.tag(i).is_some_and(Tag::is_finite)) {
        return None;
    }
    let word = |i: &usize| words.kind(*i).is_some_and(TokenKind::is_word);
    // "the “Fight for 15” movement"
    let long = |i: &usize| word(i) && words.syntax.tokens[*i].range.len() > 3;
    let title = inside().any(|i| long(&i)) && inside().filter(long).all(|i| words.syntax.tokens[i].capital);
    // "“24,” “Rent” and “Cats” are back"
    let bare = figure.unit.is_none() && inside().all(|i| figure.tokens.contains(&i) || !word(&i));
    let joins = |i: usize| words.kind(i) == Some(TokenKind::Comma) || words.is(i, Class::And);
    let listed = words.ahead(close + 1, 3).find(|&i| !joins(i)).is_some_and(|i| mark(&i));
    if title || bare && listed {
        return Some(Worth::Not(Reason::Name));
    }
    // "his “47 percent” remark"
    let remark = words.entry(close + 1).is_some_and(|entry| entry.noun.is_some());
    remark.then_some(Worth::Doubtful(Reason::Name))
}
