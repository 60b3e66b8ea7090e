//! What an editor can show of a claim and its source, feature by feature, asked of the server's process.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;

use std::fmt::Write as _;

use client::Client;
use serde_json::{Value, json};

const URI: &str = "file:///story.md";

/// A client that can do everything.
fn rich() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8"]},
        "window": {"showDocument": {"support": true}, "workDoneProgress": true},
        "workspace": {
            "symbol": {}, "executeCommand": {}, "workspaceFolders": true, "configuration": true,
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
        None => edit["changes"][URI].as_array().unwrap(),
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

#[test]
fn references_are_the_mentions_and_the_claims_of_a_source_and_the_same_figure_elsewhere() {
    let mut client = start(STORY);
    let mut found = |words_at: &str, declared: bool| -> Vec<&str> {
        let mut params = there(STORY, words_at);
        params["context"] = json!({"includeDeclaration": declared});
        let places = client.request("textDocument/references", params);
        places.as_array().expect("places").iter().map(|place| words(STORY, &place["range"])).collect()
    };
    let all = ["The mayor, Dana Whitlock", "She", "$412 million", "38,000", "Whitlock"];
    assert_eq!(found("Dana Whitlock", true), all);
    assert_eq!(found("Dana Whitlock", false), all[1..]);
    assert_eq!(found("$412 million", true), ["$412 million", "$412 million"]);
    assert_eq!(found("We will go on", false), ["“We will go on,”", "$412 million", "“And then we will rest.”"]);
    assert_eq!(found("[^cost] She", true), ["[^cost]", "[^cost]"]);
    assert_eq!(found("[^cost]: The", false), ["[^cost]"]);
}

#[test]
fn the_definition_of_a_mark_is_its_note_and_that_of_a_note_its_mark() {
    for (capabilities, target) in [(rich(), "targetSelectionRange"), (plain(), "range")] {
        let mut client = start_as(&capabilities, &Value::Null, STORY);
        let mut line = |words_at: &str| -> u64 {
            let place = client.request("textDocument/definition", there(STORY, words_at));
            let place = if place.is_array() { &place[0] } else { &place };
            place[target]["start"]["line"].as_u64().expect("a place")
        };
        assert_eq!(line("[^cost] She"), 12);
        assert_eq!(line("[^cost]: The"), 2);
        assert_eq!(line("38,000"), 2);
        assert_eq!(line("And then"), 8);
    }
}

#[test]
fn what_belongs_together_is_highlighted() {
    let mut client = start(STORY);
    let mut found = |words_at: &str| -> Vec<&str> {
        let places = client.request("textDocument/documentHighlight", there(STORY, words_at));
        places.as_array().expect("places").iter().map(|place| words(STORY, &place["range"])).collect()
    };
    assert_eq!(found("$412 million"), ["She", "said", "$412 million", "$412 million"]);
    assert_eq!(found("Whitlock said."), ["The mayor, Dana Whitlock", "She", "Whitlock"]);
    assert!(client.request("textDocument/documentHighlight", there(STORY, "opened")).is_null());
}

/// The text with the hints in it.
fn hinted(client: &mut Client, text: &str) -> String {
    let hints = client.request("textDocument/inlayHint", json!({"textDocument": document(), "range": whole(text)}));
    let mut out = text.to_owned();
    for hint in hints.as_array().expect("hints").iter().rev() {
        let pad = |key: &str| if hint[key] == true { " " } else { "" };
        let label =
            format!("{}{}{}", pad("paddingLeft"), hint["label"][0]["value"].as_str().unwrap(), pad("paddingRight"));
        out.insert_str(offset(text, &hint["position"]), &label);
    }
    out
}

#[test]
fn hints_say_who_speaks_where_the_text_does_not() {
    let mut client = start(STORY);
    let hinted_text = hinted(&mut client, STORY);
    assert!(hinted_text.contains("She ⟨Dana Whitlock⟩ said"), "{hinted_text}");
    assert!(hinted_text.contains("⟨Paul Marsh⟩ “And then"), "{hinted_text}");
    assert_eq!(hinted_text.matches('⟨').count(), 2, "{hinted_text}");
    let hints = client.request("textDocument/inlayHint", json!({"textDocument": document(), "range": whole(STORY)}));
    let resolved = client.request("inlayHint/resolve", hints[0].clone());
    let tooltip = "by “She” in line 3; introduced as “The mayor, Dana Whitlock”";
    assert_eq!((&hints[0]["tooltip"], &resolved["tooltip"]), (&Value::Null, &tooltip.into()));
    let mut eager = rich();
    eager["textDocument"]["inlayHint"] = json!({});
    let mut eager = start_as(&eager, &Value::Null, STORY);
    let hints = eager.request("textDocument/inlayHint", json!({"textDocument": document(), "range": whole(STORY)}));
    assert_eq!(hints[0]["tooltip"], tooltip);

    let mut all = start_as(&rich(), &json!({"inlayHints": "all"}), STORY);
    let hinted_text = hinted(&mut all, STORY);
    assert!(hinted_text.contains("Whitlock ⟨Dana Whitlock⟩ said"), "{hinted_text}");
    let mut off = start_as(&rich(), &json!({"inlayHints": "off"}), STORY);
    assert_eq!(hinted(&mut off, STORY), STORY);
}

#[test]
fn lenses_count_the_claims_of_the_text_and_of_each_section() {
    let mut client = start(STORY);
    let lenses = client.request("textDocument/codeLens", json!({"textDocument": document()}));
    let titles: Vec<&str> =
        lenses.as_array().expect("lenses").iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
    assert_eq!(
        titles,
        [
            "7 claims · 6 sourced · 1 unattributed",
            "3 claims · 2 sourced · 1 unattributed",
            "4 claims · 4 sourced · 0 unattributed"
        ]
    );
    // A click goes to the first that is nobody's.
    let command = &lenses[1]["command"];
    let shown = json!({"command": command["command"], "arguments": command["arguments"]});
    assert_eq!(words(STORY, &command["arguments"][1]), "1,400");
    client.request("workspace/executeCommand", shown);
    let error = client.try_request("workspace/executeCommand", json!({"command": "sayso.dance"})).expect_err("none");
    assert!(error["message"].as_str().unwrap().contains("sayso.checkWorkspace"), "{error}");

    let mut off = start_as(&rich(), &json!({"codeLens": false}), STORY);
    assert_eq!(off.request("textDocument/codeLens", json!({"textDocument": document()})), json!([]));
}

fn outline(symbols: &Value, depth: usize, out: &mut String) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let detail = symbol["detail"].as_str().map(|detail| format!(" ({detail})")).unwrap_or_default();
        let _ = writeln!(out, "{}{}{detail}", "  ".repeat(depth), symbol["name"].as_str().unwrap());
        outline(&symbol["children"], depth + 1, out);
    }
}

#[test]
fn the_outline_has_the_claims_by_section_and_source() {
    let mut client = start(STORY);
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": document()}));
    let mut out = String::new();
    outline(&symbols, 0, &mut out);
    assert_eq!(
        out,
        "\
The tunnel
  Unattributed (1 claim)
    1,400 people (unattributed)
  Dana Whitlock (2 claims)
    $412 million (attributed)
    38,000 cars (attributed)
What comes next
  Paul Marsh (3 claims)
    “We will go on,” (attributed)
    $412 million (carried-on)
    “And then we will rest.” (attributed)
  The contract (1 claim)
    290 million dollars (attributed)
"
    );
    let mut flat = start_as(&plain(), &Value::Null, STORY);
    let symbols = flat.request("textDocument/documentSymbol", json!({"textDocument": document()}));
    let found = symbols.as_array().unwrap().iter().find(|symbol| symbol["name"] == "38,000 cars").expect("the claim");
    assert_eq!(found["containerName"], "Dana Whitlock");
    assert_eq!(words(STORY, &found["location"]["range"]), "38,000");
}

#[test]
fn sources_of_all_open_texts_are_found_by_their_letters() {
    let mut client = start(STORY);
    client.open("file:///other.md", "markdown", "Ruth Adeyemi said she would come.\n");
    let mut found = |query: &str| -> Vec<String> {
        let symbols = client.request("workspace/symbol", json!({"query": query}));
        let names = symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned());
        names.collect()
    };
    assert_eq!(found("whit"), ["Dana Whitlock"]);
    assert_eq!(found("rade"), ["Ruth Adeyemi"]);
    assert_eq!(found("xyz"), Vec::<String>::new());
}

/// The text with its tokens in brackets.
fn painted(text: &str, legend: &Value, data: &[Value]) -> String {
    let numbers: Vec<usize> = data.iter().map(|number| usize::try_from(number.as_u64().unwrap()).unwrap()).collect();
    let (mut line, mut column, mut spans) = (0, 0, Vec::new());
    for token in numbers.chunks(5) {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let start = offset(text, &json!({"line": line, "character": column}));
        spans.push((start, start + token[2], legend["tokenTypes"][token[3]].as_str().unwrap()));
    }
    let mut out = text.to_owned();
    for (start, end, name) in spans.into_iter().rev() {
        out.insert(end, ']');
        out.insert_str(start, &format!("[{name} "));
    }
    out
}

#[test]
fn tokens_tell_sources_cues_claims_and_figures_apart() {
    let text = "Dana Whitlock said it had cost $412 million.\n\n“We will pay\r\n300% of it,” she said.\n";
    let mut client = start(text);
    let legend = client.capabilities["semanticTokensProvider"]["legend"].clone();
    let full = client.request("textDocument/semanticTokens/full", json!({"textDocument": document()}));
    let data = full["data"].as_array().unwrap();
    assert_eq!(
        painted(text, &legend, data),
        "[source Dana Whitlock] [cue said] it had cost [figure $412 million].\n\n\
         [claim “We will pay]\r\n[figure 300%][claim  of it,”] [source she] [cue said].\n"
    );
    // What has been edited comes as a delta that makes the new tokens of the old ones.
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    client.change(URI, 2, &range, "Nearly 40 people came. ");
    let params = json!({"textDocument": document(), "previousResultId": full["resultId"]});
    let delta = client.request("textDocument/semanticTokens/full/delta", params);
    let fresh = client.request("textDocument/semanticTokens/full", json!({"textDocument": document()}));
    let mut patched = data.clone();
    for edit in delta["edits"].as_array().expect("a delta") {
        let start = usize::try_from(edit["start"].as_u64().unwrap()).unwrap();
        let end = start + usize::try_from(edit["deleteCount"].as_u64().unwrap()).unwrap();
        patched.splice(start..end, edit["data"].as_array().cloned().unwrap_or_default());
    }
    assert_eq!(Value::from(patched), fresh["data"]);
    let params = json!({"textDocument": document(), "previousResultId": "none"});
    assert_eq!(client.request("textDocument/semanticTokens/full/delta", params)["data"], fresh["data"]);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let part = client.request("textDocument/semanticTokens/range", json!({"textDocument": document(), "range": range}));
    assert_eq!(part["data"].as_array().unwrap().len(), 20);
}

#[test]
fn links_lead_to_what_the_references_give() {
    let text = "See [a](https://example.org/a?b=c), [b](data/b%20c.csv#row), [c](#part) and <https://example.org>.\n";
    let mut client = start(text);
    let links = client.request("textDocument/documentLink", json!({"textDocument": document()}));
    let targets: Vec<&str> = links.as_array().unwrap().iter().map(|link| link["target"].as_str().unwrap()).collect();
    assert_eq!(targets, ["https://example.org/a?b=c", "file:///data/b%20c.csv", "https://example.org"]);
}

#[test]
fn sections_lists_and_long_paragraphs_can_be_folded() {
    let text = "# One\n\nA line\nand another.\n\n- a\n- b\n\n## Two\n\n> quoted\n> on\n\nEnd.\n";
    let mut client = start(text);
    let folds = client.request("textDocument/foldingRange", json!({"textDocument": document()}));
    let lines: Vec<(u64, u64)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap()))
        .collect();
    assert_eq!(lines, [(0, 6), (2, 3), (5, 6), (8, 13), (10, 11)]);
}

#[test]
fn a_selection_grows_from_the_figure_to_the_text() {
    let text = "# Sales\n\nSales fell, the mayor said. “They rose 300% in May,” Dana Whitlock said. Nobody came.\n";
    let mut client = start(text);
    let params = json!({"textDocument": document(), "positions": [at(text, "300%")]});
    let found = client.request("textDocument/selectionRange", params);
    let mut ranges = Vec::new();
    let mut node = &found[0];
    while node.is_object() {
        ranges.push(words(text, &node["range"]));
        node = &node["parent"];
    }
    assert_eq!(
        ranges,
        [
            "300%",
            "“They rose 300% in May,”",
            "“They rose 300% in May,” Dana Whitlock said.",
            text[9..].trim_end(),
            text,
        ]
    );
}

/// The actions at `words`, by their titles.
fn actions(client: &mut Client, text: &str, at_words: &str, only: &[&str]) -> Vec<Value> {
    let start = text.find(at_words).expect("the words");
    let range = json!({"start": position(text, start), "end": position(text, start + at_words.len())});
    let mut context = json!({"diagnostics": []});
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({"textDocument": document(), "range": range, "context": context});
    client.request("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// What the action with that title makes of the text.
fn chosen(client: &mut Client, text: &str, actions: &[Value], title: &str) -> String {
    let action = actions.iter().find(|action| action["title"] == title);
    let action = action.unwrap_or_else(|| panic!("no “{title}” in {:?}", titles(actions)));
    if action.get("edit").is_some() {
        return edited(text, &action["edit"]);
    }
    let resolved = client.request("codeAction/resolve", action.clone());
    edited(text, &resolved["edit"])
}

const DRAFT: &str = "\
Dana Whitlock spoke on Monday. The HRTA said it was late.

Sales rose 300% in May. Nobody came.

“We will win.”

Mr. Smith and Mr. Jones met. He said the talks had failed.
";

#[test]
fn a_claim_without_a_source_can_be_given_one() {
    let mut client = start(DRAFT);
    let found = actions(&mut client, DRAFT, "300%", &[]);
    let expected = DRAFT.replace("300% in May.", "300% in May, according to the HRTA.");
    assert_eq!(chosen(&mut client, DRAFT, &found, "Attribute to the HRTA"), expected);
    let expected = DRAFT.replace("300% in May.", "300% in May, according to ${1:the source}.");
    assert_eq!(chosen(&mut client, DRAFT, &found, "Attribute to …"), expected);
    let expected = DRAFT.replace("300% in May.", "300% in May.[^1]") + "\n[^1]: ${1:the source}\n";
    assert_eq!(chosen(&mut client, DRAFT, &found, "Attribute in a footnote …"), expected);
    assert!(found[0]["diagnostics"][0]["code"] == "unattributed-figure", "{found:?}");

    let found = actions(&mut client, DRAFT, "We will win", &[]);
    let expected = DRAFT.replace("“We will win.”", "“We will win,” the HRTA said.");
    assert_eq!(chosen(&mut client, DRAFT, &found, "Attribute to the HRTA"), expected);

    // A client that asks for nothing later gets the edits at once, and no places to fill in.
    let mut eager = start_as(&plain(), &Value::Null, DRAFT);
    let found = actions(&mut eager, DRAFT, "300%", &[]);
    assert!(found.iter().all(|action| action["edit"].is_object()), "{found:?}");
    assert!(!titles(&found).contains(&"Attribute to …"));
    let expected = DRAFT.replace("300% in May.", "300% in May, according to the HRTA.");
    assert_eq!(chosen(&mut eager, DRAFT, &found, "Attribute to the HRTA"), expected);
}

#[test]
fn a_pronoun_can_be_replaced_by_who_it_can_stand_for() {
    let mut client = start(DRAFT);
    let found = actions(&mut client, DRAFT, "He", &[]);
    let expected = DRAFT.replace("He said", "Smith said");
    assert_eq!(chosen(&mut client, DRAFT, &found, "Replace by “Smith”"), expected, "{:?}", titles(&found));
    let mut client = start(STORY);
    let found = actions(&mut client, STORY, "She", &["refactor"]);
    assert_eq!(titles(&found), ["Replace “She” by “Dana Whitlock”"]);
}

#[test]
fn a_finding_that_is_meant_to_be_says_so_and_why() {
    let mut client = start(DRAFT);
    let found = actions(&mut client, DRAFT, "300%", &[]);
    let expected = DRAFT.replace("Nobody came.", "Nobody came. <!-- sayso: allow[unattributed-figure] ${1:why} -->");
    assert_eq!(chosen(&mut client, DRAFT, &found, "Suppress “unattributed-figure” here"), expected);
    let expected = format!("<!-- sayso: allow-file[unattributed-figure] ${{1:why}} -->\n\n{DRAFT}");
    assert_eq!(chosen(&mut client, DRAFT, &found, "Suppress “unattributed-figure” in this file"), expected);
    // In a table the comment stands in the cell.
    let table = "| May | June |\n|---|---|\n| Sales rose 300%. | Sales fell 40%. |\n";
    let mut client = start_as(&plain(), &Value::Null, table);
    let found = actions(&mut client, table, "300%", &[]);
    let made = chosen(&mut client, table, &found, "Suppress “unattributed-figure” here");
    client.change(URI, 2, &whole(table), &made);
    let left = client.diagnostics(URI, 2);
    assert!(left.iter().all(|finding| words(&made, &finding["range"]) != "300%"), "{made}{left:?}");
    // Front matter stays in front.
    let front = "---\ntitle: Sales\n---\n\nSales rose 300% in May.\n";
    let mut client = start_as(&plain(), &Value::Null, front);
    let found = actions(&mut client, front, "300%", &[]);
    let made = chosen(&mut client, front, &found, "Suppress “unattributed-figure” in this file");
    assert!(made.starts_with("---\ntitle: Sales\n---\n"), "{made}");
    // Plain text has no comments.
    client.open("file:///a.txt", "plaintext", "Sales rose 300% in May.\n");
    let range = json!({"start": {"line": 0, "character": 12}, "end": {"line": 0, "character": 12}});
    let params = json!({"textDocument": {"uri": "file:///a.txt"}, "range": range, "context": {"diagnostics": []}});
    let found = client.request("textDocument/codeAction", params);
    assert!(titles(found.as_array().unwrap()).iter().all(|title| !title.starts_with("Suppress")), "{found}");
}

#[test]
fn a_rule_can_be_left_out_for_a_file_in_the_configuration() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let uri = format!("file://{}/drafts/a%5B1%5D.md", folder.path().display());
    let text = "Sales rose 300% in May.\n";
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", text);
    let ask = |client: &mut Client| -> Value {
        let range = json!({"start": {"line": 0, "character": 12}, "end": {"line": 0, "character": 12}});
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
        let found = client.request("textDocument/codeAction", params);
        let title = "Suppress “unattributed-figure” for this file in sayso.toml";
        let action =
            found.as_array().unwrap().iter().find(|action| action["title"] == title).expect("the action").clone();
        client.request("codeAction/resolve", action)["edit"]["documentChanges"].clone()
    };
    // Without a file it is made.
    let changes = ask(&mut client);
    assert_eq!(changes[0]["kind"], "create");
    let words = changes[1]["edits"][0]["newText"].as_str().expect("the words").to_owned();
    let file = folder.path().join("sayso.toml");
    std::fs::write(&file, &words).expect("the file is written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    // The first version is checked again.
    let found = client.notification("textDocument/publishDiagnostics", |params| {
        params["uri"] == uri && params["diagnostics"].as_array().is_some_and(Vec::is_empty)
    });
    assert_eq!(found["version"], 1, "{words}");
}

#[test]
fn all_fixes_of_a_kind_are_made_at_once() {
    let text = "Critics claim it leaks.\n\nThe mayor claims it is dry.\n\nThe owner claims it is old.\n\n<!-- sayso: allow[vague-source] no longer -->\nThe end.\n";
    let mut client = start(text);
    let found = actions(&mut client, text, "claims it is dry", &[]);
    let made = chosen(&mut client, text, &found, "Fix all 3 “loaded-reporting-verb” in this file");
    let expected = text.replace("Critics claim ", "Critics say ").replace("claims", "says");
    assert_eq!(made, expected, "{:?}", titles(&found));
    // What is safe, when the editor saves.
    let found = actions(&mut client, text, "The end", &["source.fixAll"]);
    assert_eq!(titles(&found), ["Make all safe fixes"]);
    let made = chosen(&mut client, text, &found, "Make all safe fixes");
    assert_eq!(made, text.replace("<!-- sayso: allow[vague-source] no longer -->\n", ""));
    assert!(titles(&actions(&mut client, text, "The end", &[])).is_empty());
}

#[test]
fn an_action_that_was_offered_for_another_version_is_not_carried_out() {
    let mut client = start(DRAFT);
    let found = actions(&mut client, DRAFT, "300%", &[]);
    let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    client.change(URI, 2, &start, "So: ");
    let error = client.try_request("codeAction/resolve", found[0].clone()).expect_err("it is too late");
    assert_eq!(error["code"], -32801, "{error}");
    let error = client.try_request("codeAction/resolve", json!({"title": "Dance"})).expect_err("it is none of ours");
    assert_eq!(error["code"], -32602, "{error}");
}

/// The labels that are offered at `⎸`.
fn completed(client: &mut Client, version: i32, text: &str) -> Vec<String> {
    let at = text.find('⎸').expect("a cursor");
    let typed = text.replace('⎸', "");
    let everything = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000, "character": 0}});
    client.change(URI, version, &everything, &typed);
    let params = json!({"textDocument": document(), "position": position(&typed, at)});
    let items = client.request("textDocument/completion", params);
    items.as_array().into_iter().flatten().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn sources_notes_and_keys_are_completed_where_they_belong() {
    let said = "Dana Whitlock said it was late. The HRTA said sales rose.\n\n";
    let mut client = start("");
    let sources = ["the HRTA", "Dana Whitlock"];
    assert_eq!(completed(&mut client, 2, &format!("{said}Sales rose, according to ⎸")), sources);
    assert_eq!(completed(&mut client, 3, &format!("{said}Sales rose, according to Dana Wh⎸.")), sources);
    assert_eq!(completed(&mut client, 4, &format!("{said}“We won,” said ⎸")), sources);
    assert_eq!(completed(&mut client, 5, &format!("{said}Sales rose, he went to ⎸")), [""; 0]);
    assert_eq!(completed(&mut client, 6, &format!("{said}Sales rose[^⎸ more.\n\n[^a]: A note.\n")), ["a", "1"]);
    assert_eq!(completed(&mut client, 7, "It fell [@smith2020; @li_21]. It rose [@⎸]\n"), ["smith2020", "li_21"]);
    assert_eq!(completed(&mut client, 8, "Write to me@⎸\n"), [""; 0]);
}

#[test]
fn a_source_is_renamed_by_all_its_names_but_not_in_the_words_of_others() {
    let text = "The mayor, Dana Whitlock, said so. “Dana Whitlock is late,” Paul Marsh said. Whitlock said she was not. Dana Whitlock left. She said it was late.\n";
    let mut client = start(text);
    let prepared = client.request("textDocument/prepareRename", there(text, "Dana Whitlock, said"));
    assert_eq!(prepared["placeholder"], "Dana Whitlock");
    let mut rename = |words_at: &str, name: &str| {
        let mut params = there(text, words_at);
        params["newName"] = name.into();
        edited(text, &client.request("textDocument/rename", params))
    };
    let expected = "The mayor, Diana Whitmore, said so. “Dana Whitlock is late,” Paul Marsh said. Whitmore said she was not. Diana Whitmore left. She said it was late.\n";
    assert_eq!(rename("Dana Whitlock, said", "Diana Whitmore"), expected);
    // A short name for a short name.
    let expected = text
        .replace("Whitlock,", "Whitmore,")
        .replace("Whitlock said", "Whitmore said")
        .replace("Whitlock left", "Whitmore left");
    assert_eq!(rename("Whitlock said", "Whitmore"), expected);
    for (words_at, why) in [
        ("She", "is a pronoun"),
        ("Dana Whitlock is late", "stands in a quotation"),
        ("said she", "no source is named here"),
    ] {
        let error = client.try_request("textDocument/prepareRename", there(text, words_at)).expect_err(words_at);
        assert!(error["message"].as_str().unwrap().contains(why), "{error}");
    }
    let mut params = there(text, "Whitlock said");
    params["newName"] = " ".into();
    assert!(client.try_request("textDocument/rename", params).is_err());
}

#[test]
fn a_hover_tells_of_figures_sources_references_and_comments() {
    let text = "\
The mayor, Dana Whitlock, said it cost 1.2 million dollars.[^cost] Nearly half of 1.2 million dollars was [saved](https://example.org). Whitlock said so.

Sales rose 300% in May. <!-- sayso: allow[unattributed-figure] our own count -->

[^cost]: The contract of 2017.
";
    let mut client = start(text);
    let mut hover = |words_at: &str| -> String {
        let hover = client.request("textDocument/hover", there(text, words_at));
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let figure = hover("1.2 million dollars.");
    assert!(figure.contains("Value: 1,200,000 dollars (money)"), "{figure}");
    assert!(figure.contains("The same figure stands in line 1"), "{figure}");
    let source = hover("Dana Whitlock");
    for part in ["**Source** Dana Whitlock: a person", "Also called: “Whitlock”", "Claims of Dana Whitlock: 1"] {
        assert!(source.contains(part), "no “{part}” in {source}");
    }
    let note = hover("[^cost] ");
    assert!(note.contains("Note cost: The contract of 2017."), "{note}");
    let link = hover("saved");
    assert!(link.contains("Link: https://example.org") && link.contains("Covers 2 claims"), "{link}");
    let comment = hover("our own count");
    assert!(comment.contains("Suppresses 1 finding") && comment.contains("line 3, unattributed-figure"), "{comment}");
}

const TOML: &str = "file:///project/sayso.toml";

#[test]
fn the_configuration_is_checked_explained_and_completed_where_it_is_written() {
    let mut client = Client::start(&rich(), &Value::Null);
    let text = "profile = \"nws\"\n\n[rules]\nignore = [\"vague-source\"]\n";
    client.open(TOML, "toml", text);
    let found = client.diagnostics(TOML, 1);
    assert_eq!(found.len(), 1);
    assert_eq!(words(text, &found[0]["range"]), "\"nws\"");
    assert!(found[0]["message"].as_str().unwrap().contains("did you mean “news”"), "{found:?}");
    let good = text.replace("nws", "news");
    client.change(TOML, 2, &whole(text), &good);
    assert!(client.diagnostics(TOML, 2).is_empty());
    let mut hover = |words_at: &str| -> String {
        let params = json!({"textDocument": {"uri": TOML}, "position": at(&good, words_at)});
        client.request("textDocument/hover", params)["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    assert!(hover("profile").starts_with("What kind of text this is"), "{}", hover("profile"));
    assert!(hover("ignore").starts_with("Rules that do not run"), "{}", hover("ignore"));
    assert!(hover("vague-source").contains("source"), "{}", hover("vague-source"));
    let mut version = 2;
    let mut labels = |text: &str| -> Vec<String> {
        version += 1;
        let cursor = text.find('⎸').expect("a cursor");
        let typed = text.replace('⎸', "");
        let everything = json!({"start": {"line": 0, "character": 0}, "end": {"line": 100, "character": 0}});
        client.change(TOML, version, &everything, &typed);
        let params = json!({"textDocument": {"uri": TOML}, "position": position(&typed, cursor)});
        let items = client.request("textDocument/completion", params);
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    assert!(labels("pro⎸").contains(&"profile".to_owned()));
    assert_eq!(labels("profile = ⎸"), ["news", "report", "marketing", "draft"]);
    assert!(labels("[[source]]\nname = \"a\"\n⎸").contains(&"aliases".to_owned()));
    assert!(labels("[rules]\nignore = [\"⎸\"]").contains(&"unattributed-figure".to_owned()));
    assert!(labels("[rules.severity]\nva⎸").contains(&"vague-source".to_owned()));
    // It is no text.
    client.change(
        TOML,
        100,
        &json!({"start": {"line": 0, "character": 0}, "end": {"line": 100, "character": 0}}),
        "# Sales rose 300%.\n",
    );
    assert!(client.diagnostics(TOML, 100).is_empty());
}

/// A folder with a file that is wrong, one that is excluded, and one that is no text.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("a.md", "Sales rose 300% in May.\n");
    write("b.txt", "Nothing to say.\n");
    write("old/c.md", "Sales rose 300% in May.\n");
    write("program.rs", "// Sales rose 300% in May.\n");
    write("sayso.toml", "exclude = [\"old\"]\n");
    folder
}

#[test]
fn the_whole_workspace_is_checked_when_it_is_asked_for() {
    let folder = folder();
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    let summary = client.request("workspace/executeCommand", json!({"command": "sayso.checkWorkspace"}));
    assert_eq!((&summary["files"], &summary["findings"]), (&json!(2), &json!(1)), "{summary}");
    let uri = format!("file://{}/a.md", folder.path().display());
    let found = client.notification("textDocument/publishDiagnostics", |params| params["uri"] == uri);
    assert_eq!(found["diagnostics"][0]["code"], "unattributed-figure");
    let begin = client.notification("$/progress", |params| params["value"]["kind"] == "begin");
    client.notification("$/progress", |params| params["token"] == begin["token"] && params["value"]["kind"] == "end");
}

#[test]
fn a_client_that_asks_for_diagnostics_gets_none_unasked_and_each_once() {
    let folder = folder();
    let mut capabilities = rich();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut client = Client::in_folders(&capabilities, &json!({"workspaceDiagnostics": true}), &[folder.path()]);
    assert_eq!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.open(URI, "markdown", DRAFT);
    let ask = |client: &mut Client, before: &Value| {
        let mut params = json!({"textDocument": document()});
        if before.is_string() {
            params["previousResultId"] = before.clone();
        }
        client.request("textDocument/diagnostic", params)
    };
    let first = ask(&mut client, &Value::Null);
    assert_eq!(first["kind"], "full");
    assert!(!first["items"].as_array().unwrap().is_empty());
    let again = ask(&mut client, &first["resultId"]);
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    client.change(URI, 2, &json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}), "So: ");
    assert_eq!(ask(&mut client, &first["resultId"])["kind"], "full");

    // All files, in parts; and what the client has, only by its id.
    let params = json!({"previousResultIds": [], "partialResultToken": "part"});
    let last = client.request("workspace/diagnostic", params);
    let part = client.notification("$/progress", |params| params["token"] == "part");
    let mut items = part["value"]["items"].as_array().cloned().unwrap_or_default();
    items.extend(last["items"].as_array().cloned().unwrap_or_default());
    assert_eq!(items.len(), 2, "{items:?}");
    let ids: Vec<Value> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    client.open("file:///other.md", "markdown", "News.\n");
    let again = client.request("workspace/diagnostic", json!({"previousResultIds": ids}));
    let kinds: Vec<&str> =
        again["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["unchanged", "unchanged"]);
}

#[test]
fn settings_are_asked_for_and_each_folder_has_its_own_file() {
    let (one, two) = (folder(), folder());
    std::fs::write(two.path().join("sayso.toml"), "[rules]\nignore = [\"unattributed-figure\"]\n").expect("a file");
    let mut client = Client::in_folders(&rich(), &Value::Null, &[one.path(), two.path()]);
    let uri = |folder: &tempfile::TempDir| format!("file://{}/new.md", folder.path().display());
    let text = "Sales rose 300% in May.\n\nExperts say they will rise.\n";
    client.open(&uri(&one), "markdown", text);
    client.open(&uri(&two), "markdown", text);
    assert_eq!(client.diagnostics(&uri(&one), 1).len(), 2);
    assert_eq!(client.diagnostics(&uri(&two), 1).len(), 1);
    client.configuration = json!({"ignore": ["vague-source"]});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(client.diagnostics(&uri(&one), 1).len(), 1);
    assert_eq!(client.diagnostics(&uri(&two), 1).len(), 0);
}

#[test]
fn a_hint_that_could_be_another_says_so() {
    let text = "Mr. Smith and Mr. Jones met. He said the talks had failed.\n";
    let mut client = start(text);
    let hinted_text = hinted(&mut client, text);
    assert!(hinted_text.contains("He ⟨Jones?⟩ said"), "{hinted_text}");
}

#[test]
fn what_depends_on_settings_is_registered_anew_when_they_change() {
    let mut capabilities = rich();
    capabilities["textDocument"]["diagnostic"] = json!({"dynamicRegistration": true});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let mut client = Client::start(&capabilities, &Value::Null);
    assert!(client.capabilities["diagnosticProvider"].is_null());
    let options = |params: &Value, method: &str| {
        let all = params["registrations"].as_array().unwrap();
        all.iter().find(|one| one["method"] == method).expect("it is registered")["registerOptions"].clone()
    };
    let first = client.notification("client/registerCapability", |_| true);
    assert_eq!(options(&first, "textDocument/diagnostic")["workspaceDiagnostics"], false);
    assert_eq!(options(&first, "workspace/didChangeWatchedFiles")["watchers"].as_array().unwrap().len(), 1);
    client.configuration = json!({"workspaceDiagnostics": true});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let gone = client.notification("client/unregisterCapability", |_| true);
    assert_eq!(gone["unregisterations"].as_array().unwrap().len(), 2);
    let second = client.notification("client/registerCapability", |_| true);
    assert_eq!(options(&second, "textDocument/diagnostic")["workspaceDiagnostics"], true);
    assert_eq!(options(&second, "workspace/didChangeWatchedFiles")["watchers"].as_array().unwrap().len(), 2);
}

#[test]
fn a_configuration_that_is_wrong_is_shown_in_its_file_and_what_held_before_holds() {
    let folder = folder();
    let file = folder.path().join("sayso.toml");
    std::fs::write(&file, "[rules]\nignore = [\"unattributed-figure\"]\n").expect("a file");
    let (uri, toml) = (format!("file://{}/new.md", folder.path().display()), format!("file://{}", file.display()));
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", "Sales rose 300% in May.\n");
    assert!(client.diagnostics(&uri, 1).is_empty());
    let wrong = "[rules]\nignore = [\"unattributed-figur\"]\n";
    std::fs::write(&file, wrong).expect("a file");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let is_toml = |params: &Value| params["uri"] == toml;
    let found = client.notification("textDocument/publishDiagnostics", is_toml);
    assert_eq!(words(wrong, &found["diagnostics"][0]["range"]), "\"unattributed-figur\"");
    assert!(client.shown().contains("did you mean “unattributed-figure”"));
    let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    client.change(&uri, 2, &start, "So: ");
    assert!(client.diagnostics(&uri, 2).is_empty());
    // Mended in the editor, it is well; closed without saving, it is not.
    client.open(&toml, "toml", wrong);
    assert_eq!(client.diagnostics(&toml, 1).len(), 1);
    client.change(&toml, 2, &json!({"start": {"line": 1, "character": 29}, "end": {"line": 1, "character": 29}}), "e");
    assert!(client.diagnostics(&toml, 2).is_empty());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": toml}}));
    let shown = |params: &Value| is_toml(params) && !params["diagnostics"].as_array().unwrap().is_empty();
    client.notification("textDocument/publishDiagnostics", shown);
    std::fs::write(&file, "").expect("a file");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    client.notification("textDocument/publishDiagnostics", |params| is_toml(params) && !shown(params));
    assert_eq!(client.diagnostics(&uri, 2).len(), 1);
}
