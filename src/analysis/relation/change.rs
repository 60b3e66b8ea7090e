//! Changes: "rose from 50 to 75, a 50% increase", "fell 20% to 80 from 100", "$75 million, up 50% from $50 million", "doubled from 50 to
//! 100". Two amounts of one thing (`pair`), and a rate (`rate`) that is told of them.

use super::pair::Pair;
use super::share_told::is_told;
use super::{Relation, RelationKind, Scan, Way};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Class, Hedge};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds changes from one figure to another by a third. Gives back the first pair of which the sentence does not say by how much it
    /// has changed: the next one may.
    pub(super) fn changes(&self, found: &mut Vec<Relation>) -> Option<Pair> {
        let before = found.len();
        if self.tells_in(self.span.clone(), Class::Adjusted) {
            return None;
        }
        self.changes_than(found);
        self.multiples_of(found);
        let mut open = None;
        for pair in self.pairs() {
            let told = found.len();
            if let Some(times) = self.times_of(pair.first(), pair.last(), pair.joined) {
                self.relate_pair(RelationKind::Times, pair, times, found);
            }
            if let Some((by, way)) = self.rate_of(pair.first(), pair.last(), pair) {
                // One rate is told of one change.
                if !is_told(by, &found[before..]) {
                    self.relate_pair(RelationKind::Change(way), pair, by, found);
                }
            }
            if found.len() == told && open.is_none() {
                open = Some(pair);
            }
        }
        open
    }

    /// Notes what is told of a pair. Where its words do not tell which was first, the way of the change does.
    pub(super) fn relate_pair(&self, kind: RelationKind, pair: Pair, by: usize, found: &mut Vec<Relation>) {
        let Pair { mut from, mut to, ordered, .. } = pair;
        let grows = self.figures[to].value >= self.figures[from].value;
        let said = match kind {
            RelationKind::Change(Way::Up) => Some(true),
            RelationKind::Change(Way::Down) => Some(false),
            RelationKind::Times => self.figures[by].value.map(|value| value > 1.0),
            _ => None,
        };
        if !ordered && said.is_some_and(|said| said != grows) {
            std::mem::swap(&mut from, &mut to);
        }
        self.relate(kind, &[from, to, by], found);
    }

    /// "62.4%, 4.1% higher than the 58.3% of 2018", "3,640, or 45% fewer than the 5,200".
    fn changes_than(&self, found: &mut Vec<Relation>) {
        for by in self.here.clone() {
            let mut next = by + 1..self.here.end.min(by + 4);
            // "10% under the five-year average of 5.6 tonnes"
            let span = |&next: &usize| self.figures[next].kind == FigureKind::Duration;
            let timed = by.checked_sub(1).is_some_and(|to| span(&to));
            next.start += usize::from(!timed && next.clone().next().is_some_and(|next| span(&next)));
            let Some(from) = self.skip_dates(next) else { continue };
            let between = self.between(by, from);
            let than = between.len() <= 14
                && self.any_is(between.start..between.end.min(between.start + 4), Class::Than)
                && !between.clone().any(|i| self.is_any(i, &[Class::And, Class::But, Class::Contrast]));
            let to = by.checked_sub(1).filter(|to| self.here.contains(to));
            let off = self.way_off(by, from);
            let told = off.is_some() || than && self.is_rate(by);
            if let Some(to) = to.filter(|&to| told && self.is_amount(to))
                && self.is_comparable(from, to)
                && (self.is_one_clause(self.between(to, by)) || self.is_set_at(to, by))
                && let Some(way) = off.or_else(|| self.way(by))
            {
                self.relate(RelationKind::Change(way), &[from, to, by], found);
            }
        }
    }

    /// "24% below the national figure of 82%", "20% above the 250 of last year".
    fn way_off(&self, by: usize, from: usize) -> Option<Way> {
        let between = self.between(by, from);
        let known =
            |i: usize| self.is(i, Class::Definite) || matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive));
        let percent = self.figures[by].kind == FigureKind::Percent;
        if !percent || between.len() > 9 || !between.clone().any(known) || !self.is_quiet(between.clone(), 9) {
            return None;
        }
        match self.hedge_at(between.start)? {
            Hedge::MoreThan => Some(Way::Up),
            Hedge::LessThan => Some(Way::Down),
            _ => None,
        }
    }

    /// "At 12.5%, the vacancy rate is 3% above …"
    fn is_set_at(&self, to: usize, by: usize) -> bool {
        let between = self.between(to, by);
        let comma = self.kind(between.start) == Some(TokenKind::Comma);
        let start = self.figures[to].tokens.start;
        let other = [Class::And, Class::But, Class::Contrast, Class::Relative, Class::Detached];
        self.is(self.span.start, Class::At)
            && start <= self.span.start + 2
            && comma
            && between.len() <= 10
            && self.is(between.end.saturating_sub(1), Class::Be)
            && !between.into_iter().any(|i| self.is_any(i, &other))
    }

    /// The hedge that the word at token `i` is, or a phrase from there on.
    fn hedge_at(&self, i: usize) -> Option<Hedge> {
        let phrase = self.syntax.phrase_from(i).and_then(|phrase| self.syntax.lexicon.entry(phrase.entry).hedge);
        // "24% more than" has a way of its own.
        let plain = self.way_of(i).is_none() && self.tag(i) != Some(Tag::Comparative);
        phrase.or_else(|| self.entry(i)?.hedge).filter(|_| plain)
    }

    /// "640, double the 400 of the first plan", "640, twice as many as the 400 before".
    fn multiples_of(&self, found: &mut Vec<Relation>) {
        for (times, from) in self.here.clone().zip(self.here.clone().skip(1)) {
            let Some(to) = times.checked_sub(1).filter(|to| self.here.contains(to) && self.is_amount(*to)) else {
                continue;
            };
            let between = self.between(times, from);
            let against = between.len() <= 8
                && self.is_any(between.end.wrapping_sub(1), &[Class::Definite, Class::As, Class::Than])
                && self.is_quiet(between, 8);
            let multiple = self.is_multiple(times) && self.figures[times].value.is_some_and(|value| value > 1.0);
            if multiple && against && self.is_comparable(from, to) && self.is_one_clause(self.between(to, times)) {
                self.relate(RelationKind::Times, &[from, to, times], found);
            }
        }
    }

    /// The first of these figures that tells no time.
    fn skip_dates(&self, mut figures: std::ops::Range<usize>) -> Option<usize> {
        figures
            .find(|&index| !matches!(self.figures[index].kind, FigureKind::Date | FigureKind::Other | FigureKind::Age))
    }

    /// By how much the amounts of a pair differ, and which way.
    ///
    /// It stands before `first`, behind `last`, or between them; of a pair in two sentences both are the one that stands in this.
    pub(super) fn rate_of(&self, first: usize, last: usize, pair: Pair) -> Option<(usize, Way)> {
        let behind = self.next_rate(last + 1..self.here.end);
        let behind = behind.filter(|&by| {
            let between = self.between(last, by);
            let told = if pair.joined { self.runs_on(between) } else { self.is_one_clause(between) };
            told && !self.is_accompanied(by)
        });
        let inside = (first + 1..last).find(|&by| self.is_rate(by));
        let before = (self.here.start..first).rev().take(3).find(|&by| self.is_rate(by));
        // "fell 20% in May to 800 cars": that rate has led to the first already.
        let reached = !pair.joined && first != last && self.led_by(first, Class::To);
        let before = before.filter(|&by| !reached && self.leads_to(by, first, pair));
        [inside, behind, before].into_iter().flatten().find_map(|by| {
            let figure = &self.figures[by];
            // "5% more than a year earlier" tells of another pair.
            let other = !pair.joined
                && by < last
                && by > first
                && self.ahead(figure.tokens.end, 3).any(|i| self.is(i, Class::Than));
            // "down 0.4%, retreating from a peak of 9,208": what else it did is of another pair.
            let other = other
                || by < last
                    && pair.from == last
                    && self.between(by.max(first), last).any(|i| self.tag(i) == Some(Tag::Gerund));
            let amount = by == pair.from || by == pair.to || other;
            if amount || figure.value.is_none() || self.is_yearly(by) || self.is_of_other(by, first) {
                return None;
            }
            let way = self.way(by);
            let aside = by > last && self.is_aside(last, by) && pair.joined;
            let told = way.filter(|way| *way != Way::Either).or_else(|| self.verb_way(first));
            (way.is_some() || aside).then(|| (by, told.unwrap_or(Way::Either)))
        })
    }

    /// "…, with a 9% fall in injuries", "…, up from a rise of 5%": of something that goes along, or of another time.
    fn is_accompanied(&self, by: usize) -> bool {
        let start = self.figures[by].tokens.start;
        let part = self.backwards(start, 8).take_while(|&i| self.kind(i) == Some(TokenKind::Word));
        // "short of the 30% reduction that it had promised"
        let known = self.before_is(start, Class::Definite);
        let mut part: Vec<usize> = part.collect();
        // "a rise since 2019 of 9%": what counts stands before the rise.
        if self.led_by(by, Class::Of)
            && let Some(noun) = part.iter().position(|&i| self.way_of(i).is_some())
        {
            part.drain(..noun);
        }
        known || part.into_iter().any(|i| self.is_any(i, &[Class::With, Class::FromTo, Class::Since, Class::Than]))
    }

    /// Whether a rate in front of a pair is told of it: "rose 50% last year, from 50 to 75", "the increase of 6% took turnout from …",
    /// "is cutting its fleet by 15%: from May there will be 165 ships instead of 220".
    fn leads_to(&self, by: usize, first: usize, pair: Pair) -> bool {
        let between = self.between(by, first);
        let open = between.len() <= 12
            && pair.joined
            && !between.clone().any(|i| {
                // "rose by 2% during the year and amounted to 24%"
                let own = self.is(i, Class::And) && self.tag(i + 1).is_some_and(Tag::is_finite);
                !own && self.is_any(i, &[Class::And, Class::But, Class::Contrast, Class::Relative, Class::Detached])
                    || matches!(self.kind(i), Some(TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon))
            });
        open || self.runs_on(between)
    }

    /// Whether a rate behind a pair is said to be of something that has not been told of before: "and a 9% fall in injuries".
    fn is_of_other(&self, by: usize, first: usize) -> bool {
        let end = self.figures[by].tokens.end;
        let Some(at) = self.ahead(end, 3).find(|&i| self.is(i, Class::In)) else { return false };
        if by < first || !(end..at).all(|i| self.way_of(i).is_some()) {
            return false;
        }
        let noun = self.ahead(at + 1, 4).find(|&i| self.tag(i).is_some_and(Tag::is_noun));
        noun.is_some_and(|noun| {
            let known = |i: usize| self.syntax.hashes[i] == self.syntax.hashes[noun];
            !self.is_any(noun, &[Class::Time, Class::Month, Class::Day]) && !self.backwards(end, 40).any(known)
        })
    }

    /// The multiple that a pair is said to differ by: "doubled from 50 to 75", "from 50 to 75, a threefold rise".
    pub(super) fn times_of(&self, first: usize, last: usize, joined: bool) -> Option<usize> {
        let before = (self.here.start..first).rev().take(2).find(|&by| self.is_multiple(by));
        let before = before.filter(|&by| {
            let verb = self.is(self.figures[by].tokens.start, Class::Multiply);
            (verb || joined) && self.runs_on(self.between(by, first))
        });
        before.or_else(|| {
            let behind = (last + 1..self.here.end).take(3).find(|&by| self.is_multiple(by))?;
            let figure = &self.figures[behind];
            // "…, three times as many as the others", "twice the 10% that …"
            let other = self.ahead(figure.tokens.end, 6).any(|i| self.is(i, Class::Than))
                || self.ahead(figure.tokens.end, 4).skip(1).any(|i| self.is(i, Class::As))
                || self.is(figure.tokens.end, Class::Definite);
            (!other && self.runs_on(self.between(last, behind))).then_some(behind)
        })
    }
}
