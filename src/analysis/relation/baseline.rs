//! Changes and multiples that leave open what they are measured against: "rose 40%", "twice as likely".

use super::{Relation, Scan, Way};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::gap::{Gap, GapKind};
use crate::language::lexicon::{Class, CueClass, NumberRole};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// How many relations of a sentence are looked through: nobody writes more.
const MANY: usize = 32;

impl Scan<'_> {
    /// Finds the changes and multiples of the sentence of which neither it nor the sentences beside it say from or than what. `told` are
    /// the changes of which it is told.
    pub(super) fn baselines(&self, told: &[Relation], found: &mut Vec<Gap>) {
        let mut context = None;
        for index in self.here.clone() {
            let kind = match self.figures[index].kind {
                FigureKind::Percent if self.is_open_change(index) => GapKind::Baseline,
                FigureKind::Ratio if self.is_open_multiple(index) => GapKind::Comparison,
                FigureKind::Ratio if self.is_open_verb(index) || self.is_open_part(index) => GapKind::Baseline,
                _ => continue,
            };
            let calculated = || told.iter().take(MANY).any(|relation| relation.figures.last() == Some(&index));
            let context = &mut *context.get_or_insert_with(|| Context::of(self));
            let answered = match kind {
                // "11 percent in the country, and twice as high in Utah"
                GapKind::Comparison => context.compares || self.is_behind_amount(index),
                _ => context.tells,
            };
            if !(answered || self.answers_behind(index) || calculated()) {
                found.push(Gap { kind, range: self.figures[index].range });
            }
        }
    }

    /// Whether a percentage is what something has changed by, of itself and not by anybody's decision.
    fn is_open_change(&self, by: usize) -> bool {
        let figure = &self.figures[by];
        let told = figure.value.is_some()
            && figure.high.is_none()
            && (matches!(self.way(by), Some(Way::Up | Way::Down))
                || self.tag(figure.tokens.end) == Some(Tag::Comparative));
        // "a growth rate of", "16 percent of the vote"
        let end = figure.tokens.end;
        let share = self.is(end, Class::Of) && self.tag(end + 1) != Some(Tag::Possessive);
        let rate = self.ahead(end, 3).any(|i| self.is(i, Class::RateNoun));
        told && !share && !rate && !self.in_points(by) && !self.is_yearly(by) && !self.is_wished(figure)
    }

    /// "fallen by a fifth", "a third fewer".
    fn is_open_part(&self, by: usize) -> bool {
        self.is_part_of_change(by) && !self.is_yearly(by) && !self.is_wished(&self.figures[by])
    }

    /// Whether a change is one that somebody has decided on, wants or expects: it is from what there is now.
    fn is_wished(&self, figure: &Figure) -> bool {
        let start = figure.tokens.start;
        // What was cut has become less, unless it is a fee or a budget.
        let passive = |i: usize| {
            self.is(i, Class::Decided)
                && self.backwards(i, 2).any(|i| self.is(i, Class::Be))
                && !self.backwards(i, 10).any(|i| self.is(i, Class::Settled))
        };
        // "The tax was increased by 2%"
        let settled = |i: usize| {
            self.tag(i) == Some(Tag::Participle)
                && self.way_of(i).is_some()
                && self.before_is(i, Class::Be)
                && self.backwards(i, 10).any(|i| self.is(i, Class::Settled))
        };
        // "reduces the risk by 60%" is what comes of it.
        let effect = |i: usize| (i..start).any(|i| self.is(i, Class::Chance));
        let decided = |i: usize| (self.is(i, Class::Decided) && !passive(i) && !effect(i)) || settled(i);
        let wants = |i: usize| {
            let verb = self.entry(i).and_then(|entry| entry.verb);
            verb.is_some_and(|verb| matches!(verb.class, CueClass::Want | CueClass::Plan | CueClass::Ask))
                && self.tag(i).is_some_and(Tag::is_verb)
                // "waiting times" are no wish.
                && self.is_any(i + 1, &[Class::For, Class::To, Class::Article])
        };
        let wished = |i: usize| {
            let would = self.is(i, Class::Modal) && self.is(i + 1, Class::Be) && passive(i + 2);
            let be = self.before(i).is_some_and(|modal| self.is(modal, Class::Modal)) && passive(i + 1);
            !would
                && !be
                && (decided(i)
                    || wants(i)
                    || self.is_any(i, &[Class::Modal, Class::Not, Class::Conditional])
                    || !passive(i) && matches!(self.tag(i), Some(Tag::Base | Tag::Modal | Tag::To)))
        };
        self.backwards(start, 6).any(wished)
            || self.backwards(start, 9).any(decided)
            || self.ahead(figure.tokens.end, 3).any(|i| self.is_any(i, &[Class::Decided, Class::Modal]))
    }

    /// "twice as likely", "three times more likely": with a word behind it that compares, and no "as" or "than" behind that.
    fn is_open_multiple(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        let end = end + usize::from(self.is(end, Class::Times));
        let adjective = |i: usize| {
            // Than how many, the text around it tells.
            self.tag(i).is_some_and(|tag| tag.is_adjective() || tag == Tag::Adverb)
                && !self.is_any(i, &[Class::Time, Class::Quantifier, Class::VagueAmount])
        };
        let compares = self.is(end, Class::AfterShare) && adjective(end + 1)
            // "double the risk"
            || self.is(end, Class::Definite) && self.is(end + 1, Class::Chance);
        let answered = |i: usize| self.is_any(i, &[Class::As, Class::Than]);
        compares && !(end + 1..self.span.end).any(answered)
    }

    /// "have tripled", "halves the risk": a verb of multiplying as the verb of the sentence.
    fn is_open_verb(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let verb_at = figure.tokens.start;
        let told = matches!(self.tag(verb_at), Some(Tag::Past | Tag::Participle | Tag::Presents));
        let verb = told && figure.tokens.len() == 1 && self.is(verb_at, Class::Multiply);
        // "a fivefold increase", "increased fivefold"
        let changes = |i: usize| self.is_any(i, &[Class::Rise, Class::Fall]);
        let fold = self.text(figure.tokens.end - 1).ends_with("fold")
            && (changes(figure.tokens.end) || self.before(verb_at).is_some_and(changes));
        // "doubled down on"
        let particle = verb && (self.tag(figure.tokens.end) == Some(Tag::Particle) || changes(figure.tokens.end));
        (verb || fold) && !particle && !self.is_wished(figure)
    }

    /// Whether an amount stands in front of a figure, of which it may be so many times as much.
    fn is_behind_amount(&self, index: usize) -> bool {
        (self.here.start..index).rev().take(4).any(|other| self.is_amount(other))
    }

    /// Whether the words right behind a figure say than or from what: "40% more than in 2019", "30% from May".
    fn answers_behind(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        self.ahead(end, 10)
            .take_while(|&i| self.kind(i) == Some(TokenKind::Word))
            .any(|i| self.is(i, Class::Than) || (self.is(i, Class::FromTo) && i <= end + 2))
    }
}

/// What a sentence and those beside it tell of what something is measured against.
struct Context {
    /// From what, or since when.
    tells: bool,
    /// Than what.
    compares: bool,
}

impl Context {
    fn of(scan: &Scan<'_>) -> Self {
        let own = scan.span.clone().filter(|&i| scan.is_against(i) && !scan.is_of_saying(i));
        let reached =
            |index: usize| scan.is_amount(index) && (scan.led_by(index, Class::To) || scan.led_by(index, Class::At));
        let tells = own.count() > 0 || scan.here.clone().any(reached) || scan.is_told_beside();
        Self { tells, compares: scan.any_is(scan.span.clone(), Class::Compared) || scan.is_compared_beside() }
    }
}

impl<'a> Scan<'a> {
    /// Whether the word at token `i` tells against what something is measured, or over which time.
    fn is_against(&self, i: usize) -> bool {
        if self.is(i, Class::FromTo) {
            // "from 500", "from the level of", but not "from parents"
            return self
                .ahead(i + 1, 5)
                .any(|i| self.kind(i) == Some(TokenKind::Number) || self.is_any(i, &[Class::Baseline, Class::Then]));
        }
        // "the fourth quarter", but not "the old port quarter"
        if self.is(i, Class::Quarter) {
            return self.before(i).is_some_and(|before| {
                self.is_any(before, &[Class::Time, Class::Apart, Class::Definite])
                    || self.number_word(before, NumberRole::Ordinal).is_some()
            }) && !self.is(i + 1, Class::Of);
        }
        // "more than 40%" is no comparison.
        let hedge = self.syntax.phrases_to(i + 1).any(|phrase| self.syntax.lexicon.entry(phrase.entry).hedge.is_some());
        (self.is(i, Class::Baseline) && !hedge) || self.is_dated(i)
    }

    /// Over the month or the year before, as a reader takes it.
    fn is_dated(&self, i: usize) -> bool {
        self.is(i, Class::Day)
            || (self.is(i, Class::Month) && self.token(i).is_some_and(|token| token.capital))
            || is_year(self.text(i))
    }

    /// Whether a time is when something was said: "said on Tuesday", "told councillors during a visit on Monday".
    fn is_of_saying(&self, i: usize) -> bool {
        let says = |i: usize| {
            let verb = self.entry(i).and_then(|entry| entry.verb);
            verb.is_some_and(|verb| verb.class == CueClass::Say) && self.tag(i).is_some_and(Tag::is_finite)
        };
        let day = self.is_any(i, &[Class::Day, Class::Today, Class::During]);
        let near = self
            .backwards(i, if day { 8 } else { 0 })
            .take_while(|&i| self.kind(i) == Some(TokenKind::Word) && !self.is(i, Class::Complementizer));
        near.into_iter().any(says)
    }

    /// The sentence before this, and the next.
    fn beside(&self) -> impl Iterator<Item = Words<'a>> {
        let syntax = self.words.syntax;
        let here = syntax.sentences.partition_point(|sentence| sentence.start < self.span.start);
        let around = [here.checked_sub(1), Some(here + 1)].into_iter().flatten();
        around.filter_map(|n| syntax.sentences.get(n)).map(|span| Words { syntax, span: span.clone() })
    }

    /// Whether a sentence beside this one tells when, or how many there were.
    fn is_told_beside(&self) -> bool {
        self.beside().any(|words| {
            let first = self.figures.partition_point(|figure| figure.tokens.start < words.span.start);
            let figures = || self.figures[first..].iter().take_while(|figure| figure.tokens.start < words.span.end);
            let scan = Scan { words: words.clone(), figures: self.figures, here: 0..0 };
            let counted = figures().any(|figure| {
                figure.kind == FigureKind::Date
                    || (matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure)
                        && figure.value.is_some_and(|value| value >= 10.0))
            });
            counted
                || words
                    .span
                    .clone()
                    .any(|i| words.is_any(i, &[Class::Compared, Class::Since, Class::Period]) || scan.is_dated(i))
        })
    }

    fn is_compared_beside(&self) -> bool {
        self.beside().any(|words| {
            words.any_is(words.span.clone(), Class::Compared)
                || (words.span.start < self.span.start && words.any_is(words.span.clone(), Class::Than))
        })
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1500..2100).contains(&year))
}
