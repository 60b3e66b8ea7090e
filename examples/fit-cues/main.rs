//! Grows the trees that judge cues and ends, and counts the strengths in the table of cue verbs, on annotated articles:
//! `cargo run --release --example fit-cues -- TRAIN.jsonl strengths|cues|scope [--write]`.
//!
//! An article is a JSON object with `text`, `attributions` (each with `cue` and `content`: character ranges) and `ignore`. A
//! candidate is right if its word is part of a cue that people marked.
//! - `strengths` counts how often each verb with each complement is right and puts the share in tenths into
//!   `src/lexicon/en/cue-verbs.tsv` and `cue-nouns.tsv`.
//! - `cues` grows the trees that accept or reject a candidate: `src/lexicon/en/cue-trees.tsv`.
//! - `scope` grows the trees that say where what is said ends: `src/lexicon/en/scope-trees.tsv`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, clippy::format_push_string)]

mod boost;

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;

use boost::Shape;
use rayon::prelude::*;
use sayso::analysis::attribution::feature;
use sayso::analysis::attribution::judge::{Candidate, candidates};
use sayso::analysis::attribution::model::{Feature, Set, name};
use sayso::analysis::attribution::scope;
use sayso::analysis::attribution::sign::Sign;
use sayso::document::{Document, Format};

const VERBS: &str = "src/lexicon/en/cue-verbs.tsv";
const NOUNS: &str = "src/lexicon/en/cue-nouns.tsv";
const CUES: &str = "src/lexicon/en/cue-trees.tsv";
const SCOPE: &str = "src/lexicon/en/scope-trees.tsv";

/// How many uses at the rate of all verbs a verb's own uses are weighed against.
const PRIOR: f64 = 6.0;

type Fault = Box<dyn std::error::Error>;

/// Something to decide, with the right decision.
struct Example<T> {
    /// Number of its article.
    article: usize,
    item: T,
    right: bool,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let write = args.iter().any(|arg| arg == "--write");
    let done = match args.first().zip(args.get(1).map(String::as_str)) {
        Some((path, "strengths")) => {
            articles(path).and_then(|articles| count_strengths(&cue_examples(&articles), write))
        }
        Some((path, "cues")) => articles(path).and_then(|articles| {
            let examples = cue_examples(&articles);
            fit::<feature::Feature>(&cue_features(&examples), &Shape { trees: 90, leaves: 12, rate: 0.13 }, CUES, write)
        }),
        Some((path, "scope")) => articles(path).and_then(|articles| {
            fit::<Sign>(&scope_examples(&articles), &Shape { trees: 60, leaves: 8, rate: 0.15 }, SCOPE, write)
        }),
        _ => Err("usage: fit-cues TRAIN.jsonl strengths|cues|scope [--write]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::from(2)
        }
    }
}

type Spans = Vec<(u32, u32)>;

/// An annotated article; all spans are bytes of its text.
struct Article {
    document: Document,
    /// Cue and content of each attribution.
    attributions: Vec<(Spans, Spans)>,
    ignored: Spans,
}

fn articles(path: &str) -> Result<Vec<Article>, Fault> {
    let text = fs::read_to_string(path)?;
    let lines: Vec<&str> = text.lines().collect();
    Ok(lines.par_iter().filter_map(|line| article(line)).collect())
}

fn article(line: &str) -> Option<Article> {
    let article: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = article["text"].as_str()?;
    let bytes: Vec<u32> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).filter_map(|at| at.try_into().ok()).collect();
    let at = |value: &serde_json::Value| bytes.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let spans = |value: &serde_json::Value| -> Spans {
        let pairs = value.as_array().into_iter().flatten();
        pairs.filter_map(|pair| Some((at(&pair[0])?, at(&pair[1])?))).collect()
    };
    let attributions = article["attributions"].as_array()?.iter();
    Some(Article {
        attributions: attributions.map(|a| (spans(&a["cue"]), spans(&a["content"]))).collect(),
        ignored: spans(&article["ignore"]),
        document: Document::new(text, Format::Plain),
    })
}

fn overlaps(spans: &Spans, start: u32, end: u32) -> bool {
    spans.iter().any(|&(from, to)| from < end && start < to)
}

fn cue_examples(articles: &[Article]) -> Vec<Example<Candidate>> {
    let of_article = |(number, article): (usize, &Article)| {
        let mut found = Vec::new();
        for block in &article.document.blocks {
            for item in candidates(article.document.block_prose(block)) {
                let cue = item.cue.shift(block.range.start);
                if !overlaps(&article.ignored, cue.start, cue.end) {
                    let right = article.attributions.iter().any(|(gold, _)| overlaps(gold, cue.start, cue.end));
                    found.push(Example { article: number, item, right });
                }
            }
        }
        found
    };
    articles.par_iter().enumerate().flat_map_iter(of_article).collect()
}

/// The places where the content of a right candidate could end: wrong up to the one where it does.
fn scope_examples(articles: &[Article]) -> Vec<(Set<Sign>, bool)> {
    let of_article = |article: &Article| {
        let mut found = Vec::new();
        for block in &article.document.blocks {
            let prose = article.document.block_prose(block);
            for (cue, start, places) in scope::samples(prose) {
                let (cue, start) = (cue.shift(block.range.start), start + block.range.start);
                // What people marked must begin where we say it does; a mark or two do not matter.
                let gold = article.attributions.iter().find(|(gold, content)| {
                    overlaps(gold, cue.start, cue.end) && content.iter().any(|&(from, _)| from.abs_diff(start) <= 2)
                });
                let Some((_, content)) = gold else { continue };
                let Some(end) = content.iter().map(|&(_, end)| end).max() else { continue };
                for place in places {
                    let at = place.at + block.range.start;
                    let ends = at + 1 >= end;
                    found.push((place.signs, ends));
                    if ends {
                        break;
                    }
                }
            }
        }
        found
    };
    articles.par_iter().flat_map_iter(of_article).collect()
}

/// Grows trees and writes them to `path`, or prints them.
fn fit<F: Feature + Send + Sync>(
    examples: &[(Set<F>, bool)],
    shape: &Shape,
    path: &str,
    write: bool,
) -> Result<(), Fault> {
    let right = examples.iter().filter(|example| example.1).count();
    println!("{} examples, {right} right", examples.len());
    let seen: Vec<Vec<u16>> = examples.iter().map(|(features, _)| features.places().collect()).collect();
    let right: Vec<bool> = examples.iter().map(|(_, right)| *right).collect();
    let mut table = String::from(
        "# Decision trees over features, written by `cargo run --release --example fit-cues`; see docs/attribution.md.\n",
    );
    for tree in boost::grow(&seen, &right, shape) {
        tree.write(&name::<F>, &mut table);
        table.push('\n');
    }
    if write {
        fs::write(path, &table)?;
    } else {
        print!("{table}");
    }
    Ok(())
}

/// How often each verb with each complement, and each noun, is right.
#[derive(Default)]
struct Counts<'a> {
    /// Right and all.
    of: BTreeMap<(&'a str, &'a str), (f64, f64)>,
    totals: BTreeMap<&'a str, (f64, f64)>,
}

fn frame_name(candidate: &Candidate) -> &'static str {
    candidate.frame.map_or("noun", |frame| frame.name())
}

impl<'a> Counts<'a> {
    fn of(examples: impl Iterator<Item = &'a Example<Candidate>>) -> Self {
        let mut counts = Self::default();
        for Example { item, right, .. } in examples {
            let Some(lemma) = item.lemma else { continue };
            let frame = frame_name(item);
            for count in [counts.of.entry((lemma, frame)).or_default(), counts.totals.entry(frame).or_default()] {
                count.0 += f64::from(u8::from(*right));
                count.1 += 1.0;
            }
        }
        counts
    }

    /// The share that is right, in tenths, less what is seen in `without`; `None` where nothing is seen.
    fn share(&self, lemma: &str, frame: &str, without: Option<&Counts<'_>>) -> Option<f64> {
        let mut seen = self.of.get(&(lemma, frame)).copied()?;
        if let Some((right, all)) = without.and_then(|counts| counts.of.get(&(lemma, frame))) {
            seen = (seen.0 - right, seen.1 - all);
        }
        let (right, all) = self.totals.get(frame).copied().unwrap_or((0.0, 1.0));
        Some(((seen.0 + PRIOR * right / all) / (seen.1 + PRIOR) * 10.0).round().min(9.0))
    }
}

/// The features of each candidate, its strength as it is seen in all other articles: its own would tell the answer.
fn cue_features(examples: &[Example<Candidate>]) -> Vec<(Set<feature::Feature>, bool)> {
    let all = Counts::of(examples.iter());
    let articles = examples.chunk_by(|a, b| a.article == b.article);
    let of_article = |article: &[Example<Candidate>]| {
        let own = Counts::of(article.iter());
        let features = article.iter().map(|Example { item, right, .. }| {
            let share = item.lemma.and_then(|lemma| all.share(lemma, frame_name(item), Some(&own)));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            (share.map_or(item.features, |share| item.with_strength(share as u8)), *right)
        });
        features.collect::<Vec<_>>()
    };
    articles.flat_map(of_article).collect()
}

/// Counts how often each verb with each complement, and each noun, is right, and puts the shares into the tables.
fn count_strengths(examples: &[Example<Candidate>], write: bool) -> Result<(), Fault> {
    let counts = Counts::of(examples.iter());
    for (frame, (right, all)) in &counts.totals {
        println!("{frame}: {:.2} of {all}", right / all);
    }
    let share = |lemma: &str, frame: &str| counts.share(lemma, frame, None);
    let verbs = fs::read_to_string(VERBS)?;
    let mut table = String::new();
    for line in verbs.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || columns.len() < 3 {
            table += line;
        } else {
            let mut frames: BTreeMap<&str, f64> = columns[2]
                .split(' ')
                .filter_map(|f| f.split_once(':'))
                .filter_map(|(n, s)| Some((n, s.parse().ok()?)))
                .collect();
            for frame in counts.totals.keys().filter(|frame| **frame != "noun") {
                if let Some(share) = share(columns[0], frame) {
                    frames.insert(frame, share);
                }
            }
            let frames: Vec<String> = frames.iter().map(|(name, strength)| format!("{name}:{strength}")).collect();
            let mut columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
            columns[2] = frames.join(" ");
            table += &columns.join("\t");
        }
        table += "\n";
    }
    let nouns = fs::read_to_string(NOUNS)?;
    let mut noun_table = String::new();
    for line in nouns.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        match share(columns[0], "noun") {
            Some(share) if !line.starts_with('#') => noun_table += &format!("{}\t{}\t{share}", columns[0], columns[1]),
            _ => noun_table += line,
        }
        noun_table += "\n";
    }
    if write {
        fs::write(VERBS, table)?;
        fs::write(NOUNS, noun_table)?;
    }
    Ok(())
}
