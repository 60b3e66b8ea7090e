//! Amounts without a figure: "many", "a number of", "rose sharply".

use super::figure::{Figure, FigureKind};
use super::gap::{Gap, GapKind};
use crate::language::Syntax;
use crate::language::lexicon::{Class, CueClass, Form};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// Finds words that stand where a figure could, in sentences that have none.
pub(super) fn amounts(syntax: &Syntax<'_>, figures: &[Figure], found: &mut Vec<Gap>) {
    let mut figures = figures.iter().peekable();
    for sentence in &syntax.sentences {
        let mut counted = false;
        while let Some(figure) = figures.next_if(|figure| figure.tokens.start < sentence.end) {
            counted |= tells_amount(figure) && !is_beside(syntax, sentence.start, figure);
        }
        if !counted {
            let words = Words { syntax, span: sentence.clone() };
            found.extend(sentence.clone().filter_map(|i| vague(&words, i)));
        }
    }
}

/// Whether a figure tells how many or how much: dates, ages and lengths of time do not, and "scores" does not either.
fn tells_amount(figure: &Figure) -> bool {
    let time = matches!(figure.kind, FigureKind::Date | FigureKind::Age | FigureKind::Rank);
    !time && (figure.value.is_some() || !matches!(figure.kind, FigureKind::Count))
}

/// Whether a figure tells of something else in a clause of its own: "A number of engineers have quit, *two people* said".
fn is_beside(syntax: &Syntax<'_>, start: usize, figure: &Figure) -> bool {
    let words = Words { syntax, span: start..syntax.tokens.len() };
    let few = figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value < 4.0);
    let clause = || {
        words
            .backwards(figure.tokens.start, 2)
            .any(|i| matches!(words.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash)))
    };
    few && words.tag(figure.tokens.end) == Some(Tag::Nouns) && clause()
}

/// The vague amount that begins at token `i`.
fn vague(words: &Words<'_>, i: usize) -> Option<Gap> {
    let syntax = words.syntax;
    let classes = syntax.entry(i).classes;
    let phrase = syntax.phrase_from(i).filter(|phrase| phrase.end <= words.span.end);
    let phrased = phrase.map(|phrase| syntax.lexicon.entry(phrase.entry).classes).unwrap_or_default();
    if !classes.has_any(&[Class::VagueAmount, Class::Degree])
        && !phrased.has_any(&[Class::VagueAmount, Class::VagueSum])
        || is_set_phrase(words, i)
    {
        return None;
    }
    let gap = |end: usize| Some(Gap { kind: GapKind::Amount, range: syntax.range(i..end) });
    match phrase {
        Some(phrase) if phrased.has(Class::VagueAmount) => is_amount(words, phrase.end).then(|| gap(phrase.end))?,
        Some(phrase) if phrased.has(Class::VagueSum) => gap(phrase.end),
        _ if classes.has(Class::VagueAmount) => (!asks(words, i) && is_amount(words, i + 1)).then(|| gap(i + 1))?,
        _ => is_degree(words, i).then(|| gap(i + 1))?,
    }
}

/// Whether token `i` is part of "in many cases", "many thanks" and their like.
fn is_set_phrase(words: &Words<'_>, i: usize) -> bool {
    let syntax = words.syntax;
    let near = syntax.phrases_in(&(i.saturating_sub(3)..i + 1));
    near.iter().any(|phrase| phrase.end > i && syntax.lexicon.entry(phrase.entry).classes.has(Class::SetPhrase))
}

/// Whether what stands from token `from` on is what somebody keeps count of, or what something has become of.
fn is_amount(words: &Words<'_>, from: usize) -> bool {
    // "many of the camp's children", "a great deal of the harvest", "a number of them"
    let of = from + usize::from(words.is(from, Class::Of));
    let partitive = of > from || words.before_is(from, Class::Of);
    let whole = partitive
        && (words.is_any(of, &[Class::Definite, Class::Demonstrative]) || words.tag(of) == Some(Tag::Possessive));
    let first = of + usize::from(whole);
    if partitive && words.tag(first) == Some(Tag::Pronoun) {
        // Who speaks of "many of us" tells what it was like.
        let pronoun = words.entry(first).and_then(|entry| entry.pronoun);
        let others = pronoun.is_none_or(|pronoun| pronoun.person != 1 && pronoun.plural != Some(false));
        return others && (becomes(words, first) || done_to(words, from));
    }
    let Some(things) = things(words, first) else { return false };
    // Of these somebody keeps count; how many voters are angry, nobody knows.
    let told = words.is_any(things, &[Class::Event, Class::Countable]) && !words.is(things, Class::Abstract);
    let many = words.tag(things) == Some(Tag::Nouns) || words.is(things, Class::Everyone);
    let concrete = many && !words.is_any(things, &[Class::Abstract, Class::Thing]);
    let happened = (concrete || (whole && partitive))
        && !words.is(things, Class::Time)
        && (becomes(words, things) || done_to(words, from));
    (told || happened) && !speaks(words, things)
}

/// The noun that is counted: behind adjectives and a genitive.
fn things(words: &Words<'_>, first: usize) -> Option<usize> {
    let noun = |i: usize| words.tag(i).is_some_and(Tag::is_noun);
    let things = words.ahead(first, 4).find(|&i| noun(i))?;
    let plain = (first..things)
        .all(|i| words.tag(i).is_some_and(|tag| tag.is_adjective() || tag == Tag::Participle || tag == Tag::Adverb));
    if !plain {
        return None;
    }
    let owned = words.tag(things + 1) == Some(Tag::Genitive);
    let last = if owned { words.ahead(things + 2, 3).find(|&i| noun(i))? } else { things };
    // "police officers": the last of the nouns.
    Some(words.ahead(last, 3).take_while(|&i| noun(i)).last().unwrap_or(last))
}

/// Whether something has become of what stands at token `noun`: "have left", "were withdrawn", "turned up".
fn becomes(words: &Words<'_>, noun: usize) -> bool {
    let finite = words.ahead(noun + 1, 5).find(|&i| words.tag(i).is_some_and(Tag::is_finite));
    let Some(verb) = finite else { return false };
    let quiet =
        // Not "many of the lawmakers he's spent the year with"
        (noun + 1..verb).all(|i| {
            let relative = words.is(i, Class::Relative) || words.tag(i) == Some(Tag::Pronoun);
            words.kind(i).is_some_and(TokenKind::is_word) && !relative
        });
    if words.is_any(verb, &[Class::Be, Class::Have]) {
        let done = words
            .ahead(verb + 1, 4)
            .find(|&i| !words.is_any(i, &[Class::Not, Class::Be]) && words.tag(i) != Some(Tag::Adverb));
        return quiet && done.is_some_and(|i| words.tag(i).is_some_and(Tag::is_verb) && is_counted(words, i));
    }
    quiet && words.tag(verb) == Some(Tag::Past) && is_counted(words, verb)
}

/// Whether something has been done to what begins before token `from`: "has sickened many of the children", "flagged a number of
/// contracts".
fn done_to(words: &Words<'_>, from: usize) -> bool {
    let mut before = words.backwards(from, 8).filter(|&i| words.tag(i).is_some_and(Tag::is_verb)).take(1);
    before.any(|i| {
        let near = from - i <= 6 && (i + 1..from).all(|i| words.kind(i).is_some_and(TokenKind::is_word));
        let object = !(i + 1..from).any(|i| words.tag(i) == Some(Tag::Preposition) && !words.is(i, Class::Of));
        let done = matches!(words.tag(i), Some(Tag::Past | Tag::Participle));
        near && object && done && (is_counted(words, i) && !words.is(i, Class::Befell))
    })
}

/// Whether token `i` is a verb of what becomes of many, so that somebody counts them: "left", "were withdrawn", but not "struggled".
fn is_counted(words: &Words<'_>, i: usize) -> bool {
    let classes = [Class::Done, Class::Dead, Class::Hurt, Class::Fate, Class::Befell, Class::Inflicted];
    classes.iter().any(|&class| words.opens(i, class))
}

/// Whether token `i` is a verb of saying, thinking or wanting, or of what somebody is and stays: "many leaders became bolder".
fn is_thought(words: &Words<'_>, i: usize) -> bool {
    if words.is(i, Class::Become) {
        return true;
    }
    let verb = words.entry(i).and_then(|entry| entry.verb);
    verb.is_some_and(|verb| {
        let deed =
            matches!(verb.class, CueClass::Plan | CueClass::Judge) && !matches!(verb.form, Form::Base | Form::Third);
        !deed && !matches!(verb.class, CueClass::Report | CueClass::Show | CueClass::Know)
    })
}

/// Whether a verb of saying or thinking comes right behind a noun: "many residents believe".
fn speaks(words: &Words<'_>, noun: usize) -> bool {
    let near = words.ahead(noun + 1, 3).take_while(|&i| words.kind(i).is_some_and(TokenKind::is_word));
    near.into_iter()
        .find(|&i| words.entry(i).is_some_and(|entry| entry.verb.is_some()))
        .is_some_and(|i| is_thought(words, i))
}

/// "how many", "as many as", "not many", "the many".
fn asks(words: &Words<'_>, i: usize) -> bool {
    let Some(before) = words.before(i) else { return false };
    words.is_any(before, &[Class::As, Class::Not, Class::Article, Class::Demonstrative])
        || matches!(words.tag(before), Some(Tag::RelativeAdverb | Tag::Adverb | Tag::Possessive))
}

/// "rose sharply", "a dramatic increase", "substantially fewer", "a substantial loss".
fn is_degree(words: &Words<'_>, i: usize) -> bool {
    let changes = |i: usize| words.is_any(i, &[Class::Rise, Class::Fall]) && !words.is_any(i, &[Class::Apart]);
    let modal = |i: usize| words.tag(i) == Some(Tag::Modal);
    // "a substantial loss", "significant annual losses"
    let second = i + 1 + usize::from(words.tag(i + 1).is_some_and(Tag::is_adjective));
    let noun = [i + 1, second].into_iter().find(|&noun| words.is(noun, Class::AmountNoun));
    let adjective = words.tag(i).is_some_and(Tag::is_adjective);
    let to_do = |i: usize| words.tag(i) == Some(Tag::To) && words.tag(i + 1) == Some(Tag::Base);
    let wished = || words.backwards(i, 4).any(|i| modal(i) || to_do(i) || words.tag(i) == Some(Tag::Base));
    // "slightly less positive", "felt less dramatic"
    let graded = |more: usize, graded: usize| {
        words.is_any(more, &[Class::Rise, Class::Fall])
            && words.is(more, Class::AfterShare)
            && words.tag(graded).is_some_and(Tag::is_adjective)
    };
    // "the most significant investment"
    if words.before(i).is_some_and(|i| words.tag(i) == Some(Tag::Superlative))
        || graded(i + 1, i + 2)
        || words.before(i).is_some_and(|before| graded(before, i))
    {
        return false;
    }
    let beside = changes(i + 1)
        // Not "gained significant ground"
        || (!adjective && words.before(i).is_some_and(changes))
        || (changes(i + 2) && words.tag(i + 1).is_some_and(Tag::is_adjective))
        || (words.back(i, 2).is_some_and(changes)
            && words.before(i).is_some_and(|i| words.tag(i) == Some(Tag::Adverb)));
    // "significantly faster", "a substantial fine"
    let compares = words.tag(i) == Some(Tag::Adverb)
        && words.tag(i + 1) == Some(Tag::Comparative)
        && !words.is(i + 1, Class::Unmeasured);
    if let Some(noun) = noun.filter(|_| adjective) {
        return is_told_of(words, noun) && !words.backwards(i, 4).any(modal);
    }
    ((beside || compares) && !wished()) || (adjective && is_predicate(words, i))
}

/// Whether a noun of amount tells of what can be counted or paid: "a significant share of the grant", but not "of his attention".
fn is_told_of(words: &Words<'_>, noun: usize) -> bool {
    if !words.is(noun, Class::Portion) {
        return true;
    }
    let paid = || words.ahead(noun + 2, 3).any(|i| words.is(i, Class::AmountNoun) && !words.is(i, Class::Portion));
    words.is(noun + 1, Class::Of) && (is_amount(words, noun + 1) || paid())
}

/// "Losses were significant, the insurer said": what is measured is the subject.
fn is_predicate(words: &Words<'_>, i: usize) -> bool {
    let be = words.backwards(i, 3).find(|&i| words.tag(i) != Some(Tag::Adverb) && !words.is(i, Class::Have));
    let Some(be) = be.filter(|&be| words.is(be, Class::Be)) else { return false };
    let closed = words.kind(i + 1).is_none_or(|kind| !kind.is_word()) || words.is(i + 1, Class::And);
    let subject = words.backwards(be, 2).find(|&i| !words.is(i, Class::Have));
    closed && subject.is_some_and(|i| words.is(i, Class::AmountNoun) && !words.is(i, Class::Portion))
}
