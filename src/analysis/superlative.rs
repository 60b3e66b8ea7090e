//! Statements of rank: "the highest-level contact since …", "a record 8,323 responses", "the first woman to …".

use crate::language::Syntax;
use crate::language::lexicon::{Class, RankKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// Words that state a rank, in one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Superlative {
    /// The words that state it.
    pub range: TextRange,
    /// Index of its first token, and after its last.
    pub tokens: std::ops::Range<usize>,
    /// How.
    pub kind: RankKind,
    /// Whether it is told as a fact about the world, with what it ranks among.
    pub checkable: bool,
}

/// Finds the statements of rank in a block.
pub(super) fn superlatives(syntax: &Syntax<'_>) -> Vec<Superlative> {
    let mut found = Vec::new();
    for sentence in &syntax.sentences {
        let scan = Scan { syntax, sentence };
        let mut at = sentence.start;
        while at < sentence.end {
            match scan.superlative(at) {
                Some(superlative) => {
                    at = superlative.tokens.end;
                    found.push(superlative);
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Scan<'a> {
    syntax: &'a Syntax<'a>,
    sentence: &'a std::ops::Range<usize>,
}

/// How far behind a superlative its scope is looked for, in tokens.
const SCOPE: usize = 14;

impl Scan<'_> {
    fn is(&self, i: usize, class: Class) -> bool {
        self.sentence.contains(&i) && self.syntax.entry(i).classes.has(class)
    }

    fn tag(&self, i: usize) -> Option<Tag> {
        self.sentence.contains(&i).then(|| self.syntax.tokens[i].tag)
    }

    fn low(&self, i: usize) -> String {
        if self.sentence.contains(&i) { self.syntax.text(i).to_ascii_lowercase() } else { String::new() }
    }

    fn superlative(&self, at: usize) -> Option<Superlative> {
        let phrase = self.syntax.phrase_from(at).filter(|phrase| phrase.end <= self.sentence.end);
        let phrase = phrase.and_then(|phrase| Some((self.syntax.lexicon.entry(phrase.entry).rank?, phrase.end)));
        let (kind, end) = phrase.or_else(|| Some((self.syntax.entry(at).rank?, at + 1)))?;
        // "Best Buy", "First Amendment": a name.
        let named = self.syntax.tokens[at].capital && at > self.sentence.start && self.syntax.tokens[at].tag.is_name();
        if named {
            return None;
        }
        let checkable = match kind {
            RankKind::Rank => self.ranks(at, end)?,
            RankKind::Degree => self.degree(at)?,
            RankKind::Record => self.record(at)?,
            RankKind::First => self.first(at)?,
            RankKind::Only => self.only(at)?,
            RankKind::Never => self.never(at, end)?,
        };
        Some(Superlative {
            range: self.syntax.range(at..end),
            tokens: at..end,
            kind,
            checkable,
        })
    }

    /// Whether "the", a possessive, or "'s" stands before token `at`, perhaps with a number or "second" between.
    fn determined(&self, at: usize) -> bool {
        let mut i = at;
        while i > self.sentence.start {
            i -= 1;
            if self.is(i, Class::Definite) || matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive)) {
                return true;
            }
            let between = self.tag(i) == Some(Tag::Number) || matches!(self.low(i).as_str(), "single" | "second" | "third" | "next" | "very" | "by" | "far");
            if !between || at - i > 3 {
                return false;
            }
        }
        false
    }

    fn one_of(&self, at: usize) -> bool {
        (at.saturating_sub(5)..at).any(|i| matches!(self.low(i).as_str(), "one" | "some" | "among") && (self.is(i + 1, Class::Of) || self.low(i) == "among"))
    }

    /// Whether a scope follows: "since 1990", "in the world", "in 11 years", "ever", "of all".
    fn scoped(&self, from: usize) -> bool {
        for i in from..self.sentence.end.min(from + SCOPE) {
            let token = &self.syntax.tokens[i];
            if matches!(token.kind, TokenKind::Semicolon | TokenKind::Colon) {
                return false;
            }
            match self.low(i).as_str() {
                "since" | "ever" | "recorded" | "worldwide" | "globally" | "nationwide" => return true,
                "record" if self.is(i.wrapping_sub(1), Class::On) => return true,
                "in" | "of" | "among" | "on" if self.ranks_among(i + 1) => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether what begins at token `i` is a whole that things are ranked in: "the world", "history", "40 years", "Europe".
    fn ranks_among(&self, i: usize) -> bool {
        (i..self.sentence.end.min(i + 5)).any(|j| {
            let word = self.low(j);
            let whole = matches!(
                word.as_str(),
                "world" | "history" | "country" | "nation" | "state" | "city" | "region" | "continent" | "planet" | "market" | "industry" | "sector" | "years" | "decades" | "months" | "weeks" | "centuries" | "decade" | "century" | "generation" | "memory" | "all" | "kind" | "existence" | "area" | "county"
            );
            let place = self.syntax.tokens[j].tag.is_name() && !self.is(j, Class::Month) && !self.is(j, Class::Day);
            whole || (place && j <= i + 1)
        })
    }

    /// "the UK's best-paying supermarket": a place that owns the rank is its scope.
    fn place_before(&self, at: usize) -> bool {
        let Some(genitive) = at.checked_sub(1).filter(|&i| self.tag(i) == Some(Tag::Genitive)) else { return false };
        genitive.checked_sub(1).is_some_and(|i| {
            self.tag(i).is_some_and(Tag::is_name) || matches!(self.low(i).as_str(), "world" | "country" | "nation" | "state" | "city" | "region" | "industry")
        })
    }

    fn ranks(&self, at: usize, end: usize) -> Option<bool> {
        let word = self.low(at);
        let adverbial = matches!(word.as_str(), "best" | "worst" | "hardest" | "fastest" | "earliest" | "latest" | "closest" | "newest" | "oldest" | "youngest");
        let self_sufficient = matches!(self.syntax.range(at..end).of_text(self.syntax.prose).to_ascii_lowercase().as_str(),
            "all-time high" | "all-time low" | "all time high" | "all time low" | "record high" | "record low" | "record-breaking" | "record-setting" | "record-high" | "record-low" | "highest-level" | "highest-ever" | "largest-ever" | "biggest-ever" | "lowest-ever" | "first-ever");
        if self_sufficient {
            return Some(true);
        }
        if !self.determined(at) {
            // "at its best", "largest ever".
            return (!adverbial && self.tag(at) == Some(Tag::Superlative)).then(|| self.scoped(end));
        }
        let noun = (end..self.sentence.end.min(end + 6)).any(|i| self.tag(i).is_some_and(Tag::is_noun));
        if !noun && !self.place_before(at) {
            return Some(false);
        }
        let idiom = matches!(word.as_str(), "best" | "worst")
            && matches!(self.low(end).as_str(), "interest" | "interests" | "friend" | "friends" | "way" | "thing" | "part" | "of" | "man" | "hope" | "case" | "practices" | "practice" | "guess" | "known" | "part" | "chance" | "option" | "possible");
        Some(!idiom && !self.one_of(at) && word != "latest" && word != "newest" && (self.scoped(end) || self.place_before(at)))
    }

    /// "the most targeted", but not "most of them", "at most", "most people".
    fn degree(&self, at: usize) -> Option<bool> {
        let next = self.tag(at + 1)?;
        let modifies = next.is_adjective() || matches!(next, Tag::Participle | Tag::Gerund | Tag::Adverb) || (next.is_noun() && self.determined(at));
        if !modifies || !self.determined(at) || self.is(at.checked_sub(1)?, Class::At) {
            return None;
        }
        Some(!self.one_of(at) && self.scoped(at + 2))
    }

    /// "a record 33.5 percent", "record highs", "a record number of".
    fn record(&self, at: usize) -> Option<bool> {
        let next = self.tag(at + 1)?;
        let modifies = next == Tag::Number || self.syntax.tokens.get(at + 1).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Symbol));
        let noun = matches!(self.low(at + 1).as_str(), "number" | "high" | "highs" | "low" | "lows" | "level" | "levels" | "amount" | "year" | "pace" | "sum" | "turnout" | "profit" | "profits" | "sales" | "revenue" | "growth" | "temperatures" | "temperature" | "heat");
        (modifies || noun).then_some(true)
    }

    /// "is the first time", "the first woman to", "was first to", but not "the first step", "first, …".
    fn first(&self, at: usize) -> Option<bool> {
        if self.low(at) == "last" {
            return None;
        }
        let copula = |i: usize| self.is(i, Class::Be) || matches!(self.low(i).as_str(), "became" | "become" | "becomes" | "marks" | "marked" | "becoming");
        if at > self.sentence.start && copula(at - 1) && self.is(at + 1, Class::To) {
            return Some(true);
        }
        if !self.determined(at) || self.one_of(at) {
            return None;
        }
        let limit = self.sentence.end.min(at + 8);
        let to = (at + 2..limit).find(|&i| self.is(i, Class::To) && self.tag(i) == Some(Tag::To));
        let ever = (at + 1..self.sentence.end.min(at + SCOPE)).any(|i| matches!(self.low(i).as_str(), "ever" | "since"));
        let stated = (self.sentence.start..at).rev().take(4).any(copula);
        let time = self.low(at + 1) == "time";
        Some(ever || (stated && (to.is_some() || time)))
    }

    /// "is the only country to", but not "only if", "not only".
    fn only(&self, at: usize) -> Option<bool> {
        if !self.determined(at) {
            return None;
        }
        let copula = (self.sentence.start..at).rev().take(4).any(|i| self.is(i, Class::Be));
        let scope = (at + 1..self.sentence.end.min(at + 8)).any(|i| matches!(self.low(i).as_str(), "to" | "that" | "who" | "in" | "with"));
        let idiom = matches!(self.low(at + 1).as_str(), "way" | "thing" | "one" | "reason" | "time" | "question" | "problem" | "option" | "choice");
        Some(copula && scope && !idiom && self.scoped(at + 1))
    }

    /// "never before", "not since", "more than ever": phrases that rank in time.
    fn never(&self, at: usize, end: usize) -> Option<bool> {
        let first_time = self.low(end - 1) == "time";
        let ranked = !first_time || (end..self.sentence.end.min(end + SCOPE)).any(|i| self.low(i) == "since" || self.low(i) == "ever" || (self.low(i) == "in" && self.tag(i + 1) == Some(Tag::Number)));
        let stated = first_time && (self.sentence.start..at).rev().take(3).any(|i| self.is(i, Class::Be) || self.low(i) == "marks" || self.low(i) == "marked");
        Some(ranked || stated)
    }
}
