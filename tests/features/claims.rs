//! What a view of the claims is made of, the manual, and sources for the configuration.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{URI, document, plain, rich, start, start_as, words};

const TEXT: &str = "# The tunnel

Mayor Dana Whitlock said the tunnel carries 38,000 vehicles a day. The cost rose by 20 per cent.

## The bill

Repairs cost [$290 million](https://accounts.example/2017).[^1] Drivers paid $6 each.[^note]

Nobody has seen the other $412 million.

[^note]: The toll schedule of 2024.
";

fn claims(client: &mut Client) -> Value {
    client.request("sayso/claims", json!({"textDocument": document()}))
}

#[test]
fn the_claims_of_a_text_come_with_their_sources_and_sections() {
    let mut client = start(TEXT);
    assert_eq!(client.capabilities["experimental"]["sayso"]["claims"], true);
    let found = claims(&mut client);
    assert_eq!((&found["uri"], &found["version"]), (&json!(URI), &json!(1)));
    let sources = found["sources"].as_array().expect("sources");
    let lines: Vec<String> = found["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .map(|claim| {
            let text = |key: &str| claim[key].as_str().expect("a text").to_owned();
            let source = claim["source"].as_u64().map(|index| sources[usize::try_from(index).unwrap()]["name"].clone());
            assert!(words(TEXT, &claim["range"]).starts_with(&text("text")[..2]), "{claim}");
            format!(
                "{} | {} | {} | {} | {}",
                text("section"),
                text("kind"),
                text("text"),
                text("status"),
                source.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "The tunnel | figure | 38,000 vehicles | attributed | \"Dana Whitlock\"",
            "The tunnel | figure | 20 per cent | unattributed | null",
            "The bill | figure | $290 million | referenced | \"https://accounts.example/2017\"",
            "The bill | figure | $6 | referenced | \"The toll schedule of 2024.\"",
            "The bill | figure | $412 million | unattributed | null",
        ]
    );
    assert_eq!(found["counts"], json!({"claims": 5, "sourced": 3, "own": 0, "unattributed": 2, "notCheckable": 1}));
    let mayor = sources.iter().find(|source| source["name"] == "Dana Whitlock").expect("the mayor");
    assert_eq!((&mayor["kind"], &mayor["known"], &mayor["url"]), (&json!("person"), &json!(false), &Value::Null));
    assert_eq!(words(TEXT, &mayor["range"]), "Mayor Dana Whitlock");
    let link = sources.iter().find(|source| source["url"].is_string()).expect("the link");
    assert_eq!(link["url"], "https://accounts.example/2017");
    // Somebody who is named nowhere is called by what stands there.
    client.open("file:///he.md", "markdown", "He said 30 per cent of the doors failed.\n");
    let found = client.request("sayso/claims", json!({"textDocument": {"uri": "file:///he.md"}}));
    assert_eq!(found["claims"][0]["source"], 0);
    assert_eq!((&found["sources"][0]["name"], &found["sources"][0]["kind"]), (&json!("He"), &json!("unnamed")));
    // What is not open has none, and neither has the configuration.
    assert!(client.request("sayso/claims", json!({"textDocument": {"uri": "file:///other.md"}})).is_null());
    client.open("file:///sayso.toml", "toml", "");
    assert!(client.request("sayso/claims", json!({"textDocument": {"uri": "file:///sayso.toml"}})).is_null());
}

#[test]
fn a_view_of_claims_is_told_when_they_may_be_others() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let uri = format!("file://{}/a.md", folder.path().display());
    let mut capabilities = rich();
    capabilities["experimental"] = json!({"sayso": {"claimsChanged": true}});
    let mut client = Client::in_folders(&capabilities, &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", "The Post measured it. The Post says 300 people came.\n");
    let ask = |client: &mut Client| {
        let found = client.request("sayso/claims", json!({"textDocument": {"uri": uri}}));
        found["claims"][0]["status"].clone()
    };
    assert_eq!(ask(&mut client), "attributed");
    let toml = "[publication]\nnames = [\"The Post\"]\n";
    std::fs::write(folder.path().join("sayso.toml"), toml).expect("a file");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    assert_eq!(client.notification("sayso/claimsChanged", |_| true), json!({"uri": uri}));
    assert_eq!(ask(&mut client), "own");
}

#[test]
fn the_manual_can_be_asked_for() {
    let mut client = start(TEXT);
    for params in [Value::Null, json!({})] {
        let rules = client.request("sayso/rules", params);
        let rules = rules.as_array().expect("rules");
        assert_eq!(rules.len(), sayso::rules::RULES.len());
        for (rule, known) in rules.iter().zip(sayso::rules::RULES) {
            assert_eq!(rule["name"], known.name);
            assert_eq!(rule["page"], known.page());
            assert!(rule["page"].as_str().unwrap().starts_with(rule["summary"].as_str().unwrap()));
        }
    }
}

/// Has the server add a source to the configuration of the text at `uri`.
fn add(client: &mut Client, uri: &str, entry: &Value) -> Result<Value, String> {
    let params = json!({"command": "sayso.addSource", "arguments": [uri, entry]});
    client
        .try_request("workspace/executeCommand", params)
        .map_err(|error| error["message"].as_str().unwrap().to_owned())
}

#[test]
fn a_source_is_added_to_the_configuration() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("sayso.toml");
    let uri = format!("file://{}/a.md", folder.path().display());
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", TEXT);
    // Without a file it is made.
    let place = add(&mut client, &uri, &json!("  Dana “D\\” Whitlock\u{7f} ")).expect("it is added");
    assert!(place["uri"].as_str().unwrap().ends_with("/sayso.toml"));
    let edit = client.notification("workspace/applyEdit", |_| true)["edit"]["documentChanges"].clone();
    assert_eq!(edit[0]["kind"], "create");
    let mut text = edit[1]["edits"][0]["newText"].as_str().expect("the words").to_owned();
    assert_eq!(words(&text, &place["range"]), text.trim_end());
    text.push_str("# The end");
    std::fs::write(&file, &text).expect("the file is written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let whole = json!({
        "name": "Harbour Authority", "kind": "organisation", "url": "https://harbour.example", "aliases": ["HA"],
    });
    add(&mut client, &uri, &whole).expect("it is added");
    let edit = client.notification("workspace/applyEdit", |_| true)["edit"]["documentChanges"][0]["edits"][0].clone();
    assert_eq!(edit["range"]["start"], json!({"line": 2, "character": 9}));
    text.push_str(edit["newText"].as_str().expect("the words"));
    let project = sayso::config::Project::parse(&file, &text).expect("it can be read");
    let known: Vec<_> = project.known_sources().map(|(source, _)| source.clone()).collect();
    assert_eq!(known[0].name, "Dana “D\\” Whitlock\u{7f}");
    assert_eq!((&*known[1].name, &*known[1].aliases), ("Harbour Authority", &["HA".to_owned()][..]));
    assert_eq!(known[1].url.as_deref(), Some("https://harbour.example"));
    assert_eq!(known[1].nature.map(sayso::analysis::mention::Nature::name), Some("organisation"));
}

#[test]
fn a_source_that_cannot_be_added_is_refused_with_the_reason() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("sayso.toml");
    let uri = format!("file://{}/a.md", folder.path().display());
    std::fs::write(&file, "[[source]]\nname = \"HRTA\"\n").expect("the file is written");
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", TEXT);
    let mut why = |uri: &str, entry: Value| add(&mut client, uri, &entry).expect_err("it is refused");
    assert!(why(&uri, json!("HRTA")).contains("is a name in line 2 already"));
    assert!(why(&uri, json!(" ")).contains("at least one letter"));
    assert!(why(&uri, json!({"name": "A", "url": "harbour"})).contains("is no address"));
    assert!(why(&uri, json!({"name": "A", "kind": "dog"})).contains("there is no value “dog” here"));
    assert!(why(&uri, json!({"nom": "A"})).contains("nom"));
    assert!(why("untitled:Untitled-1", json!("A")).contains("save it first"));
    let toml = format!("file://{}", file.display());
    client.open(&toml, "toml", "[[source]\n");
    assert!(add(&mut client, &uri, &json!("A")).expect_err("it is refused").contains("correct this first"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": toml}}));
    client.applies = false;
    assert!(add(&mut client, &uri, &json!("A")).expect_err("it is refused").contains("has not made the edit"));
    // Nowhere to put it.
    let mut alone = start_as(&plain(), &Value::Null, TEXT);
    assert!(add(&mut alone, URI, &json!("A")).expect_err("it is refused").contains("no folder is open"));
}

#[test]
fn a_source_can_be_added_where_it_is_named() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let uri = format!("file://{}/a.md", folder.path().display());
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", TEXT);
    let mut titled = |character: u32| -> Option<Value> {
        let place = json!({"line": 2, "character": character});
        let params = json!({
            "textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []},
        });
        let found = client.request("textDocument/codeAction", params);
        let title = "Add “Dana Whitlock” to the sources in sayso.toml";
        let action = found.as_array()?.iter().find(|action| action["title"] == title)?.clone();
        Some(client.request("codeAction/resolve", action)["edit"]["documentChanges"][1]["edits"][0]["newText"].clone())
    };
    assert_eq!(titled(8), Some(json!("[[source]]\nname = \"Dana Whitlock\"\nkind = \"person\"\n")));
    assert_eq!(titled(50), None, "the figure is no source");
}
