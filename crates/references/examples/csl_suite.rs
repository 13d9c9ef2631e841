//! Counts the tests of the CSL project's suite that come out as they should.
//!
//!     cargo run --release -p chengshu-references --example csl_suite FOLDER [-v]
//!
//! `FOLDER` holds `*.txt`, such as `processor-tests/humans` of citation-style-language/test-suite.
//! Those are compared that print a list of works and leave to the style what a book leaves to it: not
//! those about numbers, about what stands for the author of the entry before, and about a part of a
//! list. The order of a list, markup, and white space at its ends do not count.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // It is a program of its own.

use std::{env, fs, process::ExitCode};

use chengshu_references::citation::processor::Processor;
use chengshu_references::citation::style::Work;
use chengshu_references::files::format_of;
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// Words in a test that say it is about something a book does itself.
const THE_BOOK_S: &[&str] = &[
    "citation-number",
    "subsequent-author-substitute",
    "BIBSECTION",
    "BIBENTRIES",
    "CITATION-ITEMS =",
    "CITATIONS =",
];

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: csl_suite FOLDER [-v]");
        return ExitCode::FAILURE;
    };
    let is_loud = arguments.next().is_some();
    let Ok(listing) = fs::read_dir(&folder) else {
        eprintln!("{folder} cannot be read");
        return ExitCode::FAILURE;
    };
    let mut paths: Vec<_> = listing.flatten().map(|file| file.path()).collect();
    paths.sort();
    let (mut all, mut equal) = (0, 0);
    for path in paths {
        let Some((expected, got)) = fs::read_to_string(&path).ok().and_then(|test| run(&test))
        else {
            continue;
        };
        all += 1;
        if expected == got {
            equal += 1;
        } else if is_loud {
            println!("{}\n  expected {expected:#?}\n  got {got:#?}", path.display());
        }
    }
    println!("{equal} of {all} equal");
    ExitCode::SUCCESS
}

/// What a test expects, and what comes out; nothing if it cannot be compared.
fn run(test: &str) -> Option<(Vec<String>, Vec<String>)> {
    let section = |name: &str| {
        let after = test.split_once(&format!(">>===== {name} =====>>"))?.1;
        Some(after.split_once(&format!("<<===== {name} =====<<"))?.0.trim())
    };
    if section("MODE")? != "bibliography" || THE_BOOK_S.iter().any(|word| test.contains(word)) {
        return None;
    }
    let source = Source::new("references.json", section("INPUT")?.to_owned());
    let read = format_of("references.json")?.read;
    let references = read(&source, &mut Sink::default());
    let works: Vec<Work> =
        references.iter().map(|reference| Work { reference, language: None }).collect();
    let style = Processor::from_csl(section("CSL")?).ok()?;
    let set = style.set(&works, "en-US");
    let text = |entry: &str| {
        let mut text = String::new();
        let mut is_tag = false;
        for c in entry.chars() {
            is_tag |= c == '<';
            if !is_tag {
                text.push(c);
            }
            is_tag &= c != '>';
        }
        let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
        text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let entries = section("RESULT")?.split("<div class=\"csl-entry\">").skip(1);
    let mut expected: Vec<String> = entries.map(text).collect();
    let runs = |runs: &[chengshu_references::citation::typeset::Run]| {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut got: Vec<String> = set.iter().map(|set| runs(&set.runs)).collect();
    expected.sort();
    got.sort();
    Some((expected, got))
}
