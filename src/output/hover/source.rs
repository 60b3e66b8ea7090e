//! The card of a source.

use std::fmt::Write as _;

use super::{SHOWN, Writer};
use crate::analysis::claim::Claim;
use crate::analysis::mention::{Naming, Nature};
use crate::analysis::{Linked, Resolution};
use crate::output::hover::Markup;

impl Writer<'_> {
    pub(super) fn mention(&self, index: usize, linked: &Linked) -> String {
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
        let names = self.other_names(number);
        if !names.is_empty() {
            let _ = writeln!(out, "\nAlso called: {}", names.join(", "));
        }
        if source.mentions.len() > 1 {
            let _ = writeln!(out, "\nMentions: {}", source.mentions.len());
        }
        self.references_of(number, &mut out);
        self.other_claims(number, usize::MAX, &mut out);
        out
    }

    /// What else the text and the configuration call a source.
    fn other_names(&self, source: usize) -> Vec<String> {
        let known = &self.analysis.sources[source];
        let mut names: Vec<String> = Vec::new();
        for linked in known.mentions.iter().map(|&mention| &self.analysis.mentions[mention]) {
            if !matches!(linked.mention.naming, Naming::Pronoun | Naming::Relative) {
                names.push(format!("“{}”", self.words(linked.mention.range)));
            }
        }
        let aliases = known.known.iter().flat_map(|known| &known.aliases);
        names.extend(aliases.map(|alias| format!("“{}”", self.plain(alias))));
        let (own, introduced) =
            (format!("“{}”", self.plain(&known.name)), format!("“{}”", self.words(self.analysis.introduction(source))));
        let mut seen = Vec::new();
        names.retain(|name| {
            let new = *name != own && *name != introduced && !seen.contains(name);
            seen.push(name.clone());
            new
        });
        names.truncate(SHOWN);
        names
    }

    /// The references that cover what a source says.
    fn references_of(&self, source: usize, out: &mut String) {
        let references = self.analysis.claims_of(source).filter_map(|claim| claim.reference);
        let mut targets: Vec<String> =
            references.map(|reference| self.target(&self.analysis.references[reference])).collect();
        targets.dedup();
        for target in targets.iter().take(SHOWN) {
            let _ = writeln!(out, "\n{target}");
        }
    }

    /// What the configuration says of a source.
    pub(super) fn known(&self, source: usize, out: &mut String) {
        let Some(known) = &self.analysis.sources[source].known else { return };
        if let Some(interest) = &known.interest {
            let _ = writeln!(out, "\nInterest: {} (sayso.toml)", self.plain(interest));
        }
        if let Some(url) = &known.url {
            let url = if self.markup == Markup::Markdown { format!("<{url}>") } else { url.clone() };
            let _ = writeln!(out, "\nTo look up: {url} (sayso.toml)");
        }
    }

    /// How a pronoun or short name was told to be the source's, and what else it could be.
    pub(super) fn resolution(&self, linked: &Linked, out: &mut String) {
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
    pub(super) fn other_claims(&self, source: usize, but: usize, out: &mut String) {
        let but = self.analysis.claims.get(but).map(|claim| claim.range);
        let all: Vec<&Claim> = self.analysis.claims_of(source).filter(|claim| Some(claim.range) != but).collect();
        if all.is_empty() {
            return;
        }
        let others = if but.is_some() { "Other claims" } else { "Claims" };
        let _ = writeln!(out, "\n{others} of {}: {}", self.name(source), all.len());
        for claim in all.iter().take(SHOWN) {
            let _ = writeln!(out, "- line {}: {}", self.line(claim.range.start), self.about(claim));
        }
        if all.len() > SHOWN {
            let _ = writeln!(out, "- and {} more", all.len() - SHOWN);
        }
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
