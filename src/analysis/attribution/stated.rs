//! Ties by verbs that are none of saying, but bring in a figure that their subject answers for: "the mayor put the toll at 412",
//! "the bank cut its forecast to 4%", "the bill includes $3.8 billion".

use std::ops::Range;

use super::content::Complement;
use super::frame::is_written;
use super::scope::Said;
use super::source::SourceSpan;
use super::view::View;
use super::{LIKELY, Pattern, Tie};
use crate::language::chunk::VerbGroup;
use crate::language::lexicon::{Class, CueClass, NounKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many tokens may stand between a verb and the figure that it brings in.
const NEAR: usize = 16;

impl View<'_> {
    /// Adds the ties of this sentence by verbs that bring in a figure; those from `from` on in `ties` are its others.
    pub(crate) fn figure_ties(&self, ties: &mut Vec<Tie>, from: usize) {
        for verb in self.verbs() {
            if self.is_quoted(verb.main) || verb.negated {
                continue;
            }
            let taken = ties[from..].iter().any(|tie| tie.main == verb.main && tie.score >= LIKELY && tie.vouches);
            let found = || {
                self.puts_at(verb)
                    .or_else(|| self.moves_forecast(verb))
                    .or_else(|| self.provides(verb))
                    .or_else(|| self.decrees(verb))
                    .or_else(|| self.gives_figure(verb))
                    .or_else(|| self.of_estimate(verb))
                    .or_else(|| self.announces(verb))
            };
            ties.extend((!taken).then(found).flatten());
            ties.extend(self.passes_on(verb));
        }
    }

    /// "The mayor put the toll at 412", "was put at 412 by the police", "which she estimated at $500".
    fn puts_at(&self, verb: &VerbGroup) -> Option<Tie> {
        if !self.is(verb.main, Class::PutsAt) {
            return None;
        }
        let mut near = self.ahead(verb.end, NEAR);
        let at = near.find(|&i| self.is(i, Class::At) && self.amount_from(i + 1))?;
        let between = verb.end..at;
        // "the number of those affected at 412" has a participle.
        let verbs = self.reading.chunks.verbs_in(&between);
        let broken =
            between.clone().any(|i| self.is_comma(i)) || verbs.iter().any(|verb| verb.finite || verb.infinitive);
        if broken {
            return None;
        }
        if verb.passive || (!verb.finite && self.tag(verb.main) == Some(Tag::Participle)) {
            return self.put_at_by(verb, at);
        }
        // "Analysts at Brenn put …": the past of some verbs looks like their base form.
        let bare = !verb.finite && !verb.infinitive && verb.end - verb.first == 1 && self.noun_to(verb.first).is_some();
        let source = if bare { self.subject_before(verb.first, 8) } else { self.subject(verb) };
        let source = source.filter(|source| self.can_answer(source))?;
        let start = if self.noun_from(verb.end).is_some() { verb.end } else { at };
        let mut content = vec![start..self.end_of_figure(verb, start, source.tokens.start)];
        if start == at {
            // Of what it is told: "the cost, which she estimated at $500".
            let gap = self.before(source.tokens.start).filter(|&i| self.is(i, Class::Relative))?;
            content.insert(0, gap..gap + 1);
        }
        Some(stated(verb, verb.first..verb.end, source, content))
    }

    fn put_at_by(&self, verb: &VerbGroup, at: usize) -> Option<Tie> {
        let by = self.ahead(verb.end, NEAR).find(|&i| self.is(i, Class::By))?;
        let agent = self.noun_from(by + 1)?;
        let source = self.right_extended(agent);
        if !self.can_answer(&source) {
            return None;
        }
        let mut content: Vec<Range<usize>> = self.subject(verb).map(|subject| subject.tokens).into_iter().collect();
        content.push(if at < by { at..by } else { at..self.end_of_figure(verb, at, verb.first) });
        let mut tie = stated(verb, verb.first..verb.end, source, content);
        tie.pattern = Pattern::PassiveBy;
        Some(tie)
    }

    /// "The bank cut its forecast to 4%", "raised the estimate for May to 412".
    fn moves_forecast(&self, verb: &VerbGroup) -> Option<Tie> {
        let noun = self.noun_from(verb.end).filter(|noun| self.is(noun.head, Class::Forecasts))?;
        let owned = noun.genitive.is_some() || self.tag(noun.first) == Some(Tag::Possessive) || self.is_definite(noun);
        let mut near = self.ahead(noun.end, NEAR);
        let to = near.find(|&i| self.is_any(i, &[Class::To, Class::At, Class::By]) && self.amount_from(i + 1));
        if !owned || verb.passive || to.is_none() {
            return None;
        }
        let source = self.subject(verb).filter(|source| self.can_answer(source))?;
        let end = self.end_of_figure(verb, noun.first, source.tokens.start);
        Some(stated(verb, verb.first..verb.end, source, vec![noun.first..end]))
    }

    /// "The bill includes $3.8 billion", "the act stipulated that 8.3 million acres be leased": a document answers for what it holds.
    fn provides(&self, verb: &VerbGroup) -> Option<Tie> {
        if verb.passive || !verb.finite && !self.is(verb.main, Class::Provides) {
            return None;
        }
        let source = self.subject(verb)?;
        let head = source.antecedent.as_ref().map_or(source.head, |(_, head)| *head);
        // "A Delmar poll has Smith ahead by 41% to 37%".
        let has = self.is(verb.main, Class::Have) && self.is(head, Class::Survey);
        // "The bill would raise the wage to $15": what it sets stands in it, what comes of that does not.
        let modal = (verb.first..verb.main).any(|i| self.is_any(i, &[Class::Will, Class::Would]));
        let decides = modal && self.ahead(verb.end, NEAR).any(|i| self.is(i, Class::To) && self.amount_from(i + 1));
        if !(has || decides || self.is(verb.main, Class::Provides)) {
            return None;
        }
        let kinds = self.reading.syntax.entry(head).kinds;
        // "The Test carries 300 tonnes": a river.
        let named = self.noun_at(head).is_some_and(|noun| noun.end - noun.first <= 2)
            && self.reading.syntax.tokens[head].capital
            && head > self.span.start;
        if !kinds.has(NounKind::Document) || kinds.is_human() || named {
            return None;
        }
        let start = verb.end;
        let complement = if self.is(start, Class::That) { Complement::ThatClause } else { Complement::Clause };
        let said = Said { start, complement, class: CueClass::Show, cue: Some(verb) };
        let end = self.to_end_of_quotation(start, self.scope_end(said, source.tokens.start));
        let number = (start..end).any(|i| self.kind(i) == Some(TokenKind::Number));
        number.then(|| stated(verb, verb.first..verb.end, source, vec![start..end]))
    }

    /// "The commission fined the firm $1 billion", "the jury awarded her $4 million": an authority answers for what it imposes.
    fn decrees(&self, verb: &VerbGroup) -> Option<Tie> {
        if verb.passive || !verb.finite || !self.is(verb.main, Class::Decrees) {
            return None;
        }
        let amount = self.ahead(verb.end, NEAR).find(|&i| self.amount_from(i))?;
        let source = self.subject(verb).filter(|source| source.antecedent.is_none() && self.can_answer(source))?;
        let end = self.end_of_figure(verb, verb.end, source.tokens.start);
        (amount < end).then(|| stated(verb, verb.first..verb.end, source, vec![verb.end..end]))
    }

    /// "The agency gave a figure of $41 million", "gave the toll as 412".
    fn gives_figure(&self, verb: &VerbGroup) -> Option<Tie> {
        if verb.passive || !verb.finite || !self.is(verb.main, Class::GivesFigure) {
            return None;
        }
        let gauge =
            self.ahead(verb.end, 4).find_map(|i| self.noun_from(i).filter(|noun| self.is(noun.head, Class::Gauge)))?;
        let link = self.is_any(gauge.end, &[Class::Of, Class::As]) && self.amount_from(gauge.end + 1);
        let source = self.subject(verb).filter(|_| link)?;
        let end = self.end_of_figure(verb, gauge.first, source.tokens.start);
        Some(stated(verb, verb.first..verb.end, source, vec![gauge.first..end]))
    }

    /// "The agency's estimate is $41 million", "estimates by Delmar range from 41 to 53": whoever estimates answers for the amount.
    fn of_estimate(&self, verb: &VerbGroup) -> Option<Tie> {
        if !verb.finite || self.entry(verb.main)?.verb.is_some_and(|cue| cue.class == CueClass::Deny) {
            return None;
        }
        let subject = self.subject(verb).filter(|source| source.antecedent.is_none())?;
        let noun = self.noun_at(subject.head).filter(|noun| self.is(noun.head, Class::Forecasts))?;
        let (owner, _, _) = self.whose(noun);
        let source = owner?;
        let end = self.end_of_figure(verb, verb.end, subject.tokens.start);
        let number = (verb.end..end).any(|i| self.kind(i) == Some(TokenKind::Number));
        number.then(|| stated(verb, noun.head..verb.end, source, vec![verb.end..end]))
    }

    /// Whether a source is one that a figure can come from: people, an organisation, a document, a name.
    pub(super) fn can_answer(&self, source: &SourceSpan) -> bool {
        let head = source.antecedent.as_ref().map_or(source.head, |(_, head)| *head);
        let entry = self.reading.syntax.entry(head);
        let told = entry.kinds.is_human() || is_written(entry.kinds) || entry.pronoun.is_some();
        told || self.reading.syntax.tokens[head].tag.is_name() || entry.classes.has(Class::Anyone)
    }

    /// Whether an amount begins at token `i`, behind words like "about" and "more than".
    pub(super) fn amount_from(&self, i: usize) -> bool {
        self.ahead(i, 5)
            .take_while(|&i| self.verb_at(i).is_none() && !self.is_comma(i))
            .any(|i| matches!(self.tag(i), Some(Tag::Number)) || self.kind(i) == Some(TokenKind::Number))
    }

    fn end_of_figure(&self, verb: &VerbGroup, start: usize, from: usize) -> usize {
        let said = Said { start, complement: Complement::Clause, class: CueClass::Say, cue: Some(verb) };
        self.to_end_of_quotation(start, self.scope_end(said, from))
    }
}

fn stated(verb: &VerbGroup, cue: Range<usize>, source: SourceSpan, content: Vec<Range<usize>>) -> Tie {
    Tie { content, ..Tie::settled(Pattern::Verb, Complement::Object, (cue, verb.main), source) }
}
