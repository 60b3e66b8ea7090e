//! Ties by a verb: "the ministry said that …", "“…,” said Smith", "he called for a ceasefire".

use std::ops::Range;

use super::content::{Complement, Found};
use super::judge;
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::VerbGroup;
use crate::language::lexicon::{Class, CueClass, Frame, VerbCue};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl View<'_> {
    /// Adds the ties by verbs of this sentence.
    pub(crate) fn verb_ties(&self, ties: &mut Vec<Tie>) {
        let from = ties.len();
        for verb in self.verbs() {
            if self.is_quoted(verb.main) {
                continue;
            }
            if let Some((cue, end)) = self.verb_cue(verb)
                && let Some(tie) = self.verb_tie(verb, &cue, end, &ties[from..])
            {
                ties.push(tie);
            }
        }
    }

    /// The cue that a verb group is, and where it ends: "pointed out" is longer than its verb.
    fn verb_cue(&self, verb: &VerbGroup) -> Option<(VerbCue, usize)> {
        let syntax = self.reading.syntax;
        let phrase = syntax.phrase_from(verb.main).filter(|phrase| phrase.end <= self.span.end);
        let phrase = phrase.and_then(|phrase| Some((syntax.lexicon.entry(phrase.entry).verb?, phrase.end)));
        phrase
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

    /// The tokens of the cue: the verb group with a governing one it hangs on ("went on to say").
    fn cue_tokens(&self, verb: &VerbGroup, end: usize) -> Range<usize> {
        let mut first = verb.first;
        if verb.infinitive
            && let Some(governor) = self.verb_to(verb.first)
        {
            first = governor.first;
        }
        first..end.max(verb.end)
    }

    /// What is said, for a cue with its complement behind it; `Some` of nothing for a cue at the end of the block
    /// with a colon, `None` where nothing is said.
    fn content_of(&self, verb: &VerbGroup, cue: &VerbCue, found: &Found, from: usize) -> Option<Vec<Range<usize>>> {
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

    /// "“…,” said Smith", "…, said the ministry".
    fn inverted(
        &self,
        verb: &VerbGroup,
        cue: &VerbCue,
        end: usize,
        left: Option<&SourceSpan>,
        earlier: &[Tie],
    ) -> Option<Tie> {
        let speaks = can_speak(cue);
        let noun = self.noun_at(end).filter(|noun| noun.first == end)?;
        let simple = verb.end - verb.first == 1 || self.tag(verb.first) == Some(Tag::Adverb);
        let before = self.before(verb.first)?;
        let after_quote = self.is_quote(before) && self.quotation_to(before).is_some();
        let after_comma = self.is_comma(before) && left.is_none_or(|source| self.is_of_clause_before(source, before));
        let told = self.is(verb.main, Class::Told);
        if !speaks || told || !verb.finite || !simple || !(after_quote || after_comma) || self.is_time(noun) {
            return None;
        }
        if !self.noun_is_human(noun) && !self.reading.syntax.entry(noun.head).kinds.is_some() && !after_quote {
            return None;
        }
        let source = self.right_extended(noun);
        let mut content = self.content_before(before)?;
        let rest = source.tokens.end;
        self.add_rest(rest, &mut content);
        let tie = Tie {
            pattern: Pattern::Inverted,
            complement: if after_quote { Complement::Quotation } else { Complement::Clause },
            source: Some(source),
            content,
            ..Tie::of_verb(verb, cue, verb.first..end)
        };
        Some(self.judged(tie, cue, verb, earlier))
    }

    /// Whether `source`, found before a comma, is the subject of the clause before it ("Sales rose in May, said …") and not of
    /// what comes behind ("Smith, who was away, said …").
    fn is_of_clause_before(&self, source: &SourceSpan, comma: usize) -> bool {
        let parenthesis = source.tokens.end + usize::from(self.is_comma(source.tokens.end));
        let relative = self.is(parenthesis, Class::Relative)
            || self.is(parenthesis + 1, Class::Relative)
            || self.is(parenthesis, Class::Subordinator);
        source.tokens.end < comma
            && !relative
            && self.reading.chunks.verbs_in(&(source.tokens.end..comma)).iter().any(|verb| verb.finite)
    }

    /// "…, the ministry said": what is said stands before a source and a cue with nothing behind them.
    fn after_content(
        &self,
        verb: &VerbGroup,
        cue: &VerbCue,
        end: usize,
        source: &SourceSpan,
        found: &Found,
        earlier: &[Tie],
    ) -> Option<Tie> {
        if source.antecedent.is_some() || !verb.finite || source.tokens.end > verb.first {
            return None;
        }
        let speaks = can_speak(cue);
        let before = self.before(source.tokens.start)?;
        let after_quote = self.is_quote(before) && self.quotation_to(before).is_some();
        let after_comma = self.is_comma(before);
        if !speaks || !(after_quote || after_comma) {
            return None;
        }
        let clear_right = match found.complement {
            Complement::Nothing => true,
            Complement::About | Complement::Object => after_quote || self.adjuncts_only(end),
            Complement::Quotation => after_quote || (self.is_comma(found.start) && self.clause_before(before)),
            _ => after_quote && self.ended_sentence(before),
        };
        if !clear_right {
            return None;
        }
        let behind = self.behind_adjuncts(end);
        let Some(mut content) = self.content_before(before) else {
            let content = self.in_the_middle(before, behind)?;
            return Some(self.after_tie(verb, cue, end, source, content, earlier));
        };
        self.add_rest(behind, &mut content);
        Some(self.after_tie(verb, cue, end, source, content, earlier))
    }

    fn after_tie(
        &self,
        verb: &VerbGroup,
        cue: &VerbCue,
        end: usize,
        source: &SourceSpan,
        content: Vec<Range<usize>>,
        earlier: &[Tie],
    ) -> Tie {
        let quoted = content.first().is_some_and(|part| self.is_quoted(part.start));
        let tie = Tie {
            pattern: Pattern::VerbAfter,
            complement: if quoted { Complement::Quotation } else { Complement::Clause },
            source: Some(source.clone()),
            content,
            ..Tie::of_verb(verb, cue, self.cue_tokens(verb, end))
        };
        self.judged(tie, cue, verb, earlier)
    }

    /// "CNN, Cruz said, called the report …": a source and cue in the middle of a clause, which is what is said.
    fn in_the_middle(&self, before: usize, behind: usize) -> Option<Vec<Range<usize>>> {
        let start = self.start_of_words();
        let rest = behind + 1;
        let verb = self.reading.chunks.verbs_in(&(rest..self.span.end)).iter().any(|verb| verb.finite);
        if !self.is_comma(before) || !self.is_comma(behind) || !verb || before <= start {
            return None;
        }
        let said = Said { start: rest, complement: Complement::Clause, class: CueClass::Say, cue: None };
        let end = self.scope_end(said, rest);
        Some(vec![start..before, rest..self.to_end_of_quotation(rest, end)])
    }

    /// "…, which he said was unfair", "what Trump told reporters": what is said is the relative pronoun and the rest.
    fn around_gap(&self, verb: &VerbGroup, end: usize, source: &SourceSpan) -> Option<Vec<Range<usize>>> {
        let relative = self.before(source.tokens.start).filter(|&i| {
            (self.tag(i) == Some(Tag::Relative) || self.is(i, Class::Relative)) && self.noun_at(i).is_none()
        })?;
        let what = self.is(relative, Class::What);
        // The verb behind the gap may look like a participle: "which she said represented …".
        let goes_on = self
            .verb_at(end)
            .is_some_and(|next| next.first == end && (next.finite || self.tag(next.main) == Some(Tag::Participle)));
        if !(goes_on || what) || !verb.finite {
            return None;
        }
        let mut content = vec![relative..relative + 1];
        if goes_on {
            let said = Said { start: end, complement: Complement::Clause, class: CueClass::Say, cue: Some(verb) };
            let close = self.scope_end(said, relative);
            content.push(end..self.to_end_of_quotation(end, close));
        }
        Some(content)
    }

    /// "As the minister said, …".
    fn as_said(&self, end: usize, source: &SourceSpan) -> Option<Vec<Range<usize>>> {
        let conjunction = self.before(source.tokens.start).filter(|&i| self.is(i, Class::As))?;
        let comma = self.behind_adjuncts(end);
        let first = self.before(conjunction).is_none_or(|i| self.is_comma(i) || self.is(i, Class::Coordinator));
        let rest = comma + 1..self.end_of_words();
        (first && self.is_comma(comma) && rest.len() > 2).then(|| vec![rest])
    }

    /// Whether the quotation before token `mark` ends with a comma or a stop of its own: a whole utterance.
    fn ended_sentence(&self, mark: usize) -> bool {
        self.before(mark)
            .is_some_and(|i| self.kind(i).is_some_and(|kind| matches!(kind, TokenKind::Comma | TokenKind::Stop)))
    }

    /// Whether a clause stands before the comma at `comma`.
    fn clause_before(&self, comma: usize) -> bool {
        self.reading.chunks.verbs_in(&(self.span.start..comma)).iter().any(|verb| verb.finite)
    }

    /// Whether nothing but phrases of time, place and hearer stand from `from` up to a mark.
    fn adjuncts_only(&self, from: usize) -> bool {
        let end = self.behind_adjuncts(from);
        self.kind(end).is_none_or(|kind| {
            matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash)
        })
    }

    /// Behind whom it was said to, when and where: "told reporters on Monday".
    fn behind_adjuncts(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(token) = self.token(at) {
            let next = match self.noun_at(at) {
                Some(noun) if noun.first == at => noun.end,
                _ if self.is_preposition(at) || token.tag == Tag::Adverb || self.is(at, Class::And) => at + 1,
                _ if self.verb_at(at).is_some_and(|verb| {
                    !verb.finite && verb.first == at && self.tag(verb.main) == Some(Tag::Gerund)
                }) && at > from =>
                {
                    self.verb_at(at).map_or(at, |verb| verb.end)
                }
                _ => break,
            };
            at = next;
        }
        at
    }

    /// What stands before the mark at `before` (a closing quotation mark or a comma), from where the utterance begins.
    fn content_before(&self, before: usize) -> Option<Vec<Range<usize>>> {
        let mut start = self.span.start;
        if let Some(quotation) = self.quotation_to(before) {
            // The whole quotation, though it may begin sentences earlier.
            if quotation.tokens.start <= start {
                return Some(vec![quotation.tokens.clone()]);
            }
            // "The deal is “very bad,”": what leads to the quotation belongs to it, unless it is another's.
            let own = self.own_cue_before(quotation.tokens.start);
            start = if own { quotation.tokens.start } else { self.start_of_words() };
            return Some(vec![start..quotation.tokens.end]);
        }
        start = self.start_of_words();
        let has_verb = self.reading.chunks.verbs_in(&(start..before)).iter().any(|verb| verb.finite);
        (has_verb && before > start).then(|| vec![start..before])
    }

    /// The sentence without a conjunction at its start.
    fn start_of_words(&self) -> usize {
        let start = self.span.start;
        if self.is(start, Class::Coordinator) && !self.is_quote(start) { start + 1 } else { start }
    }

    /// Whether a cue of another tie stands between the start of the sentence and token `end`.
    fn own_cue_before(&self, end: usize) -> bool {
        self.reading.chunks.verbs_in(&(self.span.start..end)).iter().any(|verb| {
            let cue = self.reading.syntax.entry(verb.main).verb;
            !self.is_quoted(verb.main) && cue.is_some_and(|cue| cue.frames.strength(Frame::Clause) >= 7)
        })
    }

    /// Adds what goes on behind a source and cue in the middle: "“A,” she said, “B.”", "A, he said, and B".
    fn add_rest(&self, from: usize, content: &mut Vec<Range<usize>>) {
        let mark = match self.kind(from) {
            Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash) => from + 1,
            Some(TokenKind::Stop) | None => return,
            _ if self.quotation_from(from).is_some() => from,
            _ => return,
        };
        if let Some(quotation) = self.quotation_from(mark) {
            content.push(quotation.tokens.clone());
            return;
        }
        let quoted_before = content.iter().any(|part| self.is_quoted(part.start));
        let other = self.verb_at(mark).is_some_and(|verb| verb.first == mark)
            || self.is(mark, Class::Subordinator)
            || self.is(mark, Class::Relative);
        if quoted_before || other || self.kind(from) != Some(TokenKind::Comma) {
            return;
        }
        let said = Said { start: mark, complement: Complement::Clause, class: CueClass::Say, cue: None };
        let end = self.scope_end(said, mark);
        if end > mark + 1 {
            content.push(mark..self.to_end_of_quotation(mark, end));
        }
    }

    /// "was reported", "is expected to win", "was accused by Smith of lying".
    fn passive_tie(&self, verb: &VerbGroup, cue: &VerbCue, end: usize, earlier: &[Tie]) -> Option<Tie> {
        let found = self.complement(end, cue);
        let by = (end..self.span.end.min(end + 12)).find(|&i| self.is(i, Class::By) && !self.is_quoted(i));
        let source =
            by.and_then(|by| self.noun_at(by + 1).filter(|noun| noun.first == by + 1 && self.noun_is_human(noun)));
        let source = source.map(|noun| self.right_extended(noun));
        let content = match found.complement {
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

    /// The tie with its score.
    fn judged(&self, mut tie: Tie, cue: &VerbCue, verb: &VerbGroup, earlier: &[Tie]) -> Tie {
        let frame = judge::frame(tie.pattern, tie.complement);
        self.judge(&mut tie, cue.frames.strength(frame), Some(verb), !earlier.is_empty());
        tie
    }
}

/// Whether a verb can stand behind or between what is said: "…, he noted".
fn can_speak(cue: &VerbCue) -> bool {
    cue.frames.strength(Frame::Quote) > 0
        || cue.frames.strength(Frame::Clause) > 1
        || cue.frames.strength(Frame::None) > 1
}
