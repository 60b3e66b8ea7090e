//! The rule `unattributed-figure`.

use hashbrown::HashSet;

use super::{Check, open, rule};
use crate::analysis::claim::{Claim, ClaimKind};
use crate::document::BlockKind;

rule! {
    /// A figure that a reader could check stands on nobody's say-so.
    ///
    /// A figure has a source if it is in what somebody is said to say, if it goes on after that, if a link, a footnote or a
    /// citation covers it, or if the publisher counted it.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// Sales rose ⟦300%⟧ in May.
    /// ---
    /// A Russian battalion tactical group consists of about ⟦1,000⟧ soldiers.
    /// ---
    /// Ukraine has been fighting Russian forces for ⟦79⟧ days.
    /// ---
    /// The programme cost ⟦$3.4 billion⟧. Officials were asked for a comment on Monday.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Figures with a source, before or behind them, or in the line that brings in their list:
    ///
    /// ```text pass
    /// Sales rose 300% in May, the ministry said.
    /// ---
    /// According to the Census Bureau, 1.3 million people fell below the poverty line.
    /// ---
    /// “We sold 27,000 cars in May,” said Jane Doe, the company's chief executive.
    /// ---
    /// The survey found what people do most with the device:
    ///
    /// - Set a timer: 84.9%
    /// - Play a song: 82.4%
    /// ```
    ///
    /// ```text pass markdown
    /// Sales rose [300% in May](https://example.org/report).
    /// ---
    /// Sales rose 300% in May.[^1]
    ///
    /// [^1]: Example Institute, report of 2022.
    /// ```
    ///
    /// Dates, years, ages, versions, list and page numbers, designations and trivial counts:
    ///
    /// ```text pass
    /// Germany trains soldiers on the 155 mm self-propelled howitzer.
    /// ---
    /// On May 14, 2022, the 22-year-old met three friends at 10:30 in Room 12.
    /// ---
    /// The page of 2021-12-20T10:46 says the office opened on 2021-12-18.
    /// ---
    /// The hour-long call came two weeks later.
    /// ---
    /// Call 555-0123, or see p. 33 and [Miller, 299]. The season of 2024-25 was short.
    /// ---
    /// A Fortune 500 company is in the top 10. The poorest 20% of households live here. It is 100% renewable.
    /// ---
    /// Read line 12 again, then step 3, and use version 2.1 from there.
    /// ```
    ///
    /// Conditions, limits and examples, and what readers are told to do:
    ///
    /// ```text pass
    /// Families that earn up to $125,000 pay nothing. If 30% of the voters stay at home, she wins.
    /// ---
    /// Suppose you have $500 in your pocket. Keep 3 to 5 spare ropes. I have told you a million times.
    /// ```
    ///
    /// What a named actor does with its own, and what the publisher counted:
    ///
    /// ```text pass
    /// EU pledges €500m more in military aid to Ukraine.
    /// ---
    /// We measured the time of 1,200 requests. We found that our server answered 98% of them in 5 ms. Our tests ran for a day.
    /// ```
    "unattributed-figure", Warning,
    help: "name who says so (“according to …”), link or cite the source, or leave the figure out"
}

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    let mut tables: HashSet<u32, std::hash::RandomState> = HashSet::default();
    for claim in &analysis.claims {
        let ClaimKind::Figure(index) = claim.kind else { continue };
        let block = check.block(claim.block);
        let told = open(claim) && !block.kind.is_heading() && !in_open_quotation(claim, check);
        // A table has one source or none: its first figure stands for all.
        let mut first = || block.kind != BlockKind::Cell || block.group.is_none_or(|table| tables.insert(table));
        if told && first() {
            let figure = &analysis.figures[index].item;
            let words = figure.called(&check.document.words(claim.range));
            let rest = if block.kind == BlockKind::Cell { ", and neither has the rest of the table" } else { "" };
            check.report_claim(
                claim,
                format!("“{words}” has no stated source{rest}."),
                format!("“{words}” may have no stated source{rest}."),
            );
        }
    }
}

/// Whether the claim stands in a quotation without a speaker, which is reported as a whole.
fn in_open_quotation(claim: &Claim, check: &Check<'_>) -> bool {
    let quotations = &check.analysis.quotations;
    let after = quotations.partition_point(|at| at.item.range.start <= claim.range.start);
    quotations[..after].iter().rev().take(3).any(|at| at.item.range.covers(claim.range) && at.item.words > 3)
}
