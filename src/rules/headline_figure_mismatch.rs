//! The rule `headline-figure-mismatch`.

use super::{Check, related, rule};
use crate::analysis::At;
use crate::analysis::figure::{Figure, FigureKind};
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
    let is_title = |at: &&At<Figure>| check.document.blocks[at.block].kind == BlockKind::Title;
    let figures = &check.analysis.figures;
    for at in figures.iter().filter(is_title).filter(|at| is_amount(&at.item)) {
        let Some(said) = at.item.rough() else { continue };
        let body = || figures.iter().filter(|other| !is_title(other));
        // Whatever it counts there: the title may call it otherwise.
        if body().any(|other| other.item.rough().is_some_and(|value| value.meets(said))) {
            continue;
        }
        let title = check.facts[at.block].sentences.first();
        let nearest = body().filter(|other| is_amount(&other.item) && at.item.is_like(&other.item)).find(|other| {
            title.zip(check.sentence_of(other)).is_some_and(|(title, sentence)| title.shares_topic(sentence))
        });
        let words = check.quoted(at.item.range);
        let Some(other) = nearest else { continue };
        let message = format!("{words} is {} in the text", check.quoted(other.item.range));
        check.report(at.item.range, message).related.push(related(other.item.range, "the text says this"));
    }
}

/// Whether a figure is one that a title takes from its text.
fn is_amount(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Percent)
        && figure.value.is_some()
        && figure.unit.is_some()
}
