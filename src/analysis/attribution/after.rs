//! Ties whose verb stands behind what is said, or inside it: "“…,” said Smith", "Sales rose, the ministry said, in May".

use std::ops::Range;

use super::content::{Complement, Found};
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{Pattern, Tie};
use crate::language::chunk::VerbGroup;
use crate::language::form::Forms;
use crate::language::lexicon::{Class, CueClass, Frame, VerbCue};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl View<'_> {
    /// "“…,” said Smith", "…, said the ministry".
    pub(super) fn inverted(
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
        // "It was put off until Monday's vote, pushing it up, said Kelly Cripe.": nothing behind the name, and a clause before it all.
        let closes = self.kind(noun.end).is_none_or(|kind| kind == TokenKind::Stop)
            && self.tag(noun.head).is_some_and(Tag::is_name);
        let inside = |source: &SourceSpan| {
            let clause = self.span.start..source.tokens.start;
            closes && self.reading.chunks.verbs_in(&clause).iter().any(|verb| verb.finite)
        };
        let behind_all = |source: &SourceSpan| self.is_of_clause_before(source, before) || inside(source);
        let after_comma = self.is_comma(before) && left.is_none_or(behind_all);
        let told = self.is(verb.main, Class::Told);
        if !speaks || told || !verb.finite || !simple || !(after_quote || after_comma) || self.is_time(noun) {
            return None;
        }
        if !self.noun_is_human(noun) && !self.reading.syntax.entry(noun.head).kinds.is_some() && !after_quote {
            return None;
        }
        // "Smith, who was away, said its numbers were wrong": a subject of what is said, not of the cue.
        if after_comma && self.verb_at(noun.end).is_some_and(|next| next.finite && next.first == noun.end) {
            return None;
        }
        let source = self.right_extended(noun);
        let rest = source.tokens.end;
        let content = match self.content_before(before) {
            Some(mut content) => {
                self.add_rest(rest, &mut content);
                content
            }
            None => self.in_the_middle(before, rest)?,
        };
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
    pub(super) fn after_content(
        &self,
        verb: &VerbGroup,
        cue: &VerbCue,
        end: usize,
        source: &SourceSpan,
        found: &Found,
        earlier: &[Tie],
    ) -> Option<Tie> {
        // "“…,” Smith was quoted as saying."
        let quoted_as = || {
            let passive = self.before(verb.first).filter(|&i| self.is(i, Class::As)).and_then(|i| self.verb_to(i));
            passive.is_some_and(|passive| passive.finite && passive.passive)
        };
        if source.antecedent.is_some() || !(verb.finite || quoted_as()) || source.tokens.end > verb.first {
            return None;
        }
        let speaks = can_speak(cue);
        // "Prices rose, or so Smith said."
        let so = self.before(source.tokens.start).filter(|&i| self.is(i, Class::So) && self.before_is(i, Class::Or));
        let start = so.map_or(source.tokens.start, |i| i - 1);
        let Some(before) = self.before(start) else {
            let content = self.sentence_before(verb, cue, end, found)?;
            return Some(self.after_tie(verb, cue, end, source, vec![content], earlier));
        };
        let after_quote = self.is_quote(before) && self.quotation_to(before).is_some();
        let after_comma = self.is_comma(before);
        if !speaks || !(after_quote || after_comma) {
            return None;
        }
        let clear_right = match found.complement {
            Complement::Nothing => true,
            Complement::About => after_quote || self.adjuncts_only(end),
            Complement::Object => after_quote || (self.is(verb.main, Class::Told) && self.adjuncts_only(end)),
            Complement::Quotation => after_quote || (self.is_comma(found.start) && self.clause_before(before)),
            // "“It matters to us” Lopez said when we called."
            Complement::Clause | Complement::ThatClause
                if self.is(end, Class::Subordinator) && !self.is(end, Class::That) =>
            {
                self.quotation_to(before).is_some_and(|quotation| quotation.words > 2)
            }
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

    /// "“This must stop.” Smith, a lawyer, said in a statement.": a quotation that ends with a stop is a sentence of its own, but said by
    /// whoever says nothing else in the next one.
    fn sentence_before(&self, verb: &VerbGroup, cue: &VerbCue, end: usize, found: &Found) -> Option<Range<usize>> {
        let mark = self.span.start.checked_sub(1)?;
        let quotation =
            self.reading.quotation_at(mark).filter(|q| q.closed && q.tokens.end == mark + 1 && q.words > 2)?;
        let says = matches!(cue.class, CueClass::Say | CueClass::Write);
        let bare = match found.complement {
            Complement::Nothing | Complement::About => true,
            Complement::Object => self.is(verb.main, Class::Told),
            _ => false,
        };
        (says && bare && self.behind_adjuncts(end) >= self.end_of_words()).then(|| quotation.tokens.clone())
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

    /// "The board, Smith said, called the report …": a source and cue in the middle of a clause, which is what is said.
    fn in_the_middle(&self, before: usize, behind: usize) -> Option<Vec<Range<usize>>> {
        let start = self.start_of_words();
        let rest = behind + 1;
        let verb = self.reading.chunks.verbs_in(&(rest..self.span.end)).iter().any(|verb| verb.finite);
        if !self.is_comma(before) || !self.is_comma(behind) || !verb || before < start {
            return None;
        }
        let said = Said { start: rest, complement: Complement::Clause, class: CueClass::Say, cue: None };
        let end = self.scope_end(said, rest);
        let rest = rest..self.to_end_of_quotation(rest, end);
        // "But, he said, …": nothing stands before.
        Some(if before > start { vec![start..before, rest] } else { vec![rest] })
    }

    /// "…, which he said was unfair", "what Smith told reporters": what is said is the relative pronoun and the rest.
    pub(super) fn around_gap(&self, verb: &VerbGroup, end: usize, source: &SourceSpan) -> Option<Vec<Range<usize>>> {
        let relative = self.before(source.tokens.start).filter(|&i| {
            (self.tag(i) == Some(Tag::Relative) || self.is(i, Class::Relative)) && self.noun_at(i).is_none()
        });
        // "a probe the agency said was under way": the relative pronoun is left out.
        let bare = || {
            let noun = self.noun_to(source.tokens.start).filter(|noun| !self.is_time(noun))?;
            self.verb_at(end).filter(|next| next.first == end && next.finite)?;
            Some(noun.first..noun.end)
        };
        let gap = relative.map(|i| i..i + 1).or_else(bare)?;
        let what = relative.is_some_and(|i| self.is(i, Class::What));
        // The verb behind the gap may look like a participle: "which she said represented …".
        let goes_on = self
            .verb_at(end)
            .is_some_and(|next| next.first == end && (next.finite || self.tag(next.main) == Some(Tag::Participle)));
        if !(goes_on || what) || !verb.finite {
            return None;
        }
        let from = gap.start;
        let mut content = vec![gap];
        if goes_on {
            let said = Said { start: end, complement: Complement::Clause, class: CueClass::Say, cue: Some(verb) };
            let close = self.scope_end(said, from);
            content.push(end..self.to_end_of_quotation(end, close));
        }
        Some(content)
    }

    /// "As the minister said, …".
    pub(super) fn as_said(&self, end: usize, source: &SourceSpan) -> Option<Vec<Range<usize>>> {
        let conjunction = self.before(source.tokens.start).filter(|&i| self.is(i, Class::As))?;
        // "as traders signaled displeasure": what they said is told.
        let object = self.noun_from(end).filter(|noun| !self.is_time(noun) && !self.noun_is_human(noun));
        if object.is_some_and(|noun| self.entry(noun.head).is_none_or(|entry| entry.pronoun.is_none())) {
            return None;
        }
        let comma = self.behind_adjuncts(end);
        // "“…,” as the minister put it."
        let before = self.before(conjunction).filter(|&i| self.is_comma(i) || self.quotation_to(i).is_some());
        if let Some(before) = before.filter(|_| comma >= self.end_of_words()) {
            return self.content_before(before);
        }
        let first = self.before(conjunction).is_none_or(|i| self.is_comma(i) || self.is(i, Class::Coordinator));
        let rest = comma + 1..self.to_end_of_quotation(comma + 1, self.end_of_words());
        // "As the minister put it: “…”"
        let mark = self.is_comma(comma) || self.kind(comma) == Some(TokenKind::Colon);
        (first && mark && rest.len() > 2).then(|| vec![rest])
    }

    /// Whether the quotation before token `mark` ends with a comma or a stop of its own: a whole utterance.
    pub(super) fn ended_sentence(&self, mark: usize) -> bool {
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
    pub(super) fn behind_adjuncts(&self, from: usize) -> usize {
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
        let has_verb = self.reading.chunks.verbs_in(&(start..before)).iter().any(|verb| verb.finite)
            || self.has_hidden_verb(start..before);
        (has_verb && before > start && !self.is_comma(start)).then(|| vec![start..before])
    }

    /// "The bridge cost $412 million": whether a verb that looks like a noun, an adjective or a base form stands behind a noun and
    /// before its object.
    fn has_hidden_verb(&self, mut tokens: Range<usize>) -> bool {
        let first = tokens.start;
        tokens.any(|i| {
            let Some(token) = self.token(i).filter(|token| i > first && !token.capital) else { return false };
            let verb = token.forms.has_any(Forms::BASE.with(Forms::THIRD).with(Forms::PAST));
            let tag = matches!(token.tag, Tag::Noun | Tag::Nouns | Tag::Adjective | Tag::Base | Tag::Participle);
            let subject = self.before(i).and_then(|j| self.tag(j)).is_some_and(Tag::is_noun);
            let object = matches!(self.tag(i + 1), Some(Tag::Number | Tag::Symbol | Tag::Determiner | Tag::Possessive));
            verb && tag && subject && object
        })
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
        let quoted_before = content.iter().any(|part| self.is_quoted(part.start));
        // "“A,” he said, referring to the deal, “B.”"
        let gerund = self.verb_at(mark).is_some_and(|verb| self.tag(verb.main) == Some(Tag::Gerund) && !verb.finite);
        let behind = (mark..self.span.end).take(25).find(|&i| self.is_comma(i)).filter(|_| gerund && quoted_before);
        let next = self.quotation_from(mark).or_else(|| self.quotation_from(behind? + 1));
        if let Some(quotation) = next {
            content.push(quotation.tokens.clone());
            return;
        }
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
}

/// Whether a verb can stand behind or between what is said: "…, he noted".
fn can_speak(cue: &VerbCue) -> bool {
    cue.frames.strength(Frame::Quote) > 0
        || cue.frames.strength(Frame::Clause) > 1
        || cue.frames.strength(Frame::None) > 1
}
