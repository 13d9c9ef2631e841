//! Names of pages and ids of headings that last: they follow from what is named, never from its place.
//!
//! A chapter that comes in front of others renames none of them, so positions, highlights and links
//! that readers keep still lead to their words in the next edition.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

/// The most characters of a path that a name repeats.
const LONGEST: usize = 32;

/// Names that are taken, each with the number the last of its kind has.
#[derive(Debug, Default)]
pub struct Names(HashMap<String, usize>);

impl Names {
    /// `name`, or with a number behind it where it is taken already.
    pub fn unused(&mut self, name: &str) -> String {
        let mut number = self.0.get(name).copied().unwrap_or_default();
        let mut free = name.to_owned();
        while self.0.contains_key(&free) {
            number += 1;
            free = format!("{name}-{number}");
        }
        self.0.insert(name.to_owned(), number.max(1));
        self.0.entry(free.clone()).or_insert(1);
        free
    }
}

/// The ASCII name of a page for what `identity` says, such as `c0-talks-01` or `c01`. Where it cannot repeat all
/// letters, it ends with a digest.
///
/// It holds lower-case letters, digits and hyphens: no two names differ in case alone.
pub fn page_name(kind: &str, identity: &str) -> String {
    let mut words = String::new();
    for c in identity.chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => words.push(c),
            _ if words.is_empty() || words.ends_with('-') => {}
            _ => words.push('-'),
        }
    }
    let is_whole = words.len() <= LONGEST && identity.is_ascii();
    words.truncate(LONGEST);
    // A number has two digits at least, as in `c01`; what has none begins with a single one.
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let sign = match digits {
        0 if words.is_empty() => "0",
        0 => "0-",
        1 => "0",
        _ => "",
    };
    let words = words.trim_end_matches('-');
    if is_whole && !words.is_empty() {
        format!("{kind}{sign}{words}")
    } else {
        format!("{kind}{sign}{words}-{}", digest(identity))
    }
}

/// Eight lower-case letters and digits that stand for a text.
pub fn digest(text: &str) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes = Sha256::digest(text);
    bytes
        .iter()
        .take(8)
        .map(|byte| char::from(DIGITS[usize::from(byte % 32)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_repeat_plain_paths_and_digest_others() {
        assert_eq!(page_name("c", "talks/01"), "c0-talks-01");
        assert_eq!(
            ["1", "01", "12 The Lamp"].map(|it| page_name("c", it)),
            ["c01", "c01", "c12-the-lamp"]
        );
        assert_eq!(page_name("c", "BV1xx411c7mD"), "c0-bv1xx411c7md");
        assert_eq!(page_name("c", "S01E03 - The Lamp.en"), "c0-s01e03-the-lamp-en");
        assert_eq!(page_name("c", "灯塔").len(), "c0-".len() + 8);
        assert_ne!(page_name("c", "灯塔"), page_name("c", "灯 塔"));
        assert_eq!(page_name("c", &"a".repeat(60)).len(), "c0-".len() + LONGEST + "-".len() + 8);
        assert!(page_name("c", "01 灯塔").starts_with("c01-"));
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        let names = ["c-a", "c-a", "c-a-2", "c-a"].map(|name| names.unused(name));
        assert_eq!(names, ["c-a", "c-a-2", "c-a-2-2", "c-a-3"]);
    }
}
