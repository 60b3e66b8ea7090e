//! Statements that a reader would want a source for: an accusation, a cause, a prediction, what somebody intends.

use super::attribution::view::{Reading, View};
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::text::{TextRange, offset};

/// What a statement does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatementKind {
    /// "The minister took bribes."
    Accusation,
    /// "The outage was caused by a software error."
    Cause,
    /// "Prices will triple next year."
    Prediction,
    /// "The company intends to close the plant."
    Intention,
}

impl StatementKind {
    /// Its name with its article, in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accusation => "an accusation",
            Self::Cause => "a cause",
            Self::Prediction => "a prediction",
            Self::Intention => "an intention",
        }
    }
}

/// A statement in the main clause of a sentence, in the writer's words.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Statement {
    /// The words that make it one.
    pub range: TextRange,
    /// The first of them: whoever says it, says the rest.
    pub word: TextRange,
    /// What it does.
    pub kind: StatementKind,
    /// Index of its sentence.
    pub sentence: u32,
}

/// How far behind its verb the noun of an accusation, or what was caused, stands.
const NEAR: usize = 6;

/// Finds the statements of a block, one a sentence.
pub(super) fn statements(reading: &Reading<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for (number, sentence) in reading.syntax.sentences.iter().enumerate() {
        let view = View::new(reading, sentence.clone());
        let end = dependent(&view);
        let verbs = view.verbs().iter().take_while(|verb| verb.first < end);
        let said = verbs.filter(|verb| verb.finite && !verb.negated && !view.is_quoted(verb.main));
        let mut all = said.filter_map(|verb| Finder { view: &view, verb }.statement());
        if let Some((range, word, kind)) = all.next().filter(|_| is_plain(&view)) {
            found.push(Statement { range, word, kind, sentence: offset(number) });
        }
    }
    found
}

/// Where the first clause begins that depends on what comes before it, as one with "that", "who" or "because" does.
fn dependent(view: &View<'_>) -> usize {
    let depends = |&i: &usize| {
        matches!(view.tag(i), Some(Tag::Subordinator | Tag::Relative | Tag::RelativeAdverb))
            || view.is(i, Class::Relative)
    };
    view.span.clone().find(depends).unwrap_or(view.span.end)
}

/// Whether a sentence asks nothing, sets no condition and is not the writer's own.
fn is_plain(view: &View<'_>) -> bool {
    let conditional = |i: usize| {
        let asks = view.text(i).contains('?') || view.is_any(i, &[Class::Conditional, Class::Negative]);
        asks || view.entry(i).is_some_and(|entry| entry.pronoun.is_some_and(|pronoun| pronoun.person < 3))
    };
    !view.span.clone().any(|i| !view.is_quoted(i) && conditional(i))
}

/// Looks at one verb.
struct Finder<'a> {
    view: &'a View<'a>,
    verb: &'a VerbGroup,
}

impl Finder<'_> {
    fn statement(&self) -> Option<(TextRange, TextRange, StatementKind)> {
        let found = self.cause().map(|range| (range, StatementKind::Cause));
        let found = found.or_else(|| Some((self.intention()?, StatementKind::Intention)));
        let found = found.or_else(|| Some((self.prediction()?, StatementKind::Prediction)));
        let (range, kind) = found.or_else(|| Some((self.accusation()?, StatementKind::Accusation)))?;
        Some((range, self.view.token(self.verb.first)?.range, kind))
    }

    /// Where the word or phrase of `class` ends that begins at token `i`.
    fn end_of(&self, i: usize, class: Class) -> Option<usize> {
        let syntax = self.view.syntax;
        let phrase = syntax.phrase_from(i).filter(|phrase| phrase.end <= self.view.span.end);
        let phrase = phrase.filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(class));
        phrase.map(|phrase| phrase.end).or_else(|| self.view.is(i, class).then_some(i + 1))
    }

    fn range(&self, end: usize) -> TextRange {
        self.view.syntax.range(self.verb.first..end)
    }

    /// The noun phrase that is the subject: nearest before the verb, and no pronoun that a reader must look up.
    fn subject(&self) -> Option<&NounPhrase> {
        let subject = self.view.noun_to(self.verb.first).filter(|noun| !self.view.is_quoted(noun.head))?;
        // "rumors he was planning": a clause that belongs to the noun.
        let noun = self.view.before(subject.first).and_then(|i| self.view.tag(i)).is_some_and(Tag::is_noun);
        (!noun).then_some(subject)
    }

    fn has(&self, noun: &NounPhrase, class: Class) -> bool {
        (noun.first..noun.end).any(|i| self.view.is(i, class))
    }

    /// "was caused by a software error", "caused the outage".
    fn cause(&self) -> Option<TextRange> {
        let subject = self.subject()?;
        if let Some(end) = self.end_of(self.verb.first, Class::Caused) {
            let what = self.view.noun_at(end)?;
            return self.has(subject, Class::Mishap).then(|| self.range(what.end));
        }
        let end = self.end_of(self.verb.main, Class::Causing).filter(|_| self.is_past())?;
        let what = self.view.noun_at(end).filter(|noun| noun.end - end <= NEAR && noun.first == end)?;
        let definite = self.view.is(what.first, Class::Definite) || self.view.tag(what.first) == Some(Tag::Possessive);
        (definite && self.view.is(what.head, Class::Mishap)).then(|| self.range(what.end))
    }

    /// "intends to close".
    fn intention(&self) -> Option<TextRange> {
        self.subject()?;
        let end = self.end_of(self.verb.first, Class::Intends)?;
        let to = self.view.verb_at(end).map_or(end, |verb| verb.end);
        Some(self.range(to))
    }

    /// "Prices will triple", "The law will destroy jobs".
    fn prediction(&self) -> Option<TextRange> {
        let subject = self.subject()?;
        if let Some(end) = self.end_of(self.verb.first, Class::Foresees) {
            let verb = self.view.verb_at(end).filter(|verb| verb.main > self.verb.first)?;
            // "A user is likely to know", "anyone with a desk is likely to drown": how it is in general.
            let knows = self.view.entry(verb.main)?.verb.is_some_and(|cue| cue.class == CueClass::Know);
            if knows || self.view.is(self.view.span.start, Class::Anyone) {
                return None;
            }
            return Some(self.range(verb.end));
        }
        let sure = self.view.is(self.verb.first, Class::Will) && !self.verb.passive;
        let tells = |class| self.end_of(self.verb.main, class).filter(|_| sure);
        if let Some(end) = tells(Class::Outcome).filter(|_| self.has(subject, Class::Forecast)) {
            return Some(self.range(end));
        }
        let end = tells(Class::Effective)?;
        let head = self.view.entry(subject.head)?;
        let plan = self.view.is(subject.head, Class::Measure);
        let what = self.view.noun_at(end).filter(|noun| noun.first == end)?;
        (plan && head.pronoun.is_none()).then(|| self.range(what.end))
    }

    /// Whether the verb is in the past or the perfect, and active.
    fn is_past(&self) -> bool {
        let modal = self.view.tag(self.verb.first) == Some(Tag::Modal);
        matches!(self.view.tag(self.verb.main), Some(Tag::Past | Tag::Participle)) && !self.verb.passive && !modal
    }

    /// "took bribes", "embezzled".
    fn accusation(&self) -> Option<TextRange> {
        let subject = self.subject().filter(|_| self.is_past())?;
        let who = self.view.entry(subject.head)?;
        let tag = self.view.tag(subject.head)?;
        let somebody = who.kinds.is_human() || tag.is_name() || who.pronoun.is_some_and(|pronoun| pronoun.person == 3);
        if !somebody {
            return None;
        }
        if let Some(end) = self.end_of(self.verb.main, Class::Accusing) {
            return Some(self.range(end));
        }
        let done = self.view.entry(self.verb.main)?.deed_done?;
        let noun = self.view.noun_at(self.verb.end).filter(|noun| noun.first == self.verb.end)?;
        let syntax = self.view.syntax;
        let object = (noun.first..noun.end).find_map(|i| {
            let phrase = syntax.phrase_from(i).filter(|phrase| phrase.end == noun.end);
            let phrase = phrase.and_then(|phrase| syntax.lexicon.entry(phrase.entry).deed_object);
            phrase.or_else(|| self.view.entry(i)?.deed_object.filter(|_| i == noun.head))
        })?;
        (done == object && noun.end - noun.first <= NEAR).then(|| self.range(noun.end))
    }
}
