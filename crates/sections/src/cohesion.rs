//! How much the words change at a boundary, in windows of several lengths before and after it.

use crate::model::Evidence;
use crate::tokens::Tokens;

/// The lengths of windows in ideographs, with the names of their features.
const WINDOWS: [(f64, [&str; 3], Option<&str>); 4] = [
    (120.0, ["cos120", "dep120", "min120"], None),
    (300.0, ["cos300", "dep300", "min300"], Some("bf300")),
    (700.0, ["cos700", "dep700", "min700"], Some("bf700")),
    (1500.0, ["cos1500", "dep1500", "min1500"], None),
];

/// The weight of a word not yet seen, in the test of distributions (Dirichlet's parameter).
const PRIOR: f64 = 0.2;

/// Weighs how much words change before each unit.
pub(crate) fn weigh(tokens: &Tokens, ends: &[f64], evidence: &mut Evidence) {
    for (width, [cosine, depth, minimum], factor) in WINDOWS {
        let mut windows = Windows::new(tokens, factor.is_some());
        let count = tokens.units.len() - 1;
        let mut similar = Vec::with_capacity(count);
        let mut factors = Vec::new();
        let mut reach = Vec::with_capacity(count);
        for unit in 1..=count {
            let (from, to) = around(ends, unit, width);
            windows.move_to(from, unit, to);
            similar.push(windows.cosine());
            if factor.is_some() {
                factors.push(windows.factor());
            }
            reach.push((from.max(1) - 1, (to - 1).min(count - 1)));
        }
        evidence.add_standardised(cosine, &similar);
        evidence.add_standardised(depth, &depths(&smooth(&similar)));
        evidence.add_standardised(minimum, &below_mean(&similar, &reach));
        if let Some(feature) = factor {
            evidence.add_standardised(feature, &factors);
        }
    }
}

/// The fewest whole units on each side of the boundary before `unit` that reach `width`.
pub(crate) fn around(ends: &[f64], unit: usize, width: f64) -> (usize, usize) {
    let from = ends.partition_point(|end| *end <= ends[unit] - width).max(1) - 1;
    let to = ends.partition_point(|end| *end < ends[unit] + width);
    (from.min(unit - 1), to.clamp(unit + 1, ends.len() - 1))
}

/// Two windows that move over the text, and the sums over the words in them.
struct Windows<'a> {
    tokens: &'a Tokens,
    from: usize,
    middle: usize,
    to: usize,
    /// How often each word is in the first window, and in the second.
    counts: Vec<[usize; 2]>,
    /// How many words are in each.
    sizes: [usize; 2],
    /// The squared lengths of the windows as vectors, and their product.
    norms: [f64; 2],
    product: f64,
    /// What distributions of their own, and one of both, make of the words.
    own: f64,
    both: f64,
    /// Whether those are asked for.
    compares: bool,
    logs: Logs,
}

impl<'a> Windows<'a> {
    fn new(tokens: &'a Tokens, compares: bool) -> Self {
        Self {
            tokens,
            from: 0,
            middle: 0,
            to: 0,
            counts: vec![[0; 2]; tokens.rarity.len()],
            sizes: [0; 2],
            norms: [0.0; 2],
            product: 0.0,
            own: 0.0,
            both: 0.0,
            compares,
            logs: Logs::default(),
        }
    }

    /// Moves on: the first window is `from..middle`, the second `middle..to`.
    fn move_to(&mut self, from: usize, middle: usize, to: usize) {
        let tokens = self.tokens;
        for unit in self.to..to {
            self.change(&tokens.units[unit], |counts, count| counts[1] += count);
        }
        for unit in self.middle..middle {
            self.change(&tokens.units[unit], |counts, count| {
                counts[1] -= count;
                counts[0] += count;
            });
        }
        for unit in self.from..from {
            self.change(&tokens.units[unit], |counts, count| counts[0] -= count);
        }
        (self.from, self.middle, self.to) = (from, middle, to);
    }

    /// Changes how often words are in the windows, and the sums by what that comes to.
    fn change(&mut self, words: &[(usize, usize)], change: impl Fn(&mut [usize; 2], usize)) {
        for &(token, count) in words {
            let before = self.counts[token];
            let mut now = before;
            change(&mut now, count);
            self.counts[token] = now;
            let rarity = self.tokens.rarity[token];
            let [a, b] = before.map(|count| self.logs.more(count) * rarity);
            let [c, d] = now.map(|count| self.logs.more(count) * rarity);
            self.norms[0] += c * c - a * a;
            self.norms[1] += d * d - b * b;
            self.product += c * d - a * b;
            if self.compares {
                self.own += self.logs.rising(now[0]) + self.logs.rising(now[1]);
                self.own -= self.logs.rising(before[0]) + self.logs.rising(before[1]);
                self.both += self.logs.rising(now[0] + now[1]);
                self.both -= self.logs.rising(before[0] + before[1]);
                for (size, (now, before)) in self.sizes.iter_mut().zip(now.into_iter().zip(before))
                {
                    *size = *size + now - before;
                }
            }
        }
    }

    /// The cosine of the angle between the windows.
    fn cosine(&self) -> f64 {
        let norm = (self.norms[0] * self.norms[1]).max(0.0).sqrt();
        if norm > 1e-9 { self.product / norm } else { 0.0 }
    }

    /// The logarithm of how much likelier two distributions are than one (Dirichlet-multinomial).
    fn factor(&self) -> f64 {
        let all = PRIOR * real(self.counts.len().max(1));
        let whole = |size: usize| libm::lgamma(real(size) + all) - libm::lgamma(all);
        let [first, second] = self.sizes;
        self.own - whole(first) - whole(second) - self.both + whole(first + second)
    }
}

/// Logarithms of counts, each worked out once.
#[derive(Default)]
struct Logs {
    /// Of a count and one more.
    more: Vec<f64>,
    /// Of the product `PRIOR * (PRIOR + 1) * …` of as many factors as the count.
    rising: Vec<f64>,
}

impl Logs {
    fn more(&mut self, count: usize) -> f64 {
        while self.more.len() <= count {
            self.more.push(libm::log1p(real(self.more.len())));
        }
        self.more[count]
    }

    fn rising(&mut self, count: usize) -> f64 {
        while self.rising.len() <= count {
            let last = self.rising.last().copied();
            let factor = |last| last + libm::log(PRIOR + real(self.rising.len() - 1));
            self.rising.push(last.map_or(0.0, factor));
        }
        self.rising[count]
    }
}

pub(crate) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Each value as the mean of itself and its neighbours.
fn smooth(values: &[f64]) -> Vec<f64> {
    let last = values.len() - 1;
    let smoothed = |at: usize| {
        (values[at.saturating_sub(1)] + 2.0 * values[at] + values[(at + 1).min(last)]) / 4.0
    };
    (0..values.len()).map(smoothed).collect()
}

/// How deep each value lies below the peaks that the values rise to on both sides.
fn depths(values: &[f64]) -> Vec<f64> {
    let mut depths = vec![0.0; values.len()];
    let mut climb = |order: &mut dyn Iterator<Item = usize>| {
        let (mut peak, mut before) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for at in order {
            peak = if before >= values[at] { peak } else { values[at] };
            before = values[at];
            depths[at] += peak - values[at];
        }
    };
    climb(&mut (0..values.len()));
    climb(&mut (0..values.len()).rev());
    depths
}

/// How far each value lies below the mean of those in its reach.
fn below_mean(values: &[f64], reach: &[(usize, usize)]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for value in values {
        sums.push(sums[sums.len() - 1] + value);
    }
    let below = |(value, &(from, to)): (&f64, &(usize, usize))| {
        (sums[to + 1] - sums[from]) / real(to + 1 - from) - value
    };
    values.iter().zip(reach).map(below).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths_are_measured_from_the_peaks_beside() {
        assert_eq!(depths(&[3.0, 1.0, 2.0, 5.0, 4.0]), [0.0, 6.0, 3.0, 0.0, 1.0]);
    }

    #[test]
    fn windows_reach_over_whole_units() {
        let ends = [0.0, 100.0, 200.0, 300.0, 400.0];
        assert_eq!(around(&ends, 2, 120.0), (0, 4));
        assert_eq!(around(&ends, 2, 100.0), (1, 3));
        assert_eq!(around(&ends, 1, 900.0), (0, 4));
    }
}
