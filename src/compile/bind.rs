//! Binds what is written into a book: front and back matter, contents, package document.

use std::io::Write;
use std::sync::Arc;

use super::cache::{Cache, Key};
use super::introductions::Introductions;
use super::typefaces::Wardrobe;
use super::writing::ChapterFacts;
use super::{PROGRAM, WriteError};
use crate::citation::style::{self, Style, Work};
use crate::diag::Sink;
use crate::labels;
use crate::model::book::Book;
use crate::model::citation::SetReference;
use crate::model::cover::Cover;
use crate::model::date::PartialDate;
use crate::model::form::{Form, Pictures, Sheet, SheetUse};
use crate::model::package::{
    Item, Landmark, MediaType, Metadata, NavPoint, Package, Page, SpineItem,
};
use crate::model::reference::Reference;
use crate::model::source::Source;
use crate::model::time::Timestamp;
use crate::model::typeface::Placed;
use crate::package::zip::{Archive, Entry, compress};
use crate::render::appendix::Appendix;
use crate::render::typefaces::Used;
use crate::render::{colophon, front, sources, theme};
use crate::target::{self, CoverPage, Finished, Target};
use crate::xml::{Prolog, document};
use crate::{package, structure};

/// Path of the style sheet within the package folder, as pages name it.
const STYLE_SHEET: &str = "css/book.css";

pub(super) fn full(path: &str) -> String {
    format!("{}/{path}", package::FOLDER)
}

pub(super) fn item(path: &str, media_type: MediaType, properties: &'static str) -> Item {
    Item {
        path: path.to_owned(),
        media_type,
        properties: properties.into(),
    }
}

/// The book of one target as it is written: files and manifest grow together.
pub(super) struct Writer<'a, W: Write> {
    pub target: &'static Target,
    /// Which of the forms its pages have, by index.
    pub pages: usize,
    /// That form.
    pub form: Form,
    archive: Archive<W>,
    items: Vec<Item>,
    /// Where the cover image is.
    cover: Option<String>,
    /// Pages over the target's limit, with their sizes.
    large: Vec<(String, usize)>,
    /// The characters of the pages added by themselves.
    used: Used,
    /// Files of earlier builds.
    cache: Cache<'a>,
}

impl<'a, W: Write> Writer<'a, W> {
    pub(super) fn new(
        target: &'static Target,
        pages: usize,
        form: Form,
        cache: Cache<'a>,
        out: W,
    ) -> Result<Self, WriteError> {
        let mut writer = Self {
            target,
            pages,
            form,
            archive: Archive::new(out).map_err(WriteError::Io)?,
            items: Vec::new(),
            cover: None,
            large: Vec::new(),
            used: Used::default(),
            cache,
        };
        let container = document(Prolog::Xml, &package::container());
        writer.add(
            &compress(package::CONTAINER_PATH, container.as_bytes()),
            None,
        )?;
        for (path, content) in target.files {
            writer.add(&compress(path, content.as_bytes()), None)?;
        }
        Ok(writer)
    }

    pub(super) fn add(&mut self, entry: &Entry, item: Option<&Item>) -> Result<(), WriteError> {
        self.archive.add(entry)?;
        if let Some(item) = item {
            if item.media_type == MediaType::Xhtml && entry.size() > self.target.limits.page {
                self.large.push((item.path.clone(), entry.size()));
            }
            self.items.push(item.clone());
        }
        Ok(())
    }

    /// Adds pictures of a text, if the form shows them.
    pub(super) fn pictures(&mut self, pictures: &[(Entry, Item)]) -> Result<(), WriteError> {
        if self.form.pictures == Pictures::Shown {
            for (entry, item) in pictures {
                self.add(entry, Some(item))?;
            }
        }
        Ok(())
    }

    /// Adds a page in the target's form.
    fn page(&mut self, mut page: Page) -> Result<String, WriteError> {
        self.used.add(&page.root);
        target::dress(&mut page, self.form);
        let text = document(Prolog::Xhtml, &page.root);
        let entry = compressed(self.cache, &full(&page.path), &text);
        self.add(&entry, Some(&item(&page.path, MediaType::Xhtml, "")))?;
        Ok(page.path)
    }

    /// Adds the cover image.
    pub(super) fn cover(&mut self, entry: &Entry, item: &Item) -> Result<(), WriteError> {
        self.cover = Some(item.path.clone());
        self.add(entry, Some(item))
    }
}

/// A cover as a compressed file and its place in the manifest.
pub(super) fn pack_cover(cover: &Cover) -> (Entry, Item) {
    let path = match cover.media_type {
        MediaType::Jpeg => "images/cover.jpg",
        _ => "images/cover.png",
    };
    let entry = compress(&full(path), &cover.bytes);
    (entry, item(path, cover.media_type, "cover-image"))
}

/// A page as a compressed file and its place in the manifest.
pub(super) fn pack(page: &Page) -> (Entry, Item) {
    let text = document(Prolog::Xhtml, &page.root);
    let entry = compress(&full(&page.path), text.as_bytes());
    (entry, item(&page.path, MediaType::Xhtml, ""))
}

/// Compressing fewer bytes takes no longer than looking for what an earlier build made of them.
const WORTH_KEEPING: usize = 4096;

/// A text as a compressed file, by this build or an earlier one.
fn compressed(cache: Cache<'_>, path: &str, text: &str) -> Entry {
    let make = || compress(path, text.as_bytes());
    if text.len() < WORTH_KEEPING {
        return make();
    }
    cache.remember(|| Key::of("file", (path, text)), make, |_| true)
}

/// What stands behind the chapters, as a style sets it.
pub(super) struct BackMatter {
    /// The bibliography in each of the forms.
    pub appendices: Vec<Appendix>,
    /// The recording of each chapter that states one, by the chapter's index.
    pub recordings: Vec<(usize, SetReference)>,
}

impl BackMatter {
    /// Sets a book's works in a style, for pages of some forms. `edition` is the day the
    /// recordings were there.
    pub(super) fn set(book: &Book, forms: &[Form], style: &Style, edition: PartialDate) -> Self {
        let works: Vec<Work<'_>> = book
            .works
            .list
            .iter()
            .map(|work| Work {
                reference: &work.reference,
                accessed: work.accessed,
            })
            .collect();
        let (chapters, recordings): (Vec<usize>, Vec<Reference>) =
            sources::recordings(book, edition).into_iter().unzip();
        let recordings: Vec<Work<'_>> = recordings
            .iter()
            .map(|reference| Work {
                reference,
                accessed: reference.accessed,
            })
            .collect();
        let set: Arc<[_]> = style::set(style, &works, &book.language).into();
        Self {
            appendices: forms
                .iter()
                .map(|form| Appendix::new(book, *form, Arc::clone(&set)))
                .collect(),
            recordings: chapters
                .into_iter()
                .zip(style::set(style, &recordings, &book.language))
                .collect(),
        }
    }
}

/// Binds what is written into a book: front and back matter, contents, package document.
pub(super) struct Binding<'a> {
    /// The book's name, for findings.
    pub name: &'a str,
    pub book: &'a Book,
    pub introductions: &'a Introductions,
    pub labels: &'static labels::Labels,
    pub modified: Timestamp,
    pub metadata: &'a Metadata,
    /// The book's own style sheet.
    pub sheet: Option<(&'a Source, SheetUse)>,
    /// The characters of its chapters.
    pub used: &'a Used,
    pub wardrobe: &'a Wardrobe<'a>,
    pub back_matter: &'a BackMatter,
}

impl<'a> Binding<'a> {
    /// Writes what stands around the chapters. What is wrong with fonts goes to `heard`, what the
    /// target does not take to `sink`. Returns where the archive went, with its bytes.
    pub(super) fn finish<W: Write>(
        &self,
        mut writer: Writer<'_, W>,
        chapters: Vec<ChapterFacts>,
        heard: &mut Sink,
        sink: &mut Sink,
    ) -> Result<(W, u64), WriteError> {
        let (book, labels, form) = (self.book, self.labels, writer.form);
        let mut spine = Vec::new();
        let mut contents = Vec::new();
        let mut body = Vec::new();
        let lasts: Vec<String> = chapters
            .iter()
            .map(|chapter| chapter.pages.last().cloned().unwrap_or_default())
            .collect();
        self.parts_and_chapters(&mut writer, chapters, &mut body, &mut contents)?;
        let text = self.introductions.of_book(writer.pages);
        let introduction = front::introduction(book, text, labels);
        if let Some(page) = &introduction {
            contents.insert(0, entry(labels.introduction, &page.path));
        }
        let appendix = self.back_matter.appendices.get(writer.pages);
        let pages = |appendix: &'a Appendix| appendix.pages(book, &lasts, labels);
        let mut bibliography = appendix.into_iter().flat_map(pages).peekable();
        let recordings = &self.back_matter.recordings;
        let mut sources = sources::sources(book, form, recordings, labels).peekable();
        for (label, first) in [
            (labels.bibliography, bibliography.peek()),
            (labels.sources, sources.peek()),
        ] {
            if let Some(first) = first {
                contents.push(entry(label, &first.path));
            }
        }
        let edition = colophon::Edition {
            identifier: &self.metadata.identifier,
            day: PartialDate::Day(self.modified.date(book.zone)),
            program: PROGRAM,
        };
        contents.push(entry(labels.colophon, colophon::COLOPHON));
        let mut add = |writer: &mut Writer<'_, W>, page: Page, landmark: Option<Landmark>| {
            let path = writer.page(page)?;
            spine.push(SpineItem { path, landmark });
            Ok::<(), WriteError>(())
        };
        if let Some(image) = writer.cover.clone()
            && writer.target.cover_page == CoverPage::First
        {
            let page = front::cover(book, &image, labels);
            add(&mut writer, page, Some(Landmark::Cover))?;
        }
        add(
            &mut writer,
            front::title(book, labels),
            Some(Landmark::TitlePage),
        )?;
        let imprint = colophon::imprint(book, &edition, labels);
        add(&mut writer, imprint, Some(Landmark::Imprint))?;
        for page in front::contents(book, form, &contents, labels) {
            add(&mut writer, page, Some(Landmark::Contents))?;
        }
        if let Some(page) = introduction {
            add(&mut writer, page, None)?;
        }
        let body = body
            .into_iter()
            .enumerate()
            .map(|(number, path)| SpineItem {
                path,
                landmark: (number == 0).then_some(Landmark::BodyMatter),
            });
        let front = spine.len();
        let mut back = Vec::new();
        for (page, landmark) in bibliography
            .map(|page| (page, Some(Landmark::Bibliography)))
            .chain(sources.map(|page| (page, None)))
        {
            let path = writer.page(page)?;
            back.push(SpineItem { path, landmark });
        }
        let fonts = self.colophon_and_fonts(&mut writer, &edition, heard)?;
        back.push(SpineItem {
            path: colophon::COLOPHON.into(),
            landmark: Some(Landmark::Colophon),
        });
        debug_assert_eq!(front, spine.len());
        spine.extend(body);
        spine.append(&mut back);
        self.style(&mut writer, &fonts)?;
        self.package(writer, spine, contents, sink)
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
            Sheet::Full => self.wardrobe.choose(&used, sink),
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
        for font in self.wardrobe.pack(&chosen, &used, sink) {
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
        let sheet = theme::sheet(&self.book.language, writer.form, fonts, own);
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
        let Writer {
            mut archive,
            mut items,
            target,
            form,
            large,
            cache,
            ..
        } = writer;
        items.sort_by(|a, b| structure::natural(&a.path, &b.path));
        let package = Package {
            metadata: self.metadata.clone(),
            items,
            spine,
            contents,
            contents_title: self.labels.contents.into(),
            writing_mode: form.writing_mode,
            statements: target::statements(target, form, self.metadata),
        };
        // One at a time: of a large library each is large.
        let mut add =
            |path: &str, text: String| archive.add(&compressed(cache, &full(path), &text));
        add(package::NAVIGATION_PATH, package::navigation(&package))?;
        add(package::NCX_PATH, package::ncx(&package))?;
        add(
            package::PACKAGE_DOCUMENT_PATH,
            package::package_document(&package),
        )?;
        let (out, bytes) = archive.finish().map_err(WriteError::Io)?;
        let finished = Finished {
            name: self.name,
            bytes,
            pages: &large,
            sheet: self.sheet.map(|(sheet, _)| sheet),
        };
        target::preflight(target, &finished, sink);
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

fn entry(label: &str, path: &str) -> NavPoint {
    NavPoint {
        label: label.to_owned(),
        href: path.to_owned(),
        children: Vec::new(),
    }
}
