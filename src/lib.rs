//! The library of `chengshu`.
#![forbid(unsafe_code)]

pub mod diag;
pub mod markdown;
pub mod model;
pub mod normalise;
pub mod options;
pub mod script;
pub mod xml;
