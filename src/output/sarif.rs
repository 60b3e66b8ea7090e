//! SARIF 2.1.0, which code scanning services and editors read.

use serde_json::{Map, Value, json};

use crate::finding::{Applicability, Severity};
use crate::rules::{RULES, Rule, page_address};

use super::item::{Fault, FixItem, Item, Place};
use super::shown;

/// The name under which a service files the fingerprint; a change of how it is made gets another number.
const FINGERPRINT: &str = "sayso/v1";

/// What stands before the results. They follow, a line each, and then the [`tail`]: a run of many files is written while it goes on.
///
/// # Errors
/// Where a value cannot be written as JSON, which none of these can.
pub fn head() -> serde_json::Result<String> {
    let driver = serde_json::to_string(&driver())?;
    Ok(format!(
        "{{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\
         \"tool\": {{\"driver\": {driver}}},\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": ["
    ))
}

/// The results of one file; `first` if none stands before them.
///
/// # Errors
/// As [`head`].
pub fn results(items: &[Item], first: bool) -> serde_json::Result<String> {
    let (mut out, mut taken) = (String::new(), Vec::new());
    for (i, item) in items.iter().enumerate() {
        out += if first && i == 0 { "\n" } else { ",\n" };
        out += &shown::json(serde_json::to_string(&result(item, &mut taken))?);
    }
    Ok(out)
}

/// What stands behind the results.
///
/// # Errors
/// As [`head`].
pub fn tail(faults: &[Fault]) -> serde_json::Result<String> {
    let invocations = json!([{
        "executionSuccessful": faults.is_empty(),
        "toolExecutionNotifications": faults.iter().map(notification).collect::<Vec<_>>(),
    }]);
    Ok(format!("\n],\n\"invocations\": {}\n}}]\n}}\n", shown::json(serde_json::to_string(&invocations)?)))
}

fn driver() -> Value {
    let mut driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
    });
    let home = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")].into_iter().find(|uri| !uri.is_empty());
    if let Some(home) = home {
        driver["informationUri"] = home.into();
    }
    driver
}

fn descriptor(rule: &Rule) -> Value {
    let page = rule.page();
    let first = page.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": first.trim() },
        "help": { "text": page, "markdown": page },
        "helpUri": page_address(rule.name),
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

/// The result of an item; `taken` is what the fixes of those before it in its file change.
fn result(item: &Item, taken: &mut Vec<[u32; 2]>) -> Value {
    let mut region = region(&item.place);
    region["snippet"] = json!({ "text": item.words });
    let mut result = json!({
        "ruleId": item.rule,
        "level": level(item.severity),
        "message": { "text": item.in_one_line() },
        "locations": [location(&item.file, Some(region))],
        "partialFingerprints": Map::from_iter([(FINGERPRINT.to_owned(), Value::from(&*item.fingerprint))]),
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == item.rule) {
        result["ruleIndex"] = index.into();
    }
    if !item.related.is_empty() {
        let related = item.related.iter().enumerate().map(|(id, related)| {
            let mut location = location(&item.file, Some(self::region(&related.place)));
            location["id"] = id.into();
            location["message"] = json!({ "text": related.message });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(suppressed) = &item.suppressed {
        let mut suppression = json!({ "kind": suppressed.kind, "status": "accepted" });
        if let Some(justification) = &suppressed.justification {
            suppression["justification"] = justification.as_str().into();
        }
        result["suppressions"] = json!([suppression]);
    }
    if let Some(fix) = free(item, taken) {
        result["fixes"] = json!([change(&item.file, fix)]);
    }
    result
}

/// The first fix that touches nothing which the fix of another finding changes: all in a file can be made at once.
fn free<'a>(item: &'a Item, taken: &mut Vec<[u32; 2]>) -> Option<&'a FixItem> {
    let touches = |[a, b]: [u32; 2], [c, d]: [u32; 2]| a <= d && c <= b;
    // Findings come in the order of the text, so that those near by are the last.
    let clash = |span| taken.iter().rev().take(64).any(|other| touches(span, *other));
    // Where a person is to choose, there is nothing to apply.
    let mut fixes = item.fixes.iter().filter(|fix| fix.applicability > Applicability::DisplayOnly);
    let fix = fixes.find(|fix| !fix.edits.iter().any(|edit| clash(edit.place.span)))?;
    taken.extend(fix.edits.iter().map(|edit| edit.place.span));
    Some(fix)
}

fn change(file: &str, fix: &FixItem) -> Value {
    let replacements = fix
        .edits
        .iter()
        .map(|edit| json!({ "deletedRegion": region(&edit.place), "insertedContent": { "text": edit.text } }));
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": artifact(file),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn notification(fault: &Fault) -> Value {
    json!({
        "level": "error",
        "message": { "text": format!("{} could not be read: {}", fault.file, fault.message) },
        "locations": [location(&fault.file, None)],
    })
}

fn location(file: &str, region: Option<Value>) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(file) });
    if let Some(region) = region {
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

fn artifact(file: &str) -> Value {
    // A path with a root of its own lies outside the repository.
    if file.starts_with('/') {
        return json!({ "uri": format!("file://{}", percent_encoded(file)) });
    }
    json!({ "uri": percent_encoded(file), "uriBaseId": "%SRCROOT%" })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "byteOffset": place.span[0],
        "byteLength": place.span[1] - place.span[0],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint | Severity::Information => "note",
    }
}

/// `path` as a URI has it.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
    out
}
