//! What stands between two figures: whether it goes on about them, or tells of something else.

use std::ops::Range;

use super::Scan;
use crate::language::lexicon::Class;
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// How many words may stand between figures that hang together, those of asides not counted.
const NEAR: usize = 16;

/// And with asides.
const FAR: usize = 36;

impl Scan<'_> {
    /// Whether `tokens` between figures tell nothing of anything else, so that what stands behind them can be of what stands before:
    /// no verb with a subject of its own, no "while", no "after". Attributions and asides are skipped: "…, the company said, thanks to
    /// the sale of its ferries, …".
    pub(super) fn runs_on(&self, tokens: Range<usize>) -> bool {
        if tokens.len() > FAR {
            return false;
        }
        let mut words = 0;
        let mut start = tokens.start;
        while start < tokens.end {
            let end = (start..tokens.end).find(|&i| self.is_parting(i)).unwrap_or(tokens.end);
            let closed = end < tokens.end;
            let until = if closed { self.aside_in(start..end).unwrap_or(end) } else { end };
            if !(start..until).all(|i| self.is_plain(i)) {
                return false;
            }
            // An aside may not answer what it stands in: "…, while others fell, …".
            if (until..end).any(|i| self.is_any(i, &[Class::But, Class::Contrast])) {
                return false;
            }
            words += until - start;
            start = end + 1;
        }
        words <= NEAR
    }

    /// The same, for an amount whose clause may go on: "18 of the 240 applications were approved, the agency said, a rate of 12%".
    pub(super) fn is_one_clause(&self, tokens: Range<usize>) -> bool {
        let other = [Class::And, Class::But, Class::Contrast, Class::Relative, Class::Detached, Class::Compared];
        let next = |at: usize| (at..tokens.end).find(|&i| self.is_parting(i)).unwrap_or(tokens.end);
        let mut end = next(tokens.start);
        // "Production, at 45,000 tonnes, was 20% lower …": the clause goes on behind the amount.
        if self.tag(end + 1).is_some_and(Tag::is_finite) {
            end = next(end + 1);
        }
        let head = tokens.start..end;
        let verbs = head
            .clone()
            .filter(|&i| self.tag(i).is_some_and(Tag::is_finite) && !self.is_any(i, &HELPING) || self.is(i, Class::Be));
        let rest = head.end..tokens.end;
        self.runs_on(tokens)
            || (head.len() <= 12
                && verbs.count() <= 1
                && !head.into_iter().any(|i| self.is_any(i, &other))
                && self.runs_on(rest))
    }

    /// Whether a sentence is parted at token `i`.
    fn is_parting(&self, i: usize) -> bool {
        let kinds = [
            TokenKind::Comma,
            TokenKind::Dash,
            TokenKind::Colon,
            TokenKind::Semicolon,
            TokenKind::Open,
            TokenKind::Close,
        ];
        self.kind(i).is_some_and(|kind| kinds.contains(&kind))
    }

    /// Where in a part of a sentence an aside begins: "the company said", "according to …", "since the border closed".
    fn aside_in(&self, part: Range<usize>) -> Option<usize> {
        let tells = |i: usize| {
            self.entry(i).is_some_and(|entry| entry.verb.is_some()) && self.tag(i).is_some_and(Tag::is_finite)
        };
        if self.is(part.start, Class::According) || part.clone().any(tells) {
            return Some(part.start);
        }
        part.into_iter().find(|&i| {
            !self.is(i, Class::Than)
                && (self.is_any(i, &[Class::Subordinator, Class::Relative, Class::Detached])
                    || self.tag(i) == Some(Tag::RelativeAdverb))
        })
    }

    /// Whether token `i` begins nothing else.
    fn is_plain(&self, i: usize) -> bool {
        let Some(token) = self.token(i) else { return false };
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Symbol) {
            return false;
        }
        if self.is(i, Class::And) {
            // "and so by 12%"
            return self
                .ahead(i + 1, 3)
                .find(|&i| self.tag(i) != Some(Tag::Adverb))
                .is_some_and(|i| self.is(i, Class::By));
        }
        if self.is_any(i, &[Class::But, Class::Contrast, Class::Detached, Class::Compared]) {
            return false;
        }
        // "…, that of teachers by 5%", "…, that on fuel by 5%", "on a share that rose 5%"
        let opens = self.before(i).is_none_or(|before| self.is_parting(before));
        if self.is(i, Class::Demonstrative)
            && (self.is(i + 1, Class::Of) || opens && self.tag(i + 1) == Some(Tag::Preposition))
        {
            return false;
        }
        if self.is(i, Class::That) && !opens && self.tag(i + 1).is_some_and(Tag::is_verb) {
            return false;
        }
        // "…, when the market grew by 10%"
        let since = self.is_any(i, &[Class::Since, Class::During, Class::By, Class::As]);
        if !since && (self.is(i, Class::Subordinator) || self.tag(i) == Some(Tag::RelativeAdverb)) {
            return false;
        }
        if self.is(i, Class::Relative) && !self.is(i, Class::Demonstrative) {
            // "which is a rise of"
            return self.is_any(i + 1, &[Class::Be, Class::Amounts]);
        }
        !token.tag.is_finite() || self.is_linked(i) || self.is_reduced(i) || self.is_concluded(i)
    }

    /// ", so the number of offences went down by 20%", "meaning that the total fell by 20%": what comes of the amounts, told of what takes
    /// them up.
    fn is_concluded(&self, i: usize) -> bool {
        let gauge = self.backwards(i, 8).find(|&i| self.is(i, Class::Gauge) && self.before_is(i, Class::Definite));
        let so = |i: usize| self.is_any(i, &[Class::So, Class::Amounts]);
        gauge.is_some_and(|gauge| self.backwards(gauge.saturating_sub(1), 3).any(so))
    }

    /// "the 90 households surveyed, or 80%": a participle, though it looks like a verb.
    fn is_reduced(&self, i: usize) -> bool {
        self.tag(i) == Some(Tag::Past)
            && self.before(i).is_some_and(|noun| matches!(self.tag(noun), Some(Tag::Nouns | Tag::Number)))
            && self.is_parting(i + 1)
    }

    /// Whether the subject of the verb at token `i` only takes up what stands before: "it has lost", "that is", "there will be".
    fn is_linked(&self, i: usize) -> bool {
        let skip = |&i: &usize| {
            !(self.tag(i) == Some(Tag::Adverb) || self.tag(i).is_some_and(Tag::is_finite) && self.is_any(i, &HELPING))
        };
        self.backwards(i, 4).find(skip).is_some_and(|i| {
            // "in the first year it lost 6%" tells of another time.
            let pronoun = self.tag(i) == Some(Tag::Pronoun)
                && self.before(i).is_none_or(|before| self.is_parting(before) || self.is(before, Class::And));
            // "; the loss of 20% is blamed on …"
            let taken_up = self.is(i, Class::Definite) && self.before(i).is_none_or(|before| self.is_parting(before));
            pronoun || taken_up || self.is_any(i, &[Class::Demonstrative, Class::There, Class::Relative])
        })
    }
}

/// Verbs beside another.
const HELPING: [Class; 3] = [Class::Be, Class::Have, Class::Modal];
