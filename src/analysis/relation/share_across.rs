//! Shares whose figures stand in two sentences: "There are 80 beds. Only 36 of them, or 45%, are in use", "Of 1,400 homes 350 have been
//! built. That is 25%", "Turnout was 56%. Of 38,250 voters, 21,420 cast a ballot".

use super::share_told::is_told;
use super::{Relation, RelationKind, Scan};
use crate::analysis::figure::FigureKind;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

impl Scan<'_> {
    /// Finds shares of which the sentence before tells a figure or two.
    pub(super) fn shares_across(&self, before: &Scan<'_>, found: &mut Vec<Relation>) {
        let [weighted, once] = [self, before].map(|scan| scan.any_is(scan.span.clone(), Class::Weighted));
        if weighted || once || !(self.has_share() || before.has_share()) {
            return;
        }
        let told = self.share_of_them(before).or_else(|| self.share_taken_up(before));
        let told = told.or_else(|| self.share_put_before(before));
        if let Some([part, whole, share]) = told.filter(|told| !is_told(told[2], found)) {
            self.relate(RelationKind::Share, &[part, whole, share], found);
        }
    }

    /// Whether a figure counts, and is no share.
    fn is_how_many_of(&self, index: usize) -> bool {
        self.figures[index].kind == FigureKind::Count && self.is_part(index)
    }

    /// "There are 80 beds. Only 36 of them, or 45%, are in use.", "Of these, 36 (45%) are …", "Thirty-six (45%) are …"
    fn share_of_them(&self, before: &Scan<'_>) -> Option<[usize; 3]> {
        let part = self.here.clone().find(|&index| self.is_how_many_of(index))?;
        let end = self.figures[part].tokens.end;
        let plural =
            |i: usize| self.entry(i).is_some_and(|entry| entry.pronoun.is_some_and(|they| they.plural == Some(true)));
        let these = self.is(end + 1, Class::Demonstrative) && self.kind(end + 2) != Some(TokenKind::Word);
        let them = self.is(end, Class::Of) && (plural(end + 1) || these);
        // "Of these, 36 (45%)", "Thirty-six (45%) are in use"
        let (start, begins) = (self.span.start, self.figures[part].tokens.start);
        let taken = (plural(start + 1) || self.is(start + 1, Class::Demonstrative)) && begins <= start + 5;
        let fronted = self.is_any(start, &[Class::Of, Class::Among]) && taken;
        let bracket = self.kind(end) == Some(TokenKind::Open) || self.kind(end) == Some(TokenKind::Comma);
        let bare = begins <= start + 1
            && bracket
            && self.figures.get(part + 1).is_some_and(|share| share.tokens.start <= end + 2);
        let them = them || fronted || bare;
        let whole = before.only_amount().filter(|&whole| self.is_how_many_of(whole) && !before.has_share())?;
        let share = self.share_beside_part(part)?;
        (them && self.figures[part].value < self.figures[whole].value).then_some([part, whole, share])
    }

    /// "Of 1,400 homes 350 have been built. That is 25%.", "… 350 of the 1,400 … This amounts to 25% of the total."
    fn share_taken_up(&self, before: &Scan<'_>) -> Option<[usize; 3]> {
        let mut here = self.here.clone();
        let share = here.next().filter(|&share| here.next().is_none() && self.can_be_part(share))?;
        let start = self.span.start;
        let led = self.figures[share].tokens.start;
        let verb = self.ahead(start + 1, 3).find(|&i| self.tag(i) != Some(Tag::Adverb) && !self.is(i, Class::Modal))?;
        let takes_up = self.is(start, Class::Demonstrative)
            && self.is_any(verb, &[Class::Be, Class::Amounts])
            && led <= verb + 5
            && self.way(share).is_none()
            && self.ends_share(share);
        let mut counts = before.here.clone().filter(|&index| before.is_how_many_of(index));
        let (one, other) = (counts.next()?, counts.next()?);
        if !takes_up || counts.next().is_some() || before.has_share() {
            return None;
        }
        let [part, whole] = if before.is_fronted(one) { [other, one] } else { [one, other] };
        let of = before.is_fronted(one) || before.is_of(part, whole);
        (of && self.figures[part].value < self.figures[whole].value).then_some([part, whole, share])
    }

    /// "Turnout was put at 56%. Of 38,250 voters, 21,420 cast a ballot."
    fn share_put_before(&self, before: &Scan<'_>) -> Option<[usize; 3]> {
        let whole = self.here.start;
        let part = Some(whole + 1).filter(|part| *part + 1 == self.here.end)?;
        let mut shares = before.here.clone();
        let share = shares.next().filter(|&share| shares.next().is_none() && before.can_be_part(share))?;
        let named = before.ahead(before.span.start, 3).any(|i| before.is(i, Class::RateNoun));
        let put = before.figures[share].tokens.start <= before.span.start + 10 && before.way(share).is_none();
        let fits = self.is_how_many_of(whole)
            && self.is_how_many_of(part)
            && self.figures[part].value < self.figures[whole].value;
        (named && put && before.ends_share(share) && fits && self.is_fronted(whole)).then_some([part, whole, share])
    }

    /// Whether nothing says of what else a share is: "25%.", "25% of the total".
    fn ends_share(&self, share: usize) -> bool {
        let end = self.figures[share].tokens.end;
        let all =
            self.is(end, Class::Of) && self.ahead(end + 1, 3).any(|i| self.is_any(i, &[Class::InAll, Class::AllOf]));
        all || self.kind(end).is_none_or(|kind| matches!(kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Close))
    }
}
