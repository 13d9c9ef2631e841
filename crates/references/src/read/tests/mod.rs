//! Tests of the whole reader. All texts are invented.
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "a test may fail, and a table of cases may be long"
)]

mod descriptions;
mod details;
mod entries;
mod hostile;
mod languages;
mod styles;
