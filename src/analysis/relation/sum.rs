//! Sums: which figures are parts of which total.
//!
//! The parts stand in a list behind the total (`list`), in clauses about it (`clause`), or before it (`total`).

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::relation::conversion;
use crate::language::lexicon::{Class, Hedge};
use crate::language::token::TokenKind;

/// The parts of a total.
pub(super) struct Summed {
    /// Indices of the figures.
    pub(super) parts: Vec<usize>,
    /// How many things are told one by one besides: "and a child".
    pub(super) single: u32,
    /// Whether the words say that these are all: else there may be more of them, and only too many are wrong.
    pub(super) all: bool,
}

impl Scan<'_> {
    /// Finds totals with their parts.
    pub(super) fn sums(&self, found: &mut Vec<Relation>) {
        if self.here.clone().filter(|&index| self.is_part(index) || self.is_named(index)).nth(1).is_none() {
            return;
        }
        let mut next = self.here.start;
        for total in self.here.clone() {
            if total < next || !self.is_part(total) {
                continue;
            }
            let summed = self
                .listed_behind(total)
                .filter(|summed| !self.rest_follows(total, summed))
                .or_else(|| self.told_of(total))
                .or_else(|| self.told_before(total));
            if let Some(summed) = summed {
                next = summed.parts.iter().fold(next, |next, part| next.max(part + 1));
                self.relate_sum(total, &summed, found);
            }
        }
    }

    /// Notes a total with its parts.
    pub(super) fn relate_sum(&self, total: usize, summed: &Summed, found: &mut Vec<Relation>) {
        let figures: Vec<usize> = std::iter::once(total).chain(summed.parts.iter().copied()).collect();
        self.relate(RelationKind::Sum { single: summed.single, all: summed.all }, &figures, found);
    }

    /// Whether a figure is told to the last digit, so that it can be added up.
    pub(super) fn is_part(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let amount =
            matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure | FigureKind::Duration);
        amount && figure.value.is_some() && figure.high.is_none() && self.is_unhedged(index)
    }

    /// Whether no hedge stands before a figure; "only" and "just" are none.
    pub(super) fn is_unhedged(&self, index: usize) -> bool {
        matches!(self.figures[index].hedge, None | Some(Hedge::Exactly | Hedge::Merely))
    }

    /// Whether a figure can be a part of a total: both are of one kind and one unit.
    pub(super) fn adds_to(&self, index: usize, total: usize) -> bool {
        let (part, all) = (&self.figures[index], &self.figures[total]);
        self.is_part(index) && (part.kind == all.kind || is_bare(part)) && is_of_unit(part, all)
    }

    /// Whether a figure is told aside and does not break a list: a date, an age, a share.
    pub(super) fn is_beside(&self, index: usize) -> bool {
        matches!(
            self.figures[index].kind,
            FigureKind::Date | FigureKind::Age | FigureKind::Rank | FigureKind::Other | FigureKind::Percent
        )
    }

    /// Whether a comma, a semicolon, "and" or "while" stands in `tokens`.
    pub(super) fn has_link(&self, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|i| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon))
                || self.is_any(i, &[Class::And, Class::Contrast, Class::Plus])
        })
    }

    /// Whether a word or a phrase of the sentence is of a class.
    pub(super) fn any_of(&self, class: Class) -> bool {
        let phrase = |phrase: &crate::language::Phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class);
        self.any_is(self.span.clone(), class) || self.syntax.phrases_in(&self.span).iter().any(phrase)
    }

    /// Whether a phrase of a class begins at token `i`, or the word there is of it.
    pub(super) fn is_phrase(&self, i: usize, class: Class) -> bool {
        let phrase = self.syntax.phrase_from(i).filter(|_| self.span.contains(&i));
        self.is(i, class) || phrase.is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether a word for all together stands at token `i`, or a phrase for it begins there or ends: "in all".
    pub(super) fn is_in_all(&self, i: usize) -> bool {
        self.is_phrase(i, Class::InAll)
            || self.syntax.phrases_to(i + 1).any(|phrase| {
                self.span.contains(&phrase.first) && self.syntax.lexicon.entry(phrase.entry).classes.has(Class::InAll)
            })
    }

    /// The figure that begins at token `at`.
    pub(super) fn figure_at(&self, at: usize) -> Option<usize> {
        let figures = self.figures.get(self.here.clone())?;
        let found = figures.binary_search_by_key(&at, |figure| figure.tokens.start);
        found.ok().map(|index| self.here.start + index)
    }
}

/// Whether a figure has no unit of its own, which may have been told before: "340 megawatts and 275".
fn is_bare(figure: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_none()
}

/// Whether the units of a part and of a total are one, where units can be told to be.
fn is_of_unit(part: &Figure, all: &Figure) -> bool {
    let (Some(one), Some(other)) = (part.unit.as_deref(), all.unit.as_deref()) else { return true };
    match all.kind {
        FigureKind::Money => one == other,
        FigureKind::Measure | FigureKind::Duration => {
            let factor = |unit: &str| conversion::measure(unit).map(|measure| (measure.dimension, measure.factor));
            let singular = |unit: &str| unit.trim_end_matches('s').to_lowercase();
            singular(one) == singular(other) || factor(one).is_some_and(|known| factor(other) == Some(known))
        }
        _ => true,
    }
}
