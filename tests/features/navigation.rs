//! Where a claim, a source, a note leads, and what belongs together.

use serde_json::{Value, json};

use crate::{STORY, at, document, plain, rich, start, start_as, there, words};

#[test]
fn references_are_the_mentions_and_the_claims_of_a_source_and_the_same_figure_elsewhere() {
    let mut client = start(STORY);
    let mut found = |words_at: &str, declared: bool| -> Vec<&str> {
        let mut params = there(STORY, words_at);
        params["context"] = json!({"includeDeclaration": declared});
        let places = client.request("textDocument/references", params);
        places.as_array().expect("places").iter().map(|place| words(STORY, &place["range"])).collect()
    };
    let all = ["The mayor, Dana Whitlock", "She", "$412 million", "38,000", "Whitlock", "$412 million"];
    assert_eq!(found("Dana Whitlock", true), all);
    assert_eq!(found("Dana Whitlock", false), all[1..]);
    assert_eq!(found("$412 million", true), ["$412 million", "$412 million"]);
    assert_eq!(found("We will go on", false), ["“We will go on,”", "“And then we will rest.”"]);
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
