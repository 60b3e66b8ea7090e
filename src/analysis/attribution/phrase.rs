//! Ties by a phrase: "according to", "in the words of", "per", "as Smith put it", and by a colon.

use std::ops::Range;

use super::content::Complement;
use super::frame::is_written;
use super::model::Set;
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{LIKELY, Pattern, Tie};
use crate::language::chunk::NounPhrase;
use crate::language::lexicon::{Class, CueClass, Form};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many tokens a name with its role before a colon has at most.
const LABEL: usize = 16;

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

    /// "In a poll, 40 % …", "… in the latest survey", "As of the 2010 census, …".
    fn in_survey(&self, at: usize) -> Option<Tie> {
        let noun = self.noun_at(at + 1).filter(|noun| noun.first == at + 1)?;
        if !self.is(noun.head, Class::Survey) {
            return None;
        }
        let source = self.right_extended(noun);
        let content = self.content_around(at, source.tokens.end);
        let verb = content.iter().any(|part| self.reading.chunks.verbs_in(part).iter().any(|verb| verb.finite));
        let mut tie = Tie {
            pattern: Pattern::Phrase,
            class: CueClass::Show,
            complement: Complement::Clause,
            cue: at..at + 1,
            source: Some(source),
            content,
            main: at,
            features: Set::default(),
            score: 0.0,
            opens_next: false,
            vouches: true,
            signs: false,
        };
        self.judge(&mut tie, 5, None, false);
        // Of a share of people in a survey there is no doubt whose it is.
        let number = |i: usize| self.syntax.tokens[i].kind == TokenKind::Number;
        let fronted = self.before(at).is_none() && tie.source.as_ref().is_some_and(|s| self.is_comma(s.tokens.end));
        if fronted {
            tie.score = tie.score.max(LIKELY);
        }
        if tie.content.iter().any(|part| part.clone().any(number)) {
            tie.score = tie.score.max(LIKELY);
        }
        (verb || tie.content.iter().any(|part| part.clone().any(number))).then_some(tie)
    }

    fn according(&self, at: usize) -> Option<Tie> {
        let source = if let Some(noun) = self.noun_at(at + 2).filter(|noun| noun.first == at + 2) {
            self.right_extended(noun)
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
        let last = self.end_of_words();
        let behind = end + usize::from(self.is_comma(end));
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

    /// "Smith: “…”", "COOPER: …", "Poll: voters undecided": a short name before a colon, and what it says.
    fn colon(&self) -> Option<Tie> {
        let colon = self.span.clone().take(LABEL).find(|&i| self.kind(i) == Some(TokenKind::Colon))?;
        // A speaker's name in capitals may stand inside the quotation mark: "“SMITH: I never …".
        let marked = self.span.start + 1;
        let inside =
            self.is_quote(self.span.start) && self.token(marked).is_some_and(|token| token.upper) && colon > marked;
        let first = if inside { marked } else { self.span.start };
        // "From Smith: “…”".
        let from = self.is_any(first, &[Class::From, Class::By]) && self.quotation_from(colon + 1).is_some();
        let first = first + usize::from(from);
        let noun = self.noun_from(first).filter(|noun| {
            noun.end == colon || (self.quotation_from(colon + 1).is_some() && self.says_who(noun, colon))
        });
        if let Some(tie) = self.owned_label(first, colon) {
            return Some(tie);
        }
        let noun = noun.copied().or_else(|| self.answer(colon))?;
        let head = self.reading.syntax.tokens[noun.head];
        let letter = noun.end == 1 && head.capital && head.range.len() == 1;
        let source =
            letter || head.tag.is_name() || self.noun_is_human(&noun) || self.entry(noun.head)?.kinds.is_some();
        let start = colon + 1;
        let quotation = self.quotation_from(start);
        // The name of a speaker in capitals goes for all that follows in the block.
        let end = match quotation {
            Some(quotation) => quotation.tokens.end,
            None if (head.upper && head.tag.is_name()) || letter => self.reading.syntax.tokens.len(),
            None => self.end_of_words(),
        };
        let says = quotation.is_some() || letter || self.speaks_behind_colon(&noun, start..end);
        // "Statement by the mayor:", and what is said in the next block.
        let person = self.entry(noun.head)?.kinds.is_human() || (head.tag.is_name() && noun.end - noun.first > 1);
        let opens_next = self.opens_block(colon) && person;
        if opens_next {
            return Some(label(&noun, colon, Vec::new()));
        }
        if !source || !says || end <= start {
            return None;
        }
        let mut tie = Tie {
            pattern: Pattern::Colon,
            class: CueClass::Say,
            complement: if quotation.is_some() { Complement::Quotation } else { Complement::Clause },
            cue: colon..start,
            source: Some(SourceSpan { tokens: noun.first..colon, head: noun.head, antecedent: None }),
            content: vec![start..end],
            main: colon,
            features: Set::default(),
            score: 0.0,
            opens_next: false,
            vouches: true,
            signs: false,
        };
        self.judge(&mut tie, 5, None, false);
        tie.score = tie.score.max(LIKELY);
        Some(tie)
    }

    /// "Smith's response: “…”", "From the report:" and what is said in the next block.
    fn owned_label(&self, first: usize, colon: usize) -> Option<Tie> {
        if let Some(noun) = self.noun_from(first).filter(|noun| noun.end == colon) {
            let quotation = self.quotation_from(colon + 1)?;
            let owner = self.possessor(noun)?;
            let tie = label(noun, colon, vec![quotation.tokens.clone()]);
            return Some(Tie { source: Some(owner), ..tie });
        }
        let from = self.is_any(first, &[Class::From, Class::In]).then(|| self.noun_from(first + 1)).flatten()?;
        let written = is_written(self.entry(from.head)?.kinds) && self.opens_block(colon);
        (written && self.right_extended(from).tokens.end == colon).then(|| label(from, colon, Vec::new()))
    }

    /// "Sales fell 6%: report", "Taxes to rise: minister": a headline that names its source behind a colon, and nothing more.
    fn headline_colon(&self) -> Option<Tie> {
        let bar = self.span.clone().find(|&i| self.kind(i) == Some(TokenKind::Symbol) && self.text(i) == "|");
        let end = bar.unwrap_or(self.end_of_words());
        let noun = self.noun_to(end)?;
        let colon = self.before(noun.first).filter(|&i| self.kind(i) == Some(TokenKind::Colon))?;
        let entry = self.reading.syntax.entry(noun.head);
        let source = entry.kinds.is_human() || entry.classes.has(Class::HeadlineSource);
        let number = (noun.first..noun.end).any(|i| self.kind(i) == Some(TokenKind::Number));
        (source && !number && colon > self.span.start + 2).then(|| Tie {
            pattern: Pattern::Colon,
            class: CueClass::Say,
            complement: Complement::Clause,
            cue: colon..colon + 1,
            source: Some(SourceSpan { tokens: noun.first..noun.end, head: noun.head, antecedent: None }),
            content: vec![self.span.start..colon],
            main: colon,
            features: Set::default(),
            score: 0.6,
            opens_next: false,
            vouches: true,
            signs: false,
        })
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

    /// "Jane Smith, mayor of Norvale:", "Smith (Norvale):", "Smith, speaking on Monday:": whether only who it is and what they do stand
    /// between a name and a colon.
    fn says_who(&self, noun: &NounPhrase, colon: usize) -> bool {
        let rest = noun.end..colon;
        let opens = self.is_comma(noun.end) || self.kind(noun.end) == Some(TokenKind::Open);
        let name = self.reading.syntax.tokens[noun.head].tag.is_name();
        opens && name && !self.reading.chunks.verbs_in(&rest).iter().any(|verb| verb.finite)
    }

    /// Whether what stands behind a name and a colon, without quotation marks, is speech: of a speaker in capitals, of a person
    /// who says "I", of those whom a headline names. "Source: Reuters", "Price: £5" and "China: 8% of the wealth" are labels.
    fn speaks_behind_colon(&self, noun: &NounPhrase, said: Range<usize>) -> bool {
        let head = self.reading.syntax.tokens[noun.head];
        let entry = self.reading.syntax.entry(noun.head);
        let verb = self.reading.chunks.verbs_in(&said).iter().any(|verb| verb.finite);
        if head.tag.is_name() {
            let known = (noun.first..noun.end).any(|i| self.is(i, Class::Acronym));
            let person = self.entry(noun.first).is_some_and(|entry| entry.gender.is_some());
            let first_person = said
                .take(LABEL * 2)
                .any(|i| self.entry(i).and_then(|entry| entry.pronoun).is_some_and(|p| p.person < 3));
            return (head.upper && !known) || first_person || (person && verb);
        }
        verb && (entry.kinds.is_human() || entry.classes.has(Class::HeadlineSource))
    }

    /// "Q: … A: …": a letter for whoever asks or answers, at the start of a block.
    fn answer(&self, colon: usize) -> Option<NounPhrase> {
        let first = self.span.start;
        let letter = first == 0 && colon == 1 && self.token(first)?.capital && self.token(first)?.range.len() == 1;
        letter.then_some(NounPhrase { first, end: colon, head: first, genitive: None })
    }

    /// "For Smith, …": a person whom a phrase at the start of the sentence names.
    fn fronted(&self) -> Option<SourceSpan> {
        let first = self.span.start;
        let noun = self.noun_from(first + 1).filter(|noun| self.is(first, Class::For) && self.noun_is_human(noun))?;
        let source = self.right_extended(noun);
        self.is_comma(source.tokens.end).then_some(source)
    }

    /// "He defends himself in a film: “…”": a quotation behind a colon that no verb of saying brings in belongs to the subject of the
    /// clause before it.
    pub(crate) fn colon_quotation(&self, ties: &mut Vec<Tie>, from: usize) {
        let colons = self.span.clone().filter(|&i| self.kind(i) == Some(TokenKind::Colon));
        for colon in colons {
            let Some(quotation) = self.quotation_from(colon + 1).filter(|quotation| quotation.words > 3) else {
                continue;
            };
            let inside = |tie: &Tie| {
                tie.score >= LIKELY
                    && tie.content.iter().any(|part| part.start <= colon + 1 && quotation.tokens.end <= part.end + 1)
            };
            if ties[from..].iter().any(inside) {
                continue;
            }
            let verbs = self.reading.chunks.verbs_in(&(self.span.start..colon));
            let verb = verbs.iter().find(|verb| verb.finite && !self.is_quoted(verb.main));
            let first = self.noun_from(self.span.start).map(|noun| SourceSpan::of(noun.first..noun.end, noun.head));
            let Some(source) = verb.map_or(first, |verb| self.subject(verb)) else { continue };
            // "Smith's message was clear: “…”", "Her message to investors: “…”", "For Smith, the answer is simple: “…”".
            let owner = self.noun_at(source.head).and_then(|noun| self.possessor(noun)).or_else(|| self.fronted());
            let human = self.noun_at(source.head).is_some_and(|noun| self.noun_is_human(noun));
            let source = if human { source } else { owner.unwrap_or(source) };
            let cue = verb.map_or(colon..colon + 1, |verb| verb.first..verb.end);
            let human = human
                || source.antecedent.is_some()
                || self.tag(source.head).is_some_and(|tag| tag.is_name() || tag == Tag::Possessive);
            if human {
                ties.push(Tie {
                    pattern: Pattern::Colon,
                    class: CueClass::Say,
                    complement: Complement::Quotation,
                    main: verb.map_or(colon, |verb| verb.main),
                    cue,
                    source: Some(source),
                    content: vec![quotation.tokens.clone()],
                    features: Set::default(),
                    score: 0.7,
                    opens_next: false,
                    vouches: true,
                    signs: false,
                });
            }
        }
    }
}

/// A name before a colon that ends the block.
pub(super) fn label(noun: &NounPhrase, colon: usize, content: Vec<Range<usize>>) -> Tie {
    Tie {
        pattern: Pattern::Colon,
        class: CueClass::Say,
        complement: Complement::Quotation,
        cue: colon..colon + 1,
        source: Some(SourceSpan { tokens: noun.first..colon, head: noun.head, antecedent: None }),
        opens_next: content.is_empty(),
        content,
        main: colon,
        features: Set::default(),
        score: 0.6,
        vouches: true,
        signs: false,
    }
}
