//! What a link is to the sentence it stands in: its source, words that lead somewhere, a name, or nothing at all.

use crate::document::{Document, HIDDEN};
use crate::language::Syntax;
use crate::language::lexicon::{Class, Lexicon};
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// What a reference is to its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// A note, a citation, or a link that shows no more than "source": it covers what stands before it.
    Mark,
    /// A link on words for a source: "a report", "according to", "figures show".
    Source,
    /// A link on any other words.
    Words,
    /// A link on no more than a name.
    Name,
}

/// Parts of addresses by which a page is sent on to others.
const SHARING: [&str; 7] = ["/sharer", "/share?", "/intent/", "sharearticle", "/submit?", "share=", "/send?"];

/// What the link in `range` to `target` is to its sentence; `None` if it is no source: navigation, a page of the site itself, the
/// home page behind a name.
pub(super) fn of_link(document: &Document, range: TextRange, target: &str) -> Option<Role> {
    let host = host(target)?;
    let low = target.to_ascii_lowercase();
    let own = document.address.as_deref().and_then(self::host);
    if own.is_some_and(|own| own.eq_ignore_ascii_case(host)) || SHARING.iter().any(|part| low.contains(part)) {
        return None;
    }
    let prose = range.of_text(document.prose());
    let syntax = Syntax::new(prose, Lexicon::english());
    match role(&syntax)? {
        // "([source](…))" stands for a note; "the source" does not.
        Role::Mark if !is_set_off(document, range) => Some(Role::Source),
        Role::Name | Role::Words | Role::Mark if is_home(target) && !states_number(&syntax) => None,
        role => Some(role),
    }
}

/// Whether a bracket, a colon or a dash parts a link from the words before it.
fn is_set_off(document: &Document, range: TextRange) -> bool {
    let before = &document.prose()[..range.start as usize];
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(16))..];
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == char::from(HIDDEN));
    before.ends_with(['(', '[', ':', '–', '—', '|'])
}

/// What the words of a link make of it.
fn role(syntax: &Syntax<'_>) -> Option<Role> {
    let words = || (0..syntax.tokens.len()).filter(|&i| syntax.tokens[i].kind.is_word());
    let first = words().next()?;
    let is = |i: usize, class| syntax.entry(i).classes.has(class);
    let address = |i: usize| syntax.tokens[i].kind == TokenKind::Address || is_address(syntax.text(i));
    if words().all(|i| address(i) || is(i, Class::SourceLabel)) {
        return Some(Role::Mark);
    }
    if words().any(|i| is_source(syntax, i)) {
        return Some(Role::Source);
    }
    let phrase =
        syntax.phrase_from(first).is_some_and(|p| syntax.lexicon.entry(p.entry).classes.has(Class::Navigation));
    if (phrase || is(first, Class::Navigation)) && !states_number(syntax) {
        return None;
    }
    let pointed = |i: usize| is(i, Class::Pointer) || syntax.tokens[i].kind == TokenKind::Number;
    if words().all(pointed) && words().any(|i| is(i, Class::Pointer)) {
        return Some(Role::Words);
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
