//! What shows shares to be of one whole that is parted: "the remaining 9%", "52.4% voted to leave and 47.6% to stay", "is 62 per cent Hindu,
//! 31 per cent Muslim and 7 per cent Christian".

use super::Scan;
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many words around the two sides of a vote may tell that it is one.
const CLAUSE: usize = 12;

/// How many nouns behind a share are looked at.
const ITEM: usize = 8;

/// Shares of women and of men that come to less than this leave others.
const GROWN: f64 = 90.0;

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
        let word = |i: usize| {
            let opposing = self.is_phrase(i, Class::Opposing);
            self.is_phrase(i, Class::Exclusive)
                && !(self.is(i, Class::Against) && against > 1)
                && (!opposing || self.is_of_the_same(i, shares))
        };
        self.span.clone().any(word) || shares[1..].iter().any(other)
    }

    /// "45% support the bridge, 40% oppose it": whether what stands behind the share that the word at token `i` is told of names no other
    /// thing than the rest of the sentence does.
    fn is_of_the_same(&self, i: usize, shares: &[usize]) -> bool {
        let next = shares.partition_point(|&share| self.figures[share].tokens.start <= i);
        let from = next.checked_sub(1).map_or(self.span.start, |at| self.figures[shares[at]].tokens.end);
        let to = shares.get(next).map_or(self.span.end, |&share| self.figures[share].tokens.start);
        // "… opposed it, the union said"
        let to = (i..to).find(|&j| self.kind(j) == Some(TokenKind::Comma)).unwrap_or(to);
        let nouns = (from..to).filter(|&j| self.tag(j).is_some_and(Tag::is_noun));
        let elsewhere = |text: &str| {
            (self.span.start..from).chain(to..self.span.end).any(|j| self.text(j).eq_ignore_ascii_case(text))
        };
        nouns.take(ITEM).all(|j| elsewhere(self.text(j)))
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

    /// "Voters approved the treaty by 57% to 48%", "won the run-off by 53% to 49%": the two sides of a vote.
    pub(super) fn result_by(&self) -> Option<Vec<usize>> {
        let percent = |&index: &usize| self.figures[index].kind == FigureKind::Percent;
        let mut shares = self.here.clone().filter(percent);
        let one = shares.next()?;
        let other = shares.next().filter(|&other| other == one + 1)?;
        let between = self.between(one, other);
        let to = between.len() == 1 && self.is(between.start, Class::To);
        let by = self.before_figure(one).filter(|&i| self.is(i, Class::By))?;
        let clause = || self.backwards(by, CLAUSE).chain(self.ahead(self.figures[other].tokens.end, CLAUSE));
        let decided = clause().any(|i| self.is_phrase(i, Class::Decision));
        let changes = |i: usize| self.is_any(i, &[Class::Rise, Class::Fall]) && !self.is_phrase(i, Class::Decision);
        let part = |index: usize| self.figures[index].value.is_some_and(|value| (20.0..=80.0).contains(&value));
        (to && decided && part(one) && part(other) && shares.next().is_none() && !clause().any(changes))
            .then(|| vec![one, other])
    }

    /// "Asked which party they would vote for, 41% named the Conservatives, 38% Labour, 14% the Liberals and 12% the Greens": one choice of
    /// each, with the verb of the first.
    pub(super) fn is_choice(&self, shares: &[usize]) -> bool {
        let [first, .., last] = *shares else { return false };
        let end = self.figures[first].tokens.end;
        let behind = self.whole(first).map_or(end, |whole| whole + 1);
        let verb = |i: usize| self.tag(i).is_some_and(Tag::is_finite);
        let choice = self.ahead(behind, 3).any(|i| self.is_phrase(i, Class::Chooses))
            || (self.backwards(self.figures[first].tokens.start, 3).any(|i| self.is_phrase(i, Class::Chooses)));
        let asked = (self.span.start..self.figures[first].tokens.start)
            .any(|i| self.is_any(i, &[Class::Votes, Class::Chooses]));
        let rest = || shares[1..].windows(2).flat_map(|pair| self.between(pair[0], pair[1]));
        let tail = self.ahead(self.figures[last].tokens.end, 4).take_while(|&i| self.kind(i) == Some(TokenKind::Word));
        shares.len() >= 3 && choice && asked && !rest().any(verb) && !tail.clone().any(verb)
    }

    /// "65 or over", "65 and older"
    pub(super) fn is_and_up(&self, i: usize) -> bool {
        let bound = |i: usize| {
            self.is_any(i, &[Class::Upward, Class::Downward, Class::Rise])
                || self.entry(i).is_some_and(|entry| entry.hedge.is_some())
        };
        self.is_any(i, &[Class::Or, Class::And]) && bound(i + 1)
    }

    /// "58% were children, 29% were women and 21% were men": those who are grown up by their sex, and the others together. Where women and
    /// men are all, children are among them.
    pub(super) fn is_family(&self, shares: &[usize], clauses: &[Vec<usize>]) -> bool {
        let has = |clause: &[usize], class: Class| clause.iter().any(|&i| self.is(i, class));
        let (mut sexes, mut grown, mut young) = (0, 0.0, 0);
        for (&share, clause) in shares.iter().zip(clauses) {
            let number = |i: &usize| self.figure_at(*i).is_some();
            match (has(clause, Class::Sex), has(clause, Class::Offspring)) {
                (true, false) => {
                    sexes += 1;
                    grown += self.figures[share].value.unwrap_or_default();
                }
                (false, true) if !clause.iter().any(number) => young += 1,
                _ => return false,
            }
        }
        sexes == 2 && young == 1 && grown < GROWN
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
