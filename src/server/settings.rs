//! What an editor's settings choose.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::config::{RuleName, rule, write_schema};

/// How much is written between the words of a text.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub(super) enum InlayHints {
    /// No hints.
    Off,
    /// Who a pronoun stands for that says something, and whose a quotation without a cue is.
    #[default]
    Minimal,
    /// Besides, who is meant by short names, acronyms and roles, and who carries on behind a figure.
    All,
}

/// The settings. What the fields say is what editors show of them.
#[derive(Serialize, JsonSchema, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "Settings of sayso", description = "What an editor can choose, above `sayso.toml`", default)]
pub(super) struct Settings {
    /// Run only these rules. If empty, those of `sayso.toml` run, else all.
    #[schemars(with = "Vec<RuleName>")]
    pub(super) select: Vec<String>,
    /// Leave these rules out, besides those that `sayso.toml` leaves out.
    #[schemars(with = "Vec<RuleName>")]
    pub(super) ignore: Vec<String>,
    /// Who speaks, between the words of the text where it does not say so there.
    pub(super) inlay_hints: InlayHints,
    /// Count the claims above the text and above each section. A click goes to the first that is nobody's.
    pub(super) code_lens: bool,
    /// Check all texts of the workspace, not only those that are shown.
    pub(super) workspace_diagnostics: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            select: Vec::new(),
            ignore: Vec::new(),
            inlay_hints: InlayHints::default(),
            code_lens: true,
            workspace_diagnostics: false,
        }
    }
}

/// The JSON schema of the settings that an editor gives.
///
/// # Errors
/// Where it cannot be written as JSON, which does not happen.
pub fn settings_schema() -> serde_json::Result<String> {
    write_schema::<Settings>()
}

impl Settings {
    /// These settings with what `value` says instead, also under the key "sayso". What it says nothing of stays.
    ///
    /// # Errors
    /// What is wrong with a value, and what to write.
    pub(super) fn with(&self, value: &Value) -> Result<Self, String> {
        let value = value.get("sayso").unwrap_or(value);
        let mut settings = self.clone();
        let rules = "write a list of rules, such as [\"vague-source\"]";
        settings.select = read(value, "select", rules)?.unwrap_or(settings.select);
        settings.ignore = read(value, "ignore", rules)?.unwrap_or(settings.ignore);
        let levels = "write \"off\", \"minimal\" or \"all\"";
        settings.inlay_hints = read(value, "inlayHints", levels)?.unwrap_or(settings.inlay_hints);
        let switch = "write true or false";
        settings.code_lens = read(value, "codeLens", switch)?.unwrap_or(settings.code_lens);
        settings.workspace_diagnostics =
            read(value, "workspaceDiagnostics", switch)?.unwrap_or(settings.workspace_diagnostics);
        let mut names = settings.select.iter().chain(&settings.ignore);
        names.try_for_each(|name| rule(name).map(drop)).map_err(|error| error.to_string())?;
        Ok(settings)
    }
}

/// The value of a key; `None` where there is none.
fn read<T: DeserializeOwned>(settings: &Value, key: &str, remedy: &str) -> Result<Option<T>, String> {
    let Some(value) = settings.get(key).filter(|value| !value.is_null()) else { return Ok(None) };
    T::deserialize(value).map(Some).map_err(|_| format!("“{key}” is {value}; {remedy}"))
}
