//! From the book to pages: trees of XHTML and the style sheet.

pub mod appendix;
pub mod chapter;
pub mod citing;
pub mod colophon;
pub mod destination;
pub mod diag;
pub mod front;
pub mod index;
mod isolation;
pub mod mentions;
mod numbering;
mod page;
pub mod pagination;
pub mod prose;
pub mod qr;
pub mod recording;
mod short;
pub mod sources;
pub mod targets;
pub mod theme;
pub mod titles;
pub mod typefaces;
pub mod uses;
pub mod words;
