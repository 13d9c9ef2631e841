//! References in the forms other programs read, and set in the styles people read.
//!
//! Nothing is made up: a name is taken apart into family and given name only where it was stated
//! so, and what a format has no field for stands in its note, where the entry as stated stands
//! too.

mod bibtex;
mod csl;
pub mod diag;
pub mod gbt;
mod hayagriva;
mod json;
mod keys;
mod markdown;
mod own;
pub mod processor;
mod review;
mod ris;
pub mod style;
pub mod typeset;
mod wording;

pub use review::review;

use std::sync::Arc;

use crate::reference::Reference;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, Span};

/// A form references are written in.
#[non_exhaustive]
#[derive(Debug)]
pub struct Format {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// How the name of such a file ends.
    pub extension: &'static str,
    /// What a comment in a line of its own begins and ends with, if there can be one.
    pub comment: Option<(&'static str, &'static str)>,
    /// Writes the references of a book.
    pub write: fn(&Listing<'_>) -> String,
}

/// The forms, the one without a wish first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        what: "each transcript with its entries and all their fields",
        extension: "references.json",
        comment: None,
        write: own::write,
    },
    Format {
        name: "csl-json",
        what: "CSL-JSON, for Zotero, pandoc and citation processors",
        extension: "csl.json",
        comment: None,
        write: csl::write,
    },
    Format {
        name: "bibtex",
        what: "BibTeX, for LaTeX and most managers",
        extension: "bib",
        comment: Some(("% ", "")),
        write: bibtex::write,
    },
    Format {
        name: "ris",
        what: "RIS, for EndNote, Mendeley and library catalogues",
        extension: "ris",
        comment: None,
        write: ris::write,
    },
    Format {
        name: "hayagriva",
        what: "Hayagriva YAML, for Typst",
        extension: "yaml",
        comment: Some(("# ", "")),
        write: hayagriva::write,
    },
    Format {
        name: "markdown",
        what: "a list for people, by transcript, as stated",
        extension: "md",
        comment: Some(("<!-- ", " -->")),
        write: markdown::write,
    },
];

/// The forms of those names, each once. A name that is none is reported; `place` says where an
/// offset of the settings is.
pub fn formats(
    names: &[Located<String>],
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) -> Vec<&'static Format> {
    let mut formats: Vec<&Format> = Vec::new();
    for name in names {
        match FORMATS.iter().find(|format| format.name == name.value) {
            Some(format) if formats.iter().all(|other| other.name != format.name) => {
                formats.push(format);
            }
            Some(_) => {}
            None => {
                let known = FORMATS.iter().map(|format| format.name);
                sink.push(
                    Diagnostic::new(
                        &diag::UNKNOWN_EXPORT,
                        format!("unknown format `{}`", name.value),
                    )
                    .at(place(&name.at))
                    .meant(&name.value, known.clone(), || {
                        format!("the formats are {}", known.collect::<Vec<_>>().join(", "))
                    }),
                );
            }
        }
    }
    formats
}

/// The references of a book.
#[derive(Debug, Clone)]
pub struct Listing<'a> {
    /// What each transcript states, in the book's order.
    pub transcripts: Vec<Listed<'a>>,
    /// The works, each once, under its key: the one it was stated with, or the transcript that
    /// cites it first and its number there, such as `c01-3`.
    pub works: Vec<ListedWork<'a>>,
}

/// A work of a book.
#[derive(Debug, Clone)]
pub struct ListedWork<'a> {
    /// Its key.
    pub key: String,
    /// What is stated of it.
    pub reference: &'a Reference,
    /// The transcripts that cite it, in the book's order.
    pub cited: Vec<CitedBy<'a>>,
}

/// A transcript that cites a work.
#[derive(Debug, Clone, Copy)]
pub struct CitedBy<'a> {
    /// Its title.
    pub title: &'a str,
    /// When its recording first speaks of the work, in seconds.
    pub moment: Option<u32>,
}

impl ListedWork<'_> {
    /// The transcripts that cite it as keywords, which managers of references make tags of; a comma
    /// would end one.
    fn tags(&self) -> Vec<String> {
        let words = |cited: &CitedBy<'_>| cited.title.replace([',', ';'], " ");
        self.cited.iter().map(words).collect()
    }

    /// What stands in notes, line by line: the entry as stated, remarks, and the moments at which
    /// recordings speak of the work.
    fn notes(&self) -> Vec<String> {
        let stated = [Some(&self.reference.raw), self.reference.further.note.as_ref()];
        let stated = stated.into_iter().flatten().filter(|text| !text.is_empty());
        let mut notes: Vec<String> = stated.cloned().collect();
        let moment = |cited: &CitedBy<'_>| {
            let seconds = cited.moment?;
            let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            Some(format!("{}, {hours}:{minutes:02}:{seconds:02}", cited.title))
        };
        let moments: Vec<String> = self.cited.iter().filter_map(moment).collect();
        if !moments.is_empty() {
            notes.push(format!("Cited in: {}", moments.join("; ")));
        }
        notes
    }
}

/// The references of one transcript.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The file, as a path from the book's folder.
    pub file: &'a str,
    /// The transcript's title.
    pub title: &'a str,
    /// What the description says before the list, in paragraphs.
    pub intro: &'a [String],
    /// The entries.
    pub references: &'a [Arc<Reference>],
}

#[cfg(test)]
mod tests;
