//! Numbers as people write them.

/// A number in digits, thousands parted by commas.
#[must_use]
pub fn digits(value: f64) -> String {
    // As many places as the number needs, and no trace of binary fractions.
    let text = places(value.abs(), 6);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{text}")
}

/// A number that is not negative, rounded to so many places, thousands parted by commas.
#[must_use]
pub fn places(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if part.is_empty() { out } else { format!("{out}.{part}") }
}

/// A change in per cent, with its sign: "+50%".
#[must_use]
pub fn percent(value: f64, places: usize) -> String {
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{}%", self::places(value.abs(), places))
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn numbers_are_written_out() {
        for (value, written) in [
            (0.0, "0"),
            (999.0, "999"),
            (1_000.0, "1,000"),
            (3.4e9, "3,400,000,000"),
            (0.1 + 0.2, "0.3"),
            (-12_345.5, "−12,345.5"),
        ] {
            assert_eq!(digits(value), written);
        }
    }
}
