//! Any bytes as a document, and what can be settled in it settled.
//!
//! The first byte chooses the format, and whether changes are made that a person should look at ("0" to "2" are, "3" to "5" are not).

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use sayso::config::Config;
use sayso::document::Format;
use sayso::finding::{Applicability, Finding};
use sayso::fix::{self, Fixed};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, format, text)) = sayso_fuzz::split(bytes) else { return };
    let least = if first / 3 % 2 == 0 { Applicability::Unsafe } else { Applicability::Safe };
    let before = sayso_fuzz::checked(&text, format);
    let fixed = settle(&text, format, least);
    let after = fixed.checked.document.text();
    hold_the_rest(&text, after, &before.findings, least, fixed.count);
    // No change brings in what was not there, and each takes its finding away.
    let (was, is) = (count(&before.findings), count(&fixed.checked.findings));
    assert!(is.iter().all(|(rule, found)| was.get(rule).is_some_and(|before| before >= found)), "{was:?} {is:?}");
    assert!(fixed.checked.findings.len() + fixed.count <= before.findings.len(), "{was:?} {is:?}");
    // What is told of the text that came out is what is found in it.
    let fresh = sayso_fuzz::checked(after, format);
    assert_eq!(fresh.analysis, fixed.checked.analysis);
    assert_eq!(fresh.findings, fixed.checked.findings);
    let again = settle(after, format, least);
    assert_eq!((again.count, again.checked.document.text()), (0, after), "what was settled is settled again");
});

fn settle(text: &str, format: Format, least: Applicability) -> Fixed {
    fix::fix(text, format, &Config { hints: true, ..Config::default() }, least, Vec::new())
}

/// How many findings there are of each rule.
fn count(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

/// All that no fix replaces is still there, where it can be told which change was made.
fn hold_the_rest(before: &str, after: &str, findings: &[Finding], least: Applicability, made: usize) {
    let fixes: Vec<_> = findings.iter().filter_map(|finding| fix::of(finding, least)).collect();
    if made == 0 {
        assert_eq!(before, after);
        return;
    }
    // Of more, one can bring about another: when the last name in a comment goes, the comment goes.
    if made == 1 {
        let by = |edits: &[(sayso::text::TextRange, String)]| {
            let mut text = before.to_owned();
            let mut edits = edits.to_vec();
            edits.sort();
            for (range, by) in edits.iter().rev() {
                text.replace_range(range.indices(), by);
            }
            text
        };
        assert!(fixes.iter().any(|fix| by(&fix.edits) == after), "no fix makes that of it: {after:?}");
    }
}
