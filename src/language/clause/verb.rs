//! Which clause a verb belongs to, and which it begins.

use super::build::Builder;
use super::{ClauseKind, modal};
use crate::language::chunk::VerbGroup;
use crate::language::lexicon::CueClass;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Builder<'_> {
    /// A verb group: the verb of the innermost clause that waits for one, of a new clause with a subject, or of one beside.
    pub(super) fn verb(&mut self, index: usize, at: usize) -> usize {
        let verb = self.chunks.verbs[index];
        if verb.first != at {
            return verb.end;
        }
        if verb.finite {
            self.finite(index, &verb);
        } else {
            self.nonfinite(index, &verb);
        }
        self.last_noun = None;
        verb.end
    }

    fn finite(&mut self, index: usize, verb: &VerbGroup) {
        self.close_nonfinite(verb.first);
        let coordinated = self.coordinator.take_if(|at| *at < verb.first);
        let subject = self.subject();
        if !self.has_verb() {
            self.set_verb(index, subject);
            return;
        }
        let free = self.subject_behind(verb.first);
        match (free, coordinated) {
            // "sales fell, and the mayor said"
            (Some(noun), Some(mark)) if mark < self.chunks.nouns[noun].first => {
                self.beside(mark, Some(noun), index);
            }
            // "fell and hit", "bought cars and sold trucks"
            (_, Some(mark)) if mark + 1 == verb.first || self.only_adverbs(mark + 1, verb.first) => {
                self.beside(mark, None, index);
            }
            // "the union that represents clerks says"
            (Some(noun), _) if self.is_of_relative(noun) => self.outer(index, verb),
            (Some(noun), _) => self.inside(noun, index, verb),
            // "those who say so are"
            (None, _) => self.outer(index, verb),
        }
    }

    /// Whether a noun phrase is the object of a relative clause, or in it, and a clause around that still waits for its verb.
    fn is_of_relative(&self, noun: usize) -> bool {
        let relative = self.current().kind == ClauseKind::Relative && !self.current().own_subject;
        let waits =
            self.stack[..self.stack.len() - 1].last().is_some_and(|open| self.clauses.all[open.clause].verb.is_none());
        let noun = &self.chunks.nouns[noun];
        let pronoun = self.syntax.tokens[noun.head].tag == Tag::Pronoun;
        let says = self.current().verb.is_some_and(|verb| self.takes_clause(&self.chunks.verbs[verb]));
        relative && waits && !pronoun && !says
    }

    fn only_adverbs(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| self.syntax.tokens[i].tag == Tag::Adverb || self.syntax.tokens[i].kind == TokenKind::Comma)
    }

    /// Gives the current clause its verb and its subject: of its own, or of the clause around it.
    fn set_verb(&mut self, index: usize, subject: Option<usize>) {
        let depth = self.stack.len() - 1;
        let inherited = match self.clause(depth).kind {
            ClauseKind::Relative => self.stack[depth].antecedent,
            _ => None,
        };
        let verb = &self.chunks.verbs[index];
        let modal = modal(self.syntax, verb);
        let clause = &mut self.clauses.all[self.stack[depth].clause];
        clause.verb = Some(index);
        clause.modal = modal;
        clause.own_subject = subject.is_some();
        clause.subject = subject.or(inherited);
        self.stack[depth].nouns.verb();
    }

    /// A clause beside the current one, from the coordinator `mark` on; without a subject of its own it has that of the one before.
    fn beside(&mut self, mark: usize, subject: Option<usize>, verb: usize) {
        let kind = self.current().kind;
        let around = if subject.is_some() && kind == ClauseKind::Relative {
            // "a firm that sells cars, and the mayor said": the relative clause is over.
            self.close(mark);
            self.stack.len() - 1
        } else {
            self.stack.len() - 1
        };
        let shared = self.clause(around).subject;
        if self.stack.len() > 1 {
            let beside = self.stack[around].clause;
            let after_comma = self.stack[around].after_comma;
            self.close(mark);
            self.open(ClauseKind::Coordinate, mark, Some(mark), after_comma);
            let opened = self.top().clause;
            self.clauses.all[opened].parent = Some(beside);
        } else {
            self.open(ClauseKind::Coordinate, mark, Some(mark), false);
        }
        let first = self.chunks.verbs[verb].first;
        self.take(mark..first);
        self.set_verb(verb, subject);
        if subject.is_none() {
            let opened = self.top().clause;
            self.clauses.all[opened].subject = shared;
        }
    }

    /// A clause with the subject `noun` inside or behind the current one: what is said, a relative clause without its pronoun, or one
    /// that a comma parts from it.
    fn inside(&mut self, noun: usize, index: usize, verb: &VerbGroup) {
        let first = self.chunks.nouns[noun].first;
        let comma = first > self.sentence.start && self.syntax.tokens[first - 1].kind == TokenKind::Comma;
        let says = self.current().verb.is_some_and(|known| self.takes_clause(&self.chunks.verbs[known]));
        let contact = first > self.sentence.start && self.chunks.noun_at(first - 1).is_some();
        let kind = match () {
            () if comma => ClauseKind::Main,
            () if contact && !says => ClauseKind::Relative,
            () => ClauseKind::Complement,
        };
        if kind == ClauseKind::Main {
            while self.stack.len() > 1
                && !matches!(self.current().kind, ClauseKind::Quotation | ClauseKind::Parenthesis)
            {
                self.close(first);
            }
        }
        if let Some(clause) = self.stack.last().map(|open| open.clause)
            && self.clauses.all[clause].object == Some(noun)
        {
            self.clauses.all[clause].object = None;
        }
        self.open(kind, first, None, false);
        self.take(first..verb.first);
        self.set_verb(index, Some(noun));
    }

    /// Whether a verb brings in a clause without "that".
    pub(super) fn takes_clause(&self, verb: &VerbGroup) -> bool {
        let cue = self.syntax.entry(verb.main).verb;
        cue.is_some_and(|cue| {
            matches!(
                cue.class,
                CueClass::Say | CueClass::Write | CueClass::Think | CueClass::Know | CueClass::Show | CueClass::Report
            )
        })
    }

    /// A finite verb without a subject: that of a clause further out that waits for its own, else one more of the current.
    fn outer(&mut self, index: usize, verb: &VerbGroup) {
        let waiting = self.stack.iter().rposition(|open| self.clauses.all[open.clause].verb.is_none());
        let barrier = self.stack.iter().rposition(|open| {
            matches!(self.clauses.all[open.clause].kind, ClauseKind::Quotation | ClauseKind::Parenthesis)
        });
        if let Some(depth) = waiting.filter(|&depth| barrier.is_none_or(|barrier| barrier <= depth)) {
            while self.stack.len() > depth + 1 {
                self.close(verb.first);
            }
            let subject = self.subject();
            self.set_verb(index, subject);
            return;
        }
        let inverted = self.takes_clause(verb) && self.chunks.noun_at(verb.end).is_some();
        let shared = self.current().subject.filter(|_| !inverted);
        if self.current().kind == ClauseKind::Coordinate {
            self.close(verb.first);
        }
        let kind = if inverted { ClauseKind::Main } else { ClauseKind::Coordinate };
        self.open(kind, verb.first, None, false);
        self.set_verb(index, None);
        let opened = self.top().clause;
        self.clauses.all[opened].subject = shared;
    }

    /// Ends clauses without a tense before a finite verb, where the clause around them waits for one.
    fn close_nonfinite(&mut self, at: usize) {
        while self.stack.len() > 1
            && matches!(self.current().kind, ClauseKind::Participial | ClauseKind::Infinitive | ClauseKind::Apposition)
        {
            let (free, mark) = (self.subject_behind(at), self.coordinator);
            // "to say sales fell": the noun phrase is the subject of a clause inside.
            if free.is_some() && mark.is_none() && self.has_verb() {
                let outer_waits =
                    self.stack[..self.stack.len() - 1].iter().any(|open| self.clauses.all[open.clause].verb.is_none());
                let verb = self.current().verb.map(|verb| &self.chunks.verbs[verb]);
                if !outer_waits && verb.is_some_and(|verb| self.takes_clause(verb)) {
                    return;
                }
            }
            let moved = free.filter(|_| {
                self.stack[..self.stack.len() - 1]
                    .last()
                    .is_some_and(|open| self.clauses.all[open.clause].verb.is_some())
            });
            self.close(at);
            if let Some(noun) = moved {
                let first = self.chunks.nouns[noun].first;
                self.top().nouns.add(noun, first, false, false, false);
            }
        }
    }

    /// A verb without a tense: a clause inside the current one, whose subject it shares.
    fn nonfinite(&mut self, index: usize, verb: &VerbGroup) {
        let at = verb.first;
        let comma = at > self.sentence.start && self.syntax.tokens[at - 1].kind == TokenKind::Comma;
        let kind = if verb.infinitive { ClauseKind::Infinitive } else { ClauseKind::Participial };
        // A base form behind a modal in an inverted question, or one that nothing brings in, is the clause's own verb.
        if !verb.infinitive && !self.has_verb() && self.syntax.tokens[verb.main].tag == Tag::Base {
            let subject = self.subject();
            self.set_verb(index, subject);
            return;
        }
        // "bought cars and sold trucks", where the past looks like a participle; "was built and sold".
        let coordinated = self.coordinator.take_if(|mark| *mark + 1 == at && !verb.infinitive);
        if let Some(mark) =
            coordinated.filter(|_| self.has_verb() && self.syntax.tokens[verb.main].tag == Tag::Participle)
        {
            self.beside(mark, None, index);
            return;
        }
        let reduced = !verb.infinitive && !comma && at > self.sentence.start && self.chunks.noun_at(at - 1).is_some();
        let about = if reduced { self.last_noun } else { self.current().subject };
        let about = about.or_else(|| self.subject());
        self.open(kind, at, None, comma || at == self.sentence.start);
        self.set_verb(index, None);
        let opened = self.top().clause;
        self.clauses.all[opened].subject = about;
    }
}
