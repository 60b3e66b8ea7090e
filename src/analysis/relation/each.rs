//! Amounts for each of those that are counted: "$10 million for 500 pupils, or $20,000 per head".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;

impl Scan<'_> {
    /// Finds amounts that are told of all together and of each.
    pub(super) fn for_each(&self, found: &mut Vec<Relation>) {
        for each in self.here.clone().skip(2).filter(|&each| self.is_amount(each) && self.is_for_each(each)) {
            let (first, second) = (each - 2, each - 1);
            let counted = |index: usize| {
                let figure = &self.figures[index];
                figure.kind == FigureKind::Count
                    && figure.unit.is_some()
                    && figure.value.is_some_and(|value| value > 1.0)
            };
            let fits = |all: usize, count: usize| self.is_amount(all) && self.is_alike(all, each) && counted(count);
            let pair = [(first, second), (second, first)].into_iter().find(|&(all, count)| fits(all, count));
            if let Some((all, count)) = pair.filter(|_| self.runs_on(self.between(second, each))) {
                self.relate(RelationKind::Each, &[all, count, each], found);
            }
        }
    }

    /// "$20,000 per head", "$20,000 a pupil", "$20,000 each"; but not "$20,000 a year".
    fn is_for_each(&self, index: usize) -> bool {
        self.tells_each(self.figures[index].tokens.end)
    }

    /// Whether token `end`, behind an amount, says that each gets it: "per head", "a pupil", "for each house"; but not "a year".
    pub(super) fn tells_each(&self, end: usize) -> bool {
        let head = |i: usize| self.tag(i).is_some_and(Tag::is_noun) && !self.is(i, Class::Time);
        let for_each = self.is(end, Class::For) && self.is(end + 1, Class::Apiece);
        self.is(end, Class::Apiece) || for_each || (self.is_any(end, &[Class::Per, Class::Indefinite]) && head(end + 1))
    }
}
