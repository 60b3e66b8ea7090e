//! The JSON schemas, for editors: of `sayso.toml`, and of what has no type of its own in it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::file::File;
use crate::rules::RULES;

/// The name of a rule, where a schema says which there are.
pub(crate) struct RuleName;

impl JsonSchema for RuleName {
    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let rules: Vec<Value> =
            RULES.iter().map(|rule| json!({"description": rule.summary(), "const": rule.name})).collect();
        json_schema!({"description": "The name of a rule.", "type": "string", "oneOf": rules})
    }
}

/// A table with the names of rules as its keys.
pub(super) fn by_rule(schema: &mut Schema) {
    schema.insert("propertyNames".to_owned(), json!({"$ref": "#/$defs/RuleName"}));
}

/// The JSON schema of `sayso.toml`.
///
/// # Errors
/// Where it cannot be written as JSON, which does not happen.
pub fn schema() -> serde_json::Result<String> {
    write::<File>()
}

/// The schema of a type, as a file.
pub(crate) fn write<T: JsonSchema>() -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&schemars::schema_for!(T))? + "\n")
}
