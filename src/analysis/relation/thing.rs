//! What a figure is of, so that two mentions can be told to be of the same: the noun that is counted, the words that tell which of them
//! ("the 19 kidnapped students", "the €6.3 million that the foundation donated"), and those of the clause it stands in.

use std::ops::Range;
use std::sync::Arc;

use super::Scan;
use super::around::Around;
use crate::analysis::figure::FigureKind;
use crate::language::hash;
use crate::language::lexicon::{Class, UnitKind};
use crate::language::stem;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How a figure comes into a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grip {
    /// As something new, as far as its words tell: "31 stores".
    New,
    /// As a part of what is known: "31 of the stores".
    Part,
    /// As what is known: "the 31 stores", "the hotel's 18 rooms", "the sentence of nine years".
    Known,
    /// Without what it counts: "the union says 31 were".
    Bare,
}

/// What a figure is of.
#[derive(Clone, PartialEq, Debug)]
pub struct Thing {
    /// Index of the figure in its block.
    pub figure: usize,
    /// Index of its sentence.
    pub sentence: u32,
    /// A hash of what is counted: of a noun, a currency or a unit.
    pub counted: u32,
    /// How it comes in.
    pub grip: Grip,
    /// Stems of the words that tell which, sorted: of its modifiers, and of the clause that hangs on it.
    pub own: Box<[u32]>,
    /// Hashes of the days, months and years among those words, sorted.
    pub own_times: Box<[u32]>,
    /// Stems of the words of its clause, sorted.
    pub clause: Box<[u32]>,
    /// Whether its clause begins with something new: "A train crash killed 11".
    pub anew: bool,
    /// The stem of what does it, where the figure stands behind the verb: "The fire killed 37 people".
    pub agent: Option<u32>,
    /// Whether its clause tells who has so many: "the hotel has 14 rooms".
    pub holds: bool,
    /// Whether its clause tells of a change, of a part, of a rate or of another time.
    pub apart: bool,
    /// Hashes of the words of its clause that tell of another time or a part, sorted: "last season".
    pub turns: Box<[u32]>,
    /// Whether its clause is one: it has a verb with a tense.
    pub stated: bool,
    /// Whether it is a rate: "$120 per square foot".
    pub per: bool,
    /// Which dimension it measures, by a hash, where its clause tells: "40 metres high", "a height of 40 metres".
    pub dimension: Option<u32>,
    /// Whether it tells how many came: "put the crowd at 40,000", "100,000 marched".
    pub crowd: bool,
    /// Whether its clause begins with a pronoun: "It employs 340 people".
    pub pronoun: bool,
    /// What its sentence tells.
    pub around: Arc<Around>,
}

/// How many words of a clause, and of what hangs on a figure, are looked at: they bound what a figure costs.
pub(super) const CLAUSE: usize = 24;
const OWN: usize = 16;

impl Scan<'_> {
    /// Finds out what the figures of the sentence are of.
    pub(super) fn things(&self, sentence: usize, found: &mut Vec<Thing>) {
        // What the sentence tells, and which of its words tell of another thing.
        let mut shared = None;
        for index in self.here.clone() {
            let Some(counted) = self.counted_thing(index) else { continue };
            let apart = || self.span.clone().map(|i| self.is_apart(i)).collect::<Vec<_>>();
            let (around, apart) = shared.get_or_insert_with(|| (Arc::new(self.around()), apart()));
            let around = Arc::clone(around);
            let is_apart = |i: &usize| i.checked_sub(self.span.start).and_then(|i| apart.get(i)) == Some(&true);
            let clause = self.clause(index);
            let (grip, own) = self.grip(index);
            let hanging = if grip == Grip::Known { self.hanging(index) } else { 0..0 };
            let grip = if counted == 0 { Grip::Bare } else { grip };
            found.push(Thing {
                figure: index,
                sentence: crate::text::offset(sentence),
                counted,
                grip,
                own,
                own_times: self.times_in(hanging),
                clause: self.stems(clause.clone(), index),
                anew: self.is(clause.start, Class::Indefinite) && self.figures[index].tokens.start > clause.start,
                agent: self.agent(&clause, index),
                holds: self.any_is(clause.start..self.figures[index].tokens.start, Class::Holds),
                apart: clause.clone().any(|i| is_apart(&i))
                    || clause.clone().any(|i| self.is_any(i, &[Class::Including, Class::Compared]))
                    || self.is_per(index),
                turns: self.turns(clause.clone().filter(is_apart)),
                stated: clause.clone().any(|i| self.tag(i).is_some_and(Tag::is_finite)),
                per: self.is_per(index),
                dimension: self.dimension(index, clause.clone()),
                crowd: self.is_crowd(index, clause.clone()),
                pronoun: self.tag(clause.start) == Some(Tag::Pronoun),
                around,
            });
        }
    }

    /// The stem of the noun that a clause begins with, if its verb comes next and then the figure.
    fn agent(&self, clause: &std::ops::Range<usize>, index: usize) -> Option<u32> {
        let before = clause.start..self.figures[index].tokens.start.max(clause.start);
        let verb = before.clone().find(|&i| self.tag(i).is_some_and(Tag::is_finite))?;
        let mut nouns = (before.start..verb).skip_while(|&i| !self.tag(i).is_some_and(Tag::is_noun));
        let noun = nouns.by_ref().take_while(|&i| self.tag(i).is_some_and(Tag::is_noun)).last()?;
        let next = noun + 1 == verb || (noun + 1..verb).all(|i| self.tag(i) == Some(Tag::Adverb));
        self.stems(noun..noun + 1, index).first().copied().filter(|_| next)
    }

    /// A hash of what a figure counts; 0 where that is left out: "31 were".
    fn counted_thing(&self, index: usize) -> Option<u32> {
        let figure = &self.figures[index];
        figure.value?;
        let unit = figure.unit.as_deref();
        if self.is_magnitude(index) {
            return Some(MAGNITUDE);
        }
        match figure.kind {
            FigureKind::Count if unit.is_none() => {
                let end = figure.tokens.end;
                let said = self.before(figure.tokens.start).is_some_and(|i| self.is_said(i) || self.is(i, Class::That));
                // "put it at 90,000"
                let put = self.before_figure(index).filter(|&i| self.is(i, Class::At)).and_then(|i| self.before(i));
                if put.is_some_and(|i| self.tag(i) == Some(Tag::Pronoun)) && self.ends_clause(end) {
                    return Some(0);
                }
                let left_out = self.is_any(end, &[Class::Be, Class::Have, Class::Do]) && self.ends_clause(end + 1);
                if left_out {
                    return said.then_some(0);
                }
                // "put the crowd at 40,000", "the number of dead stood at 14"
                let mut clause = (self.clause(index).start..figure.tokens.start).rev();
                let noun = clause.find(|&i| self.is(i, Class::Headcount));
                // "said 90,000 marched"
                let Some(noun) = noun else { return (said && self.is(end, Class::Gathers)).then_some(COMERS) };
                Some(stem::of_token(self.syntax, noun))
            }
            // "3.4-million-year-old rocks"
            FigureKind::Age if figure.value? >= GEOLOGICAL => self.year_in(figure.tokens.start),
            // "ten reasons": nobody keeps count of them.
            FigureKind::Count
                if figure.value? <= FEW && unit.is_some_and(|unit| self.is_unit_of(unit, Class::Abstract)) =>
            {
                None
            }
            FigureKind::Count if unit.is_some_and(|unit| self.is_unit_of(unit, Class::Everyone)) => {
                // "employs 340 people" has 340 workers.
                let mut clause = self.clause(index).start..figure.tokens.start;
                let employs = clause.find(|&i| self.is(i, Class::Employs));
                Some(
                    employs.map_or_else(|| stem::of_word(unit.unwrap_or_default()), |i| stem::of_token(self.syntax, i)),
                )
            }
            FigureKind::Count | FigureKind::Percent | FigureKind::Measure | FigureKind::Duration => {
                Some(stem::of_word(unit?))
            }
            FigureKind::Score => Some(SCORE),
            FigureKind::Ratio => Some(RATIO),
            FigureKind::Age => Some(AGE),
            FigureKind::Money => Some((hash::mix(MONEY, u64::from(stem::of_word(unit?))) >> 32) as u32),
            _ => None,
        }
    }

    /// "40 metres high", "a height of 40 metres", "at 2.4 kilometres … the longest": the nearest word of the clause that tells, those
    /// behind a figure first.
    fn dimension(&self, index: usize, clause: Range<usize>) -> Option<u32> {
        let figure = &self.figures[index];
        if figure.kind != FigureKind::Measure {
            return None;
        }
        let (start, end) = (figure.tokens.start, figure.tokens.end);
        let near = (end.saturating_sub(1)..clause.end.min(end + 2)).chain((clause.start..start).rev());
        let dimension = near.chain(end..clause.end).find(|&i| self.is(i, Class::Dimension))?;
        Some(stem::of_token(self.syntax, dimension))
    }

    /// "put the crowd at 40,000", "100,000 people were there", "said 90,000 marched"
    fn is_crowd(&self, index: usize, clause: Range<usize>) -> bool {
        let figure = &self.figures[index];
        let told = figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value >= CROWD);
        let people = figure.unit.as_deref().is_none_or(|unit| self.is_unit_of(unit, Class::Everyone));
        let came = |mut tokens: Range<usize>| tokens.any(|i| self.is_any(i, &[Class::Gathers, Class::There]));
        let named = |mut tokens: Range<usize>| tokens.any(|i| self.is(i, Class::Headcount));
        told && people
            && (came(figure.tokens.end..clause.end.min(figure.tokens.end + BEHIND))
                || figure.unit.is_none() && named(clause.start..figure.tokens.start))
    }

    /// "a magnitude 6.3 earthquake", "the 6.8-magnitude quake", "a tremor with a magnitude of 6.8"
    fn is_magnitude(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        if figure.kind != FigureKind::Count || figure.value.is_none_or(|value| value >= STRONGEST) {
            return false;
        }
        let unit = figure.unit.as_deref().is_some_and(|unit| self.is_unit_of(unit, Class::Magnitude));
        let led = || self.before_figure(index).filter(|&i| self.is(i, Class::Of)).map_or(figure.tokens.start, |of| of);
        unit || self.before_is(led(), Class::Magnitude)
    }

    /// Hashes of the words that tell of another time, a change or a part, sorted.
    fn turns(&self, tokens: impl Iterator<Item = usize>) -> Box<[u32]> {
        let mut turns: Vec<u32> = tokens.map(|i| (self.syntax.hashes[i] >> 32) as u32).collect();
        turns.sort_unstable();
        turns.into()
    }

    fn is_unit_of(&self, unit: &str, class: Class) -> bool {
        self.syntax.lexicon.find(&unit.to_lowercase()).classes.has(class)
    }

    /// "$120 per square foot", "$5 a day": another rate is no other figure.
    fn is_per(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        self.ahead(end, 3).any(|i| self.is(i, Class::Per))
            || self.is(end, Class::Indefinite) && self.tag(end + 1).is_some_and(Tag::is_noun)
    }

    /// The stem of "year" in "3.4-million-year-old".
    fn year_in(&self, i: usize) -> Option<u32> {
        let part = |part: &&str| self.syntax.lexicon.find(&part.to_lowercase()).unit == Some(UnitKind::Duration);
        self.text(i).split('-').find(part).map(stem::of_word)
    }

    /// "another", "earlier", "rose"; but not "the days that the strike will last", and no hedge.
    pub(super) fn is_apart(&self, i: usize) -> bool {
        let plain = matches!(self.tag(i), Some(Tag::Base | Tag::Present | Tag::Presents));
        // "after a roof came down": not what the figure does.
        let near = || {
            let figures = &self.figures[self.here.clone()];
            let behind = figures.partition_point(|figure| figure.tokens.end + NEAR < i);
            figures.get(behind).is_some_and(|figure| figure.tokens.start <= i + NEAR)
        };
        // "died in the collapse", "in May": what happened, and when.
        let happened = self.tag(i).is_some_and(Tag::is_noun) && self.before_is(i, Class::Definite);
        let moves = self.is_any(i, &[Class::Rise, Class::Fall]) && !happened && near();
        let month = self.is(i, Class::Month) && self.token(i).is_some_and(|token| token.capital);
        // "before dawn"
        let hour = self.is(i, Class::BeforeYear) && self.is(i + 1, Class::DayPart);
        (moves || self.is(i, Class::Apart) && !plain && !month && !hour)
            && self.entry(i).is_none_or(|entry| entry.hedge.is_none())
    }

    /// How a figure comes in, and the stems of the words that tell which is meant.
    fn grip(&self, index: usize) -> (Grip, Box<[u32]>) {
        let tokens = &self.figures[index].tokens;
        let mut own = Vec::new();
        // "31 of the stores"
        if self.is(tokens.end, Class::Of) && self.figures[index].kind == FigureKind::Count {
            return (Grip::Part, own.into());
        }
        let mut known = false;
        for i in self.backwards(tokens.start, 4) {
            let code = self.is(i, Class::CurrencyCode) || self.kind(i) == Some(TokenKind::Symbol);
            let hedge = self.entry(i).is_some_and(|entry| entry.hedge.is_some());
            if self.is_definite(i) {
                known = true;
                own.extend(self.whose(i));
                break;
            }
            if self.is(i, Class::Of) {
                known = self.is_of_known(i, &mut own);
                break;
            }
            let tag = self.tag(i);
            let modifies = tag.is_some_and(|tag| tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Gerund));
            if modifies && !self.is_apart(i) && !hedge {
                own.push(stem::of_token(self.syntax, i));
            } else if !(code || hedge) {
                break;
            }
        }
        if known {
            // "the 52-43 vote": what the result is one of is what tells which.
            let score = self.figures[index].kind == FigureKind::Score;
            own.extend(self.stems(self.hanging(index), if score { usize::MAX } else { index }));
        }
        own.sort_unstable();
        own.dedup();
        (if known { Grip::Known } else { Grip::New }, own.into())
    }

    /// Whether token `i` makes what follows something known: "the", "those", "all", "its", "the hotel's", "whose".
    fn is_definite(&self, i: usize) -> bool {
        matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive))
            // "showed that 65 percent": no "that" of something known.
            || self.is_any(i, &[Class::Definite, Class::Demonstrative, Class::AllOf, Class::Whose]) && !self.is(i, Class::That)
    }

    /// "Okafor, whose 34 points": whose they are.
    fn whose(&self, i: usize) -> Option<u32> {
        let back = 1 + usize::from(self.before(i).is_some_and(|comma| self.kind(comma) == Some(TokenKind::Comma)));
        let noun =
            self.back(i, back).filter(|&noun| self.is(i, Class::Whose) && self.tag(noun).is_some_and(Tag::is_noun));
        noun.map(|noun| stem::of_token(self.syntax, noun))
    }

    /// "the sentence of nine years", "their donation of $5,000": at the "of".
    fn is_of_known(&self, of: usize, own: &mut Vec<u32>) -> bool {
        let Some(noun) = self.before(of).filter(|&i| self.tag(i).is_some_and(Tag::is_noun)) else { return false };
        let known =
            self.backwards(noun, 3).find(|&i| !self.tag(i).is_some_and(|tag| tag.is_adjective() || tag.is_noun()));
        let told = self.stems(known.map_or(noun, |i| i + 1)..noun + 1, usize::MAX);
        own.extend(told.iter());
        known.is_some_and(|i| self.is_definite(i)) && !told.is_empty()
    }

    /// The words behind a figure that tell which is meant: those before its noun, and what hangs on it. "The 63 penguins it bought",
    /// "All nine firefighters who were taken to hospital had been discharged": up to the second verb there.
    fn hanging(&self, index: usize) -> Range<usize> {
        let start = self.figures[index].tokens.end;
        let mut verbs = 0;
        let mut end = start;
        let (mut relative, mut bare) = (false, false);
        for i in self.ahead(start, OWN) {
            let tag = self.tag(i);
            // "the stores it will close": a new subject right behind the noun.
            let subject = tag == Some(Tag::Pronoun) || tag == Some(Tag::Determiner) && !self.before_is(i, Class::Of);
            let behind_noun = self.back(i, 1).is_some_and(|j| j >= start && self.tag(j).is_some_and(Tag::is_noun));
            bare |= !relative && verbs == 0 && subject && behind_noun;
            relative |= bare || self.is(i, Class::Relative);
            // "the 19 kidnapped students": a modifier, as a noun follows.
            let modifier = tag == Some(Tag::Past) && i < start + 2 && self.tag(i + 1).is_some_and(Tag::is_noun);
            // "all 54 drivers hired in May are being trained"
            let reduced =
                tag == Some(Tag::Past) && behind_noun && !relative && self.tag(i + 1) == Some(Tag::Preposition);
            let reduced = reduced && self.ahead(i + 1, OWN).any(|j| self.tag(j).is_some_and(Tag::is_finite));
            let verb = tag.is_some_and(Tag::is_finite) && !modifier && !reduced;
            verbs += usize::from(verb);
            let again = self.is(i, Class::Coordinator) && self.tag(i + 1).is_some_and(Tag::is_finite);
            // "the 63 penguins it bought in a new hall": where they are now is not what they were bought for.
            let again = again || bare && verbs > 0 && tag == Some(Tag::Preposition);
            if self.is_mark(i) || again || verbs > usize::from(relative) {
                break;
            }
            end = i + 1;
        }
        start..end
    }
}

/// How many "reasons" and "ways" a text has at most.
const FEW: f64 = 20.0;

/// From here on an age is none of a person.
const GEOLOGICAL: f64 = 1000.0;

/// How many make a crowd, and how far behind their number it is told that they came.
const CROWD: f64 = 100.0;
const BEHIND: usize = 3;

/// How far from a figure stands a change of it.
const NEAR: usize = 6;

/// What amounts of money are filed under.
const MONEY: u64 = 1;

/// What results of matches and votes, parts of a whole and ages are filed under.
const SCORE: u32 = 2;
const RATIO: u32 = 3;
const AGE: u32 = 4;

/// What magnitudes of earthquakes are filed under, and what none reaches.
const MAGNITUDE: u32 = 5;
const STRONGEST: f64 = 10.0;

/// What those who came are filed under, where they are not called anything.
const COMERS: u32 = 6;
