//! Changes: "rose from 50 to 75, a 50% increase", "fell 20% to 80 from 100", "$75 million, up 50% from $50 million".

use super::{Relation, RelationKind, Scan, Way};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds changes from one figure to another by a third.
    pub(super) fn changes(&self, found: &mut Vec<Relation>) {
        let before = found.len();
        self.changes_from(found);
        if found.len() == before {
            self.changes_compared(found);
        }
    }

    /// "$30 million, compared with $20 million a year earlier, an increase of 25%", "1,000 in 2023 and 1,500 in 2024, up 75%".
    fn changes_compared(&self, found: &mut Vec<Relation>) {
        let amounts = || self.here.clone().filter(|&index| self.is_amount(index) && !self.is_rate(index));
        for (one, other) in amounts().zip(amounts().skip(1)) {
            let between = self.between(one, other);
            let compared = self.any_is(between.clone(), Class::Compared);
            let years = (self.year_behind(one), self.year_behind(other));
            let in_turn = matches!(years, (Some(first), Some(second)) if first < second);
            if !self.is_alike(one, other) || !(compared || in_turn) || !self.is_quiet_but_for_and(between) {
                continue;
            }
            let behind = (other + 1..self.here.end).find(|&by| self.is_rate(by));
            let by = behind.filter(|&by| self.is_quiet(self.between(other, by), 14) && !self.is_yearly(by));
            if let Some((by, way)) = by.and_then(|by| Some((by, self.way(by)?))) {
                let (from, to) = if compared { (other, one) } else { (one, other) };
                self.relate(RelationKind::Change(way), &[from, to, by], found);
            }
        }
    }

    /// The figures that something changes from and to, where the sentence does not say by how much.
    pub(super) fn bare_change(&self) -> Option<(usize, usize)> {
        let told = |index: usize| self.figures[index].kind == FigureKind::Percent && self.way(index).is_some();
        if self.here.clone().any(told) {
            return None;
        }
        let from = self.here.clone().find(|&index| self.is_amount(index) && self.led_by(index, Class::FromTo))?;
        Some((from, self.target(from)?))
    }

    /// "That is an increase of 80%", behind a sentence with the change that it is of.
    pub(super) fn rate_behind(&self, (from, to): (usize, usize), found: &mut Vec<Relation>) {
        let start = self.span.start;
        let goes_on = self.is(start, Class::Demonstrative) && self.tag(start + 1).is_some_and(|tag| !tag.is_noun());
        let [by] = self.here.clone().collect::<Vec<_>>()[..] else { return };
        if let Some(way) = self.way(by).filter(|_| goes_on && self.is_rate(by) && !self.is_yearly(by)) {
            self.relate(RelationKind::Change(way), &[from, to, by], found);
        }
    }

    /// "62.4%, 4.1% higher than the 58.3% of 2018", "3,640, or 45% fewer than the 5,200".
    fn changes_than(&self, found: &mut Vec<Relation>) {
        for (by, from) in self.here.clone().zip(self.here.clone().skip(1)) {
            let between = self.between(by, from);
            let than = between.len() <= 6 && self.any_is(between, Class::Than);
            let to = by.checked_sub(1).filter(|to| self.here.contains(to));
            if let Some(to) = to.filter(|&to| than && self.is_rate(by) && self.is_amount(to) && self.is_alike(from, to))
                && self.is_quiet(self.between(to, by), 4)
                && let Some(way) = self.way(by)
            {
                self.relate(RelationKind::Change(way), &[from, to, by], found);
            }
        }
    }

    /// The year right behind a figure and what it counts: "1,000 in 2023".
    fn year_behind(&self, index: usize) -> Option<u32> {
        let end = self.figures[index].tokens.end;
        let near = self.ahead(end, 5).find(|&i| self.is(i, Class::In))?;
        self.text(near + 1).parse().ok().filter(|year| (1500..2100).contains(year))
    }

    fn is_quiet_but_for_and(&self, between: std::ops::Range<usize>) -> bool {
        let parts = between.clone().filter(|&i| self.is(i, Class::And)).count();
        between.len() <= 14
            && parts <= 1
            && !between.into_iter().any(|i| self.tag(i).is_some_and(crate::language::tag::Tag::is_finite))
    }

    fn changes_from(&self, found: &mut Vec<Relation>) {
        self.changes_than(found);
        for from in self.here.clone().filter(|&index| self.is_amount(index) && self.led_by(index, Class::FromTo)) {
            let Some(to) = self.target(from) else { continue };
            if let Some(times) = self.times(from.min(to)) {
                self.relate(RelationKind::Times, &[from, to, times], found);
            }
            if let Some((by, way)) = self.rate(from, to) {
                self.relate(RelationKind::Change(way), &[from, to, by], found);
            }
        }
    }

    /// The figure that a change from `from` leads to.
    fn target(&self, from: usize) -> Option<usize> {
        let fits = |to: usize| self.is_amount(to) && self.is_alike(from, to);
        // "from 50 cases in 2019 to 75 cases"
        let behind = self.skip_dates(from + 1..self.here.end);
        let behind =
            behind.filter(|&to| fits(to) && self.led_by(to, Class::To) && self.is_quiet(self.between(from, to), 10));
        behind.or_else(|| {
            // "to 75 from 50", "75, up 50% from 50"
            let before = self.here.start..from;
            let before = before.rev().find(|&to| fits(to) && !self.is_rate(to))?;
            let near = self.is_quiet(self.between(before, from), 14);
            let told = self.led_by(before, Class::To) || self.way_between(before, from).is_some();
            (near && told).then_some(before)
        })
    }

    /// The first of these figures that is no date.
    fn skip_dates(&self, mut figures: std::ops::Range<usize>) -> Option<usize> {
        figures
            .find(|&index| !matches!(self.figures[index].kind, FigureKind::Date | FigureKind::Other | FigureKind::Age))
    }

    /// Whether a figure can be what something changes by.
    fn is_rate(&self, index: usize) -> bool {
        self.figures[index].kind == FigureKind::Percent
            && self.figures[index].value.is_some()
            && self.way(index).is_some()
    }

    /// By how much something changes from one figure to the other, and which way.
    fn rate(&self, from: usize, to: usize) -> Option<(usize, Way)> {
        let (first, last) = (from.min(to), from.max(to));
        let behind = self.skip_dates(last + 1..self.here.end).filter(|&by| self.is_quiet(self.between(last, by), 12));
        let inside = (first + 1..last).find(|&by| self.is_rate(by));
        let part = |by: usize| {
            self.figures[by].kind == FigureKind::Ratio && self.led_by(by, Class::By) && self.way(by).is_some()
        };
        let before = (self.here.start..first).rev().take(3).find(|&by| self.is_rate(by) || part(by));
        // "the increase of 6% took turnout from …"
        let open = |tokens: std::ops::Range<usize>| {
            tokens.len() <= 12
                && !tokens.into_iter().any(|i| {
                    self.is_any(i, &[Class::And, Class::But, Class::Contrast, Class::Relative])
                        || matches!(self.kind(i), Some(TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon))
                })
        };
        let before = before.filter(|&by| open(self.between(by, first)));
        [inside, behind, before].into_iter().flatten().find_map(|by| {
            let figure = &self.figures[by];
            // "rose by a third"
            let part = figure.kind == FigureKind::Ratio
                && figure.value.is_some_and(|value| value < 1.0)
                && self.led_by(by, Class::By);
            let percent = (figure.kind == FigureKind::Percent || part) && figure.value.is_some();
            if !percent || by == from || by == to || self.is_yearly(by) {
                return None;
            }
            let way = self.way(by);
            let aside = by > last && self.is_aside(last, by);
            let told = way.filter(|way| *way != Way::Either).or_else(|| self.verb_way(first));
            (way.is_some() || aside).then(|| (by, told.unwrap_or(Way::Either)))
        })
    }

    /// The multiple right before a change: "doubled from 50 to 75".
    fn times(&self, first: usize) -> Option<usize> {
        let times = first.checked_sub(1).filter(|times| self.here.contains(times))?;
        let figure = &self.figures[times];
        let verb = figure.tokens.len() == 1 && self.is(figure.tokens.start, Class::Multiply);
        (verb && figure.value.is_some() && self.is_quiet(self.between(times, first), 6)).then_some(times)
    }

    /// Which way a figure says that something changes, if it says that.
    pub(super) fn way(&self, by: usize) -> Option<Way> {
        let figure = &self.figures[by];
        // "50% or less" is no change.
        let goes_on = |i: &usize| self.kind(*i) == Some(TokenKind::Word) && !self.is(*i, Class::Or);
        let near = self.ahead(figure.tokens.end, 3).take_while(goes_on);
        let behind = near.into_iter().find_map(|i| self.way_of(i));
        let before = || {
            let i = self.before_figure(by)?;
            // "raised the charge by 50%"
            if self.is(i, Class::By) {
                return self.backwards(i, 8).find_map(|i| self.way_of(i));
            }
            let i = if self.is(i, Class::Of) { self.before(i)? } else { i };
            self.way_of(i)
        };
        before().or(behind)
    }

    /// Which way the word at token `i` says.
    fn way_of(&self, i: usize) -> Option<Way> {
        // "made up 46%".
        if self
            .syntax
            .phrases_to(i + 1)
            .any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Compose))
        {
            return None;
        }
        if self.is(i, Class::Rise) {
            Some(Way::Up)
        } else if self.is(i, Class::Fall) {
            Some(Way::Down)
        } else {
            self.is(i, Class::Change).then_some(Way::Either)
        }
    }

    /// Which way a word between two figures says.
    fn way_between(&self, one: usize, other: usize) -> Option<Way> {
        self.between(one, other).find_map(|i| self.way_of(i))
    }

    /// Which way the verb before a figure says.
    fn verb_way(&self, first: usize) -> Option<Way> {
        self.backwards(self.figures[first].tokens.start, 8).find_map(|i| self.way_of(i))
    }

    /// Whether a figure stands aside behind another: "75 (50%)", "75, or 50%".
    fn is_aside(&self, last: usize, by: usize) -> bool {
        let between = self.between(last, by);
        let opened = between.end > between.start && self.kind(between.end - 1) == Some(TokenKind::Open);
        opened || self.led_by(by, Class::Or)
    }

    /// Whether a rate is one for a year or an average, which two figures do not give.
    pub(super) fn is_yearly(&self, by: usize) -> bool {
        let figure = &self.figures[by];
        let around = self.ahead(figure.tokens.end, 4);
        let per = |i: usize| {
            self.is_any(i, &[Class::Rate, Class::Per])
                || (self.is(i, Class::Indefinite)
                    && self.is(i + 1, Class::Time)
                    // "in a year", "a year earlier"
                    && !self.before_is(i, Class::In)
                    && !self.is(i + 2, Class::Time))
        };
        around.into_iter().any(per) || self.backwards(figure.tokens.start, 4).any(|i| self.is(i, Class::Rate))
    }
}
