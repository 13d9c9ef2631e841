//! Arguments and dispatch. Only this part of the program knows disk, clock, terminal and
//! environment.

mod attempt;
mod cache;
mod catalog;
mod check;
mod compile;
mod cover;
mod digest;
mod disk;
mod explain;
mod manual;
mod normalise;
mod outputs;
mod preview;
mod print;
mod refs;
mod report;
mod sections;
mod stages;
mod watch;

use std::ffi::OsString;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use chengshu::compile::Request;
use chengshu::model::library::{Files, Folder};
use chengshu::model::settings::BookSettings;
use chengshu_text::diag::{Diagnostic, Severity};
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};

/// How a run ended (requirement U1); the numbers are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// 0: fine.
    Fine,
    /// 1: findings at the failing level.
    Findings,
    /// 2: wrong usage, or a file that cannot be written without harm to another.
    Usage,
    /// 3: input cannot be read, changed meanwhile, or there is none; output cannot be written.
    Unreadable,
    /// 4: the program is at fault.
    Internal,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
            Outcome::Unreadable => 3,
            Outcome::Internal => 4,
        })
    }
}

/// Compiles folders of transcripts into finished e-books.
#[derive(Debug, Parser)]
#[command(name = "chengshu", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 success, 1 findings of severity error (see --fail-on), 2 wrong usage, \
    or an output would overwrite another file, 3 input cannot be read or output cannot be written, \
    4 bug in the program."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compile each path into a book; without a command, paths are compiled
    Compile(Box<compile::Arguments>),
    /// Compile again whenever a file changes
    Watch(Box<compile::Arguments>),
    /// Show a live preview of a book in the browser
    Preview(preview::Arguments),
    /// Write a catalogue (OPDS) and a page of covers for a folder of finished books
    Catalog(catalog::Arguments),
    /// Check finished books by any program, or transcripts without writing a book
    Check(check::Arguments),
    /// Draw only the cover of a book
    Cover(cover::Arguments),
    /// Print the cleaned text of transcripts, or the changes made to it
    Normalise(normalise::Arguments),
    /// Print the works that transcripts cite, as JSON, CSL-JSON, BibTeX, RIS, Hayagriva or Markdown
    Refs(refs::Arguments),
    /// Write the sections of talks without headings into files beside them, to be corrected
    Sections(sections::Arguments),
    /// Print what each stage of compiling makes of a transcript
    Stages(stages::Arguments),
    /// Merge the build reports of many books, such as those of shards
    Report(report::Arguments),
    /// Explain a finding or a rule
    Explain(explain::Arguments),
    /// Print completions for a shell
    Completions(manual::Completions),
    /// Write manual pages into a folder
    Man(manual::Manual),
}

/// Runs the program.
pub fn run() -> ExitCode {
    attempt::remember_panics();
    let outcome = attempt::caught(|| match arguments() {
        Ok(arguments) => dispatch(&arguments.command),
        Err(answer) => explain_usage(&answer),
    });
    let outcome = outcome.unwrap_or_else(|error| {
        print::failure(&error);
        Outcome::from(&error)
    });
    outcome.into()
}

/// Reads the command line.
fn arguments() -> Result<Arguments, clap::Error> {
    let mut given: Vec<OsString> = std::env::args_os().collect();
    if names_path(&given) {
        given.insert(1, "compile".into());
    }
    Arguments::try_parse_from(&given).map_err(|error| {
        // What is said quotes the words that were given: it is said of words that can be shown.
        let shown = given.iter().map(|word| print::printable(&word.to_string_lossy()));
        hinted(Arguments::try_parse_from(shown).err().unwrap_or(error))
    })
}

/// True if the first word is no command but a file or folder that is there, as when one is dropped on the
/// program.
fn names_path(given: &[OsString]) -> bool {
    let Some(first) = given.get(1) else {
        return false;
    };
    let is_command =
        |word: &str| word == "help" || Arguments::command().find_subcommand(word).is_some();
    !first.to_str().is_some_and(is_command)
        && !first.as_encoded_bytes().starts_with(b"-")
        && Path::new(first).exists()
}

/// Says of a word that is no command that it is no path either.
fn hinted(mut error: clap::Error) -> clap::Error {
    if error.kind() == ErrorKind::InvalidSubcommand {
        let hint = "there is no file or folder of that name to compile either";
        let mut hints = vec![StyledStr::from(hint)];
        if let Some(ContextValue::StyledStrs(own)) = error.get(ContextKind::Suggested) {
            hints.extend(own.iter().cloned());
        }
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(hints));
    }
    error
}

/// Prints what was asked for instead of a run, or what is wrong with the arguments.
fn explain_usage(answer: &clap::Error) -> Result<Outcome> {
    let printed = answer.print();
    if answer.use_stderr() {
        return Ok(Outcome::Usage);
    }
    print::written(printed.and_then(|()| std::io::stdout().flush()))?;
    Ok(Outcome::Fine)
}

fn dispatch(command: &Command) -> Result<Outcome> {
    match command {
        Command::Compile(arguments) => compile::run(arguments),
        Command::Watch(arguments) => watch::run(arguments),
        Command::Preview(arguments) => preview::run(arguments),
        Command::Catalog(arguments) => catalog::run(arguments),
        Command::Check(arguments) => Ok(check::run(arguments)),
        Command::Cover(arguments) => cover::run(arguments),
        Command::Normalise(arguments) => normalise::run(arguments),
        Command::Refs(arguments) => refs::run(arguments),
        Command::Sections(arguments) => Ok(sections::run(arguments)),
        Command::Stages(arguments) => stages::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => manual::completions(arguments),
        Command::Man(arguments) => manual::pages(arguments),
    }
}

/// A book as its files state it, on one thread.
fn request<'a>(folder: &'a Folder, files: &'a dyn Files) -> Request<'a> {
    Request {
        folder,
        files,
        overrides: BookSettings::default(),
        epoch: None,
        threads: NonZeroUsize::MIN,
        store: None,
    }
}

/// How a run that found this ended.
fn outcome_of(found: &[Diagnostic]) -> Outcome {
    let is_error = |finding: &Diagnostic| finding.severity >= Severity::Error;
    if found.iter().any(is_error) { Outcome::Findings } else { Outcome::Fine }
}
