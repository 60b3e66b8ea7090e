//! What speaks for and against the standing of a claim.

use crate::text::TextRange;

/// Words that speak for or against what is said of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// Whether they speak for it.
    pub supports: bool,
    /// What they are: "cue", "reference", "respondents".
    pub what: &'static str,
    /// The words, as bytes of the file; empty where no single words show it.
    pub range: TextRange,
}

impl Evidence {
    pub(super) fn supporting(what: &'static str, range: TextRange) -> Self {
        Self { supports: true, what, range }
    }

    pub(super) fn against(what: &'static str, range: TextRange) -> Self {
        Self { supports: false, what, range }
    }
}
