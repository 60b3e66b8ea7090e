//! Findings for a person at a terminal: the words, underlined, with the reason and what to do.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::shown;
use crate::finding::{Finding, Severity};
use crate::text::{Encoding, LineIndex, TextRange};

/// How findings are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Whether to use colours.
    pub color: bool,
    /// How many columns a line of source may take.
    pub width: usize,
}

/// A file whose findings are drawn.
pub struct Source<'a> {
    /// Its path, as the user gave it.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
}

/// The findings of a file, with an empty line behind each.
#[must_use]
pub fn render(source: &Source<'_>, findings: &[Finding], style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        let excerpt = Excerpt::new(source, finding.range, style.width);
        let mut groups = vec![finding_group(finding, &excerpt)];
        let related: Vec<(Excerpt, Cow<'_, str>)> = finding
            .related
            .iter()
            .map(|related| (Excerpt::new(source, related.range, style.width), shown::line(&related.message)))
            .collect();
        for (excerpt, message) in &related {
            groups.push(related_group(excerpt, message));
        }
        groups.push(Group::with_title(Level::HELP.secondary_title(finding.help)));
        // The excerpt has no path of its own, for which the renderer leaves a line that says nothing.
        for line in
            renderer.render(&groups).lines().filter(|line| !line.trim_end_matches("\u{1b}[0m").ends_with("::: "))
        {
            out.push_str(line);
            out.push('\n');
        }
        out.push('\n');
    }
    shown::inert(&out).into_owned()
}

fn finding_group<'a>(finding: &'a Finding, excerpt: &'a Excerpt) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let title = level.primary_title(shown::line(&finding.message)).id(finding.rule);
    title.element(excerpt.origin()).element(excerpt.snippet(AnnotationKind::Primary))
}

fn related_group<'a>(excerpt: &'a Excerpt, message: &'a str) -> Group<'a> {
    Level::NOTE.secondary_title(message).element(excerpt.origin()).element(excerpt.snippet(AnnotationKind::Context))
}

/// The part of a line that holds the words of a finding.
struct Excerpt {
    /// The file, as it is shown.
    path: String,
    /// The part, with "…" where the line is cut.
    text: String,
    /// The words in it.
    span: std::ops::Range<usize>,
    /// Line and column of the words in the file, from 1.
    line: usize,
    column: usize,
}

impl Excerpt {
    /// The words in `range` with as much of their line around them as fits `width` columns; of words that run over several
    /// lines, those in the first.
    fn new(source: &Source<'_>, range: TextRange, width: usize) -> Self {
        let position = source.lines.position(source.text, range.start, Encoding::Utf32);
        let line = source.lines.line_range(source.text, position.line);
        let words = TextRange::new(range.start, range.end.min(line.end).max(range.start));
        let (before, after) = (
            TextRange::new(line.start, words.start).of_text(source.text),
            TextRange::new(words.end, line.end).of_text(source.text),
        );
        let marked = words.of_text(source.text);
        let room = width.saturating_sub(marked.chars().count()).max(20);
        let left = last_words(before, room / 2);
        let right = first_words(after, room - left.chars().count().min(room));
        let lead = if left.len() < before.len() { "…" } else { "" };
        let tail = if right.len() < after.len() { "…" } else { "" };
        let [left, marked, right] = [left, marked, right].map(shown::line);
        let start = lead.len() + left.len();
        Self {
            path: shown::escaped(source.path).into_owned(),
            text: format!("{lead}{left}{marked}{right}{tail}"),
            span: start..start + marked.len(),
            line: position.line as usize + 1,
            column: position.column as usize + 1,
        }
    }

    fn origin(&self) -> Origin<'_> {
        Origin::path(&*self.path).line(self.line).char_column(self.column)
    }

    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(&*self.text).line_start(self.line).annotation(kind.span(self.span.clone()))
    }
}

/// The end of `text`, of at most `most` characters, from the start of a word on.
fn last_words(text: &str, most: usize) -> &str {
    let Some((cut, _)) = text.char_indices().rev().nth(most.saturating_sub(1)).filter(|(cut, _)| *cut > 0) else {
        return text;
    };
    let rest = &text[cut..];
    rest.find(' ').map_or(rest, |space| &rest[space..])
}

/// The start of `text`, of at most `most` characters, up to the end of a word.
fn first_words(text: &str, most: usize) -> &str {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text };
    let rest = &text[..cut];
    rest.rfind(' ').map_or(rest, |space| &rest[..space])
}
