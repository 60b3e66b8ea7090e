//! The rule `ambiguous-source-pronoun`.

use super::{Applicability, Check, Fix, related, replace, rule};
use crate::analysis::attribution::Pattern;
use crate::analysis::mention::{Naming, Nature};
use crate::analysis::{Linked, Resolution};
use crate::language::lexicon::{CueClass, Gender};

rule! {
    /// A pronoun is the source, and it is not clear whom it stands for.
    ///
    /// ## What it flags
    ///
    /// Nobody it could stand for, something it does not fit, or two it fits alike:
    ///
    /// ```text flag
    /// ⟦She⟧ said the bridge would close.
    /// ---
    /// In an interview, the head of intelligence says his country will win.
    ///
    /// Meanwhile, the Ukrainian military claims to be making gains. ⟦He⟧ says he destroyed 73 tanks.
    /// ---
    /// Mr. Smith and Mr. Jones spoke in Paris. ⟦He⟧ said the talks had failed.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// The mayor, Jane Doe, spoke on Monday. She said the bridge would close.
    /// ---
    /// And in his address, the Ukrainian president Volodymyr Zelenskyy also highlighted gains.
    ///
    /// He said his troops shot down a plane.
    /// ---
    /// Mr. Smith met Ms. Jones in Paris. He said the talks had failed.
    /// ---
    /// The ministry spoke on Monday. It said the bridge would close.
    /// ```
    "ambiguous-source-pronoun", Warning,
    help: "put the name in place of the pronoun"
}

fn check(check: &mut Check<'_>) {
    let analysis = check.analysis;
    let mut last = None;
    for attribution in &analysis.attributions {
        let Some(index) = attribution.mention.filter(|index| last != Some(*index)) else { continue };
        last = Some(index);
        let linked = &analysis.mentions[index];
        let person = matches!(linked.mention.gender, Gender::Masculine | Gender::Feminine);
        let says = matches!(attribution.class, CueClass::Say | CueClass::Write) && attribution.pattern != Pattern::Noun;
        if linked.mention.naming != Naming::Pronoun || !person || !says || linked.quoted {
            continue;
        }
        let words = check.quoted(linked.mention.range);
        let rivals = near_rivals(linked, check);
        let message = match linked.resolution {
            Resolution::None => format!("Who is {words}? The text has named nobody it could be."),
            _ if linked.clashes => format!("Who is {words}? Nobody it fits is named just before."),
            _ if !rivals.is_empty() => format!("Who is {words}? It could be {}.", either(linked, &rivals, check)),
            _ => continue,
        };
        report(check, linked, &rivals, message);
    }
}

/// The other people that the pronoun could stand for just as well.
fn near_rivals(linked: &Linked, check: &Check<'_>) -> Vec<usize> {
    let person = |source: &&usize| check.analysis.sources[**source].nature == Nature::Person;
    linked.rivals.iter().filter(person).copied().collect()
}

fn either(linked: &Linked, rivals: &[usize], check: &Check<'_>) -> String {
    let names: Vec<&str> =
        linked.source.iter().chain(rivals).map(|&source| &*check.analysis.sources[source].name).collect();
    names.join(" or ")
}

fn report(check: &mut Check<'_>, linked: &Linked, rivals: &[usize], message: String) {
    let analysis = check.analysis;
    let mut candidates: Vec<usize> = linked.source.iter().chain(rivals).copied().collect();
    candidates.sort_by_key(|&source| analysis.mentions[analysis.sources[source].introduced].mention.range);
    let finding = check.report(linked.mention.range, message);
    for source in candidates {
        let source = &analysis.sources[source];
        let place = analysis.mentions[source.introduced].mention.range;
        finding.related.push(related(place, format!("{} is named here", source.name)));
        if source.named {
            let fix = replace(format!("Replace by “{}”", source.name), linked.mention.range, &*source.name);
            finding.fixes.push(Fix { applicability: Applicability::DisplayOnly, ..fix });
        }
    }
}
