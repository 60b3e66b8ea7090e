//! Images and recordings that come from elsewhere: "footage posted on social media", "images released by the army".

use super::attribution::view::{Reading, View};
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::text::{TextRange, offset};

/// Images or recordings that the writer has from elsewhere.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Material {
    /// The words for them, with where they come from.
    pub range: TextRange,
    /// Index of the sentence.
    pub sentence: u32,
}

/// How far behind the noun stands how it was spread.
const NEAR: usize = 4;

/// And how far behind that stands where.
const WHERE: usize = 5;

/// And how far off what it shows.
const SHOWN: usize = 12;

/// Finds the images and recordings from elsewhere that a block tells of.
pub(super) fn materials(reading: &Reading<'_>) -> Vec<Material> {
    let mut found = Vec::new();
    for (number, sentence) in reading.syntax.sentences.iter().enumerate() {
        let view = View::new(reading, sentence.clone());
        let footage = |&i: &usize| view.is(i, Class::Footage) && !view.is_quoted(i);
        for i in sentence.clone().filter(footage) {
            if let Some(range) = spread(&view, i).filter(|_| is_of_others(&view, i)) {
                found.push(Material { range, sentence: offset(number) });
                break;
            }
        }
    }
    found
}

/// Whether the noun at token `i` names nobody's own pictures, and nothing that was filmed to be shown.
fn is_of_others(view: &View<'_>, i: usize) -> bool {
    let Some(noun) = view.noun_at(i).filter(|noun| noun.head == i) else { return false };
    let own = noun.genitive.is_some() || view.tag(noun.first) == Some(Tag::Possessive);
    let staged = (noun.first..noun.end).any(|j| view.is(j, Class::Staged) || view.tag(j).is_some_and(Tag::is_name));
    !own && !staged
}

/// From the noun at token `i` to where it was spread, if it was, and if the sentence tells what it shows.
fn spread(view: &View<'_>, i: usize) -> Option<TextRange> {
    let noun = view.noun_at(i)?;
    let first = (noun.first..i).find(|&j| !matches!(view.tag(j), Some(Tag::Adverb | Tag::Preposition))).unwrap_or(i);
    let depicts = |i: usize| view.is(i, Class::Depicts);
    let is_warring = |noun: &NounPhrase| {
        (noun.first..noun.end).any(|j| view.is(j, Class::Warring) || starts(view, j, Class::Warring))
    };
    // "the army released a video showing …".
    let giver = view.verb_to(noun.first).filter(|verb| view.is_any(verb.main, &[Class::Released, Class::Spread]));
    let giver = giver.and_then(|verb| view.noun_to(verb.first)).filter(|noun| is_warring(noun));
    if giver.is_some() && view.ahead(i + 1, NEAR).any(depicts) {
        return Some(view.syntax.range(first..i + 1));
    }
    let at = view
        .ahead(i + 1, NEAR)
        .find(|&j| view.is(j, Class::Spread) || starts(view, j, Class::Spread) || by(view, j))?;
    let end = if by(view, at) { view.noun_at(at + 2).filter(|noun| is_warring(noun))?.end } else { place(view, at)? };
    // "… of her from when she appeared": another clause.
    let clause = |&j: &usize| !matches!(view.tag(j), Some(Tag::Subordinator | Tag::RelativeAdverb));
    let shows = view.ahead(at, SHOWN).take_while(clause).any(depicts) || view.backwards(i, SHOWN).any(depicts);
    // "The photos shared on Twitter" can be a sentence, but not with another verb behind it.
    let finite = view.verb_at(at).is_some_and(|verb| verb.main == at && verb.finite && !verb.passive);
    (shows && (!finite || depicts(end))).then(|| view.syntax.range(first..end))
}

/// Where the words end that say where it was spread, by the word at token `at`; none where it is somebody's own place.
fn place(view: &View<'_>, at: usize) -> Option<usize> {
    let place = view.ahead(at + 1, WHERE).find(|&j| view.is(j, Class::Platform) || starts(view, j, Class::Platform))?;
    let phrase = view.syntax.phrase_from(place).filter(|_| starts(view, place, Class::Platform));
    let end = phrase.map_or(place + 1, |phrase| phrase.end);
    // "posted on his Facebook page", "posted on Twitter by the mayor": somebody answers for it.
    let own = (at..place).any(|j| view.tag(j) == Some(Tag::Possessive)) || view.is(end, Class::By);
    // "Telegram shows water" is tagged as three nouns.
    let goes_on = !view.is(end, Class::Depicts)
        && view.tag(end).is_some_and(|tag| tag.is_noun() || matches!(tag, Tag::Genitive | Tag::Possessive));
    (!own && !goes_on).then_some(end)
}

/// Whether a phrase of `class` begins at token `i`.
fn starts(view: &View<'_>, i: usize, class: Class) -> bool {
    let phrase = view.syntax.phrase_from(i);
    phrase.is_some_and(|phrase| view.syntax.lexicon.entry(phrase.entry).classes.has(class))
}

/// Whether "released by" or the like stands at token `i`.
fn by(view: &View<'_>, i: usize) -> bool {
    view.is(i + 1, Class::By)
        && view.tag(i) == Some(Tag::Participle)
        && view.is_any(i, &[Class::Released, Class::Spread])
}
