//! How fast speakers take turns: a topic is begun at length, and talked over in short turns.

use crate::Unit;
use crate::cohesion::real;
use crate::model::Evidence;

/// How far after a boundary turns are counted, in ideographs.
const AFTER: f64 = 500.0;

/// Weighs how many turns begin after each unit does. Where nobody is named it tells nothing.
pub(crate) fn weigh(units: &[Unit<'_>], ends: &[f64], evidence: &mut Evidence) {
    let named = units.iter().zip(ends).filter(|(unit, _)| unit.speaker.is_some());
    let turns: Vec<f64> = named.map(|(_, start)| *start).collect();
    let before = |end: f64| turns.partition_point(|start| *start < end);
    let begun = |start: &f64| libm::log1p(real(before(start + AFTER) - before(*start)));
    let values: Vec<f64> = ends[1..units.len()].iter().map(begun).collect();
    evidence.add_standardised("turns", &values);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    fn logits(speakers: &[Option<&str>]) -> Vec<f64> {
        let units: Vec<_> =
            speakers.iter().map(|speaker| Unit { text: "", speaker: *speaker }).collect();
        let ends: Vec<f64> = (0..=units.len()).map(|unit| real(unit) * 200.0).collect();
        let mut evidence = Evidence::new(Model::English, units.len());
        weigh(&units, &ends, &mut evidence);
        evidence.logits()
    }

    #[test]
    fn who_speaks_long_begins_more_than_who_interrupts() {
        let (mara, tobin) = (Some("Mara"), Some("Tobin"));
        let found = logits(&[mara, tobin, mara, tobin, mara, None, None, None]);
        assert!(found[3] > found[0]);
        let unnamed = logits(&[None; 8]);
        assert!(unnamed.iter().all(|logit| (logit - unnamed[0]).abs() < 1e-9));
    }
}
