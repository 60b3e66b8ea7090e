//! Which figures a reader could ask to have checked: what is told about the world, and no trifle.

use super::excuse::Excuses;
use super::{Figure, FigureKind, Reason, Worth, called};
use crate::analysis::relation::conversion::{is_smaller_part, measures};
use crate::language::Syntax;
use crate::language::chunk::Chunks;
use crate::language::clause::Clauses;
use crate::language::lexicon::{Class, Hedge, NounKind, NumberRole, RankKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;

/// Counts of people, places and things that somebody keeps a register of.
const PUBLIC: [Class; 7] =
    [Class::Public, Class::Countable, Class::Everyone, Class::Polled, Class::Crowd, Class::Fighter, Class::Event];

/// Up to so many points each are the result of a match, or of a vote of a few.
const SCORE: f64 = 150.0;

/// How far before an age "average" is looked for.
const NEAR: usize = 20;

/// Judges the figures of a block, in order.
pub(super) fn judge(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses, figures: &mut [Figure]) {
    let mut rest = figures;
    for sentence in &syntax.sentences {
        let count = rest.iter().take_while(|figure| figure.tokens.start < sentence.end).count();
        let (mine, others) = rest.split_at_mut(count);
        rest = others;
        if mine.is_empty() {
            continue;
        }
        let judge = Judge { words: Words { syntax, span: sentence.clone() }, chunks };
        let excuses = Excuses::new(&judge.words, chunks, clauses);
        for at in 0..mine.len() {
            let (before, figure) = mine.split_at_mut(at);
            let figure = &mut figure[0];
            let worth = judge.worth(figure);
            let worth = if worth.is_claim() { worth.and(excuses.of(figure)) } else { worth };
            // What is told once more in a bracket, or ends a measure, is worth what it is told of.
            figure.worth =
                before.last().filter(|before| judge.goes_on(before, figure)).map_or(worth, |before| before.worth);
            figure.checkable = figure.worth.is_claim();
        }
    }
}

/// Judges the figures of one sentence by what they count.
pub(super) struct Judge<'a> {
    pub(super) words: Words<'a>,
    pub(super) chunks: &'a Chunks,
}

impl Judge<'_> {
    fn worth(&self, figure: &Figure) -> Worth {
        // "412 per 100,000 people", "for every 1,000 births"
        let lead = self.lead(figure);
        let every = |i: usize| self.words.is(i, Class::Every) && self.words.before_is(i, Class::For);
        if lead.is_some_and(|i| self.words.is(i, Class::Per) || every(i)) {
            return Worth::Not(Reason::Base);
        }
        if let Some(worth) = called::called(&self.words, figure).filter(|_| figure.kind != FigureKind::Date) {
            return worth;
        }
        match figure.kind {
            FigureKind::Date => Worth::Not(Reason::Date),
            FigureKind::Other => Worth::Not(Reason::Name),
            FigureKind::Age => self.age(figure),
            FigureKind::Money if self.is_banknote(figure) => Worth::Doubtful(Reason::Measure),
            FigureKind::Score if self.is_result(figure) => Worth::Doubtful(Reason::Result),
            FigureKind::Money | FigureKind::Percent | FigureKind::Score => Worth::Checkable,
            FigureKind::Ratio => self.ratio(figure),
            FigureKind::Rank => self.rank(figure),
            FigureKind::Count => self.count(figure),
            FigureKind::Duration => self.duration(figure),
            FigureKind::Measure => self.measure(figure),
        }
    }

    /// Whether a measure is the smaller part of the one before, or stands in a bracket right behind that: "2 ft 6 in. (76 cm)".
    fn goes_on(&self, before: &Figure, figure: &Figure) -> bool {
        let between = before.tokens.end..figure.tokens.start;
        let both = before.kind == FigureKind::Measure && figure.kind == FigureKind::Measure;
        if !both || between.len() > 6 {
            return false;
        }
        // "155 mm howitzer (24 km range)": what stands between is more than a unit.
        let unit = before.unit.as_deref().unwrap_or_default();
        let of_unit = |i: usize| self.words.kind(i) == Some(TokenKind::Stop) || unit.contains(self.words.text(i));
        let opens = between.end.checked_sub(1).filter(|&i| self.words.kind(i) == Some(TokenKind::Open));
        let alike = measures(before, figure).is_some_and(|(one, other)| one.dimension == other.dimension);
        let aside = opens.is_some_and(|open| alike && (between.start..open).all(of_unit));
        aside || between.len() <= 2 && is_smaller_part(before, figure)
    }

    /// The token before a figure and the words that hedge it.
    pub(super) fn lead(&self, figure: &Figure) -> Option<usize> {
        let mut at = figure.tokens.start;
        loop {
            let before = self.words.before(at)?;
            let syntax = self.words.syntax;
            let hedge = syntax.phrases_to(at).find(|phrase| syntax.lexicon.entry(phrase.entry).hedge.is_some());
            at = match hedge {
                Some(phrase) if self.words.span.contains(&phrase.first) => phrase.first,
                _ if self.words.entry(before).is_some_and(|entry| entry.hedge.is_some()) => before,
                // "~20", "<20", ">=20"
                _ if matches!(self.words.text(before), "~" | "≈" | "<" | ">" | "=" | "≥" | "≤") => before,
                _ => return Some(before),
            };
        }
    }

    /// "a survey of 1,004 adults", "polled 1,004 adults": what a survey or study tells of itself.
    fn is_sample(&self, figure: &Figure) -> bool {
        let Some(lead) = self.lead(figure) else { return false };
        let of = self.words.is_any(lead, &[Class::Of, Class::Among, Class::With, Class::From]);
        let verb = |i: usize| self.words.tag(i).is_some_and(Tag::is_verb);
        let asked = self.words.is_any(lead, &[Class::Sampling, Class::Examines]) && verb(lead);
        // "examined how 300 schools spend", "looked at whether 1,200 nurses sleep"
        let asks = self.words.is(lead, Class::Complementizer)
            && !self.words.is(lead, Class::That)
            && self.words.backwards(lead, 2).any(|i| self.words.is(i, Class::Examines) && verb(i));
        // "a survey by the institute of 1,004 adults"
        let word = |&i: &usize| self.words.kind(i).is_some_and(TokenKind::is_word) && !verb(i);
        let mut before = self.words.backwards(lead, NEAR).take_while(word).filter(|_| of);
        // "the number of polling places"
        let studies = |i: usize| self.words.is(i, Class::Sampling) && !self.words.tag(i + 1).is_some_and(Tag::is_noun);
        asked || asks || self.is_author(lead) || before.any(studies)
    }

    /// "a report compiled by 15 students": how many have written a document.
    fn is_author(&self, by: usize) -> bool {
        let made = self.words.before(by).filter(|&i| {
            self.words.is(by, Class::By)
                && self.words.is(i, Class::Issues)
                && matches!(self.words.tag(i), Some(Tag::Participle | Tag::Past))
        });
        // "the report, which is new, written by"
        let before = made.and_then(|made| {
            let skip =
                |&i: &usize| self.words.kind(i) != Some(TokenKind::Comma) && self.words.tag(i) != Some(Tag::Adverb);
            self.words.backwards(made, 3).find(skip)
        });
        before.and_then(|noun| self.words.entry(noun)).is_some_and(|entry| entry.kinds.has(NounKind::Document))
    }

    /// Whether a figure runs on without a break: "five straight months", "six weeks in a row".
    pub(super) fn is_streak(&self, figure: &Figure) -> bool {
        let end = figure.tokens.end;
        self.words.is(end, Class::Streak) || self.words.opens(end + 1, Class::Streak)
    }

    fn is_large(figure: &Figure) -> bool {
        figure.value.is_none_or(|value| value >= 10.0 || value.fract() != 0.0)
            || figure.step < 1.0
            || figure.high.is_some()
            || figure.hedge.is_some()
    }

    /// "the average age is 43", but not "a man of 43".
    fn age(&self, figure: &Figure) -> Worth {
        let averaged = self.words.backwards(figure.tokens.start, NEAR).any(|i| self.words.is(i, Class::Averaged));
        if averaged { Worth::Checkable } else { Worth::Not(Reason::Age) }
    }

    /// "ranks 200th", "came 32nd in the league", "the fifth straight quarter"; but not "the 21st century", "her 30th birthday".
    fn rank(&self, figure: &Figure) -> Worth {
        let words = &self.words;
        let end = figure.tokens.end;
        let placed = self.lead(figure).is_some_and(|i| words.is_any(i, &[Class::Places, Class::Be]));
        let among = words.is_any(end, &[Class::In, Class::Of, Class::Among, Class::On]) || words.text(end) == "out";
        let bare = among || !words.kind(end).is_some_and(TokenKind::is_word);
        let place = words.is(end, Class::PlaceNoun);
        // "its 200th plane": somebody counts; but not "the 116th Congress".
        let counted = figure.value.is_some_and(|value| value >= 100.0)
            && words.token(end).is_some_and(|token| token.tag.is_adjective() || token.tag.is_noun() && !token.capital)
            && !words.is_any(end, &[Class::Century, Class::Time, Class::Anniversary]);
        if placed && bare || place || counted || self.is_streak(figure) {
            Worth::Checkable
        } else {
            Worth::Not(Reason::Order)
        }
    }

    fn ratio(&self, figure: &Figure) -> Worth {
        // "twice weekly", "twice a week"
        let often = self.words.is(figure.tokens.end, Class::Often);
        let each = self.words.is(figure.tokens.end, Class::Indefinite)
            && self.words.is(figure.tokens.end + 1, Class::Time)
            && self.words.tag(figure.tokens.start).is_none_or(|tag| !tag.is_verb())
            && figure.value.is_some_and(|value| value >= 2.0);
        match figure.worth {
            doubt @ Worth::Doubtful(_) => doubt,
            _ if often || each => Worth::Not(Reason::Small),
            _ if self.is_twofold(figure) => Worth::Not(Reason::Idiom),
            _ => Worth::Checkable,
        }
    }

    /// "the triple aim", "are double victims": one thing of several parts, or that is so twice over, but not "a double increase", "double
    /// wages", "triple the cost".
    fn is_twofold(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        let words = &self.words;
        let multiple = figure.tokens.len() == 1 && words.number_word(first, NumberRole::Times).is_some();
        let determined = words.before(first).is_some_and(|i| {
            words.is_any(i, &[Class::Definite, Class::Indefinite]) || words.tag(i) == Some(Tag::Possessive)
        });
        let amounts = [
            Class::Rise,
            Class::Fall,
            Class::RateNoun,
            Class::Gauge,
            Class::NumberNoun,
            Class::BusinessMeasure,
            Class::Sum,
            Class::Levy,
        ];
        let things = words.tag(end) == Some(Tag::Noun) && determined
            || words.tag(end) == Some(Tag::Nouns) && words.before(first).is_some_and(|i| words.is(i, Class::Be));
        multiple && things && !words.is_any(end, &amounts)
    }

    fn count(&self, figure: &Figure) -> Worth {
        let end = figure.tokens.end;
        let lead = self.lead(figure);
        let noun = self.counted(figure);
        // "12 things to know", "here are 10 ways"
        if figure.value.is_some_and(|value| value < 100.0) && noun.is_some_and(|i| self.words.is(i, Class::Listed)) {
            return Worth::Not(Reason::Listing);
        }
        if self.is_sample(figure) {
            return Worth::Doubtful(Reason::Sample);
        }
        // "the 400 richest Americans", "13 best tweets", "the 10 most frequent words"
        let rank = self.words.entry(end).and_then(|entry| entry.rank);
        if rank == Some(RankKind::Degree) || (rank.is_some() && self.words.tag(end) == Some(Tag::Superlative)) {
            return Worth::Not(Reason::Group);
        }
        // "a family of four"
        let of = lead.filter(|&i| self.words.is(i, Class::Of)).and_then(|i| self.words.before(i));
        if of.is_some_and(|i| self.words.is(i, Class::NumberedGroup)) && figure.value.is_some_and(|value| value < 10.0)
        {
            return Worth::Not(Reason::Group);
        }
        // "a 10,000-employee company"
        if self.is_glued(figure) && figure.unit.is_some() && Self::is_large(figure) {
            return Worth::Doubtful(Reason::Measure);
        }
        // "six or more"
        let open = self.words.is(end, Class::Or) && self.words.is(end + 1, Class::AfterShare);
        if Self::is_large(figure) || self.is_streak(figure) || open {
            return Worth::Checkable;
        }
        // "from 8 to more than 400"
        let grows = lead.is_some_and(|i| self.words.is(i, Class::FromTo)) && self.words.is(end, Class::To);
        // A cell of a table.
        let alone = self.words.syntax.tokens.len() == figure.tokens.len();
        let known = lead.is_some_and(|i| {
            self.words.is_any(i, &[Class::Definite, Class::Demonstrative, Class::Both, Class::AllOf])
                || matches!(self.words.tag(i), Some(Tag::Possessive | Tag::Genitive))
        });
        let public = noun.is_some_and(|i| self.words.is_any(i, &PUBLIC));
        if grows || alone || (public && !known) {
            return Worth::Doubtful(Reason::Small);
        }
        Worth::Not(Reason::Small)
    }

    /// The noun that is counted, right behind a figure and its modifiers.
    fn counted(&self, figure: &Figure) -> Option<usize> {
        let unit = figure.unit.as_deref()?;
        self.words.ahead(figure.tokens.end, 6).find(|&i| self.words.text(i) == unit)
    }

    /// The token behind the unit of a figure, which may have several words.
    pub(super) fn behind_unit(&self, figure: &Figure) -> usize {
        let unit = figure.unit.as_deref().unwrap_or_default();
        let end = figure.tokens.end;
        if self.is_glued(figure) || !self.words.text(end).starts_with(unit.split(' ').next().unwrap_or_default()) {
            return end;
        }
        end + unit.split_whitespace().count()
    }

    /// Whether a figure's unit is written onto it: "24-hour", "155mm".
    fn is_glued(&self, figure: &Figure) -> bool {
        figure.range.end < self.words.syntax.range(figure.tokens.clone()).end
    }

    /// Whether a unit in the singular stands before the noun that its figure belongs to: "24-hour clock", "30 minute sessions".
    pub(super) fn is_attributive(&self, figure: &Figure, behind: usize) -> bool {
        let glued = self.is_glued(figure);
        let singular = glued || !figure.unit.as_deref().unwrap_or_default().ends_with('s');
        let tag = self.words.tag(behind);
        let noun =
            tag.is_some_and(|tag| tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Gerund));
        singular && noun && (glued || figure.value != Some(1.0)) && !self.words.is(behind, Class::Per)
    }

    /// "a 10-9 win", "won 4-2", "ruled 5-4": what whoever was there saw.
    fn is_result(&self, figure: &Figure) -> bool {
        // More are counted by somebody: "leads 1,428 to 1,153".
        let few = figure.value.is_some_and(|value| value <= SCORE) && figure.high.is_none_or(|high| high <= SCORE);
        // "voted 75-25": shares of all.
        let whole = figure.value.zip(figure.high).is_some_and(|(one, other)| (90.0..=101.0).contains(&(one + other)));
        let contest = |i: usize| few && !whole && self.words.is(i, Class::Contest);
        contest(figure.tokens.end) || self.words.backwards(figure.tokens.start, 2).any(contest)
    }

    /// "a $100 bill", "a £5 note": what is written on it, though a bill of $100 may be one that is paid.
    fn is_banknote(&self, figure: &Figure) -> bool {
        let printed = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
        figure.value.is_some_and(|value| printed.contains(&value)) && self.words.is(figure.tokens.end, Class::Banknote)
    }

    /// A length, weight or amount of data is a claim, unless it names its thing: "a 155 mm howitzer".
    fn measure(&self, figure: &Figure) -> Worth {
        let behind = self.behind_unit(figure);
        if self.is_attributive(figure, behind) && figure.hedge.is_none_or(|hedge| hedge == Hedge::Merely) {
            // "a 3-foot distance": told by a word, not by a sign as in "155 mm".
            let told = self.is_glued(figure) && figure.unit.as_deref().is_some_and(|unit| unit.len() > 3);
            return if told { Worth::Doubtful(Reason::Measure) } else { Worth::Not(Reason::Measure) };
        }
        // "25 miles south of Lindau", "40 km from Kiel": where something lies, any map tells.
        let placed = self.words.is(behind, Class::From) && self.words.tag(behind + 1).is_some_and(Tag::is_name);
        if placed || self.words.is(behind, Class::Direction) {
            return Worth::Doubtful(Reason::Measure);
        }
        let grows = self.lead(figure).is_some_and(|i| self.words.is(i, Class::FromTo));
        if grows || Self::is_large(figure) { Worth::Checkable } else { Worth::Doubtful(Reason::Measure) }
    }
}
