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
    syntax.entry(i).stem.unwrap_or_else(|| regular(&syntax.text(i).to_lowercase()))
}

/// The stem of a word in small letters that is in no table.
pub(super) fn regular(low: &str) -> u32 {
    let word = low.trim_end_matches("'s").trim_end_matches("’s");
    (hash::of_bytes(cut(word).as_bytes()) >> 32) as u32
}

/// How long what is left of a word is at least.
const SHORTEST: usize = 3;

/// Endings, and what stands for them; the first that fits is taken.
const PLURAL: [(&str, &str); 6] =
    [("sses", "ss"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")];
const VERBAL: [(&str, &str); 3] = [("ied", "y"), ("ed", ""), ("ing", "")];
const NOMINAL: [(&str, &str); 7] =
    [("ization", "iz"), ("isation", "iz"), ("ise", "iz"), ("ment", ""), ("ation", "at"), ("ition", "it"), ("ion", "")];

fn cut(word: &str) -> String {
    // "pass", "crisis" and "virus" are no plurals.
    let singular = if ["ss", "is", "us"].iter().any(|end| word.ends_with(end)) {
        word.to_owned()
    } else {
        without(word, &PLURAL).unwrap_or_else(|| word.to_owned())
    };
    let verb = without(&singular, &VERBAL).unwrap_or(singular);
    let noun = without(&verb, &NOMINAL).unwrap_or(verb);
    let plain = noun.strip_suffix('e').filter(|rest| rest.len() >= SHORTEST).unwrap_or(&noun);
    let plain = plain.strip_suffix("is").map_or_else(|| plain.to_owned(), |rest| format!("{rest}iz"));
    let mut letters = plain.chars().rev();
    match (letters.next(), letters.next()) {
        // "shipped", "travelled", and "kill" like them.
        (Some(last), Some(other)) if last == other && !"aeiou".contains(last) => {
            plain.strip_suffix(last).unwrap_or(&plain).to_owned()
        }
        _ => plain,
    }
}

fn without(word: &str, endings: &[(&str, &str)]) -> Option<String> {
    endings.iter().find_map(|(ending, instead)| {
        let rest = word.strip_suffix(ending)?;
        let enough = rest.chars().count() + instead.len() >= SHORTEST && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        enough.then(|| format!("{rest}{instead}"))
    })
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
