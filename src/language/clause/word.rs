//! Words between the phrases: what brings in a clause, and what a preposition governs.

use super::ClauseKind;
use super::build::Builder;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Builder<'_> {
    /// A word that is part of no phrase.
    pub(super) fn word(&mut self, at: usize) -> usize {
        let token = &self.syntax.tokens[at];
        let comma = at > self.sentence.start && self.syntax.tokens[at - 1].kind == TokenKind::Comma;
        match token.tag {
            Tag::Coordinator => self.coordinator = Some(at),
            // "Lind once said so": an adverb.
            Tag::Subordinator if self.is_adverb(at) => {}
            Tag::Subordinator => self.subordinate(at, comma),
            Tag::RelativeAdverb if self.ahead.clause(at + 1) => self.subordinate(at, comma),
            Tag::Relative => {
                let complement = self.behind_verb(at) || at == self.sentence.start;
                let kind = if complement { ClauseKind::Complement } else { ClauseKind::Relative };
                self.open(kind, at, Some(at), comma);
            }
            Tag::Preposition if self.brings_in_clause(at) => self.subordinate(at, comma),
            Tag::Preposition if self.is_of_amount(at) => {}
            Tag::Preposition | Tag::To => self.top().nouns.preposition(at),
            _ if self.syntax.entry(at).classes.has(Class::Subordinator) && self.ahead.clause(at + 1) => {
                self.subordinate(at, comma);
            }
            _ => {}
        }
        at + 1
    }

    /// Whether a word for a time that can bring in a clause stands right before a verb that has its subject before it.
    fn is_adverb(&self, at: usize) -> bool {
        let finite = self.chunks.verb_at(at + 1).is_some_and(|verb| verb.finite && verb.first == at + 1);
        finite && self.syntax.entry(at).classes.has(Class::Time) && self.subject().is_some()
    }

    /// "More than 300 people", "at least six", "many of them": whether a preposition belongs to the amount behind it, or an amount before
    /// it that is no noun phrase to what it is an amount of.
    fn is_of_amount(&self, at: usize) -> bool {
        let lexicon = self.syntax.lexicon;
        let hedges = |entry| lexicon.entry(entry).hedge.is_some();
        let hedge = self.syntax.phrases_to(at + 1).any(|phrase| hedges(phrase.entry))
            || self.syntax.phrase_from(at).is_some_and(|phrase| hedges(phrase.entry));
        let share = at.checked_sub(1).is_some_and(|before| {
            let quantity = self.syntax.entry(before).classes.has(Class::Quantifier);
            quantity && self.syntax.entry(at).classes.has(Class::Of) && self.chunks.noun_at(before).is_none()
        });
        hedge || share
    }

    /// "After the ministry said so, …": whether what the tagger takes for a preposition stands before a subject and its verb, and the
    /// sentence has another verb beside that.
    fn brings_in_clause(&self, at: usize) -> bool {
        let can = self.syntax.entry(at).classes.has(Class::Subordinator);
        let subject = self.chunks.noun_at(at + 1).filter(|noun| can && noun.first == at + 1);
        let verb = subject.and_then(|noun| {
            let head = &self.syntax.tokens[noun.head];
            let time = self.syntax.entry(noun.head).classes.has_any(&[Class::Day, Class::Month, Class::Time]);
            let named = head.tag != Tag::Number && head.kind != TokenKind::Number && !time;
            self.chunks.verb_at(noun.end).filter(|verb| named && verb.finite && verb.first == noun.end)
        });
        verb.is_some_and(|verb| self.has_verb() || self.ahead.clause_behind_comma(verb.end))
    }

    /// "because", "if", "that": a clause of its own if a verb comes.
    fn subordinate(&mut self, at: usize, comma: bool) {
        // "for the firm to sell", "after cutting": no tense, and no clause of its own.
        let gerund = self.syntax.tokens.get(at + 1).is_some_and(|next| next.tag == Tag::Gerund);
        if gerund || self.syntax.entry(at).classes.has(Class::For) || !self.ahead.clause(at + 1) {
            self.top().nouns.preposition(at);
            return;
        }
        let that = self.syntax.entry(at).classes.has(Class::That);
        let whether = self.syntax.entry(at).classes.has(Class::Complementizer) && self.behind_verb(at);
        let kind = if that || whether { ClauseKind::Complement } else { ClauseKind::Adverbial };
        // "…, but when it rained, …": the clause before is over.
        if kind == ClauseKind::Adverbial && comma {
            self.close_dependents(at);
        }
        self.open(kind, at, Some(at), comma && kind == ClauseKind::Adverbial);
    }

    /// Whether the current clause has its verb, and nothing but that stands right before token `at`.
    fn behind_verb(&self, at: usize) -> bool {
        at > self.sentence.start && self.chunks.verb_at(at - 1).is_some()
    }
}
