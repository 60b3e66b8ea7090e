//! The rule `unattributed-claim`.

use super::{Check, open, rule};
use crate::analysis::At;
use crate::analysis::claim::ClaimKind;
use crate::analysis::facts::Tie;
use crate::analysis::sentence::Sentence;
use crate::analysis::statement::{Statement, StatementKind};
use crate::document::BlockKind;
use crate::finding::Confidence;
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

rule! {
    /// An accusation, a cause, a prediction or what somebody intends stands on nobody's say-so.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The minister ⟦took bribes⟧ from two builders.
    /// ---
    /// The outage ⟦was caused by a software error⟧.
    /// ---
    /// House prices ⟦will rise⟧ next year.
    /// ---
    /// The company ⟦intends to close⟧ the plant.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What has a source, before it, behind it, or in the sentences about the same thing:
    ///
    /// ```text pass
    /// The minister took bribes from two builders, the prosecutors said.
    /// ---
    /// The outage was caused by a software error. The error went unseen for a year, the company said on Monday.
    /// ---
    /// The bank published its forecast on Monday, according to which the economy would shrink. In addition, house prices will fall next year.
    /// ```
    ///
    /// What has a figure in it, which is told by itself:
    ///
    /// ```text pass
    /// House prices will triple next year.
    /// ```
    ///
    /// ```text pass markdown
    /// House prices [will triple next year](https://example.org/forecast).
    /// ```
    ///
    /// What a court has found, what is on a calendar, what somebody has announced, conditions and questions:
    ///
    /// ```text pass
    /// The minister was convicted of fraud in May. The minister took bribes from two builders.
    /// ---
    /// The meeting will be held on Monday. The EU pledges more aid, and the council will vote on it in June.
    /// ---
    /// If the river rises, prices will triple next year. Will house prices fall? Malaria is caused by a parasite.
    /// ```
    "unattributed-claim", Information,
    help: "name who says so (“according to …”), link or cite the source, or leave it out"
}

/// The first blocks of a text, which say in short what the rest attributes, and how many blocks they look ahead.
const LEDE: usize = 3;
const AHEAD: usize = 12;

fn check(check: &mut Check<'_>) {
    for statement in &check.analysis.bare_statements {
        let block = check.block(statement.block);
        let told = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.quote.is_none();
        if !told || is_answered_for(check, statement) || is_told_as_figure(check, statement.item.range) {
            continue;
        }
        let words = check.quoted(statement.item.range);
        check.report(
            statement.item.range,
            format!("{words} is {} without a stated source.", statement.item.kind.name()),
        );
    }
}

/// Whether words have a figure in them that is told to have no source: "will triple".
fn is_told_as_figure(check: &Check<'_>, words: TextRange) -> bool {
    let claims = &check.analysis.claims;
    let from = claims.partition_point(|claim| claim.range.end <= words.start);
    claims[from..]
        .iter()
        .take_while(|claim| claim.range.start < words.end)
        .any(|claim| matches!(claim.kind, ClaimKind::Figure(_)) && claim.confidence != Confidence::Low && open(claim))
}

/// Whether somebody speaks in the sentence or tells of the same thing near by, or a court or a confession answers for it.
fn is_answered_for(check: &Check<'_>, statement: &At<Statement>) -> bool {
    let facts = &check.facts[statement.block];
    let Some(here) = facts.sentences.get(statement.item.sentence as usize) else { return true };
    let number = statement.item.sentence as usize;
    let plan = |tie: &Tie| statement.item.kind == StatementKind::Intention && tie.class == CueClass::Plan;
    let own = !check.ties(statement.block, number, number).iter().all(plan);
    let first = facts.vague.partition_point(|vague| (vague.sentence as usize) < number);
    let vague = facts.vague.get(first).is_some_and(|vague| vague.sentence as usize == number);
    // "The minister was convicted of fraud. The minister took bribes."
    let before = number.checked_sub(1).and_then(|before| facts.sentences.get(before));
    let told = here.judged || before.is_some_and(|before| before.judged && before.shares_topic(here));
    let judged = statement.item.kind == StatementKind::Accusation && told;
    // What comes before goes on as far as the figures' rule has it; what comes behind may still attribute it.
    let ahead = if statement.block < LEDE { AHEAD } else { 2 };
    let mut rest = statement.block..check.facts.len().min(statement.block + ahead);
    own || vague
        || judged
        || rest.any(|block| {
            let from = if block == statement.block { number.saturating_sub(AHEAD) } else { 0 };
            is_told(check, check.ties(block, from, from + 4 * AHEAD), block, here, block - statement.block)
        })
}

/// Whether a source says something of what `here` is about, in these ties of a block; `away` from it, of more than one thing in it.
fn is_told(check: &Check<'_>, ties: &[Tie], block: usize, here: &Sentence, away: usize) -> bool {
    let facts = &check.facts[block];
    let speaks =
        |class| matches!(class, CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Report | CueClass::Ask);
    let mut ties = ties.iter().filter(|tie| tie.source.is_some() && speaks(tie.class));
    ties.any(|tie| {
        facts.sentences.get(tie.sentence as usize).is_some_and(|other| here.topics_shared(other) > away.min(1))
    })
}
