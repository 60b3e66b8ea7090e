//! Which two dates a length of time lies between: "14 days after May 1, on May 15", "from 2001 to 2009, eight years in all".

use super::elapsed::{Ends, Length, Points};
use super::read::{Scan, has};
use super::{Dated, Fit};
use crate::language::lexicon::{Calendar, Class, TimeLink};
use crate::language::tag::Tag;
use crate::language::token::TokenKind;

/// What stands between the two dates of a range at most: "from March 3 *up to* March 13".
const JOINT: usize = 3;

impl Scan<'_> {
    /// "14 days after May 1", "24 years after it was opened in 1955": the other date stands before the length, or behind the clause.
    pub(super) fn clause(&self, length: &Length, points: &Points<'_>) -> Option<(usize, Option<usize>)> {
        let dates = points.dates;
        // "two years to the day after"
        let skip = |&i: &usize| {
            self.is_any(i, &[Class::To, Class::Definite, Class::Adverb])
                || self.calendar(i).is_some_and(|calendar| matches!(calendar, Calendar::Span(_)))
        };
        let at = self.ahead(length.end, 4).find(|i| !skip(i))?;
        let link = self.link(at).filter(|link| matches!(link, TimeLink::After | TimeLink::Before))?;
        let first = |date: usize| self.first(&dates[date]);
        let end = |date: usize| self.end(&dates[date]);
        let here = || points.here.iter().copied();
        let clause = |date: &usize| {
            let stops = [TokenKind::Comma, TokenKind::Semicolon, TokenKind::Colon, TokenKind::Dash];
            let begins = first(*date);
            begins > at && begins - at <= 14 && !self.any_kind(at..begins, &stops)
        };
        let inner = here().find(clause).filter(|&date| !self.is_attributive(&dates[date]))?;
        // "in 2003, 47 years after the fire of 1956"
        let beside = here().rfind(|&date| end(date) <= length.start && length.start - end(date) <= 3);
        // "Two decades after the reactor was shut down in 1989, its towers were blown up in 2009"
        let opens = length.start <= self.span.start + 2;
        let behind = || here().find(|&date| date > inner && (opens || first(date) - end(inner) <= 4));
        let only = || here().find(|&date| date < inner).filter(|_| points.here.len() == 2);
        let Some(outer) = beside.or_else(behind).or_else(only).filter(|&date| date != inner) else {
            return (opens && link == TimeLink::After && self.is_now(end(inner))).then_some((inner, None));
        };
        Some(if link == TimeLink::After { (inner, Some(outer)) } else { (outer, Some(inner)) })
    }

    /// Whether the clause behind token `from` tells of the day of the text: "Ten years after the fire of 2014, families still wait".
    fn is_now(&self, from: usize) -> bool {
        let finite = self.ahead(from, 16).find(|&i| self.tag(i).is_some_and(Tag::is_finite));
        finite.is_some_and(|i| matches!(self.tag(i), Some(Tag::Presents | Tag::Present)))
    }

    /// "was due on 31 March 2015. It was accepted on 30 September 2016, 18 months behind schedule"
    pub(super) fn schedule(&self, length: &Length, points: &Points<'_>) -> Option<(usize, Option<usize>)> {
        let late = self.opens(length.end, Class::Late);
        if !late && !self.opens(length.end, Class::Early) {
            return None;
        }
        let (due, real) = match (&points.here[..], points.before.last()) {
            ([due, real], _) if self.has(self.span.start..self.first(&points.dates[*real]), Class::Due) => {
                (*due, *real)
            }
            ([real], Some(due)) if has(self.syntax, points.told.span.clone(), Class::Due) => (*due, *real),
            _ => return None,
        };
        Some(if late { (due, Some(real)) } else { (real, Some(due)) })
    }

    /// Whether two dates are the ends of a range: "from March 3 to March 13", "between 1895 and 1981", "1990–1999".
    fn is_range(&self, one: &Dated, other: &Dated) -> bool {
        let (end, second) = (self.end(one), self.first(other));
        if second < end {
            return false;
        }
        // "between the first outbreak, on 3 May 2021, and the last, on 3 July 2021"
        let opened = self.backwards(self.first(one), 8).any(|i| self.is(i, Class::Between));
        if second - end > JOINT {
            return opened && second - end <= 12 && self.is_calm(end..second) && self.any_is(end..second, Class::And);
        }
        let dash = self.any_kind(end..second, &[TokenKind::Dash]);
        let led = self.backwards(self.first(one), 2).any(|i| self.is_any(i, &[Class::FromTo, Class::Between]));
        let links = |i: usize| self.is_any(i, &[Class::RangeLink, Class::And, Class::To]) || self.until(i);
        // "January to June 2023"
        let close = second == end + 1 && self.is(end, Class::RangeLink);
        (dash || close) && second == end + 1 || led && (dash || (end..second).any(links))
    }

    fn until(&self, i: usize) -> bool {
        self.link(i) == Some(TimeLink::Until)
    }

    /// A length beside or inside what is told of a range: "from 2001 to 2009, eight years in all", "the ten days from March 3 to
    /// March 13", "From June 1 to June 22 the crew spent 21 days at sea".
    pub(super) fn range(&self, length: &Length, points: &Points<'_>) -> Option<Ends> {
        let dates = points.dates;
        let mut pairs = points.here.windows(2).filter(|pair| self.is_range(&dates[pair[0]], &dates[pair[1]]));
        let (&[one, other], None) = (pairs.next()?, pairs.next()) else { return None };
        let told = |fit: Fit| Some((one, Some(other), fit));
        let (first, end) = (self.first(&dates[one]), self.end(&dates[other]));
        if length.end <= first {
            let apart = first - length.end;
            let aside = self.any_kind(length.end..first, &[TokenKind::Open, TokenKind::Comma, TokenKind::Dash]);
            let beside = apart <= 3 || (apart <= 5 && aside && self.is_calm(length.end..first));
            return if beside { told(Fit::Same) } else { None };
        }
        if length.start < end {
            return None;
        }
        let mark = [TokenKind::Comma, TokenKind::Open, TokenKind::Dash, TokenKind::Colon];
        let aside = length.start - end <= 3 && self.any_kind(end..length.start, &mark);
        let summed = self.opens(length.end, Class::InAll) || self.is_span_of(length);
        // ", five years in Rome" is a part of it.
        let closed = self.kind(length.end).is_none_or(|kind| kind != TokenKind::Word && kind != TokenKind::Number);
        if summed || (aside && closed) || (aside && length.start - end <= 2 && !self.is(length.end, Class::In)) {
            return told(Fit::Same);
        }
        let passed = self.opens(length.end, Class::Passed);
        let word = |class: Class| self.backwards(length.start, 3).any(|i| self.opens(i, class));
        // "which was built between 1931 and 1934, was for 50 years …": then more than the range is told.
        let opens = first <= self.span.start + 4;
        let spent = !length.glued && opens && (word(Class::Lasted) || word(Class::For));
        (spent || passed).then_some((one, Some(other), if passed { Fit::Same } else { Fit::Within }))
    }

    /// "a span of 18 years", "a total of 12 days".
    fn is_span_of(&self, length: &Length) -> bool {
        let phrase = self.syntax.phrases_to(length.start).any(|phrase| {
            phrase.first >= self.span.start && self.syntax.lexicon.entry(phrase.entry).classes.has(Class::SpanOf)
        });
        // ", a voyage of 30 days"
        let noun = self.back(length.start, 2).filter(|&noun| {
            self.is(noun + 1, Class::Of)
                && self.tag(noun).is_some_and(Tag::is_noun)
                && self.before_is(noun, Class::Indefinite)
        });
        phrase || noun.and_then(|noun| self.back(noun, 2)).is_some_and(|i| self.kind(i) == Some(TokenKind::Comma))
    }

    /// A length between what began and what ended: "was launched in 2015 and fell to earth in 2022, after seven years in orbit", "the
    /// 12-day tour begins on May 1 and ends on May 12".
    pub(super) fn events(&self, length: &Length, points: &Points<'_>) -> Option<Ends> {
        let (one, other) = match (&points.here[..], points.before.last()) {
            ([one, other], _) => (*one, *other),
            ([other], Some(one)) => return self.ended_since(length, points, *one, *other),
            _ => return None,
        };
        let (first, second) = (self.first(&points.dates[one]), self.first(&points.dates[other]));
        let (ends, end) = (self.end(&points.dates[one]), self.end(&points.dates[other]));
        if second < ends {
            return None;
        }
        let began = self.has(first.saturating_sub(8).max(self.span.start)..first, Class::Began);
        let ended = self.has(ends..second, Class::Ended);
        let behind = length.start >= end;
        let near = behind && length.start - end <= 6;
        let apart = self.link(length.end) == Some(TimeLink::Apart);
        let summed = near && (apart || self.is_span_of(length) || self.opens(length.end, Class::InAll));
        // ", having held it for four years", ", taking ten years"
        let comma = behind && self.kind(end) == Some(TokenKind::Comma) && length.start - end <= 6;
        let having = comma && self.tag(end + 1) == Some(Tag::Gerund);
        let taking = having && self.is(end + 1, Class::Lasted);
        let held = having && self.before_is(length.start, Class::For);
        // "opened in 1884 and closed in 2009, after 125 years"
        let led =
            self.backwards(length.start, 1).any(|i| self.link(i) == Some(TimeLink::After) || self.is(i, Class::Of));
        let after = behind && length.start - end <= 4 && led && ended;
        let lasted = began && ended && self.backwards(length.start, 3).any(|i| self.opens(i, Class::Lasted));
        let before =
            length.end <= first && length.glued && first - length.end <= 8 && began && ended && second - ends <= 8;
        if held && !taking {
            return Some((one, Some(other), Fit::Within));
        }
        (summed || after || lasted || before || taking).then_some((one, Some(other), Fit::Same))
    }

    /// "He was arrested on 3 May. He was released on 3 July, after two months in custody."
    fn ended_since(&self, length: &Length, points: &Points<'_>, one: usize, other: usize) -> Option<Ends> {
        let (first, end) = (self.first(&points.dates[other]), self.end(&points.dates[other]));
        let ended = self.has(self.span.start..first, Class::Ended);
        let began = has(self.syntax, points.told.span.clone(), Class::Began);
        let after = self.before(length.start).is_some_and(|i| self.link(i) == Some(TimeLink::After));
        let near = length.start >= end && length.start - end <= 3;
        (ended && began && near && (after || self.is_span_of(length))).then_some((one, Some(other), Fit::Same))
    }

    /// "90 days since Feb. 24", "in force since 1 January, it has now held for 180 days": to the day of the text.
    pub(super) fn since(&self, length: &Length, points: &Points<'_>) -> Option<Ends> {
        let is_since = |date: &usize| self.is_since(length, &points.dates[*date]);
        if let Some(&date) = points.here.iter().find(|date| is_since(date)) {
            return Some((date, None, Fit::Same));
        }
        let [date] = points.here[..] else { return None };
        let first = self.first(&points.dates[date]);
        let since = self.before(first).is_some_and(|i| self.link(i) == Some(TimeLink::Since));
        let led = self.backwards(length.start, 2).any(|i| self.is_any(i, &[Class::For, Class::Lasted]));
        let perfect = self.backwards(length.start, 8).any(|i| self.is_any(i, &[Class::Have, Class::Be]));
        // "The ban, imposed on 1 March, has been in place for three months"
        let began = self.has(self.back(first, 3).unwrap_or(self.span.start)..first, Class::Began)
            && self.backwards(length.start, 8).any(|i| self.is(i, Class::Have) && self.tag(i) != Some(Tag::Past));
        // "Since 1 January it has paid; who has lived there for 400 days may apply"
        let apart = first < length.start && self.any_kind(first..length.start, &[TokenKind::Semicolon]);
        if !(since || began) || !led || !perfect || length.glued || apart {
            return None;
        }
        let now = self.backwards(length.start, 6).any(|i| self.is(i, Class::RightNow));
        let beside = length.end < first && first - length.end <= 3;
        Some((date, None, if now || beside { Fit::Same } else { Fit::Within }))
    }

    /// "90 days since Feb. 24", "90 days have passed since Feb. 24", "It is now 90 days since the war began on Feb. 24".
    fn is_since(&self, length: &Length, date: &Dated) -> bool {
        let (first, end) = (self.first(date), length.end);
        let word = |i: &usize| self.kind(*i) == Some(TokenKind::Word);
        // "since Feb. 24", "since the war began on Feb. 24"
        let since = self.backwards(first, 8).take_while(word).find(|&i| self.link(i) == Some(TimeLink::Since));
        let told = |since: &usize| {
            *since + 1 == first
                || self.before(first).is_some_and(|i| self.is_any(i, &[Class::On, Class::In, Class::Of]))
        };
        let since = since.filter(told);
        if since.is_some_and(|since| end <= since && since - end <= 5 && (end..since).all(|i| word(&i))) {
            return true;
        }
        // "78 days after the siege began on 19 January, nothing has changed"
        let opens = length.start <= self.span.start + 8 && self.link(end) == Some(TimeLink::After);
        let on = self.before(first).is_some_and(|i| self.is(i, Class::On)) && first > end && first - end <= 10;
        if opens && on && self.span.clone().any(|i| i > first && self.is(i, Class::Have)) {
            return true;
        }
        // "which began on Sept. 5, has now lasted 19 days"
        let began = self.backwards(first, 2).any(|i| self.is(i, Class::Began));
        let lasted = self.backwards(length.start, 4).find(|&i| self.is(i, Class::Lasted));
        let now = lasted.is_some_and(|lasted| self.backwards(lasted, 2).any(|i| self.is(i, Class::Have)));
        began && now && length.start > first
    }

    /// A length that sums up what the sentences before it tell: "… on 26 December 2013 … on 29 March 2016. Those 27 months …", "It lasted
    /// 27 months", "After two weeks in a cell …".
    pub(super) fn summed_up(&self, length: &Length, points: &Points<'_>) -> Option<Ends> {
        let [.., one, other] = points.before[..] else { return None };
        let start = self.span.start;
        if !points.here.is_empty() || length.start > start + 6 {
            return None;
        }
        let before = self.before(length.start)?;
        if self.is(before, Class::Demonstrative) {
            return Some((one, Some(other), Fit::Same));
        }
        let takes_up =
            self.is(start, Class::Demonstrative) || self.entry(start).is_some_and(|entry| entry.pronoun.is_some());
        let lasted = self.backwards(length.start, 3).any(|i| self.opens(i, Class::Lasted));
        let (span, dates) = (points.told.span.clone(), points.dates);
        let (first, second) = (self.all_first(&dates[one]), self.all_first(&dates[other]));
        let told = first >= span.start
            && has(self.syntax, span.start..first, Class::Began)
            && has(self.syntax, first..second.max(first), Class::Ended);
        if takes_up && lasted && told {
            return Some((one, Some(other), Fit::Same));
        }
        let led = self.link(before) == Some(TimeLink::After) || self.is_any(before, &[Class::For, Class::In]);
        (told && led && before <= start + 1).then_some((one, Some(other), Fit::Within))
    }

    /// The token of the block at which a date of any of its sentences begins.
    fn all_first(&self, date: &Dated) -> usize {
        self.syntax.tokens.partition_point(|token| token.range.start < date.range.start)
    }
}
