//! The rule `incomplete-poll`.

use super::{Check, replace, rule};
use crate::analysis::poll::Detail;
use crate::text::TextRange;

rule! {
    /// The result of a poll is told, and too little of the poll to weigh it.
    ///
    /// Who made it, how many were asked, when, of whom, how, and how sure the result is: where two or more of these stand nowhere in the
    /// text, nor behind a link beside the result.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// A poll found that ⟦54%⟧ support the new bridge.
    /// ---
    /// In a Ipsos survey ⟦54 percent⟧ of adults said that they support the new bridge.
    /// ---
    /// ⟦Seven in ten⟧ farmers do not trust the ministry, a survey suggests.
    /// ---
    /// The Tories trail Labour by ⟦12⟧ points, according to the latest opinion poll.
    /// ---
    /// The charity asked 640 carers by email how they were coping, and ⟦81%⟧ of them said that they were exhausted.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// A Ipsos poll of 1,012 adults, made online from 3 to 5 May, found that 54% support the new bridge.
    /// ---
    /// In a Ipsos survey 54 percent said that they support the new bridge. It asked 1,012 adults online in May, with a margin of error of 3 points.
    /// ---
    /// When the polls closed, 54% of the votes had been counted, the commission said.
    /// ---
    /// A survey of the seabed found that 40% of the reef was dead.
    /// ```
    ///
    /// ```text pass markdown
    /// [A poll](https://example.org/poll) found that 54% support the new bridge.
    /// ```
    "incomplete-poll", Warning,
    help: "tell what is missing, or link to the poll"
}

fn check(check: &mut Check<'_>) {
    let told = |detail: &Detail| check.facts.iter().any(|facts| facts.poll.tells(*detail));
    let missing: Vec<Detail> = Detail::ALL.into_iter().filter(|detail| !told(detail)).collect();
    if missing.len() < 2 {
        return;
    }
    let blocks = check.document.blocks.iter().zip(check.facts).enumerate();
    let results = blocks.filter_map(|(index, (block, facts))| {
        let result = facts.poll.result.filter(|result| !facts.is_quoted(*result))?;
        let sentence = facts.sentences.iter().find(|sentence| sentence.range.covers(result))?;
        Some((index, result.shift(block.range.start), sentence.range.shift(block.range.start)))
    });
    let open = results.filter(|(index, ..)| !check.block(*index).kind.is_heading());
    let Some((_, result, sentence)) = open.into_iter().find(|(.., sentence)| !check.has_reference(*sentence)) else {
        return;
    };
    let missing: Vec<&str> = missing.into_iter().map(called).collect();
    let words = check.quoted(result);
    let finding = check.report(result, format!("Poll result {words}: not stated: {}.", missing.join(", ")));
    let behind = TextRange::new(sentence.end, sentence.end);
    let stub =
        format!(" (Of the poll: {}.)", missing.iter().map(|name| format!("{name} …")).collect::<Vec<_>>().join("; "));
    finding.fixes.push(replace("Add what is missing of the poll", behind, stub));
}

fn called(detail: Detail) -> &'static str {
    match detail {
        Detail::Pollster => "pollster",
        Detail::Sample => "number asked",
        Detail::Dates => "dates",
        Detail::Population => "who was asked",
        Detail::Method => "method",
        Detail::Margin => "margin of error",
    }
}
