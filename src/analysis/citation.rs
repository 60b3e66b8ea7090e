//! Citations in the prose itself: "(p. 19)", "(Smith et al., 2019)", `[12]`, `[Klein, 299]`, "(Source: ONS)", "Source: ONS", "… (UNICEF)".

use std::ops::Range;

use crate::language::Syntax;
use crate::language::lexicon::{Class, CueClass, NounKind};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// How many tokens a citation in brackets has at most.
const LONGEST: usize = 40;

/// How many tokens one of several works in a citation has at most.
const WORK: usize = 14;

/// A number in brackets behind a clause, which may be that of a source in a list: "(2)".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Numbered {
    /// The number with its brackets.
    pub range: TextRange,
    /// The number.
    pub number: u32,
}

/// The citations of a block, and what may be some if the text has a list of sources.
pub(super) struct Citations {
    /// In brackets.
    pub(super) bracketed: Vec<TextRange>,
    /// From a word for a source and a colon to the end of the sentence.
    pub(super) lines: Vec<TextRange>,
    /// Numbers that may be those of a list.
    pub(super) numbered: Vec<Numbered>,
}

/// Finds the citations of a block.
pub(super) fn citations(syntax: &Syntax<'_>) -> Citations {
    let mut found = Citations { bracketed: Vec::new(), lines: Vec::new(), numbered: Vec::new() };
    let mut last = None;
    for (open, token) in syntax.tokens.iter().enumerate() {
        if token.kind == TokenKind::Open {
            let Some(close) = closing(syntax, open) else { continue };
            // "[Klein, 299][Klein]": the second pair names the work again.
            let again = last == Some(open) && !token.spaced && syntax.text(open) == "[";
            if again || is_citation(syntax, open + 1..close) || is_credit(syntax, open, close) {
                found.bracketed.push(syntax.range(open..close + 1));
                last = Some(close + 1);
            } else if let Some(number) = number(syntax, open, close) {
                found.numbered.push(Numbered { range: syntax.range(open..close + 1), number });
            }
        } else if token.kind == TokenKind::Colon
            && let Some(line) = source_line(syntax, open)
        {
            found.lines.push(line);
        }
    }
    // "Rogner et al., 2012" and no more, as the head of a column.
    let all = 0..syntax.tokens.len();
    if found.bracketed.is_empty()
        && all.len() <= WORK
        && works(syntax, all.clone()).all(|work| is_work(syntax, &work))
        && !all.is_empty()
    {
        found.bracketed.push(syntax.range(all));
    }
    found
}

/// The token that closes the bracket that token `open` opens.
fn closing(syntax: &Syntax<'_>, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    (open..syntax.tokens.len()).take(LONGEST).find(|&i| {
        match syntax.tokens[i].kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// "Over 700 boats sink every day. (UNICEF)": behind the stop of a sentence, brackets with nothing in them but the name of an
/// organisation or a document, and perhaps its year and page; not "(Laughter)", "(Editor's Note)", "(AP Photo/Jane Lind)".
fn is_credit(syntax: &Syntax<'_>, open: usize, close: usize) -> bool {
    let behind = open > 0 && syntax.tokens[open - 1].kind == TokenKind::Stop && syntax.text(open) == "(";
    let ends = syntax.tokens.get(close + 1).is_none_or(|next| next.spaced || next.kind == TokenKind::Stop);
    if !behind || !ends {
        return false;
    }
    let named = (open + 1..close).all(|i| {
        let kind = syntax.tokens[i].kind;
        let paged = kind == TokenKind::Number || syntax.entry(i).classes.has(Class::Page);
        paged
            || matches!(kind, TokenKind::Open | TokenKind::Close)
            || is_name(syntax, &(i..i + 1))
            || is_link(syntax, i)
    });
    let kinds = |i: usize| syntax.entry(i).kinds;
    let told = |i: usize| {
        let written = [NounKind::Organisation, NounKind::Document, NounKind::Data];
        syntax.tokens[i].upper || syntax.tokens[i].capital && written.iter().any(|&kind| kinds(i).has(kind))
    };
    let other = |i: usize| kinds(i).has(NounKind::Image) || kinds(i).has(NounKind::Person);
    named && (open + 1..close).any(told) && !(open + 1..close).any(other)
}

/// Whether a token joins the words of a name: a mark, "of", "the".
fn is_link(syntax: &Syntax<'_>, i: usize) -> bool {
    let token = &syntax.tokens[i];
    matches!(token.kind, TokenKind::Comma | TokenKind::Symbol | TokenKind::Stop | TokenKind::Dash)
        || token.kind == TokenKind::Word && (token.range.len() <= 3 || token.tag == Tag::Genitive)
}

/// "Source: ONS" around the colon at token `colon`: at the start of a block or a sentence, or behind a mark that parts.
fn source_line(syntax: &Syntax<'_>, colon: usize) -> Option<TextRange> {
    let label = colon.checked_sub(1)?;
    let begins = label.checked_sub(1).is_none_or(|before| {
        matches!(
            syntax.tokens[before].kind,
            TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Close | TokenKind::Symbol
        ) || syntax.tokens[before].kind.is_quote()
    });
    let named = syntax.entry(label).classes.has(Class::SourceLabel) && (label == 0 || syntax.tokens[label].capital);
    let sentence = syntax.sentences.partition_point(|sentence| sentence.end <= colon);
    // An address behind it may be cut where it has a stop.
    let end = syntax.sentences.get(sentence)?.end;
    (named && begins && end > colon + 1).then(|| syntax.range(label..end))
}

/// The number that stands alone in round brackets behind a word.
fn number(syntax: &Syntax<'_>, open: usize, close: usize) -> Option<u32> {
    let behind = open > 0 && !matches!(syntax.tokens[open - 1].kind, TokenKind::Colon | TokenKind::Semicolon);
    let text = syntax.text(open + 1);
    (behind && close == open + 2 && text.len() <= 2).then(|| text.parse().ok()).flatten()
}

/// Whether the tokens between two brackets cite something.
fn is_citation(syntax: &Syntax<'_>, inside: Range<usize>) -> bool {
    if inside.is_empty() {
        return false;
    }
    let text = |i: usize| if inside.contains(&i) { syntax.text(i) } else { "" };
    let first = inside.start;
    if syntax.entry(first).classes.has(Class::SourceLabel) && text(first + 1) == ":" {
        return true;
    }
    // "p. 19", "pp. 3–5".
    let page = inside.clone().any(|i| {
        syntax.entry(i).classes.has(Class::Page)
            && inside.contains(&(i + 1))
            && syntax.tokens[i + 1].kind == TokenKind::Number
    });
    let square = syntax.text(first - 1) == "[";
    page || is_year_of(syntax, &inside)
        || (square && (is_numbers(syntax, inside.clone()) || is_key(syntax, &inside) || is_page_of(syntax, &inside)))
        || works(syntax, inside.clone()).any(|work| is_dated(syntax, &work, inside.end))
}

/// "Smith et al. (2019)", "Smith and Jones (2019) found": a year behind the names of several authors.
fn is_year_of(syntax: &Syntax<'_>, inside: &Range<usize>) -> bool {
    let Some(before) = inside.start.checked_sub(2).filter(|_| inside.len() == 1) else { return false };
    let name = |i: usize| syntax.tokens[i].capital && syntax.tokens[i].tag.is_name();
    let joins = |i: usize| syntax.text(i) == "&" || syntax.entry(i).classes.has(Class::And);
    let stop = usize::from(syntax.tokens[before].kind == TokenKind::Stop);
    let al = before.checked_sub(stop).is_some_and(|i| matches!(syntax.text(i), "al" | "al."));
    let several = before >= 2 && name(before) && joins(before - 1) && name(before - 2);
    let looks = syntax.tokens.get(inside.end + 1).is_some_and(|token| token.tag.is_finite()) && {
        let entry = syntax.entry(inside.end + 1);
        entry.classes.has(Class::Examines) || entry.verb.is_some_and(|cue| cue.class == CueClass::Show)
    };
    is_year(syntax.text(inside.start)) && (al || several && looks)
}

/// "12", "3, 4", "3–5".
fn is_numbers(syntax: &Syntax<'_>, mut inside: Range<usize>) -> bool {
    inside.all(|i| {
        let number = syntax.tokens[i].kind == TokenKind::Number && syntax.text(i).len() <= 3;
        number || matches!(syntax.tokens[i].kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon)
    })
}

/// "ONS21", "BGR12b": the key of a work.
fn is_key(syntax: &Syntax<'_>, inside: &Range<usize>) -> bool {
    let key = syntax.text(inside.start).trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
    inside.len() == 1
        && key.len() >= letters.len() + 2
        && letters.len() >= 2
        && letters.bytes().all(|b| b.is_ascii_alphabetic() || b == b'+')
}

/// "Klein, 299", "Klein and Long, 12–15": a name, and a page of what it wrote.
fn is_page_of(syntax: &Syntax<'_>, inside: &Range<usize>) -> bool {
    let Some(comma) = inside.clone().find(|&i| syntax.tokens[i].kind == TokenKind::Comma) else { return false };
    let name = inside.start..comma;
    let pages = comma + 1..inside.end;
    is_name(syntax, &name) && name.len() <= 6 && !pages.is_empty() && pages.len() <= 5 && {
        let mut pages = pages;
        pages.all(|i| {
            matches!(syntax.tokens[i].kind, TokenKind::Number | TokenKind::Dash | TokenKind::Comma)
                || syntax.entry(i).classes.has(Class::Page)
        })
    }
}

/// The works of a citation, parted by semicolons.
fn works<'a>(syntax: &'a Syntax<'_>, inside: Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = inside.start;
    std::iter::from_fn(move || {
        if from >= inside.end {
            return None;
        }
        let end = (from..inside.end).find(|&i| syntax.tokens[i].kind == TokenKind::Semicolon).unwrap_or(inside.end);
        let work = from..end;
        from = end + 1;
        Some(work)
    })
}

/// "Smith et al., 2019", "see Smith and Jones 2019, p. 3": a name first, then a year. Without a comma between them the brackets must
/// stand at the end of a clause: "the Games (Tokyo 2020) cost".
fn is_dated(syntax: &Syntax<'_>, work: &Range<usize>, close: usize) -> bool {
    let Some(year) = work.clone().find(|&i| is_year(syntax.text(i))) else { return false };
    // "see Smith", "e.g. Smith".
    let start = work.clone().find(|&i| syntax.tokens[i].capital).unwrap_or(work.end);
    if start > work.start + 1 || start >= year || work.len() > WORK {
        return false;
    }
    let comma = syntax.tokens[year - 1].kind == TokenKind::Comma;
    let name = start..year - usize::from(comma);
    let ends = syntax.tokens.get(close + 1).is_none_or(|token| {
        matches!(token.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Close)
    });
    is_name(syntax, &name)
        && (comma || name.clone().any(|i| syntax.text(i).starts_with("al")) || (ends && name.len() <= 5))
}

fn is_year(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.len() == 4 && text.len() <= 5 && digits.starts_with(['1', '2']) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_timely(syntax: &Syntax<'_>, i: usize) -> bool {
    syntax.entry(i).classes.has_any(&[Class::Month, Class::Day, Class::Time])
}

/// Whether tokens are several authors, a comma and a year, and no more: "Oslo, 2012" is a place.
fn is_work(syntax: &Syntax<'_>, work: &Range<usize>) -> bool {
    let several = work
        .clone()
        .any(|i| matches!(syntax.text(i), "al" | "al." | "&") || syntax.entry(i).classes.has(Class::Coordinator));
    let ends = several
        && work.len() > 2
        && is_year(syntax.text(work.end - 1))
        && syntax.tokens[work.end - 2].kind == TokenKind::Comma;
    ends && is_name(syntax, &(work.start..work.end - 2))
}

/// Whether tokens are the names of authors: capitals, and what joins them.
fn is_name(syntax: &Syntax<'_>, name: &Range<usize>) -> bool {
    let first = name.clone().next();
    first.is_some_and(|i| syntax.tokens[i].capital && !is_timely(syntax, i))
        && name.clone().all(|i| {
            let token = &syntax.tokens[i];
            // "et al.", "and", "of the", "van der".
            token.capital || token.kind.is_quote() || is_link(syntax, i)
        })
}
