//! Figures: amounts in digits or words, with unit, hedge and kind.

mod check;
mod number;
mod ratio;
mod spelled;

use std::sync::Arc;

use crate::language::Syntax;
use crate::language::lexicon::{Class, Hedge, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::language::words::Words;
use crate::text::TextRange;

use number::{Number, Numeral};

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
    /// Whether it is a claim about the world that a reader could ask to have checked.
    pub checkable: bool,
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

/// Finds the figures of a block.
pub(super) fn figures(syntax: &Syntax<'_>) -> Vec<Figure> {
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
const BEGIN: [Class; 4] = [Class::Month, Class::Indefinite, Class::Several, Class::Half];

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
        if let Some(ratio) = self.ratio(at) {
            return Some(ratio);
        }
        let currency = currency(self.text(at));
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
        };
        if currency.is_some() {
            figure.kind = FigureKind::Money;
        }
        match low.numeral {
            Numeral::Ordinal => figure.kind = FigureKind::Rank,
            Numeral::Times => figure.kind = FigureKind::Ratio,
            Numeral::Plain => {
                if let Some(code) = self.before(at).filter(|&i| figure.unit.is_none() && self.is_code(i)) {
                    (figure.kind, figure.unit) = (FigureKind::Money, Some(self.text(code).into()));
                }
                self.hedge_behind(&mut figure, &mut low);
                self.unit(&mut figure, &low);
                self.range_end(&mut figure, &low);
            }
            Numeral::Vague => self.unit(&mut figure, &low),
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
        figure.checkable = self.is_checkable(&figure);
        Some(figure)
    }

    /// "40-odd staff", "twenty-plus years", "50+ people": a hedge that is written onto the number.
    fn hedge_behind(&self, figure: &mut Figure, number: &mut Number) {
        let glued = number.glued_unit.as_deref().map(|unit| self.syntax.lexicon.find(unit).classes);
        let hedge = match glued {
            Some(classes) if classes.has(Class::Odd) => Hedge::About,
            Some(classes) if classes.has(Class::Plus) => Hedge::AtLeast,
            // "a 9,000-strong crowd"
            Some(classes) if classes.has(Class::Strong) => {
                number.glued_unit = None;
                return;
            }
            None if self.text(number.end) == "+" && !self.syntax.tokens[number.end].spaced => {
                figure.tokens.end += 1;
                figure.hedge = figure.hedge.or(Some(Hedge::AtLeast));
                return;
            }
            _ => return,
        };
        number.glued_unit = None;
        figure.hedge = figure.hedge.or(Some(hedge));
    }

    /// Reads the unit behind the number, and with it the kind.
    fn unit(&self, figure: &mut Figure, number: &Number) {
        if let Some(unit) = &number.glued_unit {
            self.set_unit(figure, unit);
            return;
        }
        let next = figure.tokens.end;
        if self.text(next) == "%" {
            figure.tokens.end += 1;
            figure.kind = FigureKind::Percent;
            figure.unit = Some("percent".into());
            return;
        }
        // "minus 40 C", "104 F": degrees, where nothing else begins so.
        if matches!(self.text(next), "C" | "F") && figure.kind == FigureKind::Count && self.is_degrees(next) {
            self.set_unit(figure, &format!("°{}", self.text(next)));
            return;
        }
        // "6 ft (1.8 m)", "1.8 m tall"
        let length = self.text(next) == "m" && figure.kind == FigureKind::Count;
        if length && figure.value.is_some_and(|value| value < 1000.0 && self.is_metres(figure.tokens.start, value)) {
            self.set_unit(figure, "metres");
            return;
        }
        let phrase = self.syntax.phrase_from(next);
        let phrase_unit = phrase.and_then(|p| Some((p.end, self.syntax.lexicon.entry(p.entry).unit?)));
        let unit = phrase_unit.or_else(|| {
            let unit = self.entry(next)?.unit?;
            Some((next + 1, unit))
        });
        match unit {
            Some((end, UnitKind::Percent)) => {
                figure.tokens.end = end;
                figure.kind = FigureKind::Percent;
                figure.unit = Some("percent".into());
            }
            Some((end, UnitKind::Money)) if figure.kind != FigureKind::Money => {
                figure.tokens.end = end;
                figure.kind = FigureKind::Money;
                figure.unit = Some(self.syntax.range(next..end).of_text(self.syntax.prose).into());
            }
            Some((end, kind)) if figure.kind != FigureKind::Money => {
                let unit = self.syntax.range(next..end).of_text(self.syntax.prose).to_owned();
                figure.kind = kind_of(kind);
                figure.unit = Some(unit.into());
            }
            None if figure.kind == FigureKind::Count => figure.unit = self.counted(next),
            _ => {}
        }
    }

    /// Whether a letter behind a number stands for degrees: no word goes on behind it, or one in small letters does.
    fn is_degrees(&self, letter: usize) -> bool {
        self.token(letter + 1).is_none_or(|next| !next.capital && next.kind != TokenKind::Number)
    }

    fn set_unit(&self, figure: &mut Figure, unit: &str) {
        let low = unit.to_lowercase();
        let id = self.syntax.lexicon.word(&low, crate::language::hash::of_bytes(low.as_bytes()));
        figure.unit = Some(unit.into());
        if unit.starts_with('°') {
            figure.kind = FigureKind::Measure;
        }
        if let Some(kind) = self.syntax.lexicon.entry(id).unit {
            figure.kind = kind_of(kind);
        }
    }

    /// The noun that is counted: the last of the nouns behind the number.
    fn counted(&self, next: usize) -> Option<Arc<str>> {
        let mut noun = None;
        for i in self.ahead(next, 5) {
            let tag = self.syntax.tokens[i].tag;
            // "from 412 last year"
            let goes_on = self.tag(i + 1).is_some_and(Tag::is_noun);
            if tag.is_noun() && noun.is_none() && self.is(i, Class::Time) && !goes_on {
                break;
            }
            if tag.is_noun() {
                noun = Some(i);
            } else if tag == Tag::Past && noun.is_none() && self.tag(i + 1) == Some(Tag::Nouns) {
                // "19 kidnapped students": the tag is that of the verb.
            } else if noun.is_some() || !(tag.is_adjective() || matches!(tag, Tag::Participle | Tag::Gerund)) {
                break;
            }
        }
        noun.map(|i| self.syntax.text(i).into())
    }

    /// Takes in the upper end of a range: "12-15%", "20 to 30 people", "£3m–£4m".
    fn range_end(&self, figure: &mut Figure, low: &Number) {
        let link = figure.tokens.end;
        let dash = self.kind(link) == Some(TokenKind::Dash);
        let links = match () {
            () if dash => !self.syntax.tokens[link].spaced,
            () if self.is(link, Class::RangeLink) => true,
            () if self.is(link, Class::Or) => low.small,
            () => self.is(link, Class::And) && self.before_is(figure.tokens.start, Class::Between),
        };
        if !links {
            return;
        }
        let currency = currency(self.text(link + 1));
        let Some(high) = self.number(link + 1 + usize::from(currency.is_some())) else { return };
        if high.numeral != Numeral::Plain
            || high.glued_unit.is_some()
            || (currency.is_some() && figure.kind != FigureKind::Money)
        {
            return;
        }
        // "dropped 4 percent to 39.8 percent"
        let own = figure.kind == FigureKind::Percent && !dash;
        let changes =
            self.before(figure.tokens.start).is_some_and(|i| self.is_any(i, &[Class::Rise, Class::Fall, Class::By]));
        if own && changes {
            return;
        }
        // "from 50 to 75" are two figures: the change is what is told.
        if self.before_is(figure.tokens.start, Class::FromTo) && !dash {
            // "from 2.4 to 2.9 million"
            if let (Some(value), Some(top)) = (figure.value, high.value)
                && high.scale > 1.0
                && low.scale <= 1.0
                && value < 1000.0
                && value * high.scale <= top * 10.0
            {
                (figure.value, figure.step) = (Some(value * high.scale), figure.step * high.scale);
            }
            return;
        }
        let mut both = Figure { tokens: figure.tokens.start..high.end, high: high.value, ..figure.clone() };
        if figure.kind == FigureKind::Percent {
            // "climbed 12% to 45,200": the other end has to be in percent by itself.
            (both.kind, both.unit) = (FigureKind::Count, None);
        }
        self.unit(&mut both, &high);
        let score = dash && low.value > high.value && both.kind == FigureKind::Count;
        if score {
            both.kind = FigureKind::Score;
        } else if figure.kind == FigureKind::Percent && both.kind != FigureKind::Percent {
            return;
        }
        // "3-4 million": the magnitude is the one of both.
        if let (Some(value), Some(top)) = (both.value, both.high)
            && high.scale > 1.0
            && low.scale <= 1.0
            && value * high.scale <= top * 10.0
            && !score
        {
            both.value = Some(value * high.scale);
        }
        *figure = both;
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

fn kind_of(unit: UnitKind) -> FigureKind {
    match unit {
        UnitKind::Percent => FigureKind::Percent,
        UnitKind::Duration => FigureKind::Duration,
        UnitKind::Money => FigureKind::Money,
        UnitKind::Measure => FigureKind::Measure,
        UnitKind::Score => FigureKind::Count,
        UnitKind::Age => FigureKind::Age,
    }
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

    /// Whether a word is the code of a currency: "USD", "Rs".
    fn is_code(&self, i: usize) -> bool {
        self.is(i, Class::CurrencyCode) && self.text(i).starts_with(char::is_uppercase)
    }
}

fn currency(text: &str) -> Option<&'static str> {
    Some(match text {
        "$" => "$",
        "£" => "£",
        "€" => "€",
        "¥" => "¥",
        "₹" => "₹",
        "₽" => "₽",
        "₴" => "₴",
        "₿" => "₿",
        _ => return None,
    })
}
