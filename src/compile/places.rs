//! Where links from one file to another lead.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::two::manuscript;
use crate::model::book::Book;
use crate::model::library::Files;
use crate::model::manuscript::Manuscript;
use crate::render::chapter::targets;
use crate::render::prose::Pages;
use crate::render::targets::Targets;
use chengshu_text::diag::Sink;

/// Places found so far, by the index of the chapter and the limit of its pages.
type Known = HashMap<(usize, usize), Arc<OnceLock<Targets>>>;

/// The places of a book. Those in a file are looked for when a link asks for one of them: to know its
/// pages the file has to be cleaned, which is done again when it is compiled.
pub(super) struct Places<'a> {
    book: &'a Book,
    pub files: &'a dyn Files,
    /// Indices of chapters by their files.
    chapters: OnceLock<HashMap<&'a str, usize>>,
    known: Mutex<Known>,
}

impl<'a> Places<'a> {
    pub(super) fn new(book: &'a Book, files: &'a dyn Files) -> Self {
        Self { book, files, chapters: OnceLock::new(), known: Mutex::default() }
    }

    fn chapter(&self, file: &str) -> Option<usize> {
        let chapters = self.chapters.get_or_init(|| {
            let chapters = self.book.chapters.iter().enumerate();
            chapters.map(|(number, chapter)| (chapter.text.file.as_str(), number)).collect()
        });
        chapters.get(file).copied()
    }

    /// The places of a chapter; none where its file has changed, which is reported by whoever
    /// compiles it.
    fn targets(&self, number: usize, limit: usize) -> Targets {
        let Some(chapter) = self.book.chapters.get(number) else {
            return Targets::default();
        };
        let cleaned = manuscript(self.book, chapter, self.files, &mut Sink::default());
        let made = |manuscript: Manuscript| {
            targets(chapter, manuscript.blocks, &manuscript.headings, limit)
        };
        cleaned.map_or_else(|_| Targets::default(), |text| made(text.manuscript))
    }
}

impl Pages for Places<'_> {
    fn page(&self, file: &str) -> Option<&str> {
        self.book.pages.get(file).map(String::as_str)
    }

    fn elsewhere(&self, file: &str) -> Option<String> {
        let name = file.rsplit('/').next().unwrap_or_default();
        let found = self.files.find(name)?;
        self.page(&found).is_some().then_some(found)
    }

    fn place(&self, file: &str, fragment: &str, limit: usize) -> Result<String, Option<String>> {
        let number = self.chapter(file).ok_or(None)?;
        let known = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry((number, limit)).or_default())
        };
        let targets = known.get_or_init(|| self.targets(number, limit));
        let found = targets.find(fragment).map(str::to_owned);
        found.ok_or_else(|| targets.nearest(fragment))
    }
}

impl fmt::Debug for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Places").finish_non_exhaustive()
    }
}
