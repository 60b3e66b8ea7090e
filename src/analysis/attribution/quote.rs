//! Quotations without a cue of their own, beside one that has one.

use std::ops::Range;

use super::content::Complement;
use super::source::SourceSpan;
use super::view::{Reading, View};
use super::{Pattern, Tie};
use crate::language::chunk::VerbGroup;
use crate::language::lexicon::{Class, CueClass};
use crate::language::token::TokenKind;

/// Gives each quotation that is a sentence of its own, and that no tie covers, to the tie that brought in speech last before it
/// in the block.
pub(super) fn beside(reading: &Reading<'_>, ties: &mut Vec<Tie>) {
    let mut acted = Vec::new();
    // Ties are in the order of their cues, and what a tie covers stands near its cue: one walk through both lists does.
    let mut next = 0;
    let mut speaker: Option<usize> = None;
    let mut guessed: Option<usize> = None;
    let mut covered = 0;
    for quotation in reading.quotations.iter().filter(|quotation| quotation.level == 0) {
        let span = &quotation.tokens;
        while next < ties.len() && ties[next].cue.end <= span.start {
            if speaks(reading, &ties[next]) {
                (speaker, guessed) = (Some(next), None);
            }
            covered = covered.max(reach(&ties[next]));
            next += 1;
        }
        let ahead = ties[next..]
            .iter()
            .take(4)
            .any(|tie| tie.content.iter().any(|part| part.start <= span.start + 1 && span.end <= part.end + 1));
        if covered >= span.end || ahead || quotation.words < 3 {
            continue;
        }
        let speech = quotation.may_be_speech();
        if let Some(tie) = speech.then(|| speaks_behind(reading, span)).flatten() {
            (guessed, covered) = (Some(acted.len()), reach(&tie));
            acted.push(tie);
            continue;
        }
        let Some(number) = sentence_from(reading, span.start) else {
            // "The panel noted that there may be issues, and I quote, “…”": whoever speaks earlier in the sentence.
            if let Some(speaker) = earlier_in_sentence(reading, &ties[..next], span.start) {
                ties[speaker].content.push(span.clone());
            } else if speech {
                acted.extend(acts_in_sentence(reading, span));
            }
            continue;
        };
        if let Some(tie) = guessed.and_then(|guessed| acted.get_mut(guessed)) {
            tie.content.push(span.clone());
        } else if let Some(speaker) = speaker.or_else(|| just_before(reading, &ties[..next], number)) {
            ties[speaker].content.push(span.clone());
        } else if let Some(tie) = acts_before(reading, number, span) {
            acted.push(tie);
        } else if speech && is_behind_colon(reading, span.start) {
            acted.extend(acts_in_sentence(reading, span));
        }
    }
    if !acted.is_empty() {
        ties.append(&mut acted);
        ties.sort_by_key(|tie| tie.cue.start);
    }
}

/// "Tarn shot back, “…”", "When Tarn closed (“…”), they rose", "In other words, explained Tarn: “…”": whoever the verb before it is
/// about says what stands in quotation marks.
fn acts_in_sentence(reading: &Reading<'_>, quotation: &Range<usize>) -> Option<Tie> {
    let sentences = &reading.syntax.sentences;
    // A colon may end the sentence.
    let number = sentences.partition_point(|sentence| sentence.start < quotation.start).checked_sub(1)?;
    let view = View::new(reading, sentences[number].clone());
    let before = &view.verbs()[..view.verbs().partition_point(|verb| verb.end <= quotation.start)];
    let active = |verb: &&VerbGroup| !verb.passive && reading.quoted[verb.main] == 0;
    let (verb, source) = before.iter().rev().take(NEAREST).filter(active).find_map(|verb| {
        let says = view.entry(verb.main)?.verb.is_some_and(|verb| verb.class == CueClass::Say);
        let behind = view.noun_at(verb.end).filter(|noun| says && noun.first == verb.end);
        let source = view.subject(verb).or_else(|| behind.map(|noun| view.right_extended(noun)))?;
        is_somebody(&view, &source).then_some((verb, source))
    })?;
    let tie = Tie::settled(Pattern::Nearby, Complement::Quotation, (verb.first..verb.end, verb.main), source);
    Some(Tie { content: vec![quotation.clone()], score: GUESSED, ..tie })
}

/// Whether a colon stands right before token `at`.
fn is_behind_colon(reading: &Reading<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| reading.syntax.tokens[before].kind == TokenKind::Colon)
}

/// "“…,” party spokeswoman Jo Tarn said", "“…,” Jo Tarn, who leads the party, wrote": whoever stands behind a quotation that goes on
/// in its sentence, before the first verb there.
fn speaks_behind(reading: &Reading<'_>, quotation: &Range<usize>) -> Option<Tie> {
    let (syntax, end) = (reading.syntax, quotation.end);
    // "“We are done.” Tarn said that …" begins anew.
    let last = syntax.tokens.get(end.checked_sub(2)?)?;
    let goes_on = last.kind != TokenKind::Stop || matches!(syntax.text(end - 2), "!" | "?");
    let number = syntax.sentences.partition_point(|sentence| sentence.start <= end).checked_sub(1)?;
    let view = View::new(reading, syntax.sentences.get(number).filter(|_| goes_on)?.clone());
    let first = view.noun_at(end).or_else(|| view.noun_at(end + 1)).filter(|noun| noun.first <= end + 1)?;
    let behind = &view.verbs()[view.verbs().partition_point(|verb| verb.first < first.end)..];
    // "Jo Tarn, who leads the party, wrote": the verb behind the aside, and the name before it.
    let aside = view.is_comma(first.end);
    let verb = if aside { behind.iter().rfind(|verb| verb.finite)? } else { behind.first()? };
    if reading.quoted[verb.main] != 0 {
        return None;
    }
    let says = syntax.entry(verb.main).verb.is_some_and(|verb| verb.class != CueClass::Seem);
    let quoted = verb.passive && view.is(verb.main, Class::Quotes);
    let noun = if aside { first } else { view.noun_to(verb.first).unwrap_or(first) };
    let source = view.right_extended(noun);
    let who = SourceSpan { head: noun.head, ..source };
    if !(verb.finite && (says && !verb.passive || quoted) && is_somebody(&view, &who)) {
        return None;
    }
    let tie = Tie::settled(Pattern::VerbAfter, Complement::Quotation, (verb.first..verb.end, verb.main), who);
    Some(Tie { content: vec![quotation.clone()], ..tie })
}

/// Whether a source is somebody who can speak, and not whoever "we", "you" or "anyone" is.
fn is_somebody(view: &View<'_>, source: &SourceSpan) -> bool {
    view.noun_at(source.head).is_some_and(|noun| {
        let other = view.entry(noun.head).and_then(|entry| entry.pronoun).is_none_or(|pronoun| pronoun.person == 3);
        let thing = view.is_any(noun.head, &[Class::Thing, Class::There, Class::Anyone]);
        let known = view.noun_is_human(noun) || view.is_any(noun.head, &[Class::Relation, Class::Kin]);
        known && other && !thing
    })
}

/// How many verbs before a quotation are asked for their subject.
const NEAREST: usize = 4;

/// "Jo Tarn was furious. “…”": whoever the one clause of the sentence before is about says what stands in quotation marks.
fn acts_before(reading: &Reading<'_>, number: usize, quotation: &Range<usize>) -> Option<Tie> {
    let sentences = &reading.syntax.sentences;
    let view = View::new(reading, sentences.get(number.checked_sub(1)?)?.clone());
    let verb = view.verbs().iter().find(|verb| verb.finite)?;
    let alone = !verb.passive && view.verbs().iter().filter(|verb| verb.finite).count() == 1;
    let source = view.subject(verb).filter(|_| alone)?;
    let whole = sentences.get(number).is_some_and(|sentence| sentence.start == quotation.start);
    let human = is_somebody(&view, &source);
    (human && whole).then(|| {
        let tie = Tie::settled(Pattern::Nearby, Complement::Quotation, (verb.first..verb.end, verb.main), source);
        Tie { content: vec![quotation.clone()], score: GUESSED, ..tie }
    })
}

/// How likely it is that whoever a sentence is about says what stands behind it.
const GUESSED: f32 = 0.5;

/// Behind the last token that a tie covers.
fn reach(tie: &Tie) -> usize {
    tie.content.iter().map(|part| part.end).max().unwrap_or(0)
}

/// Whether a tie brings in what somebody says in so many words.
fn speaks(reading: &Reading<'_>, tie: &Tie) -> bool {
    let direct = matches!(
        tie.pattern,
        Pattern::Verb | Pattern::VerbAfter | Pattern::Inverted | Pattern::Colon | Pattern::Nearby | Pattern::Phrase
    );
    let quoted =
        tie.complement == Complement::Quotation || tie.content.iter().any(|part| reading.quoted[part.start] != 0);
    tie.source.is_some() && direct && quoted
}

/// The last tie of the sentence before sentence `number` that has a source: "Smith called him a master of deals. “He …”".
fn just_before(reading: &Reading<'_>, ties: &[Tie], number: usize) -> Option<usize> {
    let sentence = reading.syntax.sentences.get(number.checked_sub(1)?)?;
    let near = ties.iter().enumerate().rev().take_while(|(_, tie)| tie.cue.start >= sentence.start);
    let named = |tie: &Tie| {
        let human = tie.source.as_ref().and_then(|source| reading.chunks.noun_at(source.head)).is_some_and(|noun| {
            let entry = reading.syntax.entry(noun.head);
            entry.kinds.is_human() || entry.pronoun.is_some() || reading.syntax.tokens[noun.head].tag.is_name()
        });
        human && !matches!(tie.pattern, Pattern::Noun | Pattern::Passive)
    };
    near.filter(|(_, tie)| named(tie)).map(|(i, _)| i).last()
}

/// The last tie of those in the same sentence as token `at` that says or writes something.
fn earlier_in_sentence(reading: &Reading<'_>, ties: &[Tie], at: usize) -> Option<usize> {
    let sentences = &reading.syntax.sentences;
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.start <= at).checked_sub(1)?)?;
    let says = |tie: &Tie| {
        matches!(tie.class, CueClass::Say | CueClass::Write)
            && tie.source.is_some()
            && matches!(tie.pattern, Pattern::Verb | Pattern::VerbAfter | Pattern::Inverted)
    };
    ties.iter().rposition(|tie| tie.cue.start >= sentence.start && says(tie))
}

/// The number of the sentence that begins at token `at`.
fn sentence_from(reading: &Reading<'_>, at: usize) -> Option<usize> {
    reading.syntax.sentences.binary_search_by_key(&at, |sentence| sentence.start).ok()
}
