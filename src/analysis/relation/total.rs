//! Totals behind their parts: "seven men and five women, 12 people in all", "…, for a total of 12", "The sum of the two, 16,955, is …".

use super::list::APART;
use super::sum::Summed;
use super::{Relation, Scan};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

use std::ops::Range;

/// How far off a figure may be, as a part of the sum, that no word calls a total.
const NEAR: f64 = 0.2;

impl Scan<'_> {
    /// The parts that stand before a total which says that it is one.
    pub(super) fn told_before(&self, total: usize) -> Option<Summed> {
        // "taking the toll to 41": of which some have been told before.
        let out_of = self.is_out_of(total);
        let running = out_of || self.is_running(total);
        let (named, again) = (self.is_total(total), self.is_told_in_sum(total));
        let aside = !named && !again && self.is_aside_total(total);
        if !running && !named && !again && !aside {
            return None;
        }
        let mut parts: Vec<usize> = Vec::new();
        let mut next = total;
        for index in (self.here.start..total).rev() {
            if self.is_beside(index) {
                continue;
            }
            if !self.adds_to(index, total) || !self.is_joined_to(index, next, total) {
                break;
            }
            parts.push(index);
            next = index;
        }
        parts.reverse();
        // "and" joins the last two parts; what stands further off may be another matter.
        let [.., one, last] = parts[..] else { return None };
        let together = out_of || self.between(one, last).any(|i| self.is_any(i, &[Class::And, Class::Plus]));
        // "…, or 3 a day"
        let most = parts.iter().filter_map(|&part| self.figures[part].value).fold(0.0, f64::max);
        if !running && !named && self.figures[total].value.is_none_or(|all| all <= most) {
            return None;
        }
        let sum: f64 = parts.iter().filter_map(|&part| self.figures[part].value).sum();
        let near = |all: f64| (all - sum).abs() <= sum * NEAR;
        if aside && !self.figures[total].value.is_some_and(near) {
            return None;
        }
        together.then_some(Summed { parts, single: 0, all: !running })
    }

    /// Whether a figure says that it is the sum of others: "12 in all", "for a total of 12", "a combined capacity of 12".
    fn is_total(&self, total: usize) -> bool {
        let all = |i: usize| self.is_in_all(i);
        let led = self.before_figure(total).is_some_and(|i| {
            if self.is(i, Class::Of) {
                // "a total of 12", "a combined capacity of 12"
                let noun = self.before(i).filter(|&i| !all(i) && self.tag(i).is_some_and(Tag::is_noun));
                return self.before(noun.unwrap_or(i)).is_some_and(all);
            }
            let to = self.is(i, Class::To) && self.before(i).is_some_and(all);
            let makes = self.ends_with(i, Class::Makes);
            // "; in total, 33 students failed"
            let aside = self.kind(i) == Some(TokenKind::Comma) && self.before(i).is_some_and(all);
            all(i) || to || aside || makes
        });
        let end = self.figures[total].tokens.end;
        // "Together the two lakes, one of 34 square kilometres and the other of 21, cover 55"
        let together = self.is_phrase(self.span.start, Class::SumWord) && total + 1 == self.here.end;
        led || together
            || self.backwards(self.figures[total].tokens.start, 3).any(|i| self.is(i, Class::SumWord))
            || self.ahead(end, 4).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).any(all)
    }

    /// Whether a figure stands aside behind others as what they are together, without a word for it: "310 breakfasts and 280 suppers – 590
    /// meals –", "84 km on Saturday and 67 km on Sunday, 151 km over the weekend", "214 boys and 198 girls, a roll of 412".
    fn is_aside_total(&self, total: usize) -> bool {
        let (start, end) = (self.figures[total].tokens.start, self.figures[total].tokens.end);
        let stop = |i: usize| matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Open));
        let Some(before) = self.before(start) else { return false };
        let party = self.is(before, Class::Of)
            && self
                .backwards(before, 4)
                .skip(1)
                .find(|&i| self.is(i, Class::Indefinite))
                .and_then(|i| self.before(i))
                .is_some_and(stop)
            && self
                .before(before)
                .is_some_and(|i| self.tag(i).is_some_and(Tag::is_noun) && !self.is(i, Class::RateNoun));
        let mut behind = self.ahead(end, 4);
        let ends =
            behind.find(|&i| !self.tag(i).is_some_and(|tag| tag.is_noun() || tag.is_adjective())).is_none_or(|i| {
                stop(i)
                    || matches!(self.kind(i), Some(TokenKind::Stop | TokenKind::Close | TokenKind::Semicolon))
                    || (self.is_any(i, &[Class::For, Class::Over]) && self.is(i + 1, Class::Definite))
            });
        ends && (party || stop(before) && self.figures[total].unit.is_some())
    }

    /// Whether a sum is told behind "or" or "for": "1,200 oaks, 800 birches and 450 limes, or 2,450 trees", "for full-year revenue of $9.1bn".
    fn is_told_in_sum(&self, total: usize) -> bool {
        let Some(led) = self.before_figure(total) else { return false };
        let comma =
            |i: usize| self.before(i).is_some_and(|i| matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Dash)));
        let for_all = self.is(led, Class::Of)
            && self.backwards(led, 5).any(|i| self.is(i, Class::For) && comma(i))
            && !self.any_of(Class::Averaged);
        for_all || (self.is(led, Class::Or) && comma(led))
    }

    /// "51 in favour, 47 against, with four abstentions, out of 100 members"
    fn is_out_of(&self, total: usize) -> bool {
        let of = self.before_figure(total).filter(|&i| self.is(i, Class::Of) && self.before_is(i, Class::Out));
        of.is_some() && self.any_of(Class::Exclusive)
    }

    /// Whether a word of a class stands at token `i`, or a phrase of it ends there.
    fn ends_with(&self, i: usize, class: Class) -> bool {
        self.is(i, class)
            || self.syntax.phrases_to(i + 1).any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether a figure is what a count has come to: "bringing the total to 41", "taking the toll since May to 41".
    fn is_running(&self, total: usize) -> bool {
        let to = self.before_figure(total).filter(|&i| self.is(i, Class::To));
        to.is_some_and(|to| self.backwards(to, 7).any(|i| self.is(i, Class::Running)))
    }

    /// Whether a part belongs to the part behind it, or the last one to the total.
    fn is_joined_to(&self, one: usize, other: usize, total: usize) -> bool {
        let between = self.between(one, other);
        // "…, which makes 135"
        let makes = |i: usize| self.is_phrase(i + 1, Class::Makes);
        let apart = |i: usize| self.is(i, Class::Including) || (self.is(i, Class::Relative) && !makes(i));
        if between.clone().any(apart) || self.is_pronoun_behind(one) {
            return false;
        }
        let stop = |i: usize| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon | TokenKind::Colon))
        };
        if other == total {
            // "were found, for a total of": what is said of all stands before the total.
            let told = |i: usize| {
                stop(i) || self.is_phrase(i, Class::Makes) || self.is_in_all(i) || self.is(i, Class::Running)
            };
            return between.len() <= APART + 4 && between.clone().any(told);
        }
        between.len() <= APART + 4 && self.has_link(between)
    }

    /// "four of them"
    pub(super) fn is_pronoun_behind(&self, index: usize) -> bool {
        let of = self.figures[index].tokens.end;
        self.is(of, Class::Of) && self.entry(of + 1).is_some_and(|entry| entry.pronoun.is_some())
            || self.is(of, Class::Of) && self.is_any(of + 1, &[Class::Relative, Class::Demonstrative])
    }

    /// "The sum of the two, 16,955, is …", "Together, that makes 600 tents": the total of the figures of the sentence before.
    pub(super) fn total_told_behind(&self, before: Range<usize>, found: &mut Vec<Relation>) {
        let parts: Vec<usize> = before.filter(|&index| !self.is_beside(index)).collect();
        // "Eleven men, eight women and four children were on board. All 23 survived."
        let first = self.here.start;
        let all = self.is(self.span.start, Class::AllOf) && self.figures[first].tokens.start == self.span.start + 1;
        let listed = parts.windows(2).all(|pair| {
            pair[1] == pair[0] + 1 && self.figures[pair[1]].tokens.start <= self.figures[pair[0]].tokens.end + 3
        });
        if all && listed && self.tag(self.figures[first].tokens.end).is_some_and(Tag::is_finite) && self.is_part(first)
        {
            let fits = |&part: &usize| self.adds_to(part, first);
            if (2..=6).contains(&parts.len()) && parts.iter().all(fits) {
                self.relate_sum(first, &Summed { parts, single: 0, all: false }, found);
            }
            return;
        }
        // "the sum of the two, 16,955"
        let how_many = |index: usize| self.figures[index].value == u8::try_from(parts.len()).ok().map(f64::from);
        let Some(total) = self.here.clone().find(|&index| self.is_part(index) && !how_many(index)) else { return };
        let start = self.figures[total].tokens.start;
        // "In all, 27 people died": there may be others.
        let overall = self.is_overall(total, &parts);
        // "In all, that is 27"
        let together = self.takes_together(self.span.start..start, how_many);
        if start > self.span.start + APART || !(overall || together) {
            return;
        }
        let kind = self.figures[total].kind;
        // "Germany promised 40 million euros, Norway 25 million"
        let led = parts.first().is_some_and(|&part| self.figures[part].kind == kind);
        let fits = |&part: &usize| led && self.adds_to(part, total);
        if (2..=8).contains(&parts.len()) && parts.iter().all(fits) {
            self.relate_sum(total, &Summed { parts, single: 0, all: together }, found);
        }
    }

    /// "In all, 27 people died", behind figures of people.
    fn is_overall(&self, total: usize, parts: &[usize]) -> bool {
        let start = self.figures[total].tokens.start;
        let led = self.is_phrase(self.span.start, Class::SumWord) && start <= self.span.start + 3;
        let unit =
            |index: usize| self.figures[index].unit.as_deref().map(|unit| unit.trim_end_matches('s').to_lowercase());
        led && unit(total).is_some()
            && parts.iter().any(|&part| unit(part) == unit(total))
            && parts.iter().all(|&part| unit(part).is_none_or(|one| Some(one) == unit(total)))
    }

    /// Whether words before a total take together what has been told.
    fn takes_together(&self, words: Range<usize>, how_many: impl Fn(usize) -> bool) -> bool {
        let sum = |i: usize| self.is_phrase(i, Class::SumWord);
        let it =
            |i: usize| self.is(i, Class::Demonstrative) || self.entry(i).is_some_and(|entry| entry.pronoun.is_some());
        let makes = |i: usize| self.is(i, Class::Be) || self.is_phrase(i, Class::Makes) || self.is_in_all(i);
        // "Together the three pledges come to 12", "Between them the two …"
        let counted = |i: usize| self.is(i, Class::Definite) && self.figure_at(i + 1).is_some_and(&how_many);
        // "The sum of the two, 12, …"
        let named = words.clone().any(|i| {
            sum(i)
                && self.is(i + 1, Class::Of)
                && self.is_any(i + 2, &[Class::Definite, Class::Demonstrative, Class::Both])
        });
        // "Together, that makes 12", "That makes 12 in all"
        let made = it(words.start) && self.is(words.start + 1, Class::Makes);
        let together = sum(words.start) && words.clone().any(|i| it(i) || counted(i)) && words.clone().any(makes);
        // "The total was 27", "The total, 27, …"
        let told = self.is(words.start, Class::Definite)
            && self.is(words.start + 1, Class::InAll)
            && words.end == words.start + 3
            && (self.is(words.start + 2, Class::Be) || self.kind(words.start + 2) == Some(TokenKind::Comma));
        named || made || together || told
    }
}
