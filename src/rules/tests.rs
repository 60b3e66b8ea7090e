//! Runs the examples of the manual pages.

use super::{RULES, Rule};
use crate::analysis::claim::Profile;
use crate::analysis::known::Registry;
use crate::analysis::{Analysis, read};
use crate::document::{Document, Format};
use crate::finding::Confidence;
use crate::text::TextRange;

/// The examples of a manual page: whether the rule reports, the format, and the text with its marks.
fn examples(rule: &Rule) -> Vec<(bool, Format, String)> {
    let mut found = Vec::new();
    let mut open: Option<(bool, Format, String)> = None;
    for line in rule.manual.lines() {
        // The doc comment's lines begin with the blank behind the slashes.
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(mark) = line.strip_prefix("```") {
            if let Some(example) = open.take() {
                found.push(example);
            } else if let Some((flags, format)) = fence(mark) {
                open = Some((flags, format, String::new()));
            }
        } else if let Some((flags, format, text)) = &mut open {
            if line == "---" {
                found.push((*flags, *format, std::mem::take(text)));
            } else {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    found
}

fn fence(mark: &str) -> Option<(bool, Format)> {
    let mut words = mark.split_whitespace().skip_while(|word| *word == "text");
    let flags = match words.next()? {
        "flag" => true,
        "pass" => false,
        _ => return None,
    };
    Some((flags, words.next().and_then(Format::of_language).unwrap_or(Format::Plain)))
}

/// A text without its `⟦⟧` marks, and the ranges they mark.
fn marks(text: &str) -> (String, Vec<TextRange>) {
    let (mut plain, mut ranges, mut open) = (String::new(), Vec::new(), 0);
    for c in text.chars() {
        match c {
            '⟦' => open = plain.len(),
            '⟧' => ranges.push(TextRange::of(open, plain.len())),
            _ => plain.push(c),
        }
    }
    (plain, ranges)
}

/// Whether a message reads as a sentence or two.
fn is_sentence(message: &str) -> bool {
    message.ends_with(['.', '?']) && !message.starts_with(char::is_lowercase) && !message.ends_with("..")
}

#[test]
fn the_manual_pages_tell_what_the_rules_do() {
    let mut faults = Vec::new();
    for rule in RULES {
        let examples = examples(rule);
        assert!(examples.iter().filter(|(flags, ..)| *flags).count() >= 2, "{} needs examples it reports", rule.name);
        assert!(examples.iter().filter(|(flags, ..)| !flags).count() >= 2, "{} needs examples it passes", rule.name);
        for (flags, format, marked) in examples {
            let (text, expected) = marks(&marked);
            assert_eq!(flags, !expected.is_empty(), "{}: marks do not fit the fence:\n{marked}", rule.name);
            let document = Document::new(text.as_str(), format);
            let facts = read(&document);
            let analysis = Analysis::new(&document, &facts, &Registry::default(), Profile::News);
            let mut findings = Vec::new();
            rule.check(&document, &facts, &analysis, &mut findings);
            let messages = findings.iter().map(|finding| &finding.message).filter(|message| !is_sentence(message));
            faults.extend(messages.map(|message| format!("{}: not a sentence: {message}", rule.name)));
            // What is of low confidence is a hint, and flagged for nobody who has not asked for it.
            findings.retain(|finding| finding.confidence > Confidence::Low);
            let mut found: Vec<TextRange> = findings.iter().map(|finding| finding.range).collect();
            found.sort();
            if found != expected {
                let words: Vec<&str> = found.iter().map(|range| range.of_text(&text)).collect();
                faults.push(format!("{}: reported {words:?} in\n{marked}", rule.name));
            }
        }
    }
    assert!(faults.is_empty(), "{} examples fail\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_rule_is_named_once_and_says_what_to_do() {
    for (i, rule) in RULES.iter().enumerate() {
        assert!(RULES[i + 1..].iter().all(|other| other.name != rule.name));
        assert!(!rule.help.is_empty() && !rule.summary().is_empty());
    }
}
