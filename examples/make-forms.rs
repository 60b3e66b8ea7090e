//! Makes the table of the forms of words of `WordNet`'s dictionary (the folder with `data.noun` and `noun.exc`):
//! `cargo run --release --example make-forms -- DICTIONARY FILE`.
//!
//! Of each single word of the dictionary the regular forms are made, right or wrong: a form that nobody writes does no harm. The
//! irregular ones stand in its lists of exceptions.

#![allow(clippy::print_stdout)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use sayso::language::form::{Forms, table};
use sayso::language::hash;

type Words = HashMap<String, Forms>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [dictionary, file] = args.as_slice() else {
        println!("usage: make-forms DICTIONARY FILE");
        return ExitCode::from(2);
    };
    let made = words(Path::new(dictionary)).and_then(|words| {
        let slots = (words.len() * 3 / 2).next_power_of_two();
        println!("{} forms in {slots} slots", words.len());
        let mut words: Vec<_> =
            words.into_iter().map(|(word, forms)| (hash::of_bytes(word.as_bytes()), forms)).collect();
        words.sort_by_key(|(word, _)| *word);
        fs::write(file, table(words.into_iter(), slots))
    });
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cannot make {file} of {dictionary}: {error}");
            ExitCode::from(3)
        }
    }
}

fn words(dictionary: &Path) -> std::io::Result<Words> {
    let mut words = Words::new();
    let read = |name: &str| fs::read_to_string(dictionary.join(name));
    for (part, inflect) in
        [("noun", noun as fn(&str) -> Vec<(String, Forms)>), ("verb", verb), ("adj", adjective), ("adv", adverb)]
    {
        for line in read(&format!("data.{part}"))?.lines().filter(|line| !line.starts_with(' ')) {
            for word in synonyms(line) {
                if word.chars().any(char::is_uppercase) {
                    add(&mut words, word.to_lowercase(), Forms::NAME);
                } else {
                    for (form, forms) in inflect(word) {
                        add(&mut words, form, forms);
                    }
                }
            }
        }
    }
    for (part, forms) in [("noun", Forms::NOUNS), ("verb", Forms::PAST), ("adj", Forms::COMPARED)] {
        for line in read(&format!("{part}.exc"))?.lines() {
            if let Some(form) = line.split(' ').next().filter(|form| is_word(form)) {
                let gerund = part == "verb" && form.ends_with("ing");
                add(&mut words, form.to_owned(), if gerund { Forms::GERUND } else { forms });
            }
        }
    }
    Ok(words)
}

fn add(words: &mut Words, form: String, forms: Forms) {
    let known = words.entry(form).or_default();
    *known = known.with(forms);
}

/// The single words of a line of a data file: offset, file, type, count in hexadecimal, then word and number in turn.
fn synonyms(line: &str) -> impl Iterator<Item = &str> {
    let mut columns = line.split(' ').skip(3);
    let count = columns.next().and_then(|count| usize::from_str_radix(count, 16).ok()).unwrap_or(0);
    let words = columns.step_by(2).take(count);
    // An adjective may tell where it stands: "aglow(p)".
    words.map(|word| word.split('(').next().unwrap_or(word)).filter(|word| is_word(word))
}

fn is_word(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

fn noun(word: &str) -> Vec<(String, Forms)> {
    vec![(word.to_owned(), Forms::NOUN), (with_s(word), Forms::NOUNS)]
}

fn verb(word: &str) -> Vec<(String, Forms)> {
    let mut forms = vec![(word.to_owned(), Forms::BASE), (with_s(word), Forms::THIRD)];
    let mut stems = vec![word.to_owned()];
    if let Some(stem) = word.strip_suffix('e') {
        stems = vec![stem.to_owned()];
        forms.extend(word.ends_with("ee").then(|| (format!("{word}ing"), Forms::GERUND)));
    } else if word.ends_with(|last: char| !"aeiouwxy".contains(last)) {
        stems.extend(word.chars().last().map(|last| format!("{word}{last}")));
    }
    for stem in stems {
        let past = stem.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)).map(|stem| format!("{stem}ied"));
        forms.push((past.unwrap_or_else(|| format!("{stem}ed")), Forms::PAST));
        forms.push((format!("{stem}ing"), Forms::GERUND));
    }
    forms
}

fn adjective(word: &str) -> Vec<(String, Forms)> {
    let mut forms = vec![(word.to_owned(), Forms::ADJECTIVE)];
    let stem = word.strip_suffix('e').unwrap_or(word);
    let stem = stem.strip_suffix('y').map_or_else(|| stem.to_owned(), |stem| format!("{stem}i"));
    if word.len() <= 7 {
        let double = stem.chars().last().filter(|last| !is_vowel(*last)).map(|last| format!("{stem}{last}"));
        for stem in double.into_iter().chain([stem]) {
            forms.push((format!("{stem}er"), Forms::COMPARED));
            forms.push((format!("{stem}est"), Forms::COMPARED));
        }
    }
    forms
}

fn adverb(word: &str) -> Vec<(String, Forms)> {
    vec![(word.to_owned(), Forms::ADVERB)]
}

/// With the "s" of the plural or of the third person.
fn with_s(word: &str) -> String {
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) {
        return format!("{word}es");
    }
    match word.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    }
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}
