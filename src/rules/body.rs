//! The figures of a text, as its title can be held against them.

use super::Check;
use super::headline_figure_mismatch::exact;
use super::same_thing::shared;
use crate::analysis::At;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::relation::conversion;
use crate::language::lexicon::Measure;
use crate::language::stem;
use crate::text::TextRange;

/// How many figures of a text are looked at: a title stands for what comes first.
const FIGURES: usize = 400;

/// How far apart two figures stand, counted in figures, of which a third is calculated.
const NEAR: usize = 4;

/// A brief has so many sentences, and would tell the money that its title tells.
const BRIEF: usize = 2;

/// How many sentences the whole of a text has at least, and from where on a number is one that a text would tell.
const WHOLE: usize = 5;
const MANY: f64 = 100.0;

/// How many times as much one of two counts is at most that are called otherwise and may be one.
const ALIKE: f64 = 2.5;

/// How much less a bare number may be that stands for a figure of the title.
const TENFOLD: f64 = 10.0;

/// How many figures a text has at most of which a title's may come nearly.
const FEW: usize = 8;

/// How many stems two sentences have in common that are clearly about the same.
const SAME: usize = 2;

/// How many years of a text a length of time can lie between.
const YEARS: usize = 12;

/// The figures of the running text.
pub(super) struct Body<'a> {
    figures: Vec<&'a At<Figure>>,
    /// How many sentences it has.
    sentences: usize,
    /// The years that it tells, each once.
    years: Vec<f64>,
}

impl<'a> Body<'a> {
    pub(super) fn new(check: &Check<'a>) -> Self {
        let running = |at: &&At<Figure>| !check.block(at.block).kind.is_heading();
        let figures: Vec<&At<Figure>> = check.analysis.figures.iter().filter(running).take(FIGURES).collect();
        let mut years: Vec<f64> = Vec::new();
        for at in figures.iter().filter(|at| at.item.kind == FigureKind::Date) {
            let words = check.document.words(at.item.range);
            let mut numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
            if let Some(year) = numbers.next_back().and_then(|year| year.parse().ok())
                && !years.contains(&year)
                && years.len() < YEARS
            {
                years.push(year);
            }
        }
        let blocks = check.document.blocks.iter().zip(check.facts).filter(|(block, _)| !block.kind.is_heading());
        let sentences = blocks.map(|(_, facts)| facts.sentences.len()).sum();
        Self { figures, sentences, years }
    }

    /// Whether it has the figure, whatever it counts there: the title may call it otherwise. But "more than 10" of anything is no 38.
    ///
    /// `counts` tells of which of its figures that is enough.
    pub(super) fn has(&self, figure: &Figure, said: Interval, counts: impl Fn(&At<Figure>) -> bool) -> bool {
        let closed = |value: &Interval| value.low.is_finite() && value.high.is_finite();
        self.figures.iter().filter(|at| counts(at)).map(|at| &at.item).any(|other| {
            let printed = other.value.is_some_and(|value| said.meets(Interval::exactly(value)));
            let value = exact(other).filter(|value| closed(value) || other.unit == figure.unit || printed);
            let meets = match (figure.kind, other.kind) {
                // "a 2-1 win" of one is a 1-2 defeat of the other.
                (FigureKind::Score, _) => {
                    let ends = |figure: &Figure| figure.value.zip(figure.high);
                    ends(figure)
                        .zip(ends(other))
                        .is_some_and(|(one, (low, high))| one == (low, high) || one == (high, low))
                }
                (FigureKind::Ratio, FigureKind::Percent) => value.is_some_and(|value| is_share(figure, value)),
                (FigureKind::Percent, FigureKind::Ratio) => {
                    value.is_some_and(|value| (value * 100.0).meets(rough(said)))
                }
                (FigureKind::Ratio, _) => other.kind == figure.kind && value.is_some_and(|value| value.meets(said)),
                (FigureKind::Duration | FigureKind::Measure, _) if other.kind == figure.kind => {
                    let converted = value.zip(factor(other).zip(factor(figure)));
                    match converted {
                        Some((value, (from, to))) if from.factor != to.factor => {
                            (value * (from.factor / to.factor)).meets(rough(said))
                        }
                        // Two tonnes and three have what rounds to either in common.
                        _ => value.is_some_and(|value| inside(value).meets(said)),
                    }
                }
                _ => value.is_some_and(|value| value.meets(said)),
            };
            let temperature = figure.kind == FigureKind::Measure && other.kind == figure.kind && {
                conversion::convert(other, figure).is_some_and(|value| rough(said).meets(Interval::exactly(value)))
            };
            meets || temperature
        })
    }

    /// Whether it comes of two of its figures: a sum, a difference, a product, a share, a change in per cent, a span of years.
    ///
    /// `counts` tells which of its figures it may come of. Of many figures anything comes, if not closely.
    pub(super) fn gives(&self, figure: &Figure, said: Interval, counts: impl Fn(&At<Figure>) -> bool) -> bool {
        let amounts: Vec<(&Figure, f64)> =
            self.figures.iter().filter(|at| counts(at)).filter_map(|at| Some((&at.item, at.item.value?))).collect();
        let said = if amounts.len() > FEW { said } else { rough(said) };
        // Of "over £9m" nearly everything comes.
        if !(said.low.is_finite() && said.high.is_finite()) {
            return false;
        }
        let comes = |value: f64| value.is_finite() && said.meets(Interval::exactly(value));
        let span = figure.kind == FigureKind::Duration
            && self.years.iter().any(|one| self.years.iter().any(|other| comes(one - other)));
        span || amounts.iter().enumerate().any(|(n, (one, a))| {
            let near = amounts[n + 1..].iter().take(NEAR);
            let mut near = near.filter(|(other, _)| is_amount(one) && is_amount(other));
            near.any(|(other, b)| {
                let (low, high) = (a.min(*b), a.max(*b));
                match figure.kind {
                    FigureKind::Percent => {
                        let change = one.is_like(other)
                            && [(a, b), (b, a)].iter().any(|(from, to)| comes(((*to / *from) - 1.0).abs() * 100.0));
                        let percent = one.kind == FigureKind::Percent && other.kind == one.kind;
                        change || comes(low / high * 100.0) || percent && (comes(high - low) || comes(low + high))
                    }
                    // "from 1,000 to 2,050 euros"
                    FigureKind::Ratio => {
                        (one.is_like(other) || one.unit.is_none() || other.unit.is_none())
                            && [a / b, b / a].iter().any(|times| is_times(figure, *times))
                    }
                    FigureKind::Score => false,
                    _ => {
                        let like = one.is_like(other) && (comes(low + high) || comes(high - low));
                        let share = [(one, b), (other, a)].iter().any(|(share, whole)| {
                            let percent = share.kind == FigureKind::Percent || share.kind == FigureKind::Ratio;
                            let part = if share.kind == FigureKind::Percent { 0.01 } else { 1.0 };
                            percent && share.value.is_some_and(|value| comes(value * part * **whole))
                        });
                        like || share || comes(low * high)
                    }
                }
            })
        }) || figure.kind == FigureKind::Ratio && self.changes_so(figure)
            || sums(&amounts, figure, said)
    }

    /// Whether a percentage tells of such a change: "double" where it "rose 98 per cent".
    fn changes_so(&self, figure: &Figure) -> bool {
        let mut percents = self.figures.iter().map(|at| &at.item).filter(|other| other.kind == FigureKind::Percent);
        percents.any(|other| {
            let times = other.value.map(|value| [1.0 + value / 100.0, 1.0 - value / 100.0, value / 100.0]);
            times.is_some_and(|times| times.iter().any(|times| is_times(figure, *times)))
        })
    }

    /// Whether it is all of a text, and tells nothing in the kind of a title's figure that tells enough.
    pub(super) fn lacks(&self, figure: &Figure) -> bool {
        let kind = matches!(figure.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Score)
            || figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value >= MANY);
        let whole = if figure.kind == FigureKind::Money { BRIEF } else { WHOLE };
        kind && self.sentences >= whole && !self.figures.iter().any(|at| at.item.kind == figure.kind)
    }

    /// The figure that the text clearly has in the place of the title's: of the same kind and unit, in a sentence about the same.
    pub(super) fn rival(&self, check: &Check<'_>, title: &At<Figure>) -> Option<&'a At<Figure>> {
        let figure = &title.item;
        let kind = matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Percent);
        let place = |at: &&&At<Figure>| is_in_its_place(&at.item, figure) && is_of_size(&at.item, figure);
        let mut like = self.figures.iter().filter(|_| kind).filter(place).copied();
        like.find(|at| common(check, title, at) >= SAME)
    }

    /// The figure that the text has in the place of the title's.
    pub(super) fn instead(&self, check: &Check<'_>, title: &At<Figure>) -> Option<TextRange> {
        let figure = &title.item;
        let called = words(check, title).unwrap_or_default();
        // "Study of 9,000 Nurses Ties Night Shifts": in capitals, which noun is counted is not told.
        let named = |other: &Figure| {
            let unit = other.unit.as_deref().map(stem::of_word);
            is_telling(figure)
                && other.kind == figure.kind
                && unit.is_some_and(|unit| called.binary_search(&unit).is_ok())
        };
        let place =
            |at: &&&At<Figure>| is_in_its_place(&at.item, figure) && is_of_size(&at.item, figure) || named(&at.item);
        let like: Vec<&&At<Figure>> = self.figures.iter().filter(place).collect();
        let unit = |at: &&&&At<Figure>| at.item.unit.is_some();
        let mut topics = like.iter().filter(unit).chain(&like);
        let topical = topics.find(|at| shares(check, title, at));
        let same_unit =
            |other: &Figure| figure.unit.is_some() && other.unit.is_some() && figure.kind == FigureKind::Count;
        let only = || match like[..] {
            [one] if is_telling(figure) || same_unit(&one.item) => Some(one),
            _ => None,
        };
        // The first paragraphs say what the title says.
        let lead = || like.first().filter(|at| is_telling(figure) && self.is_in_lead(check, at)).copied();
        if figure.kind == FigureKind::Duration && self.years.len() != 2 {
            // "in 19 days" above, and "after 23 days at sea" as the one length of time of the lead
            let lead = |at: &&&At<Figure>| {
                let times = at.item.value.zip(figure.value).map_or(0.0, |(a, b)| a / b);
                let unit = |figure: &Figure| figure.unit.as_deref().map(stem::of_word);
                self.is_in_lead(check, at) && unit(&at.item) == unit(figure) && (0.5..=2.0).contains(&times)
            };
            let found = topical.copied().or_else(|| like.first().copied().filter(|at| lead(at)));
            return found.filter(|_| like.len() == 1).map(|at| at.item.range);
        }
        if figure.kind == FigureKind::Duration {
            let years = self.figures.iter().find(|at| at.item.kind == FigureKind::Date);
            let year = figure.unit.as_deref().and_then(conversion::measure).is_none();
            return years.filter(|_| year).map(|at| at.item.range);
        }
        let found = topical.copied().or_else(only).or_else(lead);
        // "Bakers give away 900 loaves", where they "gave away 700 rolls".
        let otherwise = || {
            let kind = |at: &&&At<Figure>| at.item.kind == figure.kind && figure.kind == FigureKind::Count;
            let mut like = self.figures.iter().filter(kind).take(NEAR);
            let size = |other: &Figure| {
                let times = other.value.zip(figure.value).map_or(0.0, |(a, b)| a / b);
                (1.0 / ALIKE..ALIKE).contains(&times) && other.unit.is_some()
            };
            like.find(|at| {
                let common = common(check, title, at);
                is_telling(figure) && common >= 1 && size(&at.item)
            })
        };
        found.or_else(otherwise).map(|at| at.item.range)
    }

    fn is_in_lead(&self, check: &Check<'_>, at: &At<Figure>) -> bool {
        let first = self.figures.first().map_or(0, |first| first.block);
        at.block <= first && check.sentence_of(at).is_some()
    }
}

/// Whether a run of amounts of one unit is the figure: "seven men, four women and a child".
fn sums(amounts: &[(&Figure, f64)], figure: &Figure, said: Interval) -> bool {
    let mut runs: Vec<f64> = Vec::new();
    let mut like = amounts.iter().filter(|(other, _)| other.kind == figure.kind && is_amount(other));
    like.any(|(_, value)| {
        for run in &mut runs {
            *run += value;
        }
        let whole = runs.iter().any(|run| said.meets(Interval::exactly(*run)));
        runs.push(*value);
        if runs.len() > NEAR {
            runs.remove(0);
        }
        whole
    })
}

/// Whether a figure can be what a text has where its title has the other.
fn is_in_its_place(other: &Figure, title: &Figure) -> bool {
    let factors = factor(other).zip(factor(title));
    match title.kind {
        FigureKind::Ratio => matches!(other.kind, FigureKind::Percent | FigureKind::Ratio) || is_amount(other),
        FigureKind::Score => other.kind == title.kind,
        FigureKind::Measure => factors.is_some_and(|(one, other)| one.dimension == other.dimension),
        _ => other.value.is_some() && other.is_like(title),
    }
}

/// Whether a count of a text is large enough for the title's: "25,000 runners" are not what "at eight" tells, and "6 words" are not of
/// the size of a bare 14.
fn is_of_size(other: &Figure, title: &Figure) -> bool {
    if title.kind != FigureKind::Count || (other.unit.is_some() && title.unit.is_some()) {
        return true;
    }
    let (Some(a), Some(b)) = (other.value, title.value) else { return false };
    b > SMALL && a * TENFOLD >= b && b * TENFOLD >= a
}

/// From here on a bare number may be the count of a title.
const SMALL: f64 = 10.0;

/// Whether a figure of a title tells enough by itself: "$75m", "3.2%", "3-1", "9,000 nurses"; but not "five ways".
fn is_telling(figure: &Figure) -> bool {
    match figure.kind {
        FigureKind::Money | FigureKind::Percent | FigureKind::Score => true,
        FigureKind::Count => figure.unit.is_some() && figure.value.is_some_and(|value| value > 10.0),
        _ => false,
    }
}

fn is_amount(figure: &Figure) -> bool {
    matches!(
        figure.kind,
        FigureKind::Count
            | FigureKind::Money
            | FigureKind::Percent
            | FigureKind::Duration
            | FigureKind::Ratio
            | FigureKind::Measure
    )
}

fn factor(figure: &Figure) -> Option<Measure> {
    figure.unit.as_deref().and_then(conversion::measure)
}

/// A span without its ends.
fn inside(value: Interval) -> Interval {
    let wide = (value.high - value.low).min(1e15) * 0.02;
    Interval { low: value.low + wide, high: value.high - wide }
}

/// A title rounds, and so does who calculates.
fn rough(said: Interval) -> Interval {
    let slack = 0.03 * said.low.abs().max(said.high.abs()).min(1e15);
    Interval { low: said.low - slack, high: said.high + slack }
}

/// Whether a part in words is a percentage: "a third" is 34 per cent too.
fn is_share(figure: &Figure, percent: Interval) -> bool {
    let near = |share: f64| percent.meets(Interval { low: share * 100.0 - 4.0, high: share * 100.0 + 4.0 });
    figure.value.is_some_and(near)
}

/// How far "double" and "half" reach, as a part of them.
const TIMES: f64 = 0.15;

/// Whether something is so many times as much as a word says: "double" of 1.9.
fn is_times(figure: &Figure, times: f64) -> bool {
    figure.value.is_some_and(|value| {
        let near = |whole: f64| (times - whole).abs() <= TIMES * value;
        // "falls by a third"
        near(value) || near(1.0 - value) || near(1.0 + value)
    })
}

/// Whether the sentences of two figures have a word in common.
pub(super) fn shares(check: &Check<'_>, title: &At<Figure>, other: &At<Figure>) -> bool {
    let (Some(a), Some(b)) = (check.sentence_of(title), check.sentence_of(other)) else { return false };
    a.shares_topic(b) || common(check, title, other) > 0
}

/// How many stems the sentences of two figures have in common.
fn common(check: &Check<'_>, title: &At<Figure>, other: &At<Figure>) -> usize {
    words(check, title).zip(words(check, other)).map_or(0, |(a, b)| shared(a, b))
}

/// The stems of the words of the sentence of a figure.
fn words<'a>(check: &Check<'a>, at: &At<Figure>) -> Option<&'a [u32]> {
    let facts = &check.facts[at.block];
    let start = check.block(at.block).range.start;
    let place = |index: usize| facts.figures[index].range.shift(start).start;
    let from = facts.things.partition_point(|thing| place(thing.figure) < at.item.range.start);
    let thing = facts.things.get(from).filter(|thing| place(thing.figure) == at.item.range.start)?;
    Some(&thing.around.words)
}
