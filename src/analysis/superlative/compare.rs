//! Ranks by comparison with all others: "more coffee than any other nation", "no bank has ever", "has never been lower".

use std::ops::Range;

use super::Reading;
use crate::analysis::figure::Worth;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;

/// How far before "than any other" what is compared is looked for.
const NEAR: usize = 10;

/// The comparison with all others whose first word of it is token `at`: its words, and what it is worth.
pub(super) fn compared(words: &Reading<'_>, at: usize) -> Option<(Range<usize>, Option<Worth>)> {
    let comparative = words.tag(at) == Some(Tag::Comparative);
    if !comparative && !words.is_any(at, &[Class::More, Class::No, Class::Never]) {
        return None;
    }
    let tokens = than_any(words, at).or_else(|| no_other(words, at)).or_else(|| never_so(words, at))?;
    Some((tokens, Some(Worth::Checkable)))
}

/// "more coffee than any other nation", "faster than that of any rival": from what is compared on, if it is near.
fn than_any(words: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let more = words.tag(at) == Some(Tag::Comparative) || words.is(at, Class::More);
    if !more {
        return None;
    }
    let than = words.ahead(at + 1, NEAR).find(|&i| words.is(i, Class::Than))?;
    // "than that of any other", "than in any other", "than those in any other"
    let any = words.ahead(than + 1, 4).find(|&i| words.is(i, Class::Any))?;
    let between = (than + 1..any)
        .all(|i| words.is(i, Class::Demonstrative) || matches!(words.tag(i), Some(Tag::Preposition | Tag::Determiner)));
    let other = words.is(any + 1, Class::Other);
    let noun = words.ahead(any + 1, 4).find(|&i| words.tag(i).is_some_and(Tag::is_noun))?;
    // "more than any amount of money": only of its like.
    (between && other).then_some(at..noun + 1)
}

/// "no other country has", "no bank has ever done it".
fn no_other(words: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    if !words.is(at, Class::No) {
        return None;
    }
    let noun = words.chunks.noun_at(at).filter(|noun| noun.first == at && noun.end > at + 1)?;
    let clause = words.clauses.around(at).find(|clause| clause.verb.is_some())?;
    let verb = words.clauses.verb(clause, words.chunks).filter(|verb| verb.finite && verb.first >= noun.end)?;
    let subject = words.clauses.subject(clause, words.chunks).is_some_and(|subject| subject.first == at);
    // "No one will ever know" is no fact, and so no rank.
    if clause.modal.is_some() {
        return None;
    }
    let ever = (verb.first..verb.end).any(|i| words.is(i, Class::Ever));
    let other = (at + 1..noun.end).any(|i| words.is_any(i, &[Class::Other, Class::Previous]));
    (subject && (ever || other)).then_some(at..if ever { verb.end } else { noun.end })
}

/// "has never been lower", "had never seen so many": a superlative in other words.
fn never_so(words: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    if !words.is(at, Class::Never) {
        return None;
    }
    let verb = words.chunks.verb_at(at).or_else(|| words.chunks.verb_at(at + 1))?;
    let main = verb.end;
    let been = words.is_any(verb.main, &[Class::Be]);
    let lower = words.tag(main) == Some(Tag::Comparative) || words.is(main, Class::More);
    (been && lower && !words.is(main + 1, Class::Than)).then_some(at..main + 1)
}
