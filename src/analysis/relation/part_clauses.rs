//! Parts of a total that are told in clauses of their own: "of the 64 seats, the Liberals won 29, Labour 24 and the Greens 13",
//! "58 were rescued. Thirty-six were picked up by a tanker and 25 by a patrol boat".
//!
//! Such parts need not be all, so that most often only too many are wrong, and they must not overlap: "55 study French and 48 Spanish".

use super::sum::Summed;
use super::{Relation, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// More words than this between two parts, and they are not of one list.
const APART: usize = 12;

/// Before these, who and what is parted is not parted twice: nobody is in two places, or is rescued by two ships.
const PLACES: [Class; 6] = [Class::In, Class::At, Class::By, Class::To, Class::From, Class::On];

/// Groups in which nobody is twice.
const GROUPS: [Class; 5] = [Class::Sex, Class::AgeGroup, Class::Settlement, Class::Origin, Class::Sector];

impl Scan<'_> {
    /// The parts of a total that clauses behind it tell: "Of the 64 seats, …", "46 matches, of which …".
    pub(super) fn told_of(&self, total: usize) -> Option<Summed> {
        let end = self.figures[total].tokens.end;
        let of_which = || self.ahead(end, 6).any(|i| self.is(i, Class::Of) && self.is(i + 1, Class::Relative));
        // "Two of the 11 goals came from corners, four from penalties and five from open play"
        let part = total.checked_sub(1).filter(|part| self.here.contains(part) && self.is_first_of(*part, total));
        // "900 children, 500 of them in the primary section and 450 in the secondary"
        let of_them = |next: usize| self.between(total, next).len() <= 4 && self.is_pronoun_behind(next);
        let of_them = Some(total + 1).filter(|next| self.here.contains(next)).is_some_and(of_them);
        if self.figures[total].kind == FigureKind::Duration
            || !(part.is_some() || self.opens_with(total) || of_them || of_which())
        {
            return None;
        }
        let first = part.unwrap_or(total + 1);
        self.clauses(total, first)
    }

    /// The parts of the total of the sentence before: "58 migrants were rescued. Thirty-six were …".
    pub(super) fn clauses_behind(&self, before: std::ops::Range<usize>, found: &mut Vec<Relation>) {
        let first = self.here.start;
        let Some(figure) = self.figures.get(first) else { return };
        // The one amount of that kind.
        let mut totals = before.filter(|&index| self.is_part(index) && self.figures[index].kind == figure.kind);
        let (Some(total), None) = (totals.next(), totals.next()) else { return };
        let (start, end) = (figure.tokens.start, figure.tokens.end);
        // "Of these, 36 were …", "Thirty-six were …", "Thirty-six of them were …"
        let opens = start == self.span.start
            || (self.is_any(self.span.start, &[Class::Of, Class::Among]) && start <= self.span.start + 4);
        let bare = self.tag(end).is_some_and(|tag| tag.is_finite() || tag == Tag::Participle)
            || self.is_any(end, &PLACES)
            || self.is(end, Class::Of);
        // "The house accounted for £1.9m, the land for £800,000 and …"
        let held = self.figures[total].kind == FigureKind::Money
            && self.backwards(start, 3).any(|i| self.is_phrase(i, Class::Compose));
        // "Of that, £1.1m went to rent, £0.9m to food and £0.6m to fuel"
        let taken = opens && start > self.span.start && self.any_is(self.span.start..start, Class::Demonstrative);
        let told = (opens && bare && self.figures[total].kind == FigureKind::Count) || held || taken;
        if !told || !self.is_part(total) {
            return;
        }
        let summed = self.clauses(total, first).filter(|summed| !held || taken || self.are_held(&summed.parts));
        if let Some(summed) = summed {
            // "Twelve were on board. Seven were men and five were women."
            let sexes = self.is(end, Class::Be)
                && summed
                    .parts
                    .iter()
                    .all(|&part| self.ahead(self.figures[part].tokens.end, 3).any(|i| self.is(i, Class::Sex)));
            self.relate_sum(total, &Summed { all: sexes, ..summed }, found);
        }
    }

    /// Whether a figure is told in front of its parts: "Of the 50 students", "said that out of 12 applicants".
    pub(super) fn opens_with(&self, whole: usize) -> bool {
        let Some(of) = self.led_by_of(whole) else { return false };
        let lead = self.before(of).filter(|&i| self.is(i, Class::Out)).unwrap_or(of);
        self.before(lead).is_none_or(|i| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Quote | TokenKind::Semicolon))
                || self.is_any(i, &[Class::Complementizer, Class::And])
        })
    }

    /// The "of" or "among" before a whole: "Of the 50", "Of her 21", "Of the town's 36".
    fn led_by_of(&self, whole: usize) -> Option<usize> {
        let mut genitive = false;
        for i in self.backwards(self.figures[whole].tokens.start, 6) {
            match self.tag(i) {
                _ if self.is_any(i, &[Class::Of, Class::Among]) => return Some(i),
                Some(Tag::Genitive) => genitive = true,
                Some(Tag::Possessive | Tag::Determiner | Tag::Adverb) => {}
                _ if self.is_any(i, &[Class::Article, Class::Demonstrative, Class::AllOf]) => {}
                Some(tag) if genitive && (tag.is_noun() || tag.is_adjective()) => {}
                _ => return None,
            }
        }
        None
    }

    /// The figures from `first` on that are told in one list of clauses, if they cannot overlap.
    fn clauses(&self, total: usize, first: usize) -> Option<Summed> {
        let mut parts: Vec<usize> = Vec::new();
        for index in (first..self.here.end).filter(|&index| index != total) {
            let named = self.is_named(index);
            if self.is_beside(index) && !named {
                continue;
            }
            let linked = parts.last().is_none_or(|&last| {
                let between = self.between(last, index);
                between.len() <= APART && self.has_link(between)
            });
            let near = index > first || first > total + 1 || self.between(total, index).len() <= APART + 4;
            if !(linked && near && (named || self.adds_to(index, total))) {
                break;
            }
            parts.push(index);
        }
        let of = parts.iter().skip(1).any(|&part| self.is(self.figures[part].tokens.end, Class::Of));
        if parts.len() < 2 || of || self.any_of(Class::Overlapping) || self.any_of(Class::Including) {
            return None;
        }
        let (apart, all) = self.are_apart(total, &parts);
        apart.then_some(Summed { parts, single: 0, all })
    }

    /// "Two of the 11 goals"
    fn is_first_of(&self, part: usize, total: usize) -> bool {
        let between = self.between(part, total);
        self.is(between.start, Class::Of)
            && between.len() <= 2
            && between.clone().skip(1).all(|i| {
                self.is_any(i, &[Class::Definite, Class::Demonstrative]) || self.tag(i) == Some(Tag::Possessive)
            })
            && self.is_part(part)
            && self.figures[part].unit.is_none()
    }

    /// Whether a bare number stands behind a name: "Labour 24".
    pub(super) fn is_named(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let whole = figure.value.is_some_and(|value| value.fract() == 0.0) && figure.step == 1.0;
        figure.kind == FigureKind::Other
            && whole
            && self.before_figure(index).is_some_and(|i| self.tag(i).is_some_and(Tag::is_noun))
    }

    /// Whether parts that clauses tell cannot overlap, and whether they are all.
    fn are_apart(&self, total: usize, parts: &[usize]) -> (bool, bool) {
        let end = |part: usize| self.figures[part].tokens.end;
        let pairs = || parts.windows(2).map(|pair| self.between(pair[0], pair[1]));
        // "41 are primary schools, 27 are middle schools": each is one of them.
        let unit = self.figures[total].unit.as_deref().map(|unit| unit.trim_end_matches('s').to_lowercase());
        let again = |part: usize| {
            let named = |i: usize| Some(self.text(i).trim_end_matches('s').to_lowercase()) == unit;
            self.is(end(part), Class::Be) && self.ahead(end(part), 6).any(named)
        };
        if parts.iter().all(|&part| again(part)) {
            return (true, true);
        }
        // "it won 21, drew 14 and lost 11"
        let result = |part: usize| self.before_figure(part).is_some_and(|i| self.is(i, Class::Result));
        if parts.iter().all(|&part| result(part)) {
            return (true, parts.len() >= 3);
        }
        // "70 backed it, 40 opposed it and ten abstained"
        let started = parts.first().map_or(self.span.start, |&part| end(part));
        let exclusive = (started..self.span.end).any(|i| self.is_phrase(i, Class::Exclusive));
        // "12 in Sindhuli, nine in Ramechhap", "36 were picked up by a tanker and 25 by a boat"
        let placed = PLACES.iter().any(|&class| {
            parts[1..].iter().all(|&part| self.is(end(part), class))
                && pairs().next().is_some_and(|mut between| between.any(|i| self.is(i, class)))
        });
        let grouped = GROUPS.iter().any(|&class| {
            let near = |i: &usize| self.kind(*i) == Some(TokenKind::Word) || self.figure_at(*i).is_some();
            parts.iter().all(|&part| self.ahead(end(part), 6).take_while(near).any(|i| self.is(i, class)))
        });
        (exclusive || placed || grouped || self.are_held(parts) || self.are_kinds(total, parts), false)
    }

    /// "Twelve are nurses, nine are doctors and eight are clerks": three kinds or more, and hardly more than there are.
    fn are_kinds(&self, total: usize, parts: &[usize]) -> bool {
        let kind = |&part: &usize| {
            let end = self.figures[part].tokens.end;
            self.is(end, Class::Be) && self.tag(end + 1) == Some(Tag::Nouns)
        };
        let sum: f64 = parts.iter().filter_map(|&part| self.figures[part].value).sum();
        let near = self.figures[total].value.is_some_and(|all| sum <= all * 1.1);
        parts.len() >= 3 && near && parts.iter().all(kind)
    }

    /// "the Liberals won 29, Labour 24 and the Greens 13": one verb of having, and who has the others.
    fn are_held(&self, parts: &[usize]) -> bool {
        let Some(&first) = parts.first() else { return false };
        let start = self.figures[first].tokens.start;
        let verb = self
            .backwards(start, 3)
            .any(|i| self.is_phrase(i, Class::Compose) || self.is_any(i, &[Class::Chooses, Class::Have]));
        let to = self.ahead(self.figures[first].tokens.end, 2).any(|i| self.is_phrase(i, Class::Compose));
        let held = |pair: &[usize]| {
            let between = self.between(pair[0], pair[1]);
            let last = between.end.checked_sub(1).map(|i| if self.is(i, Class::For) { i.saturating_sub(1) } else { i });
            let holder = last.and_then(|i| self.tag(i)).is_some_and(Tag::is_noun);
            let other = |i: usize| {
                self.tag(i).is_some_and(|tag| tag.is_finite() || (tag == Tag::Preposition && !self.is(i, Class::For)))
            };
            holder && !between.clone().any(other)
        };
        let given = |pair: &[usize]| self.is(self.figures[pair[1]].tokens.end, Class::To);
        (verb && parts.windows(2).all(held)) || (to && parts.windows(2).all(given))
    }
}
