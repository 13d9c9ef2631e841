//! Binds what is written into a book: front and back matter, contents, package document.

use std::io::{self, Write};

use super::{ChapterFacts, PROGRAM, WriteError, Written, chapters};
use crate::citation::style::{self, Style, Work};
use crate::diag::Sink;
use crate::labels;
use crate::model::book::Book;
use crate::model::citation::SetReference;
use crate::model::cover::Cover;
use crate::model::date::PartialDate;
use crate::model::library::Files;
use crate::model::package::{
    Item, Landmark, MediaType, Metadata, NavPoint, Package, Page, SpineItem,
};
use crate::model::reference::Reference;
use crate::model::time::Timestamp;
use crate::package::zip::{Archive, Entry, compress};
use crate::render::appendix::Appendix;
use crate::render::{colophon, front, sources};
use crate::xml::{Prolog, document};
use crate::{package, structure};

pub(super) fn full(path: &str) -> String {
    format!("{}/{path}", package::FOLDER)
}

pub(super) fn item(path: &str, media_type: MediaType, properties: &'static str) -> Item {
    Item {
        path: path.to_owned(),
        media_type,
        properties,
    }
}

/// Files and manifest grow together.
pub(super) struct Writer<W: Write> {
    archive: Archive<W>,
    items: Vec<Item>,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
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

    pub(super) fn add(&mut self, entry: Entry, item: Option<Item>) -> Result<(), WriteError> {
        self.archive.add(entry)?;
        self.items.extend(item);
        Ok(())
    }

    fn page(&mut self, page: &Page) -> Result<(), WriteError> {
        let (entry, item) = pack(page);
        self.add(entry, Some(item))
    }

    /// Adds the cover image and says where it is.
    pub(super) fn cover(&mut self, cover: &Cover) -> Result<String, WriteError> {
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
pub(super) fn pack(page: &Page) -> (Entry, Item) {
    let text = document(Prolog::Xhtml, &page.root);
    let entry = compress(&full(&page.path), text.as_bytes());
    (entry, item(&page.path, MediaType::Xhtml, ""))
}

/// What stands behind the chapters, as a style sets it.
pub(super) struct BackMatter {
    pub appendix: Appendix,
    /// The recording of each chapter that states one, by the chapter's index.
    pub recordings: Vec<(usize, SetReference)>,
}

impl BackMatter {
    /// Sets a book's works in a style. `edition` is the day the recordings were there.
    pub(super) fn set(book: &Book, style: &Style, edition: PartialDate) -> Self {
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
        Self {
            appendix: Appendix::new(book, style::set(style, &works, &book.language)),
            recordings: chapters
                .into_iter()
                .zip(style::set(style, &recordings, &book.language))
                .collect(),
        }
    }
}

/// Binds what is written into a book: front and back matter, contents, package document.
pub(super) struct Binding<'a> {
    pub book: &'a Book,
    pub files: &'a dyn Files,
    pub labels: &'static labels::Labels,
    pub modified: Timestamp,
}

impl Binding<'_> {
    pub(super) fn finish<W: Write>(
        &self,
        mut writer: Writer<W>,
        state: Written,
        metadata: Metadata,
        back_matter: &BackMatter,
        sink: &mut Sink,
    ) -> Result<W, WriteError> {
        let (book, labels) = (self.book, self.labels);
        let mut spine = Vec::new();
        let mut contents = Vec::new();
        let mut body = Vec::new();
        let lasts: Vec<String> = state
            .chapters
            .iter()
            .map(|chapter| chapter.pages.last().cloned().unwrap_or_default())
            .collect();
        self.parts_and_chapters(&mut writer, state.chapters, &mut body, &mut contents, sink)?;
        let introduction = self.introduction(sink);
        if let Some(page) = &introduction {
            contents.insert(0, entry(labels.introduction, &page.path));
        }
        let bibliography = back_matter.appendix.pages(book, &lasts, labels);
        let sources = sources::sources(book, &back_matter.recordings, labels);
        for (label, pages) in [
            (labels.bibliography, &bibliography),
            (labels.sources, &sources),
        ] {
            if let Some(first) = pages.first() {
                contents.push(entry(label, &first.path));
            }
        }
        let colophon = colophon::colophon(
            book,
            &colophon::Imprint {
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
        for page in &bibliography {
            add_page(&mut writer, &mut spine, page, Some(Landmark::Bibliography))?;
        }
        for page in &sources {
            add_page(&mut writer, &mut spine, page, None)?;
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
