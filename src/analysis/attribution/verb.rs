//! Ties by a verb: "the ministry said that …", "“…,” said Smith", "he called for a ceasefire".

use std::ops::Range;

use super::content::{Complement, Found};
use super::judge;
use super::scope::Said;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::VerbGroup;
use crate::language::lexicon::{Class, CueClass, Frame, VerbCue};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many tokens behind "claimed" may name what is taken.
const TAKEN: usize = 8;

impl View<'_> {
    /// Adds the ties by verbs of this sentence.
    pub(crate) fn verb_ties(&self, ties: &mut Vec<Tie>) {
        let from = ties.len();
        for verb in self.verbs() {
            if self.is_quoted(verb.main) || self.is_i_quote(verb) || self.tells_what_kind(verb) {
                continue;
            }
            if let Some((cue, end)) = self.verb_cue(verb)
                && let Some(tie) = self.verb_tie(verb, &cue, end, &ties[from..])
            {
                ties.push(tie);
            }
        }
    }

    /// "For adults, perceived danger is a risk": whether a participle belongs to the noun behind it, which is the subject of a verb.
    fn tells_what_kind(&self, verb: &VerbGroup) -> bool {
        let bare = verb.end - verb.first == 1 && !verb.finite && self.tag(verb.main) == Some(Tag::Participle);
        // "One continuing topic": between the article of a noun and the noun.
        let gerund = verb.end - verb.first == 1 && self.tag(verb.main) == Some(Tag::Gerund);
        let article =
            self.before(verb.first).is_some_and(|i| self.is(i, Class::Quantifier) || self.tag(i) == Some(Tag::Number));
        let says = self.entry(verb.main).and_then(|entry| entry.verb).is_some_and(VerbCue::says);
        if gerund && article && !says && self.noun_from(verb.end).is_some() {
            return true;
        }
        let noun =
            self.noun_from(verb.end).filter(|_| bare && self.before(verb.first).is_none_or(|i| self.is_comma(i)));
        noun.is_some_and(|noun| self.verb_at(noun.end).is_some_and(|next| next.finite && next.first == noun.end))
    }

    /// ", and I quote, “…”": the writer only repeats what another says.
    pub(super) fn is_i_quote(&self, verb: &VerbGroup) -> bool {
        let first_person = self.before(verb.first).and_then(|i| self.entry(i)?.pronoun).is_some_and(|p| p.person == 1);
        first_person && self.is(verb.main, Class::Quotes)
    }

    /// The cue that a verb group is, and where it ends: "pointed out" is longer than its verb.
    fn verb_cue(&self, verb: &VerbGroup) -> Option<(VerbCue, usize)> {
        let syntax = self.reading.syntax;
        let phrase = syntax.phrase_from(verb.main).filter(|phrase| phrase.end <= self.span.end);
        let phrase = phrase.and_then(|phrase| Some((syntax.lexicon.entry(phrase.entry).verb?, phrase.end)));
        // "reported on Thursday" is no reporting on it.
        let timed = |end: usize| self.noun_at(end).is_some_and(|noun| noun.first == end && self.is_time(noun));
        phrase
            .filter(|(_, end)| !(self.is_preposition(end - 1) && timed(*end)))
            .or_else(|| Some((syntax.entry(verb.main).verb?, verb.end)))
            .or_else(|| self.any_verb(verb).map(|cue| (cue, verb.end)))
    }

    /// Any verb is a cue beside a quotation: "“…,” exhorted the mayor", "they chorused, “…”".
    fn any_verb(&self, verb: &VerbGroup) -> Option<VerbCue> {
        let auxiliary =
            self.entry(verb.main)?.classes.has_any(&[Class::Be, Class::Have, Class::Do, Class::Get, Class::Modal]);
        let mark = self.kind(verb.end).is_some_and(|kind| matches!(kind, TokenKind::Comma | TokenKind::Colon));
        let before = self.quotation_from(verb.end + 1).is_some() && mark;
        let after = |i: usize| {
            self.before(i).is_some_and(|i| self.is_quote(i) && self.quotation_to(i).is_some() && self.ended_sentence(i))
        };
        let subject = self.noun_to(verb.first);
        let beside = before || after(verb.first) || subject.is_some_and(|noun| after(noun.first));
        let simple = self.tag(verb.main).is_some_and(|tag| matches!(tag, Tag::Past | Tag::Presents | Tag::Present));
        (beside && simple && !auxiliary && !verb.passive).then_some(VerbCue::ANY)
    }

    fn verb_tie(&self, verb: &VerbGroup, cue: &VerbCue, end: usize, earlier: &[Tie]) -> Option<Tie> {
        if verb.passive {
            return self.passive_tie(verb, cue, end, earlier);
        }
        let found = self.complement(end, cue);
        if self.is_taking(verb, &found) {
            return None;
        }
        if let Some(tie) = self.asked(verb, cue, end, &found, earlier) {
            return Some(tie);
        }
        let left = self.subject(verb);
        if let Some(tie) = self.inverted(verb, cue, end, left.as_ref(), earlier) {
            return Some(tie);
        }
        let source = left?;
        if let Some(tie) = self.after_content(verb, cue, end, &source, &found, earlier) {
            return Some(tie);
        }
        if let Some(content) = self.around_gap(verb, end, &source).or_else(|| self.as_said(end, &source)) {
            let tie = Tie {
                content,
                pattern: Pattern::VerbAfter,
                source: Some(source),
                ..Tie::of_verb(verb, cue, self.cue_tokens(verb, end))
            };
            return Some(self.judged(tie, cue, verb, earlier));
        }
        let from = source.tokens.start.min(verb.first);
        let content = self.content_of(verb, cue, &found, from)?;
        // "estimated growth was revised": what is said is not who says it.
        if content.iter().any(|part| part.contains(&source.head)) {
            return None;
        }
        let opens_next = content.is_empty();
        let tie = Tie {
            content,
            opens_next,
            complement: found.complement,
            source: Some(source),
            ..Tie::of_verb(verb, cue, self.cue_tokens(verb, end))
        };
        Some(self.judged(tie, cue, verb, earlier))
    }

    /// "have claimed £7.8 billion in support", "claimed 41 lives": what is claimed is taken, and nothing is said.
    fn is_taking(&self, verb: &VerbGroup, found: &Found) -> bool {
        let what = matches!(found.complement, Complement::Object | Complement::About);
        what && self.is(verb.main, Class::Claims) && self.ahead(found.start, TAKEN).any(|i| self.is(i, Class::Taken))
    }

    /// The tokens of the cue: the verb group with a governing one it hangs on ("went on to say").
    pub(super) fn cue_tokens(&self, verb: &VerbGroup, end: usize) -> Range<usize> {
        let mut first = verb.first;
        if verb.infinitive
            && let Some(governor) = self.verb_to(verb.first)
        {
            first = governor.first;
        }
        // "repeatedly denied", "also said".
        let adverb = |i: usize| self.tag(i) == Some(Tag::Adverb) && self.noun_at(i).is_none();
        while let Some(before) =
            self.before(first).filter(|&i| adverb(i) && self.before(i).is_some_and(|j| !self.is_comma(j)))
        {
            first = before;
        }
        first..end.max(verb.end)
    }

    /// What is said, for a cue with its complement behind it; `Some` of nothing for a cue at the end of the block
    /// with a colon, `None` where nothing is said.
    fn content_of(&self, verb: &VerbGroup, cue: &VerbCue, found: &Found, from: usize) -> Option<Vec<Range<usize>>> {
        // "wrote on her blog:", "told the council:".
        let says = matches!(cue.class, CueClass::Say | CueClass::Write);
        let aside = match found.complement {
            Complement::About => says,
            Complement::Object => says && self.is(verb.main, Class::Told),
            _ => false,
        };
        if aside && self.ends_with_colon(verb.end) {
            return Some(Vec::new());
        }
        if found.complement == Complement::Nothing {
            return self.ends_with_colon(verb.end).then(Vec::new);
        }
        let start =
            found.start + usize::from(matches!(self.kind(found.start), Some(TokenKind::Comma | TokenKind::Colon)));
        let said = Said { start, complement: found.complement, class: cue.class, cue: Some(verb) };
        let end = self.scope_end(said, from);
        let end = self.to_end_of_quotation(start, end);
        (end > start).then(|| vec![start..end])
    }

    fn ends_with_colon(&self, from: usize) -> bool {
        let last = self.span.end == self.reading.syntax.tokens.len()
            && self.kind(self.span.end.wrapping_sub(1)) == Some(TokenKind::Colon);
        last && self.reading.chunks.verbs_in(&(from..self.span.end)).is_empty()
    }

    /// A quotation that what is said begins or ends in belongs to it as a whole, over the end of the sentence too.
    pub(crate) fn to_end_of_quotation(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        if let Some(quotation) = end.checked_sub(1).and_then(|i| self.reading.quotation_at(i))
            && quotation.tokens.start >= start
            && quotation.tokens.end > end
        {
            end = quotation.tokens.end;
        }
        end
    }

    /// "was reported", "is expected to win", "was accused by Smith of lying".
    fn passive_tie(&self, verb: &VerbGroup, cue: &VerbCue, end: usize, earlier: &[Tie]) -> Option<Tie> {
        let found = self.complement(end, cue);
        let by = (end..self.span.end.min(end + 12)).find(|&i| self.is(i, Class::By) && !self.is_quoted(i));
        let source =
            by.and_then(|by| self.noun_at(by + 1).filter(|noun| noun.first == by + 1 && self.noun_is_human(noun)));
        let source = source.map(|noun| self.right_extended(noun));
        // "was heard to say": the subject speaks, and that is told by the infinitive.
        let told = self.verb_at(found.start).and_then(|verb| self.entry(verb.main)?.verb).is_some_and(VerbCue::says);
        if cue.class == CueClass::Know && found.complement == Complement::Infinitive && source.is_none() && told {
            return None;
        }
        // "is estimated by the agency that …", "are believed by police to have …".
        let behind = source.as_ref().filter(|source| source.tokens.start == end + 1 && self.is(end, Class::By));
        let found = match behind.map(|source| self.complement(source.tokens.end, cue)) {
            Some(behind)
                if matches!(behind.complement, Complement::Infinitive | Complement::ThatClause)
                    && source.as_ref().is_some_and(|source| source.tokens.end == behind.start) =>
            {
                behind
            }
            _ => found,
        };
        let content = match found.complement {
            Complement::Infinitive if source.is_some() => {
                let mut content: Vec<_> = self.subject(verb).map(|subject| subject.tokens).into_iter().collect();
                content.extend(self.content_of(verb, cue, &found, verb.first)?);
                content
            }
            Complement::Infinitive | Complement::ThatClause | Complement::Clause | Complement::Quotation => {
                self.content_of(verb, cue, &found, verb.first)?
            }
            // "was told by X that", and what is said of the subject.
            _ => {
                source.as_ref()?;
                let subject = self.subject(verb)?;
                let rest = self.behind_adjuncts(end);
                let mut content = vec![subject.tokens];
                if rest < self.end_of_words() && by.is_none_or(|by| by < rest) && self.verb_at(rest).is_some() {
                    content.push(rest..self.end_of_words());
                }
                content
            }
        };
        let last = by.filter(|_| source.is_some()).map_or(end, |by| by + 1).max(end);
        let tie = Tie {
            pattern: if source.is_some() { Pattern::PassiveBy } else { Pattern::Passive },
            complement: found.complement,
            source,
            content,
            ..Tie::of_verb(verb, cue, verb.first..last)
        };
        Some(self.judged(tie, cue, verb, earlier))
    }

    /// "Asked whether …, she", "when asked about it": a passive without an auxiliary, and so without a source.
    fn asked(&self, verb: &VerbGroup, cue: &VerbCue, end: usize, found: &Found, earlier: &[Tie]) -> Option<Tie> {
        let bare = verb.end - verb.first == 1 && matches!(self.tag(verb.main), Some(Tag::Past | Tag::Participle));
        let starts = self.before(verb.first).is_none_or(|i| {
            self.is(i, Class::Subordinator) || self.is_quote(i) || (self.is_comma(i) && self.noun_to(i).is_none())
        });
        let said = !matches!(found.complement, Complement::Nothing | Complement::Object | Complement::Quotation);
        if !(cue.class == CueClass::Ask && bare && starts && said) {
            return None;
        }
        let mut content = self.content_of(verb, cue, found, verb.first)?;
        // "Asked whether she knew, Smith denied it.": the main clause is none of it.
        if let Some(part) = content.first_mut() {
            let main = |i: &usize| self.is_comma(*i) && !self.is_quoted(*i) && self.own_clause(i + 1);
            part.end = part.clone().find(main).unwrap_or(part.end);
        }
        let tie = Tie {
            pattern: Pattern::Passive,
            complement: found.complement,
            content,
            ..Tie::of_verb(verb, cue, verb.first..end)
        };
        Some(self.judged(tie, cue, verb, earlier))
    }

    /// The tie with its score.
    pub(super) fn judged(&self, mut tie: Tie, cue: &VerbCue, verb: &VerbGroup, earlier: &[Tie]) -> Tie {
        let frame = judge::frame(tie.pattern, tie.complement);
        let mut strength = cue.frames.strength(frame);
        // "warned of “412 years of pain”": quoted words in the place of an object or of a phrase.
        if strength == 0 && tie.complement == Complement::Quotation {
            strength = cue.frames.strength(Frame::Object).max(cue.frames.strength(Frame::About));
        }
        self.judge(&mut tie, strength, Some(verb), !earlier.is_empty());
        tie
    }
}
