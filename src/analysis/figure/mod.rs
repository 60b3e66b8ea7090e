//! Figures: amounts in digits or words, with unit, hedge and kind.

mod age;
mod called;
mod check;
mod date;
mod digits;
mod duration;
mod excuse;
mod judge;
mod limit;
mod name;
mod number;
mod plan;
mod ratio;
mod spelled;
mod unit;
mod worth;

use std::sync::Arc;

use crate::language::Syntax;
use crate::language::chunk::Chunks;
use crate::language::clause::Clauses;
use crate::language::lexicon::{Class, Hedge};
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

pub use age::OLDEST;
use number::{Number, Numeral};
pub use worth::{Reason, Worth};

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum FigureKind {
    /// Things or people.
    Count,
    /// Money.
    Money,
    /// Percent or percentage points.
    Percent,
    /// A part or a multiple: "half", "one in five", "doubled".
    Ratio,
    /// A place in an order: "200th".
    Rank,
    /// A length of time.
    Duration,
    /// A point in time.
    Date,
    /// A length, mass, amount of energy or data.
    Measure,
    /// An age.
    Age,
    /// The result of a vote or a match.
    Score,
    /// A number that counts nothing: a version, a designation.
    Other,
}

impl FigureKind {
    /// Its name in the export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Rank => "rank",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Score => "score",
            Self::Other => "other",
        }
    }
}

/// A figure in one block.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// Its digits or words with sign, magnitude and percent word; of a range both ends.
    pub range: TextRange,
    /// Index of its first token, and after its last.
    pub tokens: std::ops::Range<usize>,
    /// What it counts.
    pub kind: FigureKind,
    /// Its value, or the lower end of a range; `None` for "dozens" and their like.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// What its last printed digit stands for: 0.1 in "12.5", 100,000 in "3.4 million".
    pub step: f64,
    /// What it is counted in: "soldiers", "percent", "$".
    pub unit: Option<Arc<str>>,
    /// How exactly it is meant.
    pub hedge: Option<Hedge>,
    /// Whether it is a claim about the world that a reader could ask to have checked, if only perhaps.
    pub checkable: bool,
    /// The same with the reason, and whether there is doubt.
    pub worth: Worth,
}

impl Figure {
    /// The figure as a person would say it: `words`, which stand in its range, and its unit where that stands behind them.
    #[must_use]
    pub fn called(&self, words: &str) -> String {
        let apart = |unit: &&str| {
            let spelled = unit.chars().count() > 1 && !matches!(self.kind, FigureKind::Money | FigureKind::Percent);
            spelled && !words.to_lowercase().contains(&unit.to_lowercase())
        };
        self.unit.as_deref().filter(apart).map_or_else(|| words.to_owned(), |unit| format!("{words} {unit}"))
    }
}

/// Finds the figures of a block, and judges what each is worth as a claim.
pub(super) fn figures(syntax: &Syntax<'_>, chunks: &Chunks, clauses: &Clauses) -> Vec<Figure> {
    let mut found = read(syntax);
    judge::judge(syntax, chunks, clauses, &mut found);
    found
}

fn read(syntax: &Syntax<'_>) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for sentence in &syntax.sentences {
        let scan = Scan(Words { syntax, span: sentence.clone() });
        let mut at = sentence.start;
        while at < sentence.end {
            match scan.figure(at) {
                Some(figure) => {
                    at = figure.tokens.end.max(at + 1);
                    found.push(figure);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The words that are no number and begin a figure: "May 5", "a dozen", "several hundred", "half of".
const BEGIN: [Class; 5] = [Class::Month, Class::Indefinite, Class::Several, Class::Half, Class::Majority];

/// Reads the figures of one sentence.
pub(super) struct Scan<'a>(Words<'a>);

impl<'a> std::ops::Deref for Scan<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.0
    }
}

impl Scan<'_> {
    /// Whether a figure can begin at token `at`: most words are none, and one look tells.
    fn can_begin(&self, at: usize) -> bool {
        let token = &self.syntax.tokens[at];
        match token.kind {
            TokenKind::Number | TokenKind::Symbol => true,
            TokenKind::Word => {
                let entry = self.syntax.entry(at);
                !entry.numbers.is_empty() || entry.classes.has_any(&BEGIN) || self.text(at).contains('-')
            }
            _ => false,
        }
    }

    /// The figure that begins at token `at`.
    fn figure(&self, at: usize) -> Option<Figure> {
        if !self.can_begin(at) {
            return None;
        }
        if let Some(date) = self.date(at) {
            return Some(date);
        }
        if let Some(end) = self.grouped_code(at) {
            return Some(Figure { kind: FigureKind::Other, worth: Worth::Not(Reason::Name), ..self.dated(at, end) });
        }
        if let Some(ratio) = self.ratio(at) {
            return Some(ratio);
        }
        let currency = self.currency(at);
        let first = if currency.is_some() { at + 1 } else { at };
        let range = self.glued_range(first);
        let high = range.as_ref().and_then(|(_, high)| high.value);
        let mut low = range.map_or_else(|| self.number(first), |(low, _)| Some(low))?;
        let negative = self.is_negative(at, first);
        if negative {
            low.value = low.value.map(|value| -value);
        }
        if matches!(low.numeral, Numeral::Ordinal | Numeral::Times) && currency.is_some() {
            return None;
        }
        let mut figure = Figure {
            range: TextRange::default(),
            tokens: at..low.end,
            kind: FigureKind::Count,
            value: low.value,
            high,
            step: low.step,
            unit: currency.map(|sign| self.dollars_of(at).unwrap_or(sign).into()),
            hedge: self.hedge(at),
            checkable: false,
            worth: Worth::Not(Reason::Name),
        };
        if currency.is_some() {
            figure.kind = FigureKind::Money;
        }
        match low.numeral {
            Numeral::Ordinal => figure.kind = FigureKind::Rank,
            Numeral::Times => figure.kind = FigureKind::Ratio,
            Numeral::Plain if figure.unit.is_none() && self.is_inches_of(&low) => {
                (figure.kind, figure.unit) = (FigureKind::Other, Some("inches".into()));
            }
            Numeral::Plain => {
                if let Some(code) = self.before(at).filter(|&i| figure.unit.is_none() && self.is_code(i)) {
                    (figure.kind, figure.unit) = (FigureKind::Money, Some(self.text(code).into()));
                }
                self.hedge_behind(&mut figure, &mut low);
                self.unit(&mut figure, &low);
                self.range_end(&mut figure, &low);
            }
            Numeral::Vague => {
                self.unit(&mut figure, &low);
                self.money_of(&mut figure);
            }
            Numeral::Clock if self.is_ratio_mark(at) => {
                figure.kind = FigureKind::Ratio;
                figure.value = quotient(self.text(at));
            }
            Numeral::Year | Numeral::Clock => figure.kind = FigureKind::Date,
            Numeral::Age => figure.kind = FigureKind::Age,
            Numeral::Code => figure.kind = FigureKind::Other,
        }
        self.finish(figure, &low)
    }

    /// Gives the figure its range, and sorts out what is none.
    fn finish(&self, mut figure: Figure, low: &Number) -> Option<Figure> {
        // "1 of 41 patients": a part of a whole.
        let part = self.kind(figure.tokens.start) == Some(TokenKind::Number) && self.is(low.end, Class::Of);
        if low.bare_one && figure.kind == FigureKind::Count && !(part && self.number(low.end + 1).is_some()) {
            return None;
        }
        figure.range = self.syntax.range(figure.tokens.clone());
        if let (Some(end), true) = (low.digits_end, figure.tokens.end == low.end && figure.high.is_none()) {
            // "24-hour", "155mm": the figure is the number.
            figure.range.end = end;
        }
        self.sort(&mut figure, low);
        self.compare(&mut figure);
        Some(figure)
    }

    /// The hedge right before token `at`.
    fn hedge(&self, at: usize) -> Option<Hedge> {
        let lexicon = self.syntax.lexicon;
        // "add up to 12"
        if self.syntax.phrases_to(at).any(|phrase| lexicon.entry(phrase.entry).classes.has(Class::Makes)) {
            return None;
        }
        let hedge = self.syntax.phrases_to(at).find_map(|phrase| lexicon.entry(phrase.entry).hedge);
        hedge.or_else(|| {
            let before = self.before(at)?;
            self.syntax.entry(before).hedge
        })
    }
}

/// What "3:2" is.
fn quotient(text: &str) -> Option<f64> {
    let (a, b) = text.split_once(':')?;
    let (a, b): (f64, f64) = (a.parse().ok()?, b.parse().ok()?);
    (b != 0.0).then_some(a / b)
}

impl<'a> Scan<'a> {
    /// Whether a sign makes a number one below zero: "−12°C", "minus 12", but not "May–12" or "2010-12".
    fn is_negative(&self, at: usize, first: usize) -> bool {
        let Some(sign) = self.before(at) else { return false };
        let mark = matches!(self.text(sign), "−" | "-" | "–");
        let glued = mark && !self.syntax.tokens[at].spaced && self.syntax.tokens[sign].spaced;
        (glued || self.is(sign, Class::Minus)) && self.kind(first) == Some(TokenKind::Number)
    }

    /// The country of the dollars whose sign stands at token `at`, with the sign: "US$", "A$".
    fn dollars_of(&self, at: usize) -> Option<&'a str> {
        let country = self.before(at).filter(|_| self.text(at) == "$" && !self.syntax.tokens[at].spaced)?;
        let letters = self.text(country).len() <= 3 && self.text(country).bytes().all(|b| b.is_ascii_uppercase());
        letters.then(|| self.syntax.range(country..at + 1).of_text(self.syntax.prose))
    }

    /// The sign of a currency at token `i`.
    pub(super) fn currency(&self, i: usize) -> Option<&'static str> {
        self.token(i).filter(|token| token.kind == TokenKind::Symbol)?;
        self.syntax.lexicon.currency_sign(self.text(i))
    }

    /// Whether a word is the code of a currency: "USD", "Rs".
    fn is_code(&self, i: usize) -> bool {
        self.is(i, Class::CurrencyCode) && self.text(i).starts_with(char::is_uppercase)
    }
}
