//! The rule `vague-source`.

use super::{Check, rule};
use crate::analysis::Attribution;
use crate::analysis::attribution::{Complement, Pattern};
use crate::analysis::mention::{Mention, Naming, Nature};
use crate::language::lexicon::CueClass;
use crate::text::TextRange;

rule! {
    /// A claim has a source that nobody could ask: “experts say”, “it is believed”, “reportedly”.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// ⟦It is believed⟧ that the bridge will close.
    /// ---
    /// ⟦Experts⟧ say the river is rising.
    /// ---
    /// Russian agents ‘believe Putin is ill’ after secret memo, ⟦report⟧ claims
    /// ---
    /// The minister ⟦reportedly⟧ left the country.
    /// ---
    /// ⟦Studies⟧ show that coffee is good for you.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// What is named or linked in the same sentence or in the next:
    ///
    /// ```text pass
    /// Experts at Yale University say the river is rising.
    /// ---
    /// Experts say the river is rising. “It has never been so high,” said Jane Doe, a hydrologist.
    /// ---
    /// The experts of the commission say the river is rising.
    /// ```
    ///
    /// ```text pass markdown
    /// Studies show that [coffee is good for you](https://example.org/coffee).
    /// ```
    ///
    /// Nothing inside a quotation:
    ///
    /// ```text pass
    /// “It is believed that the bridge will close,” said the mayor.
    /// ```
    "vague-source", Warning,
    help: "say which experts, which study, whose belief: name or link the source"
}

fn check(check: &mut Check<'_>) {
    phrases(check);
    sources(check);
}

/// "it is believed", "reportedly".
fn phrases(check: &mut Check<'_>) {
    for block in 0..check.facts.len() {
        let facts = check.facts[block].clone();
        let start = check.block(block).range.start;
        for vague in &facts.vague {
            let range = vague.range.shift(start);
            if !is_told(check, block, vague.sentence as usize, range) {
                let words = check.quoted(range);
                check.report(range, format!("{words}: according to whom?"));
            }
        }
    }
}

/// "experts say", "studies show".
fn sources(check: &mut Check<'_>) {
    let analysis = check.analysis;
    for attribution in &analysis.attributions {
        let Some(mention) = attribution.mention.map(|mention| &analysis.mentions[mention]) else { continue };
        let says = matches!(
            attribution.class,
            CueClass::Say | CueClass::Write | CueClass::Show | CueClass::Think | CueClass::Know
        );
        let whole = mention.mention.range == mention.mention.head;
        let vague =
            mention.mention.generic && mention.mention.naming == Naming::Role && !mention.mention.definite && whole;
        let known = mention.source.is_some_and(|source| analysis.sources[source].known.is_some());
        if !(says && vague) || known || mention.quoted || attribution.pattern == Pattern::Noun {
            continue;
        }
        // "no one knows their place": nobody says so, and nothing is said.
        let told = matches!(attribution.class, CueClass::Say | CueClass::Write | CueClass::Show)
            || matches!(attribution.complement, Complement::ThatClause | Complement::Clause | Complement::Quotation);
        if mention.mention.negative || !told || mention.mention.bare_number && is_of_those(check, attribution) {
            continue;
        }
        let vague = &check.facts[attribution.block].vague;
        let from = vague.partition_point(|vague| vague.sentence < mention.mention.sentence);
        let mut here = vague[from..].iter().take_while(|vague| vague.sentence == mention.mention.sentence);
        let start = check.block(attribution.block).range.start;
        let hidden = here.any(|vague| vague.range.shift(start).overlaps(mention.mention.range));
        if !hidden && !is_told(check, attribution.block, attribution.sentence as usize, mention.mention.range) {
            let asked = asked(check, &mention.mention);
            let message = format!("{asked} No name or link here or in the next sentence.");
            check.report(mention.mention.range, message);
        }
    }
}

/// What one asks of words that could be anyone: "Which experts?", "“A study”: which, and whose?".
fn asked(check: &Check<'_>, mention: &Mention) -> String {
    let alone = mention.noun == mention.range && mention.plural == Some(true) && !mention.bare_number;
    match check.quoted(mention.range) {
        _ if alone => format!("Which {}?", check.document.words(mention.range).to_lowercase()),
        words if mention.nature == Nature::Document => format!("{words}: which, and whose?"),
        words => format!("{words}: who exactly?"),
    }
}

/// Whether "many" are those who answered a survey: the sentences before it in its paragraph, or the paragraph before, tell of them.
fn is_of_those(check: &Check<'_>, attribution: &Attribution) -> bool {
    let here = &check.facts[attribution.block].sentences[..attribution.sentence as usize];
    let before = attribution.block.checked_sub(1).map_or(&[][..], |before| &check.facts[before].sentences);
    here.iter().chain(before).any(|sentence| sentence.respondents)
}

/// Whether the sentence, or the next, names or links a source.
fn is_told(check: &Check<'_>, block: usize, sentence: usize, range: TextRange) -> bool {
    let both = check.two_sentences(block, sentence);
    // What a heading leaves open, the words below it tell.
    let below = check.block(block).kind.is_heading().then_some(block + 1).filter(|below| *below < check.facts.len());
    if let Some(below) = below
        && check.has_named_source(below, check.two_sentences(below, 0))
    {
        return true;
    }
    check.has_reference(both)
        || check.has_named_source(block, TextRange::new(range.end, both.end))
        || check.has_named_source(block, TextRange::new(both.start, range.start))
}
