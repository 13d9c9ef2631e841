//! Chooses boundaries for all of a text at once.

use std::ops::RangeInclusive;

use crate::model::Model;

/// The length the thresholds were fitted for, in ideographs.
const FITTED: f64 = 1500.0;
/// How much the logarithm of lengths may vary, and what it costs.
const SPREAD: f64 = 0.8;
const COST: f64 = 0.25;
/// Sections of lengths within these shares of the wanted one cost no more than that, others much:
/// readers look for a place. A short opening is often set apart, and costs little.
const USUAL: RangeInclusive<f64> = 0.5..=1.7;
const UNUSUAL: f64 = 4.0;
const OPENING: f64 = 0.5;
/// No section is longer than so many of the wanted length, unless a unit is.
const LONGEST: f64 = 8.0;

/// The units that begin sections, so that the logits at boundaries less a threshold, less what
/// unusual lengths cost, are greatest. Ties go to the longer last section.
pub(crate) fn partition(logits: &[f64], ends: &[f64], length: usize, model: Model) -> Vec<usize> {
    let length = crate::cohesion::real(length.max(1));
    let threshold = model.threshold() - libm::log(FITTED / length);
    let units = ends.len() - 1;
    let costs = Costs::of(length);
    let mut best = vec![0.0; units + 1];
    let mut back = vec![0; units + 1];
    for to in 1..=units {
        let reach = ends[to] - LONGEST * length;
        let first = ends[..to].partition_point(|end| *end < reach).min(to - 1);
        let (mut value, mut from) = (f64::NEG_INFINITY, first);
        for (start, before) in best.iter().enumerate().take(to).skip(first) {
            let own = before - costs.cost(start, ends[to] - ends[start]);
            if own > value {
                (value, from) = (own, start);
            }
        }
        let gain = if to < units { logits[to - 1] - threshold } else { 0.0 };
        best[to] = value + gain;
        back[to] = from;
    }
    let mut starts = Vec::new();
    let mut at = back[units];
    while at > 0 {
        starts.push(at);
        at = back[at];
    }
    starts.reverse();
    starts
}

/// What sections cost by their length in whole ideographs: units may be as short as that, and then there
/// are thousands within reach of each.
struct Costs {
    /// Of a section at the beginning of the text.
    first: Vec<f64>,
    /// Of any other.
    later: Vec<f64>,
    wanted: f64,
}

impl Costs {
    fn of(wanted: f64) -> Self {
        let lengths = || {
            let lengths = (0_u32..).map(f64::from);
            lengths.take_while(|length| *length <= (LONGEST + 1.0) * wanted)
        };
        Self {
            first: lengths().map(|own| cost(Place::First, own, wanted)).collect(),
            later: lengths().map(|own| cost(Place::Later, own, wanted)).collect(),
            wanted,
        }
    }

    fn cost(&self, start: usize, own: f64) -> f64 {
        let (place, known) =
            if start == 0 { (Place::First, &self.first) } else { (Place::Later, &self.later) };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "lengths are small"
        )]
        let whole = own.round() as usize;
        known.get(whole).copied().unwrap_or_else(|| cost(place, own, self.wanted))
    }
}

/// Where a section stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

/// What a section costs by its own length and the wanted one.
fn cost(place: Place, own: f64, wanted: f64) -> f64 {
    let share = own.max(1.0) / wanted;
    let off = libm::log(share);
    let unusual = match share {
        share if USUAL.contains(&share) => 0.0,
        share if share < 1.0 && place == Place::First => OPENING,
        _ => UNUSUAL,
    };
    COST * off * off / (2.0 * SPREAD * SPREAD) + unusual
}
