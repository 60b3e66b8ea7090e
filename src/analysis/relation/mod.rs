//! How the figures of a sentence hang together, as its words tell: "rose from 50 to 75, a 50% increase", "14 of 20 patients (70%)",
//! "12 people: seven men and five women", "10 miles (16 km)".
//!
//! Nothing is calculated here. What is found is what the sentence *says* of its figures; whether it is so, rules ask.

mod age;
mod around;
mod baseline;
mod beside;
mod between;
pub mod calculation;
mod change;
mod clause;
pub mod conversion;
mod counted;
mod difference;
mod each;
mod layout;
mod list;
mod opened;
mod pair;
mod part_clauses;
mod partition;
mod parts;
mod proportion;
mod rate;
mod rest;
mod sample;
mod share;
mod share_across;
mod share_told;
mod sum;
mod thing;
mod time_frame;
mod total;

use std::ops::Range;

pub use age::Aged;
pub use around::Around;
use beside::Earlier;
pub use counted::Counted;
pub use thing::{Grip, Thing};

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
    /// The first is told of as many as the second says, and the third of each: "$10 million for 500 pupils, or $20,000 per head".
    Each,
    /// The first is the share that is told of the second: "35% of 20 people".
    Proportion,
    /// The first is all of the others together, and of as many things more that are told one by one: "12 people: seven men, four women
    /// and a child".
    Sum {
        /// How many things are told one by one.
        single: u32,
        /// Whether the words say that these are all parts: else there may be more of them, and only too many are wrong.
        all: bool,
    },
    /// The second is the first in another unit: "10 miles (16 km)".
    Conversion {
        /// Whether the words say that it is how far two temperatures are apart: "warmed by 2 degrees Celsius (3.6 degrees Fahrenheit)".
        apart: bool,
    },
    /// The second tells the first once more, as something else: "60 million tons (or $160 billion)", "900 people, or 12% of the staff".
    Restated,
    /// The second is what of the first goes to each: "47 pounds of waste, or 3.48 oz per person".
    Shared,
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
    /// What they are of.
    pub(super) things: Vec<Thing>,
    /// Whose ages they are.
    pub(super) ages: Vec<Aged>,
    /// What they leave open.
    pub(super) gaps: Vec<Gap>,
}

/// A sentence with more figures than this is a list or a table.
const MANY: usize = 60;

/// What the sentences of a block with these figures tell of them.
pub(super) fn relations(syntax: &Syntax<'_>, figures: &[Figure]) -> Told {
    let mut told = Told::default();
    let mut first = 0;
    let (mut earlier, mut single): (Option<Earlier<'_>>, Option<usize>) = (None, None);
    // Figures and words of the last sentence that has figures.
    let (mut last, mut words) = (0..0, 0..0);
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        let before = earlier.take();
        let count = figures[first..].iter().take_while(|figure| figure.tokens.start < sentence.end).count();
        let here = first..first + count;
        first += count;
        if here.is_empty() {
            continue;
        }
        let scan = Scan { words: Words { syntax, span: sentence.clone() }, figures, here: here.clone() };
        let near = words.end == sentence.start && (1..=MANY).contains(&last.len());
        let next_to = near.then_some(Scan { words: Words { syntax, span: words }, figures, here: last });
        let total = single.take();
        scan.things(number, &mut told.things);
        scan.ages(&mut told.ages);
        scan.counted(&mut told.counted);
        scan.event_counts(&mut told.gaps);
        if let Some(next_to) = &next_to {
            scan.told_behind(next_to, total, &mut told.relations);
        }
        single = scan.only_amount();
        let changes = told.relations.len();
        let mut open = if count > 1 { scan.changes(&mut told.relations) } else { None };
        if let Some(before) = &before {
            open = scan.changes_across(before, open, changes, &mut told.relations);
        }
        scan.baselines(&told.relations[changes..], &mut told.gaps);
        earlier = Some(scan.leave(open, &told.relations[changes..]));
        scan.told_within(next_to.as_ref(), &mut told.relations);
        (last, words) = (here, sentence.clone());
    }
    let events = told.gaps.iter().any(|gap| gap.kind == GapKind::TimeFrame);
    if events && is_timed(syntax, figures) {
        told.gaps.retain(|gap| gap.kind != GapKind::TimeFrame);
    }
    told
}

/// The figure of a block that tells how many the shares in a list behind it are of, and whether it begins with such a share.
pub(super) fn sampled(syntax: &Syntax<'_>, figures: &[Figure]) -> (Option<usize>, bool) {
    let Some(sentence) = syntax.sentences.first().filter(|_| !figures.is_empty()) else { return (None, false) };
    let here = figures.iter().take_while(|figure| figure.tokens.start < sentence.end).count();
    let scan = Scan { words: Words { syntax, span: sentence.clone() }, figures, here: 0..here };
    (scan.sample_of_list(figures.len()), scan.opens_with_share())
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
#[derive(Clone)]
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
    /// What a sentence says of the figures of the one before it: `total` is its only amount, if it has one.
    fn told_behind(&self, before: &Scan<'_>, total: Option<usize>, found: &mut Vec<Relation>) {
        if let Some(total) = total {
            self.list_told_before(total, found);
        }
        self.clauses_behind(before.here.clone(), found);
        self.shares_across(before, found);
        self.total_told_behind(before.here.clone(), found);
        self.proportions_behind(before.here.clone(), before.span.clone(), found);
    }

    /// What a sentence says of its own figures, changes apart, and of those before it that go on in it.
    fn told_within(&self, before: Option<&Scan<'_>>, found: &mut Vec<Relation>) {
        // Hardly any sentence has two figures.
        let count = self.here.len();
        if count > 1 {
            self.shares(found);
            self.conversions(found);
            self.restated(found);
            self.for_each(found);
        }
        // It would take long to hold each of so many against all others.
        if count > MANY {
            return;
        }
        if count > 1 {
            self.proportions(found);
            self.parts(found);
        }
        if let Some(before) = before.filter(|_| self.has_share()) {
            let words = Words { syntax: self.syntax, span: before.span.start..self.span.end };
            let both = Scan { words, figures: self.figures, here: before.here.start..self.here.end };
            both.parts_of_two(self.span.start, found);
        }
        if self.has_share() {
            self.differences(before, found);
        }
        if count > 1 {
            self.sums(found);
            self.told_with_rest(before.map_or(0..0, |before| before.here.clone()), found);
        }
    }

    /// The token that stands before a figure and what belongs to it: hedges, articles, "another".
    fn before_figure(&self, index: usize) -> Option<usize> {
        let start = self.figures[index].tokens.start;
        let belongs = |i: usize| {
            // "more than 40%" is no more of anything.
            let phrase = self.syntax.phrase_from(i).map(|phrase| self.syntax.lexicon.entry(phrase.entry));
            if phrase.is_some_and(|entry| entry.hedge.is_some()) {
                return true;
            }
            let way = self.is_any(i, &[Class::Rise, Class::Fall, Class::Change, Class::Upward, Class::Downward]);
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

    /// The one figure of the sentence that can be a total.
    fn only_amount(&self) -> Option<usize> {
        let mut amounts = self.here.clone().filter(|&index| self.is_part(index));
        let first = amounts.next()?;
        amounts.next().is_none().then_some(first)
    }

    /// Whether the sentence tells a percentage.
    fn has_share(&self) -> bool {
        self.here.clone().any(|index| self.figures[index].kind == FigureKind::Percent)
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
