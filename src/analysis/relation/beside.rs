//! Changes that are told in two sentences: "… from 50 to 75. That is a rise of 50%.", "It had 5,200 staff. It now has 3,640, or 30% fewer."

use std::ops::Range;

use super::pair::Pair;
use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;

/// What a sentence leaves to the next.
pub(super) struct Earlier<'a> {
    scan: Scan<'a>,
    /// Two amounts, of which it does not say by how much they differ.
    pair: Option<Pair>,
    /// Its only amount.
    amount: Option<usize>,
    /// A rate, of which it does not say from what to what.
    rate: Option<usize>,
}

/// How many words of a sentence are looked through.
const LOOK: usize = 40;

impl<'a> Scan<'a> {
    /// What this sentence leaves to the next, with what it has been found to tell by itself.
    pub(super) fn leave(&self, pair: Option<Pair>, told: &[Relation]) -> Earlier<'a> {
        let free = |index: &usize| told.iter().all(|relation| !relation.figures.contains(index));
        let only = |mut found: Box<dyn Iterator<Item = usize> + '_>| found.next().filter(|_| found.next().is_none());
        let here = || self.here.clone().take(LOOK);
        Earlier {
            scan: self.clone(),
            pair,
            amount: only(Box::new(here().filter(|&index| self.is_level(index) && !self.is_span(index)))),
            rate: only(Box::new(here().filter(|&index| self.is_rate(index)))).filter(free),
        }
    }

    /// Finds changes whose figures stand in this sentence and in the one before; `open` is what this sentence leaves open itself.
    pub(super) fn changes_across(
        &self,
        earlier: &Earlier<'a>,
        open: Option<Pair>,
        told: usize,
        found: &mut Vec<Relation>,
    ) -> Option<Pair> {
        if found.len() > told {
            return open;
        }
        if self.tells_in(self.span.clone(), Class::Adjusted) {
            return open;
        }
        let rate = self.here.clone().take(LOOK).find(|&index| self.is_rate(index) && !self.is_yearly(index));
        match (earlier.pair, open, rate) {
            (Some(pair), None, Some(by))
                if self.is_all_but_dates(&[by])
                    && (self.takes_up(by) || self.is_known_change(by) && self.goes_on_about(&earlier.scan)) =>
            {
                if let Some(way) = self.way(by) {
                    self.relate_pair(RelationKind::Change(way), pair, by, found);
                }
                return None;
            }
            (_, Some(pair), None) => {
                // "Membership is down by a third. It had 12,000 in 2010 and 8,000 in 2020."
                let by = earlier.rate.filter(|_| self.is_all_but_dates(&[pair.from, pair.to]))?;
                let way = earlier.scan.way(by).filter(|_| earlier.scan.is_all_but_dates(&[by]))?;
                if self.goes_on_about(&earlier.scan) && !earlier.scan.is_yearly(by) {
                    self.relate_pair(RelationKind::Change(way), pair, by, found);
                    return None;
                }
                return open;
            }
            _ => {}
        }
        self.change_since(earlier, found).or(open)
    }

    /// A change from the amount of the sentence before to the one of this.
    fn change_since(&self, earlier: &Earlier<'a>, found: &mut Vec<Relation>) -> Option<Pair> {
        // What has a rate of its own tells of another change.
        let one = earlier.amount.filter(|_| earlier.rate.is_none())?;
        let mut levels = self.here.clone().take(LOOK).filter(|&index| self.is_level(index) && !self.is_span(index));
        let other = levels.next().filter(|_| levels.next().is_none())?;
        if !self.goes_on_about(&earlier.scan) {
            return None;
        }
        let pair = self.pair_across(&earlier.scan, one, other)?;
        let told = found.len();
        if let Some(times) = self.times_of(other, other, false) {
            self.relate_pair(RelationKind::Times, pair, times, found);
        }
        if let Some((by, way)) = self.rate_of(other, other, pair) {
            self.relate_pair(RelationKind::Change(way), pair, by, found);
        }
        (found.len() == told).then_some(pair)
    }

    /// Whether the sentence is about what the one before is: it takes it up with a pronoun, or with one of its nouns.
    fn goes_on_about(&self, earlier: &Self) -> bool {
        let start = self.span.start;
        let opening = self.ahead(start, 10);
        let pronoun = opening.clone().any(|i| {
            self.tag(i) == Some(Tag::Pronoun)
                || self.is(i, Class::Demonstrative)
                || self.is(i, Class::There)
                || (self.is(i, Class::Gauge) && self.before_is(i, Class::Definite))
        });
        let noun = |scan: &Self, i: usize| {
            scan.tag(i).is_some_and(Tag::is_noun) && !scan.is_any(i, &[Class::Time, Class::Month, Class::Day])
        };
        let known: Vec<u64> = earlier
            .ahead(earlier.span.start, LOOK)
            .filter(|&i| noun(earlier, i))
            .map(|i| self.syntax.hashes[i])
            .collect();
        pronoun || self.ahead(start, LOOK).any(|i| noun(self, i) && known.contains(&self.syntax.hashes[i]))
    }

    /// Whether a sentence only says by how much what stands before it changes: "That is an increase of 80%", "The 80% rise was …",
    /// "A rise of 80%."
    fn takes_up(&self, by: usize) -> bool {
        let start = self.span.start;
        let figure = &self.figures[by];
        // "In other words, that is …"
        let comma = self.ahead(start, 5).find(|&i| self.text(i) == ",").map_or(start, |i| i + 1);
        let opens = |at: usize| {
            if self.is(at, Class::Thing) {
                let verb =
                    self.ahead(at + 1, 3).find(|&i| self.tag(i) != Some(Tag::Adverb) && !self.is(i, Class::Modal));
                let told = verb.is_some_and(|verb| self.is_any(verb, &[Class::Be, Class::Amounts]));
                return told
                    || self.ahead(at + 1, 4).any(|i| self.is(at, Class::Demonstrative) && self.way_of(i).is_some());
            }
            let near = at..figure.tokens.end + 3;
            self.is(at, Class::Definite)
                && near.len() <= 9
                && self.ahead(at + 1, near.len()).any(|i| self.way_of(i).is_some())
        };
        let bare = self.is(start, Class::Article) || self.way_of(start).is_some() || figure.tokens.start <= start + 2;
        let fragment = bare && !self.has_verb(start..self.span.end);
        opens(start) || opens(comma) || fragment
    }

    /// "… blamed costs for the 2.5% decline in the margin": a change that the article tells to be known.
    fn is_known_change(&self, by: usize) -> bool {
        let tokens = &self.figures[by].tokens;
        let definite = tokens.start.checked_sub(1).is_some_and(|i| self.is(i, Class::Definite));
        definite && self.ahead(tokens.end, 2).any(|i| self.way_of(i).is_some())
    }

    fn has_verb(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|i| self.tag(i).is_some_and(Tag::is_finite))
    }

    /// Whether all other figures of the sentence tell times.
    fn is_all_but_dates(&self, these: &[usize]) -> bool {
        let mut here = self.here.clone();
        here.len() <= LOOK && here.all(|index| these.contains(&index) || self.is_span(index))
    }

    /// Whether a figure tells a time.
    fn is_span(&self, index: usize) -> bool {
        matches!(
            self.figures[index].kind,
            FigureKind::Date | FigureKind::Duration | FigureKind::Age | FigureKind::Other | FigureKind::Rank
        )
    }
}
