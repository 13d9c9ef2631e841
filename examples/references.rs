//! Reads the references of a text on standard input and prints them as CSL-JSON:
//! `cargo run --example references < description.txt`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "an example is a program"
)]

use std::error::Error;
use std::io::{Read as _, stdin};
use std::sync::Arc;

use chengshu_references::citation::{FORMATS, Listed, ListedWork, Listing};
use chengshu_references::read::read_description;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    print!("{}", csl_json(&text)?);
    Ok(())
}

fn csl_json(text: &str) -> Result<String, Box<dyn Error>> {
    let read = read_description(text);
    let references: Vec<_> = read.references.into_iter().map(Arc::new).collect();
    let works = references.iter().enumerate();
    let listing = Listing {
        works: works
            .map(|(number, reference)| ListedWork {
                key: format!("w-{}", number + 1),
                reference,
                cited: Vec::new(),
            })
            .collect(),
        transcripts: vec![Listed { file: "-", title: "", intro: &[], references: &references }],
    };
    let format = FORMATS.iter().find(|format| format.name == "csl-json");
    Ok((format.ok_or("there is no CSL-JSON")?.write)(&listing))
}

#[test]
fn a_description_becomes_csl_json() {
    let json = csl_json("参考资料：\n《灯塔考》林望潮，海港出版社，2019\n").unwrap();
    assert!(json.contains("海港出版社"), "{json}");
}
