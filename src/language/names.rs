//! Names that are words ("Per Aune", "Drew Hall", "Mr Long", "Pat Best") and names of other languages ("Welt am Sonntag", "eBay"): what
//! stands around them leaves no doubt, though the tagger reads the words.

use super::form::Forms;
use super::lexicon::{Class, CueClass, Form, Lexicon};
use super::tag::Tag;
use super::token::{Token, TokenKind};

/// Mends the tags of the names of a block.
pub(super) fn mend(prose: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    (0..tokens.len()).for_each(|i| joins_names(tokens, i, lexicon));
    let mut i = 0;
    while i < tokens.len() {
        if !tokens[i].tag.is_noun() && is_mixed(prose, &tokens[i]) {
            tokens[i].tag = Tag::Name;
        }
        // "a Ph.D. candidate": no verb and no pronoun has a stop of its own.
        if (tokens[i].tag.is_verb() || tokens[i].tag == Tag::Pronoun)
            && tokens[i].kind == TokenKind::Word
            && tokens[i].range.of_text(prose).ends_with('.')
        {
            tokens[i].tag = if tokens[i].capital { Tag::Name } else { Tag::Noun };
        }
        // "Chainalysis", "Airbus": no plural ends so.
        let singular = |word: &str| ["is", "us", "ss"].iter().any(|end| word.ends_with(end));
        if tokens[i].tag == Tag::Names && singular(tokens[i].range.of_text(prose)) {
            tokens[i].tag = Tag::Name;
        }
        if let Some(end) = order_that_is_a_name(tokens, i, lexicon) {
            tokens[i..end].iter_mut().for_each(|token| token.tag = Tag::Name);
        }
        if i > 0 && tokens[i].capital && is_courtesy(tokens, i - 1, lexicon) && !tokens[i].tag.is_noun() {
            tokens[i].tag = Tag::Name;
        }
        let run = run_from(tokens, i, lexicon);
        if run > 1 && is_beside_cue(tokens, i, i + run, lexicon) {
            let first = usize::from(is_initial(tokens, i) && !can_begin_name(tokens, i, lexicon));
            for token in tokens[i + first..i + run].iter_mut().filter(|token| !token.tag.is_noun()) {
                token.tag = Tag::Name;
            }
        }
        i += run.max(1);
    }
}

/// Whether a word begins small and has a capital inside: "eBay".
fn is_mixed(prose: &str, token: &Token) -> bool {
    let word = token.range.of_text(prose);
    token.kind == TokenKind::Word
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
        && word.chars().skip(1).any(char::is_uppercase)
}

fn is_courtesy(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    tokens[i].capital && lexicon.entry(tokens[i].entry).classes.has(Class::Courtesy)
}

/// "Welt am Sonntag": a small word of another language between two names is part of theirs.
fn joins_names(tokens: &mut [Token], i: usize, lexicon: &Lexicon) {
    let small = lexicon.entry(tokens[i].entry).classes.has(Class::Particle) && !tokens[i].capital;
    let name = |token: Option<&Token>| token.is_some_and(|token| token.capital && token.tag.is_name());
    let verb = tokens[i].tag.is_verb() || tokens[i].tag == Tag::Other;
    // "Action Against Hunger", "Doctors Without Borders"
    let inner = tokens[i].capital && lexicon.entry(tokens[i].entry).classes.has(Class::NamePreposition);
    if inner && i > 0 && tokens[i - 1].tag.is_noun() && tokens[i - 1].capital && name(tokens.get(i + 1)) {
        tokens[i - 1].tag = Tag::Name;
        tokens[i].tag = Tag::Name;
    }
    if small && verb && i > 0 && name(tokens.get(i - 1)) && name(tokens.get(i + 1)) {
        tokens[i].tag = Tag::Name;
    }
}

/// Where a name ends that begins at token `i` as an order does: "Save the Children", inside a sentence or with a verb of saying behind it.
fn order_that_is_a_name(tokens: &[Token], i: usize, lexicon: &Lexicon) -> Option<usize> {
    let [order, the, noun] = tokens.get(i..i + 3)? else { return None };
    let article = lexicon.entry(the.entry).classes.has(Class::Definite) && !the.capital;
    let capitals = order.capital && noun.capital && !order.tag.is_name();
    let common = order.forms.has_any(Forms::BASE) && noun.forms.has_any(Forms::NOUN.with(Forms::NOUNS));
    let inside = !is_initial(tokens, i) && tokens[i - 1].kind != TokenKind::Comma;
    (article && capitals && common && (inside || is_beside_cue(tokens, i, i + 3, lexicon))).then_some(i + 3)
}

/// How many words with a capital stand from token `i` on, one behind the other: up to four, none of them a pronoun, an article or
/// a title.
fn run_from(tokens: &[Token], i: usize, lexicon: &Lexicon) -> usize {
    let word = |(n, token): &(usize, &Token)| {
        let classes = lexicon.entry(token.entry).classes;
        let small = matches!(token.tag, Tag::Pronoun | Tag::Possessive | Tag::Genitive | Tag::Coordinator)
            || classes.has_any(&[Class::Definite, Class::Demonstrative, Class::Title, Class::Who]);
        token.kind == TokenKind::Word && token.capital && !small && (*n == 0 || token.spaced)
    };
    tokens[i..].iter().take(5).enumerate().take_while(word).count()
}

/// Whether a verb of saying with a tense stands right before or behind the tokens from `first` to `end`, in small letters.
fn is_beside_cue(tokens: &[Token], first: usize, end: usize, lexicon: &Lexicon) -> bool {
    let says = |token: &Token| {
        let verb = lexicon.entry(token.entry).verb;
        !token.capital
            && token.kind == TokenKind::Word
            && verb.is_some_and(|verb| {
                matches!(verb.class, CueClass::Say | CueClass::Write) && matches!(verb.form, Form::Past | Form::Third)
            })
    };
    let named = tokens[first..end].iter().any(|token| token.tag.is_name()) || end - first == 2;
    let behind = tokens.get(end).is_some_and(says);
    let before = first > 0 && says(&tokens[first - 1]);
    named && end - first <= 4 && (behind || before)
}

/// Whether token `i` begins a sentence, a quotation or a part behind a colon.
fn is_initial(tokens: &[Token], i: usize) -> bool {
    i == 0 || !(tokens[i - 1].kind.is_word() || tokens[i - 1].kind == TokenKind::Comma)
}

/// Whether the first word of a sentence is one of a name though it is a small word too: none of those that bring in a clause, as
/// "After Smith said" and "So Smith said", nor an adverb.
fn can_begin_name(tokens: &[Token], i: usize, lexicon: &Lexicon) -> bool {
    let small = [Class::In, Class::On, Class::At, Class::By, Class::Per, Class::Indefinite];
    let classes = lexicon.entry(tokens[i].entry).classes;
    matches!(tokens[i].tag, Tag::Modal | Tag::Other) || classes.has_any(&small)
}
