//! What a figure is counted in, and the upper end of a range.

use std::sync::Arc;

use super::number::{Number, Numeral};
use super::{Figure, FigureKind, Scan};
use crate::language::lexicon::{Class, Hedge, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// "40-odd staff", "twenty-plus years", "50+ people": a hedge that is written onto the number.
    pub(super) fn hedge_behind(&self, figure: &mut Figure, number: &mut Number) {
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
    pub(super) fn unit(&self, figure: &mut Figure, number: &Number) {
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
        if matches!(self.text(next), "℃" | "℉") && figure.kind == FigureKind::Count {
            figure.tokens.end += 1;
            self.set_unit(figure, if self.text(next) == "℃" { "°C" } else { "°F" });
            return;
        }
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
        if self.text(next) == "in" && figure.kind == FigureKind::Count && self.is_inches(figure.tokens.start, next) {
            self.set_unit(figure, "inches");
            return;
        }
        // "Stage 2 has": a verb, and no hectares.
        let verb = self.is_any(next, &[Class::Have, Class::Be]);
        let phrase = self.syntax.phrase_from(next);
        let phrase_unit = phrase.and_then(|p| Some((p.end, self.syntax.lexicon.entry(p.entry).unit?)));
        let unit = phrase_unit.or_else(|| {
            let unit = self.entry(next).filter(|_| !verb)?.unit?;
            let token = &self.syntax.tokens[next];
            // "two real choices", "8 Rand Paul"
            let name = token.capital && self.tag(next + 1) == Some(Tag::Name);
            let other = unit == UnitKind::Money && (token.tag.is_adjective() || name);
            (!other).then_some((next + 1, unit))
        });
        // Nobody weighs millions of pounds as often as they are spent.
        let unit = unit.map(|(end, kind)| match kind {
            UnitKind::Measure if self.is(next, Class::Sterling) && number.scale >= 1e6 => (end, UnitKind::Money),
            kind => (end, kind),
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

    /// "hundreds of thousands of dollars": an amount without a number is of money.
    pub(super) fn money_of(&self, figure: &mut Figure) {
        let of = figure.tokens.end;
        let unit = self.entry(of + 1).and_then(|entry| entry.unit);
        if figure.kind == FigureKind::Count && self.is(of, Class::Of) && unit == Some(UnitKind::Money) {
            figure.kind = FigureKind::Money;
            figure.tokens.end = of + 2;
            figure.unit = Some(self.text(of + 1).into());
        }
    }

    /// Whether a letter behind a number stands for degrees: no word goes on behind it, or one in small letters does.
    fn is_degrees(&self, letter: usize) -> bool {
        self.token(letter + 1).is_none_or(|next| !next.capital && next.kind != TokenKind::Number)
    }

    /// "6 in. (15 cm)", "2 ft 6 in high": whether "in" behind a number stands for inches.
    fn is_inches(&self, number: usize, word: usize) -> bool {
        let stop = usize::from(self.text(word + 1) == "." && !self.syntax.tokens[word + 1].spaced);
        let foot = self.backwards(number, 2).find(|&i| self.kind(i).is_some_and(TokenKind::is_word));
        let foot = foot.is_some_and(|i| self.syntax.lexicon.find(self.text(i)).measure.is_some());
        let behind = word + 1 + stop;
        let alone =
            self.kind(behind).is_none_or(|kind| !kind.is_word()) || self.tag(behind).is_some_and(Tag::is_adjective);
        (stop == 1 && self.kind(behind) == Some(TokenKind::Open)) || foot && alone
    }

    pub(super) fn set_unit(&self, figure: &mut Figure, unit: &str) {
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
    pub(super) fn counted(&self, next: usize) -> Option<Arc<str>> {
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
    pub(super) fn range_end(&self, figure: &mut Figure, low: &Number) {
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
        let currency = self.currency(link + 1);
        let Some(high) = self.number(link + 1 + usize::from(currency.is_some())) else { return };
        // "2-10x faster"
        if high.numeral == Numeral::Times && dash && figure.kind == FigureKind::Count && figure.unit.is_none() {
            figure.tokens.end = high.end;
            (figure.kind, figure.high) = (FigureKind::Ratio, high.value);
            return;
        }
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
