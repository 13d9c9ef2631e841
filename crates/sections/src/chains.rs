//! Chains: runs of a word that comes again before long. Topics begin and end with them.

use crate::cohesion::around;
use crate::model::Evidence;
use crate::tokens::Tokens;

/// A word that does not come again within so many ideographs ends its chain.
const GAP: f64 = 600.0;

/// How far before and after a boundary its chains are counted, in ideographs.
const NEAR: f64 = 200.0;

/// What begins and ends in each unit, by the rarity of its words.
struct Chains {
    /// Chains that begin with the unit.
    starts: Vec<f64>,
    /// Chains whose last unit stands before it.
    ends: Vec<f64>,
    /// Chains that go across the boundary before it.
    spans: Vec<f64>,
    /// Words that come for the first time.
    fresh: Vec<f64>,
    /// Words whose last time was the unit before.
    last: Vec<f64>,
}

impl Chains {
    fn of(tokens: &Tokens, ends: &[f64]) -> Self {
        let count = tokens.units.len();
        let zero = || vec![0.0; count + 2];
        let mut chains =
            Self { starts: zero(), ends: zero(), spans: zero(), fresh: zero(), last: zero() };
        for (token, units) in occurrences(tokens).into_iter().enumerate() {
            let weight = tokens.rarity[token];
            let [first, .., last] = units.as_slice() else { continue };
            chains.fresh[*first] += weight;
            chains.last[last + 1] += weight;
            for run in units.chunk_by(|before, after| ends[*after] - ends[*before] <= GAP) {
                if let [first, .., last] = run {
                    chains.starts[*first] += weight;
                    chains.ends[last + 1] += weight;
                    chains.spans[first + 1] += weight;
                    chains.spans[last + 1] -= weight;
                }
            }
        }
        let mut open = 0.0;
        for span in &mut chains.spans {
            open += *span;
            *span = open;
        }
        chains
    }
}

/// The units each word stands in.
fn occurrences(tokens: &Tokens) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); tokens.rarity.len()];
    for (unit, words) in tokens.units.iter().enumerate() {
        for &(token, _) in words {
            found[token].push(unit);
        }
    }
    found
}

/// Weighs the chains that begin and end about each unit.
pub(crate) fn weigh(tokens: &Tokens, ends: &[f64], evidence: &mut Evidence) {
    let chains = Chains::of(tokens, ends);
    let boundaries = 1..tokens.units.len();
    let near: Vec<_> = boundaries.clone().map(|unit| around(ends, unit, NEAR)).collect();
    let after = |values: &[f64]| -> Vec<f64> {
        let sums = sums(values);
        let own = |unit: usize| {
            let to = near[unit - 1].1;
            (sums[to] - sums[unit]) / (ends[to] - ends[unit])
        };
        boundaries.clone().map(own).collect()
    };
    let before = |values: &[f64]| -> Vec<f64> {
        let sums = sums(values);
        let own = |unit: usize| {
            let from = near[unit - 1].0;
            (sums[unit + 1] - sums[from + 1]) / (ends[unit] - ends[from])
        };
        boundaries.clone().map(own).collect()
    };
    let alone = |values: &[f64]| -> Vec<f64> {
        let own = |unit: usize| values[unit] / (ends[unit + 1] - ends[unit] + 20.0).sqrt();
        boundaries.clone().map(own).collect()
    };
    evidence.add_standardised("chain_start", &after(&chains.starts));
    evidence.add_standardised("chain_end", &before(&chains.ends));
    evidence.add_standardised("chain_span", &chains.spans[boundaries.clone()]);
    evidence.add_standardised("fresh", &after(&chains.fresh));
    evidence.add_standardised("last", &before(&chains.last));
    evidence.add_standardised("start1", &alone(&chains.starts));
    evidence.add_standardised("fresh1", &alone(&chains.fresh));
}

fn sums(values: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for value in values {
        sums.push(sums[sums.len() - 1] + value);
    }
    sums
}
