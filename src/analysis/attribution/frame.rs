//! Ties by a frame around a clause that names its source without a verb of saying: "as reported by the Herald", "per the
//! ministry", "by the mayor's count", "in the view of Smith", "based on figures from the agency", "under the contract", "(Reuters)".

use std::ops::Range;

use super::content::Complement;
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::{Class, CueClass, NounKind, NounKinds, OutletKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// The words that a frame can begin with, beside phrases.
const OPENING: [Class; 11] = [
    Class::As,
    Class::Per,
    Class::By,
    Class::In,
    Class::BasedOn,
    Class::Under,
    Class::Quoting,
    Class::Respondent,
    Class::Survey,
    Class::Asked,
    Class::Recorded,
];

impl<'a> View<'a> {
    /// Adds the ties by frames of this sentence.
    pub(crate) fn frame_ties(&self, ties: &mut Vec<Tie>) {
        for at in self.span.clone() {
            let begins = self.is_any(at, &OPENING) || self.reading.syntax.phrase_from(at).is_some();
            if !begins || self.is_quoted(at) {
                continue;
            }
            let found = self
                .as_reported(at)
                .or_else(|| self.per(at))
                .or_else(|| self.by_count(at))
                .or_else(|| self.in_view(at))
                .or_else(|| self.based_on(at))
                .or_else(|| self.under(at));
            let found = found.or_else(|| self.quoting(at));
            if let Some(tie) = self.surveyed(at) {
                ties.push(tie);
            }
            if let Some((cue, source)) = found
                && self.stands_apart(cue.start, source.tokens.end)
            {
                let end = source.tokens.end.max(cue.end);
                // "as described by Smith: “…”".
                let mark = self
                    .kind(end)
                    .is_some_and(|kind| matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Symbol));
                let quotation = self.quotation_from(end + usize::from(mark)).filter(|quotation| quotation.words > 2);
                let content = match quotation {
                    Some(quotation) => vec![quotation.tokens.clone()],
                    None if self.opens_block(end) => Vec::new(),
                    None => self.content_around(cue.start, end),
                };
                let opens_next = content.is_empty();
                ties.push(Tie { opens_next, ..framed(cue, source, content) });
            }
        }
        ties.extend(self.credit());
    }

    /// Whether what stands from token `first` to `end` is a phrase beside the clause: before it, behind a comma, or at its end.
    fn stands_apart(&self, first: usize, end: usize) -> bool {
        let opens = self.before(first).is_none_or(|i| {
            self.kind(i).is_some_and(|kind| !kind.is_word() && kind != TokenKind::Number && kind != TokenKind::Symbol)
                || self.is_any(i, &[Class::Coordinator, Class::That, Class::Subordinator])
        });
        opens || end >= self.end_of_words()
    }

    /// Whether the colon at token `end` is the last of the block: what is said stands in the next one.
    pub(super) fn opens_block(&self, end: usize) -> bool {
        self.kind(end) == Some(TokenKind::Colon) && end + 1 == self.reading.syntax.tokens.len()
    }

    /// "as noted by Smith", "as stated in the report".
    fn as_reported(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        if !self.is(at, Class::As) {
            return None;
        }
        let verb = self.entry(at + 1)?.verb?;
        let participle = matches!(self.tag(at + 1)?, Tag::Participle | Tag::Past | Tag::Adjective);
        let says = matches!(
            verb.class,
            CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Report | CueClass::Know | CueClass::Think
        );
        let noun = self.noun_from(at + 3)?;
        let entry = self.reading.syntax.entry(noun.head);
        let by = self.is(at + 2, Class::By) && (self.noun_is_human(noun) || entry.kinds.is_some());
        let inside = self.is(at + 2, Class::In) && (is_written(entry.kinds) || self.is_venue(noun));
        (participle && says && (by || inside)).then(|| (at..at + 3, self.right_extended(noun)))
    }

    /// "per Reuters", "as per the ministry"; not "per person".
    fn per(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        if !self.is(at, Class::Per) {
            return None;
        }
        let first = self.before(at).filter(|&i| self.is(i, Class::As)).unwrap_or(at);
        // "412 died as per the ministry" is no rate, "$3 per the" may be one.
        let apart = first < at
            || self.before(first).is_none_or(|i| {
                self.is_comma(i)
                    || matches!(self.kind(i), Some(TokenKind::Open | TokenKind::Dash | TokenKind::Semicolon))
            });
        let noun = self.noun_from(at + 1)?;
        let named = self.reading.syntax.tokens[noun.head].tag.is_name();
        let kinds = self.reading.syntax.entry(noun.head).kinds;
        let told = kinds.is_some() || self.is(noun.head, Class::Outcomes);
        // "per Keel data", "per a new report"
        let known = told && self.is_definite(noun) || is_written(kinds);
        (apart && (named || known)).then(|| (first..at + 1, self.right_extended(noun)))
    }

    /// "by the mayor's count", "by one estimate".
    fn by_count(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        let noun =
            self.noun_from(at + 1).filter(|noun| self.is(at, Class::By) && self.is(noun.head, Class::Reckoning))?;
        let source = self.possessor(noun);
        let told = noun.end - noun.first > 1 || source.is_some();
        let source = source.unwrap_or_else(|| self.right_extended(noun));
        told.then(|| (at..at + 1, source))
    }

    /// "To quote Smith: “…”", "Quoting Smith, “…”".
    fn quoting(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        let syntax = self.reading.syntax;
        let phrase =
            syntax.phrase_from(at).filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::Quoting));
        let end = phrase.map(|phrase| phrase.end).or(self.is(at, Class::Quoting).then_some(at + 1))?;
        let noun = self.noun_from(end).filter(|noun| self.noun_is_human(noun))?;
        let source = self.right_extended(noun);
        let behind = source.tokens.end + 1;
        (at == self.span.start && self.quotation_from(behind).is_some()).then_some((at..end, source))
    }

    /// "in the view of Smith", "in her words".
    fn in_view(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        let noun =
            self.noun_from(at + 1).filter(|noun| self.is(at, Class::In) && self.is(noun.head, Class::Viewpoint))?;
        if let Some(source) = self.possessor(noun) {
            return Some((at..noun.end, source));
        }
        let holder =
            self.noun_from(noun.end + 1).filter(|holder| self.is(noun.end, Class::Of) && self.noun_is_human(holder))?;
        Some((at..noun.end + 1, self.right_extended(holder)))
    }

    /// "based on figures from the coroner": what it is based on has a name, or an origin.
    fn based_on(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        let syntax = self.reading.syntax;
        let phrase = syntax.phrase_from(at).filter(|phrase| phrase.end < self.span.end);
        let phrase = phrase.filter(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::BasedOn));
        let using = self.is(at, Class::BasedOn).then_some(at + 1);
        let behind = phrase.map(|phrase| phrase.end).or(using)?;
        let predicate = self.before(at).is_some_and(|i| {
            self.is(i, Class::Be)
                || self.verb_at(i).is_some()
                || self.tag(i) == Some(Tag::Adverb) && self.verb_to(i).is_some()
        });
        let noun = self.noun_from(behind).filter(|_| !predicate)?;
        let source = self.right_extended(noun);
        let written = is_written(syntax.entry(noun.head).kinds);
        let told = source.tokens.clone().any(|i| self.is_origin(i) && i != noun.head);
        (told && written).then_some((at..behind, source))
    }

    /// Whether token `i` names who something comes from: a name, an organisation, "their".
    fn is_origin(&self, i: usize) -> bool {
        let Some(entry) = self.entry(i) else { return false };
        let named = self.tag(i).is_some_and(Tag::is_name) && !entry.classes.has_any(&[Class::Day, Class::Month]);
        named || entry.kinds.is_human() || self.tag(i) == Some(Tag::Possessive)
    }

    /// "under the contract", "under her plan": what a document lays down.
    fn under(&self, at: usize) -> Option<(Range<usize>, SourceSpan)> {
        let noun = self.noun_from(at + 1).filter(|_| self.is(at, Class::Under))?;
        let kinds = self.reading.syntax.entry(noun.head).kinds;
        let owned = noun.genitive.is_some() || self.tag(noun.first) == Some(Tag::Possessive);
        let document = kinds.has(NounKind::Document) && !kinds.has(NounKind::Image);
        (document && (self.is_definite(noun) || owned)).then(|| (at..at + 1, self.right_extended(noun)))
    }

    /// "41% of nurses surveyed by Delmar said …", "of respondents to Keel's survey", "of those who responded to the poll": a share of people
    /// who were asked is told by whoever asked them, and so is what somebody counted: "casualties recorded by the Monitor", "the 60 towns covered
    /// by the report".
    fn surveyed(&self, at: usize) -> Option<Tie> {
        let asked = self.is(at, Class::Respondent) || (self.is(at, Class::Survey) && self.tag(at)?.is_verb());
        let answered = self.is(at, Class::Asked);
        let recorded = self.is(at, Class::Recorded) && matches!(self.tag(at)?, Tag::Participle | Tag::Past);
        if !(asked || answered || recorded) {
            return None;
        }
        let link = at + 1;
        let noun = self.noun_from(link + 1)?;
        let survey = self.is(noun.head, Class::Survey) || is_written(self.reading.syntax.entry(noun.head).kinds);
        // A body counts; a singer and a man with 12 cars do not.
        let syntax = self.reading.syntax;
        let acronym = syntax.tokens[noun.head].upper && syntax.tokens[noun.head].tag.is_name();
        let named = self.is_definite(noun) && syntax.tokens[noun.head].tag.is_name();
        let body = acronym || named || syntax.entry(noun.head).kinds.has(NounKind::Organisation);
        let counted = self.entry(at)?.verb.is_some_and(|cue| matches!(cue.class, CueClass::Report | CueClass::Show));
        // "Casualties recorded by the Monitor reached 12,000", but not "the bill reviewed by the court rose to $3 million".
        let counts = asked && self.noun_is_human(noun) || recorded && (counted && body || survey);
        let by = self.is(link, Class::By) && counts;
        let to = self.is_any(link, &[Class::To, Class::In]) && survey;
        let people = self.tag(at).is_some_and(Tag::is_noun)
            || recorded && self.before(at).is_some_and(|i| self.verb_at(i).is_some_and(|verb| verb.passive))
            || self.before(at).is_some_and(|i| self.noun_at(i).is_some() || self.is(i, Class::Relative));
        if !(by || to) || !people {
            return None;
        }
        let source = self.right_extended(noun);
        let bounds = |&i: &usize| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Colon))
        };
        let start = (self.span.start..at).rev().find(bounds).map_or(self.span.start, |i| i + 1);
        let amount =
            |i: usize| self.tag(i) == Some(Tag::Number) || self.entry(i).is_some_and(|entry| !entry.numbers.is_empty());
        let share = by && !(recorded && survey) || (start..at).any(amount);
        let said = Said { start: source.tokens.end, complement: Complement::Clause, class: CueClass::Say, cue: None };
        let end = self.scope_end(said, start).max(source.tokens.end);
        let mut content = vec![start..at];
        if end > source.tokens.end {
            content.push(source.tokens.end..end);
        }
        share.then(|| framed(at..link + 1, source, content))
    }

    /// "… in May (Reuters).", "– Reuters": the name of a news organisation behind what it told, and nothing more.
    fn credit(&self) -> Option<Tie> {
        let mut end = self.end_of_words();
        let bracket = self.before(end).filter(|&i| self.kind(i) == Some(TokenKind::Close));
        end = bracket.unwrap_or(end);
        let noun = self.noun_to(end).filter(|noun| self.is_outlet(noun))?;
        let mark = self.before(noun.first)?;
        let opens = self.kind(mark) == Some(if bracket.is_some() { TokenKind::Open } else { TokenKind::Dash });
        if !opens {
            return None;
        }
        // A line of its own goes back to the sentence before it.
        let from = if mark > self.span.start { self.span.start } else { 0 };
        let verb = self.reading.chunks.verbs_in(&(from..mark)).iter().any(|verb| verb.finite);
        let source = SourceSpan { tokens: noun.first..noun.end, head: noun.head, antecedent: None };
        (verb && from < mark).then(|| framed(mark..mark + 1, source, vec![from..mark]))
    }

    /// Whether a noun phrase is the name of a news organisation.
    fn is_outlet(&self, noun: &NounPhrase) -> bool {
        let syntax = self.reading.syntax;
        let phrase = syntax.phrases_to(noun.end).find_map(|phrase| syntax.lexicon.entry(phrase.entry).outlet);
        let outlet = phrase.or(syntax.entry(noun.head).outlet);
        outlet.is_some_and(|(kind, _)| kind == OutletKind::Name) && syntax.tokens[noun.head].capital
    }

    /// The noun phrase that begins with token `at`.
    pub(super) fn noun_from(&self, at: usize) -> Option<&'a NounPhrase> {
        self.noun_at(at).filter(|noun| noun.first == at)
    }

    /// Whether a noun phrase begins with "the" or "this".
    pub(super) fn is_definite(&self, noun: &NounPhrase) -> bool {
        self.is_any(noun.first, &[Class::Definite, Class::Demonstrative])
    }
}

/// Whether a noun is one for a document or for data.
pub(super) fn is_written(kinds: NounKinds) -> bool {
    kinds.has(NounKind::Document) || kinds.has(NounKind::Data)
}

fn framed(cue: Range<usize>, source: SourceSpan, content: Vec<Range<usize>>) -> Tie {
    let main = cue.start;
    Tie { content, ..Tie::settled(Pattern::Phrase, Complement::Clause, (cue, main), source) }
}
