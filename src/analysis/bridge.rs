//! Bridges: the words by which a sentence goes on from the one before it, so that a source can go on with it.
//!
//! What a sentence shows of itself is read here, block by block; whether there is a source to go on from is found out in
//! [`claim`](super::claim), from the facts of all blocks.

use std::ops::Range;

use super::sentence::about;
use crate::language::Syntax;
use crate::language::chunk::{Chunks, NounPhrase, VerbGroup};
use crate::language::clause::{ClauseKind, Clauses};
use crate::language::lexicon::{Class, CueClass, NumberRole, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::{Token, TokenKind};
use crate::text::TextRange;

/// A kind of bridge, those that bear most first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum BridgeKind {
    /// "83% of respondents", "of those who answered": people who answered a survey.
    Respondents,
    /// "The survey", which may have been told of under another heading.
    Survey,
    /// "Of those", "half of them", "another 15%", "the rest": a part of what was told of.
    Part,
    /// "That is", "this number", "the figure": what was said.
    Content,
    /// "That is 12,000 a year": what somebody reckons from what was said.
    Reckons,
    /// "36% said": those of whom it is told answer for themselves, as in a survey.
    Answers,
    /// "Revenue rose": the revenue of whom it was told before.
    SameOwner,
    /// "Exports rose": another measure of an economy, behind one that was told.
    Series,
    /// "Its members", "these drivers" as the subject.
    Subject,
    /// "The report", "the agency" as the subject: perhaps the source by what it is, and perhaps another thing.
    Role,
    /// "It", "they" as the subject.
    Pronoun,
    /// "Specifically", "in contrast", "among men", "were more likely".
    Elaborates,
    /// "Second is Lund", "five heirs come next": the next one in an order that was told of.
    Place,
}

impl BridgeKind {
    /// What it is called in hovers and in the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Respondents => "respondents",
            Self::Part => "part of what was said",
            Self::Content => "what was said",
            Self::Reckons => "reckoned",
            Self::Survey => "the survey",
            Self::SameOwner => "same owner",
            Self::Series => "same series",
            Self::Subject | Self::Role | Self::Pronoun => "same subject",
            Self::Elaborates => "goes on",
            Self::Place => "next in order",
            Self::Answers => "answers",
        }
    }

    /// Whether it points to the sentence right before, and to nothing further back: "it", "that", "of those".
    #[must_use]
    pub fn points_back(self) -> bool {
        matches!(self, Self::Part | Self::Content | Self::Reckons | Self::Pronoun)
    }
}

/// Words that tie a sentence to the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bridge {
    /// How.
    pub kind: BridgeKind,
    /// The words, from the start of the block.
    pub range: TextRange,
}

struct Scan<'a> {
    syntax: &'a Syntax<'a>,
    chunks: &'a Chunks,
    sentence: Range<usize>,
    found: Vec<Bridge>,
}

/// The bridges of the sentence of these tokens, each kind at most once.
pub(super) fn bridges(
    syntax: &Syntax<'_>,
    chunks: &Chunks,
    clauses: &Clauses,
    sentence: &Range<usize>,
) -> Box<[Bridge]> {
    let mut scan = Scan { syntax, chunks, sentence: sentence.clone(), found: Vec::new() };
    scan.opening();
    scan.parts();
    let mut last = None;
    for i in sentence.clone() {
        let clause = clauses.of(i);
        if clause != last
            && let Some(clause) = clause.map(|clause| &clauses.all[clause])
            && let Some(noun) = clauses.subject(clause, chunks).filter(|_| clause.own_subject)
            // "a case that it had lost"
            && !(clause.kind == ClauseKind::Relative && syntax.entry(noun.head).classes.has(Class::Relative))
        {
            scan.subject(noun, clause.verb);
        }
        last = clause;
    }
    scan.found.into()
}

impl Scan<'_> {
    fn is(&self, i: usize, class: Class) -> bool {
        self.sentence.contains(&i) && self.syntax.entry(i).classes.has(class)
    }

    fn add(&mut self, kind: BridgeKind, tokens: Range<usize>) {
        if !self.found.iter().any(|bridge| bridge.kind == kind) {
            self.found.push(Bridge { kind, range: self.syntax.range(tokens) });
        }
    }

    /// The end of a word or phrase of `class` at token `i`.
    fn opens(&self, i: usize, class: Class) -> Option<usize> {
        let phrase = self.syntax.phrase_from(i).filter(|phrase| phrase.end <= self.sentence.end);
        let phrase = phrase.filter(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class));
        phrase.map(|phrase| phrase.end).or_else(|| self.is(i, class).then_some(i + 1))
    }

    /// "Specifically, …", "But in contrast, …", "Among men, …".
    fn opening(&mut self) {
        let skip = |i: usize| self.syntax.tokens[i].kind.is_quote() || self.syntax.tokens[i].tag == Tag::Coordinator;
        let first = self.sentence.clone().find(|&i| !skip(i));
        let Some(first) = first else { return };
        if let Some(end) = self.opens(first, Class::Elaborates) {
            self.add(BridgeKind::Elaborates, first..end);
        } else if self.is(first, Class::Among)
            && let Some(noun) = self.chunks.noun_at(first + 1)
        {
            self.add(BridgeKind::Elaborates, first..noun.end);
        } else if let Some(end) = self.takes_place(first) {
            self.add(BridgeKind::Place, first..end);
        }
    }

    /// "Second is Lund", "Next come drivers", "Just behind Gates is Buffet": the next one in an order that was told of.
    fn takes_place(&self, first: usize) -> Option<usize> {
        let first =
            if self.syntax.tokens[first].tag == Tag::Adverb && !self.is_place(first) { first + 1 } else { first };
        let behind = self.is_any(first, &[Class::Behind, Class::AfterPlace]);
        let end = if behind {
            self.chunks.noun_at(first + 1).filter(|noun| noun.first == first + 1)?.end
        } else {
            first + usize::from(self.is_place(first))
        };
        let verb = self.sentence.contains(&end) && self.is_any(end, &[Class::Be, Class::Places]);
        (end > first && verb && self.syntax.tokens[end].tag.is_finite()).then_some(end + 1)
    }

    /// "next", "second", "last".
    fn is_place(&self, i: usize) -> bool {
        let ordinal = self.sentence.contains(&i)
            && self.syntax.entry(i).numbers.iter().any(|(role, _)| *role == NumberRole::Ordinal);
        ordinal || self.is(i, Class::NextPlace)
    }

    fn is_any(&self, i: usize, classes: &[Class]) -> bool {
        self.sentence.contains(&i) && self.syntax.entry(i).classes.has_any(classes)
    }

    /// "of those", "of them", "another 15%", "the rest", and people who answered.
    fn parts(&mut self) {
        for i in self.sentence.clone() {
            if (self.is(i, Class::Of) || self.is(i, Class::Among)) && self.is_anaphor(i + 1) {
                self.add(BridgeKind::Part, i..i + 2);
            }
            if let Some(end) = self.in_same_study(i) {
                self.add(BridgeKind::Survey, i..end);
            }
            if let Some(end) = self.opens(i, Class::TakesUp) {
                let counts = self.sentence.contains(&end) && self.syntax.tokens[end].is_number();
                let whole = self.sentence.contains(&end) && self.syntax.tokens[end].tag.is_finite();
                if counts || whole {
                    self.add(BridgeKind::Part, i..end);
                }
            }
            if let Some(end) = self.opens(i, Class::SurveyedPeople) {
                self.add(BridgeKind::Respondents, i..end);
            } else if self.is(i, Class::Respondent) && self.is_share_of(i) {
                self.add(BridgeKind::Answers, i..i + 1);
            }
        }
    }

    /// "In the same survey", "in the aforementioned study": where the noun phrase ends, if that is what stands at token `i`.
    fn in_same_study(&self, i: usize) -> Option<usize> {
        let noun = self.chunks.noun_at(i + 1).filter(|noun| self.is(i, Class::In) && noun.first == i + 1)?;
        let study = self.is_any(noun.head, &[Class::Survey, Class::Sampling, Class::HeadlineSource]);
        let same = (noun.first + 1..noun.head).any(|i| self.is(i, Class::Same)) && self.is(noun.first, Class::Definite);
        (study && same).then_some(noun.end)
    }

    /// "those", "them" at token `i`, behind "of": but not "their harvest", "this year", nor whom the sentence itself has told of, as in
    /// "killing 600 people, most of them bakers".
    fn is_anaphor(&self, i: usize) -> bool {
        let pronoun = self.sentence.contains(&i)
            && self.syntax.tokens[i].tag == Tag::Pronoun
            && self.syntax.entry(i).pronoun.is_some_and(|pronoun| pronoun.person == 3);
        let alone = || self.chunks.noun_at(i).is_none_or(|noun| noun.first == i && noun.end == i + 1);
        (pronoun || self.is(i, Class::Demonstrative) && alone())
            && !self.is(i + 1, Class::Relative)
            && !(self.sentence.start..i - 1).any(|i| {
                let time = self.is(i, Class::Time) || self.syntax.entry(i).unit.is_some();
                self.syntax.tokens[i].tag == Tag::Nouns && !time
            })
    }

    /// Whether a share of those that token `i` names is told of: "57% of adults", "half of all likely voters".
    fn is_share_of(&self, i: usize) -> bool {
        let Some(of) = self.chunks.noun_at(i).and_then(|noun| noun.first.checked_sub(1)) else { return false };
        let share = of.checked_sub(1).filter(|share| self.is(of, Class::Of) && self.sentence.contains(share));
        share.is_some_and(|share| {
            let entry = self.syntax.entry(share);
            let part = entry.numbers.iter().any(|(role, _)| *role == NumberRole::Part);
            self.syntax.text(share) == "%"
                || entry.unit == Some(UnitKind::Percent)
                || entry.classes.has(Class::Half)
                || part
        })
    }

    /// What the subject of a clause takes up, and what its verb tells of it.
    fn subject(&mut self, noun: &NounPhrase, verb: Option<usize>) {
        let group = verb.map(|verb| &self.chunks.verbs[verb]);
        if let Some(place) = group.and_then(|verb| self.places(verb)) {
            self.add(BridgeKind::Place, place);
        }
        // "Women were twice as likely to answer": groups are compared within what was asked of all.
        if let Some(likely) = group.and_then(|verb| self.compares(verb)) {
            self.add(BridgeKind::Elaborates, likely);
        }
        if let Some(kind) = self.takes_up(noun, verb).or_else(|| self.goes_on(noun, verb)) {
            self.add(kind, noun.first..noun.end);
        }
    }

    /// "Five heirs *come next*", "Teachers *are third*".
    fn places(&self, verb: &VerbGroup) -> Option<Range<usize>> {
        let ends = |next: &Token| !next.kind.is_word() || next.tag == Tag::Preposition;
        let placed = self.is_any(verb.main, &[Class::Be, Class::Places])
            && self.is_place(verb.end)
            && self.syntax.tokens.get(verb.end + 1).is_none_or(ends);
        placed.then_some(verb.first..verb.end + 1)
    }

    /// What a subject points back to by a word of its own: "that", "the rate", "half the money", "it", "its members", "the survey".
    fn takes_up(&self, noun: &NounPhrase, verb: Option<usize>) -> Option<BridgeKind> {
        let (head, first) = (self.syntax.entry(noun.head), noun.first);
        let demonstrative = self.is(first, Class::Demonstrative);
        let definite = self.is(first, Class::Definite);
        let owned = self.syntax.entry(first).pronoun.is_some_and(|pronoun| pronoun.person == 3)
            && self.syntax.tokens[first].tag == Tag::Possessive;
        let pronoun = head.pronoun.is_some_and(|pronoun| pronoun.person == 3);
        let alone = noun.end - noun.first == 1;
        // "The rate rose": the number that was told. "The cost" is another thing, unless that was told of; "the top rate" is one of several.
        let number = definite && head.classes.has(Class::NumberNoun) && noun.end - noun.first == 2;
        let outcome = definite && head.classes.has(Class::Outcomes)
            || demonstrative && head.classes.has_any(&[Class::Outcomes, Class::Gauge]);
        // "half the money", "most of that sum"
        let sum = head.classes.has(Class::Sum)
            && (first..noun.head).any(|i| self.is_any(i, &[Class::Definite, Class::Demonstrative]));
        // "The margin of sampling error was"
        let margin = || (noun.first..=noun.head).any(|i| self.opens(i, Class::PollMargin).is_some());
        Some(match () {
            // "Those who slept less": whom the sentence itself tells.
            () if demonstrative && alone && self.is_any(noun.end, &[Class::Who, Class::Relative]) => return None,
            () if demonstrative && alone && self.reckons(verb) => BridgeKind::Reckons,
            () if demonstrative && alone => BridgeKind::Content,
            () if number || outcome || sum => BridgeKind::Content,
            // "these drivers", "this approach": what was told of, and not what was said of it.
            () if pronoun && alone => BridgeKind::Pronoun,
            () if pronoun || owned || demonstrative => BridgeKind::Subject,
            () if definite && (head.classes.has(Class::Survey) || margin()) => BridgeKind::Survey,
            () if definite && head.kinds.is_some() => BridgeKind::Role,
            () => return None,
        })
    }

    /// How a subject goes on that points to nothing: "revenue", "exports", "36%", "3,000".
    fn goes_on(&self, noun: &NounPhrase, verb: Option<usize>) -> Option<BridgeKind> {
        verb?;
        let head = self.syntax.entry(noun.head).classes;
        Some(match () {
            () if noun.end - noun.first == 1 && head.has(Class::BusinessMeasure) => BridgeKind::SameOwner,
            () if head.has(Class::Economy) => BridgeKind::Series,
            () if self.is_amount(noun) && self.answers(verb) => BridgeKind::Answers,
            // "Seventy percent were developers", "just over half returned": of whom, the sentence before tells.
            () if self.is_share(noun) => BridgeKind::Part,
            // "3,000 had gone": of whom, too.
            () if self.is_number_alone(noun) => BridgeKind::Subject,
            () => return None,
        })
    }

    /// "were more likely", "are half as likely".
    fn compares(&self, verb: &VerbGroup) -> Option<Range<usize>> {
        let likely = (verb.main + 1..verb.main + 5).find(|&i| self.is(i, Class::Likely))?;
        let by = likely - 1;
        (self.is(verb.main, Class::Be) && self.is_any(by, &[Class::More, Class::As])).then_some(by..likely + 1)
    }

    /// Whether a verb makes an amount of its subject: "That is 12,000 a year", "That means 300 more".
    fn reckons(&self, verb: Option<usize>) -> bool {
        let Some(verb) = verb.map(|verb| &self.chunks.verbs[verb]).filter(|verb| verb.finite && !verb.passive) else {
            return false;
        };
        let hedged = self.syntax.phrase_from(verb.end).map_or(verb.end, |phrase| phrase.end);
        let amount = (verb.end..=hedged).find_map(|i| self.chunks.noun_at(i)).is_some_and(|noun| {
            let counted = about(self.syntax, self.chunks, noun);
            (noun.first..=counted.max(noun.head)).any(|i| self.syntax.tokens[i].is_number())
        });
        self.is(verb.main, Class::Amounts) || self.is(verb.main, Class::Be) && amount
    }

    /// Whether a noun phrase is an amount with nothing that it is of: "36%", "more than half", "nearly 40 percent".
    fn is_amount(&self, noun: &NounPhrase) -> bool {
        // "half of the species showed", "no one knew"
        if self.is(noun.end, Class::Of) || self.is(noun.first, Class::Negative) {
            return false;
        }
        let head = &self.syntax.tokens[noun.head];
        let entry = self.syntax.entry(noun.head);
        head.is_number()
            || head.kind == TokenKind::Symbol
            || entry.unit == Some(UnitKind::Percent)
            || entry.classes.has(Class::Half)
            || !entry.numbers.is_empty()
    }

    /// Whether a noun phrase is a number with nothing that is counted, in it or behind it.
    fn is_number_alone(&self, noun: &NounPhrase) -> bool {
        let other = |i: usize| self.syntax.tokens[i].tag.is_noun();
        self.syntax.tokens[noun.head].is_number()
            && !(noun.first..noun.head).any(other)
            && !self.is(noun.end, Class::Of)
    }

    /// Whether a noun phrase is a share, and what it is a share of stands neither in it nor behind it.
    fn is_share(&self, noun: &NounPhrase) -> bool {
        let head = self.syntax.entry(noun.head);
        let percent = self.syntax.text(noun.head) == "%" || head.unit == Some(UnitKind::Percent);
        let half = head.classes.has(Class::Half) || head.numbers.iter().any(|(role, _)| *role == NumberRole::Part);
        // "one in five had given up"
        let number = |i: usize| self.sentence.contains(&i) && self.syntax.tokens[i].tag == Tag::Number;
        let of_several = number(noun.head)
            && self.is(noun.end, Class::In)
            && number(noun.end + 1)
            && self.chunks.noun_at(noun.end + 1).is_none_or(|noun| noun.first == noun.head);
        (percent || half) && !self.is(noun.end, Class::Of) || of_several
    }

    /// Whether a verb tells what people answer or feel.
    fn answers(&self, verb: Option<usize>) -> bool {
        let main = verb.map(|verb| self.chunks.verbs[verb].main);
        main.and_then(|main| self.syntax.entry(main).verb).is_some_and(|cue| {
            matches!(cue.class, CueClass::Say | CueClass::Think | CueClass::Know | CueClass::Report | CueClass::Write)
        })
    }
}
