//! What makes a figure no claim whatever it counts: a question, a condition, an example, an idiom, a limit, a plan.

use super::plan::Plans;
use super::{Figure, FigureKind, OLDEST, Reason, Worth};
use crate::language::chunk::Chunks;
use crate::language::clause::{Clause, ClauseKind, Clauses};
use crate::language::lexicon::{Class, Hedge, RankKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// How far before a limit the noun is looked for that it is a limit of.
const NEAR: usize = 5;

/// How many tokens a list of settings has at most.
const LISTED: usize = 60;

/// How far the borders of a cell are looked for, in tokens.
const CELL: usize = 8;

/// What the words of one sentence excuse.
pub(super) struct Excuses<'a> {
    words: &'a Words<'a>,
    chunks: &'a Chunks,
    clauses: &'a Clauses,
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
        set || self.is_hyperbole(figure)
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
        let several = words.ahead(mark + 1, LISTED).take_while(|&i| listed(i));
        let several = several.filter(|&i| words.kind(i) == Some(TokenKind::Comma)).count() > 0;
        let opens = matches!(words.kind(mark), Some(TokenKind::Open | TokenKind::Colon));
        // The noun that the list stands behind.
        let noun = words.before(mark).and_then(|noun| self.chunks.noun_at(noun)).filter(|noun| noun.end == mark);
        let varied = noun.is_some_and(|noun| {
            words.is(noun.head, Class::Setting) && (noun.first..noun.head).any(|i| words.is(i, Class::Various))
        });
        opens && several && varied
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

    /// "families that earn up to $125,000", "children under 5", "(10,000 lines or more)": whom or what else is told of.
    fn is_threshold(&self, figure: &Figure) -> bool {
        self.is_bracketed_limit(figure)
            || self.is_open_limit(figure)
            || self.is_label(figure)
            || self.is_definition(figure)
            || self.bound(figure).is_some_and(|bound| self.limits(bound, figure))
    }

    /// "defined as a pressure of 130 or higher": what a word stands for.
    fn is_definition(&self, figure: &Figure) -> bool {
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        let verb = clause.and_then(|clause| self.clauses.verb(clause, self.chunks));
        let defines =
            verb.filter(|verb| self.words.is(verb.main, Class::Defines) && self.words.is(verb.end, Class::As));
        defines.is_some_and(|verb| verb.end < figure.tokens.start)
    }

    /// "Less than $15,000", "$15,000 - $29,999", "65 and over" alone: the label of a row or a bar.
    fn is_label(&self, figure: &Figure) -> bool {
        let words = self.words;
        let tokens = &words.syntax.tokens;
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        // The cell of a table, whether it is drawn with bars or stands by itself.
        let bar = |&i: &usize| words.syntax.text(i) == "|";
        let from = (first.saturating_sub(CELL)..first).rev().find(bar).map_or(0, |i| i + 1);
        let to = (end..tokens.len().min(end + CELL)).find(bar).unwrap_or(tokens.len());
        if to - from > figure.tokens.len() * 2 + 3 {
            return false;
        }
        let below = self.bound(figure) == Some(from) && end == to;
        let more = words.tag(end + 1) == Some(Tag::Comparative)
            || words.is_any(end + 1, &[Class::AfterShare, Class::Over, Class::More]);
        let above = first == from && end + 2 == to && words.is_any(end, &[Class::And, Class::Or]) && more;
        // "$15,000 - $29,999": each next class begins where one ends.
        let last = (from..to).any(|i| words.syntax.text(i).ends_with("999"));
        let classed = last && tokens[from..to].iter().any(|token| token.kind == TokenKind::Dash);
        below || above || classed
    }

    /// "(10,000 lines or more)", "(20 or older)".
    fn is_bracketed_limit(&self, figure: &Figure) -> bool {
        let open = self.words.before(figure.tokens.start).is_some_and(|i| self.words.kind(i) == Some(TokenKind::Open));
        let or = self.words.ahead(figure.tokens.end, 5).find(|&i| self.words.is(i, Class::Or));
        open && or.is_some_and(|or| {
            self.words.tag(or + 1) == Some(Tag::Comparative) || self.words.is(or + 1, Class::AfterShare)
        })
    }

    /// "groups that gave $3 million or more", "hospitals with 500 beds or more": in words that tell which are meant.
    fn is_open_limit(&self, figure: &Figure) -> bool {
        let words = self.words;
        let or = words.ahead(figure.tokens.end, 3).find(|&i| words.is(i, Class::Or));
        let open = or.is_some_and(|or| {
            words.tag(or + 1) == Some(Tag::Comparative)
                || words.is_any(or + 1, &[Class::AfterShare, Class::Over, Class::More])
        });
        if !open {
            return false;
        }
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        // ", which lost $3 million or more," tells something of it.
        let tells_which = clause.is_some_and(|clause| {
            clause.kind == ClauseKind::Relative
                && words.before(clause.tokens.start).is_some_and(|i| words.kind(i) != Some(TokenKind::Comma))
        });
        let of = words.before(figure.tokens.start).filter(|&i| words.is_any(i, &[Class::With, Class::Of]));
        let any = of.and_then(|of| words.before(of)).is_some_and(|noun| {
            let change = words.is_any(noun, &[Class::Rise, Class::Fall, Class::RateNoun]);
            words.tag(noun) == Some(Tag::Nouns) && !change && !self.is_determined(noun)
        });
        tells_which || any
    }

    /// Where the words begin that make a figure a limit: "up to", "under", ">".
    fn bound(&self, figure: &Figure) -> Option<usize> {
        let syntax = self.words.syntax;
        let first = figure.tokens.start;
        let limit = |hedge: Option<Hedge>| {
            hedge.is_some_and(|hedge| {
                matches!(hedge, Hedge::MoreThan | Hedge::LessThan | Hedge::UpTo | Hedge::AtLeast | Hedge::AtMost)
            })
        };
        let phrase = syntax.phrases_to(first).find(|phrase| limit(syntax.lexicon.entry(phrase.entry).hedge));
        if let Some(phrase) = phrase.filter(|phrase| self.words.span.contains(&phrase.first)) {
            return Some(phrase.first);
        }
        let before = self.words.before(first)?;
        let sign = matches!(self.words.text(before), "<" | ">" | "≥" | "≤");
        (sign || limit(self.words.entry(before)?.hedge)).then_some(before)
    }

    /// Whether a limit from token `bound` belongs to whoever is told of, right before it or through "that earn".
    fn limits(&self, bound: usize, figure: &Figure) -> bool {
        if !matches!(figure.kind, FigureKind::Money | FigureKind::Age | FigureKind::Duration | FigureKind::Count) {
            return false;
        }
        let Some(before) = self.words.before(bound) else { return false };
        // "firms with more than 50 employees"
        if self.words.is(before, Class::With) {
            return self.words.before(before).is_some_and(|noun| self.is_whoever(noun));
        }
        // "those over 45", "men under 35"
        let people = |noun: usize| {
            let plural = self.words.tag(noun) == Some(Tag::Nouns)
                && (self.words.syntax.entry(noun).kinds.is_human()
                    || self.words.is_any(noun, &[Class::Everyone, Class::Crowd]))
                && !self.is_determined(noun);
            plural || self.words.is(noun, Class::Demonstrative) && self.words.tag(noun) != Some(Tag::Noun)
        };
        let aged = figure.unit.is_none() && figure.value.is_some_and(|value| value < OLDEST);
        if aged && figure.kind == FigureKind::Count && people(before) {
            return true;
        }
        // "income earned over $140,000"
        let noun =
            if self.words.tag(before) == Some(Tag::Participle) { self.words.before(before) } else { Some(before) };
        let bare = figure.kind != FigureKind::Count || figure.unit.is_none();
        if bare && noun.is_some_and(|noun| self.is_whoever(noun)) {
            return true;
        }
        // "families that earn up to $125,000", "anyone making over $400,000"
        let tag = self.words.tag(before);
        let present = matches!(tag, Some(Tag::Present | Tag::Presents | Tag::Base));
        let who = match tag {
            Some(Tag::Gerund) => self.words.before(before),
            _ if present => self
                .words
                .before(before)
                .filter(|&i| self.words.is(i, Class::Relative))
                .and_then(|i| self.words.before(i)),
            _ => None,
        };
        figure.kind == FigureKind::Money && who.is_some_and(|noun| self.is_whoever(noun))
    }

    /// Whether a noun is whoever fits: "families", "anyone", "any income", but not "the families" or "12 families".
    fn is_whoever(&self, noun: usize) -> bool {
        let kind = [Class::Bracket, Class::Polled, Class::Everyone];
        if !self.words.is_any(noun, &kind) {
            return false;
        }
        !self.is_determined(noun)
    }

    /// Whether a noun has an article, an owner or a number: "the families", "12 families", but not "any families".
    fn is_determined(&self, noun: usize) -> bool {
        let phrase = self.chunks.noun_at(noun);
        phrase.is_some_and(|phrase| {
            (phrase.first..noun).any(|i| {
                let any = self.words.is_any(i, &[Class::Any, Class::Every, Class::AllOf]);
                let tag = self.words.tag(i);
                !any && matches!(tag, Some(Tag::Determiner | Tag::Number | Tag::Possessive | Tag::Genitive))
            })
        })
    }
}
