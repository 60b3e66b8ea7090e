//! Mends mistakes that the tagger makes, where what stands around a word leaves no doubt.

use super::beside::{
    be_follows, closes_apposition, ends_behind_quotation, is_behind_quotation, is_in_apposition, is_reduced_relative,
    is_speaker_alone, is_subject_before, is_subject_of_being, is_to_of_infinitive, is_verb_before_verb, object_follows,
};
use super::form::Forms;
use super::lexicon::{Class, Form, Lexicon, RankKind, VerbCue};
use super::tag::Tag;
use super::token::{Token, TokenKind};
use super::verbs;

/// Mends the tags of a block.
pub(super) fn mend(prose: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 0..tokens.len() {
        let before = if i == 0 { Tag::Punctuation } else { tokens[i - 1].tag };
        let hidden = verbs::hidden(prose, tokens, i, lexicon);
        let sure = if hidden.is_none() { misread(tokens, i, before, lexicon) } else { None };
        let tag = hidden.unwrap_or(tokens[i].tag);
        let place = Place { prose, tokens, i, before, lexicon };
        let mended = sure
            .or_else(|| place.beside_verb(tag))
            .or_else(|| place.as_verb(tag))
            .or_else(|| place.as_participle(tag))
            .or_else(|| place.as_noun(tag));
        settle(tokens, i, mended.unwrap_or(tag), lexicon);
    }
}

/// Gives token `i` its tag, and the token before it what follows from that.
fn settle(tokens: &mut [Token], i: usize, tag: Tag, lexicon: &Lexicon) {
    let was = std::mem::replace(&mut tokens[i].tag, tag);
    let Some(before) = i.checked_sub(1) else { return };
    // "the military claims": then what stands before it is the noun.
    if tag == Tag::Presents && was == Tag::Nouns && tokens[before].tag.is_adjective() {
        tokens[before].tag = Tag::Noun;
    }
    // "Polls show Lind ahead": then it is a noun, too, and several.
    if tag == Tag::Present && matches!(was, Tag::Noun | Tag::Base) && tokens[before].tag.is_adjective() {
        tokens[before].tag = Tag::Nouns;
    }
    // "By then that figure had risen": then "that" belongs to it.
    let that = tokens[before].tag == Tag::Relative && lexicon.entry(tokens[before].entry).classes.has(Class::That);
    if that && tag.is_noun() && !was.is_noun() {
        tokens[before].tag = Tag::Determiner;
        if let Some(next) = tokens.get_mut(i + 1).filter(|next| next.tag == Tag::Participle) {
            next.tag = Tag::Past;
        }
    }
    if tag == Tag::Base && is_to_of_infinitive(tokens, before, lexicon) {
        tokens[before].tag = Tag::To;
    }
}

/// A token among its neighbours, of which those before it are mended.
struct Place<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    i: usize,
    before: Tag,
    lexicon: &'a Lexicon,
}

impl Place<'_> {
    /// What it is beside a verb of "be", or one with a tense.
    fn beside_verb(&self, tag: Tag) -> Option<Tag> {
        let Self { tokens, i, lexicon, .. } = *self;
        // "there certainly was".
        let there = tag == Tag::Adverb && lexicon.entry(tokens[i].entry).classes.has(Class::There);
        if there && be_follows(tokens, i, lexicon) {
            return Some(Tag::There);
        }
        // "the latest poll shows", "Brooks said": of two verbs with a tense, one after the other, the first is a noun.
        is_verb_before_verb(tokens, i, lexicon).then(|| match (tokens[i].capital, tag) {
            (true, _) => Tag::Name,
            (false, Tag::Presents) => Tag::Nouns,
            (false, _) => Tag::Noun,
        })
    }

    /// Which verb it is, if it was taken for something else or for another form.
    fn as_verb(&self, tag: Tag) -> Option<Tag> {
        let Self { prose, tokens, i, before, lexicon } = *self;
        let entry = lexicon.entry(tokens[i].entry);
        Some(match tag {
            // "He's determined": behind a pronoun it is a verb.
            Tag::Genitive if before == Tag::Pronoun => Tag::Presents,
            // "factors make it": a base form that nothing governs has a tense.
            Tag::Base if is_subject_before(tokens, i) => Tag::Present,
            // "as Smith, a former mayor, put it"
            Tag::Base if i > 0 && closes_apposition(tokens, i - 1, lexicon) => Tag::Past,
            // "Polls show Lind ahead": two nouns in front of a name, and a verb of showing.
            Tag::Noun | Tag::Base
                if i == 1
                    && tokens[0].forms.has_any(Forms::NOUNS)
                    && entry.verb.is_some_and(VerbCue::says)
                    && tokens[i].forms.has_any(Forms::BASE)
                    && tokens.get(i + 1).is_some_and(|next| next.tag.is_name() || next.tag == Tag::Determiner) =>
            {
                Tag::Present
            }
            // "Figures released by the ministry show that": a clause behind a verb of showing.
            Tag::Noun
                if entry.verb.is_some_and(VerbCue::says)
                    && tokens[i].forms.has_any(Forms::BASE)
                    && tokens.get(i + 1).is_some_and(|next| lexicon.entry(next.entry).classes.has(Class::That))
                    && is_subject_before(tokens, i) =>
            {
                Tag::Present
            }
            // "The work cost $412 million": an amount behind two nouns is the object of the second.
            Tag::Noun
                if before.is_noun()
                    && entry.verb.is_none()
                    && tokens[i].forms.has_any(Forms::PAST)
                    && tokens.get(i + 1).is_some_and(|next| next.tag == Tag::Symbol) =>
            {
                Tag::Past
            }
            // "Lind lobbies for higher pay": a name, and no other verb.
            Tag::Nouns
                if before.is_name()
                    && tokens[i].forms.has_any(Forms::THIRD)
                    && !tokens[i].capital
                    && tokens.get(i + 1).is_some_and(|next| next.tag == Tag::Preposition)
                    && verbs::alone_in(tokens, i) =>
            {
                Tag::Presents
            }
            // "“…,” Jane Smith said by letter": whoever stands behind a quotation speaks.
            Tag::Participle if entry.verb.is_some_and(VerbCue::says) && is_behind_quotation(tokens, i) => Tag::Past,
            Tag::Nouns
                if i > 0
                    && (before.is_noun()
                        || lexicon.entry(tokens[i - 1].entry).kinds.is_some()
                        || closes_apposition(tokens, i - 1, lexicon))
                    && entry.verb.is_some_and(|verb| verb.form == Form::Third)
                    && (object_follows(prose, tokens, i, lexicon) || ends_behind_quotation(prose, tokens, i)) =>
            {
                Tag::Presents
            }
            _ => return None,
        })
    }

    /// Whether a verb with a tense is the participle that looks like it.
    fn as_participle(&self, tag: Tag) -> Option<Tag> {
        let Self { prose, tokens, i, before, lexicon } = *self;
        // "the two most wanted men": no verb behind "most".
        let most = i > 1
            && before == Tag::Adverb
            && lexicon.entry(tokens[i - 1].entry).rank == Some(RankKind::Degree)
            && matches!(tokens[i - 2].tag, Tag::Determiner | Tag::Number | Tag::Possessive);
        let hangs = || {
            is_in_apposition(prose, tokens, i, lexicon) || before.is_noun() && is_reduced_relative(tokens, i, lexicon)
        };
        (tag == Tag::Past && (most || hangs())).then_some(Tag::Participle)
    }

    /// Which noun it is, if it was taken for something else.
    fn as_noun(&self, tag: Tag) -> Option<Tag> {
        let Self { tokens, i, before, lexicon, .. } = *self;
        let entry = lexicon.entry(tokens[i].entry);
        Some(match tag {
            // "the company's chief human resources executive, Jane Smith".
            Tag::Adjective
                if before.is_noun()
                    && tokens[i].forms.has_any(Forms::NOUN)
                    && tokens.get(i + 1).is_none_or(|next| next.kind == TokenKind::Comma || next.tag.is_finite()) =>
            {
                Tag::Noun
            }
            // "a person familiar with the plan".
            Tag::Noun
                if i > 0
                    && before.is_noun()
                    && lexicon.entry(tokens[i - 1].entry).kinds.is_human()
                    && !entry.kinds.is_some()
                    && tokens[i].forms.has_any(Forms::ADJECTIVE)
                    && tokens.get(i + 1).is_some_and(|next| next.tag == Tag::Preposition) =>
            {
                Tag::Adjective
            }
            // "Small, who was there, said".
            Tag::Adjective
                if before == Tag::Punctuation
                    && tokens[i].capital
                    && tokens.get(i + 1).is_some_and(|next| next.kind == TokenKind::Comma)
                    && tokens.get(i + 2).is_some_and(|next| lexicon.entry(next.entry).classes.has(Class::Who)) =>
            {
                Tag::Name
            }
            // "“…,” said Small.", "Small said": whatever has a capital alone beside a verb of saying bears a name.
            Tag::Adjective
            | Tag::Comparative
            | Tag::Superlative
            | Tag::Adverb
            | Tag::Base
            | Tag::Present
            | Tag::Past
            | Tag::Participle
            | Tag::Preposition
            | Tag::Other
                if tokens[i].capital && is_speaker_alone(tokens, i, lexicon) =>
            {
                Tag::Name
            }
            // "said the company's chief executive, Jane Smith", "its chief executive said".
            Tag::Adjective
                if entry.kinds.is_human()
                    && matches!(before, Tag::Adjective | Tag::Genitive | Tag::Determiner | Tag::Possessive)
                    && tokens.get(i + 1).is_none_or(|next| next.kind == TokenKind::Comma || next.tag.is_finite()) =>
            {
                Tag::Noun
            }
            // "Engineer Jane Smith".
            Tag::Base if entry.kinds.is_human() && tokens.get(i + 1).is_some_and(|next| next.tag.is_name()) => {
                Tag::Noun
            }
            // "according to exit polls": no base form behind a preposition.
            Tag::Base
                if matches!(before, Tag::Preposition | Tag::Determiner | Tag::Possessive)
                    && !is_to_of_infinitive(tokens, i - 1, lexicon) =>
            {
                Tag::Noun
            }
            _ => return None,
        })
    }
}

/// What token `i` is where its neighbours leave it no other part.
fn misread(tokens: &[Token], i: usize, before: Tag, lexicon: &Lexicon) -> Option<Tag> {
    let entry = lexicon.entry(tokens[i].entry);
    Some(match tokens[i].tag {
        // "said extended leave was popular": behind a verb of saying it belongs to the noun.
        Tag::Participle
            if i > 0
                && before.is_finite()
                && lexicon.entry(tokens[i - 1].entry).verb.is_some_and(VerbCue::says)
                && tokens.get(i + 1).is_some_and(|next| {
                    next.tag.is_noun() || next.tag.is_adjective() || next.tag == Tag::Participle
                }) =>
        {
            Tag::Adjective
        }
        // "just over half said", "half our customers".
        Tag::Adverb
            if entry.classes.has(Class::Half)
                && tokens.get(i + 1).is_some_and(|next| next.tag.is_finite() || next.tag == Tag::Possessive) =>
        {
            Tag::Determiner
        }
        // "For adults, perceived danger is a risk": what kind of danger.
        Tag::Past if before == Tag::Punctuation && i > 0 && is_subject_of_being(tokens, i, lexicon) => Tag::Participle,
        // "“…,” said study co-author Ana Ruiz": no base form behind a verb of saying.
        Tag::Base
            if i > 0
                && matches!(before, Tag::Past | Tag::Presents)
                && lexicon.entry(tokens[i - 1].entry).verb.is_some_and(VerbCue::says)
                && tokens[i].forms.has_any(Forms::NOUN)
                && tokens.get(i + 1).is_some_and(|next| next.tag.is_noun()) =>
        {
            Tag::Noun
        }
        // "Waiting lists are longer": what kind of them is told of.
        Tag::Gerund
            if matches!(before, Tag::Punctuation | Tag::Subordinator | Tag::Coordinator)
                && tokens.get(i + 1).is_some_and(|next| next.tag == Tag::Nouns)
                && be_follows(tokens, i + 1, lexicon) =>
        {
            Tag::Noun
        }
        // "…, exit polls showed": no base form at the start of a clause that has a subject of its own.
        Tag::Base
            if before == Tag::Punctuation
                && tokens[i].forms.has_any(Forms::NOUN)
                && tokens.get(i + 1).is_some_and(|next| next.tag == Tag::Nouns)
                && tokens.get(i + 2).is_some_and(|next| matches!(next.tag, Tag::Past | Tag::Present)) =>
        {
            Tag::Noun
        }
        _ => return None,
    })
}
