//! What a link is to the sentence it stands in: its source, words that lead somewhere, a name, or nothing at all.

use crate::document::{Document, HIDDEN};
use crate::language::Syntax;
use crate::language::lexicon::{Class, Lexicon};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// What a reference is to its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// A note, a citation, or a link that shows no more than "source": it covers what stands before it.
    Mark,
    /// A link that shows no more than "source", "here" or an address.
    Pointer,
    /// A link on words for a source: "a report", "according to", "figures show".
    Source,
    /// A link on any other words.
    Words,
    /// A link on no more than a name.
    Name,
}

/// Parts of addresses by which a page is sent on to others.
const SHARING: [&str; 7] = ["/sharer", "/share?", "/intent/", "sharearticle", "/submit?", "share=", "/send?"];

/// The kinds of files that are documents or data, and no page of a site.
const DOCUMENTS: [&str; 12] =
    ["pdf", "csv", "tsv", "xls", "xlsx", "ods", "doc", "docx", "odt", "json", "ipynb", "parquet"];

/// What the link in `range` to `target` is to its sentence; `None` if it is no source: navigation, a page of the site itself, the
/// home page behind a name.
pub(super) fn of_link(document: &Document, range: TextRange, target: &str) -> Option<Role> {
    let host = if is_file(target) { "" } else { host(target)? };
    let low = target.to_ascii_lowercase();
    let own = document.address.as_deref().and_then(self::host);
    if own.is_some_and(|own| own.eq_ignore_ascii_case(host)) || SHARING.iter().any(|part| low.contains(part)) {
        return None;
    }
    let prose = range.of_text(document.prose());
    let syntax = Syntax::new(prose, Lexicon::english());
    let role = role(&syntax, before(document, range))?;
    let numbered = states_number(&syntax);
    if role != Role::Source && is_home(target) && !numbered {
        return None;
    }
    // "([Reuters](…))" and "([source](…))" stand for a note.
    let noted = is_in_brackets(document, range) || (role == Role::Pointer && is_set_off(document, range));
    Some(if noted && (role == Role::Pointer || !numbered) { Role::Mark } else { role })
}

/// Whether a link stands in brackets with no more than one word before it: "(via [Time](…))".
fn is_in_brackets(document: &Document, range: TextRange) -> bool {
    let before = before(document, range);
    let Some(open) = before.rfind(['(', '[']) else { return false };
    let after = &document.prose()[range.end as usize..];
    let after = after[..after.floor_char_boundary(after.len().min(NEAR))].trim_start_matches(is_blank);
    before[open + 1..].split_whitespace().count() <= 1 && after.starts_with([')', ']'])
}

/// How far around a link is looked, in bytes.
const NEAR: usize = 24;

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == char::from(HIDDEN)
}

/// The prose right before a link, without white space at its end.
fn before(document: &Document, range: TextRange) -> &str {
    let before = &document.prose()[..range.start as usize];
    before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..].trim_end_matches(is_blank)
}

/// Whether a bracket, a colon or a dash parts a link from the words before it.
fn is_set_off(document: &Document, range: TextRange) -> bool {
    before(document, range).ends_with(['(', '[', ':', '–', '—', '|'])
}

/// What the words of a link make of it.
fn role(syntax: &Syntax<'_>, before: &str) -> Option<Role> {
    let words = || (0..syntax.tokens.len()).filter(|&i| syntax.tokens[i].kind.is_word());
    let Some(first) = words().next() else {
        // "*", "†": a sign behind a clause; nothing at all is an image.
        return (!syntax.tokens.is_empty() && !before.is_empty()).then_some(Role::Mark);
    };
    let is = |i: usize, class| syntax.entry(i).classes.has(class);
    let address = |i: usize| syntax.tokens[i].kind == TokenKind::Address || is_address(syntax.text(i));
    let pointed = |i: usize| {
        address(i) || is(i, Class::SourceLabel) || is(i, Class::Pointer) || syntax.tokens[i].kind == TokenKind::Number
    };
    if words().all(pointed) && words().any(|i| syntax.tokens[i].kind != TokenKind::Number) {
        return Some(Role::Pointer);
    }
    if words().any(|i| is_source(syntax, i)) {
        return Some(Role::Source);
    }
    if is_navigation(syntax, first, before) && !states_number(syntax) {
        return None;
    }
    let named = |i: usize| {
        let token = &syntax.tokens[i];
        // "University of Alabama": small words inside a name.
        token.capital
            || (i != first
                && syntax.entry(i).classes.has_any(&[
                    Class::Of,
                    Class::Article,
                    Class::Coordinator,
                    Class::For,
                    Class::In,
                ]))
    };
    // One capital may be no more than that of a sentence's first word.
    let name = words().all(named) && words().any(|i| syntax.tokens[i].tag.is_noun());
    Some(if name { Role::Name } else { Role::Words })
}

/// Whether a link asks its reader to do something: at the beginning of a sentence, with a verb that no subject has.
fn is_navigation(syntax: &Syntax<'_>, first: usize, before: &str) -> bool {
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '…', '|', '»', '→', '"', '”']);
    let phrase = syntax.phrase_from(first).map(|p| syntax.lexicon.entry(p.entry).classes.has(Class::Navigation));
    let verb = syntax.tokens[first].tag == Tag::Base || syntax.tokens.len() == 1;
    begins && (phrase == Some(true) || (verb && syntax.entry(first).classes.has(Class::Navigation)))
}

/// Whether an address is that of a document beside the text: "figures/2021.pdf".
fn is_file(target: &str) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let kind = path.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase());
    !target.contains("://") && kind.is_some_and(|kind| DOCUMENTS.contains(&kind.as_str()))
}

/// Whether a word is one for a source or for what it says: "report", "according", "showed".
fn is_source(syntax: &Syntax<'_>, i: usize) -> bool {
    let entry = syntax.entry(i);
    let noun = entry.kinds.is_some() && syntax.tokens[i].tag.is_noun() && !syntax.tokens[i].capital;
    let said = entry.verb.is_some_and(|verb| verb.frames.strongest() >= 5) && syntax.tokens[i].tag.is_verb();
    noun || said || entry.classes.has_any(&[Class::According, Class::Survey, Class::Citing])
}

fn states_number(syntax: &Syntax<'_>) -> bool {
    (0..syntax.tokens.len()).any(|i| syntax.tokens[i].kind == TokenKind::Number || !syntax.entry(i).numbers.is_empty())
}

/// Whether a word is the name of a host: "example.com".
fn is_address(word: &str) -> bool {
    let mut parts = word.rsplit('.');
    parts.next().is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.next().is_some_and(|name| name.len() >= 2)
}

/// The host of an address on another machine.
fn host(target: &str) -> Option<&str> {
    let start = target.find("://").map(|at| at + 3).or_else(|| target.starts_with("//").then_some(2))?;
    let host = target[start..].split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Whether an address is that of a site, and of no page in it.
fn is_home(target: &str) -> bool {
    let start = target.find("://").map_or(2, |at| at + 3);
    let path = target.get(start..).and_then(|rest| rest.find(['/', '?', '#']).map(|at| &rest[at..]));
    path.is_none_or(|path| path.len() <= 1)
}
