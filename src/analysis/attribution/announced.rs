//! Ties of whoever brings out figures that are told behind: "The bureau has published new numbers.", "Its conclusions are as follows.",
//! "The institute polled parents in May."

use super::content::Complement;
use super::source::SourceSpan;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl View<'_> {
    /// The tie of a verb that tells of figures without telling them.
    pub(super) fn announces(&self, verb: &VerbGroup) -> Option<Tie> {
        if verb.passive || !verb.finite {
            return None;
        }
        self.brings_out(verb).or_else(|| self.sets_out(verb)).or_else(|| self.polls(verb))
    }

    /// "The bureau published new numbers", "the auditor came to the following conclusions".
    fn brings_out(&self, verb: &VerbGroup) -> Option<Tie> {
        let arrives = self.is(verb.main, Class::Arrives);
        let at = verb.end + usize::from(arrives && self.is_preposition(verb.end));
        let object = self.noun_from(at).filter(|noun| self.is(noun.head, Class::Outcomes) && !self.has_number(noun))?;
        let brings = arrives || self.is(verb.main, Class::Issues);
        let source = self.subject(verb).filter(|source| brings && self.can_answer(source))?;
        Some(announced(verb, object, source))
    }

    /// "I am releasing figures from the police": whoever brings them out, they are somebody else's.
    pub(super) fn passes_on(&self, verb: &VerbGroup) -> Option<Tie> {
        let object = self.noun_from(verb.end).filter(|_| !verb.passive && self.is(verb.main, Class::Issues))?;
        let from = self.noun_from(object.end + 1).filter(|_| self.is(object.end, Class::From))?;
        let source = self.right_extended(from);
        let figures = self.is(object.head, Class::Outcomes) && !self.has_number(object);
        (figures && self.can_answer(&source)).then(|| announced(verb, object, source))
    }

    /// "The institute's findings are as follows": whose they are.
    fn sets_out(&self, verb: &VerbGroup) -> Option<Tie> {
        let subject =
            self.subject(verb).filter(|source| source.antecedent.is_none() && self.is(verb.main, Class::Be))?;
        let noun = self.noun_at(subject.head).filter(|noun| self.is(noun.head, Class::Outcomes))?;
        let follows = self
            .reading
            .syntax
            .phrase_from(verb.end)
            .is_some_and(|phrase| self.reading.syntax.lexicon.entry(phrase.entry).classes.has(Class::WhatFollows));
        let of =
            self.noun_from(noun.end + 1).filter(|_| self.is(noun.end, Class::Of)).map(|of| self.right_extended(of));
        let owner = self.whose(noun).0.or(of).filter(|owner| self.can_answer(owner));
        let source = owner.filter(|_| follows || self.is(verb.end, Class::WhatFollows))?;
        Some(announced(verb, noun, source))
    }

    /// "The institute polled parents in May": whom it asked is told, and behind it what they answered.
    fn polls(&self, verb: &VerbGroup) -> Option<Tie> {
        let object = self.noun_from(verb.end).filter(|_| self.is(verb.main, Class::Sampling))?;
        let source = self.subject(verb).filter(|source| self.can_answer(source))?;
        Some(announced(verb, object, source))
    }

    fn has_number(&self, noun: &NounPhrase) -> bool {
        (noun.first..noun.end).any(|i| self.tag(i) == Some(Tag::Number) || self.kind(i) == Some(TokenKind::Number))
    }
}

fn announced(verb: &VerbGroup, object: &NounPhrase, source: SourceSpan) -> Tie {
    let tie = Tie::settled(Pattern::Verb, Complement::Object, (verb.first..verb.end, verb.main), source);
    Tie { content: vec![object.first..object.end], class: CueClass::Show, ..tie }
}
