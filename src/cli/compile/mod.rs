//! `chengshu compile`: each path becomes a book.

mod arguments;
mod book;
mod shard;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use chengshu::compile::{
    self, Artwork, Levelled, PROGRAM, Plan, Report, Store, WriteError, Written,
};
use chengshu::normalise::diag::TEXT_LOST;
use chengshu::report::Build;
use chengshu_text::diag::Sink;
use chengshu_text::time::Timestamp;

use super::attempt::{WrongUsage, attempt};
use super::outputs::Outputs;
use super::print::{self, Bar, Output, Reporter, Volume};
use super::{Outcome, disk};
pub use arguments::{Arguments, targets};
use book::Book;

/// Compiles each path; a book that fails does not stop the others.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.paths.len() > 1 && (arguments.name.is_some() || arguments.title.is_some()) {
        let paths = arguments.paths.len();
        bail!(WrongUsage(format!(
            "--title and --name are for one book, but there are {paths} paths"
        )));
    }
    let epoch = epoch()?;
    let threads = arguments
        .threads
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN);
    let mut reporter = Reporter::new(&arguments.reporting, Output::Free);
    let mut outcome = Outcome::Fine;
    let mut outputs = Outputs::new(arguments.replacing);
    let mut built = Vec::new();
    let cache = arguments.caching.open()?;
    let shard = arguments.shard;
    let mut paths: Vec<&PathBuf> = arguments.paths.iter().collect();
    paths.retain(|path| shard.is_none_or(|shard| shard.holds(path)));
    // What a later book is made of is not written over by an earlier one, nor any by the report of all.
    let settled = usize::from(arguments.report.is_none());
    for path in paths.iter().skip(settled) {
        if let Ok((folder, files, _)) = disk::list(path) {
            outputs.spare_book(&folder, &files);
        }
    }
    let whole = match &arguments.report {
        Some(name) => outputs.settle(std::slice::from_ref(name))?,
        None => Vec::new(),
    };
    for path in paths {
        let book = Book {
            path,
            arguments,
            epoch,
            threads,
            store: cache.as_ref().map(|cache| cache as &dyn Store),
        };
        let one = attempt(path, &mut reporter, |reporter| {
            book.compile(&mut outputs, &mut built, reporter)
        });
        outcome = outcome.max(one);
    }
    if let Some(cache) = &cache {
        if outcome <= Outcome::Findings {
            cache.mark();
        }
        cache.sweep();
    }
    let text = print::document(&Build::of(PROGRAM, built));
    for place in &whole {
        outputs.save(place, text.as_bytes())?;
    }
    Ok(reporter.finish(outcome))
}

/// `SOURCE_DATE_EPOCH`, as <https://reproducible-builds.org/specs/source-date-epoch/> has it.
pub fn epoch() -> Result<Option<Timestamp>> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => match Timestamp::parse_epoch(&text) {
            Some(epoch) => Ok(Some(epoch)),
            None => {
                bail!(WrongUsage(format!("SOURCE_DATE_EPOCH is {text:?}, not a number of seconds")))
            }
        },
        _ => Ok(None),
    }
}

/// A book that was written, or was not.
pub struct Finished<'a, W> {
    pub written: Result<(Vec<Written<W>>, Report), WriteError>,
    /// True if it lacks text of a transcript.
    pub lacks_text: bool,
    /// The findings; of levels that never applied only if all of the book was looked at.
    pub levelled: Levelled<'a>,
}

/// Writes a book, planned from what lies at `path`, into `outs`.
pub fn write_book<'a, W: Write>(
    plan: &'a Plan<'_>,
    path: &Path,
    artwork: Option<&Artwork>,
    outs: Vec<W>,
    volume: Volume,
    mut sink: Sink,
) -> Finished<'a, W> {
    let mut bar = Bar::new(&plan.book.title, plan.book.chapters.len(), volume);
    let written = compile::write(plan, artwork, &disk::fonts, outs, &mut bar, &mut sink);
    let mut found = sink.as_slice().iter();
    let lacks_text = found.any(|finding| *finding.code == TEXT_LOST);
    let mut levelled = compile::level(plan, sink, &disk::shown(path));
    if written.is_ok() {
        levelled.found.append(&mut levelled.unused);
    }
    Finished { written, lacks_text, levelled }
}
