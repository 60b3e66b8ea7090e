//! Tables that `reStructuredText` writes as a list of lists: `.. list-table:: Caption`, then `* - cell` and `- cell`.

use super::{BlockKind, Sketch};
use crate::text::{TextRange, offset};

/// A table that is open.
pub(super) struct Table {
    /// How far its directive is set in: what is set in further belongs to it.
    indent: usize,
    caption: TextRange,
}

impl Table {
    /// The table whose directive a line is.
    pub(super) fn begin(text: &str, line: TextRange) -> Option<Self> {
        let words = line.of_text(text);
        let caption = words.trim_start().strip_prefix(".. list-table::")?;
        let start = line.end - offset(caption.len());
        Some(Self { indent: indent(words), caption: TextRange::new(start, line.end) })
    }

    /// Begins a group of cells, with the caption of the table.
    pub(super) fn open(&self, text: &str, sketch: &mut Sketch) {
        sketch.group = Some(sketch.new_group());
        if !self.caption.of_text(text).trim().is_empty() {
            sketch.block(Some(text), BlockKind::Caption, self.caption);
        }
    }

    /// Takes in a line of the table; false for one that ends it.
    pub(super) fn take(&self, text: &str, line: TextRange, sketch: &mut Sketch) -> bool {
        let words = line.of_text(text);
        if !words.trim().is_empty() && indent(words) <= self.indent {
            sketch.group = None;
            return false;
        }
        let cell = cell(words);
        if !cell.trim().is_empty() {
            let start = line.end - offset(cell.len());
            sketch.block(Some(text), BlockKind::Cell, TextRange::new(start, line.end));
        }
        true
    }
}

/// The words of a cell behind its bullets; of an option of the table none.
fn cell(line: &str) -> &str {
    let mut words = line.trim_start();
    if words.starts_with(':') {
        return "";
    }
    for bullet in ["* ", "- "] {
        words = words.strip_prefix(bullet).unwrap_or(words).trim_start();
    }
    words.strip_prefix(['*', '-']).filter(|rest| rest.trim().is_empty()).unwrap_or(words)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
