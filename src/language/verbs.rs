//! Verbs that look like nouns: "the survey puts support at 46%", "figures from the ministry show that …", "the plan calls for …".

use super::lexicon::{Class, Form, Frame, Lexicon};
use super::tag::Tag;
use super::token::{Token, TokenKind};

/// The tag of token `i` if it was taken for a noun and must be a verb.
pub(super) fn hidden(prose: &str, tokens: &mut [Token], i: usize, lexicon: &Lexicon) -> Option<Tag> {
    let before = if i == 0 { Tag::Punctuation } else { tokens[i - 1].tag };
    third_person(tokens, i, before, lexicon).or_else(|| other_form(prose, tokens, i, before, lexicon))
}

/// A verb in the third person that looks like a plural.
fn third_person(tokens: &mut [Token], i: usize, before: Tag, lexicon: &Lexicon) -> Option<Tag> {
    let entry = lexicon.entry(tokens[i].entry);
    Some(match tokens[i].tag {
        // "The survey puts support at 46%".
        Tag::Nouns if entry.classes.has(Class::PutsAt) && before.is_noun() && is_put_at(tokens, i, lexicon) => {
            if let Some(next) = tokens.get_mut(i + 1).filter(|next| next.tag.is_verb()) {
                next.tag = Tag::Noun;
            }
            Tag::Presents
        }
        // "The plan calls for cutting 412 jobs": with no other verb before it.
        Tag::Nouns
            if i > 0
                && lexicon.entry(tokens[i - 1].entry).kinds.is_some()
                && entry.verb.is_some_and(|verb| verb.form == Form::Third)
                && tokens.get(i + 1).is_some_and(|next| lexicon.entry(next.entry).classes.has(Class::For))
                && !has_verb_before(tokens, i)
                && has_no_verb_behind(tokens, i) =>
        {
            Tag::Presents
        }
        // "“…,” Smith mentions when asked", ", say police", "… data from the agency show."
        Tag::Nouns
            if i > 1
                && before.is_name()
                && tokens[i - 2].kind.is_quote()
                && !tokens[i].capital
                && entry.verb.is_some_and(|verb| verb.form == Form::Third) =>
        {
            Tag::Presents
        }
        // "The IMF forecasts growth of 4.1%".
        Tag::Nouns
            if (before.is_name() || (i > 0 && lexicon.entry(tokens[i - 1].entry).kinds.is_some()))
                && entry.verb.is_some_and(|verb| verb.form == Form::Third)
                && entry.classes.has(Class::Forecasts)
                && tokens.get(i + 1).is_some_and(|next| next.tag.is_noun() || next.tag.is_adjective()) =>
        {
            Tag::Presents
        }
        _ => return None,
    })
}

/// A base form, a past or a gerund that looks like a noun.
fn other_form(prose: &str, tokens: &[Token], i: usize, before: Tag, lexicon: &Lexicon) -> Option<Tag> {
    let entry = lexicon.entry(tokens[i].entry);
    Some(match tokens[i].tag {
        Tag::Interjection
            if i > 0
                && (tokens[i - 1].kind == TokenKind::Comma || tokens[i - 1].kind.is_quote())
                && entry.verb.is_some_and(|verb| verb.form == Form::Base)
                && tokens.get(i + 1).is_some_and(|next| next.tag.is_noun() || next.tag == Tag::Determiner) =>
        {
            Tag::Present
        }
        Tag::Noun
            if before.is_noun()
                && entry.verb.is_some_and(|verb| verb.form == Form::Base && verb.frames.strength(Frame::None) > 1)
                && tokens.get(i + 1).is_none_or(|next| next.kind == TokenKind::Stop)
                && is_behind_comma(tokens, i, lexicon) =>
        {
            Tag::Present
        }
        // "The statement read, “…”".
        Tag::Noun
            if before.is_noun()
                && entry.verb.is_some_and(|verb| matches!(verb.form, Form::Base | Form::Past))
                && tokens.get(i + 1).is_some_and(|next| matches!(next.range.of_text(prose), "," | ":"))
                && tokens.get(i + 2).is_some_and(|next| next.kind == TokenKind::Quote)
                && !has_verb_before(tokens, i) =>
        {
            Tag::Past
        }
        // "Using Delmar's estimates, …".
        Tag::Noun
            if tokens[i].capital
                && entry.classes.has(Class::BasedOn)
                && tokens.get(i + 1).is_some_and(|next| next.tag.is_noun() || next.tag == Tag::Determiner) =>
        {
            Tag::Gerund
        }
        // "Figures from the ministry show that 412 people died".
        Tag::Noun | Tag::Base
            if before.is_noun()
                && entry.verb.is_some_and(|verb| verb.form == Form::Base)
                && tokens.get(i + 1).is_some_and(|next| lexicon.entry(next.entry).classes.has(Class::That))
                && is_of_several(tokens, i, lexicon) =>
        {
            Tag::Present
        }
        _ => return None,
    })
}

/// Whether "at" and a number come behind token `i` in its clause.
fn is_put_at(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let clause = |token: &&Token| token.kind.is_word() || matches!(token.kind, TokenKind::Number | TokenKind::Symbol);
    let near = tokens[i + 1..].iter().take(12).take_while(clause).collect::<Vec<_>>();
    let at = near.iter().position(|token| lexicon.entry(token.entry).classes.has(Class::At));
    at.is_some_and(|at| {
        near[at + 1..].iter().take(4).any(|token| token.tag == Tag::Number || token.kind == TokenKind::Symbol)
    })
}

/// Whether no verb with a tense stands in the sentence around token `i`.
pub(super) fn alone_in(tokens: &[Token], i: usize) -> bool {
    !has_verb_before(tokens, i) && has_no_verb_behind(tokens, i)
}

/// Whether a verb with a tense stands before token `i` in its sentence.
fn has_verb_before(tokens: &[Token], i: usize) -> bool {
    let before = tokens[..i].iter().rev().take(40).take_while(|token| token.kind != TokenKind::Stop);
    before.into_iter().any(|token| token.tag.is_finite())
}

/// Whether no verb with a tense comes behind token `i` before a comma or a relative pronoun.
fn has_no_verb_behind(tokens: &[Token], i: usize) -> bool {
    let clause = |token: &&Token| {
        token.kind != TokenKind::Stop
            && !matches!(token.kind, TokenKind::Comma | TokenKind::Colon)
            && !matches!(token.tag, Tag::Relative | Tag::RelativeAdverb)
    };
    !tokens[i + 1..].iter().take(40).take_while(clause).any(|token| token.tag.is_finite())
}

/// "…, data from the agency show.": whether a comma and then a noun for data in the plural, or "data", stand before token `i`, and
/// no verb between.
fn is_behind_comma(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let Some(comma) = tokens[..i].iter().rev().take(12).position(|token| token.kind == TokenKind::Comma) else {
        return false;
    };
    let between = &tokens[i - comma..i];
    let head = between.iter().find(|token| token.tag.is_noun());
    head.is_some_and(|token| lexicon.entry(token.entry).plural || token.tag == Tag::Nouns)
        && !between.iter().any(|token| token.tag.is_verb())
}

/// Whether a noun in the plural that can be a source stands before token `i` in its clause, with a preposition behind it: "figures
/// from the ministry".
fn is_of_several(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let mut left = tokens[..i].iter().rev().take(10).take_while(|token| token.kind.is_word() && !token.tag.is_verb());
    let mut preposition = false;
    left.any(|token| {
        preposition |= token.tag == Tag::Preposition;
        preposition && token.tag == Tag::Nouns && lexicon.entry(token.entry).kinds.is_some()
    })
}
