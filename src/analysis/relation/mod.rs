//! How the figures of a sentence hang together, as its words tell: "rose from 50 to 75, a 50% increase", "14 of 20 patients (70%)",
//! "12 people: seven men and five women", "10 miles (16 km)".
//!
//! Nothing is calculated here. What is found is what the sentence *says* of its figures; whether it is so, rules ask.

mod baseline;
pub mod calculation;
mod change;
pub mod conversion;
mod counted;
mod parts;
mod share;
mod sum;
mod time_frame;

use std::ops::Range;

pub use counted::Counted;

use super::figure::{Figure, FigureKind};
use super::gap::{Gap, GapKind};
use crate::language::Syntax;
use crate::language::lexicon::{Class, Entry};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

/// Which way something changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Way {
    /// It grows.
    Up,
    /// It shrinks.
    Down,
    /// The words do not tell.
    Either,
}

/// How figures hang together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelationKind {
    /// From the first to the second, by the third: "from 50 to 75, a 50% increase".
    Change(Way),
    /// From the first to the second, which is as many times as much as the third says: "doubled from 50 to 100".
    Times,
    /// The first is a part of the second, and the third tells which: "14 of 20 patients (70%)".
    Share,
    /// The first is the share that is told of the second: "35% of 20 people".
    Proportion,
    /// The first is all of the others together, and of as many things more that are told one by one: "12 people: seven men, four women
    /// and a child".
    Sum {
        /// How many things are told one by one.
        single: u32,
    },
    /// The second is the first in another unit: "10 miles (16 km)".
    Conversion,
    /// Parts of one whole: "45% support it, 40% oppose it and 15% are undecided".
    Parts {
        /// Whether the words show that they do not overlap.
        sure: bool,
    },
}

/// Figures that hang together.
#[derive(Clone, PartialEq, Debug)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// Indices of the figures of the block, in the order that the kind asks for.
    pub figures: Box<[usize]>,
    /// The words that tell it, from the first figure to the last.
    pub range: TextRange,
}

/// What the sentences of a block tell of its figures.
#[derive(Default)]
pub(super) struct Told {
    /// How they hang together.
    pub(super) relations: Vec<Relation>,
    /// What they count.
    pub(super) counted: Vec<Counted>,
    /// What they leave open.
    pub(super) gaps: Vec<Gap>,
}

/// What the sentences of a block with these figures tell of them.
pub(super) fn relations(syntax: &Syntax<'_>, figures: &[Figure]) -> Told {
    let mut told = Told::default();
    let mut first = 0;
    let (mut change, mut single) = (None, None);
    for sentence in &syntax.sentences {
        let before = change.take();
        let count = figures[first..].iter().take_while(|figure| figure.tokens.start < sentence.end).count();
        let here = first..first + count;
        first += count;
        if here.is_empty() {
            continue;
        }
        let scan = Scan { words: Words { syntax, span: sentence.clone() }, figures, here };
        if let Some(change) = before {
            scan.rate_behind(change, &mut told.relations);
        }
        // The sentence before has one figure, which may be the total of this one's.
        if let Some(total) = single.take() {
            scan.sum_told_before(total, &mut told.relations);
        }
        single = (count == 1).then_some(scan.here.start);
        scan.counted(&mut told.counted);
        scan.baselines(&mut told.gaps);
        scan.event_counts(&mut told.gaps);
        // Hardly any sentence has two figures.
        if count < 2 {
            continue;
        }
        scan.changes(&mut told.relations);
        change = scan.bare_change();
        scan.shares(&mut told.relations);
        scan.parts(&mut told.relations);
        scan.sums(&mut told.relations);
        scan.conversions(&mut told.relations);
    }
    let events = told.gaps.iter().any(|gap| gap.kind == GapKind::TimeFrame);
    if events && is_timed(syntax, figures) {
        told.gaps.retain(|gap| gap.kind != GapKind::TimeFrame);
    }
    told
}

/// Whether anything in a block tells a time.
fn is_timed(syntax: &Syntax<'_>, figures: &[Figure]) -> bool {
    let timed = [Class::Timed, Class::Time, Class::Day, Class::Month];
    let has = |entry: &Entry| entry.classes.has_any(&timed) && !entry.classes.has(Class::Untimed);
    figures.iter().any(|figure| matches!(figure.kind, FigureKind::Date | FigureKind::Duration))
        || (0..syntax.tokens.len()).any(|i| has(syntax.entry(i)))
        || syntax.phrases.iter().any(|phrase| has(syntax.lexicon.entry(phrase.entry)))
}

/// The figures of one sentence, and its words.
struct Scan<'a> {
    words: Words<'a>,
    /// All of the block.
    figures: &'a [Figure],
    /// Those of the sentence.
    here: Range<usize>,
}

impl<'a> std::ops::Deref for Scan<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.words
    }
}

impl Scan<'_> {
    /// The token that stands before a figure and what belongs to it: hedges, articles, "another".
    fn before_figure(&self, index: usize) -> Option<usize> {
        let start = self.figures[index].tokens.start;
        let belongs = |i: usize| {
            let way = self.is_any(i, &[Class::Rise, Class::Fall, Class::Change]);
            let hedge = self.entry(i).is_some_and(|entry| entry.hedge.is_some());
            !way && (hedge || self.is_any(i, &[Class::Article, Class::Than]) || self.tag(i) == Some(Tag::Adverb))
        };
        self.backwards(start, 4).find(|&i| !belongs(i))
    }

    /// Whether the word before a figure is of a class.
    fn led_by(&self, index: usize, class: Class) -> bool {
        self.before_figure(index).is_some_and(|i| self.is(i, class))
    }

    /// The tokens between two figures, with the unit of the first.
    fn between(&self, one: usize, other: usize) -> Range<usize> {
        let (end, start) = (self.figures[one].tokens.end, self.figures[other].tokens.start);
        end..start.max(end)
    }

    /// Whether nothing in `tokens` begins another statement: no verb with a tense, no stop but a comma, no "and", no "but".
    fn is_quiet(&self, tokens: Range<usize>, most: usize) -> bool {
        tokens.len() <= most
            && tokens.into_iter().all(|i| {
                let Some(token) = self.token(i) else { return false };
                let quiet = matches!(
                    token.kind,
                    TokenKind::Word | TokenKind::Number | TokenKind::Comma | TokenKind::Dash | TokenKind::Symbol
                ) || matches!(token.kind, TokenKind::Open | TokenKind::Close);
                quiet
                    && !token.tag.is_finite()
                    && !self.is_any(i, &[Class::And, Class::But, Class::Contrast, Class::Relative])
            })
    }

    /// Whether two figures count the same: their kinds are one, and so are their units as far as both have one.
    fn is_alike(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.figures[one], &self.figures[other]);
        let units = match (&one.unit, &other.unit) {
            (Some(a), Some(b)) => {
                a.eq_ignore_ascii_case(b) || a.trim_end_matches('s').eq_ignore_ascii_case(b.trim_end_matches('s'))
            }
            _ => true,
        };
        let kinds = one.kind == other.kind || (one.unit.is_none() && one.kind == FigureKind::Count);
        kinds && units
    }

    /// Whether a figure is an amount that can be calculated with.
    fn is_amount(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let amount = matches!(
            figure.kind,
            FigureKind::Count | FigureKind::Money | FigureKind::Percent | FigureKind::Measure | FigureKind::Duration
        );
        amount && figure.value.is_some()
    }

    /// Whether a figure is told in percentage points.
    fn in_points(&self, index: usize) -> bool {
        self.any_is(self.figures[index].tokens.clone(), Class::Points)
    }

    /// Notes a relation.
    fn relate(&self, kind: RelationKind, figures: &[usize], found: &mut Vec<Relation>) {
        let ranges = figures.iter().map(|&index| self.figures[index].range);
        let range = ranges.reduce(TextRange::hull).unwrap_or_default();
        found.push(Relation { kind, figures: figures.into(), range });
    }
}
