//! Text with places: sources and findings, YAML, JSON and XML, addresses, dates, tables of keys.
#![forbid(unsafe_code)]

pub mod address;
pub mod date;
pub mod diag;
pub mod json;
pub mod keys;
pub mod media_type;
pub mod source;
pub mod spelling;
pub mod stated;
pub mod time;
pub mod xml;
pub mod yaml;
