//! `chengshu compile`: each path becomes a book.

mod arguments;

use std::collections::HashSet;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chengshu::citation;
use chengshu::compile::{self, Request, WriteError};
use chengshu::diag::Sink;
use chengshu::model::time::Timestamp;
use chengshu::normalise;

use super::print::{self, Bar, Output, Reporter, Volume};
use super::{Outcome, disk};
pub use arguments::{Arguments, targets};

/// Compiles each path; a book that fails does not stop the others.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.paths.len() > 1 && (arguments.name.is_some() || arguments.title.is_some()) {
        bail!(
            "--title and --name are for one book, and there are {}",
            arguments.paths.len()
        );
    }
    let epoch = epoch()?;
    let threads = arguments
        .threads
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN);
    let mut reporter = Reporter::new(&arguments.reporting, Output::Free);
    let mut outcome = Outcome::Fine;
    let mut taken = HashSet::new();
    for path in &arguments.paths {
        let book = Book {
            path,
            arguments,
            epoch,
            threads,
        };
        match book.compile(&mut taken, &mut reporter) {
            Ok(one) => outcome = outcome.max(one),
            Err(error) => {
                print::failure(&error);
                outcome = outcome.max(Outcome::Unreadable);
            }
        }
    }
    reporter
        .finish()
        .context("cannot write to standard output")?;
    Ok(outcome)
}

/// `SOURCE_DATE_EPOCH`, as <https://reproducible-builds.org/specs/source-date-epoch/> has it.
pub fn epoch() -> Result<Option<Timestamp>> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => match Timestamp::parse_epoch(&text) {
            Some(epoch) => Ok(Some(epoch)),
            None => bail!("SOURCE_DATE_EPOCH is {text:?}, not a number of seconds"),
        },
        _ => Ok(None),
    }
}

struct Book<'a> {
    path: &'a Path,
    arguments: &'a Arguments,
    epoch: Option<Timestamp>,
    threads: NonZeroUsize,
}

impl Book<'_> {
    fn compile(&self, taken: &mut HashSet<String>, reporter: &mut Reporter) -> Result<Outcome> {
        let volume = reporter.volume;
        let (folder, files) = disk::list(self.path)?;
        let request = Request {
            folder: &folder,
            files: &files,
            overrides: self.arguments.settings(),
            epoch: self.epoch,
            threads: self.threads,
        };
        let mut sink = Sink::default();
        let mut plan = compile::plan(&request, &mut sink);
        plan.output = free_name(&plan.output, taken);
        let artwork = disk::artwork_or_finding(&plan, &files, &self.arguments.covers, &mut sink);
        let places: Vec<PathBuf> = plan
            .targets
            .iter()
            .map(|target| {
                let name = format!("{}{}", plan.output, target.ending);
                self.arguments.output.join(name)
            })
            .collect();
        let exports = self.exports(&plan);
        let mut bar = Bar::new(&plan.book.title, plan.book.chapters.len(), volume);
        let (mut new, mut outs) = (Vec::new(), Vec::new());
        for place in &places {
            let (file, writer) = disk::NewFile::create(place)?;
            new.push(file);
            outs.push(writer);
        }
        let written = compile::write(
            &plan,
            artwork.as_ref(),
            &disk::fonts,
            outs,
            &mut bar,
            &mut sink,
        );
        let found = sink.into_vec();
        let outcome = reporter.take(&found);
        let lost = found
            .iter()
            .any(|finding| *finding.code == normalise::diag::TEXT_LOST);
        let (written, report) = match written {
            Ok(written) => written,
            Err(WriteError::Empty) => return Ok(Outcome::Unreadable),
            Err(error @ WriteError::Archive(_)) => {
                print::failure(&error.into());
                return Ok(Outcome::Internal);
            }
            Err(error @ WriteError::Io(_)) => {
                let names: Vec<_> = places
                    .iter()
                    .map(|place| place.display().to_string())
                    .collect();
                return Err(error).with_context(|| format!("cannot write {}", names.join(", ")));
            }
        };
        if lost {
            // A book that lacks text is never put in the place of a whole one.
            return Ok(Outcome::Internal);
        }
        let mut books = Vec::new();
        for ((new, book), place) in new.into_iter().zip(written).zip(&places) {
            books.push((place.display().to_string(), new.keep(book.out)?));
        }
        for (place, text) in exports {
            let (new, mut writer) = disk::NewFile::create(&place)?;
            writer
                .write_all(text.as_bytes())
                .with_context(|| format!("cannot write {}", place.display()))?;
            new.keep(writer)?;
        }
        if volume != Volume::Quiet {
            for (path, bytes) in books {
                reporter.say(&print::book(&path, &report, bytes, &found));
            }
        }
        if volume == Volume::Verbose {
            reporter.say(&print::changes(&report));
        }
        Ok(outcome)
    }

    /// The works cited in the forms wanted, and where each belongs.
    fn exports(&self, plan: &compile::Plan<'_>) -> Vec<(PathBuf, String)> {
        if plan.exports.is_empty() {
            return Vec::new();
        }
        let listing = citation::listing(&plan.book);
        let export = |format: &&citation::Format| {
            let name = format!("{}.{}", plan.output, format.extension);
            (self.arguments.output.join(name), (format.write)(&listing))
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
