//! The known word nearest to a misspelt one.

/// Misspelt words are at most this far from what was meant, 1 being the same word.
const NEAR: f64 = 0.7;

/// The known word nearest to a misspelt one, if one is near.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A word much longer than any key is no slip, and comparing takes the product of lengths.
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    known
        .map(|known| (strsim::jaro_winkler(&word, known), known))
        .filter(|&(near, _)| near >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

/// True if a word is another but for one slip: a character too many, too few or wrong, or two
/// that changed places. Two characters alone are too few to tell a slip from another word.
pub fn is_slip(word: &str, meant: &str) -> bool {
    meant.chars().count() > 2 && strsim::osa_distance(&word.to_lowercase(), meant) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_certain_and_more_is_not() {
        for (word, meant) in [("titel", "title"), ("Titl", "title"), ("coverr", "cover")] {
            assert!(is_slip(word, meant), "{word}");
        }
        for (word, meant) in [("theme", "timezone"), ("tilets", "title"), ("mx", "md")] {
            assert!(!is_slip(word, meant), "{word}");
        }
    }
}
