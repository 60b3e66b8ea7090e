//! How many claims stand on what.

use serde::{Deserialize, Serialize};

use super::{Claim, Status};

/// How many claims have a source, are the publisher's own, have no source, and are nothing to check.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standings {
    /// Attributed, carried on or referenced.
    pub sourced: usize,
    /// The publisher's own.
    pub ours: usize,
    /// On nobody's say-so.
    pub no_source: usize,
    /// No claim to check.
    pub not_checkable: usize,
}

impl Standings {
    /// Counts claims.
    pub fn of<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Self {
        let mut standings = Self::default();
        for claim in claims {
            *match claim.status {
                Status::Attributed | Status::CarriedOn | Status::Referenced => &mut standings.sourced,
                Status::Own => &mut standings.ours,
                Status::Unattributed => &mut standings.no_source,
                Status::NotCheckable => &mut standings.not_checkable,
            } += 1;
        }
        standings
    }

    /// How many there are to check.
    #[must_use]
    pub fn checkable(self) -> usize {
        self.sourced + self.ours + self.no_source
    }

    /// Takes in those of another text.
    pub fn add(&mut self, other: Self) {
        self.sourced += other.sourced;
        self.ours += other.ours;
        self.no_source += other.no_source;
        self.not_checkable += other.not_checkable;
    }
}

impl std::fmt::Display for Standings {
    /// "12 claims · 7 sourced · 2 ours · 3 no source"; none of ours where there are none.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = self.checkable();
        let plural = if all == 1 { "" } else { "s" };
        write!(f, "{all} claim{plural} · {} sourced", self.sourced)?;
        if self.ours > 0 {
            write!(f, " · {} ours", self.ours)?;
        }
        write!(f, " · {} no source", self.no_source)
    }
}
