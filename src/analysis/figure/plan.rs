//! Figures of what somebody plans, pledges or sets: what it will do with its own, and no statement about the world.
//!
//! A plan word excuses the figure of its own verb only: "$5bn would be spent" is a plan, "spent $5bn, which would help" is none. What
//! is foretold of the world is a claim all the same: "it would cost taxpayers $3bn".

use super::{Figure, FigureKind, Reason, Worth};
use crate::language::chunk::{Chunks, VerbGroup};
use crate::language::clause::{Clause, ClauseKind, Clauses};
use crate::language::form::Forms;
use crate::language::lexicon::{Calendar, Class};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// The plans of one sentence.
pub(super) struct Plans<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) chunks: &'a Chunks,
    pub(super) clauses: &'a Clauses,
    /// Its first word.
    pub(super) first: usize,
    /// Whether it has a finite verb of its own.
    pub(super) states: bool,
}

impl Plans<'_> {
    /// What a figure is worth if it is one of a plan: readers differ on what somebody will do, not on what is asked of others.
    pub(super) fn of(&self, figure: &Figure) -> Option<Worth> {
        if self.is_aim(figure) || self.is_bare_order(figure) {
            return Some(Worth::Not(Reason::Plan));
        }
        let own = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        let (clause, verb) = own.and_then(|clause| Some((clause, self.clauses.verb(clause, self.chunks)?)))?;
        // "28% would give more": who does it, and not what is done.
        let subject = figure.tokens.start < verb.end && !verb.passive;
        let parted = (verb.end..figure.tokens.start).any(|i| {
            matches!(self.words.kind(i), Some(TokenKind::Dash | TokenKind::Colon | TokenKind::Open))
                && self.words.syntax.tokens[i].spaced
                || self.words.kind(i) == Some(TokenKind::Dash) && self.words.text(i) != "-"
        });
        // "Lifting the tax to 15% would raise …": what is supposed.
        let parent = clause.parent.map(|parent| &self.clauses.all[parent]);
        let supposed = parent.is_some_and(|parent| {
            let would = parent.modal.is_some_and(|modal| self.is(modal, Class::Would));
            would && self.clauses.verb(parent, self.chunks).is_some_and(|verb| figure.tokens.end <= verb.first)
        });
        if supposed && clause.kind == ClauseKind::Participial {
            return Some(Worth::Not(Reason::Condition));
        }
        if subject || parted {
            return None;
        }
        if clause.modal.is_some_and(|modal| self.is(modal, Class::Must)) {
            return Some(Worth::Doubtful(Reason::Plan));
        }
        if clause.modal.is_some_and(|modal| self.is(modal, Class::Might)) {
            return Some(Worth::Doubtful(Reason::Guess));
        }
        let ought = clause.modal.is_some_and(|modal| self.is(modal, Class::Ought));
        let asked =
            ought || self.is_order(clause, verb) || self.is_part_of_order(clause, verb) || self.is_set(clause, verb);
        // "in pledged delegates"
        let before = self.words.before(verb.first).and_then(|i| self.words.tag(i));
        let attributive = matches!(before, Some(Tag::Preposition | Tag::Determiner | Tag::Number | Tag::Possessive))
            && self.words.tag(verb.end).is_some_and(Tag::is_noun);
        if asked || self.is(verb.main, Class::Pledges) && !attributive {
            return Some(Worth::Not(Reason::Plan));
        }
        let decided = self.is_decided(clause, verb) || self.is_caused(clause, verb) || self.is_levied(clause, verb);
        (decided || self.is_meant(clause) || self.is_ruled(clause)).then_some(Worth::Doubtful(Reason::Plan))
    }

    fn is(&self, i: usize, class: Class) -> bool {
        self.words.is(i, class)
    }

    /// "Monitor 3 to 5 assets", "Increase top rates to 50%": a word that can be an order opens the sentence, the figure is right behind
    /// or what something is to be moved to, and no verb is finite.
    fn is_bare_order(&self, figure: &Figure) -> bool {
        let span = &self.words.span;
        let forms = self.words.syntax.tokens[span.start].forms;
        let Some(before) = self.words.before(figure.tokens.start) else { return false };
        let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Measure | FigureKind::Money);
        let order = forms.has_any(Forms::BASE) && !forms.has_any(Forms::PAST);
        if !order || !(counts && before == span.start || self.is_moved_to(before)) {
            return false;
        }
        // "Increase tax *rates* to 50%"
        let noun = |verb: &VerbGroup| {
            let named = self.words.syntax.tokens[verb.main].forms.has_any(Forms::NOUN);
            named && verb.first > span.start + 1 && verb.end == before
        };
        !self.chunks.verbs_in(span).iter().any(|verb| verb.finite && !noun(verb))
    }

    /// Whether token `to` tells to what, or by how much, the first word of the sentence moves what stands right behind it. As a noun
    /// that word has "of" or "in" there: "Increase in rates to 50%".
    fn is_moved_to(&self, to: usize) -> bool {
        let (first, next) = (self.words.span.start, self.words.span.start + 1);
        let moves = self.words.is_any(first, &[Class::Rise, Class::Fall, Class::Multiply, Class::Aim]);
        let thing = self.chunks.noun_at(next).is_some_and(|noun| noun.end <= to);
        moves && thing && self.words.is_any(to, &[Class::To, Class::By, Class::At])
    }

    /// "Join today with plans *starting* from $3", "bake and *serve* 4": what hangs on an order, or is a second one.
    fn is_part_of_order(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let part = match clause.kind {
            ClauseKind::Participial | ClauseKind::Infinitive => true,
            ClauseKind::Coordinate => self.words.syntax.tokens[verb.main].tag == Tag::Base,
            _ => false,
        };
        let parent = clause.parent.filter(|_| part).map(|parent| &self.clauses.all[parent]);
        let order = parent.and_then(|parent| Some((parent, self.clauses.verb(parent, self.chunks)?)));
        order.is_some_and(|(parent, verb)| self.is_order(parent, verb))
    }

    /// "The target is 40%", "tickets cost $20": what somebody has set, and tells readers.
    fn is_set(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let Some(subject) = self.clauses.subject(clause, self.chunks) else { return false };
        let is = self.is(verb.main, Class::Be) && !verb.negated;
        let named = self.words.syntax.phrases_to(subject.head + 1);
        let phrase = named.into_iter().any(|phrase| {
            phrase.first >= subject.first && self.words.syntax.lexicon.entry(phrase.entry).classes.has(Class::Aim)
        });
        let aim = is && (phrase || self.is(subject.head, Class::Aim)) && subject.end <= verb.first;
        let offered = self.is(subject.head, Class::Offered) && (is || self.is(verb.main, Class::Costs));
        let present = self.words.tag(verb.main).is_some_and(|tag| matches!(tag, Tag::Present | Tag::Presents));
        (aim || offered) && present
    }

    /// "Fines would go up to $35", "the fare will be $3": what somebody sets for all, and has not set yet.
    fn is_levied(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let meant = clause.modal.is_some_and(|modal| self.words.is_any(modal, &[Class::Will, Class::Would]));
        let sets = self.words.is_any(verb.main, &[Class::Be, Class::Rise, Class::Fall])
            || self.words.is_any(verb.end, &[Class::Rise, Class::Fall]);
        let subject = self.clauses.subject(clause, self.chunks);
        meant && sets && subject.is_some_and(|noun| self.is(noun.head, Class::Levy))
    }

    /// "a target of 40 percent", "aims for 500".
    fn is_aim(&self, figure: &Figure) -> bool {
        let Some(of) = self.words.before(figure.tokens.start) else { return false };
        self.words.is_any(of, &[Class::Of, Class::For])
            && self
                .words
                .before(of)
                .is_some_and(|noun| self.is(noun, Class::Aim) && !self.words.syntax.tokens[noun].tag.is_verb())
    }

    /// "will hire 500", "would be spent": but not "will cost $3bn", which foretells.
    fn is_decided(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let meant = |modal: usize| self.words.is_any(modal, &[Class::Will, Class::Would]);
        clause.modal.is_some_and(meant) && self.is(verb.main, Class::Acts)
    }

    /// "would have the state spend $3 billion", "will let families keep $500": what somebody else is made to do by what is planned.
    fn is_caused(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let bare = clause.modal.is_none()
            && verb.end - verb.first == 1
            && matches!(self.words.tag(verb.main), Some(Tag::Base | Tag::Present));
        let parent = clause.parent.filter(|_| bare).map(|parent| &self.clauses.all[parent]);
        parent.is_some_and(|parent| {
            let meant = |modal: usize| self.words.is_any(modal, &[Class::Will, Class::Would]);
            let causes = self.clauses.verb(parent, self.chunks).is_some_and(|verb| {
                self.words.is_any(verb.main, &[Class::Have, Class::Requires]) && verb.end <= clause.tokens.end
            });
            parent.modal.is_some_and(meant) && causes
        })
    }

    /// "a requirement that insurers spend 80%", "the condition is that the firm spend $2 million"; but not "rules that cost $3 million".
    fn is_ruled(&self, clause: &Clause) -> bool {
        let content = match clause.kind {
            ClauseKind::Complement => true,
            ClauseKind::Relative => clause.own_subject,
            _ => false,
        };
        let that = clause.mark.filter(|&mark| content && self.is(mark, Class::That));
        let rule = |noun: usize| self.is(noun, Class::Rule) && self.words.tag(noun).is_some_and(Tag::is_noun);
        let Some(before) = that.and_then(|that| self.words.before(that)) else { return false };
        let parent = clause.parent.map(|parent| &self.clauses.all[parent]).filter(|_| self.is(before, Class::Be));
        let subject = parent.and_then(|parent| self.clauses.subject(parent, self.chunks));
        rule(before) || subject.is_some_and(|noun| rule(noun.head))
    }

    /// "plans to hire 500", "its pledge to cut costs by 5%": the verb behind the plan is the plan's.
    fn is_meant(&self, clause: &Clause) -> bool {
        if clause.kind != ClauseKind::Infinitive {
            return false;
        }
        let before = self.words.before(clause.tokens.start);
        let noun = before.is_some_and(|i| {
            self.words.is_any(i, &[Class::Plan, Class::Aim]) && self.words.tag(i).is_some_and(Tag::is_noun)
        });
        let parent = clause.parent.map(|parent| &self.clauses.all[parent]);
        let verb = parent.and_then(|parent| self.clauses.verb(parent, self.chunks));
        // "refused to", "began to" tell of what is; a noun between them may be who is asked.
        noun || verb.is_some_and(|verb| self.words.is_any(verb.main, &[Class::Plan, Class::Requires]))
    }

    /// "Keep 3 to 5 assets", "let's cut 10%": what readers are told to do.
    fn is_order(&self, clause: &Clause, verb: &VerbGroup) -> bool {
        let token = &self.words.syntax.tokens[verb.main];
        let opens = verb.first == verb.main && token.tag == Tag::Base && !token.forms.has_any(Forms::PAST);
        // "Produce accounts for half": a noun, and the verb comes behind it.
        let (first, other) = (verb.first == self.first, self.states);
        let object = self.words.tag(verb.end).is_some_and(|tag| {
            tag.is_adjective()
                || matches!(tag, Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Pronoun | Tag::Preposition)
        });
        let today = self.words.entry(verb.end).is_some_and(|entry| {
            entry.classes.has_any(&[Class::Day, Class::Time]) || entry.calendar == Some(Calendar::Nowadays)
        });
        // "Cut top rates to 50%": an adjective does not follow the noun it would belong to.
        let changes = self.words.is_any(verb.main, &[Class::Rise, Class::Fall, Class::Acts]);
        let clear = object || today || changes || !token.forms.has_any(Forms::NOUN);
        let asked = opens && first && clause.subject.is_none() && !other && clear;
        asked || self.words.backwards(verb.first, 2).any(|i| self.is(i, Class::Let))
    }
}
