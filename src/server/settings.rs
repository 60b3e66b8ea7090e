//! What an editor's settings choose.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::config::rule;

/// How much is written between the words of a text.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub(super) enum InlayHints {
    /// Nothing.
    Off,
    /// Who a pronoun stands for that says something, and whose a quotation without a cue is.
    #[default]
    Minimal,
    /// Besides, who is meant by short names, acronyms and roles, and who carries on behind a figure.
    All,
}

/// The settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Settings {
    /// The only rules to run; `None` leaves it to the configuration file.
    pub(super) select: Option<Vec<String>>,
    /// Rules that do not run, besides those of the configuration file.
    pub(super) ignore: Vec<String>,
    pub(super) inlay_hints: InlayHints,
    /// Whether claims are counted above the text and above each section.
    pub(super) code_lens: bool,
    /// Whether the files of the workspace are checked that are not open.
    pub(super) workspace_diagnostics: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            select: None,
            ignore: Vec::new(),
            inlay_hints: InlayHints::default(),
            code_lens: true,
            workspace_diagnostics: false,
        }
    }
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
        if let Some(select) = read(value, "select", rules)? {
            settings.select = Some(select).filter(|select: &Vec<String>| !select.is_empty());
        }
        settings.ignore = read(value, "ignore", rules)?.unwrap_or(settings.ignore);
        let levels = "write \"off\", \"minimal\" or \"all\"";
        settings.inlay_hints = read(value, "inlayHints", levels)?.unwrap_or(settings.inlay_hints);
        let switch = "write true or false";
        settings.code_lens = read(value, "codeLens", switch)?.unwrap_or(settings.code_lens);
        settings.workspace_diagnostics =
            read(value, "workspaceDiagnostics", switch)?.unwrap_or(settings.workspace_diagnostics);
        let mut names = settings.select.iter().flatten().chain(&settings.ignore);
        names.try_for_each(|name| rule(name).map(drop)).map_err(|error| error.to_string())?;
        Ok(settings)
    }
}

/// The value of a key; `None` where there is none.
fn read<T: DeserializeOwned>(settings: &Value, key: &str, remedy: &str) -> Result<Option<T>, String> {
    let Some(value) = settings.get(key).filter(|value| !value.is_null()) else { return Ok(None) };
    T::deserialize(value).map(Some).map_err(|_| format!("“{key}” is {value}; {remedy}"))
}
