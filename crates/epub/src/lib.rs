//! EPUB: package document, navigation and archive written, read back and checked.
#![forbid(unsafe_code)]

pub mod archive;
pub mod check;
pub mod css;
pub mod package;
pub mod publication;
