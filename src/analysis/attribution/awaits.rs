//! Whether a name of a source is to come: what an editor completes.

use crate::language::lexicon::{Class, Entry, Form, Lexicon};

/// Whether the words before a cursor call for a source: "according to", "was reported by", "…,” said".
#[must_use]
pub fn awaits_source(before: &str) -> bool {
    let Some(words) = before.strip_suffix(char::is_whitespace) else { return false };
    let mut rest = words.trim_end();
    let Some(last) = take_word(&mut rest) else { return false };
    if last.classes.has(Class::To) {
        return take_word(&mut rest).is_some_and(|word| word.classes.has(Class::According));
    }
    if last.classes.has(Class::By) {
        let verb = take_word(&mut rest).and_then(|word| word.verb);
        return verb.is_some_and(|verb| matches!(verb.form, Form::Past | Form::Participle));
    }
    // Behind a verb of saying stands the source only if what is said comes first.
    last.verb.is_some_and(|verb| verb.form != Form::Base) && rest.trim_end().ends_with(['"', '”', '»', '“'])
}

/// What the lexicon says of the last word of `rest`, which is taken off.
fn take_word(rest: &mut &str) -> Option<&'static Entry> {
    let start = rest
        .rfind(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''))
        .map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let word = rest[start..].to_lowercase();
    *rest = rest[..start].trim_end_matches([' ', '\t', '\n', '\r']);
    (!word.is_empty()).then(|| Lexicon::english().find(&word))
}

#[cfg(test)]
mod tests {
    use super::awaits_source;

    #[test]
    fn a_source_is_to_come_behind_a_cue_and_only_there() {
        for (before, awaits) in [
            ("Sales rose, according to ", true),
            ("According to\n", true),
            ("according to", false),
            ("The losses were reported by ", true),
            ("“We won,” said ", true),
            ("\"We won,\" says ", true),
            ("The mayor said ", false),
            ("He went to ", false),
            ("a house by ", false),
            ("", false),
            (" ", false),
        ] {
            assert_eq!(awaits_source(before), awaits, "{before:?}");
        }
    }
}
