//! What others have told a news organisation: "told the Echo", "according to the newspaper", "the agency reported, citing …".

use std::ops::Range;

use super::attribution::view::{Reading, View};
use super::attribution::{Pattern, Tie};
use crate::language::chunk::NounPhrase;
use crate::language::hash;
use crate::language::lexicon::{Class, OutletKind};
use crate::language::token::TokenKind;
use crate::text::{TextRange, offset};

/// How a news organisation comes into the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Somebody told it: "told the Echo", "in an interview with the Echo".
    Told,
    /// It tells: "according to the Echo", "the Echo reported".
    Reports,
    /// The text is its own: "(Reuters)" at the head.
    Signed,
}

/// A news organisation through which something is told.
#[derive(Clone, PartialEq, Debug)]
pub struct SecondHand {
    /// How.
    pub way: Way,
    /// The words for it.
    pub outlet: TextRange,
    /// What it is told again by: a hash of its name.
    pub key: u64,
    /// Index of the tie whose source is told through it.
    pub tie: Option<usize>,
    /// Whom it cites: "citing the ministry".
    pub origin: Option<TextRange>,
    /// Index of the sentence.
    pub sentence: u32,
}

/// How far behind "interview" its "with" stands.
const NEAR: usize = 4;

/// How many tokens of a signature stand in brackets: "(AP)", "(Associated Press)".
const SIGNATURE: usize = 4;

/// Finds the news organisations through which the block tells something; `ties` are its ties.
pub(super) fn second_hand(reading: &Reading<'_>, ties: &[Tie]) -> Vec<SecondHand> {
    let mut found = Vec::new();
    for (number, sentence) in reading.syntax.sentences.iter().enumerate() {
        let view = View::new(reading, sentence.clone());
        let from = ties.partition_point(|tie| tie.cue.start < sentence.start);
        let to = ties.partition_point(|tie| tie.cue.start < sentence.end);
        let finder = Finder { view, ties: &ties[from..to], from, sentence: offset(number) };
        finder.reports(&mut found);
        for i in sentence.clone().filter(|&i| reading.quoted[i] == 0) {
            found.extend(finder.told(i).or_else(|| finder.interview(i)).or_else(|| finder.signature(i)));
        }
    }
    found
}

/// Looks through one sentence.
struct Finder<'a> {
    view: View<'a>,
    /// The ties of the sentence.
    ties: &'a [Tie],
    /// Index of the first of them in the block.
    from: usize,
    sentence: u32,
}

impl Finder<'_> {
    fn found(&self, way: Way, outlet: (Range<usize>, u64), tie: Option<usize>) -> SecondHand {
        let (tokens, key) = outlet;
        SecondHand {
            way,
            outlet: self.view.syntax.range(tokens),
            key,
            tie: tie.map(|tie| tie + self.from),
            origin: None,
            sentence: self.sentence,
        }
    }

    /// "according to the Echo", "the Echo reported, citing the ministry".
    fn reports(&self, found: &mut Vec<SecondHand>) {
        for (i, tie) in self.ties.iter().enumerate() {
            let Some(source) = &tie.source else { continue };
            let reports = match tie.pattern {
                Pattern::Phrase => self.view.is(tie.main, Class::According),
                Pattern::Verb | Pattern::VerbAfter | Pattern::Inverted | Pattern::PassiveBy => {
                    self.view.is(tie.main, Class::Reports)
                }
                _ => false,
            };
            let noun = self.view.noun_at(source.head).filter(|_| source.antecedent.is_none());
            let outlet = noun.and_then(|noun| self.outlet(noun, true));
            let quoted = self.view.is_quoted(tie.main);
            let citing = self.citing(tie);
            if let (Some(outlet), false) = (&outlet, quoted)
                && (reports || citing.is_some())
            {
                let origin = citing.map(|noun| self.view.syntax.range(noun.first..noun.end));
                found.push(SecondHand { origin, ..self.found(Way::Reports, outlet.clone(), Some(i)) });
            } else if let (None, Some(noun), false) = (outlet, citing, quoted)
                && let Some(outlet) = self.outlet(noun, true)
            {
                found.push(self.found(Way::Told, outlet, Some(i)));
            }
        }
    }

    /// Whom the source of a tie cites or quotes: "…, citing the ministry".
    fn citing(&self, tie: &Tie) -> Option<&NounPhrase> {
        let from = tie.source.as_ref().map_or(tie.cue.end, |source| source.tokens.end).max(tie.cue.end);
        let mut ahead = self.view.ahead(from, 40);
        let at = ahead.find(|&i| self.view.is_any(i, &[Class::Citing, Class::Quoting]) && !self.view.is_quoted(i))?;
        let noun = self.view.noun_at(at + 1).filter(|noun| noun.first == at + 1)?;
        let entry = self.view.entry(noun.head)?;
        let named = self.view.tag(noun.head)?.is_name();
        let other = self.ties.iter().any(|other| other.cue.start > tie.cue.start && other.cue.start < at);
        ((named || entry.kinds.is_some()) && !other).then_some(noun)
    }

    /// "told the Echo" at token `i`.
    fn told(&self, i: usize) -> Option<SecondHand> {
        let verb = self.view.verb_at(i).filter(|verb| verb.main == i && self.view.is(i, Class::Told))?;
        let noun = self.view.noun_at(verb.end).filter(|noun| noun.first == verb.end && !verb.negated)?;
        let outlet = self.outlet(noun, false)?;
        let tie = self.ties.iter().position(|tie| tie.cue.contains(&i));
        Some(self.found(Way::Told, outlet, tie))
    }

    /// "in an interview with the Echo", "in an Echo interview" at token `i`.
    fn interview(&self, i: usize) -> Option<SecondHand> {
        if !self.view.is(i, Class::Interview) {
            return None;
        }
        let own = self.view.noun_at(i).filter(|noun| noun.head == i).and_then(|noun| self.outlet(noun, false));
        let outlet = own.or_else(|| {
            let with = |&j: &usize| self.view.is_any(j, &[Class::With, Class::On, Class::To]);
            let with = self.view.ahead(i + 1, NEAR).find(with)?;
            self.outlet(self.view.noun_at(with + 1).filter(|noun| noun.first == with + 1)?, false)
        })?;
        let speaks = |tie: &Tie| tie.source.as_ref().is_some_and(|source| !source.tokens.contains(&i));
        let before = self.ties.iter().rposition(|tie| speaks(tie) && tie.cue.start < i);
        let tie = before.or_else(|| self.ties.iter().position(speaks))?;
        Some(self.found(Way::Told, outlet, Some(tie)))
    }

    /// "(Reuters)" that begins at token `i`.
    fn signature(&self, i: usize) -> Option<SecondHand> {
        if self.view.kind(i) != Some(TokenKind::Open) {
            return None;
        }
        let noun = self.view.noun_at(i + 1)?;
        let close = self.view.ahead(i + 1, SIGNATURE).find(|&j| self.view.kind(j) == Some(TokenKind::Close))?;
        (noun.end == close)
            .then(|| self.outlet(noun, true))
            .flatten()
            .map(|outlet| self.found(Way::Signed, outlet, None))
    }

    /// The news organisation that a noun phrase names, and a hash of its name; where it is the `whole` one, it is the head.
    fn outlet(&self, noun: &NounPhrase, whole: bool) -> Option<(Range<usize>, u64)> {
        let view = &self.view;
        let capital = |i: usize| view.token(i).is_some_and(|token| token.capital);
        // "an Echo/Herald survey": the survey is theirs.
        let fits = |end: usize| !whole || (end == noun.head + 1 && view.text(end) != "/");
        for i in noun.first..noun.end {
            let phrase = view.syntax.phrase_from(i).filter(|phrase| phrase.end <= noun.end);
            let phrase = phrase.and_then(|phrase| Some((view.syntax.lexicon.entry(phrase.entry).outlet?, phrase.end)));
            let Some(((kind, name), end)) = phrase.or_else(|| Some((view.entry(i)?.outlet?, i + 1))) else { continue };
            let tokens = self.start(noun, i)..end;
            match kind {
                OutletKind::Name if capital(i) && capital(end - 1) && fits(end) => return Some((tokens, name)),
                OutletKind::Last if i > noun.first && capital(i) && capital(i - 1) && fits(end) => {
                    let named = !view.is_any(i - 1, &[Class::Article]) && view.tag(i - 1)?.is_name();
                    if named {
                        return Some((tokens, hash::mix(view.syntax.hashes[i - 1], view.syntax.hashes[i])));
                    }
                }
                // "the German newspaper Echo".
                OutletKind::Noun if end < noun.end && !capital(i) && capital(end) => {
                    return Some((noun.first..noun.end, view.syntax.hashes[end]));
                }
                // "the newspaper" has been named before.
                OutletKind::Noun if fits(end) && !capital(i) && !view.is(noun.first, Class::Definite) => {
                    return Some((noun.first..end, name));
                }
                _ => {}
            }
        }
        None
    }

    /// Where the words for an organisation begin whose name has its last or only word at token `i`: with its article.
    fn start(&self, noun: &NounPhrase, i: usize) -> usize {
        let mut first = i;
        while first > noun.first && self.view.token(first - 1).is_some_and(|token| token.capital && token.tag.is_name())
        {
            first -= 1;
        }
        if first > noun.first && self.view.is(first - 1, Class::Definite) { first - 1 } else { first }
    }
}
