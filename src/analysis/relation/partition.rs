//! What shows shares to be of one whole that is parted: "the remaining 9%", "52.4% voted to leave and 47.6% to stay", "is 62 per cent Hindu,
//! 31 per cent Muslim and 7 per cent Christian".

use super::Scan;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// "58% are Christian, 31% are Muslim and 11% follow other faiths"
    pub(super) fn ends_with_others(&self, shares: &[usize]) -> bool {
        let Some(&last) = shares.last().filter(|_| shares.len() >= 3) else { return false };
        self.ahead(self.figures[last].tokens.end, 4)
            .take_while(|&i| self.kind(i) == Some(TokenKind::Word))
            .any(|i| self.is(i, Class::Further) && self.is(i, Class::Quantifier) && !self.is(i, Class::Span))
    }

    /// Whether a word shows that nobody is in two of the shares: "undecided", "the rest", "the other 27%".
    pub(super) fn is_exclusive(&self, shares: &[usize]) -> bool {
        let other = |&index: &usize| {
            self.before(self.figures[index].tokens.start)
                .is_some_and(|i| self.is(i, Class::Further) && self.before_is(i, Class::Definite))
        };
        // "95% effective against measles, 88% against mumps"
        let against = self.span.clone().filter(|&i| self.is(i, Class::Against)).count();
        let word = |i: usize| self.is_phrase(i, Class::Exclusive) && !(self.is(i, Class::Against) && against > 1);
        self.span.clone().any(word) || shares[1..].iter().any(other)
    }

    /// "52.4% voted to leave and 47.6% to stay": nobody votes twice.
    pub(super) fn is_voted(&self, shares: &[usize]) -> bool {
        let end = self.figures[shares[0]].tokens.end;
        let behind = self.whole(shares[0]).map_or(end, |whole| whole + 1);
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        self.ahead(behind, 2).any(|i| self.is(i, Class::Votes))
            && shares[1..].windows(2).all(|pair| !self.between(pair[0], pair[1]).any(verb))
            && shares[1..]
                .iter()
                .all(|&share| self.is_any(self.figures[share].tokens.end, &[Class::To, Class::For, Class::Against]))
    }

    /// "Final result: Ortega 48%, Blake 41%, Silva 11%"
    pub(super) fn is_tallied(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        let colon = self.backwards(start, 5).find(|&i| self.kind(i) == Some(TokenKind::Colon));
        colon.is_some_and(|colon| self.backwards(colon, 8).any(|i| self.is(i, Class::Breakdown)))
    }

    /// "Hydropower's share is 47%, that of gas 38% and that of wind 15%", "The shares of the three are 50%, 35% and 15%".
    pub(super) fn are_named_shares(&self, shares: &[usize]) -> bool {
        let start = self.figures[shares[0]].tokens.start;
        let be = self.before(start).filter(|&i| self.is(i, Class::Be));
        let named = be.is_some_and(|be| {
            self.backwards(be, 6).any(|i| self.is(i, Class::RateNoun) && self.is(i, Class::Breakdown))
        });
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        named && shares.windows(2).all(|pair| !self.between(pair[0], pair[1]).any(verb))
    }

    /// "46% of households heat with gas, 33% with oil and 21% with wood": one verb, and the same word before each part.
    pub(super) fn is_repeated(&self, shares: &[usize]) -> bool {
        let Some(whole) = self.whole(shares[0]).filter(|_| shares.len() >= 3) else { return false };
        let again = |&class: &Class| {
            shares[1..].iter().all(|&share| self.is(self.figures[share].tokens.end, class))
                && self.between(shares[0], shares[1]).any(|i| i > whole && self.is(i, class))
        };
        [Class::With, Class::By, Class::To, Class::From, Class::On].iter().any(again)
    }

    /// Whether all of a whole is given away in shares: "70% of the budget goes to schools, 25% to roads", "held 70% by banks and 45% by
    /// funds", "loses 60% of its water to farms, 30% to cities".
    pub(super) fn is_given(&self, shares: &[usize]) -> bool {
        let [first, rest @ ..] = shares else { return false };
        let to = |class: Class| rest.iter().all(|&index| self.is(self.figures[index].tokens.end, class));
        let end = self.figures[*first].tokens.end;
        let whole = self.whole(*first);
        let behind = whole.map_or(end, |whole| whole + 1);
        let goes = self.is_phrase(behind, Class::Compose) || self.is_composed(*first);
        let away = |class: Class| whole.is_some() && self.is(behind, class) && to(class);
        (goes
            && ((to(Class::To) && self.ahead(behind, 2).any(|i| self.is(i, Class::To)))
                || (to(Class::By) && self.is(end, Class::By))))
            || away(Class::To)
            || away(Class::On)
    }

    /// "Smith took 51% of the vote to Jones's 52%"
    pub(super) fn is_answered(&self, shares: &[usize]) -> bool {
        let [one, other] = *shares else { return false };
        let between = self.between(one, other);
        let genitive = between.end.checked_sub(1).is_some_and(|i| self.tag(i) == Some(Tag::Genitive));
        // "54.1% backed the treaty, against 45.9% who rejected it"
        let against = self.before_figure(other).is_some_and(|i| self.is(i, Class::Against))
            && self.is(self.figures[other].tokens.end, Class::Relative);
        against || (genitive && self.any_is(between, Class::To) && self.is_composed(one))
    }

    /// "consists of 52% women and 46% men", "comes from coal (54%), gas (31%) and wind (16%)".
    pub(super) fn is_composition(&self, first: usize) -> bool {
        let start = self.figures[first].tokens.start;
        let brought_in = |i: usize| self.is_phrase(i, Class::Consists) || self.is_phrase(i, Class::Compose);
        self.backwards(start, 9).any(brought_in)
            && self
                .before(start)
                .is_some_and(|i| self.kind(i) == Some(TokenKind::Open) || self.is_phrase_end(i, Class::Consists))
    }

    /// "The town is 62 per cent Hindu, 31 per cent Muslim and 7 per cent Christian": what it is, in shares with a word each.
    pub(super) fn is_made_of(&self, shares: &[usize]) -> bool {
        let start = self.figures[shares[0]].tokens.start;
        let be = self.backwards(start, 2).find(|&i| self.tag(i) != Some(Tag::Adverb));
        let label = |&index: &usize| {
            let end = self.figures[index].tokens.end;
            let noun = self.tag(end).is_some_and(|tag| tag.is_noun() || tag == Tag::Adjective);
            noun.then(|| self.text(end).to_lowercase())
        };
        let Some(mut labels) = shares.iter().map(label).collect::<Option<Vec<_>>>() else { return false };
        let number = labels.len();
        labels.sort_unstable();
        labels.dedup();
        let quiet = |pair: &[usize]| {
            let between = self.between(pair[0], pair[1]);
            between.len() <= 5
                && !between.clone().any(|i| {
                    self.tag(i).is_some_and(|tag| {
                        tag.is_finite() || matches!(tag, Tag::Preposition | Tag::Adverb | Tag::Comparative)
                    })
                })
        };
        labels.len() == number && be.is_some_and(|i| self.is(i, Class::Be)) && shares.windows(2).all(quiet)
    }
}
