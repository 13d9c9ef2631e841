//! Calls the stages in order; the only module that sees them all.
//!
//! A book is compiled in two steps, so that the caller can choose a cover and open a file in
//! between: [`plan`] looks at every transcript and puts the book together, [`fn@write`] streams the
//! chapters through normalising, rendering and compression into the archive. Chapters in flight
//! are all that is held of the text.

mod back_matter;
mod bind;
mod chapters;
mod check;
mod cover;
mod descriptions;
pub mod diag;
mod empty;
mod introductions;
mod left_out;
mod levels;
mod memo;
mod outlines;
mod packing;
mod pictures;
pub mod pipeline;
mod places;
mod playlists;
mod reading;
mod references;
mod scan;
mod two;
mod typefaces;
mod writing;

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::num::NonZeroUsize;

use crate::devices;
use crate::devices::Target;
use crate::model::book::{Book, Moments};
use crate::model::library::{Files, Folder};
use crate::model::manuscript::Manuscript;
use crate::model::markup;
use crate::model::settings::BookSettings;
use crate::normalise;
use crate::render;
use crate::structure;
use chengshu_cover::request::Cover;
use chengshu_cover::{Design, Fonts};
use chengshu_epub::package;
use chengshu_epub::package::zip::AddError;
use chengshu_references::citation::Format;
use chengshu_references::citation::style::Style;
use chengshu_text::diag::{Code, Diagnostic, Place, Sink};
use chengshu_text::source::Source;
use chengshu_text::time::Timestamp;

/// Name and version of the program, as books state it.
pub const PROGRAM: &str = concat!("chengshu ", env!("CARGO_PKG_VERSION"));

/// What stands in `dcterms:modified`, which every book must state, when nothing in it has a date and
/// the caller gives none: the Unix epoch. No page prints it.
const NO_DATE: Timestamp = Timestamp::EPOCH;

/// The codes of all stages.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    [
        crate::ingest::diag::CODES,
        normalise::diag::CODES,
        diag::CODES,
        structure::diag::CODES,
        render::diag::CODES,
        chengshu_cover::diag::CODES,
        package::diag::CODES,
        chengshu_pictures::diag::CODES,
        chengshu_fonts::diag::CODES,
        chengshu_references::read::diag::CODES,
        chengshu_references::citation::diag::CODES,
        chengshu_references::files::diag::CODES,
        crate::parallel::diag::CODES,
        crate::settings::diag::CODES,
        devices::diag::CODES,
        chengshu_catalog::diag::CODES,
        chengshu_epub::check::diag::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// What to compile, and how.
pub struct Request<'a> {
    /// The listing of the book's folder.
    pub folder: &'a Folder,
    /// Reads its files.
    pub files: &'a dyn Files,
    /// Settings of the command line, which win over those of `book.yaml`.
    pub overrides: BookSettings,
    /// The time of the edition, in place of the newest transcript's.
    pub epoch: Option<Timestamp>,
    /// Threads to use.
    pub threads: NonZeroUsize,
    /// Where results of earlier builds are, and those of this one are kept.
    pub store: Option<&'a dyn Store>,
}

/// A book ready to be written.
pub struct Plan<'a> {
    /// The book.
    pub book: Book,
    /// Name of the finished file, without folder and ending.
    pub output: String,
    /// The cover `book.yaml` or the index names, from the book's folder.
    pub cover: Option<String>,
    /// The picture of the only recording or the playlist, for a cover where there is no other.
    pub thumbnail: Option<String>,
    /// The design a cover is drawn in; without one, the book's own.
    pub design: Option<&'static Design>,
    /// The forms in which the works cited are wanted next to the book.
    pub exports: Vec<&'static Format>,
    /// What the book is made for.
    pub targets: Vec<&'static Target>,
    style: Cow<'static, Style>,
    /// The book's own style sheet.
    sheet: Option<Source>,
    /// The fonts its makers name.
    fonts: Vec<typefaces::Given>,
    settings: BookSettings,
    /// The file they are from.
    settings_source: Option<Source>,
    glossary: Option<Source>,
    tags: Vec<String>,
    /// Files that are not in it.
    left_out: Vec<LeftOut>,
    /// When the book was made, if anything says so.
    edition: Option<Timestamp>,
    request: &'a Request<'a>,
}

impl Plan<'_> {
    /// How many transcripts there are in the folder, whether they are in the book or not.
    pub fn transcripts(&self) -> usize {
        self.request.folder.transcripts().count()
    }
}

/// Looks at every transcript and puts the book together. Findings go to the sink.
pub fn plan<'a>(request: &'a Request<'a>, sink: &mut Sink) -> Plan<'a> {
    scan::plan(request, sink)
}

/// Cleans the chapters of a planned book in order, as [`write()`] does, and hands each file with
/// its text to `visit`, until that fails or a file turns out to have changed.
pub fn clean<E: From<Changed>>(
    plan: &Plan<'_>,
    sink: &mut Sink,
    mut visit: impl FnMut(&Source, &Manuscript) -> Result<(), E>,
) -> Result<(), E> {
    for chapter in &plan.book.chapters {
        let text = two::read(&plan.book, chapter, plan.request.files, sink)?;
        visit(&text.source, &text.manuscript)?;
        if let Some(second) = &text.second {
            visit(&second.source, &second.manuscript)?;
        }
    }
    Ok(())
}

/// Is told how far the work is.
pub trait Progress {
    /// So many of so many chapters are written.
    fn chapters(&mut self, done: usize, all: usize);
}

/// Nobody wants to know.
impl Progress for () {
    fn chapters(&mut self, _: usize, _: usize) {}
}

/// A file is not as it was when the book was planned, so that what is known of it no longer fits.
#[derive(Debug)]
pub struct Changed {
    /// The file, as findings name it.
    pub file: String,
}

impl Changed {
    fn finding(&self) -> Diagnostic {
        let changed = &structure::diag::FILE_CHANGED;
        Diagnostic::new(changed, "it changed while the book was compiled, so no book is written")
            .at(Place::file(self.file.as_str()))
            .help("compile again when nothing writes to the folder")
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} changed while the book was compiled", self.file)
    }
}

impl std::error::Error for Changed {}

/// Why a book could not be written. Problems of the input are findings too.
#[derive(Debug)]
pub enum WriteError {
    /// There is no chapter in it.
    Empty,
    /// A file of it changed meanwhile.
    Changed(Changed),
    /// The archive could not be written.
    Io(io::Error),
    /// The archive refused a file, which is a fault of the program.
    Archive(AddError),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the book has no chapters"),
            Self::Changed(changed) => changed.fmt(f),
            Self::Io(error) => write!(f, "the book cannot be written: {error}"),
            Self::Archive(error) => write!(f, "the archive refuses a file: {error}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Empty => None,
            Self::Changed(changed) => Some(changed),
            Self::Io(error) => Some(error),
            Self::Archive(error) => Some(error),
        }
    }
}

impl From<Changed> for WriteError {
    fn from(changed: Changed) -> Self {
        Self::Changed(changed)
    }
}

impl From<AddError> for WriteError {
    fn from(error: AddError) -> Self {
        match error {
            AddError::Io(error) => Self::Io(error),
            other => Self::Archive(other),
        }
    }
}

/// What a finished book holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Parts.
    pub parts: usize,
    /// Chapters.
    pub chapters: usize,
    /// Visible characters of running text.
    pub characters: u64,
    /// Entries of the bibliography.
    pub references: usize,
    /// Advertisements met with.
    pub asides: usize,
    /// Characters of the transcripts that are markup.
    pub markup: markup::Counts,
    /// Files that are not in the book, then what readers of the transcripts see and readers of the book
    /// do not, in order.
    pub left_out: Vec<LeftOut>,
    /// Changes made, by rule.
    pub changes: Vec<(&'static str, usize)>,
    /// When the recordings first speak of the works.
    pub moments: Moments,
}

/// Something of a transcript, or a file as a whole, that is not in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, as findings name it.
    pub file: String,
    /// The line it begins on.
    pub line: u32,
    /// What it is: `comment`, the name of an element, or `promotion` of a description; of a file as a whole `file`, `draft`, or
    /// `comments`, which are those of viewers.
    pub what: String,
    /// How many visible characters of text it has.
    pub characters: u64,
    /// How many there are in a list of comments.
    pub count: Option<u64>,
    /// Its words, or the address of what would be played.
    pub text: String,
}

/// A cover handed in.
#[derive(Hash)]
pub struct Artwork {
    /// Whether it only lies beside a recording, and nobody asked for it.
    pub is_thumbnail: bool,
    /// The file's name, for findings.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

pub use check::check;
pub use descriptions::PROMOTION;
pub use levels::{Applied, Levelled, level};
pub use memo::{Key, Store};
pub use pictures::no_thumbnail;
pub use writing::write;

/// A book of one target as it was written.
#[derive(Debug)]
pub struct Written<W> {
    /// Where the archive went.
    pub out: W,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The cover a planned book gets, and whether anything stood in its way goes to the sink.
pub fn cover_of(
    plan: &Plan<'_>,
    artwork: Option<&Artwork>,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Cover> {
    let (cover, findings) =
        cover::CoverRequest::new(&plan.book, &plan.settings, plan.design).make(artwork, fonts);
    sink.append(findings);
    cover
}
