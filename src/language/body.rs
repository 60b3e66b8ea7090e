//! Names of bodies that go on behind their noun: "the Department of Health and Human Services", "the Committee to Protect Journalists",
//! "the Food and Agriculture Organization".

use super::chunk::{NounPhrase, Scan};
use super::form::Forms;
use super::lexicon::{Class, NounKind};
use super::tag::Tag;
use super::token::TokenKind;

impl Scan<'_> {
    /// The noun phrase of a body that begins with `phrase`, with all that it is called; any other is left as it is.
    pub(super) fn body(&self, phrase: NounPhrase) -> NounPhrase {
        let mut phrase = self.joined_before(phrase).unwrap_or(phrase);
        let head = &self.syntax.tokens[phrase.head];
        if !(head.capital && head.tag.is_name() && self.is_body(phrase.head)) {
            return phrase;
        }
        let from = phrase.end;
        while let Some(end) = self.called_after(phrase.end) {
            phrase.end = end;
        }
        if phrase.end == from {
            return phrase;
        }
        phrase.end = self.listed(phrase.end);
        // "an Office for National Statistics report"
        let noun = |i: &usize| {
            let token = self.syntax.tokens.get(*i).filter(|_| *i < self.end);
            token.is_some_and(|token| matches!(token.tag, Tag::Noun | Tag::Nouns) && !token.capital)
                && !self.is_any(*i, &[Class::Time, Class::Day, Class::Today])
        };
        if let Some(last) = (phrase.end..self.end).take_while(noun).last() {
            (phrase.head, phrase.end) = (last, last + 1);
        }
        phrase
    }

    fn is_any(&self, i: usize, classes: &[Class]) -> bool {
        i < self.end && self.syntax.entry(i).classes.has_any(classes)
    }

    fn is_body(&self, i: usize) -> bool {
        let kinds = self.syntax.entry(i).kinds;
        kinds.has(NounKind::Organisation) || kinds.has(NounKind::Document)
    }

    /// Where what a body is called after ends, if the word at `link` brings that in: "of Defence", "for National Statistics", "to Protect
    /// Journalists", "Against Hunger".
    fn called_after(&self, link: usize) -> Option<usize> {
        let capital = self.syntax.tokens.get(link).filter(|_| link < self.end)?.capital;
        let at = link + 1 + usize::from(self.is(link + 1, Class::Definite) && !capital);
        let end = self.run(at);
        let named = |i: usize| self.tag(i).is_some_and(|tag| tag.is_noun() || tag.is_adjective() || tag == Tag::Gerund);
        let calls = match () {
            () if self.is_any(link, &[Class::Of, Class::For]) => named(at),
            // "the Committee on Climate Change", but not "the Council on Tuesday".
            () if self.is(link, Class::On) => (at..end).all(|i| self.is_common(i) || self.syntax.tokens[i].upper),
            () if self.is(link, Class::To) => at == link + 1,
            () => capital && self.is(link, Class::NamePreposition),
        };
        (calls && end > at).then_some(end)
    }

    /// Where the words with a capital end that begin at token `at`.
    fn run(&self, at: usize) -> usize {
        let time = [Class::Day, Class::Month];
        let word = |&i: &usize| {
            let token = &self.syntax.tokens[i];
            token.kind == TokenKind::Word && token.capital && token.tag != Tag::Pronoun && !self.is_any(i, &time)
        };
        at + (at..self.end).take_while(word).count()
    }

    /// Whether a word with a capital is one of the language, and no name: "Health".
    fn is_common(&self, i: usize) -> bool {
        let common = Forms::NOUN.with(Forms::NOUNS).with(Forms::ADJECTIVE).with(Forms::GERUND);
        let token = &self.syntax.tokens[i];
        token.forms.has_any(common) && !token.upper && self.syntax.entry(i).gender.is_none()
    }

    /// Where a list ends that goes on behind token `end` with what a body is called after: " and Human Services", ", Education and Welfare".
    fn listed(&self, end: usize) -> usize {
        let comma = |i: usize| i < self.end && self.syntax.tokens[i].kind == TokenKind::Comma;
        let and = |i: usize| self.is(i, Class::And) || i < self.end && self.syntax.text(i) == "&";
        // What names a body of its own is none of the list: "and Police Scotland", "and Shell".
        let member = |at: usize| {
            let end = self.run(at);
            let other = |last: usize| self.is_body(last) && self.syntax.tokens[last].tag != Tag::Names;
            (end > at && (at..end).all(|i| self.is_common(i)) && !other(end - 1) && self.is(end - 1, Class::Field))
                .then_some(end)
        };
        let mut at = end;
        while let Some(next) = Some(at).filter(|&at| comma(at) && !and(at + 1)).and_then(|at| member(at + 1)) {
            at = next;
        }
        let link = at + usize::from(comma(at) && and(at + 1));
        let last = Some(link).filter(|&link| and(link)).and_then(|link| member(link + 1));
        last.unwrap_or(end)
    }

    /// "Food and Agriculture Organization": `phrase` with the body that it is the first word of.
    fn joined_before(&self, phrase: NounPhrase) -> Option<NounPhrase> {
        let inside = self.is(phrase.first, Class::Definite) && phrase.head > phrase.first || phrase.first > self.first;
        let named = phrase.first + usize::from(self.is(phrase.first, Class::Definite));
        let common =
            |i: usize| self.syntax.tokens[i].capital && self.is_common(i) && !self.syntax.entry(i).kinds.is_some();
        if !inside || !self.is(phrase.end, Class::And) || named > phrase.head || !(named..=phrase.head).all(common) {
            return None;
        }
        let end = self.run(phrase.end + 1);
        let head = end.checked_sub(1).filter(|&head| head > phrase.end + 1)?;
        let capital = self.syntax.tokens[head].tag.is_name() && self.is_body(head);
        let common = (phrase.end + 1..head).all(common);
        (capital && common).then_some(NounPhrase { end, head, ..phrase })
    }
}
