//! Binds what is written into a book: front and back matter, contents, package document.

use std::cell::OnceCell;
use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::back_matter;
use super::introductions::Introductions;
use super::packing::{Writer, compressed, full, item};
use super::typefaces::FontSources;
use super::{PROGRAM, WriteError};
use crate::compile::pipeline;
use crate::devices;
use crate::devices::{CoverPage, Finished};
use crate::model::book::Book;
use crate::model::form::{Sheet, SheetUse};
use crate::model::typeface::Placed;
use crate::render::appendix::Appendix;
use crate::render::index::Index;
use crate::render::theme::{self, Texts};
use crate::render::typefaces::Used;
use crate::render::uses::{self, Mention, Uses};
use crate::render::{colophon, front, sources};
use chengshu_epub::package;
use chengshu_epub::package::zip::compress;
use chengshu_epub::publication::{Landmark, Metadata, NavPoint, Package, Page, SpineItem};
use chengshu_references::citation::style::Style;
use chengshu_references::citation::typeset::SetReference;
use chengshu_text::date::PartialDate;
use chengshu_text::diag::Sink;
use chengshu_text::media_type::MediaType;
use chengshu_text::source::Source;
use chengshu_text::time::Timestamp;
use chengshu_writing::labels;
use chengshu_writing::natural::natural;

/// Path of the style sheet within the package folder, as pages name it.
const STYLE_SHEET: &str = "css/book.css";

/// What is kept of a written chapter.
#[derive(Clone)]
pub(super) struct ChapterFacts {
    pub contents: NavPoint,
    pub pages: Box<[String]>,
    pub mentions: Box<[Mention]>,
}

/// Writes a document about a publication.
type Describe = fn(&Package) -> String;

/// The documents that say what stands where in a publication, by their paths in its folder.
const CONTENTS: [(&str, Describe); 2] =
    [(package::NAVIGATION_PATH, package::navigation), (package::NCX_PATH, package::ncx)];

/// The one that says what belongs to it.
const PACKAGE_DOCUMENT: (&str, Describe) =
    (package::PACKAGE_DOCUMENT_PATH, package::package_document);

/// With more files than this, these documents are so large that only one of them is in memory at a
/// time.
const LARGE: usize = 2000;

/// Binds what is written into a book: front and back matter, contents, package document.
pub(super) struct Binding<'a> {
    /// The book's name, for findings.
    pub name: &'a str,
    pub book: &'a Book,
    pub introductions: &'a Introductions,
    pub labels: &'static labels::Labels,
    pub edition: Option<Timestamp>,
    /// How often rules changed its texts.
    pub changes: &'a [(&'static str, usize)],
    pub metadata: &'a Metadata,
    /// The book's own style sheet.
    pub sheet: Option<(&'a Source, SheetUse)>,
    /// The characters of its chapters.
    pub used: &'a Used,
    pub font_sources: &'a FontSources<'a>,
    /// What references are set in.
    pub style: &'a Style,
    /// The recordings, set for the first target that comes to them: after its bibliography, which
    /// is large, and the last to use it lets go of it.
    pub recordings: OnceCell<Vec<(usize, SetReference)>>,
    pub threads: NonZeroUsize,
}

impl Binding<'_> {
    /// Writes what stands around the chapters. What is wrong with fonts goes to `font_findings`, what the
    /// target does not take to `sink`. Returns where the archive went, with its bytes.
    pub(super) fn finish<W: Write>(
        &self,
        mut writer: Writer<'_, W>,
        chapters: Vec<ChapterFacts>,
        appendices: Arc<[Appendix]>,
        font_findings: &mut Sink,
        sink: &mut Sink,
    ) -> Result<(W, u64), WriteError> {
        let (book, labels, form) = (self.book, self.labels, writer.form);
        let mut contents = Vec::new();
        let mut body = Vec::new();
        let rendered = chapters.iter().map(|chapter| uses::Rendered {
            last: chapter.pages.last().map_or("", String::as_str),
            mentions: &chapter.mentions,
        });
        let uses = Uses::of(book, rendered);
        self.parts_and_chapters(&mut writer, chapters, &mut body, &mut contents)?;
        let text = self.introductions.of_book(writer.pages);
        let introduction = front::introduction(book, text, labels);
        if let Some(page) = &introduction {
            contents.insert(0, entry(labels.introduction, &page.path));
        }
        let appendix = appendices.get(writer.pages);
        let index = appendix.map(|appendix| Index::new(book, appendix, &uses, labels));
        for (label, first) in [
            (labels.bibliography, appendix.and_then(Appendix::first_page)),
            (labels.sources, sources::first_page(book)),
            (labels.index, index.as_ref().and_then(Index::first_page)),
        ] {
            if let Some(path) = first {
                contents.push(entry(label, &path));
            }
        }
        let edition = colophon::Edition {
            identifier: &self.metadata.identifier,
            day: self.edition.map(|edition| PartialDate::Day(edition.date(book.zone))),
            program: PROGRAM,
            added: self.added(),
        };
        contents.push(entry(labels.colophon, colophon::COLOPHON));
        let mut spine = self.front_matter(&mut writer, &edition, introduction, &contents)?;
        let number = spine.len();
        spine.extend(as_spine(body, None));
        if let Some(first) = spine.get_mut(number) {
            first.landmark = Some(Landmark::BodyMatter);
        }
        if let Some(appendix) = appendix {
            let pages = appendix.pages(book, &uses, labels);
            let pages = writer.pages(pages, self.threads)?;
            spine.extend(as_spine(pages, Some(Landmark::Bibliography)));
        }
        // It is read last, and made first: what it is made from is large.
        let index = match index {
            Some(index) => {
                let pages = index.pages(form).map(|page| || page);
                writer.pages(pages, self.threads)?
            }
            None => Vec::new(),
        };
        drop((appendices, uses));
        let recordings = self
            .recordings
            .get_or_init(|| back_matter::recordings(book, self.style, self.threads));
        let pages = sources::sources(book, form, recordings, labels).map(|page| || page);
        let pages = writer.pages(pages, self.threads)?;
        spine.extend(as_spine(pages, None));
        spine.extend(as_spine(index, Some(Landmark::Index)));
        let fonts = self.colophon_and_fonts(&mut writer, &edition, font_findings)?;
        let colophon = colophon::COLOPHON.to_owned();
        spine.extend(as_spine([colophon], Some(Landmark::Colophon)));
        self.style(&mut writer, &fonts)?;
        self.package(writer, spine, contents, sink)
    }

    /// What rules put beside the words.
    fn added(&self) -> Vec<&'static str> {
        let adding = [("stations", self.labels.stations)];
        let ran = |rule: &str| self.changes.iter().any(|(id, _)| *id == rule);
        adding
            .into_iter()
            .filter(|(rule, _)| ran(rule))
            .map(|(_, words)| words)
            .collect()
    }

    /// Writes the pages before the body: cover, title, imprint, contents, introduction.
    fn front_matter<W: Write>(
        &self,
        writer: &mut Writer<'_, W>,
        edition: &colophon::Edition<'_>,
        introduction: Option<Page>,
        contents: &[NavPoint],
    ) -> Result<Vec<SpineItem>, WriteError> {
        let (book, labels, form) = (self.book, self.labels, writer.form);
        let mut spine = Vec::new();
        let mut add = |writer: &mut Writer<'_, W>, page: Page, landmark: Option<Landmark>| {
            let path = writer.page(page)?;
            spine.push(SpineItem { path, landmark });
            Ok::<(), WriteError>(())
        };
        if let Some(image) = writer.cover.clone()
            && writer.target.cover_page == CoverPage::First
        {
            let page = front::cover(book, &image, labels);
            add(writer, page, Some(Landmark::Cover))?;
        }
        let title = front::title(book, labels);
        add(writer, title, Some(Landmark::TitlePage))?;
        let imprint = colophon::imprint(book, edition, labels);
        add(writer, imprint, Some(Landmark::Imprint))?;
        let pages = front::contents(book, form, contents, labels).map(|page| || page);
        let pages = writer.pages(pages, self.threads)?;
        spine.extend(as_spine(pages, Some(Landmark::Contents)));
        if let Some(page) = introduction {
            spine.extend(as_spine([writer.page(page)?], None));
        }
        Ok(spine)
    }

    /// Writes the colophon, which names the fonts and so waits until all other pages show which
    /// there are, and then the fonts, which the colophon is set in too.
    fn colophon_and_fonts<W: Write>(
        &self,
        writer: &mut Writer<'_, W>,
        edition: &colophon::Edition<'_>,
        sink: &mut Sink,
    ) -> Result<Vec<Placed>, WriteError> {
        let mut used = self.used.clone();
        used.merge(&writer.used);
        let chosen = match writer.form.sheet {
            Sheet::Full => self.font_sources.choose(&used, sink),
            Sheet::Plain => Vec::new(),
        };
        let named: Vec<String> = chosen
            .iter()
            .map(|font| match &font.face.licence {
                Some(licence) => format!("{} — {licence}", font.face.name),
                None => font.face.name.clone(),
            })
            .collect();
        writer.page(colophon::colophon(self.book, edition, &named, self.labels))?;
        used.merge(&writer.used);
        let mut fonts = Vec::new();
        for font in self.font_sources.pack(&chosen, &used, sink) {
            writer.add(&font.entry, Some(&font.item))?;
            fonts.push(font.placed);
        }
        Ok(fonts)
    }

    /// Writes the style sheet.
    fn style<W: Write>(
        &self,
        writer: &mut Writer<'_, W>,
        fonts: &[Placed],
    ) -> Result<(), WriteError> {
        let own = self.sheet.map(|(sheet, used)| (sheet.text.as_str(), used));
        let in_two = self.book.chapters.iter().any(|chapter| chapter.second.is_some());
        let texts = if in_two { Texts::Two } else { Texts::One };
        let sheet = theme::sheet((&self.book.language, texts), writer.form, fonts, own);
        let entry = compress(&full(STYLE_SHEET), sheet.as_bytes());
        writer.add(&entry, Some(&item(STYLE_SHEET, MediaType::Css, "")))
    }

    /// Writes the package document with what belongs to it, and looks at the finished book.
    fn package<W: Write>(
        &self,
        writer: Writer<'_, W>,
        spine: Vec<SpineItem>,
        contents: Vec<NavPoint>,
        sink: &mut Sink,
    ) -> Result<(W, u64), WriteError> {
        let Writer { mut archive, mut items, target, form, large, memo, .. } = writer;
        items.sort_by(|a, b| natural(&a.path, &b.path));
        let mut package = Package {
            metadata: Metadata { title: (target.title)(self.metadata), ..self.metadata.clone() },
            items,
            spine,
            contents,
            contents_title: self.labels.contents.into(),
            writing_mode: form.writing_mode,
            statements: devices::statements(target, form, self.metadata),
        };
        let write = |package: &Package, (path, describe): (&str, Describe)| {
            compressed(memo, &full(path), &describe(package))
        };
        if package.items.len() > LARGE {
            let last = write(&package, PACKAGE_DOCUMENT);
            // The others name no file but the landmarks.
            package.items = Vec::new();
            package.spine.retain(|item| item.landmark.is_some());
            package.spine.shrink_to_fit();
            for document in CONTENTS {
                archive.add(&write(&package, document))?;
            }
            archive.add(&last)?;
        } else {
            pipeline::in_order(
                CONTENTS.into_iter().chain([PACKAGE_DOCUMENT]),
                self.threads,
                |document| write(&package, document),
                |entry| archive.add(&entry),
            )?;
        }
        drop(package);
        let (out, bytes) = archive.finish().map_err(WriteError::Io)?;
        let finished = Finished {
            name: self.name,
            bytes,
            pages: &large,
            sheet: self.sheet.map(|(sheet, _)| sheet),
        };
        devices::preflight(target, &finished, sink);
        Ok((out, bytes))
    }

    /// The pages of the body in order, with the pages of parts before their chapters.
    fn parts_and_chapters<W: Write>(
        &self,
        writer: &mut Writer<'_, W>,
        chapters: Vec<ChapterFacts>,
        body: &mut Vec<String>,
        contents: &mut Vec<NavPoint>,
    ) -> Result<(), WriteError> {
        let mut open = None;
        for (chapter, facts) in self.book.chapters.iter().zip(chapters) {
            if chapter.part != open
                && let Some(index) = chapter.part
                && let Some(part) = self.book.parts.get(index)
            {
                let text = self.introductions.of_part(index, writer.pages);
                let path = writer.page(front::part(self.book, part, text))?;
                contents.push(entry(&part.title, &path));
                body.push(path);
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
}

/// Pages as they follow each other in the spine.
fn as_spine(
    pages: impl IntoIterator<Item = String>,
    landmark: Option<Landmark>,
) -> impl Iterator<Item = SpineItem> {
    let item = move |path| SpineItem { path, landmark };
    pages.into_iter().map(item)
}

fn entry(label: &str, path: &str) -> NavPoint {
    NavPoint { label: label.into(), href: path.into(), children: Vec::new() }
}
