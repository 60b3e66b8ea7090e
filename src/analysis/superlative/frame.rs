//! The frame of a rank: what it ranks among, in which place, since when.

use super::Reading;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far behind a rank its frame is looked for, in tokens.
const SCOPE: usize = 14;

/// Prepositions before what things are ranked in.
const INTO: [Class; 5] = [Class::In, Class::Of, Class::On, Class::Among, Class::Around];

impl Reading<'_> {
    /// Whether a frame follows from token `from` on: "since 1990", "in the world", "in 11 years", "ever", "of all", "for every buyer".
    pub(super) fn is_framed(&self, from: usize) -> bool {
        for i in self.ahead(from, SCOPE) {
            if matches!(self.kind(i), Some(TokenKind::Semicolon | TokenKind::Colon)) {
                return false;
            }
            let among = self.is_any(i, &INTO) && self.is_whole(i + 1);
            let each = self.is_any(i, &[Class::For, Class::Of])
                && self.ahead(i + 1, 2).any(|j| self.is_any(j, &[Class::Every, Class::Any, Class::AllOf]));
            if among || each || self.is(i, Class::Among) || self.opens(i, Class::RankMark) {
                return true;
            }
        }
        false
    }

    /// Whether the clause around token `at` compares or denies before it: "more than at any time in history", "not so warm on record",
    /// where the frame alone tells the rank; but not "rooted in history", "one of the largest in history".
    pub(super) fn compares(&self, at: usize) -> bool {
        let clause = self.clauses.of(at);
        let told = [Class::Than, Class::Negative, Class::No, Class::Never];
        (self.span.start..at).any(|i| self.is_any(i, &told) && self.clauses.of(i) == clause)
    }

    /// Whether what begins at token `i` is a whole that things are ranked in: "the world", "40 years", "Europe", "the 2016 race".
    fn is_whole(&self, i: usize) -> bool {
        let noun = self.chunks.noun_at(i).filter(|noun| noun.first == i);
        let dated = noun.is_some_and(|noun| (i..noun.head).any(|j| self.is_year(j)));
        dated
            || self.ahead(i, 5).any(|j| {
                let name = self.tag(j).is_some_and(Tag::is_name) && j <= i + 1;
                let other = [Class::Month, Class::Day, Class::Courtesy, Class::Title];
                self.is(j, Class::RankWhole) || name && !self.is_any(j, &other) && !self.is_any(i, &other)
            })
    }

    /// Whether "in" and a whole stand at token `i`: "in almost a decade", "in the parade's 46-year history", but not "in 1996".
    pub(super) fn is_within(&self, i: usize) -> bool {
        let phrase = self.chunks.noun_at(i + 1).or_else(|| self.chunks.noun_at(i + 2)).map_or(i + 2, |noun| noun.end);
        self.is(i, Class::In) && self.any_is(i + 1..phrase, Class::RankWhole)
    }

    /// "the UK's best-paying supermarket", "the world's tallest": a place that owns the rank at token `at` is its frame; not "Jane Lind's
    /// proudest moment", nor a name that may be a person's, as in "Lind's biggest problem".
    pub(super) fn is_of_place(&self, at: usize) -> bool {
        let genitive =
            self.backwards(at, 3).find(|&i| self.tag(i) != Some(Tag::Number) && !self.is(i, Class::RankStep));
        let genitive = genitive.filter(|&i| self.tag(i) == Some(Tag::Genitive));
        let noun = || self.ahead(at, 6).find_map(|i| self.chunks.noun_at(i)).map(|noun| noun.head);
        genitive.and_then(|i| self.before(i)).is_some_and(|i| {
            let name = self.tag(i).is_some_and(Tag::is_name);
            self.is(i, Class::RankWhole)
                || name && !self.is_person(i) && !noun().is_some_and(|noun| self.is_abstract(noun))
        })
    }

    /// Whether the name that token `i` ends has a title or a given name in it.
    fn is_person(&self, i: usize) -> bool {
        let mut name =
            self.backwards(i, 3).take_while(|&i| self.tag(i).is_some_and(Tag::is_name) || self.is(i, Class::Courtesy));
        let person = |i: usize| {
            self.is_any(i, &[Class::Courtesy, Class::Title]) || self.entry(i).is_some_and(|e| e.gender.is_some())
        };
        person(i) || name.any(person)
    }

    /// Whether a noun is one for what somebody thinks of something, and nobody counts: "problem", "challenges".
    fn is_abstract(&self, noun: usize) -> bool {
        let several = format!("{}s", self.text(noun).to_lowercase());
        self.is_any(noun, &[Class::RankIdiom, Class::Abstract])
            || self.syntax.lexicon.find(&several).classes.has(Class::Abstract)
    }

    /// "one of the largest", "two of the best", "among the first": no rank of its own.
    pub(super) fn is_one_of(&self, at: usize) -> bool {
        self.backwards(at, 5).any(|i| {
            let some = self.is(i, Class::Share) || self.tag(i) == Some(Tag::Number);
            self.is(i, Class::Among) || (some && self.is(i + 1, Class::Of))
        })
    }

    /// Whether "the", a possessive or "'s" stands before token `at`, perhaps with "single" or "second" between.
    pub(super) fn is_determined(&self, at: usize) -> bool {
        for i in self.backwards(at, 4) {
            if self.is(i, Class::Definite) || matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive)) {
                return true;
            }
            if self.tag(i) != Some(Tag::Number) && !self.is(i, Class::RankStep) {
                return false;
            }
        }
        false
    }

    /// Whether the clause of token `at` says with a verb of being that something is what stands there.
    pub(super) fn is_predicate(&self, at: usize) -> bool {
        // "is still the only": right before it, whatever comes behind.
        let led = self.backwards(at, 4).find(|&i| {
            !self.is(i, Class::Definite)
                && !matches!(self.tag(i), Some(Tag::Possessive | Tag::Adverb))
                && !self.is(i, Class::RankStep)
        });
        let being = |i: usize| self.is_any(i, &[Class::Be, Class::Become]) && self.tag(i).is_some_and(Tag::is_verb);
        if led.is_some_and(being) {
            return true;
        }
        let clause = self.clauses.around(at).find(|clause| clause.verb.is_some());
        let verb = clause.and_then(|clause| self.clauses.verb(clause, self.chunks));
        verb.is_some_and(|verb| {
            let is = self.is_any(verb.main, &[Class::Be, Class::Become])
                || (verb.passive && self.is(verb.main, Class::Deemed));
            is && verb.end <= at && !(verb.end..at).any(|i| self.tag(i) == Some(Tag::Preposition))
        })
    }

    /// "is considered the biggest": whether the rank is what somebody is said to hold.
    pub(super) fn is_deemed(&self, at: usize) -> bool {
        let clause = self.clauses.around(at).find(|clause| clause.verb.is_some());
        let verb = clause.and_then(|clause| self.clauses.verb(clause, self.chunks));
        verb.is_some_and(|verb| verb.passive && self.is(verb.main, Class::Deemed)) && self.is_predicate(at)
    }

    /// Whether the clause of token `at` denies what it says: "is not the first".
    pub(super) fn is_denied(&self, at: usize) -> bool {
        // "wasn't the only landmark harmed": right before it, wherever its clause ends.
        let leads = |&i: &usize| {
            self.is_any(i, &[Class::Not, Class::Definite, Class::Indefinite, Class::RankStep])
                || matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive | Tag::Adverb))
        };
        if self.backwards(at, 4).take_while(leads).any(|i| self.is(i, Class::Not)) {
            return true;
        }
        let clause = self.clauses.around(at).find(|clause| clause.verb.is_some());
        let verb = clause.and_then(|clause| self.clauses.verb(clause, self.chunks));
        verb.is_some_and(|verb| {
            let not = verb.negated || self.any_is(verb.first..verb.end + 1, Class::Not);
            not && verb.first < at && !self.any_is(verb.first..verb.end, Class::Never)
        })
    }

    /// "The largest group was the nurses": whether the rank is the subject of a verb of being.
    pub(super) fn is_equated(&self, at: usize) -> bool {
        let clause = self.clauses.around(at).find(|clause| clause.verb.is_some());
        let verb = clause.and_then(|clause| self.clauses.verb(clause, self.chunks));
        let subject = clause.and_then(|clause| self.clauses.subject(clause, self.chunks));
        let within = subject.is_some_and(|noun| noun.first <= at && at < noun.end);
        within && verb.is_some_and(|verb| self.is(verb.main, Class::Be))
    }

    /// Whether the noun phrase of token `at` is the object of its clause.
    pub(super) fn is_object(&self, at: usize) -> bool {
        let clause = self.clauses.around(at).find(|clause| clause.verb.is_some());
        let object = clause.and_then(|clause| clause.object).map(|object| &self.chunks.nouns[object]);
        object.is_some_and(|noun| noun.first <= at && at < noun.end)
    }
}
