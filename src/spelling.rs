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
