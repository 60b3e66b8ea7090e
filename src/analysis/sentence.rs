//! What one sentence is about, and what its words show of it.

use std::ops::Range;

use super::bridge::{self, Bridge};
use crate::language::Syntax;
use crate::language::chunk::{Chunks, NounPhrase};
use crate::language::clause::Clauses;
use crate::language::lexicon::{Class, Classes, NounKind};
use crate::language::stem;
use crate::language::tag::Tag;
use crate::text::TextRange;

/// A sentence.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sentence {
    /// Its words.
    pub range: TextRange,
    /// What it is about: hashes of its nouns, sorted.
    pub topics: Box<[u32]>,
    /// Whether it tells a measure of somebody's business, as revenue.
    pub business: bool,
    /// Whether it tells a measure of an economy, as exports.
    pub economy: bool,
    /// By which words it goes on from the sentence before.
    pub bridges: Box<[Bridge]>,
    /// Whether it tells that there are figures, and tells none: "The bureau has published new numbers."
    pub heralds: bool,
    /// Whether somebody brings out something written in it: "The bureau has released a report on bread."
    pub publishes: bool,
    /// Whether it tells of a survey, or of asking many.
    pub survey: bool,
    /// Whether it turns to something else: "Meanwhile, …".
    pub shifts: bool,
    /// Whether it tells of people who answered a survey.
    pub respondents: bool,
    /// Whether it explains what something is in general: "A battalion consists of 1,000 soldiers."
    pub general: bool,
    /// Whether it tells if something has been verified.
    pub verifies: bool,
    /// Whether it tells of a court, a confession or an accusation.
    pub judged: bool,
    /// Whether it gives a reason why a source is not named.
    pub reason: bool,
    /// Whether it tells that something was wrong or has been corrected.
    pub mistaken: bool,
}

impl Sentence {
    /// How many nouns it and `other` share.
    #[must_use]
    pub fn topics_shared(&self, other: &Self) -> usize {
        self.topics.iter().filter(|topic| other.topics.binary_search(topic).is_ok()).count()
    }

    /// Whether it and `other` share a noun.
    #[must_use]
    pub fn shares_topic(&self, other: &Self) -> bool {
        self.topics.iter().any(|topic| other.topics.binary_search(topic).is_ok())
    }
}

/// Reads the sentence of these tokens.
pub(super) fn read(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses, tokens: &Range<usize>) -> Sentence {
    let is = |i: usize, class| syntax.entry(i).classes.has(class);
    let topical = |&i: &usize| {
        let token = &syntax.tokens[i];
        token.tag.is_noun()
            && token.range.len() > 3
            && !syntax.entry(i).classes.has_any(&[Class::Time, Class::Day, Class::Month, Class::Generic])
    };
    let mut topics: Vec<u32> = tokens.clone().filter(topical).map(|i| stem::of_noun(syntax, i)).collect();
    topics.sort_unstable();
    topics.dedup();
    let words = tokens.clone().map(|i| syntax.entry(i).classes);
    let words = words.fold(Classes::default(), Classes::with);
    let phrases = syntax.phrases_in(tokens).iter().map(|phrase| syntax.lexicon.entry(phrase.entry).classes);
    let all = phrases.fold(words, Classes::with);
    let shifts = is(tokens.start, Class::Shift)
        || syntax
            .phrase_from(tokens.start)
            .is_some_and(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::Shift));
    Sentence {
        range: syntax.range(tokens.clone()),
        topics: topics.into(),
        business: words.has_any(&[Class::BusinessMeasure, Class::BusinessDeed]),
        economy: words.has(Class::Economy),
        heralds: heralds(syntax, chunks, clauses, tokens),
        publishes: publishes(syntax, chunks, tokens),
        survey: words.has_any(&[Class::Survey, Class::Respondent]),
        bridges: bridge::bridges(syntax, chunks, clauses, tokens),
        shifts,
        general: is(tokens.start, Class::Indefinite)
            && tokens
                .clone()
                .find(|&i| syntax.tokens[i].tag.is_finite())
                .is_some_and(|i| matches!(syntax.tokens[i].tag, Tag::Present | Tag::Presents)),
        judged: all.has(Class::Judged),
        reason: all.has(Class::Reason),
        mistaken: all.has(Class::Mistaken),
        verifies: all.has(Class::Verification),
        respondents: words.has(Class::Respondent),
    }
}

/// Whether figures are the subject or the object of a clause of a sentence that has none itself.
fn heralds(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses, tokens: &Range<usize>) -> bool {
    let figures = |noun: &NounPhrase| syntax.entry(noun.head).classes.has(Class::Outcomes);
    let number = |i: usize| syntax.tokens[i].is_number();
    // Figures that are the king's to hide are told of as well: somebody brings them out, or they are what they are.
    let told = chunks.verbs_in(tokens).iter().filter(|verb| verb.finite).any(|verb| {
        let does = syntax.entry(verb.main).classes;
        let Some(clause) = clauses.of(verb.main).map(|clause| &clauses.all[clause]) else { return false };
        // "came to these conclusions"
        let object = (verb.end..verb.end + 2).any(|i| tokens.contains(&i) && chunks.noun_at(i).is_some_and(figures));
        let brings = does.has_any(&[Class::Arrives, Class::Issues, Class::Provides]) && object;
        let are = does.has(Class::Be) && clauses.subject(clause, chunks).is_some_and(figures);
        brings || are
    });
    told && !tokens.clone().any(number)
}

/// Whether a sentence tells that something written is brought out.
fn publishes(syntax: &Syntax<'_>, chunks: &Chunks, tokens: &Range<usize>) -> bool {
    chunks.verbs_in(tokens).iter().any(|verb| {
        let written =
            chunks.noun_at(verb.end).is_some_and(|noun| syntax.entry(noun.head).kinds.has(NounKind::Document));
        verb.finite && !verb.passive && written && syntax.entry(verb.main).classes.has(Class::Issues)
    })
}

/// The noun that a noun phrase is about: of an amount, what it is an amount of ("half of the money", "3,700 square miles of forest").
pub(super) fn about(syntax: &Syntax<'_>, chunks: &Chunks, noun: &NounPhrase) -> usize {
    let mut noun = noun;
    for _ in 0..3 {
        let entry = syntax.entry(noun.head);
        let amount = syntax.tokens[noun.head].tag == Tag::Number
            || entry.unit.is_some()
            || !entry.numbers.is_empty()
            || entry.classes.has_any(&[Class::Half, Class::Gauge])
            || syntax.text(noun.head) == "%";
        let of = noun.end < syntax.tokens.len() && syntax.entry(noun.end).classes.has(Class::Of);
        let Some(next) = chunks.noun_at(noun.end + 1).filter(|_| amount && of) else { break };
        noun = next;
    }
    noun.head
}
