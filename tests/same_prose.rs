//! The same prose gives the same findings as plain text, as Markdown and as HTML.
//!
//! The paragraphs, headings and items of the committed texts are written in the three formats, and so are the marks of notes. With
//! `SAYSO_PROSE` set to a folder, its files are turned round too: `SAYSO_PROSE=FOLDER cargo test --test same_prose -- --nocapture`.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::marks;
use sayso::analysis::cache::Cache;
use sayso::check::Checked;
use sayso::config::Config;
use sayso::document::{BlockKind, Document, Format};

/// A piece of prose, and what it is.
struct Piece {
    kind: BlockKind,
    words: String,
}

/// The pieces of a file that read alike in all formats: without markup of their own, and without what would be some.
fn pieces(text: &str, format: Format) -> Vec<Piece> {
    let document = Document::new(text, format);
    let plain = |words: &str| {
        let markup = ['*', '_', '[', ']', '<', '>', '\\', '`', '#', '|', '~', '&', '^', '{', '}', '@', '$', '†'];
        let starts = words.starts_with(|c: char| c.is_alphabetic() || c == '“' || c == '"');
        starts && !words.contains(markup) && !words.contains("//")
    };
    let read = |block: &sayso::document::Block| {
        let words = document.words(block.range).into_owned();
        let kind = match block.kind {
            _ if block.quote.is_some() => return None,
            kind @ (BlockKind::Paragraph | BlockKind::Item) => kind,
            BlockKind::Title | BlockKind::Heading => BlockKind::Heading,
            _ => return None,
        };
        // A line of plain text without a stop may be a heading, and so is none of the pieces.
        let sentence = words.ends_with(['.', '!', '?', '”']) || kind != BlockKind::Paragraph;
        (plain(&words) && sentence).then_some(Piece { kind, words })
    };
    document.blocks.iter().filter_map(read).collect()
}

fn as_plain(pieces: &[Piece]) -> String {
    let write = |piece: &Piece| match piece.kind {
        BlockKind::Heading => format!("{}\n{}\n\n", piece.words, "-".repeat(20)),
        BlockKind::Item => format!("- {}\n", piece.words),
        _ => format!("\n{}\n\n", piece.words),
    };
    pieces.iter().map(write).collect()
}

fn as_markdown(pieces: &[Piece]) -> String {
    let write = |piece: &Piece| match piece.kind {
        BlockKind::Heading => format!("\n## {}\n\n", piece.words),
        BlockKind::Item => format!("- {}\n", piece.words),
        _ => format!("\n{}\n\n", piece.words),
    };
    pieces.iter().map(write).collect()
}

fn as_html(pieces: &[Piece]) -> String {
    let mut html = String::new();
    let mut listed = false;
    for piece in pieces {
        let item = piece.kind == BlockKind::Item;
        if item != listed {
            html.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            listed = item;
        }
        let tag = match piece.kind {
            BlockKind::Heading => "h2",
            BlockKind::Item => "li",
            _ => "p",
        };
        let _ = writeln!(html, "<{tag}>{}</{tag}>", piece.words);
    }
    if listed {
        html.push_str("</ul>\n");
    }
    html
}

/// HTML in which each mark that has a name is written by that, or by its number.
fn with_entities(html: &str) -> String {
    let entity = |c: char| match c {
        '’' => Some("&rsquo;"),
        '‘' => Some("&lsquo;"),
        '“' => Some("&ldquo;"),
        '”' => Some("&rdquo;"),
        '\'' => Some("&#39;"),
        '%' => Some("&#37;"),
        '£' => Some("&pound;"),
        '€' => Some("&euro;"),
        '–' => Some("&ndash;"),
        '—' => Some("&mdash;"),
        '…' => Some("&hellip;"),
        'é' => Some("&eacute;"),
        '½' => Some("&frac12;"),
        '\u{a0}' => Some("&nbsp;"),
        ',' => Some("&#44;"),
        _ => None,
    };
    html.chars().map(|c| entity(c).map_or_else(|| c.to_string(), str::to_owned)).collect()
}

/// What is found in a text: the rules, with the words they are about.
fn found(text: &str, format: Format) -> Vec<String> {
    let checked = Checked::new(Document::new(text, format), &Config::default(), &mut Cache::default());
    let mut found: Vec<String> = checked
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.rule, checked.document.words(finding.range)))
        .collect();
    found.sort();
    found
}

/// How the findings of a file differ from format to format; empty if they do not.
fn differences(path: &Path) -> Vec<String> {
    let Ok(file) = fs::read_to_string(path) else { return Vec::new() };
    let Some(format) = Format::of_path(path) else { return Vec::new() };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    marks::documents(&file).flat_map(|marked| differences_of(&marks::read(marked).0, format, &name)).collect()
}

fn differences_of(text: &str, format: Format, name: &str) -> Vec<String> {
    let pieces = pieces(text, format);
    let plain = found(&as_plain(&pieces), Format::Plain);
    let mut differences = Vec::new();
    let (markdown, html) = (as_markdown(&pieces), as_html(&pieces));
    let entities = [(Format::Markdown, with_entities(&markdown)), (Format::Html, with_entities(&html))];
    for (format, text) in [(Format::Markdown, markdown), (Format::Html, html)].into_iter().chain(entities) {
        let other = found(&text, format);
        let lost =
            plain.iter().filter(|one| !other.contains(one)).map(|one| format!("{name}: not as {format:?}: {one}"));
        let new =
            other.iter().filter(|one| !plain.contains(one)).map(|one| format!("{name}: only as {format:?}: {one}"));
        differences.extend(lost.chain(new));
    }
    differences
}

#[test]
fn committed_texts_read_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["tests/cases", "examples"] {
        all.extend(common::files(&root.join(folder)).iter().flat_map(|path| differences(path)));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_folder_reads_alike() {
    let Some(folder) = std::env::var_os("SAYSO_PROSE") else { return };
    let all: Vec<String> = common::files(Path::new(&folder)).iter().flat_map(|path| differences(path)).collect();
    println!("{} differences", all.len());
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// A sentence with the mark of a note in each format, and the note.
const NOTED: [(&str, Format); 12] = [
    ("Sales rose 300% in May.[^1]\n\n[^1]: Harbour Institute, report of 2020.\n", Format::Plain),
    ("Sales rose 300% in May.¹\n\n¹ Harbour Institute, report of 2020.\n", Format::Plain),
    ("Sales rose 300% in May.†\n\n† Harbour Institute, report of 2020.\n", Format::Plain),
    ("Sales rose 300% in May [1].\n\n[1] Harbour Institute, report of 2020.\n", Format::Plain),
    ("Sales rose 300% in May.[^1]\n\n[^1]: Harbour Institute, report of 2020.\n", Format::Markdown),
    ("Sales rose 300% in May.^[Harbour Institute, report of 2020.]\n", Format::Markdown),
    ("Sales rose 300% in May.<sup>1</sup>\n\n1. Harbour Institute, report of 2020.\n", Format::Markdown),
    (
        "Sales rose 300% in May.<a id=\"r1\"></a>[<sup>1</sup>](#n1)\n\n<a id=\"n1\"></a>Harbour Institute.\n",
        Format::Markdown,
    ),
    (
        "<p>Sales rose 300% in May.<sup><a href=\"#fn1\">1</a></sup></p><p id=\"fn1\">Harbour Institute.</p>",
        Format::Html,
    ),
    ("<p>Sales rose 300% in May.<sup>1</sup></p><p>1. Harbour Institute.</p>", Format::Html),
    (
        "<p>Sales rose 300% in May.<sup class=\"reference\"><a href=\"#n-1\"><span>[</span>1<span>]</span></a></sup></p>\
         <ol><li id=\"n-1\">Harbour Institute.</li></ol>",
        Format::Html,
    ),
    ("<p>Sales rose 300% in May (<a href=\"https://example.org/may/figures\">source</a>).</p>", Format::Html),
];

#[test]
fn notes_cover_alike() {
    for (text, format) in NOTED {
        assert_eq!(found(text, format), Vec::<String>::new(), "{text}");
        let bare = Document::new(text, format);
        let figures = bare.words(bare.blocks[0].range);
        assert_eq!(figures.trim_end_matches(" [1].").trim_end_matches(" (source)."), figures_of(&figures), "{text}");
    }
}

/// The sentence without the mark of its note, which is no prose.
fn figures_of(words: &str) -> &str {
    if words.ends_with('.') && !words.contains(['[', '(']) {
        "Sales rose 300% in May."
    } else {
        "Sales rose 300% in May"
    }
}
