//! The verb that a sentence must have: where the tagger saw none, the word that can be it is.
//!
//! "The budget sets aside $2 billion.", "Lee, a professor of law, notes that one in ten relapse.": a whole sentence has a verb with a
//! tense, and so has each clause that "that", "who" or "which" begins. Of a word that looks like a noun or a participle and could be
//! that verb, there is mostly one.

use super::form::Forms;
use super::lexicon::{Class, Lexicon, VerbCue};
use super::tag::Tag;
use super::token::{Token, TokenKind};

/// Sentences of so few tokens are labels.
const LABEL: usize = 4;

/// Mends the tags of a sentence that has fewer verbs with a tense than clauses that need one.
pub(super) fn mend(prose: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    let whole = tokens.iter().rev().find(|token| !token.kind.is_quote() && token.kind != TokenKind::Close);
    let whole = whole.is_some_and(|token| token.kind == TokenKind::Stop);
    let order = tokens.iter().find(|token| token.kind.is_word()).is_some_and(|token| token.tag == Tag::Base);
    if !whole || order || tokens.len() <= LABEL {
        return;
    }
    // "Half of all mothers struggle with it, research suggests.": what is said must have a verb of its own.
    if let Some(comma) = said_before(tokens, lexicon)
        && lacks_verb(&tokens[..comma], lexicon)
    {
        promote(prose, tokens, comma, lexicon);
    }
    // A sentence has few verbs that look like nouns.
    for _ in 0..2 {
        if !lacks_verb(tokens, lexicon) {
            return;
        }
        if !promote(prose, tokens, tokens.len(), lexicon) {
            return;
        }
    }
}

/// Makes the first word before token `end` that can be the verb of its clause that verb; whether there is one.
fn promote(prose: &str, tokens: &mut [Token], end: usize, lexicon: &Lexicon) -> bool {
    let inserted = insertion(tokens);
    let found = (1..end).find_map(|i| Some((i, as_verb(prose, tokens, i, inserted, lexicon)?)));
    let Some((verb, tag)) = found else { return false };
    tokens[verb].tag = tag;
    if let Some(that) = tokens.get_mut(verb + 1)
        && that.tag == Tag::Relative
        && lexicon.entry(that.entry).classes.has(Class::That)
    {
        that.tag = Tag::Subordinator;
    }
    true
}

/// The comma of a sentence that ends in ", research suggests."
fn said_before(tokens: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let last = tokens.iter().rposition(|token| token.kind.is_word())?;
    let says = lexicon.entry(tokens[last].entry).verb.is_some_and(VerbCue::says);
    let comma = tokens[..last].iter().rposition(|token| token.kind == TokenKind::Comma)?;
    let subject = tokens[comma..last].iter().any(|token| token.tag.is_noun() || token.tag == Tag::Pronoun);
    let other = tokens[comma..last].iter().any(|token| token.tag.is_finite());
    (says && tokens[last].tag.is_finite() && subject && !other).then_some(comma)
}

/// Whether fewer verbs with a tense stand in a sentence than clauses that must have one.
fn lacks_verb(tokens: &[Token], lexicon: &Lexicon) -> bool {
    let is = |token: &Token, class| lexicon.entry(token.entry).classes.has(class);
    let mut lacking = 1_i32;
    for (i, token) in tokens.iter().enumerate() {
        let opens = matches!(token.tag, Tag::Subordinator | Tag::Relative)
            && (is(token, Class::That) || is(token, Class::Who) || is(token, Class::Relative))
            && i > 0;
        lacking += i32::from(opens) - i32::from(token.tag.is_finite());
    }
    lacking > 0
}

/// The tag of token `i` as the verb of its clause, if it can be that; behind token `inserted` marks can close an insertion.
fn as_verb(prose: &str, tokens: &[Token], i: usize, inserted: Option<usize>, lexicon: &Lexicon) -> Option<Tag> {
    let (token, before) = (&tokens[i], &tokens[i - 1]);
    if token.capital || token.kind != TokenKind::Word || !is_complement(tokens, i + 1) {
        return None;
    }
    let closes = matches!(before.kind, TokenKind::Comma | TokenKind::Close);
    let inserted = closes && inserted.is_some_and(|open| open < i - 1);
    match token.tag {
        // "polls put the party at 26%": then the next is the verb.
        Tag::Nouns | Tag::Noun | Tag::Base if tokens.get(i + 1).is_some_and(|next| next.tag == Tag::Participle) => None,
        Tag::Nouns if token.forms.has_any(Forms::THIRD) => {
            // "a loan at 5% costs $500"
            let amount = matches!(before.tag, Tag::Symbol | Tag::Number);
            // "a dozen houses"
            let counts = !lexicon.entry(before.entry).numbers.is_empty();
            let noun = matches!(before.tag, Tag::Noun | Tag::Name) && !counts;
            (noun || amount && is_amount_of_one(tokens, i) || inserted).then_some(Tag::Presents)
        }
        Tag::Noun | Tag::Base if token.forms.has_any(Forms::BASE) => {
            matches!(before.tag, Tag::Nouns | Tag::Names).then_some(Tag::Present)
        }
        // "650,000 people used text messages.", but not "taken", which is no past.
        Tag::Participle if (before.tag.is_noun() || inserted) && token.range.of_text(prose).ends_with(['d', 't']) => {
            let object = tokens.get(i + 1).is_some_and(|next| {
                let by = lexicon.entry(next.entry).classes.has(Class::By);
                next.kind.is_word() && !by && !matches!(next.tag, Tag::Preposition | Tag::To | Tag::Adverb)
            });
            object.then_some(Tag::Past)
        }
        _ => None,
    }
}

/// Whether the amount before token `i` hangs on a noun by a preposition: "a loan at 5% costs", but not "40 houses".
fn is_amount_of_one(tokens: &[Token], i: usize) -> bool {
    let amount = |token: &Token| matches!(token.tag, Tag::Symbol | Tag::Number);
    let mut left = tokens[..i].iter().rev().skip_while(|token| amount(token));
    let hangs = left.next().is_some_and(|token| token.tag == Tag::Preposition);
    hangs && left.next().is_some_and(|token| token.tag.is_noun() || amount(token))
}

/// Whether what stands from token `from` on can be the complement of a verb, or its clause ends there.
fn is_complement(tokens: &[Token], from: usize) -> bool {
    let Some(next) = tokens.get(from) else { return true };
    next.tag != Tag::Coordinator && next.tag != Tag::Genitive && !next.tag.is_finite() && next.kind != TokenKind::Comma
}

/// The first comma or bracket of a sentence that begins with a noun phrase: a mark behind it can close what it puts in, and the verb
/// follows. "The survey, conducted in March, puts …"
fn insertion(tokens: &[Token]) -> Option<usize> {
    let first = tokens.iter().position(|token| token.kind.is_word())?;
    let run = tokens[first..].iter().take_while(|token| token.kind.is_word()).count();
    let hangs =
        matches!(tokens[first].tag, Tag::Preposition | Tag::Subordinator | Tag::Adverb | Tag::Gerund | Tag::Participle);
    let noun = !hangs && tokens[first..first + run].iter().any(|token| token.tag.is_noun());
    let mark = |token: &Token| matches!(token.kind, TokenKind::Comma | TokenKind::Open);
    let open = tokens.iter().position(mark)?;
    noun.then_some(open)
}
