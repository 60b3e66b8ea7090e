//! Ties by a noun: "the claim that …", "his call for …", "criticism by Smith of …".

use super::content::Complement;
use super::model::Set;
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::{Class, NounCue};
use crate::language::tag::Tag;

impl View<'_> {
    /// Adds the ties by nouns of this sentence; those before `from` in `ties` belong to others.
    pub(crate) fn noun_ties(&self, ties: &mut Vec<Tie>, from: usize) {
        let nouns = &self.reading.chunks.nouns;
        let first = nouns.partition_point(|noun| noun.first < self.span.start);
        let own = from..ties.len();
        for noun in nouns[first..].iter().take_while(|noun| noun.end <= self.span.end) {
            let Some(cue) = self.reading.syntax.entry(noun.head).noun else { continue };
            let taken = ties[own.clone()].iter().any(|tie| tie.cue.contains(&noun.head));
            if !taken && !self.is_quoted(noun.head) {
                ties.extend(self.noun_tie(noun, cue));
            }
        }
    }

    fn noun_tie(&self, noun: &NounPhrase, cue: NounCue) -> Option<Tie> {
        let (source, first, next) = self.whose(noun);
        // "Pell's claim that 412 people died": no relative, for a subject comes behind it.
        let brings_in = || source.is_some() && self.noun_from(next + 1).is_some_and(|noun| self.clause_follows(noun));
        let clause = self.is(next, Class::That) && (self.tag(next) == Some(Tag::Subordinator) || brings_in());
        let infinitive = self.verb_at(next).is_some_and(|verb| verb.infinitive && verb.first == next);
        let about = self.is_preposition(next) && self.noun_at(next + 1).is_some_and(|noun| noun.first == next + 1);
        let complement = match () {
            () if clause => Complement::ThatClause,
            () if infinitive => Complement::Infinitive,
            () if about => Complement::About,
            () => return None,
        };
        let start = next;
        let end = if complement == Complement::About {
            self.noun_at(next + 1)?.end
        } else {
            let said = Said { start, complement, class: cue.class, cue: None };
            self.scope_end(said, source.as_ref().map_or(first, |source| source.tokens.start.min(first)))
        };
        let mut tie = Tie {
            pattern: Pattern::Noun,
            class: cue.class,
            complement,
            cue: first..noun.head + 1,
            source,
            content: vec![start..end],
            main: noun.head,
            features: Set::default(),
            score: 0.0,
            opens_next: false,
            vouches: true,
            signs: false,
        };
        self.judge(&mut tie, cue.strength, None, false);
        Some(tie)
    }

    /// Whose claim it is, where the cue begins, and where what is claimed does: "his claim", "a claim by Smith", "Smith made the
    /// claim", or nobody's.
    pub(super) fn whose(&self, noun: &NounPhrase) -> (Option<SourceSpan>, usize, usize) {
        if let Some(source) = self.possessor(noun) {
            return (Some(source), noun.head, noun.end);
        }
        // "a USGS estimate of 412".
        let names = |i: &usize| self.tag(*i).is_some_and(Tag::is_name) && !self.is_any(*i, &[Class::Day, Class::Month]);
        if self.is(noun.head, Class::Reckoning)
            && let Some(first) = (noun.first..noun.head).find(names)
        {
            let last = (first..noun.head).take_while(names).last().unwrap_or(first);
            let source = SourceSpan { tokens: first..last + 1, head: last, antecedent: None };
            return (Some(source), noun.head, noun.end);
        }
        let by = self.is(noun.end, Class::By) || self.is(noun.end, Class::From);
        if let Some(agent) =
            self.noun_at(noun.end + 1).filter(|agent| by && agent.first == noun.end + 1 && self.noun_is_human(agent))
        {
            let source = self.right_extended(agent);
            let next = source.tokens.end;
            return (Some(source), noun.head, next);
        }
        // "Smith made the claim that", "Smith has expressed concern about".
        let verb = self.verb_to(noun.first).filter(|verb| !verb.passive && !self.is_quoted(verb.main));
        let maker = verb
            .filter(|verb| self.is(verb.main, Class::Light))
            .and_then(|verb| Some((self.subject(verb)?, verb.first)));
        match maker {
            Some((source, first)) => (Some(source), first, noun.end),
            None => (None, noun.head, noun.end),
        }
    }

    /// Whose claim it is: "his", "Smith's".
    pub(super) fn possessor(&self, noun: &NounPhrase) -> Option<SourceSpan> {
        if let Some(genitive) = noun.genitive {
            return Some(SourceSpan { tokens: noun.first..genitive + 1, head: genitive - 1, antecedent: None });
        }
        let possessive = self.tag(noun.first) == Some(Tag::Possessive);
        possessive.then(|| SourceSpan { tokens: noun.first..noun.first + 1, head: noun.first, antecedent: None })
    }
}
