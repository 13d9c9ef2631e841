//! Tables of words that end a text, asked for each phrase of a description.

use std::collections::BTreeMap;

/// Words with what each of them says, found by their last character: a table has some two hundred
/// of them, of which a text ends in three at most.
pub(super) struct Endings<T> {
    /// In the order of the characters; of each the longest word first. There are too few for hashing
    /// to pay.
    by_last: Vec<(char, Vec<(&'static str, T)>)>,
}

impl<T: Copy> Endings<T> {
    /// A table of `words`. A word without characters ends nothing.
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_last: BTreeMap<char, Vec<_>> = BTreeMap::new();
        for (word, meaning) in words {
            if let Some(last) = word.chars().next_back() {
                by_last.entry(last).or_default().push((word, meaning));
            }
        }
        for words in by_last.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { by_last: by_last.into_iter().collect() }
    }

    /// The words that `text` ends in, with what they say, the longest first.
    pub(super) fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let last = text.chars().next_back();
        let words = last.map_or(&[][..], |last| self.ending_in(last));
        let words = words.iter().copied();
        words.filter(move |(word, _)| text.ends_with(word))
    }

    fn ending_in(&self, last: char) -> &[(&'static str, T)] {
        // Nothing written without blanks ends in one.
        if last.is_ascii() {
            return &[];
        }
        let found = self.by_last.binary_search_by_key(&last, |(last, _)| *last);
        let row = found.ok().and_then(|at| self.by_last.get(at));
        row.map_or(&[], |(_, words)| words)
    }

    /// The longest word that `text` ends in, with what it says.
    pub(super) fn longest(&self, text: &str) -> Option<(&'static str, T)> {
        self.of(text).next()
    }

    /// Where in `text` the last of the words ends, in bytes.
    pub(super) fn last_end(&self, text: &str) -> Option<usize> {
        text.char_indices()
            .rev()
            .map(|(at, last)| at + last.len_utf8())
            .find(|end| text.get(..*end).and_then(|t| self.longest(t)).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_counts() {
        let table = Endings::new([("文", 1), ("论文", 2), ("书", 3)]);
        assert_eq!(table.longest("甲的论文"), Some(("论文", 2)));
        assert_eq!(table.longest("甲的短文"), Some(("文", 1)));
        assert_eq!(table.longest("论文集"), None);
        assert_eq!(table.longest(""), None);
    }

    #[test]
    fn the_last_word_of_a_text_is_found_where_it_ends() {
        let table = Endings::new([("作家", ()), ("家", ()), ("记者", ())]);
        assert_eq!(table.last_end("记者兼作家甲乙"), Some("记者兼作家".len()));
        assert_eq!(table.last_end("甲乙"), None);
    }
}
