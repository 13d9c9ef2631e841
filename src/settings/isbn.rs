//! Numbers of books (ISBN, ISO 2108), with ten or thirteen digits.

/// Whether a text is meant as the number of a book: it is called so, or is one.
pub(super) fn is_meant(stated: &str) -> bool {
    bare(stated).is_some() || urn(stated).is_some()
}

/// The number a text states, as a URN (RFC 8254): its digits alone. None if the last of them, which is
/// computed from the others, does not fit.
pub(super) fn urn(stated: &str) -> Option<String> {
    let number = bare(stated).unwrap_or(stated);
    let parts = |c: &char| !matches!(c, ' ' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let number: String = number.chars().filter(parts).collect::<String>().to_uppercase();
    is_valid(number.as_bytes()).then(|| format!("urn:isbn:{number}"))
}

/// What follows the name of such numbers.
fn bare(stated: &str) -> Option<&str> {
    let stated = stated.trim();
    let after = |name: &str| {
        let head = stated.get(..name.len())?;
        head.eq_ignore_ascii_case(name).then(|| &stated[name.len()..])
    };
    let rest = after("urn:isbn:").or_else(|| after("isbn"))?;
    let rest = rest.strip_prefix("-10").or_else(|| rest.strip_prefix("-13")).unwrap_or(rest);
    Some(rest.trim_start_matches([':', '：', ' ']))
}

fn is_valid(number: &[u8]) -> bool {
    let digit = |b: &u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
    match number {
        [first @ .., last] if first.len() == 9 => {
            let last = if *last == b'X' { Some(10) } else { digit(last) };
            let digits: Option<Vec<u32>> = first.iter().map(digit).chain([last]).collect();
            let weighed =
                |digits: Vec<u32>| (1..=10).rev().zip(digits).map(|(by, digit)| by * digit);
            digits.is_some_and(|digits| weighed(digits).sum::<u32>() % 11 == 0)
        }
        [b'9', b'7', b'8' | b'9', ..] if number.len() == 13 => {
            let digits: Option<Vec<u32>> = number.iter().map(digit).collect();
            let weighed = |digits: Vec<u32>| {
                [1, 3].into_iter().cycle().zip(digits).map(|(by, digit)| by * digit)
            };
            digits.is_some_and(|digits| weighed(digits).sum::<u32>() % 10 == 0)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_fits_the_others() {
        for (stated, digits) in [
            ("978-1-2345-6789-7", "9781234567897"),
            ("9787000000001", "9787000000001"),
            ("ISBN 979-10-90636-07-1", "9791090636071"),
            ("ISBN-13：978 7 0000 0000 1", "9787000000001"),
            ("urn:isbn:0-8044-2957-x", "080442957X"),
            ("isbn-10: 0\u{2010}306\u{2010}40615\u{2010}2", "0306406152"),
        ] {
            assert_eq!(urn(stated), Some(format!("urn:isbn:{digits}")), "{stated}");
        }
        for wrong in [
            "978-1-2345-6789-0", "0306406153", "1234567890123", "97812345678", "", "isbn",
            "X306406152", "9771234567898", "灯塔", "urn:uuid:1",
        ] {
            assert_eq!(urn(wrong), None, "{wrong}");
        }
    }
}
