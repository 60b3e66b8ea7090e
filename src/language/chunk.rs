//! Shallow syntax: noun phrases without what follows them, and verb groups.

use std::ops::Range;

use super::Syntax;
use super::lexicon::Class;
use super::tag::Tag;
use super::token::TokenKind;

/// A noun phrase up to its head: "the Ukrainian president Volodymyr Zelenskyy", "Ukraine's head", "79 days", "he".
#[derive(Clone, Copy, Debug)]
pub struct NounPhrase {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub end: usize,
    /// Index of its head: its last noun, number or pronoun.
    pub head: usize,
    /// For "Ukraine's head": the index of the token that makes the genitive.
    pub genitive: Option<usize>,
}

/// A verb with its auxiliaries and adverbs: "has repeatedly said", "to say", "was not told".
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token, a particle included.
    pub end: usize,
    /// Index of its main verb.
    pub main: usize,
    /// Whether it has a tense or a modal.
    pub finite: bool,
    /// Whether it is in the passive.
    pub passive: bool,
    /// Whether it is negated.
    pub negated: bool,
    /// Whether it begins with "to".
    pub infinitive: bool,
}

/// What a token is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chunk {
    /// No phrase.
    None,
    /// The noun phrase of that index.
    Noun(u32),
    /// The verb group of that index.
    Verb(u32),
}

/// The phrases of a block.
pub struct Chunks {
    /// Noun phrases, in order.
    pub nouns: Vec<NounPhrase>,
    /// Verb groups, in order.
    pub verbs: Vec<VerbGroup>,
    /// What each token is part of.
    pub at: Vec<Chunk>,
}

impl Chunks {
    /// Finds the phrases of all sentences.
    #[must_use]
    pub fn new(syntax: &Syntax<'_>) -> Self {
        let mut chunks = Self { nouns: Vec::new(), verbs: Vec::new(), at: vec![Chunk::None; syntax.tokens.len()] };
        for sentence in &syntax.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let scan = Scan { syntax, first: sentence.start, end: sentence.end };
                at = if let Some(verb) = scan.verb_group(at) {
                    let chunk = Chunk::Verb(crate::text::offset(chunks.verbs.len()));
                    chunks.at[verb.first..verb.end].fill(chunk);
                    chunks.verbs.push(verb);
                    verb.end
                } else if let Some(noun) = scan.noun_phrase(at) {
                    let chunk = Chunk::Noun(crate::text::offset(chunks.nouns.len()));
                    chunks.at[noun.first..noun.end].fill(chunk);
                    chunks.nouns.push(noun);
                    noun.end
                } else {
                    at + 1
                };
            }
            chunks.finite_after_all(syntax, sentence);
        }
        chunks
    }

    /// "Smith called on her": a past tense that was tagged a participle. It follows a noun phrase, no agent follows it, and the
    /// clause has no other finite verb.
    fn finite_after_all(&mut self, syntax: &Syntax<'_>, sentence: &Range<usize>) {
        let from = self.verbs.partition_point(|verb| verb.first < sentence.start);
        for i in from..self.verbs.len() {
            let verb = self.verbs[i];
            let bare = verb.end - verb.first == 1 && syntax.tokens[verb.main].tag == Tag::Participle;
            let before = verb.first.checked_sub(1).filter(|&j| j >= sentence.start);
            // "Smith continued by saying": no agent.
            let deed = syntax.tokens.get(verb.end + 1).is_some_and(|next| next.tag == Tag::Gerund);
            let agent = verb.end < sentence.end && syntax.entry(verb.end).classes.has(Class::By) && !deed;
            // "a 12% rise compared with May"
            let compared = syntax.entry(verb.main).classes.has(Class::Compared)
                && verb.end < sentence.end
                && syntax.entry(verb.end).classes.has_any(&[Class::To, Class::With]);
            if !bare || agent || compared {
                continue;
            }
            if before.is_some_and(|j| self.is_apposed(syntax, sentence, j, verb.end)) {
                continue;
            }
            if before.is_some_and(|j| self.takes_object(syntax, sentence, j, verb.end)) {
                self.verbs[i].finite = true;
                continue;
            }
            let after_noun = before.and_then(|j| self.noun_at(j)).is_some_and(|noun| {
                let before = noun.first.checked_sub(1).filter(|&j| j >= sentence.start);
                before.is_none_or(|j| !matches!(self.at[j], Chunk::Verb(_)) && syntax.tokens[j].tag != Tag::Preposition)
            });
            if !after_noun {
                continue;
            }
            let boundary = (verb.end..sentence.end).find(|&j| {
                matches!(syntax.tokens[j].kind, TokenKind::Comma | TokenKind::Semicolon)
                    || matches!(syntax.tokens[j].tag, Tag::Coordinator | Tag::Subordinator | Tag::Relative)
            });
            let boundary = boundary.unwrap_or(sentence.end);
            let other = self.verbs[i + 1..].iter().take_while(|next| next.first < boundary).any(|next| next.finite);
            self.verbs[i].finite = !other;
        }
    }

    /// "Smith, a man considered one of the best, said": whether the noun phrase at token `before` is an apposition, behind whose comma,
    /// the first after token `next`, the verb follows.
    fn is_apposed(&self, syntax: &Syntax<'_>, sentence: &Range<usize>, before: usize, next: usize) -> bool {
        let comma = |j: usize| syntax.tokens[j].kind == TokenKind::Comma;
        let Some(noun) = self.noun_at(before) else { return false };
        let named = noun.first.checked_sub(2).filter(|&j| j >= sentence.start && comma(j + 1));
        let close = (next..sentence.end).take(30).find(|&j| comma(j));
        let verb = |j: usize| self.verb_at(j + 1).is_some_and(|verb| verb.finite && verb.first == j + 1);
        named.is_some_and(|j| self.noun_at(j).is_some()) && close.is_some_and(verb)
    }

    /// Whether a participle between token `before` and token `next` must be finite: behind a noun phrase or the comma that closes a
    /// parenthesis, and with an object, "that" or a quotation behind it.
    fn takes_object(&self, syntax: &Syntax<'_>, sentence: &Range<usize>, before: usize, next: usize) -> bool {
        let comma = |j: usize| syntax.tokens[j].kind == TokenKind::Comma;
        let parenthesis = comma(before) && {
            let open = (sentence.start..before).rev().take(40).find(|&j| comma(j));
            open.is_some_and(|open| open > sentence.start && self.noun_at(open - 1).is_some())
        };
        let bracket = syntax.tokens[before].kind == TokenKind::Close && {
            let open = (sentence.start..before).rev().take(12).find(|&j| syntax.tokens[j].kind == TokenKind::Open);
            open.is_some_and(|open| open > sentence.start && self.noun_at(open - 1).is_some())
        };
        let subject = self.noun_at(before).is_some() || parenthesis || bracket;
        let object = next < sentence.end && {
            let last = self.noun_at(next).map_or(next, |noun| noun.head);
            let time = syntax.entry(last).classes.has_any(&[Class::Day, Class::Time, Class::Month]);
            let noun = self.noun_at(next).is_some_and(|noun| noun.first == next) && !time;
            let clause = syntax.entry(next).classes.has(Class::That) || syntax.tokens[next].kind == TokenKind::Quote;
            let preposition = parenthesis && syntax.tokens[next].tag == Tag::Preposition;
            noun || clause || preposition
        };
        subject && object
    }

    /// The noun phrase that token `i` is part of.
    #[must_use]
    pub fn noun_at(&self, i: usize) -> Option<&NounPhrase> {
        match self.at.get(i)? {
            Chunk::Noun(n) => self.nouns.get(*n as usize),
            _ => None,
        }
    }

    /// The verb group that token `i` is part of.
    #[must_use]
    pub fn verb_at(&self, i: usize) -> Option<&VerbGroup> {
        match self.at.get(i)? {
            Chunk::Verb(n) => self.verbs.get(*n as usize),
            _ => None,
        }
    }

    /// The verb groups that begin in `tokens`.
    #[must_use]
    pub fn verbs_in(&self, tokens: &Range<usize>) -> &[VerbGroup] {
        let from = self.verbs.partition_point(|verb| verb.first < tokens.start);
        let to = self.verbs.partition_point(|verb| verb.first < tokens.end);
        &self.verbs[from..to.max(from)]
    }
}

pub(super) struct Scan<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    /// Where the sentence begins.
    pub(super) first: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Scan<'_> {
    pub(super) fn tag(&self, i: usize) -> Option<Tag> {
        (i < self.end).then(|| self.syntax.tokens[i].tag)
    }

    pub(super) fn is(&self, i: usize, class: Class) -> bool {
        i < self.end && self.syntax.entry(i).classes.has(class)
    }

    fn is_auxiliary(&self, i: usize) -> bool {
        let verbal = self.tag(i).is_some_and(Tag::is_verb);
        verbal && self.syntax.entry(i).classes.has_any(&[Class::Be, Class::Have, Class::Do, Class::Get, Class::Modal])
    }

    /// The verb group that begins at `at`.
    fn verb_group(&self, at: usize) -> Option<VerbGroup> {
        let mut group = VerbGroup {
            first: at,
            end: at,
            main: at,
            finite: false,
            passive: false,
            negated: false,
            infinitive: self.tag(at) == Some(Tag::To),
        };
        let mut i = at + usize::from(group.infinitive);
        let mut found = false;
        let mut after_be = false;
        while let Some(tag) = self.tag(i) {
            if self.is(i, Class::Not) {
                group.negated = true;
            } else if tag == Tag::Adverb || (tag == Tag::Particle && found) {
                // An adverb belongs to the group if more of the verb follows; a particle ends it.
                if !found && !group.infinitive {
                    return None;
                }
                if tag == Tag::Particle && !self.is_auxiliary(group.main) {
                    i += 1;
                    group.end = i;
                    break;
                }
            } else if tag.is_verb() {
                // One verb after another only if what stands before is an auxiliary: "helped build" is two groups.
                if found && !self.is_auxiliary(group.main) {
                    break;
                }
                if found && tag.is_finite() {
                    break;
                }
                group.finite |= !found && tag.is_finite();
                group.passive = after_be && tag == Tag::Participle;
                after_be = self.is(i, Class::Be) || (self.is(i, Class::Get) && found);
                group.main = i;
                group.end = i + 1;
                found = true;
            } else {
                break;
            }
            i += 1;
        }
        // An infinitive without a verb is the preposition.
        found.then_some(group)
    }

    /// The noun phrase that begins at `at`.
    fn noun_phrase(&self, at: usize) -> Option<NounPhrase> {
        let mut phrase = self.body(self.simple_noun_phrase(at)?);
        // "Ukraine's head of …": the genitive goes on with another phrase.
        while self.tag(phrase.end) == Some(Tag::Genitive) && !self.syntax.tokens[phrase.end].spaced {
            let genitive = phrase.end;
            let Some(next) = self.simple_noun_phrase(genitive + 1).map(|next| self.body(next)) else { break };
            phrase = NounPhrase { first: phrase.first, end: next.end, head: next.head, genitive: Some(genitive) };
        }
        Some(phrase)
    }

    fn simple_noun_phrase(&self, at: usize) -> Option<NounPhrase> {
        if matches!(self.tag(at)?, Tag::Pronoun | Tag::There) {
            return Some(NounPhrase { first: at, end: at + 1, head: at, genitive: None });
        }
        let mut head: Option<usize> = None;
        let mut determined = false;
        let mut i = at;
        while let Some(tag) = self.tag(i) {
            if head.is_some_and(|head| self.parts_time(head, i)) {
                break;
            }
            let Some(heads) = self.goes_on(i, tag, head, determined) else { break };
            if heads {
                head = Some(i);
            }
            determined |= matches!(tag, Tag::Determiner | Tag::Possessive);
            i += 1;
        }
        let head = head?;
        // Modifiers behind the head are none of it.
        Some(NounPhrase { first: at, end: head + 1, head, genitive: None })
    }

    /// "a poll last week", "the defenders today", "Brenn Foods today": whether a time behind the noun `head` is a phrase of its own; but
    /// not in "USA Today".
    fn parts_time(&self, head: usize, i: usize) -> bool {
        let common = match self.syntax.tokens[head].tag {
            Tag::Noun | Tag::Nouns => true,
            Tag::Name | Tag::Names => !self.syntax.tokens[i].capital,
            _ => false,
        };
        common && self.is_time_phrase(i)
    }

    /// Whether token `i` goes on with a noun phrase that has the head `head` so far, and if it does, whether it is its head now.
    fn goes_on(&self, i: usize, tag: Tag, head: Option<usize>, determined: bool) -> Option<bool> {
        let noun = head.is_some_and(|head| self.syntax.tokens[head].tag.is_noun());
        match tag {
            Tag::Determiner | Tag::Possessive => {
                // A second determiner begins a new phrase, but for "all the", "both his".
                let second = head.is_some_and(|head| self.syntax.tokens[head].tag != Tag::Determiner);
                (!second).then(|| tag == Tag::Determiner && !self.is(i, Class::Article))
            }
            _ if tag.is_noun() || tag == Tag::Number => Some(true),
            Tag::Adjective | Tag::Comparative | Tag::Superlative => {
                let last = !self.noun_follows(i + 1);
                // "the rich", "the Lebanese"; "Cuban said"; "many argue".
                let verb = self.tag(i + 1).is_some_and(Tag::is_finite);
                let stands = determined || verb && (self.syntax.tokens[i].capital || self.is(i, Class::Quantifier));
                (!(noun && last)).then_some(head.is_none() && stands && last)
            }
            Tag::Gerund | Tag::Participle => {
                let modifies = self.noun_follows(i + 1) && (determined || tag == Tag::Participle);
                (!noun && modifies).then_some(false)
            }
            Tag::Adverb => (!noun && self.modifier_follows(i + 1)).then_some(false),
            _ if noun && self.joins(i) => Some(false),
            Tag::Symbol => self.symbol_goes_on(i, noun),
            _ => None,
        }
    }

    /// Whether the sign at token `i` joins two nouns without a blank: "the Post/Harlow News poll", "the Post–Harlow poll".
    fn joins(&self, i: usize) -> bool {
        let tokens = &self.syntax.tokens;
        let glued = !tokens[i].spaced && i + 1 < self.end && !tokens[i + 1].spaced;
        let noun = self.tag(i + 1).is_some_and(Tag::is_noun);
        let names = tokens[i - 1].capital && i + 1 < self.end && tokens[i + 1].capital;
        glued && noun && (self.syntax.text(i) == "/" || names && self.syntax.text(i) == "–")
    }

    /// The same for a sign: "$" before a number, "%", "&".
    fn symbol_goes_on(&self, i: usize, noun: bool) -> Option<bool> {
        let text = self.syntax.text(i);
        let money = matches!(text, "$" | "£" | "€" | "¥" | "₹" | "₽");
        let number = i + 1 < self.end && self.syntax.tokens[i + 1].kind == TokenKind::Number;
        let amount = money && (self.tag(i + 1) == Some(Tag::Number) || number);
        (amount && !noun || matches!(text, "%" | "&")).then_some(text == "%")
    }

    /// Whether "today", "Monday" or "last week" stands at `at`, and no noun behind it that it could belong to.
    fn is_time_phrase(&self, at: usize) -> bool {
        let last = at + usize::from(self.is(at, Class::Span));
        let time = if last > at {
            self.is(last, Class::Time) || self.is(last, Class::Day) || self.is(last, Class::Month)
        } else {
            self.is(at, Class::Day) || self.is(at, Class::Today)
        };
        time && !self.tag(last + 1).is_some_and(|tag| tag.is_noun() || tag.is_adjective())
    }

    /// Whether the tokens from `at` on go on to a noun through modifiers alone.
    fn noun_follows(&self, at: usize) -> bool {
        let mut i = at;
        while let Some(tag) = self.tag(i) {
            if tag.is_noun() {
                return true;
            }
            let comma = self.syntax.tokens[i].kind == TokenKind::Comma;
            let modifies = tag.is_adjective() || matches!(tag, Tag::Number | Tag::Participle | Tag::Gerund);
            if !(modifies || (comma && self.tag(i + 1).is_some_and(Tag::is_adjective)) || tag == Tag::Coordinator)
                || i > at + 6
            {
                return false;
            }
            i += 1;
        }
        false
    }

    fn modifier_follows(&self, at: usize) -> bool {
        let Some(tag) = self.tag(at) else { return false };
        (tag.is_adjective() || tag == Tag::Number || tag == Tag::Participle)
            && (tag == Tag::Number || self.noun_follows(at + 1))
    }
}
