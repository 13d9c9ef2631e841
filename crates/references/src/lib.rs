//! References read from free text and from files, set in styles, and written for other programs.
#![forbid(unsafe_code)]

pub mod citation;
pub mod files;
pub mod rare;
pub mod read;
pub mod reference;
