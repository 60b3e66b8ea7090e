//! What there is to say of a claim or of a source, as Markdown: the text of a hover.

use std::fmt::Write as _;

use crate::analysis::attribution::Pattern;
use crate::analysis::claim::{Claim, ClaimKind, Status};
use crate::analysis::mention::{Naming, Nature};
use crate::analysis::{Analysis, Attribution, Linked, Resolution};
use crate::check::Checked;
use crate::document::ReferenceKind;
use crate::text::{LineIndex, TextRange};

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
        return Some((claim.range, writer.claim(index, claim)));
    }
    let index = checked.analysis.mention_at(at)?;
    let linked = &checked.analysis.mentions[index];
    Some((linked.mention.range, writer.mention(index, linked)))
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
        for c in words.chars() {
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
            "{} {}: {}\n",
            self.bold(&capitalised(claim.kind.name())),
            self.about(claim),
            status(claim, self.analysis)
        );
        let attribution =
            claim.attribution.filter(|_| claim.status.has_source()).map(|index| &self.analysis.attributions[index]);
        if let Some(attribution) = attribution {
            self.source(attribution, &mut out);
            self.cue(attribution, claim, &mut out);
        }
        if let Some(reference) = claim.reference.map(|index| &self.analysis.references[index]) {
            let kind = match reference.kind {
                ReferenceKind::Link => "Link",
                ReferenceKind::Note => "Note",
                ReferenceKind::Citation => "Citation",
            };
            let _ = writeln!(out, "\n{kind}: {}", self.plain(&reference.target));
        }
        if let Some(source) = attribution.and_then(|attribution| attribution.source) {
            self.other_claims(source, index, &mut out);
        }
        if claim.status == Status::Unattributed {
            let _ = write!(out, "\n{}\n", missing(claim.kind));
        }
        out
    }

    /// The words of a claim; of a figure with hedge and unit.
    fn about(&self, claim: &Claim) -> String {
        match claim.kind {
            ClaimKind::Figure(index) => {
                let figure = &self.analysis.figures[index].item;
                let hedge = figure.hedge.map(|hedge| format!("{} ", hedge.name())).unwrap_or_default();
                format!("{hedge}{}", self.plain(&figure.called(&self.checked.document.words(claim.range))))
            }
            _ => self.words(claim.range),
        }
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

    /// What the configuration says of a source.
    fn known(&self, source: usize, out: &mut String) {
        let Some(known) = &self.analysis.sources[source].known else { return };
        if let Some(interest) = &known.interest {
            let _ = writeln!(out, "\nInterest: {} (sayso.toml)", self.plain(interest));
        }
        if let Some(url) = &known.url {
            let url = if self.markup == Markup::Markdown { format!("<{url}>") } else { url.clone() };
            let _ = writeln!(out, "\nTo look up: {url} (sayso.toml)");
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
            let _ = writeln!(out, "\nCarried on from line {}: no other speaker comes between", self.line(from));
        }
        if let Some(linked) = attribution.mention.map(|mention| &self.analysis.mentions[mention]) {
            self.resolution(linked, out);
        }
    }

    /// How a pronoun or short name was told to be the source's, and what else it could be.
    fn resolution(&self, linked: &Linked, out: &mut String) {
        let Some(source) = linked.source.map(|source| &self.analysis.sources[source]) else {
            if linked.mention.naming == Naming::Pronoun && !linked.mention.first_person {
                let _ = writeln!(out, "\n“{}” stands for nobody the text has named", self.words(linked.mention.range));
            }
            return;
        };
        let how = match linked.resolution {
            Resolution::First | Resolution::Name | Resolution::None => return,
            Resolution::ShortName => "the name in short",
            Resolution::GivenName => "the given name",
            Resolution::Acronym => "the initials",
            Resolution::Role => "what it is called",
            Resolution::Known => "a name that sayso.toml gives it",
            Resolution::Pronoun => "the nearest it fits",
            Resolution::Relative => "the words before it",
        };
        let introduced = self.analysis.mentions[source.introduced].mention.range;
        let _ = write!(
            out,
            "\n“{}” → {} (line {}): {how}",
            self.words(linked.mention.range),
            self.plain(&source.name),
            self.line(introduced.start)
        );
        let rivals: Vec<String> = linked.rivals.iter().map(|&rival| self.name(rival)).collect();
        if !rivals.is_empty() {
            let _ = write!(out, "; it could also be {}", rivals.join(" or "));
        }
        out.push('\n');
    }

    /// The other claims of a source: how many, and the first of them.
    fn other_claims(&self, source: usize, but: usize, out: &mut String) {
        let own = |claim: &Claim| {
            let attribution = claim.attribution.map(|index| &self.analysis.attributions[index]);
            claim.status.has_source() && attribution.is_some_and(|attribution| attribution.source == Some(source))
        };
        let all: Vec<&Claim> = self
            .analysis
            .claims
            .iter()
            .enumerate()
            .filter(|(i, claim)| *i != but && own(claim))
            .map(|(_, claim)| claim)
            .collect();
        if all.is_empty() {
            return;
        }
        let _ = writeln!(out, "\nOther claims of {}: {}", self.name(source), all.len());
        for claim in all.iter().take(SHOWN) {
            let _ = writeln!(out, "- line {}: {}", self.line(claim.range.start), self.about(claim));
        }
        if all.len() > SHOWN {
            let _ = writeln!(out, "- and {} more", all.len() - SHOWN);
        }
    }

    fn mention(&self, index: usize, linked: &Linked) -> String {
        let Some(number) = linked.source else {
            return format!(
                "{} “{}”: stands for nobody the text has named\n",
                self.bold("Source"),
                self.words(linked.mention.range)
            );
        };
        let source = &self.analysis.sources[number];
        let mut out =
            format!("{} {}: {}\n", self.bold("Source"), self.name(number), nature(source.nature, source.named));
        if source.introduced != index {
            let introduced = self.analysis.mentions[source.introduced].mention.range;
            let _ =
                writeln!(out, "\nIntroduced in line {} as “{}”", self.line(introduced.start), self.words(introduced));
        }
        self.resolution(linked, &mut out);
        self.known(number, &mut out);
        if source.mentions.len() > 1 {
            let _ = writeln!(out, "\nMentions: {}", source.mentions.len());
        }
        self.other_claims(number, usize::MAX, &mut out);
        out
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
    }
}

fn nature(nature: Nature, named: bool) -> &'static str {
    match (nature, named) {
        (Nature::Person, true) => "a person",
        (Nature::Person, false) => "a person, not named",
        (Nature::Group, true) => "a group",
        (Nature::Group, false) => "people, not named",
        (Nature::Organisation, _) => "an organisation",
        (Nature::Document, _) => "a document",
        (Nature::Image, _) => "an image",
        (Nature::Unknown, _) => "not told what",
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
