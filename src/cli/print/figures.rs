//! Says what a run made, in a line for each file.

use std::fmt::Write as _;
use std::path::Path;

use chengshu::compile::{PROMOTION, Report};
use chengshu::normalise::RULES;
use chengshu::report::{Counts, Figures, File};
use chengshu_text::diag::{Diagnostic, counted};

use super::leading;

/// The line of a finished picture.
pub fn picture(path: &str, (width, height): (u32, u32), bytes: u64) -> String {
    format!("{}, {width} by {height} pixels, {}\n", leading(path), size(bytes))
}

/// The line of a finished catalogue.
pub fn catalogue(page: &Path, books: usize, files: usize) -> String {
    format!(
        "{}, {} in {}\n",
        leading(&page.display().to_string()),
        counted(books, "book"),
        counted(files, "file")
    )
}

/// The line of a finished book.
pub fn book(file: &File, figures: &Figures, counts: Counts) -> String {
    let contents = contents(figures, file.bytes, counts);
    format!("{}, {contents}\n", leading(&file.path))
}

/// The contents of a finished book of so many bytes.
pub fn contents(figures: &Figures, bytes: u64, counts: Counts) -> String {
    let mut out = String::new();
    let mut add = |count: u64, noun: &str| {
        let _ = write!(out, "{}, ", counted(count, noun));
    };
    if figures.parts > 0 {
        add(figures.parts, "part");
    }
    add(figures.chapters, "chapter");
    add(figures.characters, "character");
    add(figures.references, "reference");
    if figures.asides > 0 {
        add(figures.asides, "aside");
    }
    out + &size(bytes) + &findings(counts)
}

/// The line of what was looked at.
pub fn checked(what: &str, found: &[Diagnostic]) -> String {
    format!("{}{}\n", leading(what), findings(Counts::of(found)))
}

fn findings(counts: Counts) -> String {
    let Counts { error, warning, info } = counts;
    format!(
        "; findings: {}, {}, {}",
        counted(error, "error"),
        counted(warning, "warning"),
        counted(info, "note")
    )
}

/// How often each rule of normalisation changed something, in the order the rules run; first, how much was
/// set apart in descriptions, which is no rule of the text.
pub fn changes(report: &Report) -> String {
    let count = |wanted: &str| report.changes.iter().find(|(id, _)| *id == wanted);
    let rules = RULES.iter().map(|rule| rule.id);
    let counts: Vec<String> = std::iter::once(PROMOTION)
        .chain(rules)
        .filter_map(count)
        .map(|(id, count)| format!("{id} {count}"))
        .collect();
    if counts.is_empty() {
        return String::new();
    }
    format!("  changes by rule: {}\n", counts.join(", "))
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => counted(bytes, "byte"),
        10_000..10_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
