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
mod addresses;
mod bad_inputs;
mod book;
mod builds;
mod cache;
mod cases;
mod catalog;
mod check;
mod citations;
mod clean_machine;
mod deep;
mod descriptions;
mod dice;
mod docs;
mod drawings;
mod exports;
mod findings;
mod folders;
mod fonts;
mod fresh;
mod fuzz;
mod growth;
mod hostile;
mod idempotent;
mod inputs;
mod languages;
mod leftovers;
mod limits;
mod links;
mod manual;
mod one_place;
mod output;
mod outputs;
mod pictures;
mod preview;
mod read_back;
mod refused;
mod schemas;
mod sections;
mod series;
mod sheets;
mod spans;
mod spoken;
mod stages;
mod stations;
mod statuses;
mod styles;
mod tables;
mod terminal;
mod twice;
mod works;
