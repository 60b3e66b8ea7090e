//! The tags of an HTML file, by the tokenizer of the WHATWG standard, each start tag with the end tag that closes it.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use memchr::memmem;

use crate::text::{TextRange, offset};

/// One tag or comment.
pub(super) struct TagToken {
    pub(super) kind: TagKind,
    pub(super) name: Box<str>,
    /// The value of `cite` or `href`, of a `meta` that of `content`.
    pub(super) target: Option<Box<str>>,
    /// The value of `id`, of a link that of `name`.
    pub(super) id: Option<Box<str>>,
    /// Whether its attributes say that nobody sees what it holds.
    pub(super) unseen: bool,
    /// Whether they say that this is not English.
    pub(super) foreign: bool,
    /// Whether it gives the address of the page itself.
    pub(super) canonical: bool,
    /// In the source handed to the tokenizer.
    pub(super) range: TextRange,
    /// For a start tag: the index of the end tag that closes it.
    pub(super) closed_by: Option<usize>,
}

impl TagToken {
    fn take_attribute(&mut self, name: &[u8], value: &[u8]) {
        let text = || Some(String::from_utf8_lossy(value).into());
        match name {
            b"href" | b"cite" => self.target = text(),
            b"content" if &*self.name == "meta" => self.target = text(),
            b"id" => self.id = text(),
            b"name" if &*self.name == "a" => self.id = text(),
            b"style" => self.unseen |= is_unseen(value),
            b"lang" | b"xml:lang" => self.foreign |= is_foreign(value) && !matches!(&*self.name, "html" | "body"),
            b"rel" => self.canonical |= value.eq_ignore_ascii_case(b"canonical"),
            b"property" => self.canonical |= value.eq_ignore_ascii_case(b"og:url"),
            _ => {}
        }
    }
}

/// Whether a style hides what has it.
fn is_unseen(style: &[u8]) -> bool {
    let style = String::from_utf8_lossy(style).to_ascii_lowercase();
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        matches!((name.trim(), value), ("display", "none") | ("visibility", "hidden" | "collapse"))
    })
}

/// Whether a language tag (BCP 47) names one that is not English.
fn is_foreign(tag: &[u8]) -> bool {
    let tag = String::from_utf8_lossy(tag).to_ascii_lowercase();
    let language = tag.trim().split('-').next().unwrap_or_default();
    let named = matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase());
    named && !matches!(language, "en" | "eng" | "und" | "mul" | "zxx")
}

/// What it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    Start,
    End,
    Comment,
}

/// The source with `<?…?>` and `<%…%>` blanked out, which may hold `>` and so would end as comments too early.
pub(super) fn without_islands(source: &str) -> String {
    let mut bytes = source.as_bytes().to_vec();
    for (open, close) in [("<?", "?>"), ("<%", "%>")] {
        let mut from = 0;
        while let Some(start) = memmem::find(&bytes[from..], open.as_bytes()).map(|at| from + at) {
            let end = memmem::find(&bytes[start..], close.as_bytes()).map_or(bytes.len(), |at| start + at + 2);
            bytes[start..end].fill(b' ');
            from = end;
        }
    }
    // Whole characters have been replaced by blanks, so this holds; if it did not, nothing is prose.
    String::from_utf8(bytes).unwrap_or_default()
}

/// The tags of `source` in order, each start tag with the end tag that closes it.
pub(super) fn tags(source: &str) -> Vec<TagToken> {
    let mut tags: Vec<TagToken> = Vec::new();
    let mut attribute = Vec::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        let (kind, name) = match event {
            CallbackEvent::OpenStartTag { name } => (TagKind::Start, name),
            CallbackEvent::EndTag { name } => (TagKind::End, name),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => (TagKind::Comment, &b""[..]),
            CallbackEvent::AttributeName { name } => {
                attribute = name.to_vec();
                // It says so without a value.
                if let (b"hidden", Some(tag)) = (name, tags.last_mut()) {
                    tag.unseen = true;
                }
                return None;
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(tag) = tags.last_mut() {
                    tag.take_attribute(&attribute, value);
                }
                return None;
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(tag) = tags.last_mut() {
                    tag.range = TextRange::new(tag.range.start, offset(span.end));
                }
                return None;
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => return None,
        };
        tags.push(TagToken {
            kind,
            name: String::from_utf8_lossy(name).into(),
            target: None,
            id: None,
            unseen: false,
            foreign: false,
            canonical: false,
            range: TextRange::of(span.start, span.end),
            closed_by: None,
        });
        None
    });
    emitter.naively_switch_states(true);
    // The reader is a string in memory: there is no error it could give.
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
    close(&mut tags);
    tags
}

/// Finds the end tag of each start tag; an element left open stays without.
fn close(tags: &mut [TagToken]) {
    let mut open: hashbrown::HashMap<Box<str>, Vec<usize>, std::hash::RandomState> = hashbrown::HashMap::default();
    for index in 0..tags.len() {
        match tags[index].kind {
            TagKind::Start => {
                let open = open.entry(tags[index].name.clone()).or_default();
                // No link stands in another: one that begins ends the one before.
                if &*tags[index].name == "a" {
                    open.clear();
                }
                open.push(index);
            }
            TagKind::End => {
                if let Some(start) = open.get_mut(&tags[index].name).and_then(Vec::pop) {
                    tags[start].closed_by = Some(index);
                }
            }
            TagKind::Comment => {}
        }
    }
}
