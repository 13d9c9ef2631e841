//! The words lists are known by.
//!
//! A word is found whole: in scripts that part words by blanks it begins and ends with one. What is
//! written without blanks is found wherever it stands; Korean words only begin where one begins,
//! because particles follow them.

use std::sync::LazyLock;

use super::ListWord;

use chengshu_writing::script::{has_no_spaces, is_hangul, is_ideographic, is_kana};
use chengshu_writing::variant::simplified_word;

/// The words, as a tree of their characters.
#[derive(Default)]
struct Words {
    tree: Node,
    /// A bit for each character that a word begins with, up to U+FFFF.
    firsts: Vec<u64>,
}

/// A character of words.
#[derive(Default)]
struct Node {
    /// What the word says that ends here, in the order of the tables.
    says: Vec<ListWord>,
    /// The nodes below, in the order of their characters.
    below: Vec<(char, Node)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { tree: Node::default(), firsts: vec![0; 1 << 10] };
    for (word, says) in super::saying(ListWord::named) {
        // Kanji are looked up in the form a text in them may have been given.
        let plain = simplified_word(word);
        if plain != word {
            words.add(&plain, &says);
        }
        words.add(word, &says);
    }
    words
});

impl Words {
    fn add(&mut self, word: &str, says: &[ListWord]) {
        self.tree.add(word, says);
        let first = word.chars().next().map_or(0, |c| u32::from(c) as usize);
        if let Some(bits) = self.firsts.get_mut(first / 64) {
            *bits |= 1 << (first % 64);
        }
    }

    fn begin_with(&self, c: char) -> bool {
        let first = u32::from(c) as usize;
        self.firsts.get(first / 64).is_some_and(|bits| bits & 1 << (first % 64) != 0)
    }
}

impl Node {
    fn add(&mut self, word: &str, says: &[ListWord]) {
        let mut node = self;
        for c in word.chars() {
            let at = node.place(c).unwrap_or_else(|at| {
                node.below.insert(at, (c, Self::default()));
                at
            });
            node = &mut node.below[at].1;
        }
        node.says.extend_from_slice(says);
    }

    fn place(&self, c: char) -> Result<usize, usize> {
        self.below.binary_search_by_key(&c, |(other, _)| *other)
    }
}

/// The words that `text` starts with, shorter ones first: their bytes, and what they say.
fn starting(text: &str) -> impl Iterator<Item = (usize, &'static [ListWord])> {
    let words = &*WORDS;
    let mut node = &words.tree;
    let none = text.chars().next().is_none_or(|c| !words.begin_with(fold(c)));
    let mut letters = if none { "" } else { text }.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = letters.next()?;
            node = &node.below[node.place(fold(c)).ok()?].1;
            let next = letters.peek().filter(|_| is_spaced(c));
            if !node.says.is_empty() && next.is_none_or(|(_, c)| !is_spaced(*c)) {
                return Some((at + c.len_utf8(), node.says.as_slice()));
            }
        }
    })
}

/// Whether a text starts with a word.
pub(in super::super) fn starts_with_word(text: &str) -> bool {
    starting(text).next().is_some()
}

/// The longest word that `text` starts with and for which `wanted` holds, by its bytes.
pub(in super::super) fn at_start(
    text: &str,
    wanted: impl Fn(ListWord) -> bool,
) -> Option<(usize, ListWord)> {
    let of = |says: &[ListWord]| says.iter().copied().find(|says| wanted(*says));
    starting(text).filter_map(|(len, says)| Some((len, of(says)?))).last()
}

/// What the words of a text say, wherever they stand: a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Said(u32);

impl Said {
    /// Reads the words of `text`, all at once.
    pub(in super::super) fn of(text: &str) -> Self {
        let starts = starts(text).flat_map(|at| starting(&text[at..]));
        let said = starts.flat_map(|(_, says)| says);
        Self(said.fold(0, |bits, says| bits | 1 << *says as u32))
    }

    /// Whether a word says one of these.
    pub(in super::super) fn any(self, wanted: &[ListWord]) -> bool {
        wanted.iter().any(|says| self.0 & 1 << *says as u32 != 0)
    }
}

/// Where words may start in a text.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = !inside;
        inside = is_spaced(c) || is_hangul(c);
        begins.then_some(at)
    })
}

/// The words of `text` for which `wanted` holds, with their places, in order and apart.
pub(in super::super) fn all<'a>(
    text: &'a str,
    wanted: impl Fn(ListWord) -> bool + 'a,
) -> impl Iterator<Item = (usize, ListWord)> + 'a {
    let mut until = 0;
    starts(text).filter_map(move |at| {
        let (len, says) = if at < until { None } else { at_start(&text[at..], &wanted) }?;
        until = at + len;
        Some((at, says))
    })
}

/// Whether a word that says this stands in `text`.
pub(in super::super) fn has(text: &str, wanted: ListWord) -> bool {
    Said::of(text).any(&[wanted])
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
    !solid && c.is_alphanumeric()
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
