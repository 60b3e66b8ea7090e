//! Whole documents with marks, in `tests/cases/` and the folders in it: every file there is a test, or as many as lines `=====` part it
//! into.
//!
//! - `⟦words⟧{rule}`: the rule reports exactly these words. All that is reported in the file is marked.
//! - `⟪words⟫{name}`: a claim with these words is that source's say-so; `{-}`: it has no source; `{own}`: the publisher's;
//!   `{ref}`: a reference covers it; `{ref: name}`: one whose note begins so. Claims without a mark are not looked at.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::marks;
use sayso::analysis::cache::Cache;
use sayso::analysis::claim::Status;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::text::TextRange;

/// What is wrong with the analysis of the documents of a marked file.
fn faults(path: &Path) -> Vec<String> {
    let file = fs::read_to_string(path).expect("a case");
    let format = Format::of_path(path).expect("a known format");
    let name = path.file_name().expect("a name").to_string_lossy();
    marks::documents(&file).flat_map(|marked| faults_in(marked, format, &name)).collect()
}

/// What is wrong with the analysis of a marked document.
fn faults_in(marked: &str, format: Format, name: &str) -> Vec<String> {
    let (text, marks) = marks::read(marked);
    let checked = Checked::new(Document::new(text.as_str(), format), &Config::default(), &mut Cache::default());
    let mut faults = Vec::new();
    let mut expected: Vec<(TextRange, &str)> = Vec::new();
    for (range, bracket, label) in marks {
        if bracket == '⟧' {
            expected.push((range, label));
            continue;
        }
        let mut told = told(&checked, range);
        if let Some(begins) = label.strip_prefix("ref: ") {
            let work = work(&checked, range).filter(|_| told.as_deref() == Some("ref"));
            told = work.map(|work| if work.starts_with(begins) { label.to_owned() } else { work });
        }
        if told.as_deref() != Some(label) {
            let words = range.of_text(&text);
            faults.push(format!("{name}: “{words}” is {label}'s, not {}", told.unwrap_or("no claim".to_owned())));
        }
    }
    let found: Vec<(TextRange, &str)> = checked.findings.iter().map(|finding| (finding.range, finding.rule)).collect();
    let show = |(range, rule): &(TextRange, &str)| format!("{rule}: “{}”", range.of_text(&text));
    faults.extend(
        expected.iter().filter(|item| !found.contains(item)).map(|item| format!("{name}: not found: {}", show(item))),
    );
    faults.extend(
        found.iter().filter(|item| !expected.contains(item)).map(|item| format!("{name}: found: {}", show(item))),
    );
    faults
}

/// What the note says that names the work which covers the claim at `range`.
fn work(checked: &Checked, range: TextRange) -> Option<String> {
    let analysis = &checked.analysis;
    let claim = analysis.claims.iter().find(|claim| claim.range == range)?;
    let block = analysis.works[claim.reference?]?;
    Some(checked.document.words(checked.document.blocks[block].range).into_owned())
}

/// Whose say-so the claim that overlaps `range` most is.
fn told(checked: &Checked, range: TextRange) -> Option<String> {
    let analysis = &checked.analysis;
    let claims = analysis.claims.iter().filter(|claim| claim.range.overlaps(range));
    let claim =
        claims.min_by_key(|claim| claim.range.start.abs_diff(range.start) + claim.range.end.abs_diff(range.end))?;
    Some(match claim.status {
        Status::Attributed | Status::CarriedOn => {
            let source = claim.attribution.and_then(|index| analysis.attributions[index].source);
            source.map_or("?".to_owned(), |source| analysis.sources[source].name.to_string())
        }
        Status::Referenced => "ref".to_owned(),
        Status::Own => "own".to_owned(),
        Status::Unattributed | Status::NotCheckable => "-".to_owned(),
    })
}

#[test]
fn marked_documents_are_read_as_marked() {
    let paths = common::files(Path::new("tests/cases"));
    assert!(paths.len() > 5);
    let faults: Vec<String> = paths.iter().flat_map(|path| faults(path)).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// The first user's own article, where it lies beside the checkout: all that a desk would ask of it, and nothing else.
#[test]
fn the_first_users_article_is_read_as_its_desk_would() {
    let Ok(text) = fs::read_to_string("../shared/articles/ukraine-call.txt") else { return };
    let checked = Checked::new(Document::new(text.as_str(), Format::Plain), &Config::default(), &mut Cache::default());
    let found: Vec<(&str, &str)> =
        checked.findings.iter().map(|finding| (finding.rule, finding.range.of_text(&text))).collect();
    let promotion = "Use Chrome Browser for a More Affordable Video Player";
    assert_eq!(
        found,
        [
            ("puffery", "Groundbreaking"),
            ("unattributed-superlative", "highest-level"),
            ("anonymous-no-reason", "Pentagon officials"),
            ("undated-relative-time", "Friday"),
            ("inconsistent-name", "Lloyd"),
            ("unattributed-figure", "79"),
            ("boilerplate-residue", promotion),
            ("second-hand-source", "Sky News"),
            ("ambiguous-source-pronoun", "He"),
            ("unverified-material", "Images released by Ukrainian forces"),
            ("undefined-acronym-source", "The MoD"),
            ("unattributed-figure", "1,000"),
            ("second-hand-source", "German newspaper Welt am Sonntag"),
            ("vague-source", "report"),
            ("loaded-reporting-verb", "claims"),
            ("boilerplate-residue", promotion),
            ("loaded-reporting-verb", "claimed"),
            ("interested-party-figure", "27,000"),
            ("boilerplate-residue", "Leave a Comment"),
        ]
    );
    let source = |words: &str| {
        let start = text.find(words).expect("the words stand in the article");
        told(&checked, TextRange::of(start, start + words.len()))
    };
    assert_eq!(source("“immediate ceasefire”").as_deref(), Some("Pentagon"));
    assert_eq!(source("“And for Western countries").as_deref(), Some("Volodymyr Zelenskyy"));
    assert_eq!(source("“significant armored maneuver elements”").as_deref(), Some("MoD"));
    assert_eq!(source("“Conducting river crossings").as_deref(), Some("MoD"));
    assert_eq!(source("200th").as_deref(), Some("Volodymyr Zelenskyy"));
    assert_eq!(source("27,000").as_deref(), Some("Volodymyr Zelenskyy"));
    assert_eq!(source("155").as_deref(), Some("-"));
    assert_eq!(source("at least 73").as_deref(), source("73").as_deref());
}
