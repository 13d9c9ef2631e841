//! Compiles a folder of transcripts into a book:
//! `cargo run --example compile -- seeds`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "an example is a program"
)]

use std::error::Error;

use chengshu::{Compiled, Options, compile_folder};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "seeds".into());
    let book = compile(&folder)?;
    std::fs::write(format!("{}.epub", book.name), &book.epubs[0])?;
    Ok(())
}

fn compile(folder: &str) -> Result<Compiled, Box<dyn Error>> {
    let book = compile_folder(folder, &Options::default())?;
    for finding in &book.findings {
        if let Some(place) = &finding.place {
            eprintln!("{}:{}: {}", place.file, place.line, finding.message);
        }
    }
    println!("{}: {} chapters", book.title, book.report.chapters);
    Ok(book)
}

#[test]
fn the_seeds_become_a_book() {
    let book = compile("seeds").unwrap();
    assert!(book.epubs[0].starts_with(b"PK"));
}
