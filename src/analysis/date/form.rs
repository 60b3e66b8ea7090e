//! Dates in figures: "22/04/2014", "22.4.2014", "04/22/14", "22-Apr-2014", "2014/04/22".

use super::When;
use crate::document::HIDDEN;
use crate::language::lexicon::{Calendar, Class};
use crate::language::words::Words;

/// What a date in figures tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::analysis) enum Numeric {
    /// A day, which need not be in the calendar: "31/04/2014".
    Day(When),
    /// A day of which the month may be either number: "05/04/2022".
    Either,
}

/// The date that token `i` is alone.
pub(in crate::analysis) fn numeric(words: &Words<'_>, i: usize) -> Option<Numeric> {
    let text = words.text(i);
    // Most tokens are none, and their length and first letter tell.
    if !(6..=16).contains(&text.len()) || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text: String = text.chars().filter(|&c| c != char::from(HIDDEN)).collect();
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [first, second, third] = parts[..] else { return None };
    let short = |part: &str| part.parse::<i8>().ok().filter(|number| part.len() <= 2 && (1..=31).contains(number));
    if let Some(year) = full_year(first) {
        return Some(Numeric::Day(When::Day { year: Some(year), month: month(short(second)?)?, day: short(third)? }));
    }
    let day = short(first)?;
    let named = match words.syntax.lexicon.find(&second.to_lowercase()).calendar {
        Some(Calendar::Month(month)) => Some(month),
        _ => None,
    };
    // "22.4.14" is a version as well.
    let told = mark == '/' || named.is_some() || is_led(words, i);
    let year = full_year(third).or_else(|| short_year(third).filter(|_| told))?;
    if let Some(month) = named {
        return Some(Numeric::Day(When::Day { year: Some(year), month, day }));
    }
    let other = short(second)?;
    let (month, day) = match (month(day), month(other)) {
        // Nobody writes the month first before a stop.
        (_, Some(month)) if mark == '.' || day > 12 => (month, day),
        (Some(_), Some(_)) if day != other => return Some(Numeric::Either),
        (Some(month), _) => (month, other),
        _ => return None,
    };
    Some(Numeric::Day(When::Day { year: Some(year), month, day }))
}

/// The day and the month of a token that has both: "27-June" of "May 27-June 3".
pub(in crate::analysis) fn before_month<'a>(words: &Words<'a>, i: usize) -> Option<(&'a str, i8)> {
    let (day, month) = words.text(i).split_once('-').filter(|(day, _)| (1..=2).contains(&day.len()))?;
    match words.syntax.lexicon.find(&month.to_lowercase()).calendar {
        Some(Calendar::Month(number)) => Some((day, number)),
        _ => None,
    }
}

fn month(number: i8) -> Option<i8> {
    (1..=12).contains(&number).then_some(number)
}

fn full_year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| digits.len() == 4 && (1500..2200).contains(year))
}

/// The year that two digits stand for, as POSIX reads them: from 1969 to 2068.
fn short_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    Some(if year < 69 { 2000 + year } else { 1900 + year })
}

/// Whether words before token `i` show that it is a day: "on 22.4.14", "Tuesday, 22.4.14".
fn is_led(words: &Words<'_>, i: usize) -> bool {
    let before = words.backwards(i, 2).find(|&i| words.text(i) != ",");
    before.is_some_and(|i| {
        let weekday = || matches!(words.syntax.entry(i).calendar, Some(Calendar::Weekday(_)));
        words.is(i, Class::On) || weekday()
    })
}
