//! What an editor can show of a claim and its source, feature by feature, asked of the server's process.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../client/mod.rs"]
mod client;

mod actions;
mod claims;
mod navigation;
mod project;
mod shown;
mod writing;

use client::Client;
use serde_json::{Value, json};

const URI: &str = "file:///story.md";

/// A client that can do everything.
fn rich() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8"]},
        "window": {"showDocument": {"support": true}, "workDoneProgress": true},
        "workspace": {
            "symbol": {}, "executeCommand": {}, "workspaceFolders": true, "configuration": true, "applyEdit": true,
            "workspaceEdit": {"documentChanges": true, "snippetEditSupport": true, "resourceOperations": ["create"]},
        },
        "textDocument": {
            "hover": {}, "references": {}, "documentHighlight": {}, "codeLens": {}, "documentLink": {}, "foldingRange": {},
            "selectionRange": {}, "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}}, "completion": {}, "definition": {"linkSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "semanticTokens": {"requests": {"full": {"delta": true}, "range": true}},
            "publishDiagnostics": {"relatedInformation": true, "dataSupport": true},
            "rename": {"prepareSupport": true},
            "codeAction": {
                "codeActionLiteralSupport": {}, "dataSupport": true, "isPreferredSupport": true,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
    })
}

/// The same client without what only some have.
fn plain() -> Value {
    let mut capabilities = rich();
    capabilities["workspace"]["workspaceEdit"] = json!({});
    capabilities["textDocument"]["definition"] = json!({});
    capabilities["textDocument"]["documentSymbol"] = json!({});
    capabilities["textDocument"]["codeAction"] = json!({"codeActionLiteralSupport": {}});
    capabilities
}

/// A client with `text` open as Markdown.
fn start(text: &str) -> Client {
    start_as(&rich(), &Value::Null, text)
}

fn start_as(capabilities: &Value, options: &Value, text: &str) -> Client {
    let mut client = Client::start(capabilities, options);
    client.open(URI, "markdown", text);
    client
}

fn document() -> Value {
    json!({"uri": URI})
}

/// The place of byte `at`, in bytes.
fn position(text: &str, at: usize) -> Value {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({"line": text[..at].matches('\n').count(), "character": at - start})
}

fn offset(text: &str, place: &Value) -> usize {
    let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
    text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>() + number("character")
}

fn span(text: &str, range: &Value) -> std::ops::Range<usize> {
    offset(text, &range["start"])..offset(text, &range["end"])
}

/// The words of `text` in a range of the protocol.
fn words<'a>(text: &'a str, range: &Value) -> &'a str {
    &text[span(text, range)]
}

/// A place in the middle of `words`.
fn at(text: &str, words: &str) -> Value {
    position(text, text.find(words).expect("the words") + words.len() / 2)
}

fn there(text: &str, words: &str) -> Value {
    json!({"textDocument": document(), "position": at(text, words)})
}

fn whole(text: &str) -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": position(text, text.len())})
}

/// The text with the edits of a workspace edit; a snippet as it stands.
fn edited(text: &str, edit: &Value) -> String {
    let edits = match edit.get("documentChanges") {
        Some(changes) => {
            let change = &changes.as_array().unwrap()[0];
            assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
            change["edits"].as_array().unwrap()
        }
        None => edit["changes"].as_object().unwrap().values().next().unwrap().as_array().unwrap(),
    };
    let mut spans: Vec<(std::ops::Range<usize>, &str)> = edits
        .iter()
        .map(|edit| {
            (
                span(text, &edit["range"]),
                edit["newText"].as_str().or_else(|| edit["snippet"]["value"].as_str()).unwrap(),
            )
        })
        .collect();
    spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut out = text.to_owned();
    for (span, by) in spans {
        out.replace_range(span, by);
    }
    out
}

const STORY: &str = "\
# The tunnel

The mayor, Dana Whitlock, opened the tunnel on Monday.[^cost] She said it had cost $412 million. \
About 38,000 cars could pass each day, Whitlock said.

Nearly 1,400 people came, see [the list](list.html).

## What comes next

“We will go on,” said Paul Marsh of the HRTA. The next tunnel costs $412 million too.

“And then we will rest.”

[^cost]: The contract of 2017 says 290 million dollars.
";

const DRAFT: &str = "\
Dana Whitlock spoke on Monday. The HRTA said it was late.

Sales rose 300% in May. Nobody came.

“We will win.”

Mr. Smith and Mr. Jones met. He said the talks had failed.
";
