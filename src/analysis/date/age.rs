//! Ages beside dates of birth: "Petrov, 45, who was born in 1976", "was born in 1948 and took office in 2022 aged 74".

use super::elapsed::Before;
use super::read::Scan;
use super::{Born, Dated, Times};
use crate::analysis::figure::{Figure, FigureKind, OLDEST};
use crate::language::lexicon::{Case, Class};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds the age of a sentence whose dates begin at `from`, and the date of birth that it hangs on, which may stand in one of the two
    /// sentences before it: "She was born in 1950. … She died in 2010 at the age of 60."
    pub(super) fn ages(&self, from: usize, before: &mut Before, times: &mut Times) {
        let dates = &times.dates;
        let here: Vec<usize> = (from..dates.len()).filter(|&index| !dates[index].is_relative()).take(6).collect();
        let births: Vec<usize> = here.iter().copied().filter(|&index| self.is_birth(&dates[index])).collect();
        let told = before.birth;
        before.birth = match (&births[..], told) {
            ([birth], _) => Some((*birth, 0)),
            ([], Some((birth, 0))) => Some((birth, 1)),
            _ => None,
        };
        let mut ages = self.here.clone().filter(|&index| self.is_exact_age(&self.figures[index], told.is_some()));
        let (Some(age), None) = (ages.next(), ages.next()) else { return };
        let (birth, at) = match births[..] {
            [birth] => (birth, self.at(age, birth, &here, dates)),
            [] if self.is_of_somebody_told() => match told {
                Some((birth, _)) if !here.is_empty() => (birth, self.at(age, birth, &here, dates)),
                _ => return,
            },
            _ => return,
        };
        // "who was born in 1976 and died aged 45", "was 23 and at work on her thesis": when is not told.
        let past = self.has(self.span.clone(), Class::Dead) || self.is_past_age(&self.figures[age]);
        let unsure = self.any_is(self.span.clone(), Class::Modal) || (at.is_none() && past);
        let told = !births.is_empty() || at.is_some();
        if told && !unsure {
            times.born.push(Born { age, birth, at, near: from..dates.len() });
        }
    }

    /// The date of an age: the one nearest to it that is not the birth.
    fn at(&self, age: usize, birth: usize, here: &[usize], dates: &[Dated]) -> Option<usize> {
        let tokens = &self.figures[age].tokens;
        let apart = |&index: &usize| {
            let (first, end) = (self.first(&dates[index]), self.end(&dates[index]));
            if first >= tokens.end { first - tokens.end } else { tokens.start.saturating_sub(end) }
        };
        here.iter().copied().filter(|&index| index != birth).min_by_key(apart)
    }

    /// "born in 1976", "born on 4 May 1976", and the first of "(1931–2016)" beside a death.
    fn is_birth(&self, date: &Dated) -> bool {
        let (first, end) = (self.first(date), self.end(date));
        let born = self
            .backwards(first, 6)
            .take_while(|&i| !self.any_kind(i..i + 1, &[TokenKind::Semicolon, TokenKind::Number]))
            .any(|i| self.is(i, Class::Born));
        let lived = self.before(first).is_some_and(|i| self.kind(i) == Some(TokenKind::Open))
            && self.kind(end) == Some(TokenKind::Dash)
            && self.kind(end + 2) == Some(TokenKind::Close);
        (born && date.is_full()) || (lived && self.has(self.span.clone(), Class::Dead))
    }

    /// Whether a sentence goes on about whom the one before it is about: "She died in 2010 …".
    fn is_of_somebody_told(&self) -> bool {
        self.ahead(self.span.start, 12).any(|i| {
            let pronoun = self.entry(i).and_then(|entry| entry.pronoun);
            pronoun.is_some_and(|pronoun| {
                pronoun.person == 3 && pronoun.case == Case::Subject && pronoun.plural == Some(false)
            })
        })
    }

    fn is_exact_age(&self, figure: &Figure, told: bool) -> bool {
        let aged = figure.kind == FigureKind::Age || self.is_age(figure, told);
        aged && figure.value.is_some_and(|value| value <= OLDEST) && figure.hedge.is_none() && figure.high.is_none()
    }

    /// "at the age of 43", "was 50 when he died", "died at 43".
    fn is_age(&self, figure: &Figure, told: bool) -> bool {
        let start = figure.tokens.start;
        let of = self.before(start).filter(|&i| self.is(i, Class::Of));
        let aged = of.is_some_and(|of| self.before_is(of, Class::AgeNoun));
        figure.kind == FigureKind::Count
            && figure.unit.is_none()
            && (aged || self.is_past_age(figure) || self.is_told_of(figure, told))
    }

    /// "was 50 when he died".
    fn is_past_age(&self, figure: &Figure) -> bool {
        let end = figure.tokens.end;
        let was = self
            .before(figure.tokens.start)
            .is_some_and(|i| self.is(i, Class::Be) && self.tag(i) != Some(Tag::Presents));
        let mark =
            self.kind(end).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon));
        was && figure.kind == FigureKind::Count
            && (mark || self.is_any(end, &[Class::Subordinator, Class::And, Class::At, Class::In]))
    }

    /// "Petrov (born 1980), 45, said", "was elected at 45", "is 45", "died at 45".
    fn is_told_of(&self, figure: &Figure, told: bool) -> bool {
        let (start, end) = (figure.tokens.start, figure.tokens.end);
        let grown = figure.value.is_some_and(|value| value >= 10.0);
        let marks = [TokenKind::Comma, TokenKind::Stop, TokenKind::Semicolon, TokenKind::Close];
        let closed = self.kind(end).is_none_or(|kind| marks.contains(&kind));
        let led = self
            .before(start)
            .is_some_and(|i| self.is_any(i, &[Class::At, Class::Be]) || self.kind(i) == Some(TokenKind::Comma));
        grown
            && closed
            && led
            && (told || self.any_is(self.span.clone(), Class::Born) || self.any_is(self.span.start..start, Class::Dead))
    }
}
