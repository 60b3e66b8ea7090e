//! What stands in the file for other words of the prose, and is one: an entity (`&rdquo;`), an element that is a mark (`</q>`).

use super::Document;
use crate::text::TextRange;

impl Document {
    /// `range` with the whole of what it begins or ends in, so that whoever changes it leaves no half of an entity behind.
    #[must_use]
    pub fn whole(&self, range: TextRange) -> TextRange {
        let around = |at: u32| {
            let next = self.wholes.partition_point(|whole| whole.end <= at);
            self.wholes.get(next).filter(|whole| whole.start < at)
        };
        let start = around(range.start).map_or(range.start, |whole| whole.start);
        // What has no width stays where it is.
        let end = if range.is_empty() { start } else { around(range.end).map_or(range.end, |whole| whole.end) };
        TextRange::new(start, end)
    }

    /// Whether anything stands for other words.
    #[must_use]
    pub fn has_wholes(&self) -> bool {
        !self.wholes.is_empty()
    }
}
