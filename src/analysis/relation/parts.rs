//! Parts of one whole: "45% of voters support it, 40% oppose it and 15% are undecided", "coal provides 45% of the power, gas 40%".

use std::ops::Range;

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Class, Hedge};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// More words than this between two shares, and they are not of one list.
const APART: usize = 14;

/// How many relations back those of a sentence and the one before it may be.
const NEAR: usize = 20;

/// How many words around a sentence of shares may say that they overlap.
const AROUND: usize = 200;

/// Groups in which nobody is twice: who is of one of them, and who of another, may be the same.
const GROUPS: [Class; 5] = [Class::Sex, Class::AgeGroup, Class::Settlement, Class::Origin, Class::Sector];

/// Those of them that everybody is of, whatever else they are.
const CROSSING: [Class; 2] = [Class::Sex, Class::AgeGroup];

impl Scan<'_> {
    /// Finds shares of one whole, by the words of their sentence.
    pub(super) fn parts(&self, found: &mut Vec<Relation>) {
        if let Some((sure, shares)) = self.shares_of_one() {
            self.relate(RelationKind::Parts { sure }, &shares, found);
        }
    }

    /// "Urban households make up 68% of the sample. Rural households account for 32%.", in a scan of both sentences, of which the second
    /// begins at token `second`.
    pub(super) fn parts_of_two(&self, second: usize, found: &mut Vec<Relation>) {
        // "Of the women, 45% …": another whole.
        if self.is_any(second, &[Class::Of, Class::In, Class::Among, Class::At, Class::On]) {
            return;
        }
        let Some((sure, shares)) = self.shares_of_one() else { return };
        let here = shares.iter().position(|&index| self.figures[index].tokens.start >= second);
        let Some(next) = here.filter(|&at| at > 0).and_then(|at| shares.get(at).copied()) else { return };
        let start = self.figures[next].tokens.start;
        // "Another 37% opposed it", "Its ally won 35%"
        let goes_on =
            self.backwards(start, 2).any(|i| i >= second && self.is_any(i, &[Class::Further, Class::Exclusive]))
                || self.is_composed(next);
        if goes_on && self.whole(shares[0]).is_some() && start <= second + APART {
            // What either sentence told by itself is told by both.
            let mut near = found.split_off(found.len().saturating_sub(NEAR));
            near.retain(|known| {
                let parts = matches!(known.kind, RelationKind::Parts { .. });
                !(parts && known.figures.iter().all(|index| shares.contains(index)))
            });
            found.append(&mut near);
            self.relate(RelationKind::Parts { sure }, &shares, found);
        }
    }

    /// The shares that the words show to be of one whole, and whether they show that these do not overlap.
    fn shares_of_one(&self) -> Option<(bool, Vec<usize>)> {
        if let Some(pair) = self.result_by() {
            return Some((true, pair));
        }
        let percent = |&index: &usize| {
            (self.figures[index].kind == FigureKind::Percent || self.is_percent_once(index) || self.is_fraction(index))
                && !self.is_of_a_part(index)
        };
        let shares: Vec<usize> = self.here.clone().filter(percent).collect();
        let [first, rest @ ..] = &shares[..] else { return None };
        if shares.iter().filter(|&&index| self.is_fraction(index)).count() == shares.len() && shares.len() < 3 {
            return None;
        }
        if rest.is_empty() || !shares.iter().all(|&index| self.is_share(index)) || self.may_overlap(&shares) {
            return None;
        }
        let pairs = || shares.iter().zip(rest).map(|(&one, &other)| (one, other));
        // "within 4 years it had 75% and by 1999 99%": the whole is another then.
        let timed = |(one, other): (usize, usize)| {
            (one + 1..other).any(|index| matches!(self.figures[index].kind, FigureKind::Date | FigureKind::Duration))
        };
        if pairs().any(timed) {
            return None;
        }
        if !pairs().all(|(one, other)| self.is_joined(one, other)) || !self.is_of_one_whole(&shares) {
            return None;
        }
        let clauses = self.clauses_of(&shares);
        let grouped = self.grouped(&shares, &clauses)?;
        let of_one = shares.len() >= 3
            || self.whole(*first).is_some()
            || self.fronted_whole(*first)
            || self.is(self.figures[*first].tokens.end, Class::For);
        let held = |(one, other): (usize, usize)| self.is_gapped(one, other) || self.is_held(one, other);
        let owned = self.is_composed(*first) || (self.has_before(*first) && self.whole(*first).is_some());
        let sure = (of_one && self.is_exclusive(&shares))
            || self.is_voted(&shares)
            || self.are_named_shares(&shares)
            || (self.is_tallied(*first) && pairs().all(|(one, other)| self.is_gapped(one, other)))
            || clauses.iter().all(|clause| clause.iter().any(|&i| self.is(i, Class::Result)))
            || (owned && pairs().all(held))
            || (grouped && (of_one && self.is_stated(*first) || self.is(self.figures[*first].tokens.end, Class::Be)))
            || self.is_answered(&shares)
            || self.is_given(&shares)
            || self.is_composition(*first)
            || self.is_choice(&shares);
        let verbless = |(one, other): (usize, usize)| {
            let from = self.whole(one).map_or(self.figures[one].tokens.end, |whole| whole + 1) + 1;
            !(from..self.figures[other].tokens.start).any(|i| self.tag(i).is_some_and(Tag::is_finite))
        };
        let likely =
            shares.len() >= 3 && (self.is_stated(*first) || self.is_composed(*first)) && pairs().skip(1).all(verbless);
        let likely = likely || self.is_repeated(&shares) || self.ends_with_others(&shares);
        (sure || likely || self.is_made_of(&shares)).then_some((sure, shares))
    }

    /// "half", "a third", "two-fifths"
    fn is_fraction(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        // "a quarter of patients (25%)": told again.
        let again = self.here.contains(&(index + 1)) && self.figures[index + 1].kind == FigureKind::Percent && {
            let between = self.between(index, index + 1);
            between.len() <= 6
                && between.last().is_some_and(|i| self.kind(i) == Some(TokenKind::Open) || self.is(i, Class::Or))
        };
        !again
            && figure.kind == FigureKind::Ratio
            && figure.value.is_some_and(|value| value > 0.0 && value < 1.0)
            && figure.hedge.is_none()
    }

    /// "boys for 55 per cent of admissions and girls for 45": the word stands once.
    fn is_percent_once(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let end = figure.tokens.end;
        let closed =
            self.kind(end).is_none_or(|kind| !matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Symbol))
                || self.is(end, Class::And);
        let before = index.checked_sub(1).filter(|before| self.here.contains(before));
        matches!(figure.kind, FigureKind::Count | FigureKind::Other)
            && figure.unit.is_none()
            && closed
            && before.is_some_and(|before| {
                (self.figures[before].kind == FigureKind::Percent || self.is_percent_once(before))
                    && self.is_gapped(before, index)
            })
    }

    /// Whether a share is one of another share: "34% strongly so", "of whom 40% …", "45% of them".
    fn is_of_a_part(&self, index: usize) -> bool {
        let (start, end) = (self.figures[index].tokens.start, self.figures[index].tokens.end);
        let so = self.is(end, Class::As) || self.ahead(end, 2).any(|i| self.is(i, Class::So));
        let taken = self.is(end, Class::Of) && self.is_any(end + 1, &[Class::Relative, Class::Demonstrative]);
        let of_whom = self
            .backwards(start, 3)
            .any(|i| self.is(i, Class::Including) || (self.is(i, Class::Relative) && self.before_is(i, Class::Of)));
        let first = index == self.here.start;
        !first && (so || taken || of_whom)
    }

    /// The clause of each share: from the comma or "and" before it to the next; what it is a share of is left out.
    fn clauses_of(&self, shares: &[usize]) -> Vec<Vec<usize>> {
        let link = |i: usize| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop))
                || self.is_any(i, &[Class::And, Class::Contrast])
        };
        let edge = |pair: &[usize]| {
            let between = self.between(pair[0], pair[1]);
            between.clone().rev().find(|&i| link(i)).unwrap_or(between.start)
        };
        let edges: Vec<usize> = shares.windows(2).map(edge).collect();
        let clause = |(at, &share): (usize, &usize)| {
            let (start, end) = (self.figures[share].tokens.start, self.figures[share].tokens.end);
            let fronted = self.fronted_whole(share);
            let from = if at == 0 {
                if fronted { start } else { start.saturating_sub(8).max(self.span.start) }
            } else {
                edges[at - 1]
            };
            let to = edges.get(at).copied().unwrap_or_else(|| self.ahead(end, 8).end);
            let whole = self.whole(share).map_or(end, |whole| whole + 1);
            let far = self.ahead(whole, 8).find(|&i| link(i) && i > whole).unwrap_or(to).min(to);
            (from..start).chain(whole.min(far)..far).collect()
        };
        shares.iter().enumerate().map(clause).collect()
    }

    /// Whether each share is of a group of one division of people, such as men and women; `None` where some are of one division and some
    /// of another: "51% were women, 49% were men and 12% were under 18".
    fn grouped(&self, shares: &[usize], clauses: &[Vec<usize>]) -> Option<bool> {
        let aged = |i: usize| {
            self.figure_at(i).is_some_and(|index| {
                let figure = &self.figures[index];
                figure.kind == FigureKind::Age
                    || (figure.kind == FigureKind::Count && figure.high.is_some())
                    // "65 or over", "under 15 and 65 and older"
                    || (figure.kind == FigureKind::Count && figure.unit.is_none() && self.is_and_up(figure.tokens.end))
                    || (figure.kind == FigureKind::Count
                        && matches!(figure.hedge, Some(Hedge::LessThan | Hedge::MoreThan)))
            })
        };
        if self.is_family(shares, clauses) {
            return Some(true);
        }
        let mut grouped = false;
        for class in GROUPS {
            let of_class = |clause: &&Vec<usize>| {
                clause.iter().any(|&i| self.is(i, class) || (class == Class::AgeGroup && aged(i)))
            };
            let number = clauses.iter().filter(of_class).count();
            // "and 9% who did not say", "and 7% citizens of other countries"
            let other = |clause: &&Vec<usize>| {
                of_class(clause)
                    || clause.iter().any(|&i| self.is_phrase(i, Class::Exclusive) || self.is(i, Class::Further))
            };
            if number > 0 && CROSSING.contains(&class) && !clauses.iter().all(|clause| other(&clause)) {
                return None;
            }
            grouped |= number == clauses.len();
        }
        Some(grouped)
    }

    /// Whether nothing shows shares to be of different wholes: those that name one name the same, and none is of another place.
    fn is_of_one_whole(&self, shares: &[usize]) -> bool {
        let wholes: Vec<Option<usize>> = shares.iter().map(|&index| self.whole(index)).collect();
        let named: Vec<String> = wholes.iter().flatten().map(|&whole| self.stem_at(whole)).collect();
        let one = named.iter().all(|name| *name == named[0]);
        one && !shares[1..].iter().any(|&index| self.is_elsewhere(index))
    }

    /// Whether a phrase of a class ends with token `i`.
    pub(super) fn is_phrase_end(&self, i: usize, class: Class) -> bool {
        self.syntax.phrases_to(i + 1).any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether token `i` is of a phrase of a class: "down" in "put down to".
    pub(super) fn is_inside(&self, i: usize, class: Class) -> bool {
        let near = self.syntax.phrases_in(&(i.saturating_sub(3)..i + 1));
        near.iter().any(|phrase| phrase.end > i && self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether a form of "be" stands behind the first share of a whole: "60% of the land is forest", "Of those, 64% were women".
    fn is_stated(&self, first: usize) -> bool {
        let end = self.figures[first].tokens.end;
        let verb = |i: usize| self.is_any(i, &[Class::Be, Class::Chooses]) || self.is_phrase(i, Class::Compose);
        match self.whole(first) {
            Some(whole) => verb(whole + 1),
            None => self.fronted_whole(first) && verb(end),
        }
    }

    /// Whether a percentage is a share, and not a change, a difference or one of several years.
    pub(super) fn is_share(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        if self.is_fraction(index) {
            return !self.tells_change(index);
        }
        let part = figure.value.is_some_and(|value| (0.0..=100.0).contains(&value)) && figure.high.is_none();
        let yearly = self.is_yearly(index) && !self.is_followed(index);
        part && !yearly && !self.in_points(index) && !self.tells_change(index)
    }

    /// Whether a percentage is what something changes by, and not what a verb of change is told of: "up 58%", but "58% of voters backed
    /// the change", "made up of 58% women", "27% were put down to".
    pub(super) fn tells_change(&self, index: usize) -> bool {
        let changes = |i: usize, classes: &[Class]| {
            self.is_any(i, classes) && !self.is_inside(i, Class::Compose) && !self.is_inside(i, Class::Consists)
        };
        let before = self.before_figure(index).map(|i| if self.is(i, Class::Of) { i.saturating_sub(1) } else { i });
        let behind = || {
            let near = self.ahead(self.figures[index].tokens.end, 3);
            let goes_on = |i: &usize| self.kind(*i) == Some(TokenKind::Word) && !self.is(*i, Class::Or);
            near.take_while(goes_on).any(|i| changes(i, &[Class::Rise, Class::Fall, Class::Change]))
        };
        before.is_some_and(|i| changes(i, &[Class::Rise, Class::Fall, Class::Change, Class::By]))
            || (self.whole(index).is_none() && !self.is_subject(index) && behind())
    }

    /// Whether another figure stands right behind a share and its word: its "per cent" is no rate.
    fn is_followed(&self, index: usize) -> bool {
        self.here.contains(&(index + 1)) && self.between(index, index + 1).len() <= 3
    }

    /// The noun behind "of" that a share is one of: "45% of the voters".
    pub(super) fn whole(&self, index: usize) -> Option<usize> {
        let of = self.figures[index].tokens.end;
        self.is(of, Class::Of).then_some(())?;
        self.ahead(of + 1, 6).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).find(|&i| {
            self.tag(i).is_some_and(Tag::is_noun)
                && !self.tag(i + 1).is_some_and(|tag| tag.is_noun() || tag == Tag::Genitive)
        })
    }

    /// Whether the sentence begins with the whole: "Of the voters, 45% …".
    pub(super) fn fronted_whole(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        let opens = |i: usize| {
            self.before(i).is_none_or(|i| self.kind(i) == Some(TokenKind::Comma) || self.is(i, Class::Complementizer))
        };
        let comma = self.before(start).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma));
        self.backwards(start, 8)
            .any(|i| self.is_any(i, &[Class::Of, Class::Among]) && opens(i) && (comma || i == self.span.start))
    }

    /// Whether a share without a whole of its own is of another place or group: "40% in the south".
    fn is_elsewhere(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        // "48% for and 44% against"
        let votes = |i: usize| self.is(i, Class::Votes);
        let answer = self.is(end, Class::For) && (self.has_link(end + 1..end + 2) || self.span.clone().any(votes));
        // "leaving 36% for everything else"
        let answer = answer || self.before_figure(index).is_some_and(|i| self.is(i, Class::Exclusive));
        !answer && self.is_any(end, &[Class::In, Class::At, Class::Among, Class::For])
    }

    fn stem_at(&self, i: usize) -> String {
        self.text(i).trim_end_matches('s').to_lowercase()
    }

    /// Whether the paragraph says that the parts may overlap, or the sentence compares several wholes or times.
    fn may_overlap(&self, shares: &[usize]) -> bool {
        let syntax = self.syntax;
        // "…, City 43%, and there was only one shot on target": what the next statement compares is of no share.
        let last = shares.last().map_or(self.span.start, |&last| self.figures[last].tokens.end);
        let end = (last..self.span.end)
            .find(|&i| {
                self.kind(i) == Some(TokenKind::Comma) && self.is(i + 1, Class::And) && self.is(i + 2, Class::There)
            })
            .unwrap_or(self.span.end);
        let compares = |i: usize| {
            self.is_any(i, &[Class::Than, Class::Overlapping])
                || (self.is_any(i, &[Class::Rise, Class::Fall])
                    && self.tag(i) != Some(Tag::Nouns)
                    && i != self.span.start
                    && !self.is_inside(i, Class::Compose)
                    && !self.is_inside(i, Class::Consists))
        };
        let dates = self.here.clone().filter(|&index| self.figures[index].kind == FigureKind::Date).count();
        let near = syntax.phrases_in(&(self.span.start.saturating_sub(AROUND)..self.span.end + AROUND));
        let overlapping = |entry: &crate::language::lexicon::Entry| entry.classes.has(Class::Overlapping);
        dates > 1
            || (self.span.start..end).any(compares)
            || near.iter().any(|phrase| overlapping(syntax.lexicon.entry(phrase.entry)))
    }

    /// Whether two shares stand in one list of clauses: a comma or "and" between them, and no new sentence's beginning.
    fn is_joined(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let stop = between.clone().any(|i| self.kind(i) == Some(TokenKind::Stop));
        let answer = self.any_is(between.clone(), Class::To);
        between.len() <= APART
            && (stop || answer || self.has_link(between.clone()))
            // "that of gas 38%"
            && !between.clone().any(|i| self.is(i, Class::Relative) && !self.is(i + 1, Class::Of))
    }

    /// Whether the verb before a share is one of having a part of something: "provides 45% of the power".
    pub(super) fn is_composed(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        self.backwards(start, 3).any(|i| self.is_phrase(i, Class::Compose))
    }

    /// "United had 63% of possession"
    fn has_before(&self, index: usize) -> bool {
        self.before_figure(index).is_some_and(|i| self.is(i, Class::Have) && !self.before_is(i, Class::There))
    }

    /// Whether the second share is another holder's, with a verb of its own: "Alba Capital has 30% and the trust owns 20%".
    fn is_held(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let verbs = |range: Range<usize>| range.filter(|&i| self.tag(i).is_some_and(Tag::is_finite)).count();
        (self.is_composed(other) || self.has_before(other)) && verbs(between) <= 1
    }

    /// Whether nothing but the next holder of a part stands between two shares: "45% of the power, gas 40%".
    pub(super) fn is_gapped(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        // "solar panels the remaining 9%", "domestic guests for 44%"
        let last = self.before_figure(other).filter(|i| between.contains(i));
        let last = last.map(|i| {
            if self.is_any(i, &[Class::For, Class::Further, Class::Exclusive]) { i.saturating_sub(1) } else { i }
        });
        let last = last.map(|i| if self.is(i, Class::Article) { i.saturating_sub(1) } else { i });
        let holder = last.filter(|i| between.contains(i)).is_some_and(|i| {
            self.kind(i) == Some(TokenKind::Word)
                && !matches!(self.tag(i), Some(Tag::Preposition | Tag::Coordinator | Tag::Adverb))
        });
        holder && !between.into_iter().any(verb)
    }
}
