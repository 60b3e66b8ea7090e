//! What is shown of a text: hints, lenses, symbols, tokens, hovers.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::client::Client;
use crate::{STORY, URI, document, offset, plain, rich, start, start_as, there, whole, words};

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
fn a_hint_that_could_be_another_says_so() {
    let text = "Mr. Smith and Mr. Jones met. He said the talks had failed.\n";
    let mut client = start(text);
    let hinted_text = hinted(&mut client, text);
    assert!(hinted_text.contains("He ⟨Jones?⟩ said"), "{hinted_text}");
}

#[test]
fn lenses_count_the_claims_of_the_text_and_of_each_section() {
    let mut client = start(STORY);
    let lenses = client.request("textDocument/codeLens", json!({"textDocument": document()}));
    let titles: Vec<&str> =
        lenses.as_array().expect("lenses").iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
    assert_eq!(
        titles,
        // What stands below the first line is in the one for the text.
        ["7 claims · 6 sourced · 1 no source", "4 claims · 4 sourced · 0 no source"]
    );
    // A click goes to the first that is nobody's.
    let command = &lenses[0]["command"];
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
  Dana Whitlock (1 claim)
    $412 million (carried-on)
  Paul Marsh (2 claims)
    “We will go on,” (attributed)
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
fn a_hover_tells_of_figures_sources_references_and_comments() {
    let text = "\
The mayor, Dana Whitlock, said it cost 1.2 million dollars.[^cost] Nearly half of 1.2 million dollars was [saved](https://example.org/saved). Whitlock said so.

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
    assert!(link.contains("Link: https://example.org/saved") && link.contains("Covers 2 claims"), "{link}");
    let comment = hover("our own count");
    assert!(comment.contains("Suppresses 1 finding") && comment.contains("line 3, unattributed-figure"), "{comment}");
}
