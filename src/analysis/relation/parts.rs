//! Parts of one whole: "45% of voters support it, 40% oppose it and 15% are undecided", "coal provides 45% of the power, gas 40%".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds shares of one whole, by the words of their sentence.
    pub(super) fn parts(&self, found: &mut Vec<Relation>) {
        let shares: Vec<usize> =
            self.here.clone().filter(|&index| self.figures[index].kind == FigureKind::Percent).collect();
        let [first, rest @ ..] = &shares[..] else { return };
        if rest.is_empty() || !shares.iter().all(|&index| self.is_share(index)) || self.may_overlap() {
            return;
        }
        let pairs = || shares.iter().zip(rest).map(|(&one, &other)| (one, other));
        if !pairs().all(|(one, other)| self.is_joined(one, other)) || !self.is_of_one_whole(&shares) {
            return;
        }
        let of_one = shares.len() >= 3 || self.whole(*first).is_some() || self.fronted_whole(*first);
        let sure = (of_one && self.any_of(Class::Exclusive))
            || (self.is_composed(*first) && pairs().all(|(one, other)| self.is_gapped(one, other)))
            || self.is_given(&shares)
            || self.is_composition(*first);
        let verbless = |(one, other): (usize, usize)| {
            let from = self.whole(one).map_or(self.figures[one].tokens.end, |whole| whole + 1) + 1;
            !(from..self.figures[other].tokens.start).any(|i| self.tag(i).is_some_and(Tag::is_finite))
        };
        let likely =
            shares.len() >= 3 && (self.is_stated(*first) || self.is_composed(*first)) && pairs().skip(1).all(verbless);
        if sure || likely {
            self.relate(RelationKind::Parts { sure }, &shares, found);
        }
    }

    /// Whether nothing shows shares to be of different wholes: those that name one name the same, and none is of another place.
    fn is_of_one_whole(&self, shares: &[usize]) -> bool {
        let wholes: Vec<Option<usize>> = shares.iter().map(|&index| self.whole(index)).collect();
        let named: Vec<String> = wholes.iter().flatten().map(|&whole| self.stem_at(whole)).collect();
        let one = named.iter().all(|name| *name == named[0]);
        one && !shares[1..].iter().any(|&index| self.is_elsewhere(index))
    }

    /// Whether all of a whole is given away in shares: "70% of the budget goes to schools, 25% to roads", "held 70% by banks and 45% by funds".
    fn is_given(&self, shares: &[usize]) -> bool {
        let [first, rest @ ..] = shares else { return false };
        let to = |class: Class| rest.iter().all(|&index| self.is(self.figures[index].tokens.end, class));
        let end = self.figures[*first].tokens.end;
        let behind = self.whole(*first).map_or(end, |whole| whole + 1);
        let goes = self.is_phrase(behind, Class::Compose) || self.is_composed(*first);
        goes && ((to(Class::To) && self.ahead(behind, 2).any(|i| self.is(i, Class::To)))
            || (to(Class::By) && self.is(end, Class::By)))
    }

    /// "consists of 52% women and 46% men", "comes from coal (54%), gas (31%) and wind (16%)".
    fn is_composition(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        let brought_in = |i: usize| self.is_phrase(i, Class::Consists) || self.is_phrase(i, Class::Compose);
        self.backwards(start, 6).any(brought_in)
            && self
                .before(start)
                .is_some_and(|i| self.kind(i) == Some(TokenKind::Open) || self.is_phrase_end(i, Class::Consists))
    }

    /// Whether a phrase of a class begins at token `i`, or the word there is of it.
    fn is_phrase(&self, i: usize, class: Class) -> bool {
        let phrase = self.syntax.phrase_from(i).filter(|_| self.span.contains(&i));
        self.is(i, class) || phrase.is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether a phrase of a class ends with token `i`.
    fn is_phrase_end(&self, i: usize, class: Class) -> bool {
        self.syntax.phrases_to(i + 1).any(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class))
    }

    /// Whether a form of "be" stands behind the first share of a whole: "60% of the land is forest", "Of those, 64% were women".
    fn is_stated(&self, first: usize) -> bool {
        let end = self.figures[first].tokens.end;
        let verb = |i: usize| self.is_any(i, &[Class::Be, Class::Chooses]) || self.is_phrase(i, Class::Compose);
        match self.whole(first) {
            Some(whole) => verb(whole + 1),
            None => self.fronted_whole(first) && verb(end),
        }
    }

    /// Whether a percentage is a share, and not a change, a difference or one of several years.
    fn is_share(&self, index: usize) -> bool {
        let figure = &self.figures[index];
        let part = figure.value.is_some_and(|value| (0.0..=100.0).contains(&value)) && figure.high.is_none();
        part && !self.in_points(index) && self.way(index).is_none() && !self.is_yearly(index)
    }

    /// The noun behind "of" that a share is one of: "45% of the voters".
    fn whole(&self, index: usize) -> Option<usize> {
        let of = self.figures[index].tokens.end;
        self.is(of, Class::Of).then_some(())?;
        self.ahead(of + 1, 6).take_while(|&i| self.kind(i) == Some(TokenKind::Word)).find(|&i| {
            self.tag(i).is_some_and(Tag::is_noun)
                && !self.tag(i + 1).is_some_and(|tag| tag.is_noun() || tag == Tag::Genitive)
        })
    }

    /// Whether the sentence begins with the whole: "Of the voters, 45% …".
    fn fronted_whole(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        let opens = |i: usize| {
            self.before(i).is_none_or(|i| self.kind(i) == Some(TokenKind::Comma) || self.is(i, Class::Complementizer))
        };
        let comma = self.before(start).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma));
        self.backwards(start, 8)
            .any(|i| self.is_any(i, &[Class::Of, Class::Among]) && opens(i) && (comma || i == self.span.start))
    }

    /// Whether a share without a whole of its own is of another place or group: "40% in the south".
    fn is_elsewhere(&self, index: usize) -> bool {
        self.is_any(self.figures[index].tokens.end, &[Class::In, Class::At, Class::Among, Class::For])
    }

    fn stem_at(&self, i: usize) -> String {
        self.text(i).trim_end_matches('s').to_lowercase()
    }

    /// Whether a word or phrase of the sentence is of a class.
    fn any_of(&self, class: Class) -> bool {
        let phrase = |phrase: &crate::language::Phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(class);
        self.any_is(self.span.clone(), class) || self.syntax.phrases_in(&self.span).iter().any(phrase)
    }

    /// Whether the paragraph says that the parts may overlap, or the sentence compares several wholes or times.
    fn may_overlap(&self) -> bool {
        let syntax = self.syntax;
        let compares = |i: usize| {
            self.is_any(i, &[Class::Than, Class::Overlapping])
                || self.entry(i).is_some_and(|e| e.classes.has_any(&[Class::Rise, Class::Fall]))
        };
        let dates = self.here.clone().filter(|&index| self.figures[index].kind == FigureKind::Date).count();
        let overlapping = |entry: &crate::language::lexicon::Entry| entry.classes.has(Class::Overlapping);
        dates > 1
            || self.span.clone().any(compares)
            || syntax.phrases.iter().any(|phrase| overlapping(syntax.lexicon.entry(phrase.entry)))
    }

    /// Whether two shares stand in one list of clauses: a comma or "and" between them, and no new sentence's beginning.
    fn is_joined(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let link = |i: usize| {
            matches!(self.kind(i), Some(TokenKind::Comma | TokenKind::Semicolon))
                || self.is_any(i, &[Class::And, Class::Contrast])
        };
        between.len() <= 14 && between.clone().any(link) && !between.clone().any(|i| self.is(i, Class::Relative))
    }

    /// Whether the verb before a share is one of having a part of something: "provides 45% of the power".
    fn is_composed(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        self.backwards(start, 3).any(|i| self.is_phrase(i, Class::Compose))
    }

    /// Whether nothing but the next holder of a part stands between two shares: "45% of the power, gas 40%".
    fn is_gapped(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        let holder = between.end.checked_sub(1).is_some_and(|i| {
            self.kind(i) == Some(TokenKind::Word)
                && !matches!(self.tag(i), Some(Tag::Preposition | Tag::Coordinator | Tag::Adverb))
        });
        holder && !between.into_iter().any(verb)
    }
}
