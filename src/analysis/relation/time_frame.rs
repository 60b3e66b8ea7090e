//! Counts of what happens again and again: "the police recorded 312 burglaries". They say little where no time is told.

use super::Scan;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::gap::{Gap, GapKind};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What becomes of people, in one event or in many.
const FATES: [Class; 3] = [Class::Dead, Class::Hurt, Class::Fate];

impl Scan<'_> {
    /// Finds counts of events; whether their paragraph tells a time, is for the caller.
    pub(super) fn event_counts(&self, found: &mut Vec<Gap>) {
        let figures = self.here.clone().map(|index| &self.figures[index]);
        for figure in figures.filter(|figure| self.is_open_count(figure)) {
            if self.is_logged(figure) || self.is_done(figure) || self.has_become(figure) {
                found.push(Gap { kind: GapKind::TimeFrame, range: figure.range });
            }
        }
    }

    /// Whether a figure counts things, and none that are known already or wished for: not "the 12 hostages", "will close 12 schools",
    /// "could hold 300 meetings".
    fn is_open_count(&self, figure: &Figure) -> bool {
        let start = figure.tokens.start;
        let count = figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value >= 10.0);
        let known =
            self.before(start).is_some_and(|i| self.is_any(i, &[Class::Definite, Class::AllOf, Class::Demonstrative]))
                || self.backwards(start, 3).any(|i| self.is(i, Class::AllOf))
                || self.before(start).is_some_and(|i| matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive)));
        let wished = || {
            self.backwards(start, 6).any(|i| {
                let modal = self.is(i, Class::Modal) || matches!(self.tag(i), Some(Tag::Modal | Tag::To | Tag::Base));
                modal || self.is_any(i, &[Class::Not, Class::Negative])
            })
        };
        (count || self.is_often(figure)) && !known && !wished()
    }

    /// "nine times", but not "nine times as many".
    fn is_often(&self, figure: &Figure) -> bool {
        let end = figure.tokens.end;
        let times = (end.saturating_sub(1)..=end).find(|&i| self.is(i, Class::Times));
        let Some(next) = times.map(|times| times + 1) else { return false };
        let compares = self.is_any(next, &[Class::As, Class::AfterShare, Class::Article, Class::Per])
            || self.tag(next).is_some_and(|tag| tag == Tag::Comparative);
        figure.value.is_some_and(|value| value >= 4.0 && value.fract() == 0.0) && !compares
    }

    /// "recorded 312 burglaries", "there were 14 collisions", "crews put out 60 fires", but not "the crash caused 12 deaths", which is one
    /// event.
    fn is_logged(&self, figure: &Figure) -> bool {
        let start = figure.tokens.start;
        let words = self.ahead(figure.tokens.end, 4).take_while(|&i| self.kind(i) == Some(TokenKind::Word));
        let behind = words.into_iter().any(|i| self.opens(i, Class::Event));
        let totalled = || {
            let verb = self.backwards(start, 2).find(|&i| self.opens(i, Class::Logged));
            figure.unit.is_none() && verb.is_some_and(|verb| self.backwards(verb, 6).any(|i| self.is(i, Class::Event)))
        };
        if !behind && !totalled() {
            return false;
        }
        // "Burglaries in the district totalled 312"
        let logged = self.backwards(start, 6).any(|i| self.opens(i, Class::Logged) || self.is(i, Class::There))
            || self.ahead(figure.tokens.end, 6).any(|i| self.is(i, Class::Logged));
        let before = || self.backwards(start, 6);
        logged
            || (before().any(|i| self.tag(i).is_some_and(|tag| tag.is_finite() || tag == Tag::Participle))
                // "the mill had 340 leaks"
                && !before().find(|&i| self.tag(i).is_some_and(Tag::is_verb)).is_some_and(|i| self.is(i, Class::Have))
                && !before().any(|i| self.is_any(i, &[Class::Causing, Class::Caused, Class::Dead, Class::Modal]))
                && !self.happened_once())
    }

    /// "seized 4,100 fake phones", "has shot down 140 drones", "wolves killed 640 sheep", "has been booked nine times".
    fn is_done(&self, figure: &Figure) -> bool {
        let often = self.is_often(figure);
        let past = |i: usize| matches!(self.tag(i), Some(Tag::Past | Tag::Participle));
        // Only particles, hedges and adjectives stand between a verb and what it is done to: "has carried out some 2,300 operations".
        let at = self.backwards(figure.tokens.start, 6).find(|&i| !self.is_modifier(i));
        // "has dealt with 400 patients"
        let with = at.filter(|&i| self.tag(i) == Some(Tag::Preposition)).and_then(|i| self.before(i));
        let with = with.filter(|&i| self.is_verb_of(i, &[Class::Done, Class::Acted]));
        let Some(verb) =
            with.or(at).filter(|&i| past(i) && !self.is(i, Class::Be) && (often || self.counts_many(figure)))
        else {
            return false;
        };
        let hazard = || self.backwards(verb, 6).any(|i| self.is(i, Class::Hazard));
        let perfect = || {
            let between = |i: &usize| !(self.is(*i, Class::Be) || self.tag(*i) == Some(Tag::Adverb));
            let have = self.backwards(verb, 4).find(between).filter(|&i| self.is(i, Class::Have));
            have.is_some_and(|have| matches!(self.tag(have), Some(Tag::Present | Tag::Presents)))
        };
        let fate = self.is_any(verb, &[Class::Dead, Class::Hurt]);
        let passive = || self.backwards(verb, 3).any(|i| self.is(i, Class::Be));
        let told = match self.is_verb_of(verb, &[Class::Done]) {
            _ if often => perfect() || passive(),
            true => !fate || hazard() || perfect(),
            false if fate => hazard(),
            false => perfect() && !self.is(verb, Class::State),
        };
        told && (hazard() || !self.happened_once())
    }

    fn is_verb_of(&self, i: usize, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.opens(i, class))
    }

    fn is_modifier(&self, i: usize) -> bool {
        let tag = self.tag(i);
        let hedge = self.entry(i).is_some_and(|entry| entry.hedge.is_some());
        hedge
            || matches!(tag, Some(Tag::Particle | Tag::Adverb | Tag::Comparative | Tag::Determiner | Tag::Superlative))
            || self.is_any(i, &[Class::Than, Class::Out, Class::About])
    }

    /// "Nineteen journalists have been killed", "Some 310 flights were cancelled", "640 sheep were killed by wolves".
    fn has_become(&self, figure: &Figure) -> bool {
        if !self.counts_many(figure) {
            return false;
        }
        let first = self.ahead(figure.tokens.end, 6).find(|&i| self.is_any(i, &[Class::Have, Class::Be]));
        let Some(first) = first.filter(|&i| matches!(self.tag(i), Some(Tag::Present | Tag::Past))) else {
            return false;
        };
        // What stands between them belongs to what is counted.
        let noun = (figure.tokens.end..first)
            .all(|i| self.kind(i) == Some(TokenKind::Word) && !self.tag(i).is_some_and(Tag::is_finite));
        let done = self.ahead(first + 1, 4).find(|&i| self.tag(i) == Some(Tag::Participle) && !self.is(i, Class::Be));
        let Some(done) = done.filter(|_| noun) else { return false };
        let passive = (first..done).any(|i| self.is(i, Class::Be));
        let perfect = self.is(first, Class::Have) && self.tag(first) == Some(Tag::Present);
        let by = self.ahead(done + 1, 4).any(|i| self.is(i, Class::Hazard));
        let fate = self.is_any(done, &FATES);
        let dead = self.is_any(done, &[Class::Dead, Class::Hurt]);
        let told = if passive {
            by || (self.opens(done, Class::Done) && !dead) || (perfect && (fate || self.opens(done, Class::Acted)))
        } else {
            perfect && self.is(done, Class::Dead)
        };
        told && (by || !self.happened_once())
    }

    /// Whether a figure counts things in the plural.
    fn counts_many(&self, figure: &Figure) -> bool {
        figure.unit.is_some()
            && self
                .ahead(figure.tokens.end, 5)
                .any(|i| self.tag(i) == Some(Tag::Nouns) || self.is_any(i, &[Class::Everyone, Class::Countable]))
    }

    /// Whether the sentence is about one event: "The explosion destroyed 60 homes".
    fn happened_once(&self) -> bool {
        self.span.clone().any(|i| self.opens(i, Class::Once))
    }
}
