//! The language server as an editor has it: a process, and messages over its standard input and output.

use std::time::Duration;

use criterion::{BatchSize, Criterion};
use serde_json::{Value, json};

use crate::client::Client;
use crate::{MB, news};

/// The benchmarks: name, what is measured, and what was asked for.
pub(crate) const ROWS: [(&str, &str, &str); 8] = [
    ("keystroke 8 KB", "keystroke in 8 KB to its diagnostics, over stdio", "2 ms"),
    ("keystroke 100 KB", "keystroke in 100 KB", "4 ms"),
    ("keystroke 1 MB", "keystroke in 1 MB", "15 ms"),
    ("ten edits 100 KB", "ten edits at once in 100 KB to the last diagnostics", "15 ms"),
    ("hover 1 MB", "hover in 1 MB", "2 ms"),
    ("definition 1 MB", "definition in 1 MB", "2 ms"),
    ("open 1 MB", "from the start of the server to the diagnostics of 1 MB", "250 ms"),
    ("keystroke beside 200", "keystroke in 20 KB, 200 such documents open", "2 ms"),
];

const URI: &str = "file:///draft.txt";

fn start() -> Client {
    Client::start(&json!({"general": {"positionEncodings": ["utf-8"]}}), &Value::Null)
}

/// A document that somebody types in.
struct Draft {
    client: Client,
    uri: String,
    /// A line in the middle, long enough to type in.
    line: usize,
    version: i32,
}

impl Draft {
    fn open(text: &str) -> Self {
        Self::open_in(start(), URI, text)
    }

    fn open_in(mut client: Client, uri: &str, text: &str) -> Self {
        client.open(uri, "plaintext", text);
        client.diagnostics(uri, 1);
        let lines: Vec<&str> = text.lines().collect();
        let line = (lines.len() / 2..lines.len()).find(|&line| lines[line].len() > 40).expect("a paragraph");
        Self { client, uri: uri.to_owned(), line, version: 1 }
    }

    /// Types a letter in the middle of a word, or deletes it again.
    fn edit(&mut self) {
        self.version += 1;
        let typed = self.version % 2 == 0;
        let end = if typed { 20 } else { 21 };
        let range =
            json!({"start": {"line": self.line, "character": 20}, "end": {"line": self.line, "character": end}});
        self.client.change(&self.uri, self.version, &range, if typed { "e" } else { "" });
    }

    fn wait(&mut self) -> usize {
        self.client.diagnostics(&self.uri, self.version).len()
    }

    fn ask(&mut self, method: &str) -> Value {
        let place = json!({"line": self.line, "character": 8});
        self.client.request(method, json!({"textDocument": {"uri": self.uri}, "position": place}))
    }
}

/// A draft among 200 others.
fn among_many(articles: &[String]) -> Draft {
    let mut client = start();
    let text = news(articles, 20_000 * 200);
    let mut rest = text.as_str();
    for number in 0..200 {
        let (part, behind) = rest.split_at(rest.floor_char_boundary(20_000.min(rest.len())));
        let uri = format!("file:///{number}.txt");
        client.open(&uri, "plaintext", part);
        client.diagnostics(&uri, 1);
        rest = behind;
    }
    Draft::open_in(client, URI, &text[..text.floor_char_boundary(20_000)])
}

pub(crate) fn benchmarks(criterion: &mut Criterion, articles: &[String]) {
    let mut group = criterion.benchmark_group("editor");
    group.measurement_time(Duration::from_secs(3));
    let keystroke = |draft: &mut Draft| {
        draft.edit();
        draft.wait()
    };
    for (name, size) in [("8 KB", 8_000), ("100 KB", 100_000), ("1 MB", MB)] {
        let mut draft = Draft::open(&news(articles, size));
        group.bench_function(format!("keystroke {name}"), |bencher| bencher.iter(|| keystroke(&mut draft)));
        if size == 100_000 {
            group.bench_function("ten edits 100 KB", |bencher| {
                bencher.iter(|| {
                    (0..10).for_each(|_| draft.edit());
                    draft.wait()
                });
            });
        }
        if size == MB {
            group.bench_function("hover 1 MB", |bencher| bencher.iter(|| draft.ask("textDocument/hover")));
            group.bench_function("definition 1 MB", |bencher| bencher.iter(|| draft.ask("textDocument/definition")));
        }
    }
    let mut draft = among_many(articles);
    group.bench_function("keystroke beside 200", |bencher| bencher.iter(|| keystroke(&mut draft)));
    drop(draft);
    let text = news(articles, MB);
    group.sample_size(10);
    group.bench_function("open 1 MB", |bencher| {
        bencher.iter_batched(|| (), |()| Draft::open(&text), BatchSize::PerIteration);
    });
    group.finish();
}

/// What the process takes in megabytes: what is measured, what was asked for, and what came out. Only where `/proc` tells.
pub(crate) fn memory(articles: &[String]) -> Vec<(String, &'static str, u64)> {
    let mut found = Vec::new();
    let mut draft = Draft::open(&news(articles, MB));
    for _ in 0..20 {
        draft.edit();
        draft.wait();
    }
    found.extend(draft.client.memory().map(|memory| ("memory, 1 MB open and typed in".to_owned(), "40 MB", memory)));
    let many = among_many(articles);
    found.extend(
        many.client.memory().map(|memory| ("memory, 200 documents of 20 KB open".to_owned(), "150 MB", memory)),
    );
    found
}
