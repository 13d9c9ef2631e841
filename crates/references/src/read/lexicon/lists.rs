//! The words lists are known by.
//!
//! A word is found whole: in scripts that part words by blanks it begins and ends with one. What is
//! written without blanks is found wherever it stands; Korean words only begin where one begins,
//! because particles follow them.

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

/// The words, those with the same first character together and longer ones first.
struct Words {
    rows: Vec<(String, ListWord)>,
    /// Where the rows of a character begin and end.
    of: Vec<(u16, u16)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut rows: Vec<(String, ListWord)> = Vec::new();
    for &(word, says) in TABLES.into_iter().flatten() {
        let lower = word.to_lowercase();
        // Kanji are looked up in the form a text in them may have been given.
        let plain = simplified_word(&lower);
        if plain != lower {
            rows.push((plain, says));
        }
        rows.push((lower, says));
    }
    rows.sort_by_cached_key(|(word, _)| (word.chars().next(), std::cmp::Reverse(word.len())));
    let mut of = vec![(0, 0); usize::from(u16::MAX) + 1];
    for (at, (word, _)) in rows.iter().enumerate() {
        let first = word.chars().next().map_or(0, u32::from);
        let place = usize::try_from(first).ok().and_then(|first| of.get_mut(first));
        if let (Some((from, to)), Ok(at)) = (place, u16::try_from(at)) {
            if *to == 0 {
                *from = at;
            }
            *to = at + 1;
        }
    }
    Words { rows, of }
});

/// The words that begin with a character, in small letters.
fn beginning(first: char) -> &'static [(String, ListWord)] {
    let words = &*WORDS;
    let place = usize::try_from(u32::from(first)).ok();
    let (from, to) = place.and_then(|at| words.of.get(at)).copied().unwrap_or_default();
    &words.rows[usize::from(from)..usize::from(to)]
}

/// The longest word that `text` starts with and for which `wanted` holds, by its bytes.
pub(in super::super) fn at_start(
    text: &str,
    wanted: impl Fn(ListWord) -> bool,
) -> Option<(usize, ListWord)> {
    let first = text.chars().next()?;
    beginning(fold(first))
        .iter()
        .filter(|(_, says)| wanted(*says))
        .find_map(|(word, says)| Some((whole(text, word)?, *says)))
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

/// The bytes of `word`, in small letters, at the start of `text`, if it ends there.
fn whole(text: &str, word: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    let mut last = None;
    for expected in word.chars() {
        let (at, c) = letters.next()?;
        if fold(c) != expected {
            return None;
        }
        last = Some((at + c.len_utf8(), c));
    }
    let (end, last) = last?;
    let goes_on = is_spaced(last) && letters.next().is_some_and(|(_, c)| is_spaced(c));
    (!goes_on).then_some(end)
}

/// A character as the tables have it.
fn fold(c: char) -> char {
    if c == '’' {
        return '\'';
    }
    let mut lower = c.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
}

/// Whether a character belongs to a word that blanks end.
fn is_spaced(c: char) -> bool {
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
