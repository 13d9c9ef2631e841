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
    let mut best = vec![0.0; units + 1];
    let mut back = vec![0; units + 1];
    for to in 1..=units {
        let reach = ends[to] - LONGEST * length;
        let first = ends[..to].partition_point(|end| *end < reach).min(to - 1);
        let (mut value, mut from) = (f64::NEG_INFINITY, first);
        for (start, before) in best.iter().enumerate().take(to).skip(first) {
            let own = before - cost(start, ends[to] - ends[start], length);
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

/// What a section costs that begins at a unit, by its own length and the wanted one.
fn cost(start: usize, own: f64, wanted: f64) -> f64 {
    let share = own.max(1.0) / wanted;
    let off = libm::log(share);
    let unusual = match share {
        share if USUAL.contains(&share) => 0.0,
        share if share < 1.0 && start == 0 => OPENING,
        _ => UNUSUAL,
    };
    COST * off * off / (2.0 * SPREAD * SPREAD) + unusual
}
