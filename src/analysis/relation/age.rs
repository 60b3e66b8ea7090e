//! Whose ages are told: "Ingrid Lindqvist, 47, was last seen", "the 49-year-old".

use super::Scan;
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// An age of somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aged {
    /// Index of the figure in its block.
    pub figure: usize,
    /// Hashes of the first and the last word of the name beside it; `None` for "the 49-year-old", whoever that is.
    pub name: Option<(u32, u32)>,
}

/// How many words of a name are looked at.
const NAME: usize = 5;

impl Scan<'_> {
    /// Finds the ages of people who are named, or known: "the 49-year-old".
    pub(super) fn ages(&self, found: &mut Vec<Aged>) {
        for index in self.here.clone() {
            let figure = &self.figures[index];
            if figure.kind != FigureKind::Age || figure.value.is_none() || figure.high.is_some() {
                continue;
            }
            let (start, end) = (figure.tokens.start, figure.tokens.end);
            if let Some(name) = self.name_before(start) {
                found.push(Aged { figure: index, name: Some(name) });
            } else if self.before_is(start, Class::Definite) && !self.tag(end).is_some_and(names_more) {
                found.push(Aged { figure: index, name: None });
            }
        }
    }

    /// The first and the last word of the name that stands before a comma at `at`: "Ingrid Lindqvist, 47".
    fn name_before(&self, at: usize) -> Option<(u32, u32)> {
        let comma = self.before(at).filter(|&i| self.kind(i) == Some(TokenKind::Comma))?;
        let hash = |i: usize| (self.syntax.hashes[i] >> 32) as u32;
        let name =
            |&i: &usize| self.tag(i).is_some_and(Tag::is_name) && self.token(i).is_some_and(|token| token.capital);
        let mut words = self.backwards(comma, NAME).take_while(name);
        let last = words.next()?;
        Some((hash(words.last().unwrap_or(last)), hash(last)))
    }
}

/// Whether what follows an age says who is meant: "the 49-year-old driver".
fn names_more(tag: Tag) -> bool {
    tag.is_noun() || tag.is_adjective()
}
