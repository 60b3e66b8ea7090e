//! Words that bring in a claim without saying whose it is: "it is believed", "reportedly".

use super::attribution::view::Reading;
use super::attribution::{Complement, Pattern, Tie};
use super::facts::Vague;
use crate::language::lexicon::{Case, Class, CueClass, Gender, Weasel};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// Finds the words of a block that bring in a claim without saying whose it is, in order.
pub(super) fn vague(reading: &Reading<'_>, ties: &[Tie]) -> Vec<Vague> {
    let syntax = reading.syntax;
    let mut found: Vec<Vague> = Vec::new();
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        let mut at = sentence.start;
        let mut phrases = syntax.phrases_in(sentence).iter().peekable();
        while at < sentence.end {
            while phrases.next_if(|phrase| phrase.first < at).is_some() {}
            let phrase = phrases.peek().filter(|phrase| phrase.first == at);
            let phrase = phrase.and_then(|phrase| Some((syntax.lexicon.entry(phrase.entry).weasel?, phrase.end)));
            let weasel = phrase.or_else(|| Some((syntax.entry(at).weasel?, at + 1)));
            let weasel = weasel.or_else(|| Some((Weasel::Passive, impersonal(reading, ties, at)?)));
            // "it is said by the mayor"
            let named = |end: usize| {
                let first = ties.partition_point(|tie| tie.cue.start < at);
                let mut here = ties[first..].iter().take_while(|tie| tie.cue.start < end);
                here.any(|tie| tie.pattern == Pattern::PassiveBy && tie.source.is_some())
            };
            let told = |(_, end): &(Weasel, usize)| {
                reading.quoted[at] == 0 && !named(*end) && !is_happening(reading, at, *end)
            };
            match weasel.filter(told) {
                Some((kind, end)) => {
                    found.push(Vague { range: syntax.range(at..end), kind, sentence: crate::text::offset(number) });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// "The day after it was reported, …": when "it" became known, and no claim.
fn is_happening(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let syntax = reading.syntax;
    let pronoun = syntax.entry(at).pronoun.is_some();
    let opens = |tag: Tag| matches!(tag, Tag::Preposition | Tag::Subordinator | Tag::RelativeAdverb);
    let behind = at.checked_sub(1).is_some_and(|before| opens(syntax.tokens[before].tag));
    let ends =
        syntax.tokens.get(end).is_none_or(|token| token.kind != TokenKind::Word || token.tag == Tag::Preposition);
    let that = syntax.tokens.get(end).is_some() && syntax.entry(end).classes.has(Class::That);
    pronoun && behind && ends && !that
}

/// "It was noted that", "it has often been observed that": where the cue ends of a verb of saying whose subject "it" stands for what is said,
/// and which names nobody. What "should be noted" the writer notes.
fn impersonal(reading: &Reading<'_>, ties: &[Tie], at: usize) -> Option<usize> {
    let syntax = reading.syntax;
    let pronoun = syntax.entry(at).pronoun?;
    if pronoun.gender != Gender::Neuter || pronoun.case != Case::Subject {
        return None;
    }
    let first = ties.partition_point(|tie| tie.cue.start <= at);
    let tie = ties[first..].iter().find(|tie| tie.cue.start <= at + 2)?;
    let says = matches!(tie.class, CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Think | CueClass::Know);
    let nobody = tie.source.is_none() && tie.pattern == Pattern::Passive && tie.complement == Complement::ThatClause;
    let own = (at..tie.cue.end).any(|i| syntax.entry(i).classes.has(Class::Modal));
    (says && nobody && !own).then_some(tie.cue.end)
}
