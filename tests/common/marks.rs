//! Texts with marks.

use sayso::text::TextRange;

/// The documents in a marked file, which lines `=====` part.
pub fn documents(file: &str) -> impl Iterator<Item = &str> {
    file.split("\n=====\n")
}

/// A text without its marks, and what each says: the range of its words, the bracket that closes it (`⟧` or `⟫`), and its label.
pub fn read(marked: &str) -> (String, Vec<(TextRange, char, &str)>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' | '⟪' => open.push(text.len()),
            '⟧' | '⟫' => {
                let start = open.pop().expect("a mark that opens");
                let (label, after) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).expect("a label");
                marks.push((TextRange::of(start, text.len()), c, label));
                rest = after;
            }
            _ => text.push(c),
        }
    }
    (text, marks)
}

/// A text without the marks around one piece of it, and where that is; marks without a label.
pub fn one(marked: &str) -> (String, Option<TextRange>) {
    let text = marked.replace(['⟦', '⟧'], "");
    let range = marked.split_once('⟦').map(|(before, rest)| {
        let (words, _) = rest.split_once('⟧').expect("a mark that closes");
        TextRange::of(before.len(), before.len() + words.len())
    });
    (text, range)
}
