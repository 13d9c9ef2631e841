//! Simplified characters in the places of traditional ones.
//!
//! The table has what OpenCC's `TSCharacters` and `TSPhrases` have and what takes as many bytes
//! after as before. It stands by itself as the dictionaries of all places and directions take 40 ms
//! to load, and a library with one traditional description would wait for them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Traditional words and their simplified forms, one behind the other without a space.
const TABLE: &str = include_str!("simplified.txt");

/// By their first character: the words that begin with it, the longest first, and their forms.
static WORDS: LazyLock<HashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<(&str, &str)>> = HashMap::new();
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for (word, form) in lines.flat_map(str::split_whitespace).filter_map(halves) {
        if let Some(first) = word.chars().next() {
            words.entry(first).or_default().push((word, form));
        }
    }
    for of_one in words.values_mut() {
        of_one.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    words
});

fn halves(pair: &str) -> Option<(&str, &str)> {
    pair.split_at_checked(pair.len() / 2)
}

/// The text with the longest traditional words it has, from left to right, in their simplified
/// forms. It takes as many bytes, and so does each of its words.
pub(super) fn in_place(text: &str) -> String {
    let words = &*WORDS;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = words
            .get(&first)
            .and_then(|of_one| of_one.iter().find(|(word, _)| rest.starts_with(word)));
        let (length, form) = match word {
            Some((word, form)) => (word.len(), *form),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        out.push_str(form);
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
#[allow(clippy::disallowed_methods, reason = "the table is a file")]
mod tests {
    use std::fmt::Write as _;

    use opencc_fmmseg::{DictMaxLen, DictionaryMaxlength};

    use super::*;

    /// Pairs of a dictionary that have the same length in bytes, in the order of their words.
    fn of_same_length(dictionary: &DictMaxLen) -> Vec<String> {
        let pairs = dictionary.iter().map(|(word, form)| (word.iter().collect::<String>(), form));
        let mut pairs: Vec<String> = pairs
            .filter(|(word, form)| word.len() == form.len())
            .map(|(word, form)| word + form)
            .collect();
        pairs.sort();
        pairs
    }

    /// `CHENGSHU_ACCEPT=1` writes the table anew, as for other files that are held to the program.
    #[test]
    fn the_table_is_that_of_the_dictionaries() {
        let dictionaries = DictionaryMaxlength::new().unwrap();
        let mut table = "# Traditional words with their simplified forms behind them. Taken from the dictionaries\n\
            # TSCharacters and TSPhrases of OpenCC, by Carbo Kuo and contributors,\n\
            # Apache License 2.0. Written by the test in simplified.rs.\n"
            .to_owned();
        for (dictionary, columns) in
            [(&dictionaries.ts_characters, 30), (&dictionaries.ts_phrases, 8)]
        {
            for line in of_same_length(dictionary).chunks(columns) {
                writeln!(table, "{}", line.join(" ")).unwrap();
            }
        }
        if std::env::var_os("CHENGSHU_ACCEPT").is_some() && std::env::var_os("CI").is_none() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/variant/simplified.txt");
            std::fs::write(path, &table).unwrap();
        }
        assert!(table == TABLE, "CHENGSHU_ACCEPT=1 writes the table anew");
    }

    #[test]
    fn words_come_before_their_characters() {
        assert_eq!(in_place("乾隆年間的乾糧"), "乾隆年间的干粮");
        assert_eq!(in_place("𠮷田, 1890"), "𠮷田, 1890");
        assert_eq!(in_place(""), "");
    }
}
