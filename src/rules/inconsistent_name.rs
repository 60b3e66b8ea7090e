//! The rule `inconsistent-name`.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::hash::RandomState;

use hashbrown::{HashMap, HashSet};

use super::{Check, related, replace, rule};
use crate::analysis::mention::{Naming, Nature};
use crate::analysis::{Resolution, Source};
use crate::language::hash;
use crate::text::{TextRange, offset};

rule! {
    /// A person is called by the given name as if it were the surname, or a name is spelled in two ways.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// Defense Secretary Lloyd Austin met officials. Austin said the talks went well. They came hours after ⟦Lloyd⟧ spoke in Washington.
    /// ---
    /// President Volodymyr Zelenskyy spoke on Monday. Zelenskyy thanked the parliament. ⟦Zelensky⟧ then left.
    /// ---
    /// The mayor, Dana Whitlock, spoke first. Dana ⟦Whitlok⟧ will stand again.
    /// ---
    /// The mayor, Dana Whitlock, spoke first. Dana ⟦Whitlok⟧ will stand again.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Relatives who share a surname, what is said in quotations, and a text that uses the given name throughout:
    ///
    /// ```text pass
    /// Donald Trump and Melania Trump arrived. Trump spoke first. Then Melania spoke, and Melania thanked the crowd.
    /// ---
    /// Lloyd Austin met officials. Austin said the talks went well. “Lloyd told me everything,” said a friend.
    /// ---
    /// Jane Doe lives by the river. Jane said she liked it. Jane has a boat.
    /// ```
    "inconsistent-name", Warning,
    help: "use the form of the first mention"
}

fn check(check: &mut Check<'_>) {
    given_names(check);
    spellings(check);
}

/// A given name alone, for somebody whom the text calls by the surname otherwise.
fn given_names(check: &mut Check<'_>) {
    let analysis = check.analysis;
    // Seldom needed.
    let shared = LazyCell::new(|| shared_surnames(&analysis.sources));
    for source in &analysis.sources {
        if source.nature != Nature::Person || !source.named {
            continue;
        }
        // Hardly anybody is.
        let is_given = |&index: &usize| analysis.mentions[index].resolution == Resolution::GivenName;
        if !source.mentions.iter().any(is_given) {
            continue;
        }
        let by = |resolution: Resolution| {
            let all = source.mentions.iter().map(|&index| &analysis.mentions[index]);
            all.filter(move |linked| linked.resolution == resolution && !linked.quoted).collect::<Vec<_>>()
        };
        let (given, family) = (by(Resolution::GivenName), by(Resolution::ShortName));
        if given.is_empty()
            || family.is_empty()
            || given.len() > family.len()
            || surname(&source.name).is_some_and(|last| shared.contains(&last))
        {
            continue;
        }
        let last = source.name.split_whitespace().next_back().unwrap_or_default();
        for linked in given {
            let words = check.quoted(linked.mention.name);
            let finding = check.report(
                linked.mention.name,
                format!("{words} is the given name of {}, who is “{last}” elsewhere.", source.name),
            );
            finding.related.push(related(analysis.mentions[source.introduced].mention.range, "introduced here"));
            finding.fixes.push(replace(format!("Replace by “{last}”"), linked.mention.name, last));
        }
    }
}

/// Surnames that two people in the text have, so that only the given names tell them apart.
fn shared_surnames(sources: &[Source]) -> HashSet<String, RandomState> {
    let mut bearers: HashMap<String, &str, RandomState> = HashMap::default();
    let mut shared = HashSet::default();
    for name in sources.iter().filter(|source| source.named).map(|source| &*source.name) {
        if let (true, Some(last)) = (name.contains(' '), surname(name))
            && *bearers.entry(last.clone()).or_insert(name) != name
        {
            shared.insert(last);
        }
    }
    shared
}

fn surname(name: &str) -> Option<String> {
    name.split_whitespace().next_back().map(str::to_lowercase)
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or_default()
}

/// Two surnames that differ by one letter.
fn spellings(check: &mut Check<'_>) {
    let analysis = check.analysis;
    let mut by_stem: HashMap<u64, Vec<(Cow<'_, str>, usize)>, RandomState> = HashMap::default();
    for (index, linked) in analysis.mentions.iter().enumerate() {
        let person = linked.source.is_some_and(|source| {
            !matches!(analysis.sources[source].nature, Nature::Organisation | Nature::Document | Nature::Group)
        });
        // A spelling that the configuration has is meant.
        let known = linked.resolution == Resolution::Known;
        if known
            || linked.mention.naming != Naming::Name
            || linked.quoted
            || !person
            || linked.mention.plural == Some(true)
        {
            continue;
        }
        let last = match check.document.words(linked.mention.name) {
            Cow::Borrowed(name) => Cow::Borrowed(last_word(name)),
            Cow::Owned(name) => Cow::Owned(last_word(&name).to_owned()),
        };
        // What stands in small letters is the name of nobody.
        let named = last.starts_with(char::is_uppercase) && last.chars().all(char::is_alphabetic);
        if named && last.chars().count() >= LONG {
            let stem = last.char_indices().nth(5).map_or(&*last, |(end, _)| &last[..end]);
            by_stem.entry(hash::of_word(stem)).or_default().push((last, index));
        }
    }
    let mut odd: Vec<(usize, String, usize)> = Vec::new();
    for names in by_stem.into_values() {
        // The form of the first mention with a full name.
        let full = |index: &usize| check.document.words(analysis.mentions[*index].mention.name).contains(' ');
        // Spelled in one way only.
        if names.iter().all(|(name, _)| *name == names[0].0) {
            continue;
        }
        let Some((form, first)) = names.iter().find(|(_, index)| full(index)) else { continue };
        let (form, first) = (form.clone(), *first);
        let given = |index: usize| {
            let name = check.document.words(analysis.mentions[index].mention.name);
            name.rsplit_once(' ').map(|(given, _)| given.to_owned())
        };
        let namesake = given(first);
        let same = |index: usize| given(index).is_none_or(|given| Some(given) == namesake);
        odd.extend(
            names
                .into_iter()
                .filter(|(name, index)| *index > first && same(*index) && differ_by_one(name, &form))
                .map(|(_, index)| (index, form.to_string(), first)),
        );
    }
    odd.sort_by_key(|(index, ..)| *index);
    for (index, form, first) in odd {
        let name = analysis.mentions[index].mention.name;
        let last = name.of_text(check.document.text()).rsplit(char::is_whitespace).next().unwrap_or_default();
        let range = TextRange::new(name.end - offset(last.len()), name.end);
        let words = check.quoted(range);
        let finding = check.report(range, format!("{words} is spelled “{form}” elsewhere."));
        finding.related.push(related(analysis.mentions[first].mention.range, "spelled so here"));
        finding.fixes.push(replace(format!("Replace by “{form}”"), range, form));
    }
}

/// Shorter names differ by one letter too easily.
const LONG: usize = 7;

/// Whether one letter more, fewer or other makes one word the other.
fn differ_by_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => same < short.len() && short[same + 1..] == long[same + 1..],
        // A plural or a genitive is no other spelling.
        1 => short[same..] == long[same + 1..] && long.last() != Some(&'s'),
        _ => false,
    }
}
