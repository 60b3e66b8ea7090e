//! Who made a document: "Keeper's survey", "a new Harlow report", "a study led by Ana Ruiz", "Harlow published a report".

use std::ops::Range;

use super::attribution::view::View;
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::{Class, NounKind};
use crate::language::tag::Tag;

/// Who a document is from, as far as the words around it tell.
pub(super) enum Maker {
    /// Words of the phrase itself, or behind it up to that token: "a Harlow report", "a survey by Delmar Research".
    Within(usize),
    /// Whoever the head of this noun phrase names, which stands elsewhere: "Harlow published a report".
    Apart(Range<usize>, usize),
}

/// Who made the document that `noun` is; `None` where that is not told or it is no document.
pub(super) fn maker(view: &View<'_>, noun: &NounPhrase) -> Option<Maker> {
    let kinds = view.reading.syntax.entry(noun.head).kinds;
    if !(kinds.has(NounKind::Document) || kinds.has(NounKind::Data)) {
        return None;
    }
    let names = |mut tokens: Range<usize>| {
        tokens.any(|i| {
            let day = view.is_any(i, &[Class::Day, Class::Month]);
            view.tag(i).is_some_and(Tag::is_name) && !day
        })
    };
    if let Some(end) = behind(view, noun).filter(|&end| names(noun.end..end) || noun.genitive.is_some()) {
        return Some(Maker::Within(end));
    }
    if names(noun.first..noun.head) {
        return Some(Maker::Within(noun.end));
    }
    issuer(view, noun)
}

/// Where "by Ana Ruiz", "conducted by Delmar", ", by Ana Ruiz,", "from the ministry" or "for the ministry" ends behind a noun phrase.
fn behind(view: &View<'_>, noun: &NounPhrase) -> Option<usize> {
    let mut at = noun.end;
    let comma = view.is_comma(at);
    at += usize::from(comma);
    if let Some(participle) = view
        .verb_at(at)
        .filter(|verb| verb.first == at && !verb.passive && view.tag(verb.main) == Some(Tag::Participle))
    {
        at = participle.end;
    }
    let by = view.is(at, Class::By) || !comma && view.is_any(at, &[Class::From, Class::For]);
    let maker = view.noun_at(at + 1).filter(|maker| by && maker.first == at + 1 && view.noun_is_human(maker))?;
    Some(view.right_extended(maker).tokens.end)
}

/// "Harlow published a report": the subject of the verb before the noun phrase.
fn issuer(view: &View<'_>, noun: &NounPhrase) -> Option<Maker> {
    let verb = view.verb_to(noun.first).filter(|verb| view.is(verb.main, Class::Issues) && !verb.passive)?;
    let source = view.subject(verb).filter(|source| source.antecedent.is_none())?;
    let subject = view.noun_at(source.head)?;
    // "they released figures" names nobody.
    let pronoun = view.entry(source.head).is_some_and(|entry| entry.pronoun.is_some());
    let human = view.noun_is_human(subject) && !pronoun;
    human.then_some(Maker::Apart(subject.first..subject.end, source.head))
}
