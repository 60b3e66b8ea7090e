//! Mends mistakes that the tagger makes, where what stands around a word leaves no doubt.

use super::form::Forms;
use super::lexicon::{Class, Form, Frame, Lexicon, RankKind, VerbCue};
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
        let mended =
            sure.or_else(|| place.beside_verb(tag)).or_else(|| place.as_verb(tag)).or_else(|| place.as_noun(tag));
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
    let read_as_kind = matches!(was, Tag::Noun | Tag::Base) && tokens[before].tag.is_adjective();
    if tag == Tag::Present && read_as_kind {
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
                    && entry.verb.is_some_and(says)
                    && tokens[i].forms.has_any(Forms::BASE)
                    && tokens.get(i + 1).is_some_and(|next| next.tag.is_name() || next.tag == Tag::Determiner) =>
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
            // "the two most wanted men": no verb behind "most".
            Tag::Past
                if i > 1
                    && before == Tag::Adverb
                    && lexicon.entry(tokens[i - 1].entry).rank == Some(RankKind::Degree)
                    && matches!(tokens[i - 2].tag, Tag::Determiner | Tag::Number | Tag::Possessive) =>
            {
                Tag::Participle
            }
            Tag::Past if is_in_apposition(prose, tokens, i, lexicon) => Tag::Participle,
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
            Tag::Participle if entry.verb.is_some_and(says) && is_behind_quotation(tokens, i) => Tag::Past,
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
                && lexicon.entry(tokens[i - 1].entry).verb.is_some_and(says)
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
        // "For adults, perceived danger is a risk": what kind of isolation.
        Tag::Past if before == Tag::Punctuation && i > 0 && is_subject_of_being(tokens, i, lexicon) => Tag::Participle,
        // "“…,” said study co-author Ana Ruiz": no base form behind a verb of saying.
        Tag::Base
            if i > 0
                && matches!(before, Tag::Past | Tag::Presents)
                && lexicon.entry(tokens[i - 1].entry).verb.is_some_and(says)
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

/// "perceived social danger is": whether nouns and their adjectives stand behind token `i` and a form of "be" behind them.
fn is_subject_of_being(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let modifies = |token: &&Token| token.tag.is_adjective() || token.tag.is_noun();
    let length = tokens[i + 1..].iter().take(4).take_while(modifies).count();
    length > 0 && tokens[i + length].tag.is_noun() && be_follows(tokens, i + length, lexicon)
}

/// Whether a form of "be" follows token `i`, behind adverbs.
fn be_follows(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let mut rest = tokens[i + 1..].iter().take(3).skip_while(|token| token.tag == Tag::Adverb);
    rest.next().is_some_and(|token| lexicon.entry(token.entry).classes.has(Class::Be) && token.tag.is_verb())
}

/// Whether token `i` is tagged a verb with a tense though one with a tense comes right behind it.
fn is_verb_before_verb(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let Some(next) = tokens.get(i + 1).filter(|next| next.spaced) else { return false };
    let simple = |tag| matches!(tag, Tag::Present | Tag::Presents | Tag::Past);
    let name = tokens[i].capital && (i == 0 || !tokens[i - 1].kind.is_word());
    if !(simple(tokens[i].tag) || (tokens[i].tag == Tag::Base && name)) {
        return false;
    }
    let next_says = || lexicon.entry(next.entry).verb.is_some_and(says);
    // "shows" may be a noun, "said" not.
    let noun = tokens[i].forms.has_any(Forms::NOUN.with(Forms::NOUNS));
    let auxiliary = [Class::Be, Class::Have, Class::Do, Class::Get, Class::Modal];
    // "that figure had risen"
    let perfect = next.tag.is_verb() && lexicon.entry(next.entry).classes.has(Class::Have);
    (simple(next.tag) || perfect || (next.tag == Tag::Participle && name && next_says()))
        && (noun || (name && next_says()))
        && !lexicon.entry(tokens[i].entry).classes.has_any(&auxiliary)
}

/// "Smith, a man considered one of the best, said": whether token `i` could be a participle and stands in an apposition, behind
/// which the verb follows.
fn is_in_apposition(prose: &str, tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let is = |j: usize, classes: &[Class]| lexicon.entry(tokens[j].entry).classes.has_any(classes);
    let article = (0..i).rev().take(4).find(|&j| !(tokens[j].tag.is_noun() || tokens[j].tag.is_adjective()));
    let Some(article) = article.filter(|&j| j > 1 && j + 1 < i && is(j, &[Class::Indefinite])) else { return false };
    let named = tokens[article - 2].tag.is_name() && !is(article - 2, &[Class::Day, Class::Month, Class::Time]);
    let comma = |token: &Token| token.kind == TokenKind::Comma;
    let close = tokens[i..].iter().take(30).position(comma).map(|n| i + n + 1);
    named
        && tokens[i].range.of_text(prose).ends_with("ed")
        && comma(&tokens[article - 1])
        && close.and_then(|j| tokens.get(j)).is_some_and(|token| token.tag.is_finite())
}

/// "Smith, a consultant, notes": whether the comma at token `i` closes an apposition behind a name that opens the clause.
fn closes_apposition(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let comma = |j: &usize| tokens[*j].kind == TokenKind::Comma;
    let Some(open) = (0..i).rev().take(12).find(comma).filter(|_| comma(&i)) else { return false };
    let name = tokens[..open].iter().rev().take_while(|token| token.tag.is_name()).count();
    let opens = open.checked_sub(name + 1).is_none_or(|before| {
        let joins = [Class::As, Class::Subordinator, Class::Coordinator];
        !tokens[before].kind.is_word() || lexicon.entry(tokens[before].entry).classes.has_any(&joins)
    });
    name > 0 && opens && !tokens[open + 1..i].iter().any(|token| token.tag.is_finite())
}

/// Whether a pronoun or a noun in the plural is the subject of a verb at token `i`: it stands right before, or "by the ministry" and other
/// words that hang on it between, and no verb with a tense or its infinitive before in the clause.
fn is_subject_before(tokens: &[Token], i: usize) -> bool {
    let plural = |token: &Token| matches!(token.tag, Tag::Nouns | Tag::Names | Tag::Pronoun);
    if i == 0 || !(tokens[i - 1].tag.is_noun() || plural(&tokens[i - 1])) {
        return false;
    }
    let clause = tokens[..i].iter().rev().take(12).take_while(|token| token.kind.is_word()).count();
    let clause = &tokens[i - clause..i];
    let governs = |token: &Token| token.tag.is_finite() || matches!(token.tag, Tag::Base | Tag::To);
    let behind = clause.last().is_some_and(plural) && !clause.iter().any(|token| token.tag.is_verb());
    // "Documents reviewed by the paper show": the head begins the clause.
    let head = clause.iter().position(|token| token.tag.is_noun());
    let far = head.is_some_and(|head| {
        let words = &clause[head..];
        let run = words.iter().take_while(|token| token.tag.is_noun()).count();
        let hangs = words.get(run).is_some_and(|token| matches!(token.tag, Tag::Participle | Tag::Preposition));
        let free = clause[..head].iter().all(|token| token.tag.is_adjective() || token.tag == Tag::Determiner);
        hangs && free && plural(&words[run - 1])
    });
    (behind || far) && !clause.iter().any(governs)
}

/// Whether a verb brings in what is said more often than not.
fn says(verb: VerbCue) -> bool {
    verb.frames.strength(Frame::Clause) >= 6
}

/// Whether token `i` stands alone behind a verb of saying, or in front of one, where who speaks is named.
fn is_speaker_alone(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let says = |token: &Token| token.tag.is_finite() && lexicon.entry(token.entry).verb.is_some_and(says);
    let ends = |token: &Token| {
        !token.kind.is_word() || lexicon.entry(token.entry).classes.has_any(&[Class::Who, Class::Today, Class::Day])
    };
    let behind = i > 0 && says(&tokens[i - 1]) && tokens.get(i + 1).is_none_or(ends);
    let opens = i == 0 || !tokens[i - 1].kind.is_word();
    let several = lexicon.entry(tokens[i].entry).classes.has(Class::Quantifier);
    behind || opens && !several && tokens.get(i + 1).is_some_and(says)
}

/// Whether no more than a noun phrase stands between a quotation mark and token `i`.
fn is_behind_quotation(tokens: &[Token], i: usize) -> bool {
    let who = |token: &&Token| {
        token.tag.is_noun() || token.tag.is_adjective() || matches!(token.tag, Tag::Determiner | Tag::Possessive)
    };
    let length = tokens[..i].iter().rev().take(6).take_while(who).count();
    length > 0 && i > length + 1 && tokens[i - length - 1].kind == TokenKind::Quote && tokens[i - length].spaced
}

/// "“…,” a notice in the window reads.": whether token `i` ends a sentence whose words behind a quotation have no verb yet.
fn ends_behind_quotation(prose: &str, tokens: &[Token], i: usize) -> bool {
    let ends = tokens.get(i + 1).is_some_and(|next| next.kind == TokenKind::Stop);
    let words = tokens[..i].iter().rev().take(12).take_while(|token| token.kind.is_word() && !token.tag.is_finite());
    let length = words.count();
    let quote = i.checked_sub(length + 1).map(|quote| (tokens[quote].kind, quote));
    let goes_on = |quote: usize| quote > 0 && tokens[quote - 1].range.of_text(prose) != ".";
    ends && length > 1
        && quote.is_some_and(|(kind, at)| kind == TokenKind::Quote && goes_on(at) && tokens[at + 1].spaced)
}

/// Whether token `i` is "to", and not of "according to".
fn is_to_of_infinitive(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let is = |i: usize, class| lexicon.entry(tokens[i].entry).classes.has(class);
    is(i, Class::To) && !(i > 0 && is(i - 1, Class::According))
}

/// "the leadership fears that …", "a poll shows the …": whether what comes behind token `i` is the complement of a verb, so that
/// the word is one though it looks like a plural.
fn object_follows(prose: &str, tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let Some(next) = tokens.get(i + 1) else { return false };
    let mark = next.kind == TokenKind::Quote || matches!(next.range.of_text(prose), "," | ":");
    let quoted = next.kind == TokenKind::Quote
        || (mark && tokens.get(i + 2).is_some_and(|token| token.kind == TokenKind::Quote));
    let that = lexicon.entry(next.entry).classes.has(Class::That);
    // "EU pledges €500m", "the army claims to have won": if the sentence has no other verb.
    let named = tokens[i - 1].tag.is_name() || (i == 1 && tokens[0].capital && tokens[0].tag == Tag::Noun);
    // "The report lists 412 deaths".
    let known = i > 1 && tokens[i - 2].tag == Tag::Determiner && lexicon.entry(tokens[i - 1].entry).kinds.is_some();
    let amount = matches!(next.tag, Tag::Symbol | Tag::Number) && (named || (known && verbs::alone_in(tokens, i)));
    let to = is_to_of_infinitive(tokens, i + 1, lexicon)
        && tokens.get(i + 2).is_some_and(|token| matches!(token.tag, Tag::Base | Tag::Adverb));
    let alone = || {
        let rest = tokens[i + 1..].iter().take(40).take_while(|token| token.kind != TokenKind::Stop);
        let before = tokens[..i].iter().rev().take(40).take_while(|token| token.kind != TokenKind::Stop);
        !rest.chain(before).any(|token| token.tag.is_finite())
    };
    // "Kestrel estimates 412 homes were lost": no two nouns stand before a number.
    let sure = amount && tokens[i].tag == Tag::Nouns && !tokens[i].capital;
    that || sure
        || ((amount || to) && alone())
        || quoted
        || matches!(next.tag, Tag::Determiner | Tag::Pronoun | Tag::Possessive | Tag::Name)
}
