//! What costs how much more when there is twice as much of it: nothing here may be quadratic.
//!
//! `cargo test` runs each shape once, small. This measures all, or those whose names have a word:
//!
//!     CHENGSHU_GROWTH=10 CHENGSHU_GROWTH_SHAPES=bibtex cargo test --test suite growth -- --nocapture
//!
//! The number is the least time that is measured, in milliseconds of a processor: the more, the larger
//! the shapes, and the less does a steep part hide behind a flat one. Each line has the name of a
//! shape, a size, what this size, twice and four times as much cost, and how many times as much each
//! doubling costs. To add a shape, give it a row in a table of `shapes/`.

mod measure;
mod shapes;

use std::collections::HashSet;
use std::hint::black_box;
use std::time::Duration;

use measure::Growth;
use shapes::{Work, all};

/// What is measured is the program, with the memory it has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How large the shapes are that only have to run.
const SMALL: usize = 5;

/// The least that is measured, if anything is.
fn enough() -> Option<Duration> {
    let milliseconds = std::env::var("CHENGSHU_GROWTH").ok()?;
    Some(Duration::from_millis(milliseconds.parse().unwrap()))
}

#[test]
fn growth_is_linear() {
    let Some(enough) = enough() else { return };
    let wanted = std::env::var("CHENGSHU_GROWTH_SHAPES").unwrap_or_default();
    let mut faster = Vec::new();
    for (name, shape) in all().filter(|(name, _)| name.contains(&wanted)) {
        let growth = Growth::of(shape, enough);
        let verdict = if growth.is_linear() { "" } else { " <--" };
        println!("{name:<50} {growth}{verdict}");
        if !growth.is_linear() {
            faster.push(name);
        }
    }
    assert_eq!(faster, [""; 0], "these grow faster than they may");
}

#[test]
fn growth_shapes_run() {
    let mut names = HashSet::new();
    for (name, shape) in all() {
        assert!(names.insert(name), "two shapes are called {name}");
        shape(SMALL)();
    }
    assert!(names.len() >= 50);
}

/// The measure itself tells what is quadratic from what is not.
#[test]
fn growth_is_told() {
    let Some(enough) = enough() else { return };
    let linear = |size| -> Work {
        Box::new(move || {
            black_box((0..size * 64).fold(0_usize, |sum, at| black_box(sum ^ at)));
        })
    };
    let quadratic = |size| -> Work {
        Box::new(move || {
            for _ in 0..size {
                black_box((0..size).fold(0_usize, |sum, at| black_box(sum ^ at)));
            }
        })
    };
    let growth = Growth::of(linear, enough);
    assert!(growth.is_linear(), "{growth}");
    let growth = Growth::of(quadratic, enough);
    assert!(!growth.is_linear(), "{growth}");
}
