//! The file `sayso.toml`: what is wrong in it, what its keys mean, and which there are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, Diagnostic, Hover, MessageType, Position as LspPosition, Range,
};
use serde_json::Value;

use super::snapshot::Snapshot;
use super::state::Server;
use super::{convert, diagnostics, uri};
use crate::config::{self, ConfigError, LONGEST, Project};
use crate::output::hover::Markup;
use crate::rules::{RULES, Rule};
use crate::text::{Encoding, LineIndex, Position, TextRange, offset};

/// Whether a document is a configuration file.
pub(super) fn is_at(path: Option<&Path>) -> bool {
    path.and_then(Path::file_name).is_some_and(|name| name == config::NAME)
}

/// What is wrong in a file that is open, as it stands in the editor.
pub(super) fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let text = snapshot.buffer.to_string();
    let path = uri::path(&snapshot.uri).unwrap_or_else(|| PathBuf::from(config::NAME));
    let fault = Project::parse(&path, &text).err();
    fault.map(|fault| diagnostic(&fault, &text, snapshot.encoding)).into_iter().collect()
}

fn diagnostic(fault: &ConfigError, text: &str, encoding: Encoding) -> Diagnostic {
    let lines = LineIndex::new(text);
    let (line, column) = fault.place.unwrap_or((1, 1));
    let place = Position { line: offset(line - 1), column: offset(column - 1) };
    let start = lines.offset(text, place, Encoding::Utf32);
    let rest = TextRange::new(start, lines.line_range(text, place.line).end).of_text(text);
    // The word there, or the string.
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(rest.len(), |at| at + 2),
        _ => {
            rest.find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).filter(|at| *at > 0).unwrap_or(rest.len())
        }
    };
    let range = TextRange::new(start, start + offset(length));
    convert::fault(convert::range_in(text, &lines, encoding, range), fault.message.clone())
}

/// Tells the client which configuration files are wrong, and which are no longer.
pub(super) fn tell(server: &mut Server) {
    let faults = server.world.projects.faults().to_vec();
    for fault in faults.iter().filter(|fault| !server.told.contains(fault)) {
        server.client().show(MessageType::Error, fault);
    }
    let before = std::mem::replace(&mut server.told, faults);
    for fault in before.iter().chain(&server.told) {
        show(server, &fault.path);
    }
}

/// Shows what is wrong in a configuration file, as it is on disk. Of one that is open, what stands in the editor counts.
pub(super) fn show(server: &Server, path: &Path) {
    let client = server.client();
    let address = uri::of_path(path);
    if server.world.open(&address).is_some() {
        // What was sent of the file on disk is not to stand beside what the client asks for.
        if diagnostics::asks(client) {
            diagnostics::send(client, address, None, Vec::new());
        }
        return;
    }
    let fault = server.told.iter().find(|fault| fault.path == path);
    let text = fault.and_then(|fault| config::text(&fault.path, LONGEST).ok()).unwrap_or_default();
    let found = fault.map(|fault| diagnostic(fault, &text, client.encoding));
    diagnostics::send(client, address, None, found.into_iter().collect());
}

/// Where in the file a cursor is.
struct Place<'a> {
    text: &'a str,
    /// The keys of the table that it stands in.
    table: Vec<&'a str>,
    /// The key of its line, and where that stands.
    key: Option<(&'a str, TextRange)>,
    /// Its line up to the cursor.
    before: &'a str,
    at: u32,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, lines: &LineIndex, at: u32) -> Self {
        let line = lines.line_range(text, lines.line(at));
        let head = |line: &'a str| {
            let name = line.trim().strip_prefix('[')?.split(']').next()?;
            Some(name.trim_start_matches('[').split('.').map(str::trim).collect::<Vec<_>>())
        };
        let table = text[..line.start as usize].lines().rev().find_map(head).unwrap_or_default();
        let words = line.of_text(text);
        let indent = words.len() - words.trim_start().len();
        let key = words
            .trim_start()
            .split(['=', ' ', '\t'])
            .next()
            .filter(|key| !key.is_empty() && !key.starts_with(['[', '#', '"']));
        let key = key.map(|key| (key, TextRange::of(indent, indent + key.len()).shift(line.start)));
        Self { text, table, key, before: TextRange::new(line.start, at).of_text(text), at }
    }

    /// The word around the cursor.
    fn word(&self) -> (&'a str, TextRange) {
        let inside = |c: char| c.is_alphanumeric() || c == '-';
        let start = self.text[..self.at as usize].rfind(|c| !inside(c)).map_or(0, |at| at + 1);
        let start = self.text.ceil_char_boundary(start);
        let rest = &self.text[start..];
        let end = start + rest.find(|c| !inside(c)).unwrap_or(rest.len());
        (&self.text[start..end], TextRange::of(start, end))
    }

    /// Whether the cursor stands behind the "=" of its line, or in a list that goes on.
    fn in_value(&self) -> bool {
        self.before.contains('=') || self.before.trim_start().starts_with(['"', '\''])
    }
}

/// The schema of the file.
fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| config::schema().ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// What the schema says at a place, with references followed.
fn resolve(mut node: &'static Value) -> &'static Value {
    loop {
        let inner = node["$ref"].as_str().or_else(|| node["anyOf"][0]["$ref"].as_str());
        let Some(name) = inner.and_then(|inner| inner.strip_prefix("#/$defs/")) else {
            return if node["items"].is_object() && node["items"]["$ref"].is_string() {
                resolve(&node["items"])
            } else {
                node
            };
        };
        node = &schema()["$defs"][name];
    }
}

fn property(table: &'static Value, key: &str) -> Option<&'static Value> {
    table["properties"].get(key).or_else(|| table.get("additionalProperties").filter(|inner| inner.is_object()))
}

/// What the schema says of a table.
fn table(keys: &[&str]) -> Option<&'static Value> {
    keys.iter().try_fold(schema(), |node, key| Some(resolve(property(node, key)?)))
}

/// What the key or the rule under the cursor means.
pub(super) fn hover(snapshot: &Snapshot, position: LspPosition, markup: Markup) -> Option<Hover> {
    let text = snapshot.buffer.to_string();
    let lines = LineIndex::new(&text);
    let at = lines.offset(&text, convert::position(position), snapshot.encoding);
    let place = Place::new(&text, &lines, at);
    let (word, range) = place.word();
    let (told, range) = if let Some(rule) = Rule::named(word) {
        (format!("{}\n\n{}", rule.page().trim(), rule.help), range)
    } else {
        let (key, range) = place.key.filter(|(_, range)| range.touches(at))?;
        (property(table(&place.table)?, key)?["description"].as_str()?.to_owned(), range)
    };
    let range = convert::range_in(&text, &lines, snapshot.encoding, range);
    Some(Hover { contents: convert::markup(markup, told).into(), range: Some(range) })
}

/// The keys of the table, or the values of the key.
pub(super) fn completion(snapshot: &Snapshot, position: LspPosition) -> Vec<CompletionItem> {
    let text = snapshot.buffer.to_string();
    let lines = LineIndex::new(&text);
    let at = lines.offset(&text, convert::position(position), snapshot.encoding);
    let place = Place::new(&text, &lines, at);
    let Some(table) = table(&place.table) else { return Vec::new() };
    let (_, range) = place.word();
    let range = convert::range_in(&text, &lines, snapshot.encoding, range);
    let rules = || RULES.iter().map(|rule| (rule.name.to_owned(), rule.summary().to_owned()));
    let severities = place.table.last() == Some(&"severity");
    let found: Vec<(String, String)> = if place.in_value() {
        let key = place.key.map(|(key, _)| key).unwrap_or_default();
        let lists_rules = matches!(key, "select" | "extend" | "ignore") || place.before.trim_start().starts_with('"');
        let values = property(table, key).map(|node| values(resolve(node))).unwrap_or_default();
        if values.is_empty() && lists_rules { rules().collect() } else { values }
    } else if severities {
        rules().collect()
    } else {
        let told = |node: &Value| node["description"].as_str().unwrap_or_default().to_owned();
        table["properties"].as_object().into_iter().flatten().map(|(key, node)| (key.clone(), told(node))).collect()
    };
    let kind = if place.in_value() { CompletionItemKind::Value } else { CompletionItemKind::Property };
    found.into_iter().map(|(label, told)| item(label, told, kind, range, place.before)).collect()
}

/// The values that a key can have, with what they mean.
fn values(node: &Value) -> Vec<(String, String)> {
    let one = |node: &Value| {
        let name = node["const"].as_str()?;
        Some((name.to_owned(), node["description"].as_str().unwrap_or_default().to_owned()))
    };
    node["oneOf"].as_array().into_iter().flatten().filter_map(one).collect()
}

fn item(label: String, told: String, kind: CompletionItemKind, range: Range, before: &str) -> CompletionItem {
    // A value is a string, and stands in quotation marks already or not.
    let quoted = before.matches('"').count() % 2 == 1;
    let text = if kind == CompletionItemKind::Value && !quoted { format!("\"{label}\"") } else { label.clone() };
    CompletionItem {
        label,
        kind: Some(kind),
        detail: Some(told).filter(|told| !told.is_empty()),
        text_edit: Some(gen_lsp_types::TextEdit { range, new_text: text }.into()),
        ..CompletionItem::default()
    }
}
