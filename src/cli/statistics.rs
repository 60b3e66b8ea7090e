//! `--statistics`: how often each rule has found something, and how the claims stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::analysis::claim::Standings;

/// How often each rule has found something, and how the claims stand.
#[derive(Default)]
pub(super) struct Statistics {
    counts: BTreeMap<&'static str, usize>,
    standings: Standings,
}

impl Statistics {
    /// Counts a finding of `rule`.
    pub(super) fn add(&mut self, rule: &'static str) {
        *self.counts.entry(rule).or_default() += 1;
    }

    /// Counts the claims of a file.
    pub(super) fn stand(&mut self, standings: Standings) {
        self.standings.add(standings);
    }

    /// A line for each rule that has found something: most first, and those with as many by their names; then the claims.
    pub(super) fn table(&self) -> String {
        let mut lines: Vec<(&str, usize)> = self.counts.iter().map(|(rule, count)| (*rule, *count)).collect();
        // The sort keeps the order of the names.
        lines.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let width = lines.first().map_or(0, |(_, count)| count.to_string().len());
        let mut table = String::new();
        for (rule, count) in lines {
            let _ = writeln!(table, "{count:>width$}  {rule}");
        }
        let Standings { not_checkable, .. } = self.standings;
        if self.standings.checkable() + not_checkable > 0 {
            let _ = writeln!(table, "{} · {not_checkable} not checkable", self.standings);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_by_their_counts_and_then_by_their_names() {
        let mut statistics = Statistics::default();
        for rule in ["b", "a"].into_iter().chain(["c"; 10]) {
            statistics.add(rule);
        }
        assert_eq!(statistics.table(), "10  c\n 1  a\n 1  b\n");
        assert_eq!(Statistics::default().table(), "");
    }
}
