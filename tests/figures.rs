//! How well the rules that calculate find what they are for: short texts in `tests/figures/`, a file a rule, written from what the rule is
//! to find and to leave alone, and not from what the program does.
//!
//! A line `=====` parts two texts. A first line `#! markdown` or `#! plain date=2026-11-20` gives format and configured day. What stands
//! between `⟦` and `⟧` is to be reported, by a finding that overlaps it; nothing else is. The first, third, fifth … text of a file may be
//! looked at when a rule is made, the others are held apart.
//!
//! `FIGURES_MISSES=1 cargo test --test figures -- --nocapture` prints the texts that are missed or flagged without need.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints its table"
)]

use std::fs;

use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::text::TextRange;

/// The least precision and recall of each half of the texts of a rule.
const FLOOR: f64 = 0.95;

/// Rules that do not reach it yet, with what they do.
const BELOW: [(&str, [f64; 2], [f64; 2]); 0] = [];

/// The rules that are measured.
const RULES: [&str; 16] = [
    "wrong-percentage",
    "percent-for-points",
    "wrong-sum",
    "shares-over-100",
    "magnitude-slip",
    "missing-baseline",
    "missing-time-frame",
    "incomplete-poll",
    "impossible-proportion",
    "wrong-conversion",
    "vague-quantity",
    "conflicting-figures",
    "headline-figure-mismatch",
    "wrong-weekday",
    "wrong-elapsed-time",
    "undated-relative-time",
];

/// A text with what is to be found in it.
struct Case {
    text: String,
    marks: Vec<TextRange>,
    format: Format,
    config: Config,
}

/// How often a rule is right.
#[derive(Clone, Copy, Default)]
struct Score {
    texts: usize,
    found: usize,
    missed: usize,
    false_alarms: usize,
}

impl Score {
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    fn ratio(part: usize, rest: usize) -> f64 {
        if part + rest == 0 { 1.0 } else { part as f64 / (part + rest) as f64 }
    }

    fn precision(self) -> f64 {
        Self::ratio(self.found, self.false_alarms)
    }

    fn recall(self) -> f64 {
        Self::ratio(self.found, self.missed)
    }
}

fn read(rule: &str, part: &str) -> Case {
    let mut marked = part.trim_start_matches('\n');
    let (mut format, mut config) = (Format::Plain, Config { select: vec![rule.to_owned()], ..Config::default() });
    if let Some((line, rest)) = marked.strip_prefix("#!").and_then(|marked| marked.split_once('\n')) {
        for word in line.split_whitespace() {
            match word.split_once('=') {
                Some(("date", day)) => config.date = Some(day.parse().expect("a day")),
                _ => format = Format::of_language(word).unwrap_or_else(|| panic!("{rule}: no format “{word}”")),
            }
        }
        marked = rest;
    }
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), None);
    for c in marked.chars() {
        match c {
            '⟦' => assert!(open.replace(text.len()).is_none(), "{rule}: two marks open in {part}"),
            '⟧' => marks.push(TextRange::of(open.take().expect("a mark that opens"), text.len())),
            _ => text.push(c),
        }
    }
    assert!(open.is_none() && !text.trim().is_empty(), "{rule}: {part}");
    Case { text, marks, format, config }
}

/// Adds what a rule finds in a text to its score.
fn score(rule: &str, case: &Case, show: bool, score: &mut Score) {
    let checked = Checked::new(Document::new(case.text.as_str(), case.format), &case.config, &mut Cache::default());
    let found: Vec<TextRange> = checked.findings.iter().map(|finding| finding.range).collect();
    let hit = |mark: &&TextRange| found.iter().any(|range| range.overlaps(**mark));
    let hits = case.marks.iter().filter(hit).count();
    let alarms = found.iter().filter(|range| !case.marks.iter().any(|mark| range.overlaps(*mark))).count();
    *score = Score {
        texts: score.texts + 1,
        found: score.found + hits,
        missed: score.missed + case.marks.len() - hits,
        false_alarms: score.false_alarms + alarms,
    };
    if show && std::env::var_os("FIGURES_MISSES").is_some() && (hits < case.marks.len() || alarms > 0) {
        let marks: Vec<&str> = case.marks.iter().map(|mark| mark.of_text(&case.text)).collect();
        let found: Vec<&str> = found.iter().map(|range| range.of_text(&case.text)).collect();
        println!("{rule}: to find {marks:?}, found {found:?} in\n{}", case.text.trim_end());
    }
}

#[test]
fn the_rules_that_calculate_find_what_they_are_for() {
    let mut faults = Vec::new();
    println!("{:<26}{:>6}{:>8}{:>8}{:>8}{:>8}", "rule", "texts", "P", "R", "held P", "held R");
    for rule in RULES {
        assert!(sayso::rules::Rule::named(rule).is_some(), "{rule}");
        let file = fs::read_to_string(format!("tests/figures/{rule}.txt")).expect(rule);
        let mut halves = [Score::default(); 2];
        for (number, part) in file.split("=====\n").enumerate() {
            score(rule, &read(rule, part), number % 2 == 0, &mut halves[number % 2]);
        }
        let [tuned, held] = halves;
        let floors = BELOW.iter().find(|(known, ..)| *known == rule).map_or([[FLOOR; 2]; 2], |(_, a, b)| [*a, *b]);
        for (half, [precision, recall]) in halves.into_iter().zip(floors) {
            if half.precision() < precision || half.recall() < recall {
                faults.push(rule);
            }
        }
        println!(
            "{rule:<26}{:>6}{:>8.3}{:>8.3}{:>8.3}{:>8.3}",
            tuned.texts + held.texts,
            tuned.precision(),
            tuned.recall(),
            held.precision(),
            held.recall()
        );
    }
    faults.dedup();
    assert!(faults.is_empty(), "below their floors: {faults:?}");
}
