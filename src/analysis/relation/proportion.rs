//! Shares of a whole that is counted: "33.4% of 20 people", "The clinic treated 11 children, and 38% of them …", "(n = 31)".

use std::ops::Range;

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::{Case, Class};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// More words than this between a whole and its share, and they hardly belong together.
pub(super) const APART: usize = 14;

/// From so many people on, a survey of them is a poll.
const POLL: f64 = 300.0;

impl Scan<'_> {
    /// Finds shares with the whole that they are of, in one sentence.
    pub(super) fn proportions(&self, found: &mut Vec<Relation>) {
        if self.is_no_count() {
            return;
        }
        for share in self.here.clone().filter(|&index| self.is_plain_share(index)) {
            if let Some(whole) = self.whole_of(share) {
                self.relate(RelationKind::Proportion, &[share, whole], found);
            }
        }
    }

    /// The same, of a whole that the sentence before tells: "Nurses surveyed 18 wards. 47% of them lacked soap."
    pub(super) fn proportions_behind(&self, before: Range<usize>, words: Range<usize>, found: &mut Vec<Relation>) {
        let Some(share) = self.here.clone().find(|&index| self.is_plain_share(index)) else { return };
        if self.is_no_count() || found.iter().rev().take(20).any(|known| known.figures.first() == Some(&share)) {
            return;
        }
        let told = Scan {
            words: crate::language::words::Words { syntax: self.syntax, span: words },
            figures: self.figures,
            here: before,
        };
        if told.is_no_count() && !told.averages_age() {
            return;
        }
        if let Some(whole) = self.whole_told_before(share, &told) {
            self.relate(RelationKind::Proportion, &[share, whole], found);
        }
    }

    /// Whether shares need not be of those who are counted: they are weighted, or what is true on average.
    pub(super) fn is_no_count(&self) -> bool {
        self.any_is(self.span.clone(), Class::Weighted) || self.any_of(Class::Averaged)
    }

    /// "Forty-eight patients, median age 61, were given a dose": an average of nothing but their age.
    fn averages_age(&self) -> bool {
        let averaged = |&i: &usize| self.is(i, Class::Averaged);
        let age = |i: usize| {
            self.ahead(i, 4).any(|i| self.figure_at(i).is_some_and(|at| self.figures[at].kind == FigureKind::Age))
        };
        !self.any_is(self.span.clone(), Class::Weighted) && self.span.clone().filter(averaged).all(age)
    }

    /// Whether a percentage is a share that is told exactly.
    pub(super) fn is_plain_share(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        figure.kind == FigureKind::Percent
            && figure.value.is_some_and(|value| value <= 100.0)
            && figure.high.is_none()
            && self.is_unhedged(index)
            && !self.in_points(index)
            // "45% had fallen in the past year"
            && (self.way(index).is_none() || (self.is_subject(index) && !self.is_changed(index)))
    }

    /// "fell 45%", "by 45%"
    fn is_changed(&self, index: usize) -> bool {
        self.before_figure(index).is_some_and(|i| self.is_any(i, &[Class::Rise, Class::Fall, Class::Change, Class::By]))
            || self.is_any(self.figures[index].tokens.end, &[Class::Rise, Class::Fall])
    }

    /// Whether a figure counts things to the one, and not what each of many does: "63.7% of the 20 questions".
    pub(super) fn is_whole(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let end = figure.tokens.end;
        // "a class of 30"
        let class = figure.kind == FigureKind::Other && figure.step == 1.0 && self.is_class_of(index);
        (figure.kind == FigureKind::Count || class)
            && figure.high.is_none()
            && figure.value.is_some_and(|value| value >= 2.0)
            && self.is_unhedged(index)
            && !self.is_polled(index)
            && !self.ahead(end, 4).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).any(|i| self.is(i, Class::Marks))
            // "the 20 firms' workers"
            && !self.ahead(end, 3).any(|i| {
                self.tag(i) == Some(Tag::Genitive)
                    || (self.kind(i) == Some(TokenKind::Apostrophe) && self.tag(i + 1).is_some_and(Tag::is_noun))
            })
    }

    /// "805 adults": what is told of so many is weighted, said so or not.
    fn is_polled(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        figure.value.is_some_and(|value| value >= POLL)
            && self.ahead(figure.tokens.end, 3).any(|i| self.is_any(i, &[Class::Polled, Class::Respondent]))
    }

    /// "a class of 30"
    fn is_class_of(&self, index: usize) -> bool {
        self.before_figure(index).is_some_and(|i| self.is(i, Class::Of) && self.before_is(i, Class::Sampled))
    }

    /// The whole of a share, in its sentence.
    fn whole_of(&self, share: usize) -> Option<usize> {
        let behind = Some(share + 1).filter(|next| self.here.contains(next) && self.is_whole(*next));
        if let Some(whole) = behind.filter(|&whole| self.is_of_whole(share, whole)) {
            // "45% of the 13": of what, has been told.
            let told = |&index: &usize| {
                self.figures[index].value == self.figures[whole].value && self.figures[index].unit.is_some()
            };
            let known = (self.here.start..share).find(told);
            let same =
                || (self.here.start..share).find(|&index| self.figures[index].value == self.figures[whole].value);
            return if self.figures[whole].unit.is_some() { Some(whole) } else { known.or_else(same) };
        }
        // "48% of the children (n = 31)"
        if let Some(whole) =
            behind.filter(|&whole| self.is_sample(whole) && self.is_one_group(self.between(share, whole)))
        {
            return Some(whole);
        }
        if let Some(whole) = self.whole_of_listed(share) {
            return Some(whole);
        }
        let before = (self.here.start..share).rev().filter(|&whole| self.is_whole(whole));
        before.take(3).find(|&whole| {
            let between = self.between(whole, share);
            between.len() <= APART && self.belongs(whole, share)
        })
    }

    /// "of the children measured in the valley (n = 31)": nothing but what the number is of.
    fn is_one_group(&self, between: Range<usize>) -> bool {
        between.len() <= 8
            || (between.len() <= APART
                && !between.clone().any(|i| {
                    matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon))
                        || self.is_any(i, &[Class::And, Class::Contrast])
                }))
    }

    /// "All 24 member states sent in a return: 62.5% had a plan, 25% were drafting one and 11.5% had none": all that the colon brings in is
    /// told of those with whom the sentence begins, or who were asked.
    fn whole_of_listed(&self, share: usize) -> Option<usize> {
        let start = self.figures[share].tokens.start;
        let colon = (self.span.start..start).find(|&i| self.kind(i) == Some(TokenKind::Colon))?;
        let told = || self.here.clone().take_while(|&index| self.figures[index].tokens.start < colon);
        let whole = told().next().filter(|_| told().count() == 1)?;
        let opens = |whole: usize| {
            let start = self.figures[whole].tokens.start;
            (self.span.start..start).all(|i| self.is_any(i, &[Class::Article, Class::Quantifier, Class::Demonstrative]))
        };
        let listed = || whole + 1..self.here.end;
        // "24 states replied: …", and what comes is told of each as what it does.
        let only = listed().all(|index| self.figures[index].kind == FigureKind::Percent)
            && self.figures[whole + 1].tokens.start == colon + 1
            && self.is_subject(whole + 1);
        let of = self.is(self.figures[share].tokens.end, Class::Of) && !self.is_of_them(share);
        (self.figures[whole].unit.is_some()
            && self.is_whole(whole)
            && (opens(whole) || self.is_asked(whole))
            && only
            && !of
            && (self.is_subject(share) || self.before(start).is_some_and(|i| i != colon)))
        .then_some(whole)
    }

    /// Whether a share is one of a whole that stands before it in the sentence.
    fn belongs(&self, whole: usize, share: usize) -> bool {
        let between = self.between(whole, share);
        let nearest = whole + 1 == share;
        let named = self.figures[whole].unit.is_some();
        let of = self.is(self.figures[share].tokens.end, Class::Of);
        let commas = between.clone().filter(|&i| self.kind(i) == Some(TokenKind::Comma)).count();
        // "In the control group (n = 17), 44% …"
        if self.is_sample(whole) {
            return nearest && between.len() <= 4 && !of;
        }
        // "Of the 24 patients, 36% …", "In a class of 30, 52% of pupils …"
        if self.opens_with(whole) || self.opens_sample(whole) {
            let same = !of || !named || self.is_same_thing(whole, share);
            return nearest && commas <= 1 && (named || self.opens_sample(whole)) && same;
        }
        // "The proportion of the 22 samples that tested positive was 34%"
        let rate = self.before_figure(whole).is_some_and(|i| {
            self.is_any(i, &[Class::Of, Class::Among, Class::For, Class::At, Class::In])
                && self.before_is(i, Class::RateNoun)
        });
        if rate && named && nearest {
            return self.before(self.figures[share].tokens.start).is_some_and(|i| self.is(i, Class::Be));
        }
        named
            && (self.is_of_them(share)
                || (nearest && self.is_led_by_whom(whole, share))
                || self.is_same_thing(whole, share)
                || (nearest
                    && !of
                    && commas == 0
                    && self.is_asked(whole)
                    && self.is_subject(share)
                    && self.is_found(between)))
    }

    /// The whole of a share in the sentence before.
    fn whole_told_before(&self, share: usize, told: &Scan<'_>) -> Option<usize> {
        let wholes = || {
            told.here.clone().filter(|&index| {
                told.is_whole(index) && (self.figures[index].unit.is_some() || told.is_class_of(index))
            })
        };
        let only = || {
            let mut all = wholes();
            let first = all.next();
            if first.is_none() || all.next().is_none() {
                return first;
            }
            // "spoke to 20 detainees at three sites"
            let mut asked = wholes().filter(|&index| told.is_asked(index));
            asked.next().filter(|_| asked.next().is_none())
        };
        let (start, end) = (self.figures[share].tokens.start, self.figures[share].tokens.end);
        // "Of these, 33.4% …"
        let first = self.span.start;
        let fronted = self.is_any(first, &[Class::Of, Class::Among])
            && (self.is(first + 1, Class::Demonstrative) || self.is_them(first + 1))
            && start <= first + 5;
        if fronted || self.is_of_them(share) {
            return only().filter(|&whole| !told.has_object_behind(whole) && !told.is_of_others(whole));
        }
        // "71% of the sixteen"
        let next = Some(share + 1).filter(|next| self.here.contains(next));
        if let Some(next) = next.filter(|&next| self.is_of_whole(share, next) && self.figures[next].unit.is_none()) {
            return wholes().find(|&whole| self.figures[whole].value == self.figures[next].value);
        }
        // "72.5% of the schools"
        if let Some(whole) = wholes().find(|&whole| self.is_same_thing(whole, share)) {
            return Some(whole);
        }
        // "We interviewed 21 farmers. 36% had sold land."
        let opens = start <= first + 1 && !self.is(end, Class::Of) && self.is_subject(share);
        only().filter(|&whole| opens && told.is_asked(whole))
    }

    /// Whether the second figure is the whole that the first is said to be a share of: "of the 20 judges", "of a class of 28 pupils".
    fn is_of_whole(&self, share: usize, whole: usize) -> bool {
        let between = self.between(share, whole);
        let plain = |i: usize| {
            self.is_any(
                i,
                &[Class::Of, Class::Out, Class::Article, Class::Demonstrative, Class::Quantifier, Class::Sampled],
            ) || matches!(self.tag(i), Some(Tag::Possessive | Tag::Adjective | Tag::Genitive))
                // "of the party's 41 MPs"
                || (self.tag(i).is_some_and(Tag::is_noun)
                    && (self.tag(i + 1) == Some(Tag::Genitive) || self.tag(i + 1).is_some_and(Tag::is_noun)))
        };
        // "64% (of 15 patients)"
        let start = between.start + usize::from(self.kind(between.start) == Some(TokenKind::Open));
        between.len() <= 7 && self.is_any(start, &[Class::Of, Class::Out]) && (start..between.end).all(plain)
    }

    /// "15 directors, of whom 35% are women", "64 complaints in the year, of which he upheld 29.1%", but not "2,014 adults in nine provinces,
    /// of whom 33.4% …": provinces are no people.
    fn is_led_by_whom(&self, whole: usize, share: usize) -> bool {
        let (start, end) = (self.figures[whole].tokens.end, self.figures[share].tokens.start);
        let relative =
            self.backwards(end, 6).find(|&i| i > start && self.is(i, Class::Relative) && self.before_is(i, Class::Of));
        let Some(relative) = relative else { return false };
        let commas = (relative..end).any(|i| self.kind(i) == Some(TokenKind::Comma));
        let object = self.before_figure(share).is_some_and(|i| i == relative || self.tag(i).is_some_and(Tag::is_verb));
        // A plural behind the number is nearer: "64 complaints about 12 bailiffs, of whom …".
        let near = self.figures[whole].unit.is_some() && !commas && object;
        let people = || {
            let unit = self.ahead(start, 3).take_while(|&i| self.kind(i) == Some(TokenKind::Word));
            unit.clone().any(|i| self.is_people(i))
                || !self
                    .backwards(self.figures[whole].tokens.start, 4)
                    .find(|&i| !self.is_any(i, &[Class::Quantifier, Class::Article, Class::Definite]))
                    .is_some_and(|i| self.tag(i) == Some(Tag::Preposition))
        };
        near && (self.is(relative, Class::Thing) || people())
    }

    /// "38% of them", "38% of these", "59% of whom"
    fn is_of_them(&self, share: usize) -> bool {
        let of = self.figures[share].tokens.end;
        self.is(of, Class::Of) && self.is_them(of + 1)
    }

    /// "them", "these" without a noun, "whom".
    fn is_them(&self, i: usize) -> bool {
        let pronoun = self.entry(i).and_then(|entry| entry.pronoun);
        pronoun.is_some_and(|pronoun| pronoun.case != Case::Possessive && pronoun.plural != Some(false))
            || (self.is(i, Class::Demonstrative) && self.stands_alone(i + 1))
            || self.is(i, Class::Relative)
    }

    /// Whether nothing that goes with "these" stands at token `i`: a noun, "surveyed", "who".
    fn stands_alone(&self, i: usize) -> bool {
        let verb = self.tag(i).is_some_and(|tag| tag.is_finite() || tag == Tag::Adverb) && !self.is(i, Class::Asked);
        verb || self.kind(i).is_none_or(|kind| kind != TokenKind::Word)
    }

    /// "27.4% of the women", where the whole is of women.
    fn is_same_thing(&self, whole: usize, share: usize) -> bool {
        let of = self.figures[share].tokens.end;
        let the = self.is_any(of + 1, &[Class::Definite, Class::Demonstrative]);
        let noun = if the { of + 2 } else { return false };
        let singular = |word: &str| word.trim_end_matches('s').to_lowercase();
        self.is(of, Class::Of)
            && self.figures[whole].unit.as_deref().is_some_and(|unit| singular(unit) == singular(self.text(noun)))
            && self.tag(noun) == Some(Tag::Nouns)
            && !self.tag(noun + 1).is_some_and(|tag| tag.is_noun() || tag == Tag::Genitive)
            && self.kind(noun + 1) != Some(TokenKind::Apostrophe)
    }

    /// Whether a share is what does something: "53% were overcrowded".
    pub(super) fn is_subject(&self, share: usize) -> bool {
        let end = self.figures[share].tokens.end;
        self.ahead(end, 2)
            .find(|&i| self.tag(i) != Some(Tag::Adverb))
            .is_some_and(|i| self.tag(i).is_some_and(|tag| tag.is_finite() || tag == Tag::Participle))
    }
}
