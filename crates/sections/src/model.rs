//! The weights, and the evidence they weigh.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The weights of a sort of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Chinese in paragraphs of its author.
    ChineseProse,
    /// Chinese in paragraphs made of captions.
    ChineseSpeech,
    /// English.
    English,
    /// Another language: what English goes by, without its words.
    Other,
}

impl Model {
    /// The column of its weights, the intercept, and the least logit at which a boundary gains.
    fn row(self) -> (usize, f64, f64) {
        match self {
            Self::ChineseProse => (0, -3.7743, -1.8),
            Self::ChineseSpeech => (1, -2.1681, -1.2),
            Self::English | Self::Other => (2, -3.9001, -1.4),
        }
    }

    /// The least logit at which a boundary gains.
    pub(crate) fn threshold(self) -> f64 {
        self.row().2
    }
}

/// A row a feature: its name, then weight and mean of each model.
const TABLE: &str = include_str!("weights.tsv");

type Weights = HashMap<&'static str, [(f64, f64); 3]>;

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let number = |text: &str| text.parse().unwrap_or_default();
    let pair =
        |text: &str| text.split_once('@').map_or((0.0, 0.0), |(w, m)| (number(w), number(m)));
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let name = cells.next()?;
        let mut next = || cells.next().map_or((0.0, 0.0), pair);
        Some((name, [next(), next(), next()]))
    })
    .collect()
});

/// What speaks for a boundary before each unit, summed up by the weights of a model.
pub(crate) struct Evidence {
    column: usize,
    /// Of the boundary before unit `i + 1`.
    logits: Vec<f64>,
}

impl Evidence {
    pub fn new(model: Model, units: usize) -> Self {
        let (column, intercept, _) = model.row();
        Self { column, logits: vec![intercept; units - 1] }
    }

    /// Adds a feature. `value` is given units from 1 on, before which the boundary is.
    pub fn add(&mut self, feature: &str, value: impl Fn(usize) -> f64) {
        let (weight, mean) = WEIGHTS.get(feature).map_or((0.0, 0.0), |row| row[self.column]);
        for (boundary, logit) in self.logits.iter_mut().enumerate() {
            *logit += weight * (value(boundary + 1) - mean);
        }
    }

    /// Adds a feature that holds or does not.
    pub fn add_where(&mut self, feature: &str, holds: impl Fn(usize) -> bool) {
        self.add(feature, |unit| f64::from(u8::from(holds(unit))));
    }

    /// Adds a feature by how far its values, one a boundary, are from their mean, in standard
    /// deviations.
    pub fn add_standardised(&mut self, feature: &str, values: &[f64]) {
        let count = f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX));
        let mean = values.iter().sum::<f64>() / count;
        let variance =
            values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
        let deviation = variance.sqrt() + 1e-6;
        self.add(feature, |unit| (values[unit - 1] - mean) / deviation);
    }

    /// The sums, rounded so that the last digits of a machine decide nothing.
    pub fn logits(self) -> Vec<f64> {
        self.logits.into_iter().map(|logit| (logit * 4096.0).round() / 4096.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight_for_each_model() {
        assert_eq!(WEIGHTS.len(), 63);
        assert!(WEIGHTS.values().all(|row| row.iter().any(|(weight, _)| *weight != 0.0)));
    }
}
