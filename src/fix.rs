//! Makes the changes that settle findings, and takes back those that do more than that.

use std::collections::{BTreeMap, HashMap};

use crate::analysis::cache::Cache;
use crate::check::Checked;
use crate::config::Config;
use crate::document::{BlockKind, Document, Format};
use crate::finding::{Applicability, Finding, Fix};
use crate::text::{TextRange, offset};

/// What tells a finding from the others in its text.
pub type Place = (&'static str, TextRange);

/// The most rounds of changes, for findings that bring in one another.
const ROUNDS: usize = 20;

/// How often a text is checked anew in a round at most, so that many changes that do too much cost no more than some.
const TRIALS: usize = 200;

/// A text with changes made.
pub struct Fixed {
    /// The text as it is now, checked.
    pub checked: Checked,
    /// How many findings were settled.
    pub count: usize,
    /// The findings that are left because settling them would do more than that.
    pub refused: Vec<Place>,
    /// Where the findings are now that were to be left alone, in their order.
    pub held: Vec<Place>,
}

/// The place of a finding.
#[must_use]
pub fn place(finding: &Finding) -> Place {
    (finding.rule, finding.range)
}

/// The change that a program may make to settle `finding`, if it may make those that are `least`: the best of its fixes.
#[must_use]
pub fn of(finding: &Finding, least: Applicability) -> Option<&Fix> {
    finding.fixes.first().filter(|fix| fix.applicability >= least && fix.applicability > Applicability::DisplayOnly)
}

/// Makes the changes in `text` that settle findings and are at least so applicable, but for the findings that are `held`.
///
/// Changes that touch one another are not made in one round. A change is not made that leaves its finding where it was, brings in
/// another, or has the text parse in another way than before, apart from what it changes.
#[must_use]
pub fn fix(text: &str, format: Format, config: &Config, least: Applicability, held: Vec<Place>) -> Fixed {
    let mut cache = Cache::default();
    let mut check = |text: String| Checked::new(Document::new(text, format), config, &mut cache);
    let mut fixed = Fixed { checked: check(text.to_owned()), count: 0, refused: Vec::new(), held };
    let mut rounds = 0;
    while rounds < ROUNDS {
        let open =
            |finding: &&Finding| !fixed.held.contains(&place(finding)) && !fixed.refused.contains(&place(finding));
        let all = fixed.checked.findings.iter().filter(open);
        let chosen = disjoint(all.filter_map(|finding| Some((finding, of(finding, least)?))));
        if chosen.is_empty() {
            break;
        }
        let (mut made, mut kept, mut trials) = (None, Vec::new(), 0);
        // All at once; of what does too much, the one half and then the other, beside what is kept already.
        let mut parts = vec![&chosen[..]];
        while let Some(part) = parts.pop() {
            trials += 1;
            if trials <= TRIALS {
                let trial = [&kept[..], part].concat();
                let change = Change::new(&trial);
                let after = check(change.apply(fixed.checked.document.text()));
                if change.does_no_more(&fixed.checked, &after) {
                    made = Some((trial.len(), change, after));
                    kept = trial;
                    continue;
                }
            }
            if part.len() > 1 && trials <= TRIALS {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            } else {
                fixed.refused.extend(part.iter().map(|(finding, _)| place(finding)));
            }
        }
        let Some((count, change, after)) = made else { continue };
        let moved = |&(rule, range): &Place| (rule, change.moved(range));
        fixed.held = fixed.held.iter().map(moved).collect();
        // In another text they may do no more than they should.
        fixed.refused.clear();
        fixed.checked = after;
        fixed.count += count;
        rounds += 1;
    }
    fixed
}

/// Those that touch none before them, in the order of the text.
fn disjoint<'a>(all: impl Iterator<Item = (&'a Finding, &'a Fix)>) -> Vec<(&'a Finding, &'a Fix)> {
    // The ends by the starts. The end of a region may lie far behind what is found next.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut chosen: Vec<_> = all.collect();
    chosen.retain(|(_, fix)| {
        let nearest = |range: TextRange| taken.range(..=range.end).next_back();
        let free = fix.edits.iter().all(|(range, _)| nearest(*range).is_none_or(|(_, end)| *end < range.start));
        if free {
            taken.extend(fix.edits.iter().map(|(range, _)| (range.start, range.end)));
        }
        free
    });
    chosen
}

fn touch(a: TextRange, b: TextRange) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// Changes that are made at once.
struct Change<'a> {
    settled: Vec<&'a Finding>,
    /// What is replaced, in the order of the text.
    edits: Vec<(TextRange, &'a str)>,
}

impl<'a> Change<'a> {
    fn new(chosen: &[(&'a Finding, &'a Fix)]) -> Self {
        let edits = chosen.iter().flat_map(|(_, fix)| fix.edits.iter().map(|(range, by)| (*range, &**by)));
        let mut edits: Vec<_> = edits.collect();
        edits.sort_unstable();
        Self { settled: chosen.iter().map(|(finding, _)| *finding).collect(), edits }
    }

    fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (range, by) in &self.edits {
            out.push_str(&text[at..range.start as usize]);
            out.push_str(by);
            at = range.end as usize;
        }
        out.push_str(&text[at..]);
        out
    }

    /// Where the byte `at` is after the change; the bytes of what is replaced are at its start.
    fn moved_to(&self, at: u32) -> u32 {
        let (mut to, mut added, mut removed) = (at, 0, 0);
        for (range, by) in self.edits.iter().take_while(|(range, _)| range.start < at) {
            if at < range.end {
                to = range.start;
                break;
            }
            added += offset(by.len());
            removed += range.len();
        }
        to + added - removed
    }

    fn moved(&self, range: TextRange) -> TextRange {
        TextRange::new(self.moved_to(range.start), self.moved_to(range.end))
    }

    /// Whether what is found afterwards was found before, what was to be settled is, and the blocks that are not touched are as they
    /// were.
    fn does_no_more(&self, before: &Checked, after: &Checked) -> bool {
        let mut known: HashMap<Place, usize> = HashMap::new();
        for finding in &before.findings {
            *known.entry((finding.rule, self.moved(finding.range))).or_default() += 1;
        }
        let mut take = |place: Place| known.get_mut(&place).and_then(|left| left.checked_sub(1).map(|one| *left = one));
        let settled = self.settled.iter().all(|finding| take((finding.rule, self.moved(finding.range))).is_some());
        settled
            && after.findings.iter().all(|finding| take(place(finding)).is_some())
            && self.parses_alike(&before.document, &after.document)
            && self.suppresses_alike(&before.document, &after.document)
    }

    /// Whether the comments that are left cover what they did. One that came to cover more would hide what stands there.
    fn suppresses_alike(&self, before: &Document, after: &Document) -> bool {
        let is_kept = |range: TextRange| !self.edits.iter().any(|(edit, _)| edit.covers(range));
        let words = |range: TextRange| {
            let words = range.of_text(after.text());
            let start = range.start + offset(words.len() - words.trim_start().len());
            TextRange::new(start, start + offset(words.trim().len()))
        };
        let then = before.suppressions.iter().filter(|comment| is_kept(comment.range));
        let then = then.map(|comment| comment.scope.map(|scope| words(self.moved(scope))));
        then.eq(after.suppressions.iter().map(|comment| comment.scope.map(words)))
    }

    fn parses_alike(&self, before: &Document, after: &Document) -> bool {
        let is_touched = |range: TextRange| self.edits.iter().any(|(edit, _)| touch(*edit, range));
        let (touched, untouched): (Vec<_>, Vec<_>) = before.blocks.iter().partition(|block| is_touched(block.range));
        let edits = self.edits.iter().map(|(range, by)| {
            let start = self.moved_to(range.start);
            TextRange::new(start, start + offset(by.len()))
        });
        let images: Vec<TextRange> = touched.iter().map(|block| self.moved(block.range)).chain(edits).collect();
        let free = after.blocks.iter().filter(|block| !images.iter().any(|image| image.touches(block.range.start)));
        let now: Vec<(TextRange, BlockKind, &str)> =
            free.map(|block| (block.range, block.kind, after.block_prose(block))).collect();
        let then: Vec<(TextRange, BlockKind, &str)> =
            untouched.iter().map(|block| (self.moved(block.range), block.kind, before.block_prose(block))).collect();
        now == then
    }
}
