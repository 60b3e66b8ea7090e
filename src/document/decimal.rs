//! Which mark a text has before its decimals: "1,234.5" or "1.234,5".

/// How often a comma must be seen before decimals: once may be a slip.
const ENOUGH: usize = 2;

/// Whether the numbers of a text have a decimal comma: those that can be read in no other way do, and hardly any has a decimal point.
pub(super) fn has_comma(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut commas, mut points) = (0, 0);
    for at in memchr::memchr2_iter(b',', b'.', bytes) {
        let digits = |range: &[u8]| range.iter().take_while(|b| b.is_ascii_digit()).count();
        let before = bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let after = digits(&bytes[at + 1..]);
        let next = bytes.get(at + 1 + after);
        let earlier = at.checked_sub(before + 1).map(|i| bytes[i]);
        // A list, a date or a version has more of the same mark.
        let single = next != Some(&bytes[at]) && earlier != Some(bytes[at]);
        if before == 0 || !matches!(after, 1 | 2) || !single {
            continue;
        }
        if bytes[at] == b',' { commas += 1 } else { points += 1 }
    }
    commas >= ENOUGH && commas > 3 * points
}

#[cfg(test)]
mod tests {
    use super::has_comma;

    #[test]
    fn a_text_shows_its_decimal_mark() {
        assert!(has_comma("Inflation was 2,4 percent in May and 3,1 percent in June; 1.234,50 euros."));
        assert!(!has_comma("Inflation was 2.4 percent in May and 3.1 percent in June; 1,234.50 euros."));
        assert!(!has_comma("On pages 12,14,16 and in rows 3, 4 and 5; 10,000 of them, in version 1.2.3."));
    }
}
