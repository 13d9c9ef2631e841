//! What a first look at a transcript tells: enough to order the book, little enough to keep for
//! every file of a large one.

use std::sync::Arc;

use crate::model::head::Head;
use crate::model::library::SideFiles;
use crate::model::parallel::{Bilingual, Track};
use crate::model::speech::Writer;
use chengshu_references::reference::Reference;
use chengshu_text::source::Span;
use chengshu_writing::language::Census;

/// A transcript without its text.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The file, as a path from the book's folder.
    pub file: String,
    /// The file as the user would type it.
    pub display: String,
    /// The part it is in, by index.
    pub part: Option<usize>,
    /// Its head. Places in it are in the file.
    pub head: Head,
    /// Its title taken apart: from the head, the first heading, or the file's name.
    pub title: Title,
    /// Whether that is only what programs call any file.
    pub is_nameless: bool,
    /// The title as a heading of the body may repeat it; none if it is the file's name.
    pub title_heading: Option<String>,
    /// Its description taken apart.
    pub description: DescriptionText,
    /// Where the body is.
    pub body: Span,
    /// The files beside it, if it is speech to be written out as prose.
    pub spoken: Option<SideFiles>,
    /// The file beside it that states its sections, as a path from the book's folder.
    pub sections: Option<String>,
    /// The picture beside it, as a path from the book's folder.
    pub thumbnail: Option<String>,
    /// True if the chapters of a recording are headings in it.
    pub is_divided: bool,
    /// The language that is taken of speech in two.
    pub track: Track,
    /// The same text in another language.
    pub second: Option<Box<Outline>>,
    /// How the book has the two.
    pub layout: Bilingual,
    /// Other languages it is there in, which the book does not have: their tags.
    pub others: Vec<String>,
    /// Who wrote it down.
    pub writer: Writer,
    /// Length of the text, to see whether it changed.
    pub length: usize,
    /// True if there is anything in the body.
    pub has_text: bool,
    /// Counts of the writing it is in.
    pub census: Census,
}

/// A description as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DescriptionText {
    /// The introduction of the talk.
    pub intro: Vec<String>,
    /// Thanks, credits and requests.
    pub notes: Vec<String>,
    /// What it promotes, set apart.
    pub promotion: Vec<String>,
    /// What it promotes that is left out: its line in the file, and its words.
    pub left_out: Vec<(u32, String)>,
    /// Cited works.
    pub references: Vec<Arc<Reference>>,
    /// The numbers the list states for them, 0 where there is none; nothing at all in a list without.
    pub numbers: Vec<u32>,
}

/// A title taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The title to print; empty only if nothing was stated.
    pub text: String,
    /// The series named in brackets after the title.
    pub series: Option<String>,
    /// The number in the series.
    pub episode: Option<u32>,
    /// Other remarks in brackets after the title, such as `完结`, in order.
    pub marks: Vec<String>,
    /// Readings of its words, in order; those of a word that is no longer in the text count for nothing.
    pub ruby: Vec<Ruby>,
}

/// A word and its reading, shown above or beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ruby {
    /// The word, as it stands in the text.
    pub base: String,
    /// How it is read.
    pub reading: String,
}
