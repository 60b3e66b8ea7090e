//! Two amounts of one thing that a sentence holds against each other: "from 50 to 75", "75, against 50 a year before", "50 in 2019 and
//! 75 in 2023", "once 50, now 75".

use std::cmp::Ordering;
use std::ops::Range;

use super::Scan;
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Calendar, Class, Turn};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// Two amounts of one thing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pair {
    /// What it was.
    pub(super) from: usize,
    /// What it is.
    pub(super) to: usize,
    /// Whether the words tell which is which.
    pub(super) ordered: bool,
    /// Whether words join the two: "from … to", "compared with", and not only the times of both.
    pub(super) joined: bool,
}

impl Pair {
    /// The first of the two in the text.
    pub(super) fn first(self) -> usize {
        self.from.min(self.to)
    }

    /// The second.
    pub(super) fn last(self) -> usize {
        self.from.max(self.to)
    }
}

/// How many amounts may stand between two of one thing.
const BETWEEN: usize = 3;

/// How many words may stand between two that their times hold against each other.
const APART: usize = 26;

/// How much more one may be than the other: beyond that they are of different things, or one is short for something else.
const GROWTH: f64 = 200.0;

/// When an amount was so.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Mark {
    /// "in 2019"
    Year(u32),
    /// "in May", by its hash.
    Month(u64),
    /// "a year earlier", "once"
    Then,
    /// "last year"
    Last,
    /// "now", "today"
    Now,
}

impl Mark {
    /// Whether it is before `other`, where that can be told.
    fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Year(one), Self::Year(two)) => Some(one.cmp(&two)),
            (Self::Then, Self::Then) | (Self::Now, Self::Now) => None,
            (Self::Then, _) | (_, Self::Now) => Some(Ordering::Less),
            (_, Self::Then) | (Self::Now, _) => Some(Ordering::Greater),
            _ => None,
        }
    }
}

impl Scan<'_> {
    /// Finds the amounts of the sentence that are held against each other.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let amounts: Vec<usize> = self.here.clone().filter(|&index| self.is_level(index)).collect();
        let mut found = Vec::new();
        for (n, &one) in amounts.iter().enumerate() {
            let next = amounts[n + 1..].iter().take(BETWEEN).copied();
            let mut alike = next.filter(|&other| self.is_comparable(one, other)).enumerate();
            found.extend(alike.find_map(|(n, other)| self.pair(one, other, n == 0)));
        }
        // What words join comes before what only its times do.
        found.sort_by_key(|pair: &Pair| !pair.joined);
        found
    }

    fn is_percent(&self, index: usize) -> bool {
        self.figures[index].kind == FigureKind::Percent
    }

    /// Whether a figure tells how much there is, and not by how much it changes.
    pub(super) fn is_level(&self, index: usize) -> bool {
        self.is_amount(index) && !self.is_rate(index) && !self.in_points(index)
    }

    /// Whether two figures can be of one thing.
    pub(super) fn is_comparable(&self, one: usize, other: usize) -> bool {
        let (Some(a), Some(b)) = (self.figures[one].value, self.figures[other].value) else { return false };
        let alike = self.is_alike(one, other) || self.is_alike(other, one);
        alike && (a <= 0.0 || b <= 0.0 || (a / b < GROWTH && b / a < GROWTH))
    }

    /// How the words hold two amounts against each other, if they do.
    fn pair(&self, one: usize, other: usize, nearest: bool) -> Option<Pair> {
        let between = self.between(one, other);
        let joined = |from: usize, to: usize| Some(Pair { from, to, ordered: true, joined: true });
        // "from 50 cases in 2019 to 75 cases"
        if self.led_near(one, Class::FromTo) && self.led_near(other, Class::To) && self.is_quiet(between.clone(), 12) {
            return joined(one, other);
        }
        // "to 75 from 50", "75, up 50% from 50", "75, from 50"
        if self.led_near(other, Class::FromTo) && self.is_quiet(between.clone(), 14) {
            let parted = between.clone().any(|i| self.kind(i) == Some(TokenKind::Comma));
            let told = self.led_near(one, Class::To) || self.way_between(one, other).is_some() || parted;
            return if told { joined(other, one) } else { None };
        }
        // Only a preposition joins what is told in two units, or over a third amount.
        if !nearest || self.is_percent(one) != self.is_percent(other) {
            return None;
        }
        // "below the $110 million that analysts had expected"
        let expected = |i: usize| self.is(i, Class::Detached) && self.tag(i).is_some_and(Tag::is_verb);
        if self.ahead(self.figures[other].tokens.end, 5).any(expected) {
            return None;
        }
        // "75 (2013: 50)", "75 (50 in 2013)", "50 → 75"
        if let Some(pair) = self.pair_in_bracket(one, other) {
            return Some(pair);
        }
        // "75, compared with 50 a year before", "75 instead of 50"
        if self.tells_in(between.clone(), Class::Compared) && self.is_still(between.clone(), 18) {
            return joined(other, one);
        }
        // "Compared with 50 in 2019, there were 75", "Where there once were 50"
        let fronted = self.backwards(self.figures[one].tokens.start, 5);
        let comma = between.clone().any(|i| self.kind(i) == Some(TokenKind::Comma));
        if comma && fronted.into_iter().any(|i| self.is(i, Class::Compared)) && self.runs_plainly(between.clone()) {
            return joined(one, other);
        }
        self.pair_in_time(one, other)
    }

    /// "75 (2013: 50)", "75 (50 in 2013)", "50 → 75".
    fn pair_in_bracket(&self, one: usize, other: usize) -> Option<Pair> {
        let between = self.between(one, other);
        let arrow = between.clone().find(|&i| matches!(self.text(i), "→" | "->" | "⟶" | "➔"));
        if arrow.is_some() && between.len() <= 3 {
            return Some(Pair { from: one, to: other, ordered: true, joined: true });
        }
        let open = between.clone().find(|&i| self.kind(i) == Some(TokenKind::Open))?;
        let end = self.figures[other].tokens.end;
        let close = self.ahead(end, 6).find(|&i| self.kind(i) == Some(TokenKind::Close))?;
        let dated =
            !self.marks(open..self.figures[other].tokens.start).is_empty() || !self.marks(end..close).is_empty();
        let near = between.end - open <= 5 && open - between.start <= 6;
        (dated && near).then_some(Pair { from: other, to: one, ordered: false, joined: true })
    }

    /// "50 in 2019 and 75 in 2023", "cost 400 in January and now 1,000".
    fn pair_in_time(&self, one: usize, other: usize) -> Option<Pair> {
        let between = self.between(one, other);
        // "one hectare yielded four tonnes, now it yields seven": what has no unit is of what stands next before it.
        let same = |i: usize| self.figures[i].kind == self.figures[one].kind;
        let nearer =
            (one + 1..other).rev().take(BETWEEN).any(|i| same(i) && self.is_level(i) && self.is_comparable(i, other));
        if nearer || !self.runs_plainly(between.clone()) {
            return None;
        }
        let start = self.backwards(self.figures[one].tokens.start, 10);
        let start = start.take_while(|&i| !self.is_figure(i, one)).last().unwrap_or(self.figures[one].tokens.start);
        let before = self.marks(start..self.figures[one].tokens.start);
        let inside = self.marks(between);
        let behind = self.ahead(self.figures[other].tokens.end, 10);
        let behind = self.marks(behind.start..self.end_of_time(behind, other));
        // "cost 400 and now 1,000": the only one is of the nearer.
        let middle = self.between(one, other);
        let late = middle.clone().find(|&i| self.mark(i).is_some()).is_some_and(|i| i - middle.start > middle.end - i);
        let (first, second) = match (before.last(), &inside[..]) {
            (None, &[mark]) if behind.is_empty() && late => (None, Some(mark)),
            // "In 2019 there were 50, in 2023 75", "In 2019 there were 50, and 75 in 2023"
            (Some(&mark), marks) => (Some(mark), marks.last().or(behind.first()).copied()),
            // "50 in 2019 and 75 in 2023"
            (None, [mark, rest @ ..]) => (Some(*mark), behind.first().or(rest.last()).copied()),
            (None, []) => (None, behind.first().copied()),
        };
        // "which numbered 120 in 2005, has shrunk to 84"
        let reached = second.is_none()
            && first.is_some()
            && self.led_near(other, Class::To)
            && self.way_between(one, other).is_some();
        if reached {
            return Some(Pair { from: one, to: other, ordered: true, joined: false });
        }
        in_time(one, first, other, second)
    }

    /// An amount of the sentence before and one of this, told of two times: "It had 5,200 staff when it listed. It now has 3,640."
    pub(super) fn pair_across(&self, earlier: &Scan<'_>, one: usize, other: usize) -> Option<Pair> {
        if !self.is_comparable(one, other) {
            return None;
        }
        let first = earlier.marks(earlier.span.clone());
        // Behind a rate stands since when it is told.
        let rate = self.here.clone().take(8).find(|&index| self.is_rate(index));
        let end = rate.map_or(self.span.end, |rate| self.figures[rate].tokens.start);
        let second = self.marks(self.span.start..end);
        // "It has since fallen to 50"
        if second.is_empty() && self.led_near(other, Class::To) && self.verb_way(other).is_some() {
            return Some(Pair { from: one, to: other, ordered: true, joined: false });
        }
        in_time(one, first.first().copied(), other, second.first().copied())
    }

    /// Whether nothing between two amounts turns to parts of one of them, or to something else altogether.
    fn runs_plainly(&self, between: Range<usize>) -> bool {
        between.len() <= APART
            && !between.into_iter().any(|i| self.is_any(i, &[Class::Including, Class::But, Class::InAll]))
    }

    /// The same, for what "compared with" joins: no verb either, but for that of an attribution.
    fn is_still(&self, tokens: Range<usize>, most: usize) -> bool {
        tokens.len() <= most
            && !tokens
                .into_iter()
                .any(|i| matches!(self.kind(i), Some(TokenKind::Semicolon | TokenKind::Stop)) || self.is(i, Class::But))
    }

    /// Whether token `i` belongs to a figure before `index`.
    fn is_figure(&self, i: usize, index: usize) -> bool {
        let before = index.checked_sub(1).filter(|before| self.here.contains(before));
        before.is_some_and(|before| {
            self.figures[before].tokens.contains(&i) && self.figures[before].kind != FigureKind::Date
        })
    }

    /// Where the words behind an amount begin to tell of something else: at the next figure that is no time.
    fn end_of_time(&self, behind: Range<usize>, index: usize) -> usize {
        let time = |&next: &usize| !matches!(self.figures[next].kind, FigureKind::Date | FigureKind::Duration);
        let next = (index + 1..self.here.end).take(4).find(time);
        let end = next.map_or(behind.end, |next| self.figures[next].tokens.start.clamp(behind.start, behind.end));
        (behind.start..end).find(|&i| self.kind(i) == Some(TokenKind::Semicolon)).unwrap_or(end)
    }

    /// The times that are told in `tokens`.
    fn marks(&self, tokens: Range<usize>) -> Vec<Mark> {
        tokens.filter_map(|i| self.mark(i)).take(8).collect()
    }

    fn mark(&self, i: usize) -> Option<Mark> {
        let token = self.token(i)?;
        if token.kind == TokenKind::Number {
            let year: u32 = self.text(i).parse().ok()?;
            let told = self.text(i).len() == 4 && (1500..2100).contains(&year);
            // A figure that looks like a year is none.
            return (told && !self.is_counted(i)).then_some(Mark::Year(year));
        }
        match () {
            () if self.is(i, Class::Now) || self.is_turn(i, Turn::This) => Some(Mark::Now),
            () if self.is_turn(i, Turn::Last) => Some(Mark::Last),
            () if self.is(i, Class::Then) || self.begins(i, Class::Then) => Some(Mark::Then),
            () if self.begins(i, Class::Now) => Some(Mark::Now),
            () if self.is(i, Class::Month) && token.capital => Some(Mark::Month(self.syntax.hashes[i])),
            () => None,
        }
    }

    /// Whether a time is told at token `i` from the day it is: "last year", "this winter".
    fn is_turn(&self, i: usize, turn: Turn) -> bool {
        self.entry(i).is_some_and(|entry| entry.calendar == Some(Calendar::Turn(turn))) && self.is(i + 1, Class::Time)
    }

    /// Whether token `i` is of a figure that is no date.
    fn is_counted(&self, i: usize) -> bool {
        let at = self.figures[self.here.clone()].partition_point(|figure| figure.tokens.end <= i);
        let figure = self.figures[self.here.clone()].get(at);
        figure.is_some_and(|figure| figure.tokens.contains(&i) && figure.kind != FigureKind::Date)
    }

    /// Whether a preposition stands before a figure, perhaps with what the figure is between: "from a peak of 50", "from last year's 50",
    /// "to a record 75".
    fn led_near(&self, index: usize, class: Class) -> bool {
        let Some(at) = self.before_figure(index) else { return false };
        if self.is(at, class) {
            return true;
        }
        let between = |i: usize| {
            let tag = self.tag(i);
            self.is_any(i, &[Class::Of, Class::Article])
                || tag.is_some_and(|tag| {
                    tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Possessive | Tag::Genitive | Tag::Adverb)
                })
        };
        let lead = self.backwards(at + 1, 6).find(|&i| !between(i));
        lead.is_some_and(|i| self.is(i, class))
    }

    /// Whether a phrase of `class` begins at token `i`.
    fn begins(&self, i: usize, class: Class) -> bool {
        let phrase = self.syntax.phrase_from(i);
        phrase.is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether a word or a phrase of `class` stands in `tokens`.
    pub(super) fn tells_in(&self, tokens: Range<usize>, class: Class) -> bool {
        let phrases = self.syntax.phrases_in(&tokens);
        phrases.iter().any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
            || self.any_is(tokens, class)
    }
}

/// Two amounts of different times, if they are told to be.
fn in_time(one: usize, first: Option<Mark>, other: usize, second: Option<Mark>) -> Option<Pair> {
    let order = match (first, second) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(a), Some(b)) => a.order(b),
        // "which cost 50, now costs 75"; "it was 75; a year earlier it had been 50"
        (None, Some(Mark::Now)) | (Some(Mark::Then), None) => Some(Ordering::Less),
        (None, Some(Mark::Then)) | (Some(Mark::Now), None) => Some(Ordering::Greater),
        _ => return None,
    };
    let (from, to) = if order == Some(Ordering::Greater) { (other, one) } else { (one, other) };
    Some(Pair { from, to, ordered: order.is_some(), joined: false })
}
