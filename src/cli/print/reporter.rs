//! Takes the findings of a run: writes them in the format asked for, and decides on the exit status.

use std::path::Path;

use chengshu::compile::diag::NOT_DONE;
use chengshu_text::diag::{Diagnostic, Place, Severity};
use clap::ColorChoice;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{FORMATS, Format, Paint, Shown, Volume, When, err, failure, out};
use crate::cli::Outcome;
use crate::cli::disk::shown;

/// Arguments of every command that has findings.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Findings")]
pub struct Reporting {
    /// Format of findings
    #[arg(long = "format", value_name = "FORM", default_value = FORMATS[0].name, value_parser = forms())]
    format: String,
    /// Lowest severity that makes the exit status 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// Print only errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Show all findings, including notes, each with its place
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// The names of the forms, for the command line.
fn forms() -> PossibleValuesParser {
    let named = |format: &&Format| PossibleValue::new(format.name).help(format.what);
    PossibleValuesParser::new(FORMATS.iter().map(named))
}

/// Whether a command has a use of its own for standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// It has none: findings that are written once go there.
    Free,
    /// It has: they go to standard error.
    Taken,
}

/// Takes the findings of a run, book by book.
pub struct Reporter {
    format: &'static Format,
    fail_on: FailOn,
    output: Output,
    paint: Paint,
    pub volume: Volume,
    /// Findings to be written once.
    kept: Vec<Diagnostic>,
    /// The first failure of standard output.
    unsaid: anyhow::Result<()>,
}

impl Reporter {
    pub fn new(wanted: &Reporting, output: Output) -> Self {
        let named = FORMATS.iter().find(|format| format.name == wanted.format);
        Self {
            format: named.unwrap_or(&FORMATS[0]),
            fail_on: wanted.fail_on,
            output,
            paint: Paint::for_stderr(wanted.color),
            volume: match (wanted.quiet, wanted.verbose) {
                (true, _) => Volume::Quiet,
                (_, true) => Volume::Verbose,
                _ => Volume::Normal,
            },
            kept: Vec::new(),
            unsaid: Ok(()),
        }
    }

    /// Takes the findings of one book, of so many transcripts if that is known, and says whether they
    /// are grave enough to fail on.
    pub fn take(&mut self, found: &[Diagnostic], transcripts: Option<usize>) -> Outcome {
        match self.format.when {
            When::Book => {
                let text = self.text(found, transcripts);
                err(&text);
            }
            When::End | When::Alone => self.kept.extend_from_slice(found),
        }
        let least = match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
            FailOn::Never => return Outcome::Fine,
        };
        if found.iter().any(|finding| finding.severity >= least) {
            Outcome::Findings
        } else {
            Outcome::Fine
        }
    }

    /// Takes what kept the work on a path from its end. People are told at once.
    pub fn fail(&mut self, path: &Path, error: &anyhow::Error) {
        failure(error);
        if self.format.when != When::Book {
            let place = Place::file(shown(path));
            let finding = Diagnostic::new(&NOT_DONE, format!("{error:#}"));
            self.kept.push(finding.at(place));
        }
    }

    /// Says what was made: on standard output, unless a document of findings goes there alone.
    pub fn say(&mut self, lines: &str) {
        if self.format.when == When::Alone {
            err(lines);
        } else if self.unsaid.is_ok() {
            self.unsaid = out(lines);
        }
    }

    /// Writes the findings, if that was not done book by book. Returns how the run ended, which is
    /// in failure if not all could be said.
    pub fn finish(mut self, outcome: Outcome) -> Outcome {
        if self.format.when != When::Book {
            let text = self.text(&self.kept, None);
            match self.output {
                Output::Free if self.unsaid.is_ok() => self.unsaid = out(&text),
                Output::Free => {}
                Output::Taken => err(&text),
            }
        }
        match self.unsaid {
            Ok(()) => outcome,
            Err(error) => {
                failure(&error);
                outcome.max(Outcome::Unreadable)
            }
        }
    }

    fn text(&self, findings: &[Diagnostic], transcripts: Option<usize>) -> String {
        (self.format.write)(&Shown {
            findings,
            transcripts,
            volume: self.volume,
            paint: self.paint,
        })
    }
}
