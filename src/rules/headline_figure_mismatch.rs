//! The rule `headline-figure-mismatch`.

use super::body::{self, Body};
use super::{Check, related, replace, rule};
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
    /// Multiples, results and lengths of time are held against the text too:
    ///
    /// ```text flag markdown
    /// # Hospital waits ⟦double⟧ to 14 weeks
    ///
    /// The average wait for an operation rose from 12 weeks to 14 weeks last year, the trust said.
    /// ---
    /// # Turtle comes back to its beach after ⟦12⟧ years
    ///
    /// Rangers had tagged the turtle in June 2011. In June 2019 she came back and laid 104 eggs.
    /// ---
    /// # Lions go top with ⟦3-1⟧ win at Harlow
    ///
    /// A late header gave the Lions a 2-1 victory at Harlow on Saturday.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What comes of the figures of the text:
    ///
    /// ```text pass markdown
    /// # Kitchen serves 6,000 meals in flood month
    ///
    /// Volunteers cooked 200 meals a day for 30 days, the temple said.
    /// ---
    /// # Winds of 60 mph bring down trees
    ///
    /// Gusts of 97 kph were measured on Sunday, the weather service said.
    /// ```
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
    let titles = titles(check);
    if titles.is_empty() {
        return;
    }
    let body = Body::new(check);
    let mut found = Vec::new();
    for at in check.analysis.figures.iter().filter(|at| titles.contains(&at.block)) {
        let figure = &at.item;
        let Some(said) = told(figure).filter(|_| is_held(figure)) else { continue };
        // Where the text clearly tells the same thing, only what it tells of that can make another figure right.
        let rival = body.rival(check, at);
        let near = |other: &At<Figure>| {
            rival.is_none() || body::shares(check, at, other) || is_same_count(figure, &other.item)
        };
        // "1,330%" in the text is the title's, whatever else it tells of.
        let alike = |other: &At<Figure>| other.item.kind == figure.kind && other.item.unit == figure.unit;
        let precise = figure.value.is_some_and(has_three_digits) && body.has(figure, said, alike);
        if !precise && !body.has(figure, said, near) && !body.gives(figure, said, near) {
            let other = rival.map(|at| at.item.range).or_else(|| body.instead(check, at));
            if other.is_some() || body.lacks(figure) {
                found.push((at, other));
            }
        }
    }
    for (title, other) in found {
        let range = title.item.range;
        let Some(other) = other else {
            let message = format!("{} is not in the text.", check.quoted(range));
            check.report(range, message);
            continue;
        };
        let message = format!("{} here, {} in the text: which is right?", check.quoted(range), check.quoted(other));
        // "double" is not put right by "12 weeks".
        let figures = &check.analysis.figures;
        let from = figures.partition_point(|at| at.item.range.start < other.start);
        let mut here = figures[from..].iter().take_while(|at| at.item.range.start == other.start);
        let like = here.any(|at| at.item.range == other && at.item.is_like(&title.item));
        let right = other.of_text(check.document.text());
        let finding = check.report(range, message);
        finding.related.push(related(other, "the text says this"));
        if like {
            finding.fixes.push(replace(format!("Replace by “{right}”"), range, right));
        }
    }
}

/// Whether a number has three digits or more that are told, and so stands for hardly anything else of its kind.
fn has_three_digits(value: f64) -> bool {
    let mut value = value.abs();
    while value >= 1.0 && value % 10.0 == 0.0 {
        value /= 10.0;
    }
    value >= 100.0
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
pub(super) fn exact(figure: &Figure) -> Option<Interval> {
    if figure.kind == FigureKind::Age { figure.value.map(Interval::exactly) } else { figure.counted() }
}

/// Whether two figures count the same noun.
fn is_same_count(figure: &Figure, other: &Figure) -> bool {
    figure.kind == FigureKind::Count && figure.unit.is_some() && other.unit.is_some() && figure.is_like(other)
}

/// Whether a figure is one that a title takes from its text; not the 11 of "Post-9/11".
fn is_held(figure: &Figure) -> bool {
    let kind = !matches!(figure.kind, FigureKind::Date | FigureKind::Rank | FigureKind::Other);
    kind && figure.value.is_some() && (figure.unit.is_some() || figure.checkable || figure.kind == FigureKind::Age)
}
