//! What a program reads in a text, and no reader sees: template tags, shortcodes, lists of attributes, formulas, what `AsciiDoc`, MDX
//! and the note books of wikis put in.

use std::ops::Range;

use super::ahead::Next;
use super::math;

/// How something opens and closes that is hidden whatever stands in it. The first that fits is taken.
const TAGS: [(&str, &str); 9] = [
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
    // Its stars may have been read as those of emphasis.
    ("{/\0", "\0/}"),
    ("<%", "%>"),
    ("\\(", "\\)"),
    ("\\[", "\\]"),
    // What is put in from elsewhere, behind its exclamation mark.
    ("[[", "]]"),
];

/// How long a shortcode, a macro or a list of attributes is at most, in bytes.
const LONGEST: usize = 1000;

/// Where what no reader sees stands in the prose of a block: `{% image "a.png", 300 %}`, `[caption width="277"]`,
/// `image::a.png[Logo, 300]`, `{.wide width=300}`, `$x = 300$`. In order; time is linear.
pub(super) fn find(prose: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if is_module(prose) {
        return vec![0..prose.len()];
    }
    let mut closes = TAGS.map(|(_, close)| Next::new(prose, close));
    let mut comment = Next::new(prose, "%%");
    let mut at = 0;
    let begins = |b: &u8| matches!(b, b'{' | b'[' | b':' | b'<' | b'\\' | b'$' | b'%' | b'!');
    while let Some(next) = prose.as_bytes()[at..].iter().position(begins) {
        let start = at + next;
        let (before, rest) = prose.split_at(start);
        let behind = |len: usize| start..start + len;
        let hidden = match rest.as_bytes()[0] {
            b'{' => tag(rest, start, &mut closes).or_else(|| attributes(rest).or_else(|| expression(rest)).map(behind)),
            b'[' => shortcode(rest).map(behind),
            b':' => asciidoc_macro(prose, start).or_else(|| emoji(before, rest).map(behind)),
            b'$' => math::between_dollars(before, rest).map(behind),
            b'%' => note_to_self(before, rest, start, &mut comment),
            b'!' if rest.starts_with("![[") => tag(&rest[1..], start + 1, &mut closes).map(|tag| start..tag.end),
            b'!' => None,
            // Marks that only set a bracket apart are there as well: "\[sic\]".
            b'\\' => tag(rest, start, &mut closes).filter(|tag| math::is_formula(&prose[tag.start + 2..tag.end - 2])),
            _ => tag(rest, start, &mut closes),
        };
        at = hidden.as_ref().map_or(start + 1, |range| range.end);
        found.extend(hidden);
    }
    found
}

/// Whether a block is code of MDX: `export const width = 300`, `import Chart from "./chart"`.
fn is_module(prose: &str) -> bool {
    let line = prose.trim_start().lines().next().unwrap_or_default();
    let mut words = line.split_ascii_whitespace();
    match words.next() {
        Some("export") => match words.next() {
            Some("const" | "let" | "var") => line.contains('='),
            Some("default" | "function" | "async" | "class" | "{" | "*") => line.contains(['(', '{', '*', '=', ';']),
            _ => false,
        },
        Some("import") => {
            let quoted = |text: &str| text.starts_with(['"', '\'']);
            words.next().is_some_and(quoted) || line.split_once(" from ").is_some_and(|(_, file)| quoted(file))
        }
        _ => false,
    }
}

/// The template tag at byte `start`, where `rest` begins.
fn tag(rest: &str, start: usize, closes: &mut [Next<'_>; TAGS.len()]) -> Option<Range<usize>> {
    let kind = TAGS.iter().position(|(open, _)| rest.starts_with(open))?;
    let (open, close) = TAGS[kind];
    let end = closes[kind].find(start + open.len())?;
    Some(start..end + close.len())
}

/// The length of the list of attributes that `rest` begins with: `{.wide width=300}`, `{#top}`, `{: .wide }`.
fn attributes(rest: &str) -> Option<usize> {
    let inside = rest[1..].trim_start_matches([':', ' ']);
    let name = inside.trim_start_matches(['.', '#']);
    let letters = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let named =
        inside.len() - name.len() == 1 && matches!(name.as_bytes().get(letters), Some(b' ' | b'}' | b'.' | b'#'));
    let valued = inside.len() == name.len() && name[letters..].starts_with('=');
    (letters > 0 && (named || valued)).then(|| end_of_attributes(rest, b'}'))?
}

/// The length of the expression of MDX that `rest` begins with: `{1 + 1}`, `{props.width}`. A number alone is shown as it is.
fn expression(rest: &str) -> Option<usize> {
    let near = &rest[..rest.floor_char_boundary(LONGEST)];
    let inside = &near[1..near.find('}')?];
    let signs = |c: char| matches!(c, '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '&' | '|' | '?' | '!');
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | '[' | ']');
    let mut operands = inside.split(signs).map(str::trim).peekable();
    let first = operands.peek()?.to_owned();
    let whole = operands.all(|operand| operand.chars().all(is_name));
    let calculates = inside.contains(signs) || first.starts_with(|c: char| c.is_ascii_alphabetic());
    (whole && !first.is_empty() && calculates).then(|| inside.len() + 2)
}

/// The length of the name of a picture that `rest` begins with: `:tada:`, `:100:`.
fn emoji(before: &str, rest: &str) -> Option<usize> {
    let name = rest[1..]
        .bytes()
        .take(LONGEST)
        .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(b));
    let end = name.count() + 1;
    let alone = !before.ends_with(|c: char| c.is_alphanumeric() || c == ':');
    let behind = rest[end..].strip_prefix(':')?;
    // Behind the name of a role stands what it marks.
    let parted = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '`'));
    (end > 1 && alone && parted).then_some(end + 1)
}

/// A note of the writer's to themselves: `%% look this up %%`.
fn note_to_self(before: &str, rest: &str, start: usize, comment: &mut Next<'_>) -> Option<Range<usize>> {
    let opens = rest.starts_with("%%") && (before.is_empty() || before.ends_with(char::is_whitespace));
    let end = opens.then(|| comment.find(start + 2))??;
    Some(start..end + 2)
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
    end_of_attributes(rest, b']')
}

/// The macro of `AsciiDoc` whose two colons stand at byte `colons`: `image::a.png[Logo, 300]` on a line of its own.
fn asciidoc_macro(prose: &str, colons: usize) -> Option<Range<usize>> {
    let target = prose[colons..].strip_prefix("::")?;
    let before = &prose[..colons];
    let name = before.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let first = name > 0 && before[..colons - name].bytes().next_back().is_none_or(|b| b == b'\n');
    if !first {
        return None;
    }
    let near = &target[..target.floor_char_boundary(LONGEST)];
    let open = near.find(|c: char| c == '[' || c.is_whitespace()).filter(|&at| near[at..].starts_with('['))?;
    let len = end_of_attributes(&target[open..], b']')?;
    let alone = target[open + len..].bytes().next().is_none_or(|b| matches!(b, b'\n' | b'\r'));
    alone.then_some(colons - name..colons + 2 + open + len)
}

/// Behind the bracket that closes the one that `rest` begins with; what stands in quotation marks closes nothing.
fn end_of_attributes(rest: &str, close: u8) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"') => quote = Some(byte),
            (None, _) if byte == close => return Some(at + 1),
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
            (
                "A net{.wide width=412} {: .note n=4 } {#top} {id=4}",
                vec!["{.wide width=412}", "{: .note n=4 }", "{#top}", "{id=4}"],
            ),
            ("It has {1 + 1} or {props.n} nets.", vec!["{1 + 1}", "{props.n}"]),
            ("![[a.png|300]] %% 412 homes %% :100: :+1:", vec!["![[a.png|300]]", "%% 412 homes %%", ":100:", ":+1:"]),
            (r"<%= 412 %> \(z = 412\) $x = 412$", vec!["<%= 412 %>", r"\(z = 412\)", "$x = 412$"]),
            ("export const nets = 412;\nexport let b = 5", vec!["export const nets = 412;\nexport let b = 5"]),
            ("import Net from './net'", vec!["import Net from './net'"]),
            // What readers do see.
            ("{412} {40% of them} {of 5 nets} 100%% of 20%% at 10:30:15, 3:2:1, [[a]] !", vec![]),
            ("Export of nets = 5. import duties of 5", vec![]),
            ("import duties, which didn't rise from 5%", vec![]),
            (r"It rose \(as he said\) by 5 \[12\].", vec![]),
            ("[sic] [12] [Smith 2019] a[i] = 3 {x: 3} {", vec![]),
            ("std::vec[3] costs $3; The rule: {{ 5", vec![]),
            ("{% 12 percent", vec![]),
        ] {
            let found: Vec<&str> = find(prose).into_iter().map(|range| &prose[range]).collect();
            assert_eq!(found, hidden, "{prose}");
        }
    }
}
