//! The rule `puffery`.

use super::{Check, replace, rule};

rule! {
    /// The writer praises like an advertisement: “world-class”, “groundbreaking”, “cutting-edge”.
    ///
    /// ## What it flags
    ///
    /// ```text flag
    /// The town has built a ⟦world-class⟧ hospital.
    /// ---
    /// Her ⟦groundbreaking⟧ study of the river came out in May.
    /// ---
    /// The firm sells a ⟦revolutionary⟧ app for farmers, and its ⟦cutting-edge⟧, costly sensors.
    /// ---
    /// The new building is ⟦state-of-the-art⟧.
    /// ```
    ///
    /// ## What it never flags
    ///
    /// Praise that is somebody else's, in a quotation or not:
    ///
    /// ```text pass
    /// “It is a world-class hospital,” said the mayor.
    /// ---
    /// The mayor said the world-class hospital would open in May.
    /// ---
    /// The study, which the institute called groundbreaking, came out in May. It was billed as a groundbreaking work.
    /// ```
    ///
    /// Names, and words that mean what they say:
    ///
    /// ```text pass
    /// The film was made by Cutting-Edge Pictures and by World-Class Films.
    /// ---
    /// The mayor came to the groundbreaking ceremony, and the groundbreaking is on Monday.
    /// ---
    /// The revolutionary government fell in May. The new sensors are hardly cutting-edge.
    /// ```
    "puffery", Information,
    help: "say what it does or has, and let the reader judge; or leave the word out"
}

fn check(check: &mut Check<'_>) {
    for block in 0..check.facts.len() {
        let facts = check.facts[block].clone();
        let start = check.block(block).range.start;
        for puff in &facts.puffery {
            let sentence = facts.sentences.partition_point(|sentence| sentence.range.end <= puff.range.start);
            let mut told = check.ties(block, sentence, sentence).iter().flat_map(|tie| &tie.content);
            if told.any(|content| content.covers(puff.range)) || check.block(block).quote.is_some() {
                continue;
            }
            let range = puff.range.shift(start);
            let words = check.quoted(range);
            let finding = check.report(range, format!("{words} praises like an advertisement."));
            if let Some((place, by)) = puff.cut {
                finding.fixes.push(replace(format!("Delete {words}"), place.shift(start), by));
            }
        }
    }
}
