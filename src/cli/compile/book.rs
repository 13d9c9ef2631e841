//! Compiles one path into a book.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chengshu::compile::{self, Levelled, PROGRAM, Plan, Report, Request, Store, WriteError};
use chengshu::model::book::Moments;
use chengshu::model::markup::Sort;
use chengshu::report::{
    self, Build, Counts, Figures, Finding, LeftOut, Level, Milliseconds, Status,
};
use chengshu::structure::listing;
use chengshu_references::citation::{FORMATS, Format};
use chengshu_text::diag::Sink;
use chengshu_text::time::Timestamp;

use super::{Arguments, write_book};
use crate::cli::digest::Digested;
use crate::cli::outputs::{NewFile, Outputs, Place, Whole, left, sealed};
use crate::cli::print::{self, Reporter, Volume};
use crate::cli::{Outcome, disk};

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
        Self { outcome, report: Report::default(), books: Vec::new() }
    }
}

impl Book<'_> {
    /// Writes the book, what is exported from it and the report of both, which also joins those of
    /// the books `built` before it; nothing of it if a name is refused.
    pub fn compile(
        &self,
        outputs: &mut Outputs,
        built: &mut Vec<report::Book>,
        reporter: &mut Reporter,
    ) -> Result<Outcome> {
        let began = Instant::now();
        let (folder, files, mut sink) = disk::list(self.path)?;
        self.arguments.report(&mut sink);
        outputs.spare_book(&folder, &files);
        let files = Digested::new(&files);
        let request = Request {
            folder: &folder,
            files: &files,
            overrides: self.arguments.settings(),
            epoch: self.epoch,
            threads: self.threads,
            store: self.store,
        };
        let mut plan = compile::plan(&request, &mut sink);
        let (planned, writing) = (began.elapsed(), Instant::now());
        let places = self.settle(&mut plan, &files, outputs)?;
        let (ended, levelled) = self.write(&plan, &places.books, &files, sink, reporter)?;
        let (outcome, report) = (ended.outcome, ended.report);
        let mut whole = ended.books;
        if !whole.is_empty() {
            whole.extend(exports(&plan, &report.moments, &places.exports)?);
        }
        let written: Vec<_> = whole.iter().map(|whole| whole.account.clone()).collect();
        let account = report::Book {
            name: plan.output.clone(),
            title: plan.book.title.clone(),
            source: disk::shown(self.path),
            status: status(outcome),
            inputs: files.files(),
            kept: self.kept(&plan.output, &written),
            outputs: written,
            figures: figures(&report),
            rules: rules(&report),
            markup: markup(&report),
            left_out: report.left_out.iter().map(left_out).collect(),
            counts: Counts::of(&levelled.found),
            findings: levelled.found.iter().map(Finding::from).collect(),
            levels: levelled.levels.iter().map(level).collect(),
            milliseconds: Milliseconds {
                plan: milliseconds(planned),
                write: milliseconds(writing.elapsed()),
            },
        };
        let text = print::document(&Build::of(PROGRAM, vec![account.clone()]));
        whole.push(Whole::write(&places.report, text.as_bytes())?);
        // What only the report shows to be the program's is not there before the report says so.
        let unsealed = |whole: &Whole| {
            let place = whole.place();
            let mut exports = plan.exports.iter().zip(&places.exports);
            exports.any(|(format, own)| format.comment.is_none() && own.named == place.named)
        };
        whole.sort_by_key(unsealed);
        spare_read(outputs, &files);
        outputs.keep(whole)?;
        say(&account, &report, reporter);
        built.push(account);
        Ok(outcome)
    }

    /// Finds a name for the book that is free in this run, and settles those of all its files.
    fn settle(
        &self,
        plan: &mut Plan<'_>,
        files: &Digested<'_>,
        outputs: &mut Outputs,
    ) -> Result<Places> {
        spare_read(outputs, files);
        let folder = &self.arguments.output;
        let books = plan.targets.iter().map(|target| target.ending.to_owned());
        let exports = plan.exports.iter().map(|format| format!(".{}", format.extension));
        let report = [".json".to_owned()];
        let endings: Vec<String> = books.chain(exports).chain(report).collect();
        plan.output = outputs.free_name(folder, &plan.output, &endings);
        let names = endings.iter().map(|ending| self.place(&plan.output, ending));
        let mut books = outputs.settle(&names.collect::<Vec<_>>())?;
        let mut exports = books.split_off(plan.targets.len());
        let report = exports.pop().context("a report has a name")?;
        Ok(Places { books, exports, report })
    }

    /// Files that earlier builds of the book exported, this one did not, and only reports tell of.
    fn kept(&self, name: &str, written: &[report::File]) -> Vec<report::File> {
        let unsealed = FORMATS.iter().filter(|format| format.comment.is_none());
        let named = unsealed.map(|format| self.place(name, &format!(".{}", format.extension)));
        let left = named.filter_map(|named| left(&named));
        left.filter(|left| written.iter().all(|file| file.path != left.path)).collect()
    }

    /// Writes the files of all targets beside their places.
    fn write<'a>(
        &self,
        plan: &'a Plan<'_>,
        places: &[Place],
        files: &Digested<'_>,
        mut sink: Sink,
        reporter: &mut Reporter,
    ) -> Result<(Ended, Levelled<'a>)> {
        let covers = &self.arguments.covers;
        let artwork = disk::artwork_or_finding(plan, files, covers, &mut sink);
        if let Some(artwork) = &artwork {
            files.note(artwork.name.clone(), &artwork.bytes);
        }
        let (mut new, mut outs) = (Vec::new(), Vec::new());
        for place in places {
            let (file, writer) = NewFile::create(place)?;
            new.push(file);
            outs.push(writer);
        }
        let finished = write_book(plan, self.path, artwork.as_ref(), outs, reporter.volume, sink);
        let levelled = finished.levelled;
        let outcome = reporter.take(&levelled.found, Some(plan.transcripts()));
        let ended = match finished.written {
            // A book that lacks text is never put in the place of a whole one.
            Ok(_) if finished.lacks_text => Ended::without_book(Outcome::Internal),
            Ok((written, report)) => {
                let kept = new.into_iter().zip(written);
                let kept = kept.map(|(new, book)| new.finish(book.out));
                Ended { outcome, report, books: kept.collect::<Result<_>>()? }
            }
            // Findings say which file.
            Err(WriteError::Empty | WriteError::Changed(_)) => {
                Ended::without_book(Outcome::Unreadable)
            }
            Err(error @ WriteError::Archive(_)) => {
                reporter.fail(self.path, &error.into());
                Ended::without_book(Outcome::Internal)
            }
            Err(error @ WriteError::Io(_)) => {
                let names: Vec<_> =
                    places.iter().map(|place| place.named.display().to_string()).collect();
                return Err(error).with_context(|| format!("cannot write {}", names.join(", ")));
            }
        };
        Ok((ended, levelled))
    }

    /// Where a file of that name is written to.
    fn place(&self, name: &str, ending: &str) -> PathBuf {
        self.arguments.output.join(format!("{name}{ending}"))
    }
}

/// Where a book's files belong.
struct Places {
    /// In the order of the targets.
    books: Vec<Place>,
    /// In the order of the forms.
    exports: Vec<Place>,
    report: Place,
}

/// Takes what was read so far, so that it is not written over.
fn spare_read(outputs: &mut Outputs, files: &Digested<'_>) {
    for file in files.files() {
        outputs.spare(Path::new(&file.path));
    }
}

/// Writes the works cited in the forms wanted beside their places.
fn exports(plan: &Plan<'_>, moments: &Moments, places: &[Place]) -> Result<Vec<Whole>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let listing = listing(&plan.book, moments);
    let export = |(format, place): (&&Format, &Place)| {
        let text = sealed(format, (format.write)(&listing));
        Whole::write(place, text.as_bytes())
    };
    plan.exports.iter().zip(places).map(export).collect()
}

/// Says what was made.
fn say(book: &report::Book, report: &Report, reporter: &mut Reporter) {
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
        // Of a book that is refused there is no report.
        Outcome::Usage | Outcome::Unreadable => Status::Unreadable,
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
    changes.map(|(rule, count)| ((*rule).to_owned(), *count as u64)).collect()
}

fn markup(report: &Report) -> BTreeMap<String, u64> {
    let counts = Sort::ALL.iter().zip(report.markup);
    counts
        .filter(|(_, count)| *count > 0)
        .map(|((_, name), count)| ((*name).to_owned(), count))
        .collect()
}

fn left_out(left_out: &compile::LeftOut) -> LeftOut {
    LeftOut {
        file: left_out.file.clone(),
        line: left_out.line,
        what: left_out.what.clone(),
        characters: left_out.characters,
        count: left_out.count,
        text: left_out.text.clone(),
    }
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
