//! Words of advertising: "a world-class hospital", "the groundbreaking study".

use std::ops::Range;

use crate::language::Syntax;
use crate::language::lexicon::{Class, Puff};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

/// Words of advertising in one block, outside its quotations.
#[derive(Clone, PartialEq, Debug)]
pub struct Puffery {
    /// The words.
    pub range: TextRange,
    /// What to put in place of which range so that the sentence stays whole without them; `None` where nothing simple does.
    pub cut: Option<(TextRange, &'static str)>,
}

/// How far a noun stands behind the words that praise it.
const NEAR: usize = 4;

/// Finds the words of advertising in a block, of whose tokens `quoted` tells which stand in a quotation.
pub(super) fn puffery(syntax: &Syntax<'_>, quoted: &[u32]) -> Vec<Puffery> {
    let mut found = Vec::new();
    let mut phrases = syntax.phrases.iter().peekable();
    for sentence in &syntax.sentences {
        let words = Words { syntax, span: sentence.clone() };
        let mut at = sentence.start;
        while at < sentence.end {
            while phrases.next_if(|phrase| phrase.first < at).is_some() {}
            let phrase = phrases.peek().filter(|phrase| phrase.first == at && phrase.end <= sentence.end);
            let phrase = phrase.and_then(|phrase| Some((syntax.lexicon.entry(phrase.entry).puff?, phrase.end)));
            let Some((puff, end)) = phrase.or_else(|| Some((syntax.entry(at).puff?, at + 1))) else {
                at += 1;
                continue;
            };
            if quoted[at] == 0 && praises(&words, at..end, puff) {
                found.push(Puffery { range: syntax.range(at..end), cut: cut(&words, at..end) });
            }
            at = end;
        }
    }
    found
}

/// Whether the words at `at` praise what the sentence tells of, in the writer's voice.
fn praises(words: &Words<'_>, at: Range<usize>, puff: Puff) -> bool {
    let in_name = |i: usize| words.token(i).is_some_and(|token| token.capital) && i > words.span.start;
    let named = in_name(at.start) || (in_name(at.end) && words.token(at.start).is_some_and(|token| token.capital));
    // "billed as a groundbreaking study", "hardly world-class", "called it groundbreaking".
    let judged = words.backwards(at.start, 5).any(|i| words.is_any(i, &[Class::Negative, Class::Billed]));
    // "less cutting-edge", "as groundbreaking as": it is weighed.
    let weighed = words.before(at.start).is_some_and(|i| words.is_any(i, &[Class::AfterShare, Class::As]));
    if named || judged || weighed {
        return false;
    }
    let noun = words.ahead(at.end, NEAR).find(|&i| !modifies(words, i) || !goes_on(words, i));
    let noun = noun.filter(|&i| words.tag(i).is_some_and(Tag::is_noun) && !words.is(i, Class::Opening));
    match puff {
        Puff::Any => !noun.is_some_and(|i| words.is(i, Class::Opening)),
        Puff::Noun => noun.is_some(),
        Puff::Product => noun.is_some_and(|i| words.is(i, Class::Product)),
    }
}

/// Whether token `i` stands between the words of praise and their noun.
fn modifies(words: &Words<'_>, i: usize) -> bool {
    words.tag(i).is_some_and(|tag| tag.is_adjective() || tag.is_noun() || matches!(tag, Tag::Coordinator | Tag::Number))
        || words.kind(i) == Some(TokenKind::Comma)
}

/// Whether the noun phrase goes on behind token `i`.
fn goes_on(words: &Words<'_>, i: usize) -> bool {
    words.tag(i + 1).is_some_and(|tag| tag.is_adjective() || tag.is_noun())
        || (!words.tag(i).is_some_and(Tag::is_noun) && modifies(words, i + 1))
}

/// What deletes the words at `at`, before a noun, with the comma or the "and" that ties them to another adjective.
fn cut(words: &Words<'_>, at: Range<usize>) -> Option<(TextRange, &'static str)> {
    let before = words.before(at.start)?;
    let range = words.syntax.range(at.clone());
    let start = words.token(before)?.range.end;
    let joint = |i: usize| words.kind(i) == Some(TokenKind::Comma) || words.is(i, Class::And);
    let adjective = |i: usize| words.tag(i).is_some_and(Tag::is_adjective);
    let noun = |i: usize| words.tag(i).is_some_and(Tag::is_noun);
    match () {
        () if words.tag(before) == Some(Tag::Adverb) => None,
        // "a cutting-edge, costly device", "the groundbreaking and costly study".
        () if joint(at.end) && adjective(at.end + 1) => {
            let rest = words.token(at.end + 1)?.range.start;
            with_article(words, before, at.end + 1, (TextRange::new(range.start, rest), ""))
        }
        // "a new, groundbreaking study", "the costly and groundbreaking study".
        () if joint(before) && noun(at.end) => {
            let first = words.before(before).filter(|&i| adjective(i))?;
            Some((TextRange::new(words.token(first)?.range.end, range.end), ""))
        }
        () if joint(before) => None,
        () if noun(at.end) || adjective(at.end) => {
            with_article(words, before, at.end, (TextRange::new(start, range.end), ""))
        }
        () => None,
    }
}

/// The change `plain`; but where "a" or "an" stands at token `i`, one that makes it the article that the word at `next` needs, if its
/// letters tell which one that is.
fn with_article(
    words: &Words<'_>,
    i: usize,
    next: usize,
    plain: (TextRange, &'static str),
) -> Option<(TextRange, &'static str)> {
    if !words.is(i, Class::Indefinite) {
        return Some(plain);
    }
    let (article, next) = (words.token(i)?, words.token(next)?);
    let range = TextRange::new(article.range.start, next.range.start);
    let first = next.range.of_text(words.syntax.prose).chars().next()?.to_ascii_lowercase();
    match (first, article.capital) {
        ('u' | 'h' | '0'..='9', _) => None,
        _ if next.upper => None,
        ('a' | 'e' | 'i' | 'o', false) => Some((range, "an ")),
        ('a' | 'e' | 'i' | 'o', true) => Some((range, "An ")),
        (_, false) => Some((range, "a ")),
        (_, true) => Some((range, "A ")),
    }
}
