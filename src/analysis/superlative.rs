//! Statements of rank: "the highest-level contact since …", "a record 8,323 responses", "the first woman to …".

use crate::language::Syntax;
use crate::language::lexicon::{Class, RankKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

/// Words that state a rank, in one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Superlative {
    /// The words that state it.
    pub range: TextRange,
    /// Whether it is told as a fact about the world, with what it ranks among.
    pub checkable: bool,
}

/// How far behind a superlative its scope is looked for, in tokens.
const SCOPE: usize = 14;

/// How far the noun it belongs to, or a verb it needs, is looked for.
const NEAR: usize = 8;

/// Finds the statements of rank in a block.
pub(super) fn superlatives(syntax: &Syntax<'_>) -> Vec<Superlative> {
    let mut found = Vec::new();
    for sentence in &syntax.sentences {
        let words = Words { syntax, span: sentence.clone() };
        let mut at = sentence.start;
        while at < sentence.end {
            let Some((kind, end)) = rank(&words, at) else {
                at += 1;
                continue;
            };
            let rank = Rank { words: &words, at, end };
            if let Some(checkable) = rank.checkable(kind) {
                let range = syntax.range(at..end);
                found.push(Superlative { range, checkable });
            }
            at = end;
        }
    }
    found
}

/// The word or phrase of rank at token `at`, and where it ends; none in a name ("First Amendment").
fn rank(words: &Words<'_>, at: usize) -> Option<(RankKind, usize)> {
    let syntax = words.syntax;
    let phrase = syntax.phrase_from(at).filter(|phrase| phrase.end <= words.span.end);
    let phrase = phrase.and_then(|phrase| Some((syntax.lexicon.entry(phrase.entry).rank?, phrase.end)));
    let found = phrase.or_else(|| Some((syntax.entry(at).rank?, at + 1)))?;
    let token = &syntax.tokens[at];
    let named = token.capital && at > words.span.start && token.tag.is_name();
    (!named).then_some(found)
}

/// A word of rank from token `at` to before `end`.
struct Rank<'a> {
    words: &'a Words<'a>,
    at: usize,
    end: usize,
}

impl Rank<'_> {
    /// Whether it states a rank at all (`None`: it does not), and then whether as a claim with its scope.
    fn checkable(&self, kind: RankKind) -> Option<bool> {
        match kind {
            RankKind::Alone => Some(true),
            RankKind::Rank | RankKind::Loose => self.ranks(kind == RankKind::Loose),
            RankKind::Degree => self.degree(),
            RankKind::Record => self.record(),
            RankKind::First => self.first(),
            RankKind::Only => self.only(),
            RankKind::Never => Some(self.never()),
        }
    }

    /// Whether "the", a possessive or "'s" stands before it, perhaps with "single" or "second" between.
    fn is_determined(&self) -> bool {
        for i in self.words.backwards(self.at, 4) {
            if self.words.is(i, Class::Definite) || matches!(self.words.tag(i), Some(Tag::Possessive | Tag::Genitive)) {
                return true;
            }
            if self.words.tag(i) != Some(Tag::Number) && !self.words.is(i, Class::RankStep) {
                return false;
            }
        }
        false
    }

    /// "one of the largest": no rank of its own.
    fn is_one_of(&self) -> bool {
        self.words.backwards(self.at, 5).any(|i| {
            self.words.is(i, Class::Among) || (self.words.is(i, Class::Share) && self.words.is(i + 1, Class::Of))
        })
    }

    /// Whether a scope follows from token `from` on: "since 1990", "in the world", "in 11 years", "ever", "of all".
    fn is_scoped(&self, from: usize) -> bool {
        for i in self.words.ahead(from, SCOPE) {
            if matches!(self.words.kind(i), Some(TokenKind::Semicolon | TokenKind::Colon)) {
                return false;
            }
            let among = self.words.is_any(i, &[Class::In, Class::Of, Class::On, Class::Among]) && self.is_whole(i + 1);
            if among || self.words.is(i, Class::RankMark) {
                return true;
            }
        }
        false
    }

    /// Whether what begins at token `i` is a whole that things are ranked in: "the world", "40 years", "Europe".
    fn is_whole(&self, i: usize) -> bool {
        self.words.ahead(i, 5).any(|j| {
            let place =
                self.words.tag(j).is_some_and(Tag::is_name) && !self.words.is_any(j, &[Class::Month, Class::Day]);
            self.words.is(j, Class::RankWhole) || (place && j <= i + 1)
        })
    }

    /// "the UK's best-paying supermarket": a place that owns the rank is its scope.
    fn is_of_place(&self) -> bool {
        let genitive = self.words.before(self.at).filter(|&i| self.words.tag(i) == Some(Tag::Genitive));
        genitive
            .and_then(|i| self.words.before(i))
            .is_some_and(|i| self.words.tag(i).is_some_and(Tag::is_name) || self.words.is(i, Class::RankWhole))
    }

    /// "the largest bridge in Europe"; `loose` for a word that is often an adverb or news ("best", "latest").
    fn ranks(&self, loose: bool) -> Option<bool> {
        if !self.is_determined() {
            return (!loose && self.words.tag(self.at) == Some(Tag::Superlative)).then(|| self.is_scoped(self.end));
        }
        let noun = self.words.ahead(self.end, 6).any(|i| self.words.tag(i).is_some_and(Tag::is_noun));
        let idiom = loose && self.words.is(self.end, Class::RankIdiom);
        Some(
            (noun || self.is_of_place())
                && !idiom
                && !self.is_one_of()
                && (self.is_scoped(self.end) || self.is_of_place()),
        )
    }

    /// "the most targeted", but not "most of them", "at most", "most people".
    fn degree(&self) -> Option<bool> {
        let next = self.words.tag(self.at + 1)?;
        let modifies =
            next.is_adjective() || next.is_noun() || matches!(next, Tag::Participle | Tag::Gerund | Tag::Adverb);
        // "the most vulnerable are": people, and no rank.
        let people = next.is_adjective() && self.words.tag(self.at + 2).is_some_and(Tag::is_finite);
        (modifies && !people && self.is_determined()).then(|| !self.is_one_of() && self.is_scoped(self.at + 2))
    }

    /// "a record 33.5 percent", "record highs".
    fn record(&self) -> Option<bool> {
        let next = self.at + 1;
        let number = matches!(self.words.kind(next), Some(TokenKind::Number | TokenKind::Symbol))
            || self.words.tag(next) == Some(Tag::Number);
        (number || self.words.is(next, Class::RecordNoun)).then_some(true)
    }

    /// "is the first time", "the first woman to", "was first to", but not "the first step", "first, …".
    fn first(&self) -> Option<bool> {
        let copula = |i: usize| self.words.is_any(i, &[Class::Be, Class::Become]);
        let infinitive = |i: usize| self.words.is(i, Class::To);
        if self.words.before(self.at).is_some_and(copula) && infinitive(self.at + 1) {
            return Some(true);
        }
        if !self.is_determined() || self.is_one_of() {
            return None;
        }
        let ever = self.words.any_is(self.words.ahead(self.at + 1, SCOPE), Class::RankMark);
        let stated = self.words.backwards(self.at, 4).any(copula);
        let what = self.words.ahead(self.at + 2, NEAR).any(infinitive) || self.words.is(self.at + 1, Class::Occasion);
        Some(ever || (stated && what))
    }

    /// "is the only country to …", but not "only if", "the only way".
    fn only(&self) -> Option<bool> {
        let copula = self.words.backwards(self.at, 4).any(|i| self.words.is(i, Class::Be));
        let scope = self
            .words
            .ahead(self.at + 1, NEAR)
            .any(|i| self.words.is_any(i, &[Class::To, Class::Relative, Class::In, Class::With]));
        self.is_determined()
            .then(|| copula && scope && !self.words.is(self.at + 1, Class::RankIdiom) && self.is_scoped(self.at + 1))
    }

    /// "never before", "not since", "more than ever"; "for the first time" only with what it ranks among.
    fn never(&self) -> bool {
        if !self.words.is(self.end - 1, Class::Occasion) {
            return true;
        }
        let since = self.words.ahead(self.end, SCOPE).any(|i| {
            self.words.is(i, Class::RankMark)
                || (self.words.is(i, Class::In) && self.words.tag(i + 1) == Some(Tag::Number))
        });
        let stated = self.words.backwards(self.at, 3).any(|i| self.words.is_any(i, &[Class::Be, Class::Become]));
        since || stated
    }
}
