//! Which figures of a text are of the same thing, as far as its words tell.

use super::Check;
use crate::analysis::figure::{Figure, FigureKind};
use crate::analysis::relation::{Grip, Thing};
use crate::document::BlockKind;
use crate::text::TextRange;

/// A figure of the running text, and what it is of.
pub(super) struct Mention<'a> {
    pub(super) figure: &'a Figure,
    pub(super) thing: &'a Thing,
    /// Index of its block.
    pub(super) block: usize,
    /// Where it stands in the file.
    pub(super) range: TextRange,
    /// Hashes of the names in its sentence, but for those of who says it.
    names: Vec<u32>,
    /// Whether it stands in a quotation.
    pub(super) quoted: bool,
}

/// How many blocks a text goes on about one thing.
pub(super) const APART: usize = 12;

/// The figures of the running text, in order.
pub(super) fn mentions<'a>(check: &Check<'a>) -> Vec<Mention<'a>> {
    mentions_in(check, |kind| !kind.is_heading() && kind != BlockKind::Cell)
}

/// The figures of the running text and of titles, in order.
pub(super) fn mentions_with_titles<'a>(check: &Check<'a>) -> Vec<Mention<'a>> {
    mentions_in(check, |kind| kind != BlockKind::Cell)
}

fn mentions_in<'a>(check: &Check<'a>, looks_at: impl Fn(BlockKind) -> bool) -> Vec<Mention<'a>> {
    let blocks = check.document.blocks.iter().zip(check.facts).enumerate();
    let running = blocks.filter(|(_, (block, _))| looks_at(block.kind));
    let mut found = Vec::new();
    for (number, (block, facts)) in running {
        if facts.things.is_empty() {
            continue;
        }
        let sources = facts.ties.iter().filter_map(|tie| Some(facts.mentions.get(tie.source?)?.range));
        let sources: Vec<TextRange> = sources.take(SOURCES).collect();
        let said_by = |at: u32| sources.iter().any(|source| source.contains(at));
        for thing in &facts.things {
            let figure = &facts.figures[thing.figure];
            let names = thing.around.names.iter().filter(|(_, at)| !said_by(*at)).map(|(hash, _)| *hash).collect();
            let quoted = facts.meets_quotation(figure.range);
            found.push(Mention {
                figure,
                thing,
                block: number,
                range: figure.range.shift(block.range.start),
                names,
                quoted,
            });
        }
    }
    found
}

/// How many sources of a block are looked at: hardly any has more.
const SOURCES: usize = 32;

impl Mention<'_> {
    /// Whether both stand in one sentence, where they are told apart.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        self.block == other.block && self.thing.sentence == other.thing.sentence
    }

    /// Whether the sentences of both tell times, and none in common.
    pub(super) fn is_of_other_time(&self, other: &Self) -> bool {
        let (a, b) = (&self.thing.around.times, &other.thing.around.times);
        !a.is_empty() && !b.is_empty() && shared(a, b) == 0
    }

    /// Whether the words beside two figures say that they are of two things: other days, other names, or that one was wrong.
    pub(super) fn is_other_than(&self, other: &Self) -> bool {
        let (a, b) = (&self.thing.around, &other.thing.around);
        let times = self.is_of_other_time(other);
        let names = strange(&self.names, &other.names) && strange(&other.names, &self.names);
        times || names || a.mistaken || b.mistaken
    }

    /// Whether this figure takes up an earlier one: it comes in as known, and the words that tell which are the earlier one's too.
    pub(super) fn takes_up(&self, earlier: &Self) -> bool {
        let (own, around) = (&self.thing.own, &earlier.thing.around);
        let met = shared(own, &around.words);
        // "the 57% turnout", but not "the 8% of voters".
        let kind = match self.figure.kind {
            FigureKind::Ratio | FigureKind::Age => false,
            // "the 3-1 win", behind "beat Harlow 2-1".
            FigureKind::Score => !self.is_other_than(earlier) && met == own.len(),
            FigureKind::Percent => met == own.len() && !self.is_other_than(earlier) && self.thing.grip == Grip::Known,
            _ => true,
        };
        let known = kind && self.thing.grip == Grip::Known && earlier.thing.grip != Grip::Part;
        // "the £26 million that the council agreed to spend", where it "voted": most of the words. Where it hangs on one word, "the 19
        // kidnapped students", what stands around must not tell of another.
        let much = met > 1 && met * 2 >= own.len() && !around.mistaken && !self.thing.around.mistaken;
        // "The 13-day strike cost the port dearly": where no verb is seen, one of the words behind the noun is it.
        let alone = own.len() == 1 || own.len() == 2 && !self.thing.stated && self.is_like(earlier);
        let one = met == 1 && alone && !self.is_other_than(earlier);
        let dated = self.thing.own_times.is_empty()
            || around.times.is_empty()
            || shared(&self.thing.own_times, &around.times) > 0;
        known && (much || one) && dated
    }

    /// Whether neither figure is more than twice the other.
    fn is_like(&self, other: &Self) -> bool {
        matches!((self.figure.value, other.figure.value), (Some(a), Some(b)) if a <= 2.0 * b && b <= 2.0 * a)
    }

    /// Whether this figure comes in as known, and any word that tells which is the earlier one's too.
    pub(super) fn takes_up_some(&self, earlier: &Self) -> bool {
        let known = self.thing.grip == Grip::Known && earlier.thing.grip != Grip::Part;
        let kind = !matches!(self.figure.kind, FigureKind::Score | FigureKind::Ratio | FigureKind::Age);
        known && kind && shared(&self.thing.own, &earlier.thing.around.words) > 0 && !self.is_other_than(earlier)
    }

    /// Whether the words of other times beside an earlier figure stand beside this one too.
    pub(super) fn turns_with(&self, earlier: &Self) -> bool {
        let turns = &earlier.thing.turns;
        !turns.is_empty() && shared(turns, &self.thing.turns) == turns.len()
    }

    /// Whether this figure takes up an earlier one by nothing but an article: the sentences have names or `more` words and one in common, or
    /// the first one tells what somebody has.
    pub(super) fn takes_up_bare(&self, earlier: &Self, more: usize) -> bool {
        let (here, before) = (&self.thing.around, &earlier.thing.around);
        let named = self.names.iter().any(|name| earlier.names.binary_search(name).is_ok());
        let known = self.thing.grip == Grip::Known && earlier.thing.grip == Grip::New && self.thing.own.is_empty();
        let count = self.figure.kind == FigureKind::Count && !self.is_other_than(earlier);
        // "A class of 28 pupils visited. The 26 pupils …"
        let next = self.block == earlier.block && is_next_to(self.thing, earlier.thing);
        known && count && (named || next || earlier.thing.holds || shared(&here.words, &before.words) > more)
    }

    /// Whether both are measures of one thing that has a name, and this is told in all words of the earlier one.
    pub(super) fn measures_named(&self, earlier: &Self) -> bool {
        let named = self.names.iter().any(|name| earlier.names.binary_search(name).is_ok());
        let whole = shared(&self.thing.clause, &earlier.thing.clause) == earlier.thing.clause.len();
        named && whole && self.figure.kind == FigureKind::Measure && self.thing.dimension.is_some()
    }

    /// Whether both tell how many came, in sentences that follow each other.
    pub(super) fn is_same_crowd(&self, earlier: &Self) -> bool {
        let (here, before) = (self.thing, earlier.thing);
        let near =
            self.block == earlier.block && here.sentence <= before.sentence + 2 || self.block == earlier.block + 1;
        let apart = here.apart || before.apart || self.is_other_than(earlier);
        here.crowd && before.crowd && near && !apart && here.grip != Grip::Part && before.grip != Grip::Part
    }

    /// Whether this figure is told in no words but those of an earlier one, `least` of them at least; `spare` may be its own.
    pub(super) fn repeats(&self, earlier: &Self, least: usize, spare: usize) -> bool {
        let (here, before) = (self.thing, earlier.thing);
        let least = least + usize::from(self.figure.kind == FigureKind::Percent);
        let kind = [FigureKind::Count, FigureKind::Money, FigureKind::Measure, FigureKind::Percent]
            .contains(&self.figure.kind);
        let new = kind && here.grip != Grip::Part && before.grip != Grip::Part && !here.anew && here.stated;
        // What a bridge measures is no other thing at another time.
        let turns = (here.around.apart || before.around.apart) && !self.measures_named(earlier);
        let apart = turns || here.apart || before.apart;
        let apart = apart || self.is_other_than(earlier) || here.around.supposed != before.around.supposed;
        let met = shared(&here.clause, &before.clause);
        // Shares of many things are told in the same words: they have to be all of them.
        let whole = self.figure.kind != FigureKind::Percent || met == before.clause.len();
        let placed = !strange(&self.names, &earlier.names);
        let timed = here.around.times.is_empty() || shared(&here.around.times, &before.around.times) > 0;
        new && whole && !apart && met >= least && met + spare >= here.clause.len() && placed && timed
    }
}

/// Whether one stands in the sentence right behind the other's.
fn is_next_to(here: &Thing, before: &Thing) -> bool {
    here.sentence == before.sentence + 1 && !here.apart && !before.apart
}

/// Whether `a` has any that `b` has not.
fn strange(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|name| b.binary_search(name).is_err())
}

/// How many both have.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}
