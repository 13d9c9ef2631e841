//! Findings and figures as text; the only place that formats them.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::Path;

use chengshu::compile::{Progress, Report};
use chengshu::diag::{Diagnostic, Severity};
use chengshu::normalise::{RULES, Rule};

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// Findings of severity error alone.
    Quiet,
    /// Findings from warnings up, progress, and a line a book.
    Normal,
    /// All findings.
    Verbose,
}

impl Volume {
    /// The volume that `--quiet` and `--verbose` ask for.
    pub fn of(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Self::Quiet,
            (_, true) => Self::Verbose,
            _ => Self::Normal,
        }
    }

    fn shows(self, severity: Severity) -> bool {
        match self {
            Self::Quiet => severity == Severity::Error,
            Self::Normal => severity >= Severity::Warning,
            Self::Verbose => true,
        }
    }
}

/// Prints findings to standard error.
pub fn findings(findings: &[Diagnostic], volume: Volume) {
    let mut out = String::new();
    for finding in findings
        .iter()
        .filter(|finding| volume.shows(finding.severity))
    {
        out.push_str(&text(finding));
    }
    // A closed standard error leaves nobody to tell.
    let _ = io::stderr().lock().write_all(out.as_bytes());
}

/// A finding with its place, its line and a caret under the column.
fn text(finding: &Diagnostic) -> String {
    let mut out = format!(
        "{}[{}]: {}\n",
        finding.severity,
        finding.code.id,
        printable(&finding.message)
    );
    if let Some(place) = &finding.place {
        if place.line == 0 {
            let _ = writeln!(out, "  --> {}", place.file);
        } else {
            let number = place.line.to_string();
            let margin = " ".repeat(number.len());
            let _ = writeln!(
                out,
                "{margin} --> {}:{}:{}",
                place.file, place.line, place.column
            );
            let _ = writeln!(out, "{margin} |");
            let _ = writeln!(out, "{number} | {}", printable(&place.text));
            let _ = writeln!(out, "{margin} | {}^", " ".repeat(place.caret()));
        }
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  help: {}", printable(help));
    }
    out
}

/// A text without what would move the terminal's cursor or change its state.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// What a run cannot go on from.
pub fn failure(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "error: {error:#}");
}

/// The line of a finished picture.
pub fn picture(path: &str, (width, height): (u32, u32), bytes: u64) {
    // A closed standard output leaves nobody to tell.
    let _ = writeln!(
        io::stdout(),
        "{path}, {width} by {height} pixels, {}",
        size(bytes)
    );
}

/// The line of a finished catalogue.
pub fn catalogue(page: &Path, books: usize, files: usize) {
    let noun = |count, one, many| if count == 1 { one } else { many };
    let _ = writeln!(
        io::stdout(),
        "{}, {books} {} in {files} {}",
        page.display(),
        noun(books, "book", "books"),
        noun(files, "file", "files")
    );
}

/// The line of a finished book.
pub fn book(path: &str, report: &Report, bytes: u64, found: &[Diagnostic]) {
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
    checked(&line, found);
}

/// The line of what was looked at.
pub fn checked(what: &str, found: &[Diagnostic]) {
    let count = |severity| {
        found
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let (errors, warnings, infos) = (
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
    );
    let _ = writeln!(
        io::stdout(),
        "{what}; findings: {errors} errors, {warnings} warnings, {infos} notes"
    );
}

/// How often each rule of normalisation changed something, in the order the rules run.
pub fn changes(report: &Report) {
    let count = |rule: &Rule| report.changes.iter().find(|(id, _)| *id == rule.id);
    let counts: Vec<String> = RULES
        .iter()
        .filter_map(count)
        .map(|(id, count)| format!("{id} {count}"))
        .collect();
    if !counts.is_empty() {
        let _ = writeln!(io::stdout(), "  changes by rule: {}", counts.join(", "));
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// A bar on a terminal when there is something to wait for, plain lines otherwise.
pub struct Bar {
    title: String,
    shape: Shape,
    shown: usize,
}

enum Shape {
    Hidden,
    Line,
    Moving,
}

/// Books of fewer chapters are done before a bar could be read.
const WORTH_WAITING: usize = 200;

impl Bar {
    /// A bar for a book.
    pub fn new(title: &str, chapters: usize, volume: Volume) -> Self {
        let shape = match volume {
            Volume::Quiet => Shape::Hidden,
            _ if io::stderr().is_terminal() && chapters >= WORTH_WAITING => Shape::Moving,
            _ => Shape::Line,
        };
        if matches!(shape, Shape::Line) {
            let _ = writeln!(
                io::stderr(),
                "compiling {} ({chapters} chapters)",
                printable(title)
            );
        }
        Self {
            title: printable(title),
            shape,
            shown: usize::MAX,
        }
    }
}

impl Progress for Bar {
    fn chapters(&mut self, done: usize, all: usize) {
        const CELLS: usize = 30;
        if !matches!(self.shape, Shape::Moving) {
            return;
        }
        let filled = done * CELLS / all.max(1);
        if filled != self.shown {
            self.shown = filled;
            let bar = "█".repeat(filled) + &"░".repeat(CELLS - filled);
            let end = if done == all { "\r\x1b[K" } else { "" };
            let _ = write!(io::stderr(), "\r{bar} {done}/{all} {}{end}", self.title);
        }
    }
}
