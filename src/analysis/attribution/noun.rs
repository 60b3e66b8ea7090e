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
        let source = self.possessor(noun)?;
        let next = noun.end;
        let clause = self.is(next, Class::That) && self.tag(next) == Some(Tag::Subordinator);
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
            self.scope_end(said, source.tokens.start)
        };
        let mut tie = Tie {
            pattern: Pattern::Noun,
            class: cue.class,
            complement,
            cue: noun.head..noun.head + 1,
            source: Some(source),
            content: vec![start..end],
            main: noun.head,
            features: Set::default(),
            score: 0.0,
            opens_next: false,
        };
        self.judge(&mut tie, cue.strength, None, false);
        Some(tie)
    }

    /// Whose claim it is: "his", "Trump's".
    fn possessor(&self, noun: &NounPhrase) -> Option<SourceSpan> {
        if let Some(genitive) = noun.genitive {
            return Some(SourceSpan { tokens: noun.first..genitive + 1, head: genitive - 1, antecedent: None });
        }
        let possessive = self.tag(noun.first) == Some(Tag::Possessive);
        possessive.then(|| SourceSpan { tokens: noun.first..noun.first + 1, head: noun.first, antecedent: None })
    }
}
