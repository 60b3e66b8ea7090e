//! What can be done about a finding.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{DRAFT, STORY, URI, edited, plain, position, rich, start, start_as, whole, words};

/// The actions at `words` in the document at `uri`.
fn actions_in(client: &mut Client, uri: &str, text: &str, at_words: &str, only: &[&str]) -> Vec<Value> {
    let start = text.find(at_words).expect("the words");
    let range = json!({"start": position(text, start), "end": position(text, start + at_words.len())});
    let mut context = json!({"diagnostics": []});
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    client.request("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
}

fn actions(client: &mut Client, text: &str, at_words: &str, only: &[&str]) -> Vec<Value> {
    actions_in(client, URI, text, at_words, only)
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
    assert_eq!(made, front.replace("Sales rose", "<!-- sayso: allow-file[unattributed-figure] -->\n\nSales rose"));
    // Plain text has no comments of its own, and MDX has none of HTML's.
    for (uri, language, comment) in [
        ("file:///a.txt", "plaintext", "<!-- sayso: allow[unattributed-figure] -->"),
        ("file:///a.mdx", "mdx", "{/* sayso: allow[unattributed-figure] */}"),
    ] {
        let text = "Sales rose 300% in May.\n";
        client.open(uri, language, text);
        let found = actions_in(&mut client, uri, text, "300%", &[]);
        let made = chosen(&mut client, text, &found, "Suppress “unattributed-figure” here");
        assert_eq!(made, format!("Sales rose 300% in May. {comment}\n"));
        client.change(uri, 2, &whole(text), &made);
        assert!(client.diagnostics(uri, 2).is_empty());
    }
}

#[test]
fn a_rule_can_be_left_out_for_a_file_in_the_configuration() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let uri = format!("file://{}/drafts/a%5B1%5D.md", folder.path().display());
    let text = "Sales rose 300% in May.\n";
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", text);
    let ask = |client: &mut Client| -> Value {
        let found = actions_in(client, &uri, text, "300%", &[]);
        let title = "Suppress “unattributed-figure” for this file in sayso.toml";
        let action = found.iter().find(|action| action["title"] == title).expect("the action").clone();
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
