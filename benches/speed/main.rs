//! How long it takes, beside what was asked for: `cargo bench`. Criterion measures; at the end stand the medians.
//!
//! The texts are `PolNeAR`'s training articles where they lie beside the checkout, else the examples over and over.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout, reason = "a program for developers")]

#[path = "../../tests/client/mod.rs"]
mod client;
mod editor;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::language;
use sayso::language::lexicon::Lexicon;
use serde_json::Value;

const MB: usize = 1_000_000;

/// The articles that are checked.
fn articles() -> Vec<String> {
    let real = fs::read_to_string("../shared/eval/polnear/train.jsonl").unwrap_or_default();
    let text = |line: &str| serde_json::from_str::<Value>(line).ok()?["text"].as_str().map(str::to_owned);
    let real: Vec<String> = real.lines().filter_map(text).collect();
    if !real.is_empty() {
        return real;
    }
    println!("PolNeAR is not here: articles are made of the examples");
    let paragraphs = fs::read_to_string("examples/harbour-tunnel.txt").expect("the example");
    (0..840).map(|article| number(paragraphs.repeat(2).trim_end(), article * 100)).collect()
}

/// `text` with a number behind each paragraph, so that no two are the same and the cache knows none.
fn number(text: &str, from: usize) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (i, paragraph) in text.split("\n\n").enumerate() {
        let _ = write!(out, "{} Case {}.\n\n", paragraph.trim_end(), from + i);
    }
    out
}

/// News of about `size` bytes in which no paragraph comes twice.
fn news(articles: &[String], size: usize) -> String {
    let mut out = String::new();
    let mut from = 0;
    for article in articles.iter().cycle() {
        if out.len() >= size {
            break;
        }
        out += &number(article, from);
        from += 1_000;
    }
    out.truncate(out.floor_char_boundary(size));
    out
}

fn check(text: &str, format: Format) -> usize {
    let checked = Checked::new(Document::new(text, format), &Config::default(), &mut Cache::default());
    checked.findings.len()
}

/// Runs the program over `path`, with the results of earlier runs in `cache`.
fn run(path: &Path, cache: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    let command =
        command.args(["check", "--fail-on", "never", "--cache-dir"]).arg(cache).arg(path).stdout(Stdio::null());
    assert!(command.status().expect("the program starts").success());
}

fn whole_process(criterion: &mut Criterion, articles: &[String]) {
    let folder = tempfile::tempdir().expect("a folder");
    let all = folder.path().join("all");
    fs::create_dir(&all).expect("a folder");
    for (i, article) in articles.iter().enumerate() {
        fs::write(all.join(format!("{i:03}.txt")), article).expect("a file");
    }
    let one = folder.path().join("one.txt");
    let article = articles.iter().min_by_key(|article| article.len().abs_diff(8_000)).expect("an article");
    fs::write(&one, article).expect("a file");
    let mut group = criterion.benchmark_group("process");
    group.sample_size(30);
    group.bench_function("nothing", |bencher| {
        bencher.iter(|| {
            Command::new(env!("CARGO_BIN_EXE_sayso")).arg("rules").stdout(Stdio::null()).status().expect("it starts")
        });
    });
    let new = || tempfile::tempdir().expect("a folder");
    group.bench_function("article", |bencher| {
        bencher.iter_batched(new, |cache| run(&one, cache.path()), BatchSize::PerIteration);
    });
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("articles", |bencher| {
        bencher.iter_batched(new, |cache| run(&all, cache.path()), BatchSize::PerIteration);
    });
    let cache = new();
    group.bench_function("articles again", |bencher| bencher.iter(|| run(&all, cache.path())));
    group.finish();
}

/// The sizes whose times are compared, in bytes.
const SIZES: [usize; 4] = [10 * MB / 8, 10 * MB / 4, 10 * MB / 2, 10 * MB];

/// Texts that could cost more than their size.
type Hostile = (&'static str, Format, fn(usize) -> String);
const HOSTILE: [Hostile; 4] = [
    ("line", Format::Plain, |n| "The mayor said sales rose 30 per cent and ".repeat(n * 24_000)),
    ("quotation marks", Format::Plain, |n| "\"He said. ".repeat(n * 100_000)),
    // 20,000 figures of the same things in each of its sizes.
    ("figures", Format::Plain, |n| {
        let fire = |i: usize| format!("The fire destroyed {} homes in the valley, the chief said. ", 100 + i % 800);
        (0..n * 10_000).map(|i| fire(i) + &format!("The {} homes in the valley were old.\n\n", 101 + i % 800)).collect()
    }),
    ("nested quotes", Format::Markdown, |n| "> ".repeat(n * 10_000) + "Sales rose 30 per cent.\n"),
];

fn growth(criterion: &mut Criterion, articles: &[String]) {
    let mut group = criterion.benchmark_group("news");
    group.sample_size(10).measurement_time(Duration::from_secs(6));
    let text = news(articles, 10 * MB);
    for size in SIZES {
        let part = &text[..text.floor_char_boundary(size)];
        group.throughput(Throughput::Bytes(part.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), part, |bencher, part| {
            bencher.iter(|| black_box(check(part, Format::Plain)));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(10);
    for (name, format, make) in HOSTILE {
        for size in [1, 2] {
            let text = make(size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, size), &text, |bencher, text| {
                bencher.iter(|| black_box(check(text, format)));
            });
        }
    }
    group.finish();
}

/// All articles one after the other on one core: the analysis and the rules, nothing else.
fn one_core(criterion: &mut Criterion, articles: &[String]) {
    let mut group = criterion.benchmark_group("core");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Bytes(bytes(articles)));
    group.bench_function("articles", |bencher| {
        bencher.iter(|| black_box(articles.iter().map(|text| check(text, Format::Plain)).sum::<usize>()));
    });
    group.finish();
}

fn bytes(articles: &[String]) -> u64 {
    articles.iter().map(|text| text.len() as u64).sum()
}

/// The words of the lexicon found in a text: by its own table, and by an automaton over the same words.
fn lookup(criterion: &mut Criterion, articles: &[String]) {
    let text = news(articles, MB);
    let mut words: Vec<String> = Vec::new();
    for entry in fs::read_dir("src/lexicon/en").expect("the lexicon") {
        let path: PathBuf = entry.expect("a file").path();
        let trees = path.file_stem().is_some_and(|name| name.to_string_lossy().ends_with("-trees"));
        if path.extension().is_some_and(|extension| extension == "tsv") && !trees {
            let table = fs::read_to_string(path).expect("a table");
            let entries = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            words.extend(entries.filter_map(|line| line.split('\t').next()).map(str::to_owned));
        }
    }
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&words)
        .expect("an automaton");
    let lexicon = Lexicon::english();
    let mut group = criterion.benchmark_group("lookup");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| {
            let mut tokens = 0;
            language::token::tokenize(&text, |_, _, _| tokens += 1);
            black_box(tokens)
        });
    });
    group.bench_function("lexicon", |bencher| {
        bencher.iter(|| {
            let (mut found, mut low) = (0, String::new());
            language::token::tokenize(&text, |_, range, _| {
                low.clear();
                low.push_str(range.of_text(&text));
                low.make_ascii_lowercase();
                found += usize::from(!lexicon.find(&low).text.is_empty());
            });
            black_box(found)
        });
    });
    group.bench_function("automaton", |bencher| bencher.iter(|| black_box(automaton.find_iter(&text).count())));
    group.finish();
}

/// The median of a benchmark in milliseconds, as criterion wrote it down.
fn median(folder: &Path, name: &str) -> Option<f64> {
    let estimates = fs::read_to_string(folder.join(name).join("new/estimates.json")).ok()?;
    let estimates: Value = serde_json::from_str(&estimates).ok()?;
    Some(estimates["median"]["point_estimate"].as_f64()? / 1e6)
}

/// What was asked for, and what came out.
fn summary(folder: &Path, articles: &[String]) -> Option<String> {
    let median = |name: &str| median(folder, name);
    let mut out = format!("\n{:<58}{:>12}{:>14}\n", "median", "asked", "measured");
    let mut row = |what: &str, asked: &str, measured: String| {
        let _ = writeln!(out, "{what:<58}{asked:>12}{measured:>14}");
    };
    let ms = |value: f64| format!("{value:.1} ms");
    row("check one 8 KB article, whole process", "15 ms", ms(median("process/article")?));
    row("  of that, the process alone (`sayso rules`)", "", ms(median("process/nothing")?));
    row("check 840 articles, whole process", "300 ms", ms(median("process/articles")?));
    row("check them again", "50 ms", ms(median("process/articles again")?));
    for (name, what, asked) in editor::ROWS {
        row(what, asked, ms(median(&format!("editor/{name}"))?));
    }
    for (what, asked, megabytes) in editor::memory(articles) {
        row(&what, asked, format!("{megabytes} MB"));
    }
    #[allow(clippy::cast_precision_loss)]
    let speed = bytes(articles) as f64 / 1e3 / median("core/articles")?;
    row("analysis and rules of all articles, a core", "8 MB/s", format!("{speed:.1} MB/s"));
    for pair in SIZES.windows(2) {
        let ratio = median(&format!("news/{}", pair[1]))? / median(&format!("news/{}", pair[0]))?;
        let what = format!("news from {} KB to {} KB", pair[0] / 1_000, pair[1] / 1_000);
        row(&what, "2.3 times", format!("{ratio:.2} times"));
    }
    for (name, ..) in HOSTILE {
        let (one, two) = (median(&format!("hostile/{name}/1"))?, median(&format!("hostile/{name}/2"))?);
        row(&format!("{name}, twice as long ({})", ms(one)), "2.3 times", format!("{:.2} times", two / one));
    }
    // The tokens are needed in any case.
    let ratio = median("lookup/automaton")? / (median("lookup/lexicon")? - median("lookup/tokens")?);
    row("words of the lexicon beside an Aho-Corasick automaton", "faster", format!("{ratio:.1} times"));
    Some(out)
}

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    let mut criterion = Criterion::default().output_directory(&folder).without_plots().configure_from_args();
    let articles = articles();
    whole_process(&mut criterion, &articles);
    editor::benchmarks(&mut criterion, &articles);
    one_core(&mut criterion, &articles);
    growth(&mut criterion, &articles);
    lookup(&mut criterion, &articles);
    criterion.final_summary();
    // A smoke run measures nothing.
    if !std::env::args().any(|arg| arg == "--test") {
        println!("{}", summary(&folder, &articles).unwrap_or_default());
    }
}
