//! Verbs that tell something and look like nouns or participles, and the other way round: "NHS data *shows* evictions rose", "figures
//! *released* on Tuesday show", "500,000 page *views*". What stands around them in their sentence leaves no doubt.

use super::form::Forms;
use super::lexicon::{Class, Form, Lexicon, NounKind, VerbCue};
use super::tag::Tag;
use super::token::{Token, TokenKind};

/// How many tokens stand at most between a participle and the verb of its sentence: "released on 16 June 2017 by the ministry".
const ADJUNCT: usize = 9;

/// Mends the tags of one sentence.
pub(super) fn mend(tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 1..tokens.len() {
        let telling = Telling { tokens, i, lexicon };
        if let Some(verb) = telling.verb_behind_participle() {
            tokens[i].tag = Tag::Participle;
            tokens[verb].tag = match tokens[verb].tag {
                Tag::Base | Tag::Noun => Tag::Present,
                Tag::Nouns => Tag::Presents,
                tag => tag,
            };
        } else if let Some(tag) = telling.tag() {
            tokens[i].tag = tag;
        }
    }
}

/// Token `i` in its sentence.
struct Telling<'a> {
    tokens: &'a [Token],
    i: usize,
    lexicon: &'a Lexicon,
}

impl Telling<'_> {
    fn is(&self, i: usize, classes: &[Class]) -> bool {
        self.tokens.get(i).is_some_and(|token| self.lexicon.entry(token.entry).classes.has_any(classes))
    }

    /// What the token is, if it was taken for something else.
    fn tag(&self) -> Option<Tag> {
        let Self { tokens, i, .. } = *self;
        match tokens[i].tag {
            Tag::Nouns
                if self.is_telling(Form::Third)
                    && (self.shows_clause() || self.ends_clause() || self.is_in_relative()) =>
            {
                Some(Tag::Presents)
            }
            Tag::Noun | Tag::Base
                if self.is_telling(Form::Base)
                    && (tokens[i - 1].tag == Tag::Nouns && self.ends_clause()
                        || self.is_data(i - 1) && self.shows_clause()) =>
            {
                Some(Tag::Present)
            }
            Tag::Presents if self.is_counted() || self.has_relative() => Some(Tag::Nouns),
            Tag::Noun | Tag::Participle | Tag::Base if self.puts_at() => Some(Tag::Past),
            // "…, estimated Ana Ruiz, a professor": whoever is named behind it.
            Tag::Participle if self.is_telling(Form::Past) && self.is_inverted() => Some(Tag::Past),
            Tag::Base if self.is_telling(Form::Base) && self.closes_with_document() => Some(Tag::Present),
            // "A bank report, “Rising,” shows": the form of the infinitive is no past.
            Tag::Past if self.is_telling(Form::Base) && tokens[i].forms.has_any(Forms::NOUN) => Some(Tag::Noun),
            // "a 12% rise compared with May": nobody compares.
            Tag::Past | Tag::Participle if self.is_compared() => Some(Tag::Participle),
            _ => None,
        }
    }

    /// Whether token `i` is a noun for data, which has the form of the singular and the verb of the plural.
    fn is_data(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.tag == Tag::Nouns || self.lexicon.entry(token.entry).kinds.has(NounKind::Data)
    }

    /// Whether the token can be a verb, in this form, that brings in what is said.
    fn is_telling(&self, form: Form) -> bool {
        let token = &self.tokens[self.i];
        let verb = self.lexicon.entry(token.entry).verb;
        !token.capital && verb.is_some_and(|verb| verb.form == form && verb.says())
    }

    /// "data shows evictions rose", "the report, published today, shows 93% were refused": a subject before, and behind a noun or number
    /// with a verb of its own.
    fn shows_clause(&self) -> bool {
        let Self { tokens, i, .. } = *self;
        let subject = match tokens[i - 1].tag {
            Tag::Noun | Tag::Nouns | Tag::Name => true,
            _ => {
                tokens[i - 1].kind == TokenKind::Comma
                    && tokens[..i].iter().any(|token| token.tag.is_noun())
                    && !self.has_verb(0)
            }
        };
        let inside = |&j: &usize| {
            let tag = tokens[j].tag;
            let part = matches!(tag, Tag::Number | Tag::Symbol | Tag::Determiner) || self.is(j, &[Class::Of]);
            tag.is_noun() || tag.is_adjective() || part
        };
        let length = (i + 1..tokens.len()).take(8).take_while(inside).count();
        let noun = tokens[i + 1..=i + length].iter().any(|token| matches!(token.tag, Tag::Nouns | Tag::Number));
        subject && noun && tokens.get(i + 1 + length).is_some_and(|token| token.tag.is_finite())
    }

    /// "an analysis of reports shows.", ", food banks report.", ", notes Kelly Cripe,": a clause at the end of a sentence, or between
    /// commas, that has no other verb.
    fn ends_clause(&self) -> bool {
        let Self { tokens, i, .. } = *self;
        let comma = |token: &Token| token.kind == TokenKind::Comma;
        let Some(open) = tokens[..i].iter().rposition(comma) else { return false };
        let ends = |token: Option<&Token>| token.is_none_or(|token| comma(token) || token.kind == TokenKind::Stop);
        if open + 1 == i {
            let name = tokens[i + 1..].iter().take(4).take_while(|token| token.tag.is_name() && token.capital).count();
            return name > 0 && ends(tokens.get(i + 1 + name));
        }
        let before = &tokens[open + 1..i];
        let plural = matches!(tokens[i - 1].tag, Tag::Nouns);
        let bare = before.iter().all(|token| token.kind.is_word()) && !self.has_verb(open);
        // Of a list the last member has "and" before it.
        let listed = before.iter().any(|token| token.tag == Tag::Coordinator);
        plural && bare && !listed && tokens[..open].iter().any(|token| token.tag.is_finite()) && ends(tokens.get(i + 1))
    }

    /// "which Keel says have led to it": a name between a relative pronoun and it, and a verb behind it.
    fn is_in_relative(&self) -> bool {
        let Self { tokens, i, .. } = *self;
        let name = tokens[..i].iter().rev().take_while(|token| token.tag.is_name()).count();
        let relative = (i - name).checked_sub(1).is_some_and(|before| tokens[before].tag == Tag::Relative);
        name > 0 && relative && tokens.get(i + 1).is_some_and(|token| token.tag.is_finite())
    }

    /// Whether the token stands behind a comma or a quotation mark, a name of a person behind it, and behind that the end or a comma; and
    /// all before is a clause.
    fn is_inverted(&self) -> bool {
        let Self { tokens, i, .. } = *self;
        let name = tokens[i + 1..].iter().take(5).take_while(|token| token.tag.is_name() && token.capital).count();
        let ends =
            tokens.get(i + 1 + name).is_none_or(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop));
        matches!(tokens[i - 1].kind, TokenKind::Comma | TokenKind::Quote) && name > 1 && ends && self.has_verb(0)
    }

    /// "its annual report put losses at $40 million": behind the noun for a document, a body or a person, where the clause has no verb before.
    fn puts_at(&self) -> bool {
        let Self { tokens, i, lexicon } = *self;
        let subject = tokens[i - 1].tag.is_noun()
            && (tokens[i - 1].tag.is_name() || lexicon.entry(tokens[i - 1].entry).kinds.is_some());
        let clause = tokens[..i].iter().rposition(|token| !token.kind.is_word()).map_or(0, |mark| mark + 1);
        let rest =
            tokens[i + 1..].iter().take(8).take_while(|token| token.kind.is_word() && !token.tag.is_finite()).count();
        let at = (i + 1..i + 1 + rest).find(|&j| self.is(j, &[Class::At]));
        let amount =
            at.and_then(|at| tokens.get(at + 1)).is_some_and(|token| token.is_number() || token.tag == Tag::Symbol);
        self.is(i, &[Class::PutsAt])
            && tokens[i].forms.has_any(Forms::BASE)
            && subject
            && amount
            && !self.has_verb(clause)
    }

    /// ", show the council figures.": a document or data behind it, and the end.
    fn closes_with_document(&self) -> bool {
        let Self { tokens, i, lexicon } = *self;
        let inside = |token: &&Token| token.tag.is_noun() || token.tag.is_adjective() || token.tag == Tag::Determiner;
        let length = tokens[i + 1..].iter().take(6).take_while(inside).count();
        let last = &tokens[i + length];
        let kinds = lexicon.entry(last.entry).kinds;
        let told = length > 0
            && matches!(last.tag, Tag::Nouns)
            && (kinds.has(NounKind::Document) || kinds.has(NounKind::Data));
        let ends =
            tokens.get(i + 1 + length).is_none_or(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop));
        tokens[i - 1].kind == TokenKind::Comma && told && ends && self.has_verb(0)
    }

    /// Whether a verb with a tense stands before the token and behind token `from`.
    fn has_verb(&self, from: usize) -> bool {
        self.tokens[from..self.i].iter().any(|token| token.tag.is_finite())
    }

    /// "500,000 page views every month": a number above one has a noun in the plural, if the sentence has a verb without it.
    fn is_counted(&self) -> bool {
        let Self { tokens, i, lexicon } = *self;
        let modifies = |token: &&Token| {
            matches!(token.tag, Tag::Noun | Tag::Adjective)
                && lexicon.entry(token.entry).unit.is_none()
                && !token.capital
        };
        let run = tokens[..i].iter().rev().take_while(modifies).count();
        let number = (i - run).checked_sub(1).map(|number| &tokens[number]);
        let one = |token: &Token| lexicon.entry(token.entry).numbers.iter().any(|(_, value)| *value <= 1.0);
        let several = number.is_some_and(|token| token.is_number() && token.range.len() > 1 && !one(token));
        run > 0
            && several
            && !tokens[i].capital
            && tokens[i].forms.has_any(Forms::NOUNS)
            && tokens.iter().enumerate().any(|(j, token)| j != i && token.tag.is_finite())
    }

    /// "death rates that are higher": what "that" and a verb follow is no verb, but a noun behind another.
    fn has_relative(&self) -> bool {
        let Self { tokens, i, .. } = *self;
        let modified = matches!(tokens[i - 1].tag, Tag::Noun | Tag::Adjective);
        let relative = self.is(i + 1, &[Class::That, Class::Relative]);
        let verb = tokens.get(i + 2).is_some_and(|token| token.tag.is_finite() && !token.tag.is_noun());
        modified && relative && verb && tokens[i].forms.has_any(Forms::NOUNS) && !tokens[i].capital
    }

    fn is_compared(&self) -> bool {
        self.is(self.i, &[Class::Compared]) && self.is(self.i + 1, &[Class::To, Class::With])
    }

    /// The verb of the sentence behind a participle that the tagger took for it, or before which it took the date for the subject:
    /// "figures *released* on 16 June 2017 show", "data *published* this week by the ministry showed".
    fn verb_behind_participle(&self) -> Option<usize> {
        let Self { tokens, i, lexicon } = *self;
        let made = |token: &Token| {
            let kinds = lexicon.entry(token.entry).kinds;
            kinds.has(NounKind::Document) || kinds.has(NounKind::Data)
        };
        if !matches!(tokens[i].tag, Tag::Past | Tag::Participle)
            || !self.is(i, &[Class::Issues])
            || !made(&tokens[i - 1])
        {
            return None;
        }
        let by = (i + 1..tokens.len()).take(ADJUNCT).find(|&j| self.is(j, &[Class::By]));
        let adjunct = |&j: &usize| {
            let time = self.is(j, &[Class::Day, Class::Month, Class::Time, Class::Today, Class::Span])
                || tokens[j].is_number();
            let maker = by.is_some_and(|by| j > by) && (tokens[j].tag.is_noun() || tokens[j].tag.is_adjective());
            time || maker || matches!(tokens[j].tag, Tag::Preposition | Tag::Determiner)
        };
        let length = (i + 1..tokens.len()).take(ADJUNCT).take_while(adjunct).count();
        let verb = i + 1 + length;
        let told = tokens.get(verb).filter(|_| length > 0)?;
        let tense = told.tag.is_finite() || told.tag == Tag::Base;
        let shows = lexicon.entry(told.entry).verb.is_some_and(VerbCue::says);
        (tense && shows).then_some(verb)
    }
}
