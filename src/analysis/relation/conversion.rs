//! Conversions: "10 miles (16 km)", "10 miles, or 16 kilometres,"; and what is told once more as something else: "or $160 billion".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::{Figure, FigureKind};
use crate::language::lexicon::{Class, Dimension, Hedge, Lexicon, Measure};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What a unit measures, if it can be converted.
#[must_use]
pub fn measure(unit: &str) -> Option<Measure> {
    Lexicon::english().find_all(&unit.to_lowercase()).measure
}

/// What a figure is in the unit of another.
#[must_use]
pub fn convert(one: &Figure, other: &Figure) -> Option<f64> {
    let (from, to) = measures(one, other)?;
    Some(into(one.value?, from, to))
}

/// What two units measure. "40 degrees (104 Fahrenheit)": which degrees they are, the other unit tells.
#[must_use]
pub fn measures(one: &Figure, other: &Figure) -> Option<(Measure, Measure)> {
    let (first, second) = (one.unit.as_deref()?, other.unit.as_deref()?);
    let degrees = |unit: &str| Lexicon::english().find(&unit.to_lowercase()).classes.has(Class::Degrees);
    match (measure(first), measure(second)) {
        (Some(from), Some(to)) => Some((from, to)),
        (None, Some(to)) if degrees(first) && to.dimension == Dimension::Temperature => Some((opposite(to)?, to)),
        (Some(from), None) if degrees(second) && from.dimension == Dimension::Temperature => {
            Some((from, opposite(from)?))
        }
        _ => None,
    }
}

/// The other scale that news has: Celsius for Fahrenheit, and Fahrenheit for Celsius.
fn opposite(degrees: Measure) -> Option<Measure> {
    ["fahrenheit", "celsius"].into_iter().filter_map(measure).find(|scale| scale.zero != degrees.zero)
}

/// How far a figure says that two temperatures are apart, in the unit of another.
#[must_use]
pub fn difference(one: &Figure, other: &Figure) -> Option<f64> {
    let (from, to) = measures(one, other)?;
    Some(one.value? * (from.factor / to.factor))
}

/// A number of one unit in another one.
#[must_use]
pub fn into(value: f64, from: Measure, to: Measure) -> f64 {
    (value - from.zero) * (from.factor / to.factor) + to.zero
}

/// A number with as many places as a figure is printed with.
#[must_use]
pub fn rounded(value: f64, as_in: &Figure) -> f64 {
    let step = if as_in.step > 0.0 { as_in.step } else { 1.0 };
    (value / step).round() * step
}

/// Whether the second of two figures is the smaller part of one measure: "5 feet 10 inches", "8 lb 3 oz".
#[must_use]
pub fn is_smaller_part(one: &Figure, other: &Figure) -> bool {
    let measured = |figure: &Figure| figure.unit.as_deref().and_then(measure);
    let Some((first, second)) = measured(one).zip(measured(other)) else { return false };
    let parts = first.factor / second.factor;
    let whole = (parts - parts.round()).abs() < WHOLE * parts && (2.0..=20.0).contains(&parts.round());
    first.dimension == second.dimension && whole && other.value.is_some_and(|value| value < parts)
}

/// How far the number of parts of a unit may be from a whole one: factors are rounded.
const WHOLE: f64 = 1e-4;

/// Nobody converts a time by so much too little or too much: behind "or" stands another then.
const MISTAKEN: f64 = 3.0;

impl Scan<'_> {
    /// Finds figures that are told again in another unit.
    pub(super) fn conversions(&self, found: &mut Vec<Relation>) {
        for (one, other) in self.here.clone().zip(self.here.clone().skip(1)) {
            let next = other + 1;
            if self.is_compound(other) && self.here.contains(&next) && self.is_told_again(one, other, next) {
                // "6ft 2in (1.88 m)"
                self.relate(RelationKind::Conversion { apart: false }, &[one, other, next], found);
            } else if self.is_converted(one, other) {
                let parts = self.here.contains(&next) && self.is_compound(next);
                if !parts {
                    self.relate(
                        RelationKind::Conversion { apart: self.is_of_degrees(one, other) },
                        &[one, other],
                        found,
                    );
                } else if self.is_told_again(one, one, other) {
                    // "188 cm (6ft 2in)"
                    self.relate(RelationKind::Conversion { apart: false }, &[one, other, next], found);
                }
            }
        }
    }

    /// Finds figures that are told once more as something else.
    pub(super) fn restated(&self, found: &mut Vec<Relation>) {
        for (one, other) in self.here.clone().zip(self.here.clone().skip(1)) {
            let (first, second) = (&self.figures[one], &self.figures[other]);
            let or = self.before_figure(other).filter(|&i| self.is(i, Class::Or));
            let opens = |i: usize| matches!(self.kind(i), Some(TokenKind::Open | TokenKind::Comma | TokenKind::Dash));
            let aside = or.and_then(|or| self.before(or)).is_some_and(opens);
            // "47 pounds of waste or 3.48 oz per person"
            let shared = or.is_some() && self.is_given_to_each(other) && !self.is_given_to_each(one);
            if shared && measures(first, second).is_some_and(|(one, other)| one.dimension == other.dimension) {
                self.relate(RelationKind::Shared, &[one, other], found);
            } else if aside && (first.kind != second.kind || first.unit != second.unit) {
                self.relate(RelationKind::Restated, &[one, other], found);
            }
        }
    }

    /// Whether figure `other` is told behind `last`, the last part of a measure whose first is `one`, in another unit.
    fn is_told_again(&self, one: usize, last: usize, other: usize) -> bool {
        let between = self.between(last, other);
        let (Some(first), Some(second)) = (self.figures[one].unit.as_deref(), self.figures[other].unit.as_deref())
        else {
            return false;
        };
        let (Some(from), Some(to)) = (measure(first), measure(second)) else { return false };
        let apart = from.dimension == to.dimension && !from.factor.eq(&to.factor);
        apart && between.len() <= 6 && self.is_set_apart(other) && self.is_quiet(between, 6)
    }

    /// Whether a figure stands behind what brings in a conversion: "(16 km)", "or 16 km", "— 16 km —".
    fn is_set_apart(&self, other: usize) -> bool {
        let Some(last) = self.before_figure_signed(other) else { return false };
        // "11 lb/24 kg"
        if self.text(last) == "/" {
            return true;
        }
        let or = self.is(last, Class::Or) && !self.before_is(self.figures[other].tokens.start, Class::Article);
        matches!(self.kind(last), Some(TokenKind::Open | TokenKind::Dash)) || or
    }

    /// The token before a figure, its hedges and its sign: "(minus 40 F)", "(about 16 km)".
    fn before_figure_signed(&self, index: usize) -> Option<usize> {
        let mut last = self.before_figure(index)?;
        // "(equivalent to 16 km)", "(or 16 km)", "or the equivalent of 16 km"
        while self.is_any(last, &[Class::Equivalent, Class::To, Class::Of, Class::Or, Class::Article])
            && self.backwards(last, 3).any(|i| self.is(i, Class::Equivalent) || self.kind(i) == Some(TokenKind::Open))
            || self.is(last, Class::Equivalent)
        {
            last = self.before(last)?;
        }
        if self.is(last, Class::Minus) { self.before(last) } else { Some(last) }
    }

    /// "400 million rupees, about $4.8 million,", "100 millimetres, nearly 4 inches,": behind a comma, with a word for about.
    fn is_about(&self, other: usize) -> bool {
        let figure = &self.figures[other];
        let measured = figure.unit.as_deref().and_then(measure).is_some() && figure.kind != FigureKind::Money;
        let unit = self.range_of_unit(figure);
        let end = if measured { unit } else { figure.tokens.end };
        let comma = self.before_figure_signed(other).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma));
        let equivalent = self.backwards(figure.tokens.start, 3).any(|i| self.is(i, Class::Equivalent));
        comma && (equivalent || matches!(figure.hedge, Some(Hedge::About | Hedge::Nearly))) && self.is_aside_end(end)
    }

    /// Whether two figures tell how far two temperatures are apart: "warmed by 2 degrees Celsius (…)", "a rise of 2C (…)", "2C (…) warmer".
    fn is_of_degrees(&self, one: usize, other: usize) -> bool {
        let scale = |index: usize| {
            measure(self.figures[index].unit.as_deref()?).filter(|measure| measure.dimension == Dimension::Temperature)
        };
        if scale(one).is_none() && scale(other).is_none() {
            return false;
        }
        let moves = |i: usize| self.is_any(i, &[Class::Rise, Class::Fall, Class::Change, Class::Tempers]);
        let before = self.before_figure(one).is_some_and(|i| {
            (self.is(i, Class::By) && self.backwards(i, 5).any(moves))
                || (self.is(i, Class::Of) && i > 0 && moves(i - 1))
        });
        let end = self.range_of_unit(&self.figures[other]);
        let behind = self.ahead(end, 3).find(|&i| self.kind(i) != Some(TokenKind::Close));
        let compared = |i: usize| {
            let usual = || self.ahead(i + 1, 3).any(|i| self.is_any(i, &[Class::Averaged, Class::Norm]));
            self.is(i, Class::Tempers) && (self.tag(i) == Some(Tag::Comparative) || usual())
        };
        before || behind.is_some_and(compared)
    }

    /// Where the unit of a measure ends: "4 square miles".
    fn range_of_unit(&self, figure: &Figure) -> usize {
        let words = figure.unit.as_deref().map_or(0, |unit| unit.split_whitespace().count());
        let glued = figure.range.end < self.syntax.range(figure.tokens.clone()).end;
        figure.tokens.end + if glued { 0 } else { words }
    }

    /// "3.48 oz per person", "4 pounds for each household": what is told before is no other measure of it.
    fn is_given_to_each(&self, index: usize) -> bool {
        let unit = self.range_of_unit(&self.figures[index]);
        self.tells_each(unit + usize::from(self.kind(unit) == Some(TokenKind::Stop)))
    }

    fn is_aside_end(&self, i: usize) -> bool {
        self.kind(i).is_none_or(|kind| {
            matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Close | TokenKind::Semicolon)
        })
    }

    /// Whether a bracket ends behind a figure and its unit: not "(3 miles from the coast)", "(24 km range)".
    fn is_closed(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        if self.tag(self.range_of_unit(&self.figures[index])).is_some_and(Tag::is_noun) {
            return false;
        }
        self.ahead(end, 4)
            .find(|&i| self.kind(i) != Some(TokenKind::Word) && self.kind(i) != Some(TokenKind::Symbol))
            .is_some_and(|i| {
                matches!(self.kind(i), Some(TokenKind::Close | TokenKind::Semicolon | TokenKind::Comma))
                    && !self
                        .ahead(end + 1, i.saturating_sub(end + 1))
                        .any(|i| self.tag(i) == Some(Tag::Preposition) && !self.is(i, Class::Per))
            })
    }

    /// Whether a figure is the second part of a measure: "5 feet 10 inches".
    fn is_compound(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).filter(|before| self.here.contains(before)) else { return false };
        is_smaller_part(&self.figures[before], &self.figures[index]) && self.between(before, index).len() <= 2
    }

    fn is_converted(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let Some(last) = self.before_figure_signed(other) else { return false };
        let kind = self.kind(last);
        // "(16 km)", "or 16 km", "— 16 km —", ", which is 16 km"
        let stated = self.is(last, Class::Be) && self.before_is(last, Class::Relative);
        let aside = self.is_set_apart(other) || stated || self.is_about(other);
        if !aside || between.len() > 6 || !(stated || self.is_quiet(between, 6)) {
            return false;
        }
        let (a, b) = (&self.figures[one], &self.figures[other]);
        let next = other + 1;
        let or = self.is(last, Class::Or);
        let last = if self.here.contains(&next) && self.is_compound(next) { next } else { other };
        if kind == Some(TokenKind::Open) && !self.is_closed(last) || self.is_compound(one) {
            return false;
        }
        // "Forty minutes, or three hours": one or the other.
        let times = a.kind == FigureKind::Duration && b.kind == FigureKind::Duration;
        if or
            && times
            && convert(a, b).zip(b.value).is_some_and(|(is, told)| is > MISTAKEN * told || told > MISTAKEN * is)
        {
            return false;
        }
        if self.is_given_to_each(other) && !self.is_given_to_each(one) {
            return false;
        }
        if a.kind == FigureKind::Money && b.kind == FigureKind::Money {
            return a.unit.is_some() && b.unit.is_some() && a.unit != b.unit;
        }
        measures(a, b).is_some_and(|(first, second)| first.dimension == second.dimension && first != second)
    }
}
