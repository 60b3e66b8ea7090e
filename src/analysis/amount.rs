//! Amounts without a figure: "many", "a number of", "rose sharply".

use super::figure::Figure;
use super::gap::{Gap, GapKind};
use crate::language::Syntax;
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::language::words::Words;

/// Finds words that stand where a figure could, in sentences that have none.
pub(super) fn amounts(syntax: &Syntax<'_>, figures: &[Figure], found: &mut Vec<Gap>) {
    let mut figures = figures.iter().peekable();
    for sentence in &syntax.sentences {
        let mut counted = false;
        while figures.next_if(|figure| figure.tokens.start < sentence.end).is_some() {
            counted = true;
        }
        if !counted {
            let words = Words { syntax, span: sentence.clone() };
            found.extend(sentence.clone().filter_map(|i| vague(&words, i)));
        }
    }
}

/// The vague amount that begins at token `i`.
fn vague(words: &Words<'_>, i: usize) -> Option<Gap> {
    let syntax = words.syntax;
    let phrase = syntax.phrase_from(i);
    let phrase = phrase.filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::VagueAmount));
    let tokens = match phrase {
        Some(phrase) => i..phrase.end,
        None if words.is(i, Class::VagueAmount) && !asks(words, i) => i..i + 1,
        None if is_sum(words, i) => {
            let end = words.syntax.phrase_from(i).map_or(i + 1, |phrase| phrase.end);
            return Some(Gap { kind: GapKind::Amount, range: words.syntax.range(i..end) });
        }
        None if words.is(i, Class::Degree) => return degree(words, i),
        None => return None,
    };
    let things = words.ahead(tokens.end, 3).find(|&i| words.tag(i).is_some_and(Tag::is_noun))?;
    let plain = (tokens.end..things).all(|i| words.tag(i).is_some_and(Tag::is_adjective));
    // Of these somebody keeps count; how many voters are angry, nobody knows.
    let told = words.is_any(things, &[Class::Event, Class::Countable]);
    let happened = words.is(things, Class::Everyone)
        && words.is_any(things + 1, &[Class::Be, Class::Have])
        && words.tag(things + 2) == Some(Tag::Participle);
    let phrased = phrase.is_some() && words.tag(things) == Some(Tag::Nouns) && !words.is(things, Class::Abstract);
    let counted = (told || happened || phrased) && !speaks(words, things);
    (plain && counted).then(|| Gap { kind: GapKind::Amount, range: syntax.range(tokens) })
}

/// Whether a verb of saying or thinking comes right behind a noun: "many residents believe".
fn speaks(words: &Words<'_>, noun: usize) -> bool {
    let verb = words.ahead(noun + 1, 3).find_map(|i| words.entry(i)?.verb);
    verb.is_some_and(|verb| !matches!(verb.class, CueClass::Report | CueClass::Show))
}

/// "large sums".
fn is_sum(words: &Words<'_>, i: usize) -> bool {
    let syntax = words.syntax;
    syntax.phrase_from(i).is_some_and(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::VagueSum))
}

/// "how many", "as many as", "not many", "the many".
fn asks(words: &Words<'_>, i: usize) -> bool {
    let Some(before) = words.before(i) else { return false };
    words.is_any(before, &[Class::As, Class::Not, Class::Article, Class::Demonstrative])
        || matches!(words.tag(before), Some(Tag::RelativeAdverb | Tag::Adverb | Tag::Possessive))
}

/// "rose sharply", "a dramatic increase".
fn degree(words: &Words<'_>, i: usize) -> Option<Gap> {
    let changes = |i: usize| words.is_any(i, &[Class::Rise, Class::Fall]) && !words.is_any(i, &[Class::Apart]);
    let wished = |i: usize| matches!(words.tag(i), Some(Tag::Modal | Tag::To | Tag::Base));
    if words.backwards(i, 4).any(wished) {
        return None;
    }
    let beside = changes(i + 1) || words.before(i).is_some_and(changes);
    // "significantly faster", "a substantial fine"
    let compares = words.tag(i) == Some(Tag::Adverb) && words.tag(i + 1) == Some(Tag::Comparative);
    let amount = words.tag(i).is_some_and(Tag::is_adjective) && words.is(i + 1, Class::AmountNoun);
    (beside || compares || amount).then(|| Gap { kind: GapKind::Amount, range: words.syntax.tokens[i].range })
}
