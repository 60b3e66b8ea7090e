//! What the user has chosen: one configuration, filled by flags, by editor settings and, later, by a file.

use crate::finding::Severity;
use crate::rules::{self, RULES, Rule};

/// When findings make a run fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FailOn {
    /// At an error.
    #[default]
    Error,
    /// At a warning or worse.
    Warning,
    /// At anything.
    Information,
    /// Never.
    Never,
}

impl FailOn {
    /// Whether a finding of that weight makes the run fail.
    #[must_use]
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Information => true,
            Self::Never => false,
        }
    }
}

/// The configuration.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    /// Names of the only rules to run; all, where there are none.
    pub select: Vec<String>,
    /// Names of rules not to run.
    pub ignore: Vec<String>,
    /// When findings make a run fail.
    pub fail_on: FailOn,
    /// Whether a comment that suppresses findings must say why.
    pub require_reason: bool,
}

/// A name that is no rule's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The rule whose name comes nearest.
    pub nearest: &'static str,
}

impl std::fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no rule “{}”; did you mean “{}”? `sayso rules` lists them all", self.name, self.nearest)
    }
}

impl std::error::Error for UnknownRule {}

impl Config {
    /// Whether every rule that is named exists.
    ///
    /// # Errors
    /// The first name that is no rule's.
    pub fn validate(&self) -> Result<(), UnknownRule> {
        self.select.iter().chain(&self.ignore).try_for_each(|name| rule(name).map(drop))
    }

    /// The rules to run, in the order of the manual.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        let named = |names: &[String], rule: &Rule| names.iter().any(|name| name == rule.name);
        let chosen =
            move |rule: &&Rule| (self.select.is_empty() || named(&self.select, rule)) && !named(&self.ignore, rule);
        RULES.into_iter().filter(chosen)
    }
}

/// The rule of that name.
///
/// # Errors
/// The name, with the one it comes nearest to, where there is no such rule.
pub fn rule(name: &str) -> Result<&'static Rule, UnknownRule> {
    Rule::named(name).ok_or_else(|| UnknownRule { name: name.to_owned(), nearest: rules::nearest(name) })
}
