//! The words that are said: where the complement of a cue begins, and how far it goes.

use std::ops::Range;

use super::scope::Said;
use super::view::View;
use crate::language::chunk::{Chunk, NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass, VerbCue};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What a cue is followed by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Complement {
    /// A clause with "that", "whether", "how" …
    ThatClause,
    /// A clause without.
    Clause,
    /// A quotation.
    Quotation,
    /// "to" and a verb.
    Infinitive,
    /// A noun phrase.
    Object,
    /// A preposition and a noun phrase.
    About,
    /// A verb in "-ing".
    Gerund,
    /// Nothing: what is said stands before the cue, if anywhere.
    Nothing,
}

/// A complement, found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) complement: Complement,
    /// Its first token.
    pub(crate) start: usize,
}

/// How many phrases between a cue and its complement are skipped.
const SKIPS: usize = 8;

impl View<'_> {
    /// The complement that begins after token `from`, where the cue `cue` ends.
    pub(crate) fn complement(&self, from: usize, cue: &VerbCue) -> Found {
        let speaks = matches!(
            cue.class,
            CueClass::Say | CueClass::Write | CueClass::Ask | CueClass::Think | CueClass::Know | CueClass::Show
        );
        let mut at = from;
        for _ in 0..SKIPS {
            if let Some(complement) = self.complement_at(at)
                && !(complement == Complement::Object && speaks)
            {
                return Found { complement, start: at };
            }
            let Some(next) = self.skip(at, speaks) else { break };
            at = next;
        }
        // Nothing but an object or a phrase with a preposition, right behind the cue or its adverbs.
        let adverbs = (from..self.span.end)
            .take(3)
            .take_while(|&i| self.tag(i) == Some(Tag::Adverb) && self.noun_at(i).is_none());
        let mut from = from + adverbs.count();
        // "said Tuesday", "said today, after …": a time is nothing that is said.
        while let Some(time) = self.noun_from(from).filter(|noun| speaks && self.is_time(noun)) {
            from = time.end;
        }
        let complement = match () {
            () if self.noun_at(from).is_some_and(|noun| noun.first == from) => Complement::Object,
            // "expects between 200 and 400 closures"
            () if self.is(from, Class::Between) && self.tag(from + 1) == Some(Tag::Number) => Complement::Object,
            () if self.is_preposition(from) => Complement::About,
            () if self.tag(from).is_some_and(Tag::is_adjective) => Complement::Object,
            () => Complement::Nothing,
        };
        Found { complement, start: from }
    }

    /// The complement that begins with token `at`, or behind a comma or colon there.
    fn complement_at(&self, at: usize) -> Option<Complement> {
        let mark = matches!(self.kind(at)?, TokenKind::Comma | TokenKind::Colon);
        let first = at + usize::from(mark);
        if self.quotation_from(first).is_some_and(|q| q.words > 1 || mark) {
            return Some(Complement::Quotation);
        }
        if mark && self.is_comma(at) && self.is(first, Class::That) && self.tag(first) == Some(Tag::Subordinator) {
            return Some(Complement::ThatClause);
        }
        if mark {
            // "Smith said: sales rose".
            let noun = self.noun_at(first).filter(|noun| noun.first == first && !self.is_comma(at));
            return noun.filter(|noun| self.clause_follows(noun)).map(|_| Complement::Clause);
        }
        let tag = self.tag(at)?;
        if self.is(at, Class::Complementizer)
            && (tag == Tag::Subordinator
                || matches!(tag, Tag::Relative | Tag::RelativeAdverb)
                || self.is(at, Class::That))
        {
            let demonstrative = self.is(at, Class::That)
                && tag == Tag::Determiner
                && self.noun_at(at).is_some_and(|noun| noun.end > at + 1);
            if !demonstrative {
                return Some(Complement::ThatClause);
            }
        }
        // "said there may be issues"
        if self.is(at, Class::There) && self.verb_at(at + 1).is_some_and(|verb| verb.first == at + 1 && verb.finite) {
            return Some(Complement::Clause);
        }
        let quoted = self.quotation_from(first + 1);
        if self.verb_at(at).is_some_and(|verb| verb.first == at && verb.infinitive)
            || (self.is(at, Class::To) && quoted.is_some() && self.tag(at + 2) == Some(Tag::Base))
        {
            return Some(Complement::Infinitive);
        }
        // "the “extraordinary measures” were …".
        if let Some(quotation) = quoted.filter(|_| matches!(tag, Tag::Determiner | Tag::Possessive)) {
            let rest = quotation.tokens.end..self.span.end;
            let clause = self.reading.chunks.verbs_in(&rest).iter().any(|verb| verb.finite);
            return Some(if clause { Complement::Clause } else { Complement::Object });
        }
        if let Some(noun) = self.noun_at(at).filter(|noun| noun.first == at) {
            return Some(if self.clause_follows(noun) { Complement::Clause } else { Complement::Object });
        }
        if self
            .verb_at(at)
            .is_some_and(|verb| verb.first == at && !verb.finite && self.tag(verb.main) == Some(Tag::Gerund))
        {
            return Some(if self.clause_after_gerund(at) { Complement::Clause } else { Complement::Gerund });
        }
        // No bare verb stands there: it is a noun that looks like one, "said traffic in the town would fall".
        let bare = self.verb_at(at).filter(|verb| verb.first == at && !verb.finite && tag == Tag::Base);
        if bare
            .is_some_and(|verb| self.reading.chunks.verbs_in(&(verb.end..self.span.end)).iter().any(|next| next.finite))
        {
            return Some(Complement::Clause);
        }
        None
    }

    /// Whether the noun phrase is the subject of a finite verb: a clause without "that".
    pub(crate) fn clause_follows(&self, noun: &NounPhrase) -> bool {
        let mut at = noun.end;
        for _ in 0..12 {
            let Some(token) = self.token(at) else { return false };
            match self.chunk_at(at) {
                Chunk::Verb(_) => {
                    let Some(verb) = self.verb_at(at) else { return false };
                    if verb.finite {
                        return true;
                    }
                    // A reduced relative clause or an infinitive: go on behind it.
                    at = verb.end;
                }
                Chunk::Noun(_) => {
                    let Some(next) = self.noun_at(at) else { return false };
                    at = next.end;
                }
                Chunk::None
                    if self.is_preposition(at)
                        || matches!(token.tag, Tag::Adverb | Tag::Preposition)
                        || self.is(at, Class::And) =>
                {
                    at += 1;
                }
                Chunk::None if token.kind == TokenKind::Comma || token.kind == TokenKind::Open => {
                    // A parenthesis, if it is closed soon.
                    let close = (at + 1..self.span.end)
                        .take(25)
                        .find(|&i| self.is_comma(i) || self.kind(i) == Some(TokenKind::Close));
                    match close {
                        Some(close) if self.verb_at(close + 1).is_some_and(|verb| verb.finite) => return true,
                        _ => return false,
                    }
                }
                Chunk::None if self.is(at, Class::Relative) => {
                    // A relative clause: its verb is not the one.
                    let Some(verb) = self.verbs().iter().find(|verb| verb.first > at) else { return false };
                    at = verb.end;
                }
                Chunk::None if token.kind.is_quote() => at += 1,
                Chunk::None => return false,
            }
        }
        false
    }

    /// "said building the wall would cost": a gerund as the subject of a clause.
    fn clause_after_gerund(&self, at: usize) -> bool {
        let Some(gerund) = self.verb_at(at) else { return false };
        let noun = self.noun_at(gerund.end).filter(|noun| noun.first == gerund.end);
        noun.is_some_and(|noun| self.clause_follows(noun))
    }

    /// What may stand between a cue and its complement: an adverb, a time, whom it is said to, where.
    fn skip(&self, at: usize, speaks: bool) -> Option<usize> {
        let token = self.token(at)?;
        if token.tag == Tag::Adverb || token.tag == Tag::Particle {
            return Some(at + 1);
        }
        if let Some(noun) = self.noun_at(at).filter(|noun| noun.first == at) {
            if self.is_time(noun) {
                return Some(noun.end);
            }
            // Whom it is said to: only people, and more must follow.
            let told = speaks && self.noun_is_human(noun);
            return told.then(|| self.right_of(noun));
        }
        if speaks && (self.is_preposition(at) || self.tag(at) == Some(Tag::Subordinator)) {
            let noun = self.noun_at(at + 1).filter(|noun| noun.first == at + 1)?;
            return Some(self.right_of(noun));
        }
        if token.kind == TokenKind::Comma && speaks {
            // ", however," or ", in a statement,".
            // "told the council, which has 41 members, that".
            let relative = self.is(at + 1, Class::Relative);
            let close = (at + 1..self.span.end).take(if relative { 24 } else { 10 }).find(|&i| self.is_comma(i))?;
            let verbless = self.reading.chunks.verbs_in(&(at + 1..close)).is_empty();
            let goes_on = relative && self.is(close + 1, Class::Complementizer);
            return (verbless || goes_on).then_some(close + 1);
        }
        None
    }

    /// Behind a noun phrase and what hangs on it by prepositions.
    fn right_of(&self, noun: &NounPhrase) -> usize {
        let mut end = noun.end;
        while self.is_preposition(end) {
            match self.noun_at(end + 1) {
                Some(next) if next.first == end + 1 => end = next.end,
                _ => break,
            }
        }
        end
    }

    /// Where what begins at `said.start` ends: the end of the sentence, unless it is cut off before. `from` is where source
    /// and cue begin.
    pub(crate) fn scope_end(&self, said: Said<'_>, from: usize) -> usize {
        self.scope(said, self.limit(said, from))
    }

    /// Where what begins at `said.start` ends at the latest.
    pub(crate) fn limit(&self, said: Said<'_>, from: usize) -> usize {
        let end = self.end_of_words();
        // What is said in a relative clause or a parenthesis ends with it.
        let closing = said.cue.and_then(|verb| self.enclosing_end(verb, said.start));
        let fronted = self.fronted_end(from, said.start);
        closing.unwrap_or(end).min(fronted.unwrap_or(end)).min(end)
    }

    /// For a cue in a clause that stands before the main one ("If he says so, …"): the comma before that.
    fn fronted_end(&self, from: usize, start: usize) -> Option<usize> {
        let mut before = self.before(from)?;
        if self.tag(before) == Some(Tag::Adverb) {
            before = self.before(before)?;
        }
        let subordinate = self.is(before, Class::Subordinator) && self.noun_at(before).is_none();
        let first = before <= self.span.start + 1 || self.before(before).is_some_and(|i| self.is_comma(i));
        if !subordinate || !first {
            return None;
        }
        (start..self.span.end).find(|&i| self.is_comma(i) && !self.is_quoted(i) && self.own_clause(i + 1))
    }

    /// For a cue in a relative clause or between commas: where that ends, at the comma before the main verb goes on.
    fn enclosing_end(&self, verb: &VerbGroup, start: usize) -> Option<usize> {
        let before = self.before(verb.first)?;
        let relative = self.is(before, Class::Relative) && self.noun_at(before).is_none();
        let participle = !verb.finite && !verb.infinitive && self.is_comma(before);
        let parenthetic = relative && self.before(before).is_some_and(|i| self.is_comma(i));
        if !(relative || participle) {
            return None;
        }
        let mut at = start;
        while at < self.span.end {
            if let Some(quotation) = self.quotation_from(at) {
                at = quotation.tokens.end;
                continue;
            }
            if self.is_comma(at) {
                let next = (at + 1..self.span.end).find(|&i| self.tag(i) != Some(Tag::Adverb))?;
                if self.verb_at(next).is_some_and(|v| v.finite && v.first == next) && parenthetic {
                    return Some(at);
                }
            } else if relative && !parenthetic && self.verb_at(at).is_some_and(|v| v.finite && v.first == at) {
                // "those who say so are": a second finite verb with no subject of its own is the main one.
                let bare = self.before(at).is_some_and(|i| !self.noun_free(i, start));
                if !bare && at > start + 1 && self.finite_verbs(start..at) > 0 {
                    return Some(at);
                }
            }
            at += 1;
        }
        None
    }

    fn finite_verbs(&self, tokens: Range<usize>) -> usize {
        self.reading.chunks.verbs_in(&tokens).iter().filter(|verb| verb.finite).count()
    }

    /// Whether token `i` ends a noun phrase that is the object of a verb before it, and so no subject of what follows.
    fn noun_free(&self, i: usize, start: usize) -> bool {
        self.noun_at(i).is_some_and(|noun| {
            noun.first > start
                && self.before(noun.first).is_some_and(|j| self.verb_at(j).is_some() || self.is_preposition(j))
        })
    }

    /// ", he said," or ", said Smith": a cue in a parenthesis, which ends what is said before it.
    pub(crate) fn parenthetic_cue(&self, at: usize) -> bool {
        let verb = match self.noun_at(at).filter(|noun| noun.first == at) {
            Some(noun) => self.verb_at(noun.end),
            None => self.verb_at(at),
        };
        let Some(verb) = verb.filter(|verb| verb.finite) else { return false };
        let cue = self.reading.syntax.entry(verb.main).verb;
        let says = cue.is_some_and(|cue| {
            matches!(cue.class, CueClass::Say | CueClass::Write | CueClass::Think) && cue.frames.strongest() >= 5
        });
        let ends = |i: usize| {
            self.kind(i).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon))
        };
        says && (ends(verb.end)
            || (self.noun_at(at).is_none() && self.noun_at(verb.end).is_some_and(|noun| ends(noun.end))))
    }

    /// Whether a clause with a subject of its own begins at token `at`.
    pub(crate) fn own_clause(&self, at: usize) -> bool {
        self.noun_at(at).is_some_and(|noun| noun.first == at && self.clause_follows(noun))
    }

    /// Whether the comma at `at` goes on with a list of noun phrases: a conjunction and no verb follow.
    pub(crate) fn lists_on(&self, at: usize) -> bool {
        let next = at + 1;
        let noun = self.noun_at(next).filter(|noun| noun.first == next);
        let listed = |i: usize| self.is_comma(i) || self.is(i, Class::And) || self.is(i, Class::Or);
        let conjunction = self.is(next, Class::And) || self.is(next, Class::Or);
        (conjunction && self.noun_at(next + 1).is_some_and(|noun| noun.first == next + 1 && !self.clause_follows(noun)))
            || noun.is_some_and(|noun| listed(noun.end) && !self.clause_follows(noun))
    }
}
