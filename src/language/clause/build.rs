//! Reads a sentence into clauses, from left to right.

use std::ops::Range;

use super::ahead::Ahead;
use super::subject::Nouns;
use super::{Clause, ClauseKind, Clauses, Prepositional};
use crate::language::Syntax;
use crate::language::chunk::{Chunk, Chunks};
use crate::language::form::Forms;
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How deep clauses are followed into each other; nobody reads on further down, and the time stays linear.
const DEEPEST: usize = 32;

/// A clause that can still take words.
pub(super) struct Open {
    /// Its index in [`Clauses::all`].
    pub(super) clause: usize,
    /// Its noun phrases that can still become a subject.
    pub(super) nouns: Nouns,
    /// Whether a comma stands before it, so that one ends it.
    pub(super) after_comma: bool,
    /// The noun phrase before it, which a relative clause is about.
    pub(super) antecedent: Option<usize>,
}

pub(super) struct Builder<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) chunks: &'a Chunks,
    pub(super) sentence: Range<usize>,
    pub(super) clauses: &'a mut Clauses,
    pub(super) stack: Vec<Open>,
    /// The word that brings in a clause and waits for its verb: "and", "because".
    pub(super) coordinator: Option<usize>,
    /// The last noun phrase, if no verb stands behind it.
    pub(super) last_noun: Option<usize>,
    pub(super) ahead: Ahead,
}

/// Reads the clauses of one sentence, in which the outermost quotations `quoted` stand.
pub(super) fn sentence(
    syntax: &Syntax<'_>,
    chunks: &Chunks,
    sentence: &Range<usize>,
    quoted: &[Range<usize>],
    clauses: &mut Clauses,
) {
    let mut builder = Builder {
        syntax,
        chunks,
        sentence: sentence.clone(),
        clauses,
        stack: Vec::new(),
        coordinator: None,
        last_noun: None,
        ahead: Ahead::new(syntax, chunks, sentence),
    };
    builder.open(ClauseKind::Main, sentence.start, None, false);
    let mut quoted = quoted.iter().peekable();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(quotation) = quoted.next_if(|quotation| quotation.start <= at) {
            let end = quotation.end.min(sentence.end);
            if end > at {
                at = builder.quotation(at..end);
                continue;
            }
        }
        let limit = quoted.peek().map_or(sentence.end, |quotation| quotation.start);
        at = builder.step(at, limit);
    }
    builder.close_all();
}

impl Builder<'_> {
    pub(super) fn top(&mut self) -> &mut Open {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    pub(super) fn clause(&self, depth: usize) -> &Clause {
        &self.clauses.all[self.stack[depth].clause]
    }

    pub(super) fn current(&self) -> &Clause {
        self.clause(self.stack.len() - 1)
    }

    /// The subject that the current clause has for its first verb.
    pub(super) fn subject(&self) -> Option<usize> {
        self.stack.last()?.nouns.subject(self.syntax, self.chunks)
    }

    /// The subject that the current clause has for a further verb, at token `verb`.
    pub(super) fn subject_behind(&self, verb: usize) -> Option<usize> {
        self.stack.last()?.nouns.behind_verb(self.chunks, verb)
    }

    pub(super) fn has_verb(&self) -> bool {
        self.current().verb.is_some()
    }

    /// Opens a clause at token `at` inside the current one.
    pub(super) fn open(&mut self, kind: ClauseKind, at: usize, mark: Option<usize>, after_comma: bool) {
        if self.stack.len() >= DEEPEST {
            self.close(at);
        }
        let clause = self.clauses.all.len();
        let parent = self.stack.last().map(|open| open.clause);
        self.clauses.all.push(Clause {
            kind,
            tokens: at..at,
            parent,
            mark,
            subject: None,
            own_subject: false,
            verb: None,
            object: None,
            modal: None,
        });
        self.stack.push(Open { clause, nouns: Nouns::default(), after_comma, antecedent: self.last_noun });
    }

    /// Closes the current clause before token `at`, unless it is the sentence's first.
    pub(super) fn close(&mut self, at: usize) {
        if self.stack.len() > 1
            && let Some(open) = self.stack.pop()
        {
            let clause = &mut self.clauses.all[open.clause];
            clause.tokens.end = clause.tokens.end.max(at.max(clause.tokens.start));
        }
    }

    fn close_all(&mut self) {
        self.promote();
        let end = self.sentence.end;
        while self.stack.len() > 1 {
            self.close(end);
        }
        if let Some(open) = self.stack.pop() {
            self.clauses.all[open.clause].tokens.end = end;
        }
    }

    /// "My source of income changed": the one verb of a sentence, which looks like a participle, states something.
    fn promote(&mut self) {
        let main = self.stack[0].clause;
        let Some(subject) = self.stack[0].nouns.subject(self.syntax, self.chunks) else { return };
        let hangs = |clause: &Clause| clause.parent == Some(main) && clause.kind == ClauseKind::Participial;
        let finite = self.clauses.all[main..].iter().any(|clause| {
            clause.verb.is_some_and(|verb| self.chunks.verbs[verb].finite) && clause.kind != ClauseKind::Relative
        });
        let found = (main..self.clauses.all.len()).find(|&index| hangs(&self.clauses.all[index]));
        let Some((index, verb)) = found.and_then(|index| Some((index, self.clauses.all[index].verb?))) else { return };
        let (verb, noun) = (self.chunks.verbs[verb], &self.chunks.nouns[subject]);
        let past = self.syntax.tokens[verb.main].forms.has_any(Forms::PAST) && verb.end - verb.first == 1;
        let behind = verb.first > 0 && self.chunks.noun_at(verb.first - 1).is_some() && noun.end <= verb.first;
        if self.clauses.all[main].verb.is_some() || finite || !past || !behind {
            return;
        }
        let clause = &mut self.clauses.all[index];
        (clause.kind, clause.subject, clause.own_subject) = (ClauseKind::Main, Some(subject), true);
        clause.tokens.start = noun.first;
        self.clauses.at[noun.first..verb.first].fill(crate::text::offset(index));
    }

    /// Gives tokens to the current clause.
    pub(super) fn take(&mut self, tokens: Range<usize>) {
        let clause = self.top().clause;
        self.clauses.at[tokens].fill(crate::text::offset(clause));
    }

    /// Takes a quotation: a clause of its own if it has a finite verb, else words of the current one.
    fn quotation(&mut self, tokens: Range<usize>) -> usize {
        let spoken = self.chunks.verbs_in(&tokens).iter().any(|verb| verb.finite);
        if !spoken {
            let mut at = tokens.start;
            while at < tokens.end {
                at = self.step(at, tokens.end);
            }
            return tokens.end;
        }
        let depth = self.stack.len();
        self.open(ClauseKind::Quotation, tokens.start, None, false);
        let mut at = tokens.start;
        while at < tokens.end {
            at = self.step(at, tokens.end).max(at + 1);
            // What ends inside a quotation ends no clause around it.
            if self.stack.len() <= depth {
                self.open(ClauseKind::Quotation, at, None, false);
            }
        }
        while self.stack.len() > depth {
            self.close(tokens.end);
        }
        tokens.end
    }

    /// Takes what begins at token `at`; the token behind it.
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let kind = self.syntax.tokens[at].kind;
        match kind {
            TokenKind::Semicolon | TokenKind::Colon => self.independent(at),
            TokenKind::Open => self.open(ClauseKind::Parenthesis, at, None, false),
            TokenKind::Close => self.end_parenthesis(at),
            TokenKind::Dash if self.syntax.tokens[at].spaced => self.dash(at),
            TokenKind::Comma => self.comma(at),
            _ => {}
        }
        let end = match self.chunks.at[at] {
            Chunk::Verb(index) => self.verb(index as usize, at),
            Chunk::Noun(index) => self.noun(index as usize, at),
            Chunk::None => self.word(at),
        };
        let end = end.clamp(at + 1, limit.max(at + 1));
        self.take(at..end);
        end
    }

    /// A semicolon or a colon: what follows stands by itself, inside its brackets or quotation.
    fn independent(&mut self, at: usize) {
        while self.stack.len() > 1 && !matches!(self.current().kind, ClauseKind::Parenthesis | ClauseKind::Quotation) {
            self.close(at);
        }
        if self.has_verb() || self.syntax.tokens[at].kind == TokenKind::Semicolon {
            self.open(ClauseKind::Main, at, None, false);
        }
        self.coordinator = None;
    }

    fn end_parenthesis(&mut self, at: usize) {
        let open = self.stack.iter().rposition(|open| self.clauses.all[open.clause].kind == ClauseKind::Parenthesis);
        if let Some(depth) = open {
            self.take(at..at + 1);
            while self.stack.len() > depth {
                self.close(at + 1);
            }
        }
    }

    /// A dash between words opens a parenthesis, or closes the one that a dash has opened.
    fn dash(&mut self, at: usize) {
        let open = self.stack.iter().rposition(|open| {
            let clause = &self.clauses.all[open.clause];
            clause.kind == ClauseKind::Parenthesis && self.syntax.tokens[clause.tokens.start].kind == TokenKind::Dash
        });
        match open {
            Some(_) => self.end_parenthesis(at),
            None => self.open(ClauseKind::Parenthesis, at, None, false),
        }
    }

    /// A comma ends what a comma has opened, and a clause that stands before the main one.
    fn comma(&mut self, at: usize) {
        loop {
            let current = self.current();
            // "Since announcing it, …", "To win the vote, …": of nobody told of before.
            let dangling = matches!(current.kind, ClauseKind::Participial | ClauseKind::Infinitive)
                && current.subject.is_none()
                && !self.ahead.lists_on(at + 1);
            let fronted = self.stack.len() > 1
                && (current.kind == ClauseKind::Adverbial || dangling)
                && self.stack[..self.stack.len() - 1]
                    .last()
                    .is_some_and(|open| self.clauses.all[open.clause].verb.is_none());
            let open = self.top();
            let ends = open.after_comma || fronted;
            let whole = matches!(self.current().kind, ClauseKind::Apposition) || self.has_verb();
            if !ends || !whole || self.goes_on(at + 1) {
                break;
            }
            self.close(at);
        }
        let apposed = self.apposition(at + 1);
        self.top().nouns.comma(at);
        if apposed {
            self.open(ClauseKind::Apposition, at + 1, None, true);
        }
        self.coordinator = None;
    }

    /// Whether a list or a coordinate verb goes on behind a comma, so that it ends nothing.
    fn goes_on(&self, next: usize) -> bool {
        let coordinator = next < self.sentence.end && self.syntax.tokens[next].tag == Tag::Coordinator;
        let parent_open =
            self.stack[..self.stack.len() - 1].last().is_some_and(|open| self.clauses.all[open.clause].verb.is_none());
        coordinator && !parent_open
    }

    /// Whether a noun phrase behind the comma before token `next` says what the one before it is: it ends at a comma, a bracket or the
    /// end, with no verb of its own and nothing listed.
    fn apposition(&self, next: usize) -> bool {
        let Some(noun) = self.chunks.noun_at(next).filter(|noun| noun.first == next) else { return false };
        let Some(before) = next.checked_sub(2).and_then(|i| self.chunks.noun_at(i)) else { return false };
        let time = |i: usize| self.syntax.entry(i).classes.has_any(&[Class::Day, Class::Month, Class::Time]);
        if time(before.head) || time(noun.head) || self.syntax.tokens[noun.head].tag == Tag::Pronoun {
            return false;
        }
        for i in noun.end..self.sentence.end {
            let token = &self.syntax.tokens[i];
            match token.kind {
                TokenKind::Comma => return !self.ahead.lists_on(i + 1),
                TokenKind::Stop | TokenKind::Semicolon | TokenKind::Close | TokenKind::Dash => return true,
                TokenKind::Colon | TokenKind::Quote | TokenKind::Open => return false,
                _ => {}
            }
            if token.tag == Tag::Coordinator && self.chunks.noun_at(i).is_none() && self.is_list_item(noun.first) {
                return false;
            }
            if matches!(token.tag, Tag::Relative | Tag::RelativeAdverb) {
                return true;
            }
            if self.chunks.verb_at(i).is_some_and(|verb| verb.finite) {
                return false;
            }
        }
        true
    }

    /// Whether a noun phrase without an article follows a comma, as the items of a list do.
    fn is_list_item(&self, first: usize) -> bool {
        !matches!(self.syntax.tokens[first].tag, Tag::Determiner | Tag::Possessive)
    }

    /// Closes clauses without a tense, and those that hang on a verb, down to one that stands by itself or in marks.
    pub(super) fn close_dependents(&mut self, at: usize) {
        while self.stack.len() > 1
            && matches!(self.current().kind, ClauseKind::Participial | ClauseKind::Infinitive | ClauseKind::Apposition)
        {
            self.close(at);
        }
    }

    /// A noun phrase: what the current verb's object is, or the subject of a verb to come.
    fn noun(&mut self, index: usize, at: usize) -> usize {
        let noun = &self.chunks.nouns[index];
        if noun.first != at {
            return noun.end;
        }
        self.last_noun = Some(index);
        let has_verb = self.has_verb();
        let time = self.syntax.entry(noun.head).classes.has_any(&[Class::Day, Class::Month, Class::Time]);
        let depth = self.stack.len() - 1;
        let coordinated = self.coordinator.is_some_and(|coordinator| coordinator + 1 >= at);
        let pronoun = self.syntax.tokens[noun.head].tag == Tag::Pronoun;
        // "At best it is so", "in May and June": no object and no subject of the verb.
        let shared = coordinated && self.stack[depth].nouns.is_governed();
        let governor = self.stack[depth].nouns.add(index, at, time, coordinated, pronoun);
        if let Some(preposition) = governor {
            let clause = self.stack[depth].clause;
            self.clauses.prepositional.push(Prepositional { clause, preposition, noun: index });
        }
        let tags = &self.syntax.tokens;
        // "…, said Lind".
        let says = self.current().verb.is_some_and(|verb| self.takes_clause(&self.chunks.verbs[verb]));
        let exists = |noun: usize| tags[self.chunks.nouns[noun].head].tag == Tag::There;
        let parted = self.current().verb.is_some_and(|verb| {
            let end = self.chunks.verbs[verb].end;
            end < at && [end, at - 1].iter().any(|&i| tags[i].kind == TokenKind::Comma)
        });
        // "gave the town a bridge", but not "called it a bridge".
        let names = self.current().verb.is_some_and(|verb| {
            let main = self.chunks.verbs[verb].main;
            self.syntax.entry(main).verb.is_some_and(|cue| matches!(cue.class, CueClass::Name | CueClass::Judge))
        });
        let second = !names
            && governor.is_none()
            && !time
            && self.current().object.is_some_and(|object| self.chunks.nouns[object].end == at);
        let clause = &mut self.clauses.all[self.stack[depth].clause];
        if second {
            clause.object = Some(index);
        }
        if has_verb && governor.is_none() && clause.object.is_none() && !time && !parted && !shared {
            // "There were 412 deaths": what there is, is the subject.
            let inverted = clause.subject.is_none() && clause.kind == ClauseKind::Main && says;
            if clause.subject.is_some_and(exists) || inverted {
                clause.subject = Some(index);
                clause.own_subject = true;
            } else {
                clause.object = Some(index);
            }
        }
        noun.end
    }
}
