//! Citations in the prose itself: "(p. 19)", "(Smith et al., 2019)", "[12]", "(Source: ONS)", "Source: ONS".

use std::ops::Range;

use crate::language::Syntax;
use crate::language::lexicon::Class;
use crate::language::token::TokenKind;
use crate::text::TextRange;

/// How many tokens a citation in brackets has at most.
const LONGEST: usize = 24;

/// Finds the citations of a block.
pub(super) fn citations(syntax: &Syntax<'_>) -> Vec<TextRange> {
    let mut found = Vec::new();
    for (open, token) in syntax.tokens.iter().enumerate() {
        if token.kind == TokenKind::Open {
            let close =
                (open + 1..syntax.tokens.len()).take(LONGEST).find(|&i| syntax.tokens[i].kind == TokenKind::Close);
            if let Some(close) = close.filter(|&close| is_citation(syntax, open + 1..close)) {
                found.push(syntax.range(open..close + 1));
            }
        }
    }
    // A line that names its source.
    let named = |i: usize| syntax.tokens.len() > i && syntax.entry(i).classes.has(Class::SourceLabel);
    if named(0) && syntax.tokens.get(1).is_some_and(|token| token.kind == TokenKind::Colon) && syntax.tokens.len() > 2 {
        found.push(syntax.range(0..syntax.tokens.len()));
    }
    found
}

/// Whether the tokens between two brackets cite something.
fn is_citation(syntax: &Syntax<'_>, inside: Range<usize>) -> bool {
    let text = |i: usize| if inside.contains(&i) { syntax.text(i) } else { "" };
    let first = inside.start;
    let label = inside.contains(&first) && syntax.entry(first).classes.has(Class::SourceLabel);
    if label && text(first + 1) == ":" {
        return true;
    }
    // "p. 19", "pp. 3–5".
    let page = inside.clone().any(|i| {
        syntax.entry(i).classes.has(Class::Page)
            && inside.contains(&(i + 1))
            && syntax.tokens[i + 1].kind == TokenKind::Number
    });
    if page {
        return true;
    }
    // "[12]", "[3, 4]".
    let square = first > 0 && syntax.text(first - 1) == "[";
    let numbers = inside.clone().all(|i| {
        let number = syntax.tokens[i].kind == TokenKind::Number && syntax.text(i).len() <= 3;
        number || matches!(syntax.tokens[i].kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon)
    });
    if square && numbers && !inside.is_empty() {
        return true;
    }
    // "Smith et al., 2019", "Smith and Jones 2019": a name first, a year last.
    let year = inside.end.checked_sub(1).filter(|i| inside.contains(i)).map(|i| syntax.text(i)).is_some_and(|text| {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        digits.len() == 4 && digits.starts_with(['1', '2']) && digits.bytes().all(|b| b.is_ascii_digit())
    });
    let name =
        inside.contains(&first) && syntax.tokens[first].capital && !syntax.entry(first).classes.has(Class::Month);
    let comma = inside.end >= 2 && text(inside.end - 2) == ",";
    let et_al = inside.clone().any(|i| text(i).starts_with("al"));
    year && name && inside.len() <= 12 && (comma || et_al)
}
