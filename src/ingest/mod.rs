//! From the bytes of a file to one transcript.

pub mod decode;
pub mod diag;
pub mod front_matter;
pub mod title;
