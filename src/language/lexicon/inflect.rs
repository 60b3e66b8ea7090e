//! Regular English inflection, so that the tables hold lemmas.

use super::sense::Form;

/// The forms of the verb `lemma`; `irregular` as in the tables: nothing, "+" where the last letter doubles, or the past
/// and the participle. Of a verb with a particle ("point out") the first word is inflected, unless the irregular forms
/// hold all the words.
pub(super) fn verb(lemma: &str, irregular: &str) -> Vec<(String, Form)> {
    let (head, tail) = match lemma.split_once(' ') {
        Some((head, tail)) => (head, format!(" {tail}")),
        None => (lemma, String::new()),
    };
    let doubled = if irregular == "+" { head.chars().next_back() } else { None };
    let stem: String = head.chars().chain(doubled).collect();
    let regular = with_ed(&stem);
    let (past, participle) = match irregular {
        "" | "+" => (regular.clone(), regular),
        forms => {
            let words: Vec<&str> = forms.split(' ').collect();
            // With a particle both forms are written out in full; only their first words differ.
            (words[0].to_owned(), words[words.len() / 2].to_owned())
        }
    };
    let mut forms = vec![
        (head.to_owned(), Form::Base),
        (with_s(head), Form::Third),
        (past.clone(), Form::Past),
        (with_ing(&stem), Form::Gerund),
    ];
    if participle != past {
        forms.push((participle, Form::Participle));
    }
    forms.into_iter().map(|(form, kind)| (form + &tail, kind)).collect()
}

/// Nouns with a plural of their own.
const IRREGULAR: [(&str, &str); 9] = [
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("person", "people"),
    ("foot", "feet"),
    ("wife", "wives"),
    ("thief", "thieves"),
    ("analysis", "analyses"),
    ("basis", "bases"),
];

/// The plural of a noun; of a phrase, of its last word, or of the word before "of" or "in".
pub(super) fn plural(noun: &str) -> String {
    for mark in [" of ", " in ", " to "] {
        if let Some((head, tail)) = noun.split_once(mark) {
            return format!("{}{mark}{tail}", plural(head));
        }
    }
    for (one, many) in IRREGULAR {
        if let Some(stem) = noun.strip_suffix(one)
            && (stem.is_empty() || one == "man" || stem.ends_with([' ', '-']))
        {
            return format!("{stem}{many}");
        }
    }
    with_s(noun)
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if hisses || matches!(word, "go" | "do" | "echo" | "veto" | "hero") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn with_ed(stem: &str) -> String {
    if stem.ends_with('e') {
        return format!("{stem}d");
    }
    match stem.strip_suffix('y') {
        Some(short) if !short.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{short}ied"),
        _ => format!("{stem}ed"),
    }
}

fn with_ing(stem: &str) -> String {
    match stem.strip_suffix('e') {
        Some(short) if !short.ends_with(['e', 'o', 'y']) => format!("{short}ing"),
        _ => format!("{stem}ing"),
    }
}
