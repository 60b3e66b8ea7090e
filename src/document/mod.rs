//! A file as blocks of prose: paragraphs, headings, list items, table cells, captions, notes.
//!
//! Markup is *masked*, not stripped. [`Document::prose`] has the length of the file, and what is no prose
//! stands in it as [`HIDDEN`] (of no width) or as blanks, so an offset into the prose is an offset into the file.
//!
//! To add a format: one file beside this one with a `read` function, and a line in `FORMATS`.

mod ahead;
pub(crate) mod comment;
mod day;
mod decimal;
mod directive;
mod front_matter;
mod headline;
mod html;
mod inline;
mod invisible;
mod mark;
mod markdown;
mod math;
mod plain;
mod sketch;
mod suppression;
mod tags;
mod template;
mod unread;
mod whole;
mod wiki;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::text::TextRange;

pub(crate) use sketch::Sketch;
pub use suppression::{Suppression, SuppressionFault};
pub use unread::{Unclosed, Unread};

/// The byte that stands in the prose for markup of no width (`*`, `</b>`): a reader sees the text on both
/// sides of it as one piece.
pub const HIDDEN: u8 = 0;

/// A format that is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text: paragraphs, bullet lines, headings by shape.
    Plain,
    /// Markdown: `CommonMark` with tables, footnotes, task lists and front matter.
    Markdown,
    /// HTML, and templates with `<?…?>` or `<%…%>` islands.
    Html,
}

/// How a format is recognised and read.
struct Known {
    format: Format,
    name: &'static str,
    extensions: &'static [&'static str],
    /// Language identifiers of editors (Language Server Protocol, `TextDocumentItem.languageId`).
    languages: &'static [&'static str],
    read: fn(&str, &mut Sketch),
}

const FORMATS: [Known; 3] = [
    Known {
        format: Format::Plain,
        name: "plain",
        extensions: &["txt", "text"],
        languages: &["plaintext", "text"],
        read: plain::read,
    },
    Known {
        format: Format::Markdown,
        name: "markdown",
        extensions: &["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"],
        languages: &["markdown", "mdx", "quarto", "rmd"],
        read: markdown::read,
    },
    Known {
        format: Format::Html,
        name: "html",
        extensions: &["html", "htm", "xhtml", "php"],
        languages: &["html", "xhtml", "php"],
        read: html::read,
    },
];

impl Format {
    fn known(self) -> &'static Known {
        FORMATS.iter().find(|known| known.format == self).unwrap_or(&FORMATS[0])
    }

    /// The format of a file by its extension; `None` where the extension is not known.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let mut formats = FORMATS.iter();
        let known = formats.find(|known| known.extensions.contains(&extension.as_str()))?;
        Some(known.format)
    }

    /// The extensions by which formats are known, in small letters.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().flat_map(|known| known.extensions).copied()
    }

    /// The format an editor means by a language identifier.
    #[must_use]
    pub fn of_language(id: &str) -> Option<Self> {
        let known = FORMATS.iter().find(|known| known.languages.contains(&id))?;
        Some(known.format)
    }

    /// Its name in the export and in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.known().name
    }
}

/// What a block of prose is in its document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// The title of the document: a first heading, `<title>`, or the title of the front matter.
    Title,
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// The text of a list item.
    Item,
    /// The text of a table cell.
    Cell,
    /// The caption of a picture or a table.
    Caption,
    /// The text of a footnote.
    Note,
}

impl BlockKind {
    /// Whether it names what stands below it, and states nothing itself.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Heading)
    }
}

/// One block of prose. Blocks do not overlap and come in the order of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its prose: bytes of the file, white space at both ends left out.
    pub range: TextRange,
    /// The block quotation it stands in, counted from 0 through the document.
    pub quote: Option<u32>,
    /// The list or table it belongs to, counted from 0 through the document.
    pub group: Option<u32>,
    /// For a [`BlockKind::Note`]: the label by which it is referred to.
    pub label: Option<Box<str>>,
    /// For an item of a numbered list: its number.
    pub number: Option<u32>,
}

/// A place that links inside the file can lead to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// Its name, without the `#` of the links.
    pub label: Box<str>,
    /// Where it is: a byte of the file.
    pub at: u32,
}

/// What a reference in the text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReferenceKind {
    /// A link to a page or a file.
    Link,
    /// A footnote mark; its target is the note's label.
    Note,
    /// The source a quotation gives in its markup (`<blockquote cite>`, `<q cite>`).
    Citation,
}

/// A place in the text that points to a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceKind,
    /// The words that carry it, markup included: bytes of the file.
    pub range: TextRange,
    /// Where it points: an address or a label, as written.
    pub target: Box<str>,
}

/// A file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its format.
    pub format: Format,
    text: Arc<str>,
    prose: Arc<str>,
    /// Where the text begins, behind its front matter, of which the title is a block: bytes of the file.
    pub body: u32,
    /// Its prose, block by block.
    pub blocks: Vec<Block>,
    /// Its references, in the order of the file.
    pub references: Vec<Reference>,
    /// The places that links inside the file can lead to.
    pub anchors: Vec<Anchor>,
    /// The address of the page itself, where the file tells it.
    pub address: Option<Box<str>>,
    /// The day that its front matter or metadata give, and where: bytes of the file.
    pub day: Option<(Date, TextRange)>,
    /// The day that the configuration gives it, for a text that has none itself.
    pub configured_day: Option<Date>,
    /// Whether its numbers have a decimal comma: "1.234,5".
    pub decimal_comma: bool,
    /// What stands for fewer bytes of prose than it has, in order: bytes of the file.
    wholes: Vec<TextRange>,
    /// Where something begins that hides what follows and is never ended.
    unclosed: Vec<(u32, Unclosed)>,
    /// Its comments that say which findings are meant to be, in the order of the file.
    pub suppressions: Vec<Suppression>,
}

impl Document {
    /// Reads `text`. Whatever the text, this succeeds: broken markup gives fewer or odder blocks.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>, format: Format) -> Self {
        let text = text.into();
        let mut sketch = Sketch::new(&text);
        (format.known().read)(&text, &mut sketch);
        let mut comments = std::mem::take(&mut sketch.comments);
        comments.sort_unstable();
        let (body, front_matter) = (sketch.body, sketch.front_matter);
        let (anchors, address) = (std::mem::take(&mut sketch.anchors), sketch.address.take());
        let unclosed = std::mem::take(&mut sketch.unclosed);
        let mut wholes = std::mem::take(&mut sketch.wholes);
        wholes.sort_unstable();
        let (prose, blocks, references) = sketch.finish(&text);
        let suppressions = suppression::read(&text, &comments, front_matter, &blocks);
        let decimal_comma = decimal::has_comma(&text);
        let prose: Arc<str> = prose.map_or_else(|| text.clone(), Arc::from);
        let prose = match invisible::hide(&prose) {
            Cow::Borrowed(_) => prose,
            Cow::Owned(hidden) => hidden.into(),
        };
        Self {
            format,
            day: day::stated(&text, format),
            configured_day: None,
            decimal_comma,
            prose,
            text,
            body,
            blocks,
            references,
            anchors,
            address,
            wholes,
            unclosed,
            suppressions,
        }
    }

    /// The file as it is.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The file with all but its prose masked; of the same length.
    #[must_use]
    pub fn prose(&self) -> &str {
        &self.prose
    }

    /// The prose of one block.
    #[must_use]
    pub fn block_prose(&self, block: &Block) -> &str {
        block.range.of_text(&self.prose)
    }

    /// The words in `range` for a message: markup left out, white space made single.
    #[must_use]
    pub fn words(&self, range: TextRange) -> Cow<'_, str> {
        visible(range.of_text(&self.prose))
    }

    /// The index of the block that a caret at byte `at` touches.
    #[must_use]
    pub fn block_at(&self, at: u32) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.range.start <= at);
        let index = after.checked_sub(1)?;
        self.blocks[index].range.touches(at).then_some(index)
    }
}

/// A piece of prose as a reader sees it: nothing hidden, each run of white space one blank.
#[must_use]
pub fn visible(prose: &str) -> Cow<'_, str> {
    let plain = |(i, b): (usize, u8)| match b {
        HIDDEN => false,
        b' ' => i == 0 || prose.as_bytes()[i - 1] != b' ',
        _ => !b.is_ascii_whitespace(),
    };
    if prose.bytes().enumerate().all(plain) {
        return Cow::Borrowed(prose.trim());
    }
    let shown: String = prose.chars().filter(|&c| c != char::from(HIDDEN)).collect();
    Cow::Owned(shown.split_whitespace().collect::<Vec<_>>().join(" "))
}
