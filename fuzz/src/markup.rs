//! Where the tags and entities of a page are, told in another way than the program tells it: by hand, for pages without what is hard.

use std::ops::Range;

use sayso::document::Format;

/// What makes it hard to tell: content that is no markup, and islands that are blanked out. A tag that is left open does, too.
const HARD: [&str; 14] = [
    "<!",
    "<?",
    "<%",
    "<script",
    "<style",
    "<title",
    "<textarea",
    "<xmp",
    "<iframe",
    "<noembed",
    "<noframes",
    "<noscript",
    "<plaintext",
    "\0",
];

/// Entities that stand for a character wherever they are.
const ENTITIES: [&str; 10] =
    ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&rsquo;", "&ldquo;", "&rdquo;", "&mdash;", "&shy;"];

/// The tags and entities of a page, in order.
pub(crate) struct Inside<'a> {
    text: &'a str,
    places: Vec<Range<usize>>,
}

impl Inside<'_> {
    /// The tag or entity that the border `at` lies in.
    pub(crate) fn at(&self, at: usize) -> Option<&str> {
        let before = self.places.partition_point(|place| place.start < at);
        let place = self.places[..before].last()?;
        (at < place.end).then(|| &self.text[place.clone()])
    }
}

/// What makes it hard to tell which signs are an entity in Markdown: escapes, code, formulas and HTML.
const HARD_IN_MARKDOWN: [&str; 5] = ["\\", "`", "~~~", "$", "<"];

/// The tags and entities of `text`, or in Markdown its entities; `None` for one of which they are hard to tell.
pub(crate) fn inside(text: &str, format: Format) -> Option<Inside<'_>> {
    let small = text.to_ascii_lowercase();
    // The head of a page in YAML, TOML or JSON is no markup.
    let headed = ["---", "+++", "{"].iter().any(|fence| text.trim_start_matches('\u{feff}').starts_with(fence));
    let hard: &[&str] = match format {
        Format::Plain => return None,
        Format::Markdown => &HARD_IN_MARKDOWN,
        Format::Html => &HARD,
    };
    if headed || hard.iter().any(|hard| small.contains(hard)) {
        return None;
    }
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '&']) {
        let start = at + next;
        let length = if is_tag(&text[start..]) { tag(&text[start..])? } else { entity(&text[start..]).unwrap_or(0) };
        if length > 0 {
            places.push(start..start + length);
        }
        at = start + length.max(1);
    }
    Some(Inside { text, places })
}

/// Whether `rest` begins with a tag.
fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('<').map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The length of the tag that `rest` begins with; `None` for one that is left open.
fn tag(rest: &str) -> Option<usize> {
    let mut part = Part::Tag;
    for (at, c) in rest.char_indices().skip(1) {
        part = match (part, c) {
            (Part::Quoted(mark), _) if c != mark => part,
            (Part::Quoted(_), _) => Part::Between,
            (_, '>') => return Some(at + 1),
            (Part::Equals, '"' | '\'') => Part::Quoted(c),
            (Part::Equals, _) if c.is_ascii_whitespace() => Part::Equals,
            (Part::Equals, _) => Part::Value,
            (Part::Value, _) if !c.is_ascii_whitespace() => Part::Value,
            (Part::Name | Part::Behind, '=') => Part::Equals,
            (Part::Name | Part::Behind, _) if c.is_ascii_whitespace() => Part::Behind,
            (Part::Tag, _) if !c.is_ascii_whitespace() && (c != '/' || at == 1) => Part::Tag,
            (_, _) if c.is_ascii_whitespace() || c == '/' => Part::Between,
            _ => Part::Name,
        };
    }
    None
}

/// The parts of a tag.
#[derive(Clone, Copy)]
enum Part {
    /// The name of the element.
    Tag,
    /// Where an attribute can begin.
    Between,
    /// The name of an attribute.
    Name,
    /// Behind the name of an attribute.
    Behind,
    /// Behind "=".
    Equals,
    /// A value without marks around it.
    Value,
    /// A value in such marks.
    Quoted(char),
}

/// The length of the entity that `rest` begins with.
fn entity(rest: &str) -> Option<usize> {
    let known = ENTITIES.iter().find(|entity| rest.starts_with(**entity)).map(|entity| entity.len());
    known.or_else(|| {
        let digits = rest.strip_prefix("&#")?.bytes().take_while(u8::is_ascii_digit).count();
        // What is no character, or a control, is read as another sign.
        let signs = |c: char| (' '..='~').contains(&c) || ('\u{a0}'..'\u{fdd0}').contains(&c);
        let is_character = rest[2..2 + digits].parse().ok().and_then(char::from_u32).is_some_and(signs);
        (is_character && rest[2 + digits..].starts_with(';')).then_some(digits + 3)
    })
}
