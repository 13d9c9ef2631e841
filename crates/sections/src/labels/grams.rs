//! Sequences of symbols that recur, with how firmly they hold together.

use std::collections::HashMap;

use crate::cohesion::real;

/// A sequence that recurs.
pub(super) struct Gram {
    /// How many symbols it has.
    pub length: usize,
    /// Where it begins, ascending.
    pub places: Vec<usize>,
    /// How much likelier it is than its parts side by side: the least logarithm over all ways to part it.
    pub bond: f64,
    /// How freely it is used: the entropy of what stands before it or behind it, the lesser of the two.
    pub freedom: f64,
}

/// No symbol: no sequence goes across it.
pub(super) const GAP: usize = 0;

/// The sequences of up to `longest` symbols that come at least `least` times. A longer one is looked for
/// only where both its parts recur.
pub(super) fn recurring(symbols: &[usize], longest: usize, least: usize) -> Vec<Gram> {
    let all = symbols.iter().filter(|symbol| **symbol != GAP).count();
    let mut levels: Vec<Level> = Vec::new();
    for length in 1..=longest {
        let level = Level::of(symbols, length, levels.last(), least);
        if level.counts.iter().all(|count| *count == 0) {
            break;
        }
        levels.push(level);
    }
    let mut found = Vec::new();
    for (shorter, level) in levels.iter().enumerate() {
        let length = shorter + 1;
        found.extend(level.places().into_iter().map(|places| Gram {
            length,
            bond: bond(&levels[..length], places[0], all),
            freedom: freedom(symbols, &places, length),
            places,
        }));
    }
    found
}

/// The sequences of one length that recur.
struct Level {
    /// The number of the one that begins at a place; none recurs where it is 0.
    at: Vec<usize>,
    /// How often each comes, by its number.
    counts: Vec<usize>,
}

impl Level {
    fn of(symbols: &[usize], length: usize, shorter: Option<&Self>, least: usize) -> Self {
        let recurs = |place: usize| shorter.map_or(1, |level| level.at[place]);
        let mut numbers: HashMap<(usize, usize), usize> = HashMap::new();
        let mut counts = vec![0];
        let mut at = vec![0; symbols.len()];
        for place in 0..(symbols.len() + 1).saturating_sub(length) {
            let end = symbols[place + length - 1];
            let before = recurs(place);
            if end == GAP || before == 0 || (length > 1 && recurs(place + 1) == 0) {
                continue;
            }
            let number = *numbers.entry((before, end)).or_insert_with(|| {
                counts.push(0);
                counts.len() - 1
            });
            counts[number] += 1;
            at[place] = number;
        }
        for number in &mut at {
            if counts[*number] < least {
                *number = 0;
            }
        }
        for count in &mut counts {
            if *count < least {
                *count = 0;
            }
        }
        Self { at, counts }
    }

    /// Where each begins, in the order of their first places.
    fn places(&self) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); self.counts.len()];
        for (place, number) in self.at.iter().enumerate().filter(|(_, number)| **number != 0) {
            found[*number].push(place);
        }
        found.retain(|places| !places.is_empty());
        found
    }

    fn count(&self, place: usize) -> f64 {
        real(self.counts[self.at[place]].max(1))
    }
}

fn bond(levels: &[Level], place: usize, all: usize) -> f64 {
    let length = levels.len();
    let whole = levels[length - 1].count(place) * real(all);
    let parts = (1..length)
        .map(|cut| levels[cut - 1].count(place) * levels[length - cut - 1].count(place + cut));
    parts.map(|parts| libm::log(whole / parts)).fold(f64::INFINITY, f64::min)
}

fn freedom(symbols: &[usize], places: &[usize], length: usize) -> f64 {
    let before = places.iter().map(|place| place.checked_sub(1).map_or(GAP, |at| symbols[at]));
    let behind = places.iter().map(|place| symbols.get(place + length).copied().unwrap_or(GAP));
    entropy(before.collect()).min(entropy(behind.collect()))
}

/// The entropy of what stands beside a sequence. No two ends of a run of symbols are alike.
fn entropy(mut beside: Vec<usize>) -> f64 {
    beside.sort_unstable();
    let all = real(beside.len());
    let term = |share: f64| -share * libm::log(share);
    beside
        .chunk_by(|one, other| one == other)
        .map(|run| match run {
            [GAP, ..] => real(run.len()) * term(1.0 / all),
            run => term(real(run.len()) / all),
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_recurs_is_found_with_its_places() {
        let grams = recurring(&[1, 2, 3, 0, 4, 1, 2, 5, 1, 2], 3, 3);
        let found: Vec<_> =
            grams.iter().map(|gram| (gram.length, gram.places.as_slice())).collect();
        assert_eq!(found, [(1, &[0, 5, 8][..]), (1, &[1, 6, 9]), (2, &[0, 5, 8])]);
        assert!(grams[2].bond > 1.0 && grams[2].freedom > 1.0);
    }
}
