//! Figures that are a limit, which tells whom or what is meant: "families that earn up to $125,000", "65 and over", "defined as 130 or more".

use super::excuse::Excuses;
use super::{Figure, FigureKind, OLDEST};
use crate::language::clause::ClauseKind;
use crate::language::lexicon::{Class, Hedge};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far the borders of a cell are looked for, in tokens.
const CELL: usize = 8;

impl Excuses<'_> {
    /// "families that earn up to $125,000", "children under 5", "(10,000 lines or more)": whom or what else is told of.
    pub(super) fn is_threshold(&self, figure: &Figure) -> bool {
        self.is_bracketed_limit(figure)
            || self.is_open_limit(figure)
            || self.is_label(figure)
            || self.is_definition(figure)
            || self.is_needed(figure)
            || self.bound(figure).is_some_and(|bound| self.limits(bound, figure))
    }

    /// "defined as a pressure of 130 or higher": what a word stands for.
    fn is_definition(&self, figure: &Figure) -> bool {
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        let verb = clause.and_then(|clause| self.clauses.verb(clause, self.chunks));
        let defines =
            verb.filter(|verb| self.words.is(verb.main, Class::Defines) && self.words.is(verb.end, Class::As));
        // "is defined as a disease by 40% of doctors"
        defines.is_some_and(|verb| {
            verb.end < figure.tokens.start && !self.words.any_is(verb.end..figure.tokens.start, Class::By)
        })
    }

    /// "short of the 60 votes needed to pass", "the 12 points required": how many some rule asks for, which the text takes as known.
    fn is_needed(&self, figure: &Figure) -> bool {
        let words = self.words;
        let known = words.before(figure.tokens.start).is_some_and(|i| words.is(i, Class::Definite));
        let noun = self.chunks.noun_at(figure.tokens.end).filter(|_| known && figure.hedge.is_none());
        noun.filter(|noun| words.is(noun.head, Class::Ballot)).is_some_and(|noun| {
            let participle = matches!(words.tag(noun.end), Some(Tag::Participle | Tag::Past));
            words.is(noun.end, Class::Needed) && (participle || words.tag(noun.end).is_some_and(Tag::is_adjective))
        })
    }

    /// "Less than $15,000", "$15,000 - $29,999", "65 and over" alone: the label of a row or a bar.
    fn is_label(&self, figure: &Figure) -> bool {
        let words = self.words;
        let tokens = &words.syntax.tokens;
        let (first, end) = (figure.tokens.start, figure.tokens.end);
        // The cell of a table, whether it is drawn with bars or stands by itself.
        let bar = |&i: &usize| words.syntax.text(i) == "|";
        let from = (first.saturating_sub(CELL)..first).rev().find(bar).map_or(0, |i| i + 1);
        let to = (end..tokens.len().min(end + CELL)).find(bar).unwrap_or(tokens.len());
        if to - from > figure.tokens.len() * 2 + 3 {
            return false;
        }
        let below = self.bound(figure) == Some(from) && end == to;
        let more = words.tag(end + 1) == Some(Tag::Comparative)
            || words.is_any(end + 1, &[Class::AfterShare, Class::Over, Class::More]);
        let above = first == from && end + 2 == to && words.is_any(end, &[Class::And, Class::Or]) && more;
        // "$15,000 - $29,999": each next class begins where one ends.
        let last = (from..to).any(|i| words.syntax.text(i).ends_with("999"));
        let classed = last && tokens[from..to].iter().any(|token| token.kind == TokenKind::Dash);
        below || above || classed
    }

    /// "(10,000 lines or more)", "(20 or older)".
    fn is_bracketed_limit(&self, figure: &Figure) -> bool {
        let open = self.words.before(figure.tokens.start).is_some_and(|i| self.words.kind(i) == Some(TokenKind::Open));
        let or = self.words.ahead(figure.tokens.end, 5).find(|&i| self.words.is(i, Class::Or));
        open && or.is_some_and(|or| {
            self.words.tag(or + 1) == Some(Tag::Comparative) || self.words.is(or + 1, Class::AfterShare)
        })
    }

    /// "groups that gave $3 million or more", "hospitals with 500 beds or more": in words that tell which are meant.
    fn is_open_limit(&self, figure: &Figure) -> bool {
        let words = self.words;
        let or = words.ahead(figure.tokens.end, 3).find(|&i| words.is(i, Class::Or));
        let open = or.is_some_and(|or| {
            words.tag(or + 1) == Some(Tag::Comparative)
                || words.is_any(or + 1, &[Class::AfterShare, Class::Over, Class::More])
        });
        if !open {
            return false;
        }
        let clause = self.clauses.around(figure.tokens.start).find(|clause| clause.verb.is_some());
        // ", which lost $3 million or more," tells something of it.
        let tells_which = clause.is_some_and(|clause| {
            clause.kind == ClauseKind::Relative
                && words.before(clause.tokens.start).is_some_and(|i| words.kind(i) != Some(TokenKind::Comma))
        });
        let of = words.before(figure.tokens.start).filter(|&i| words.is_any(i, &[Class::With, Class::Of]));
        let any = of.and_then(|of| words.before(of)).is_some_and(|noun| {
            let change = words.is_any(noun, &[Class::Rise, Class::Fall, Class::RateNoun]);
            words.tag(noun) == Some(Tag::Nouns) && !change && !self.is_determined(noun)
        });
        tells_which || any
    }

    /// Where the words begin that make a figure a limit: "up to", "under", ">".
    fn bound(&self, figure: &Figure) -> Option<usize> {
        let syntax = self.words.syntax;
        let first = figure.tokens.start;
        let limit = |hedge: Option<Hedge>| {
            hedge.is_some_and(|hedge| {
                matches!(hedge, Hedge::MoreThan | Hedge::LessThan | Hedge::UpTo | Hedge::AtLeast | Hedge::AtMost)
            })
        };
        let phrase = syntax.phrases_to(first).find(|phrase| limit(syntax.lexicon.entry(phrase.entry).hedge));
        if let Some(phrase) = phrase.filter(|phrase| self.words.span.contains(&phrase.first)) {
            return Some(phrase.first);
        }
        let before = self.words.before(first)?;
        let sign = matches!(self.words.text(before), "<" | ">" | "≥" | "≤");
        (sign || limit(self.words.entry(before)?.hedge)).then_some(before)
    }

    /// Whether a limit from token `bound` belongs to whoever is told of, right before it or through "that earn".
    fn limits(&self, bound: usize, figure: &Figure) -> bool {
        let Some(before) = self.words.before(bound) else { return false };
        // "incomes below 138 percent of the poverty line"
        if figure.kind == FigureKind::Percent {
            return self.words.is(before, Class::Bracket) && self.is_whoever(before);
        }
        if !matches!(figure.kind, FigureKind::Money | FigureKind::Age | FigureKind::Duration | FigureKind::Count) {
            return false;
        }
        // "firms with more than 50 employees"
        if self.words.is(before, Class::With) {
            return self.words.before(before).is_some_and(|noun| self.is_whoever(noun));
        }
        // "those over 45", "men under 35"
        let people = |noun: usize| {
            let plural = self.words.tag(noun) == Some(Tag::Nouns)
                && (self.words.syntax.entry(noun).kinds.is_human()
                    || self.words.is_any(noun, &[Class::Everyone, Class::Crowd]))
                && !self.is_determined(noun);
            plural || self.words.is(noun, Class::Demonstrative) && self.words.tag(noun) != Some(Tag::Noun)
        };
        let aged = figure.unit.is_none() && figure.value.is_some_and(|value| value < OLDEST);
        if aged && figure.kind == FigureKind::Count && people(before) {
            return true;
        }
        // "income earned over $140,000", but not "investors poured over $2 billion into it"
        let participle = self.words.tag(before) == Some(Tag::Participle);
        if participle && self.chunks.verb_at(before).is_some_and(|verb| verb.finite) {
            return false;
        }
        let noun = if participle { self.words.before(before) } else { Some(before) };
        let bare = figure.kind != FigureKind::Count || figure.unit.is_none();
        if bare && noun.is_some_and(|noun| self.is_whoever(noun)) {
            return true;
        }
        // "families that earn up to $125,000", "anyone making over $400,000"
        let tag = self.words.tag(before);
        let present = matches!(tag, Some(Tag::Present | Tag::Presents | Tag::Base));
        let who = match tag {
            Some(Tag::Gerund) => self.words.before(before),
            _ if present => self
                .words
                .before(before)
                .filter(|&i| self.words.is(i, Class::Relative))
                .and_then(|i| self.words.before(i)),
            _ => None,
        };
        figure.kind == FigureKind::Money && who.is_some_and(|noun| self.is_whoever(noun))
    }

    /// Whether a noun is whoever fits: "families", "anyone", "any income", but not "the families" or "12 families".
    fn is_whoever(&self, noun: usize) -> bool {
        let kind = [Class::Bracket, Class::Polled, Class::Everyone];
        if !self.words.is_any(noun, &kind) {
            return false;
        }
        !self.is_determined(noun)
    }

    /// Whether a noun has an article, an owner or a number: "the families", "12 families", but not "any families".
    fn is_determined(&self, noun: usize) -> bool {
        let phrase = self.chunks.noun_at(noun);
        phrase.is_some_and(|phrase| {
            (phrase.first..noun).any(|i| {
                let any = self.words.is_any(i, &[Class::Any, Class::Every, Class::AllOf]);
                let tag = self.words.tag(i);
                !any && matches!(tag, Some(Tag::Determiner | Tag::Number | Tag::Possessive | Tag::Genitive))
            })
        })
    }
}
