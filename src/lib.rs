//! The library of `chengshu`.
#![forbid(unsafe_code)]

pub mod diag;
pub mod language;
pub mod markdown;
pub mod model;
pub mod normalise;
pub mod options;
pub mod render;
pub mod script;
pub mod package;
pub mod xml;
