//! Ties by a colon: "Smith: “…”", "Sales fell 6%: report", "Her message was clear: “…”".

use std::ops::Range;

use super::content::Complement;
use super::frame::is_written;
use super::model::Set;
use super::source::SourceSpan;
use super::view::View;
use super::{LIKELY, Pattern, Tie};
use crate::language::chunk::{NounPhrase, VerbGroup};
use crate::language::lexicon::{Class, CueClass};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many tokens a name with its role before a colon has at most.
const LABEL: usize = 16;

impl View<'_> {
    /// "Smith: “…”", "COOPER: …", "Poll: voters undecided": a short name before a colon, and what it says.
    pub(super) fn colon(&self) -> Option<Tie> {
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
        // "Stated Smith:", and what is said in the next block.
        let told = self.verb_at(first).filter(|verb| verb.finite && verb.first == first && self.opens_block(colon));
        let says = |verb: &&VerbGroup| {
            self.entry(verb.main).and_then(|entry| entry.verb).is_some_and(|cue| cue.class == CueClass::Say)
        };
        if let Some(speaker) = told.filter(says).and_then(|verb| self.noun_from(verb.end))
            && speaker.end == colon
            && self.noun_is_human(speaker)
        {
            return Some(label(speaker, colon, Vec::new()));
        }
        let noun = noun.copied().or_else(|| self.answer(colon))?;
        let head = self.reading.syntax.tokens[noun.head];
        let letter = noun.end == 1 && head.capital && head.range.len() == 1;
        let source = !self.is(noun.head, Class::Remark)
            && (letter || head.tag.is_name() || self.noun_is_human(&noun) || self.entry(noun.head)?.kinds.is_some());
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
        // "A statement from Mara Lind:", "Remarks by the mayor: “…”".
        if let Some(noun) = self.noun_from(first)
            && self.reading.syntax.entry(noun.head).noun.is_some_and(|cue| cue.class == CueClass::Say)
            && let (Some(source), _, end) = self.whose(noun)
            && end == colon
        {
            let quotation = self.quotation_from(colon + 1).map(|quotation| quotation.tokens.clone());
            let tie = label(noun, colon, quotation.clone().into_iter().collect());
            return (quotation.is_some() || self.opens_block(colon)).then_some(Tie { source: Some(source), ..tie });
        }
        let from = self.is_any(first, &[Class::From, Class::In]).then(|| self.noun_from(first + 1)).flatten()?;
        let written = is_written(self.entry(from.head)?.kinds) && self.opens_block(colon);
        (written && self.right_extended(from).tokens.end == colon).then(|| label(from, colon, Vec::new()))
    }

    /// "Sales fell 6%: report", "Taxes to rise: minister": a headline that names its source behind a colon, and nothing more.
    pub(super) fn headline_colon(&self) -> Option<Tie> {
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

    /// Whose a quotation behind a colon is: its clause's subject, if that is somebody; who that belongs to ("Smith's message was clear:
    /// “…”", "Her message to investors: “…”"); or whom the sentence begins with.
    fn speaker(&self, subject: SourceSpan) -> Option<SourceSpan> {
        let noun = self.noun_at(subject.head);
        let named =
            |source: &SourceSpan| self.tag(source.head).is_some_and(|tag| tag.is_name() || tag == Tag::Possessive);
        if subject.antecedent.is_some() || named(&subject) || noun.is_some_and(|noun| self.noun_is_human(noun)) {
            return Some(subject);
        }
        noun.and_then(|noun| self.possessor(noun)).filter(named).or_else(|| self.fronted())
    }

    /// "For Smith, …": a person whom a phrase at the start of the sentence names.
    fn fronted(&self) -> Option<SourceSpan> {
        let first = self.span.start;
        let noun = self.noun_from(first + 1).filter(|noun| self.is(first, Class::For) && self.noun_is_human(noun))?;
        let source = self.right_extended(noun);
        self.is_comma(source.tokens.end).then_some(source)
    }

    /// "The delay comes as no shock to the mayor, Ada Brandt: “…”": whom the words right before a colon name.
    fn named_before(&self, colon: usize) -> Option<SourceSpan> {
        let noun = self.noun_to(colon).filter(|noun| self.noun_is_human(noun))?;
        let named = self.tag(noun.head).is_some_and(Tag::is_name);
        named.then(|| SourceSpan::of(noun.first..noun.end, noun.head))
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
            // "Here's Smith in May: “…”"
            let shown =
                verb.filter(|verb| self.is(self.span.start, Class::Pointer) && verb.first == self.span.start + 1);
            let shown = shown.and_then(|verb| self.noun_from(verb.end)).filter(|noun| self.noun_is_human(noun));
            let shown = shown.map(|noun| SourceSpan::of(noun.first..noun.end, noun.head));
            let Some(subject) = shown.or_else(|| verb.map_or(first, |verb| self.subject(verb))) else { continue };
            let cue = verb.map_or(colon..colon + 1, |verb| verb.first..verb.end);
            if let Some(source) = self.speaker(subject).or_else(|| self.named_before(colon)) {
                let main = verb.map_or(colon, |verb| verb.main);
                let tie = Tie::settled(Pattern::Colon, Complement::Quotation, (cue, main), source);
                ties.push(Tie { content: vec![quotation.tokens.clone()], ..tie });
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
