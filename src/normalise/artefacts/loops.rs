//! Phrases repeated over and over, as recognisers do when they lose the thread.

use super::{Confidence, Found};
use crate::normalise::diag;

/// A phrase repeated at least this often in a row is a loop.
const REPEATS: usize = 4;
/// And has at least this many characters with its repetitions.
const LOOP: usize = 20;
/// Repeated this often it is one that nobody said,
const CERTAIN: usize = 8;
/// if it has as many letters: people do shout `No, no, no!`.
const FEWEST_LETTERS: usize = 5;
/// Longest phrase that is looked for, in characters.
const LONGEST: usize = 64;
/// Characters compared at a sample: with fewer, most samples would be compared further in vain.
const SAMPLE: usize = 4;

/// The loops of a text.
pub fn find(text: &str) -> Vec<Found> {
    if text.is_ascii() {
        let runs = runs(text.as_bytes());
        return runs.iter().filter_map(|run| run.found(text, *run)).collect();
    }
    let characters: Vec<char> = text.chars().collect();
    let runs = runs(&characters);
    let bytes = |count: usize, from: usize| -> usize {
        characters[from..from + count].iter().map(|c| c.len_utf8()).sum()
    };
    let (mut before, mut at) = (0, 0);
    let found = runs.iter().filter_map(|run| {
        at += bytes(run.start - before, before);
        before = run.start;
        let length = bytes(run.end - run.start, run.start);
        run.found(text, Run { start: at, end: at + length, period: bytes(run.period, run.start) })
    });
    found.collect()
}

/// Characters of which each is the same as the one `period` before it, but for the first `period`.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    period: usize,
}

/// The runs of a text that may be loops, but for those within others.
fn runs<C: PartialEq>(text: &[C]) -> Vec<Run> {
    let mut runs = Vec::new();
    for period in 1..=LONGEST.min(text.len() / REPEATS) {
        add_runs(text, period, &mut runs);
    }
    // A run within another repeats its phrase several times over, or is a part of its phrase.
    runs.sort_by_key(|run| (run.start, std::cmp::Reverse(run.end), run.period));
    let mut end = 0;
    runs.retain(|run| {
        let is_within = run.end <= end;
        end = end.max(run.end);
        !is_within
    });
    runs
}

/// Finds the runs of a period that are as long as a loop.
///
/// In each, at least `least` characters in a row come again a period later. Samples are so close that
/// one of them lies in there, so that no run is missed, and few are looked at.
fn add_runs<C: PartialEq>(text: &[C], period: usize, runs: &mut Vec<Run>) {
    let least = (period * (REPEATS - 1)).max(LOOP.saturating_sub(period));
    let later = &text[period..];
    let mut at = 0;
    while let (Some(one), Some(other)) = (sample(text, at), sample(later, at)) {
        if one != other {
            at += least - SAMPLE + 1;
            continue;
        }
        let equal = |(one, other): &(&C, &C)| one == other;
        let before = text[..at].iter().rev().zip(later[..at].iter().rev());
        let start = at - before.take_while(equal).count();
        let end = at + text[at..].iter().zip(&later[at..]).take_while(equal).count();
        if end - start >= least {
            runs.push(Run { start, end: end + period, period });
        }
        at = end + 1;
    }
}

/// The first characters at a place.
fn sample<C>(text: &[C], at: usize) -> Option<&[C; SAMPLE]> {
    text.get(at..)?.first_chunk()
}

impl Run {
    /// The loop it is, if it is one. What is left is the first occurrence, which stands before it.
    /// `bytes` is where it stands in the text.
    fn found(self, text: &str, bytes: Self) -> Option<Found> {
        let span = bytes.start + bytes.period..bytes.end;
        let phrase = text.get(bytes.start..span.start)?;
        let length = self.end - self.start - self.period;
        let repeats = length / self.period + 1;
        // Laughter and cries repeat one character.
        let least = if self.period == 1 { LOOP * 2 } else { LOOP };
        let letters = phrase.chars().filter(|c| c.is_alphabetic()).count();
        if repeats < REPEATS || length + self.period < least || letters == 0 {
            return None;
        }
        let is_sure = repeats >= CERTAIN && self.period > 1;
        // The whole repetitions; a rest of one belongs to what follows.
        let whole = span.start..span.start + (repeats - 1) * bytes.period;
        Some(Found {
            removed: (is_sure && letters >= FEWEST_LETTERS).then_some(whole),
            span,
            code: &diag::LOOP,
            confidence: if is_sure { Confidence::High } else { Confidence::Medium },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like chance and are the same each time.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            usize::try_from(self.0 >> 33).unwrap() % limit
        }

        /// Letters of one of several scripts, few enough for parts of a phrase to come twice.
        fn text(&mut self, script: usize, length: usize) -> String {
            const SCRIPTS: [&str; 4] = [
                "aehilmnorstw  ,.",
                "的一是不了在人有我他这，。",
                "你好 the 井水 mill，",
                "あいうえおかき🙂。",
            ];
            let letters: Vec<char> = SCRIPTS[script].chars().collect();
            (0..length).map(|_| letters[self.below(letters.len())]).collect()
        }
    }

    #[test]
    fn no_loop_is_missed() {
        let mut chance = Chance(1);
        let mut missed = 0;
        for trial in 0..10_000 {
            let script = trial % 4;
            let (length, repeats) = (5 + chance.below(56), 4 + chance.below(9));
            // A letter that stands nowhere else, for no shorter phrase to be the one repeated.
            let phrase = chance.text(script, length - 1) + "Q";
            let (before, after) = (chance.below(80), chance.below(80));
            let text =
                chance.text(script, before) + &phrase.repeat(repeats) + &chance.text(script, after);
            let later = phrase.len() * (repeats - 1);
            let is_it = |found: &Found| {
                // What stands before or after may happen to go on like the phrase.
                found.span.len() >= later
                    && found.removed.is_some() == (repeats >= CERTAIN && letters(&phrase) >= 5)
            };
            missed += usize::from(!find(&text).iter().any(is_it));
        }
        assert_eq!(missed, 0);
    }

    fn letters(text: &str) -> usize {
        text.chars().filter(|c| c.is_alphabetic()).count()
    }

    #[test]
    fn text_without_loops_has_none() {
        let mut chance = Chance(2);
        for trial in 0..1_000 {
            let text = chance.text(trial % 4, 400);
            assert!(find(&text).is_empty(), "{text}");
        }
        let refrain = "Row the boat home, row the boat home, row the boat home.";
        for text in ["", "哈哈哈哈哈哈", "No, no, no, no!", refrain, &"- ".repeat(100)] {
            assert!(find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn of_a_phrase_with_a_loop_in_it_the_whole_is_found() {
        let text = "ha ha ha ha ha ha ha ha, he laughed. ".repeat(8);
        let found = find(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span, text.len() / 8..text.len());
    }
}
