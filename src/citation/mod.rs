//! References in the forms other programs read, and set in the styles people read.
//!
//! Nothing is made up: a name is taken apart into family and given name only where it was stated
//! so, and what a format has no field for stands in its note, where the entry as stated stands
//! too.

mod bibtex;
mod csl;
pub mod gbt;
mod hayagriva;
mod kinds;
mod markdown;
mod own;
mod ris;
pub mod style;

use crate::model::book::Book;
use crate::model::reference::Reference;

/// A form references are written in.
#[derive(Debug)]
pub struct Format {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Writes the references of a book.
    pub write: fn(&[Listed<'_>]) -> String,
}

/// The forms, the one without a wish first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        what: "each transcript with its entries and all their fields",
        write: own::write,
    },
    Format {
        name: "csl-json",
        what: "CSL-JSON, for Zotero, pandoc and citation processors",
        write: csl::write,
    },
    Format {
        name: "bibtex",
        what: "BibTeX, for LaTeX and most managers",
        write: bibtex::write,
    },
    Format {
        name: "ris",
        what: "RIS, for EndNote, Mendeley and library catalogues",
        write: ris::write,
    },
    Format {
        name: "hayagriva",
        what: "Hayagriva YAML, for Typst",
        write: hayagriva::write,
    },
    Format {
        name: "markdown",
        what: "a list for people, by transcript, as stated",
        write: markdown::write,
    },
];

/// The references of one transcript.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The file, as a path from the book's folder.
    pub file: &'a str,
    /// The transcript's title.
    pub title: &'a str,
    /// ASCII name that keys begin with, such as `c01`.
    pub stem: &'a str,
    /// What the description says before the list, in paragraphs.
    pub intro: &'a [String],
    /// The entries.
    pub references: &'a [Reference],
}

/// The references of a book, by transcript, in the book's order.
pub fn listed(book: &Book) -> Vec<Listed<'_>> {
    book.chapters
        .iter()
        .map(|chapter| Listed {
            file: &chapter.text.file,
            title: &chapter.title,
            stem: &chapter.stem,
            intro: &chapter.standfirst,
            references: &chapter.references,
        })
        .collect()
}

/// Every entry with its key.
fn keyed<'a>(listed: &'a [Listed<'a>]) -> impl Iterator<Item = (String, &'a Reference)> {
    listed.iter().flat_map(|transcript| {
        let entries = transcript.references.iter().enumerate();
        entries.map(|(number, entry)| (format!("{}-{}", transcript.stem, number + 1), entry))
    })
}

#[cfg(test)]
mod tests;
