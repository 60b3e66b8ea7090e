//! Differences of two shares: "63% of men and 41% of women, a gap of 22%", "The difference between the two is 22%".

use super::share_told::is_told;
use super::{Relation, RelationKind, Scan, Way};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far from a figure the word for the difference may stand: "The gap between women and men in the north is therefore 22%".
const NEAR: usize = 12;

impl Scan<'_> {
    /// Finds what two shares of the sentence, or of the one before, are told to differ by.
    pub(super) fn differences(&self, before: Option<&Scan<'_>>, found: &mut Vec<Relation>) {
        if !self.any_is(self.span.clone(), Class::Difference) {
            return;
        }
        let here = self.percents();
        let Some(&by) = here.iter().find(|&&by| self.is_difference(by)) else { return };
        let others: Vec<usize> = match here.len() {
            1 => before.map(Scan::percents).unwrap_or_default(),
            _ => here.into_iter().filter(|&index| index != by).collect(),
        };
        if let [from, to] = others[..]
            && !is_told(by, found)
        {
            self.relate(RelationKind::Change(Way::Either), &[from, to, by], found);
        }
    }

    fn percents(&self) -> Vec<usize> {
        self.here.clone().filter(|&index| self.figures[index].kind == FigureKind::Percent).collect()
    }

    /// "a gap of 22%", "a 22% gap", "the difference is 22%".
    fn is_difference(&self, by: usize) -> bool {
        // "a 64%-27% advantage"
        if self.figures[by].high.is_some() || self.in_points(by) {
            return false;
        }
        let tokens = &self.figures[by].tokens;
        let word = |i: usize| self.is(i, Class::Difference);
        let Some(led) = self.before_figure(by) else { return false };
        let behind = self.ahead(tokens.end, 2).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).any(word);
        let of = self.is_any(led, &[Class::Of, Class::At, Class::By]) && self.backwards(led, 3).any(word);
        let verb = self.tag(led).is_some_and(Tag::is_finite) || self.is_any(led, &[Class::Be, Class::To, Class::At]);
        behind || of || verb && self.backwards(led, NEAR).any(word)
    }
}
