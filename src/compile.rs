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
use crate::model::form::{Form, Pictures};
use crate::model::library::{Files, Folder};
use crate::model::manuscript::Manuscript;
use crate::model::package::{Accessibility, ImageUse, Item, MediaType, NavPoint};
use crate::model::settings::BookSettings;
use crate::model::source::Source;
use crate::model::time::Timestamp;
use crate::package::zip::{AddError, Entry, compress};
use crate::render;
use crate::target::{self, Target};
use crate::{normalise, package, pipeline, structure};
use bind::{BackMatter, Binding, Writer, full, item, pack_cover};

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
        target::diag::CODES,
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
    /// What the book is made for.
    pub targets: Vec<&'static Target>,
    style: Cow<'static, Style>,
    /// The book's own style sheet.
    sheet: Option<Source>,
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

/// A book of one target as it was written.
#[derive(Debug)]
pub struct Written<W> {
    /// Where the archive went.
    pub out: W,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Writes a planned book, once for each of its targets, into `outs` in their order. `fonts` is
/// asked once, for the cover and for text in pictures. Returns the books and the figures.
pub fn write<W: Write>(
    plan: Plan<'_>,
    artwork: Option<&Artwork>,
    fonts: &(dyn Fn() -> Fonts + Sync),
    outs: Vec<W>,
    progress: &mut dyn Progress,
    sink: &mut Sink,
) -> Result<(Vec<Written<W>>, Report), WriteError> {
    if plan.book.chapters.is_empty() {
        return Err(WriteError::Empty);
    }
    let Plan {
        book,
        settings,
        glossary,
        tags,
        modified,
        request,
        style,
        sheet,
        design,
        targets,
        output,
        ..
    } = plan;
    let writing_mode = settings.writing_mode.as_ref().map(|mode| mode.value);
    let mut forms: Vec<Form> = Vec::new();
    let mut writers = Vec::with_capacity(targets.len());
    for (target, out) in targets.into_iter().zip(outs) {
        let form = target.form(writing_mode.unwrap_or_default());
        let known = forms.iter().position(|known| *known == form);
        if known.is_none() {
            forms.push(form);
        }
        writers.push(Writer::new(
            target,
            known.unwrap_or(forms.len() - 1),
            form,
            out,
        )?);
    }
    let studio = pictures::Studio::new(fonts);
    let jacket = cover::Jacket::new(&book, &settings, design);
    let labels = labels::of(&book.language);
    let edition = PartialDate::Day(modified.date(book.zone));
    let back_matter = BackMatter::set(&book, &forms, &style, edition);
    let mut state = State::new(forms.len());
    let jobs = book.chapters.len();
    // The first job is the cover, so that it is drawn while chapters are compiled.
    pipeline::in_order(
        jobs + 1,
        request.threads,
        |job| match job.checked_sub(1) {
            None => {
                let (cover, findings) = jacket.make(artwork, studio.fonts());
                Done::Cover(cover.as_ref().map(pack_cover), findings)
            }
            Some(number) => Done::Chapter(Box::new(chapters::compile(
                &book,
                number,
                &forms,
                &back_matter.appendices,
                request.files,
                &studio,
            ))),
        },
        |done| {
            match done {
                Done::Cover(cover, findings) => {
                    sink.append(findings);
                    for writer in &mut writers {
                        if let Some((entry, item)) = &cover {
                            writer.cover(entry, item)?;
                        }
                    }
                }
                Done::Chapter(chapter) => {
                    for writer in &mut writers {
                        write_chapter(writer, &chapter)?;
                    }
                    state.add(*chapter, sink);
                    progress.chapters(state.report.chapters, jobs);
                }
            }
            Ok::<(), WriteError>(())
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
            certifier: certified(&state, sheet.as_ref()).then(|| PROGRAM.into()),
        },
    );
    package::review(&metadata, sink);
    let css_use = settings.css_use.as_ref().map(|wish| wish.value);
    let own_sheet = sheet
        .as_ref()
        .map(|sheet| (sheet.text.as_str(), css_use.unwrap_or_default()));
    let binding = Binding {
        sheet: sheet.as_ref(),
        name: &output,
        book: &book,
        files: request.files,
        labels,
        modified,
        metadata: &metadata,
        back_matter: &back_matter,
    };
    let mut written = Vec::with_capacity(writers.len());
    for (number, mut writer) in writers.into_iter().enumerate() {
        let theme = render::theme::sheet(&book.language, writer.form, own_sheet);
        writer.add(
            &compress(&full("css/book.css"), theme.as_bytes()),
            Some(&item("css/book.css", MediaType::Css, "")),
        )?;
        // What is wrong with introductory texts is the same for every target.
        let mut heard = Sink::default();
        let chapters = state
            .chapters
            .get(writer.pages)
            .cloned()
            .unwrap_or_default();
        let (out, bytes) = binding.finish(writer, chapters, &mut heard, sink)?;
        if number == 0 {
            sink.append(heard);
        }
        written.push(Written { out, bytes });
    }
    let report = Report {
        parts: book.parts.len(),
        references: book.works.list.len(),
        ..state.report
    };
    Ok((written, report))
}

/// Whether the checks behind the claim of accessibility have passed (requirement A2): every
/// picture is described, and no style sheet but the theme decides on colours. Headings, roles,
/// languages and the order of reading hold by construction, and CI lets Ace look at it.
fn certified(state: &State, sheet: Option<&Source>) -> bool {
    state.images != ImageUse::Undescribed && sheet.is_none()
}

fn write_chapter<W: Write>(
    writer: &mut Writer<W>,
    chapter: &chapters::Compiled,
) -> Result<(), WriteError> {
    if writer.form.pictures == Pictures::Shown {
        for (entry, item) in &chapter.pictures {
            writer.add(entry, Some(item))?;
        }
    }
    if let Some(formed) = chapter.forms.get(writer.pages) {
        for (entry, item) in &formed.pages {
            writer.add(entry, Some(item))?;
        }
    }
    Ok(())
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
    Cover(Option<(Entry, Item)>, Sink),
    Chapter(Box<chapters::Compiled>),
}

/// What is kept of a written chapter.
#[derive(Clone)]
struct ChapterFacts {
    contents: NavPoint,
    pages: Vec<String>,
}

/// What is kept of all that is written so far.
struct State {
    /// In each of the forms.
    chapters: Vec<Vec<ChapterFacts>>,
    images: ImageUse,
    report: Report,
    /// Uses of each entry of the glossary.
    corrections: Vec<usize>,
}

impl State {
    fn new(forms: usize) -> Self {
        Self {
            chapters: vec![Vec::new(); forms],
            images: ImageUse::None,
            report: Report::default(),
            corrections: Vec::new(),
        }
    }

    fn add(&mut self, chapter: chapters::Compiled, sink: &mut Sink) {
        sink.append(chapter.findings);
        for (chapters, formed) in self.chapters.iter_mut().zip(chapter.forms) {
            let pages = formed.pages.into_iter().map(|(_, item)| item.path);
            chapters.push(ChapterFacts {
                contents: formed.contents,
                pages: pages.collect(),
            });
        }
        let facts = chapter.facts;
        self.report.chapters += 1;
        self.report.characters += facts.characters;
        self.report.asides += facts.asides;
        self.corrections
            .resize(self.corrections.len().max(facts.corrections.len()), 0);
        for (total, count) in self.corrections.iter_mut().zip(&facts.corrections) {
            *total += count;
        }
        for (rule, count) in facts.changes {
            let mut known = self.report.changes.iter_mut();
            match known.find(|(known, _)| *known == rule) {
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
