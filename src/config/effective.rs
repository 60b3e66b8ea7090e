//! What holds for a file, and where each value comes from.

use std::fmt::Write as _;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::Project;
use super::file::{Override, Word};
use super::place::position;
use crate::analysis::known::KnownSource;
use crate::analysis::mention::Nature;
use crate::rules::RULES;
use crate::text::acts;

/// One value that holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effective {
    /// The key, with dots: "rules.severity.vague-source".
    pub key: String,
    /// The value, as TOML.
    pub value: String,
    /// Where it comes from: "default", "profile", or file and line.
    pub origin: String,
}

impl Project {
    /// What holds for the file `path`, in the order of the manual; a rule that does not run has the value "off".
    #[must_use]
    pub fn effective(&self, path: &Path) -> Vec<Effective> {
        let config = self.config(path);
        let file = &self.file;
        let mut found = Vec::new();
        let mut add = |key: &str, value: String| {
            found.push(Effective { key: key.to_owned(), value, origin: self.origin(self.line(key)) });
        };
        let list = |names: &[String]| toml_list(names.iter().map(String::as_str));
        add("profile", format!("{:?}", file.profile.name()));
        add("fail-on", format!("{:?}", config.fail_on.name()));
        add("require-reason", file.require_reason.to_string());
        add("language", "\"en\"".to_owned());
        add("publication.names", toml_list(file.publication.names.iter().map(|name| name.get_ref().as_str())));
        add("exclude", toml_list(file.exclude.iter().map(|glob| glob.get_ref().as_str())));
        add("known.acronyms", list(&config.known_acronyms));
        add("known.people", list(&config.known_people));
        add("known.boilerplate", list(&config.boilerplate));
        add("known.not-boilerplate", list(&config.no_boilerplate));
        add("date", config.date.map_or("none".to_owned(), |date| format!("\"{date}\"")));
        let style = config.style;
        add("style.decimal", style.decimal.map_or("text".to_owned(), |it| format!("{it:?}").to_lowercase()));
        add("style.units", style.units.map_or("none".to_owned(), |it| it.name().to_owned()));
        add("style.currency", style.currency.map_or("none".to_owned(), |it| format!("{it:?}").to_lowercase()));
        for (table, source) in file.sources.iter().zip(self.sources.sources()) {
            let line = position(&self.text, table.name.span().start).0;
            found.push(Effective {
                key: "source".to_owned(),
                value: toml_source(source),
                origin: self.origin(Some(line)),
            });
        }
        if let Some(format) = self.format(path).or_else(|| crate::document::Format::of_path(path)) {
            let origin = self.format(path).map_or("its ending".to_owned(), |_| self.origin(self.line("formats")));
            found.push(Effective { key: "format".to_owned(), value: format!("{:?}", format.name()), origin });
        }
        for rule in RULES {
            let runs = config.rules().any(|run| run.name == rule.name);
            let value = if runs { config.weight(rule).name() } else { "off" };
            found.push(Effective {
                key: format!("rules.severity.{}", rule.name),
                value: format!("{value:?}"),
                origin: self.rule_origin(rule.name, runs, path),
            });
        }
        found
    }

    /// Where it comes from that a rule weighs what it weighs, or does not run.
    fn rule_origin(&self, rule: &str, runs: bool, path: &Path) -> String {
        let mut place = None;
        let mut look = |select: &[Word], lists: &[&[Word]]| {
            for list in lists {
                place = list.iter().rfind(|word| word.get_ref() == rule).map(Word::span).or(place.take());
            }
            if !runs && place.is_none() {
                place = select.first().map(Word::span);
            }
        };
        let rules = &self.file.rules;
        let weighed = |keys: Vec<&Word>| keys.into_iter().cloned().collect::<Vec<_>>();
        look(&rules.select, &[&rules.extend, &rules.ignore, &weighed(rules.severity.keys().collect())]);
        for (_, part) in self.overrides_for(path) {
            let Override { select, extend, ignore, severity, .. } = part;
            look(select, &[extend, ignore, &weighed(severity.keys().collect())]);
        }
        let from_profile = self.file.profile.severities().iter().any(|(name, _)| *name == rule);
        match place {
            Some(span) => self.origin(Some(position(&self.text, span.start).0)),
            None if from_profile => format!("profile {:?}", self.file.profile.name()),
            None => "default".to_owned(),
        }
    }

    fn origin(&self, line: Option<usize>) -> String {
        match (&self.path, line) {
            (Some(path), Some(line)) => format!("{}:{line}", path.display()),
            _ => "default".to_owned(),
        }
    }

    /// The line of a key, if the file has it.
    fn line(&self, key: &str) -> Option<usize> {
        let table = DeTable::parse(&self.text).ok()?;
        let mut table = table.get_ref();
        let mut keys = key.split('.').peekable();
        while let Some(key) = keys.next() {
            let (name, value) = table.iter().find(|(name, _)| name.get_ref().as_ref() == key)?;
            if keys.peek().is_none() {
                return Some(position(&self.text, name.span().start).0);
            }
            let DeValue::Table(inner) = value.get_ref() else { return None };
            table = inner;
        }
        None
    }
}

/// A source as an inline table.
fn toml_source(source: &KnownSource) -> String {
    let mut parts = vec![format!("name = {}", toml_text(&source.name))];
    if !source.aliases.is_empty() {
        parts.push(format!("aliases = {}", toml_list(source.aliases.iter().map(String::as_str))));
    }
    let kind = source.nature.map(Nature::name);
    for (key, value) in [("kind", kind), ("url", source.url.as_deref()), ("interest", source.interest.as_deref())] {
        parts.extend(value.map(|value| format!("{key} = {}", toml_text(value))));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn toml_list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", words.map(toml_text).collect::<Vec<_>>().join(", "))
}

/// A text as a basic string of TOML, with nothing in it that acts on a terminal.
fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Writing to a string does not fail.
            c if acts(c) => drop(write!(out, "\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}
