//! Ties by a phrase: "according to", "in a poll", and by the shape of a headline.

use std::ops::Range;

use super::colon::label;
use super::content::Complement;
use super::model::Set;
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{LIKELY, Pattern, Tie};
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass, Form, NounKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl View<'_> {
    /// Adds the ties by phrases of this sentence.
    pub(crate) fn phrase_ties(&self, ties: &mut Vec<Tie>) {
        for i in self.span.clone() {
            if self.is(i, Class::According) && self.is(i + 1, Class::To) && !self.is_quoted(i) {
                ties.extend(self.according(i));
            }
            if (self.is(i, Class::In) || self.is_as_of(i)) && !self.is_quoted(i) {
                ties.extend(self.in_survey(i));
            }
        }
        ties.extend(self.signed());
        ties.extend(self.opening_cue());
        ties.extend(self.colon());
        ties.extend(self.headline());
        ties.extend(self.headline_colon());
    }

    /// "…, report claims": a bare noun and a verb at the end of a headline, which read like two nouns.
    fn headline(&self) -> Option<Tie> {
        let end = self.end_of_words();
        let last = end.checked_sub(1).filter(|i| self.span.contains(i))?;
        let noun = self.noun_at(last).filter(|noun| noun.head == last && noun.end - noun.first >= 2)?;
        let comma = self.before(noun.first).filter(|&i| self.is_comma(i))?;
        let cue = self.entry(last)?.verb.filter(|cue| cue.form == Form::Third)?;
        let source = last - 1;
        let bare = self.entry(source)?.kinds.is_some() || self.tag(source).is_some_and(Tag::is_name);
        (bare && comma > self.span.start).then(|| Tie {
            pattern: Pattern::VerbAfter,
            class: cue.class,
            complement: Complement::Clause,
            cue: last..end,
            source: Some(SourceSpan { tokens: noun.first..last, head: source, antecedent: None }),
            content: vec![self.span.start..comma],
            main: last,
            features: Set::default(),
            score: 0.7,
            opens_next: false,
            vouches: true,
            signs: false,
        })
    }

    /// Whether token `i` is the "of" of "as of the 2010 census".
    fn is_as_of(&self, i: usize) -> bool {
        self.is(i, Class::Of) && self.before(i).is_some_and(|as_| self.is(as_, Class::As))
    }

    /// "In a poll, 40 % …", "… in the latest survey", "As of the 2010 census, …", "in the Keeper's average of national polls"; and of a
    /// study that is no survey, what those who were looked at did.
    fn in_survey(&self, at: usize) -> Option<Tie> {
        let noun = self.noun_from(at + 1)?;
        let polls = || self.noun_from(noun.end + 1).is_some_and(|of| self.is(of.head, Class::Survey));
        let average = self.is(noun.head, Class::Averaged) && self.is(noun.end, Class::Of) && polls();
        let survey = average || self.is(noun.head, Class::Survey);
        if !survey && !self.is(noun.head, Class::Sampling) {
            return None;
        }
        let source = self.right_extended(noun);
        let end = source.tokens.end;
        let content = if survey { self.content_around(at, end) } else { self.done_in_study(at, noun, end)? };
        let content = self.within_clause(content, at);
        let number = content.iter().any(|part| part.clone().any(|i| self.syntax.tokens[i].is_number()));
        let fronted = self.before(at).is_none() && self.is_comma(end);
        let verb = content.iter().any(|part| self.reading.chunks.verbs_in(part).iter().any(|verb| verb.finite));
        let tie = Tie::settled(Pattern::Phrase, Complement::Clause, (at..at + 1, at), source);
        let mut tie = Tie { class: CueClass::Show, content, score: 0.0, ..tie };
        if survey {
            self.judge(&mut tie, 5, None, false);
        }
        // Of a share of people in a survey there is no doubt whose it is.
        if number || survey && fronted {
            tie.score = tie.score.max(LIKELY);
        }
        (number || survey && verb).then_some(tie)
    }

    /// ", although her lead in national polls is wider": of `content`, what stands in the clause of token `at`, if a comma parts that.
    fn within_clause(&self, content: Vec<Range<usize>>, at: usize) -> Vec<Range<usize>> {
        let begins = |&i: &usize| {
            self.tag(i) == Some(Tag::Subordinator) && self.before(i).is_some_and(|before| self.is_comma(before))
        };
        let Some(own) = (self.span.start..at).rev().find(begins) else { return content };
        let clipped = content.into_iter().map(|part| part.start.max(own)..part.end.max(own));
        clipped.filter(|part| !part.is_empty()).collect()
    }

    /// "In the study, patients lost …", "patients in the study who slept lost …": what is told behind the study `noun`, which token `at`
    /// leads and which ends before token `end`.
    fn done_in_study(&self, at: usize, noun: &NounPhrase, end: usize) -> Option<Vec<Range<usize>>> {
        let entry = self.entry(noun.head)?;
        // "In a trial, he was fined", but "in a clinical trial".
        let court = entry.classes.has(Class::Judged) && noun.head < noun.first + 2;
        if !entry.kinds.has(NounKind::Document) || court {
            return None;
        }
        if self.before(at).is_none() {
            return self.is_comma(end).then(|| self.content_around(at, end));
        }
        let who = self.noun_to(at).filter(|who| self.tag(who.head) == Some(Tag::Nouns))?;
        let does = |verb: &&VerbGroup| self.subject(verb).is_some_and(|subject| subject.head == who.head);
        let behind = self.reading.chunks.verbs_in(&(end..self.span.end)).iter().filter(|verb| verb.finite);
        // Behind the study a relative clause may come first.
        let verb = behind.take(2).find(does)?;
        let said = Said { start: verb.first, complement: Complement::Clause, class: CueClass::Show, cue: None };
        Some(vec![who.first..at, verb.first..self.scope_end(said, verb.first)])
    }

    /// "According to police, the man, 41, had fired": `source`, whose core ends before token `end`, without what stands behind its comma, if a
    /// verb has no other subject.
    fn without_subject(&self, source: SourceSpan, end: usize) -> SourceSpan {
        let aside = |i: usize| self.is_comma(i) || self.tag(i) == Some(Tag::Number);
        let next = (source.tokens.end..self.span.end).find(|&i| !aside(i));
        let verb = next.and_then(|next| self.verb_at(next).filter(|verb| verb.finite && verb.first == next));
        let comma = (end..source.tokens.end).find(|&i| self.is_comma(i)).filter(|_| verb.is_some());
        let end = comma.unwrap_or(source.tokens.end);
        SourceSpan { tokens: source.tokens.start..end, ..source }
    }

    fn according(&self, at: usize) -> Option<Tie> {
        let source = if let Some(noun) = self.noun_at(at + 2).filter(|noun| noun.first == at + 2) {
            self.with_title(self.without_subject(self.right_extended(noun), noun.end))
        } else {
            // No noun phrase: whatever stands up to the next mark.
            {
                let end = (at + 2..self.span.end).take(12).find(|&i| !self.kind(i).is_some_and(TokenKind::is_word))?;
                SourceSpan {
                    tokens: at + 2..end,
                    head: end.checked_sub(1).filter(|&head| head >= at + 2)?,
                    antecedent: None,
                }
            }
        };
        let end = source.tokens.end;
        let opens_next = self.opens_block(end) && at <= self.span.start + 1;
        let content = match self.sentence_meant(at) {
            Some(content) => content,
            None if opens_next => Vec::new(),
            None => self.content_around(at, end),
        };
        Some(Tie {
            pattern: Pattern::Phrase,
            class: CueClass::Say,
            complement: Complement::Clause,
            cue: at..at + 2,
            source: Some(source),
            content,
            main: at,
            features: Set::default(),
            score: 0.9,
            opens_next,
            vouches: true,
            signs: false,
        })
    }

    /// "the book “The River” by Jane Smith": a source with its title and who wrote it.
    fn with_title(&self, source: SourceSpan) -> SourceSpan {
        let title = self.quotation_from(source.tokens.end).filter(|title| {
            let author = self.is(title.tokens.end, Class::By);
            title.tokens.end < self.end_of_words() && (author || !title.clausal || title.named)
        });
        let mut end = title.map_or(source.tokens.end, |title| title.tokens.end);
        let author = self.noun_from(end + 1).filter(|noun| self.is(end, Class::By) && self.noun_is_human(noun));
        if let Some(author) = author.filter(|_| title.is_some()) {
            end = author.end;
        }
        // "the institute's Cost of Fire: Europe, …": the rest of a title in capitals.
        let capital = |i: usize| self.token(i).is_some_and(|token| token.capital);
        let rest = self.noun_from(end + 1).filter(|noun| {
            let named = capital(end - 1) && capital(end + 1) && self.kind(end) == Some(TokenKind::Colon);
            named && self.is_comma(noun.end)
        });
        end = rest.map_or(end, |rest| rest.end);
        SourceSpan { tokens: source.tokens.start..end, ..source }
    }

    /// "That is according to Smith.": the sentence before the one in which "according" is token `at`.
    fn sentence_meant(&self, at: usize) -> Option<Vec<Range<usize>>> {
        let first = self.span.start;
        let meant = self.is_any(first, &[Class::Demonstrative, Class::Thing]) && self.is(first + 1, Class::Be);
        let sentences = &self.reading.syntax.sentences;
        let number = sentences.partition_point(|sentence| sentence.start < first).checked_sub(1)?;
        (meant && at == first + 2).then(|| vec![sentences[number].clone()])
    }

    /// The clause around a phrase that stands from token `first` to `end`.
    pub(super) fn content_around(&self, first: usize, end: usize) -> Vec<Range<usize>> {
        let words = self.end_of_words();
        let behind = (end + usize::from(self.is_comma(end))).min(words.max(end));
        let last = words.max(behind);
        let conjunction = |&i: &usize| i == self.span.start && self.tag(i) == Some(Tag::Coordinator);
        let Some(before) = self.before(first).filter(|i| !conjunction(i)) else {
            // "According to X, …", "But according to X, …".
            return vec![behind..self.to_end_of_quotation(behind, last)];
        };
        // In a relative clause, that clause alone.
        let relative =
            (self.span.start..first).rev().take(3).find(|&i| self.is(i, Class::Relative) && self.noun_at(i).is_none());
        if relative.is_some_and(|i| self.is_comma(before) && before == i + 1) {
            let close = (behind..last).find(|&i| self.is_comma(i)).unwrap_or(last);
            return vec![behind..close];
        }
        // "Few are reported, and according to X, they cost …": what comes before has ended.
        let link = if self.is_comma(before) { self.before(before).unwrap_or(before) } else { before };
        let ended = self.tag(link) == Some(Tag::Coordinator)
            || self.is(link, Class::Subordinator)
            || self
                .kind(link)
                .is_some_and(|kind| matches!(kind, TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash));
        if ended && self.is_comma(end) && self.reading.chunks.verbs_in(&(behind..last)).iter().any(|verb| verb.finite) {
            let said = Said { start: behind, complement: Complement::Clause, class: CueClass::Say, cue: None };
            return vec![behind..self.scope_end(said, behind).max(behind)];
        }
        let upto = if self.is_comma(before) { before } else { first };
        let mut content = Vec::new();
        let start = match self.quotation_to(before) {
            Some(quotation) if quotation.tokens.start < self.span.start => quotation.tokens.start,
            _ => self.span.start,
        };
        if upto > start {
            content.push(start..upto);
        }
        if self.is_comma(end) && behind < last && !self.is(behind, Class::Relative) {
            let said = Said { start: behind, complement: Complement::Clause, class: CueClass::Say, cue: None };
            let close = self.scope_end(said, behind);
            if close > behind {
                content.push(behind..close);
            }
        }
        if content.is_empty() && behind < last {
            content.push(behind..last);
        }
        content
    }

    /// "Said Smith: “…”": a sentence that begins with its cue.
    fn opening_cue(&self) -> Option<Tie> {
        let first = self.span.start;
        let cue = self.entry(first)?.verb.filter(|cue| matches!(cue.form, Form::Past | Form::Third))?;
        let says = matches!(cue.class, CueClass::Say | CueClass::Write | CueClass::Think);
        let noun = self.noun_from(first + 1).filter(|noun| says && self.noun_is_human(noun))?;
        let source = self.right_extended(noun);
        let end = source.tokens.end;
        let mark = matches!(self.kind(end), Some(TokenKind::Comma | TokenKind::Colon));
        let quotation = self.quotation_from(end + usize::from(mark)).filter(|quotation| quotation.words > 2)?;
        let tie = label(noun, end, vec![quotation.tokens.clone()]);
        Some(Tie {
            pattern: Pattern::Inverted,
            class: cue.class,
            cue: first..first + 1,
            main: first,
            source: Some(source),
            ..tie
        })
    }
}
