//! The rules: one file each, with its manual page, its code and its examples.
//!
//! The doc comment inside `rule!` is the manual page, the text of `sayso explain` and the page a diagnostic links to. Its
//! fenced blocks are tests: in a block marked `flag` the rule reports exactly the words between `⟦` and `⟧`, in one marked `pass`
//! it reports nothing. A line `---` parts two examples; the format may follow the mark ("flag markdown").
//!
//! To add a rule: one file beside this one, and its name in [`RULES`].

pub mod ambiguous_source_pronoun;
pub mod anonymous_no_reason;
mod arithmetic;
mod body;
pub mod boilerplate_residue;
pub mod conflicting_figures;
pub mod duplicate_paragraph;
pub mod headline_figure_mismatch;
pub mod impossible_date;
pub mod impossible_proportion;
pub mod incomplete_poll;
pub mod inconsistent_name;
pub mod interested_party_figure;
pub mod late_attribution;
pub mod loaded_reporting_verb;
pub mod magnitude_slip;
pub mod missing_baseline;
pub mod missing_time_frame;
pub mod percent_for_points;
pub mod puffery;
mod quoted_cell;
mod same_thing;
pub mod scare_quotation;
pub mod second_hand_source;
pub mod shares_over_100;
pub mod single_source_story;
mod swapped_digits;
mod table_change;
mod total_row;
pub mod unattributed_claim;
pub mod unattributed_figure;
pub mod unattributed_quotation;
pub mod unattributed_superlative;
pub mod unbalanced_quotation;
pub mod undated_relative_time;
pub mod undefined_acronym_source;
pub mod unintroduced_source;
pub mod unused_suppression;
pub mod unverified_material;
pub mod vague_quantity;
pub mod vague_source;
pub mod wrong_conversion;
pub mod wrong_elapsed_time;
pub mod wrong_percentage;
pub mod wrong_sum;
pub mod wrong_weekday;

use std::sync::Arc;

use crate::analysis::claim::{Claim, Status};
use crate::analysis::facts::{Facts, Tie};
use crate::analysis::figure::Figure;
use crate::analysis::gap::GapKind;
use crate::analysis::sentence::Sentence;
use crate::analysis::{Analysis, At, Attribution, Linked};
use crate::document::{Block, BlockKind, Document};
use crate::finding::{Applicability, Confidence, Finding, Fix, Related, Severity};
use crate::text::TextRange;

/// A rule.
pub struct Rule {
    /// Its name, as in messages and settings.
    pub name: &'static str,
    /// How much its findings weigh, unless the configuration says otherwise.
    pub severity: Severity,
    /// Its manual page in Markdown.
    pub manual: &'static str,
    /// What to do about its findings.
    pub help: &'static str,
    check: fn(&mut Check<'_>),
}

/// Declares a rule with its manual page.
macro_rules! rule {
    ($(#[doc = $line:literal])* $name:literal, $severity:ident, help: $help:literal) => {
        $(#[doc = $line])*
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            severity: $crate::finding::Severity::$severity,
            manual: concat!($($line, "\n"),*),
            help: $help,
            check,
        };
    };
}
use rule;

/// All rules, in the order of the manual.
pub static RULES: [&Rule; 39] = [
    &unattributed_figure::RULE,
    &unattributed_superlative::RULE,
    &unattributed_claim::RULE,
    &unattributed_quotation::RULE,
    &unbalanced_quotation::RULE,
    &scare_quotation::RULE,
    &vague_source::RULE,
    &anonymous_no_reason::RULE,
    &ambiguous_source_pronoun::RULE,
    &second_hand_source::RULE,
    &late_attribution::RULE,
    &undefined_acronym_source::RULE,
    &unintroduced_source::RULE,
    &inconsistent_name::RULE,
    &interested_party_figure::RULE,
    &single_source_story::RULE,
    &unverified_material::RULE,
    &loaded_reporting_verb::RULE,
    &puffery::RULE,
    &wrong_percentage::RULE,
    &percent_for_points::RULE,
    &wrong_sum::RULE,
    &shares_over_100::RULE,
    &impossible_proportion::RULE,
    &wrong_conversion::RULE,
    &magnitude_slip::RULE,
    &missing_baseline::RULE,
    &missing_time_frame::RULE,
    &incomplete_poll::RULE,
    &vague_quantity::RULE,
    &conflicting_figures::RULE,
    &wrong_weekday::RULE,
    &impossible_date::RULE,
    &wrong_elapsed_time::RULE,
    &undated_relative_time::RULE,
    &headline_figure_mismatch::RULE,
    &boilerplate_residue::RULE,
    &duplicate_paragraph::RULE,
    &unused_suppression::RULE,
];

impl Rule {
    /// The rule of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.name == name)
    }

    /// The first sentence of its manual page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.manual.lines().next().unwrap_or_default().trim()
    }

    /// Its manual page, as it is shown: the lines without the blank that a doc comment begins with, and the marks of the fences
    /// that only the tests read left out.
    #[must_use]
    pub fn page(&self) -> String {
        let lines = self.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        let shown = lines.map(|line| if line.starts_with("```text") { "```text" } else { line });
        shown.collect::<Vec<_>>().join("\n")
    }

    /// Adds what the rule finds in a document to `findings`.
    pub(crate) fn check(
        &'static self,
        document: &Document,
        facts: &[Arc<Facts>],
        analysis: &Analysis,
        findings: &mut Vec<Finding>,
    ) {
        (self.check)(&mut Check { rule: self, document, facts, analysis, findings });
    }
}

/// The name of the rule that comes nearest to `name`.
#[must_use]
pub fn nearest(name: &str) -> &'static str {
    let letters = |word: &str| {
        let mut counts = [0_u32; 128];
        word.bytes().filter(u8::is_ascii).for_each(|letter| counts[usize::from(letter)] += 1);
        counts
    };
    let (own, length) = (letters(name), name.chars().count());
    // So many letters have to change at least as the two have not in common; who calls for many names asks for no more than that of most.
    let least = |known: &str| {
        let common: u32 = letters(known).iter().zip(own).map(|(one, other)| other.min(*one)).sum();
        known.len().max(length) - common as usize
    };
    // One that begins so is meant rather than a short one that shares some letters.
    let mut known: Vec<(bool, usize, usize)> =
        RULES.iter().enumerate().map(|(index, rule)| (!rule.name.starts_with(name), least(rule.name), index)).collect();
    known.sort_unstable();
    let mut best = (true, usize::MAX, 0);
    for (other, least, index) in known {
        if (other, least) > (best.0, best.1) {
            break;
        }
        best = best.min((other, strsim::damerau_levenshtein(RULES[index].name, name), index));
    }
    RULES[best.2].name
}

/// The address of the manual page of a rule.
#[must_use]
pub fn page_address(rule: &str) -> String {
    let module = rule.replace('-', "_");
    format!("https://docs.rs/sayso/{}/sayso/rules/{module}/static.RULE.html", env!("CARGO_PKG_VERSION"))
}

/// What a rule sees, and where it reports.
struct Check<'a> {
    rule: &'static Rule,
    document: &'a Document,
    facts: &'a [Arc<Facts>],
    analysis: &'a Analysis,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Check<'a> {
    /// Reports `range`.
    fn report(&mut self, range: TextRange, message: String) -> &mut Finding {
        let index = self.findings.len();
        self.findings.push(Finding {
            rule: self.rule.name,
            severity: self.rule.severity,
            confidence: Confidence::High,
            range,
            message,
            help: self.rule.help,
            related: Vec::new(),
            fixes: Vec::new(),
        });
        &mut self.findings[index]
    }

    /// Reports a claim, if it has no source or perhaps has none; the latter with low confidence, as a hint. `sure` says what is wrong
    /// where that is sure, `perhaps` where it is not.
    fn report_claim(&mut self, claim: &Claim, sure: String, perhaps: String) -> Option<&mut Finding> {
        if !open(claim) {
            return None;
        }
        let low = claim.confidence == Confidence::Low;
        let finding = self.report(claim.range, if low { perhaps } else { sure });
        if low {
            (finding.confidence, finding.severity) = (Confidence::Low, Severity::Hint);
        }
        Some(finding)
    }

    /// The words in a range, in typographic quotation marks, cut to a length that fits a message.
    fn quoted(&self, range: TextRange) -> String {
        quoted(self.document, range)
    }

    fn block(&self, index: usize) -> &'a Block {
        &self.document.blocks[index]
    }

    /// The range in the file of sentence `index` of a block and of the one behind it.
    fn two_sentences(&self, block: usize, index: usize) -> TextRange {
        let start = self.block(block).range.start;
        let sentences = &self.facts[block].sentences;
        let first = sentences.get(index).map(|sentence| sentence.range).unwrap_or_default();
        let second = sentences.get(index + 1).map_or(first, |sentence| sentence.range);
        first.hull(second).shift(start)
    }

    /// What the running text leaves open outside quotations, in order; headings and tables are short, and their text tells more.
    fn gaps(&self) -> Vec<(TextRange, GapKind)> {
        let blocks = self.document.blocks.iter().zip(self.facts);
        let blocks = blocks.filter(|(block, _)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item));
        let gaps = blocks.flat_map(|(block, facts)| {
            let own = facts.gaps.iter().filter(|gap| !facts.is_quoted(gap.range));
            own.map(|gap| (gap.range.shift(block.range.start), gap.kind))
        });
        gaps.collect()
    }

    /// The sentence that a figure stands in.
    fn sentence_of(&self, at: &At<Figure>) -> Option<&'a Sentence> {
        let place = at.item.range.start.checked_sub(self.block(at.block).range.start)?;
        let sentences = &self.facts[at.block].sentences;
        let from = sentences.partition_point(|sentence| sentence.range.end <= place);
        sentences.get(from).filter(|sentence| sentence.range.contains(place))
    }

    /// The ties of sentences `from` to `to` of a block, both included.
    fn ties(&self, block: usize, from: usize, to: usize) -> &'a [Tie] {
        let ties = &self.facts[block].ties;
        let first = ties.partition_point(|tie| (tie.sentence as usize) < from);
        let end = ties.partition_point(|tie| tie.sentence as usize <= to);
        &ties[first..end.max(first)]
    }

    /// Whether a link, a note or a citation stands in `range`.
    fn has_reference(&self, range: TextRange) -> bool {
        let references = &self.analysis.references;
        let from = references.partition_point(|reference| reference.range.end <= range.start);
        references[from..].iter().take(8).any(|reference| reference.range.overlaps(range))
    }

    /// Whether a named source is told of in `range`: one that an attribution names there.
    fn has_named_source(&self, block: usize, range: TextRange) -> bool {
        let attributions = &self.analysis.attributions;
        let start = self.block(block).range.start;
        let sentence = self.facts[block].sentence_at(range.start.saturating_sub(start)).unwrap_or(0);
        let here = |attribution: &Attribution| (attribution.block, attribution.sentence as usize);
        let from = attributions.partition_point(|attribution| here(attribution) < (block, sentence));
        let near = attributions[from..]
            .iter()
            .take_while(|attribution| attribution.block == block && attribution.cue.start < range.end);
        let mut named = near.filter(|attribution| attribution.cue.overlaps(range)).filter_map(|attribution| {
            let mention = &self.analysis.mentions[attribution.mention?];
            mention.source.map(|source| (&self.analysis.sources[source], mention))
        });
        named.any(|(source, mention)| source.named || self.names_somebody(mention))
    }

    /// Whether the words of a mention hold a name: "experts at Yale".
    fn names_somebody(&self, mention: &Linked) -> bool {
        let mut words = self.document.words(mention.mention.range).into_owned();
        words = words.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
        words.split_whitespace().any(|word| word.starts_with(char::is_uppercase))
    }
}

/// Whether a claim stands on nobody's say-so, or only perhaps on somebody's.
fn open(claim: &Claim) -> bool {
    let low = claim.confidence == Confidence::Low && claim.status != Status::NotCheckable;
    claim.status == Status::Unattributed || low
}

fn quoted(document: &Document, range: TextRange) -> String {
    let words = document.words(range);
    let words = words.trim_matches(['"', '“', '”']);
    match words.char_indices().nth(60) {
        Some((cut, _)) => format!("“{}…”", words[..cut].trim_end()),
        None => format!("“{words}”"),
    }
}

/// A place to show beside a finding.
fn related(range: TextRange, message: impl Into<String>) -> Related {
    Related { range, message: message.into() }
}

/// A change of one place, which a person looks at.
fn replace(title: impl Into<String>, range: TextRange, by: impl Into<String>) -> Fix {
    Fix { title: title.into(), applicability: Applicability::Unsafe, edits: vec![(range, by.into())] }
}

/// The deletion of `range`, with its line and one of two empty lines around it if nothing else stands there, else with the blanks
/// before it.
fn delete(title: &str, range: TextRange, text: &str) -> Fix {
    let (before, after) = (&text[..range.start as usize], &text[range.end as usize..]);
    let before_mark = before.trim_end_matches([' ', '\t']);
    // The mark of a list item goes with the item.
    let kept = without_list_mark(before_mark).unwrap_or(before_mark);
    let rest = after.trim_start_matches([' ', '\t']);
    let mut end = text.len() - rest.len();
    let mut start = kept.len();
    if kept.is_empty() || kept.ends_with(['\n', '\r']) {
        if rest.is_empty() || rest.starts_with(['\n', '\r']) {
            let behind = behind_line(rest);
            end = text.len() - behind.len();
            let above = kept.strip_suffix('\n').unwrap_or(kept);
            let above = above.strip_suffix('\r').unwrap_or(above);
            let parted = above.is_empty() || above.ends_with(['\n', '\r']);
            if parted && behind.starts_with(['\n', '\r']) {
                end = text.len() - behind_line(behind).len();
            } else if parted && behind.is_empty() {
                // At the end of the file, the empty line before it goes; how the file ends stays as it was.
                start = if rest.is_empty() { above.trim_end_matches(['\n', '\r']).len() } else { above.len() };
            }
        } else {
            // The first words of a line: what follows them moves up to the margin.
            start = before.len();
        }
    } else if !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
        end = range.end as usize;
    }
    replace(title, TextRange::of(start, end), "")
}

/// A text without its last line, if that is no more than the mark of a list item.
fn without_list_mark(text: &str) -> Option<&str> {
    let before = text.strip_suffix(['-', '*', '+']).or_else(|| {
        let number = text.strip_suffix(['.', ')'])?;
        Some(number.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|before| before.len() < number.len())
    })?;
    let above = before.trim_end_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\r'));
    (above.is_empty() || above.ends_with(['\n', '\r'])).then_some(above)
}

/// What stands behind the line end that `text` begins with.
fn behind_line(text: &str) -> &str {
    let text = text.strip_prefix('\r').unwrap_or(text);
    text.strip_prefix('\n').unwrap_or(text)
}

#[cfg(test)]
mod tests;
