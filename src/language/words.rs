//! One sentence, word by word.

use std::ops::Range;

use super::Syntax;
use super::lexicon::{Class, Entry, NumberRole};
use super::tag::Tag;
use super::token::{Token, TokenKind};

/// The words of one sentence. What stands outside it is as if it were not there: no token, no text, of no class.
#[derive(Clone)]
pub struct Words<'a> {
    /// The block it stands in.
    pub syntax: &'a Syntax<'a>,
    /// Its tokens, by their indices in the block.
    pub span: Range<usize>,
}

impl<'a> Words<'a> {
    /// Token `i`.
    #[must_use]
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.span.contains(&i).then(|| &self.syntax.tokens[i])
    }

    /// The part of speech of token `i`.
    #[must_use]
    pub fn tag(&self, i: usize) -> Option<Tag> {
        self.token(i).map(|token| token.tag)
    }

    /// What token `i` is.
    #[must_use]
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|token| token.kind)
    }

    /// What the lexicon says of token `i`.
    #[must_use]
    pub fn entry(&self, i: usize) -> Option<&'static Entry> {
        self.token(i).map(|token| self.syntax.lexicon.entry(token.entry))
    }

    /// Whether the word at token `i` is of `class`.
    #[must_use]
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.entry(i).is_some_and(|entry| entry.classes.has(class))
    }

    /// Whether the word at token `i` is of any of `classes`.
    #[must_use]
    pub fn is_any(&self, i: usize, classes: &[Class]) -> bool {
        self.entry(i).is_some_and(|entry| entry.classes.has_any(classes))
    }

    /// Whether a word or a phrase of `class` begins at token `i`.
    #[must_use]
    pub fn opens(&self, i: usize, class: Class) -> bool {
        let phrase = || self.syntax.phrase_from(i).filter(|_| self.span.contains(&i));
        self.is(i, class) || phrase().is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether any word of `tokens` is of `class`.
    #[must_use]
    pub fn any_is(&self, mut tokens: Range<usize>, class: Class) -> bool {
        tokens.any(|i| self.is(i, class))
    }

    /// Whether token `i` is written as a year is: four digits, from 1500 on.
    #[must_use]
    pub fn is_year(&self, i: usize) -> bool {
        let text = self.text(i);
        text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
    }

    /// The value of the word at token `i` as a number word of that role.
    #[must_use]
    pub fn number_word(&self, i: usize, role: NumberRole) -> Option<f64> {
        let numbers = &self.entry(i)?.numbers;
        numbers.iter().find(|(known, _)| *known == role).map(|(_, value)| *value)
    }

    /// The bytes of token `i`.
    #[must_use]
    pub fn text(&self, i: usize) -> &'a str {
        if self.span.contains(&i) { self.syntax.text(i) } else { "" }
    }

    /// The index `n` tokens before `i`, if it is of this sentence.
    #[must_use]
    pub fn back(&self, i: usize, n: usize) -> Option<usize> {
        i.checked_sub(n).filter(|j| self.span.contains(j))
    }

    /// The index before `i`, if it is of this sentence.
    #[must_use]
    pub fn before(&self, i: usize) -> Option<usize> {
        self.back(i, 1)
    }

    /// Whether the word before token `i` is of `class`.
    #[must_use]
    pub fn before_is(&self, i: usize, class: Class) -> bool {
        self.before(i).is_some_and(|before| self.is(before, class))
    }

    /// The indices of the `n` tokens before `i`, the nearest first.
    pub fn backwards(&self, i: usize, n: usize) -> impl Iterator<Item = usize> {
        (self.span.start..i.max(self.span.start)).rev().take(n)
    }

    /// The indices of `n` tokens from `i` on, up to the end of the sentence.
    #[must_use]
    pub fn ahead(&self, i: usize, n: usize) -> Range<usize> {
        i..self.span.end.min(i + n).max(i)
    }
}
