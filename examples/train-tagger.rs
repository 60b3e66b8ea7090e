//! Trains the weights of the tagger on a treebank:
//! `cargo run --release --example train-tagger -- TRAIN.conllu TEST.conllu… [--write FILE]`.
//!
//! The treebank's words are cut as the tagger will see them; a token that covers several of its words (a compound with a
//! hyphen) gets the tag of the last. Training is averaged perceptron learning; the averages are rounded to signed bytes.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::process::ExitCode;

use sayso::language::lexicon::Lexicon;
use sayso::language::spelling::{Spelling, weigh_capitals};
use sayso::language::tag::{FEATURES, START, TAGS, Table, Tag, best, features, mask};
use sayso::language::words;
use sayso::text::TextRange;

const EPOCHS: usize = 10;

/// How often a feature must occur with the right tags of the training text to be learnt.
const OFTEN: u32 = 3;

/// Buckets of the table that is written, and how many features are: about as much as the second cache of a core holds.
const BUCKETS: usize = 1 << 15;
const KEPT: usize = 26_000;

struct Sentence {
    words: Vec<Spelling>,
    /// The right tags; `None` where the treebank has none.
    gold: Vec<Option<Tag>>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let write = args.iter().position(|arg| arg == "--write").and_then(|at| args.get(at + 1));
    let files: Vec<&String> = args.iter().take_while(|arg| *arg != "--write").collect();
    let Some((train, tests)) = files.split_first() else {
        println!("usage: train-tagger TRAIN.conllu TEST.conllu… [--write FILE]");
        return ExitCode::from(2);
    };
    let read = |path: &String| fs::read_to_string(path).map(|text| sentences(&text));
    let (mut train, mut tests) = match (read(train), tests.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>())
    {
        (Ok(train), Ok(tests)) => (train, tests),
        (Err(error), _) | (_, Err(error)) => {
            println!("cannot read a treebank: {error}");
            return ExitCode::from(3);
        }
    };
    let common = common(&train);
    let (bytes, _) = Table::bytes(&[], 0, &common);
    let words = train.iter_mut().chain(tests.iter_mut().flatten()).flat_map(|sentence| &mut sentence.words);
    words.for_each(|word| word.compare(&Table::new(&bytes)));
    let sentences = train.iter_mut().chain(tests.iter_mut().flatten());
    sentences.for_each(|sentence| weigh_capitals(&mut sentence.words));
    let weights = quantised(learn(train));
    let (bytes, lost) = Table::bytes(&weights, BUCKETS, &common);
    println!("{} features, {lost} of them without a place", weights.len());
    for (test, path) in tests.iter().zip(&files[1..]) {
        println!("{path}: {}", accuracy(test, &Table::new(&bytes)));
    }
    if let Some(path) = write
        && let Err(error) = fs::write(path, bytes)
    {
        println!("cannot write {path}: {error}");
        return ExitCode::from(3);
    }
    ExitCode::SUCCESS
}

/// How often a word must occur, with one tag and no other, for that to be settled.
const SETTLED: u32 = 20;

/// The words that occur in lower case, each with its tag if it has but one.
fn common(sentences: &[Sentence]) -> BTreeMap<u64, Option<Tag>> {
    let mut tags: HashMap<u64, HashMap<Option<Tag>, u32>> = HashMap::new();
    for sentence in sentences {
        for (word, gold) in sentence.words.iter().zip(&sentence.gold).filter(|(word, _)| word.shape & 1 == 0) {
            *tags.entry(word.word).or_default().entry(*gold).or_default() += 1;
        }
    }
    let settled = |tags: &HashMap<Option<Tag>, u32>| match tags.iter().collect::<Vec<_>>()[..] {
        [(tag, count)] if *count >= SETTLED => *tag,
        _ => None,
    };
    tags.iter().map(|(word, tags)| (*word, settled(tags))).collect()
}

/// Weights in the making, with the sums that their averages are made from.
struct Model {
    rows: HashMap<u32, Row>,
    step: f64,
}

#[derive(Clone)]
struct Row {
    weights: [f32; TAGS],
    sums: [f64; TAGS],
}

fn learn(mut sentences: Vec<Sentence>) -> Vec<(u32, [f64; TAGS])> {
    let mut model = Model { rows: frequent(&sentences), step: 1.0 };
    let mut random = 1u64;
    for epoch in 0..EPOCHS {
        for i in (1..sentences.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sentences.swap(i, (random >> 33) as usize % (i + 1));
        }
        let mistakes: usize = sentences.iter().map(|sentence| model.learn(sentence)).sum();
        println!("epoch {}: {mistakes} mistakes", epoch + 1);
    }
    // The average over all steps is the last weights less what each change came too late for.
    let steps = model.step;
    let average = |row: &Row| std::array::from_fn(|t| f64::from(row.weights[t]) - row.sums[t] / steps);
    model.rows.iter().map(|(&feature, row)| (feature, average(row))).collect()
}

/// The features that occur often enough under the right tags.
fn frequent(sentences: &[Sentence]) -> HashMap<u32, Row> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for sentence in sentences {
        let mut before = START;
        for i in 0..sentence.words.len() {
            for feature in features(&sentence.words, i, before) {
                *counts.entry(feature).or_default() += 1;
            }
            before = [sentence.gold[i].unwrap_or(Tag::Other), before[0]];
        }
    }
    let empty = Row { weights: [0.0; TAGS], sums: [0.0; TAGS] };
    counts.into_iter().filter(|&(_, n)| n >= OFTEN).map(|(feature, _)| (feature, empty.clone())).collect()
}

impl Model {
    fn learn(&mut self, sentence: &Sentence) -> usize {
        let mut before = START;
        let mut mistakes = 0;
        for i in 0..sentence.words.len() {
            let (word, gold) = (&sentence.words[i], sentence.gold[i]);
            let guess = if let Some(tag) = word.fixed.or(word.settled) {
                tag
            } else {
                let features = features(&sentence.words, i, before);
                let guess = self.best(&features, word.allowed);
                // A tag that is not allowed cannot be learnt: trying to would only spoil the weights.
                if let Some(gold) = gold.filter(|gold| word.allowed & mask(&[*gold]) != 0)
                    && gold != guess
                {
                    mistakes += 1;
                    self.change(&features, gold, 1.0);
                    self.change(&features, guess, -1.0);
                }
                self.step += 1.0;
                guess
            };
            before = [guess, before[0]];
        }
        mistakes
    }

    fn best(&self, features: &[u32; FEATURES], allowed: u32) -> Tag {
        let mut sums = [0.0; TAGS];
        for row in features.iter().filter_map(|feature| self.rows.get(feature)) {
            for (sum, weight) in sums.iter_mut().zip(row.weights) {
                *sum += weight;
            }
        }
        best(&sums, allowed)
    }

    fn change(&mut self, features: &[u32; FEATURES], tag: Tag, by: f32) {
        for feature in features {
            if let Some(row) = self.rows.get_mut(feature) {
                row.weights[tag as usize] += by;
                row.sums[tag as usize] += f64::from(by) * self.step;
            }
        }
    }
}

/// The averages, scaled so that nearly all fit a signed byte, those that matter most first.
fn quantised(averages: Vec<(u32, [f64; TAGS])>) -> Vec<(u32, [i8; TAGS])> {
    let weights = averages.iter().flat_map(|(_, row)| row);
    let mut sizes: Vec<f64> = weights.map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let large = sizes.get(sizes.len() * 9_995 / 10_000).copied().unwrap_or(1.0);
    let scale = 127.0 / large;
    #[allow(clippy::cast_possible_truncation)]
    let round = |w: f64| (w * scale).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<_> = averages.into_iter().map(|(feature, row)| (feature, row.map(round))).collect();
    let weight = |row: &[i8; TAGS]| row.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0);
    rows.retain(|(_, row)| weight(row) > 2);
    rows.sort_by_key(|(feature, row)| (std::cmp::Reverse(weight(row)), *feature));
    rows.truncate(KEPT);
    rows
}

fn accuracy(sentences: &[Sentence], table: &Table<'_>) -> String {
    let (mut right, mut all) = (0u32, 0u32);
    let mut confused = BTreeMap::<(&str, &str), u32>::new();
    for sentence in sentences {
        let mut before = START;
        for i in 0..sentence.words.len() {
            let fixed = sentence.words[i].fixed;
            let guess = fixed
                .or(sentence.words[i].settled)
                .unwrap_or_else(|| table.best(&features(&sentence.words, i, before), sentence.words[i].allowed));
            if let (Some(gold), None) = (sentence.gold[i], fixed) {
                all += 1;
                right += u32::from(gold == guess);
                if gold != guess {
                    *confused.entry((gold.penn(), guess.penn())).or_default() += 1;
                }
            }
            before = [guess, before[0]];
        }
    }
    let mut confused: Vec<_> = confused.into_iter().collect();
    confused.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    confused.truncate(12);
    format!("{:.2} % of {all} words; {confused:?}", 100.0 * f64::from(right) / f64::from(all))
}

/// The sentences of a CoNLL-U file.
fn sentences(conllu: &str) -> Vec<Sentence> {
    conllu.split("\n\n").filter_map(sentence).collect()
}

fn sentence(block: &str) -> Option<Sentence> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?;
    let mut at = 0;
    let mut golds: Vec<(TextRange, Option<Tag>)> = Vec::new();
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 || !columns[0].bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let start = at + text.get(at..)?.find(columns[1])?;
        at = start + columns[1].len();
        golds.push((TextRange::of(start, at), tag(columns[3], columns[4])));
    }
    let (tokens, words) = words(text, Lexicon::english());
    let gold = tokens.iter().map(|token| {
        let mut covered = golds.iter().filter(|(range, _)| range.overlaps(token.range));
        covered
            .rfind(|(_, tag)| *tag != Some(Tag::Punctuation))
            .or_else(|| golds.iter().find(|(range, _)| range.overlaps(token.range)))?
            .1
    });
    let gold = gold.collect();
    Some(Sentence { words, gold })
}

fn tag(upos: &str, xpos: &str) -> Option<Tag> {
    Some(match (upos, xpos) {
        (_, "_") => return None,
        ("PUNCT", _) => Tag::Punctuation,
        ("SCONJ", "IN") => Tag::Subordinator,
        (_, "IN") => Tag::Preposition,
        ("SYM", _) | (_, "$" | "SYM" | "NFP" | "," | ":" | ".") => Tag::Symbol,
        (_, "RB" | "RBR" | "RBS") => Tag::Adverb,
        (_, "DT" | "PDT") => Tag::Determiner,
        (_, "WP" | "WDT" | "WP$") => Tag::Relative,
        (_, "LS" | "CD") => Tag::Number,
        (_, xpos) => Tag::ALL.into_iter().find(|tag| tag.penn() == xpos).unwrap_or(Tag::Other),
    })
}
