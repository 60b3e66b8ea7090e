//! What a text tells of a poll, so that its readers can weigh the result.
//!
//! What has to be told is what the codes of the trade ask for: AAPOR's "Disclosure Standards" (2021) and ESOMAR/WAPOR's "Guideline on
//! Opinion Polls" (2014) both have who made it, whom it asked, how many, when, how, and how sure the result is.

use super::figure::{Figure, FigureKind};
use crate::language::Syntax;
use crate::language::lexicon::{Class, Classes};
use crate::language::tag::Tag;
use crate::language::words::Words;
use crate::text::TextRange;

/// One thing that a reader has to know of a poll.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// Who made it.
    Pollster,
    /// How many were asked.
    Sample,
    /// When.
    Dates,
    /// Who was asked.
    Population,
    /// How.
    Method,
    /// How sure the result is.
    Margin,
}

impl Detail {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Pollster, Self::Sample, Self::Dates, Self::Population, Self::Method, Self::Margin];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What a block tells of a poll.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Poll {
    /// The first of its results.
    pub result: Option<TextRange>,
    /// What it tells besides, in bits.
    told: u8,
}

impl Poll {
    /// Whether it tells this.
    #[must_use]
    pub fn tells(self, detail: Detail) -> bool {
        self.told & detail.bit() != 0
    }

    fn tell(&mut self, detail: Detail, told: bool) {
        if told {
            self.told |= detail.bit();
        }
    }
}

/// The words that show a block to be about a poll.
const ABOUT: [Class; 5] = [Class::Survey, Class::Respondent, Class::Sample, Class::Conducted, Class::PollMargin];

/// What a block tells of a poll.
pub(super) fn poll(syntax: &Syntax<'_>, figures: &[Figure]) -> Poll {
    let mut poll = Poll::default();
    let words = (0..syntax.tokens.len()).map(|i| syntax.entry(i));
    let phrases = syntax.phrases.iter().map(|phrase| syntax.lexicon.entry(phrase.entry));
    let all = words.chain(phrases).fold(Classes::default(), |all, entry| all.with(entry.classes));
    if !all.has_any(&ABOUT) {
        return poll;
    }
    let dated = figures.iter().any(|figure| figure.kind == FigureKind::Date);
    let whole = Words { syntax, span: 0..syntax.tokens.len() };
    // "last week", "this month".
    let lately = |i: usize| whole.is_any(i, &[Class::Span, Class::Demonstrative]) && whole.is(i + 1, Class::Time);
    let dated = dated || all.has_any(&[Class::Month, Class::Day, Class::Today]) || whole.span.clone().any(lately);
    poll.tell(Detail::Dates, dated);
    poll.tell(Detail::Method, all.has(Class::PollMethod));
    poll.tell(Detail::Margin, all.has(Class::PollMargin));
    poll.tell(Detail::Population, all.has(Class::Polled));
    poll.tell(Detail::Sample, all.has(Class::Sample));
    poll.tell(Detail::Sample, figures.iter().any(|figure| is_sample(&whole, figure)));
    for sentence in &syntax.sentences {
        let words = Words { syntax, span: sentence.clone() };
        for i in sentence.clone() {
            let made = words.is_any(i, &[Class::Survey, Class::Conducted]) && is_made_by(&words, i);
            poll.tell(Detail::Pollster, made);
        }
        let asked = syntax
            .phrases_in(sentence)
            .iter()
            .any(|phrase| syntax.lexicon.entry(phrase.entry).classes.has(Class::Respondent));
        if poll.result.is_none() && (asked || sentence.clone().any(|i| is_poll(&words, i))) {
            let from = figures.partition_point(|figure| figure.tokens.start < sentence.start);
            let here = figures[from..].iter().take_while(|figure| figure.tokens.start < sentence.end);
            let mut shares = here.filter(|figure| figure.kind == FigureKind::Percent && figure.value.is_some());
            poll.result = shares.find(|figure| !is_points(&words, figure)).map(|figure| figure.range);
        }
    }
    poll
}

/// "a poll", but not "went to the polls" or "polling stations".
fn is_poll(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Class::Survey)
        && match words.tag(i) {
            Some(Tag::Noun | Tag::Nouns | Tag::Name | Tag::Names) => !words.is(i, Class::Respondent),
            // "The institute surveyed farmers".
            Some(Tag::Past) => words.is(i, Class::Respondent),
            _ => false,
        }
        && !words.text(i).ends_with("ing")
        // "the American Community Survey": official statistics.
        && !(words.token(i).is_some_and(|token| token.capital) && words.is(i, Class::Venue))
        && !(words.before_is(i, Class::Definite) && words.is(i, Class::Generic))
}

fn is_points(words: &Words<'_>, figure: &Figure) -> bool {
    words.any_is(figure.tokens.clone(), Class::Points)
}

/// "1,012 adults", "a poll of 1,012".
fn is_sample(words: &Words<'_>, figure: &Figure) -> bool {
    let large = figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value >= 50.0);
    let near = |i: usize| words.is_any(i, &[Class::Polled, Class::Respondent, Class::Survey]);
    large && (words.ahead(figure.tokens.end, 4).any(near) || words.backwards(figure.tokens.start, 4).any(near))
}

/// Whether a name stands before a poll ("an Ipsos poll"), or behind it as that of who made it ("a poll by Ipsos").
fn is_made_by(words: &Words<'_>, i: usize) -> bool {
    let name = |i: usize| words.tag(i).is_some_and(Tag::is_name) && !words.is_any(i, &[Class::Day, Class::Month]);
    // "conducted by the university": whoever it is, it is told.
    let maker = |i: usize| words.tag(i).is_some_and(Tag::is_noun);
    let before = words.backwards(i, 3).take_while(|&i| words.token(i).is_some_and(|token| token.kind.is_word()));
    let by = |i: usize| words.is_any(i, &[Class::By, Class::From, Class::For, Class::Of]);
    let behind = || {
        let by = words.ahead(i + 1, 4).find(|&i| by(i))?;
        words.ahead(by + 1, 4).find(|&i| name(i) || (words.is(by, Class::By) && maker(i)))
    };
    // "the newspaper's poll", "our survey", "the institute surveyed"
    let owned = words.backwards(i, 3).any(|i| matches!(words.tag(i), Some(Tag::Genitive | Tag::Possessive)));
    let asks = words.tag(i) == Some(Tag::Past) && words.before(i).is_some_and(maker);
    owned || asks || before.into_iter().any(name) || behind().is_some()
}
