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
        if verb.infinitive {
            return self.has_polled(verb);
        }
        if !verb.finite {
            return None;
        }
        if verb.passive {
            return self.is_made_by(verb);
        }
        self.brings_out(verb)
            .or_else(|| self.sets_out(verb))
            .or_else(|| self.polls(verb))
            .or_else(|| self.makes_survey(verb))
            .or_else(|| self.gives_insight(verb))
    }

    /// "Keel conducted a survey in June", "commissioned a poll of 1,000 sailors": what they answered follows.
    fn makes_survey(&self, verb: &VerbGroup) -> Option<Tie> {
        let makes = self.is_any(verb.main, &[Class::Issues, Class::TakesSurvey]);
        let object = self.noun_from(verb.end).filter(|noun| makes && self.is(noun.head, Class::Survey))?;
        let source = self.subject(verb).filter(|source| self.can_answer(source))?;
        Some(announced(verb, &NounPhrase { end: self.right_extended(object).tokens.end, ..*object }, source))
    }

    /// "commissioned Vano to survey 5,400 managers": whoever has it done.
    fn has_polled(&self, verb: &VerbGroup) -> Option<Tie> {
        let asked = self.noun_to(verb.first).filter(|_| self.is(verb.main, Class::Sampling))?;
        let governor = self.verb_to(asked.first).filter(|verb| verb.finite && self.is(verb.main, Class::Issues))?;
        let object = self.noun_from(verb.end)?;
        let source = self.subject(governor).filter(|source| self.can_answer(source))?;
        Some(announced(governor, object, source))
    }

    /// "A poll of voters was taken by the institute in May", "the figures are published by the bureau".
    fn is_made_by(&self, verb: &VerbGroup) -> Option<Tie> {
        let issues = self.is(verb.main, Class::Issues);
        let made = (issues || self.is(verb.main, Class::TakesSurvey)) && self.is(verb.end, Class::By);
        let agent = self.noun_from(verb.end + 1).filter(|_| made)?;
        let told = |source: &SourceSpan| {
            let figures = issues && self.is(source.head, Class::Outcomes);
            source.antecedent.is_none() && (figures || self.is(source.head, Class::Survey))
        };
        let subject = self.subject(verb).filter(told)?;
        let noun = self.noun_at(subject.head)?;
        let source = self.right_extended(agent);
        let tie = announced(verb, noun, source.clone());
        self.can_answer(&source).then(|| Tie { pattern: Pattern::PassiveBy, content: vec![subject.tokens], ..tie })
    }

    /// "The survey provides new insight into how firms live": figures follow.
    fn gives_insight(&self, verb: &VerbGroup) -> Option<Tie> {
        let provides = self.is_any(verb.main, &[Class::Provides, Class::Issues]);
        let object = self.noun_from(verb.end).filter(|noun| provides && self.is(noun.head, Class::Outcomes))?;
        let source = self.subject(verb).filter(|source| source.antecedent.is_none())?;
        let survey = self.is_any(source.head, &[Class::Survey, Class::HeadlineSource]);
        (survey && !self.has_number(object)).then(|| announced(verb, object, source))
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
        let asks = self.is(verb.main, Class::Sampling);
        let object = self.noun_from(verb.end).filter(|_| asks || self.is(verb.main, Class::Examines))?;
        let source = self.subject(verb).filter(|source| self.can_answer(source))?;
        // "Researchers at the university followed 3,000 nurses"
        let looks = || self.has_number(object) && self.is_researcher(&source) && !self.is_ours(&source);
        (asks || looks()).then(|| announced(verb, object, source.clone()))
    }

    /// Whether a source is one that looks into things: "researchers", "a study", "Jane Lind, a professor".
    pub(super) fn is_researcher(&self, source: &SourceSpan) -> bool {
        let looks = [Class::Generic, Class::Researches, Class::Sampling, Class::HeadlineSource, Class::Reckoning];
        self.is_any(source.head, &looks) || source.tokens.clone().any(|i| self.is(i, Class::Researches))
    }

    /// "Our team": the writer's own.
    fn is_ours(&self, source: &SourceSpan) -> bool {
        let first = self.noun_at(source.head).map_or(source.head, |noun| noun.first);
        let pronoun = self.entry(first).and_then(|entry| entry.pronoun);
        first < source.head && pronoun.is_some_and(|pronoun| pronoun.person == 1)
    }

    fn has_number(&self, noun: &NounPhrase) -> bool {
        (noun.first..noun.end).any(|i| self.tag(i) == Some(Tag::Number) || self.kind(i) == Some(TokenKind::Number))
    }
}

fn announced(verb: &VerbGroup, object: &NounPhrase, source: SourceSpan) -> Tie {
    let tie = Tie::settled(Pattern::Verb, Complement::Object, (verb.first..verb.end, verb.main), source);
    Tie { content: vec![object.first..object.end], class: CueClass::Show, ..tie }
}
