//! The configuration of a folder: `sayso.toml`, found and read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;

use super::file::{FailOnName, File, FormatName, Override, Profile, Rules, SeverityName, Word};
use super::place::{ConfigError, explain};
use super::used::{Marks, Used};
use super::{Config, FailOn, LONGEST, rule, sources};
use crate::analysis::claim;
use crate::analysis::known::{KnownSource, Registry};
use crate::document::Format;
use crate::finding::Severity;
use crate::text::TextRange;

/// The name of the file.
pub const NAME: &str = "sayso.toml";

/// A folder with the configuration for the files in it.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that its globs are counted from.
    pub root: PathBuf,
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    /// The text of the file.
    pub(super) text: String,
    pub(super) file: File,
    exclude: GlobSet,
    formats: Vec<(GlobSet, Format)>,
    overrides: Vec<GlobSet>,
    pub(super) used: Marks,
    date: Option<Date>,
    pub(super) sources: Arc<Registry>,
}

impl Project {
    /// The configuration of `folder`: that of the nearest `sayso.toml` in it or in a folder around it; without one, the
    /// defaults.
    ///
    /// # Errors
    /// Where the file cannot be read or something in it is wrong.
    pub fn find(folder: &Path) -> Result<Self, ConfigError> {
        folder.ancestors().find_map(Self::beside).unwrap_or_else(|| Ok(Self::none(folder)))
    }

    /// The configuration of the `sayso.toml` in `folder` itself, if there is one. A folder of its name, or a link that leads nowhere, is
    /// none, but was meant to be one.
    pub(super) fn beside(folder: &Path) -> Option<Result<Self, ConfigError>> {
        let path = folder.join(NAME);
        path.symlink_metadata().ok()?;
        Some(Self::read(&path))
    }

    /// The defaults.
    #[must_use]
    pub fn none(folder: &Path) -> Self {
        Self {
            root: folder.to_owned(),
            path: None,
            text: String::new(),
            file: File::default(),
            exclude: GlobSet::empty(),
            formats: Vec::new(),
            overrides: Vec::new(),
            used: Marks::default(),
            date: None,
            sources: Arc::default(),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where it cannot be read or something in it is wrong.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = super::text(path, LONGEST).map_err(|error| unread(path, &error))?;
        Self::parse(path, &text)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// Where something in it is wrong.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text)
            .map_err(|error| ConfigError::at(path, text, error.span(), explain(error.message())))?;
        let reader = Reader { path, text };
        reader.rules(&file.rules)?;
        reader.words(&file.known.boilerplate)?;
        for part in &file.overrides {
            reader.names(&part.select, &part.extend, &part.ignore)?;
            reader.severities(part.severity.keys())?;
        }
        let overrides = file.overrides.iter().map(|part| reader.globs(&part.paths)).collect::<Result<_, _>>()?;
        let formats = file.formats.iter().map(|(glob, format)| {
            let place = text.find(glob.as_str()).map(|at| at..at + glob.len());
            Ok((reader.glob(glob, place).map(|glob| [glob])?, *format))
        });
        let formats = formats
            .map(|found: Result<_, ConfigError>| {
                let ([glob], format) = found?;
                Ok((reader.set([glob])?, format.format()))
            })
            .collect::<Result<_, ConfigError>>()?;
        let root = path.parent().filter(|root| !root.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self {
            root: root.to_owned(),
            path: Some(path.to_owned()),
            text: text.to_owned(),
            exclude: reader.globs(&file.exclude)?,
            formats,
            overrides,
            used: Marks {
                exclude: Used::none(file.exclude.len()),
                formats: Used::none(file.formats.len()),
                overrides: Used::none(file.overrides.len()),
            },
            date: file.date.as_ref().map(|date| reader.date(date)).transpose()?,
            sources: Arc::new(sources::read(&file, path, text)?),
            file,
        })
    }

    /// The sources that the file names, with the bytes of the file where their names stand.
    pub fn known_sources(&self) -> impl Iterator<Item = (&KnownSource, TextRange)> {
        let places = self.file.sources.iter().map(|table| table.name.span());
        self.sources
            .sources()
            .iter()
            .zip(places)
            .map(|(source, place)| (&**source, TextRange::of(place.start, place.end)))
    }

    /// The text of the file; empty without one.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the other is made of the same file with the same text.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.path, &self.text) == (&other.path, &other.text)
    }

    /// Whether a file or folder found on the way is left out.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && self.used.exclude.matches(&self.exclude, &self.inside(path))
    }

    /// The format of a file, where the configuration tells it.
    #[must_use]
    pub fn format(&self, path: &Path) -> Option<Format> {
        let path = self.inside(path);
        let place = self.formats.iter().position(|(glob, _)| glob.is_match(&path))?;
        self.used.formats.mark(place);
        Some(self.formats[place].1)
    }

    /// The configuration of one file.
    #[must_use]
    pub fn config(&self, path: &Path) -> Config {
        let file = &self.file;
        let mut config = Config {
            profile: file.profile.kind(),
            fail_on: file.fail_on.map_or(FailOn::default(), FailOnName::fail_on),
            require_reason: file.require_reason,
            known_acronyms: file.known.acronyms.clone(),
            known_people: file.known.people.clone(),
            boilerplate: file.known.boilerplate.iter().map(|words| words.get_ref().clone()).collect(),
            no_boilerplate: file.known.not_boilerplate.clone(),
            sources: Arc::clone(&self.sources),
            style: file.style,
            date: self.date,
            ..Config::default()
        };
        for (rule, severity) in file.profile.severities() {
            config.severity.insert((*rule).to_owned(), *severity);
        }
        let Rules { select, extend, ignore, severity } = &file.rules;
        config.choose(select, extend, ignore);
        config.weigh(severity.iter());
        for (place, part) in self.overrides_for(path) {
            self.used.overrides.mark(place);
            let Override { select, extend, ignore, severity, .. } = part;
            config.choose(select, extend, ignore);
            config.weigh(severity.iter());
        }
        config
    }

    /// The overrides for a file with their places among all, the one that counts most last.
    pub(super) fn overrides_for(&self, path: &Path) -> impl Iterator<Item = (usize, &Override)> {
        let inside = self.inside(path);
        let fit = self.overrides.iter().zip(&self.file.overrides).enumerate();
        fit.filter(move |(_, (globs, _))| globs.is_match(&inside)).map(|(place, (_, part))| (place, part))
    }

    /// The path from the folder of the configuration.
    fn inside(&self, path: &Path) -> PathBuf {
        let plain = path.strip_prefix(".").unwrap_or(path);
        if let Ok(inside) = plain.strip_prefix(&self.root) {
            return inside.to_owned();
        }
        // Of a path and a folder that are told in different ways, the full ones are compared.
        let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (path, root) = (full(plain), full(&self.root));
        path.strip_prefix(&root).map_or(path.clone(), Path::to_owned)
    }
}

fn unread(path: &Path, error: &std::io::Error) -> ConfigError {
    ConfigError { path: path.to_owned(), place: None, message: format!("it cannot be read: {error}") }
}

impl Config {
    fn choose(&mut self, select: &[Word], extend: &[Word], ignore: &[Word]) {
        let names = |words: &[Word]| words.iter().map(|word| word.get_ref().clone()).collect::<Vec<_>>();
        if !select.is_empty() {
            self.select = names(select);
        }
        self.extend.extend(names(extend));
        self.ignore.retain(|name| !extend.iter().any(|word| word.get_ref() == name));
        self.ignore.extend(names(ignore));
    }

    fn weigh<'a>(&mut self, severities: impl Iterator<Item = (&'a Word, &'a SeverityName)>) {
        self.severity.extend(severities.map(|(rule, name)| (rule.get_ref().clone(), name.severity())));
    }
}

impl Profile {
    /// Its name in the file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Blog => "blog",
            Self::Report => "report",
            Self::Opinion => "opinion",
            Self::Marketing => "marketing",
            Self::Draft => "draft",
        }
    }

    /// What it is to the analysis.
    fn kind(self) -> claim::Profile {
        match self {
            Self::News | Self::Blog | Self::Marketing | Self::Draft => claim::Profile::News,
            Self::Report => claim::Profile::Report,
            Self::Opinion => claim::Profile::Opinion,
        }
    }

    /// What weighs otherwise than the pages of the rules say.
    pub(super) fn severities(self) -> &'static [(&'static str, Severity)] {
        match self {
            Self::News | Self::Blog | Self::Report | Self::Opinion => &[],
            Self::Marketing => {
                &[("unattributed-figure", Severity::Error), ("unattributed-superlative", Severity::Error)]
            }
            Self::Draft => &[("vague-source", Severity::Error)],
        }
    }
}

impl SeverityName {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Information => Severity::Information,
            Self::Hint => Severity::Hint,
        }
    }
}

impl FailOnName {
    fn fail_on(self) -> FailOn {
        match self {
            Self::Error => FailOn::Error,
            Self::Warning => FailOn::Warning,
            Self::Information => FailOn::Information,
            Self::Never => FailOn::Never,
        }
    }
}

impl FormatName {
    fn format(self) -> Format {
        match self {
            Self::Plain => Format::Plain,
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
        }
    }
}

/// Checks the words of a file.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn rules(&self, rules: &Rules) -> Result<(), ConfigError> {
        self.names(&rules.select, &rules.extend, &rules.ignore)?;
        self.severities(rules.severity.keys())
    }

    fn names(&self, select: &[Word], extend: &[Word], ignore: &[Word]) -> Result<(), ConfigError> {
        self.severities(select.iter().chain(extend).chain(ignore))
    }

    fn severities<'a>(&self, mut names: impl Iterator<Item = &'a Word>) -> Result<(), ConfigError> {
        names.try_for_each(|name| match rule(name.get_ref()) {
            Ok(_) => Ok(()),
            Err(error) => Err(ConfigError::at(self.path, self.text, Some(name.span()), error.to_string())),
        })
    }

    fn date(&self, date: &Word) -> Result<Date, ConfigError> {
        date.get_ref().parse().map_err(|_| {
            let message = format!("“{}” is no date; write year, month and day: \"2026-11-20\"", date.get_ref());
            ConfigError::at(self.path, self.text, Some(date.span()), message)
        })
    }

    fn words(&self, words: &[Word]) -> Result<(), ConfigError> {
        match words.iter().find(|words| words.get_ref().trim().is_empty()) {
            Some(empty) => {
                Err(ConfigError::at(self.path, self.text, Some(empty.span()), "there are no words here".into()))
            }
            None => Ok(()),
        }
    }

    fn globs(&self, words: &[Word]) -> Result<GlobSet, ConfigError> {
        let globs = words.iter().map(|word| self.glob(word.get_ref(), Some(word.span())));
        let globs: Vec<Glob> = globs.collect::<Result<_, _>>()?;
        self.set(globs)
    }

    /// A glob as in .gitignore: without a slash inside it fits at any depth, with one at the end all in the folder.
    fn glob(&self, glob: &str, span: Option<std::ops::Range<usize>>) -> Result<Glob, ConfigError> {
        let inner = glob.trim_end_matches('/');
        let anywhere = !inner.contains('/');
        let start = if anywhere { "**/" } else { "" };
        let pattern = format!("{start}{}{{,/**}}", inner.trim_start_matches('/'));
        GlobBuilder::new(&pattern).literal_separator(true).empty_alternates(true).build().map_err(|error| {
            ConfigError::at(self.path, self.text, span, format!("the glob “{glob}” is wrong: {}", error.kind()))
        })
    }

    fn set(&self, globs: impl IntoIterator<Item = Glob>) -> Result<GlobSet, ConfigError> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(glob);
        }
        set.build().map_err(|error| ConfigError::at(self.path, self.text, None, format!("a glob is wrong: {error}")))
    }
}
