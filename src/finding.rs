//! What a rule reports.

use crate::text::TextRange;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Information,
    /// Worth a change.
    Warning,
    /// Provable from the text itself.
    Error,
}

impl Severity {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule reports.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The words it is about.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
}
