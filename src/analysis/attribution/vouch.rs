//! Who answers for the figures in what is said, and which ties are sure whatever people marked.

use super::content::Complement;
use super::feature::Feature;
use super::view::View;
use super::{Pattern, SourceSpan, Tie};
use crate::language::lexicon::{Class, CueClass, NumberRole, UnitKind};
use crate::language::tag::Tag;

/// In tenths: a verb of saying that so seldom brings in an object as what is said does something else with it.
const WEAK: u8 = 4;

impl View<'_> {
    /// Tells whether the source of a judged tie answers for the figures in what is said; `strength` is that of its verb, in tenths.
    pub(super) fn vouch(&self, tie: &mut Tie, strength: u8) {
        let features = tie.features;
        let object = matches!(tie.complement, Complement::Object | Complement::About | Complement::Gerund);
        let says = matches!(tie.class, CueClass::Say | CueClass::Know);
        let behind = matches!(tie.pattern, Pattern::Verb | Pattern::Passive | Pattern::PassiveBy);
        let nobody = tie.source.as_ref().is_some_and(|source| self.is_nobody(source));
        let weak = object && says && behind && strength <= WEAK;
        // "The storm hit 140 shops": what is hit is so whoever says it.
        let strikes = self.is(tie.main, Class::Strikes) && object && behind;
        // "Petrol prices showed the largest rise", "attacks continue to rise": what cannot speak does something else.
        let doing = object || tie.complement == Complement::Infinitive;
        let mute = doing && behind && tie.source.as_ref().is_some_and(|source| !self.can_speak(source));
        // Nor does who spends, commits or has, or may do so.
        let spends = self.is(tie.main, Class::Spends) && object;
        let may = features.has(Feature::Modal) && matches!(tie.class, CueClass::Plan | CueClass::Want);
        // A share of the people who were asked answers for nothing but itself: "41% say they pay 6% more".
        let share = tie.source.as_ref().is_some_and(|source| self.is_rate(source));
        // "Fairview saw receipts rise by 12 percent."
        // So does what has a weight: "the plane weighs 40 tonnes".
        let undergoes = self.is_any(tie.main, &[Class::Undergoes, Class::Dimension])
            && matches!(tie.complement, Complement::Clause | Complement::Object | Complement::About);
        // "Norvale ranks 3rd", "finished 32nd": where somebody stands.
        let stands =
            self.is(tie.main, Class::Places) && tie.content.first().is_some_and(|part| self.is_ordinal(part.start));
        // "71% of the stories were written by men": of what is written, and not in it.
        let written = tie.pattern == Pattern::PassiveBy
            && tie.class == CueClass::Write
            && tie.content.iter().all(|part| part.end <= tie.cue.start);
        // Who is spoken to vouches for nothing: "did you know that …?".
        let you = features.has(Feature::SourceYou);
        tie.vouches =
            !(nobody || weak || strikes || mute || spends || may || undergoes || share || stands || written || you);
    }

    /// Whether a judged tie holds a number that its source is sure to give.
    pub(super) fn is_sure(&self, tie: &Tie) -> bool {
        tie.features.has(Feature::HoldsNumber) && (self.pledges(tie) || self.counts(tie) || self.owns(tie))
    }

    fn is_named(tie: &Tie) -> bool {
        tie.features.has(Feature::SourceName) || tie.features.has(Feature::SourceOrganisation)
    }

    /// Whether the source is an organisation or a document.
    fn is_body(&self, tie: &Tie) -> bool {
        let acronym = tie.source.as_ref().is_some_and(|source| {
            let token = &self.reading.syntax.tokens[source.head];
            token.tag.is_name() && token.upper && !self.is(source.head, Class::Title)
        });
        acronym || tie.features.has(Feature::SourceOrganisation) || tie.features.has(Feature::SourceDocument)
    }

    /// Whoever pledges an amount answers for it, whatever people marked.
    fn pledges(&self, tie: &Tie) -> bool {
        let plans = (tie.class == CueClass::Plan && tie.complement == Complement::Infinitive)
            || self.is(tie.main, Class::Performative);
        Self::is_named(tie) && plans && !tie.features.has(Feature::Modal)
    }

    /// So does who counts or asks people: "the institute has counted 900 fires", "the firm surveyed 2,000 people".
    fn counts(&self, tie: &Tie) -> bool {
        let (features, named) = (tie.features, Self::is_named(tie));
        let counts = matches!(tie.class, CueClass::Report | CueClass::Show)
            && matches!(tie.complement, Complement::Object | Complement::Clause | Complement::ThatClause)
            && !features.has(Feature::Modal);
        let asks = || self.is(tie.main, Class::Survey) && named;
        // "Researchers found a 41% rise".
        let rate = || {
            let people = named || features.has(Feature::SourcePeople) || features.has(Feature::SourceThey);
            people && tie.class == CueClass::Show && self.begins_with_rate(tie)
        };
        // "Auditors found 300 errors", "a count in January found 2,100 of them", but not "the firm found $40 in the couch".
        let amount = || {
            let looks = tie.source.as_ref().is_some_and(|source| self.is_researcher(source));
            looks && self.begins_with_amount(tie)
        };
        counts && (self.is_body(tie) || asks() || rate() || amount())
    }

    /// "Pell's claim that 412 people died", "the agency's request of $41 billion".
    fn owns(&self, tie: &Tie) -> bool {
        tie.pattern == Pattern::Noun
            && (Self::is_named(tie) || self.is_body(tie) || tie.features.has(Feature::SourcePerson))
            && matches!(tie.complement, Complement::ThatClause | Complement::About)
            && self.holds_amount(tie)
    }

    /// Whether a source is somebody or holds words: a name, a pronoun, a person, a body, a document, data, or "an average of polls".
    fn can_speak(&self, source: &SourceSpan) -> bool {
        let head = source.antecedent.as_ref().map_or(source.head, |(_, head)| *head);
        let of = self
            .noun_at(head)
            .filter(|noun| self.is(noun.end, Class::Of))
            .and_then(|noun| self.noun_from(noun.end + 1));
        self.is_told_by(head) || of.is_some_and(|of| source.tokens.contains(&of.head) && self.is_told_by(of.head))
    }

    fn is_told_by(&self, head: usize) -> bool {
        let Some(entry) = self.entry(head) else { return true };
        let known = [
            Class::Generic,
            Class::Anonymous,
            Class::Anyone,
            Class::Firm,
            Class::Survey,
            Class::HeadlineSource,
            Class::Outcomes,
            Class::Evidence,
        ];
        let tells = |class| matches!(class, CueClass::Say | CueClass::Show | CueClass::Report);
        let word = matches!(self.tag(head), Some(Tag::Noun | Tag::Nouns | Tag::Gerund));
        !word
            || entry.kinds.is_some()
            || entry.noun.is_some_and(|cue| tells(cue.class))
            || entry.classes.has_any(&known)
    }

    /// "3rd", "third".
    fn is_ordinal(&self, i: usize) -> bool {
        self.number_word(i, NumberRole::Ordinal).is_some()
            || ["st", "nd", "rd", "th"].iter().any(|end| {
                self.text(i).strip_suffix(end).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
            })
    }

    /// Whether a source is a number, a percentage or "half".
    fn is_rate(&self, source: &SourceSpan) -> bool {
        self.tag(source.head) == Some(Tag::Number)
            || self.text(source.head) == "%"
            || self.is(source.head, Class::Half)
            || self.entry(source.head).is_some_and(|entry| entry.unit == Some(UnitKind::Percent))
    }

    /// Whether a percentage stands near the start of what is said.
    fn begins_with_rate(&self, tie: &Tie) -> bool {
        let percent =
            |i: usize| self.entry(i).is_some_and(|entry| entry.unit == Some(UnitKind::Percent)) || self.text(i) == "%";
        tie.content.first().is_some_and(|part| part.clone().take(6).any(percent))
    }

    /// "found an additional $10 billion", "found 300 errors": whether an amount or a number is what somebody found.
    fn begins_with_amount(&self, tie: &Tie) -> bool {
        let first = tie.content.first().map(|part| part.start);
        tie.complement == Complement::Object
            && first.and_then(|first| self.noun_from(first)).is_some_and(|noun| {
                (noun.first..noun.end).any(|i| matches!(self.tag(i), Some(Tag::Number | Tag::Symbol)))
            })
    }

    /// Whether what a noun brings in is a clause, or "of" an amount.
    fn holds_amount(&self, tie: &Tie) -> bool {
        let Some(part) = tie.content.first() else { return false };
        let amount = |i: usize| matches!(self.tag(i), Some(Tag::Number | Tag::Symbol));
        tie.complement == Complement::ThatClause
            || (self.is_any(part.start, &[Class::Of, Class::For]) && self.ahead(part.start + 1, 3).any(amount))
    }

    /// Whether what stands as a source is nobody: "nobody", "none of them", "no official"; not "no fewer than three officials".
    fn is_nobody(&self, source: &SourceSpan) -> bool {
        let first = source.tokens.start;
        // "Reality says that 40% are lost."
        if source.tokens.len() == 1 && self.is(source.head, Class::Wisdom) {
            return true;
        }
        self.is(first, Class::Negative) && !self.is(first, Class::Not) && !self.is(first + 1, Class::AfterShare)
    }
}
