//! The file `sayso.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::schema::{RuleName, by_rule};
use super::style::Style;
use crate::rules::RULES;

/// A name or glob, with its place in the file.
pub(super) type Word = Spanned<String>;

/// What `sayso.toml` can hold.
#[derive(Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "sayso.toml", description = "The configuration of sayso, a lint pass for the sources of a text")]
pub struct File {
    /// What kind of text this is: it tells how much some rules weigh.
    pub(super) profile: Profile,
    /// The weight at which findings make `sayso check` fail: error (the default), warning, information or never.
    pub(super) fail_on: Option<FailOnName>,
    /// Files and folders that are not checked when they are found in a folder: globs as in .gitignore.
    #[schemars(with = "Vec<String>")]
    pub(super) exclude: Vec<Word>,
    /// Whether a comment that suppresses findings must say why.
    pub(super) require_reason: bool,
    /// The language of the texts.
    pub(super) language: Language,
    /// The day that relative times count from in texts that do not tell theirs: "2026-11-20".
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub(super) date: Option<Word>,
    /// The publication that the texts appear in.
    pub(super) publication: Publication,
    /// Sources that are known by name.
    #[serde(rename = "source")]
    pub(super) sources: Vec<SourceTable>,
    /// Which rules run, and how much they weigh.
    pub(super) rules: Rules,
    /// What is known to the readers.
    pub(super) known: Known,
    /// How the publication writes figures.
    pub(super) style: Style,
    /// Formats of files that their endings do not tell, by glob: plain, markdown or html.
    pub(super) formats: BTreeMap<String, FormatName>,
    /// Other rules for some files; of several that fit a file, the later ones count.
    #[serde(rename = "override")]
    pub(super) overrides: Vec<Override>,
}

/// A kind of text.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Profile {
    /// News: what a named source says, and what the desk counted itself.
    #[default]
    News,
    /// A blog: as news.
    Blog,
    /// A report of an organisation, a government or a laboratory: a source that perhaps goes on is none.
    Report,
    /// Opinion: "we have" and "our results" pass as the writer's own.
    Opinion,
    /// Marketing: every figure and every superlative needs a source.
    Marketing,
    /// A text of unknown origin: a source that is hidden is an error.
    Draft,
}

/// A language that is read.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Language {
    /// English.
    #[default]
    En,
}

/// The publication that the texts appear in.
#[derive(Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Publication {
    /// Its names: what it says by them it says in its own voice.
    #[schemars(with = "Vec<String>")]
    pub(super) names: Vec<Word>,
}

/// A source that is known by name.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SourceTable {
    /// Its name, as hovers and the export give it.
    #[schemars(with = "String")]
    pub(super) name: Word,
    /// Other names of it in the texts.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) aliases: Vec<Word>,
    /// What it is: person, group, organisation or document.
    pub(super) kind: Option<Kind>,
    /// Where a reader can look it up.
    #[schemars(with = "Option<String>")]
    pub(super) url: Option<Word>,
    /// What interest it has in what it says.
    pub(super) interest: Option<String>,
}

/// What a source is.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// One person.
    Person,
    /// Several people.
    Group,
    /// An organisation.
    Organisation,
    /// A document, a poll, data.
    Document,
}

/// A weight.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SeverityName {
    /// Provable from the text.
    Error,
    /// Worth a change.
    Warning,
    /// Worth knowing.
    Information,
    /// A matter of style: shown in editors, and elsewhere where it is asked for.
    Hint,
}

/// A weight, or none.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FailOnName {
    /// At an error.
    Error,
    /// At a warning or worse.
    Warning,
    /// At an information or worse.
    Information,
    /// Never.
    Never,
}

/// A format.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FormatName {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// Which rules run.
#[derive(Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Rules {
    /// The only rules that run; all, where it is not given.
    #[schemars(with = "Vec<RuleName>")]
    pub(super) select: Vec<Word>,
    /// Rules that run besides.
    #[schemars(with = "Vec<RuleName>")]
    pub(super) extend: Vec<Word>,
    /// Rules that do not run.
    #[schemars(with = "Vec<RuleName>")]
    pub(super) ignore: Vec<Word>,
    /// How much the findings of a rule weigh: error, warning, information or hint.
    #[schemars(with = "BTreeMap<String, SeverityName>", transform = by_rule)]
    pub(super) severity: BTreeMap<Word, SeverityName>,
}

/// What is known to the readers.
#[derive(Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Known {
    /// Acronyms that need not be spelled out.
    pub(super) acronyms: Vec<String>,
    /// People who need no introduction, as the text names them.
    pub(super) people: Vec<String>,
    /// Words of your own pages that are no part of an article: "Sign up for our morning letter". Case and blanks do not count.
    #[schemars(with = "Vec<String>")]
    pub(super) boilerplate: Vec<Word>,
    /// Words that look like what is left of a page, and are none here.
    pub(super) not_boilerplate: Vec<String>,
}

/// Other rules for some files.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Override {
    /// The files: globs as in .gitignore, from the folder of sayso.toml.
    #[schemars(with = "Vec<String>")]
    pub(super) paths: Vec<Word>,
    /// The only rules that run there.
    #[serde(default)]
    #[schemars(with = "Vec<RuleName>")]
    pub(super) select: Vec<Word>,
    /// Rules that run there besides.
    #[serde(default)]
    #[schemars(with = "Vec<RuleName>")]
    pub(super) extend: Vec<Word>,
    /// Rules that do not run there.
    #[serde(default)]
    #[schemars(with = "Vec<RuleName>")]
    pub(super) ignore: Vec<Word>,
    /// How much the findings of a rule weigh there.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, SeverityName>", transform = by_rule)]
    pub(super) severity: BTreeMap<Word, SeverityName>,
}

/// A `sayso.toml` to begin with: every key with what it does, as a comment.
#[must_use]
pub fn template() -> String {
    let mut text = include_str!("template.toml").to_owned();
    for rule in RULES {
        let _ = writeln!(text, "# {:<26} = \"{}\"", rule.name, rule.severity.name());
    }
    text
}
