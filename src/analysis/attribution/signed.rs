//! Quotations that a name stands beside without a verb: "“…” — Maria Smith", "“…” (Smith)", and a line below that is a name; and
//! sentences that tell whose words stand before them.

use std::ops::Range;

use super::colon::label;
use super::content::Complement;
use super::model::Set;
use super::source::SourceSpan;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass, Form};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many tokens the line that signs a quotation has at most.
const SIGNATURE: usize = 80;

impl View<'_> {
    /// The tie of a name that signs what stands before it.
    pub(super) fn signed(&self) -> Option<Tie> {
        self.signature()
            .or_else(|| self.signs_block())
            .or_else(|| self.signs_sentences())
            .or_else(|| self.signs_quotation())
            .or_else(|| self.so_says())
            .or_else(|| self.is_answer())
    }

    /// "“…” — Maria Smith": a name behind a quotation and a dash, and nothing more.
    fn signature(&self) -> Option<Tie> {
        let mut marks = self.span.clone().take_while(|&i| !self.is_any_word(i));
        let dash = marks.find(|&i| self.kind(i) == Some(TokenKind::Dash)).or_else(|| {
            let quotation = self.quotation_from(self.span.start)?;
            (self.kind(quotation.tokens.end) == Some(TokenKind::Dash)).then_some(quotation.tokens.end)
        })?;
        let quotation = self.reading.quotation_at(dash.checked_sub(1)?)?;
        let noun = self.noun_at(dash + 1).filter(|noun| noun.first == dash + 1)?;
        let name = self.reading.syntax.tokens[noun.head].tag.is_name() && quotation.tokens.end == dash;
        let source = self.right_extended(noun);
        let verb = self.reading.chunks.verbs_in(&(dash..self.span.end)).iter().any(|verb| verb.finite);
        let whole = source.tokens.end >= self.end_of_words() || self.is_comma(source.tokens.end);
        (name && quotation.words >= 3 && !verb && whole).then(|| Tie {
            pattern: Pattern::Colon,
            class: CueClass::Say,
            complement: Complement::Quotation,
            cue: dash..dash + 1,
            source: Some(source),
            content: vec![quotation.tokens.clone()],
            main: dash,
            features: Set::default(),
            score: 0.9,
            opens_next: false,
            vouches: true,
            signs: false,
        })
    }

    fn is_any_word(&self, i: usize) -> bool {
        self.kind(i).is_some_and(TokenKind::is_word)
    }

    /// "— Mara Lind, mayor of Norvale": a block that begins with a dash and a name and tells nothing signs the quotation before it.
    fn signs_block(&self) -> Option<Tie> {
        let syntax = self.reading.syntax;
        let first = self.span.clone().find(|&i| self.kind(i) != Some(TokenKind::Dash))?;
        let dash = first > self.span.start;
        let noun = self.noun_from(first).filter(|noun| syntax.tokens[noun.head].tag.is_name())?;
        let source = self.right_extended(noun);
        let verb = self.reading.chunks.verbs_in(&(first..noun.end + 1)).iter().any(|verb| verb.finite);
        // Without a dash, nothing but the name and who it is.
        let verbs = self.reading.chunks.verbs_in(&(first..self.span.end));
        let main = verbs.iter().find(|verb| verb.finite).map_or(self.span.end, |verb| verb.first);
        // "Mara Lind, who leads the town", but not "Mara Lind, who leads the town, said".
        let one = verbs.iter().filter(|verb| verb.finite).count() == 1;
        let relative = one && (noun.end..main).any(|i| self.is(i, Class::Relative));
        let role = !self.kind(noun.end).is_some_and(TokenKind::is_word) && (main == self.span.end || relative);
        let whole = source.tokens.end == syntax.tokens.len() || (role && self.span.end == syntax.tokens.len());
        let short = self.span.start == 0 && syntax.tokens.len() <= SIGNATURE;
        let close = self.kind(noun.end).is_none_or(|kind| !kind.is_word());
        if !(dash || whole) || !short || verb || !close {
            return None;
        }
        let tie = label(&NounPhrase { end: source.tokens.end, ..*noun }, source.tokens.end, Vec::new());
        Some(Tie { cue: 0..first.max(1), main: 0, opens_next: false, signs: true, score: 0.8, ..tie })
    }

    /// "We lost 412 homes. — Mara Lind": a last sentence that is a dash and a name signs what stands before it.
    fn signs_sentences(&self) -> Option<Tie> {
        let start = self.span.start;
        let first = start + 1;
        let syntax = self.reading.syntax;
        let last = self.span.end == syntax.tokens.len() && start > 0 && self.kind(start) == Some(TokenKind::Dash);
        let noun = self.noun_from(first).filter(|noun| last && syntax.tokens[noun.head].tag.is_name())?;
        let source = self.right_extended(noun);
        let tie = label(&NounPhrase { end: source.tokens.end, ..*noun }, source.tokens.end, vec![0..start]);
        // "— Mara Lind, baker"
        let verb = self.reading.chunks.verbs_in(&(first..self.span.end)).iter().any(|verb| verb.finite);
        let role = self.is_comma(source.tokens.end) && !verb;
        (role || source.tokens.end >= self.end_of_words()).then_some(Tie { cue: start..first, main: start, ..tie })
    }

    /// "“We lost 412 homes.” (Mara Lind)", "“…” Mara Lind, mayor of Norvale": a sentence behind a quotation, or its rest, that is a name
    /// and who it is.
    fn signs_quotation(&self) -> Option<Tie> {
        let syntax = self.reading.syntax;
        let mut first = self.span.start;
        if let Some(quotation) = self.quotation_from(first) {
            first = quotation.tokens.end;
        }
        let mark = first.checked_sub(1)?;
        let quotation =
            self.reading.quotation_at(mark).filter(|q| q.closed && q.tokens.end == mark + 1 && q.words >= 3)?;
        let bracket = self.kind(first) == Some(TokenKind::Open);
        let start = first + usize::from(bracket || self.kind(first) == Some(TokenKind::Symbol));
        let noun = self.noun_from(start).filter(|noun| syntax.tokens[noun.head].tag.is_name())?;
        let source = self.right_extended(noun);
        let mut end = source.tokens.end;
        while self.kind(end).is_some_and(|kind| matches!(kind, TokenKind::Close | TokenKind::Symbol | TokenKind::Stop))
        {
            end += 1;
        }
        let whole = quotation.clausal && end >= syntax.tokens.len();
        let tie =
            label(&NounPhrase { end: source.tokens.end, ..*noun }, source.tokens.end, vec![quotation.tokens.clone()]);
        whole.then_some(Tie { cue: source.tokens, main: noun.head, score: 0.7, ..tie })
    }

    /// "“We lost 412 homes.” So says Lind.": whose words the sentence before is.
    fn so_says(&self) -> Option<Tie> {
        let first = self.span.start;
        let verb = self.verb_at(first + 1).filter(|verb| self.is(first, Class::So) && verb.first == first + 1)?;
        let cue =
            self.entry(verb.main)?.verb.filter(|cue| matches!(cue.form, Form::Past | Form::Third | Form::Base))?;
        let noun = self.noun_from(verb.end).filter(|noun| cue.class == CueClass::Say && self.noun_is_human(noun))?;
        let source = self.right_extended(noun);
        let sentences = &self.reading.syntax.sentences;
        let number = sentences.partition_point(|sentence| sentence.start < first).checked_sub(1)?;
        Some(Tie {
            pattern: Pattern::Inverted,
            class: cue.class,
            complement: Complement::Clause,
            cue: first..verb.end,
            main: verb.main,
            source: Some(source),
            content: vec![sentences[number].clone()],
            features: Set::default(),
            score: 0.7,
            opens_next: false,
            vouches: true,
            signs: false,
        })
    }

    /// "“We will not close,” was Lind's answer": a quotation that is the subject of what it is.
    fn is_answer(&self) -> Option<Tie> {
        let quotation = self.quotation_from(self.span.start)?;
        let verb =
            self.verb_at(quotation.tokens.end).filter(|verb| verb.first == quotation.tokens.end && verb.finite)?;
        let noun = self.noun_from(verb.end).filter(|_| self.is(verb.main, Class::Be))?;
        let cue = self.reading.syntax.entry(noun.head).noun.filter(|cue| cue.class == CueClass::Say)?;
        let of =
            || self.noun_from(noun.end + 1).filter(|owner| self.is(noun.end, Class::Of) && self.noun_is_human(owner));
        let source = self.possessor(noun).or_else(|| Some(self.right_extended(of()?)))?;
        let tie =
            Tie::settled(Pattern::Inverted, Complement::Quotation, (verb.first..noun.head + 1, verb.main), source);
        Some(Tie { class: cue.class, content: vec![quotation.tokens.clone()], ..tie })
    }

    /// "Lind's “412 years of pain”", "its mission to “…”", "his policy of “…”": whose the quoted words are by what stands before token `start`.
    fn owner_before(&self, start: usize) -> Option<SourceSpan> {
        let before = self.before(start)?;
        if self.tag(before) == Some(Tag::Genitive) {
            let name = self.before(before).filter(|&i| self.tag(i).is_some_and(Tag::is_name))?;
            let noun = self.noun_at(name)?;
            return Some(SourceSpan { tokens: noun.first..name + 1, head: name, antecedent: None });
        }
        // "Lind's answer then — “…”"
        if self.kind(before) == Some(TokenKind::Dash) {
            let last = self.before(before).filter(|&i| self.tag(i) == Some(Tag::Adverb)).unwrap_or(before);
            let noun = self.noun_to(last)?;
            let says = self.entry(noun.head)?.noun.is_some_and(|cue| cue.class == CueClass::Say);
            return self.possessor(noun).filter(|_| says);
        }
        let link = self.is_any(before, &[Class::To, Class::Of]).then_some(before);
        let noun =
            self.noun_to(link.unwrap_or(start)).filter(|noun| link.is_some() && self.noun_to(noun.first).is_none())?;
        self.possessor(noun)
    }

    /// Adds the ties of quoted words that no other tie of the sentence covers, and that belong to the subject of the verb before them:
    /// "Lind described the day as “the worst in years”", "Lind's motto is “…”", "the charter guarantees “…”".
    pub(super) fn fragments(&self, ties: &mut Vec<Tie>, from: usize) {
        let quotations = self.reading.quotations;
        let first = quotations.partition_point(|quotation| quotation.tokens.start < self.span.start);
        let here = quotations[first..].iter().take_while(|quotation| quotation.tokens.start < self.span.end);
        for quotation in here.filter(|quotation| quotation.level == 0 && quotation.words >= 3) {
            let start = quotation.tokens.start;
            let covers = |tie: &Tie| tie.score >= super::LIKELY && tie.content.iter().any(|part| part.contains(&start));
            if !self.span.contains(&start) || ties[from..].iter().any(covers) {
                continue;
            }
            if let Some(owner) = self.owner_before(start) {
                ties.push(fragment_of(owner, start..start, quotation.tokens.clone()));
                continue;
            }
            let before = self.reading.chunks.verbs_in(&(self.span.start..start));
            let speaks = |verb: &&VerbGroup| {
                verb.finite && !verb.passive && !self.is_quoted(verb.main) && !self.is_i_quote(verb)
            };
            let Some(verb) = before.last().filter(speaks) else { continue };
            let broken = (verb.end..start.saturating_sub(1)).any(|i| self.is_comma(i) || self.is(i, Class::Relative));
            let Some(source) = self.subject(verb).filter(|source| source.antecedent.is_none() && !broken) else {
                continue;
            };
            let Some(noun) = self.noun_at(source.head) else { continue };
            let cue = self.entry(verb.main).and_then(|entry| entry.verb);
            // "Her answer was, “…”", "The boss's advice is: “…”"
            let mark = self.is_comma(verb.end) || self.kind(verb.end) == Some(TokenKind::Colon);
            let brought = verb.end + usize::from(mark) == start;
            let owner = self.possessor(noun).filter(|_| self.is(verb.main, Class::Be) && brought);
            let written = super::frame::is_written(self.reading.syntax.entry(noun.head).kinds);
            // "Lind ended her speech with “…”"
            let with = self.before(start).and_then(|i| if self.is_comma(i) { self.before(i) } else { Some(i) });
            let with = quotation.clausal && with.is_some_and(|i| self.is(i, Class::With));
            let says = (cue.is_some() || with) && self.noun_is_human(noun);
            let source = match owner {
                Some(owner) => owner,
                None if (says || written) && !self.is(verb.main, Class::Be) => source,
                None => continue,
            };
            let class = cue.map_or(CueClass::Say, |cue| cue.class);
            ties.push(Tie {
                pattern: Pattern::Verb,
                class,
                complement: Complement::Quotation,
                cue: verb.first..verb.end,
                main: verb.main,
                source: Some(source),
                content: vec![quotation.tokens.clone()],
                features: Set::default(),
                score: 0.5,
                opens_next: false,
                vouches: true,
                signs: false,
            });
        }
    }
}

/// The tie of quoted words and whose they are.
fn fragment_of(owner: SourceSpan, cue: Range<usize>, quotation: Range<usize>) -> Tie {
    let cue = if cue.is_empty() { owner.head..owner.tokens.end } else { cue };
    Tie {
        pattern: Pattern::Noun,
        class: CueClass::Say,
        complement: Complement::Quotation,
        main: cue.start,
        cue,
        source: Some(owner),
        content: vec![quotation],
        features: Set::default(),
        score: 0.5,
        opens_next: false,
        vouches: true,
        signs: false,
    }
}
