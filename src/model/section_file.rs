//! Sections that a file beside a transcript states, and how they keep their places when the text is edited.

use std::collections::HashMap;

use chengshu_text::source::{Source, Span};

/// Sections as a file states them.
#[derive(Debug)]
pub struct SectionFile {
    /// The file.
    pub source: Source,
    /// In the order stated.
    pub entries: Vec<Entry>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The paragraph it begins with.
    pub anchor: Anchor,
    /// When that is said.
    pub seconds: Option<u32>,
    /// The level of its heading, 2 or 3.
    pub level: u8,
    /// Its title, once somebody has accepted it.
    pub title: Option<String>,
    /// Where the file states it.
    pub at: Span,
}

/// How many characters of a paragraph stand in its anchor.
const WORDS: usize = 24;
/// How far from the beginning of a paragraph they may have come to stand.
const OPENING: usize = 2 * WORDS;
/// The least share of the pairs of characters that must still be there, in tenths.
const ALIKE: usize = 6;
/// Fewer pairs than this tell no paragraph from others.
const FEWEST: usize = 8;
/// How far from a moment a paragraph may begin that has the moment alone to be known by, in seconds.
const NEAR: u32 = 15;

/// What a paragraph is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// A hash of its letters.
    pub hash: Option<u32>,
    /// Its first words.
    pub words: String,
}

impl Anchor {
    /// The anchor of a paragraph.
    pub fn of(paragraph: &str) -> Self {
        let words: String = paragraph.chars().take(WORDS).collect();
        Self { hash: Some(hash(paragraph)), words: words.trim().to_owned() }
    }

    /// Reads an anchor as [`write`](Self::write) writes it, or words alone.
    pub fn read(text: &str) -> Self {
        let hash = text.split_once(' ').and_then(|(hash, words)| {
            let number = u32::from_str_radix(hash, 16).ok().filter(|_| hash.len() == 8)?;
            Some((Some(number), words))
        });
        let (hash, words) = hash.unwrap_or((None, text));
        Self { hash, words: words.trim().to_owned() }
    }

    /// In one line: the hash, then the words.
    pub fn write(&self) -> String {
        self.hash.map_or_else(String::new, |hash| format!("{hash:08x} ")) + &self.words
    }
}

/// FNV-1a of the letters: marks and spaces may change.
fn hash(text: &str) -> u32 {
    letters(text).fold(0x811c_9dc5, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193))
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The pairs of letters a text begins with.
fn pairs(text: &str, most: usize) -> Vec<(char, char)> {
    let letters: Vec<char> = letters(text).take(most).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The paragraphs that sections begin with, by their numbers; none for a section whose paragraph is gone.
/// In: the words of each paragraph, and when they are said.
pub fn find(entries: &[Entry], paragraphs: &[(&str, Option<u32>)]) -> Vec<Option<usize>> {
    let mut same: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut openings: HashMap<(char, char), Vec<usize>> = HashMap::new();
    for (number, (text, _)) in paragraphs.iter().enumerate() {
        same.entry(hash(text)).or_default().push(number);
        let mut own = pairs(text, OPENING);
        own.sort_unstable();
        own.dedup();
        for pair in own {
            openings.entry(pair).or_default().push(number);
        }
    }
    let mut last = 0;
    let place = |entry: &Entry| {
        // Of paragraphs that are alike, the one at that time, or the next.
        let far = |number: usize| match (entry.seconds, paragraphs[number].1) {
            (Some(one), Some(other)) => (one.abs_diff(other), number.abs_diff(last)),
            _ => (0, if number < last { paragraphs.len() + last - number } else { number - last }),
        };
        let nearest = |numbers: &[usize]| numbers.iter().copied().min_by_key(|at| far(*at));
        let hashed = || nearest(same.get(&entry.anchor.hash?)?);
        let worded = || {
            let wanted = pairs(&entry.anchor.words, WORDS);
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for pair in &wanted {
                for number in openings.get(pair).into_iter().flatten() {
                    *shared.entry(*number).or_default() += 1;
                }
            }
            let most = shared.values().copied().max()?;
            let mut best: Vec<usize> =
                shared.into_iter().filter(|own| own.1 == most).map(|own| own.0).collect();
            best.sort_unstable();
            // A paragraph that was cut short cannot have all of them.
            let all = |at: &usize| {
                let own = pairs(paragraphs[*at].0, OPENING).len().max(FEWEST);
                own.min(wanted.len())
            };
            nearest(&best).filter(|at| most * 10 >= all(at) * ALIKE)
        };
        let timed = || {
            let numbers = 0..paragraphs.len();
            let off = |number: usize| Some(paragraphs[number].1?.abs_diff(entry.seconds?));
            let near = numbers.filter_map(|number| Some((off(number)?, number)));
            near.min().filter(|(off, _)| *off <= NEAR).map(|(_, number)| number)
        };
        let found = hashed().or_else(worded).or_else(timed);
        last = found.unwrap_or(last);
        found
    };
    entries.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(paragraph: &str, seconds: Option<u32>) -> Entry {
        Entry { anchor: Anchor::of(paragraph), seconds, level: 2, title: None, at: 0..0 }
    }

    const LAMPS: &str = "接下来说说港口的灯塔，它很旧，灯油每天添一次。";
    const FISH: &str = "鱼市在清早开门，价钱由潮水定。";

    #[test]
    fn anchors_are_read_as_they_are_written() {
        let anchor = Anchor::of(LAMPS);
        assert_eq!(Anchor::read(&anchor.write()), anchor);
        assert_eq!(Anchor::read("灯塔 旧").hash, None);
    }

    #[test]
    fn anchors_survive_edits() {
        let entries = [entry(LAMPS, None), entry(FISH, None)];
        let found = |paragraphs: &[&str]| {
            let paragraphs: Vec<_> = paragraphs.iter().map(|text| (*text, None)).collect();
            find(&entries, &paragraphs)
        };
        assert_eq!(found(&["一", LAMPS, "二", FISH]), [Some(1), Some(3)]);
        // Marks, a word at the head, words corrected, an end cut off.
        assert_eq!(found(&["接下来，说说港口的灯塔：它很旧", "二", FISH]), [Some(0), Some(2)]);
        assert_eq!(
            found(&["好，接下来说说港口的灯塔", "这鱼市在清晨开门，价钱由潮水定"]),
            [Some(0), Some(1)]
        );
        assert_eq!(found(&["说的是别的事", FISH]), [None, Some(1)]);
    }

    #[test]
    fn of_paragraphs_alike_the_one_at_the_time_is_meant() {
        let entries = [entry("好。", Some(90)), entry("没有了。", Some(122))];
        let paragraphs = [("好。", Some(0)), ("好。", Some(91)), ("别的话。", Some(120))];
        assert_eq!(find(&entries, &paragraphs), [Some(1), Some(2)]);
    }
}
