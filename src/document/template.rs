//! What a site's generator reads in a text, and no reader sees: template tags, shortcodes, the macros of `AsciiDoc`.

use std::ops::Range;

use memchr::memmem;

/// How a template tag opens and closes.
const TAGS: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("{/*", "*/}")];

/// How long a shortcode or a macro is at most, in bytes.
const LONGEST: usize = 1000;

/// Where what no reader sees stands in the prose of a block: `{% image "a.png", 300 %}`, `[caption width="277"]`,
/// `image::a.png[Logo, 300]`. In order; time is linear.
pub(super) fn find(prose: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // For each kind of tag where its next end is, once that has been looked for: openings before it share it.
    let mut closes: [Option<usize>; TAGS.len()] = [None; TAGS.len()];
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'{', b'[', b':', &prose.as_bytes()[at..]) {
        let start = at + next;
        let rest = &prose[start..];
        let hidden = match rest.as_bytes()[0] {
            b'{' => tag(rest, start, prose, &mut closes),
            b'[' => shortcode(rest).map(|len| start..start + len),
            _ => asciidoc_macro(prose, start),
        };
        at = hidden.as_ref().map_or(start + 1, |range| range.end);
        found.extend(hidden);
    }
    found
}

/// The template tag at byte `start`, where `rest` begins.
fn tag(rest: &str, start: usize, prose: &str, closes: &mut [Option<usize>; TAGS.len()]) -> Option<Range<usize>> {
    let kind = TAGS.iter().position(|(open, _)| rest.starts_with(open))?;
    let (open, close) = TAGS[kind];
    let from = start + open.len();
    let end = match closes[kind] {
        Some(end) if end >= from => end,
        _ => memmem::find(&prose.as_bytes()[from..], close.as_bytes()).map_or(usize::MAX, |end| from + end),
    };
    closes[kind] = Some(end);
    (end < usize::MAX).then(|| start..end + close.len())
}

/// The length of the shortcode that `rest` begins with: `[caption id="a" width="277"]`, `[/caption]`.
fn shortcode(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let closing = inside.starts_with('/');
    let name = &inside[usize::from(closing)..];
    let letters = name.bytes().take_while(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-')).count();
    let behind = &name[letters..];
    if letters == 0 {
        return None;
    }
    if closing {
        return behind.starts_with(']').then_some(letters + 3);
    }
    let attribute = behind.strip_prefix(' ')?.trim_start();
    let word = attribute.bytes().take_while(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-')).count();
    if word == 0 || !attribute[word..].starts_with('=') {
        return None;
    }
    end_of_attributes(rest)
}

/// The macro of `AsciiDoc` whose two colons stand at byte `colons`: `image::a.png[Logo, 300]` on a line of its own.
fn asciidoc_macro(prose: &str, colons: usize) -> Option<Range<usize>> {
    let target = prose[colons..].strip_prefix("::")?;
    let before = &prose[..colons];
    let name = before.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let first = name > 0 && before[..colons - name].bytes().next_back().is_none_or(|b| b == b'\n');
    let near = &target[..target.floor_char_boundary(LONGEST)];
    let open = near.find(|c: char| c == '[' || c.is_whitespace()).filter(|&at| near[at..].starts_with('['))?;
    let len = end_of_attributes(&target[open..]).filter(|_| first)?;
    let alone = target[open + len..].bytes().next().is_none_or(|b| matches!(b, b'\n' | b'\r'));
    alone.then_some(colons - name..colons + 2 + open + len)
}

/// Behind the bracket that closes the one that `rest` begins with; what stands in quotation marks closes nothing.
fn end_of_attributes(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"') => quote = Some(byte),
            (None, b']') => return Some(at + 1),
            (_, b'\n') if rest[at + 1..].starts_with('\n') => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn what_a_generator_reads_is_found_and_nothing_else() {
        for (prose, hidden) in [
            (r#"{% image "a.png", 300 %} It cost $3."#, vec![r#"{% image "a.png", 300 %}"#]),
            ("{{< figure width=3 >}} and {{ count }} users", vec!["{{< figure width=3 >}}", "{{ count }}"]),
            ("{# by 30 people #} {/* and 4 */}", vec!["{# by 30 people #}", "{/* and 4 */}"]),
            (r#"[caption id="a" width="277"] Photo [/caption]"#, vec![r#"[caption id="a" width="277"]"#, "[/caption]"]),
            (r#"[quote by="J. [sic] Ray" year=3]"#, vec![r#"[quote by="J. [sic] Ray" year=3]"#]),
            ("image::a.png[Logo, 300]\nIt cost $3.", vec!["image::a.png[Logo, 300]"]),
            // What readers do see.
            ("[sic] [12] [Smith 2019] a[i] = 3 {x: 3} {", vec![]),
            ("std::vec[3] costs $3; The rule: {{ 5", vec![]),
            ("{% 12 percent", vec![]),
        ] {
            let found: Vec<&str> = find(prose).into_iter().map(|range| &prose[range]).collect();
            assert_eq!(found, hidden, "{prose}");
        }
    }
}
