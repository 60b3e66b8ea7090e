//! What a rule reports.

use serde::{Deserialize, Serialize};

use crate::text::TextRange;

/// How much a finding weighs.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A matter of style: for editors, and elsewhere only where it is asked for.
    Hint,
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
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a finding, or what is said of a claim, is.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// As much speaks against it as for it: a hint.
    Low,
    /// More speaks for it than against it.
    Medium,
    /// Hardly anything speaks against it.
    High,
}

impl Confidence {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Another place that has to do with a finding.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// The place: bytes of the file.
    pub range: TextRange,
    /// What is there.
    pub message: String,
}

/// Who may make a change.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Applicability {
    /// A person, who chooses among several or fills in what is missing.
    DisplayOnly,
    /// A program, if a person looks at it then: the copy may say something else.
    Unsafe,
    /// A program: the copy says what it did.
    Safe,
}

impl Applicability {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DisplayOnly => "display-only",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// A change that settles a finding.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, as an editor's menu has it.
    pub title: String,
    /// Who may make it.
    pub applicability: Applicability,
    /// What is replaced: bytes of the file, none overlapping another.
    pub edits: Vec<(TextRange, String)>,
}

/// What a rule reports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// How sure it is; one of low confidence weighs as a hint.
    pub confidence: Confidence,
    /// The words it is about: bytes of the file.
    pub range: TextRange,
    /// What is wrong, in one sentence that names the words it turns on.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// Changes that would settle it, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Puts what `widened` makes of it in the place of each of its ranges.
    pub(crate) fn widen(&mut self, widened: impl Fn(TextRange) -> TextRange) {
        let related = self.related.iter_mut().map(|related| &mut related.range);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(|(range, _)| range);
        for range in std::iter::once(&mut self.range).chain(related).chain(edits) {
            *range = widened(*range);
        }
    }
}
