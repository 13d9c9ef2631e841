//! The library of `chengshu`.
#![forbid(unsafe_code)]

pub mod bibliography;
pub mod diag;
pub mod ingest;
pub mod language;
pub mod markdown;
pub mod model;
pub mod normalise;
pub mod package;
pub mod pipeline;
pub mod render;
pub mod script;
pub mod settings;
pub mod structure;
pub mod xml;
pub mod yaml;
