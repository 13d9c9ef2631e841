//! The words lists are known by.
//!
//! A word is found whole: in scripts that part words by blanks it begins and ends with one. What is
//! written without blanks is found wherever it stands; Korean words only begin where one begins,
//! because particles follow them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::ListWord;

use chengshu_writing::script::{has_no_spaces, is_hangul, is_ideographic, is_kana};
use chengshu_writing::variant::simplified_word;

/// Every table.
const TABLES: [&[(&str, ListWord)]; 10] = [
    super::zh::LISTS,
    super::ja::LISTS,
    super::ko::LISTS,
    super::en::LISTS,
    super::de::LISTS,
    super::fr::LISTS,
    super::es::LISTS,
    super::it::LISTS,
    super::pt::LISTS,
    super::ru::LISTS,
];

/// The words, as a tree of their characters.
struct Words {
    /// By node, what the word says that ends there, in the order of the tables.
    says: Vec<Vec<ListWord>>,
    /// The nodes below each, by character. Nearly all words end early, so that these stay few.
    below: HashMap<(u16, char), u16>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { says: vec![Vec::new()], below: HashMap::new() };
    for &(word, says) in TABLES.into_iter().flatten() {
        let lower = word.to_lowercase();
        // Kanji are looked up in the form a text in them may have been given.
        let plain = simplified_word(&lower);
        if plain != lower {
            words.add(&plain, says);
        }
        words.add(&lower, says);
    }
    words
});

impl Words {
    fn add(&mut self, word: &str, says: ListWord) {
        let mut node = 0;
        for c in word.chars() {
            let next = u16::try_from(self.says.len()).unwrap_or(u16::MAX);
            node = *self.below.entry((node, c)).or_insert(next);
            if node == next {
                self.says.push(Vec::new());
            }
        }
        self.says[usize::from(node)].push(says);
    }
}

/// The longest word that `text` starts with and for which `wanted` holds, by its bytes.
pub(in super::super) fn at_start(
    text: &str,
    wanted: impl Fn(ListWord) -> bool,
) -> Option<(usize, ListWord)> {
    let words = &*WORDS;
    let mut found = None;
    let mut node = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let Some(next) = words.below.get(&(node, fold(c))) else { break };
        node = *next;
        let says = words.says[usize::from(node)].iter().copied().find(|says| wanted(*says));
        if let Some(says) = says {
            let goes_on = is_spaced(c) && letters.peek().is_some_and(|(_, c)| is_spaced(*c));
            if !goes_on {
                found = Some((at + c.len_utf8(), says));
            }
        }
    }
    found
}

/// The words of `text` for which `wanted` holds, with their places, in order and apart.
pub(in super::super) fn all<'a>(
    text: &'a str,
    wanted: impl Fn(ListWord) -> bool + 'a,
) -> impl Iterator<Item = (usize, ListWord)> + 'a {
    let mut inside = false;
    let mut until = 0;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = !inside;
        inside = is_spaced(c) || is_hangul(c);
        if !begins || at < until {
            return None;
        }
        let (len, says) = at_start(&text[at..], &wanted)?;
        until = at + len;
        Some((at, says))
    })
}

/// Whether a word for which `wanted` holds stands in `text`.
pub(in super::super) fn has(text: &str, wanted: ListWord) -> bool {
    all(text, |says| says == wanted).next().is_some()
}

/// A character as the tables have it.
fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if c == '’' {
        return '\'';
    }
    let mut lower = c.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
}

/// Whether a character belongs to a word that blanks end.
fn is_spaced(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let solid = is_ideographic(c) || is_kana(c) || is_hangul(c) || has_no_spaces(c);
    c.is_alphanumeric() && !solid
}

#[cfg(test)]
mod tests {
    use super::ListWord::{Credit, Sources, Talks, Within};
    use super::*;

    #[test]
    fn words_are_found_whole() {
        let sources = |text| at_start(text, |says| says == Sources).map(|(len, _)| len);
        assert_eq!(sources("Sources: a"), Some(7));
        assert_eq!(sources("SOURCES"), Some(7));
        assert_eq!(sources("sourceset"), None);
        assert_eq!(sources("Quellen und Literatur"), Some(21));
        assert_eq!(sources("Référence"), Some("Référence".len()));
        assert_eq!(sources("참고문헌은"), Some("참고문헌".len()));
        assert_eq!(sources("参考资料见"), Some("参考资料".len()));
        assert!(has("thanks to our friends", Talks));
        assert!(has("we’re", Talks) && !has("sweat", Talks));
        assert!(has("别忘了一键三连哦", Within) && has("使用BGM列表", Credit));
    }
}
