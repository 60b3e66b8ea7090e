//! Completion and rename.

use serde_json::json;

use crate::client::Client;
use crate::{URI, document, edited, position, start, there};

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
