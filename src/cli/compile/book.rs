//! Compiles one path into a book.

use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chengshu::citation;
use chengshu::compile::{self, Levelled, PROGRAM, Plan, Report, Request, Store, WriteError};
use chengshu::diag::Sink;
use chengshu::model::time::Timestamp;
use chengshu::report::{self, Build, Counts, Figures, Finding, Level, Milliseconds, Status};

use super::Arguments;
use super::pressed::press;
use crate::cli::digest::Digested;
use crate::cli::new_file::{NewFile, Whole};
use crate::cli::print::{self, Reporter, Volume};
use crate::cli::{Outcome, disk, new_file};

/// A path and what is to be made of it.
pub struct Book<'a> {
    pub path: &'a Path,
    pub arguments: &'a Arguments,
    pub epoch: Option<Timestamp>,
    pub threads: NonZeroUsize,
    pub store: Option<&'a dyn Store>,
}

/// How the writing of a book ended.
struct Ended {
    outcome: Outcome,
    report: Report,
    /// Beside their places.
    books: Vec<Whole>,
}

impl Ended {
    fn without_book(outcome: Outcome) -> Self {
        Self {
            outcome,
            report: Report::default(),
            books: Vec::new(),
        }
    }
}

impl Book<'_> {
    /// Writes the book, what is exported from it and the report of both, which also joins those of
    /// the books `built` before it. `taken` are the names of the books of this run.
    pub fn compile(
        &self,
        taken: &mut HashSet<String>,
        built: &mut Vec<report::Book>,
        reporter: &mut Reporter,
    ) -> Result<Outcome> {
        let began = Instant::now();
        let (folder, files) = disk::list(self.path)?;
        let files = Digested::new(&files);
        let request = Request {
            folder: &folder,
            files: &files,
            overrides: self.arguments.settings(),
            epoch: self.epoch,
            threads: self.threads,
            store: self.store,
        };
        let mut sink = Sink::default();
        let mut plan = compile::plan(&request, &mut sink);
        let (planned, writing) = (began.elapsed(), Instant::now());
        plan.output = free_name(&plan.output, taken);
        let (ended, levelled) = self.write(&plan, &files, sink, reporter)?;
        let (outcome, report) = (ended.outcome, ended.report);
        let mut whole = ended.books;
        if !whole.is_empty() {
            for (place, text) in self.exports(&plan) {
                whole.push(new_file::write(&place, text.as_bytes())?);
            }
        }
        let outputs = whole.iter().map(|whole| whole.account.clone()).collect();
        let account = report::Book {
            name: plan.output.clone(),
            title: plan.book.title.clone(),
            source: self.path.display().to_string(),
            status: status(outcome),
            inputs: files.files(),
            outputs,
            figures: figures(&report),
            rules: rules(&report),
            counts: Counts::of(&levelled.found),
            findings: levelled.found.iter().map(Finding::from).collect(),
            levels: levelled.levels.iter().map(level).collect(),
            milliseconds: Milliseconds {
                plan: milliseconds(planned),
                write: milliseconds(writing.elapsed()),
            },
        };
        let place = self.place(&format!("{}.json", plan.output));
        let text = print::document(&Build::of(PROGRAM, vec![account.clone()]));
        whole.push(new_file::write(&place, text.as_bytes())?);
        new_file::keep(whole)?;
        say(&account, &report, reporter);
        built.push(account);
        Ok(outcome)
    }

    /// Writes the files of all targets beside their places.
    fn write<'a>(
        &self,
        plan: &'a Plan<'_>,
        files: &Digested<'_>,
        mut sink: Sink,
        reporter: &mut Reporter,
    ) -> Result<(Ended, Levelled<'a>)> {
        let covers = &self.arguments.covers;
        let artwork = disk::artwork_or_finding(plan, files, covers, &mut sink);
        if let Some(artwork) = &artwork {
            files.note(artwork.name.clone(), &artwork.bytes);
        }
        let names = plan.targets.iter().map(|target| target.ending);
        let places: Vec<PathBuf> = names
            .map(|ending| self.place(&format!("{}{ending}", plan.output)))
            .collect();
        let (mut new, mut outs) = (Vec::new(), Vec::new());
        for place in &places {
            let (file, writer) = NewFile::create(place)?;
            new.push(file);
            outs.push(writer);
        }
        let pressed = press(
            plan,
            self.path,
            artwork.as_ref(),
            outs,
            reporter.volume,
            sink,
        );
        let levelled = pressed.levelled;
        let outcome = reporter.take(&levelled.found);
        let ended = match pressed.written {
            // A book that lacks text is never put in the place of a whole one.
            Ok(_) if pressed.lacks_text => Ended::without_book(Outcome::Internal),
            Ok((written, report)) => {
                let kept = new.into_iter().zip(written);
                let kept = kept.map(|(new, book)| new.finish(book.out));
                Ended {
                    outcome,
                    report,
                    books: kept.collect::<Result<_>>()?,
                }
            }
            Err(WriteError::Empty) => Ended::without_book(Outcome::Unreadable),
            Err(error @ WriteError::Archive(_)) => {
                reporter.fail(self.path, &error.into());
                Ended::without_book(Outcome::Internal)
            }
            Err(error @ WriteError::Io(_)) => {
                let names: Vec<_> = places
                    .iter()
                    .map(|place| place.display().to_string())
                    .collect();
                return Err(error).with_context(|| format!("cannot write {}", names.join(", ")));
            }
        };
        Ok((ended, levelled))
    }

    /// Where a file of that name is written to.
    fn place(&self, name: &str) -> PathBuf {
        self.arguments.output.join(name)
    }

    /// The works cited in the forms wanted, and where each belongs.
    fn exports(&self, plan: &Plan<'_>) -> Vec<(PathBuf, String)> {
        if plan.exports.is_empty() {
            return Vec::new();
        }
        let listing = citation::listing(&plan.book);
        let export = |format: &&citation::Format| {
            let name = format!("{}.{}", plan.output, format.extension);
            (self.place(&name), (format.write)(&listing))
        };
        plan.exports.iter().map(export).collect()
    }
}

/// The book's name, with a number behind it when another book of this run has it already.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.to_lowercase()) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

/// Says what was made.
fn say(book: &report::Book, report: &Report, reporter: &Reporter) {
    if reporter.volume != Volume::Quiet {
        for file in book.epubs() {
            reporter.say(&print::book(file, &book.figures, book.counts));
        }
    }
    if reporter.volume == Volume::Verbose {
        reporter.say(&print::changes(report));
    }
}

fn status(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Fine => Status::Fine,
        Outcome::Findings => Status::Findings,
        Outcome::Unreadable => Status::Unreadable,
        Outcome::Internal => Status::Internal,
    }
}

fn figures(report: &Report) -> Figures {
    Figures {
        parts: report.parts as u64,
        chapters: report.chapters as u64,
        characters: report.characters,
        references: report.references as u64,
        asides: report.asides as u64,
    }
}

fn rules(report: &Report) -> BTreeMap<String, u64> {
    let changes = report.changes.iter();
    changes
        .map(|(rule, count)| ((*rule).to_owned(), *count as u64))
        .collect()
}

fn level(applied: &compile::Applied<'_>) -> Level {
    let asked = applied.level;
    Level {
        id: asked.id.value.clone(),
        severity: asked.severity,
        reason: asked.reason.clone(),
        findings: applied.findings as u64,
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
