//! What odd texts cost: `cargo bench --bench cost`, or `… --bench cost -- WORD` for those whose names hold a word, and with
//! `--length=BYTES` for other lengths.
//!
//! Each text is checked at three lengths, each twice the one before. Time has to grow as the length does, and no text may take more
//! than a second for a megabyte. What does is told at the end, and the exit status is 1. With `--test` each text is checked once, short.

#![allow(missing_docs, clippy::print_stdout, reason = "a program for developers")]

mod pattern;
mod shape;

use std::hint::black_box;
use std::process::ExitCode;

use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{Document, Format};
use sayso::finding::Applicability;

/// What the time may grow by where the length doubles.
const GROWTH: f64 = 2.2;

/// What a megabyte may take, in seconds.
const SECONDS: f64 = 1.0;

/// The shortest of the three lengths of a text, in bytes: long enough that its time can be told.
const LENGTH: usize = 64_000;

/// The length where a text is only tried.
const SHORT: usize = 1_000;

/// How often a text is measured that is above a limit, before it is said to be: another program may have had the processor.
const TRIES: usize = 6;

/// A time that is too short to tell how it grows.
const BLINK: f64 = 0.004;

/// What is done with a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Check,
    Fix,
}

/// A text that can have any length.
struct Subject {
    name: String,
    format: Format,
    work: Work,
    make: Box<dyn Fn(usize) -> String + Send>,
}

impl Subject {
    fn run(&self, text: &str) {
        let config = Config::default();
        let findings = match self.work {
            Work::Check => Checked::new(Document::new(text, self.format), &config, &mut Cache::default()).findings,
            Work::Fix => {
                sayso::fix::fix(text, self.format, &config, Applicability::Unsafe, Vec::new()).checked.findings
            }
        };
        black_box(findings.len());
    }

    fn time(&self, text: &str) -> f64 {
        let start = now();
        self.run(text);
        now() - start
    }

    /// Checks the text at `length` bytes, twice and four times as many.
    fn measure(&self, length: usize) -> Measured {
        let texts = [1, 2, 4].map(|times| (self.make)(length * times));
        #[allow(clippy::cast_precision_loss)]
        let lengths = [0, 1, 2].map(|i| texts[i].len() as f64 / 1e6);
        let mut seconds = [f64::INFINITY; 3];
        for _ in 0..TRIES {
            for (i, text) in texts.iter().enumerate() {
                seconds[i] = seconds[i].min(self.time(text));
            }
            let measured = Measured::new(&seconds, &lengths);
            // What takes this long is no slip of the clock.
            if !measured.is_above() || seconds[2] > 10.0 {
                return measured;
            }
        }
        Measured::new(&seconds, &lengths)
    }
}

/// The time that this thread has had a processor, in seconds: what else runs on the machine counts for less so.
#[cfg(unix)]
#[allow(clippy::cast_precision_loss)]
fn now() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[cfg(not(unix))]
fn now() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed().as_secs_f64()
}

/// What came out for a text.
#[derive(Clone, Copy)]
struct Measured {
    /// By how much the time grows where the length doubles: from each length to the next.
    growth: [f64; 2],
    /// What a megabyte takes at the greatest length, in seconds.
    seconds: f64,
}

impl Measured {
    fn new(seconds: &[f64; 3], lengths: &[f64; 3]) -> Self {
        let growth = [0, 1].map(|i| {
            let longer = (lengths[i + 1] / lengths[i]).log2();
            if seconds[i] < BLINK { 1.0 } else { (seconds[i + 1] / seconds[i]).powf(1.0 / longer) }
        });
        Self { growth, seconds: seconds[2] / lengths[2] }
    }

    fn is_above(&self) -> bool {
        self.seconds > SECONDS || self.growth[0].max(self.growth[1]) > GROWTH
    }
}

/// All texts: each pattern in each layout and format, and what has a shape of its own.
fn subjects() -> Vec<Subject> {
    let mut all = Vec::new();
    for (format, pattern, (layout, behind)) in pattern::all() {
        let text = format!("{pattern}{behind}");
        let name = format!("{} {layout}: {}", format.name(), pattern.escape_debug());
        let make = Box::new(move |length: usize| text.repeat(length / text.len() + 1));
        all.push(Subject { name, format, work: Work::Check, make });
    }
    for (name, format, make) in shape::ALL {
        let subject = |what: &str, work| Subject {
            name: format!("{} {what}: {name}", format.name()),
            format,
            work,
            make: Box::new(make),
        };
        all.push(subject("shape", Work::Check));
        if shape::FIXED.contains(&name) {
            all.push(subject("fixed", Work::Fix));
        }
    }
    all
}

/// Measures, and tells what is above a limit and what comes nearest.
fn measure(subjects: &[Subject], length: usize) -> ExitCode {
    let start = now();
    let mut measured: Vec<(&str, Measured)> = Vec::new();
    for subject in subjects {
        let found = subject.measure(length);
        if found.is_above() {
            println!(
                "above: {:5.2} {:5.2} {:7.3} s/MB  {}",
                found.growth[0], found.growth[1], found.seconds, subject.name
            );
        }
        measured.push((&subject.name, found));
    }
    let tell = |title: &str, order: fn(&Measured) -> f64| {
        println!("\n{title}");
        let mut worst = measured.clone();
        worst.sort_by(|a, b| order(&b.1).total_cmp(&order(&a.1)));
        for (name, found) in worst.iter().take(12) {
            println!("  {:5.2} {:5.2} {:7.3} s/MB  {name}", found.growth[0], found.growth[1], found.seconds);
        }
    };
    tell("What takes longest", |found| found.seconds);
    tell("What grows most", |found| found.growth[0].max(found.growth[1]));
    let above = measured.iter().filter(|(_, found)| found.is_above()).count();
    println!("\n{} texts in {} s, {above} above", measured.len(), (now() - start).round());
    ExitCode::from(u8::from(above > 0))
}

fn main() -> ExitCode {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let mut subjects = subjects();
    subjects.retain(|subject| words.iter().all(|word| subject.name.contains(word.as_str())));
    let length = flags.iter().find_map(|flag| flag.strip_prefix("--length=")?.parse().ok()).unwrap_or(LENGTH);
    let only_try = flags.iter().any(|flag| flag == "--test");
    // A thread has less room for what calls itself than a program: the workers of the command line and the server are threads.
    let run = move || {
        // The lexicon is read once.
        for subject in subjects.iter().take(1) {
            subject.run("The mayor said so.");
        }
        if only_try {
            for subject in &subjects {
                subject.run(&(subject.make)(SHORT));
            }
            println!("Success");
            return ExitCode::SUCCESS;
        }
        measure(&subjects, length)
    };
    std::thread::spawn(run).join().unwrap_or(ExitCode::FAILURE)
}
