//! The rule `impossible-proportion`.

use super::arithmetic::with_number;
use super::{Check, related, replace, rule};
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::analysis::quantity::written;
use crate::analysis::relation::RelationKind;
use crate::analysis::table::{self, Cell};
use crate::document::BlockKind;
use crate::finding::{Applicability, Finding, Fix};
use crate::language::lexicon::{Class, Lexicon};

rule! {
    /// A percentage of few things that no whole number of them is.
    ///
    /// Of 20 people 6 are 30% and 7 are 35%; nothing between can be. The test is that of Brown and Heathers (2017, "The GRIM Test").
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// In the trial ⟦33.4%⟧ of 20 patients got better, the clinic said.
    /// ---
    /// A survey of the school said that ⟦52 percent⟧ of 15 teachers had left within a year.
    /// ---
    /// Nurses surveyed 18 wards. ⟦47%⟧ of them lacked soap.
    /// ---
    /// In the control group (n = 17), ⟦44%⟧ relapsed.
    /// ```
    ///
    /// In a list behind words that tell how many were asked, and in a table beside a column “n”:
    ///
    /// ```text flag markdown
    /// Sample: 26 market traders
    ///
    /// - 50% had paid a bribe
    /// - ⟦55%⟧ had been moved on by the police
    /// ```
    ///
    /// ```text flag markdown
    /// | Group   | n  | Improved (%) |
    /// |---------|---:|-------------:|
    /// | Drug    | 18 |         50.0 |
    /// | Placebo | 17 |         ⟦34.1⟧ |
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What is possible, hedged or about more than can be told apart:
    ///
    /// ```text pass
    /// In the trial 35% of 20 patients got better, the clinic said.
    /// ---
    /// In the trial about a third, or 33.4%, of 2,000 patients got better, the clinic said.
    /// ---
    /// The town gets 12% of 30 million euros, it said.
    /// ---
    /// The 12 clubs spent 61.3% of their income on wages.
    /// ---
    /// Trainees answered 63.7% of the 20 questions correctly, on average.
    /// ```
    "impossible-proportion", Warning,
    help: "correct the percentage, or say how many there were"
}

/// From here on some whole number fits nearly every percentage.
const MANY: f64 = 10_000.0;

fn check(check: &mut Check<'_>) {
    for told in check.relations() {
        let (RelationKind::Proportion, [share, whole]) = (told.kind, &told.figures[..]) else { continue };
        let whole_shown = check.printed(&told, 1);
        let shown = check.printed(&told, 0);
        if let Some((message, nearest)) = impossible(share, whole, &shown, &whole_shown) {
            offer(check.report_told(&told, 0, message), share, &shown, nearest);
        }
    }
    lists(check);
    tables(check);
}

/// Shares in a table beside a column that tells how many they are of: "n".
fn tables(check: &mut Check<'_>) {
    for table in table::tables(check.document) {
        let Some((head, body)) = table.split_first() else { continue };
        let words = |cell: &Cell| check.document.words(check.block(cell.block).range).to_lowercase();
        let is_number = |cell: &&Cell| Lexicon::english().find(words(cell).trim()).classes.has(Class::Sampled);
        let Some(number) = head.iter().skip(1).find(is_number).map(|cell| cell.column) else { continue };
        let is_share = |cell: &&Cell| {
            let head = words(cell);
            let mut words = head.split(|c: char| !c.is_alphabetic());
            head.contains('%')
                && !words.any(|word| Lexicon::english().find(word).classes.has_any(&[Class::Averaged, Class::Weighted]))
        };
        let columns: Vec<usize> = head.iter().filter(is_share).map(|cell| cell.column).collect();
        for row in body {
            for &column in &columns {
                let cells = [column, number].map(|column| row.iter().find(|cell| cell.column == column));
                let [Some(share), Some(whole)] = cells else { continue };
                pair(check, share.block, whole.block);
            }
        }
    }
}

/// A share and its whole, each in a block of its own with no other figure.
fn pair(check: &mut Check<'_>, share: usize, whole: usize) {
    let facts = check.facts;
    let ([one], [all]) = (&facts[share].figures[..], &facts[whole].figures[..]) else { return };
    let plain = one.hedge.is_none() && all.hedge.is_none() && all.high.is_none();
    if !plain || !matches!(one.kind, FigureKind::Percent | FigureKind::Count | FigureKind::Other) {
        return;
    }
    let ranges = [(share, one), (whole, all)].map(|(block, figure)| figure.range.shift(check.block(block).range.start));
    let shown = ranges.map(|range| check.document.words(range).into_owned());
    if let Some((message, nearest)) = impossible(one, all, &shown[0], &shown[1]) {
        let finding = check.report(ranges[0], message);
        finding.related.push(related(ranges[1], "calculated with this"));
        offer(finding, one, &shown[0], nearest);
    }
}

/// Shares in a list behind words that tell how many were asked.
fn lists(check: &mut Check<'_>) {
    for before in 0..check.document.blocks.len() {
        let Some(sample) = check.facts[before].sample else { continue };
        let group = check.document.blocks.get(before + 1).and_then(|block| block.group);
        let whole = &check.facts[before].figures[sample];
        let whole_range = whole.range.shift(check.block(before).range.start);
        for at in before + 1..check.document.blocks.len() {
            let block = check.block(at);
            if block.kind != BlockKind::Item || block.group.is_none() || block.group != group {
                break;
            }
            let Some(share) = check.facts[at].figures.first().filter(|_| check.facts[at].shared) else { continue };
            let range = share.range.shift(block.range.start);
            let shown = [range, whole_range].map(|range| check.document.words(range).into_owned());
            if let Some((message, nearest)) = impossible(share, whole, &shown[0], &shown[1]) {
                let finding = check.report(range, message);
                finding.related.push(related(whole_range, "calculated with this"));
                offer(finding, share, &shown[0], nearest);
            }
        }
    }
}

/// Offers the nearest percentages that some whole number is; which of them it is, only a person can tell.
fn offer(finding: &mut Finding, share: &Figure, shown: &str, nearest: [f64; 2]) {
    let range = finding.range;
    let options = nearest.into_iter().filter_map(|value| with_number(shown, share, value));
    let fixes = options.map(|right| replace(format!("Replace by “{right}”"), range, right));
    finding.fixes.extend(fixes.map(|fix| Fix { applicability: Applicability::DisplayOnly, ..fix }));
}

/// What to say of a share of a whole that no whole number of it is, and the nearest percentages that are possible.
fn impossible(share: &Figure, whole: &Figure, share_shown: &str, whole_shown: &str) -> Option<(String, [f64; 2])> {
    let (percent, all) = (share.value?, whole.value?);
    // What is counted stands there to the one.
    let counted = whole.step == 1.0 && all.fract() == 0.0 && (2.0..MANY).contains(&all);
    if !counted || share.high.is_some() || percent > 100.0 {
        return None;
    }
    let said = Interval::rounded(percent, share.step);
    let near = (percent / 100.0 * all).floor();
    let possible = |count: f64| Interval::exactly(count / all * 100.0).meets(said);
    if possible(near) || possible(near + 1.0) {
        return None;
    }
    let places = share.places().max(1);
    let option =
        |count: f64| format!("{} is {}%", written::digits(count), written::places(count / all * 100.0, places));
    let message =
        format!("No whole number of {whole_shown} is {share_shown}: {} and {}.", option(near), option(near + 1.0));
    Some((message, [near, near + 1.0].map(|count| count / all * 100.0)))
}
