//! The rule `shares-over-100`.

use super::{Check, related, rule};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::RelationKind;
use crate::analysis::table;
use crate::document::BlockKind;
use crate::finding::Severity;
use crate::language::lexicon::{Class, Lexicon};
use crate::text::TextRange;

rule! {
    /// The shares of one whole are more than all of it.
    ///
    /// They must be told as parts that cannot overlap, and be over 100% however they are rounded.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// In the survey, 45% of residents support the bridge, 40% oppose it and ⟦25%⟧ are undecided.
    /// ---
    /// Coal provided 45% of the country's electricity, gas 40 percent and wind ⟦25 percent⟧, the ministry said.
    /// ---
    /// Of the voters, 52% chose the mayor, 41% her rival and the remaining ⟦9%⟧ left the paper blank.
    /// ---
    /// The town is 62 per cent Hindu, 31 per cent Muslim and ⟦11 per cent⟧ Christian.
    /// ---
    /// Urban households make up 68% of the sample. Rural households account for ⟦37%⟧.
    /// ---
    /// Half of the money goes to schools, 35% to roads and ⟦a quarter⟧ to parks.
    /// ```
    ///
    /// In lists and in columns of shares it is a warning, as they may be of several things:
    ///
    /// ```text flag markdown
    /// What the donations were spent on:
    ///
    /// - Food: 47%
    /// - Shelter: 33%
    /// - Transport: ⟦32%⟧
    /// ```
    ///
    /// ```text flag markdown
    /// | Source | Share of supply |
    /// |--------|----------------:|
    /// | Rivers |           55.0% |
    /// | Wells  |           38.5% |
    /// | Sea    |           ⟦14.5%⟧ |
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What rounding explains, answers of which several were allowed, and shares of different wholes:
    ///
    /// ```text pass
    /// In the survey, 45% of residents support the bridge, 40% oppose it and 16% are undecided.
    /// ---
    /// Of the residents, 60% fear noise, 55% dust and 40% rent rises, the survey found.
    /// ---
    /// Smith won 62% of the vote in the north, 45% in the south and 30% in the west.
    /// ---
    /// Of the passengers, 51% were women, 49% were men and 12% were under 18.
    /// ---
    /// A majority of 58% were for the tunnel, 34% strongly so; 42% were against it.
    /// ---
    /// In the survey, 60% of men support the bridge and 55% of women oppose it.
    /// ```
    "shares-over-100", Error,
    help: "correct the shares, or say that they overlap"
}

fn check(check: &mut Check<'_>) {
    sentences(check);
    let mut begins = Vec::with_capacity(check.facts.len());
    for (index, block) in check.document.blocks.iter().enumerate() {
        let goes_on = index > 0 && block.group.is_some() && check.block(index - 1).group == block.group;
        begins.push(if goes_on { begins[index - 1] } else { index });
    }
    for shares in lists(check).into_iter().chain(columns(check)) {
        if !are_answers(check, &shares, &begins) {
            listed(check, &shares);
        }
    }
}

/// Whether a list or a table is of what people answered, who may give several answers: the line above it, or the paragraph before a
/// heading above it, tells of them. `begins` tells for each block where the run of blocks of its list or table begins.
fn are_answers(check: &Check<'_>, shares: &[Share<'_>], begins: &[usize]) -> bool {
    let Some(&(first, _)) = shares.first() else { return false };
    let above = begins[first].checked_sub(1);
    let asked =
        |block: usize| check.facts[block].sentences.iter().any(|sentence| sentence.respondents || sentence.survey);
    let Some(above) = above else { return false };
    let label = check.block(above).kind.is_heading() || check.facts[above].introduces;
    asked(above) || (label && above > 0 && asked(above - 1)) || shares.iter().any(|(block, _)| asked(*block))
}

/// A share in a list or a table: its block and its figure.
type Share<'a> = (usize, &'a Figure);

/// The one figure of a cell below a head that says that it is one of shares: a percentage, or a number without a unit.
fn cell<'a>(check: &Check<'a>, block: usize) -> Option<Share<'a>> {
    let [figure] = &check.facts[block].figures[..] else { return None };
    let bare = matches!(figure.kind, FigureKind::Count | FigureKind::Other | FigureKind::Date) && figure.unit.is_none();
    ((figure.kind == FigureKind::Percent || bare) && figure.value.is_some()).then_some((block, figure))
}

/// The one figure of a block, if it is a share.
fn share<'a>(check: &Check<'a>, block: usize) -> Option<Share<'a>> {
    let [figure] = &check.facts[block].figures[..] else { return None };
    (figure.kind == FigureKind::Percent && figure.value.is_some()).then_some((block, figure))
}

/// How many words an item has that is no more than a name with its share.
const NAME: u32 = 9;

/// The lists that a colon brings in, of names with a share each.
fn lists<'a>(check: &Check<'a>) -> Vec<Vec<Share<'a>>> {
    let mut found: Vec<Vec<Share<'a>>> = Vec::new();
    let mut group = None;
    for (index, block) in check.document.blocks.iter().enumerate() {
        if block.kind != BlockKind::Item || block.group.is_none() {
            group = None;
            continue;
        }
        let item = share(check, index).filter(|_| check.facts[index].words <= NAME);
        if group == Some(block.group) {
            match (item, found.last_mut()) {
                (Some(item), Some(list)) => list.push(item),
                // Something else stands in the list.
                (None, Some(list)) => list.clear(),
                _ => {}
            }
        } else if index > 0 && brings_in(check, index - 1) {
            found.push(item.into_iter().collect());
            group = Some(block.group);
        }
    }
    found
}

/// Whether a block brings in a list: by a colon, or as a heading that tells of a whole.
fn brings_in(check: &Check<'_>, block: usize) -> bool {
    check.facts[block].introduces || (check.block(block).kind.is_heading() && tells_share(check, block))
}

/// The columns of tables whose head says that they are shares, below it and without a total.
fn columns<'a>(check: &Check<'a>) -> Vec<Vec<Share<'a>>> {
    let mut found = Vec::new();
    for table in table::tables(check.document) {
        let Some((head, body)) = table.split_first() else { continue };
        let total = |row: &Vec<table::Cell>| row.first().is_some_and(|cell| check.facts[cell.block].totals);
        if body.iter().any(total) {
            continue;
        }
        for name in head.iter().filter(|cell| tells_share(check, cell.block)) {
            let place = |row: &Vec<table::Cell>| row.binary_search_by_key(&name.column, |cell| cell.column).ok();
            let shares: Option<Vec<Share<'_>>> = body.iter().map(|row| cell(check, row[place(row)?].block)).collect();
            found.extend(shares);
        }
    }
    found
}

/// Whether a head says that its column is one of shares: "Share of supply".
fn tells_share(check: &Check<'_>, block: usize) -> bool {
    let words = check.document.words(check.block(block).range).to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| Lexicon::english().find(word).classes.has(Class::Breakdown))
}

/// Reports shares that stand below each other. That they are of one whole is likely and not told.
fn listed(check: &mut Check<'_>, shares: &[Share<'_>]) {
    let values: Vec<f64> = shares.iter().filter_map(|(_, figure)| figure.value).collect();
    let all: f64 = values.iter().sum();
    let bottom: Option<f64> = shares.iter().map(|(_, figure)| Some(figure.printed()?.low)).sum();
    let Some(&(under, last)) = shares.last() else { return };
    if shares.len() < 3 || all > LIKELY || bottom.is_none_or(|bottom| bottom <= 100.0 + SLACK) {
        return;
    }
    let range = last.range.shift(check.block(under).range.start);
    let parts: Vec<String> = values.into_iter().map(written::digits).collect();
    let sum = written::digits((all * 1e6).round() / 1e6);
    let others: Vec<TextRange> = shares[..shares.len() - 1]
        .iter()
        .map(|(block, figure)| figure.range.shift(check.block(*block).range.start))
        .collect();
    let finding = check.report(range, format!("{} = {sum}%, more than the whole.", parts.join(" + ")));
    finding.related = others.into_iter().map(|range| related(range, "added up with this")).collect();
    finding.severity = Severity::Warning;
}

fn sentences(check: &mut Check<'_>) {
    for told in check.relations() {
        let RelationKind::Parts { sure } = told.kind else { continue };
        let intervals: Option<Vec<Interval>> = told.figures.iter().map(|figure| in_percent(figure)).collect();
        let Some(sum) = intervals.and_then(|parts| parts.into_iter().reduce(|sum, part| sum + part)) else { continue };
        let all: f64 = told.figures.iter().filter_map(|figure| Some(figure.value? * scale(figure))).sum();
        if sum.low <= 100.0 + SLACK || !(sure || all <= LIKELY) {
            continue;
        }
        let Some(calculation) = check.calculation(&told) else { continue };
        check.report_told(&told, told.figures.len() - 1, format!("{calculation}%, more than the whole."));
    }
}

/// What a share is multiplied by to be one of a hundred: "half" is 0.5.
fn scale(figure: &Figure) -> f64 {
    if figure.kind == FigureKind::Ratio { 100.0 } else { 1.0 }
}

/// How far from a fraction in words that may be which is told, in percent: "a third".
const ROUGH: f64 = 2.0;

/// A share as an interval of percentages.
fn in_percent(figure: &Figure) -> Option<Interval> {
    if figure.kind == FigureKind::Ratio {
        return Some(Interval::rounded(figure.value? * 100.0, 2.0 * ROUGH));
    }
    figure.printed()
}

/// Parts that might overlap by their words do so far more often by more than this in all.
const LIKELY: f64 = 120.0;

/// What sums of fractions may be off by.
const SLACK: f64 = 1e-9;
