//! Checks a finished book, of whatever maker:
//! `cargo run --example check -- book.epub`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "an example is a program"
)]

use std::error::Error;
use std::fs::File;
use std::io::{Read, Seek};

use chengshu_epub::check::inspect;
use chengshu_text::diag::{Severity, Sink};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which book?")?;
    let errors = errors(&path, File::open(&path)?);
    println!("{path}: {errors} errors");
    Ok(())
}

fn errors(name: &str, book: impl Read + Seek) -> usize {
    let mut sink = Sink::default();
    inspect(name, book, &mut sink);
    for finding in sink.as_slice() {
        println!("{}: {}", finding.code.id, finding.message);
    }
    let errors = sink.as_slice().iter();
    errors.filter(|finding| finding.severity == Severity::Error).count()
}

#[test]
fn what_is_no_book_has_errors() {
    assert!(errors("a.epub", std::io::Cursor::new(b"text")) > 0);
}
