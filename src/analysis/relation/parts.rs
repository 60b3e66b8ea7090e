//! Parts of one whole: "45% of voters support it, 40% oppose it and 15% are undecided", "coal provides 45% of the power, gas 40%".

use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds shares of one whole that cannot overlap, by the words of their sentence.
    pub(super) fn parts(&self, found: &mut Vec<Relation>) {
        let shares: Vec<usize> =
            self.here.clone().filter(|&index| self.figures[index].kind == FigureKind::Percent).collect();
        let [first, rest @ ..] = &shares[..] else { return };
        if rest.is_empty() || !shares.iter().all(|&index| self.is_share(index)) || self.may_overlap() {
            return;
        }
        let whole = self.whole(*first);
        let fronted = self.fronted_whole(*first);
        // "45% said yes, 40% no, and 15% were undecided": three of which one is none of the others.
        let bare = rest.len() >= 2 && self.any_of(Class::Exclusive);
        if whole.is_none() && !fronted && !bare {
            return;
        }
        let same = |index: usize| match self.whole(index) {
            None => !self.is_elsewhere(index),
            Some(other) => whole.is_some_and(|whole| self.stem_at(whole) == self.stem_at(other)),
        };
        if !rest.iter().all(|&index| same(index)) {
            return;
        }
        let pairs = || shares.iter().zip(rest).map(|(&one, &other)| (one, other));
        let apart = self.any_of(Class::Exclusive) && pairs().all(|(one, other)| self.is_joined(one, other));
        let gapped = self.is_composed(*first) && pairs().all(|(one, other)| self.is_gapped(one, other));
        let given = self.is_composed_behind(whole)
            && rest.iter().all(|&index| self.is(self.figures[index].tokens.end, Class::To))
            && pairs().all(|(one, other)| self.is_joined(one, other));
        if apart || gapped || given {
            self.relate(RelationKind::Parts, &shares, found);
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
        let start = self.span.start;
        self.is_any(start, &[Class::Of, Class::Among]) && self.figures[first].tokens.start > start + 1
    }

    /// Whether a share without a whole of its own is of another place or group: "40% in the south".
    fn is_elsewhere(&self, index: usize) -> bool {
        self.is_any(self.figures[index].tokens.end, &[Class::In, Class::At, Class::On, Class::Among, Class::For])
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
        let phrase = |i: usize| {
            self.syntax
                .phrase_from(i)
                .is_some_and(|phrase| self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Compose))
        };
        self.backwards(start, 3).any(|i| self.is(i, Class::Compose) || phrase(i))
    }

    /// Whether the verb behind a whole gives parts of it away: "70% of the budget goes to schools".
    fn is_composed_behind(&self, whole: Option<usize>) -> bool {
        let Some(whole) = whole else { return false };
        let phrase = self.syntax.phrase_from(whole + 1);
        phrase.is_some_and(|phrase| {
            self.syntax.lexicon.entry(phrase.entry).classes.has(Class::Compose) && self.is(phrase.end - 1, Class::To)
        })
    }

    /// Whether nothing but the next holder of a part stands between two shares: "45% of the power, gas 40%".
    fn is_gapped(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        let holder = between.end.checked_sub(1).is_some_and(|i| {
            self.kind(i) == Some(TokenKind::Word)
                && !matches!(self.tag(i), Some(Tag::Preposition | Tag::Coordinator | Tag::Adverb))
        });
        holder && self.is_joined(one, other) && !between.into_iter().any(verb)
    }
}
