//! What is kept of the clauses of a block: where they are, and whether their subject is the writer.

use super::sentence;
use crate::language::chunk::{Chunks, NounPhrase};
use crate::language::clause::{Clause, ClauseKind, Clauses};
use crate::language::lexicon::{Case, Class, CueClass};
use crate::language::tag::Tag;
use crate::language::{Syntax, stem};
use crate::text::TextRange;

/// Whether a clause tells of what the writer or the publication did itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Voice {
    /// Its subject is somebody or something else.
    Other,
    /// "We measured", "our users": the publisher's own doing, or what it has.
    Own,
    /// "We have", "our results": the publisher's own perhaps, and perhaps everybody's.
    Unclear,
    /// "We throw away", "our country": everybody, and no publisher.
    Society,
}

/// A clause of a block. Its ranges count from the start of the block.
#[derive(Clone, PartialEq, Debug)]
pub struct ClauseFact {
    /// From its first word to its last, with the clauses inside it.
    pub range: TextRange,
    /// What it is to the clauses around it.
    pub kind: ClauseKind,
    /// Index of the clause it is part of, or beside.
    pub parent: Option<u32>,
    /// Whose doing it tells of.
    pub voice: Voice,
    /// The words that show that: "we measured"; empty if the subject is somebody else.
    pub shown: TextRange,
    /// Whether it has a verb.
    pub has_verb: bool,
    /// The words of its subject; empty for none.
    pub who: TextRange,
    /// Whether its subject is the text by what it calls itself: "this report".
    pub this_text: bool,
    /// What its subject is about, as the topics of sentences have it; 0 for none.
    pub subject: u32,
}

impl ClauseFact {
    /// Whether it states something by itself: it is no part of another, and shares the subject of none.
    pub(super) fn stands_alone(&self) -> bool {
        let shares = !self.who.is_empty() && self.who.end <= self.range.start;
        self.kind.is_independent() && !shares
    }
}

/// Reads what is kept of the clauses of a block.
pub(super) fn read(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses) -> Box<[ClauseFact]> {
    let read = |index: usize| {
        let clause = &clauses.all[index];
        let subject = clauses.subject(clause, chunks);
        let voice = subject.map_or(Voice::Other, |noun| match voice(syntax, chunks, clause, noun) {
            Voice::Other => {
                // Of "our food" more is everybody's than of "our users".
                let of = part_of(syntax, chunks, noun).map(|of| voice(syntax, chunks, clause, of));
                of.filter(|&voice| voice == Voice::Own).unwrap_or(Voice::Other)
            }
            voice => voice,
        });
        // "We spend 4%, compared with an average of 5%": nobody compares.
        let compared = clause.kind == ClauseKind::Participial
            && clause.verb.is_some_and(|verb| syntax.entry(chunks.verbs[verb].main).classes.has(Class::Compared));
        let voice = if compared { Voice::Other } else { voice };
        let placed = voice == Voice::Other && clause.kind.is_independent();
        let adjunct = placed.then(|| own_adjunct(syntax, chunks, clauses, index)).flatten();
        let voice = if adjunct.is_some() { Voice::Own } else { voice };
        let shown = adjunct.unwrap_or_else(|| match (subject, clause.verb) {
            (Some(noun), Some(verb)) if voice != Voice::Other => {
                let verb = &chunks.verbs[verb];
                syntax.range(noun.first..noun.end).hull(syntax.range(verb.first..verb.end))
            }
            (Some(noun), None) if voice != Voice::Other => syntax.range(noun.first..noun.end),
            _ => TextRange::default(),
        });
        ClauseFact {
            range: syntax.range(clause.tokens.clone()),
            kind: clause.kind,
            parent: None,
            voice,
            shown,
            has_verb: clause.verb.is_some(),
            who: subject.map_or_else(TextRange::default, |noun| {
                // "all of Orlo's employees"
                let about = sentence::about(syntax, chunks, noun) + 1;
                syntax.range(noun.first..noun.end.max(about))
            }),
            this_text: subject.is_some_and(|noun| is_this_text(syntax, noun)),
            subject: told_of(syntax, chunks, clause, subject)
                .map_or(0, |noun| stem::of_noun(syntax, sentence::about(syntax, chunks, noun))),
        }
    };
    let mut order: Vec<usize> = (0..clauses.all.len()).collect();
    order.sort_by_key(|&i| (clauses.all[i].tokens.start, std::cmp::Reverse(clauses.all[i].tokens.end), i));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = crate::text::offset(new);
    }
    let mut found: Vec<ClauseFact> = order.iter().map(|&i| read(i)).collect();
    for (fact, &i) in found.iter_mut().zip(&order) {
        fact.parent = clauses.all[i].parent.map(|parent| place[parent]);
    }
    found.into()
}

/// Index of the innermost of the clauses of a block at byte `at` of it: the last that begins before, or the first around that which
/// has not ended.
#[must_use]
pub fn innermost(clauses: &[ClauseFact], at: u32) -> Option<usize> {
    let last = clauses.partition_point(|clause| clause.range.start <= at).checked_sub(1)?;
    around(clauses, last).find(|&index| clauses[index].range.contains(at))
}

/// Clause `index` and those around it, from the inside.
pub fn around(clauses: &[ClauseFact], index: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(index), |&index| clauses[index].parent.map(|parent| parent as usize))
}

/// Whether byte `at` of the block stands in a clause of one of these kinds, at whatever depth.
#[must_use]
pub fn stands_in(clauses: &[ClauseFact], at: u32, kinds: &[ClauseKind]) -> bool {
    innermost(clauses, at)
        .is_some_and(|innermost| around(clauses, innermost).any(|index| kinds.contains(&clauses[index].kind)))
}

/// What a clause tells of: its subject, or what there is.
fn told_of<'a>(
    syntax: &Syntax<'_>,
    chunks: &'a Chunks,
    clause: &Clause,
    subject: Option<&'a NounPhrase>,
) -> Option<&'a NounPhrase> {
    let there = subject.is_some_and(|noun| syntax.entry(noun.head).classes.has(Class::There));
    let verb = clause.verb.map(|verb| &chunks.verbs[verb]).filter(|_| there);
    let is = verb.and_then(|verb| (verb.end..clause.tokens.end).find_map(|i| chunks.noun_at(i)));
    is.or(subject)
}

/// Of what a noun phrase is a part: "our users" of "some of our users", "40% of our users".
fn part_of<'a>(syntax: &Syntax<'_>, chunks: &'a Chunks, noun: &NounPhrase) -> Option<&'a NounPhrase> {
    let about = sentence::about(syntax, chunks, noun);
    let some = syntax.entry(noun.head).classes.has(Class::Quantifier);
    let of = noun.end < syntax.tokens.len() && syntax.entry(noun.end).classes.has(Class::Of);
    if some && of { chunks.noun_at(noun.end + 1) } else { chunks.noun_at(about).filter(|_| about != noun.head) }
}

/// "This report", but not "these reports".
fn is_this_text(syntax: &Syntax<'_>, noun: &NounPhrase) -> bool {
    let this = syntax.entry(noun.first).classes;
    let near = this.has(Class::Demonstrative) && this.has(Class::Thing) && syntax.tokens[noun.head].tag == Tag::Noun;
    near && noun.end - noun.first == 2 && syntax.entry(noun.head).classes.has(Class::OwnText)
}

/// "In our tests", "among our readers", "on my laptop": words of the clause of that index by which it tells of something of the writer's,
/// whatever its subject.
fn own_adjunct(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses, clause: usize) -> Option<TextRange> {
    let own = |first: usize| {
        let first_person = syntax.entry(first).pronoun.is_some_and(|pronoun| pronoun.person == 1);
        first_person && syntax.tokens[first].tag == Tag::Possessive
    };
    // "the best of our tests", "faster than our servers": what is measured against the writer's.
    let measured = |preposition: usize| syntax.entry(preposition).classes.has_any(&[Class::Of, Class::Than]);
    let placed = clauses.phrases(clause).find(|phrase| {
        let noun = &chunks.nouns[phrase.noun];
        own(noun.first) && syntax.entry(noun.head).classes.has(Class::OwnThing) && !measured(phrase.preposition)
    });
    placed.map(|phrase| syntax.range(phrase.preposition..chunks.nouns[phrase.noun].end))
}

/// Whose doing a clause with the subject `noun` tells of.
fn voice(syntax: &Syntax<'_>, chunks: &Chunks, clause: &Clause, noun: &NounPhrase) -> Voice {
    // "US" as a subject is a country.
    let first_person = |i: usize| {
        let pronoun = syntax.entry(i).pronoun.filter(|pronoun| pronoun.person == 1);
        // "The mine employs 3,000": a noun.
        pronoun.is_some_and(|pronoun| pronoun.case != Case::Object) && !syntax.tokens[i].tag.is_noun()
    };
    let Some(person) = (noun.first..noun.end).find(|&i| first_person(i)) else {
        // "Last year you gave $2 million": what the publisher knows of those it writes to.
        let second = syntax.entry(noun.head).pronoun.is_some_and(|pronoun| pronoun.person == 2);
        let past = clause.verb.is_some_and(|verb| syntax.tokens[chunks.verbs[verb].first].tag == Tag::Past);
        if second && past && clause.kind.is_independent() {
            return Voice::Unclear;
        }
        return befallen(syntax, chunks, clause);
    };
    if person == noun.head {
        let singular = syntax.entry(person).pronoun.is_some_and(|pronoun| pronoun.plural == Some(false));
        let verb = clause.verb.map(|verb| chunks.verbs[verb].main);
        let deed = verb.map_or(Voice::Unclear, |verb| deed(syntax, verb, singular));
        // "We answered 20% of them" is done, and not said.
        if deed == Voice::Unclear && shares(syntax, chunks, clause) {
            return Voice::Society;
        }
        let does = deed == Voice::Society && clause.object.is_some_and(|object| counts(syntax, &chunks.nouns[object]));
        let says = verb.and_then(|verb| syntax.entry(verb).verb).is_some_and(|cue| cue.class == CueClass::Say);
        return if does && says { Voice::Unclear } else { deed };
    }
    let head = syntax.entry(noun.head).classes;
    match () {
        // "Our Lady of the Sands"; "Our" at the start of a sentence has its capital from that.
        () if person + 1 == noun.head
            && syntax.tokens[noun.head].capital
            && syntax.tokens[person].capital
            && syntax.tokens[noun.head].tag == Tag::Name =>
        {
            Voice::Other
        }
        () if head.has(Class::OwnThing) => Voice::Own,
        // "our last generation of servers"
        () if chunks.noun_at(noun.end + 1).is_some_and(|of| {
            syntax.entry(noun.end).classes.has(Class::Of) && syntax.entry(of.head).classes.has(Class::OwnThing)
        }) =>
        {
            Voice::Own
        }
        () if head.has(Class::SharedThing) => Voice::Society,
        () => Voice::Unclear,
    }
}

/// "We spend 4% of our GDP on schools": whether the clause tells of something that is everybody's.
fn shares(syntax: &Syntax<'_>, chunks: &Chunks, clause: &Clause) -> bool {
    let ours = |i: usize| {
        let first = syntax.tokens[i].tag == Tag::Possessive && syntax.entry(i).pronoun.is_some_and(|p| p.person == 1);
        // "our GDP", but not "our workers", which may be a firm's.
        first
            && chunks.noun_at(i).is_some_and(|noun| {
                syntax.entry(noun.head).classes.has(Class::SharedThing)
                    && !matches!(syntax.tokens[noun.head].tag, Tag::Nouns | Tag::Names)
            })
    };
    clause.tokens.clone().any(ours)
}

/// Whether a noun phrase is a number of something.
fn counts(syntax: &Syntax<'_>, noun: &NounPhrase) -> bool {
    (noun.first..noun.end).any(|i| syntax.tokens[i].is_number() || syntax.text(i) == "%")
}

/// "The repair cost me $300", "they paid us $12 an hour": what befell the writer, unless somebody tells it.
fn befallen(syntax: &Syntax<'_>, chunks: &Chunks, clause: &Clause) -> Voice {
    let Some(verb) = clause.verb.map(|verb| &chunks.verbs[verb]) else { return Voice::Other };
    // "is US$732": a country.
    let object = syntax.tokens.get(verb.end).filter(|token| !token.upper).map(|_| syntax.entry(verb.end));
    let person = object.and_then(|entry| entry.pronoun).filter(|pronoun| {
        pronoun.person == 1 && pronoun.case == Case::Object && syntax.entry(verb.main).verb.is_none() && !verb.passive
    });
    match person {
        // "It gave us 3,000 new laws": us all, perhaps.
        Some(person) if person.plural == Some(false) => Voice::Own,
        Some(_) => Voice::Unclear,
        None => Voice::Other,
    }
}

/// What a first person does with the verb at token `verb`; `singular` for "I", who is the writer and nobody else.
fn deed(syntax: &Syntax<'_>, verb: usize, singular: bool) -> Voice {
    let entry = syntax.entry(verb);
    let cue = entry.verb.map(|cue| cue.class);
    match cue {
        // "We know that", "we say": no counting of one's own.
        Some(CueClass::Say | CueClass::Think | CueClass::Know | CueClass::Ask)
            if !entry.classes.has(Class::OwnDeed) =>
        {
            Voice::Society
        }
        _ if entry.classes.has(Class::OwnDeed) || matches!(cue, Some(CueClass::Show | CueClass::Report)) => Voice::Own,
        _ if entry.classes.has(Class::SharedDeed) => Voice::Society,
        _ if singular => Voice::Own,
        _ => Voice::Unclear,
    }
}
