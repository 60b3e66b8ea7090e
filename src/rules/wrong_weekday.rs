//! The rule `wrong-weekday`.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

use super::{Check, related, replace, rule};
use crate::analysis::date::{Dated, Unit, When, day};
use crate::finding::{Related, Severity};
use crate::text::TextRange;

rule! {
    /// A date has another weekday than the one beside it.
    ///
    /// The year stands in the date, or the day of the text makes it certain; then it is a warning.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge was closed on ⟦Friday⟧, May 14, 2022, the city said.
    /// ---
    /// The council met on ⟦Tues.⟧, 1 March 2023, its clerk said.
    /// ---
    /// Rockets fell on Saturday and ⟦Monday⟧, October 7 and 8, 2023.
    /// ```
    ///
    /// Also where a date near by gives the year, and where two weekdays cannot be of one year:
    ///
    /// ```text flag
    /// The by-law was adopted on 2 May 2024. It came into force the following month, on ⟦Monday⟧, 4 June.
    /// ---
    /// The first lorries crossed on Wednesday, 4 June. More were turned back on ⟦Thursday⟧, 13 June.
    /// ```
    ///
    /// ```text flag markdown
    /// +++
    /// date = 2026-11-20
    /// +++
    ///
    /// The council will meet on ⟦Monday⟧, Nov. 24, its clerk said.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The bridge was closed on Saturday, May 14, 2022, the city said.
    /// ---
    /// The bridge was closed on Friday, May 14, the city said.
    /// ---
    /// The bridge was closed on Friday. On May 14, 2022, it was opened again, the city said.
    /// ---
    /// The treaty was signed on Monday, 2 March 1711, in the old calendar.
    /// ---
    /// They lost at Sheffield Wednesday, 29 May 2023 being a day to forget.
    /// ---
    /// “It was Friday, May 14, 2022,” the mayor said.
    /// ```
    "wrong-weekday", Error,
    help: "correct the weekday, or the date"
}

fn check(check: &mut Check<'_>) {
    let mut bare: Vec<Bare> = Vec::new();
    for (index, (block, facts)) in check.document.blocks.iter().zip(check.facts).enumerate() {
        let dates = &facts.times.dates;
        // "Last year they met on Sunday, 9 June; this year on Sunday, 8 June": of which year each is, is not told.
        let years =
            dates.iter().any(|date| date.is_full() || matches!(date.when, When::Shift { unit: Unit::Year, .. }));
        for (at, dated) in dates.iter().enumerate().filter(|(_, dated)| dated.weekday.is_some()) {
            // Whoever speaks has said so.
            if block.quote.is_some() || facts.meets_quotation(dated.range) {
                continue;
            }
            if weekday(check, dates, at, block.range.start).is_none() && !years {
                bare.extend(Bare::new(dated, index, block.range.start));
            }
        }
    }
    for at in 0..bare.len() {
        contradiction(check, &bare, at);
    }
}

/// How many days from another day a date without a year is the one that is nearest to it for certain.
const CERTAIN: i64 = 120;

/// How many dates before one are looked at for its year.
const BACK: usize = 3;

/// The days that a date can mean; none where nothing tells its year.
fn readings(check: &Check<'_>, dates: &[Dated], at: usize) -> Vec<Date> {
    let Some(When::Day { year, month, day }) = dates.get(at).map(|dated| dated.when) else { return Vec::new() };
    if year.is_some() {
        return day::told(dates[at].when).into_iter().collect();
    }
    // "on 2 May 2024 … the following month, on Tuesday, 4 June"; "from Thursday 27 February to Sunday 2 March 2025"
    let before = dates[at.saturating_sub(BACK)..at].iter().rev();
    let behind = dates.get(at + 1).filter(|next| next.range.start.saturating_sub(dates[at].range.end) <= 40);
    let near = before.chain(behind).find_map(|dated| match dated.when {
        When::Year { .. } => None,
        when => day::middle(when).map(|(date, _)| date),
    });
    let today = check.analysis.day.map(|today| today.date);
    let days = [near, today]
        .into_iter()
        .flatten()
        .filter_map(|from| day::nearest(month, day, from).filter(|date| day::between(from, *date).abs() <= CERTAIN));
    days.collect()
}

/// Reports a weekday that no reading of its date has; `None` where nothing tells which day it is.
fn weekday(check: &mut Check<'_>, dates: &[Dated], at: usize, start: u32) -> Option<()> {
    let beside = &dates[at];
    let (number, word) = beside.weekday?;
    let said = day::weekday(number)?;
    let days = readings(check, dates, at);
    let first = *days.first()?;
    if days.iter().any(|day| is_on(*day, said)) {
        return Some(());
    }
    let right = first.weekday();
    let message =
        format!("{} is a {}, not a {}.", day::written(first), day::weekday_name(right), day::weekday_name(said));
    let sure = matches!(beside.when, When::Day { year: Some(_), .. });
    report(check, word.shift(start), message, right, sure, related(beside.range.shift(start), "the date"));
    Some(())
}

/// Whether a day is that weekday: up to 1923 in either calendar, and before 1753 in any.
fn is_on(day: Date, said: Weekday) -> bool {
    // By how many days the Julian calendar is behind.
    let behind = match day.year() {
        ..1800 => 11,
        1800..1900 => 12,
        _ => 13,
    };
    let julian = || day.checked_add(behind.days()).is_ok_and(|day| day.weekday() == said);
    day.weekday() == said || day < REFORM || (day < day::EARLIEST && julian())
}

/// From here on Britain and its colonies had the Gregorian calendar.
const REFORM: Date = date(1753, 1, 1);

/// A weekday with a date that has no year, which nothing else tells either.
struct Bare {
    block: usize,
    month: i8,
    day: i8,
    weekday: Weekday,
    word: TextRange,
    range: TextRange,
}

/// How many such dates before and behind one are held against it, and how many days they may be away.
const AROUND: usize = 3;
const AWAY: i64 = 62;

impl Bare {
    fn new(dated: &Dated, block: usize, start: u32) -> Option<Self> {
        let When::Day { year: None, month, day } = dated.when else { return None };
        let (number, word) = dated.weekday?;
        let weekday = day::weekday(number)?;
        Some(Self { block, month, day, weekday, word: word.shift(start), range: dated.range.shift(start) })
    }

    /// Its day in a year, and what its weekday is away from the one that it has there.
    fn shift(&self, year: i16) -> Option<(Date, i8)> {
        let date = Date::new(year, self.month, self.day).ok()?;
        Some((date, (self.weekday.to_monday_zero_offset() - date.weekday().to_monday_zero_offset()).rem_euclid(7)))
    }

    /// Whether both can be of one year, leap year or not; `None` where they are far apart, and may be of two.
    fn agrees(&self, other: &Self) -> Option<bool> {
        let agree = |year: i16| {
            let ((one, shift), (two, other)) = (self.shift(year)?, other.shift(year)?);
            (day::between(one, two).abs() <= AWAY).then_some(shift == other)
        };
        let near = self.block.abs_diff(other.block) <= AROUND;
        match (agree(2023), agree(2024)) {
            (None, None) => None,
            (one, other) => near.then_some(one == Some(true) || other == Some(true)),
        }
    }
}

/// Reports a weekday that contradicts the ones around it: "on Wednesday, 4 June … on Thursday, 13 June".
fn contradiction(check: &mut Check<'_>, bare: &[Bare], at: usize) {
    let this = &bare[at];
    let before =
        bare[at.saturating_sub(AROUND)..at].iter().rev().filter_map(|other| Some((other, this.agrees(other)?)));
    let behind = bare[at + 1..].iter().take(AROUND).filter_map(|other| Some((other, this.agrees(other)?)));
    let (before, behind): (Vec<_>, Vec<_>) = (before.collect(), behind.collect());
    let all = || before.iter().chain(&behind);
    let against = all().filter(|(_, agrees)| !agrees).count();
    let rival = before.iter().find(|(_, agrees)| !agrees).or_else(|| all().find(|(_, agrees)| !agrees));
    let Some((rival, _)) = rival.filter(|_| against * 2 > before.len() + behind.len()) else { return };
    // Of two that contradict each other, the second is told.
    if against < 2 && !before.iter().any(|(_, agrees)| !agrees) {
        return;
    }
    let Some(((one, shift), (day, _))) = rival.shift(2023).zip(this.shift(2023)) else { return };
    let right = day.weekday().wrapping_add(i64::from(shift));
    let (known, weekday) = (day::weekday_name(rival.weekday), day::weekday_name(this.weekday));
    let message = format!(
        "If {} is a {known}, {} is a {}, not a {weekday}.",
        one.strftime("%-d %B"),
        day.strftime("%-d %B"),
        day::weekday_name(right)
    );
    report(check, this.word, message, right, false, related(rival.range, "the other date"));
}

fn report(check: &mut Check<'_>, range: TextRange, message: String, right: Weekday, sure: bool, beside: Related) {
    let fix = like(&check.document.words(range), day::weekday_name(right));
    let finding = check.report(range, message);
    finding.related.push(beside);
    finding.fixes.push(replace(format!("Replace by “{fix}”"), range, fix));
    if !sure {
        finding.severity = Severity::Warning;
    }
}

/// A weekday in the form of another: "Sat." for "Fri.", "SATURDAY" for "FRIDAY".
fn like(shown: &str, name: &str) -> String {
    let letters = shown.trim_end_matches('.');
    let short = letters.chars().count() <= 5;
    let name = if short { &name[..3] } else { name };
    let upper = letters.chars().skip(1).all(char::is_uppercase);
    let stop = if shown.ends_with('.') { "." } else { "" };
    if upper { name.to_uppercase() + stop } else { format!("{name}{stop}") }
}
