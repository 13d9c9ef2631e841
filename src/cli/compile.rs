//! `chengshu compile`: each path becomes a book.

mod arguments;
mod book;
mod pressed;
mod shard;

use std::collections::HashSet;
use std::num::NonZeroUsize;

use anyhow::{Context, Result, bail};
use chengshu::compile::{PROGRAM, Store};
use chengshu::model::time::Timestamp;
use chengshu::report::Build;

use super::print::{self, Output, Reporter};
use super::{Outcome, new_file};
pub use arguments::{Arguments, targets};
use book::Book;
pub use pressed::press;

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
    let mut built = Vec::new();
    let cache = arguments.caching.open();
    let shard = arguments.shard;
    let paths = arguments.paths.iter();
    for path in paths.filter(|path| shard.is_none_or(|shard| shard.holds(path))) {
        let book = Book {
            path,
            arguments,
            epoch,
            threads,
            store: cache.as_ref().map(|cache| cache as &dyn Store),
        };
        match book.compile(&mut taken, &mut built, &mut reporter) {
            Ok(one) => outcome = outcome.max(one),
            Err(error) => {
                reporter.fail(path, &error);
                outcome = outcome.max(Outcome::Unreadable);
            }
        }
    }
    if let Some(cache) = &cache {
        cache.sweep();
    }
    if let Some(place) = &arguments.report {
        let text = print::document(&Build::of(PROGRAM, built));
        new_file::save(place, text.as_bytes())?;
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
