//! Numbers before what they count.

use std::fmt::Display;

/// A whole number and what it counts, in the form that agrees with it. In: the number, and the noun in
/// the singular, which may be the head of a phrase with `of`. Out: `1 chapter`, `1,499 times`,
/// `2 entries`, `3 lists of comments`.
pub fn counted(count: impl Display, noun: &str) -> String {
    let digits = count.to_string();
    if digits == "1" {
        return format!("1 {noun}");
    }
    let (head, rest) = noun.find(" of ").map_or((noun, ""), |at| noun.split_at(at));
    format!("{} {}{rest}", grouped(&digits), plural(head))
}

/// The plural of a regular noun.
fn plural(noun: &str) -> String {
    let after_consonant = |stem: &&str| !stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match noun.strip_suffix('y').filter(after_consonant) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_their_numbers() {
        for (count, noun, told) in [
            (1, "chapter", "1 chapter"),
            (0, "chapter", "0 chapters"),
            (2, "entry", "2 entries"),
            (3, "day", "3 days"),
            (2, "list of comments", "2 lists of comments"),
            (1, "list of comments", "1 list of comments"),
            (2, "address", "2 addresses"),
            (999, "time", "999 times"),
            (1499, "time", "1,499 times"),
            (1_234_567, "byte", "1,234,567 bytes"),
        ] {
            assert_eq!(counted(count, noun), told);
        }
    }
}
