//! Changes and multiples that leave open what they are measured against: "rose 40%", "twice as likely".

use super::{Scan, Way};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::gap::{Gap, GapKind};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::words::Words;

impl Scan<'_> {
    /// Finds the changes and multiples of the sentence of which neither it nor the sentences beside it say from or than what.
    pub(super) fn baselines(&self, found: &mut Vec<Gap>) {
        let mut told = None;
        for index in self.here.clone() {
            let kind = match self.figures[index].kind {
                FigureKind::Percent if self.is_open_change(index) => GapKind::Baseline,
                FigureKind::Ratio if self.is_open_multiple(index) => GapKind::Comparison,
                FigureKind::Ratio if self.is_open_verb(index) => GapKind::Baseline,
                _ => continue,
            };
            if !*told.get_or_insert_with(|| self.tells_baseline()) {
                found.push(Gap { kind, range: self.figures[index].range });
            }
        }
    }

    /// Whether a percentage is what something has changed by, of itself and not by anybody's decision.
    fn is_open_change(&self, by: usize) -> bool {
        let figure = &self.figures[by];
        let told = figure.value.is_some() && matches!(self.way(by), Some(Way::Up | Way::Down));
        told && !self.in_points(by) && !self.is_yearly(by) && !self.is_wished(figure)
    }

    /// Whether a change is one that somebody has decided on, wants or expects: it is from what there is now.
    fn is_wished(&self, figure: &Figure) -> bool {
        let wished = |i: usize| {
            self.is_any(i, &[Class::Decided, Class::Modal, Class::Not])
                || matches!(self.tag(i), Some(Tag::Base | Tag::Modal | Tag::To))
        };
        self.backwards(figure.tokens.start, 6).any(wished)
            || self.backwards(figure.tokens.start, 9).any(|i| self.is(i, Class::Decided))
            || self.ahead(figure.tokens.end, 3).any(|i| self.is(i, Class::Decided))
    }

    /// "twice as likely", "three times more likely": with a word behind it that compares, and no "as" or "than" behind that.
    fn is_open_multiple(&self, index: usize) -> bool {
        let end = self.figures[index].tokens.end;
        let end = end + usize::from(self.is(end, Class::Times));
        let compares = self.is(end, Class::AfterShare) && self.tag(end + 1).is_some_and(Tag::is_adjective);
        let answered = |i: usize| self.is_any(i, &[Class::As, Class::Than]);
        compares && !(end + 1..self.span.end).any(answered)
    }

    /// "have tripled", "halves the risk": a verb of multiplying as the verb of the sentence.
    fn is_open_verb(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let verb = figure.tokens.start;
        let told = matches!(self.tag(verb), Some(Tag::Past | Tag::Participle | Tag::Presents));
        let verb = told && figure.tokens.len() == 1 && self.is(verb, Class::Multiply);
        // "a fivefold increase"
        let fold = self.text(figure.tokens.end - 1).ends_with("fold")
            && self.is_any(figure.tokens.end, &[Class::Rise, Class::Fall]);
        (verb || fold) && !self.is_wished(figure)
    }

    /// Whether the sentence, the one before it or the next says from or than what, or when; or to what, as then from what follows.
    fn tells_baseline(&self) -> bool {
        let syntax = self.syntax;
        let here = syntax.sentences.partition_point(|sentence| sentence.start < self.span.start);
        let start = syntax.sentences.get(here.wrapping_sub(1)).map_or(self.span.start, |sentence| sentence.start);
        let end = syntax.sentences.get(here + 1).map_or(self.span.end, |sentence| sentence.end);
        let both = Words { syntax, span: start..end };
        // Over the month or the year before, as a reader takes it.
        let dated = |i: usize| both.is_any(i, &[Class::Day, Class::Month]) || is_year(both.text(i));
        let reached =
            |index: usize| self.is_amount(index) && (self.led_by(index, Class::To) || self.led_by(index, Class::At));
        self.here.clone().any(reached) || both.span.clone().any(|i| both.is(i, Class::Baseline) || dated(i))
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1500..2100).contains(&year))
}
