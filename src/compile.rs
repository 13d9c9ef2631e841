//! Calls the stages in order; the only module that sees them all.
//!
//! A book is compiled in two steps, so that the caller can choose a cover and open a file in
//! between: [`plan`] looks at every transcript and puts the book together, [`fn@write`] streams the
//! chapters through normalising, rendering and compression into the archive. Chapters in flight
//! are all that is held of the text.

mod chapters;
mod pictures;
mod references;
mod scan;

use std::fmt;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use crate::cover::{self, Fonts};
use crate::diag::{Code, Diagnostic, Sink};
use crate::labels;
use crate::model::book::Book;
use crate::model::cover::{Cover, CoverText};
use crate::model::date::PartialDate;
use crate::model::library::{Files, Folder};
use crate::model::manuscript::Manuscript;
use crate::model::package::{
    Accessibility, ImageUse, Item, Landmark, MediaType, Metadata, NavPoint, Package, Page,
    SpineItem,
};
use crate::model::settings::BookSettings;
use crate::model::source::Source;
use crate::model::time::Timestamp;
use crate::package::zip::{AddError, Archive, Entry, compress};
use crate::render::{self, back, front};
use crate::xml::{Prolog, document};
use crate::{normalise, package, pipeline, structure};

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
        cover::diag::CODES,
        package::diag::CODES,
        crate::bibliography::diag::CODES,
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

/// Writes a planned book. `fonts` is asked only when a cover is drawn. Returns the sink the
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
        mut book,
        settings,
        glossary,
        tags,
        modified,
        request,
        ..
    } = plan;
    let labels = labels::of(&book.language);
    let bibliography = back::bibliography(&mut book, labels);
    let mut state = Written::default();
    let jobs = book.chapters.len();
    // The first job is the cover, so that it is drawn while chapters are compiled.
    pipeline::in_order(
        jobs + 1,
        request.threads,
        |job| match job.checked_sub(1) {
            None => Done::Cover(make_cover(&book, artwork, fonts)),
            Some(number) => {
                Done::Chapter(Box::new(chapters::compile(&book, number, request.files)))
            }
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
        references: book
            .chapters
            .iter()
            .map(|chapter| chapter.references.len())
            .sum(),
        ..state.report.clone()
    };
    let binding = Binding {
        book: &book,
        files: request.files,
        labels,
        modified,
    };
    let out = binding.finish(writer, state, metadata, &bibliography, sink)?;
    Ok((out, report))
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

/// The cover handed in, or a drawn one if there is none or it cannot be used.
fn make_cover(
    book: &Book,
    artwork: Option<&Artwork>,
    fonts: &(dyn Fn() -> Fonts + Sync),
) -> (Option<Cover>, Sink) {
    let mut sink = Sink::default();
    let fonts = fonts();
    if let Some(artwork) = artwork
        && let Ok(cover) = cover::artwork(&artwork.bytes, &artwork.name, &fonts, &mut sink)
    {
        return (Some(cover), sink);
    }
    let text = CoverText {
        title: book.title.clone(),
        subtitle: book.subtitle.clone(),
        author: (!book.authors.is_empty()).then(|| book.authors.join(" ")),
        series: book.series.as_ref().map(|(name, _)| name.clone()),
        number: book.series.as_ref().and_then(|(_, number)| number.clone()),
        language: book.language.clone(),
    };
    match cover::draw(&text, &fonts, &mut sink) {
        Ok(cover) => (Some(cover), sink),
        Err(error) => {
            sink.push(Diagnostic::new(&cover::diag::NOT_DRAWN, error.to_string()));
            (None, sink)
        }
    }
}

fn full(path: &str) -> String {
    format!("{}/{path}", package::FOLDER)
}

fn item(path: &str, media_type: MediaType, properties: &'static str) -> Item {
    Item {
        path: path.to_owned(),
        media_type,
        properties,
    }
}

/// Files and manifest grow together.
struct Writer<W: Write> {
    archive: Archive<W>,
    items: Vec<Item>,
}

impl<W: Write> Writer<W> {
    fn new(out: W) -> io::Result<Self> {
        let mut archive = Archive::new(out)?;
        let container = document(Prolog::Xml, &package::container());
        archive
            .add(compress(package::CONTAINER_PATH, container.as_bytes()))
            .map_err(io::Error::other)?;
        Ok(Self {
            archive,
            items: Vec::new(),
        })
    }

    fn add(&mut self, entry: Entry, item: Option<Item>) -> Result<(), WriteError> {
        self.archive.add(entry)?;
        self.items.extend(item);
        Ok(())
    }

    fn page(&mut self, page: &Page) -> Result<(), WriteError> {
        let (entry, item) = pack(page);
        self.add(entry, Some(item))
    }

    /// Adds the cover image and says where it is.
    fn cover(&mut self, cover: &Cover) -> Result<String, WriteError> {
        let path = match cover.media_type {
            MediaType::Jpeg => "images/cover.jpg",
            _ => "images/cover.png",
        };
        let entry = compress(&full(path), &cover.bytes);
        self.add(entry, Some(item(path, cover.media_type, "cover-image")))?;
        Ok(path.to_owned())
    }
}

/// A page as a compressed file and its place in the manifest.
fn pack(page: &Page) -> (Entry, Item) {
    let text = document(Prolog::Xhtml, &page.root);
    let entry = compress(&full(&page.path), text.as_bytes());
    (entry, item(&page.path, MediaType::Xhtml, ""))
}

/// Binds what is written into a book: front and back matter, contents, package document.
struct Binding<'a> {
    book: &'a Book,
    files: &'a dyn Files,
    labels: &'static labels::Labels,
    modified: Timestamp,
}

impl Binding<'_> {
    fn finish<W: Write>(
        &self,
        mut writer: Writer<W>,
        state: Written,
        metadata: Metadata,
        bibliography: &[Page],
        sink: &mut Sink,
    ) -> Result<W, WriteError> {
        let (book, labels) = (self.book, self.labels);
        let mut spine = Vec::new();
        let mut contents = Vec::new();
        let mut body = Vec::new();
        self.parts_and_chapters(&mut writer, state.chapters, &mut body, &mut contents, sink)?;
        let introduction = self.introduction(sink);
        if let Some(page) = &introduction {
            contents.insert(0, entry(labels.introduction, &page.path));
        }
        if !bibliography.is_empty() {
            contents.push(back::bibliography_entry(labels));
        }
        let colophon = back::colophon(
            book,
            &back::Imprint {
                identifier: &metadata.identifier,
                edition: PartialDate::Day(self.modified.date(book.zone)),
                program: PROGRAM,
            },
            labels,
        );
        contents.push(entry(labels.colophon, &colophon.path));
        if let Some(image) = &state.cover {
            let page = front::cover(book, image, labels);
            add_page(&mut writer, &mut spine, &page, Some(Landmark::Cover))?;
        }
        add_page(
            &mut writer,
            &mut spine,
            &front::title(book, labels),
            Some(Landmark::TitlePage),
        )?;
        for page in front::contents(book, &contents, labels) {
            add_page(&mut writer, &mut spine, &page, Some(Landmark::Contents))?;
        }
        if let Some(page) = &introduction {
            add_page(&mut writer, &mut spine, page, None)?;
        }
        spine.extend(
            body.into_iter()
                .enumerate()
                .map(|(number, path)| SpineItem {
                    path,
                    landmark: (number == 0).then_some(Landmark::BodyMatter),
                }),
        );
        for page in bibliography {
            add_page(&mut writer, &mut spine, page, Some(Landmark::Bibliography))?;
        }
        add_page(&mut writer, &mut spine, &colophon, Some(Landmark::Colophon))?;
        let Writer {
            mut archive,
            mut items,
        } = writer;
        items.sort_by(|a, b| structure::natural(&a.path, &b.path));
        let package = Package {
            metadata,
            items,
            spine,
            contents,
            contents_title: labels.contents.into(),
        };
        let navigation = package::navigation(&package);
        let files = [
            (
                package::NAVIGATION_PATH,
                document(Prolog::Xhtml, &navigation.root),
            ),
            (
                package::NCX_PATH,
                document(Prolog::Xml, &package::ncx(&package)),
            ),
            (
                package::PACKAGE_DOCUMENT_PATH,
                document(Prolog::Xml, &package::package_document(&package)),
            ),
        ];
        for (path, text) in files {
            archive.add(compress(&full(path), text.as_bytes()))?;
        }
        archive.finish().map_err(WriteError::Io)
    }

    /// The pages of the body in order, with the pages of parts before their chapters.
    fn parts_and_chapters<W: Write>(
        &self,
        writer: &mut Writer<W>,
        chapters: Vec<ChapterFacts>,
        body: &mut Vec<String>,
        contents: &mut Vec<NavPoint>,
        sink: &mut Sink,
    ) -> Result<(), WriteError> {
        let mut open = None;
        for (chapter, facts) in self.book.chapters.iter().zip(chapters) {
            if chapter.part != open
                && let Some(part) = chapter.part.and_then(|part| self.book.parts.get(part))
            {
                let text = self.text(part.introduction.as_ref(), sink);
                let page = front::part(self.book, part, text);
                writer.page(&page)?;
                body.push(page.path.clone());
                contents.push(entry(&part.title, &page.path));
            }
            open = chapter.part;
            body.extend(facts.pages);
            match contents.last_mut().filter(|_| chapter.part.is_some()) {
                Some(part) => part.children.push(facts.contents),
                None => contents.push(facts.contents),
            }
        }
        Ok(())
    }

    fn introduction(&self, sink: &mut Sink) -> Option<Page> {
        let text = self.text(self.book.introduction.as_ref(), sink);
        front::introduction(self.book, text, self.labels)
    }

    fn text(
        &self,
        file: Option<&crate::model::book::TextFile>,
        sink: &mut Sink,
    ) -> Vec<crate::xml::Element> {
        file.map(|file| chapters::introduction(self.book, file, self.files, sink))
            .unwrap_or_default()
    }
}

fn add_page<W: Write>(
    writer: &mut Writer<W>,
    spine: &mut Vec<SpineItem>,
    page: &Page,
    landmark: Option<Landmark>,
) -> Result<(), WriteError> {
    writer.page(page)?;
    spine.push(SpineItem {
        path: page.path.clone(),
        landmark,
    });
    Ok(())
}

fn entry(label: &str, path: &str) -> NavPoint {
    NavPoint {
        label: label.to_owned(),
        href: path.to_owned(),
        children: Vec::new(),
    }
}
