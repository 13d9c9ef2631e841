//! How long the units about a boundary are, and where in the text it is.

use crate::cohesion::real;
use crate::model::Evidence;

/// A paragraph of usual length, in ideographs.
const USUAL: f64 = 40.0;

/// Weighs lengths and places.
pub(crate) fn weigh(ends: &[f64], evidence: &mut Evidence) {
    let count = ends.len() - 1;
    let logs: Vec<f64> = ends.windows(2).map(|pair| libm::log(pair[1] - pair[0])).collect();
    let mean = logs.iter().sum::<f64>() / real(count);
    let usual = libm::log(USUAL);
    evidence.add("len", |unit| logs[unit] - mean);
    evidence.add("lenprev", |unit| logs[unit - 1] - mean);
    evidence.add("lennext", |unit| logs.get(unit + 1).map_or(0.0, |next| next - mean));
    evidence.add("lenabs", |unit| (logs[unit] - usual).clamp(-3.0, 3.0));
    evidence.add("lenprevabs", |unit| (logs[unit - 1] - usual).clamp(-3.0, 3.0));
    let all = ends[count];
    evidence.add_where("first5", |unit| ends[unit] < 0.05 * all);
    evidence.add_where("last5", |unit| ends[unit] > 0.95 * all);
    evidence.add("near_start", |unit| libm::exp(-ends[unit] / 300.0));
    evidence.add("near_end", |unit| libm::exp((ends[unit] - all) / 300.0));
}
