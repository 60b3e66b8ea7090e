//! `sayso.toml`, settings and the files of the workspace.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{DRAFT, URI, at, document, position, rich, whole, words};

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
    assert_eq!(labels("profile = ⎸"), ["news", "blog", "report", "opinion", "marketing", "draft"]);
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
fn what_cannot_be_read_in_the_workspace_is_told() {
    let folder = folder();
    std::fs::write(folder.path().join("latin.md"), b"Sales rose 300% in S\xe3o Paulo.\n").expect("a file");
    std::fs::create_dir(folder.path().join("new")).expect("a folder");
    std::fs::write(folder.path().join("new/sayso.toml"), "profil = \"news\"\n").expect("a file");
    std::fs::write(folder.path().join("new/d.md"), "Sales rose 300% in May.\n").expect("a file");
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    for _ in 0..2 {
        let summary = client.request("workspace/executeCommand", json!({"command": "sayso.checkWorkspace"}));
        assert_eq!(summary, json!({"files": 3, "findings": 2, "unread": 1, "cancelled": false}));
        let broken = client.notification("window/showMessage", |params| params["type"] == 1);
        assert!(broken["message"].as_str().unwrap().contains("new/sayso.toml:1:1: "), "{broken}");
        let unread = client.notification("window/showMessage", |params| params["type"] == 2);
        assert!(unread["message"].as_str().unwrap().contains("latin.md: the text is not UTF-8"), "{unread}");
    }
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
    // The same file by another configuration is news.
    std::fs::write(folder.path().join("sayso.toml"), "[rules]\nignore = [\"unattributed-figure\"]\n").expect("a file");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let again = client.request("workspace/diagnostic", json!({"previousResultIds": ids}));
    let of = |name: &str| {
        let mut items = again["items"].as_array().unwrap().iter();
        items.find(|item| item["uri"].as_str().unwrap().ends_with(name)).expect("the file")
    };
    assert_eq!((&of("/a.md")["kind"], &of("/a.md")["items"]), (&json!("full"), &json!([])));
    assert_eq!(of("/b.txt")["kind"], "unchanged");
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

#[test]
fn a_file_that_is_opened_brings_a_changed_configuration_to_its_neighbours() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("sayso.toml");
    std::fs::write(&file, "").expect("a file");
    let (uri, toml) = (format!("file://{}/new.md", folder.path().display()), format!("file://{}", file.display()));
    let mut client = Client::in_folders(&rich(), &Value::Null, &[folder.path()]);
    client.open(&uri, "markdown", "Sales rose 300% in May.\n");
    assert_eq!(client.diagnostics(&uri, 1).len(), 1);
    let text = "[rules]\nignore = [\"unattributed-figure\"]\n";
    std::fs::write(&file, text).expect("a file");
    client.open(&toml, "toml", text);
    // The client may tell of the file only now, when it is no news any more.
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": toml, "type": 2}]}));
    assert!(client.diagnostics(&uri, 1).is_empty());
}

#[test]
fn each_markdown_cell_of_a_notebook_is_a_text_of_its_own() {
    let mut capabilities = rich();
    capabilities["notebookDocument"] = json!({"synchronization": {}});
    let mut client = Client::start(&capabilities, &Value::Null);
    assert_eq!(client.capabilities["notebookDocumentSync"]["notebookSelector"][0]["cells"][0]["language"], "markdown");
    let cell = |number: usize| format!("vscode-notebook-cell:/work.ipynb#{number}");
    let item = |number: usize| json!({"uri": cell(number), "languageId": "markdown", "version": 1, "text": "Sales rose 300% in May.\n"});
    let kind = |number: usize| json!({"kind": 1, "document": cell(number)});
    let notebook = |version: i32| json!({"uri": "file:///work.ipynb", "version": version});
    let mut whole = notebook(1);
    whole["notebookType"] = json!("jupyter-notebook");
    whole["cells"] = json!([kind(1)]);
    client.notify("notebookDocument/didOpen", json!({"notebookDocument": whole, "cellTextDocuments": [item(1)]}));
    assert_eq!(client.diagnostics(&cell(1), 1).len(), 1);
    let start = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let change = json!({"cells": {
        "structure": {"array": {"start": 1, "deleteCount": 0, "cells": [kind(2)]}, "didOpen": [item(2)]},
        "textContent": [{"document": {"uri": cell(1), "version": 2}, "changes": [{"range": start, "text": "Smith said: "}]}],
    }});
    client.notify("notebookDocument/didChange", json!({"notebookDocument": notebook(2), "change": change}));
    assert_eq!(client.diagnostics(&cell(2), 1).len(), 1);
    assert!(client.diagnostics(&cell(1), 2).iter().all(|finding| finding["code"] != "unattributed-figure"));
    let change = json!({"cells": {"structure": {
        "array": {"start": 1, "deleteCount": 1}, "didClose": [{"uri": cell(2)}],
    }}});
    client.notify("notebookDocument/didChange", json!({"notebookDocument": notebook(3), "change": change}));
    let gone = client.notification("textDocument/publishDiagnostics", |params| params["uri"] == cell(2));
    assert_eq!(gone["diagnostics"], json!([]));
    let close = json!({"notebookDocument": {"uri": "file:///work.ipynb"}, "cellTextDocuments": [{"uri": cell(1)}]});
    client.notify("notebookDocument/didClose", close);
    let gone = client.notification("textDocument/publishDiagnostics", |params| {
        params["uri"] == cell(1) && params["diagnostics"].as_array().is_some_and(Vec::is_empty)
    });
    assert!(gone["version"].is_null());
}
