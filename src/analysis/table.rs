//! Tables as rows and columns of cells.

use crate::document::{BlockKind, Document, Format};

/// A cell of a table that has something in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Index of its block.
    pub block: usize,
    /// Its column, counted from the left.
    pub column: usize,
}

/// The rows of a table from top to bottom, each from left to right.
pub type Table = Vec<Vec<Cell>>;

/// The tables of a Markdown document. The markup of others does not keep a row in a line.
#[must_use]
pub fn tables(document: &Document) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    if document.format != Format::Markdown {
        return found;
    }
    let text = document.text();
    let mut last = None;
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind != BlockKind::Cell {
            last = None;
            continue;
        }
        let start = block.range.start as usize;
        let line = text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let bars = text[line..start].replace("\\|", "");
        let cell = Cell { block: index, column: bars.matches('|').count() };
        let same = |group| group == block.group;
        match (found.last_mut(), last) {
            (Some(table), Some((group, row))) if same(group) => match table.last_mut() {
                Some(cells) if row == line => cells.push(cell),
                _ => table.push(vec![cell]),
            },
            _ => found.push(vec![vec![cell]]),
        }
        last = Some((block.group, line));
    }
    found
}
