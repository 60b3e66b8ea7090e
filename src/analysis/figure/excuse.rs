//! What makes a figure no claim whatever it counts: a question, a condition, an example, an idiom, a limit, a plan.

use super::plan::Plans;
use super::{Figure, FigureKind, Reason, Worth};
use crate::language::chunk::Chunks;
use crate::language::clause::{Clause, ClauseKind, Clauses};
use crate::language::lexicon::{Class, Hedge, RankKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// How far before a figure the word of a condition is looked for, where no clause has it.
const NEAR: usize = 5;

/// How many tokens a list of settings has at most.
const LISTED: usize = 60;

/// What the words of one sentence excuse.
pub(super) struct Excuses<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) chunks: &'a Chunks,
    pub(super) clauses: &'a Clauses,
    /// Its first word.
    first: usize,
    /// Whether it has a finite verb of its own.
    states: bool,
    /// Whether it is a question.
    marked: bool,
    /// Whether it asks for its figures, and does not take them as given.
    asks: bool,
    /// Whether it only imagines what it tells.
    imagines: bool,
}

impl<'a> Excuses<'a> {
    pub(super) fn new(words: &'a Words<'a>, chunks: &'a Chunks, clauses: &'a Clauses) -> Self {
        let span = &words.span;
        let first = span.clone().find(|&i| words.kind(i).is_some_and(TokenKind::is_word)).unwrap_or(span.start);
        let marked = span.clone().rev().take(3).any(|i| words.text(i).contains('?'));
        let finite = chunks.verbs_in(span).iter().any(|verb| verb.finite);
        let imagines = span.clone().any(|i| {
            let led = i == first
                || words.before(i).is_some_and(|j| words.is(j, Class::Now) || words.tag(j) == Some(Tag::Coordinator));
            (words.is(i, Class::Imagines) && led && words.tag(i) == Some(Tag::Base))
                || (i == first && words.is(i, Class::Imagines))
                || (i == first && words.is(i, Class::ExampleLabel) && words.kind(i + 1) == Some(TokenKind::Colon))
        });
        let asks = marked && (!finite || (words.is(first, Class::Modal) && !words.is(first, Class::Do)));
        let states = chunks.verbs_in(span).iter().any(|verb| {
            verb.finite && clauses.of(verb.main).is_some_and(|clause| clauses.all[clause].kind.is_independent())
        });
        Self { words, chunks, clauses, first, states, marked, asks, imagines }
    }

    /// Why a figure is no claim, if its words tell.
    pub(super) fn of(&self, figure: &Figure) -> Worth {
        let Self { words, chunks, clauses, first, states, .. } = *self;
        let plans = Plans { words, chunks, clauses, first, states };
        self.reason(figure).map_or_else(|| plans.of(figure).unwrap_or(Worth::Checkable), Worth::Not)
    }

    fn reason(&self, figure: &Figure) -> Option<Reason> {
        if self.is_idiom(figure) {
            return Some(Reason::Idiom);
        }
        if self.asks || (self.marked && self.is_supposed(figure)) {
            return Some(Reason::Question);
        }
        if self.imagines || self.is_example(figure) {
            return Some(Reason::Example);
        }
        if self.is_method(figure) || self.is_one_setting(figure) {
            return Some(Reason::Method);
        }
        if self.is_whole(figure) {
            return Some(Reason::Whole);
        }
        if self.is_group(figure) {
            return Some(Reason::Group);
        }
        if self.is_condition(figure) || self.is_assumed(figure) {
            return Some(Reason::Condition);
        }
        self.is_threshold(figure).then_some(Reason::Threshold)
    }

    /// "For example, a loan of $10,000 costs $500 a year": a thing like any of its kind, in the present.
    fn is_example(&self, figure: &Figure) -> bool {
        let words = self.words;
        let labelled = words.opens(self.first, Class::ForExample);
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        labelled
            && clause.is_some_and(|clause| {
                let any = self.clauses.subject(clause, self.chunks).is_some_and(|noun| {
                    words.is(noun.first, Class::Indefinite)
                        || words.entry(noun.head).and_then(|entry| entry.pronoun).is_some_and(|p| p.person == 2)
                });
                // "For example, a poll showed …" is a thing that has been.
                let verbs = self.clauses.around(figure.tokens.start);
                let past = |clause: &Clause| {
                    let verb = self.clauses.verb(clause, self.chunks);
                    verb.is_some_and(|verb| words.tag(verb.first) == Some(Tag::Past))
                };
                any && !verbs.into_iter().any(past)
            })
    }

    /// "What would 20% of that be?": the figure of a verb that supposes.
    fn is_supposed(&self, figure: &Figure) -> bool {
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        let modal = clause
            .and_then(|clause| clause.modal)
            .or_else(|| self.words.backwards(figure.tokens.start, 2).find(|&i| self.words.is(i, Class::Would)));
        modal.is_some_and(|modal| self.words.is(modal, Class::Would) && modal < figure.tokens.start)
    }

    /// "one in a million", "give 110%", "I have said it a thousand times".
    fn is_idiom(&self, figure: &Figure) -> bool {
        let syntax = self.words.syntax;
        let from = figure.tokens.start.saturating_sub(2).max(self.words.span.start);
        let phrases = syntax.phrases_in(&(from..figure.tokens.start + 1));
        let set = phrases.iter().any(|phrase| {
            phrase.end >= figure.tokens.end && syntax.lexicon.entry(phrase.entry).classes.has(Class::FigureIdiom)
        });
        // "felt like a million dollars"
        let simile = self.words.before(figure.tokens.start).is_some_and(|i| self.words.is(i, Class::Simile))
            && self.words.is(figure.tokens.start, Class::Indefinite);
        // "fifty-fifty"
        let set = set || figure.tokens.len() == 1 && self.words.is(figure.tokens.start, Class::FigureIdiom);
        set || simile || self.is_hyperbole(figure)
    }

    /// "I have told you a million times": a first person, and a round number of times.
    fn is_hyperbole(&self, figure: &Figure) -> bool {
        let round =
            self.words.is(figure.tokens.start, Class::Indefinite) && figure.value.is_some_and(|value| value >= 100.0);
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.subject.is_some());
        let subject = clause.and_then(|clause| self.clauses.subject(clause, self.chunks));
        let first_person = subject.is_some_and(|noun| {
            self.words.entry(noun.head).and_then(|entry| entry.pronoun).is_some_and(|p| p.person == 1)
        });
        round && first_person && self.words.is(figure.tokens.end, Class::Times)
    }

    /// "different batch sizes: 16, 32 and 64", "at various heap sizes (5%, 10% and 15%)": what something was set to, one after the other.
    fn is_one_setting(&self, figure: &Figure) -> bool {
        let words = self.words;
        let listed = |i: usize| {
            let tag = words.tag(i);
            let unit = words.entry(i).is_some_and(|entry| entry.unit.is_some()) || words.text(i) == "%";
            unit || words.is_any(i, &[Class::And, Class::Or])
                || matches!(words.kind(i), Some(TokenKind::Comma | TokenKind::Number | TokenKind::Symbol))
                || tag == Some(Tag::Number)
        };
        let Some(mark) = words.backwards(figure.tokens.start, LISTED).find(|&i| !listed(i)) else { return false };
        if !matches!(words.kind(mark), Some(TokenKind::Open | TokenKind::Colon)) {
            return false;
        }
        let mut several = words.ahead(mark + 1, LISTED).take_while(|&i| listed(i));
        let several = several.any(|i| words.kind(i) == Some(TokenKind::Comma));
        // The noun that the list stands behind.
        let noun = words.before(mark).and_then(|noun| self.chunks.noun_at(noun)).filter(|noun| noun.end == mark);
        let varied = noun.is_some_and(|noun| {
            words.is(noun.head, Class::Setting) && (noun.first..noun.head).any(|i| words.is(i, Class::Various))
        });
        several && varied
    }

    /// "95% confidence intervals", "at the 5% level of significance".
    fn is_method(&self, figure: &Figure) -> bool {
        let equals = self.words.text(figure.tokens.end) == "=";
        // "on a scale of 1 to 10"
        let of = self.words.backwards(figure.tokens.start, 4).find(|&i| self.words.is(i, Class::Of));
        let scale = of.and_then(|of| self.words.before(of)).is_some_and(|noun| self.words.is(noun, Class::Scale));
        equals
            || scale && figure.kind == FigureKind::Count
            || figure.kind == FigureKind::Percent
                && self.words.ahead(figure.tokens.end, 3).any(|i| self.words.is(i, Class::Confidence))
    }

    /// "100% renewable", "powered 100% by the sun": all of it, which is no amount; but not "100% of voters", "rose 100%".
    fn is_whole(&self, figure: &Figure) -> bool {
        let end = figure.tokens.end;
        let all = figure.kind == FigureKind::Percent && figure.value == Some(100.0) && figure.hedge.is_none();
        let before = self.words.before(figure.tokens.start);
        // "a 100% retention rate", "rose by 100%"
        let rises = |i: usize| self.words.is_any(i, &[Class::Rise, Class::Fall]);
        let told = before.is_some_and(|i| {
            let by = self.words.is(i, Class::By) && self.words.before(i).is_some_and(rises);
            self.words.is(i, Class::Indefinite) || rises(i) || by
        });
        let change =
            self.words.ahead(end, 3).any(|i| self.words.is_any(i, &[Class::Rise, Class::Fall, Class::RateNoun]));
        let modifies = self.words.tag(end).is_some_and(|tag| {
            tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Gerund | Tag::Adverb)
        });
        all && !told && !change && (modifies || self.words.is(end, Class::By))
    }

    /// "the top 1%", "the poorest 20 percent of households": who is told of, not what is told.
    fn is_group(&self, figure: &Figure) -> bool {
        if !matches!(figure.kind, FigureKind::Percent | FigureKind::Ratio) || figure.hedge.is_some() {
            return false;
        }
        self.words.before(figure.tokens.start).is_some_and(|i| {
            let last = self.words.text(i).rsplit('-').next().unwrap_or_default().to_lowercase();
            let superlative = self.words.syntax.lexicon.find(&last).rank.is_some_and(|rank| rank == RankKind::Rank);
            // "not in that 5%."
            let known = self.words.is(i, Class::Demonstrative)
                && self.words.kind(figure.tokens.end).is_none_or(|kind| !kind.is_word());
            superlative || known || (self.words.is(i, Class::GroupEnd) && !self.words.syntax.tokens[i].tag.is_verb())
        })
    }

    /// "If 20% of the staff leave, …"
    fn is_condition(&self, figure: &Figure) -> bool {
        let even = |mark: usize| self.words.before(mark).is_some_and(|i| self.words.is(i, Class::Even));
        // "if only because it has 20 sites": a reason.
        let reason = |mark: usize| self.words.entry(mark + 1).is_some_and(|entry| entry.hedge == Some(Hedge::Merely));
        let supposes = |mark: usize| self.words.is(mark, Class::If) && !even(mark) && !reason(mark);
        let conditional = |clause: &Clause| clause.kind == ClauseKind::Adverbial && clause.mark.is_some_and(supposes);
        // ", which has 300 sites,": told as a fact, whatever stands around it.
        let aside = |clause: &Clause| {
            let comma =
                self.words.before(clause.tokens.start).is_some_and(|i| self.words.kind(i) == Some(TokenKind::Comma));
            clause.kind == ClauseKind::Relative && comma
        };
        let words = self.words;
        // "If 20% leave": nothing but the figure's own words stands between.
        let marked = words.backwards(figure.tokens.start, NEAR).find(|&i| {
            (words.is(i, Class::If) && !words.is(i + 1, Class::Not))
                || words.kind(i).is_some_and(|kind| !kind.is_word())
                || words.tag(i).is_some_and(Tag::is_finite)
        });
        marked.is_some_and(supposes)
            || self.clauses.around(figure.tokens.start).take_while(|clause| !aside(clause)).any(conditional)
    }

    /// "Growth is assumed to be 2 percent", "assuming 3 percent growth": what a reckoning starts from.
    fn is_assumed(&self, figure: &Figure) -> bool {
        let assumes = |clause: &Clause| {
            let verb = self.clauses.verb(clause, self.chunks).filter(|verb| self.words.is(verb.main, Class::Assumes));
            verb.is_some_and(|verb| verb.passive)
        };
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        let infinitive = clause.filter(|clause| clause.kind == ClauseKind::Infinitive);
        let parent = infinitive.and_then(|clause| clause.parent).map(|parent| &self.clauses.all[parent]);
        // "assuming control of 20 firms" is a deed.
        let led = self
            .words
            .backwards(figure.tokens.start, 2)
            .any(|i| self.words.is(i, Class::Assumes) && self.words.tag(i) == Some(Tag::Gerund));
        clause.is_some_and(assumes) || parent.is_some_and(assumes) || led && figure.kind == FigureKind::Percent
    }
}
