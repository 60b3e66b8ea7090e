//! Statements that a reader would want a source for: an accusation, a cause, a prediction, what somebody intends.

use super::attribution::view::{Reading, View};
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
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
    /// What it does.
    pub kind: StatementKind,
    /// Index of its sentence.
    pub sentence: u32,
}

/// How far behind its verb the noun of an accusation stands.
const NEAR: usize = 5;

/// Finds the statements of a block, one a sentence.
pub(super) fn statements(reading: &Reading<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for (number, sentence) in reading.syntax.sentences.iter().enumerate() {
        let view = View::new(reading, sentence.clone());
        if let Some((range, kind)) = main_clause(&view).and_then(|(subject, verb)| read(&view, subject, verb)) {
            found.push(Statement { range, kind, sentence: offset(number) });
        }
    }
    found
}

/// The subject and the verb of a sentence that begins with them, asks nothing and sets no condition.
fn main_clause<'a>(view: &View<'a>) -> Option<(&'a NounPhrase, &'a VerbGroup)> {
    let verb = view.verbs().iter().find(|verb| verb.finite)?;
    let subject = view.noun_to(verb.first)?;
    let starts = |at: usize| (view.span.start..at).all(|i| is_setting(view, i));
    let plain = !verb.negated && !view.is_quoted(verb.main) && !view.is_quoted(subject.head);
    let named = view.entry(subject.head)?.pronoun.is_none() && view.tag(subject.head)?.is_noun();
    let asks = view.token(view.span.end - 1).is_some_and(|_| view.text(view.span.end - 1).contains('?'));
    let open = view.span.clone().any(|i| {
        view.is_any(i, &[Class::Negative])
            || view.entry(i).is_some_and(|entry| entry.pronoun.is_some_and(|p| p.person < 3))
            || (view.tag(i) == Some(Tag::Subordinator) && view.is(i, Class::Complementizer))
            || (view.tag(i) == Some(Tag::Modal) && i > verb.end)
    });
    (plain && named && !asks && !open && starts(subject_start(view, subject))).then_some((subject, verb))
}

/// Where the subject begins: "the owner of the mine" begins with "the owner".
fn subject_start(view: &View<'_>, subject: &NounPhrase) -> usize {
    let of = view.before(subject.first).filter(|&i| view.is_any(i, &[Class::Of, Class::For, Class::In]));
    of.and_then(|of| view.noun_to(of)).map_or(subject.first, |noun| noun.first)
}

/// Whether token `i` can stand before the subject: a word of time or a coordinator.
fn is_setting(view: &View<'_>, i: usize) -> bool {
    matches!(view.kind(i), Some(TokenKind::Comma | TokenKind::Number | TokenKind::Dash))
        || view.is_any(
            i,
            &[Class::Time, Class::Month, Class::Day, Class::Coordinator, Class::In, Class::On, Class::Article],
        )
}

fn read(view: &View<'_>, subject: &NounPhrase, verb: &VerbGroup) -> Option<(TextRange, StatementKind)> {
    let syntax = view.syntax;
    let phrase = |i: usize, class: Class| {
        let phrase = syntax.phrase_from(i).filter(|phrase| phrase.end <= view.span.end);
        phrase.filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(class)).map(|phrase| phrase.end)
    };
    if let Some(end) = phrase(verb.first, Class::Caused) {
        let definite =
            view.is_any(subject.first, &[Class::Definite]) || view.tag(subject.first).is_some_and(Tag::is_name);
        let what = view.noun_at(end).map(|noun| noun.end)?;
        return definite.then(|| (syntax.range(verb.first..what), StatementKind::Cause));
    }
    if let Some(end) = phrase(verb.first, Class::Intends) {
        let end = view.verb_at(end).map_or(end, |verb| verb.end);
        return Some((syntax.range(verb.first..end), StatementKind::Intention));
    }
    if view.tag(verb.first) == Some(Tag::Modal) {
        return prediction(view, subject, verb).map(|range| (range, StatementKind::Prediction));
    }
    accusation(view, verb).map(|range| (range, StatementKind::Accusation))
}

/// "Prices will triple", "Smith will lose".
fn prediction(view: &View<'_>, subject: &NounPhrase, verb: &VerbGroup) -> Option<TextRange> {
    let outcome = view.is(verb.main, Class::Outcome) && view.is(verb.first, Class::Will) && !verb.passive;
    let thing = (subject.first..subject.end).any(|i| view.is(i, Class::Forecast));
    (outcome && thing).then(|| view.syntax.range(verb.first..verb.end))
}

/// "The minister took bribes", "Smith embezzled".
fn accusation(view: &View<'_>, verb: &VerbGroup) -> Option<TextRange> {
    let past = matches!(view.tag(verb.main), Some(Tag::Past | Tag::Participle)) && !verb.passive;
    if !past {
        return None;
    }
    let syntax = view.syntax;
    let is = |i: usize, class: Class| {
        let phrase = syntax.phrase_from(i).filter(|phrase| phrase.end <= view.span.end);
        let phrase = phrase.filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(class));
        phrase.map(|phrase| phrase.end).or_else(|| view.is(i, class).then_some(i + 1))
    };
    if let Some(end) = is(verb.main, Class::Accusing) {
        return Some(syntax.range(verb.first..end));
    }
    view.is(verb.main, Class::Wronging).then_some(())?;
    let noun = view.noun_at(verb.end).filter(|noun| noun.end - verb.end <= NEAR)?;
    is(noun.head, Class::Wrong).map(|end| syntax.range(verb.first..end))
}
