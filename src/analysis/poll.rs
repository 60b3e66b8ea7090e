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
const ABOUT: [Class; 7] = [
    Class::Survey,
    Class::Respondent,
    Class::Sample,
    Class::Conducted,
    Class::PollMargin,
    Class::Answered,
    Class::PollsterName,
];

/// What a block with these figures, whose words are of the classes `words`, tells of a poll.
pub(super) fn poll(syntax: &Syntax<'_>, words: Classes, figures: &[Figure]) -> Poll {
    let mut poll = Poll::default();
    let phrases = syntax.phrases.iter().map(|phrase| syntax.lexicon.entry(phrase.entry).classes);
    let all = phrases.fold(words, Classes::with);
    let whole = Words { syntax, span: 0..syntax.tokens.len() };
    let asked =
        all.has(Class::Questioned).then(|| figures.iter().position(|figure| is_asked(&whole, figure))).flatten();
    if !all.has_any(&ABOUT) && asked.is_none() {
        return poll;
    }
    details(&mut poll, &whole, figures, all);
    poll.tell(Detail::Sample, asked.is_some());
    for sentence in &syntax.sentences {
        let words = Words { syntax, span: sentence.clone() };
        for i in sentence.clone() {
            let made = words.is_any(i, &[Class::Survey, Class::Conducted]) && is_made_by(&words, i);
            poll.tell(Detail::Pollster, made || is_pollster(&words, i));
        }
        if poll.result.is_some() {
            continue;
        }
        let from = figures.partition_point(|figure| figure.tokens.start < sentence.start);
        let here = || figures[from..].iter().take_while(|figure| figure.tokens.start < sentence.end);
        // "asked 640 carers, and 81% of them …", also in the sentence behind
        let asked = asked
            .and_then(|asked| figures.get(asked))
            .is_some_and(|asked| asked.tokens.start < sentence.end && asked.tokens.start + 40 > sentence.start);
        if here().next().is_none() {
            continue;
        }
        poll.result = if asked || is_of_poll(&words) {
            here().find(|figure| is_result(&words, figure)).map(|figure| figure.range)
        } else if sentence.clone().any(|i| words.is(i, Class::Survey) && words.is(i, Class::Generic)) {
            // "trails by two points in the polls"
            let points = |figure: &&Figure| figure.kind != FigureKind::Percent || is_points(&words, figure);
            here()
                .filter(points)
                .find(|figure| is_lead(&words, figure) && is_result(&words, figure))
                .map(|figure| figure.range)
        } else {
            None
        };
    }
    poll
}

/// Notes what a block tells of a poll besides its result.
fn details(poll: &mut Poll, whole: &Words<'_>, figures: &[Figure], all: Classes) {
    let dated = figures.iter().any(|figure| figure.kind == FigureKind::Date);
    // "last week", "this month".
    let lately = |i: usize| whole.is_any(i, &[Class::Span, Class::Demonstrative]) && whole.is(i + 1, Class::Time);
    let dated = dated || all.has_any(&[Class::Month, Class::Day, Class::Today]) || whole.span.clone().any(lately);
    poll.tell(Detail::Dates, dated);
    poll.tell(Detail::Method, all.has(Class::PollMethod));
    poll.tell(Detail::Margin, all.has(Class::PollMargin));
    poll.tell(Detail::Population, all.has(Class::Polled));
    poll.tell(Detail::Sample, all.has(Class::Sample));
    poll.tell(Detail::Sample, figures.iter().any(|figure| is_sample(whole, figure)));
}

/// Whether a sentence tells of a poll that asks people what they think.
fn is_of_poll(words: &Words<'_>) -> bool {
    let any = |class: Class| words.span.clone().any(|i| words.opens(i, class));
    let phrase = |class: Class| {
        let mut phrases = words.syntax.phrases_in(&words.span).iter();
        phrases.any(|phrase| words.syntax.lexicon.entry(phrase.entry).classes.has(class))
    };
    let people = || any(Class::Polled) || any(Class::Answered);
    // "A survey of the seabed", "the trawl survey": of what cannot be asked.
    let asks = |i: usize| is_poll(words, i) && (people() || !any(Class::Surveyed));
    phrase(Class::Respondent)
        || any(Class::Answered)
        || words.span.clone().any(asks)
        // Pollsters count other things too: "70% of the adverts, according to Kantar".
        || (!any(Class::Surveyed) && words.span.clone().any(|i| is_pollster(words, i)))
}

/// "a poll", but not "went to the polls", "polling stations", "the poll opened at eight" or "the census".
fn is_poll(words: &Words<'_>, i: usize) -> bool {
    let ballot =
        || words.ahead(i + 1, 2).any(|i| words.is(i, Class::Balloting)) || words.before_is(i, Class::Balloting);
    words.is(i, Class::Survey)
        && !words.is(i, Class::Census)
        && match words.tag(i) {
            Some(Tag::Noun | Tag::Nouns | Tag::Name | Tag::Names) => !words.is(i, Class::Respondent),
            // "The institute surveyed farmers", "Ipsos polled 1,012 people".
            Some(Tag::Past | Tag::Participle) => words.is(i, Class::Respondent),
            _ => false,
        }
        && !words.text(i).ends_with("ing")
        // "the American Community Survey": official statistics.
        && !(words.token(i).is_some_and(|token| token.capital) && words.is(i, Class::Venue))
        && !(words.before_is(i, Class::Definite) && words.is(i, Class::Generic))
        && !ballot()
}

/// "Gallup", "an independent pollster".
fn is_pollster(words: &Words<'_>, i: usize) -> bool {
    let name = words.opens(i, Class::PollsterName) && words.token(i).is_some_and(|token| token.capital);
    name || words.is(i, Class::Pollster)
}

/// "asked 640 carers", "spoke to some 1,200 voters": the sample of a poll.
fn is_asked(words: &Words<'_>, figure: &Figure) -> bool {
    let large = figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value >= 50.0);
    large && figure.unit.is_some() && words.backwards(figure.tokens.start, 5).any(|i| words.opens(i, Class::Questioned))
}

/// Whether a figure is what a poll has found: a share in any form, or who leads by how many points.
fn is_result(words: &Words<'_>, figure: &Figure) -> bool {
    let share = figure.value.is_some_and(|value| value > 0.0 && value < 1.0);
    match figure.kind {
        FigureKind::Percent => figure.value.is_some() && (!is_points(words, figure) || is_lead(words, figure)),
        FigureKind::Ratio => {
            share
                || (figure.value.is_none()
                    && words.ahead(figure.tokens.end, 3).any(|i| words.is_any(i, &[Class::Polled, Class::Of])))
        }
        FigureKind::Count => {
            words.ahead(figure.tokens.start, 4).any(|i| words.is(i, Class::Points)) && is_lead(words, figure)
        }
        _ => false,
    }
}

/// "lead by 12 points", "a 12-point lead".
fn is_lead(words: &Words<'_>, figure: &Figure) -> bool {
    let tokens = &figure.tokens;
    words.backwards(tokens.start, 8).any(|i| words.opens(i, Class::Lead))
        || words.ahead(tokens.end, 3).any(|i| words.opens(i, Class::Lead))
}

fn is_points(words: &Words<'_>, figure: &Figure) -> bool {
    words.any_is(figure.tokens.clone(), Class::Points)
}

/// "1,012 adults", "a poll of 1,012".
fn is_sample(words: &Words<'_>, figure: &Figure) -> bool {
    let large = figure.kind == FigureKind::Count && figure.value.is_some_and(|value| value >= 50.0);
    let near = |i: usize| words.is_any(i, &[Class::Polled, Class::Respondent, Class::Survey, Class::Replies]);
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
