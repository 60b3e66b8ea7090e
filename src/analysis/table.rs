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

/// What the markup between two cells says of the place of the second.
struct Step {
    /// Whether it begins a row.
    row: bool,
    /// How many columns it is behind the one before, or behind the beginning of its row.
    columns: usize,
    /// Whether a cell spans several rows or columns, so that the places of the others are not told.
    spans: bool,
}

/// The tables of a document whose format has rows and columns. One with cells that span several is left out.
#[must_use]
pub fn tables(document: &Document) -> Vec<Table> {
    let step = match document.format {
        Format::Markdown => markdown_step,
        Format::Html => html_step,
        Format::Plain => plain_step,
    };
    let text = document.text();
    let mut found: Vec<Found> = Vec::new();
    let mut last: Option<usize> = None;
    for (index, block) in document.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Cell) {
        let before = last.filter(|&last| last + 1 == index).map(|last| &document.blocks[last]);
        let before = before.filter(|before| before.group == block.group);
        let start = block.range.start as usize;
        let from = before.map_or_else(|| row_start(text, start), |before| before.range.end as usize);
        if before.is_none() {
            found.push(Found::default());
        }
        if let Some(table) = found.last_mut() {
            table.add(index, &step(&text[from..start]));
        }
        last = Some(index);
    }
    found.into_iter().filter(|table| !table.spans).map(|table| table.rows).collect()
}

/// A table as far as it has been read.
#[derive(Default)]
struct Found {
    rows: Table,
    spans: bool,
}

impl Found {
    /// Takes in the cell of a block.
    fn add(&mut self, block: usize, step: &Step) {
        self.spans |= step.spans;
        match self.rows.last_mut() {
            Some(row) if !step.row => {
                let column = row.last().map_or(0, |cell| cell.column) + step.columns;
                row.push(Cell { block, column });
            }
            _ => self.rows.push(vec![Cell { block, column: step.columns.saturating_sub(1) }]),
        }
    }
}

/// How far back the markup of a row's first cell is looked for.
const MARKUP: usize = 4_000;

/// Where the row of the first cell of a table begins, near enough: no further back than the markup before the cell goes.
fn row_start(text: &str, start: usize) -> usize {
    let from = text.floor_char_boundary(start.saturating_sub(MARKUP));
    let before = &text[from..start];
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let row = before.rfind("<tr").or_else(|| before.rfind("<TR"));
    from + row.map_or(line, |row| row.min(line))
}

/// Markdown has a row in a line, and a bar before each cell.
fn markdown_step(between: &str) -> Step {
    let row = between.contains(['\n', '\r']);
    let line = between.rsplit(['\n', '\r']).next().unwrap_or_default();
    // A row need not begin with a bar, and a row of dashes stands below the first.
    let bars = line.replace("\\|", "").matches('|').count();
    Step { row, columns: bars.max(1), spans: false }
}

/// A list of lists has a star before each row, and a dash before each cell.
fn plain_step(between: &str) -> Step {
    let bullets = || between.lines().map(str::trim_start);
    let row = bullets().any(|line| line.starts_with("* "));
    let own = bullets().map(|line| line.strip_prefix("* ").map_or((line, false), |line| (line.trim_start(), true)));
    let columns =
        own.fold(0, |columns, (line, begins)| usize::from(line.starts_with('-')) + if begins { 0 } else { columns });
    Step { row, columns: columns.max(1), spans: false }
}

/// HTML has elements for both.
fn html_step(between: &str) -> Step {
    let low = between.to_ascii_lowercase();
    let row = low.rfind("<tr");
    let own = &low[row.unwrap_or(0)..];
    let columns = own.matches("<td").count() + own.matches("<th").count() - own.matches("<thead").count();
    Step { row: row.is_some(), columns: columns.max(1), spans: low.contains("colspan") || low.contains("rowspan") }
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::document::{Document, Format};

    /// The cells of the tables of a text, with their columns, a row in a line.
    fn shown(text: &str, format: Format) -> String {
        let document = Document::new(text, format);
        let row = |row: &Vec<super::Cell>| {
            let cells =
                row.iter().map(|cell| format!("{}:{}", cell.column, document.words(document.blocks[cell.block].range)));
            cells.collect::<Vec<_>>().join(" ")
        };
        let rows = tables(&document).into_iter().map(|table| table.iter().map(row).collect::<Vec<_>>().join("\n"));
        rows.collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn cells_know_their_columns() {
        let markdown = "| a | b |\n|---|---|\n| c |   |\n|   | d |\n\nText.\n\n| e | f |\n|--|--|\n| g | h |\n";
        assert_eq!(shown(markdown, Format::Markdown), "0:a 1:b\n0:c\n1:d\n\n0:e 1:f\n0:g 1:h");
        let html = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>c</td><td></td></tr>\n<tr><td></td><td>d</td></tr></table>\
                    <p>Text.</p><table><tr><td colspan=\"2\">e</td></tr><tr><td>f</td><td>g</td></tr></table>";
        assert_eq!(shown(html, Format::Html), "0:a 1:b\n0:c\n1:d");
    }
}
