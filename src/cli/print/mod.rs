//! Findings and figures as text; the only place that formats them.

mod figures;
mod github;
mod json;
mod many;
mod printable;
mod reporter;
mod sarif;
mod summary;
mod terminal;
mod text;

use chengshu_text::diag::{Diagnostic, Severity};

pub use figures::{book, catalogue, changes, checked, picture};
pub use printable::{for_output, leading, printable};
pub use reporter::{Output, Reporter, Reporting};
pub use summary::summary;
pub use terminal::{Bar, Paint, err, out, written};

/// A form findings are written in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whom it is for.
    pub what: &'static str,
    /// When it is written.
    pub when: When,
    /// The findings in this form.
    pub write: fn(&Shown<'_>) -> String,
}

/// When findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// After each book, on standard error.
    Book,
    /// Once, those of all books, on standard output among other lines.
    End,
    /// Once, as a document of those of all books that has standard output to itself.
    Alone,
}

/// Every form; the first is the default.
pub const FORMATS: &[&Format] = &[&text::FORMAT, &json::FORMAT, &github::FORMAT, &sarif::FORMAT];

/// Findings to be written.
pub struct Shown<'a> {
    /// All of them.
    pub findings: &'a [Diagnostic],
    /// How many transcripts there are in the book they are of; none if that is not known.
    pub transcripts: Option<usize>,
    /// Which of them people are shown.
    pub volume: Volume,
    /// Whether people are shown them in colours.
    pub paint: Paint,
}

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// Findings of severity error alone.
    Quiet,
    /// Findings from warnings up, progress, and a line a book.
    Normal,
    /// All findings, each by itself.
    Verbose,
}

impl Volume {
    fn shows(self, severity: Severity) -> bool {
        match self {
            Self::Quiet => severity == Severity::Error,
            Self::Normal => severity >= Severity::Warning,
            Self::Verbose => true,
        }
    }
}

/// Prints findings to standard error, for people.
pub fn findings(findings: &[Diagnostic], volume: Volume) {
    let text = (text::FORMAT.write)(&Shown {
        findings,
        transcripts: None,
        volume,
        paint: Paint::for_stderr(clap::ColorChoice::Auto),
    });
    err(&text);
}

/// Prints findings from warnings up to standard error, for people, with the place of each: of commands
/// that cannot be asked for more.
pub fn warnings(found: &[Diagnostic]) {
    let of_note = |finding: &&Diagnostic| finding.severity >= Severity::Warning;
    let found: Vec<_> = found.iter().filter(of_note).cloned().collect();
    findings(&found, Volume::Verbose);
}

/// A value as a document of JSON.
pub fn document(value: &impl serde::Serialize) -> String {
    // What we write has names that are texts, the only thing JSON may refuse.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text + "\n"
}

/// Prints the error that ends a run.
pub fn failure(error: &anyhow::Error) {
    err(&format!("error: {}\n", printable(&format!("{error:#}"))));
}
