//! Files ready for archives, and the archive of one target as it is written.

use std::io::Write;
use std::num::NonZeroUsize;

use super::WriteError;
use super::memo::Memo;
use crate::compile::pipeline;
use crate::devices;
use crate::devices::Target;
use crate::model::form::{Form, Pictures};
use crate::render::typefaces::Used;
use chengshu_cover::request::Cover;
use chengshu_epub::package;
use chengshu_epub::package::zip::{Archive, Entry, compress};
use chengshu_epub::publication::{Item, MATHML, Page};
use chengshu_text::media_type::MediaType;
use chengshu_text::xml::{Prolog, document};

pub(super) fn full(path: &str) -> String {
    format!("{}/{path}", package::FOLDER)
}

pub(super) fn item(path: &str, media_type: MediaType, properties: &'static str) -> Item {
    Item { path: path.to_owned(), media_type, properties: properties.into() }
}

/// The book of one target as it is written: files and manifest grow together.
pub(super) struct Writer<'a, W: Write> {
    pub target: &'static Target,
    /// Which of the forms its pages have, by index.
    pub pages: usize,
    /// That form.
    pub form: Form,
    pub archive: Archive<W>,
    pub items: Vec<Item>,
    /// Where the cover image is.
    pub cover: Option<String>,
    /// Pages over the target's limit, with their sizes.
    pub large: Vec<(String, usize)>,
    /// The characters of the pages added by themselves.
    pub used: Used,
    /// Files of earlier builds.
    pub memo: Memo<'a>,
}

impl<'a, W: Write> Writer<'a, W> {
    pub(super) fn new(
        target: &'static Target,
        pages: usize,
        form: Form,
        memo: Memo<'a>,
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
            memo,
        };
        let container = document(Prolog::Xml, &package::container());
        writer.add(&compress(package::CONTAINER_PATH, container.as_bytes()), None)?;
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
    pub(super) fn page(&mut self, page: Page) -> Result<String, WriteError> {
        let finished = FinishedPage::of(page, self.form, self.memo);
        self.finished(finished)
    }

    /// Adds a page. Returns its path.
    fn finished(&mut self, page: FinishedPage) -> Result<String, WriteError> {
        self.used.merge(&page.used);
        self.add(&page.entry, Some(&page.item))?;
        Ok(page.item.path)
    }

    /// Makes pages side by side and adds them in order. Returns their paths.
    pub(super) fn pages<M: FnOnce() -> Page + Send>(
        &mut self,
        pages: impl Iterator<Item = M> + Send,
        threads: NonZeroUsize,
    ) -> Result<Vec<String>, WriteError> {
        let (form, memo) = (self.form, self.memo);
        let mut paths = Vec::new();
        pipeline::in_order(
            pages,
            threads,
            |make| FinishedPage::of(make(), form, memo),
            |page| {
                paths.push(self.finished(page)?);
                Ok::<_, WriteError>(())
            },
        )?;
        Ok(paths)
    }

    /// Adds the cover image.
    pub(super) fn cover(&mut self, entry: &Entry, item: &Item) -> Result<(), WriteError> {
        self.cover = Some(item.path.clone());
        self.add(entry, Some(item))
    }
}

/// A page that stands around the chapters, ready to be added.
struct FinishedPage {
    entry: Entry,
    item: Item,
    /// Its characters.
    used: Used,
}

impl FinishedPage {
    fn of(mut page: Page, form: Form, memo: Memo<'_>) -> Self {
        let mut used = Used::default();
        used.add(&page.root);
        devices::adapt(&mut page, form);
        let text = document(Prolog::Xhtml, &page.root);
        Self {
            entry: compressed(memo, &full(&page.path), &text),
            item: item(&page.path, MediaType::Xhtml, properties(&text)),
            used,
        }
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
pub(super) fn pack(page: &Page, memo: Memo<'_>) -> (Entry, Item) {
    let text = document(Prolog::Xhtml, &page.root);
    let entry = compressed(memo, &full(&page.path), &text);
    (entry, item(&page.path, MediaType::Xhtml, properties(&text)))
}

/// Compressing fewer bytes takes no longer than looking for what an earlier build made of them.
const WORTH_KEEPING: usize = 4096;

/// A text as a compressed file, by this build or an earlier one.
pub(super) fn compressed(memo: Memo<'_>, path: &str, text: &str) -> Entry {
    let make = || compress(path, text.as_bytes());
    if text.len() < WORTH_KEEPING {
        return make();
    }
    let entry = memo.call("compressed", (path, text), || Some(make()));
    entry.unwrap_or_else(make)
}

/// What the manifest has to say of a page (EPUB 3.3, section D.6.1): whether it holds `MathML`.
fn properties(text: &str) -> &'static str {
    // Escaped text has no such sign.
    let found = memchr::memmem::find(text.as_bytes(), b"<math ");
    found.map_or("", |_| MATHML)
}
