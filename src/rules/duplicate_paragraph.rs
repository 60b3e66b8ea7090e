//! The rule `duplicate-paragraph`.

use hashbrown::HashMap;

use super::{Check, delete, related, rule};
use crate::document::BlockKind;

rule! {
    /// A paragraph stands in the text twice.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The bridge closed on Monday after engineers found a crack.
    ///
    /// It will open again in May, the mayor said.
    ///
    /// ⟦The bridge closed on Monday after engineers found a crack.⟧
    /// ---
    /// “We will never give up this river,” said the mayor.
    ///
    /// ⟦“We will never give up this river,” said the mayor.⟧
    /// ```
    ///
    /// ## What it never flags
    ///
    /// ```text pass
    /// And so it goes.
    ///
    /// The bridge closed on Monday after engineers found a crack.
    ///
    /// And so it goes.
    /// ---
    /// The bridge closed on Monday after engineers found a crack.
    ///
    /// The bridge closed on Tuesday after engineers found a crack.
    /// ```
    ///
    /// ```text pass markdown
    /// | a | b |
    /// |---|---|
    /// | not measured in this or in any other of our tests | x |
    /// | not measured in this or in any other of our tests | y |
    /// ```
    "duplicate-paragraph", Warning,
    help: "delete one of the two"
}

/// A shorter paragraph may be a refrain.
const WORDS: u32 = 8;

fn check(check: &mut Check<'_>) {
    let mut seen: HashMap<u64, usize, std::hash::RandomState> = HashMap::default();
    for block in 0..check.facts.len() {
        let facts = &check.facts[block];
        let kind = check.block(block).kind;
        let prose = matches!(kind, BlockKind::Paragraph | BlockKind::Item) && facts.words >= WORDS && facts.stopped;
        if !prose {
            continue;
        }
        match seen.entry(facts.text) {
            hashbrown::hash_map::Entry::Vacant(entry) => {
                entry.insert(block);
            }
            hashbrown::hash_map::Entry::Occupied(entry) => {
                let first = check.block(*entry.get()).range;
                let range = check.block(block).range;
                let fix = delete("Delete this paragraph", range, check.document.text());
                let finding = check.report(range, "This paragraph is in the text already.".to_owned());
                finding.related.push(related(first, "it stands here for the first time"));
                finding.fixes.push(fix);
            }
        }
    }
}
