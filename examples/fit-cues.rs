//! Fits the weights of the features of cues, and the strengths in the table of cue verbs, to annotated articles:
//! `cargo run --release --example fit-cues -- TRAIN.jsonl [--strengths] [--write]`.
//!
//! An article is a JSON object with `text`, `attributions` (each with `cue`: character ranges) and `ignore`. A candidate is
//! right if its word is part of a cue that people marked. `--strengths` counts how often each verb with each complement
//! is right and writes the share in tenths to `src/lexicon/en/cue-verbs.tsv`; without it, the weights are fitted by
//! logistic regression and written to `src/lexicon/en/cue-weights.tsv`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;

use rayon::prelude::*;
use sayso::analysis::attribution::judge::{Candidate, Feature, candidates};
use sayso::document::{Document, Format};

const VERBS: &str = "src/lexicon/en/cue-verbs.tsv";
const NOUNS: &str = "src/lexicon/en/cue-nouns.tsv";
const WEIGHTS: &str = "src/lexicon/en/cue-weights.tsv";

/// How many uses at the rate of all verbs a verb's own uses are weighed against.
const PRIOR: f64 = 6.0;

/// How strongly large weights are held back.
const RIDGE: f64 = 2.0;

struct Example {
    candidate: Candidate,
    right: bool,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = args.first() else {
        println!("usage: fit-cues TRAIN.jsonl [--strengths] [--write]");
        return ExitCode::from(2);
    };
    match fit(path, args.iter().any(|arg| arg == "--strengths"), args.iter().any(|arg| arg == "--write")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::from(3)
        }
    }
}

fn fit(path: &str, strengths: bool, write: bool) -> Result<(), Box<dyn std::error::Error>> {
    let text = fs::read_to_string(path)?;
    let lines: Vec<&str> = text.lines().collect();
    let examples: Vec<Example> = lines.par_iter().flat_map_iter(|line| examples(line)).collect();
    let right = examples.iter().filter(|example| example.right).count();
    println!("{} candidates, {right} right", examples.len());
    if strengths {
        count_strengths(&examples, write)?;
    } else {
        let weights = regress(&examples);
        let mut table = String::from("# Weights of the features of cues, written by `cargo run --release --example fit-cues`.\n");
        for (feature, weight) in Feature::ALL.iter().zip(&weights) {
            table += &format!("{}\t{weight:.3}\n", feature.name());
        }
        if write {
            fs::write(WEIGHTS, &table)?;
        } else {
            print!("{table}");
        }
    }
    Ok(())
}

fn examples(line: &str) -> Vec<Example> {
    let Ok(article) = serde_json::from_str::<serde_json::Value>(line) else { return Vec::new() };
    let Some(text) = article["text"].as_str() else { return Vec::new() };
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let spans = |value: &serde_json::Value| -> Vec<(u32, u32)> {
        let span = |pair: &serde_json::Value| Some((bytes[pair[0].as_u64()? as usize], bytes[pair[1].as_u64()? as usize]));
        value.as_array().into_iter().flatten().filter_map(span).collect()
    };
    let cues: Vec<(u32, u32)> = article["attributions"].as_array().into_iter().flatten().flat_map(|a| spans(&a["cue"])).collect();
    let ignored = spans(&article["ignore"]);
    let document = Document::new(text, Format::Plain);
    let mut found = Vec::new();
    for block in &document.blocks {
        for candidate in candidates(document.block_prose(block)) {
            let cue = candidate.cue.shift(block.range.start);
            let inside = |list: &[(u32, u32)]| list.iter().any(|&(start, end)| start < cue.end && cue.start < end);
            if !inside(&ignored) {
                found.push(Example { right: inside(&cues), candidate });
            }
        }
    }
    found
}

/// Counts how often each verb with each complement, and each noun, is right, and puts the shares into the tables.
fn count_strengths(examples: &[Example], write: bool) -> Result<(), Box<dyn std::error::Error>> {
    let mut counts: BTreeMap<(&str, &str), (f64, f64)> = BTreeMap::new();
    let mut totals: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for Example { candidate, right } in examples {
        let frame = candidate.frame.map_or("noun", |frame| frame.name());
        for count in [counts.entry((candidate.lemma, frame)).or_default(), totals.entry(frame).or_default()] {
            count.0 += f64::from(u8::from(*right));
            count.1 += 1.0;
        }
    }
    for (frame, (right, all)) in &totals {
        println!("{frame}: {:.2} of {all}", right / all);
    }
    let share = |lemma: &str, frame: &str| {
        let (right, all) = counts.get(&(lemma, frame)).copied().unwrap_or_default();
        let (right_all, all_all) = totals.get(frame).copied().unwrap_or((0.0, 1.0));
        let rate = right_all / all_all;
        (all > 0.0).then(|| ((right + PRIOR * rate) / (all + PRIOR) * 10.0).round().min(9.0))
    };
    let verbs = fs::read_to_string(VERBS)?;
    let mut table = String::new();
    for line in verbs.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || columns.len() < 3 {
            table += line;
        } else {
            let mut frames: BTreeMap<&str, f64> = columns[2].split(' ').filter_map(|f| f.split_once(':')).filter_map(|(n, s)| Some((n, s.parse().ok()?))).collect();
            for frame in totals.keys().filter(|frame| **frame != "noun") {
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

/// Logistic regression with a ridge, by Newton's method on blocks of one (coordinate descent).
fn regress(examples: &[Example]) -> Vec<f64> {
    let features: Vec<Vec<usize>> = examples
        .iter()
        .map(|example| (0..Feature::ALL.len()).filter(|&f| example.candidate.features.has(Feature::ALL[f])).collect())
        .collect();
    let mut by_feature: Vec<Vec<usize>> = vec![Vec::new(); Feature::ALL.len()];
    for (i, list) in features.iter().enumerate() {
        for &f in list {
            by_feature[f].push(i);
        }
    }
    let mut weights = vec![0.0; Feature::ALL.len()];
    let mut sums = vec![0.0f64; examples.len()];
    for round in 0..60 {
        let mut moved = 0.0f64;
        for (f, list) in by_feature.iter().enumerate() {
            let ridge = if f == 0 { 1e-6 } else { RIDGE };
            let (mut slope, mut curve) = (-ridge * weights[f], ridge);
            for &i in list {
                let p = 1.0 / (1.0 + (-sums[i]).exp());
                slope += f64::from(u8::from(examples[i].right)) - p;
                curve += p * (1.0 - p);
            }
            let step = slope / curve;
            weights[f] += step;
            moved = moved.max(step.abs());
            for &i in list {
                sums[i] += step;
            }
        }
        if moved < 1e-3 {
            println!("settled after {} rounds", round + 1);
            break;
        }
    }
    let called = |i: usize| sums[i] > 0.0;
    let agree = (0..examples.len()).filter(|&i| called(i) == examples[i].right).count();
    println!("agrees on {:.1} % of the candidates", 100.0 * agree as f64 / examples.len() as f64);
    weights
}
