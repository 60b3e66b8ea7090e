//! Lengths of time: told as a fact, or no more than the time of something else.

use super::judge::Judge;
use super::{Figure, Reason, Worth};
use crate::language::lexicon::Class;
use crate::language::tag::Tag;

impl Judge<'_> {
    /// A length of time that is told as a fact is a claim; one that sets a time is none: "in 24 hours", "the last five years".
    pub(super) fn duration(&self, figure: &Figure) -> Worth {
        if self.is_streak(figure) {
            return Worth::Checkable;
        }
        let behind = self.behind_unit(figure);
        // "30 seconds into his speech"
        let from_now = self.words.is(behind, Class::From) && self.words.is(behind + 1, Class::Now);
        let ago = self.words.opens(behind, Class::Ago) || self.words.is(behind, Class::Into) || from_now;
        if self.sets_time(figure) || ago || self.is_attributive(figure, behind) {
            return Worth::Not(Reason::Span);
        }
        // "for 79 days": somebody has counted.
        let runs = self
            .lead(figure)
            .is_some_and(|i| self.words.is(i, Class::For) || self.words.tag(i).is_some_and(Tag::is_verb));
        let exact =
            runs && figure.value.is_some_and(|value| value >= 13.0 && (value % 10.0 != 0.0 || figure.hedge.is_some()));
        let counted = exact && !matches!(figure.value, Some(24.0 | 48.0 | 72.0));
        if counted || self.is_length_of(behind) { Worth::Checkable } else { Worth::Doubtful(Reason::Span) }
    }

    /// "six weeks of training", "eight hours of questions": how long something went on.
    fn is_length_of(&self, behind: usize) -> bool {
        let noun = self.chunks.noun_at(behind + 1).filter(|noun| noun.first == behind + 1);
        self.words.is(behind, Class::Of) && noun.is_some_and(|noun| !self.words.is(noun.head, Class::Time))
    }

    /// Whether the words before a length of time make it the time of something else: "after two years", "the last five years".
    fn sets_time(&self, figure: &Figure) -> bool {
        let Some(lead) = self.lead(figure) else { return false };
        let words = &self.words;
        let known = words.is_any(lead, &[Class::Definite, Class::Demonstrative, Class::AllOf])
            || matches!(words.tag(lead), Some(Tag::Possessive | Tag::Genitive));
        let ranked = words.is(lead, Class::Span)
            && !words.is(lead, Class::In)
            && !words.is_any(lead, &[Class::Within, Class::Indefinite, Class::Quantifier]);
        // "in fewer than 10 minutes" tells how long it takes.
        let before = words.is(lead, Class::In) && figure.hedge.is_none();
        // "after 6-12 weeks" tells how long it takes.
        let range = figure.high.is_some()
            && words.tag(lead).is_some_and(|tag| matches!(tag, Tag::Preposition | Tag::Subordinator));
        let over =
            !words.is(lead, Class::In) && words.is_any(lead, &[Class::During, Class::Since, Class::Over, Class::Per]);
        known || (ranked && !range) || before || over
    }
}
