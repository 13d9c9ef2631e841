//! Writes a planned book, to files for `compile` or to nowhere for `check`.

use std::io::Write;
use std::path::Path;

use chengshu::compile::{self, Artwork, Levelled, Plan, Report, WriteError, Written};
use chengshu::normalise::diag::TEXT_LOST;
use chengshu_text::diag::Sink;

use crate::cli::disk;
use crate::cli::print::{Bar, Volume};

/// A book that was written, or was not.
pub struct Finished<'a, W> {
    pub written: Result<(Vec<Written<W>>, Report), WriteError>,
    /// True if it lacks text of a transcript.
    pub lacks_text: bool,
    /// What was found; of levels that never applied only if all of the book was looked at.
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
    Finished {
        written,
        lacks_text,
        levelled,
    }
}
