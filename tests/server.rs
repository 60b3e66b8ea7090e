//! The language server as editors see it: a process, its standard input and its standard output.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;

use client::Client;
use serde_json::{Value, json};

const URI: &str = "file:///story.txt";

/// Columns where bytes, code units and characters differ, and lines that end in both ways.
const COLUMNS: &str = "\u{feff}Markets in Zu\u{308}rich 🙂 rose.\r\n\r\n🙂 In Zürich, sales rose 300% in May.\r\n";

fn offers(encodings: &[&str]) -> Value {
    json!({"general": {"positionEncodings": encodings}})
}

fn start() -> Client {
    Client::start(&offers(&["utf-8"]), &Value::Null)
}

/// The place of byte `at`, in bytes.
fn position(text: &str, at: usize) -> Value {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    json!({"line": line, "character": at - start})
}

/// The words of `text` that `range` covers, in bytes.
fn words<'a>(text: &'a str, range: &Value) -> &'a str {
    let at = |end: &str| {
        let place = &range[end];
        let line = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + usize::try_from(place["character"].as_u64().unwrap()).unwrap()
    };
    &text[at("start")..at("end")]
}

fn ask(client: &mut Client, method: &str, text: &str, words: &str) -> Value {
    let at = text.find(words).expect("the words") + words.len() / 2;
    client.request(method, json!({"textDocument": {"uri": URI}, "position": position(text, at)}))
}

#[test]
fn columns_are_counted_as_the_client_counts() {
    let cases: [(Value, &str, usize); 6] = [
        (offers(&["utf-8"]), "utf-8", "🙂 In Zürich, sales rose ".len()),
        (offers(&["utf-16", "utf-8"]), "utf-8", "🙂 In Zürich, sales rose ".len()),
        (offers(&["utf-16"]), "utf-16", "🙂 In Zürich, sales rose ".encode_utf16().count()),
        (offers(&["utf-32"]), "utf-32", "🙂 In Zürich, sales rose ".chars().count()),
        (offers(&["utf-7"]), "utf-16", "🙂 In Zürich, sales rose ".encode_utf16().count()),
        (json!({}), "utf-16", "🙂 In Zürich, sales rose ".encode_utf16().count()),
    ];
    for (offered, encoding, column) in cases {
        let mut client = Client::start(&offered, &Value::Null);
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open(URI, "plaintext", COLUMNS);
        let diagnostics = client.diagnostics(URI, 1);
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        let range = json!({"start": {"line": 2, "character": column}, "end": {"line": 2, "character": column + 4}});
        assert_eq!(diagnostics[0]["range"], range, "{encoding}");
        // The client's own columns are read in the same way.
        client.change(URI, 2, &range, "a little");
        assert_eq!(client.diagnostics(URI, 2), Vec::<Value>::new(), "{encoding}");
    }
}

#[test]
fn a_diagnostic_tells_its_rule_its_page_and_the_other_places() {
    let text = "Mr. Smith and Mr. Jones spoke in Paris. He said the talks had failed.\n";
    let mut client = Client::start(
        &json!({"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true}}}),
        &Value::Null,
    );
    client.open(URI, "plaintext", text);
    let diagnostics = client.diagnostics(URI, 1);
    let found = diagnostics.iter().find(|found| found["code"] == "ambiguous-source-pronoun").expect("the finding");
    assert_eq!(words(text, &found["range"]), "He");
    assert_eq!(found["source"], "sayso");
    assert_eq!(found["severity"], 2);
    let page = found["codeDescription"]["href"].as_str().expect("a link");
    assert!(page.starts_with("https://") && page.contains("ambiguous_source_pronoun"), "{page}");
    let related: Vec<&str> = found["relatedInformation"]
        .as_array()
        .expect("places")
        .iter()
        .map(|place| words(text, &place["location"]["range"]))
        .collect();
    assert_eq!(related, ["Mr. Smith", "Mr. Jones"]);
    // First what is wrong, then what to do.
    let message = found["message"].as_str().expect("a message");
    assert_eq!(message.lines().count(), 2, "{message}");
}

const STORY: &str = "The mayor, Dana Whitlock, opened the tunnel on Monday.\n\nShe said it had cost $412 million. About 38,000 cars could pass each day, Whitlock said.\n\nNearly 1,400 people came.\n";

#[test]
fn a_hover_tells_whose_say_so_a_claim_is_and_how_that_is_known() {
    let mut client = start();
    client.open(URI, "plaintext", STORY);
    let hover = ask(&mut client, "textDocument/hover", STORY, "$412 million");
    assert_eq!(words(STORY, &hover["range"]), "$412 million");
    let text = hover["contents"]["value"].as_str().expect("Markdown");
    // In this order: status, source as written and in full, cue and form, how it was told, the other claims.
    let parts = [
        "attributed",
        "Source: “She” (line 3) = **Dana Whitlock**, introduced as “The mayor, Dana Whitlock”",
        "Cue: “said” (line 3), indirect",
        "“She” → Dana Whitlock (line 1)",
        "Other claims of Dana Whitlock: 1\n- line 3: about 38,000 cars",
    ];
    let places: Vec<usize> =
        parts.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("no “{part}” in\n{text}"))).collect();
    assert!(places.is_sorted(), "{text}");

    let text = ask(&mut client, "textDocument/hover", STORY, "1,400")["contents"]["value"].to_string();
    assert!(text.contains("no stated source") && text.contains("Missing: who counted or estimated this"), "{text}");

    let text = ask(&mut client, "textDocument/hover", STORY, "Whitlock said")["contents"]["value"].to_string();
    assert!(text.contains("**Source** Dana Whitlock: a person"), "{text}");
    assert!(ask(&mut client, "textDocument/hover", STORY, "opened").is_null());
}

#[test]
fn what_a_document_says_is_no_markup_in_a_hover() {
    let text = "\"We **never** saw [a link](https://example.org),\" Dana Whitlock said.\n";
    for (format, shown) in
        [("markdown", r"We \*\*never\*\* saw \[a link\]"), ("plaintext", "We **never** saw [a link]")]
    {
        let mut client = Client::start(&json!({"textDocument": {"hover": {"contentFormat": [format]}}}), &Value::Null);
        client.open(URI, "plaintext", text);
        let hover = ask(&mut client, "textDocument/hover", text, "never");
        assert_eq!(hover["contents"]["kind"], format);
        let value = hover["contents"]["value"].as_str().expect("a text");
        assert!(value.contains(shown) && value.contains("Quotation"), "{value}");
        assert_eq!(value.contains("**Quotation**"), format == "markdown", "{value}");
    }
}

#[test]
fn a_cursor_behind_a_claim_is_at_the_claim() {
    let mut client = start();
    client.open(URI, "plaintext", "Sales rose 300% in May.\n");
    let at = |character: u32| json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": character}});
    for (column, found) in [(10, false), (11, true), (14, true), (15, true), (16, false)] {
        assert_eq!(client.request("textDocument/hover", at(column)).is_object(), found, "{column}");
    }
}

#[test]
fn the_definition_of_a_claim_is_where_its_source_is_introduced() {
    let mut client = start();
    client.open(URI, "plaintext", STORY);
    for claim in ["$412 million", "38,000", "She"] {
        let place = ask(&mut client, "textDocument/definition", STORY, claim);
        let place = if place.is_array() { &place[0] } else { &place };
        assert_eq!(words(STORY, &place["range"]), "The mayor, Dana Whitlock", "{claim}: {place}");
    }
    assert!(ask(&mut client, "textDocument/definition", STORY, "1,400").is_null());
}

#[test]
fn the_format_is_told_by_the_language_or_the_name() {
    let page = "<p>Sales rose 300% in May.</p><script>a = 'Sales rose 400% in May.'</script>\n";
    let mut client = start();
    for (uri, language, found) in
        [("file:///a.html", "html", 1), ("untitled:1", "html", 1), ("file:///page.htm", "django-html", 1)]
    {
        client.open(uri, language, page);
        assert_eq!(client.diagnostics(uri, 1).len(), found, "{uri} {language}");
    }
    let code = "```\nSales rose 300% in May.\n```\n";
    for (uri, language) in [("file:///a.md", "markdown"), ("file:///b.md", "plaintext"), ("untitled:2", "markdown")] {
        client.open(uri, language, code);
        assert!(client.diagnostics(uri, 1).is_empty(), "{uri} {language}");
    }
}

#[test]
fn settings_are_taken_over_and_checked() {
    let mut client = Client::start(&offers(&["utf-8"]), &json!({"ignore": ["unattributed-figure"]}));
    client.open(URI, "plaintext", "Sales rose 300% in May.\n");
    assert!(client.diagnostics(URI, 1).is_empty());
    // What says nothing changes nothing.
    for settings in [json!({}), Value::Null, json!({"sayso": {}})] {
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
    }
    client.change(URI, 2, &json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}), "\n");
    assert!(client.diagnostics(URI, 2).is_empty());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"sayso": {"ignore": []}}}));
    assert_eq!(client.diagnostics(URI, 2).len(), 1);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"sayso": {"ignore": "vague-source"}}}));
    let shown = client.shown();
    assert!(shown.contains("write a list of rules"), "{shown}");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"sayso": {"ignore": ["vague-sauce"]}}}));
    let shown = client.shown();
    assert!(shown.contains("vague-sauce") && shown.contains("vague-source"), "{shown}");
}

#[test]
fn the_configuration_file_holds_in_the_editor_and_is_read_again() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("sayso.toml");
    let write = |text: &str| std::fs::write(&file, text).expect("the file is written");
    write("[rules]\nignore = [\"unattributed-figure\"]\n");
    let uri = format!("file://{}/story.page", folder.path().display());
    let mut client = start();
    client.open(&uri, "plaintext", "Sales rose 300% in May.\n\nExperts say they will rise again.\n");
    let rules = |diagnostics: Vec<Value>| -> Vec<String> {
        diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a rule").to_owned()).collect()
    };
    assert_eq!(rules(client.diagnostics(&uri, 1)), ["vague-source"]);
    write("[rules]\nignore = [\"vague-source\"]\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    assert_eq!(rules(client.diagnostics(&uri, 1)), ["unattributed-figure"]);
    // Settings come on top.
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"sayso": {"ignore": ["unattributed-figure"]}}}),
    );
    assert!(client.diagnostics(&uri, 1).is_empty());
    write("[rules]\nignore = [\"vage-source\"]\n");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    let shown = client.shown();
    assert!(shown.contains("sayso.toml:2:11: ") && shown.contains("vague-source"), "{shown}");
    // What held before holds on, and a format is told by the file.
    write("[formats]\n\"*.page\" = \"markdown\"\n");
    let other = format!("file://{}/other.page", folder.path().display());
    client.open(&other, "plaintext", "`Sales rose 300%` in May.\n\nExperts say they will rise again.\n");
    assert_eq!(rules(client.diagnostics(&other, 1)), ["vague-source"]);
}

#[test]
fn closing_a_document_takes_its_diagnostics_away() {
    let mut client = start();
    client.open(URI, "plaintext", "Sales rose 300% in May.\n");
    assert_eq!(client.diagnostics(URI, 1).len(), 1);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    let hover = client
        .request("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 12}}));
    assert!(hover.is_null());
}

#[test]
fn the_process_ends_on_exit_with_its_input_still_open() {
    let client = start();
    assert_eq!(client.exit().code(), Some(1), "no shutdown came first");
    let mut client = start();
    client.request("shutdown", Value::Null);
    assert_eq!(client.exit().code(), Some(0));
}
