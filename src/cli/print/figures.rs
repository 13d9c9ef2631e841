//! What a run made, a line each.

use std::fmt::Write as _;
use std::path::Path;

use chengshu::compile::Report;
use chengshu::diag::Diagnostic;
use chengshu::normalise::{RULES, Rule};
use chengshu::report::Counts;

/// The line of a finished picture.
pub fn picture(path: &str, (width, height): (u32, u32), bytes: u64) -> String {
    format!("{path}, {width} by {height} pixels, {}\n", size(bytes))
}

/// The line of a finished catalogue.
pub fn catalogue(page: &Path, books: usize, files: usize) -> String {
    let noun = |count, one, many| if count == 1 { one } else { many };
    format!(
        "{}, {books} {} in {files} {}\n",
        page.display(),
        noun(books, "book", "books"),
        noun(files, "file", "files")
    )
}

/// The line of a finished book.
pub fn book(path: &str, report: &Report, bytes: u64, found: &[Diagnostic]) -> String {
    let mut line = path.to_owned();
    let mut add = |count: u64, one: &str, many: &str| {
        let _ = write!(line, ", {count} {}", if count == 1 { one } else { many });
    };
    if report.parts > 0 {
        add(report.parts as u64, "part", "parts");
    }
    add(report.chapters as u64, "chapter", "chapters");
    add(report.characters, "character", "characters");
    add(report.references as u64, "reference", "references");
    if report.asides > 0 {
        add(report.asides as u64, "aside", "asides");
    }
    let _ = write!(line, ", {}", size(bytes));
    checked(&line, found)
}

/// The line of what was looked at.
pub fn checked(what: &str, found: &[Diagnostic]) -> String {
    let Counts {
        error,
        warning,
        info,
    } = Counts::of(found);
    format!("{what}; findings: {error} errors, {warning} warnings, {info} notes\n")
}

/// How often each rule of normalisation changed something, in the order the rules run.
pub fn changes(report: &Report) -> String {
    let count = |rule: &Rule| report.changes.iter().find(|(id, _)| *id == rule.id);
    let counts: Vec<String> = RULES
        .iter()
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
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
