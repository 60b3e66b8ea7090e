//! What there is to say of a claim, a source, a reference or a suppression: the text of a hover.

mod date;
mod figure;
mod reference;
mod source;
mod standing;
mod written;

use std::fmt::Write as _;

use crate::analysis::attribution::Pattern;
use crate::analysis::claim::{Claim, ClaimKind, Evidence, Status};
use crate::analysis::{Analysis, Attribution};
use crate::check::Checked;
use crate::finding::Confidence;
use crate::output::shown;
use crate::text::{LineIndex, TextRange};
pub use standing::standing;

/// How many other claims of a source are shown.
const SHOWN: usize = 5;

/// How many characters of a quotation or sentence are shown.
const LENGTH: usize = 80;

/// How the text of a hover is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Markup {
    /// As it is.
    Plain,
    /// As Markdown; what the document says is escaped.
    Markdown,
}

/// What stands at byte `at`, or ends there, that there is something to say of, and what there is to say.
#[must_use]
pub fn hover(checked: &Checked, lines: &LineIndex, at: u32, markup: Markup) -> Option<(TextRange, String)> {
    let writer = Writer { checked, analysis: &checked.analysis, lines, markup };
    if let Some(index) = checked.analysis.claim_at(at) {
        let claim = &checked.analysis.claims[index];
        if let Some(date) = writer.date_at(at).filter(|_| writer.is_date(claim)) {
            return Some(date);
        }
        return Some((claim.range, writer.claim(index, claim)));
    }
    if let Some(index) = checked.analysis.mention_at(at) {
        let linked = &checked.analysis.mentions[index];
        return Some((linked.mention.range, writer.mention(index, linked)));
    }
    writer.reference_at(at).or_else(|| writer.suppression_at(at)).or_else(|| writer.date_at(at))
}

struct Writer<'a> {
    checked: &'a Checked,
    analysis: &'a Analysis,
    lines: &'a LineIndex,
    markup: Markup,
}

impl Writer<'_> {
    fn line(&self, at: u32) -> u32 {
        self.lines.line(at) + 1
    }

    /// The words in a range, cut to a length that fits a line.
    fn words(&self, range: TextRange) -> String {
        let words = self.checked.document.words(range);
        match words.char_indices().nth(LENGTH) {
            Some((cut, _)) => format!("{}…", self.plain(words[..cut].trim_end())),
            None => self.plain(&words),
        }
    }

    /// Words of the document, which are no markup of ours.
    fn plain(&self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        for c in shown::line(words).chars() {
            if self.markup == Markup::Markdown && "\\`*_[]<>&~".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }

    fn bold(&self, words: &str) -> String {
        if self.markup == Markup::Markdown { format!("**{words}**") } else { words.to_owned() }
    }

    fn name(&self, source: usize) -> String {
        self.plain(&self.analysis.sources[source].name)
    }

    fn claim(&self, index: usize, claim: &Claim) -> String {
        let mut out = format!(
            "{} {}: {}{}\n",
            self.bold(&capitalised(claim.kind.name())),
            self.about(claim),
            status(claim, self.analysis),
            excuse(claim, self.analysis)
        );
        let attribution =
            claim.attribution.filter(|_| claim.status.has_source()).map(|index| &self.analysis.attributions[index]);
        if let Some(attribution) = attribution {
            self.source(attribution, &mut out);
            self.cue(attribution, claim, &mut out);
        }
        if let Some(reference) = claim.reference.map(|index| &self.analysis.references[index]) {
            let _ = writeln!(out, "\n{}", self.target(reference));
        }
        if let ClaimKind::Figure(figure) = claim.kind {
            self.value(figure, &mut out);
        }
        if let Some(source) = attribution.and_then(|attribution| attribution.source) {
            self.other_claims(source, index, &mut out);
        }
        self.because(claim, &mut out);
        if claim.status == Status::Unattributed {
            let _ = write!(out, "\n{}\n", missing(claim.kind));
        }
        out
    }

    /// How sure the standing of a claim is, and the words that speak for it and against it, where the cue is not all.
    fn because(&self, claim: &Claim, out: &mut String) {
        let shown = |evidence: &&Evidence| evidence.what != "cue" && evidence.what != "reference";
        let parts: Vec<String> = claim.because.iter().filter(shown).map(|evidence| self.evidence(evidence)).collect();
        if claim.status != Status::NotCheckable && (claim.confidence < Confidence::High || !parts.is_empty()) {
            let rest = if parts.is_empty() { String::new() } else { format!(": {}", parts.join("; ")) };
            let _ = writeln!(out, "\nConfidence {}{rest}", claim.confidence.name());
        }
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        let against = if evidence.supports { "" } else { "against it: " };
        if evidence.range.is_empty() {
            return format!("{against}{}", evidence.what);
        }
        format!(
            "{against}{}, “{}” (line {})",
            evidence.what,
            self.words(evidence.range),
            self.line(evidence.range.start)
        )
    }

    fn source(&self, attribution: &Attribution, out: &mut String) {
        let Some(linked) = attribution.mention.map(|mention| &self.analysis.mentions[mention]) else { return };
        let written = self.words(linked.mention.range);
        let _ = write!(out, "\nSource: “{written}” (line {})", self.line(linked.mention.range.start));
        if let Some(source) = linked.source {
            let name = self.name(source);
            let introduced = self.words(self.analysis.mentions[self.analysis.sources[source].introduced].mention.range);
            if name != written {
                let _ = write!(out, " = {}", self.bold(&name));
            }
            if introduced != written && introduced != name {
                let _ = write!(out, ", introduced as “{introduced}”");
            }
        }
        out.push('\n');
        if let Some(source) = linked.source {
            self.known(source, out);
        }
    }

    fn cue(&self, attribution: &Attribution, claim: &Claim, out: &mut String) {
        let cue = self.words(attribution.cue);
        let _ = writeln!(
            out,
            "\nCue: “{cue}” (line {}), {}, {}",
            self.line(attribution.cue.start),
            attribution.form.name(),
            pattern(attribution.pattern)
        );
        if let Some(from) = carried_from(attribution, claim) {
            let _ = writeln!(out, "\nCarried on from line {}", self.line(from));
        }
        if let Some(linked) = attribution.mention.map(|mention| &self.analysis.mentions[mention]) {
            self.resolution(linked, out);
        }
    }
}

/// Where a claim is carried on from: the words beside the cue.
fn carried_from(attribution: &Attribution, claim: &Claim) -> Option<u32> {
    let carried = claim.status == Status::CarriedOn
        || attribution.content[attribution.beside..].iter().any(|range| range.overlaps(claim.range));
    carried.then_some(attribution.cue.start)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn status(claim: &Claim, analysis: &Analysis) -> &'static str {
    match claim.status {
        Status::Attributed => "attributed",
        Status::CarriedOn => "carried on from a source before",
        Status::Referenced => "a reference covers it",
        Status::Own => "the publisher's own",
        Status::Unattributed => {
            let sourceless = claim.attribution.is_some_and(|index| analysis.attributions[index].mention.is_none());
            if sourceless { "no source: a cue, but nobody who says so" } else { "no stated source" }
        }
        Status::NotCheckable => "nothing to check",
    }
}

/// Why there is nothing to check.
fn excuse(claim: &Claim, analysis: &Analysis) -> String {
    let reason = analysis.worth(claim).reason().filter(|_| claim.status == Status::NotCheckable);
    reason.map_or_else(String::new, |reason| format!(", it is {}", reason.words()))
}

fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Verb => "subject and verb before what is said",
        Pattern::VerbAfter => "subject and verb after what is said",
        Pattern::Inverted => "verb and subject after what is said",
        Pattern::Passive => "a passive without its agent",
        Pattern::PassiveBy => "a passive with “by”",
        Pattern::Phrase => "a phrase that names the source",
        Pattern::Noun => "a noun that belongs to the source",
        Pattern::Colon => "a colon behind the source",
        Pattern::Nearby => "what stands before is about the source",
    }
}

/// What is missing, and why it matters.
fn missing(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Figure(_) => {
            "Missing: who counted or estimated this. A reader cannot check a figure without its source."
        }
        ClaimKind::Quotation(_) => "Missing: who says this. Quoted words belong to somebody.",
        ClaimKind::Superlative(_) => {
            "Missing: who ranks it so, and among what. A rank is a claim about all the others."
        }
    }
}
