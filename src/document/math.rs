//! Formulas in a text: what stands between `$`, `$$`, `\(` and `\)`. A dollar in front of an amount stays money.

/// How long a formula in a line is at most, in bytes.
const LONGEST: usize = 300;

/// The length of the formula that `rest` begins with, a dollar, where `before` stands in front of it. Of `rest` no more is read than to
/// the second dollar behind that.
pub(super) fn between_dollars(before: &str, rest: &str) -> Option<usize> {
    if let Some(inside) = rest.strip_prefix("$$") {
        let end = inside.find('$').filter(|&end| inside[end..].starts_with("$$"))?;
        let formula = &inside[..end];
        // Two dollars may also be how somebody writes "dear".
        let tight = !formula.starts_with(char::is_whitespace);
        return ((tight || has_sign(formula)) && is_formula(formula)).then_some(end + 4);
    }
    // "US$5", and the second of two.
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '$') {
        return None;
    }
    let near = &rest[1..rest.floor_char_boundary(LONGEST)];
    let inside = &near[..near.find('$')?];
    let behind = &near[inside.len() + 1..];
    let closed = !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
    let parted = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '$');
    (closed && parted && is_formula(inside)).then_some(inside.len() + 2)
}

/// Whether there is a sign in it that stands in formulas alone.
fn has_sign(inside: &str) -> bool {
    inside.contains(['\\', '=', '^', '_'])
}

/// Whether what stands between two dollars is a formula. One that begins like an amount has a sign in it that no amount has, and without
/// such a sign no two words stand beside each other.
pub(super) fn is_formula(inside: &str) -> bool {
    let has_sign = has_sign(inside);
    let begins = inside.trim_start();
    if begins.is_empty() || begins.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–')) {
        return has_sign;
    }
    let is_word = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    let mut words = inside.split_whitespace().map(is_word);
    let mut before = false;
    has_sign || !words.any(|word| std::mem::replace(&mut before, word) && word)
}

#[cfg(test)]
mod tests {
    use super::between_dollars;

    #[test]
    fn formulas_are_told_from_money() {
        for formula in ["$x$", "$x = 412$", "$n$-th", "$3x^2 = 12$", "$\\alpha$", "$$\ny = 412\n$$", "$a + b$", "$$x$$"]
        {
            let end = formula.rfind('$').map(|end| end + 1);
            assert_eq!(between_dollars("Let ", formula), end, "{formula}");
        }
        for money in [
            "$3 million and then $4 million",
            "$3–$4 million",
            "$5/$10",
            "$5-a-$10 note",
            "$5$",
            "$HOME and $PATH",
            "$AAPL, $TSLA",
            "$ 5 and 6 $",
            "$$ and $$$",
            "$",
            "$$",
            "$a fine day$",
            "$5 (or 4 euros) for $",
        ] {
            assert_eq!(between_dollars("", money), None, "{money}");
        }
        assert_eq!(between_dollars("A US", "$5 = A$7$"), None);
    }
}
