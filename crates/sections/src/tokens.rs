//! The words of a text that recur, as numbers.

use std::collections::HashMap;

use crate::Unit;
use chengshu_writing::script::is_ideographic;

/// Blocks over which the rarity of a word is counted, in ideographs.
const BLOCK: f64 = 150.0;

/// A word, by its first occurrence among those that recur.
pub(crate) type Token = usize;

/// The words of the units: pairs of ideographs, and Latin words and numbers by their beginnings.
pub(crate) struct Tokens {
    /// Words of each unit, each once, with how often it is there.
    pub units: Vec<Vec<(Token, usize)>>,
    /// How rare each word is: the logarithm of the share of blocks that have it, inverted.
    pub rarity: Vec<f64>,
}

impl Tokens {
    /// The words of `units`, which go to `ends`. Words that stand there once tell nothing.
    pub fn of(units: &[Unit<'_>], ends: &[f64]) -> Self {
        let mut ids: HashMap<Key, usize> = HashMap::new();
        let mut totals: Vec<usize> = Vec::new();
        let words: Vec<Vec<usize>> = units
            .iter()
            .map(|unit| {
                let mut found = Vec::new();
                each_word(unit.text, |word| {
                    let id = *ids.entry(word).or_insert(totals.len());
                    if id == totals.len() {
                        totals.push(0);
                    }
                    totals[id] += 1;
                    found.push(id);
                });
                found
            })
            .collect();
        let mut tokens = vec![None; totals.len()];
        let mut count = 0;
        for (id, _) in totals.iter().enumerate().filter(|(_, total)| **total > 1) {
            tokens[id] = Some(count);
            count += 1;
        }
        let units: Vec<Vec<(Token, usize)>> = words
            .into_iter()
            .map(|words| {
                let mut own: Vec<Token> = words.into_iter().filter_map(|id| tokens[id]).collect();
                own.sort_unstable();
                own.chunk_by(PartialEq::eq).map(|run| (run[0], run.len())).collect()
            })
            .collect();
        let rarity = rarity(&units, ends, count);
        Self { units, rarity }
    }
}

fn rarity(units: &[Vec<(Token, usize)>], ends: &[f64], count: usize) -> Vec<f64> {
    // Lengths are positive and far below 2^52.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let block = |unit: usize| (ends[unit] / BLOCK) as usize;
    let mut last = vec![None; count];
    let mut blocks = vec![0u32; count];
    for (unit, words) in units.iter().enumerate() {
        for &(token, _) in words {
            if last[token].replace(block(unit)) != Some(block(unit)) {
                blocks[token] += 1;
            }
        }
    }
    let all = u32::try_from(block(units.len() - 1) + 1).unwrap_or(u32::MAX);
    let share = |own: u32| (f64::from(all) + 1.0) / (f64::from(own) + 0.5);
    blocks.into_iter().map(|own| libm::log(share(own)).max(0.0)).collect()
}

/// The longest part of a Latin word that counts, in characters, so that its forms are one.
const STEM: usize = 6;

/// The characters of a word, one after the other: six of 21 bits.
type Key = u128;

fn joined(word: Key, c: char) -> Key {
    word << 21 | Key::from(u32::from(c))
}

fn each_word(text: &str, mut found: impl FnMut(Key)) {
    let mut word = 0;
    let mut letters = 0;
    let mut before: Option<char> = None;
    for c in text.chars().chain([' ']) {
        let is_han = is_ideographic(c);
        if is_han || !c.is_alphanumeric() {
            if letters >= 3 {
                found(word);
            }
            word = 0;
            letters = 0;
        } else {
            letters += 1;
            if letters <= STEM {
                word = c.to_lowercase().fold(word, joined);
            }
        }
        if let Some(first) = before.filter(|_| is_han) {
            found(joined(joined(0, first), c));
        }
        before = is_han.then_some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_pairs_of_ideographs_and_beginnings_of_words() {
        let mut words = Vec::new();
        each_word("灯塔亮，2024 Lighthouses at sea", |word| words.push(word));
        let expected = ["灯塔", "塔亮", "2024", "lighth", "sea"];
        assert_eq!(words, expected.map(|word| word.chars().fold(0, joined)));
    }
}
