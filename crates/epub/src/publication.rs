//! The finished publication before it is zipped: pages as trees, resources as bytes, metadata.

use std::borrow::Cow;

use chengshu_text::media_type::MediaType;
use chengshu_text::xml::Element;
use chengshu_writing::script::WritingMode;

/// A person or body and what they did to the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// The name as sorted, when stated.
    pub file_as: Option<String>,
    /// The MARC relator code (`aut`, `trl`, `nrt`, ...).
    pub role: String,
}

/// A series the book belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesMembership {
    /// The name of the series.
    pub name: String,
    /// The book's position, as stated (`3`, `2.5`).
    pub number: Option<String>,
}

/// Metadata of the package document. Empty strings are never written (requirement M5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Language tag of the book, two parts at most (requirement M1).
    pub language: String,
    /// The unique identifier, such as `urn:uuid:…`.
    pub identifier: String,
    /// `dcterms:modified`, as `CCYY-MM-DDThh:mm:ssZ`.
    pub modified: String,
    /// `dc:date`, as `CCYY-MM-DD`, `CCYY-MM` or `CCYY`.
    pub date: Option<String>,
    /// Those who made the work.
    pub creators: Vec<Contributor>,
    /// Those who helped.
    pub contributors: Vec<Contributor>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Where the text comes from: addresses or titles.
    pub sources: Vec<String>,
    /// Description.
    pub description: Option<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Series.
    pub series: Option<SeriesMembership>,
    /// Accessibility, computed from the content (requirement A1).
    pub accessibility: Accessibility,
}

/// Demands of the content on its reader (EPUB Accessibility 1.1, section 2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accessibility {
    /// Whether any page has an image that is not decoration.
    pub images: ImageUse,
    /// The summary, in the book's language.
    pub summary: String,
    /// Who claims that the book conforms to the standard; none when a check failed.
    pub certifier: Option<String>,
}

/// Whether images carry content, and whether all of them are described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImageUse {
    /// No image besides the cover.
    #[default]
    None,
    /// Images, each with an alternative text.
    Described,
    /// Images, at least one without an alternative text.
    Undescribed,
}

impl ImageUse {
    /// That of two texts together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Undescribed, _) | (_, Self::Undescribed) => Self::Undescribed,
            (Self::Described, _) | (_, Self::Described) => Self::Described,
            (Self::None, Self::None) => Self::None,
        }
    }
}

/// The part a file plays, for `landmarks` and `guide`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Landmark {
    /// The cover page.
    Cover,
    /// The title page.
    TitlePage,
    /// The imprint.
    Imprint,
    /// The page of contents.
    Contents,
    /// The first page of the text.
    BodyMatter,
    /// The bibliography.
    Bibliography,
    /// The index.
    Index,
    /// The colophon.
    Colophon,
}

/// A content document before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// ASCII file name within the package folder, such as `text/c0001.xhtml`.
    pub path: String,
    /// The `html` element.
    pub root: Element,
}

/// The property of pages with formulas.
pub const MATHML: &str = "mathml";

/// A file of the publication as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// ASCII file name relative to the package document.
    pub path: String,
    /// Media type.
    pub media_type: MediaType,
    /// Manifest properties (`nav`, `cover-image`, [`MATHML`]), space-separated, or empty.
    pub properties: Cow<'static, str>,
}

/// One spine entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpineItem {
    /// The path of an [`Item`].
    pub path: String,
    /// Its part for readers who jump there, if it has one.
    pub landmark: Option<Landmark>,
}

/// An entry of the table of contents. A large book keeps hundreds of thousands of them, so they
/// take no more room than they need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavPoint {
    /// The label; never empty (requirement N3).
    pub label: Box<str>,
    /// Path relative to the package document, with a fragment if it is a place in a page.
    pub href: Box<str>,
    /// Entries below it.
    pub children: Vec<NavPoint>,
}

/// A statement of the package document that only some reading systems understand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Statement {
    /// A property of a vocabulary with a prefix of its own.
    Property {
        /// The prefix and the address it stands for.
        prefix: (&'static str, &'static str),
        /// The property, with the prefix.
        property: &'static str,
        /// Its value.
        value: String,
    },
    /// A `meta` element of EPUB 2.
    Legacy {
        /// Its name.
        name: &'static str,
        /// Its content.
        content: String,
    },
}

/// Everything the package document, the navigation document and the NCX are made from. Paths
/// are relative to the package document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Metadata.
    pub metadata: Metadata,
    /// Manifest entries besides the navigation document and the NCX, in manifest order.
    pub items: Vec<Item>,
    /// Reading order.
    pub spine: Vec<SpineItem>,
    /// The table of contents.
    pub contents: Vec<NavPoint>,
    /// The heading of the table of contents, in the book's language.
    pub contents_title: String,
    /// How lines and pages run.
    pub writing_mode: WritingMode,
    /// Statements that only some reading systems understand.
    pub statements: Vec<Statement>,
}
