//! The rule `headline-figure-mismatch`.

use super::{Check, related, rule};
use crate::analysis::At;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::quantity::interval::Interval;
use crate::document::BlockKind;

rule! {
    /// A figure of the title stands otherwise in the text, or not at all.
    ///
    /// ## What it flags
    ///
    /// ```text flag markdown
    /// # Storm kills ⟦14⟧ people in the valley
    ///
    /// A storm killed 12 people in the valley on Monday, the police said.
    /// ---
    /// # Council spends ⟦$3.4 million⟧ on the bridge
    ///
    /// The council said it would spend $4.3 million on the bridge.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What is rounded in the title, and numbers of things in a list:
    ///
    /// ```text pass markdown
    /// # Council spends $3.4 million on the bridge
    ///
    /// The council said it would spend $3,412,000 on the bridge.
    /// ---
    /// # 7 things to know about the bridge
    ///
    /// The council said it would spend $3.4 million on the bridge.
    /// ```
    "headline-figure-mismatch", Warning,
    help: "use the figure of the text, or correct it there"
}

fn check(check: &mut Check<'_>) {
    let figures = &check.analysis.figures;
    let titles = titles(check);
    let title = |at: &&At<Figure>| titles.contains(&at.block);
    let heading = |at: &&At<Figure>| check.document.blocks[at.block].kind.is_heading();
    let mut found = Vec::new();
    for at in figures.iter().filter(title).filter(|at| is_amount(&at.item)) {
        let Some(said) = told(&at.item) else { continue };
        let body = || figures.iter().filter(|other| !heading(other));
        // Whatever it counts there: the title may call it otherwise.
        // But "more than 10" of anything is no 38.
        let open = |value: &Interval| value.low.is_finite() && value.high.is_finite();
        let meets = |other: &At<Figure>| {
            let value = exact(&other.item).filter(|value| open(value) || at.item.unit == other.item.unit);
            value.is_some_and(|value| value.meets(said))
        };
        if body().any(meets) {
            continue;
        }
        let title = check.facts[at.block].sentences.first();
        let nearest = body().filter(|other| is_amount(&other.item) && at.item.is_like(&other.item)).find(|other| {
            title.zip(check.sentence_of(other)).is_some_and(|(title, sentence)| title.shares_topic(sentence))
        });
        found.extend(nearest.map(|other| (at.item.range, other.item.range)));
    }
    for (range, other) in found {
        let message = format!("{} is {} in the text", check.quoted(range), check.quoted(other));
        check.report(range, message).related.push(related(other, "the text says this"));
    }
}

/// The blocks that are the title: as a page's head has it, and as its first heading says it again or in other words.
fn titles(check: &Check<'_>) -> Vec<usize> {
    let blocks = &check.document.blocks;
    let mut titles: Vec<usize> =
        (0..blocks.len().min(TOP)).filter(|&block| blocks[block].kind == BlockKind::Title).collect();
    let first = blocks.iter().position(|block| block.kind != BlockKind::Title);
    titles.extend(first.filter(|&first| blocks[first].kind == BlockKind::Heading));
    titles
}

/// How far down a title can stand.
const TOP: usize = 8;

/// How far a title rounds, as a part of the figure.
const ROUNDED: f64 = 0.1;

/// What a title's figure may stand for: a number with zeros at its end may be rounded, though not by much.
fn told(figure: &Figure) -> Option<Interval> {
    let (low, high) = (figure.value?, figure.high.or(figure.value)?);
    let printed = exact(figure)?;
    let whole = figure.step >= 1.0 && figure.kind != FigureKind::Age;
    let wide = |value: f64| {
        let mut place = 1.0;
        while whole && value != 0.0 && value % (place * 10.0) == 0.0 {
            place *= 10.0;
        }
        if place > 1.0 { (place / 2.0).min(value.abs() * ROUNDED) } else { 0.0 }
    };
    let rounded = Interval { low: low - wide(low), high: high + wide(high) };
    Some(printed.hull(rounded))
}

/// What a figure allows; an age is told in whole years.
fn exact(figure: &Figure) -> Option<Interval> {
    if figure.kind == FigureKind::Age { figure.value.map(Interval::exactly) } else { figure.counted() }
}

/// Whether a figure is one that a title takes from its text.
fn is_amount(figure: &Figure) -> bool {
    let kind = matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Percent | FigureKind::Age);
    kind && figure.value.is_some()
}
