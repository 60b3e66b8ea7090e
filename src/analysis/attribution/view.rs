//! One sentence as the finders of attributions see it.

use std::ops::Range;

use crate::analysis::quotation::Quotation;
use crate::language::Syntax;
use crate::language::chunk::{Chunk, Chunks, NounPhrase, VerbGroup};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// A block's syntax with its quotations; what the finders work on.
pub(crate) struct Reading<'a> {
    pub(crate) syntax: &'a Syntax<'a>,
    pub(crate) chunks: &'a Chunks,
    pub(crate) quotations: &'a [Quotation],
    /// For each token, the index of the outermost quotation it stands in, plus one; 0 for none.
    pub(crate) quoted: Vec<u32>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(syntax: &'a Syntax<'a>, chunks: &'a Chunks, quotations: &'a [Quotation]) -> Self {
        let mut quoted = vec![0; syntax.tokens.len()];
        for (i, quotation) in quotations.iter().enumerate().filter(|(_, quotation)| quotation.level == 0) {
            quoted[quotation.tokens.clone()].fill(crate::text::offset(i + 1));
        }
        Self { syntax, chunks, quotations, quoted }
    }

    /// The outermost quotation that token `i` stands in.
    pub(crate) fn quotation_at(&self, i: usize) -> Option<&'a Quotation> {
        let index = self.quoted.get(i)?.checked_sub(1)?;
        self.quotations.get(index as usize)
    }
}

/// A sentence of a [`Reading`].
#[derive(Clone)]
pub(crate) struct View<'a> {
    pub(crate) reading: &'a Reading<'a>,
    words: Words<'a>,
}

impl<'a> std::ops::Deref for View<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.words
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, span: Range<usize>) -> Self {
        let words = Words { syntax: reading.syntax, span };
        Self { reading, words }
    }

    pub(crate) fn noun_at(&self, i: usize) -> Option<&'a NounPhrase> {
        self.token(i).and_then(|_| self.reading.chunks.noun_at(i))
    }

    /// The noun phrase that ends right before token `i`.
    pub(crate) fn noun_to(&self, i: usize) -> Option<&'a NounPhrase> {
        self.before(i).and_then(|j| self.noun_at(j))
    }

    pub(crate) fn verb_at(&self, i: usize) -> Option<&'a VerbGroup> {
        self.token(i).and_then(|_| self.reading.chunks.verb_at(i))
    }

    /// The verb group that ends right before token `i`.
    pub(crate) fn verb_to(&self, i: usize) -> Option<&'a VerbGroup> {
        self.before(i).and_then(|j| self.verb_at(j))
    }

    pub(crate) fn chunk_at(&self, i: usize) -> Chunk {
        if self.span.contains(&i) { self.reading.chunks.at[i] } else { Chunk::None }
    }

    pub(crate) fn verbs(&self) -> &'a [VerbGroup] {
        self.reading.chunks.verbs_in(&self.span)
    }

    pub(crate) fn is_comma(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Comma)
    }

    /// Whether token `i` is a preposition, "to" before a noun phrase included.
    pub(crate) fn is_preposition(&self, i: usize) -> bool {
        matches!(self.tag(i), Some(Tag::Preposition))
            || (self.tag(i) == Some(Tag::To) && self.noun_at(i + 1).is_some())
            || (self.tag(i) == Some(Tag::Subordinator) && self.noun_at(i + 1).is_some() && self.is(i, Class::For))
    }

    pub(crate) fn is_quote(&self, i: usize) -> bool {
        self.kind(i).is_some_and(TokenKind::is_quote)
    }

    /// The quotation that begins with token `i`, which is its mark.
    pub(crate) fn quotation_from(&self, i: usize) -> Option<&'a Quotation> {
        let quotation = self.reading.quotation_at(i)?;
        (quotation.tokens.start == i && self.span.contains(&i)).then_some(quotation)
    }

    /// The quotation whose last token is `i`.
    pub(crate) fn quotation_to(&self, i: usize) -> Option<&'a Quotation> {
        let quotation = self.reading.quotation_at(i)?;
        (quotation.tokens.end == i + 1 && quotation.closed && self.span.contains(&i)).then_some(quotation)
    }

    pub(crate) fn is_quoted(&self, i: usize) -> bool {
        self.reading.quoted.get(i).is_some_and(|&q| q != 0)
    }

    /// Whether the head of a noun phrase tells a time: "Monday", "last week".
    pub(crate) fn is_time(&self, noun: &NounPhrase) -> bool {
        let entry = self.reading.syntax.entry(noun.head);
        let time = entry.classes.has_any(&[Class::Day, Class::Time])
            || (entry.classes.has(Class::Month) && self.reading.syntax.tokens[noun.head].capital);
        time && !self.is_surname(noun) || (noun.end - noun.first == 1 && self.is_year(noun.head))
    }

    /// Whether the name of a time is that of a person: "Kristen Day", "Mrs May", "May said"; but not "Labor Day", "Lind said May 5".
    fn is_surname(&self, noun: &NounPhrase) -> bool {
        let tokens = &self.reading.syntax.tokens;
        let month = self.is(noun.head, Class::Month);
        let dated = self.token(noun.end).is_some_and(|next| next.kind == TokenKind::Number);
        if !tokens[noun.head].capital || dated {
            return false;
        }
        if noun.head > noun.first {
            let first = noun.head - 1;
            let given = self.reading.syntax.entry(first).gender.is_some();
            let name = tokens[first].tag.is_name() && !self.is_any(first, &[Class::Day, Class::Month]);
            return tokens[first].capital && (given || month && name);
        }
        // "which in March said"
        let led = self.before(noun.first).is_some_and(|i| self.is(i, Class::In));
        let beside = [self.before(noun.first), Some(noun.end)];
        month && !led && beside.into_iter().flatten().any(|i| self.tag(i).is_some_and(Tag::is_finite))
    }

    fn is_year(&self, i: usize) -> bool {
        let text = self.text(i);
        text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the head of a noun phrase is what a source says things in: "a statement", "an interview".
    pub(crate) fn is_venue(&self, noun: &NounPhrase) -> bool {
        let head = self.reading.syntax.entry(noun.head).classes.has(Class::Venue);
        head && self.reading.syntax.tokens[noun.head].tag != Tag::Names
    }

    /// Index of the last token of the sentence before its closing marks, plus one.
    pub(crate) fn end_of_words(&self) -> usize {
        let mut end = self.span.end;
        while end > self.span.start && self.kind(end - 1).is_some_and(|kind| matches!(kind, TokenKind::Stop)) {
            end -= 1;
        }
        end
    }
}
