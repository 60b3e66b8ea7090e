//! What figures leave open: against what something has grown, over which time it was counted, how much "many" is.

use crate::text::TextRange;

/// What is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GapKind {
    /// From what something has changed: "rose 40%".
    Baseline,
    /// Than what it is so many times as much: "twice as likely".
    Comparison,
    /// Over which time events were counted: "recorded 312 burglaries".
    TimeFrame,
    /// How many, or how much: "many", "rose sharply".
    Amount,
}

/// Words of a block that leave something open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// The figure, or the words that stand in its place.
    pub range: TextRange,
}
