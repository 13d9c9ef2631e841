//! Settings the text of one file is rendered with.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::BuildHasher;

use crate::model::form::Form;
use crate::model::parallel::Bilingual;
use crate::render::recording::Recording;
use chengshu_text::source::Source;
use chengshu_writing::labels::Labels;

/// An image a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// In the package, at this path from the package folder.
    Packed {
        /// The path.
        path: String,
        /// The width to show it in, in CSS pixels, where that is not its own.
        width: Option<u32>,
    },
    /// Not to be had, for this reason.
    Missing(String),
}

/// Where links from one file to another lead.
pub trait Pages: fmt::Debug + Sync {
    /// The path of the first page of a file within the package folder. Both are without `./`.
    fn page(&self, file: &str) -> Option<&str>;

    /// The path of the only transcript of the same name, in whatever folder, as Obsidian finds notes.
    fn elsewhere(&self, file: &str) -> Option<String>;

    /// The address of a place in a file whose pages are of at most `limit` bytes, as other pages give
    /// it; or else the words of the nearest of its headings, if one is near.
    fn place(&self, file: &str, fragment: &str, limit: usize) -> Result<String, Option<String>>;
}

/// Pages by their files, and no places in them.
impl<S: BuildHasher + Sync> Pages for HashMap<String, String, S> {
    fn page(&self, file: &str) -> Option<&str> {
        self.get(file).map(String::as_str)
    }

    fn elsewhere(&self, _: &str) -> Option<String> {
        None
    }

    fn place(&self, _: &str, _: &str, _: usize) -> Result<String, Option<String>> {
        Err(None)
    }
}

/// Settings the text of one file is rendered with.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The file, for places.
    pub source: &'a Source,
    /// Its path from the book's folder, for links.
    pub file: &'a str,
    /// Pages of the book's files.
    pub pages: &'a dyn Pages,
    /// Words of its headings that are no longer as they were written, by their places.
    pub headings: &'a BTreeMap<usize, String>,
    /// Images by the path written in the text.
    pub pictures: &'a HashMap<String, Picture>,
    /// Where moments of the recording are.
    pub moments: Recording<'a>,
    /// The picture it opens with, from the package folder.
    pub thumbnail: Option<&'a str>,
    /// The picture of the QR code of its link, from the package folder.
    pub code: Option<&'a str>,
    /// Language tag of the text.
    pub language: &'a str,
    /// The book's words.
    pub labels: &'a Labels,
    /// The form of the pages.
    pub form: Form,
    /// The settings of the text in a second language, and how it stands beside the first.
    pub second: Option<(&'a Setting<'a>, Bilingual)>,
}
