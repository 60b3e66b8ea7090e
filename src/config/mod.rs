//! What the user has chosen: one configuration, filled by `sayso.toml`, by flags and by editor settings.

mod effective;
mod file;
mod nearest;
mod place;
mod project;
mod read;
mod schema;
mod sources;
mod style;
mod used;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::claim::Profile;
use crate::analysis::known::Registry;
use crate::finding::{Confidence, Severity};
use crate::rules::{self, RULES, Rule};

/// When findings make a run fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FailOn {
    /// At an error.
    #[default]
    Error,
    /// At a warning or worse.
    Warning,
    /// At an information or worse.
    Information,
    /// Never.
    Never,
}

impl FailOn {
    /// Its name in settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Never => "never",
        }
    }

    /// Whether a finding of that weight makes the run fail.
    #[must_use]
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Information => severity >= Severity::Information,
            Self::Never => false,
        }
    }
}

pub use effective::Effective;
pub use file::{File, template};
pub use nearest::{Nearest, full};
pub use place::ConfigError;
pub use project::{NAME, Project};
pub use read::{LONGEST, limited, read, text};
pub use schema::schema;
pub(crate) use schema::{RuleName, write as write_schema};
pub use style::{CurrencyStyle, Decimal, Style, Units};
pub use walk::{unread, walk};

/// The least confidence of what is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MinConfidence(pub Confidence);

impl Default for MinConfidence {
    fn default() -> Self {
        Self(Confidence::Medium)
    }
}

/// The configuration of one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    /// Names of the only rules to run; all, where there are none.
    pub select: Vec<String>,
    /// Names of rules to run besides.
    pub extend: Vec<String>,
    /// Names of rules not to run.
    pub ignore: Vec<String>,
    /// Whether rules that give no more than hints run without being named.
    pub hints: bool,
    /// The least confidence of what is reported.
    pub min_confidence: MinConfidence,
    /// What kind of text it is.
    pub profile: Profile,
    /// When findings make a run fail.
    pub fail_on: FailOn,
    /// Whether a comment that suppresses findings must say why.
    pub require_reason: bool,
    /// How much the findings of a rule weigh, where that is not what its page says.
    pub severity: BTreeMap<String, Severity>,
    /// Acronyms that need not be spelled out.
    pub known_acronyms: Vec<String>,
    /// People who need no introduction.
    pub known_people: Vec<String>,
    /// Words that are boilerplate here.
    pub boilerplate: Vec<String>,
    /// Words that are no boilerplate here.
    pub no_boilerplate: Vec<String>,
    /// The day of texts that do not tell theirs.
    pub date: Option<Date>,
    /// How figures are written.
    pub style: Style,
    /// Sources that are known by name, the publication itself among them.
    pub sources: Arc<Registry>,
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
        self.select.iter().chain(&self.extend).chain(&self.ignore).try_for_each(|name| rule(name).map(drop))
    }

    /// The rules to run, in the order of the manual.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        let named = |names: &[String], rule: &Rule| names.iter().any(|name| name == rule.name);
        let chosen = move |rule: &&Rule| {
            let asked = named(&self.select, rule) || named(&self.extend, rule);
            let unasked = self.select.is_empty() && (self.hints || self.weight(rule) > Severity::Hint);
            (asked || unasked) && !named(&self.ignore, rule)
        };
        RULES.into_iter().filter(chosen)
    }

    /// How much the findings of a rule weigh.
    #[must_use]
    pub fn weight(&self, rule: &Rule) -> Severity {
        self.severity.get(rule.name).copied().unwrap_or(rule.severity)
    }

    /// Whether the configuration says that what `rule` finds in `words` is meant to be.
    #[must_use]
    pub fn knows(&self, rule: &str, words: &str) -> bool {
        let names = match rule {
            "undefined-acronym-source" => &self.known_acronyms,
            "unintroduced-source" => &self.known_people,
            "boilerplate-residue" => &self.no_boilerplate,
            _ => return false,
        };
        // "the HRTA", "Mr. Okonkwo": what stands before the name is no part of it.
        let words = words.to_lowercase();
        let ends = |name: &String| {
            words.strip_suffix(&name.to_lowercase()).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        names.iter().any(ends)
    }
}

/// The rule of that name.
///
/// # Errors
/// The name, with the one it comes nearest to, where there is no such rule.
pub fn rule(name: &str) -> Result<&'static Rule, UnknownRule> {
    Rule::named(name).ok_or_else(|| UnknownRule { name: name.to_owned(), nearest: rules::nearest(name) })
}
