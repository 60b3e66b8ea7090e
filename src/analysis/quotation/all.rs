//! The quotations of a block, and which of them a place can stand in.

use std::ops::Deref;

use super::Quotation;
use crate::text::TextRange;

/// The quotations of a block, outer before inner.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Quotations {
    all: Box<[Quotation]>,
    /// Of those the outer ones: the index of each, and how far it and those in it reach.
    outer: Box<[(u32, u32)]>,
}

impl From<Vec<Quotation>> for Quotations {
    fn from(all: Vec<Quotation>) -> Self {
        let mut outer: Vec<(u32, u32)> = Vec::new();
        for (quotation, index) in all.iter().zip(0..) {
            match outer.last_mut() {
                Some((_, reach)) if quotation.level > 0 => *reach = quotation.range.end.max(*reach),
                _ => outer.push((index, quotation.range.end)),
            }
        }
        Self { all: all.into(), outer: outer.into() }
    }
}

impl Deref for Quotations {
    type Target = [Quotation];

    fn deref(&self) -> &[Quotation] {
        &self.all
    }
}

impl Quotations {
    /// Those that `range` can stand in: the last outer one that begins before its end, and those inside it, where any of them reaches
    /// that far. All that come earlier end before that one begins.
    pub fn at(&self, range: TextRange) -> impl Iterator<Item = &Quotation> {
        let begins = |index: u32| self.all[index as usize].range.start;
        let last = self.outer.partition_point(|(index, _)| begins(*index) < range.end).checked_sub(1);
        let last = last.map(|last| self.outer[last]).filter(|(_, reach)| *reach > range.start);
        let first = last.map_or(self.all.len(), |(index, _)| index as usize);
        self.all[first..].iter().take_while(move |quotation| quotation.range.start < range.end)
    }

    /// The outer ones that share a byte with `range`.
    pub fn outer(&self, range: TextRange) -> impl Iterator<Item = &Quotation> {
        let quotation = |index: u32| &self.all[index as usize];
        let from = self.outer.partition_point(|(index, _)| quotation(*index).range.end <= range.start);
        let outer = self.outer[from..].iter().map(move |(index, _)| quotation(*index));
        outer.take_while(move |quotation| quotation.range.start < range.end)
    }
}
