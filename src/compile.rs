//! Calls the stages in order; the only module that sees them all.
//!
//! A book is compiled in two steps, so that the caller can choose a cover and open a file in
//! between: [`plan`] looks at every transcript and puts the book together, [`fn@write`] streams the
//! chapters through normalising, rendering and compression into the archive. Chapters in flight
//! are all that is held of the text.

mod bind;
mod chapters;
mod cover;
mod pictures;
mod references;
mod scan;

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use crate::citation::Format;
use crate::citation::style::Style;
use crate::cover::{Design, Fonts};
use crate::diag::{Code, Diagnostic, Sink};
use crate::labels;
use crate::model::book::Book;
use crate::model::cover::Cover;
use crate::model::date::PartialDate;
use crate::model::library::{Files, Folder};
use crate::model::manuscript::Manuscript;
use crate::model::package::{Accessibility, ImageUse, MediaType, NavPoint};
use crate::model::settings::BookSettings;
use crate::model::source::Source;
use crate::model::time::Timestamp;
use crate::package::zip::{AddError, compress};
use crate::render;
use crate::{normalise, package, pipeline, structure};
use bind::{BackMatter, Binding, Writer, full, item};

/// Name and version of the program, as books state it.
pub const PROGRAM: &str = concat!("chengshu ", env!("CARGO_PKG_VERSION"));

/// When nothing in a book has a date and the caller gives none: the Unix epoch.
const NO_DATE: Timestamp = Timestamp::EPOCH;

/// The codes of all stages.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    [
        crate::ingest::diag::CODES,
        normalise::diag::CODES,
        structure::diag::CODES,
        render::diag::CODES,
        crate::cover::diag::CODES,
        package::diag::CODES,
        crate::pictures::diag::CODES,
        crate::bibliography::diag::CODES,
        crate::citation::diag::CODES,
        crate::references::diag::CODES,
        crate::settings::diag::CODES,
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
}

/// A book ready to be written.
pub struct Plan<'a> {
    /// The book.
    pub book: Book,
    /// Name of the finished file, without folder and ending.
    pub output: String,
    /// The cover `book.yaml` or the index names, from the book's folder.
    pub cover: Option<String>,
    /// The design a cover is drawn in; without one, the book's own.
    pub design: Option<&'static Design>,
    /// The forms in which the works cited are wanted next to the book.
    pub exports: Vec<&'static Format>,
    style: Cow<'static, Style>,
    settings: BookSettings,
    glossary: Option<Source>,
    tags: Vec<String>,
    modified: Timestamp,
    request: &'a Request<'a>,
}

/// Looks at every transcript and puts the book together. Findings go to the sink.
pub fn plan<'a>(request: &'a Request<'a>, sink: &mut Sink) -> Plan<'a> {
    scan::plan(request, sink)
}

/// Cleans the chapters of a planned book in order, as [`write()`] does, and hands each file with
/// its text to `visit`, until that fails.
pub fn clean<E>(
    plan: &Plan<'_>,
    sink: &mut Sink,
    mut visit: impl FnMut(&Source, &Manuscript) -> Result<(), E>,
) -> Result<(), E> {
    for chapter in &plan.book.chapters {
        let (source, manuscript) =
            chapters::manuscript(&plan.book, chapter, plan.request.files, sink);
        visit(&source, &manuscript)?;
    }
    Ok(())
}

/// Hears how far the work is.
pub trait Progress {
    /// So many of so many chapters are written.
    fn chapters(&mut self, done: usize, all: usize);
}

/// Why a book could not be written. Problems of the input are findings instead.
#[derive(Debug)]
pub enum WriteError {
    /// There is no chapter in it.
    Empty,
    /// The archive could not be written.
    Io(io::Error),
    /// The archive refused a file, which is a fault of the program.
    Archive(AddError),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the book has no chapters"),
            Self::Io(error) => write!(f, "the book cannot be written: {error}"),
            Self::Archive(error) => write!(f, "the archive refuses a file: {error}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Empty => None,
            Self::Io(error) => Some(error),
            Self::Archive(error) => Some(error),
        }
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
    /// Changes made, by rule.
    pub changes: Vec<(&'static str, usize)>,
}

/// A cover handed in.
pub struct Artwork {
    /// The file's name, for findings.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes a planned book. `fonts` is asked once, for the cover and text in pictures. Returns the sink the
/// archive went to, and the figures.
pub fn write<W: Write>(
    plan: Plan<'_>,
    artwork: Option<&Artwork>,
    fonts: &(dyn Fn() -> Fonts + Sync),
    out: W,
    progress: &mut dyn Progress,
    sink: &mut Sink,
) -> Result<(W, Report), WriteError> {
    if plan.book.chapters.is_empty() {
        return Err(WriteError::Empty);
    }
    let mut writer = Writer::new(out).map_err(WriteError::Io)?;
    let Plan {
        book,
        settings,
        glossary,
        tags,
        modified,
        request,
        style,
        design,
        ..
    } = plan;
    let studio = pictures::Studio::new(fonts);
    let jacket = cover::Jacket::new(&book, &settings, design);
    let labels = labels::of(&book.language);
    let edition = PartialDate::Day(modified.date(book.zone));
    let back_matter = BackMatter::set(&book, &style, edition);
    let mut state = Written::default();
    let jobs = book.chapters.len();
    // The first job is the cover, so that it is drawn while chapters are compiled.
    pipeline::in_order(
        jobs + 1,
        request.threads,
        |job| match job.checked_sub(1) {
            None => Done::Cover(jacket.make(artwork, studio.fonts())),
            Some(number) => Done::Chapter(Box::new(chapters::compile(
                &book,
                number,
                &back_matter.appendix,
                request.files,
                &studio,
            ))),
        },
        |done| match done {
            Done::Cover((cover, findings)) => {
                sink.append(findings);
                state.cover = cover.map(|cover| writer.cover(&cover)).transpose()?;
                Ok(())
            }
            Done::Chapter(chapter) => {
                sink.append(chapter.findings);
                state.add(&chapter.facts);
                for (entry, item) in chapter.files {
                    writer.add(entry, item)?;
                }
                state.chapters.push(ChapterFacts {
                    contents: chapter.contents,
                    pages: chapter.pages,
                });
                progress.chapters(state.chapters.len(), jobs);
                Ok::<(), WriteError>(())
            }
        },
    )?;
    if let Some(glossary) = &glossary {
        report_unused(glossary, &book, &state.corrections, sink);
    }
    let metadata = structure::metadata(
        &book,
        &settings,
        structure::Edition { modified },
        &tags,
        Accessibility {
            images: state.images,
            summary: labels.accessible.into(),
        },
    );
    package::review(&metadata, sink);
    writer.add(
        compress(&full("css/book.css"), render::STYLE_SHEET.as_bytes()),
        Some(item("css/book.css", MediaType::Css, "")),
    )?;
    let report = Report {
        parts: book.parts.len(),
        chapters: jobs,
        references: book.works.list.len(),
        ..state.report.clone()
    };
    let binding = Binding {
        book: &book,
        files: request.files,
        labels,
        modified,
    };
    let out = binding.finish(writer, state, metadata, &back_matter, sink)?;
    Ok((out, report))
}

/// The cover a planned book gets, and whether anything stood in its way goes to the sink.
pub fn cover_of(
    plan: &Plan<'_>,
    artwork: Option<&Artwork>,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Cover> {
    let (cover, findings) =
        cover::Jacket::new(&plan.book, &plan.settings, plan.design).make(artwork, fonts);
    sink.append(findings);
    cover
}

/// A finished job.
enum Done {
    Cover((Option<Cover>, Sink)),
    Chapter(Box<chapters::Compiled>),
}

/// What is kept of a written chapter.
struct ChapterFacts {
    contents: NavPoint,
    pages: Vec<String>,
}

/// What is kept of all that is written so far.
#[derive(Default)]
struct Written {
    cover: Option<String>,
    chapters: Vec<ChapterFacts>,
    images: ImageUse,
    report: Report,
    /// Uses of each entry of the glossary.
    corrections: Vec<usize>,
}

impl Written {
    fn add(&mut self, facts: &chapters::Facts) {
        self.report.characters += facts.characters;
        self.report.asides += facts.asides;
        self.corrections
            .resize(self.corrections.len().max(facts.corrections.len()), 0);
        for (total, count) in self.corrections.iter_mut().zip(&facts.corrections) {
            *total += count;
        }
        for &(rule, count) in &facts.changes {
            match self
                .report
                .changes
                .iter_mut()
                .find(|(known, _)| *known == rule)
            {
                Some((_, total)) => *total += count,
                None => self.report.changes.push((rule, count)),
            }
        }
        self.images = match (self.images, facts.images) {
            (ImageUse::Undescribed, _) | (_, ImageUse::Undescribed) => ImageUse::Undescribed,
            (ImageUse::Described, _) | (_, ImageUse::Described) => ImageUse::Described,
            _ => ImageUse::None,
        };
    }
}

/// Reports entries of the glossary that no chapter had a use for.
fn report_unused(glossary: &Source, book: &Book, uses: &[usize], sink: &mut Sink) {
    for (number, entry) in book.treatment.glossary.iter().enumerate() {
        if uses.get(number).is_none_or(|count| *count == 0) {
            sink.push(
                Diagnostic::new(
                    &normalise::diag::GLOSSARY_UNUSED,
                    format!("“{}” stands nowhere in the book", entry.from),
                )
                .at(glossary.place(entry.at))
                .help("correct the entry or delete it"),
            );
        }
    }
}
