//! Draws SVGs that are dangerous, and SVGs that are not.
//!
//! `CHENGSHU_DRAWINGS` is how many dangerous ones are made up and drawn as large as in a book; of
//! these, each has two seconds of processor time and 512 MB. Without it some are drawn small.

mod dangers;
mod ordinary;

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chengshu_pictures::prepare;
use chengshu_pictures::raster::{Unfit, svg};

use crate::dice::Dice;

/// How many are drawn by `cargo test`.
const SHORT: u64 = 150;
const LONGEST: Duration = Duration::from_secs(2);
const MOST_MEGABYTES: u64 = 512;

#[test]
fn dangerous_drawings_end() {
    let asked = std::env::var("CHENGSHU_DRAWINGS").ok();
    let count = asked.as_ref().map_or(SHORT, |text| text.parse().unwrap());
    let (mut drawn, mut failed, mut slowest, mut largest) = (0, 0, Duration::ZERO, 0);
    for seed in 0..count {
        let drawing = dangers::drawing(&mut Dice::new(seed));
        // Where the system does not tell, all of it is 0.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let began = spent();
        let result = if asked.is_some() {
            prepare(drawing.as_bytes(), &Arc::default).map(|_| ())
        } else {
            svg::read(drawing.as_bytes(), &Arc::default())
                .and_then(|drawing| drawing.draw(drawing.fitting((160, 240))))
                .map(|_| ())
        };
        let (time, megabytes) = (spent().saturating_sub(began), megabytes());
        drawn += u64::from(result.is_ok());
        failed += u64::from(result == Err(Unfit::Failed));
        slowest = slowest.max(time);
        largest = largest.max(megabytes);
        assert!(
            asked.is_none() || (time <= LONGEST && megabytes <= MOST_MEGABYTES),
            "the drawing of seed {seed} takes {time:?} and {megabytes} MB"
        );
    }
    println!(
        "{count} made, {drawn} drawn, {failed} given up in the middle; at most {slowest:?}, {largest} MB"
    );
    // Most are tame enough to show that bounds are not what ends them.
    assert!(drawn > count / 2, "{drawn} of {count}");
    assert!(failed <= count / 50, "{failed} of {count}");
}

#[test]
fn ordinary_drawings_are_drawn() {
    for (what, drawing) in ordinary::drawings() {
        if let Err(unfit) = prepare(drawing.as_bytes(), &Arc::default) {
            panic!("{what}: {unfit}");
        }
    }
}

/// Processor time of this process; where the system does not tell, time.
fn spent() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    match ticks(12).zip(ticks(13)) {
        Some((user, system)) => Duration::from_millis((user + system) * 10),
        None => started().elapsed(),
    }
}

fn started() -> Instant {
    static STARTED: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    *STARTED.get_or_init(Instant::now)
}

/// The most memory this process has had since it was last asked to forget.
fn megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = peak.and_then(|peak| peak.trim().split(' ').next()?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}
