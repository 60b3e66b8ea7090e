//! Stems, so that "kidnapped students" and "the kidnapping of a student" have words in common.
//!
//! Endings are cut off as by Porter (1980, "An algorithm for suffix stripping"), though fewer: what comes of it need not be a word, only
//! the same for the forms of one. Irregular forms, and words that news uses for one thing, stand in `stems.tsv`.

use super::Syntax;
use super::hash;
use super::lexicon::Lexicon;

/// A hash of the stem of a word.
#[must_use]
pub fn of_word(word: &str) -> u32 {
    let low = word.to_lowercase();
    let lexicon = Lexicon::english();
    match lexicon.find(&low).stem {
        Some(stem) => stem,
        None => regular(&low),
    }
}

/// A hash of the stem of token `i`.
#[must_use]
pub fn of_token(syntax: &Syntax<'_>, i: usize) -> u32 {
    syntax.entry(i).stem.unwrap_or_else(|| {
        let text = syntax.text(i);
        let mut low = if text.is_ascii() { text.to_owned() } else { text.to_lowercase() };
        low.make_ascii_lowercase();
        stemmed(low)
    })
}

/// A hash of token `i` without case and the ending of a plural: a noun as a topic.
#[must_use]
pub fn of_noun(syntax: &Syntax<'_>, i: usize) -> u32 {
    let word = syntax.text(i);
    let plural = word.as_bytes().last().is_some_and(|last| last.eq_ignore_ascii_case(&b's'));
    if !plural {
        return (syntax.hashes[i] >> 32) as u32;
    }
    let mut low = word.to_lowercase();
    singular(&mut low);
    (hash::of_bytes(low.as_bytes()) >> 32) as u32
}

/// The stem of a word in small letters that is in no table.
pub(super) fn regular(low: &str) -> u32 {
    stemmed(low.to_owned())
}

fn stemmed(mut word: String) -> u32 {
    word.truncate(word.trim_end_matches("'s").trim_end_matches("’s").len());
    cut(&mut word);
    (hash::of_bytes(word.as_bytes()) >> 32) as u32
}

/// How long what is left of a word is at least.
const SHORTEST: usize = 3;

/// Endings, and what stands for them; the first that fits is taken.
const PLURAL: [(&str, &str); 6] =
    [("sses", "ss"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")];
const VERBAL: [(&str, &str); 3] = [("ied", "y"), ("ed", ""), ("ing", "")];
const NOMINAL: [(&str, &str); 7] =
    [("ization", "iz"), ("isation", "iz"), ("ise", "iz"), ("ment", ""), ("ation", "at"), ("ition", "it"), ("ion", "")];

/// Cuts the endings off, in the word's own room: this is done for most words of sentences with figures.
fn cut(word: &mut String) {
    singular(word);
    shorten(word, &VERBAL);
    shorten(word, &NOMINAL);
    if word.ends_with('e') && word.len() > SHORTEST {
        word.pop();
    }
    if word.ends_with("is") {
        word.pop();
        word.push('z');
    }
    // "shipped", "travelled", and "kill" like them.
    if let [.., other, last] = word.as_bytes()
        && last == other
        && last.is_ascii()
        && !b"aeiou".contains(last)
    {
        word.pop();
    }
}

/// Cuts the ending of a plural off.
fn singular(word: &mut String) {
    // "pass", "crisis" and "virus" are no plurals.
    if !["ss", "is", "us"].iter().any(|end| word.ends_with(end)) {
        shorten(word, &PLURAL);
    }
}

/// Puts what stands for the first of the endings that fits in its place.
fn shorten(word: &mut String, endings: &[(&str, &str)]) {
    for (ending, instead) in endings {
        let Some(rest) = word.strip_suffix(ending) else { continue };
        if rest.len() + instead.len() >= SHORTEST && rest.bytes().any(|letter| b"aeiouy".contains(&letter)) {
            word.truncate(rest.len());
            word.push_str(instead);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_word;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for words in [
            &["kidnap", "kidnapped", "kidnapping"][..],
            &["donate", "donated", "donates", "donation", "donations"],
            &["authorised", "authorized", "authorization", "authorisation"],
            &["city", "cities"],
            &["invest", "investment", "invested"],
            &["refurbish", "refurbishing"],
            &["vaccinated", "vaccinating", "vaccination"],
            &["plant", "plants", "planted"],
            &["loss", "losses", "lost", "lose"],
            &["built", "build", "building"],
            &["sold", "sale", "sells"],
            &["killed", "death", "died", "fatalities"],
            &["close", "closed", "closing", "closure"],
        ] {
            assert!(words.iter().all(|word| of_word(word) == of_word(words[0])), "{words:?}");
        }
        assert_ne!(of_word("bus"), of_word("train"));
    }
}
