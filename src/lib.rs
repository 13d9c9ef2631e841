//! The library of `chengshu`.
#![forbid(unsafe_code)]

pub mod bibliography;
pub mod diag;
pub mod model;
pub mod xml;
