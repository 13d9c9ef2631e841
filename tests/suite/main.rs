//! Tests of the whole program.
// Tests read and write files and may panic: that is how they fail.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]
// Names inside a book are ours, and lower case.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

mod action;
mod bad_inputs;
mod book;
mod builds;
mod cache;
mod cases;
mod catalog;
mod check;
mod citations;
mod clean_machine;
mod dice;
mod docs;
mod drawings;
mod exports;
mod findings;
mod fonts;
mod fuzz;
mod hostile;
mod idempotent;
mod layers;
mod limits;
mod manual;
mod output;
mod pictures;
mod preview;
mod read_back;
mod schemas;
mod spoken;
mod styles;
mod tables;
mod twice;
mod works;
