//! Which reference covers a claim: its own clause's or sentence's, the note at the end of its paragraph, that of its list, table,
//! figure or section, or the line that names the source of what stands above it.

use std::sync::Arc;

use super::Claim;
use super::group::Groups;
use super::role::Role;
use super::spot::{Spot, Spots};
use crate::analysis::Analysis;
use crate::analysis::clause;
use crate::analysis::facts::Facts;
use crate::analysis::table::{self, Cell, Table};
use crate::document::{BlockKind, Document, HIDDEN};
use crate::language::clause::ClauseKind;
use crate::text::TextRange;

/// How surely a reference covers a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Perhaps: from another clause, from the end of a paragraph that has several, from a heading.
    Weak,
    /// By a name alone, in the claim's own clause.
    Near,
    /// As far as can be told.
    Strong,
}

/// A reference that covers a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Covering {
    /// Its index in [`Analysis::references`].
    pub index: usize,
    /// How surely it does.
    pub strength: Strength,
}

fn strong(spot: &Spot) -> Covering {
    Covering { index: spot.index, strength: Strength::Strong }
}

fn weak(spot: &Spot) -> Covering {
    Covering { index: spot.index, strength: Strength::Weak }
}

/// How many references beside a claim are looked through in a block that is full of them.
const NEAR: usize = 64;

/// Finds the references that cover claims.
pub(super) struct References<'a> {
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    spots: Spots,
    /// For each list or table, what covers it as a whole.
    groups: Vec<Option<Covering>>,
    tables: Vec<Table>,
    /// For each block that is a cell of a table: the table, and the row.
    cells: Vec<Option<(usize, usize)>>,
    /// For each block, what a line of its own gives as its source, or the heading above it.
    under: Vec<Option<Covering>>,
}

impl<'a> References<'a> {
    pub(super) fn new(document: &'a Document, facts: &'a [Arc<Facts>], analysis: &'a Analysis) -> Self {
        let tables = table::tables(document);
        let mut cells = vec![None; facts.len()];
        for (number, table) in tables.iter().enumerate() {
            for (row, line) in table.iter().enumerate() {
                for cell in line {
                    cells[cell.block] = Some((number, row));
                }
            }
        }
        let spots = Spots::new(document, facts, analysis);
        let under = vec![None; facts.len()];
        let mut found = Self { document, facts, spots, groups: Vec::new(), tables, cells, under };
        for &(first, last) in Groups::new(document).all() {
            // Around a nested list stands one that began before it.
            let group = if first <= last { found.of_whole_group(first, last) } else { None };
            found.groups.push(group);
        }
        found.look_up();
        found.look_down();
        found
    }

    /// The reference that covers the claim.
    pub(super) fn of(&self, claim: &Claim) -> Option<Covering> {
        let sentence = self.sentence_at(claim.block, claim.range.start)?;
        // A link on the claim itself is nearer than all else.
        let mut spots = self.spots.of_sentence(claim.block, sentence).iter();
        let on_it = spots.find(|spot| spot.link && spot.range.covers(claim.range));
        let in_sentence = on_it
            .map(strong)
            .or_else(|| self.mark_in_sentence(claim, sentence))
            .or_else(|| self.mark_of_item(claim))
            .or_else(|| self.of_group(self.introduced(claim.block).unwrap_or(claim.block)));
        in_sentence
            .or_else(|| self.link_in_sentence(claim, sentence))
            .or_else(|| self.link_of_item(claim))
            .or_else(|| self.end_of_paragraph(claim, sentence))
            .or_else(|| self.quoted_from(claim))
            .or(self.under[claim.block])
    }

    /// The link on a source or on its name in a sentence: what it names can go on behind it, as other links and notes do not.
    pub(super) fn named_by_link(&self, block: usize, sentence: usize) -> Option<usize> {
        let mut spots = self.spots.of_sentence(block, sentence).iter();
        let names =
            |spot: &&Spot| matches!(spot.role, Role::Source | Role::Name) && !self.is_aside(block, words_of(spot));
        spots.find(names).map(|spot| spot.index)
    }

    /// Index of the sentence of `block` that holds byte `at` of the file.
    fn sentence_at(&self, block: usize, at: u32) -> Option<usize> {
        self.facts[block].sentence_at(at.saturating_sub(self.document.blocks[block].range.start))
    }

    /// A mark of the claim's sentence: the next behind the claim, or one before it in its own clause.
    fn mark_in_sentence(&self, claim: &Claim, sentence: usize) -> Option<Covering> {
        let spots = self.spots.of_sentence(claim.block, sentence);
        // A link in brackets is weighed with the other links.
        let marks = || spots.iter().filter(|spot| spot.role == Role::Mark && !spot.link);
        let last = marks().next_back()?;
        if let Some(behind) = marks().find(|spot| spot.range.end >= claim.range.end) {
            // At the end of the sentence a mark is for all of it.
            let all = behind.index == last.index && self.ends_sentence(claim.block, behind);
            return (all || !self.is_parted(claim.range, behind.range)).then(|| strong(behind));
        }
        let same = self.independent(claim.block, claim.range.start) == self.independent(claim.block, last.range.start);
        (same && !self.is_parted(claim.range, last.range)).then(|| strong(last))
    }

    /// Whether no word of its sentence stands behind a spot.
    fn ends_sentence(&self, block: usize, spot: &Spot) -> bool {
        let start = self.document.blocks[block].range.start;
        let sentence = self.facts[block].sentences.get(spot.sentence).map(|sentence| sentence.range.shift(start));
        sentence.is_none_or(|sentence| {
            let rest = TextRange::new(spot.range.end.min(sentence.end), sentence.end);
            !rest.of_text(self.document.prose()).contains(char::is_alphanumeric)
        })
    }

    /// Whether a semicolon stands between two places of a sentence.
    fn is_parted(&self, a: TextRange, b: TextRange) -> bool {
        let between = a.end.min(b.end)..a.start.max(b.start);
        between.start < between.end
            && TextRange::new(between.start, between.end).of_text(self.document.prose()).contains(';')
    }

    /// Index of the clause that can stand by itself and holds byte `at` of the file.
    fn independent(&self, block: usize, at: u32) -> Option<usize> {
        let clauses = &self.facts[block].clauses;
        let at = at.saturating_sub(self.document.blocks[block].range.start);
        let innermost = clause::innermost(clauses, at)?;
        clause::around(clauses, innermost).find(|&index| clauses[index].stands_alone()).or(Some(innermost))
    }

    /// The mark of the claim's item, cell, caption or note, wherever it stands in it: the next behind the claim, or the last.
    fn mark_of_item(&self, claim: &Claim) -> Option<Covering> {
        let kind = self.document.blocks[claim.block].kind;
        if !matches!(kind, BlockKind::Item | BlockKind::Cell | BlockKind::Caption | BlockKind::Note) {
            return None;
        }
        let noted = kind == BlockKind::Note;
        let can = |spot: &&Spot| {
            matches!(spot.role, Role::Mark | Role::Pointer | Role::Source) || (noted && spot.role != Role::Name)
        };
        let spots = self.spots.of(claim.block);
        let (before, behind) = spots.split_at(spots.partition_point(|spot| spot.range.start < claim.range.end));
        let next = behind.iter().take(NEAR).find(can).or_else(|| before.iter().rev().take(NEAR).find(can));
        // Its own sentence has been looked through for marks; a semicolon parts what stands in one.
        next.filter(|spot| !self.is_parted(claim.range, spot.range)).map(strong)
    }

    /// The link that is nearest to the claim in its sentence: one in its own clause before all others.
    fn link_in_sentence(&self, claim: &Claim, sentence: usize) -> Option<Covering> {
        let clause = self.independent(claim.block, claim.range.start);
        let spots = self.spots.of_sentence(claim.block, sentence).iter();
        let noted = |spot: &Spot| spot.role == Role::Mark && self.ends_sentence(claim.block, spot);
        let links = spots.filter(|spot| spot.link && (noted(spot) || !self.is_parted(claim.range, spot.range)));
        let distance = |other: TextRange| match () {
            () if other.overlaps(claim.range) => (0, false),
            () if other.start >= claim.range.end => (other.start - claim.range.end, false),
            () => (claim.range.start - other.end, true),
        };
        let own = |spot: &Spot| self.independent(claim.block, words_of(spot)) == clause;
        let nearest = links.min_by_key(|spot| (!own(spot), distance(spot.range)))?;
        match (nearest.role, own(nearest)) {
            (Role::Name, false) => None,
            (Role::Name, true) => Some(Covering { index: nearest.index, strength: Strength::Near }),
            (Role::Words, false) => Some(weak(nearest)),
            (Role::Mark, false) if !noted(nearest) => Some(weak(nearest)),
            _ => Some(strong(nearest)),
        }
    }

    /// A link in another sentence of the claim's item: perhaps what the item is about, at its beginning, and perhaps its source.
    fn link_of_item(&self, claim: &Claim) -> Option<Covering> {
        if self.document.blocks[claim.block].kind != BlockKind::Item {
            return None;
        }
        let spots = self.spots.of(claim.block);
        let link = spots.iter().take(NEAR).find(|spot| spot.role == Role::Words);
        let label = || spots.first().filter(|spot| spot.role == Role::Name && spot.sentence == 0);
        link.or_else(label).map(weak)
    }

    /// The note at the end of the paragraph, for the sentences behind the note before.
    fn end_of_paragraph(&self, claim: &Claim, sentence: usize) -> Option<Covering> {
        let closing = self.spots.closing(claim.block)?;
        let covered = closing.spot.sentence > sentence && closing.before.is_none_or(|before| before <= sentence);
        covered.then(|| if closing.before.is_none() { strong(&closing.spot) } else { weak(&closing.spot) })
    }

    /// The source that a quotation gives in its markup.
    fn quoted_from(&self, claim: &Claim) -> Option<Covering> {
        self.spots.of(claim.block).iter().take(NEAR).find(|spot| spot.range.covers(claim.range)).map(strong)
    }

    /// The first block of the list or table that `block` brings in.
    fn introduced(&self, block: usize) -> Option<usize> {
        let next = block + 1;
        let listed = self.document.blocks.get(next)?.group.is_some() && self.document.blocks[block].group.is_none();
        (listed && self.facts[block].introduces).then_some(next)
    }

    /// The reference of the list or table that `block` belongs to: of its row or its column, or of the whole.
    fn of_group(&self, block: usize) -> Option<Covering> {
        self.of_cell(block).or_else(|| self.groups.get(self.document.blocks[block].group? as usize).copied().flatten())
    }

    /// What covers the list or table from block `first` to block `last`: the line that brings it in, its caption, or its end.
    fn of_whole_group(&self, first: usize, last: usize) -> Option<Covering> {
        let captions = (first..=last).filter(|&i| self.document.blocks[i].kind == BlockKind::Caption);
        self.of_introduction(first)
            .or_else(|| captions.filter(|&i| self.spots.has_mark(i)).find_map(|i| self.mark(i)))
            .or_else(|| self.end_of_group(first, last))
    }

    /// A mark of a block that is for more than the block itself.
    fn mark(&self, block: usize) -> Option<Covering> {
        self.spots.of(block).iter().rev().find(|spot| spot.role == Role::Mark).map(strong)
    }

    /// The mark or the link of another cell of the row, or of the head of the column.
    fn of_cell(&self, block: usize) -> Option<Covering> {
        let (table, row) = self.cells[block]?;
        let rows = &self.tables[table];
        let place = rows[row].binary_search_by_key(&block, |cell| cell.block).ok()?;
        let column = rows[row][place].column;
        let head = |line: &Vec<Cell>| {
            let place = line.binary_search_by_key(&column, |cell| cell.column).ok()?;
            self.mark(line[place].block)
        };
        let heads = || rows.iter().take(row.min(2)).find_map(head);
        let source = |cell: &Cell| {
            let spot = self.spots.of(cell.block).iter().find(|spot| spot.role != Role::Name)?;
            Some(if spot.role == Role::Words { weak(spot) } else { strong(spot) })
        };
        let near = || rows[row].iter().skip((place + 1).saturating_sub(NEAR)).take(2 * NEAR);
        heads().or_else(|| near().filter(|cell| cell.block != block).find_map(source))
    }

    /// The reference of the line or the item that brings in the list or table that begins at block `first`.
    fn of_introduction(&self, first: usize) -> Option<Covering> {
        let before = first.checked_sub(1)?;
        let block = &self.document.blocks[before];
        let nested = block.kind == BlockKind::Item && self.document.blocks[first].kind == BlockKind::Item;
        if nested {
            let introduces = self.facts[before].introduces;
            let mut own = self.spots.of(before).iter();
            let own = own.find(|spot| spot.role == Role::Mark || (introduces && spot.role == Role::Source));
            return own.map(strong).or_else(|| self.of_group(before));
        }
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Caption) {
            return None;
        }
        let introduces = self.facts[before].introduces;
        let last = self.facts[before].sentences.len().saturating_sub(1);
        let spots = self.spots.of_sentence(before, last).iter().rev();
        let marked = spots.clone().find(|spot| spot.role == Role::Mark);
        // A mark behind a whole paragraph is for that; behind a line, for what the line brings in.
        let brings_in = introduces || block.kind != BlockKind::Paragraph || last == 0;
        if let Some(mark) = marked.filter(|_| brings_in) {
            return Some(strong(mark));
        }
        let link = spots
            .clone()
            .find(|spot| spot.role == Role::Source)
            .or_else(|| spots.clone().find(|spot| spot.role == Role::Words))?;
        match (introduces, link.role) {
            (true, Role::Source) => Some(strong(link)),
            (true, Role::Words) => Some(weak(link)),
            // "… as it seeks a [trade deal](…)." names no source for the lines below.
            (false, Role::Source) if !self.is_aside(before, words_of(link)) => Some(weak(link)),
            _ => None,
        }
    }

    /// Whether byte `at` of the file stands in a clause that tells when or why: what is named there is not what the text goes on from.
    pub(super) fn is_aside(&self, block: usize, at: u32) -> bool {
        let at = at.saturating_sub(self.document.blocks[block].range.start);
        clause::stands_in(&self.facts[block].clauses, at, &[ClauseKind::Adverbial])
    }

    /// What the last line of a list or table or the line below it names as the source, or the only citation in it, if that stands
    /// behind the last stop: "… three years. (p. 25)".
    fn end_of_group(&self, first: usize, last: usize) -> Option<Covering> {
        if self.is_source_line(last) {
            return self.mark(last);
        }
        let below = self.document.blocks.get(last + 1).filter(|_| self.is_source_line(last + 1));
        let alone = || (first..last).all(|block| !self.spots.has_mark(block));
        let behind = || self.spots.closing(last).map(|closing| &closing.spot).filter(|spot| self.is_behind_stop(spot));
        let inside =
            || behind().filter(|_| alone()).map(|spot| Covering { index: spot.index, strength: Strength::Near });
        below.and_then(|_| self.mark(last + 1)).or_else(inside)
    }

    /// Whether a citation in brackets stands behind the stop of a sentence.
    fn is_behind_stop(&self, spot: &Spot) -> bool {
        let prose = self.document.prose();
        let open = spot.range.of_text(prose).starts_with(['(', '[']);
        let before =
            prose[..spot.range.start as usize].trim_end_matches(|c: char| c.is_whitespace() || c == char::from(HIDDEN));
        open && before.ends_with(['.', '!', '?'])
    }

    /// Whether a block does nothing but name a source: "Source: ONS", "(p. 25)", an address.
    fn is_source_line(&self, block: usize) -> bool {
        let range = self.document.blocks[block].range;
        let prose = self.document.prose();
        let marks = self.spots.of(block).iter().filter(|spot| spot.role == Role::Mark && !spot.around);
        let mut rest = range.start;
        for spot in marks {
            if prose[rest as usize..spot.range.start.clamp(rest, range.end) as usize].contains(char::is_alphanumeric) {
                return false;
            }
            rest = spot.range.end.clamp(rest, range.end);
        }
        rest > range.start && !prose[rest as usize..range.end as usize].contains(char::is_alphanumeric)
    }

    /// What stands above a line that names a source: the block before it, and the lines of one sentence each before that.
    fn look_up(&mut self) {
        let mut below: Option<(Covering, bool)> = None;
        for block in (0..self.facts.len()).rev() {
            let kind = self.document.blocks[block].kind;
            if self.is_source_line(block) && kind != BlockKind::Note {
                below = self.mark(block).map(|mark| (mark, true));
                continue;
            }
            let Some((mark, beside)) = below else { continue };
            let line = self.facts[block].sentences.len() == 1 && self.document.blocks[block].group.is_none();
            if kind != BlockKind::Paragraph || !(line || beside) {
                below = None;
                continue;
            }
            let strength = if beside { Strength::Strong } else { Strength::Weak };
            self.under[block] = Some(Covering { strength, ..mark });
            below = line.then_some((mark, false));
        }
    }

    /// What stands below a heading with a note, or below a line that names a source and opens its section.
    fn look_down(&mut self) {
        let mut section: Option<Covering> = None;
        let mut line: Option<Covering> = None;
        for block in 0..self.facts.len() {
            let here = &self.document.blocks[block];
            if here.kind.is_heading() {
                section = self.mark(block).map(|mark| Covering { strength: Strength::Weak, ..mark });
                line = None;
                continue;
            }
            let opens = block == 0 || self.document.blocks[block - 1].kind.is_heading();
            if opens && self.is_source_line(block) {
                line = self.mark(block).map(|mark| Covering { strength: Strength::Weak, ..mark });
            } else if self.facts[block].sentences.len() > 1 && here.group.is_none() {
                line = None;
            }
            if self.under[block].is_none() && here.kind != BlockKind::Note {
                self.under[block] = section.or(line);
            }
        }
    }
}

/// A byte inside the words of a link: its markup begins before them.
fn words_of(spot: &Spot) -> u32 {
    spot.range.start + 1
}
