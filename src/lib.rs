//! The library of `chengshu`.
#![forbid(unsafe_code)]

pub mod diag;
pub mod ingest;
pub mod model;
pub mod settings;
pub mod xml;
pub mod yaml;
