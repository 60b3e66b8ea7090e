//! Parts, multiples and ratios: "half of", "two thirds", "one in five", "10 times as many", "five- to tenfold", "odds of 3 to 1".

use super::{Figure, FigureKind, Numeral, Reason, Scan, Worth};
use crate::language::lexicon::{Class, NumberRole, UnitKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// Words of change, behind which a part is by how much.
const CHANGES: [Class; 4] = [Class::Rise, Class::Fall, Class::Upward, Class::Downward];

impl Scan<'_> {
    /// A part or a multiple at token `at`, or a part of a magnitude: "half a million people".
    pub(super) fn ratio(&self, at: usize) -> Option<Figure> {
        if let Some(figure) = self.fold_range(at).or_else(|| self.rough(at)) {
            return Some(figure);
        }
        let (value, end) = self.share(at).or_else(|| self.one_in(at)).or_else(|| self.half(at))?;
        let mut figure = self.told(at, end, Some(value));
        if let Some(end) = self.percent_behind(end).filter(|_| value < 1.0) {
            // "half a percent"
            figure = self.told(at, end, Some(value));
            (figure.kind, figure.unit) = (FigureKind::Percent, Some("percent".into()));
            return Some(figure);
        }
        let magnitude = self.number_word(end.wrapping_sub(1), NumberRole::Scale).is_some();
        if let Some((scale, end)) = self.magnitude_of(end) {
            figure = self.told(at, end, Some(value * scale));
            figure.step = value * scale;
            self.count(&mut figure);
        } else if magnitude {
            figure.step = value;
            self.count(&mut figure);
        }
        Some(figure)
    }

    /// Where "percent", "per cent" at token `at` ends.
    fn percent_behind(&self, at: usize) -> Option<usize> {
        let phrase =
            self.syntax.phrase_from(at).map(|phrase| (phrase.end, self.syntax.lexicon.entry(phrase.entry).unit));
        let word = || Some((at + 1, self.entry(at)?.unit));
        phrase.or_else(word).filter(|(_, unit)| *unit == Some(UnitKind::Percent)).map(|(end, _)| end)
    }

    fn told(&self, at: usize, end: usize, value: Option<f64>) -> Figure {
        let mut figure = self.dated(at, end);
        figure.kind = FigureKind::Ratio;
        figure.value = value;
        figure.hedge = self.hedge(at);
        figure.checkable = true;
        figure.worth = Worth::Checkable;
        figure
    }

    /// A part that is told without a number: "the majority of voters", "double-digit growth".
    fn rough(&self, at: usize) -> Option<Figure> {
        let counted =
            |i: usize| self.tag(i).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Tag::Determiner);
        let whom = self.text(at + 2).starts_with("who");
        let majority = self.is(at, Class::Majority)
            && ((self.is(at + 1, Class::Of) && (counted(at + 2) || whom))
                || self.kind(at + 1) == Some(TokenKind::Open));
        let digits = self.text(at).to_lowercase().split_once('-').is_some_and(|(number, digit)| {
            let times = &self.syntax.lexicon.find(number).numbers;
            self.syntax.lexicon.find(digit).classes.has(Class::Digit)
                && times.iter().any(|(role, _)| *role == NumberRole::Times)
        });
        // "by double digits"
        let apart = self.is(at + 1, Class::Digit) && self.number_word(at, NumberRole::Times).is_some();
        (majority || digits || apart).then(|| {
            let mut figure = self.told(at, at + 1 + usize::from(apart), None);
            if !majority {
                figure.worth = Worth::Doubtful(Reason::Rough);
            }
            figure
        })
    }

    /// Makes a part of a magnitude a count of what stands behind it.
    fn count(&self, figure: &mut Figure) {
        let end = figure.tokens.end;
        if self.entry(end).and_then(|entry| entry.unit) == Some(UnitKind::Money) {
            (figure.kind, figure.unit) = (FigureKind::Money, Some(self.text(end).into()));
            figure.tokens.end = end + 1;
            figure.range = self.syntax.range(figure.tokens.clone());
            return;
        }
        figure.unit = self.counted(end);
        if figure.unit.is_some() {
            figure.kind = FigureKind::Count;
        }
    }

    /// "of a million": a magnitude that something is a part of.
    fn magnitude_of(&self, of: usize) -> Option<(f64, usize)> {
        (self.is(of, Class::Of) && self.is(of + 1, Class::Indefinite)).then_some(())?;
        Some((self.number_word(of + 2, NumberRole::Scale)?, of + 3))
    }

    /// "five- to tenfold", "two to threefold".
    fn fold_range(&self, at: usize) -> Option<Figure> {
        let low = self.number_word(at, NumberRole::Unit).or_else(|| self.text(at).parse().ok())?;
        let link = at + 1 + usize::from(self.kind(at + 1) == Some(TokenKind::Dash));
        if !self.is_any(link, &[Class::RangeLink, Class::Or, Class::To]) {
            return None;
        }
        let high = self.number(link + 1).filter(|high| high.numeral == Numeral::Times)?;
        let folds = self.text(high.end - 1).to_lowercase().ends_with("fold");
        let mut figure = self.told(at, high.end, Some(low));
        figure.high = high.value;
        (folds && high.value? > low).then_some(figure)
    }

    /// Makes "10 times as many" and "a ratio of 3 to 1" what they are.
    pub(super) fn compare(&self, figure: &mut Figure) {
        let end = figure.tokens.end;
        // "grew 2.5 times"
        let grew = || self.before(figure.tokens.start).is_some_and(|i| self.is_any(i, &[Class::Rise, Class::Fall]));
        let times = figure.kind == FigureKind::Count
            && self.is(end, Class::Times)
            && (self.is_any(end + 1, &[Class::AfterShare, Class::Definite, Class::That])
                || self.tag(end + 1) == Some(Tag::Comparative)
                || grew());
        if times {
            figure.kind = FigureKind::Ratio;
        }
        // "odds of 3 to 1", "a vote of 52 to 48": the greater first, as no range has it.
        let against = figure.high.zip(figure.value).is_some_and(|(high, low)| high < low);
        if against && figure.kind == FigureKind::Count {
            figure.kind = FigureKind::Score;
        }
    }

    /// "3:2", where the words around it tell of a ratio or of odds, and of no time.
    pub(super) fn is_ratio_mark(&self, at: usize) -> bool {
        let near = |i: usize| self.is(i, Class::RatioNoun);
        self.backwards(at, 6).any(near) || self.ahead(at + 1, 2).any(near)
    }

    /// "two thirds", "a quarter of", "one third".
    fn share(&self, at: usize) -> Option<(f64, usize)> {
        let article = self.is(at, Class::Indefinite);
        // "a mere quarter of"
        if article
            && self.is(at + 3, Class::Of)
            && self.entry(at + 1).is_some_and(|entry| entry.hedge.is_some())
            && let Some(part) = self.number_word(at + 2, NumberRole::Part)
        {
            return Some((1.0 / part, at + 3));
        }
        let count = if article { 1.0 } else { self.number_word(at, NumberRole::Unit)? };
        let part = self.number_word(at + 1, NumberRole::Part)?;
        if self.is(at + 1, Class::Half) && article {
            // "a half million"
            if let Some(scale) = self.number_word(at + 2, NumberRole::Scale) {
                return Some((0.5 * scale, at + 3));
            }
            // "a half", "a half percent", but "half a" and "a half hour" are none.
            let whole = self.is(at + 2, Class::Of) || self.is_changed_by(at) || self.percent_behind(at + 2).is_some();
            return whole.then_some((0.5, at + 2));
        }
        // "a third term", "one quarter": an order or a span of time, unless a whole follows.
        let whole = self.is_any(at + 2, &[Class::Of, Class::To, Class::AfterShare]) || self.is_changed_by(at);
        let plural = self.text(at + 1).ends_with('s');
        // "the final two quarters", "three straight quarters": times of a year, and no parts.
        let quarters = part == 4.0
            && plural
            && (count / part != 0.75 || self.before(at).is_some_and(|i| self.is_any(i, &[Class::Span, Class::Streak])));
        // "recovered less than a third."
        let hedged = self.is_hedged_clearly(at) && self.ends_at(at + 2);
        // "A quarter had cut back", "a third were closed", but "a third was closed": the third one.
        let verb = self.tag(at + 2).filter(|tag| article && tag.is_finite());
        let answers = verb.is_some_and(|tag| part > 3.0 || tag == Tag::Present || self.text(at + 2) == "were");
        ((whole || plural || hedged || answers) && !quarters).then_some((count / part, at + 2))
    }

    /// "less than", "almost" before token `at`, but not "under", which may stand before a person: "begun under a second".
    fn is_hedged_clearly(&self, at: usize) -> bool {
        let lexicon = self.syntax.lexicon;
        let phrase = self.syntax.phrases_to(at).any(|phrase| lexicon.entry(phrase.entry).hedge.is_some());
        let adverb = self.before(at).is_some_and(|i| self.tag(i) == Some(Tag::Adverb));
        phrase || (adverb && self.hedge(at).is_some())
    }

    /// Whether a phrase ends before token `i`.
    fn ends_at(&self, i: usize) -> bool {
        self.kind(i).is_none_or(|kind| {
            matches!(
                kind,
                TokenKind::Stop | TokenKind::Comma | TokenKind::Open | TokenKind::Close | TokenKind::Semicolon
            )
        })
    }

    /// "one in five", "three out of four".
    fn one_in(&self, at: usize) -> Option<(f64, usize)> {
        let part = self.number(at).filter(|n| n.numeral == Numeral::Plain && n.small)?;
        let middle = part.end;
        let whole = if self.is(middle, Class::In) {
            middle + 1 + usize::from(self.is(middle + 1, Class::Every))
        } else if self.is(middle, Class::Of) && self.is(middle + 1, Class::Every) {
            middle + 2
        } else if self.is(middle, Class::Out) && self.is(middle + 1, Class::Of) {
            middle + 2 + usize::from(self.is(middle + 2, Class::Every))
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
        let of_order = self
            .before(at)
            .is_some_and(|i| self.number_word(i, NumberRole::Ordinal).is_some() || self.is(i, Class::HalfOf));
        if !self.is(at, Class::Half) || of_order {
            return None;
        }
        if self.is(at + 1, Class::Indefinite) {
            if self.percent_behind(at + 2).is_some() {
                return Some((0.5, at + 2));
            }
            let scale = self.number_word(at + 2, NumberRole::Scale)?;
            return Some((scale / 2.0, at + 3));
        }
        // "cut in half"
        let cut = self.before(at).is_some_and(|i| {
            let phrase = self.syntax.phrase_from(i);
            phrase.is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Multiply))
        });
        // "half of", "fall by half"
        let by = self.before_is(at, Class::By);
        // "more than half returned", "over half (51.6%)"
        let behind = self.tag(at + 1).is_some_and(Tag::is_finite) || self.ends_at(at + 1);
        let told = (behind && self.hedge(at).is_some())
            || by
            || self.is_any(at + 1, &[Class::Of, Class::AfterHalf])
            || cut
            || self.is_changed_by(at);
        told.then_some((0.5, at + 1))
    }

    /// Whether a part at token `at` is what something changes by: "rose by almost a third", "a drop of a quarter", "is down a fifth".
    fn is_changed_by(&self, at: usize) -> bool {
        // "rose by a quarter point", "rose a third time"
        let end = at + if self.is(at, Class::Half) { 1 } else { 2 };
        if self.tag(end).is_some_and(Tag::is_noun) || self.is_any(end, &[Class::Points, Class::Indefinite]) {
            return false;
        }
        let hedged = |i: &usize| {
            self.is(*i, Class::Than)
                || self.syntax.entry(*i).hedge.is_some()
                || self.tag(*i) == Some(Tag::Adverb)
                || self.tag(*i) == Some(Tag::Comparative)
        };
        // "by more than a third"
        let more = |i: usize| self.is(i + 1, Class::Than);
        let lead = self.backwards(at, 5).find(|&i| !hedged(&i) || (self.is_any(i, &CHANGES) && !more(i)));
        let Some(lead) = lead else { return false };
        let noun = |i: usize| self.is_any(i, &CHANGES);
        // "45 of the 90 members, or a third,"
        let or = self.is(lead, Class::Or)
            && self.before(lead).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma))
            && self.kind(end).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop));
        or || self.is(lead, Class::By) && !self.before_is(lead, Class::Of)
            || (self.is(lead, Class::Of) && self.before(lead).is_some_and(noun))
            || (noun(lead) && self.syntax.tokens[lead].tag != Tag::Comparative)
    }
}
