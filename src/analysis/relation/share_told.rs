//! Where the share of a part is told: "…, a success rate of 12%", "…, or 12%", "… (12%)", "…, which is 12% of the total".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::{Figure, FigureKind};
use crate::language::lexicon::{Class, Hedge};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far behind a part with a clause of its own its share may stand: "18 had a working refrigerator, or 28 per cent".
const CLAUSE: usize = 14;

impl Scan<'_> {
    /// "treated 400 children, of whom 100 (35%) were …", "300 sat the exam and 240 passed, a pass rate of 65%".
    pub(super) fn shares_called(&self, found: &mut Vec<Relation>) {
        for share in self.here.clone().filter(|&share| self.can_be_share(share)) {
            let Some(part) = share.checked_sub(1) else { continue };
            let Some(whole) = part.checked_sub(1).filter(|whole| self.here.contains(whole)) else { continue };
            let (some, all) = (&self.figures[part], &self.figures[whole]);
            let counts = some.kind == FigureKind::Count && all.kind == FigureKind::Count && some.value < all.value;
            let between = self.between(whole, part);
            // "400 children, of whom 100 (35%)"
            let whom = self.is(between.end.wrapping_sub(1), Class::Relative)
                && self.is(between.end.wrapping_sub(2), Class::Of)
                && between.len() <= 5
                && self.is_aside(part, share)
                && self.is_quiet(self.between(part, share), 4);
            let rate = self.is_rate_called(share)
                && between.len() <= CLAUSE
                && self.figures[part].unit.is_none()
                && !between.clone().any(|i| self.is_any(i, &[Class::Of, Class::But, Class::Contrast]))
                && self.is_one_clause(self.between(part, share));
            if counts && (whom || rate) && !is_told(share, found) {
                self.relate(RelationKind::Share, &[part, whole, share], found);
            }
        }
    }

    /// "will cut 1,200 jobs, or 30% of its workforce of 6,000", "its workforce of 6,000 will be reduced by 1,200, or 30%", "fell by 200, or
    /// 40%, from 800": how much something changes by, in numbers and as a share of what it was.
    pub(super) fn shares_lost(&self, found: &mut Vec<Relation>) {
        for share in self.here.clone().filter(|&share| self.can_be_part(share)) {
            let Some(part) = share.checked_sub(1).filter(|part| self.here.contains(part)) else { continue };
            let aside = self.is_aside_of(part, share);
            let amount = self.is_amount(part) && self.figures[part].kind != FigureKind::Percent;
            if !aside || !amount || is_told(share, found) {
                continue;
            }
            let changes = self.led_by(part, Class::By) && self.verb_way(part).is_some();
            let behind = (share + 1..self.here.end).take(3).find(|&whole| {
                let between = self.between(share, whole);
                let of = self.is(between.start, Class::Of) && self.is_quiet(between.clone(), 7);
                let from = changes && self.led_by(whole, Class::FromTo) && self.is_quiet(between, 9);
                (of || from) && self.can_be_whole(part, whole)
            });
            let before = || {
                let whole = part.checked_sub(1).filter(|whole| changes && self.here.contains(whole))?;
                let stated = self.before_figure(whole).is_some_and(|i| self.is_any(i, &[Class::Of, Class::FromTo]));
                (stated && self.can_be_whole(part, whole) && self.between(whole, part).len() <= CLAUSE).then_some(whole)
            };
            if let Some(whole) = behind.or_else(before) {
                self.relate(RelationKind::Share, &[part, whole, share], found);
            }
        }
    }

    /// "45 percent of the 200 workers, or 50 people,", "45% of the 1,200 jobs – 640 – will go": behind the share and its whole, the part.
    pub(super) fn shares_counted_out(&self, found: &mut Vec<Relation>) {
        for (share, whole) in self.here.clone().zip(self.here.clone().skip(1)) {
            let Some(part) = Some(whole + 1).filter(|part| self.here.contains(part)) else { continue };
            let fraction = self.figures[share].kind == FigureKind::Ratio && self.can_be_share(share);
            let of = (self.can_be_part(share) || fraction) && self.is_part_of(share, whole);
            // "30% of the seats, 25 out of 60, went to women"
            if self.can_be_part(share) && self.is_of(whole, part) {
                let between = self.between(share, whole);
                let comma = between.clone().last().is_some_and(|i| self.opens_aside(i));
                if comma
                    && self.is(between.start, Class::Of)
                    && self.is_quiet(between, 7)
                    && self.can_be_whole(whole, part)
                {
                    self.relate(RelationKind::Share, &[whole, part, share], found);
                }
                continue;
            }
            let end = self.figures[part].tokens.end;
            let closed = self.ahead(end, 3).any(|i| {
                self.kind(i).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Close))
            });
            let between = self.between(whole, part);
            let opened = between.clone().last().is_some_and(|i| {
                matches!(self.kind(i), Some(TokenKind::Open | TokenKind::Dash)) || self.led_by(part, Class::Or)
            });
            if of && closed && opened && self.is_quiet(between, 5) && self.can_be_whole(part, whole) {
                self.relate(RelationKind::Share, &[part, whole, share], found);
            }
        }
    }

    /// "45% of the 1,200 jobs", whatever hedge stands before the share.
    fn is_part_of(&self, share: usize, whole: usize) -> bool {
        let between = self.between(share, whole);
        self.is(between.start, Class::Of) && between.len() <= 4 && self.is_quiet(between, 4)
    }

    /// Whether token `i` parts what stands aside from the rest.
    fn opens_aside(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Open | TokenKind::Dash))
    }

    /// Whether one amount can be a part of another: both are counted, or both are money.
    fn can_be_whole(&self, part: usize, whole: usize) -> bool {
        let (some, all) = (&self.figures[part], &self.figures[whole]);
        let kinds = some.kind == all.kind && matches!(some.kind, FigureKind::Count | FigureKind::Money);
        let hedged =
            |figure: &Figure| !matches!(figure.hedge, None | Some(Hedge::Exactly | Hedge::Merely | Hedge::About));
        kinds && some.value < all.value && some.value > Some(0.0) && !hedged(some) && !hedged(all)
    }

    /// Whether a figure can be the share of what is lost or won.
    pub(super) fn can_be_part(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        figure.kind == FigureKind::Percent && figure.value.is_some() && figure.high.is_none() && !self.in_points(index)
    }

    /// "1,200 jobs, or 30%", "1,200 jobs (30%)".
    fn is_aside_of(&self, part: usize, share: usize) -> bool {
        let between = self.between(part, share);
        let opened = between.clone().last().is_some_and(|i| self.kind(i) == Some(TokenKind::Open));
        (opened || self.led_by(share, Class::Or)) && self.is_quiet(between, 6)
    }

    /// "a pass rate of 65%"
    fn is_rate_called(&self, share: usize) -> bool {
        let Some(of) = self.before_figure(share).filter(|&i| self.is(i, Class::Of)) else { return false };
        self.before_is(of, Class::RateNoun) && self.backwards(of, 5).any(|i| self.is(i, Class::Indefinite))
    }

    /// The share that is told behind "18 of the 240 …".
    pub(super) fn share_told(&self, whole: usize) -> Option<usize> {
        let share = (whole + 1..self.here.end).take(3).find(|&share| self.can_be_share(share))?;
        (self.is_called_share(share) && self.is_one_clause(self.between(whole, share))).then_some(share)
    }

    /// The share that is told behind a part of a whole that stands in front: "Of 48 clinics, 18 (38%) had one", "… 18 had one, or 38%".
    pub(super) fn share_beside_part(&self, part: usize) -> Option<usize> {
        let share = Some(part + 1).filter(|&share| self.here.contains(&share) && self.can_be_share(share))?;
        let between = self.between(part, share);
        let near = self.is_quiet(between.clone(), 5);
        let opened = between.clone().last().is_some_and(|i| self.kind(i) == Some(TokenKind::Open));
        if near && (opened || self.led_by(share, Class::Or) || self.is_called_share(share)) {
            return Some(share);
        }
        // One clause, and then no more than the share.
        let verbs = between.clone().filter(|&i| self.tag(i).is_some_and(Tag::is_finite)).count();
        let other = [Class::And, Class::But, Class::Contrast, Class::Relative, Class::Detached];
        // "…, which is 40%"
        let own = |i: usize| self.is(i, Class::Relative) && self.is_any(i + 1, &[Class::Be, Class::Amounts]);
        let verbs = verbs - between.clone().filter(|&i| own(i)).count().min(verbs);
        let plain =
            between.len() <= CLAUSE && verbs <= 1 && !between.clone().any(|i| self.is_any(i, &other) && !own(i));
        (plain && (opened || self.led_by(share, Class::Or) || self.is_called_share(share))).then_some(share)
    }

    /// The share that is told before a whole in front of its part: "Turnout was put at 60%: of 38,000 voters, 23,000 cast a ballot".
    pub(super) fn share_put_at(&self, whole: usize) -> Option<usize> {
        let share = whole.checked_sub(1).filter(|share| self.here.contains(share) && self.can_be_part(*share))?;
        if self.way(share).is_some() {
            return None;
        }
        let between = self.between(share, whole);
        let opens = |i: usize| {
            matches!(self.kind(i), Some(TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash))
                || self.is_any(i, &[Class::Of, Class::Out, Class::Among, Class::Article])
                || self.tag(i) == Some(Tag::Possessive)
        };
        let named = self.backwards(self.figures[share].tokens.start, 8).any(|i| self.is(i, Class::RateNoun));
        (named && between.len() <= 4 && between.into_iter().all(opens)).then_some(share)
    }

    /// Whether a figure can be a share, and is not what something changes by.
    pub(super) fn can_be_share(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let fraction = figure.kind == FigureKind::Ratio && figure.value.is_some_and(|value| value < 1.0);
        (figure.kind == FigureKind::Percent || fraction)
            && figure.high.is_none()
            && !self.is_multiple(index)
            && self.figures[index].value.is_some()
            && !self.in_points(index)
            && self.way(index).is_none()
            && !self.changes_behind_share(index)
    }

    /// Whether words say that a share is what comes of the figures before it: "a success rate of 12%", "that is 12%", ", 12% of the
    /// total", "– 12%".
    fn is_called_share(&self, share: usize) -> bool {
        let end = self.figures[share].tokens.end;
        let Some(before) = self.before_figure(share) else { return false };
        if self.is(before, Class::Of) {
            return self.before_is(before, Class::RateNoun);
        }
        let comma =
            matches!(self.kind(before), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Dash | TokenKind::Open));
        // "12% of the total", "12% of all", "12% of them"
        let all =
            self.is(end, Class::Of) && self.ahead(end + 1, 2).any(|i| self.is_any(i, &[Class::InAll, Class::AllOf]));
        let stops = !self.is(end, Class::Of) && self.kind(end).is_none_or(|kind| kind != TokenKind::Word);
        if comma {
            return all || stops;
        }
        // "which is 12%", "that is, 12%", "representing 12%"
        let told = self.is_any(before, &[Class::Be, Class::Amounts])
            && self.before(before).is_some_and(|i| {
                self.is_any(i, &[Class::Relative, Class::Demonstrative]) || self.kind(i) == Some(TokenKind::Comma)
            });
        // "which works out at 12%"
        let own = self.backwards(before + 1, 4).find(|&i| self.is_any(i, &[Class::Relative, Class::Demonstrative]));
        let told = told || own.is_some_and(|i| self.is_any(i + 1, &[Class::Be, Class::Amounts]));
        let equal = self.is_any(before, &[Class::To, Class::For]) && self.before_is(before, Class::Amounts);
        (told || equal) && (all || stops)
    }
}

/// Whether one of the relations found last has this figure as what it says of the others.
pub(super) fn is_told(index: usize, found: &[Relation]) -> bool {
    found.iter().rev().take(8).any(|relation| relation.figures.last() == Some(&index))
}
