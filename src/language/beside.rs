//! What stands beside a word, as far as it tells what part of speech the word is: [`mend`](super::mend) asks.

use super::form::Forms;
use super::lexicon::{Class, Lexicon, VerbCue};
use super::tag::Tag;
use super::token::{Token, TokenKind};
use super::verbs;

/// "perceived social danger is": whether nouns and their adjectives stand behind token `i` and a form of "be" behind them.
pub(super) fn is_subject_of_being(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let modifies = |token: &&Token| token.tag.is_adjective() || token.tag.is_noun();
    let length = tokens[i + 1..].iter().take(4).take_while(modifies).count();
    length > 0 && tokens[i + length].tag.is_noun() && be_follows(tokens, i + length, lexicon)
}

/// Whether a form of "be" follows token `i`, behind adverbs.
pub(super) fn be_follows(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let mut rest = tokens[i + 1..].iter().take(3).skip_while(|token| token.tag == Tag::Adverb);
    rest.next().is_some_and(|token| lexicon.entry(token.entry).classes.has(Class::Be) && token.tag.is_verb())
}

/// Whether token `i` is tagged a verb with a tense though one with a tense comes right behind it.
pub(super) fn is_verb_before_verb(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let Some(next) = tokens.get(i + 1).filter(|next| next.spaced) else { return false };
    let simple = |tag| matches!(tag, Tag::Present | Tag::Presents | Tag::Past);
    let name = tokens[i].capital && (i == 0 || !tokens[i - 1].kind.is_word());
    if !(simple(tokens[i].tag) || (tokens[i].tag == Tag::Base && name)) {
        return false;
    }
    let next_says = || lexicon.entry(next.entry).verb.is_some_and(VerbCue::says);
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
pub(super) fn is_in_apposition(prose: &str, tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
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
pub(super) fn closes_apposition(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let comma = |j: &usize| tokens[*j].kind == TokenKind::Comma;
    let Some(open) = (0..i).rev().take(12).find(comma).filter(|_| comma(&i)) else { return false };
    let name = tokens[..open].iter().rev().take_while(|token| token.tag.is_name()).count();
    let opens = open.checked_sub(name + 1).is_none_or(|before| {
        let joins = [Class::As, Class::Subordinator, Class::Coordinator];
        !tokens[before].kind.is_word() || lexicon.entry(tokens[before].entry).classes.has_any(&joins)
    });
    name > 0 && opens && !tokens[open + 1..i].iter().any(|token| token.tag.is_finite())
}

/// "Figures released by the ministry show", "two people briefed on the talks said": whether a preposition and a noun stand behind a verb
/// at token `i`, and then the verb of the sentence. Behind another preposition than "by" that is one of saying, which this is not.
pub(super) fn is_reduced_relative(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let entry = |token: &Token| lexicon.entry(token.entry);
    let within = |token: &Token| {
        let part = matches!(token.tag, Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Number);
        part || token.tag.is_noun()
            || token.tag.is_adjective()
            || entry(token).classes.has_any(&[Class::Of, Class::And])
    };
    let opens = |next: &&Token| {
        // "The update came as Aldi reported" are two clauses.
        next.tag == Tag::Preposition && !entry(next).classes.has_any(&[Class::As, Class::Subordinator])
    };
    let Some(preposition) = tokens.get(i + 1).filter(opens) else { return false };
    let behind = &tokens[i + 2..];
    let phrase = behind.iter().take(12).take_while(|token| within(token)).count();
    let says = |token: &Token| entry(token).verb.is_some_and(VerbCue::says);
    let by = entry(preposition).classes.has(Class::By);
    let main = behind.get(phrase).filter(|token| token.tag.is_finite() && (by || says(token)));
    // At the end of the phrase it may have been taken for a noun: "by the ministry show that".
    let taken = || {
        let last = &behind[phrase - 1];
        says(last) && !last.capital && last.forms.has_any(Forms::BASE.with(Forms::THIRD))
    };
    phrase > 0 && (by || !says(&tokens[i])) && (main.is_some() || (phrase > 1 && taken()))
}

/// Whether a pronoun or a noun in the plural is the subject of a verb at token `i`: it stands right before, or "by the ministry" and other
/// words that hang on it between, and no verb with a tense or its infinitive before in the clause.
pub(super) fn is_subject_before(tokens: &[Token], i: usize) -> bool {
    // "data" is one word for one and for many.
    let plural = |token: &Token| {
        let many = token.tag == Tag::Noun && token.forms.has_any(Forms::NOUNS);
        many || matches!(token.tag, Tag::Nouns | Tag::Names | Tag::Pronoun)
    };
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

/// Whether token `i` stands alone behind a verb of saying, or in front of one, where who speaks is named.
pub(super) fn is_speaker_alone(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let says = |token: &Token| token.tag.is_finite() && lexicon.entry(token.entry).verb.is_some_and(VerbCue::says);
    let ends = |token: &Token| {
        !token.kind.is_word() || lexicon.entry(token.entry).classes.has_any(&[Class::Who, Class::Today, Class::Day])
    };
    let behind = i > 0 && says(&tokens[i - 1]) && tokens.get(i + 1).is_none_or(ends);
    let opens = i == 0 || !tokens[i - 1].kind.is_word();
    let several = lexicon.entry(tokens[i].entry).classes.has(Class::Quantifier);
    behind || opens && !several && tokens.get(i + 1).is_some_and(says)
}

/// Whether no more than a noun phrase stands between a quotation mark and token `i`.
pub(super) fn is_behind_quotation(tokens: &[Token], i: usize) -> bool {
    let who = |token: &&Token| {
        token.tag.is_noun() || token.tag.is_adjective() || matches!(token.tag, Tag::Determiner | Tag::Possessive)
    };
    let length = tokens[..i].iter().rev().take(6).take_while(who).count();
    length > 0 && i > length + 1 && tokens[i - length - 1].kind == TokenKind::Quote && tokens[i - length].spaced
}

/// "“…,” a notice in the window reads.": whether token `i` ends a sentence whose words behind a quotation have no verb yet.
pub(super) fn ends_behind_quotation(prose: &str, tokens: &[Token], i: usize) -> bool {
    let ends = tokens.get(i + 1).is_some_and(|next| next.kind == TokenKind::Stop);
    let words = tokens[..i].iter().rev().take(12).take_while(|token| token.kind.is_word() && !token.tag.is_finite());
    let length = words.count();
    let quote = i.checked_sub(length + 1).map(|quote| (tokens[quote].kind, quote));
    let goes_on = |quote: usize| quote > 0 && tokens[quote - 1].range.of_text(prose) != ".";
    ends && length > 1
        && quote.is_some_and(|(kind, at)| kind == TokenKind::Quote && goes_on(at) && tokens[at + 1].spaced)
}

/// Whether token `i` is "to", and not of "according to".
pub(super) fn is_to_of_infinitive(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let is = |i: usize, class| lexicon.entry(tokens[i].entry).classes.has(class);
    is(i, Class::To) && !(i > 0 && is(i - 1, Class::According))
}

/// "the leadership fears that …", "a poll shows the …": whether what comes behind token `i` is the complement of a verb, so that
/// the word is one though it looks like a plural.
pub(super) fn object_follows(prose: &str, tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
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
