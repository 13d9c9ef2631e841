//! Where the topics of a talk change.
//!
//! ```
//! use chengshu_sections::{Model, Start, Unit, starts};
//!
//! let lamps = "灯塔的灯用油，守塔人每夜添油，擦净镜子。";
//! let fish = "接下来说鱼市。鱼贩清早卖鱼，价钱由潮水定。";
//! let texts = [[lamps; 40], [fish; 40]].concat();
//! let units: Vec<_> = texts.iter().map(|text| Unit { text, speaker: None }).collect();
//! let starts = starts(&units, Model::ChineseProse, 800);
//! assert!(matches!(starts[..], [Start { unit: 39..=41, .. }]));
//! ```
//!
//! A paragraph is judged by a linear model ([`Model`]) over five sorts of evidence, each a file: words
//! that change between windows of text ([TextTiling], and a test of two distributions against one),
//! chains of words that begin and end, how paragraphs open and close, turns of speakers, and lengths.
//! What the judgements come to is decided for all paragraphs at once, with a preference for sections of
//! a wanted length.
//!
//! The weights were fitted on talks with editors' headings: Chinese ones, the same with their
//! paragraphs regrouped as captions would be, and English ones. On talks not used for fitting,
//! boundaries within a paragraph of an editor's have an F1 of 0.34, those of `TextTiling` 0.22.
//!
//! [TextTiling]: https://aclanthology.org/J97-1003/
#![forbid(unsafe_code)]

mod chains;
mod cohesion;
mod cues;
mod labels;
mod lengths;
mod model;
mod partition;
mod tokens;
mod turns;

use chengshu_writing::script::is_ideographic;

pub use labels::labels;
use model::Evidence;
pub use model::Model;
use tokens::Tokens;

/// A paragraph, or what else a text consists of.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// Its words, without the name of who speaks.
    pub text: &'a str,
    /// Who speaks, if a name stands before it.
    pub speaker: Option<&'a str>,
}

/// Where a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The unit.
    pub unit: usize,
    /// How likely the model holds it that a section begins there, in per cent.
    pub percent: u8,
}

/// How many characters of other scripts say as much as an ideograph.
const LETTERS: f64 = 2.4;

/// The share of ideographs from which on a text counts by them.
const IDEOGRAPHIC: f64 = 0.2;

/// Where sections begin, ascending, without the first unit. `length` is how long sections
/// should be, in ideographs; a character of another script counts as 1/2.4 of one.
///
/// Linear in the text, and in the number of units.
pub fn starts(units: &[Unit<'_>], model: Model, length: usize) -> Vec<Start> {
    if units.len() < 2 {
        return Vec::new();
    }
    let ends = ends(units);
    let tokens = Tokens::of(units, &ends);
    let mut evidence = Evidence::new(model, units.len());
    cohesion::weigh(&tokens, &ends, &mut evidence);
    chains::weigh(&tokens, &ends, &mut evidence);
    cues::weigh(units, model, &mut evidence);
    turns::weigh(units, &ends, &mut evidence);
    lengths::weigh(&ends, &mut evidence);
    let mut logits = evidence.logits();
    spare_sentences(units, &mut logits);
    let starts = partition::partition(&logits, &ends, length, model);
    // Between 0 and 100.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let percent = |logit: f64| (100.0 / (1.0 + libm::exp(-logit))).round() as u8;
    starts
        .into_iter()
        .map(|unit| Start { unit, percent: percent(logits[unit - 1]) })
        .collect()
}

/// Lets no section begin within a sentence, where most units begin with one: captions part sentences, but
/// text without marks has none to part.
fn spare_sentences(units: &[Unit<'_>], logits: &mut [f64]) {
    /// Below what any evidence comes to.
    const NEVER: f64 = -1000.0;
    let goes_on = |pair: &[Unit<'_>]| {
        let first = pair[1].text.chars().find(|c| c.is_alphanumeric());
        let last = pair[0].text.trim_end().chars().next_back();
        pair[1].speaker == pair[0].speaker
            && first.is_some_and(char::is_lowercase)
            && last.is_some_and(|c| c.is_alphanumeric() || c == ',')
    };
    let within: Vec<bool> = units.windows(2).map(goes_on).collect();
    if within.iter().filter(|within| **within).count() * 2 > within.len() {
        return;
    }
    for (logit, _) in logits.iter_mut().zip(within).filter(|(_, within)| *within) {
        *logit = NEVER;
    }
}

/// The length of a text as [`starts`] counts it.
pub fn length(texts: &[Unit<'_>]) -> usize {
    // Lengths are positive and far below 2^52.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    ends(texts).last().map_or(0, |end| *end as usize)
}

/// How far the text goes before each unit, and in all, in ideographs.
fn ends(units: &[Unit<'_>]) -> Vec<f64> {
    let counts: Vec<(u32, u32)> = units
        .iter()
        .map(|unit| {
            let count = |(all, ideographs), c| (all + 1, ideographs + u32::from(is_ideographic(c)));
            unit.text.chars().fold((0, 0), count)
        })
        .collect();
    let sum = |of: fn(&(u32, u32)) -> u32| counts.iter().map(|count| f64::from(of(count))).sum();
    let (all, ideographs): (f64, f64) = (sum(|count| count.0), sum(|count| count.1));
    let scale = if ideographs > IDEOGRAPHIC * all { 1.0 } else { LETTERS };
    let mut ends = Vec::with_capacity(units.len() + 1);
    ends.push(0.0);
    let mut end = 0.0;
    for (all, _) in counts {
        end += f64::from(all.max(1)) / scale;
        ends.push(end);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spared(texts: &[&str]) -> Vec<f64> {
        let units: Vec<Unit<'_>> = texts.iter().map(|text| Unit { text, speaker: None }).collect();
        let mut logits = vec![0.0; units.len() - 1];
        spare_sentences(&units, &mut logits);
        logits
    }

    #[test]
    fn sections_begin_with_sentences() {
        let texts = ["The tide was", "low. We went.", "Then the lamp.", "And so on."];
        assert_eq!(spared(&texts), [-1000.0, 0.0, 0.0]);
        // Nobody set marks here.
        assert_eq!(spared(&["the tide was", "low we went", "then the lamp"]), [0.0, 0.0]);
        assert_eq!(spared(&["潮水退了", "我们走了"]), [0.0]);
    }
}
