//! Shares: "14 of 20 patients (70%)", "70%, or 14 of the 20".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Class, Hedge};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds parts of a whole with the share that they are said to be, and shares of a whole that is counted.
    pub(super) fn shares(&self, found: &mut Vec<Relation>) {
        // Weighted shares are not of those who are counted.
        if self.any_is(self.span.clone(), Class::Weighted) {
            return;
        }
        self.shares_of_fronted(found);
        self.shares_called(found);
        self.shares_counted_out(found);
        for (part, whole) in self.here.clone().zip(self.here.clone().skip(1)) {
            if !self.is_of(part, whole) {
                continue;
            }
            let (one, other) = (&self.figures[part], &self.figures[whole]);
            if one.kind == FigureKind::Count
                && (one.unit.is_none() || self.between(part, whole).any(|i| self.is(i, Class::Out)))
                && other.kind == FigureKind::Count
                && one.value < other.value
                && let Some(share) = self.share_beside(part, whole)
            {
                self.relate(RelationKind::Share, &[part, whole, share], found);
            }
        }
        self.shares_lost(found);
    }

    /// "Of 50 students asked, 30 (40%) said yes", "Among the 15 pupils, 45% passed".
    fn shares_of_fronted(&self, found: &mut Vec<Relation>) {
        let Some(whole) = self.here.clone().find(|&index| self.is_fronted(index)) else { return };
        let Some(part) = Some(whole + 1).filter(|part| self.here.contains(part)) else { return };
        let (all, some) = (&self.figures[whole], &self.figures[part]);
        let between = self.between(whole, part);
        let comma = between.clone().filter(|&i| self.kind(i) == Some(TokenKind::Comma)).count() <= 1;
        let plain = |figure: &crate::analysis::figure::Figure| {
            matches!(figure.hedge, None | Some(Hedge::Exactly | Hedge::Merely))
                && figure.high.is_none()
                && figure.value.is_some()
        };
        let counted = matches!(all.kind, FigureKind::Count | FigureKind::Measure | FigureKind::Money)
            && all.value.is_some_and(|value| value > 0.0)
            && plain(all)
            && plain(some);
        // "62% of the classrooms" are no part of 17 schools.
        let other = self.is(some.tokens.end, Class::Of);
        if !counted || !comma || other || between.len() > 12 {
            return;
        }
        if (some.kind == all.kind || (some.kind == FigureKind::Count && some.unit.is_none()))
            && some.value < all.value
            && let Some(share) = self.share_beside_part(part).or_else(|| self.share_put_at(whole))
        {
            self.relate(RelationKind::Share, &[part, whole, share], found);
        }
    }

    /// Whether a figure is told in front of its parts: "Of 50 students", "said that out of 12 applicants", "In a trial of 24 patients".
    pub(super) fn is_fronted(&self, whole: usize) -> bool {
        let Some(of) = self.before_figure(whole) else { return false };
        let out = self.before(of).filter(|&i| self.is(i, Class::Out));
        let lead = if self.is_any(of, &[Class::Of, Class::Among]) { out.unwrap_or(of) } else { return false };
        let opens = |i: usize| {
            self.before(i).is_none_or(|i| {
                matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Quote))
                    || self.is(i, Class::Complementizer)
            })
        };
        // "In a sample of"
        let sampled = self.before_is(of, Class::Sampled)
            && self.backwards(of, 4).find(|&i| self.is(i, Class::In)).is_some_and(opens);
        opens(lead) || sampled
    }

    /// Whether the second figure is the whole that the first is said to be a part of.
    pub(super) fn is_of(&self, part: usize, whole: usize) -> bool {
        // "12 restaurants out of 60"
        let between = self.between(part, whole);
        let out = between.clone().find(|&i| self.is(i, Class::Out) && self.is(i + 1, Class::Of));
        let noun = self.figures[part].unit.is_some() && out.is_some_and(|out| out <= between.start + 3);
        let between = if noun { out.unwrap_or(between.start)..between.end } else { between };
        let mut rest = between.clone();
        let of =
            rest.next().is_some_and(|i| self.is(i, Class::Of) || (self.is(i, Class::Out) && self.is(i + 1, Class::Of)));
        // "of the ward's 120 beds"
        let owned = between.clone().last().is_some_and(|i| self.tag(i) == Some(Tag::Genitive));
        let plain = |i: usize| {
            self.is_any(i, &[Class::Of, Class::Article, Class::Demonstrative, Class::Quantifier])
                || matches!(self.tag(i), Some(Tag::Possessive | Tag::Genitive))
                || (owned && self.tag(i).is_some_and(|tag| tag.is_noun() || tag.is_adjective()))
        };
        let hedged = [part, whole].iter().any(|&index| {
            !matches!(self.figures[index].hedge, None | Some(Hedge::Exactly | Hedge::Merely))
                || self.figures[index].high.is_some()
        });
        of && between.len() <= 4
            && rest.all(plain)
            && !hedged
            && self.figures[whole].value.is_some_and(|whole| whole > 0.0)
    }

    /// The percentage that stands beside "14 of 20": in brackets, or behind "or".
    fn share_beside(&self, part: usize, whole: usize) -> Option<usize> {
        let percent = |index: usize| self.can_be_share(index) && !self.in_points(index);
        let behind = Some(whole + 1).filter(|index| self.here.contains(index)).filter(|&share| {
            let between = self.between(whole, share);
            let opened = between.end > between.start && self.kind(between.end - 1) == Some(TokenKind::Open);
            percent(share)
                && self.is_one_clause(between)
                && (opened || self.led_by(share, Class::Or))
                && !self.changes_behind_share(share)
        });
        behind
            .or_else(|| {
                let share = part.checked_sub(1).filter(|index| self.here.contains(index))?;
                let between = self.between(share, part);
                let marks = [TokenKind::Open, TokenKind::Colon, TokenKind::Dash];
                let opened =
                    between.clone().last().is_some_and(|i| self.kind(i).is_some_and(|kind| marks.contains(&kind)));
                let or = self.led_by(part, Class::Or);
                (percent(share) && between.len() <= 3 && (opened || or)).then_some(share)
            })
            .or_else(|| self.share_told(whole))
    }

    /// The same, but that it may be "30% of staff", where no other whole is counted.
    pub(super) fn changes_behind_share(&self, share: usize) -> bool {
        let end = self.figures[share].tokens.end;
        let next = self.figures.get(share + 1).filter(|_| self.here.contains(&(share + 1)));
        let whole = next.is_some_and(|next| next.tokens.start < end + 6);
        let of = self.is(end, Class::Of)
            && !whole
            && !self.is_any(end + 1, &[Class::Relative, Class::Demonstrative])
            && self.tag(end + 1) != Some(Tag::Pronoun);
        !of && self.changes_behind(share)
    }

    /// Whether a percentage is what something changes by: "(70% more)".
    fn changes_behind(&self, share: usize) -> bool {
        self.ahead(self.figures[share].tokens.end, 2)
            .any(|i| self.is_any(i, &[Class::Rise, Class::Fall, Class::Change, Class::Of, Class::Than]))
    }
}
