//! Which numbers are dates, ages, names and designations, and which figures a reader could ask to have checked.

use super::number::Number;
use super::{Figure, FigureKind, Numeral, Scan};
use crate::language::lexicon::{Class, NumberRole};
use crate::language::token::TokenKind;


impl Scan<'_> {
    /// A date with a month at token `at`: "Nov. 8, 2016", "8 November".
    pub(super) fn date(&self, at: usize) -> Option<Figure> {
        let day = |i: usize| {
            let digits = self.text(i).trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) && digits.len() <= 2
        };
        let is_month = |i: usize| self.is(i, Class::Month) && self.syntax.tokens[i].capital;
        let mut end = if is_month(at) {
            if day(at + 1) {
                at + 2
            } else if self.is_year(at + 1) {
                return Some(self.dated(at + 1, at + 2));
            } else {
                return None;
            }
        } else if day(at) && self.sentence.contains(&at) {
            let month = if self.is(at + 1, Class::Of) { at + 2 } else { at + 1 };
            if !is_month(month) {
                return None;
            }
            month + 1
        } else {
            return None;
        };
        // "June 27-July 16", "May 2-4".
        while self.sentence.contains(&end) && self.syntax.tokens[end].kind == TokenKind::Dash {
            let next = end + 1 + usize::from(is_month(end + 1));
            if !day(next) {
                break;
            }
            end = next + 1;
        }
        let comma = usize::from(self.text(end) == ",");
        if self.is_year(end + comma) {
            end += comma + 1;
        }
        Some(self.dated(at, end))
    }

    fn is_year(&self, i: usize) -> bool {
        let text = self.text(i);
        text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
    }

    fn dated(&self, at: usize, end: usize) -> Figure {
        Figure {
            range: self.syntax.range(at..end),
            tokens: at..end,
            kind: FigureKind::Date,
            value: None,
            high: None,
            unit: None,
            hedge: None,
            checkable: false,
        }
    }

    /// A part or a multiple at token `at`: "half of", "two thirds", "a quarter of", "one in five", "three out of four".
    pub(super) fn ratio(&self, at: usize) -> Option<Figure> {
        let (value, end) = self.share(at).or_else(|| self.one_in(at)).or_else(|| self.half(at))?;
        let mut figure = self.dated(at, end);
        figure.kind = FigureKind::Ratio;
        figure.value = Some(value);
        figure.hedge = self.hedge(at);
        figure.checkable = true;
        Some(figure)
    }

    /// "two thirds", "a quarter of", "one third".
    fn share(&self, at: usize) -> Option<(f64, usize)> {
        let article = self.is(at, Class::Indefinite);
        let count = if article { 1.0 } else { self.role(at, NumberRole::Unit)? };
        let part = self.role(at + 1, NumberRole::Part)?;
        if self.text(at + 1).eq_ignore_ascii_case("half") && article {
            // "a half", but "half a" and "a half hour" are none.
            return self.is(at + 2, Class::Of).then_some((0.5, at + 2));
        }
        // "a third term", "one quarter": an order or a span of time, unless a whole follows.
        let whole = self.is(at + 2, Class::Of) || self.is(at + 2, Class::To) || matches!(self.text(at + 2), "more" | "less" | "as" | "larger" | "higher" | "lower");
        let plural = self.text(at + 1).ends_with('s');
        (whole || plural).then_some((count / part, at + 2))
    }

    /// "one in five", "three out of four".
    fn one_in(&self, at: usize) -> Option<(f64, usize)> {
        let part = self.number(at).filter(|n| n.numeral == Numeral::Plain && n.small)?;
        let middle = part.end;
        let whole = if self.is(middle, Class::In) {
            middle + 1 + usize::from(self.text(middle + 1) == "every")
        } else if self.text(middle) == "out" && self.is(middle + 1, Class::Of) {
            middle + 2 + usize::from(self.text(middle + 2) == "every")
        } else {
            return None;
        };
        let whole = self.number(whole).filter(|n| n.numeral == Numeral::Plain && n.glued_unit.is_none())?;
        let (low, high) = (part.value?, whole.value?);
        // "two in 2016": a year.
        (low < high && high <= 1000.0).then_some((low / high, whole.end))
    }

    /// "half of", "half the", "half a million", but not "the first half" or "half an hour ago".
    fn half(&self, at: usize) -> Option<(f64, usize)> {
        if !self.text(at).eq_ignore_ascii_case("half") {
            return None;
        }
        let ordinal = self.before(at, 1).is_some_and(|i| {
            self.role(i, NumberRole::Ordinal).is_some()
                || matches!(self.text(i).to_ascii_lowercase().as_str(), "other" | "better" | "top" | "bottom" | "back" | "latter" | "worse" | "upper" | "lower" | "a")
        });
        if ordinal {
            return None;
        }
        if self.is(at + 1, Class::Indefinite) {
            let scale = self.role(at + 2, NumberRole::Scale)?;
            return Some((scale / 2.0, at + 3));
        }
        let next = self.text(at + 1);
        let whole = self.is(at + 1, Class::Of) || matches!(next, "the" | "its" | "their" | "his" | "her" | "our" | "all" | "said" | "that" | "those" | "as" | "were" | "are" | "have" | "had" | "say" | "in");
        whole.then_some((0.5, at + 1))
    }

    /// Finds out what a number is by what stands around it.
    pub(super) fn sort(&self, figure: &mut Figure, number: &Number) {
        let first = figure.tokens.start;
        let text = self.text(figure.tokens.end).to_ascii_lowercase();
        let clock = matches!(text.as_str(), "a.m" | "p.m" | "a.m." | "p.m." | "am" | "pm" | "o'clock" | "o’clock");
        if clock && figure.kind == FigureKind::Count {
            figure.kind = FigureKind::Date;
        }
        if self.is_age(figure) {
            figure.kind = FigureKind::Age;
        }
        let plain = matches!(figure.kind, FigureKind::Count | FigureKind::Rank) && figure.hedge.is_none();
        if plain && number.scale <= 1.0 && self.is_designation(first, figure) {
            figure.kind = FigureKind::Other;
        }
    }

    /// "aged 65", ", 69," after a name, "22 years old".
    fn is_age(&self, figure: &Figure) -> bool {
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        if figure.value.is_none_or(|value| value > 120.0) || !matches!(figure.kind, FigureKind::Count | FigureKind::Duration) {
            return false;
        }
        let before = |n| self.before(first, n).map(|i| self.text(i).to_ascii_lowercase()).unwrap_or_default();
        let apposed = before(1) == ","
            && self.before(first, 2).is_some_and(|i| self.syntax.tokens[i].capital)
            && (matches!(self.text(end), "," | ".") || (!self.sentence.contains(&end)))
            && end == first + 1
            && !self.before(first, 2).is_some_and(|i| self.is(i, Class::Month));
        let old = matches!(self.text(end), "years" | "year") && self.text(end + 1) == "old";
        apposed || old || matches!(before(1).as_str(), "aged" | "age" | "turned" | "turning")
    }

    /// "Section 230", "No. 2", "Radio 4", "Group of 20", "# 3": a number that is a name or part of one.
    fn is_designation(&self, first: usize, figure: &Figure) -> bool {
        let Some(before) = self.before(first, 1) else { return false };
        let token = &self.syntax.tokens[before];
        let text = self.text(before);
        if text == "#" || matches!(text, "No." | "no." | "Nos." | "p." | "pp." | "Vol." | "Fig.") {
            return true;
        }
        let digits = self.syntax.tokens[first].kind == TokenKind::Number;
        let capital_word = !digits && self.syntax.tokens[first].capital && before > self.sentence.start && figure.kind == FigureKind::Count;
        // A name right before bare digits: but not the first word of the sentence, and not what a count follows.
        let named = digits
            && token.capital
            && token.tag.is_name()
            && before > self.sentence.start
            && !self.is(before, Class::Month)
            && !self.is(before, Class::Day)
            && figure.unit.is_none();
        let group_of = self.is(before, Class::Of) && self.before(before, 1).is_some_and(|i| matches!(self.text(i), "Group" | "Gang" | "Class"));
        named || group_of || (capital_word && token.tag != crate::language::tag::Tag::Punctuation)
    }

    /// Whether a reader could ask to have the figure checked: a claim about the world, and no trifle.
    pub(super) fn is_checkable(&self, figure: &Figure) -> bool {
        let value = figure.value;
        let large = value.is_none_or(|value| value >= 10.0);
        let decimal = value.is_some_and(|value| value.fract() != 0.0);
        match figure.kind {
            FigureKind::Date | FigureKind::Age | FigureKind::Other => false,
            FigureKind::Money | FigureKind::Percent | FigureKind::Score => true,
            FigureKind::Ratio => true,
            FigureKind::Rank => value.is_some_and(|value| value >= 22.0) && self.text(figure.tokens.end) != "century",
            FigureKind::Count => large || decimal || figure.high.is_some() || figure.hedge.is_some(),
            FigureKind::Duration => self.is_told_duration(figure),
            FigureKind::Measure => !self.is_attributive(figure) && (large || decimal || figure.hedge.is_some()),
        }
    }

    /// A length of time that is told as a fact, not a round span ("within 24 hours", "the last five years").
    fn is_told_duration(&self, figure: &Figure) -> bool {
        let Some(value) = figure.value else { return false };
        let glued = figure.range.end < self.syntax.range(figure.tokens.clone()).end;
        let span = self.before(figure.tokens.start, 1).is_some_and(|i| {
            let text = self.text(i).to_ascii_lowercase();
            matches!(text.as_str(), "last" | "next" | "past" | "previous" | "first" | "coming" | "within" | "every" | "following" | "in" | "after" | "a" | "another" | "the")
        });
        let round = matches!(value, 24.0 | 48.0 | 72.0 | 90.0 | 100.0) || value < 13.0 || (value % 10.0 == 0.0 && figure.hedge.is_none());
        !glued && !span && !round
    }

    /// "155 mm howitzer": the measure names what follows.
    fn is_attributive(&self, figure: &Figure) -> bool {
        let unit = figure.tokens.end;
        let glued = figure.range.end < self.syntax.range(figure.tokens.clone()).end;
        let next = if glued { unit } else { unit + 1 };
        let singular = glued || !self.text(unit).ends_with('s');
        let noun = self.sentence.contains(&next) && {
            let tag = self.syntax.tokens[next].tag;
            tag.is_noun() || tag.is_adjective() || matches!(tag, crate::language::tag::Tag::Participle | crate::language::tag::Tag::Gerund)
        };
        singular && noun && figure.hedge.is_none()
    }
}

