//! What opens the list of the parts of a total: "12 people: …", "12, made up of …", "12 people, including …".

use super::Scan;
use super::list::FAR;
use super::sum::Summed;
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How far off a list that stands far behind its total may be, as a part of it.
const NEAR: f64 = 0.2;

/// What a list is opened by, behind a total.
pub(super) struct Opened {
    /// The token before its first part.
    pub(super) at: usize,
    /// Whether it holds all parts, or only parts.
    pub(super) all: bool,
}

/// What stands between a total, what it counts and its list: "of the animals in the zoo:".
const BETWEEN: [Class; 10] = [
    Class::Of,
    Class::In,
    Class::At,
    Class::On,
    Class::Article,
    Class::From,
    Class::For,
    Class::By,
    Class::To,
    Class::With,
];

impl Scan<'_> {
    /// The last token of words that bring in all parts of what stands before them: "consists of", "split between".
    fn consists(&self, end: usize) -> Option<usize> {
        self.ahead(end, FAR).find_map(|i| {
            let phrase = self.syntax.phrase_from(i);
            let phrase = phrase.filter(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Consists));
            phrase.map(|phrase| phrase.end - 1).or_else(|| self.is(i, Class::Consists).then_some(i))
        })
    }

    /// What opens a list behind a total: a colon, a dash or a bracket behind what is counted; a comma only behind people, as
    /// "12 cities, 7 states and 4 countries" are no sum.
    pub(super) fn list_behind(&self, total: usize) -> Option<Opened> {
        let end = self.figures[total].tokens.end;
        let next = self.figures.get(total + 1).map_or(usize::MAX, |figure| figure.tokens.start);
        let all = |at: usize| Opened { at, all: true };
        if let Some(opened) = self.consists(end).filter(|opened| *opened < next) {
            return Some(all(opened));
        }
        let count = self.figures[total].kind == FigureKind::Count;
        // "(n = 120; 64 women, 56 men)"
        if self.is_sample(total)
            && matches!(self.kind(end), Some(TokenKind::Semicolon | TokenKind::Comma | TokenKind::Colon))
        {
            return Some(all(end));
        }
        // "number 27: seven cows and nine sheep", "killed 27 (20 men and seven women)"
        if matches!(self.kind(end), Some(TokenKind::Colon | TokenKind::Open)) && count {
            return Some(all(end));
        }
        self.list_behind_noun(total, next)
    }

    /// What opens a list behind the noun that a total counts, before the figure that begins at token `next`.
    fn list_behind_noun(&self, total: usize, next: usize) -> Option<Opened> {
        let all = |at: usize| Opened { at, all: true };
        let (end, count) = (self.figures[total].tokens.end, self.figures[total].kind == FigureKind::Count);
        let led = self
            .before_figure(total)
            .is_some_and(|i| self.is(i, Class::Of) && self.before(i).is_some_and(|i| self.is_in_all(i)));
        // "All five seats have been filled, three by …"
        let whole = led || self.before(self.figures[total].tokens.start).is_some_and(|i| self.is(i, Class::AllOf));
        let (mut nouns, mut stated, mut people) = (!count, !count, false);
        let mut tokens = self.ahead(end, FAR);
        while let Some(i) = tokens.next() {
            let token = self.token(i)?;
            match token.kind {
                TokenKind::Colon if stated => return Some(all(i)),
                TokenKind::Colon | TokenKind::Dash | TokenKind::Open => return nouns.then(|| all(i)),
                // "The package, worth £5.6m, includes …"
                TokenKind::Comma if self.is(i + 1, Class::Including) && next == i + 2 => {
                    return self.included(total, i + 1);
                }
                TokenKind::Comma if people || whole => return Some(all(i)),
                TokenKind::Comma => return self.apposed(total, i),
                // "The school's 640 pupils include 310 boys and 325 girls"
                _ if self.is(i, Class::Including) && next == i + 1 => return self.included(total, i),
                // "will be paid in three parts:", "is owed to three creditors:"
                _ if self.is_how_many(i) => {
                    tokens.next();
                }
                _ if i == next => return None,
                _ if token.tag.is_noun() => {
                    nouns = true;
                    people = self.is(i, Class::Everyone);
                }
                _ if token.tag.is_adjective() || matches!(token.tag, Tag::Participle | Tag::Gerund) => {}
                _ if self.is_any(i, &BETWEEN) => {}
                // "The 22 people on the list are 17 men and five women"
                _ if self.is(i, Class::Be) && next == i + 1 && nouns => return Some(all(i)),
                _ if self.is(i, Class::Be) || token.tag.is_finite() => stated = true,
                _ if token.tag == Tag::Adverb || token.tag == Tag::Base => {}
                _ if self.is_in_all(i) || self.is(i, Class::Time) => stated = true,
                _ => return None,
            }
        }
        None
    }

    /// "carried 31 people when it left the road, police said: 19 pupils, eight parents and the driver": people behind a colon, with
    /// clauses in between.
    pub(super) fn list_far_behind(&self, total: usize) -> Option<Opened> {
        let next = Some(total + 1).filter(|next| self.here.contains(next))?;
        let between = self.between(total, next);
        let colon = between.end.checked_sub(1).filter(|&i| self.kind(i) == Some(TokenKind::Colon))?;
        let people = self.is(self.figures[total].tokens.end, Class::Everyone);
        if !people || between.len() > 2 * FAR {
            return None;
        }
        let summed = self.list(total, colon)?;
        let sum =
            summed.parts.iter().filter_map(|&part| self.figures[part].value).sum::<f64>() + f64::from(summed.single);
        let nouns = |&part: &usize| {
            let end = self.figures[part].tokens.end;
            self.figures[part].unit.is_some() || self.kind(end) == Some(TokenKind::Word)
        };
        let near = self.figures[total].value.is_some_and(|all| (all - sum).abs() <= all * NEAR);
        (near && summed.parts.iter().all(nouns)).then_some(Opened { at: colon, all: true })
    }

    /// Whether the parts are groups of people of which nobody is in two: men and women, adults and children.
    fn are_groups(&self, summed: &Summed) -> bool {
        let of = |class: Class| {
            summed.parts.iter().all(|&part| {
                let end = self.figures[part].tokens.end;
                self.ahead(end, 3).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).any(|i| self.is(i, class))
            })
        };
        of(Class::Sex) || of(Class::AgeGroup)
    }

    /// "including seven men and nine women": there may be others, but no fewer.
    fn included(&self, total: usize, opened: usize) -> Option<Opened> {
        let summed = self.list(total, opened)?;
        (self.are_groups(&summed) || self.figures[total].kind == FigureKind::Money)
            .then_some(Opened { at: opened, all: false })
    }

    /// Whether the figure at token `i` tells how many parts there are: "in three parts: …".
    fn is_how_many(&self, i: usize) -> bool {
        let Some(index) = self.figure_at(i) else { return false };
        let small = self.figures[index].kind == FigureKind::Count
            && self.figures[index].value.is_some_and(|value| value < 12.0);
        let colon = self.ahead(i + 1, 3).any(|i| self.kind(i) == Some(TokenKind::Colon));
        small && (self.is(i + 1, Class::PartNoun) || (colon && self.tag(i + 1).is_some_and(Tag::is_noun)))
    }

    /// Whether a list behind a comma stands beside a total: "fourteen witnesses, six women and eight men, before …", "31 soldiers, 18 in
    /// the north and 13 in the south".
    fn apposed(&self, total: usize, comma: usize) -> Option<Opened> {
        let all = Some(Opened { at: comma, all: true });
        // "nine bodies, those of four men and five women"
        if self.is(comma + 1, Class::Demonstrative) && self.is(comma + 2, Class::Of) {
            return all;
        }
        let summed = self.list(total, comma)?;
        let mut parts = summed.parts.iter().copied();
        if self.are_groups(&summed) {
            return all;
        }
        // "The 19 crew, 11 Filipinos and eight Indians, were flown home": nothing but a subject stands before the verb.
        let start = self.figures[total].tokens.start;
        let subject = self.before_is(start, Class::Definite)
            && !(self.span.start..start).any(|i| self.tag(i).is_some_and(Tag::is_finite));
        let last = self.figures[*summed.parts.last()?].tokens.end;
        let closed = self.ahead(last, 6).find(|&i| self.kind(i) == Some(TokenKind::Comma));
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        if subject && closed.is_some_and(|i| verb(i + 1)) && comma <= self.figures[total].tokens.end + 2 {
            return all;
        }
        // Parts without a noun are of what the total is of; but "5,000 heard him in Leeds, 3,000 in York" goes on with others.
        let place = [Class::In, Class::At, Class::By, Class::To, Class::From, Class::On, Class::For, Class::With];
        let bare = parts.all(|part| {
            let end = self.figures[part].tokens.end;
            self.is_any(end, &place) || matches!(self.tag(end), Some(Tag::Adverb | Tag::Participle))
        });
        let parallel = |class: &Class| {
            self.any_is(self.figures[total].tokens.end..comma, *class)
                && summed.parts.iter().any(|&part| self.is(self.figures[part].tokens.end, *class))
        };
        let listed = (self.span.start..start).any(|i| self.kind(i) == Some(TokenKind::Semicolon));
        (bare && !listed && !place.iter().any(parallel)).then_some(Opened { at: comma, all: false })
    }
}
